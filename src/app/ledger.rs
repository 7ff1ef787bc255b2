//! The ledger of applications beside the open report: read, mapped, counted, and put into the table as one step.

use super::{App, Change, Document, View};
use crate::{
    draft::{Entry, edit::Edit},
    form::{Cell, CellId},
    ledger::{self, Applications, Column, Columns, Mapping, Tally, Values, Worksheet},
    store::ledger::LedgerChoices,
};

/// A ledger that was read, with what is made of it. It is never saved with the draft.
#[derive(Clone, Debug)]
pub struct LedgerWork {
    /// The name of its file.
    pub name: String,
    /// Its rows.
    pub sheet: Worksheet,
    /// Where it counts into.
    pub table: Applications,
    /// Its columns.
    pub columns: Columns,
    /// Its kinds of applicants and what each is taken for.
    pub kinds: Values,
    /// Its outcomes and what each is taken for.
    pub outcomes: Values,
    /// What it comes to.
    pub tally: Tally,
    mapping: Mapping,
}

/// What can be done with a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerAct {
    /// Reads a ledger from text.
    Paste(String),
    /// Chooses a column for a purpose.
    Choose(Column, Option<usize>),
    /// Says what a value of a column stands for.
    Map {
        /// The column: kinds of applicants or outcomes.
        column: Column,
        /// The value.
        value: String,
        /// The label of the form's column or row.
        label: String,
    },
    /// Puts the counts into the table.
    Fill,
}

/// A cell that the ledger counts otherwise than the draft has it.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The cell.
    pub cell: Cell,
    /// What stands in it; empty for a blank.
    pub before: String,
    /// What the ledger counts.
    pub after: usize,
}

impl App {
    /// Whether the open report counts applications, so that a ledger can be counted into it.
    pub fn can_count_ledger(&self) -> bool {
        self.document.as_ref().is_some_and(|d| Applications::of(d.form()).is_some())
    }

    /// Shows the page; the ledger of a report whose year has changed is counted anew.
    pub(super) fn show_ledger(&mut self) {
        self.count_ledger();
        self.show(View::Ledger);
    }

    /// Does one thing with the ledger.
    pub(super) fn ledger_act(&mut self, act: LedgerAct) {
        match act {
            LedgerAct::Paste(text) => self.read_ledger_text(text),
            LedgerAct::Choose(column, at) => self.choose_column(column, at),
            LedgerAct::Map { column, value, label } => self.map_value(column, value, label),
            LedgerAct::Fill => self.fill_from_ledger(),
        }
    }

    /// Takes a ledger that has been read.
    pub(super) fn take_ledger(&mut self, name: String, sheet: Worksheet) {
        let table = self.document.as_ref().and_then(|d| Applications::of(d.form()));
        let Some(table) = table else {
            return self.fail("这份报告的格式没有申请情况表，台账没有可填的地方".to_owned());
        };
        let LedgerChoices { columns, mapping } = self.kept_ledger.now().clone();
        let columns = Columns::guess(&sheet, &table, &columns);
        let (kinds, outcomes, tally) = Default::default();
        self.ledger = Some(LedgerWork { name, sheet, table, columns, kinds, outcomes, tally, mapping });
        self.show_ledger();
    }

    /// Counts the ledger as it is mapped now.
    fn count_ledger(&mut self) {
        let Some(year) = self.document.as_ref().map(|d| d.report().year) else { return };
        if let Some(work) = &mut self.ledger {
            work.count(year);
        }
    }

    fn choose_column(&mut self, column: Column, at: Option<usize>) {
        let Some(work) = &mut self.ledger else { return };
        work.columns.choose(column, at);
        self.keep_ledger();
    }

    fn map_value(&mut self, column: Column, value: String, label: String) {
        let Some(work) = &mut self.ledger else { return };
        let values = match column {
            Column::Applicant => &mut work.mapping.kinds,
            _ => &mut work.mapping.outcomes,
        };
        values.insert(value, label);
        self.keep_ledger();
    }

    fn keep_ledger(&mut self) {
        self.count_ledger();
        let Some(work) = &self.ledger else { return };
        let name = |column| work.columns.of(column).and_then(|at| work.columns.names.get(at));
        let columns = Column::ALL.into_iter().filter_map(|c| Some((c, name(c)?.clone())));
        let columns = columns.filter(|(_, name)| !name.is_empty()).collect();
        self.kept_ledger.set(LedgerChoices { columns, mapping: work.mapping.clone() });
    }

    /// The cells that would change, in printed order.
    pub fn ledger_proposal(&self) -> Vec<Proposal> {
        match (&self.document, &self.ledger) {
            (Some(document), Some(work)) if work.columns.are_enough() => proposal(document, work),
            _ => Vec::new(),
        }
    }

    fn fill_from_ledger(&mut self) {
        let proposal = self.ledger_proposal();
        let (Some(document), Some(work)) = (&self.document, &self.ledger) else { return };
        let Some(first) = proposal.first() else { return };
        let table = document.form().tables[first.cell.table].id.clone();
        let cell = |p: &Proposal| Edit::Cell(p.cell.id.clone(), Entry::read(&p.after.to_string()));
        let mut edits: Vec<Edit> = proposal.iter().map(cell).collect();
        edits.push(Edit::Lock(table, false));
        let name = format!("按台账填{}", work.table.table);
        let said = format!("{}，改动{}格。{}", name, proposal.len(), work.tally.summary());
        let first = first.cell.id.clone();
        self.edit(Change { name, edits, merge: None });
        self.go_to(&crate::check::Place::Cell(first));
        self.tell(said);
    }
}

impl LedgerWork {
    fn count(&mut self, year: u16) {
        let values = |column| self.mapping.values(&self.sheet, &self.columns, &self.table, column);
        (self.kinds, self.outcomes) = (values(Column::Applicant), values(Column::Outcome));
        self.tally = ledger::tally(&self.sheet, &self.columns, &self.mapping, &self.table, year);
    }

    /// A row of the ledger in words: its line and the columns that were chosen, nothing else of it.
    pub fn row_words(&self, at: usize) -> String {
        let Some(row) = self.sheet.rows.get(at) else { return String::new() };
        let columns = Column::ALL.into_iter().filter_map(|column| self.columns.of(column));
        let values: Vec<&str> = columns.map(|at| row.cell(at)).filter(|value| !value.is_empty()).collect();
        format!("第{}行：{}", row.line, values.join("，"))
    }

    /// The rows that a cell counts.
    pub fn rows_of(&self, cell: &CellId) -> &[usize] {
        self.tally.cells.get(cell).map_or(&[], Vec::as_slice)
    }
}

fn proposal(document: &Document, work: &LedgerWork) -> Vec<Proposal> {
    let cells = work.table.cells().iter().filter_map(|id| document.form().cell(id.as_str()));
    let proposals = cells.map(|cell| Proposal {
        before: document.report().cells.get(&cell.id).map(ToString::to_string).unwrap_or_default(),
        after: work.tally.count(&cell.id),
        cell: cell.clone(),
    });
    proposals.filter(|p| p.before != p.after.to_string()).collect()
}
