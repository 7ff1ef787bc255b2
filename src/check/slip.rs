//! The slip that most likely broke a sum: one number that puts everything right when it is changed.
//!
//! Each number of the broken relation is tried with the value that would close the gap. What makes most relations
//! hold and breaks none is proposed, if nothing else does as well. Where the sums alone cannot tell, a transposed
//! pair of digits, a number equal to the gap, or a number one column off decides.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{
    Amounts, Case, Finding, Place,
    relations::{Gap, leaves, places},
};
use crate::{
    draft::{Entry, Report, Sheet, edit::Edit},
    form::{Cell, CellId, Form, Statement},
    words::number::is_swapped,
};

/// A number that is likely wrong, and the changes that put it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// What is likely wrong, naming row and column.
    pub message: String,
    /// What the button that mends it says.
    pub label: String,
    /// The changes that mend it.
    pub edits: Vec<Edit>,
}

/// The likeliest slip behind a finding of a broken sum; `None` when nothing stands out.
pub fn likely(sheet: Sheet<'_>, finding: &Finding) -> Option<Slip> {
    let mut search = Search::new(sheet);
    let relation = search.relation_of(finding)?;
    let gap = search.gap(relation)?;
    let tries = search.tries(relation, gap);
    let most = tries.iter().map(|t| t.mended).max();
    let best: Vec<Try> = tries.into_iter().filter(|t| Some(t.mended) == most).collect();
    let single = match best.as_slice() {
        [one] => Some(one.clone()),
        several => only(several, Try::swaps_digits).or_else(|| only(several, Try::drops_all)),
    };
    single.map(|t| t.slip(sheet.form())).or_else(|| search.one_column_off(relation, gap))
}

/// The one that has a mark that the others have not.
fn only(tries: &[Try], mark: fn(&Try) -> bool) -> Option<Try> {
    let mut marked = tries.iter().filter(|t| mark(t));
    marked.next().filter(|_| marked.next().is_none()).cloned()
}

/// A changed number and how many broken relations hold with it.
#[derive(Clone)]
struct Try {
    cell: CellId,
    from: Decimal,
    to: Decimal,
    mended: usize,
}

impl Try {
    fn swaps_digits(&self) -> bool {
        is_swapped(&self.from.to_string(), &self.to.to_string())
    }

    /// The whole number is the gap: it was counted where it does not belong.
    fn drops_all(&self) -> bool {
        self.to.is_zero() && !self.from.is_zero()
    }

    fn slip(&self, form: &Form) -> Slip {
        let place = form.cell(&self.cell).map(|c| form.position(c)).unwrap_or_default();
        let entry = Some(Entry::Number(self.to));
        let is_total = form.cell(self.cell.as_str()).is_some_and(Cell::is_total);
        let edit = if is_total {
            Edit::Printed(self.cell.clone(), entry)
        } else {
            Edit::Cell(self.cell.clone(), entry)
        };
        Slip {
            message: format!("可能是{place}应为{}，现为{}。", self.to, self.from),
            label: format!("改为{}", self.to),
            edits: vec![edit],
        }
    }
}

struct Search<'a> {
    form: &'a Form,
    /// The numbers alone, to try changes on.
    report: Report,
    broken: BTreeSet<usize>,
    /// For each relation the cells that it depends on.
    leaves: Vec<BTreeSet<CellId>>,
    /// Never asked for: there is no text.
    amounts: Amounts,
}

impl<'a> Search<'a> {
    fn new(sheet: Sheet<'a>) -> Self {
        let report = Report {
            form: sheet.report().form.clone(),
            cells: sheet.report().cells.clone(),
            printed: sheet.report().printed.clone(),
            ..Report::default()
        };
        let leaves = sheet.form().relations.iter().map(|r| leaves(sheet.form(), &r.statement)).collect();
        let mut search =
            Self { form: sheet.form(), report, broken: BTreeSet::new(), leaves, amounts: Amounts::default() };
        search.broken = (0..search.form.relations.len()).filter(|&r| search.is_broken(r)).collect();
        search
    }

    fn relation_of(&self, finding: &Finding) -> Option<usize> {
        self.broken.iter().copied().find(|&r| {
            let relation = &self.form.relations[r];
            let sums = matches!(relation.statement, Statement::Total { .. } | Statement::Equal(..));
            sums && relation.rule == finding.rule && places(relation) == finding.places
        })
    }

