//! Names of cells as sentences use them, and templates.

use crate::{form::Cell, words::template};

/// A template with these values in it.
pub(super) fn fill(template: &str, values: &[(&'static str, String)]) -> String {
    template::fill(template, |name| value_of(name, values))
}

/// The first of the values with this name.
pub(super) fn value_of(name: &str, values: &[(&'static str, String)]) -> Option<String> {
    values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
}

/// A row label with the number of its group before it: `（六）3.其他`.
pub(super) fn numbered_row(cell: &Cell) -> String {
    let group = cell.row_path.iter().rev().nth(1).map_or("", String::as_str);
    let number = group.strip_prefix('（').and_then(|rest| rest.split_once('）'));
    number.map_or_else(|| cell.row_label.clone(), |(n, _)| format!("（{n}）{}", cell.row_label))
}

/// A row label without the numeral before it.
pub(super) fn without_number(label: &str) -> &str {
    label.split_once('、').filter(|(number, _)| number.chars().count() == 1).map_or(label, |(_, words)| words)
}

/// Names of which any may be meant: `纠正、其他结果或尚未审结`.
pub(super) fn either(names: &[impl AsRef<str>]) -> String {
    joined(names, "或")
}

/// Names with a word before the last of them: `问题和改进情况`.
pub(super) fn joined(names: &[impl AsRef<str>], last: &str) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.split_last() {
        Some((end, rest)) if !rest.is_empty() => format!("{}{last}{end}", rest.join("、")),
        _ => names.concat(),
    }
}

/// A few names in quotation marks, the rest counted: `“自然人”“商业企业”等7列`.
pub(super) fn quoted(names: &[&str], measure: &str) -> String {
    const SHOWN: usize = 3;
    let list: String = names.iter().take(SHOWN).map(|n| format!("“{n}”")).collect();
    match names.len() {
        0..=1 => list,
        2..=SHOWN => format!("{list}{}{measure}", names.len()),
        n => format!("{list}等{n}{measure}"),
    }
}
