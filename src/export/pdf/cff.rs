//! Cutting a CFF face whose glyphs share nothing (Adobe Technical Note 5176, CID-keyed).
//!
//! `subsetter` takes every glyph program apart to write out the subroutines it calls, which was two thirds of the
//! memory of an export and a third of its time. The 仿宋 of the text, by far the largest face of a report, calls
//! none, and its programs can be copied as they are. Any other face is left to `subsetter`.

use ttf_parser::{RawFace, Tag};

/// Operators of a DICT; those of two bytes start with 12.
mod operator {
    pub const FONT_BBOX: u16 = 5;
    pub const CHARSET: u16 = 15;
    pub const CHAR_STRINGS: u16 = 17;
    pub const PRIVATE: u16 = 18;
    pub const SUBRS: u16 = 19;
    pub const FONT_MATRIX: u16 = 0x0c07;
    pub const ROS: u16 = 0x0c1e;
    pub const CID_COUNT: u16 = 0x0c22;
    pub const FD_ARRAY: u16 = 0x0c24;
    pub const FD_SELECT: u16 = 0x0c25;
}

/// The number of the first string that a font brings itself.
const FIRST_OWN_STRING: i64 = 391;

/// The face with these glyphs, which begin with `.notdef`, as an OpenType file with nothing but its outlines;
/// `None` where it is of another kind.
pub(super) fn cut(file: &[u8], index: u32, glyphs: &[u16]) -> Option<Vec<u8>> {
    let cff = RawFace::parse(file, index).ok()?.table(Tag::from_bytes(b"CFF "))?;
    Some(wrapped(&written(&Source::read(cff)?, glyphs)?))
}

/// What is needed of a face.
struct Source<'a> {
    /// The Name INDEX as it stands.
    names: &'a [u8],
    top: &'a [u8],
    glyphs: Index<'a>,
    /// The DICT that all glyphs share, and its private one.
    font: &'a [u8],
    private: &'a [u8],
}

impl<'a> Source<'a> {
    fn read(cff: &'a [u8]) -> Option<Self> {
        let names_at = usize::from(*cff.get(2)?);
        let tops_at = Index::read(cff, names_at)?.end;
        let tops = Index::read(cff, tops_at)?;
        let strings = Index::read(cff, tops.end)?;
        let top = tops.get(0)?;
        // A face without the registry and order of its glyphs (ROS) is keyed by name.
        find(top, operator::ROS)?;
        let fonts = Index::read(cff, offset(top, operator::FD_ARRAY)?)?;
        let font = (fonts.count == 1).then(|| fonts.get(0))??;
        let [size, at] = integers(find(font, operator::PRIVATE)?)?[..] else { return None };
        let at = usize::try_from(at).ok()?;
        let private = cff.get(at..at.checked_add(usize::try_from(size).ok()?)?)?;
        let shares_nothing =
            Index::read(cff, strings.end)?.count == 0 && find(private, operator::SUBRS).is_none();
        let glyphs = Index::read(cff, offset(top, operator::CHAR_STRINGS)?)?;
        shares_nothing.then_some(Self { names: cff.get(names_at..tops_at)?, top, glyphs, font, private })
    }
}

/// The CFF table of the cut face.
fn written(source: &Source, glyphs: &[u16]) -> Option<Vec<u8>> {
    let count = u16::try_from(glyphs.len()).ok()?;
    let programs: Option<Vec<&[u8]>> = glyphs.iter().map(|g| source.glyphs.get(usize::from(*g))).collect();
    let strings = index(&[b"Adobe", b"Identity"]);
    // Glyph n is character n, and every glyph has the first and only font DICT.
    let charset = [&[2, 0, 1][..], &count.checked_sub(2)?.to_be_bytes()].concat();
    let select = [&[3, 0, 1, 0, 0, 0][..], &count.to_be_bytes()].concat();
    // Offsets take five bytes whatever they are, so the top DICT is as long before they are known.
    let top = |offsets| index(&[&top_dict(source.top, offsets, count)]);
    let charset_at = HEADER.len() + source.names.len() + top([0; 4]).len() + strings.len() + NOTHING.len();
    let select_at = charset_at + charset.len();
    let private_at = select_at + select.len();
    let fonts_at = private_at + source.private.len();
    let fonts = index(&[&font_dict(source.font, source.private.len(), private_at)]);
    let parts = [
        &HEADER[..],
        source.names,
        &top([charset_at, select_at, fonts_at + fonts.len(), fonts_at]),
        &strings,
        &NOTHING,
        &charset,
        &select,
        source.private,
        &fonts,
        &index(&programs?),
    ];
    Some(parts.concat())
}

