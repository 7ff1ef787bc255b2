//! A collation as plain text, for a terminal.

use super::{Collation, Difference, Kindred, Step};
use crate::diff::{Run, RunKind};

/// So many characters of what stayed are shown beside a change, and so many at both ends of a long one.
const BESIDE: usize = 12;
const MOST_CHANGED: usize = 40;

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
    format!("不同的有{}", counts(&collation.differences))
}

/// How many there are of each kind: `数字1处，文字2处`.
pub fn counts(differences: &[Difference]) -> String {
    let parts = [
        (Kindred::Head, "标题"),
        (Kindred::Figure, "数字"),
        (Kindred::Words, "文字"),
        (Kindred::Marks, "只是标点、空格的写法"),
    ];
    let count = |kind| differences.iter().filter(|difference| difference.kind == kind).count();
    let counts = parts.map(|(kind, name)| (name, count(kind)));
    let said: Vec<String> =
        counts.iter().filter(|(_, n)| *n > 0).map(|(name, n)| format!("{name}{n}处")).collect();
    said.join("，")
}

/// The differences as a list to be sent to whoever runs the website: what must stand where, and what stands there now.
pub fn to_mend(title: &str, differences: &[Difference]) -> String {
    let differences: Vec<&Difference> = differences.iter().filter(|d| !d.is_doubt()).collect();
    let head = format!("《{title}》网上公布的和定稿有{}处不同，请改正：", differences.len());
    let items = differences.iter().enumerate().map(|(at, difference)| {
        let Difference { name, said, .. } = difference;
        format!("{}. {name}（{said}）：{}", at + 1, must(difference))
    });
    [head].into_iter().chain(items).collect::<Vec<_>>().join("\n") + "\n"
}

/// What must stand there, and what does.
fn must(difference: &Difference) -> String {
    let [before, after] =
        [RunKind::Added, RunKind::Removed].map(|without| excerpt(&difference.runs, without));
    match (before.is_empty(), after.is_empty()) {
        (false, true) => format!("应有“{before}”"),
        (true, false) => format!("不应有“{after}”"),
        _ if before == after => format!("现为“{after}”"),
        _ => format!("应为“{before}”，现为“{after}”"),
    }
}

/// One side of a difference, of what stayed only what is beside the change.
fn excerpt(runs: &[Run], without: RunKind) -> String {
    let last = runs.len().saturating_sub(1);
    let shown = runs.iter().enumerate().filter(|(_, run)| run.kind != without).map(|(at, run)| {
        let chars: Vec<char> = run.text.replace('\n', "¶").chars().collect();
        let beside = if run.kind == RunKind::Kept { BESIDE } else { MOST_CHANGED };
        let (head, tail) = match (at == 0 && last > 0, at == last && last > 0) {
            (true, false) => (0, beside),
            (false, true) => (beside, 0),
            _ => (beside, beside),
        };
        if chars.len() <= head + tail {
            return chars.into_iter().collect();
        }
        let [head, tail] = [&chars[..head], &chars[chars.len() - tail..]].map(String::from_iter);
        format!("{head}……{tail}")
    });
    shown.collect()
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
