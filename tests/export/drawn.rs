//! What the PDF file draws, read out of its bytes: the paper, every glyph and every line where the pages have them, in
//! the measures of the norm.

use nianbao::{
    export::{
        compared::Comparison,
        copy::CopyOptions,
        pdf::{comparison, export},
    },
    layout::{Faces, Origin, Page, Run},
};

use super::measures::{SENT_UP, published, sent_up};
use crate::common::{
    forms,
    geometry::{BOTTOM, LEFT, MM, PAPER, RIGHT, TOP, near},
    pages::{Sample, all_samples, department, filled, samples},
    pdf::{Drawn, File, Glyph},
};

/// The file of a copy.
pub fn file(sample: &Sample, options: CopyOptions) -> File {
    let bytes = export(forms::opened(&sample.form, &sample.draft()), options, Faces::bundled());
    File::read(&bytes.expect("every character has a glyph"))
}

/// Every copy that is printed: its file and the pages it was made of.
fn copies(sample: &Sample) -> [(File, Vec<Page>); 2] {
    let publication = (file(sample, CopyOptions::default()), published(sample));
    [publication, (file(sample, SENT_UP), sent_up(sample))]
}

/// A4, upright, not turned, not cut and not scaled.
#[test]
fn the_paper_of_the_file_is_a4() {
    for sample in samples() {
        for (file, _) in copies(&sample) {
            for (id, page) in file.page_ids().into_iter().zip(file.pages()) {
                let [left, lower, right, upper] = page.paper;
                assert!(left == 0.0 && lower == 0.0, "{:?}", page.paper);
                assert!(near(right, PAPER.0) && near(upper, PAPER.1), "{:?}", page.paper);
                let entries = file.0.get_dictionary(id).expect("a page");
                for key in ["Rotate", "UserUnit", "CropBox"] {
                    assert!(!entries.has(key.as_bytes()), "{key}");
                }
            }
        }
    }
}

/// The glyphs of the pages, in the order drawn: the watermark first.
fn wanted(page: &Page) -> Vec<(String, &str, f32, (f32, f32))> {
    let mut glyphs = Vec::new();
    for run in &page.runs {
        let mut x = run.x;
        for glyph in run.glyphs.iter() {
            glyphs.push((glyph.ch.to_string(), Faces::bundled().name(run.face), run.size, (x, run.y)));
            x += glyph.advance;
        }
    }
    glyphs
}

/// The glyphs of a page without its watermark.
fn level(page: &Drawn) -> Vec<&Glyph> {
    page.glyphs.iter().filter(|g| g.turned == 0.0).collect()
}

/// The file cannot differ from the pages that the preview shows: each glyph in its face and size on its place, to a
/// tenth of a point.
#[test]
fn every_glyph_is_drawn_where_the_page_has_it() {
    for sample in all_samples() {
        for (file, pages) in copies(&sample) {
            stand_where_the_pages_say(sample.name, &file, &pages);
        }
    }
}

/// The glyphs of a file, each in its face and size on its place, black; the watermark aside.
pub fn stand_where_the_pages_say(name: &str, file: &File, pages: &[Page]) {
    let drawn = file.pages();
    assert_eq!(drawn.len(), pages.len(), "{name}");
    for (drawn, page) in drawn.iter().zip(pages) {
        let (drawn, wanted) = (level(drawn), wanted(page));
        assert_eq!(drawn.len(), wanted.len(), "{name}");
        for (glyph, (text, face, size, at)) in drawn.into_iter().zip(wanted) {
            assert_eq!((&glyph.text, glyph.face.as_str(), glyph.size), (&text, face, size), "{name}");
            let off = ((glyph.at.0 - at.0).abs(), (glyph.at.1 - at.1).abs());
            assert!(off.0 < 0.1 && off.1 < 0.1, "{name}: {text} at {:?}, not {at:?}", glyph.at);
            assert_eq!(glyph.grey, 0.0, "text is black (文字为黑色): {text}");
        }
    }
}

/// Each line of the tables on its place, as heavy as it is: to a hundredth of a point.
#[test]
fn every_line_is_drawn_where_the_page_has_it() {
    for sample in all_samples() {
        for (file, pages) in copies(&sample) {
            let mut seen = 0;
            for (drawn, page) in file.pages().iter().zip(&pages) {
                assert_eq!(drawn.strokes.len(), page.rules.len(), "{}", sample.name);
                for (stroke, rule) in drawn.strokes.iter().zip(&page.rules) {
                    let ends = [(stroke.from, rule.from), (stroke.to, rule.to)];
                    let off = ends
                        .iter()
                        .map(|(a, b)| (a.0 - b.0).abs().max((a.1 - b.1).abs()))
                        .fold(0.0, f32::max);
                    assert!(
                        off < 0.02 && stroke.width == rule.thickness,
                        "{}: {stroke:?} {rule:?}",
                        sample.name
                    );
                    seen += 1;
                }
            }
            assert!(
                seen > 0 || sample.form.tables.is_empty() || sample.name.starts_with('0'),
                "{}",
                sample.name
            );
        }
    }
}

