//! From the written form file to the checked [`Form`]: boxes placed, names derived, relations expanded.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use super::{
    BoxContent, Cell, CellId, CellKind, DirectResults, DirectSuits, Earlier, Form, FormWords, KeyFigure,
    Kind, Relation, Role, RoleCells, RoleWords, Section, Statement, Table, TableBox, Term,
    file::{
        DataRowFile, DirectFile, DirectResultsFile, EarlierFile, FormFile, KeyFigureFile, KindFile,
        LabelFile, RelationFile, RoleFile, RowFile, StatementFile, TableFile,
    },
    pattern::{self, Pattern},
};

/// Why a form file cannot be used. Only developers see this: built-in forms are tested.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    /// Not the shape of a form file.
    #[error("form file: {0}")]
    Syntax(String),
    /// A row's boxes do not fill the grid exactly.
    #[error("table {table}, row {row}: boxes do not tile the {width} columns")]
    Tiling {
        /// The table's id.
        table: String,
        /// The row, from 1.
        row: usize,
        /// The grid columns.
        width: usize,
    },
    /// An id stands twice.
    #[error("id {0} stands twice")]
    Twice(String),
    /// A relation, role or section names what does not exist.
    #[error("{0} names {1}, which the form does not have")]
    Missing(String, String),
}

/// Checks and resolves a form file.
pub(super) fn form(file: FormFile) -> Result<Form, FormError> {
    let mut cells = Vec::new();
    let mut tables = Vec::new();
    for table in &file.tables {
        tables.push(place(table, tables.len(), &mut cells)?);
    }
    let index = index(&cells)?;
    let sections = sections(&file)?;
    let mut form = Form {
        relations: relations(&file.relations, &cells, &index)?,
        key_figures: key_figures(file.key_figures, &cells)?,
        remembered: remembered(&file.remembered, &cells)?,
        earlier: earlier(&file.earlier, &cells, &index)?,
        fee: file.fee,
        direct: file.direct.map(|direct| direct_suits(direct, &cells)).transpose()?,
        roles: HashMap::new(),
        words: Arc::new(FormWords {
            roles: role_words(file.words, &cells)?,
            proper: file.proper,
            ledger: file.ledger,
        }),
        id: file.id,
        name: file.name,
        years: file.years,
        basis: file.basis,
        sections,
        tables,
        cells,
        index,
    };
    for (role, patterns) in file.roles {
        let ids = expand(&patterns, &form.cells);
        if ids.is_empty() {
            return Err(FormError::Missing(format!("{role:?}"), patterns.join(", ")));
        }
        form.roles.insert(role, role_cells(ids, &form.relations));
    }
    mark_totals(&mut form);
    Ok(form)
}

/// Where each cell stands among all.
type Index = HashMap<CellId, usize>;

fn index(cells: &[Cell]) -> Result<Index, FormError> {
    let mut index = HashMap::with_capacity(cells.len());
    for (i, cell) in cells.iter().enumerate() {
        if index.insert(cell.id.clone(), i).is_some() {
            return Err(FormError::Twice(cell.id.to_string()));
        }
    }
    Ok(index)
}

fn sections(file: &FormFile) -> Result<Vec<Section>, FormError> {
    let mut seen = HashSet::new();
    let mut sections = Vec::new();
    for section in &file.sections {
        if !seen.insert(&section.id) {
            return Err(FormError::Twice(section.id.to_string()));
        }
        let section = Section {
            id: section.id.clone(),
            heading: section.heading.clone(),
            task: section.task.clone(),
            body: section.body.clone(),
            topics: section.topics.clone(),
            government: section.government.clone(),
            asks: section.asks.clone(),
            limit: section.limit,
            meaning: section.meaning,
            known_by: section.known_by.clone(),
        };
        if let Some(table) = section.table()
            && !file.tables.iter().any(|t| t.id == *table)
        {
            return Err(FormError::Missing(section.id.to_string(), table.to_string()));
        }
        sections.push(section);
    }
    Ok(sections)
}

/// Where the next box of a row goes: the first column that no box from above or before covers.
struct Filling {
    width: usize,
    /// For each column, the first row that is free.
    free_from: Vec<usize>,
}

