//! The words on the pages of a PDF with their places, from its content streams and the maps its fonts carry.

use std::{
    collections::{BTreeMap, HashMap},
    rc::Rc,
};

use lopdf::{Dictionary, Document, Object, ObjectId, content::Content, content::Operation};

use super::fonts::Font;
use crate::import::error::ImportError;

/// The most bytes that the content of one page, or of one form on it, may unpack to: parsed it takes a hundred
/// times as much memory. A full page of tables has a third of it.
const MOST_CONTENT: usize = 1024 * 1024;
/// The most bytes of content of a whole file, its fonts included.
const MOST_WORK: usize = 8 * 1024 * 1024;
/// What any stream counts for at least, in bytes of content.
const STREAM_WORK: usize = 4 * 1024;
/// The most characters of a file.
pub(in crate::import) const MOST_GLYPHS: usize = 500_000;
/// How deep marked pieces may stand in each other.
const MOST_MARKS: usize = 1_000;
/// How deep forms may stand in forms.
const MOST_FORMS: usize = 6;

/// A character on a page, in points from its lower left corner.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub size: f32,
    pub text: String,
    pub mark: Mark,
}

/// What part of the document a character is, as its page marks it (ISO 32000-1 §14.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing is said.
    #[default]
    None,
    /// It is no part of it: a page number, a watermark.
    Artifact,
    /// The part that the structure tree gives this number of the page.
    Number(i64),
}

/// What may still be read of a file: forms can draw forms, so that a small file can ask for endless work.
#[derive(Clone, Copy, Debug)]
struct Budget {
    glyphs: usize,
    work: usize,
}

impl Budget {
    fn is_spent(self) -> bool {
        self.glyphs == 0 || self.work == 0
    }

    fn spend(&mut self, work: usize) -> bool {
        self.work = self.work.saturating_sub(work);
        !self.is_spent()
    }

    /// Why no more is read.
    fn bound(self) -> Result<(), ImportError> {
        match (self.glyphs, self.work) {
            (0, _) => Err(ImportError::PdfCharacters),
            (_, 0) => Err(ImportError::PdfDrawings),
            _ => Ok(()),
        }
    }
}

/// The pages of a document, read one after the other within one bound.
pub(super) struct Pages<'d> {
    doc: &'d Document,
    /// Fonts that have been read, by their place in the document: all pages have them in common.
    fonts: HashMap<*const Dictionary, Option<Rc<Font<'d>>>>,
    budget: Budget,
    /// How many characters were drawn of which the file does not tell what they are.
    pub untold: usize,
}

impl<'d> Pages<'d> {
    pub fn of(doc: &'d Document) -> Self {
        let budget = Budget { glyphs: MOST_GLYPHS, work: MOST_WORK };
        Self { doc, fonts: HashMap::new(), budget, untold: 0 }
    }

    /// The characters of a page in the order they are drawn; `None` where more is drawn on it than is read of a page.
    ///
    /// # Errors
    /// Where a bound of the whole file is passed.
    pub fn read(&mut self, page: ObjectId) -> Result<Option<Vec<Glyph>>, ImportError> {
        let Ok(bytes) = self.doc.get_page_content_with_limit(page, MOST_CONTENT) else {
            self.budget.spend(MOST_CONTENT);
            return self.budget.bound().map(|()| None);
        };
        let fonts = self.doc.get_page_fonts(page).unwrap_or_default();
        let resources = self.doc.get_page_resources(page).ok().and_then(|(own, _)| own);
        let fonts = self.fonts(&fonts);
        let mut drawing = Drawing { pages: self, glyphs: Vec::new(), marks: Vec::new() };
        drawing.stream(&bytes, &fonts, resources, Matrix::ONE, 0);
        let glyphs = drawing.glyphs;
        self.budget.bound().map(|()| Some(glyphs))
    }

