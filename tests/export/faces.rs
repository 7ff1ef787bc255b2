//! Faces of the computer: used where their name is wanted and their licence lets them, and never the end of a report.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use nianbao::{
    export::{copy::CopyOptions, pdf},
    layout::{Face, Faces, Fonts as _},
    store::faces::{PrintFaces, found_in},
};

use crate::common::{
    face::{renamed, sold_as},
    forms, needed,
    pages::{Sample, department, run, written},
};

/// Installable, print and preview, editable; restricted, not to be cut, pictures only.
const MAY: [u16; 3] = [0, 4, 8];
const MAY_NOT: [u16; 3] = [2, 0x100, 0x200];

/// Several fonts in one file.
fn collection(fonts: &[Vec<u8>]) -> Vec<u8> {
    let mut file = [b"ttcf".to_vec(), vec![0, 1, 0, 0], (fonts.len() as u32).to_be_bytes().to_vec()].concat();
    let mut start = 12 + 4 * fonts.len();
    let mut bodies = Vec::new();
    for font in fonts {
        file.extend((start as u32).to_be_bytes());
        let mut font = font.clone();
        // Tables count from the start of the file.
        for record in (0..usize::from(font[5])).map(|n| 12 + n * 16) {
            let at = u32::from_be_bytes(font[record + 8..record + 12].try_into().unwrap()) + start as u32;
            font[record + 8..record + 12].copy_from_slice(&at.to_be_bytes());
        }
        start += font.len();
        bodies.extend(font);
    }
    [file, bodies].concat()
}

pub fn folder(fonts: &[(&str, Vec<u8>)]) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("inner")).unwrap();
    for (name, bytes) in fonts {
        fs::write(folder.path().join("inner").join(name), bytes).unwrap();
    }
    let path = folder.path().to_owned();
    (folder, vec![path, PathBuf::from("/nowhere/at/all")])
}

fn named(faces: &Faces) -> Vec<(Face, &str)> {
    faces.installed().iter().map(|own| (own.face, own.name.as_str())).collect()
}

/// The fonts of a printed report.
fn printed(name: &str, faces: &Faces) -> Option<String> {
    let Sample { form, report, .. } = department();
    let draft = nianbao::draft::Draft { report, ..Default::default() };
    let bytes = pdf::export(forms::opened(&form, &draft), CopyOptions::default(), faces).unwrap();
    let path = written(name, &bytes);
    let text = run("pdftotext", &["-raw"], &path)?;
    assert!(text.contains("一、总体情况") && !text.contains('\u{fffd}'));
    run("pdffonts", &[], &path)
}

#[test]
fn faces_are_known_by_their_names() {
    let fonts = [
        ("a.ttf", sold_as(Face::Kai, "楷体_GB2312", 0)),
        ("b.ttf", sold_as(Face::Kai, "KaiTi", 0)),
        ("c.OTF", sold_as(Face::Fang, "FangSong", 0)),
        ("d.otf", sold_as(Face::Hei, "别的黑体", 0)),
        ("e.ttf.txt", sold_as(Face::Kai, "黑体", 0)),
    ];
    let (_folder, folders) = folder(&fonts);
    let faces = found_in(&folders);
    assert_eq!(named(&faces), [(Face::OwnFang, "FangSong"), (Face::OwnKai, "楷体_GB2312")]);
    let Some(fonts) = printed("own_faces.pdf", &faces) else { return };
    assert!(fonts.contains("+OwnFang") && fonts.contains("+OwnKai"), "{fonts}");
    // The bundled ones remain where the computer has none.
    assert!(fonts.contains("GwHei-Medium") && fonts.contains("GwSong-SemiBold"), "{fonts}");
    assert!(fonts.lines().skip(2).all(|row| row.contains(" yes yes yes ")), "{fonts}");
}

#[test]
fn a_licence_that_forbids_it_is_kept() {
    for (licence, used) in MAY.map(|l| (l, true)).into_iter().chain(MAY_NOT.map(|l| (l, false))) {
        let (_folder, folders) = folder(&[("a.ttf", sold_as(Face::Kai, "楷体", licence))]);
        assert_eq!(found_in(&folders).installed().len(), usize::from(used), "{licence:#x}");
    }
    // The next best is taken then.
    let fonts = [("a.ttf", sold_as(Face::Kai, "楷体_GB2312", 2)), ("b.ttf", sold_as(Face::Kai, "楷体", 8))];
    let (_folder, folders) = folder(&fonts);
    assert_eq!(named(&found_in(&folders)), [(Face::OwnKai, "楷体")]);
}

