//! A page as printpdf operations.

use printpdf::{Codepoint, Line, LinePoint, Op, PdfFontHandle, Point, Pt, TextItem, TextMatrix};

use super::fonts::{CutFonts, CutGlyph};
use crate::layout::{Page, Rule, Run};

/// The operations that draw a page.
pub(super) fn ops(page: &Page, fonts: &CutFonts) -> Vec<Op> {
    let mut ops = Vec::new();
    for rules in page.rules.chunk_by(|a, b| a.thickness == b.thickness) {
        ops.push(Op::SetOutlineThickness { pt: Pt(rules[0].thickness) });
        ops.extend(rules.iter().map(|rule| draw(rule, page.height)));
    }
    ops.push(Op::StartTextSection);
    let mut text = Text { fonts, height: page.height, current: None, ops };
    page.runs.iter().for_each(|run| text.run(run));
    text.ops.push(Op::EndTextSection);
    text.ops
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
        let known = |g: &crate::layout::Glyph| Some((self.fonts.glyph(run.face, g.ch)?, *g));
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
fn codepoints(glyphs: &[(CutGlyph, crate::layout::Glyph)], size: f32) -> Vec<Codepoint> {
    let mut carried = 0.0;
    let codepoint = |(cut, glyph): &(CutGlyph, crate::layout::Glyph)| {
        let exact = f32::from(cut.width) - glyph.advance * 1000.0 / size + carried;
        let offset = exact.round();
        carried = exact - offset;
        Codepoint::with_cid(cut.glyph, offset, glyph.ch.to_string())
    };
    glyphs.iter().map(codepoint).collect()
}
