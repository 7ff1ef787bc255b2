//! The words on the pages of a PDF with their places, from its content streams and the maps its fonts carry.

use std::{
    collections::{BTreeMap, HashMap},
    rc::Rc,
};

use lopdf::{Dictionary, Document, Encoding, Object, ObjectId, content::Content, content::Operation};

/// The most bytes that the content of one page, or of one form on it, may unpack to: parsed it takes a hundred
/// times as much memory. A full page of tables has a third of it.
const MOST_CONTENT: usize = 1024 * 1024;
/// The most bytes that a font's map may unpack to; one of all 8105 characters has a third of it.
const MOST_MAP: usize = 512 * 1024;
/// The most bytes of content of a whole file.
const MOST_WORK: usize = 8 * 1024 * 1024;
/// What reading a font counts for in bytes of content, and what any stream counts for at least.
const FONT_WORK: usize = 64 * 1024;
const STREAM_WORK: usize = 4 * 1024;
/// The most characters of a file.
const MOST_GLYPHS: usize = 500_000;
/// How deep forms may stand in forms.
const MOST_FORMS: usize = 6;
/// The width of a character whose width the font does not tell, in thousandths of its size.
const USUAL_WIDTH: f32 = 1000.0;

/// A character on a page, in points from its lower left corner.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub size: f32,
    pub text: String,
}

/// What may still be read of a file: forms can draw forms, so that a small file can ask for endless work.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    glyphs: usize,
    work: usize,
}

impl Budget {
    /// Enough for any report.
    pub fn new() -> Self {
        Self { glyphs: MOST_GLYPHS, work: MOST_WORK }
    }

    /// Whether something was left unread.
    pub fn is_spent(self) -> bool {
        self.glyphs == 0 || self.work == 0
    }

    fn spend(&mut self, work: usize) -> bool {
        self.work = self.work.saturating_sub(work);
        !self.is_spent()
    }
}

/// The characters of a page in the order they are drawn.
pub(super) fn of_page(doc: &Document, page: ObjectId, budget: &mut Budget) -> Vec<Glyph> {
    let Ok(bytes) = doc.get_page_content_with_limit(page, MOST_CONTENT) else {
        budget.spend(MOST_WORK);
        return Vec::new();
    };
    let fonts = doc.get_page_fonts(page).unwrap_or_default();
    let mut drawing = Drawing { doc, glyphs: Vec::new(), known: HashMap::new(), budget };
    let resources = doc.get_page_resources(page).ok().and_then(|(own, _)| own);
    let fonts = drawing.fonts(&fonts);
    drawing.stream(&bytes, &fonts, resources, Matrix::ONE, 0);
    drawing.glyphs
}

/// How a font's codes become characters, and how wide they are.
struct Font<'d> {
    encoding: Encoding<'d>,
    code_bytes: usize,
    widths: BTreeMap<u32, f32>,
    other_width: f32,
}

type Fonts<'d> = BTreeMap<Vec<u8>, Rc<Font<'d>>>;

fn read_font<'d>(doc: &'d Document, font: &'d Dictionary) -> Option<Font<'d>> {
    let encoding = font.get_font_encoding_with_limit(doc, MOST_MAP).ok()?;
    let composite = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Type0");
    let (widths, other_width) = if composite { cid_widths(doc, font) } else { simple_widths(doc, font) };
    Some(Font { encoding, code_bytes: if composite { 2 } else { 1 }, widths, other_width })
}

fn cid_widths(doc: &Document, font: &Dictionary) -> (BTreeMap<u32, f32>, f32) {
    let mut widths = BTreeMap::new();
    let descendants = font.get_deref(b"DescendantFonts", doc).and_then(Object::as_array);
    let descendant = descendants.ok().and_then(|d| doc.dereference(d.first()?).ok()?.1.as_dict().ok());
    let Some(descendant) = descendant else { return (widths, USUAL_WIDTH) };
    let usual = descendant.get_deref(b"DW", doc).and_then(Object::as_float).unwrap_or(USUAL_WIDTH);
    let Ok(list) = descendant.get_deref(b"W", doc).and_then(Object::as_array) else { return (widths, usual) };
    let mut rest = list.iter();
    while let Some(start) = rest.next().and_then(|o| o.as_i64().ok()).and_then(|n| u32::try_from(n).ok()) {
        match rest.next().and_then(|o| doc.dereference(o).ok()).map(|o| o.1) {
            Some(Object::Array(each)) => {
                let each = each.iter().filter_map(|w| w.as_float().ok());
                widths.extend((start..).zip(each.take(65_536)));
            }
            Some(end) => {
                let end = end.as_i64().ok().and_then(|n| u32::try_from(n).ok()).unwrap_or(start);
                let width = rest.next().and_then(|w| w.as_float().ok()).unwrap_or(usual);
                widths.extend((start..=end.min(start.saturating_add(65_535))).map(|code| (code, width)));
            }
            None => break,
        }
    }
    (widths, usual)
}

