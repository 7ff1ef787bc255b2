//! The outline of the PDF: every heading, and the way to it.

use lopdf::Dictionary;
use nianbao::{draft::paragraphs, export::copy::CopyOptions, layout::run_in_head};

use super::{drawn::file, measures::SENT_UP};
use crate::common::{
    geometry::{PAPER, near},
    pages::{Sample, samples, squash},
    pdf::{Drawn, File},
};

/// An entry of the outline.
#[derive(Debug, PartialEq)]
struct Bookmark {
    depth: usize,
    title: String,
    /// The index of its page, and how far down that is shown from.
    page: usize,
    top: f32,
}

/// The entries under one, which must be linked both ways and counted.
fn bookmarks(file: &File, parent: &Dictionary, depth: usize) -> Vec<Bookmark> {
    let (mut all, mut count) = (Vec::new(), 0);
    let mut next = parent.get(b"First").ok().and_then(|o| o.as_reference().ok());
    let (mut before, last) = (None, parent.get(b"Last").ok().and_then(|o| o.as_reference().ok()));
    while let Some(id) = next {
        let entry = file.0.get_dictionary(id).expect("an entry");
        assert_eq!(entry.get(b"Prev").ok().and_then(|o| o.as_reference().ok()), before);
        let to = file.entry(entry, "Dest").expect("a place").as_array().expect("a page and a place");
        let page =
            file.page_ids().iter().position(|p| to[0].as_reference().ok() == Some(*p)).expect("a page");
        let y = to[3].as_float().expect("a height");
        all.push(Bookmark { depth, title: file.said(entry, "Title"), page, top: PAPER.1 - y });
        all.extend(bookmarks(file, entry, depth + 1));
        (before, count) = (Some(id), count + 1);
        next = entry.get(b"Next").ok().and_then(|o| o.as_reference().ok());
    }
    assert_eq!(before, last);
    let said = file.number(parent, "Count").unwrap_or_default();
    // Closed below the first level.
    assert_eq!(said, if depth == 0 { count } else { -count });
    all
}

/// The first line of text under a place on a page.
fn line_under(page: &Drawn, top: f32) -> (f32, String) {
    let under = |y: f32| y > top;
    let ys = page.glyphs.iter().filter(|g| g.mark.is_some() && under(g.at.1)).map(|g| g.at.1);
    let line = ys.fold(f32::MAX, f32::min);
    let glyphs = page.glyphs.iter().filter(|g| near(g.at.1, line));
    (line, glyphs.map(|g| g.text.as_str()).collect())
}

#[test]
fn headings_are_bookmarks_that_lead_to_them() {
    for sample in samples() {
        for options in [CopyOptions::default(), SENT_UP] {
            let file = file(&sample, options);
            let found = bookmarks(&file, file.dictionary(file.catalogue(), "Outlines"), 0);
            let said: Vec<(usize, String)> = found.iter().map(|b| (b.depth, b.title.clone())).collect();
            assert_eq!(said, headings(&sample), "{}", sample.name);
            let pages = file.pages();
            for bookmark in &found {
                let (line, text) = line_under(&pages[bookmark.page], bookmark.top);
                let words = squash(&text);
                let starts = words.starts_with(&squash(&bookmark.title))
                    || squash(&bookmark.title).starts_with(&words);
                assert!(starts && line - bookmark.top < 40.0, "{bookmark:?} leads to {text}");
            }
            assert_eq!(
                file.said(file.catalogue(), "PageMode"),
                "UseOutlines",
                "it is seen when the file is opened"
            );
        }
    }
}

/// The headings of sections, and under each the second-level heads of its paragraphs.
pub fn headings(sample: &Sample) -> Vec<(usize, String)> {
    let mut all = Vec::new();
    for section in sample.form.sections.iter().filter(|s| !s.heading.is_empty()) {
        all.push((0, sample.report.heading(section).to_owned()));
        for paragraph in paragraphs(sample.report.text(&section.id)) {
            let (head, _) = run_in_head(paragraph);
            all.extend((!head.is_empty()).then(|| (1, head.trim_end_matches('。').to_owned())));
        }
    }
    all
}
