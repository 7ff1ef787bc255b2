//! One table of the form out of a stretch of a source: cells, printed totals, and a doubt for all that is not plain.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{
    Piece,
    align::{self, Alignment, Match},
    block::Block,
    heads::{self, Heads},
    key::{self, Key},
    plan::{self, Row},
    reading::Reading,
    readings::{self, Choice, Sums},
    scan::{self, Found, Scan},
    sums, value,
};
use crate::{
    draft::{Entry, Place},
    form::{self, CellKind, Form, Table},
};

/// Units of many things at once.
const LARGE: [&str; 6] = ["万件", "万项", "万宗", "万条", "千件", "百件"];
/// From so many rows on that stand there again, the table stands there again.
const MANY_AGAIN: usize = 3;
/// What is said of rows for which one row of zeros stands.
pub(super) const PARTS_OF_NOTHING: &str = "原文几行合成一行，各数都是0，分开的各行都读作0";

/// Where a table is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Region {
    /// Under the heading of its section: what stands there belongs to it.
    Own,
    /// Where its heading was not found: other things stand there too, and only labels count.
    Shared,
}

/// Reads `table` out of blocks; `first` is the number of the first of them in the source.
pub(super) fn read(form: &Form, table: &Table, blocks: &[Block], first: usize, region: Region) -> Reading {
    let mut scan = scan::scan(blocks, first);
    let rows = plan_for(form, table, &scan);
    let others = other_labels(form, table, &rows);
    scan.rows.retain(|f| !is_elsewhere(f, &others));
    let mut alignment = align::align(&scan.rows, &rows);
    if region == Region::Shared {
        alignment.pairs.retain(|(_, j, how)| *how == Match::Label && !rows[*j].label.is_empty());
        alignment.open.clear();
        alignment.groups.clear();
        alignment.foreign.clear();
    }
    let mut reading = Reading::default();
    let parts = head_words(&scan.rows, &rows, &alignment);
    for (i, j, how) in &alignment.pairs {
        let over = heads_state(&scan.rows, &rows, &alignment, &parts, *j);
        row(&scan.rows[*i], &rows[*j], how, over, &mut reading);
        units(&rows[*j], &scan.rows[*i], parts.get(j).map_or(&[], Vec::as_slice), &mut reading);
    }
    twice(&rows, &alignment, &mut reading);
    leftovers(form, table, &scan.rows, &rows, &alignment, &mut reading);
    missing(table, &rows, &scan, &alignment, &mut reading);
    sums::check(form, table, &mut reading);
    reading
}

/// The rows to look for: as the form prints them, or parted by groups where the source does that.
fn plan_for<'f>(form: &'f Form, table: &'f Table, scan: &Scan) -> Vec<Row<'f>> {
    let whole = plan::rows(form, table);
    let Some(grouped) = plan::grouped(form, table) else { return whole };
    let widest = grouped.iter().map(|r| r.cells.len()).max().unwrap_or_default();
    let fits_group = scan.rows.iter().filter(|f| f.is_filled()).all(|f| f.values.len() <= widest + 1);
    let known = |rows: &[Row<'_>]| {
        align::align(&scan.rows, rows).pairs.iter().filter(|p| p.2 == Match::Label).count()
    };
    if fits_group && known(&grouped) > known(&whole) { grouped } else { whole }
}

