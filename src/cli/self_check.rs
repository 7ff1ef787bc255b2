//! `--self-check`: everything that travels inside the program as data is read once. In a build that lacks something it
//! would otherwise be missed in the middle of somebody's work.

use super::Outcome;
use crate::{check, draft::phrases, form, ledger};

/// Reads all of it and says how much there is.
pub(super) fn run() -> Outcome {
    let forms = form::builtin().len();
    let patterns = check::build_patterns();
    let phrases = phrases::all().len();
    let words = ledger::words_known();
    Outcome::done(format!(
        "自检通过：统一格式{forms}份，文字规则的句式{patterns}条，常用句{phrases}条，台账用语{words}个\n"
    ))
}