#[test]
fn faces_in_a_collection_are_found() {
    let fonts =
        [sold_as(Face::Kai, "别的", 0), sold_as(Face::Kai, "楷体", 0), sold_as(Face::Hei, "SimHei", 0)];
    let (_folder, folders) = folder(&[("both.ttc", collection(&fonts))]);
    let faces = found_in(&folders);
    assert_eq!(named(&faces), [(Face::OwnKai, "楷体"), (Face::OwnHei, "SimHei")]);
    let Some(fonts) = printed("collection.pdf", &faces) else { return };
    assert!(fonts.contains("+OwnKai") && fonts.contains("+OwnHei"), "{fonts}");
}

#[test]
fn a_character_that_a_face_lacks_comes_from_the_bundled_one() {
    let (_folder, folders) = folder(&[("a.otf", sold_as(Face::Fang, "仿宋", 0))]);
    let faces = found_in(&folders);
    // 喆 is in no 仿宋 made for GB 2312.
    assert!(faces.advance(Face::OwnFang, '政').is_some() && faces.advance(Face::OwnFang, '喆').is_none());
    let set = |ch| nianbao::layout::pick(&faces, nianbao::layout::Style::Body, ch).map(|(face, _)| face);
    assert_eq!((set('政'), set('喆')), (Some(Face::OwnFang), Some(Face::FangSupplement)));
    assert_eq!(PrintFaces::Bundled.faces().installed().len(), 0);
}

/// A 仿宋 that others made, with hints and old tables, under the name that officers know: Debian's `fonts-cwtex-fs`.
pub const OTHER_FANG: &str = "/usr/share/fonts/truetype/cwtex/cwfs.ttf";

#[test]
fn a_true_type_face_that_others_made_is_printed_in() {
    let Ok(file) = fs::read(OTHER_FANG) else { return needed::skipped("fonts-cwtex-fs is not installed") };
    let (_folder, folders) = folder(&[("fs.ttf", renamed(&file, "仿宋_GB2312", None))]);
    let faces = found_in(&folders);
    assert_eq!(named(&faces), [(Face::OwnFang, "仿宋_GB2312")]);
    // It is of another country: what it lacks is printed in the bundled one.
    assert!(faces.advance(Face::OwnFang, '政').is_some() && faces.advance(Face::OwnFang, '务').is_none());
    let Some(fonts) = printed("other_fang.pdf", &faces) else { return };
    let row = fonts.lines().find(|row| row.contains("+OwnFang")).unwrap();
    assert!(row.contains("CID TrueType") && row.contains(" yes yes yes "), "{fonts}");
    assert!(fonts.contains("FandolFang"), "{fonts}");
}

#[test]
fn broken_and_huge_fonts_are_passed_over() {
    let whole = sold_as(Face::Kai, "楷体", 0);
    let cut = |length: usize| whole[..length.min(whole.len())].to_vec();
    let mut fonts: Vec<(String, Vec<u8>)> =
        [0, 3, 11, 12, 13, 100, 300, 1000, 100_000].map(|n| (format!("{n}.ttf"), cut(n))).into();
    // Every number of the head turned over, one at a time.
    for at in 0..340 {
        let mut spoilt = whole[..whole.len().min(4096)].to_vec();
        spoilt[at] ^= 0xff;
        fonts.push((format!("spoilt-{at}.ttc"), spoilt));
    }
    fonts.push(("count.ttc".to_owned(), [&b"ttcf\0\x01\0\0\xff\xff\xff\xff"[..], &whole].concat()));
    let fonts: Vec<(&str, Vec<u8>)> = fonts.iter().map(|(n, b)| (n.as_str(), b.clone())).collect();
    let (folder, folders) = folder(&fonts);
    huge(&folder.path().join("huge.ttf"), &whole);
    assert_eq!(found_in(&folders).installed().len(), 0);
    fs::write(folder.path().join("whole.ttf"), &whole).unwrap();
    assert_eq!(named(&found_in(&folders)), [(Face::OwnKai, "楷体")]);
}

/// A font followed by nothing, for a gigabyte.
fn huge(path: &Path, font: &[u8]) {
    fs::write(path, font).unwrap();
    File::options().write(true).open(path).unwrap().set_len(1 << 30).unwrap();
}

/// Spoilt outlines: a face that parses and then cannot be cut must be an error or a file, never a panic.
#[test]
fn spoilt_outlines_do_no_harm() {
    for (face, name) in [(Face::Kai, "楷体"), (Face::Fang, "仿宋")] {
        let whole = sold_as(face, name, 0);
        for step in 1..12 {
            let mut spoilt = whole.clone();
            for byte in spoilt[4096..].iter_mut().step_by(977 * step) {
                *byte ^= 0x5a;
            }
            let (_folder, folders) = folder(&[("a.ttf", spoilt)]);
            let Sample { form, report, .. } = department();
            let draft = nianbao::draft::Draft { report, ..Default::default() };
            let _ = pdf::export(forms::opened(&form, &draft), CopyOptions::default(), &found_in(&folders));
        }
    }
}
