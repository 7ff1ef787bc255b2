//! The PDF as a file to be kept (PDF/A-2a) and to be read aloud (PDF/UA-1): what other programs say of it, and what they
//! do not look at.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use lopdf::Object;
use nianbao::{
    export::{copy::CopyOptions, pdf::export},
    layout::Faces,
};
use skrifa::{
    FontRef, GlyphId, MetadataProvider as _,
    instance::{LocationRef, Size},
    raw::{TableProvider as _, ps::cff::CffFontRef},
};

use super::measures::SENT_UP;
use crate::common::{
    forms, needed,
    pages::{all_samples, samples, written},
    pdf::File,
};

/// What Debian calls the parts of `PDFBox` and what they stand on.
const PARTS: [&str; 7] =
    ["preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "javax.activation", "jaxb-api"];

/// What `PDFBox` finds because it knows part 1 of the norm only. Part 2 has cross-reference streams (§6.1.4), profiles of
/// version 4 (§6.2.3), cut fonts without a list of their characters (§6.2.11.4.2), and is another part.
const OF_PART_1: [&str; 4] = [
    "/XRef cross reference streams are not allowed",
    "Invalid version of the ICCProfile",
    "The CIDSet entry is missing for the Composite Subset",
    "part must be 1",
];

/// What `PDFBox` Preflight finds in a file, but for that; `None` where it is not installed.
fn found(path: &Path) -> Option<Vec<String>> {
    let parts = PARTS.map(|part| format!("/usr/share/java/{part}.jar"));
    if let Some(part) = parts.iter().find(|part| !Path::new(part).exists()) {
        needed::skipped(&format!("{part} is not installed"));
        return None;
    }
    let mut java = Command::new("java");
    java.args(["-cp", &parts.join(":"), "org.apache.pdfbox.preflight.Validator_A1b"]).arg(path);
    let said = needed::output(&mut java)?;
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.contains("PDF/A-1b file"), "{said}");
    // Each finding begins with its number.
    let findings = said.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    let known = |line: &&str| !OF_PART_1.iter().any(|finding| line.contains(finding));
    Some(findings.filter(known).map(str::to_owned).collect())
}

#[test]
fn another_program_finds_nothing_against_keeping_it() {
    for sample in samples() {
        for (name, options) in [("kept", CopyOptions::default()), ("kept_sent_up", SENT_UP)] {
            let (form, draft) = (&sample.form, sample.draft());
            let bytes = export(forms::opened(form, &draft), options, Faces::bundled()).expect("a file");
            let path = written(&format!("{}_{name}.pdf", sample.name), &bytes);
            let Some(found) = found(&path) else { return };
            assert_eq!(found, Vec::<String>::new(), "{}", sample.name);
        }
    }
}

/// What `pdf_oxide` of `PyPI` is asked of each file: its errors, a line each; its warnings are of what it does not look at.
const ASK_PDF_OXIDE: &str = "
import sys, pdf_oxide
for path in sys.argv[1:]:
    document = pdf_oxide.PdfDocument(path)
    for said in [document.validate_pdf_a('2a'), document.validate_pdf_a('2b'), document.validate_pdf_ua()]:
        print('asked', said['valid'])
        for error in said['errors']:
            print(path, error)
";

/// A program of the environment that `pdf_oxide` and `pdfua` are in, which is on the path.
fn beside_pdfua(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folder = env::split_paths(&path).find(|folder| folder.join("pdfua").is_file());
    let found = folder.map(|folder| folder.join(program));
    if found.is_none() {
        needed::skipped("pdfua is not installed");
    }
    found
}