/// For each row of the form the words over the part of the table it stands in.
fn head_words(found: &[Found], rows: &[Row<'_>], alignment: &Alignment) -> BTreeMap<usize, Vec<String>> {
    let mut words: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut last: Option<usize> = None;
    for (i, j, _) in &alignment.pairs {
        // Heads are not said again where the next part follows without a band.
        let goes_on = |l: &usize| rows[*l].head_rows == rows[*j].head_rows || found[*i].before.is_empty();
        let same_part = last.filter(|l| rows[*l].heads == rows[*j].heads && goes_on(l));
        let over = match same_part.and_then(|l| words.get(&l)) {
            Some(over) => over.clone(),
            None => found[*i].before.iter().chain(&found[*i].labels).cloned().collect(),
        };
        words.insert(*j, over);
        last = Some(*j);
    }
    words
}

/// Whether the columns of a row are known: by their heads, or because every total in that part of the table is right.
fn heads_state(
    found: &[Found],
    rows: &[Row<'_>],
    alignment: &Alignment,
    words: &BTreeMap<usize, Vec<String>>,
    row: usize,
) -> Heads {
    let row = &rows[row];
    let own = rows.iter().position(|r| std::ptr::eq(r, row)).and_then(|j| words.get(&j));
    let state = heads::compare(row, own.map_or(&[], Vec::as_slice));
    if state != Heads::Unclear || row.cells.len() == 1 {
        return if state == Heads::Moved { state } else { Heads::Same };
    }
    let beside = alignment.pairs.iter().filter(|(_, j, _)| rows[*j].heads == row.heads);
    let sums: Vec<Sums> = beside.map(|(i, j, _)| readings::sums(&found[*i].values, &rows[*j])).collect();
    let holds = sums.contains(&Sums::Hold) && !sums.contains(&Sums::Broken);
    if holds { Heads::Same } else { Heads::Unclear }
}

/// Takes over one row.
fn row(found: &Found, row: &Row<'_>, how: &Match, over: Heads, reading: &mut Reading) {
    reading.found.extend(row.cells.iter().map(|c| c.id.clone()));
    let (values, why) = match readings::choose(found, row) {
        Choice::Plain(values) => (values, None),
        Choice::Chosen(values, why) => (values, Some(why)),
        Choice::Open(why) => return left_blank(row, &found.seen(), why, reading),
    };
    if over == Heads::Moved {
        return left_blank(row, &found.seen(), "留空：表头各列的顺序与格式不同", reading);
    }
    let by_order = *how == Match::Order && !row.label.is_empty();
    for (cell, text) in row.cells.iter().zip(&values).filter(|(_, t)| !t.is_empty()) {
        let read = value::read(text, &cell.kind);
        let mut doubt = |did: &str| reading.doubt(&cell.id, text, did);
        read.did.iter().for_each(|did| doubt(did));
        if let Some(why) = why {
            doubt(why);
        }
        if by_order {
            doubt(sums::BY_ORDER);
        }
        if over == Heads::Unclear {
            doubt("表头与格式不同，按列的顺序读入");
        }
        if let Some(entry) = read.entry {
            reading.pieces.push(Piece { block: found.at, place: cell.id.clone(), text: text.clone() });
            reading.entries.insert(cell.id.clone(), entry);
        }
    }
    if by_order {
        reading.by_order.push(row.cells.iter().map(|c| c.id.clone()).collect());
    }
}

/// Doubts figures over which the source gives another unit than the form does.
fn units(row: &Row<'_>, found: &Found, over: &[String], reading: &mut Reading) {
    let words: String = over.iter().chain(&found.labels).map(String::as_str).collect();
    let given = |unit: &&&str| words.contains(**unit);
    for cell in &row.cells {
        let other = match &cell.kind {
            CellKind::Amount { unit: Some(own), .. } if !words.contains(own.as_str()) => {
                value::MONEY.iter().find(given)
            }
            CellKind::Amount { .. } => None,
            CellKind::Count | CellKind::Signed => LARGE.iter().find(given),
        };
        let figure = reading.entries.get(&cell.id).map(ToString::to_string);
        if let (Some(unit), Some(figure)) = (other, figure) {
            reading.doubt(&cell.id, &figure, &format!("原文的单位是“{unit}”，核对单位"));
        }
    }
}

/// A table that is printed twice, of another year or another agency: what stands in one of them alone is doubted.
fn twice(rows: &[Row<'_>], alignment: &Alignment, reading: &mut Reading) {
    if alignment.again.len() < MANY_AGAIN {
        return;
    }
    for (_, j, _) in alignment.pairs.iter().filter(|p| !alignment.again.iter().any(|a| a.1 == p.1)) {
        for cell in &rows[*j].cells {
            if let Some(figure) = reading.entries.get(&cell.id).map(ToString::to_string) {
                reading.doubt(&cell.id, &figure, "原文有两张这样的表，这一行只有一张里有，核对是哪一张");
            }
        }
    }
}

fn left_blank(row: &Row<'_>, seen: &str, why: &str, reading: &mut Reading) {
    for cell in &row.cells {
        reading.doubt(&cell.id, seen, why);
    }
}

/// The labels that only other tables have.
fn other_labels(form: &Form, table: &Table, rows: &[Row<'_>]) -> Vec<Key> {
    let others = form.cells().iter().filter(|c| form.tables[c.table].id != table.id);
    let mut labels: Vec<Key> = others.map(|c| Key::of(&c.row_label)).filter(|l| !l.is_empty()).collect();
    labels.dedup();
    labels.retain(|label| !rows.iter().any(|r| r.label == *label || r.parents.contains(label)));
    labels
}

/// Whether it is a row of another table, which is read there.
fn is_elsewhere(found: &Found, others: &[Key]) -> bool {
    found.labels.last().is_some_and(|label| others.contains(&Key::of(label)))
}

/// Rows of the source that are no row of the form for certain.
fn leftovers(
    form: &Form,
    table: &Table,
    found: &[Found],
    rows: &[Row<'_>],
    alignment: &Alignment,
    reading: &mut Reading,
) {
    for &i in &alignment.foreign {
        if !of_another_form(form, table, &found[i], reading) {
            extra_row(table, &found[i], reading);
        }
    }
    for &(source, j) in &alignment.again {
        let first = alignment.pairs.iter().find(|p| p.1 == j).map(|p| found[p.0].seen());
        let seen = found[source].seen();
        if first.is_some_and(|first| first != seen) {
            left_blank(&rows[j], &seen, "同一行出现两次，数不同，读入的是另一次", reading);
        }
    }
    for (source, targets) in &alignment.groups {
        if all_nothing(&found[*source], rows, targets, reading) {
            continue;
        }
        if !of_another_form(form, table, &found[*source], reading) {
            let seen = found[*source].seen();
            for &j in targets {
                left_blank(&rows[j], &seen, "留空：原文几行合成一行", reading);
            }
        }
    }
    for (sources, targets) in &alignment.open {
        let own: Vec<usize> =
            sources.iter().copied().filter(|&i| !of_another_form(form, table, &found[i], reading)).collect();
        if targets.is_empty() {
            for &i in &own {
                extra_row(table, &found[i], reading);
            }
        } else if !own.is_empty() {
            let seen = own.iter().map(|&i| found[i].seen()).collect::<Vec<_>>().join("；");
            for &j in targets {
                reading.found.extend(rows[j].cells.iter().map(|c| c.id.clone()));
                left_blank(&rows[j], &seen, "留空：行标题缺失，行数也与格式不同，不能确定是哪一行", reading);
            }
        }
    }
}

/// A row that stands for several, each figure of it 0: the parts of nothing are nothing.
fn all_nothing(found: &Found, rows: &[Row<'_>], targets: &[usize], reading: &mut Reading) -> bool {
    let nothing = |v: &String| value::number(v).is_some_and(|n| n.is_zero());
    let fits = |&j: &usize| {
        let counts = rows[j].cells.iter().all(|c| c.kind == CellKind::Count);
        counts && rows[j].cells.len() == found.values.len()
    };
    let is_nothing = found.values.iter().all(nothing) && targets.iter().all(fits);
    for cell in targets.iter().filter(|_| is_nothing).flat_map(|&j| &rows[j].cells) {
        reading.found.insert(cell.id.clone());
        reading.entries.insert(cell.id.clone(), Entry::Number(Decimal::ZERO));
        reading.doubt(&cell.id, "0", PARTS_OF_NOTHING);
    }
    is_nothing
}

fn extra_row(table: &Table, found: &Found, reading: &mut Reading) {
    let seen = format!("{} {}", found.labels.concat(), found.seen());
    reading.doubt_at(Place::Table(table.id.clone()), seen.trim(), "没有读入：格式中没有这一行");
}

/// Whether the label is that of a row of the same table in another form; its figures are then named there.
fn of_another_form(form: &Form, table: &Table, found: &Found, reading: &mut Reading) -> bool {
    let Some(own) = found.labels.last().map(|l| Key::of(l)) else { return false };
    let others = form::builtin().iter().filter(|f| f.id != form.id);
    for other in others {
        let Some(theirs) = other.table(&table.id) else { continue };
        let rows = plan::rows(other, theirs);
        let Some(row) = rows.iter().find(|r| r.label.whole == own.whole && !own.is_empty()) else { continue };
        for (n, cell) in row.cells.iter().enumerate() {
            let seen = found.values.get(n).map_or("", String::as_str);
            reading.doubt(&cell.id, seen, &format!("没有读入：{}没有这一行", form.name));
        }
        return true;
    }
    false
}

/// Lists the table, or its rows, when they were not found.
fn missing(table: &Table, rows: &[Row<'_>], scan: &Scan, alignment: &Alignment, reading: &mut Reading) {
    let words: Vec<char> = {
        let around = scan.rows.iter().flat_map(|f| f.before.iter().chain(&f.labels)).chain(&scan.rest);
        around.flat_map(|w| key::meaningful(w).collect::<Vec<_>>()).collect()
    };
    let stands = |words: &[char], label: &Key| key::find(words, &label.whole, 0).is_some();
    let named = |r: &Row<'_>| {
        let heads = || r.heads.iter().any(|h| stands(&words, &Key::of(h)));
        stands(&words, &r.label) || (r.label.is_empty() && heads())
    };
    reading.labelled = rows.iter().any(named);
    if alignment.pairs.is_empty() && alignment.open.is_empty() {
        reading.missing.push(Place::Table(table.id.clone()));
        return;
    }
    // A label without figures may be a blank row, unless figures are left over.
    let left_over = !alignment.foreign.is_empty() || alignment.open.iter().any(|(_, t)| t.is_empty());
    for (j, row) in rows.iter().enumerate() {
        let paired = alignment.pairs.iter().any(|p| p.1 == j);
        let among = |all: &[(usize, Vec<usize>)]| all.iter().any(|(_, targets)| targets.contains(&j));
        let open = alignment.open.iter().any(|(_, targets)| targets.contains(&j)) || among(&alignment.groups);
        if !paired && !open && (!stands(&words, &row.label) || left_over) {
            reading.missing.push(Place::Row(row.id()));
        }
    }
}