impl Filling {
    fn new(width: usize) -> Self {
        Self { width, free_from: vec![0; width] }
    }

    /// Takes the place of a box, or `None` when it does not fit.
    fn take(&mut self, row: usize, columns: usize, rows: usize) -> Option<usize> {
        let column = (0..self.width).find(|&c| self.free_from[c] <= row)?;
        let place = self.free_from.get_mut(column..column + columns)?;
        if columns == 0 || rows == 0 || place.iter().any(|&free| free > row) {
            return None;
        }
        place.fill(row + rows);
        Some(column)
    }

    fn is_full(&self, row: usize) -> bool {
        self.free_from.iter().all(|&free| free > row)
    }

    fn ends_at(&self, height: usize) -> bool {
        self.free_from.iter().all(|&free| free == height)
    }
}

fn place(file: &TableFile, table: usize, cells: &mut Vec<Cell>) -> Result<Table, FormError> {
    let width = file.widths.len();
    let first_cell = cells.len();
    let mut filling = Filling::new(width);
    let mut boxes: Vec<TableBox> = Vec::new();
    for (row, row_file) in file.rows.iter().enumerate() {
        let tiling = || FormError::Tiling { table: file.id.to_string(), row: row + 1, width };
        for (content, columns, rows, kind) in row_boxes(file, row_file) {
            let column = filling.take(row, columns, rows).ok_or_else(tiling)?;
            if let (BoxContent::Cell(id), RowFile::Data(data)) = (&content, row_file) {
                let place = Footprint { table, row, column, columns };
                cells.push(cell(id.clone(), &place, &boxes, kind, data));
            }
            boxes.push(TableBox { row, column, rows, columns, content });
        }
        if !filling.is_full(row) {
            return Err(tiling());
        }
    }
    let height = file.rows.len();
    if !filling.ends_at(height) {
        return Err(FormError::Tiling { table: file.id.to_string(), row: height, width });
    }
    let head_rows = file.rows.iter().take_while(|r| matches!(r, RowFile::Head(_))).count();
    let cells = first_cell..cells.len();
    Ok(Table {
        id: file.id.clone(),
        name: file.name.clone(),
        widths: file.widths.clone(),
        height,
        head_rows,
        boxes,
        cells,
    })
}

/// The boxes that a row adds, with spans (columns, rows) and the kind of a value.
fn row_boxes(file: &TableFile, row: &RowFile) -> Vec<(BoxContent, usize, usize, CellKind)> {
    let label = |make: fn(String) -> BoxContent, l: &LabelFile| {
        (make(l.text.clone()), l.columns, l.rows, CellKind::Count)
    };
    match row {
        RowFile::Band(text) => {
            vec![(BoxContent::Band(text.clone()), file.widths.len(), 1, CellKind::Count)]
        }
        RowFile::Head(labels) => labels.iter().map(|l| label(BoxContent::Head, l)).collect(),
        RowFile::Data(data) => {
            let stubs = data.stub.iter().map(|l| label(BoxContent::Stub, l));
            stubs.chain(value_boxes(file, data)).collect()
        }
    }
}

fn value_boxes(file: &TableFile, data: &DataRowFile) -> Vec<(BoxContent, usize, usize, CellKind)> {
    let id = |cell: &str| {
        let parts = [file.id.as_str(), data.id.as_str(), cell];
        parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(".").into()
    };
    if data.cells.is_empty() {
        return file.columns.iter().map(|c| (BoxContent::Cell(id(c)), 1, 1, CellKind::Count)).collect();
    }
    data.cells.iter().map(|c| (BoxContent::Cell(id(&c.id)), c.columns, 1, c.kind.clone())).collect()
}

/// Where a cell stands.
struct Footprint {
    table: usize,
    row: usize,
    column: usize,
    columns: usize,
}

