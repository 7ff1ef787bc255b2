//! The faces of a report, cut down to its glyphs before printpdf sees them: it would embed them whole.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use printpdf::{
    Codepoint, FontId, FontMetrics, FontType, Op, ParsedFont, PdfFont, PdfFontHandle, PdfFontMap,
    PdfFontMetricsStub, Pt, TextItem,
};
use subsetter::GlyphRemapper;

use super::{PdfError, programs::Program};
use crate::layout::{Face, Faces, Fonts, Onlooker, Page, Stage, Unwanted, used};

/// A glyph as the file knows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct CutGlyph {
    /// The index of its font.
    font: usize,
    /// Its number in the cut font.
    pub glyph: u16,
    /// Its width in 1/1000 em.
    pub width: u16,
}

/// A font, and by how much it tells its glyphs wider or narrower than they are.
///
/// Who copies text out of a file takes a glyph that overlaps the one before for a new line, and a gap for a space.
/// Marks that are closed up overlap by their blank halves, and lines are filled by gaps. So a glyph is told as wide
/// as the room it has, from one of a few fonts that share everything but their widths; how it looks is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Widths {
    /// The index of the font.
    pub font: usize,
    step: i8,
}

impl Widths {
    /// From one font to the next, in 1/1000 em: half of it is less than a reader takes for a gap or an overlap.
    const STEP: f32 = 160.0;

    /// By how much its glyphs are told wider, in 1/1000 em.
    pub(super) fn more(self) -> f32 {
        f32::from(self.step) * Self::STEP
    }

    /// What pages call the font.
    pub(super) fn name(self) -> String {
        let mark = match self.step {
            0 => String::new(),
            step => char::from(b'm'.saturating_add_signed(step)).to_string(),
        };
        format!("F{}{mark}", self.font)
    }
}

impl CutGlyph {
    /// The font of this glyph that tells it nearest to this width in 1/1000 em.
    pub(super) fn widths(self, ch: char, wanted: f32) -> Widths {
        let step = if ch.is_whitespace() { 0.0 } else { (wanted - f32::from(self.width)) / Widths::STEP };
        let least = -(f32::from(self.width) / Widths::STEP).floor();
        Widths { font: self.font, step: step.round().clamp(least.max(-9.0), 9.0) as i8 }
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
    glyphs: HashMap<(Face, char), CutGlyph>,
}

impl CutFonts {
    /// Cuts every face that the pages use: the fonts, their programs, and what printpdf is told of them.
    pub(super) fn new(
        pages: &[Page],
        faces: &Faces,
        onlooker: &dyn Onlooker<Unwanted>,
    ) -> Result<(Self, Programs, PdfFontMap), PdfError> {
        let (mut cut, mut programs, mut told) = (Self::default(), Vec::new(), PdfFontMap::default());
        for (face, chars) in used(pages) {
            for (layer, chars) in layers(faces, face, &chars)?.into_iter().enumerate() {
                onlooker.look(Stage::Written(0, pages.len()))?;
                let tag = tag(face, layer);
                let (glyphs, widths) = cut.add(faces, face, &tag, &chars);
                let program = Program::cut(faces, face, &glyphs)?;
                let font = told_of(faces, face, &tag, program.stand_in(), widths);
                told.map.insert(FontId(tag.clone()), PdfFont::new(font));
                programs.push((tag, program));
            }
        }
        Ok((cut, programs, told))
    }

    /// The glyph that a face has for a character of the report.
    pub(super) fn glyph(&self, face: Face, ch: char) -> Option<CutGlyph> {
        self.glyphs.get(&(face, ch)).copied()
    }

    /// The id of a font.
    pub(super) fn id(&self, font: usize) -> &str {
        &self.fonts[font].tag
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

    /// Adds a font of these characters; its glyphs, and the width of each.
    fn add(
        &mut self,
        faces: &Faces,
        face: Face,
        tag: &str,
        chars: &[(char, u16)],
    ) -> (GlyphRemapper, BTreeMap<u16, u16>) {
        let mut remapper = GlyphRemapper::new();
        let mut glyphs = BTreeMap::new();
        for &(ch, glyph) in chars {
            let width = (faces.advance(face, ch).unwrap_or_default() * 1000.0).round() as u16;
            let glyph = remapper.remap(glyph);
            glyphs.insert(glyph, (width, ch));
            self.glyphs.insert((face, ch), CutGlyph { font: self.fonts.len(), glyph, width });
        }
        let widths = glyphs.iter().map(|(glyph, (width, _))| (*glyph, *width)).collect();
        self.fonts.push(Cut { tag: tag.to_owned(), glyphs });
        (remapper, widths)
    }
}

/// Parts the characters so that no two of a layer share a glyph: a PDF font gives each glyph one character
/// only, and text copied out of the file must be the text put in (⼈ and 人 look alike).
fn layers(faces: &Faces, face: Face, chars: &BTreeSet<char>) -> Result<Vec<Vec<(char, u16)>>, PdfError> {
    let mut layers: Vec<Vec<(char, u16)>> = Vec::new();
    let mut sharing: HashMap<u16, usize> = HashMap::new();
    for &ch in chars {
        let glyph =
            faces.glyph(face, ch).ok_or_else(|| PdfError::Broken(format!("{}: {ch}", faces.name(face))))?;
        let layer = sharing.entry(glyph).or_default();
        if layers.len() == *layer {
            layers.push(Vec::new());
        }
        layers[*layer].push((ch, glyph));
        *layer += 1;
    }
    Ok(layers)
}

/// The six capitals that mark a cut font (ISO 32000-1 §9.6.4): the face, then the layer.
fn tag(face: Face, layer: usize) -> String {
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    let layer = [layer / 26_usize.pow(3), layer / 26_usize.pow(2), layer / 26, layer];
    ['N', letter(face as usize)].into_iter().chain(layer.map(letter)).collect()
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
