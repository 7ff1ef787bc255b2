//! The ledger of applications beside the open report: read, mapped, counted, and put into the table as one step.

use std::path::{Path, PathBuf};

use super::{App, Change, Desk, Document, FileWish, Question, Replacing, Session, View, user::NOT_WRITTEN};
use crate::{
    draft::{Entry, edit::Edit},
    export::ledger_template,
    form::{Cell, CellId},
    ledger::{self, Applications, Column, Columns, Mapping, Tally, Values, Worksheet},
    store::{self, SaveFault, ledger::LedgerChoices},
};

/// A ledger that was read, with what is made of it. It is never saved with the draft.
#[derive(Clone, Debug)]
pub struct LedgerWork {
    /// The name of its file.
    pub name: String,
    /// The rows of the file.
    pub sheet: Worksheet,
    /// Where it counts into.
    pub table: Applications,
    /// Which column holds what.
    pub columns: Columns,
    /// The kinds of applicants in it, and what each is taken for.
    pub kinds: Values,
    /// The outcomes in it, and what each is taken for.
    pub outcomes: Values,
    /// What it comes to.
    pub tally: Tally,
    mapping: Mapping,
}

/// What can be done with a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerAct {
    /// Reads a ledger of applications (台账) from a file.
    Open(PathBuf),
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
    /// Puts the counts into the table; asks first where rows are not counted.
    Fill,
    /// The same though rows are not counted.
    FillAnyway,
}

/// A cell that the ledger counts otherwise than the draft has it.
#[derive(Clone, Debug)]
pub struct LedgerChange {
    /// The cell.
    pub cell: Cell,
    /// What stands in it; empty for a blank.
    pub before: String,
    /// What the ledger counts.
    pub after: usize,
}

impl App {
    /// Does one thing with the ledger.
    pub(super) fn ledger_act(&mut self, act: LedgerAct) {
        match act {
            LedgerAct::Open(path) => {
                self.desk.question = None;
                self.read_ledger(&path);
            }
            LedgerAct::Paste(text) => self.read_ledger_text(text),
            LedgerAct::Choose(column, at) => self.change_ledger(|work| work.columns.choose(column, at)),
            LedgerAct::Map { column, value, label } => {
                self.change_ledger(|work| work.map(column, value, label));
            }
            LedgerAct::Fill => self.in_session(Session::ask_to_fill),
            LedgerAct::FillAnyway => {
                self.desk.question = None;
                self.in_session(Session::fill_from_ledger);
            }
        }
    }

    /// Takes a ledger that has been read.
    pub(super) fn take_ledger(&mut self, name: String, sheet: Worksheet) {
        let table = self.document().and_then(|d| Applications::of(d.form()));
        let (Some(session), Some(table)) = (&mut self.session, table) else {
            return self.desk.fail("这份报告的格式没有申请情况表，台账没有可填的地方".to_owned());
        };
        let LedgerChoices { columns, mapping } = self.user.ledger.now().clone();
        let columns = Columns::guess(&sheet, &table, &columns);
        let (kinds, outcomes, tally) = Default::default();
        session.ledger = Some(LedgerWork { name, sheet, table, columns, kinds, outcomes, tally, mapping });
        session.show_ledger();
    }

    /// Writes an empty ledger of the form to be handed out; asks first where a file would be replaced unasked.
    pub(super) fn write_ledger_template(&mut self, path: PathBuf, replacing: Replacing) {
        let Some(table) = self.document().and_then(|d| Applications::of(d.form())) else { return };
        match template_to(&table, &path, replacing) {
            Ok(()) => self.desk.tell(format!(
                "已存“{}”：发给经办人填，填好后在“按台账填表”打开，不用对应",
                store::shown_path(&path)
            )),
            Err(None) => self.desk.question = Some(Question::Replace(FileWish::LedgerTemplate, path)),
            Err(Some(why)) => self.desk.fail(why),
        }
    }

    /// Changes how the ledger is understood, counts it anew and keeps the choice for the next one.
    fn change_ledger(&mut self, change: impl FnOnce(&mut LedgerWork)) {
        let Some(session) = &mut self.session else { return };
        let Some(work) = &mut session.ledger else { return };
        change(work);
        work.count(session.document.report().year);
        if self.user.ledger.set(work.choices()).is_err() {
            self.desk.fail(format!("台账的对应关系这次照用，没有记下来，下次要重新对应：{NOT_WRITTEN}"));
        }
    }
}