    fn fonts(&mut self, fonts: &BTreeMap<Vec<u8>, &'d Dictionary>) -> Fonts<'d> {
        let mut read = Fonts::new();
        for (name, font) in fonts {
            let known = self.fonts.get(&std::ptr::from_ref(*font)).cloned();
            let font = known.unwrap_or_else(|| self.font(font));
            read.extend(font.map(|font| (name.clone(), font)));
        }
        read
    }

    fn font(&mut self, font: &'d Dictionary) -> Option<Rc<Font<'d>>> {
        let read = if self.budget.is_spent() { None } else { Font::read(self.doc, font).map(Rc::new) };
        self.budget.spend(read.as_ref().map_or(STREAM_WORK, |f| f.work()));
        self.fonts.insert(std::ptr::from_ref(font), read.clone());
        read
    }
}

type Fonts<'d> = BTreeMap<Vec<u8>, Rc<Font<'d>>>;

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

/// A page being read.
struct Drawing<'d, 'p> {
    pages: &'p mut Pages<'d>,
    glyphs: Vec<Glyph>,
    /// The marked pieces that are open, the innermost last.
    marks: Vec<Mark>,
}

/// Whether a code stands for nothing that can be read.
fn is_untold(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '\0' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}'))
}

impl<'d> Drawing<'d, '_> {
    fn stream(
        &mut self,
        bytes: &[u8],
        fonts: &Fonts<'d>,
        resources: Option<&'d Dictionary>,
        page: Matrix,
        depth: usize,
    ) {
        if !self.pages.budget.spend(bytes.len().max(STREAM_WORK)) {
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
                "BMC" | "BDC" if self.marks.len() < MOST_MARKS => {
                    self.marks.push(self.mark(operation, resources, depth));
                }
                "EMC" => drop(self.marks.pop()),
                _ => self.operate(operation, fonts, &mut state),
            }
            if self.pages.budget.is_spent() {
                return;
            }
        }
    }

    /// What a piece is that begins to be marked. A number in a form is none of the page's.
    fn mark(&self, operation: &Operation, resources: Option<&'d Dictionary>, depth: usize) -> Mark {
        let outer = self.marks.last().copied().unwrap_or_default();
        let doc = self.pages.doc;
        let name = |at: usize| operation.operands.get(at).and_then(|o| o.as_name().ok());
        let named = || {
            let all = resources?.get_deref(b"Properties", doc).ok()?.as_dict().ok()?;
            all.get_deref(name(1)?, doc).ok()?.as_dict().ok()
        };
        let said = operation.operands.get(1).and_then(|o| o.as_dict().ok()).or_else(named);
        let number = said.and_then(|d| d.get(b"MCID").ok()?.as_i64().ok());
        match number {
            _ if outer == Mark::Artifact || name(0) == Some(b"Artifact") => Mark::Artifact,
            Some(number) if depth == 0 => Mark::Number(number),
            Some(_) => Mark::None,
            None => outer,
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
        let Some(font) = fonts.get(&state.font) else {
            self.pages.untold +=
                pieces.iter().filter_map(|p| p.as_str().ok()).map(<[u8]>::len).sum::<usize>();
            return;
        };
        for piece in pieces {
            if let Ok(bytes) = piece.as_str() {
                bytes.chunks(font.code_bytes()).for_each(|code| self.glyph(code, font, state));
            } else if let Ok(back) = piece.as_float() {
                let along = -back / 1000.0 * state.size * state.scale;
                state.text = Matrix::moved(along, 0.0).then(state.text);
            }
        }
    }

    fn glyph(&mut self, code: &[u8], font: &Font<'d>, state: &mut State) {
        let width = font.width(code);
        let space = if code == b" " { state.word_space } else { 0.0 };
        let along = (width * state.size + state.char_space + space) * state.scale;
        let place = state.text.then(state.page).0;
        let text = font.text(code);
        self.pages.untold += usize::from(width > 0.0 && is_untold(&text));
        let [across, _, _, up, x, y] = place;
        if self.pages.budget.glyphs > 0
            && !text.is_empty()
            && [x, y, across, up].iter().all(|n| n.is_finite())
        {
            let size = (state.size * up).abs().max(0.1);
            let width = (width * state.size * state.scale * across).abs();
            let mark = self.marks.last().copied().unwrap_or_default();
            self.glyphs.push(Glyph { x, y, width, size, text, mark });
            self.pages.budget.glyphs -= 1;
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
        let doc = self.pages.doc;
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
        let fonts = self.pages.fonts(&fonts);
        self.stream(&bytes, &fonts, own, matrix.then(state.page), depth + 1);
    }
}