    fn case(&self) -> Case<'_> {
        let sheet = Sheet::bound(self.form, &self.report);
        Case { sheet, before: None, shares: None, prose: &[], amounts: &self.amounts, standings: &[] }
    }

    fn gap(&self, relation: usize) -> Option<Gap> {
        self.case().gap(&self.form.relations[relation].statement)
    }

    fn is_broken(&self, relation: usize) -> bool {
        self.gap(relation).is_some_and(|gap| gap.is_broken)
    }

    /// Every cell of the relation with the number that would close the gap, where that breaks nothing.
    fn tries(&mut self, relation: usize, gap: Gap) -> Vec<Try> {
        let cells: Vec<CellId> = self.leaves[relation].iter().cloned().collect();
        cells.iter().filter_map(|cell| self.try_cell(relation, cell, gap)).collect()
    }

    fn try_cell(&mut self, relation: usize, cell: &CellId, gap: Gap) -> Option<Try> {
        let from = self.entry(cell)?;
        [from + gap.size, from - gap.size].into_iter().find_map(|to| {
            let fits = to >= Decimal::ZERO && to != from;
            let mended = fits.then(|| self.mended(relation, &[(cell, to)]))??;
            Some(Try { cell: cell.clone(), from, to, mended })
        })
    }

    /// How many broken relations hold with these changes, this one among them; `None` when not, or when another
    /// one breaks.
    fn mended(&mut self, relation: usize, changes: &[(&CellId, Decimal)]) -> Option<usize> {
        let before: Vec<(CellId, Decimal)> =
            changes.iter().filter_map(|(id, _)| Some(((*id).clone(), self.entry(id)?))).collect();
        for (id, to) in changes {
            self.set(id, *to);
        }
        let touched =
            (0..self.leaves.len()).filter(|&r| changes.iter().any(|(id, _)| self.leaves[r].contains(*id)));
        let touched: Vec<usize> = touched.collect();
        let broken_now: BTreeSet<usize> = touched.iter().copied().filter(|&r| self.is_broken(r)).collect();
        for (id, from) in &before {
            self.set(id, *from);
        }
        let breaks_none = broken_now.is_subset(&self.broken);
        let mended = touched.iter().filter(|r| self.broken.contains(r) && !broken_now.contains(r)).count();
        (breaks_none && !broken_now.contains(&relation)).then_some(mended)
    }

    fn entry(&self, id: &CellId) -> Option<Decimal> {
        let entries = if self.is_total(id) { &self.report.printed } else { &self.report.cells };
        entries.get(id)?.number()
    }

    fn set(&mut self, id: &CellId, to: Decimal) {
        let is_total = self.is_total(id);
        let entries = if is_total { &mut self.report.printed } else { &mut self.report.cells };
        entries.insert(id.clone(), Entry::Number(to));
    }

    fn is_total(&self, id: &CellId) -> bool {
        self.form.cell(id.as_str()).is_some_and(Cell::is_total)
    }

    /// A number equal to the gap that stands one column beside where it belongs.
    fn one_column_off(&mut self, relation: usize, gap: Gap) -> Option<Slip> {
        let cells: Vec<CellId> = self.leaves[relation].iter().cloned().collect();
        let mut found: Vec<(usize, Slip)> = Vec::new();
        for cell in cells {
            let row = self.row(&cell);
            for beside in self.beside(&cell) {
                found.extend(self.moved(relation, gap, &cell, &beside).map(|slip| (row, slip)));
                found.extend(self.moved(relation, gap, &beside, &cell).map(|slip| (row, slip)));
            }
        }
        // What the relation begins with (收到的申请) comes from a register; the rest is counted by hand.
        let lead = places(&self.form.relations[relation]).first().map(|p| self.row_of(p));
        if found.len() > 1 {
            found.retain(|(row, _)| Some(*row) != lead);
        }
        if found.len() == 1 { found.pop().map(|(_, slip)| slip) } else { None }
    }

    fn row(&self, id: &CellId) -> usize {
        self.form.cell(id.as_str()).map_or(0, |c| c.row)
    }

    fn row_of(&self, place: &Place) -> usize {
        place.cell().map_or(0, |id| self.row(id))
    }

    /// The filled-in cells left and right of a cell.
    fn beside(&self, id: &CellId) -> Vec<CellId> {
        let Some(cell) = self.form.cell(id.as_str()) else { return Vec::new() };
        let next = |c: &&Cell| {
            let near = c.column == cell.column + cell.columns || c.column + c.columns == cell.column;
            c.table == cell.table && c.row == cell.row && near && !c.is_total()
        };
        self.form.cells().iter().filter(next).map(|c| c.id.clone()).collect()
    }

    fn moved(&mut self, relation: usize, gap: Gap, from: &CellId, to: &CellId) -> Option<Slip> {
        let (given, taken) = (self.entry(from)?, self.entry(to)?);
        if given != gap.size || self.is_total(from) {
            return None;
        }
        let mended = self.mended(relation, &[(from, Decimal::ZERO), (to, taken + given)])?;
        let (a, b) = (self.form.cell(from.as_str())?, self.form.cell(to.as_str())?);
        (mended > 1).then(|| Slip {
            message: format!(
                "可能是“{}”的{given}填错了列：应在“{}”，现在“{}”。",
                a.row_label, b.column_label, a.column_label
            ),
            label: format!("移到“{}”", b.column_label),
            edits: vec![
                Edit::Cell(from.clone(), Some(Entry::Number(Decimal::ZERO))),
                Edit::Cell(to.clone(), Some(Entry::Number(taken + given))),
            ],
        })
    }
}