fn cell(id: CellId, place: &Footprint, boxes: &[TableBox], kind: CellKind, data: &DataRowFile) -> Cell {
    let row_path: Vec<String> = boxes
        .iter()
        .filter(|b| b.row_range().contains(&place.row) && matches!(b.content, BoxContent::Stub(_)))
        .filter_map(|b| b.content.text().map(str::to_owned))
        .collect();
    let heads = heads_above(place, boxes);
    let row_label = row_path.last().or_else(|| heads.get(1)).cloned().unwrap_or_default();
    Cell {
        id,
        table: place.table,
        row: place.row,
        column: place.column,
        columns: place.columns,
        row_label,
        row_path,
        column_label: heads.first().cloned().unwrap_or_default(),
        kind,
        parts: Vec::new(),
        counts: data.counts.clone(),
        article: data.article.clone(),
    }
}

/// The heads over a cell, nearest first, up to the last row that is none (a band starts a new part of the table).
fn heads_above(place: &Footprint, boxes: &[TableBox]) -> Vec<String> {
    let above = |b: &&TableBox| b.row < place.row && b.column_range().contains(&place.column);
    let covering: Vec<&TableBox> = boxes.iter().rev().filter(above).collect();
    covering
        .iter()
        .skip_while(|b| !matches!(b.content, BoxContent::Head(_)))
        .map_while(|b| match &b.content {
            BoxContent::Head(text) => Some(text.clone()),
            _ => None,
        })
        .collect()
}

/// What the `*` of a pattern stands for in the ids of these cells that fit.
fn stars<'a>(pattern: &'a str, cells: &'a [Cell]) -> impl Iterator<Item = &'a str> {
    let pattern = Pattern::of(pattern);
    cells.iter().filter_map(move |cell| pattern.star(cell.id.as_str()))
}

/// The cells that fit one of the patterns, in printed order, each once.
fn expand(patterns: &[String], cells: &[Cell]) -> Vec<CellId> {
    let patterns: Vec<Pattern> = patterns.iter().map(|p| Pattern::of(p)).collect();
    let fits = |c: &&Cell| patterns.iter().any(|p| p.star(c.id.as_str()).is_some());
    cells.iter().filter(fits).map(|c| c.id.clone()).collect()
}

fn relations(files: &[RelationFile], cells: &[Cell], index: &Index) -> Result<Vec<Relation>, FormError> {
    let mut relations = Vec::new();
    for file in files {
        let lead = match &file.says {
            StatementFile::Total { total, .. } => total,
            StatementFile::Equal(left, _)
            | StatementFile::AtLeast(left, _)
            | StatementFile::AtMost(left, _) => {
                left.first().ok_or_else(|| FormError::Missing(file.rule.to_string(), "a left side".into()))?
            }
        };
        let stars: Vec<&str> = stars(lead, cells).collect();
        if stars.is_empty() {
            return Err(FormError::Missing(file.rule.to_string(), lead.clone()));
        }
        for star in stars {
            relations.push(relation(file, star, index)?);
        }
    }
    Ok(relations)
}

fn relation(file: &RelationFile, star: &str, index: &Index) -> Result<Relation, FormError> {
    let id = |pattern: &String| {
        let id = pattern::fill(pattern, star);
        let known = index.get_key_value(&id).map(|(known, _)| known.clone());
        known.ok_or_else(|| FormError::Missing(file.rule.to_string(), id.to_string()))
    };
    let term = |pattern: &String| {
        let (minus, pattern) = pattern.strip_prefix('-').map_or((false, pattern.as_str()), |p| (true, p));
        id(&pattern.to_owned()).map(|cell| Term { cell, minus })
    };
    let terms = |patterns: &[String]| patterns.iter().map(term).collect::<Result<Vec<_>, _>>();
    let statement = match &file.says {
        StatementFile::Total { total, parts } => Statement::Total {
            total: id(total)?,
            parts: parts.iter().map(id).collect::<Result<Vec<_>, _>>()?,
        },
        StatementFile::Equal(left, right) => Statement::Equal(terms(left)?, terms(right)?),
        StatementFile::AtLeast(left, right) => Statement::AtLeast(terms(left)?, terms(right)?),
        StatementFile::AtMost(left, right) => Statement::AtMost(terms(left)?, terms(right)?),
    };
    Ok(Relation {
        rule: file.rule.clone(),
        level: file.level,
        about: file.about.clone(),
        title: file.title.clone(),
        message: file.message.clone(),
        advice: file.advice.clone(),
        source: file.source.clone(),
        statement,
    })
}

