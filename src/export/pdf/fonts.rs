//! The faces of a report, cut down to its glyphs before printpdf sees them: it would embed them whole.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use printpdf::{
    Codepoint, FontId, FontMetrics, FontType, Op, ParsedFont, PdfFont, PdfFontHandle, PdfFontMap,
    PdfFontMetricsStub, Pt, TextItem,
};

use super::{
    PdfError,
    programs::{Program, Source},
};
use crate::layout::{Face, Faces, Fonts, Onlooker, Page, Stage, Unwanted};

/// From one width of a glyph to the next, in 1/1000 em: half of it is less than a reader takes for a gap or an overlap.
const STEP: f32 = 160.0;

/// A glyph as the file knows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct CutGlyph {
    /// The index of its font.
    pub font: usize,
    /// Its number in the cut font.
    pub glyph: u16,
    /// Its width in 1/1000 em.
    pub width: u16,
}

/// A glyph to be cut out of a face.
///
/// Who copies text out of a file takes a glyph that overlaps the one before for a new line, and a gap for a space.
/// Marks that are closed up overlap by their blank halves, and lines are filled by gaps. So a glyph is as wide as the
/// room it has, in steps: for each that it takes the cut font has it once. The font itself says so, as it must
/// (ISO 19005-2 §6.2.11.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Wanted {
    ch: char,
    /// How many steps wider it is than its face has it.
    step: i8,
}

impl Wanted {
    /// The character in the width that is nearest to this, where its face has that; both in 1/1000 em.
    fn nearest(ch: char, wide: f32, wanted: f32) -> Self {
        let step = if ch.is_whitespace() { 0.0 } else { (wanted - wide) / STEP };
        let least = -(wide / STEP).floor();
        Self { ch, step: step.round().clamp(least.max(-9.0), 9.0) as i8 }
    }

    /// How much wider than its face has it, in 1/1000 em.
    fn more(self) -> i32 {
        i32::from(self.step) * STEP as i32
    }
}

/// A cut font.
struct Cut {
    /// Its id.
    tag: String,
    /// Each glyph's width in 1/1000 em, and its character.
    glyphs: BTreeMap<u16, (u16, char)>,
}

/// The font programs of a document, each with the tag of its font.
pub(super) type Programs = Vec<(String, Program)>;

/// The cut fonts of a report.
#[derive(Default)]
pub(super) struct CutFonts {
    fonts: Vec<Cut>,
    glyphs: HashMap<(Face, Wanted), CutGlyph>,
    /// How wide each face has its characters, in 1/1000 em.
    widths: HashMap<(Face, char), f32>,
}

impl CutFonts {
    /// Cuts every face that the pages use: the fonts, their programs, and what printpdf is told of them.
    pub(super) fn new(
        pages: &[Page],
        faces: &Faces,
        onlooker: &dyn Onlooker<Unwanted>,
    ) -> Result<(Self, Programs, PdfFontMap), PdfError> {
        let (mut cut, mut programs, mut told) = (Self::default(), Vec::new(), PdfFontMap::default());
        for (face, wanted) in cut.used(pages, faces) {
            onlooker.look(Stage::Written(0, pages.len()))?;
            let tag = tag(face);
            let (program, widths) = cut.add(faces, face, &tag, &wanted)?;
            let font = told_of(faces, face, &tag, program.stand_in(), widths);
            told.map.insert(FontId(tag.clone()), PdfFont::new(font));
            programs.push((tag, program));
        }
        Ok((cut, programs, told))
    }

    /// The glyphs that each face sets.
    fn used(&mut self, pages: &[Page], faces: &Faces) -> BTreeMap<Face, BTreeSet<Wanted>> {
        let mut used: BTreeMap<Face, BTreeSet<Wanted>> = BTreeMap::new();
        let watermarks = pages.iter().filter_map(|p| p.watermark.as_ref().map(|w| &w.run));
        for run in pages.iter().flat_map(|p| &p.runs).chain(watermarks) {
            let of_face = used.entry(run.face).or_default();
            for glyph in run.glyphs.iter() {
                let width = || (faces.advance(run.face, glyph.ch).unwrap_or_default() * 1000.0).round();
                let width = *self.widths.entry((run.face, glyph.ch)).or_insert_with(width);
                of_face.insert(Wanted::nearest(glyph.ch, width, glyph.advance * 1000.0 / run.size));
            }
        }
        used
    }

