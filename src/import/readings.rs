//! The ways to read the fields of a row as its cells. Where several are possible, the form's own sums decide.

use rust_decimal::Decimal;

use super::{plan::Row, scan::Found, value};
use crate::words::{narrow_char, number};

/// The longest run of digits that is parted: of a row of seven cells there are some thousand ways.
const LONGEST_RUN: usize = 16;

/// A row read, or left blank because it could not be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// One text a cell, as it stands there.
    Plain(Vec<String>),
    /// One text a cell; the reading was chosen, and why.
    Chosen(Vec<String>, &'static str),
    /// Left blank, and why.
    Open(&'static str),
}

/// What the totals in a row say of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sums {
    /// Every total that is printed is the sum of its parts.
    Hold,
    /// One is not.
    Broken,
    /// None can be checked.
    Silent,
}

/// Reads the fields of `found` as the cells of `row`.
pub(super) fn choose(found: &Found, row: &Row<'_>) -> Choice {
    let cells = row.cells.len();
    if is_lone(found) && cells > 1 {
        return Choice::Open("留空：一行只有一个数，不能确定是哪一格");
    }
    let found = &without_label(found, cells);
    if let Some(choice) = one_run(found, row) {
        return choice;
    }
    if let Some(values) = exact(found, cells) {
        return settle(found, row, values);
    }
    let filled = found.values.iter().filter(|v| !v.is_empty()).count();
    let candidates = if found.values.len() > cells {
        windows(&found.values, cells)
    } else {
        let mut candidates = splits(&found.values, cells);
        candidates.extend(with_gaps(&found.values, cells));
        candidates
    };
    let keeps_all = |c: &&Vec<String>| c.iter().filter(|v| !v.is_empty()).count() >= filled;
    if found.values.len() > cells
        && let [only] = candidates.iter().filter(keeps_all).collect::<Vec<_>>().as_slice()
        && sums(only, row) != Sums::Broken
    {
        return Choice::Chosen((*only).clone(), "多出空格，按有数的各格读入");
    }
    decide(candidates, row)
}

/// All figures of a row run together: `规章000`. Zeros begin no number, and where the row has totals those decide.
fn one_run(found: &Found, row: &Row<'_>) -> Option<Choice> {
    let [only] = found.values.as_slice() else { return None };
    let digits: String = only.chars().map(narrow_char).collect();
    let is_run = digits.bytes().all(|b| b.is_ascii_digit()) && digits.len() <= LONGEST_RUN;
    if found.padding > 0 || !is_run || row.cells.len() < 2 || digits.len() < row.cells.len() {
        return None;
    }
    let mut ways = Vec::new();
    runs(&digits, row.cells.len(), &mut Vec::new(), &mut ways);
    let holds = |way: &Vec<String>| match sums(way, row) {
        Sums::Hold => true,
        Sums::Silent => digits.starts_with('0'),
        Sums::Broken => false,
    };
    ways.retain(holds);
    match ways.len() {
        1 => Some(Choice::Chosen(ways.remove(0), "各数连在一起，只有一种分法，按此分开")),
        _ => Some(Choice::Open("留空：各数连在一起，不能确定怎样分开")),
    }
}

/// Every way to part digits into so many numbers without leading zeros.
fn runs(digits: &str, count: usize, parted: &mut Vec<String>, ways: &mut Vec<Vec<String>>) {
    if count == 0 {
        ways.extend(digits.is_empty().then(|| parted.clone()));
        return;
    }
    let longest = if digits.starts_with('0') { 1 } else { (digits.len() + 1).saturating_sub(count) };
    for length in 1..=longest.min(digits.len()) {
        parted.push(digits[..length].to_owned());
        runs(&digits[length..], count - 1, parted, ways);
        parted.pop();
    }
}

/// One figure before empty fields: a cell merged over several.
fn is_lone(found: &Found) -> bool {
    let filled = found.values.iter().filter(|v| !v.is_empty()).count();
    filled == 1 && found.padding > 0 && found.padding + found.filler > 1
}

/// Without a merged label that a writer replaced by a run of figures: `0 0 0 0`.
fn without_label(found: &Found, cells: usize) -> Found {
    let several = |v: &&String| value::parts(v).is_some_and(|p| p.len() > 1);
    let junk = found.values.iter().take_while(several).count();
    let end = found.values.iter().rposition(|v| !v.is_empty()).map_or(0, |at| at + 1);
    let junk = if end > cells { junk } else { 0 };
    Found { values: found.values[junk..].to_vec(), ..found.clone() }
}

/// The one candidate that the sums confirm.
fn decide(candidates: Vec<Vec<String>>, row: &Row<'_>) -> Choice {
    if let Some(first) = candidates.first()
        && candidates.iter().all(|c| c == first)
        && first.iter().all(|v| v == &first[0])
        && candidates.len() > 1
    {
        return Choice::Chosen(first.clone(), "多出的数与各格相同，按格数读入");
    }
    let mut holding: Vec<Vec<String>> =
        candidates.into_iter().filter(|c| sums(c, row) == Sums::Hold).collect();
    holding.dedup();
    match holding.len() {
        1 => Choice::Chosen(holding.remove(0), "读法不止一种，按总计等于各项之和选定"),
        0 => Choice::Open("留空：个数与格数不同，合计也不能说明各是哪一格"),
        _ => Choice::Open("留空：个数与格数不同，几种读法的合计都对"),
    }
}