fn simple_widths(doc: &Document, font: &Dictionary) -> (BTreeMap<u32, f32>, f32) {
    let first = font.get_deref(b"FirstChar", doc).and_then(Object::as_i64).unwrap_or_default();
    let first = u32::try_from(first).unwrap_or_default();
    let list = font.get_deref(b"Widths", doc).and_then(Object::as_array);
    let list = list.map_or(&[][..], Vec::as_slice).iter().take(256).filter_map(|w| w.as_float().ok());
    ((first..).zip(list).collect(), USUAL_WIDTH / 2.0)
}

/// A transformation of the plane, as PDF writes it.
#[derive(Clone, Copy, Debug)]
struct Matrix([f32; 6]);

impl Matrix {
    const ONE: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn of(operands: &[Object]) -> Option<Self> {
        let mut numbers = [0.0; 6];
        for (number, operand) in numbers.iter_mut().zip(operands.get(..6)?) {
            *number = operand.as_float().ok()?;
        }
        Some(Self(numbers))
    }

    /// First this, then `next`.
    fn then(self, next: Self) -> Self {
        let (m, n) = (self.0, next.0);
        let row = |x: f32, y: f32| (x * n[0] + y * n[2], x * n[1] + y * n[3]);
        let (across, up, place) = (row(m[0], m[1]), row(m[2], m[3]), row(m[4], m[5]));
        Self([across.0, across.1, up.0, up.1, place.0 + n[4], place.1 + n[5]])
    }

    fn moved(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }
}

/// What the text operators set.
#[derive(Clone)]
struct State {
    page: Matrix,
    text: Matrix,
    line: Matrix,
    font: Vec<u8>,
    size: f32,
    leading: f32,
    char_space: f32,
    word_space: f32,
    scale: f32,
}

impl State {
    fn new(page: Matrix) -> Self {
        let one = Matrix::ONE;
        Self {
            page,
            text: one,
            line: one,
            font: Vec::new(),
            size: 1.0,
            leading: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
        }
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = Matrix::moved(x, y).then(self.line);
        self.text = self.line;
    }
}

struct Drawing<'d, 'b> {
    doc: &'d Document,
    glyphs: Vec<Glyph>,
    /// Fonts that have been read, by their place in the document: a form may be drawn many times.
    known: HashMap<*const Dictionary, Option<Rc<Font<'d>>>>,
    budget: &'b mut Budget,
}