/// With a ruler on the file: a line of 28 characters from 28 mm to 184 mm, 22 of them between 37 mm and 262 mm, nothing
/// but the page number outside.
#[test]
fn the_file_has_the_type_area_of_the_norm() {
    let mut sample = department();
    sample.report.sections.insert("s1".into(), "政".repeat(28 * 22 * 3).into());
    let drawn = file(&sample, CopyOptions::default()).pages();
    let text: Vec<&Glyph> = drawn[1].glyphs.iter().filter(|g| g.size == 16.0).collect();
    assert_eq!(text.len(), 28 * 22);
    for (number, line) in text.chunks(28).enumerate() {
        let middle = 37.0 * MM + (number as f32 + 0.5) * 225.0 / 22.0 * MM;
        for (column, glyph) in line.iter().enumerate() {
            let x = 28.0 * MM + column as f32 * 156.0 / 28.0 * MM;
            assert!(near(glyph.at.0, x), "{number}, {column}: {:?}", glyph.at);
            assert!(near(glyph.at.1 - 0.38 * 16.0, middle), "{number}, {column}: {:?}", glyph.at);
        }
    }
    for page in &drawn {
        for glyph in page.glyphs.iter().filter(|g| g.size != 14.0) {
            let (x, y) = glyph.at;
            assert!((LEFT - 0.1..RIGHT).contains(&x) && (TOP..BOTTOM).contains(&y), "{glyph:?}");
        }
        let number: Vec<&Glyph> = page.glyphs.iter().filter(|g| g.size == 14.0).collect();
        assert!(number.len() >= 5 && number.iter().all(|g| g.at.1 > BOTTOM + 7.0 * MM && g.mark.is_none()));
    }
}

/// Behind the text, paler than it by far, up along the diagonal; and after it black again.
#[test]
fn the_watermark_is_drawn_first_and_pale() {
    for sample in samples() {
        let mut marked = 0;
        for (page, drawn) in sent_up(&sample).iter().zip(file(&sample, SENT_UP).pages()) {
            let turned: Vec<&Glyph> = drawn.glyphs.iter().take_while(|g| g.turned != 0.0).collect();
            let is_numbered = page.runs.iter().any(|r| r.origin == Origin::PageNumber);
            assert_eq!(
                turned.iter().map(|g| g.text.as_str()).collect::<String>(),
                if is_numbered { "送审稿" } else { "" }
            );
            assert!(drawn.glyphs[turned.len()..].iter().all(|g| g.turned == 0.0 && g.grey == 0.0));
            for glyph in &turned {
                assert!((0.85..=0.95).contains(&glyph.grey) && glyph.mark.is_none(), "{glyph:?}");
                assert!((glyph.turned - 54.7).abs() < 1.0, "{glyph:?}");
            }
            if let [first, middle, last] = turned[..] {
                assert!(first.at.0 < middle.at.0 && middle.at.0 < last.at.0 && first.at.1 > last.at.1);
                marked += 1;
            }
        }
        assert!(marked > 0, "{}", sample.name);
        assert!(
            file(&sample, CopyOptions::default())
                .pages()
                .iter()
                .all(|p| p.glyphs.iter().all(|g| g.turned == 0.0))
        );
    }
}

/// What a comparison draws is what its pages have.
#[test]
fn a_comparison_is_drawn_as_its_pages_are() {
    let sample = department();
    let after = filled(&sample.form, "7");
    let [before, after] = [&sample.report, &after].map(|report| forms::sheet(&sample.form, report));
    let compared = Comparison::new(before, after, ["", ""]);
    let bytes = comparison(&compared, Faces::bundled()).expect("every character has a glyph");
    let (drawn, pages) = (File::read(&bytes).pages(), compared.content().pages(Faces::bundled()));
    assert_eq!(drawn.len(), pages.len());
    for (drawn, page) in drawn.iter().zip(&pages) {
        assert_eq!(drawn.strokes.len(), page.rules.len());
        let text: String = drawn.glyphs.iter().map(|g| g.text.as_str()).collect();
        assert_eq!(text, page.runs.iter().map(Run::text).collect::<String>());
    }
}
