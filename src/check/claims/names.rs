//! What a form counts, by the names that texts have for it.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::cells::Applicants;
use crate::form::{BoxContent, Cell, CellId, Form, Kind, Role};

/// Something that a form counts and texts name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::check) enum Name {
    /// A kind of result or one of its rows: the cells of all applicants together.
    Result(Vec<CellId>),
    /// Some of the applicants: the grid columns of their cells.
    Applicants(Vec<usize>),
    /// How cases may end: which of the cells of each kind of case.
    Ending(usize),
    /// A kind of document: the grid row.
    Document(usize),
    /// Decisions of a kind.
    Decisions(Vec<CellId>),
    /// Fees: their cells.
    Fees(Vec<CellId>),
    /// Purchases: the cells that count them, and what they cost.
    Purchases(Vec<CellId>),
    /// What a role counts.
    Of(Role),
}

/// Which kind of name other names are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(in crate::check) enum NameKind {
    /// How applications ended.
    Result,
    /// Who applied.
    Applicants,
    /// How cases ended.
    Ending,
    /// Kinds of documents.
    Document,
    /// Kinds of decisions.
    Decisions,
    /// Fees.
    Fees,
    /// Purchases.
    Purchases,
}

impl Name {
    /// Which kind of name it is; none for what a role is called.
    pub fn kind(&self) -> Option<NameKind> {
        match self {
            Self::Result(_) => Some(NameKind::Result),
            Self::Applicants(_) => Some(NameKind::Applicants),
            Self::Ending(_) => Some(NameKind::Ending),
            Self::Document(_) => Some(NameKind::Document),
            Self::Decisions(_) => Some(NameKind::Decisions),
            Self::Fees(_) => Some(NameKind::Fees),
            Self::Purchases(_) => Some(NameKind::Purchases),
            Self::Of(_) => None,
        }
    }
}

/// A name with the labels by which the form knows it.
pub(in crate::check) struct Labelled {
    /// What is named.
    pub name: Name,
    /// What sentences call it: `予以公开`.
    pub label: String,
}

/// The fewest characters of a name that tells what it is of.
const TELLING: usize = 3;

/// The roles whose own names texts use.
const NAMED: [Role; 4] = [Role::Received, Role::CarriedIn, Role::Handled, Role::CarriedOut];

/// Everything that a form counts and that has a name of its own.
pub(in crate::check) fn of(form: &Form) -> Vec<Labelled> {
    let kinds =
        form.kinds(Role::Handled).iter().map(|kind| labelled(&kind.name, Name::Result(kind.cells.clone())));
    let mut all: Vec<Labelled> = kinds.collect();
    let rows: Vec<Labelled> =
        result_rows(form).filter(|row| all.iter().all(|kind| kind.name != row.name)).collect();
    all.extend(rows);
    all.extend(applicants(form));
    all.extend(endings(form));
    all.extend(documents(form));
    all.extend(decisions(form));
    all.extend(fees(form));
    all.extend(purchases(form));
    let known = NAMED.into_iter().filter(|role| form.words().of(*role).is_some());
    all.extend(known.map(|role| labelled(&form.name_of(role), Name::Of(role))));
    all
}

fn labelled(label: &str, name: Name) -> Labelled {
    Labelled { name, label: label.to_owned() }
}

/// A label without its number and the remark in brackets: `4.保护第三方合法权益`, `（二）部分公开（…）`.
pub(in crate::check) fn plain(label: &str) -> &str {
    let numbered = label.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let inner = numbered.strip_prefix('（').and_then(|rest| rest.split_once('）'));
    let words = inner.map_or(numbered, |(_, words)| words);
    let words =
        words.split_once('、').filter(|(number, _)| number.chars().count() == 1).map_or(words, |(_, w)| w);
    words.split_once('（').map_or(words, |(words, _)| words)
}

/// The cell of a row that counts all applicants: the last.
fn whole_of<'a>(form: &'a Form, cell: &Cell) -> Option<&'a Cell> {
    form.cells().iter().rfind(|other| (other.table, other.row) == (cell.table, cell.row))
}

/// The rows that make up all that was dealt with.
fn result_rows(form: &Form) -> impl Iterator<Item = Labelled> + '_ {
    let total = form.cells_with(form.role(Role::Handled)).next();
    let parts = total.map_or(&[][..], |cell| &cell.parts);
    form.cells_with(parts).filter_map(|cell| {
        let whole = whole_of(form, cell)?;
        Some(labelled(plain(&cell.row_label), Name::Result(vec![whole.id.clone()])))
    })
}

