//! The fonts of an OFD: outlines as in the faces, whatever readers ask for, and no more characters than are used.

use std::collections::{BTreeSet, HashMap};

use nianbao::layout::{Face, Faces, Fonts as _};
use skrifa::{FontRef, MetadataProvider as _};

use super::ofd_read::{Copy, Package, characters, copies, wanted};
use crate::common::outline::{OUTLINE, Outline};

/// All of 通用规范汉字表, in text and in heads, with what else a report prints: more than one font has room for.
#[test]
fn glyphs_look_as_in_their_faces() {
    let table: String =
        include_str!("../cases/tgh8105.txt").chars().filter(|ch| !ch.is_whitespace()).collect();
    let heads: String = table.chars().map(|ch| format!("（一）{ch}。\n")).collect();
    let copies = [table, heads].map(|text| Copy::saying("table", &text));
    let compared: usize = copies.iter().map(look_as_in_their_faces).sum();
    assert!(compared > 16_000, "{compared}");
}

/// The glyphs of a copy, each with the outline and the width that its face has; how many there are.
pub fn look_as_in_their_faces(copy: &Copy) -> usize {
    let package = Package::read(&copy.bytes());
    let fonts = package.fonts();
    let fonts: HashMap<&str, FontRef> =
        fonts.iter().map(|(id, (_, file))| (id.as_str(), FontRef::new(file).unwrap())).collect();
    let mut seen = BTreeSet::new();
    for (page, written) in copy.pages().iter().zip(package.pages()) {
        for ((ch, _, _, face), placed) in wanted(&page.runs).into_iter().zip(characters(&written, "Body")) {
            if seen.insert((face, ch)) {
                looks_the_same(&fonts[placed.font.as_str()], face, ch);
            }
        }
    }
    seen.len()
}

fn looks_the_same(font: &FontRef, face: Face, ch: char) {
    let (face_has, (file_has, width)) = (Outline::of_face(face, ch), Outline::of_file(font, ch));
    assert_eq!(face_has.pieces.is_empty(), file_has.pieces.is_empty(), "{face:?} {ch}");
    let away = face_has.away_from(&file_has).or(file_has.away_from(&face_has));
    assert_eq!(away, None, "{face:?} {ch}");
    let wanted = f64::from(Faces::bundled().advance(face, ch).unwrap());
    assert!((width - wanted).abs() < OUTLINE, "{face:?} {ch}: {width} {wanted}");
}

#[test]
fn fonts_have_what_readers_ask_for_and_no_more_characters_than_are_used() {
    for copy in copies() {
        let package = Package::read(&copy.bytes());
        let pages = package.pages();
        let all = pages.iter().flat_map(|p| ["Body", "Background"].map(|kind| characters(p, kind))).flatten();
        let mut used: HashMap<String, BTreeSet<u32>> = HashMap::new();
        for placed in all {
            used.entry(placed.font).or_default().insert(placed.ch.into());
        }
        for (id, (name, file)) in package.fonts() {
            let font = FontRef::new(file).unwrap();
            let has: BTreeSet<u32> = font.charmap().mappings().map(|(ch, _)| ch).collect();
            assert_eq!(has, used[&id], "{} {name}", copy.name);
            for tag in
                [b"OS/2", b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"name", b"post"]
            {
                assert!(font.table_data(skrifa::Tag::new(tag)).is_some(), "{name}: {tag:?}");
            }
        }
    }
}
