//! Glyphs of a TrueType file once more, in other widths: each as a compound glyph of one part, sixteen bytes (OpenType,
//! `glyf`).

use std::collections::{BTreeMap, HashSet};

/// Tables by their names.
type Tables = BTreeMap<[u8; 4], Vec<u8>>;

/// How long the head of a glyph is, with the box around it.
const HEAD: usize = 10;
/// The offsets of a part are two bytes and count from its own place.
const WORDS_FOR_PLACE: u16 = 0x0003;

/// The file with each of these glyphs so many units wider, and their numbers: a glyph keeps its own, the first time it is
/// wanted as it is. `None` where a table is not what it should be.
pub(super) fn spread(file: &[u8], wanted: &[(u16, i32)]) -> Option<(Vec<u8>, Vec<u16>)> {
    let mut tables = tables(file)?;
    let mut glyphs = Glyphs::read(&tables)?;
    let (mut numbers, mut kept) = (Vec::with_capacity(wanted.len()), HashSet::new());
    for &(glyph, wider) in wanted {
        let is_first = wider == 0 && kept.insert(glyph);
        numbers.push(if is_first { glyph } else { glyphs.again(glyph, wider)? });
    }
    glyphs.write(&mut tables)?;
    Some((file_of(&tables), numbers))
}

/// The glyphs of a file.
struct Glyphs {
    outlines: Vec<u8>,
    /// Where each outline starts, and the last one ends.
    places: Vec<u32>,
    /// The width of each glyph, and where it begins.
    widths: Vec<(u16, [u8; 2])>,
}

impl Glyphs {
    fn read(tables: &Tables) -> Option<Self> {
        let (head, places) = (tables.get(b"head")?, tables.get(b"loca")?);
        let places: Vec<u32> = match number(head, 50)? {
            0 => places.as_chunks::<2>().0.iter().map(|p| u32::from(u16::from_be_bytes(*p)) * 2).collect(),
            _ => places.as_chunks::<4>().0.iter().map(|p| u32::from_be_bytes(*p)).collect(),
        };
        let long = usize::from(number(tables.get(b"hhea")?, 34)?);
        let (mut widths, metrics) = (Vec::new(), tables.get(b"hmtx")?);
        for glyph in 0..places.len().checked_sub(1)? {
            let width = number(metrics, 4 * glyph.min(long.checked_sub(1)?))?;
            let from = if glyph < long { 4 * glyph + 2 } else { 4 * long + 2 * (glyph - long) };
            widths.push((width, number(metrics, from)?.to_be_bytes()));
        }
        Some(Self { outlines: tables.get(b"glyf")?.clone(), places, widths })
    }

    /// A glyph once more; its new number.
    fn again(&mut self, glyph: u16, wider: i32) -> Option<u16> {
        let at = usize::from(glyph);
        let (start, end) = (*self.places.get(at)? as usize, *self.places.get(at + 1)? as usize);
        if start < end {
            let around: [u8; HEAD] = *self.outlines.get(start..end)?.first_chunk()?;
            self.outlines.extend((-1_i16).to_be_bytes());
            self.outlines.extend(&around[2..]);
            self.outlines.extend([WORDS_FOR_PLACE, glyph, 0, 0].map(u16::to_be_bytes).concat());
        }
        let (width, begins) = *self.widths.get(at)?;
        let number = u16::try_from(self.widths.len()).ok()?;
        self.widths.push((u16::try_from(i32::from(width).checked_add(wider)?.max(0)).ok()?, begins));
        self.places.push(u32::try_from(self.outlines.len()).ok()?);
        Some(number)
    }

    fn write(self, tables: &mut Tables) -> Option<()> {
        let count = u16::try_from(self.widths.len()).ok()?.to_be_bytes();
        tables.insert(*b"loca", self.places.iter().flat_map(|place| place.to_be_bytes()).collect());
        tables.insert(*b"glyf", self.outlines);
        let metrics = self.widths.iter().flat_map(|(width, begins)| [width.to_be_bytes(), *begins].concat());
        tables.insert(*b"hmtx", metrics.collect());
        // The places take four bytes each now.
        tables.get_mut(b"head")?.get_mut(50..52)?.copy_from_slice(&[0, 1]);
        tables.get_mut(b"hhea")?.get_mut(34..36)?.copy_from_slice(&count);
        let limits = tables.get_mut(b"maxp")?;
        limits.get_mut(4..6)?.copy_from_slice(&count);
        // Of compound glyphs: the most points, contours and parts, and how deep they go.
        for (at, least) in [(10, number(limits, 6)?), (12, number(limits, 8)?), (28, 1)] {
            let most = number(limits, at)?.max(least);
            limits.get_mut(at..at + 2)?.copy_from_slice(&most.to_be_bytes());
        }
        let depth = number(limits, 30)?.saturating_add(1);
        limits.get_mut(30..32)?.copy_from_slice(&depth.to_be_bytes());
        Some(())
    }
}

fn number(table: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*table.get(at..)?.first_chunk()?))
}

fn long_number(table: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_be_bytes(*table.get(at..)?.first_chunk()?) as usize)
}

fn tables(file: &[u8]) -> Option<Tables> {
    let mut tables = Tables::new();
    for entry in (0..usize::from(number(file, 4)?)).map(|table| 12 + 16 * table) {
        let (start, length) = (long_number(file, entry + 8)?, long_number(file, entry + 12)?);
        let name = *file.get(entry..)?.first_chunk()?;
        tables.insert(name, file.get(start..start.checked_add(length)?)?.to_vec());
    }
    Some(tables)
}

/// A file of these tables. Its sums are left out: who reads a PDF does not reckon them.
fn file_of(tables: &Tables) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = count.max(1).ilog2() as u16;
    let search = 16 << power;
    let mut file = [0x0001, 0x0000, count, search, power, 16 * count - search].map(u16::to_be_bytes).concat();
    let mut at = file.len() + 16 * tables.len();
    for (name, table) in tables {
        file.extend(name);
        file.extend([0, at as u32, table.len() as u32].map(u32::to_be_bytes).concat());
        at += table.len().next_multiple_of(4);
    }
    for table in tables.values() {
        file.extend(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}
