//! Edits as the undo stack keeps them: of a text only the words that differ, however long it is.

use std::ops::Range;

use super::{Draft, Text, edit::Edit};
use crate::form::SectionId;

/// An edit that is yet to be applied to a draft, and holds no more than it has to.
#[derive(Clone, Debug)]
pub(super) enum PackedEdit {
    /// The edit itself.
    Whole(Edit),
    /// Words of a text in the place of those there, which are given in bytes.
    Words(SectionId, Range<usize>, String),
}

impl PackedEdit {
    /// An edit that is to be applied to a draft as this one is.
    pub(super) fn of(edit: Edit, draft: &Draft) -> Self {
        match edit {
            Edit::Text(section, text) => {
                let (place, words) = differing(draft.report.text(&section), text.as_str());
                Self::Words(section, place, words.to_owned())
            }
            edit => Self::Whole(edit),
        }
    }

    /// The edit; the draft is as it was when this was made.
    pub(super) fn unpack(self, draft: &Draft) -> Edit {
        match self {
            Self::Whole(edit) => edit,
            Self::Words(section, place, words) => {
                let now = draft.report.text(&section);
                let part = |bytes| now.get(bytes).unwrap_or_default();
                let text = [part(0..place.start), words.as_str(), part(place.end..now.len())].concat();
                Edit::Text(section, Text::from(text))
            }
        }
    }

    /// The same with no more than it has to hold, where the draft is as it is to be applied to.
    pub(super) fn pack(self, draft: &Draft) -> Self {
        match self {
            Self::Whole(edit) => Self::of(edit, draft),
            packed @ Self::Words(..) => packed,
        }
    }

    /// The section whose text it changes.
    pub(super) fn section(&self) -> Option<&SectionId> {
        match self {
            Self::Whole(Edit::Text(section, _)) | Self::Words(section, ..) => Some(section),
            Self::Whole(_) => None,
        }
    }

    /// What it holds, in bytes: about as many as it has when it is written out.
    pub(super) fn bytes(&self) -> usize {
        let words = match self {
            Self::Whole(Edit::Text(section, text)) => section.len() + text.as_str().len(),
            Self::Words(section, _, words) => section.len() + words.len(),
            Self::Whole(edit) => format!("{edit:?}").len(),
        };
        size_of::<Self>() + words
    }
}

/// Where two texts differ: the place in the first, in bytes, and the words of the second that stand there.
fn differing<'t>(now: &str, text: &'t str) -> (Range<usize>, &'t str) {
    let start = shared(now.chars().zip(text.chars()));
    let (rest, words) = (&now[start..], &text[start..]);
    let end = shared(rest.chars().rev().zip(words.chars().rev()));
    (start..now.len() - end, &words[..words.len() - end])
}

/// The bytes of the characters up to the first two that differ.
fn shared(pairs: impl Iterator<Item = (char, char)>) -> usize {
    pairs.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
}
