//! The rules that do not stand in a form's file: ids, levels and sentences of the catalogue (`assets/norms/rules.md`
//! “规则一览”), in its order. One entry each, in one of three tables.

mod figures;
mod numbers;
mod personal;
mod texts;

use super::Rule;

/// Every rule that does not stand in a form's file.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    figures::RULES.iter().chain(numbers::RULES).chain(texts::RULES).chain(personal::RULES)
}
