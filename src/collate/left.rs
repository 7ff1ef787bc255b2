//! What of a Word copy is no part of the report: comments, and words that have no place in it.

use std::collections::HashSet;

use super::said::even;
use crate::{
    draft::{Place, paragraphs},
    form::CellId,
    import::{Comment, Imported},
    words::number,
};

/// A comment with where it stands in the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Who wrote it, as Word knows them; may be empty.
    pub author: String,
    /// What it says.
    pub words: String,
    /// The words that it hangs on; may be empty.
    pub about: String,
    /// Where that is; none where it is no part of the report.
    pub place: Option<Place>,
    /// Where that is, in the officer's words; empty with it.
    pub name: String,
    /// Which paragraph of the copy's section it is about, where that is a text.
    pub paragraph: Option<usize>,
}

/// The comments, from above.
pub(super) fn remarks(came: &Imported) -> Vec<Remark> {
    let remark = |comment: &Comment| {
        let (place, paragraph) = place_of(came, comment);
        Remark {
            author: comment.author.clone(),
            words: comment.words.clone(),
            about: comment.about.clone(),
            name: place.as_ref().map(|place| place.name(&came.form)).unwrap_or_default(),
            place,
            paragraph,
        }
    };
    came.marks.comments.iter().map(remark).collect()
}

/// What of the report a comment hangs on, and which paragraph of a text.
fn place_of(came: &Imported, comment: &Comment) -> (Option<Place>, Option<usize>) {
    let Some(line) = came.source.get(comment.block).map(|line| even(line)) else { return (None, None) };
    let report = &came.draft.report;
    if !line.is_empty() && even(&report.title()).contains(&line) {
        return (Some(Place::Title), None);
    }
    for section in &came.form.sections {
        let paragraph = paragraphs(report.text(&section.id)).position(|text| even(text) == line);
        let is_head = || !line.is_empty() && even(report.heading(section)) == line;
        if paragraph.is_some() || is_head() {
            return (Some(Place::Section(section.id.clone())), paragraph);
        }
    }
    (cell_of(came, comment).map(Place::Cell), None)
}

/// The cell of a row that the words are in, or else the first.
fn cell_of(came: &Imported, comment: &Comment) -> Option<CellId> {
    let row = || came.pieces.iter().filter(|piece| piece.block == comment.block);
    let about = row().find(|piece| piece.text.trim() == comment.about.trim());
    about.or_else(|| row().next()).map(|piece| piece.place.clone())
}

/// Lines and labels of a Word copy that were not in what it was made from and that went nowhere.
pub(super) fn words(was: &Imported, came: &Imported) -> Vec<String> {
    let known: HashSet<String> = was.source.iter().flat_map(|line| parts(line)).map(even).collect();
    let report = &came.draft.report;
    let texts = came.form.sections.iter().flat_map(|s| paragraphs(report.text(&s.id))).map(even);
    let heads = came.form.sections.iter().map(|s| even(report.heading(s)));
    let read: HashSet<String> = texts.chain(heads).collect();
    let title = even(&report.title());
    let is_placed = |part: &str| {
        let part = even(part);
        part.is_empty() || known.contains(&part) || read.contains(&part) || title.contains(&part)
    };
    let mut left = Vec::new();
    for (block, line) in came.source.iter().enumerate() {
        let figures: Vec<&str> =
            came.pieces.iter().filter(|p| p.block == block).map(|p| p.text.trim()).collect();
        let is_figure = |part: &str| {
            figures.contains(&part.trim()) || (!figures.is_empty() && number::read(part).is_some())
        };
        left.extend(
            parts(line).filter(|part| !is_placed(part) && !is_figure(part)).map(|p| p.trim().to_owned()),
        );
    }
    left
}

/// A line, or the cells of a row.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    line.split(" | ")
}
