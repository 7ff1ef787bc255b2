//! The outline (书签): section headings, under each its `（一）` heads, with their places on the pages.

use std::collections::{HashMap, HashSet};

use crate::{
    draft::{Sheet, paragraphs},
    layout::{Origin, Page, Run, run_in_head},
};

/// An entry of the outline.
pub(super) struct Bookmark {
    /// The words of the heading.
    pub title: String,
    /// The index of its page.
    pub page: usize,
    /// The upper edge of its line, over the foot of the page, in points.
    pub y: f32,
    /// The entries under it.
    pub children: Vec<Bookmark>,
}

/// The outline of a report.
pub(super) fn bookmarks(sheet: Sheet<'_>, pages: &[Page]) -> Vec<Bookmark> {
    let mut bookmarks: Vec<Bookmark> = Vec::new();
    let mut seen = HashSet::new();
    let mut titles = Titles { sheet, paragraphs: HashMap::new() };
    for (number, page) in pages.iter().enumerate() {
        for run in page.runs.iter().filter(|run| seen.insert(run.origin)) {
            let Some(title) = titles.of(run) else { continue };
            let bookmark = Bookmark { title, page: number, y: upper_edge(page, run), children: Vec::new() };
            match (run.origin, bookmarks.last_mut()) {
                (Origin::Paragraph(..), Some(parent)) => parent.children.push(bookmark),
                _ => bookmarks.push(bookmark),
            }
        }
    }
    bookmarks
}

/// The outline of pages whose headings are known: the first run of each is its place.
pub(super) fn headings(titles: Vec<(Origin, String)>, pages: &[Page]) -> Vec<Bookmark> {
    let mut titles: HashMap<Origin, String> = titles.into_iter().collect();
    let mut bookmarks = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for run in &page.runs {
            bookmarks.extend(titles.remove(&run.origin).map(|title| Bookmark {
                title,
                page: number,
                y: upper_edge(page, run),
                children: Vec::new(),
            }));
        }
    }
    bookmarks
}

/// The upper edge of the line of a run, over the foot of its page.
fn upper_edge(page: &Page, run: &Run) -> f32 {
    (page.height - run.y + 1.5 * run.size).round()
}

/// What the outline calls headings, and paragraphs that begin with a head.
struct Titles<'s> {
    sheet: Sheet<'s>,
    /// The paragraphs of the sections that were come to.
    paragraphs: HashMap<usize, Vec<&'s str>>,
}

impl Titles<'_> {
    fn of(&mut self, run: &Run) -> Option<String> {
        match run.origin {
            Origin::Heading(section) => self.heading(section),
            Origin::Paragraph(section, index) => {
                let (head, _) = run_in_head(self.paragraph(section, index)?);
                (!head.is_empty()).then(|| head.trim_end_matches('。').to_owned())
            }
            _ => None,
        }
    }

    fn heading(&self, section: usize) -> Option<String> {
        self.sheet.form().sections.get(section).map(|s| self.sheet.heading(s).to_owned())
    }

    fn paragraph(&mut self, section: usize, index: usize) -> Option<&str> {
        let sheet = self.sheet;
        let id = &sheet.form().sections.get(section)?.id;
        let all = self.paragraphs.entry(section).or_insert_with(|| paragraphs(sheet.text(id)).collect());
        all.get(index).copied()
    }
}
