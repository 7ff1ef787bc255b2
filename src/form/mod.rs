//! The mandated forms as data: sections, grids, merged heads, cell ids, totals, relations, definitions.
//!
//! Everything a report form prescribes stands in one file, `assets/forms/YEAR.ron`; this module reads it once
//! and answers questions about it. No row or column of any form is named in Rust: code that needs a cell by its
//! meaning asks for the [`Role`] that the form file gives it.
//!
//! Invariants of a [`Form`], from the moment it is read: the boxes of a table tile its grid; every id stands once, and
//! whatever names an id names one that there is; a total has parts. A form never changes and is shared.
//!
//! Uses nothing else of the program.

mod build;
mod counterparts;
mod file;
mod ids;
mod pattern;
mod registry;
mod relation;

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
    sync::Arc,
};

pub use build::FormError;
pub use counterparts::Counterpart;
pub use file::{
    Basis, CellKind, Level, Meaning, ProcessingFee, Proper, Publication, Role, SectionBody, Topic, Years,
};
pub use ids::{CellId, FormId, RowId, RuleId, SectionId, TableId};
pub use registry::{builtin, by_id, each, for_year};
pub use relation::{Relation, Statement, Term};

/// One mandated form (格式), read from its file and checked.
#[derive(Clone, Debug)]
pub struct Form {
    /// The id that drafts name it by: `F2021`, `F2019`.
    pub id: FormId,
    /// What the officer calls it: `2021年格式`.
    pub name: String,
    /// The report years it holds for.
    pub years: Years,
    /// The documents that prescribe it.
    pub basis: Basis,
    /// The sections in printed order, the untitled opening first.
    pub sections: Vec<Section>,
    /// The tables (表), in printed order.
    pub tables: Vec<Table>,
    /// The arithmetic between cells, one instance for each row or column it holds for.
    pub relations: Vec<Relation>,
    /// The figures that leaders look at before they sign (送审单，主要数据), in the order to show them.
    pub key_figures: Vec<KeyFigure>,
    /// The cells whose numbers later drafts carry on for some years, to be shown beside the cell (历年数据).
    pub remembered: Vec<CellId>,
    /// What another form counts in other cells. A cell of the same id counts the same in all forms.
    pub earlier: Vec<Earlier>,
    /// The fee that a text reports in amounts of its own; none where the form asks for none.
    pub fee: Option<ProcessingFee>,
    /// After which results one may go to court without a review before; none where that was never limited.
    pub direct: Option<DirectSuits>,
    cells: Vec<Cell>,
    index: HashMap<CellId, usize>,
    roles: HashMap<Role, RoleCells>,
    words: Arc<FormWords>,
}

impl Form {
    /// Reads a form file (RON).
    ///
    /// # Errors
    /// Says which part of the file does not fit together: an unknown id, spans that do not tile, a total
    /// without parts.
    pub fn read(text: &str) -> Result<Self, FormError> {
        build::form(file::read(text)?)
    }

    /// The cell with this id.
    pub fn cell(&self, id: &str) -> Option<&Cell> {
        self.index.get(id).map(|&i| &self.cells[i])
    }

    /// Every value cell of every table, in printed order.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The cells of one table, in printed order.
    pub fn cells_of(&self, table: &Table) -> &[Cell] {
        &self.cells[table.cells.clone()]
    }

    /// The cells with these ids, in their order; an id that it does not have is passed over.
    pub fn cells_with<'a>(&'a self, ids: &'a [CellId]) -> impl Iterator<Item = &'a Cell> {
        ids.iter().filter_map(|id| self.cell(id.as_str()))
    }

    /// The cells of a row, in printed order; none when no cell is of such a row.
    pub fn row(&self, id: &RowId) -> impl Iterator<Item = &Cell> {
        let is_of = |cell: &&Cell| {
            let rest = cell.id.strip_prefix(id.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.cells.iter().filter(is_of)
    }

    /// How sentences call a cell: `表三“（一）予以公开”自然人`.
    pub fn position(&self, cell: &Cell) -> String {
        format!("{}{}", self.row_name(cell), cell.column_label)
    }

    /// How sentences call the row of a cell: `表三“（一）予以公开”`.
    pub fn row_name(&self, cell: &Cell) -> String {
        format!("{}“{}”", self.tables[cell.table].name, cell.row_label)
    }

    /// The cells that carry this meaning, in printed order; none when the form does not know it.
    pub fn role(&self, role: Role) -> &[CellId] {
        self.roles.get(&role).map_or(&[], |r| &r.all)
    }

    /// Whether it has cells for each of these meanings.
    pub fn knows(&self, roles: &[Role]) -> bool {
        roles.iter().all(|role| !self.role(*role).is_empty())
    }

    /// The cells of [`Form::role`] that together count each thing once: totals of the others are left out.
    pub fn role_parts(&self, role: Role) -> &[CellId] {
        self.roles.get(&role).map_or(&[], |r| &r.parts)
    }

    /// How sentences call what carries this meaning: `本年新收`; where the form does not say, the row in quotation marks.
    pub fn name_of(&self, role: Role) -> String {
        let row = || self.cells_with(self.role(role)).next();
        let label = || row().map_or_else(String::new, |cell| format!("“{}”", cell.row_label));
        self.words.of(role).map_or_else(label, |words| words.name.clone())
    }

    /// The same in few words, where the form has any: `复议`.
    pub fn short_of(&self, role: Role) -> String {
        self.words.of(role).map_or_else(|| self.name_of(role), |words| words.in_short().to_owned())
    }

    /// The parts of what carries this meaning that texts count by a name: `予以公开`, `部分公开` …
    pub fn kinds(&self, role: Role) -> &[Kind] {
        self.words.of(role).map_or(&[], |words| &words.kinds)
    }

    /// The words of this form that sentences and texts use.
    pub fn words(&self) -> &FormWords {
        &self.words
    }

    /// Whether one is a copy of the other: as forms never change, both have the same cells and words.
    pub fn is_copy_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.words, &other.words)
    }

