//! 三、与上一稿相比: what changed since the version sent up before.

use super::clipped;
use crate::{
    diff::{self, CellChange, Diff, ParagraphChange, SectionChange},
    draft::Draft,
    form::Form,
    layout::review::{Part, SmallTable},
};

pub(super) fn part(form: &Form, draft: &Draft, most: usize, sentence: usize) -> Part {
    let before = draft.version_before();
    let heading = match before {
        Some(before) => format!("三、与送审第{}稿相比", before.number),
        None => "三、与上一稿相比".to_owned(),
    };
    let texts = match before {
        None => vec!["本稿是第一次送审。".to_owned()],
        Some(before) => sentences(form, &diff::run(form, &before.report, &draft.report), most, sentence),
    };
    Part { heading, texts, table: SmallTable::default() }
}

fn sentences(form: &Form, diff: &Diff, most: usize, sentence: usize) -> Vec<String> {
    let mut said = Vec::new();
    if let Some((_, title)) = &diff.title {
        said.push(format!("标题改为“{}”。", clipped(title, sentence)));
    }
    if !diff.agency.is_empty() {
        said.push(format!("机关信息改动{}项。", diff.agency.len()));
    }
    if !diff.cells.is_empty() {
        let cells = diff.cells.iter().map(|change| clipped(&cell(form, change), sentence));
        said.push(format!("数据改动{}格{}。", diff.cells.len(), list(cells, diff.cells.len(), most)));
    }
    if !diff.sections.is_empty() {
        let sections = diff.sections.iter().map(|change| section(form, change));
        let count: usize = diff.sections.iter().map(|s| s.paragraphs.len()).sum();
        said.push(format!("文字改动{count}段{}。", list(sections, diff.sections.len(), most)));
    }
    if said.is_empty() { vec!["数据、文字没有改动。".to_owned()] } else { vec![said.concat()] }
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

fn cell(form: &Form, change: &CellChange) -> String {
    let shown = |value: &str| if value.is_empty() { "空".to_owned() } else { clipped(value, 20) };
    let name = form.cell(change.id.as_str()).map_or_else(String::new, |cell| {
        format!("{}“{}”{}", form.tables[cell.table].name, cell.row_label, cell.column_label)
    });
    format!("{name}{}→{}", shown(&change.before), shown(&change.after))
}

fn section(form: &Form, change: &SectionChange) -> String {
    let name = form.section(&change.section).map_or("", |s| s.task.as_str());
    let count = |wanted: fn(&ParagraphChange) -> bool| change.paragraphs.iter().filter(|p| wanted(p)).count();
    let kinds = [
        ("改", count(|p| matches!(p, ParagraphChange::Changed { .. }))),
        ("增", count(|p| matches!(p, ParagraphChange::Added { .. }))),
        ("删", count(|p| matches!(p, ParagraphChange::Removed { .. }))),
    ];
    let kinds: Vec<String> =
        kinds.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word}{n}段")).collect();
    format!("“{name}”{}", kinds.join("、"))
}
