//! How the fonts of a PDF turn codes into characters, and how wide those are.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Encoding, Object};

/// The most bytes that a font's map may unpack to; one of all 8105 characters has a third of it.
const MOST_MAP: usize = 512 * 1024;
/// What reading any font counts for at least, and what one width counts for, in bytes of content: all fonts of a
/// file are kept while it is read.
const FONT_WORK: usize = 64 * 1024;
const WIDTH_WORK: usize = 8;
/// The most widths that a font tells: twice those of all its codes.
const MOST_WIDTHS: usize = 2 * 65_536;
/// The width of a character whose width the font does not tell, in thousandths of its size.
const USUAL_WIDTH: f32 = 1000.0;

/// A font of a document.
pub(super) struct Font<'d> {
    encoding: Encoding<'d>,
    code_bytes: usize,
    widths: Widths,
    map_bytes: usize,
}

impl<'d> Font<'d> {
    /// Reads a font; `None` where its codes cannot be told.
    pub fn read(doc: &'d Document, font: &'d Dictionary) -> Option<Self> {
        let map = font.get_deref(b"ToUnicode", doc).and_then(Object::as_stream).ok();
        let map = map.map_or(Ok(Vec::new()), |m| m.get_plain_content_with_limit(MOST_MAP)).ok()?;
        let encoding = font.get_font_encoding_with_limit(doc, MOST_MAP).ok()?;
        let composite = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Type0");
        let widths = if composite { cid_widths(doc, font) } else { simple_widths(doc, font) };
        let code_bytes = if composite { 2 } else { 1 };
        Some(Self { encoding, code_bytes, widths, map_bytes: map.len() })
    }

    /// What reading and keeping it counts for, in bytes of content.
    pub fn work(&self) -> usize {
        FONT_WORK.max(self.map_bytes) + self.widths.told * WIDTH_WORK
    }

    /// How many bytes one code takes.
    pub fn code_bytes(&self) -> usize {
        self.code_bytes
    }

    /// The width of a code, as a share of the size.
    pub fn width(&self, code: &[u8]) -> f32 {
        let number = code.iter().fold(0_u32, |n, &b| n << 8 | u32::from(b));
        self.widths.of(number) / 1000.0
    }

    /// What a code stands for.
    pub fn text(&self, code: &[u8]) -> String {
        self.encoding.bytes_to_string(code).unwrap_or_default()
    }
}

/// How wide the characters of a font are, by their codes.
struct Widths {
    each: BTreeMap<u32, f32>,
    /// That of the others.
    usual: f32,
    /// How many times a width was told: one file can tell those of all codes again and again.
    told: usize,
}

impl Widths {
    fn usual(usual: f32) -> Self {
        Self { each: BTreeMap::new(), usual, told: 0 }
    }

    fn of(&self, code: u32) -> f32 {
        self.each.get(&code).copied().unwrap_or(self.usual)
    }

    /// Takes widths as long as a font may tell more.
    fn extend(&mut self, widths: impl Iterator<Item = (u32, f32)>) {
        for (code, width) in widths.take(MOST_WIDTHS - self.told) {
            self.each.insert(code, width);
            self.told += 1;
        }
    }
}

fn cid_widths(doc: &Document, font: &Dictionary) -> Widths {
    let descendants = font.get_deref(b"DescendantFonts", doc).and_then(Object::as_array);
    let descendant = descendants.ok().and_then(|d| doc.dereference(d.first()?).ok()?.1.as_dict().ok());
    let Some(descendant) = descendant else { return Widths::usual(USUAL_WIDTH) };
    let usual = descendant.get_deref(b"DW", doc).and_then(Object::as_float).unwrap_or(USUAL_WIDTH);
    let mut widths = Widths::usual(usual);
    let Ok(list) = descendant.get_deref(b"W", doc).and_then(Object::as_array) else { return widths };
    let mut rest = list.iter();
    let code = |o: &Object| o.as_i64().ok().and_then(|n| u32::try_from(n).ok());
    while let Some(start) = rest.next().and_then(code) {
        match rest.next().and_then(|o| doc.dereference(o).ok()).map(|o| o.1) {
            Some(Object::Array(each)) => {
                widths.extend((start..).zip(each.iter().filter_map(|w| w.as_float().ok())));
            }
            Some(end) => {
                let width = rest.next().and_then(|w| w.as_float().ok()).unwrap_or(usual);
                widths.extend((start..=code(end).unwrap_or(start)).map(|code| (code, width)));
            }
            None => break,
        }
        if widths.told == MOST_WIDTHS {
            break;
        }
    }
    widths
}

fn simple_widths(doc: &Document, font: &Dictionary) -> Widths {
    let first = font.get_deref(b"FirstChar", doc).and_then(Object::as_i64).unwrap_or_default();
    let first = u32::try_from(first).unwrap_or_default();
    let list = font.get_deref(b"Widths", doc).and_then(Object::as_array);
    let list = list.map_or(&[][..], Vec::as_slice).iter().take(256).filter_map(|w| w.as_float().ok());
    let mut widths = Widths::usual(USUAL_WIDTH / 2.0);
    widths.extend((first..).zip(list));
    widths
}
