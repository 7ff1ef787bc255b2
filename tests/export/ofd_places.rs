//! The pages of an OFD: those of the PDF, character by character and line by line.

use nianbao::layout::{Face, Faces, Rule};

use super::ofd_read::{
    Copy, Package, Placed, SENT_UP, boundary, characters, copies, mm, number, numbers, wanted,
};
use crate::common::{outline::Outline, pages::department, xml::Element};

/// How far a character may stand from its place, in millimetres.
const PLACE: f64 = 0.01;

fn apart(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

#[test]
fn every_character_stands_where_the_page_says() {
    let count: usize = copies().iter().map(stand_where_the_page_says).sum();
    assert!(count > 50_000, "{count}");
}

/// The characters of a copy, each on its place, in its size and face, and drawn whole; how many there are.
pub fn stand_where_the_page_says(copy: &Copy) -> usize {
    let mut count = 0;
    let package = Package::read(&copy.bytes());
    let fonts = package.fonts();
    let (pages, written) = (copy.pages(), package.pages());
    assert_eq!(pages.len(), written.len(), "{}", copy.name);
    for (page, written) in pages.iter().zip(&written) {
        let (wanted, found) = (wanted(&page.runs), characters(written, "Body"));
        let text = |found: &[Placed]| found.iter().map(|placed| placed.ch).collect::<String>();
        assert_eq!(text(&found), wanted.iter().map(|w| w.0).collect::<String>(), "{}", copy.name);
        for ((ch, at, size, face), placed) in wanted.into_iter().zip(&found) {
            count += 1;
            assert!(apart(at, placed.at) < PLACE, "{}, {ch}: {at:?} {placed:?}", copy.name);
            assert!((size - placed.size).abs() < 0.001, "{}, {ch}", copy.name);
            assert!(fonts[&placed.font].0.starts_with(Faces::bundled().name(face)), "{ch}");
            is_within(face, placed);
        }
        let size = numbers(&written.at(&["ofd:Area", "ofd:PhysicalBox"]).text());
        assert_eq!(size, [0.0, 0.0, mm(page.width).round(), mm(page.height).round()]);
    }
    count
}

/// What is outside the box of a text is not drawn.
fn is_within(face: Face, placed: &Placed) {
    let ink = Outline::of_face(face, placed.ch);
    for (x, y) in ink.pieces.iter().flatten() {
        let (x, y) = (placed.at.0 + x * placed.size, placed.at.1 - y * placed.size);
        let [left, top, right, bottom] = placed.within;
        let is_within = x > left - PLACE && x < right + PLACE && y > top - PLACE && y < bottom + PLACE;
        assert!(is_within, "{placed:?} {x} {y}");
    }
}

#[test]
fn the_watermark_is_turned_and_pale_behind_the_text() {
    let copy = Copy::of(&department(), SENT_UP);
    let written = Package::read(&copy.bytes()).pages();
    let mut count = 0;
    for (page, written) in copy.pages().iter().zip(&written) {
        let found = characters(written, "Background");
        let Some(watermark) = &page.watermark else {
            assert!(found.is_empty());
            continue;
        };
        count += 1;
        assert_eq!(written.all("ofd:Layer")[0].attribute("Type"), "Background");
        let object = written.all("ofd:TextObject")[0];
        let grey = (watermark.grey * 255.0).round();
        assert_eq!(object.at(&["ofd:FillColor"]).attribute("Value"), format!("{grey} {grey} {grey}"));
        let m = numbers(object.attribute("CTM"));
        let (sin, cos) = f64::from(watermark.turned).sin_cos();
        let wanted = wanted([&watermark.run]);
        assert_eq!(wanted.len(), found.len());
        for ((ch, (x, _), _, _), placed) in wanted.into_iter().zip(found) {
            let turned = (mm(watermark.start.0) + x * cos, mm(watermark.start.1) - x * sin);
            let (x, y) = placed.at;
            let at = (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]);
            assert!(ch == placed.ch && apart(turned, at) < PLACE, "{ch}: {turned:?} {at:?}");
        }
    }
    assert!(count > 3);
}

/// The lines of a page in millimetres, with how thick each is.
fn lines(page: &Element) -> Vec<[f64; 5]> {
    let mut lines = Vec::new();
    for path in page.all("ofd:PathObject") {
        let [left, top, right, bottom] = boundary(path);
        let thick = number(path, "LineWidth");
        let data = path.at(&["ofd:AbbreviatedData"]).text();
        for line in data.split('M').filter(|line| !line.trim().is_empty()) {
            let n = numbers(&line.replace('L', " "));
            let line = [left + n[0], top + n[1], left + n[2], top + n[3], thick];
            let half = thick / 2.0 - PLACE;
            assert!(line[0] - half >= left && line[1] - half >= top, "{line:?}");
            assert!(line[2] + half <= right && line[3] + half <= bottom, "{line:?}");
            lines.push(line);
        }
    }
    lines
}

#[test]
fn every_rule_is_drawn() {
    for copy in copies() {
        let written = Package::read(&copy.bytes()).pages();
        for (page, written) in copy.pages().iter().zip(&written) {
            let found = lines(written);
            assert_eq!(found.len(), page.rules.len(), "{}", copy.name);
            for Rule { from, to, thickness } in &page.rules {
                let line = [from.0, from.1, to.0, to.1, *thickness].map(mm);
                let is = |found: &[f64; 5]| line.iter().zip(found).all(|(a, b)| (a - b).abs() < PLACE);
                assert!(found.iter().any(is), "{}: {line:?}", copy.name);
            }
        }
    }
}