/// Version 1.0, four bytes long; offsets of up to four bytes.
const HEADER: [u8; 4] = [1, 0, 4, 4];
/// An INDEX with nothing in it: no subroutines.
const NOTHING: [u8; 2] = [0, 0];

/// The top DICT: where charset, `FDSelect`, glyph programs and font DICT are, and what of the old one still holds.
fn top_dict(old: &[u8], [charset, select, programs, fonts]: [usize; 4], count: u16) -> Vec<u8> {
    // The registry and order must come first.
    let mut dict = Vec::new();
    entry(&mut dict, &[FIRST_OWN_STRING, FIRST_OWN_STRING + 1, 0], operator::ROS);
    copy(&mut dict, old, &[operator::FONT_BBOX, operator::FONT_MATRIX]);
    entry(&mut dict, &[i64::from(count)], operator::CID_COUNT);
    let offsets = [
        (charset, operator::CHARSET),
        (select, operator::FD_SELECT),
        (programs, operator::CHAR_STRINGS),
        (fonts, operator::FD_ARRAY),
    ];
    for (offset, operator) in offsets {
        entry(&mut dict, &[offset as i64], operator);
    }
    dict
}

/// The font DICT: where its private one is.
fn font_dict(old: &[u8], size: usize, at: usize) -> Vec<u8> {
    let mut dict = Vec::new();
    copy(&mut dict, old, &[operator::FONT_MATRIX]);
    entry(&mut dict, &[size as i64, at as i64], operator::PRIVATE);
    dict
}

/// Writes an entry of a DICT, each number in five bytes.
fn entry(dict: &mut Vec<u8>, numbers: &[i64], operator: u16) {
    for number in numbers {
        dict.push(29);
        dict.extend((*number as i32).to_be_bytes());
    }
    push_operator(dict, operator);
}

/// Copies entries of another DICT as they stand.
fn copy(dict: &mut Vec<u8>, old: &[u8], operators: &[u16]) {
    for (operator, operands) in entries(old).filter(|(o, _)| operators.contains(o)) {
        dict.extend(operands);
        push_operator(dict, operator);
    }
}

fn push_operator(dict: &mut Vec<u8>, operator: u16) {
    let [high, low] = operator.to_be_bytes();
    dict.extend((high > 0).then_some(high));
    dict.push(low);
}

/// The entries of a DICT: operators with the bytes of their operands.
fn entries(dict: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = dict;
    std::iter::from_fn(move || {
        let (mut length, start) = (0, rest);
        // Numbers begin with 28 and above.
        while *start.get(length)? > 21 {
            length += number_length(&start[length..]);
        }
        let (operands, after) = start.split_at_checked(length)?;
        let (operator, after) = match after {
            [12, low, after @ ..] => (u16::from_be_bytes([12, *low]), after),
            [operator, after @ ..] => (u16::from(*operator), after),
            [] => return None,
        };
        rest = after;
        Some((operator, operands))
    })
}

/// How many bytes the number at the start of `bytes` takes.
fn number_length(bytes: &[u8]) -> usize {
    match bytes.first() {
        Some(28) => 3,
        Some(29) => 5,
        // A decimal ends with the half byte 15.
        Some(30) => bytes.iter().skip(1).take_while(|b| **b & 15 != 15 && **b >> 4 != 15).count() + 2,
        Some(247..=254) => 2,
        _ => 1,
    }
}

