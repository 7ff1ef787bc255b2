//! What the numbers of a form have to do with each other (勾稽关系).

use super::{CellId, Level, RuleId};

/// One arithmetic statement about cells, as it holds for one row or one column.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The rule it belongs to: `T3-BAL`.
    pub rule: RuleId,
    /// How bad a breach is.
    pub level: Level,
    /// What it is about, in few words: `收支平衡`; empty where the form does not say.
    pub about: String,
    /// The head of the card for a breach.
    pub title: String,
    /// The sentence for a breach, with `{…}` for the names and numbers.
    pub message: String,
    /// What to do about it, with the same places.
    pub advice: String,
    /// Where it comes from: the form itself, a document, or what follows from its words.
    pub source: String,
    /// The arithmetic itself, over cells.
    pub statement: Statement,
}

/// What a relation says.
#[derive(Clone, Debug)]
pub enum Statement {
    /// The total equals the sum of its parts (总计).
    Total {
        /// The computed cell.
        total: CellId,
        /// What it sums.
        parts: Vec<CellId>,
    },
    /// Both sides are equal (勾稽关系).
    Equal(Vec<Term>, Vec<Term>),
    /// The left side is not smaller than the right side.
    AtLeast(Vec<Term>, Vec<Term>),
    /// The left side is not larger than the right side.
    AtMost(Vec<Term>, Vec<Term>),
}

/// One operand of a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The cell whose number it is.
    pub cell: CellId,
    /// Whether it is subtracted.
    pub minus: bool,
}