/// The columns over what was received, and the heads over several of them.
fn applicants(form: &Form) -> Vec<Labelled> {
    let cells: Vec<&Cell> =
        form.cells_with(form.role(Role::Received)).filter(|cell| !cell.is_total()).collect();
    let Some(first) = cells.first() else { return Vec::new() };
    // 其他 stands in names for all of them.
    let is_telling = |cell: &&&Cell| cell.column_label.chars().count() >= TELLING;
    let mut all: Vec<Labelled> = cells
        .iter()
        .filter(is_telling)
        .map(|cell| labelled(&cell.column_label, Name::Applicants(vec![cell.column])))
        .collect();
    let heads = form.tables[first.table].boxes.iter().filter(|b| b.row < first.row && b.columns > 1);
    for head in heads {
        let BoxContent::Head(label) = &head.content else { continue };
        let under = cells.iter().filter(|cell| head.column_range().contains(&cell.column));
        let columns: Vec<usize> = under.map(|cell| cell.column).collect();
        if columns.len() > 1 && columns.len() < cells.len() {
            all.push(labelled(label, Name::Applicants(columns)));
        }
    }
    all
}

/// The applicants whose label tells nothing by itself: 其他.
pub(in crate::check) fn rest_of_applicants(form: &Form) -> Applicants {
    let cells = form.cells_with(form.role(Role::Received)).filter(|cell| !cell.is_total());
    let rest: Vec<&Cell> = cells.filter(|cell| cell.column_label.chars().count() < TELLING).collect();
    let names = rest.iter().map(|cell| cell.column_label.clone()).collect();
    Applicants { columns: rest.into_iter().map(|cell| cell.column).collect(), names }
}

/// All the applicants of the group that the rest belong to: 法人或其他组织 over 其他.
pub(in crate::check) fn group_of_rest(form: &Form) -> Option<Applicants> {
    let rest = rest_of_applicants(form);
    applicants(form).into_iter().find_map(|Labelled { name, label }| match name {
        Name::Applicants(columns) if rest.columns.iter().all(|rest| columns.contains(rest)) => {
            Some(Applicants { columns, names: vec![label] })
        }
        _ => None,
    })
}

/// How cases may end: by the kinds of the first role of cases, and by the heads of their columns.
fn endings(form: &Form) -> Vec<Labelled> {
    let reviews = form.role(Role::Review);
    let at = |cell: &CellId| reviews.iter().position(|id| id == cell);
    let of_kind = |kind: &Kind| Some(labelled(&kind.name, Name::Ending(at(kind.cells.first()?)?)));
    let kinds = form.kinds(Role::Review).iter().filter_map(of_kind);
    let parts = form.cells_with(form.role_parts(Role::Review));
    let columns = parts.filter_map(|cell| Some(labelled(&cell.column_label, Name::Ending(at(&cell.id)?))));
    kinds.chain(columns).collect()
}

/// The rows of documents, by their own labels and the names of their kinds.
fn documents(form: &Form) -> Vec<Labelled> {
    let roles = [Role::Issued, Role::Opened, Role::InForce];
    let cells = roles.iter().flat_map(|role| form.cells_with(form.role(*role)));
    let mut seen = BTreeSet::new();
    let rows = cells.filter(|cell| seen.insert(cell.row));
    let mut all: Vec<Labelled> =
        rows.map(|cell| labelled(plain(&cell.row_label), Name::Document(cell.row))).collect();
    let kinds = roles.iter().flat_map(|role| form.kinds(*role));
    all.extend(kinds.filter_map(|kind| {
        let cell = form.cell(kind.cells.first()?)?;
        Some(labelled(&kind.name, Name::Document(cell.row)))
    }));
    all
}

fn decisions(form: &Form) -> Vec<Labelled> {
    let kinds = form.kinds(Role::Decisions).iter();
    kinds.map(|kind| labelled(&kind.name, Name::Decisions(kind.cells.clone()))).collect()
}

fn fees(form: &Form) -> impl Iterator<Item = Labelled> + '_ {
    let cells = form.cells_with(form.role(Role::Fees));
    cells.map(|cell| labelled(plain(&cell.row_label), Name::Fees(vec![cell.id.clone()])))
}

fn purchases(form: &Form) -> impl Iterator<Item = Labelled> + '_ {
    let cells = form.cells_with(form.role(Role::Purchases));
    cells.map(|cell| labelled(plain(&cell.row_label), Name::Purchases(vec![cell.id.clone()])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::by_id;

    #[test]
    fn labels_are_known_without_number_and_remark() {
        for (label, expect) in [
            ("4.保护第三方合法权益", "保护第三方合法权益"),
            ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
            ("一、本年新收政府信息公开申请数量", "本年新收政府信息公开申请数量"),
            ("自然人", "自然人"),
            ("危及“三安全一稳定”", "危及“三安全一稳定”"),
        ] {
            assert_eq!(plain(label), expect);
        }
    }

    #[test]
    fn a_form_has_names_for_what_it_counts() {
        let form = by_id("F2021").unwrap();
        let names = of(&form);
        let called = |label: &str| {
            names.iter().filter(|n| n.label == label).map(|n| n.name.clone()).collect::<Vec<_>>()
        };
        assert!(matches!(called("法人或其他组织")[..], [Name::Applicants(ref c)] if c.len() == 5));
        assert!(matches!(called("重复申请")[..], [Name::Result(ref cells)] if cells[0] == "T3.r5_2.tot"));
        assert!(matches!(called("结果维持")[..], [Name::Ending(0)]));
        assert!(!called("规章").is_empty() && !called("行政许可").is_empty());
    }
}