    /// The table with this id.
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables.iter().find(|t| t.id == id)
    }

    /// The section with this id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|s| s.id == id)
    }

    /// The section with this meaning, if the form has one.
    pub fn meaning(&self, meaning: Meaning) -> Option<&Section> {
        self.sections.iter().find(|s| s.meaning == Some(meaning))
    }

    /// What the section with this meaning has to treat; nothing where the form does not say.
    pub fn topics(&self, meaning: Meaning) -> &[Topic] {
        self.meaning(meaning).map_or(&[], |section| &section.topics)
    }

    /// The section that prints this table.
    pub fn section_of(&self, table: &Table) -> Option<&Section> {
        self.sections.iter().find(|s| s.table() == Some(&table.id))
    }
}

/// A line of the 送审单: one figure, or a few that are read together, under one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFigure {
    /// What it is called: `行政复议／行政诉讼（件）`.
    pub label: String,
    /// For each of its figures the cells whose numbers are summed.
    pub sums: Vec<Vec<CellId>>,
}

/// Cells whose sum counts the same as the sum of other cells in another form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// The id of the other form.
    pub form: FormId,
    /// The cells of this form.
    pub here: Vec<CellId>,
    /// The cells of the other form.
    pub there: Vec<CellId>,
}

/// After which results of an application one may go to court without a review before (未经复议直接起诉).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectSuits {
    /// What of it is no longer so, as sentences say it: `2024年起不服不予公开应当先申请行政复议`.
    pub says: String,
    /// The results.
    pub results: Vec<DirectResults>,
}

/// Results after which one may go to court at once, or could once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectResults {
    /// The cells that count them.
    pub cells: Vec<CellId>,
    /// The last report year of which that holds; `None` while it does.
    pub until: Option<u16>,
}

impl DirectSuits {
    /// Whether some results of a year no longer lead to court at once.
    pub fn is_limited_in(&self, year: u16) -> bool {
        self.results.iter().any(|results| !results.hold_in(year))
    }

    /// The cells that count the results of a year after which one may go to court at once.
    pub fn cells_in(&self, year: u16) -> impl Iterator<Item = &CellId> {
        self.results.iter().filter(move |results| results.hold_in(year)).flat_map(|results| &results.cells)
    }
}

impl DirectResults {
    fn hold_in(&self, year: u16) -> bool {
        self.until.is_none_or(|until| year <= until)
    }
}

/// The words by which sentences and texts speak of what a form counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormWords {
    /// By role.
    pub roles: BTreeMap<Role, RoleWords>,
    /// Names that are often written wrong.
    pub proper: Vec<Proper>,
    /// What offices write in their ledgers for a row or column of its own, by the label without number and remark.
    pub ledger: BTreeMap<String, Vec<String>>,
}

impl FormWords {
    /// The words for what a role counts.
    pub fn of(&self, role: Role) -> Option<&RoleWords> {
        self.roles.get(&role)
    }
}

/// How what cells with a role count is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleWords {
    /// In full: `行政复议`.
    pub name: String,
    /// In few words: `复议`; empty where there are none.
    pub short: String,
    /// The parts of it that have a name.
    pub kinds: Vec<Kind>,
}

impl RoleWords {
    /// Its short name, or else its name.
    pub fn in_short(&self) -> &str {
        if self.short.is_empty() { &self.name } else { &self.short }
    }
}

/// A part of what a role counts: the sum of some cells under one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// What texts call it: `予以公开`.
    pub name: String,
    /// What is summed.
    pub cells: Vec<CellId>,
}

/// The cells with one meaning.
#[derive(Clone, Debug)]
struct RoleCells {
    all: Vec<CellId>,
    parts: Vec<CellId>,
}