fn find(dict: &[u8], operator: u16) -> Option<&[u8]> {
    entries(dict).find(|(o, _)| *o == operator).map(|(_, operands)| operands)
}

fn offset(dict: &[u8], operator: u16) -> Option<usize> {
    usize::try_from(*integers(find(dict, operator)?)?.first()?).ok()
}

/// The whole numbers of an entry; `None` where one is not whole.
fn integers(mut operands: &[u8]) -> Option<Vec<i64>> {
    let mut numbers = Vec::new();
    while !operands.is_empty() {
        let (number, rest) = operands.split_at_checked(number_length(operands))?;
        numbers.push(match *number {
            [28, a, b] => i64::from(i16::from_be_bytes([a, b])),
            [29, a, b, c, d] => i64::from(i32::from_be_bytes([a, b, c, d])),
            [a @ 32..=246] => i64::from(a) - 139,
            [a @ 247..=250, b] => (i64::from(a) - 247) * 256 + i64::from(b) + 108,
            [a @ 251..=254, b] => -(i64::from(a) - 251) * 256 - i64::from(b) - 108,
            _ => return None,
        });
        operands = rest;
    }
    Some(numbers)
}

/// An INDEX: items of any length, one behind the other.
#[derive(Clone, Copy)]
struct Index<'a> {
    count: usize,
    /// How many bytes an offset takes.
    size: usize,
    offsets: &'a [u8],
    data: &'a [u8],
    /// Where in the table the next thing starts.
    end: usize,
}

impl<'a> Index<'a> {
    fn read(cff: &'a [u8], at: usize) -> Option<Self> {
        let [high, low, rest @ ..] = cff.get(at..)? else { return None };
        let count = usize::from(u16::from_be_bytes([*high, *low]));
        if count == 0 {
            return Some(Self { count, size: 1, offsets: &[], data: &[], end: at + 2 });
        }
        let (size, rest) = rest.split_first()?;
        let size = usize::from(*size);
        let (offsets, data) = rest.split_at_checked((count + 1) * size)?;
        let index = Self { count, size, offsets, data, end: 0 };
        let length = index.offset(count)?;
        Some(Self { end: at + 3 + offsets.len() + length, data: data.get(..length)?, ..index })
    }

    /// Where an item starts among the data, which offsets count from 1.
    fn offset(&self, item: usize) -> Option<usize> {
        let bytes = self.offsets.get(item * self.size..(item + 1) * self.size)?;
        bytes.iter().fold(0_usize, |n, b| n << 8 | usize::from(*b)).checked_sub(1)
    }

    fn get(&self, item: usize) -> Option<&'a [u8]> {
        self.data.get(self.offset(item)?..self.offset(item + 1)?)
    }
}

/// Writes an INDEX.
fn index(items: &[&[u8]]) -> Vec<u8> {
    let length: usize = items.iter().map(|i| i.len()).sum();
    let size = (1..4).find(|size| length + 1 < 1 << (8 * size)).unwrap_or(4);
    let mut index = (items.len() as u16).to_be_bytes().to_vec();
    index.reserve(1 + (items.len() + 1) * size + length);
    index.push(size as u8);
    let mut offset = 1_u32;
    for next in items.iter().map(|i| i.len() as u32).chain([0]) {
        index.extend(&offset.to_be_bytes()[4 - size..]);
        offset += next;
    }
    for item in items {
        index.extend(*item);
    }
    index
}

/// An OpenType file with one table.
fn wrapped(cff: &[u8]) -> Vec<u8> {
    const TABLE_AT: u32 = 28;
    let numbers = [1, 16, 0, 0].map(u16::to_be_bytes).concat();
    // A reader of an embedded face does not look at the checksum.
    let record = [0, TABLE_AT, cff.len() as u32].map(u32::to_be_bytes).concat();
    [b"OTTO", &numbers[..], b"CFF ", &record, cff].concat()
}