    /// The glyph of a face for a character that takes this much room, in 1/1000 em.
    pub(super) fn glyph(&self, face: Face, ch: char, room: f32) -> Option<CutGlyph> {
        let width = self.widths.get(&(face, ch))?;
        self.glyphs.get(&(face, Wanted::nearest(ch, *width, room))).copied()
    }

    /// The id of a font.
    pub(super) fn id(&self, font: usize) -> &str {
        &self.fonts[font].tag
    }

    /// What pages call each font, and its index.
    pub(super) fn names(&self) -> impl Iterator<Item = (String, usize)> {
        (0..self.fonts.len()).map(|font| (format!("F{font}"), font))
    }

    /// Every glyph of a font with its width in 1/1000 em.
    pub(super) fn widths(&self, font: usize) -> impl Iterator<Item = (u16, u16)> {
        self.fonts[font].glyphs.iter().map(|(glyph, (width, _))| (*glyph, *width))
    }

    /// Tells printpdf every glyph and its character: what it then embeds.
    pub(super) fn every_glyph(&self) -> Vec<Op> {
        let mut ops = vec![Op::StartTextSection];
        for Cut { tag, glyphs } in &self.fonts {
            let font = PdfFontHandle::External(FontId(tag.clone()));
            let glyph =
                |(glyph, (_, ch)): (&u16, &(u16, char))| Codepoint::with_cid(*glyph, 0.0, ch.to_string());
            let items = vec![TextItem::GlyphIds(glyphs.iter().map(glyph).collect())];
            ops.extend([Op::SetFont { font, size: Pt(1.0) }, Op::ShowText { items }]);
        }
        ops.push(Op::EndTextSection);
        ops
    }

    /// Adds a font of these glyphs; its program, and the width of each of its glyphs.
    fn add(
        &mut self,
        faces: &Faces,
        face: Face,
        tag: &str,
        wanted: &BTreeSet<Wanted>,
    ) -> Result<(Program, BTreeMap<u16, u16>), PdfError> {
        let missing = |ch: char| PdfError::Broken(format!("{}: {ch}", faces.name(face)));
        let source = |w: &Wanted| Some(Source { glyph: faces.glyph(face, w.ch)?, more: w.more() });
        let sources: Vec<Source> =
            wanted.iter().map(|w| source(w).ok_or_else(|| missing(w.ch))).collect::<Result<_, _>>()?;
        let (program, numbers) = Program::cut(faces, face, &sources)?;
        let mut glyphs = BTreeMap::new();
        for (wanted, glyph) in wanted.iter().zip(numbers) {
            let own = self.widths.get(&(face, wanted.ch)).copied().unwrap_or_default();
            let width = (own as i32 + wanted.more()).max(0) as u16;
            glyphs.insert(glyph, (width, wanted.ch));
            self.glyphs.insert((face, *wanted), CutGlyph { font: self.fonts.len(), glyph, width });
        }
        let widths = glyphs.iter().map(|(glyph, (width, _))| (*glyph, *width)).collect();
        self.fonts.push(Cut { tag: tag.to_owned(), glyphs });
        Ok((program, widths))
    }
}

/// The six capitals that mark a cut font (ISO 32000-1 §9.6.4).
fn tag(face: Face) -> String {
    ['N', char::from(b'A' + face as u8)].into_iter().chain(['A'; 4]).collect()
}

/// What printpdf is told of a font, with a stand-in for its program.
fn told_of(
    faces: &Faces,
    face: Face,
    tag: &str,
    stand_in: Vec<u8>,
    widths: BTreeMap<u16, u16>,
) -> ParsedFont {
    let [x_min, y_min, x_max, y_max] = faces.bounds(face);
    let thousandths = |em: f32| (em * 1000.0).round() as i16;
    let metrics =
        FontMetrics { ascent: thousandths(faces.ascent(face)), descent: -thousandths(faces.descent(face)) };
    let stub = PdfFontMetricsStub {
        us_weight_class: faces.weight(face),
        x_min,
        y_min,
        x_max,
        y_max,
        ..PdfFontMetricsStub::default()
    };
    ParsedFont {
        // printpdf goes by the first bytes of the program.
        font_type: FontType::TrueType,
        original_bytes: stand_in,
        font_index: 0,
        font_name: Some(format!("{tag}+{}", faces.name(face))),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: widths,
        units_per_em: 1000,
        font_metrics: metrics,
        pdf_font_metrics: stub,
    }
}
