//! The difficult drafts of `tests/difficult`: names of forty characters, 12,000 characters under four levels of heads,
//! seven digits in every cell, characters of the last resort, addresses, strings that nothing parts, an empty report,
//! every mark, tables with everything at its longest. What holds for any report holds for each of them, for publication
//! and for signature, and the PDF and the OFD draw what the pages have.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use super::{
    archive::stands_before_pdf_oxide_and_pdfua,
    drawn::stand_where_the_pages_say,
    laws::check_pages,
    ofd_fonts::look_as_in_their_faces,
    ofd_places::stand_where_the_page_says,
    ofd_read::{Copy, SENT_UP},
};
use crate::common::{forms, outline::Outline, pages::written, pdf::File};
use nianbao::{
    draft::{Draft, file},
    export::copy::CopyOptions,
    layout::{Faces, Fonts as _, Page},
};

/// Every difficult draft by the name of its file.
fn drafts() -> BTreeMap<String, Draft> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/difficult");
    let read = |path: &Path| {
        let text = fs::read_to_string(path).expect("a draft");
        file::read(&text).unwrap_or_else(|e| panic!("{}{e}", path.display()))
    };
    let files = fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("a file").path());
    files.map(|path| (path.file_stem().expect("a name").display().to_string(), read(&path))).collect()
}

/// Both copies of each.
fn copies() -> Vec<Copy> {
    let copies = |(name, draft): (String, Draft)| {
        let form = forms::by_id(&draft.report.form);
        [CopyOptions::default(), SENT_UP].map(|options| Copy {
            name: format!("{name}_{:?}", options.kind),
            form: form.clone(),
            draft: draft.clone(),
            options,
        })
    };
    drafts().into_iter().flat_map(copies).collect()
}

#[test]
fn there_is_one_of_each_kind() {
    let names: Vec<String> = drafts().into_keys().collect();
    assert_eq!(
        names,
        [
            "addresses",
            "empty",
            "four_levels",
            "long_name",
            "longest_tables",
            "marks",
            "rare_characters",
            "seven_digits",
            "unbroken"
        ]
    );
    let drafts = drafts();
    assert_eq!(drafts["long_name"].report.agency.name.chars().count(), 40);
    let texts = drafts["four_levels"].report.sections.values();
    let count: usize = texts.map(|text| text.as_str().chars().count()).sum();
    assert!(count >= 12_000, "{count}");
}

#[test]
fn they_keep_the_laws_of_any_report() {
    for copy in copies() {
        check_pages(&copy.form, &copy.draft.report, &copy.pages());
    }
}

/// The page has the character of the report and not one that stands for it, in a face that has it.
#[test]
fn no_character_is_missing() {
    for copy in copies() {
        for run in copy.pages().iter().flat_map(|page| &page.runs) {
            for glyph in run.glyphs.iter() {
                assert_ne!(glyph.ch, '〓', "{}: {}", copy.name, run.text());
                assert!(
                    Faces::bundled().advance(run.face, glyph.ch).is_some(),
                    "{}: {}",
                    copy.name,
                    glyph.ch
                );
            }
        }
    }
}

/// A cell shows its number whole, whatever stands beside it.
#[test]
fn numbers_of_seven_digits_are_whole() {
    for name in ["seven_digits", "longest_tables"] {
        for copy in copies().into_iter().filter(|copy| copy.name.starts_with(name)) {
            let mut seen = 0;
            for run in copy.pages().iter().flat_map(|page| &page.runs) {
                let Some(id) = run.origin.cell(&copy.form) else { continue };
                let figure = forms::sheet(&copy.form, &copy.draft.report).figure_of(id).text().into_owned();
                if figure.starts_with(|c: char| c.is_ascii_digit()) {
                    assert_eq!(run.text(), figure, "{}", copy.name);
                    seen += 1;
                }
            }
            assert!(seen > 50, "{seen}");
        }
    }
}

#[test]
fn the_pdf_draws_what_the_pages_have() {
    let mut compared = 0;
    for copy in copies() {
        let bytes = copy.pdf();
        let (file, pages) = (File::read(&bytes), copy.pages());
        stand_where_the_pages_say(&copy.name, &file, &pages);
        compared += glyphs_look_as_in_their_faces(&copy.name, &file, &pages);
    }
    assert!(compared > 3_000, "{compared}");
}

#[test]
fn the_ofd_draws_what_the_pages_have() {
    let (mut standing, mut compared) = (0, 0);
    for copy in copies() {
        standing += stand_where_the_page_says(&copy);
        compared += look_as_in_their_faces(&copy);
    }
    assert!(standing > 50_000 && compared > 3_000, "{standing} {compared}");
}

/// Other programs find nothing in them, and read their text.
#[test]
fn other_programs_find_nothing_against_them() {
    let written = |copy: &Copy| written(&format!("difficult_{}.pdf", copy.name), &copy.pdf());
    stands_before_pdf_oxide_and_pdfua(&copies().iter().map(written).collect::<Vec<_>>());
}

/// ISO 19005-2 §6.2.11.7.3: what a character of private use says stands beside its glyph, and is what the report has;
/// nothing is said beside any other.
#[test]
fn characters_of_private_use_are_said_beside_their_glyphs() {
    let mut count = 0;
    for copy in copies() {
        for glyph in File::read(&copy.pdf()).pages().iter().flat_map(|page| &page.glyphs) {
            let is_private = glyph.text.starts_with(|c| matches!(c, '\u{e000}'..='\u{f8ff}'));
            // Nothing is said in the place of the watermark.
            let said = glyph.said.as_deref().filter(|said| !said.is_empty());
            assert_eq!(said, is_private.then_some("\u{e78d}\u{e78e}"), "{}: {}", copy.name, glyph.text);
            count += usize::from(is_private);
        }
    }
    assert_eq!(count, 4);
}

/// The glyph that a PDF draws for each character has the outline that the face has for it; how many there are.
fn glyphs_look_as_in_their_faces(name: &str, file: &File, pages: &[Page]) -> usize {
    let programs = file.programs();
    let mut seen = BTreeSet::new();
    for (drawn, page) in file.pages().iter().zip(pages) {
        let wanted = page.runs.iter().flat_map(|run| run.glyphs.iter().map(|glyph| (run.face, glyph.ch)));
        let level = drawn.glyphs.iter().filter(|glyph| glyph.turned == 0.0);
        for ((face, ch), glyph) in wanted.zip(level) {
            if seen.insert((face, ch)) {
                let drawn = Outline::of_glyph(&programs[&glyph.face], glyph.number);
                let wanted = Outline::of_face(face, ch);
                assert_eq!(drawn.pieces.is_empty(), wanted.pieces.is_empty(), "{name}: {face:?} {ch}");
                let away = drawn.away_from(&wanted).or(wanted.away_from(&drawn));
                assert_eq!(away, None, "{name}: {face:?} {ch}");
            }
        }
    }
    seen.len()
}