impl Session {
    /// Whether the report counts applications, so that a ledger can be counted into it.
    pub fn can_count_ledger(&self) -> bool {
        Applications::of(self.document.form()).is_some()
    }

    /// Shows the page; the ledger of a report whose year has changed is counted anew.
    pub(super) fn show_ledger(&mut self) {
        if let Some(work) = &mut self.ledger {
            work.count(self.document.report().year);
        }
        self.show(View::Ledger);
    }

    /// The cells that would change, in printed order.
    pub fn ledger_proposal(&self) -> Vec<LedgerChange> {
        let work = self.ledger.as_ref().filter(|work| work.columns.are_enough());
        work.map_or_else(Vec::new, |work| proposal(&self.document, work))
    }

    /// Fills the table, unless rows are not counted and that is to be said first.
    fn ask_to_fill(&mut self, desk: &mut Desk) {
        let left = self.ledger.as_ref().map_or(0, |work| work.tally.left.len());
        if left > 0 {
            desk.question = Some(Question::LedgerLeft(left));
        } else {
            self.fill_from_ledger(desk);
        }
    }

    pub(super) fn fill_from_ledger(&mut self, desk: &mut Desk) {
        let proposal = self.ledger_proposal();
        let (Some(work), Some(first)) = (&self.ledger, proposal.first()) else { return };
        let table = self.document.form().tables[first.cell.table].id.clone();
        let cell = |p: &LedgerChange| Edit::Cell(p.cell.id.clone(), Entry::read(&p.after.to_string()));
        let mut edits: Vec<Edit> = proposal.iter().map(cell).collect();
        edits.push(Edit::Lock(table, false));
        let name = format!("按台账填{}", work.table.table);
        let said = format!("{}，改动{}格。{}", name, proposal.len(), work.tally.summary());
        let first = first.cell.id.clone();
        self.edit(Change { name, edits, merge: None }, desk);
        self.go_to(&crate::draft::Place::Cell(first));
        desk.tell(said);
    }
}

impl LedgerWork {
    /// Says what a value of a column stands for.
    fn map(&mut self, column: Column, value: String, label: String) {
        let values = match column {
            Column::Applicant => &mut self.mapping.kinds,
            _ => &mut self.mapping.outcomes,
        };
        values.insert(value, label);
    }

    /// What is kept of it for the next one: the names of its columns and what its values stand for.
    fn choices(&self) -> LedgerChoices {
        let name = |column| self.columns.of(column).and_then(|at| self.columns.names.get(at));
        let columns = Column::ALL.into_iter().filter_map(|c| Some((c, name(c)?.clone())));
        let columns = columns.filter(|(_, name)| !name.is_empty()).collect();
        LedgerChoices { columns, mapping: self.mapping.clone() }
    }

    fn count(&mut self, year: u16) {
        let values = |column| self.mapping.values(&self.sheet, &self.columns, &self.table, column);
        self.kinds = in_known_order(&self.kinds, values(Column::Applicant));
        self.outcomes = in_known_order(&self.outcomes, values(Column::Outcome));
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

/// Makes and writes it; without a sentence where a file of the name is there.
fn template_to(table: &Applications, path: &Path, replacing: Replacing) -> Result<(), Option<String>> {
    let bytes = ledger_template::write(table).map_err(|error| Some(error.to_string()))?;
    store::write_export(path, &bytes, replacing == Replacing::Agreed).map_err(|error| match error.fault {
        SaveFault::Exists => None,
        _ => Some(error.to_string()),
    })
}

/// The same values in the order in which they stood: a list does not move under the hand that chooses in it. Others
/// are in the order that they have.
fn in_known_order(known: &Values, mut values: Values) -> Values {
    let place = |value: &str| known.iter().position(|(known, ..)| known == value);
    if known.len() == values.len() && values.iter().all(|(value, ..)| place(value).is_some()) {
        values.sort_by_cached_key(|(value, ..)| place(value));
    }
    values
}

fn proposal(document: &Document, work: &LedgerWork) -> Vec<LedgerChange> {
    let cells = work.table.cells().iter().filter_map(|id| document.form().cell(id.as_str()));
    let proposals = cells.map(|cell| LedgerChange {
        before: document.report().cells.get(&cell.id).map(ToString::to_string).unwrap_or_default(),
        after: work.tally.count(&cell.id),
        cell: cell.clone(),
    });
    proposals.filter(|p| p.before != p.after.to_string()).collect()
}