/// Two programs of `PyPI`, which share no code with this one or each other, find nothing in these files.
pub fn stands_before_pdf_oxide_and_pdfua(paths: &[PathBuf]) {
    let (Some(python), Some(pdfua)) = (beside_pdfua("python"), beside_pdfua("pdfua")) else { return };
    let Some(said) = needed::output(Command::new(python).args(["-c", ASK_PDF_OXIDE]).args(paths)) else {
        return;
    };
    let lines = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    assert_eq!(lines.trim(), vec!["asked True"; 3 * paths.len()].join("\n"));
    for path in paths {
        let Some(said) = needed::output(Command::new(&pdfua).arg("check").arg(path)) else { return };
        let lines = String::from_utf8_lossy(&said.stdout).into_owned();
        assert!(said.status.success() && lines.contains("PASS (no findings)"), "{lines}");
    }
}

#[test]
fn two_more_programs_find_nothing_against_keeping_it_or_reading_it_aloud() {
    let mut paths = Vec::new();
    for sample in all_samples() {
        for (name, options) in [("aloud", CopyOptions::default()), ("aloud_sent_up", SENT_UP)] {
            let draft = sample.draft();
            let bytes =
                export(forms::opened(&sample.form, &draft), options, Faces::bundled()).expect("a file");
            paths.push(written(&format!("{}_{name}.pdf", sample.name), &bytes));
        }
    }
    stands_before_pdf_oxide_and_pdfua(&paths);
}

/// The widths that a program has for its glyphs, in 1/1000 em.
fn program_widths(kind: &str, bytes: &[u8]) -> Vec<f32> {
    if kind == "FontFile3" {
        let font = CffFontRef::new(bytes, 0, None).expect("a CFF table");
        let width = |glyph: u32| {
            let glyph = GlyphId::new(glyph);
            let part = font.subfont(font.subfont_index(glyph).expect("a part"), &[]).expect("the part");
            let mut outline = Vec::<skrifa::outline::pen::PathElement>::new();
            let width = font.draw(&part, glyph, &[], None, &mut outline).expect("an outline");
            width.or(part.default_width().map(skrifa::raw::types::Fixed::to_f32)).expect("a width")
        };
        return (0..font.num_glyphs()).map(width).collect();
    }
    let font = FontRef::new(bytes).expect("a TrueType file");
    let em = f32::from(font.head().expect("a head").units_per_em());
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let width = |glyph| metrics.advance_width(GlyphId::new(glyph)).expect("a width") * 1000.0 / em;
    (0..metrics.glyph_count()).map(width).collect()
}

/// ISO 19005-2 §6.2.11.5, ISO 14289-1 §7.21.5: a file says of its glyphs what their fonts say.
#[test]
fn glyphs_are_as_wide_as_their_fonts_have_them() {
    for sample in all_samples() {
        let draft = sample.draft();
        let bytes = export(forms::opened(&sample.form, &draft), SENT_UP, Faces::bundled()).expect("a file");
        let file = File::read(&bytes);
        for font in file.fonts().into_values() {
            let inner = file.descendant(font);
            let descriptor = file.dictionary(inner, "FontDescriptor");
            let kinds = ["FontFile2", "FontFile3"].into_iter();
            let mut programs = kinds.filter_map(|kind| Some((kind, file.entry(descriptor, kind)?)));
            let (kind, program) = programs.next().expect("a program");
            let program = program.as_stream().expect("a program").decompressed_content().expect("sound");
            let usual = file.number(inner, "DW").expect("a width") as f32;
            let told = file.entry(inner, "W").and_then(|w| w.as_array().ok()).expect("widths");
            let mut widths = vec![None; usize::from(u16::MAX)];
            for pair in told.chunks(2) {
                let first = pair[0].as_i64().expect("a glyph") as usize;
                for (at, width) in pair[1].as_array().expect("a list").iter().enumerate() {
                    widths[first + at] = Some(width).and_then(|w: &Object| w.as_float().ok());
                }
            }
            let program = program_widths(kind, &program);
            for glyph in file.shown(font).into_iter().map(usize::from) {
                let width = program[glyph];
                let told = widths[glyph].unwrap_or(usual);
                assert!(
                    (told - width).abs() <= 1.0,
                    "{} {glyph}: {told}, {width}",
                    file.said(font, "BaseFont")
                );
            }
        }
    }
}
