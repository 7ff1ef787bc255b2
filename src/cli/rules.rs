//! `rules`: what a report of a year is checked by, to be read or printed.
//!
//! No line is wider than 80 columns, so that it fits a narrow terminal and a printed page; every rule stands whole, one
//! below the other.

use super::{Failure, Outcome};
use crate::{
    check::{self, RuleEntry},
    export::text,
    form::{self, Form, Level, Years},
};

/// From how many columns on a line is full; a Chinese character takes two, and marks that end a line may follow.
const WIDE: usize = 74;
/// Before every line of an entry but its first.
const INDENT: &str = "    ";

/// Lists the rules for reports on this year; without a year those of the newest form.
pub(super) fn run(year: Option<u16>) -> Result<Outcome, Failure> {
    let form = match year {
        Some(year) => form::for_year(year),
        None => form::builtin().first().cloned(),
    };
    let form = form.ok_or(Failure::NoRules(year.unwrap_or_default()))?;
    Ok(Outcome::done(list(&form)))
}

fn list(form: &Form) -> String {
    let entries = check::catalogue(form);
    let head = format!("{}（{}）的核对规则，共{}条", form.name, years(&form.years), entries.len());
    let paragraphs = entries.iter().map(entry);
    [head, levels()].into_iter().chain(paragraphs).collect::<Vec<_>>().join("\n\n") + "\n"
}

fn years(years: &Years) -> String {
    match years.to {
        Some(to) if to == years.from => format!("{to}年度"),
        Some(to) => format!("{}至{to}年度", years.from),
        None => format!("{}年度起", years.from),
    }
}

/// What the levels ask for.
fn levels() -> String {
    let said = [
        (Level::Error, "应当改正"),
        (Level::Warning, "改正，或者写说明"),
        (Level::Info, "看一看，没有错的不用改"),
    ];
    said.map(|(level, asked)| format!("{} {}", named(level), asked)).join("\n")
}

/// The level with its mark.
fn named(level: Level) -> String {
    format!("{} {}", level.name(), level.mark())
}

fn entry(rule: &RuleEntry) -> String {
    let mut lines = vec![format!("{} {} {}", named(rule.level), rule.id, rule.title)];
    for (label, words) in [("说明", &rule.sentence), ("处理", &rule.advice), ("依据", &rule.source)] {
        lines.extend(wrapped(&format!("{label}：{words}")));
    }
    lines.join("\n")
}

/// The lines of a paragraph, each behind [`INDENT`].
fn wrapped(paragraph: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::from(INDENT);
    for c in paragraph.chars() {
        if text::width(&line) >= WIDE && !belongs_behind(c, &line) {
            lines.push(std::mem::replace(&mut line, String::from(INDENT)));
        }
        line.push(c);
    }
    lines.push(line);
    lines
}

/// Whether no line may begin with a character: a mark of the words before it, or the rest of a number or a name.
fn belongs_behind(c: char, line: &str) -> bool {
    let goes_on = c.is_ascii_graphic() && line.ends_with(|before: char| before.is_ascii_graphic());
    goes_on || "，。；：、？！）》〉〕”%".contains(c)
}
