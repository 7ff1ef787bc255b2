//! What the PDF file says besides its pages, read out of its bytes: to the program that prints it, to one that shows it.

use lopdf::Object;
use nianbao::{
    export::{compared::Comparison, copy::CopyOptions, pdf::comparison},
    layout::Faces,
};

use super::{drawn::file, measures::SENT_UP, tags::kids};
use crate::common::{
    forms,
    pages::{department, filled, samples},
    pdf::File,
};

/// The file of a comparison of the department's report with another.
fn compared() -> File {
    let sample = department();
    let after = filled(&sample.form, "7");
    let [before, after] = [&sample.report, &after].map(|report| forms::sheet(&sample.form, report));
    let bytes = comparison(&Comparison::new(before, after, ["", ""]), Faces::bundled());
    File::read(&bytes.expect("every character has a glyph"))
}

/// Every kind of file there is, with how its paper is printed: on both sides and turned over its long edge, as it is
/// bound at the left; a copy for signature on one side, for its first sheet is taken off.
pub fn files() -> Vec<(File, &'static str)> {
    let mut files = vec![(compared(), "DuplexFlipLongEdge")];
    for sample in samples() {
        files.push((file(&sample, CopyOptions::default()), "DuplexFlipLongEdge"));
        files.push((file(&sample, SENT_UP), "Simplex"));
    }
    files
}

#[test]
fn a_printer_is_told_to_keep_the_size_and_the_sides() {
    for (file, sides) in files() {
        let preferences = file.dictionary(file.catalogue(), "ViewerPreferences");
        assert_eq!(file.said(preferences, "PrintScaling"), "None");
        assert_eq!(file.said(preferences, "Duplex"), sides);
    }
}

#[test]
fn the_language_is_chinese() {
    for (file, _) in files() {
        assert_eq!(file.said(file.catalogue(), "Lang"), "zh-CN");
        let root = file.dictionary(file.catalogue(), "StructTreeRoot");
        assert_eq!(file.said(kids(&file, root)[0], "Lang"), "zh-CN");
    }
}

#[test]
fn the_title_stands_over_the_window_of_a_reader() {
    for sample in samples() {
        for options in [CopyOptions::default(), SENT_UP] {
            let file = file(&sample, options);
            let (title, agency) = (sample.report.title(), sample.report.agency.name.trim());
            assert_eq!(file.said(file.info(), "Title"), title);
            assert_eq!(file.said(file.info(), "Author"), agency);
            let preferences = file.dictionary(file.catalogue(), "ViewerPreferences");
            assert_eq!(file.entry(preferences, "DisplayDocTitle"), Some(&Object::Boolean(true)));
            let packet =
                file.entry(file.catalogue(), "Metadata").expect("metadata").as_stream().expect("a packet");
            assert!(!packet.dict.has(b"Filter"), "who knows nothing of PDF looks for it in plain bytes");
            let packet = String::from_utf8_lossy(&packet.content);
            for said in [format!(">{title}<"), format!(">{agency}<"), ">zh-CN<".to_owned()] {
                assert!(packet.contains(&said), "{said} is not in {packet}");
            }
            for key in ["CreationDate", "ModDate", "Creator"] {
                assert!(!file.info().has(key.as_bytes()), "{key}");
            }
        }
    }
}

/// Every face travels in the file, cut down to what is used, and every glyph can be copied out.
#[test]
fn faces_are_in_the_file() {
    for (file, _) in files() {
        assert!(file.fonts().len() >= 4);
        for font in file.fonts().into_values() {
            let inner = file.descendant(font);
            let name = file.said(font, "BaseFont");
            let (tag, _) = name.split_once('+').unwrap_or_else(|| panic!("{name} is not cut"));
            assert!(tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()), "{name}");
            let descriptor = file.dictionary(inner, "FontDescriptor");
            let programs = ["FontFile2", "FontFile3"].map(|key| file.entry(descriptor, key));
            let program =
                programs.into_iter().flatten().next().unwrap_or_else(|| panic!("{name} is not embedded"));
            let program = program.as_stream().expect("a font program").decompressed_content().expect("sound");
            assert!((200..1_000_000).contains(&program.len()), "{name}: {} bytes", program.len());
            assert_eq!(file.said(font, "Encoding"), "Identity-H");
        }
        for glyph in file.pages().iter().flat_map(|page| &page.glyphs) {
            assert_eq!(glyph.text.chars().count(), 1, "{glyph:?}");
        }
    }
}

/// A file that readers of the last fifteen years open: version 1.7, without scripts or forms, and without links where
/// its text has no address.
#[test]
fn nothing_in_the_file_acts() {
    for (file, _) in files() {
        let has_address = file.pages().iter().any(|page| page.glyphs.iter().any(|g| g.text == "@"));
        assert_eq!(file.0.version, "1.7");
        let ids = file.0.trailer.get(b"ID").and_then(Object::as_array).expect("ids");
        assert!(ids.len() == 2 && ids[0] == ids[1], "made once and never changed");
        for key in ["OpenAction", "AA", "AcroForm", "Names"] {
            assert!(!file.catalogue().has(key.as_bytes()), "{key}");
        }
        for page in file.page_ids() {
            let has_places = file.0.get_dictionary(page).expect("a page").has(b"Annots");
            assert!(has_address || !has_places);
        }
    }
}