/// A section (部分) of the report.
#[derive(Clone, Debug)]
pub struct Section {
    /// `s0` (the untitled opening) to `s6`.
    pub id: SectionId,
    /// The mandated heading (标题), empty for the opening.
    pub heading: String,
    /// The short name in the task list.
    pub task: String,
    /// Text or a table.
    pub body: SectionBody,
    /// The subjects its text has to treat, in the order of the notice.
    pub topics: Vec<Topic>,
    /// What the reports of governments have to treat besides.
    pub government: Vec<Topic>,
    /// What it asks for, in few words: `问题和改进情况`; empty where nothing in particular.
    pub asks: String,
    /// The characters its text should not go beyond, where that is asked for.
    pub limit: Option<usize>,
    /// What it is about, where rules need to know.
    pub meaning: Option<Meaning>,
    /// Words by which its subject is known in the headings and lists of other reports: any one of them.
    pub known_by: Vec<String>,
}

impl Section {
    /// Whether words such as a heading are about its subject.
    pub fn is_known_by(&self, words: &str) -> bool {
        self.known_by.iter().any(|known| words.contains(known.as_str()))
    }

    /// The heading without its number; for a section without heading its short name.
    pub fn subject(&self) -> &str {
        match self.heading.split_once('、') {
            Some((_, words)) => words,
            None if self.heading.is_empty() => &self.task,
            None => &self.heading,
        }
    }

    /// The table this section prints, if it is not a text.
    pub fn table(&self) -> Option<&TableId> {
        match &self.body {
            SectionBody::Table(id) => Some(id),
            SectionBody::Text => None,
        }
    }
}

/// A table (表): a grid of boxes, some of which hold values.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The id, which begins the ids of its cells: `T2`, `T3`, `T4`.
    pub id: TableId,
    /// How sentences call it: `表二`.
    pub name: String,
    /// The share of the width each grid column takes.
    pub widths: Vec<f32>,
    /// The number of grid rows.
    pub height: usize,
    /// The leading rows to print again on a new page.
    pub head_rows: usize,
    /// Every printed box, row by row.
    pub boxes: Vec<TableBox>,
    cells: Range<usize>,
}

impl Table {
    /// The number of grid columns.
    pub fn width(&self) -> usize {
        self.widths.len()
    }
}

/// One printed box of a table with its place in the grid, spans included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableBox {
    /// The first grid row it covers.
    pub row: usize,
    /// The first grid column it covers.
    pub column: usize,
    /// Rows covered (rowspan).
    pub rows: usize,
    /// Columns covered (colspan).
    pub columns: usize,
    /// What is printed in it.
    pub content: BoxContent,
}

impl TableBox {
    /// The grid rows it covers.
    pub fn row_range(&self) -> Range<usize> {
        self.row..self.row + self.rows
    }

    /// The grid columns it covers.
    pub fn column_range(&self) -> Range<usize> {
        self.column..self.column + self.columns
    }
}

/// What a box of a table shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BoxContent {
    /// A full-width line such as `第二十条第（一）项`.
    Band(String),
    /// A column head.
    Head(String),
    /// A row label.
    Stub(String),
    /// A value.
    Cell(CellId),
}

impl BoxContent {
    /// The printed words, or `None` for a value.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Band(text) | Self::Head(text) | Self::Stub(text) => Some(text),
            Self::Cell(_) => None,
        }
    }
}

/// A value cell: where it stands, what it is called, what may be in it.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The id that drafts, relations and roles name it by.
    pub id: CellId,
    /// The index of its table in [`Form::tables`].
    pub table: usize,
    /// The grid row it stands in, from 0.
    pub row: usize,
    /// The first grid column it covers, from 0.
    pub column: usize,
    /// The grid columns it covers.
    pub columns: usize,
    /// The nearest row label: `1.属于国家秘密`; for a table without row labels the head above the column's.
    pub row_label: String,
    /// All row labels from the left: `三、本年度办理结果`, `（三）不予公开`, `1.属于国家秘密`.
    pub row_path: Vec<String>,
    /// The nearest column head: `自然人`.
    pub column_label: String,
    /// What may be in it.
    pub kind: CellKind,
    /// The cells it is the total of; empty for a cell that is filled in.
    pub parts: Vec<CellId>,
    /// What counts here, in the officer's words (`assets/norms/counting.md`).
    pub counts: String,
    /// The article behind the row, such as `条例第三十七条`.
    pub article: String,
}

impl Cell {
    /// Whether it is computed from other cells (总计).
    pub fn is_total(&self) -> bool {
        !self.parts.is_empty()
    }

    /// The row's name with that of its group: `（三）不予公开·1.属于国家秘密`. Rows of different groups share names.
    pub fn row_in_full(&self) -> String {
        match self.row_path.as_slice() {
            [.., group, row] => format!("{group}·{row}"),
            _ => self.row_label.clone(),
        }
    }
}