fn key_figures(files: Vec<KeyFigureFile>, cells: &[Cell]) -> Result<Vec<KeyFigure>, FormError> {
    let sum = |label: &str, ids: &Vec<String>| match expand(ids, cells) {
        summed if summed.is_empty() => Err(FormError::Missing(label.to_owned(), ids.join(", "))),
        summed => Ok(summed),
    };
    let figure = |file: KeyFigureFile| {
        let sums = file.sums.iter().map(|ids| sum(&file.label, ids)).collect::<Result<_, _>>()?;
        Ok(KeyFigure { label: file.label, sums })
    };
    files.into_iter().map(figure).collect()
}

fn remembered(patterns: &[String], cells: &[Cell]) -> Result<Vec<CellId>, FormError> {
    match patterns.iter().find(|pattern| stars(pattern, cells).next().is_none()) {
        Some(unknown) => Err(FormError::Missing("remembered".into(), unknown.clone())),
        None => Ok(expand(patterns, cells)),
    }
}

fn direct_suits(file: DirectFile, cells: &[Cell]) -> Result<DirectSuits, FormError> {
    let results = |file: DirectResultsFile| match expand(&file.cells, cells) {
        counted if counted.is_empty() => Err(FormError::Missing("direct".into(), file.cells.join(", "))),
        counted => Ok(DirectResults { cells: counted, until: file.until }),
    };
    let results = file.results.into_iter().map(results).collect::<Result<_, _>>()?;
    Ok(DirectSuits { says: file.says, results })
}

fn role_words(
    files: BTreeMap<Role, RoleFile>,
    cells: &[Cell],
) -> Result<BTreeMap<Role, RoleWords>, FormError> {
    let kind = |file: KindFile| match expand(&file.cells, cells) {
        summed if summed.is_empty() => Err(FormError::Missing(file.name, file.cells.join(", "))),
        summed => Ok(Kind { name: file.name, cells: summed }),
    };
    let mut all = BTreeMap::new();
    for (role, file) in files {
        let kinds = file.kinds.into_iter().map(kind).collect::<Result<_, _>>()?;
        all.insert(role, RoleWords { name: file.name, short: file.short, kinds });
    }
    Ok(all)
}

fn earlier(files: &[EarlierFile], cells: &[Cell], index: &Index) -> Result<Vec<Earlier>, FormError> {
    let mut all = Vec::new();
    for EarlierFile { form, here, there } in files {
        let missing = |id: &str| FormError::Missing(form.to_string(), id.to_owned());
        let lead = here.first().ok_or_else(|| missing("any cell"))?;
        for star in stars(lead, cells) {
            let filled =
                |patterns: &[String]| patterns.iter().map(|p| pattern::fill(p, star)).collect::<Vec<_>>();
            let here = filled(here);
            if let Some(unknown) = here.iter().find(|id| !index.contains_key(*id)) {
                return Err(missing(unknown.as_str()));
            }
            all.push(Earlier { form: form.clone(), here, there: filled(there) });
        }
    }
    Ok(all)
}

fn role_cells(all: Vec<CellId>, relations: &[Relation]) -> RoleCells {
    let sums_others = |id: &CellId| {
        relations.iter().any(|r| match &r.statement {
            Statement::Total { total, parts } => total == id && parts.iter().all(|p| all.contains(p)),
            _ => false,
        })
    };
    let parts = all.iter().filter(|id| !sums_others(id)).cloned().collect();
    RoleCells { all, parts }
}

/// Gives each total cell the parts of the first relation that defines it.
fn mark_totals(form: &mut Form) {
    for relation in &form.relations {
        let Statement::Total { total, parts } = &relation.statement else { continue };
        if let Some(cell) = form.index.get(total).map(|&i| &mut form.cells[i])
            && cell.parts.is_empty()
        {
            cell.parts.clone_from(parts);
        }
    }
}
