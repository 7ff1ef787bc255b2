//! `check`: the findings about a draft as sentences or as JSON.

use std::path::Path;

use serde::Serialize;

use super::{Failure, Outcome, Shape, form_of};
use crate::{
    check::{Finding, Memory, Tally},
    draft::{Draft, Place, Sheet, last::Before},
    form::Level,
    store,
};

/// Checks a draft against last year's: the one named, else the one inside the draft.
pub(super) fn run(path: &Path, last: Option<&Path>, shape: Shape) -> Result<Outcome, Failure> {
    let draft = store::open(path)?;
    let named_last = last.map(store::open).transpose()?.map(|d| d.report);
    let form = form_of(&draft, path)?;
    let last = named_last.as_ref().or(draft.last.as_ref());
    let before = last.and_then(|last| Before::of(&form, last));
    let mut memory = Memory::default();
    let findings = memory.run(Sheet::bound(&form, &draft.report), before);
    let text = match shape {
        Shape::Text => text(&findings, Tally::of(memory.numbers()), &draft),
        Shape::Json => json(&findings, &draft),
    };
    let wrong = findings.iter().any(|f| f.level == Level::Error && !f.is_explained(&draft));
    Ok(Outcome { text, status: u8::from(wrong) })
}

/// The findings, how many numbers of the texts were checked, and last how many findings there are of each level.
fn text(findings: &[Finding], tally: Tally, draft: &Draft) -> String {
    let paragraphs = findings.iter().map(|f| paragraph(f, draft));
    let end = tally.said().into_iter().chain([summary(findings, draft)]);
    paragraphs.chain(end).collect::<Vec<_>>().join("\n\n") + "\n"
}

fn paragraph(finding: &Finding, draft: &Draft) -> String {
    let (name, mark) = (finding.level.name(), finding.level.mark());
    let answer = finding.answer(draft).map_or(String::new(), |words| format!("\n{words}"));
    format!("{name} {mark} {}{}{answer}", finding.message, finding.advice)
}

fn summary(findings: &[Finding], draft: &Draft) -> String {
    Level::ALL.map(|level| format!("{} {}", level.name(), count(findings, draft, level))).join("，")
}

/// How many findings are of a level, and how many of these are answered.
fn count(findings: &[Finding], draft: &Draft, level: Level) -> String {
    let of_level: Vec<_> = findings.iter().filter(|f| f.level == level).collect();
    let answered = if level == Level::Info { "已确认" } else { "已说明" };
    match of_level.iter().filter(|f| f.is_explained(draft)).count() {
        0 => of_level.len().to_string(),
        explained => format!("{}（{answered} {explained}）", of_level.len()),
    }
}

/// How a level is written in JSON.
fn json_name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "info",
        Level::Unknown => "unknown",
    }
}

#[derive(Serialize)]
struct Findings<'a> {
    findings: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    rule: &'a str,
    level: &'static str,
    places: Vec<String>,
    left: &'a str,
    right: &'a str,
    message: &'a str,
    advice: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<&'a str>,
}

impl<'a> Item<'a> {
    fn of(f: &'a Finding, draft: &'a Draft) -> Self {
        Self {
            rule: &f.rule,
            level: json_name(f.level),
            places: f.places.iter().map(Place::to_string).collect(),
            left: &f.left,
            right: &f.right,
            message: &f.message,
            advice: &f.advice,
            explanation: f.explanation(draft),
        }
    }
}

fn json(findings: &[Finding], draft: &Draft) -> String {
    let findings = findings.iter().map(|f| Item::of(f, draft)).collect();
    match serde_json::to_string_pretty(&Findings { findings }) {
        Ok(text) => text + "\n",
        // Strings and lists always have a JSON form.
        Err(error) => unreachable!("findings have a JSON form: {error}"),
    }
}
