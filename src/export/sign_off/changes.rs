//! 三、与上一稿相比: what changed since the version sent up before, and how much of the text is last year's.

use super::clipped;
use crate::{
    diff::{self, CellChange, Change, Diff, SectionDiff},
    draft::{Opened, last::Before, shares::shares},
    form::Form,
    layout::review::{Part, SmallTable},
};

pub(super) fn part(opened: Opened<'_>, most: usize, sentence: usize) -> Part {
    let before = opened.draft().version_before();
    let heading = match before {
        Some(before) => format!("三、与送审第{}稿相比", before.number),
        None => "三、与上一稿相比".to_owned(),
    };
    let mut text = match before {
        None => "本稿是第一次送审。".to_owned(),
        Some(before) => {
            let before = Before::of(opened.form(), &before.report);
            let diff = before.map(|before| diff::run(before.sheet, opened.sheet())).unwrap_or_default();
            sentences(opened.form(), &diff, most, sentence)
        }
    };
    text.extend(same_as_last_year(opened));
    Part { heading, texts: vec![text], table: SmallTable::default() }
}

/// How much of the text stands in last year's report (`assets/norms/texts.md` “与上年的重复”: TX-DUP); nothing where there
/// is none.
fn same_as_last_year(opened: Opened<'_>) -> Option<String> {
    let percent = shares(opened.sheet(), opened.before()?).all.percent()?;
    Some(format!("与上年报告文字相同{percent}%。"))
}

fn sentences(form: &Form, diff: &Diff, most: usize, sentence: usize) -> String {
    let mut said = Vec::new();
    if let Some(title) = &diff.title {
        said.push(format!("标题改为“{}”。", clipped(&title.after, sentence)));
    }
    if !diff.agency.is_empty() {
        said.push(format!("机关信息改动{}项。", diff.agency.len()));
    }
    // Totals follow from what they sum.
    let changed: Vec<&CellChange> = diff.cells.iter().filter(|change| !change.is_total).collect();
    if !changed.is_empty() {
        let cells = changed.iter().map(|change| clipped(&cell(change), sentence));
        said.push(format!("数据改动{}格{}。", changed.len(), list(cells, changed.len(), most)));
    }
    let changed: Vec<&SectionDiff> = diff.changed_sections().collect();
    if !changed.is_empty() {
        let sections = changed.iter().map(|change| section(form, change));
        let count: usize = changed.iter().map(|s| s.changes().count()).sum();
        said.push(format!("文字改动{count}段{}。", list(sections, changed.len(), most)));
    }
    if said.is_empty() { "数据、文字没有改动。".to_owned() } else { said.concat() }
}

/// The first of them after a colon, and that there are more.
fn list(items: impl Iterator<Item = String>, count: usize, most: usize) -> String {
    let shown: Vec<String> = items.take(most).collect();
    match (shown.is_empty(), count > most) {
        (true, _) => "，见程序".to_owned(),
        (false, false) => format!("：{}", shown.join("；")),
        (false, true) => format!("：{}等{count}项，其余见程序", shown.join("；")),
    }
}

fn cell(change: &CellChange) -> String {
    let shown = |value: &str| if value.is_empty() { "空".to_owned() } else { clipped(value, 20) };
    let name = &change.name;
    let (before, after) = (shown(&change.before), shown(&change.after));
    format!("{}“{}”{}{before}→{after}", name.table, name.row, name.column)
}

fn section(form: &Form, change: &SectionDiff) -> String {
    let id = change.after.as_deref().unwrap_or_default();
    let name = form.section(id).map_or(change.name.as_str(), |s| s.task.as_str());
    let count = |wanted: Change| change.changes().filter(|p| p.change() == wanted).count();
    let kinds =
        [("改", count(Change::Changed)), ("增", count(Change::Added)), ("删", count(Change::Removed))];
    let kinds: Vec<String> =
        kinds.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word}{n}段")).collect();
    format!("“{name}”{}", kinds.join("、"))
}
