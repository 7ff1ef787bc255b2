//! What each cell comes to: the entry, or for a total the sum of its parts. [`super::Sheet`] answers with it.

use std::borrow::Cow;

use rust_decimal::Decimal;

/// What a cell holds, computed where the form computes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure<'a> {
    /// Nothing was filled in.
    Blank,
    /// A number; of a total, the sum of parts that are all filled in.
    Number(Decimal),
    /// A total some of whose parts are blank or no numbers: the sum of the others.
    Partial(Decimal),
    /// What was typed is no number.
    Other(&'a str),
}

impl<'a> Figure<'a> {
    /// The number, if all that it needs is there.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(n) => Some(*n),
            _ => None,
        }
    }

    /// What is shown and printed.
    pub fn text(&self) -> Cow<'a, str> {
        match self {
            Self::Blank => Cow::Borrowed(""),
            Self::Number(n) | Self::Partial(n) => Cow::Owned(n.to_string()),
            Self::Other(text) => Cow::Borrowed(text),
        }
    }
}
