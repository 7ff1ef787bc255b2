//! A comparison as plain text, for a terminal: what changed and nothing else.

use super::{Comparison, TITLE, apart, difference, parts, shown, signed, summary};
use crate::diff::{CellChange, Change, Paragraph, Run, RunKind, SectionDiff};

/// Of what stayed in a changed paragraph, so many characters are shown on each side of a change.
const AROUND: usize = 16;

/// The comparison as lines of text.
pub fn text(comparison: &Comparison) -> String {
    let [before, after] = &comparison.names;
    let mut lines = vec![
        TITLE.to_owned(),
        format!("{before}：{}", comparison.versions[0]),
        format!("{after}：{}", comparison.versions[1]),
        summary(&comparison.diff),
    ];
    let diff = &comparison.diff;
    block(&mut lines, "数据", diff.cells.iter().map(cell));
    block(&mut lines, "无法比较", apart(comparison).into_iter());
    let changed = parts::lines(diff).into_iter();
    block(
        &mut lines,
        "标题和机关信息",
        changed.map(|(name, old, new)| format!("{name}：{}→{}", shown(old), shown(new))),
    );
    block(&mut lines, "文字", diff.changed_sections().flat_map(|s| section(comparison, s)));
    lines.join("\n") + "\n"
}

/// Lines under a head, after an empty one; nothing where there are none.
fn block(lines: &mut Vec<String>, head: &str, body: impl Iterator<Item = String>) {
    let mut body = body.peekable();
    if body.peek().is_some() {
        lines.extend([String::new(), format!("【{head}】")]);
        lines.extend(body);
    }
}

fn cell(change: &CellChange) -> String {
    let name = &change.name;
    let by = change.difference.map_or_else(String::new, |_| format!("（{}）", difference(change)));
    let (before, after) = (shown(&change.before), shown(&change.after));
    format!("{}“{}”{}：{before}→{after}{by}", name.table, name.row, name.column)
}

fn section(comparison: &Comparison, section: &SectionDiff) -> Vec<String> {
    let head = format!("“{}”{}", section.name, comparison.only(section));
    [head].into_iter().chain(section.changes().map(paragraph)).collect()
}

fn paragraph(paragraph: &Paragraph) -> String {
    let (number, what) = match paragraph.change() {
        Change::Added => (paragraph.after, "增加"),
        Change::Removed => (paragraph.before, "删去"),
        Change::Changed | Change::Kept => (paragraph.after, "改动"),
    };
    let last = paragraph.runs.len().saturating_sub(1);
    let runs = paragraph.runs.iter().enumerate();
    let said: String = runs.map(|(i, run)| short(run, i == 0, i == last)).collect();
    format!("  第{}段{what}：{said}", number.unwrap_or_default() + 1)
}

/// A stretch as it is shown: of a long one that stayed only what is beside a change.
fn short(run: &Run, is_first: bool, is_last: bool) -> String {
    let count = run.text.chars().count();
    if run.kind != RunKind::Kept || count <= 2 * AROUND + 2 {
        return signed(run);
    }
    let start: String = run.text.chars().take(if is_first { 0 } else { AROUND }).collect();
    let end: String = run.text.chars().skip(count - if is_last { 0 } else { AROUND }).collect();
    format!("{start}……{end}")
}