/// The fields as they are, when there are as many as cells; blank ones at the end may be missing or too many.
fn exact(found: &Found, cells: usize) -> Option<Vec<String>> {
    let mut values = found.values.clone();
    while values.len() > cells && values.last().is_some_and(String::is_empty) {
        values.pop();
    }
    if values.len() + 1 == cells && found.padding > 0 {
        values.push(String::new());
    }
    (values.len() == cells).then_some(values)
}

/// As many fields as cells can still be a row that has slipped sideways or two numbers run together.
fn settle(found: &Found, row: &Row<'_>, values: Vec<String>) -> Choice {
    if let Some(parted) = parted(&values, row) {
        return Choice::Chosen(parted, "两个数连在一起，按总计等于各项之和分开");
    }
    if let Some(choice) = run_together(&values, row) {
        return choice;
    }
    let lacks_one = found.values.len() < values.len() && !row.totals.is_empty();
    if lacks_one && with_gaps(&found.values, values.len()).iter().any(|c| sums(c, row) == Sums::Hold) {
        return Choice::Open("留空：少一格，几种读法都可能");
    }
    let edge = |v: Option<&String>| v.is_some_and(String::is_empty);
    let slipped = sums(&values, row) == Sums::Broken && edge(values.first()) != edge(values.last());
    let nothing_left_out = found.values.len() <= values.len();
    if slipped && nothing_left_out {
        Choice::Open("留空：首格或末格是空的，可能错位")
    } else {
        Choice::Plain(values)
    }
}

/// Two numbers run together leave the total at the end blank: another reading, if the sums confirm it.
fn run_together(values: &[String], row: &Row<'_>) -> Option<Choice> {
    let (last, others) = values.split_last()?;
    let ends_in_total = row.totals.iter().any(|t| t.total + 1 == values.len());
    if !last.is_empty() || !ends_in_total || sums(values, row) == Sums::Hold {
        return None;
    }
    let mut holding = splits(others, values.len());
    holding.retain(|c| sums(c, row) == Sums::Hold);
    holding.dedup();
    match holding.len() {
        0 => None,
        1 => Some(Choice::Chosen(holding.remove(0), "两个数连在一起，按总计等于各项之和分开")),
        _ => Some(Choice::Open("留空：两个数连在一起，几种读法的合计都对")),
    }
}

/// A field that holds two numbers beside an empty one, parted, where the sums say so.
fn parted(values: &[String], row: &Row<'_>) -> Option<Vec<String>> {
    let at = values.iter().position(|v| value::parts(v).is_some_and(|p| p.len() == 2))?;
    let parts = value::parts(&values[at])?;
    let mut parted = values.to_vec();
    if values.get(at + 1).is_some_and(String::is_empty) {
        (parted[at], parted[at + 1]) = (parts[0].to_owned(), parts[1].to_owned());
    } else if at > 0 && values[at - 1].is_empty() {
        (parted[at - 1], parted[at]) = (parts[0].to_owned(), parts[1].to_owned());
    } else {
        return None;
    }
    (sums(&parted, row) == Sums::Hold).then_some(parted)
}

/// Every stretch of as many fields as cells.
fn windows(values: &[String], cells: usize) -> Vec<Vec<String>> {
    let most = 64;
    values.windows(cells.max(1)).take(most).map(<[String]>::to_vec).collect()
}

/// Every way to part one field into two numbers, when one field is lacking.
fn splits(values: &[String], cells: usize) -> Vec<Vec<String>> {
    if values.len() + 1 != cells {
        return Vec::new();
    }
    let mut all = Vec::new();
    for (at, text) in values.iter().enumerate() {
        for (left, right) in halves(text) {
            let mut split = values.to_vec();
            split[at] = left;
            split.insert(at + 1, right);
            all.push(split);
        }
    }
    all
}

/// The ways to part a run of digits into two numbers without a leading zero.
fn halves(text: &str) -> Vec<(String, String)> {
    if let Some(parts) = value::parts(text) {
        return match parts.as_slice() {
            [left, right] => vec![((*left).to_owned(), (*right).to_owned())],
            _ => Vec::new(),
        };
    }
    let digits: String = text.chars().map(narrow_char).collect();
    let is_plain = digits.len() <= number::MAX_WHOLE_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
    let fits = |t: &str| t.len() == 1 || !t.starts_with('0');
    let parts = (1..digits.len()).map(|at| digits.split_at(at)).filter(|(l, r)| fits(l) && fits(r));
    if is_plain { parts.map(|(l, r)| (l.to_owned(), r.to_owned())).collect() } else { Vec::new() }
}

/// Every way to leave one cell blank, when one field is lacking.
fn with_gaps(values: &[String], cells: usize) -> Vec<Vec<String>> {
    if values.len() + 1 != cells {
        return Vec::new();
    }
    let insert = |at: usize| {
        let mut with = values.to_vec();
        with.insert(at, String::new());
        with
    };
    (0..=values.len()).map(insert).collect()
}

/// Whether the totals in a row are the sums of their parts; a blank part counts as nothing.
pub(super) fn sums(values: &[String], row: &Row<'_>) -> Sums {
    let numbers: Vec<Option<Decimal>> = values.iter().map(|v| value::number(v)).collect();
    let number = |at: usize| numbers.get(at).copied().flatten();
    let mut seen = Sums::Silent;
    for total in &row.totals {
        let parts: Vec<Decimal> = total.parts.iter().filter_map(|&p| number(p)).collect();
        let Some(printed) = number(total.total) else { continue };
        if parts.is_empty() {
            continue;
        }
        if parts.iter().fold(Decimal::ZERO, |a, b| a.saturating_add(*b)) != printed {
            return Sums::Broken;
        }
        seen = Sums::Hold;
    }
    seen
}
