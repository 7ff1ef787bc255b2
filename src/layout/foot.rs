//! What stands outside the type area: page numbers, the foot of a copy for signature, the watermark.

use super::{
    fonts::{Fonts, Style},
    lines::{Line, ragged},
    options::Options,
    page::{Origin, Page, Run, Watermark},
    sheet,
    units::{Type, pieces},
};

/// How pale the watermark is: plain to see on paper, and no hindrance to reading what stands over it.
const PALE: f32 = 0.93;
/// How much of the page's diagonal the watermark takes.
const WATERMARK_SHARE: f32 = 0.52;

/// Numbers the pages and adds what the copy has besides.
pub(super) fn add(pages: &mut [Page], options: &Options, fonts: &impl Fonts) {
    let watermark = options.watermark.as_deref().map(|text| watermark(text, fonts));
    for (i, page) in pages.iter_mut().enumerate() {
        page.runs.extend(folio(i + 1, fonts));
        page.runs.extend(mark(i + 1, options.foot(), fonts));
        page.watermark.clone_from(&watermark);
    }
}

/// The page number (页码): odd pages right, even pages left, one blank character from the edge.
fn folio(number: usize, fonts: &impl Fonts) -> Vec<Run> {
    let line = line(&format!("— {number} —"), sheet::FOLIO_SIZE, fonts);
    let x = if is_odd(number) {
        sheet::RIGHT - sheet::FOLIO_SIZE - line.width()
    } else {
        sheet::LEFT + sheet::FOLIO_SIZE
    };
    line.runs(x, sheet::FOLIO_BASELINE, sheet::FOLIO_SIZE, Origin::PageNumber)
}

/// What stands at the foot across from the page number.
fn mark(number: usize, text: &str, fonts: &impl Fonts) -> Vec<Run> {
    let line = line(text, sheet::FOOT_SIZE, fonts);
    let x = if is_odd(number) { sheet::LEFT } else { sheet::RIGHT - line.width() };
    line.runs(x, sheet::FOLIO_BASELINE, sheet::FOOT_SIZE, Origin::PageFoot)
}

fn is_odd(number: usize) -> bool {
    !number.is_multiple_of(2)
}

/// A line of the 宋体, as far as it fits between the page number and the other edge.
pub(super) fn line(text: &str, size: f32, fonts: &impl Fonts) -> Line {
    let pieces: Vec<_> = pieces(fonts, text, Type::solid(Style::Table, size)).collect();
    let first = ragged(&pieces, sheet::AREA_WIDTH - 6.0 * sheet::FOLIO_SIZE).into_iter().next();
    first.unwrap_or_else(|| Line { indent: 0.0, glyphs: Vec::new() })
}

/// The text along the rising diagonal of the page, its middle on the middle of the page.
fn watermark(text: &str, fonts: &impl Fonts) -> Watermark {
    let (width, height) = (sheet::WIDTH, sheet::HEIGHT);
    let wanted = (width * width + height * height).sqrt() * WATERMARK_SHARE;
    let one: Vec<_> = pieces(fonts, text, Type::solid(Style::Heading, 1.0)).collect();
    let size = (wanted / one.iter().map(|p| p.width).sum::<f32>().max(1.0)).min(width / 3.0);
    let pieces: Vec<_> = pieces(fonts, text, Type::solid(Style::Heading, size)).collect();
    let line = Line { indent: 0.0, glyphs: pieces };
    let turned = (height / width).atan();
    // From the middle of the page back along the line, and down to the baseline.
    let (along, down) = (line.width() / 2.0, (sheet::OVER_BASELINE - 0.5) * size);
    let x = width / 2.0 - along * turned.cos() + down * turned.sin();
    let y = height / 2.0 + along * turned.sin() + down * turned.cos();
    let run = line.runs(0.0, 0.0, size, Origin::Watermark).into_iter().next();
    let nothing = || Run {
        face: super::fonts::Face::Hei,
        size,
        x: 0.0,
        y: 0.0,
        glyphs: [].into(),
        origin: Origin::Watermark,
    };
    Watermark { run: run.unwrap_or_else(nothing), start: (x, y), turned, grey: PALE }
}
