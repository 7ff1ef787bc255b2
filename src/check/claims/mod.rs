//! Numbers in the text against the tables (`assets/norms/texts.md` “正文与表格一致”).
//!
//! A text is cut into words ([`tokens`]), its sentences are read for what each number counts ([`grammar`], [`measure`]), and
//! what was read is compared with the tables ([`judge`]). Which words there are stands in `assets/claims.ron`, what there is
//! to be counted in the form. What was not understood says nothing and never counts as checked.

mod cells;
mod changes;
mod claim;
mod context;
mod counts;
mod denials;
pub(super) mod findings;
mod grammar;
mod judge;
mod kin;
mod kinds;
mod lexicon;
mod lists;
mod matters;
mod measure;
mod names;
mod pieces;
mod rises;
mod sense;
mod series;
mod shares;
mod spelling;
mod sure;
mod tokens;
mod topic;

pub(super) use cells::{Measure, Subject};
pub(super) use claim::{Reads, Spoken, Statements};
pub(super) use grammar::read;
pub(super) use judge::{Amounts, Standing, Verdict};
pub(super) use lexicon::{Lexicon, build_all};