impl<'d> Drawing<'d, '_> {
    fn fonts(&mut self, fonts: &BTreeMap<Vec<u8>, &'d Dictionary>) -> Fonts<'d> {
        let mut read = Fonts::new();
        for (name, font) in fonts {
            let known = self.known.get(&std::ptr::from_ref(*font)).cloned();
            let font = known.unwrap_or_else(|| self.font(font));
            read.extend(font.map(|font| (name.clone(), font)));
        }
        read
    }

    fn font(&mut self, font: &'d Dictionary) -> Option<Rc<Font<'d>>> {
        let room = self.budget.spend(FONT_WORK);
        let read = if room { read_font(self.doc, font).map(Rc::new) } else { None };
        self.known.insert(std::ptr::from_ref(font), read.clone());
        read
    }

    fn stream(
        &mut self,
        bytes: &[u8],
        fonts: &Fonts<'d>,
        resources: Option<&'d Dictionary>,
        page: Matrix,
        depth: usize,
    ) {
        if !self.budget.spend(bytes.len().max(STREAM_WORK)) {
            return;
        }
        let Ok(content) = Content::decode(bytes) else { return };
        let mut state = State::new(page);
        let mut saved = Vec::new();
        for operation in &content.operations {
            match operation.operator.as_str() {
                "q" if saved.len() < 256 => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "Do" if depth < MOST_FORMS => self.form(operation, resources, &state, depth),
                _ => self.operate(operation, fonts, &mut state),
            }
            if self.budget.is_spent() {
                return;
            }
        }
    }

    fn operate(&mut self, operation: &Operation, fonts: &Fonts<'d>, state: &mut State) {
        let operands = operation.operands.as_slice();
        let number = |at: usize| operands.get(at).and_then(|o| o.as_float().ok()).unwrap_or_default();
        match operation.operator.as_str() {
            "cm" => state.page = Matrix::of(operands).unwrap_or(Matrix::ONE).then(state.page),
            "BT" => (state.text, state.line) = (Matrix::ONE, Matrix::ONE),
            "Tf" => {
                state.font = operands.first().and_then(|o| o.as_name().ok()).unwrap_or_default().to_vec();
                state.size = number(1);
            }
            "Td" => state.next_line(number(0), number(1)),
            "TD" => {
                state.leading = -number(1);
                state.next_line(number(0), number(1));
            }
            "Tm" => {
                state.line = Matrix::of(operands).unwrap_or(state.line);
                state.text = state.line;
            }
            "T*" => state.next_line(0.0, -state.leading),
            "TL" => state.leading = number(0),
            "Tc" => state.char_space = number(0),
            "Tw" => state.word_space = number(0),
            "Tz" => state.scale = number(0) / 100.0,
            "Tj" => self.show(operands, fonts, state),
            "TJ" => self.show(
                operands.first().and_then(|o| o.as_array().ok()).map_or(&[], Vec::as_slice),
                fonts,
                state,
            ),
            "'" | "\"" => {
                state.next_line(0.0, -state.leading);
                self.show(&operands[operands.len().saturating_sub(1)..], fonts, state);
            }
            _ => {}
        }
    }

    fn show(&mut self, pieces: &[Object], fonts: &Fonts<'d>, state: &mut State) {
        let Some(font) = fonts.get(&state.font) else { return };
        for piece in pieces {
            if let Ok(bytes) = piece.as_str() {
                bytes.chunks(font.code_bytes).for_each(|code| self.glyph(code, font, state));
            } else if let Ok(back) = piece.as_float() {
                let along = -back / 1000.0 * state.size * state.scale;
                state.text = Matrix::moved(along, 0.0).then(state.text);
            }
        }
    }

    fn glyph(&mut self, code: &[u8], font: &Font<'d>, state: &mut State) {
        let number = code.iter().fold(0_u32, |n, &b| n << 8 | u32::from(b));
        let width = font.widths.get(&number).copied().unwrap_or(font.other_width) / 1000.0;
        let space = if code == b" " { state.word_space } else { 0.0 };
        let along = (width * state.size + state.char_space + space) * state.scale;
        let place = state.text.then(state.page).0;
        let text = font.encoding.bytes_to_string(code).unwrap_or_default();
        let [across, _, _, up, x, y] = place;
        if self.budget.glyphs > 0 && !text.is_empty() && [x, y, across, up].iter().all(|n| n.is_finite()) {
            let size = (state.size * up).abs().max(0.1);
            let width = (width * state.size * state.scale * across).abs();
            self.glyphs.push(Glyph { x, y, width, size, text });
            self.budget.glyphs -= 1;
        }
        state.text = Matrix::moved(along, 0.0).then(state.text);
    }

    /// A form that the page draws as a whole.
    fn form(
        &mut self,
        operation: &Operation,
        resources: Option<&'d Dictionary>,
        state: &State,
        depth: usize,
    ) {
        let doc = self.doc;
        let name = operation.operands.first().and_then(|o| o.as_name().ok());
        let forms = resources.and_then(|r| r.get_deref(b"XObject", doc).ok()?.as_dict().ok());
        let Some(stream) = forms.zip(name).and_then(|(f, n)| f.get_deref(n, doc).ok()?.as_stream().ok())
        else {
            return;
        };
        if !stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Form") {
            return;
        }
        let Ok(bytes) = stream.get_plain_content_with_limit(MOST_CONTENT) else { return };
        let own = stream.dict.get_deref(b"Resources", doc).ok().and_then(|o| o.as_dict().ok()).or(resources);
        let fonts = own.and_then(|r| r.get_deref(b"Font", doc).ok()?.as_dict().ok());
        let fonts: BTreeMap<Vec<u8>, &Dictionary> = fonts.map_or_else(BTreeMap::new, |fonts| {
            let font = |(name, o): (&Vec<u8>, &'d Object)| {
                Some((name.clone(), doc.dereference(o).ok()?.1.as_dict().ok()?))
            };
            fonts.iter().filter_map(font).collect()
        });
        let matrix = stream
            .dict
            .get(b"Matrix")
            .ok()
            .and_then(|m| Matrix::of(m.as_array().ok()?))
            .unwrap_or(Matrix::ONE);
        let fonts = self.fonts(&fonts);
        self.stream(&bytes, &fonts, own, matrix.then(state.page), depth + 1);
    }
}
