//! The faces of a report, cut down to its glyphs before printpdf sees them: it would embed them whole.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use printpdf::{FontId, FontMetrics, FontType, ParsedFont, PdfFont, PdfFontMap, PdfFontMetricsStub};
use subsetter::{GlyphRemapper, subset};

use super::PdfError;
use crate::layout::{Face, Faces, Fonts, Page};

/// A glyph as the file knows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct CutGlyph {
    /// The index of its font.
    pub font: usize,
    /// Its number in the cut font.
    pub glyph: u16,
    /// Its width in 1/1000 em, as the file gives it.
    pub width: u16,
}

/// The cut fonts of a report.
pub(super) struct CutFonts {
    fonts: Vec<(FontId, ParsedFont)>,
    glyphs: HashMap<(Face, char), CutGlyph>,
}

impl CutFonts {
    /// Cuts every face that the pages use.
    pub(super) fn new(pages: &[Page], faces: &Faces) -> Result<Self, PdfError> {
        let mut cut = Self { fonts: Vec::new(), glyphs: HashMap::new() };
        for (face, chars) in used(pages) {
            for (layer, chars) in layers(faces, face, &chars)?.into_iter().enumerate() {
                cut.add(faces, face, layer, &chars)?;
            }
        }
        Ok(cut)
    }

    /// The glyph that a face has for a character of the report.
    pub(super) fn glyph(&self, face: Face, ch: char) -> Option<CutGlyph> {
        self.glyphs.get(&(face, ch)).copied()
    }

    /// The id of a font.
    pub(super) fn id(&self, font: usize) -> FontId {
        self.fonts[font].0.clone()
    }

    /// Hands the fonts to printpdf.
    pub(super) fn add_to(&self, map: &mut PdfFontMap) {
        for (id, font) in &self.fonts {
            map.map.insert(id.clone(), PdfFont::new(font.clone()));
        }
    }

    fn add(
        &mut self,
        faces: &Faces,
        face: Face,
        layer: usize,
        chars: &[(char, u16)],
    ) -> Result<(), PdfError> {
        let mut remapper = GlyphRemapper::new();
        let mut widths = BTreeMap::new();
        for &(ch, glyph) in chars {
            let width = (faces.advance(face, ch).unwrap_or_default() * 1000.0).round() as u16;
            let glyph = remapper.remap(glyph);
            widths.insert(glyph, width);
            self.glyphs.insert((face, ch), CutGlyph { font: self.fonts.len(), glyph, width });
        }
        let bytes = subset(faces.bytes(face), 0, &remapper)
            .map_err(|e| PdfError::Broken(format!("{}: {e}", faces.name(face))))?;
        let tag = tag(face, layer);
        let font = parsed(faces, face, &tag, bytes, widths);
        self.fonts.push((FontId(tag), font));
        Ok(())
    }
}

/// The characters that each face sets.
fn used(pages: &[Page]) -> BTreeMap<Face, BTreeSet<char>> {
    let mut used: BTreeMap<Face, BTreeSet<char>> = BTreeMap::new();
    let watermarks = pages.iter().filter_map(|p| p.watermark.as_ref().map(|w| &w.run));
    for run in pages.iter().flat_map(|p| &p.runs).chain(watermarks) {
        used.entry(run.face).or_default().extend(run.glyphs.iter().map(|g| g.ch));
    }
    used
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

fn parsed(faces: &Faces, face: Face, tag: &str, bytes: Vec<u8>, widths: BTreeMap<u16, u16>) -> ParsedFont {
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
        font_type: if bytes.starts_with(b"OTTO") { FontType::OpenTypeCFF(()) } else { FontType::TrueType },
        original_bytes: bytes,
        font_index: 0,
        font_name: Some(format!("{tag}+{}", faces.name(face))),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: widths,
        units_per_em: 1000,
        font_metrics: metrics,
        pdf_font_metrics: stub,
    }
}
