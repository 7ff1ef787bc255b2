//! A page as printpdf operations.

use std::collections::{BTreeMap, HashMap};

use printpdf::{
    Codepoint, Color, DictItem, Greyscale, Line, LinePoint, Op, PdfFontHandle, Point, Pt, TextItem,
    TextMatrix,
};

use super::{
    fonts::{CutFonts, CutGlyph},
    tags,
};
use crate::layout::{Glyph, Origin, Page, Rule, Run, Watermark};

/// The operations that draw a page: what is no part of the document first, then the text with its marks.
pub(super) fn ops(page: &Page, fonts: &CutFonts, names: &HashMap<Origin, &str>) -> Vec<Op> {
    let mut ops = Vec::new();
    if let Some(watermark) = &page.watermark {
        ops.extend(pale(watermark, page.height, fonts));
    }
    if !page.rules.is_empty() {
        ops.push(artifact());
        for rules in page.rules.chunk_by(|a, b| a.thickness == b.thickness) {
            ops.push(Op::SetOutlineThickness { pt: Pt(rules[0].thickness) });
            ops.extend(rules.iter().map(|rule| draw(rule, page.height)));
        }
        ops.push(Op::EndMarkedContent);
    }
    ops.push(Op::StartTextSection);
    let mut text = Text { fonts, height: page.height, current: None, ops };
    let mut mark = 0;
    for runs in tags::marks(page) {
        let origin = runs[0].origin;
        if origin.is_artifact() {
            text.ops.push(artifact());
        } else {
            text.ops.push(marked(names.get(&origin).copied().unwrap_or("P"), mark));
            mark += 1;
        }
        for run in runs {
            text.run(run);
        }
        text.ops.push(Op::EndMarkedContent);
    }
    text.ops.push(Op::EndTextSection);
    text.ops
}

fn artifact() -> Op {
    Op::BeginMarkedContent { tag: "Artifact".to_owned() }
}

fn marked(name: &str, mark: i64) -> Op {
    let properties = properties([("MCID", DictItem::Int(mark))]);
    Op::BeginMarkedContentWithProperties { tag: name.to_owned(), properties }
}

fn properties<const N: usize>(entries: [(&str, DictItem); N]) -> DictItem {
    DictItem::Dict { map: BTreeMap::from(entries.map(|(key, value)| (key.to_owned(), value))) }
}

/// The watermark: said to be one, and with no text in its place for those who copy the page's.
fn pale(watermark: &Watermark, height: f32, fonts: &CutFonts) -> Vec<Op> {
    let run = &watermark.run;
    let known = |g: &Glyph| Some((fonts.glyph(run.face, g.ch)?, *g));
    let glyphs: Vec<_> = run.glyphs.iter().filter_map(known).collect();
    let Some((first, _)) = glyphs.first() else { return Vec::new() };
    let grey = |percent| Color::Greyscale(Greyscale { percent, icc_profile: None });
    let (sin, cos) = watermark.turned.sin_cos();
    let (x, y) = watermark.start;
    let matrix = TextMatrix::Raw([cos, sin, -sin, cos, hundredths(x), hundredths(height - y)]);
    let properties = properties([
        ("Type", DictItem::Name(b"Pagination".to_vec())),
        ("Subtype", DictItem::Name(b"Watermark".to_vec())),
    ]);
    let no_text = self::properties([("ActualText", DictItem::String { data: Vec::new(), literal: true })]);
    vec![
        Op::BeginMarkedContentWithProperties { tag: "Artifact".to_owned(), properties },
        Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties: no_text },
        Op::StartTextSection,
        Op::SetFillColor { col: grey(watermark.grey) },
        Op::SetFont { font: PdfFontHandle::External(fonts.id(first.font)), size: Pt(run.size) },
        Op::SetTextMatrix { matrix },
        Op::ShowText { items: vec![TextItem::GlyphIds(codepoints(&glyphs, run.size))] },
        Op::SetFillColor { col: grey(0.0) },
        Op::EndTextSection,
        Op::EndMarkedContent,
        Op::EndMarkedContent,
    ]
}

fn draw(rule: &Rule, height: f32) -> Op {
    let end = |(x, y): (f32, f32)| LinePoint {
        p: Point { x: Pt(hundredths(x)), y: Pt(hundredths(height - y)) },
        bezier: false,
    };
    Op::DrawLine { line: Line { points: vec![end(rule.from), end(rule.to)], is_closed: false } }
}

/// Finer than this nothing prints, and the file stays small.
fn hundredths(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}

/// Text being written: the font and size that are set, and what was written.
struct Text<'a> {
    fonts: &'a CutFonts,
    height: f32,
    current: Option<(usize, f32)>,
    ops: Vec<Op>,
}

impl Text<'_> {
    fn run(&mut self, run: &Run) {
        let known = |g: &Glyph| Some((self.fonts.glyph(run.face, g.ch)?, *g));
        let glyphs: Vec<_> = run.glyphs.iter().filter_map(known).collect();
        let mut x = run.x;
        for stretch in glyphs.chunk_by(|(a, _), (b, _)| a.font == b.font) {
            self.set_font(stretch[0].0.font, run.size);
            let (x_at, y_at) = (hundredths(x), hundredths(self.height - run.y));
            self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(x_at), Pt(y_at)) });
            self.ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(codepoints(stretch, run.size))] });
            x += stretch.iter().map(|(_, g)| g.advance).sum::<f32>();
        }
    }

    fn set_font(&mut self, font: usize, size: f32) {
        if self.current != Some((font, size)) {
            self.current = Some((font, size));
            let font = PdfFontHandle::External(self.fonts.id(font));
            self.ops.push(Op::SetFont { font, size: Pt(size) });
        }
    }
}

/// Glyphs with the distance each next one is moved left, in 1/1000 em; what rounding leaves is carried on.
fn codepoints(glyphs: &[(CutGlyph, Glyph)], size: f32) -> Vec<Codepoint> {
    let mut carried = 0.0;
    let codepoint = |(cut, glyph): &(CutGlyph, Glyph)| {
        let exact = f32::from(cut.width) - glyph.advance * 1000.0 / size + carried;
        let offset = exact.round();
        carried = exact - offset;
        Codepoint::with_cid(cut.glyph, offset, glyph.ch.to_string())
    };
    glyphs.iter().map(codepoint).collect()
}
