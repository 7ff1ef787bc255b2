//! 二、核对结果: how many findings there are, and those that must be mended or explained.

use super::clipped;
use crate::{
    check::{self, Finding},
    draft::{Draft, Opened},
    form::Level,
    layout::review::{Field, Part, Shape, SmallTable},
};

pub(super) fn part(opened: Opened<'_>, most: usize, sentence: usize) -> Part {
    let draft = opened.draft();
    let findings = check::run(opened.sheet(), opened.before());
    let listed = listed(&findings);
    let elsewhere = if most == 0 && !listed.is_empty() { "全部见附页。" } else { "" };
    Part {
        heading: "二、核对结果".to_owned(),
        texts: vec![format!("{}{elsewhere}", counts(draft, &findings))],
        table: SmallTable { widths: WIDTHS.to_vec(), rows: rows(draft, &listed, most, sentence) },
    }
}

/// Every finding that must be mended or explained, a row each, with as much of its explanation as is worth printing.
pub(super) fn all(opened: Opened<'_>, sentence: usize) -> Vec<Vec<Field>> {
    let findings = check::run(opened.sheet(), opened.before());
    listed(&findings).iter().map(|finding| row(opened.draft(), finding, sentence)).collect()
}

/// Some of those on a page of their own.
pub(super) fn continued(rows: &[Vec<Field>]) -> Part {
    let rows = [heads()].into_iter().chain(rows.iter().cloned()).collect();
    let table = SmallTable { widths: WIDTHS.to_vec(), rows };
    Part { heading: "二、核对结果（续）".to_owned(), texts: Vec::new(), table }
}

/// The shares of 类别, 内容 and 说明.
const WIDTHS: [u16; 3] = [10, 52, 38];

/// Those that must be mended or explained, worst first.
fn listed(findings: &[Finding]) -> Vec<&Finding> {
    let of = |level: Level| findings.iter().filter(move |f| f.level == level);
    of(Level::Error).chain(of(Level::Warning)).collect()
}

fn heads() -> Vec<Field> {
    ["类别", "内\u{3000}容", "说\u{3000}明"].map(|text| Field::new(text, Shape::Head)).to_vec()
}

fn counts(draft: &Draft, findings: &[Finding]) -> String {
    let count = |level: Level| findings.iter().filter(|f| f.level == level).count();
    let warnings = findings.iter().filter(|f| f.level == Level::Warning);
    let open = warnings.filter(|f| f.explanation(draft).is_none()).count();
    let explained = match (count(Level::Warning), open) {
        (0, _) => String::new(),
        (_, 0) => "（均已说明）".to_owned(),
        (_, open) => format!("（{open}条未说明）"),
    };
    format!(
        "错误{}条，提醒{}条{explained}，无法核对{}条。",
        count(Level::Error),
        count(Level::Warning),
        count(Level::Unknown)
    )
}

/// The findings, worst first; nothing where there are none or none is listed here.
fn rows(draft: &Draft, findings: &[&Finding], most: usize, sentence: usize) -> Vec<Vec<Field>> {
    if findings.is_empty() || most == 0 {
        return Vec::new();
    }
    let mut rows = vec![heads()];
    rows.extend(findings.iter().take(most).map(|finding| row(draft, finding, sentence)));
    let left = findings.len().saturating_sub(most);
    if left > 0 {
        let more = format!("等{}条，全部见附页。", findings.len());
        rows.push(vec![Field { columns: 3, ..Field::new(more, Shape::Words) }]);
    }
    rows
}

fn row(draft: &Draft, finding: &Finding, sentence: usize) -> Vec<Field> {
    let without = if finding.level == Level::Error { "未改正" } else { "未说明" };
    let explanation = finding.explanation(draft).unwrap_or(without);
    vec![
        Field::new(finding.level.name(), Shape::Side),
        Field::new(clipped(&finding.message, sentence), Shape::Words),
        Field::new(clipped(explanation, sentence), Shape::Words),
    ]
}
