//! What is too long to be taken. It is refused whole and said: nothing is ever cut off silently.

use super::{Change, Document};
use crate::{
    draft::{MAX_LINE, MAX_TEXT, edit::Edit},
    form::Form,
};

/// Something too long to be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{place}”放入后有{chars}个字符，超过{limit}个的上限，没有放入，原来的内容没有改动")]
pub struct TooLong {
    /// What it was for, as the officer knows it.
    pub place: String,
    /// The characters there would be.
    pub chars: usize,
    /// The most there may be.
    pub limit: usize,
}

/// The first part of a change that would make something too long. What is too long already may become shorter.
pub(super) fn too_long(document: &Document, change: &Change) -> Option<TooLong> {
    let (draft, report) = (document.draft(), document.report());
    change.edits.iter().find_map(|edit| {
        let (old, new, limit, place) = match edit {
            Edit::Text(id, text) => (report.text(id), text.as_str(), MAX_TEXT, name(document.form(), id)),
            Edit::Agency(field, line) => {
                (field.of(&report.agency).as_str(), line.as_str(), MAX_LINE, "机关信息")
            }
            Edit::Title(Some(title)) => ("", title.as_str(), MAX_LINE, "报告标题"),
            Edit::After(step, note) => {
                (draft.after.of(*step).words.as_str(), note.words.as_str(), MAX_LINE, step.label())
            }
            _ => return None,
        };
        longer_than(limit, old, new).map(|chars| TooLong { place: place.to_owned(), chars, limit })
    })
}

fn name<'f>(form: &'f Form, section: &str) -> &'f str {
    form.section(section).map_or("正文", |s| s.task.as_str())
}

/// The characters of `new`, if they are more than the limit and more than there were.
fn longer_than(limit: usize, old: &str, new: &str) -> Option<usize> {
    // A text has at most as many characters as bytes: most are never counted.
    if new.len() <= limit {
        return None;
    }
    let chars = new.chars().count();
    (chars > limit && chars > old.chars().count()).then_some(chars)
}
