//! A collation as plain text, for a terminal.

use super::{Collation, Difference, Kindred, Step};
use crate::diff::RunKind;

/// Everything that differs, a line each, with what was said about the copy behind it.
pub fn text(collation: &Collation) -> String {
    let mut lines: Vec<String> = collation.differences.iter().map(line).collect();
    lines.extend(collation.remarks.iter().map(|remark| {
        let by = if remark.author.is_empty() { "没有署名" } else { &remark.author };
        let about = if remark.about.is_empty() { String::new() } else { format!("“{}”", remark.about) };
        format!("批注（{by}）：{}{about}：{}", remark.name, remark.words)
    }));
    lines.extend(collation.left.iter().map(|words| format!("没有地方放：{words}")));
    if collation.notes > 0 {
        lines.push(format!("脚注和尾注{}处没有读", collation.notes));
    }
    lines.push(summary(collation));
    lines.join("\n") + "\n"
}

fn summary(collation: &Collation) -> String {
    if collation.differences.is_empty() {
        return "没有改动".to_owned();
    }
    let parts = [
        (Kindred::Head, "标题"),
        (Kindred::Figure, "数字"),
        (Kindred::Words, "文字"),
        (Kindred::Marks, "只是标点、空格的写法"),
    ];
    let counts = parts.map(|(kind, name)| (name, collation.count(kind)));
    let said: Vec<String> =
        counts.iter().filter(|(_, n)| *n > 0).map(|(name, n)| format!("{name}{n}处")).collect();
    format!("不同的有{}", said.join("，"))
}

fn line(difference: &Difference) -> String {
    let Difference { name, said, by, step, .. } = difference;
    let by = if by.is_empty() { String::new() } else { format!("（{}修订）", by.join("、")) };
    let cannot = match step {
        Step::Take(_) => String::new(),
        Step::Cannot(why) => format!("。{why}"),
    };
    format!("{name}{by}：{said}：{}{cannot}", words(difference))
}

/// The words with signs around what is gone and what is new.
fn words(difference: &Difference) -> String {
    let sign = |kind| match kind {
        RunKind::Kept => ["", ""],
        RunKind::Removed => ["［－", "－］"],
        RunKind::Added => ["［＋", "＋］"],
    };
    let runs = difference.runs.iter().map(|run| {
        let [open, close] = sign(run.kind);
        format!("{open}{}{close}", run.text.replace('\n', "¶"))
    });
    runs.collect()
}
