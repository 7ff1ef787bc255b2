//! Which face sets which character, and that it has a glyph for it.

use nianbao::{
    draft::Report,
    form,
    layout::{Face, Faces, Fonts as _, Origin, Pen, Style, missing, pick},
};

use super::laws::{laid_out, printed};
use crate::common::{forms, reached::reached};

#[test]
fn styles_set_their_faces() {
    let faces = Faces::bundled();
    let set = |style, ch| pick(faces, style, ch).map(|(face, _)| face);
    for ch in "0aZ%,.(é".chars() {
        assert_eq!(set(Style::Body, ch), Some(Face::Roman), "{ch}");
        assert_eq!(set(Style::Table, ch), Some(Face::Roman), "{ch}");
    }
    for ch in "＋±℃１～".chars() {
        assert_eq!(set(Style::Body, ch), Some(Face::Song), "{ch}");
    }
    assert_eq!(set(Style::Title, '2'), Some(Face::SongBold));
    assert_eq!(set(Style::Body, '政'), Some(Face::Fang));
    assert_eq!(set(Style::Body, '喆'), Some(Face::FangSupplement));
    assert_eq!(set(Style::Body, '·'), Some(Face::Fang));
    assert_eq!(set(Style::Subheading, '政'), Some(Face::Kai));
    assert_eq!(set(Style::Subheading, '“'), Some(Face::Fang));
    assert_eq!(set(Style::Heading, '政'), Some(Face::Hei));
    assert_eq!(set(Style::Title, '政'), Some(Face::SongBold));
    assert_eq!(set(Style::Table, '政'), Some(Face::Song));
    assert_eq!(set(Style::Body, '😀'), None);
}

/// Counts the lines of an outline.
struct Lines(usize);

impl Pen for Lines {
    fn begin(&mut self, _: [f32; 2]) {}
    fn line(&mut self, _: [f32; 2]) {
        self.0 += 1;
    }
    fn quadratic(&mut self, _: [f32; 2], _: [f32; 2]) {
        self.0 += 1;
    }
    fn cubic(&mut self, _: [[f32; 2]; 2], _: [f32; 2]) {
        self.0 += 1;
    }
    fn close(&mut self) {}
}

#[test]
fn r20_every_character_of_the_standard_list_has_a_drawn_glyph_in_each_style() {
    let faces = Faces::bundled();
    let list = include_str!("../cases/tgh8105.txt");
    let mut count = 0;
    for ch in list.chars().filter(|c| !c.is_whitespace()) {
        count += 1;
        for style in Style::ALL {
            let (face, advance) = pick(faces, style, ch).unwrap_or_else(|| panic!("{style:?} has no {ch}"));
            let mut lines = Lines(0);
            assert!(faces.outline(face, ch, &mut lines) && lines.0 > 2, "{style:?} {face:?} {ch} is blank");
            assert!((0.9..=1.1).contains(&advance), "{style:?} {face:?} {ch}");
            // The last resort is for what is outside the list.
            assert!(face != Face::Song || style == Style::Table, "{style:?} {ch}");
        }
    }
    assert_eq!(count, 8105);
    reached(
        "R20",
        &format!("{count} characters of the standard list in {} styles, 0 without a glyph", Style::ALL.len()),
    );
}

#[test]
fn every_form_can_be_set() {
    for form in form::builtin() {
        assert_eq!(missing(forms::sheet(form, &Report::new(form, 2024)), Faces::bundled()), []);
    }
}

#[test]
fn what_cannot_be_seen_is_left_out() {
    let form = &form::builtin()[0];
    let mut report = Report::new(form, 2024);
    report
        .sections
        .insert("s1".into(), "甲\t乙\u{200b}丙\u{7}丁\u{fe0f}戊\u{b}己\u{a0}庚\u{2003}辛\u{3000}壬".into());
    assert_eq!(missing(forms::sheet(form, &report), Faces::bundled()), []);
    let pages = laid_out(form, &report);
    assert_eq!(printed(&pages, |o| matches!(o, Origin::Paragraph(..))), "甲 乙丙丁戊 己 庚 辛\u{3000}壬");
}

#[test]
fn a_missing_character_shows_as_a_geta() {
    let form = &form::builtin()[0];
    let mut report = Report::new(form, 2024);
    report.sections.insert("s1".into(), "甲😀乙".into());
    let pages = laid_out(form, &report);
    assert_eq!(printed(&pages, |o| matches!(o, Origin::Paragraph(..))), "甲〓乙");
}

#[test]
fn faces_know_their_height() {
    for face in Face::ALL {
        let (ascent, descent) = (Faces::bundled().ascent(face), Faces::bundled().descent(face));
        assert!(
            (0.7..1.4).contains(&ascent) && (0.05..0.6).contains(&descent),
            "{face:?} {ascent} {descent}"
        );
    }
}
