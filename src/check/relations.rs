//! The arithmetic that the form prescribes: totals, 勾稽关系, what may not be smaller than what.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{
    Case, Finding, Fix, Place, Shown,
    words::{quoted, value_of},
};
use crate::{
    draft::Entry,
    form::{Cell, CellId, Form, Level, Relation, Statement, Term},
    words::template,
};

/// A number in a relation, as it stands in its cell.
#[derive(Clone, Copy)]
struct Operand {
    value: Decimal,
    minus: bool,
}

impl Operand {
    fn plus(value: Decimal) -> Self {
        Self { value, minus: false }
    }

    fn signed(self) -> Decimal {
        if self.minus { -self.value } else { self.value }
    }
}

/// What one relation came to.
enum Outcome {
    Holds,
    Broken {
        left: Decimal,
        right: Decimal,
        operands: Vec<Operand>,
    },
    /// These cells are blank or hold no number.
    Unknown(Vec<CellId>),
}

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut unknown: Vec<(&Relation, Vec<CellId>)> = Vec::new();
    for relation in &case.sheet.form().relations {
        match case.evaluate(&relation.statement) {
            Outcome::Holds => {}
            Outcome::Broken { left, right, operands } => {
                findings.push(case.broken(relation, left, right, &operands));
            }
            Outcome::Unknown(cells) => unknown.push((relation, cells)),
        }
    }
    for of_rule in unknown.chunk_by(|a, b| a.0.rule == b.0.rule) {
        findings.push(case.unknown(of_rule));
    }
    findings
}

/// How far the two sides of a relation are apart.
#[derive(Clone, Copy)]
pub(super) struct Gap {
    /// Whether the relation does not hold.
    pub is_broken: bool,
    /// The difference, not negative.
    pub size: Decimal,
}

/// The cells of a relation as a finding lists them.
pub(super) fn places(relation: &Relation) -> Vec<Place> {
    operand_cells(&relation.statement).map(|id| Place::Cell(id.clone())).collect()
}

/// The filled-in numbers that a statement depends on: entries, and a total as printed.
pub(super) fn leaves(form: &Form, statement: &Statement) -> BTreeSet<CellId> {
    let mut leaves = BTreeSet::new();
    match statement {
        Statement::Total { total, parts } => {
            leaves.insert(total.clone());
            for part in parts {
                entries_under(form, part, &mut leaves);
            }
        }
        Statement::Equal(left, right) | Statement::AtLeast(left, right) | Statement::AtMost(left, right) => {
            left.iter().chain(right).for_each(|term| entries_under(form, &term.cell, &mut leaves));
        }
    }
    leaves
}

fn entries_under(form: &Form, id: &CellId, found: &mut BTreeSet<CellId>) {
    match form.cell(id.as_str()) {
        Some(cell) if cell.is_total() => cell.parts.iter().for_each(|part| entries_under(form, part, found)),
        Some(_) => {
            found.insert(id.clone());
        }
        None => {}
    }
}

impl Case<'_> {
    /// How far the sides are apart; `None` when an operand is missing.
    pub(super) fn gap(&self, statement: &Statement) -> Option<Gap> {
        match self.evaluate(statement) {
            Outcome::Holds => Some(Gap { is_broken: false, size: Decimal::ZERO }),
            Outcome::Broken { left, right, .. } => {
                Some(Gap { is_broken: true, size: left.saturating_sub(right).abs() })
            }
            Outcome::Unknown(_) => None,
        }
    }

    fn evaluate(&self, statement: &Statement) -> Outcome {
        match statement {
            Statement::Total { total, parts } => self.total(total, parts),
            Statement::Equal(left, right) => self.compare(left, right, |l, r| l == r),
            Statement::AtLeast(left, right) => self.compare(left, right, |l, r| l >= r),
            Statement::AtMost(left, right) => self.compare(left, right, |l, r| l <= r),
        }
    }

    /// A total is computed, so only one that was printed can be wrong.
    fn total(&self, total: &CellId, parts: &[CellId]) -> Outcome {
        let Some(printed) = self.sheet.report().printed.get(total).and_then(Entry::number) else {
            return Outcome::Holds;
        };
        match self.operands(parts.iter().map(|id| (id, false))) {
            Err(missing) => Outcome::Unknown(missing),
            Ok(operands) => {
                let sum = sum(&operands);
                outcome(printed == sum, printed, sum, vec![Operand::plus(printed), Operand::plus(sum)])
            }
        }
    }

    fn compare(&self, left: &[Term], right: &[Term], holds: fn(Decimal, Decimal) -> bool) -> Outcome {
        match self.operands(left.iter().chain(right).map(|t| (&t.cell, t.minus))) {
            Err(missing) => Outcome::Unknown(missing),
            Ok(operands) => {
                let (l, r) = operands.split_at(left.len());
                let (l, r) = (sum(l), sum(r));
                outcome(holds(l, r), l, r, operands)
            }
        }
    }

    /// The numbers of these cells, or the filled-in cells behind them that are missing.
    fn operands<'c>(
        &self,
        terms: impl Iterator<Item = (&'c CellId, bool)>,
    ) -> Result<Vec<Operand>, Vec<CellId>> {
        let mut operands = Vec::new();
        let mut missing = Vec::new();
        for (id, minus) in terms {
            match self.sheet.number(id) {
                Some(value) => operands.push(Operand { value, minus }),
                None => self.missing_under(id, &mut missing),
            }
        }
        if missing.is_empty() { Ok(operands) } else { Err(missing) }
    }

    fn missing_under(&self, id: &CellId, missing: &mut Vec<CellId>) {
        let Some(cell) = self.sheet.form().cell(id.as_str()) else { return };
        if self.sheet.figure(cell).number().is_some() {
            return;
        }
        if cell.is_total() {
            cell.parts.iter().for_each(|part| self.missing_under(part, missing));
        } else if !missing.contains(id) {
            missing.push(id.clone());
        }
    }

    fn broken(&self, relation: &Relation, left: Decimal, right: Decimal, operands: &[Operand]) -> Finding {
        let mut values = self.names(relation);
        values.push(("差", left.saturating_sub(right).abs().normalize().to_string()));
        let words = |template: &str| {
            template::fill(template, |name| value_of(name, &values).or_else(|| operand(name, operands)))
        };
        Finding {
            rule: relation.rule.clone(),
            level: relation.level,
            places: places(relation),
            left: left.to_string(),
            right: right.to_string(),
            title: words(&relation.title),
            message: words(&relation.message),
            advice: words(&relation.advice),
            waiver: None,
            fix: Fix::Officer,
            shown: Shown::Marked,
        }
    }

    /// All instances of one rule that could not be checked, as one finding.
    fn unknown(&self, relations: &[(&Relation, Vec<CellId>)]) -> Finding {
        let (first, _) = relations[0];
        let names: Vec<&str> = relations.iter().filter_map(|(r, _)| self.instance_name(r)).collect();
        let table = self.lead(first).map_or("", |c| &self.sheet.form().tables[c.table].name);
        let missing = |id: &CellId| relations.iter().any(|(_, cells)| cells.contains(id));
        let cells: Vec<CellId> = self.entries().map(|c| c.id.clone()).filter(missing).collect();
        let n = cells.len();
        Finding {
            rule: first.rule.clone(),
            level: Level::Unknown,
            left: n.to_string(),
            right: String::new(),
            title: unknown_title(first, table, relations.len()),
            message: format!("{table}{}的{}：{n}格还没有填数。", quoted(&names, "项"), about(first)),
            advice: "填完后自动核对；没有发生的填“0”。".to_owned(),
            places: cells.into_iter().map(Place::Cell).collect(),
            waiver: None,
            fix: Fix::Officer,
            shown: Shown::Marked,
        }
    }

    fn lead(&self, relation: &Relation) -> Option<&Cell> {
        lead(self.sheet.form(), relation)
    }

    fn names(&self, relation: &Relation) -> Vec<(&'static str, String)> {
        self.lead(relation).map_or_else(Vec::new, |cell| {
            vec![
                ("行", cell.row_label.clone()),
                ("类", cell.row_label.clone()),
                ("列", cell.column_label.clone()),
                ("表名", self.sheet.form().tables[cell.table].name.clone()),
            ]
        })
    }

    /// The row or column that tells this instance from the others of its rule.
    fn instance_name<'c>(&'c self, relation: &Relation) -> Option<&'c str> {
        let cell = self.lead(relation)?;
        let by_column = relation.message.contains("{列}");
        Some(if by_column { &cell.column_label } else { &cell.row_label })
    }
}

/// The cell that a relation's words name by its row and column.
pub(super) fn lead<'a>(form: &'a Form, relation: &Relation) -> Option<&'a Cell> {
    operand_cells(&relation.statement).next().and_then(|id| form.cell(id.as_str()))
}

/// What a relation is about. That it could not be checked is what the level says.
fn about(relation: &Relation) -> &str {
    if relation.about.is_empty() { "勾稽关系" } else { &relation.about }
}

/// What cannot be checked yet: by what the relations are about, or else by how many there are.
fn unknown_title(relation: &Relation, table: &str, count: usize) -> String {
    match relation.about.as_str() {
        "" => format!("{table}有{count}项勾稽关系还不能核对"),
        about => format!("{about}还不能核对"),
    }
}

fn outcome(holds: bool, left: Decimal, right: Decimal, operands: Vec<Operand>) -> Outcome {
    if holds { Outcome::Holds } else { Outcome::Broken { left, right, operands } }
}

fn sum(operands: &[Operand]) -> Decimal {
    operands.iter().map(|o| o.signed()).fold(Decimal::ZERO, Decimal::saturating_add)
}

/// The operand `a`, `b` …, or the sum of several: `ab`.
fn operand(name: &str, operands: &[Operand]) -> Option<String> {
    match named(name, operands).as_slice() {
        [] => None,
        [one] => Some(one.value.to_string()),
        several => Some(sum(several).to_string()),
    }
}

fn named(name: &str, operands: &[Operand]) -> Vec<Operand> {
    let letters = name.bytes().filter_map(|letter| letter.checked_sub(b'a'));
    letters.filter_map(|at| operands.get(usize::from(at)).copied()).collect()
}

/// The cells of a statement, the one that names its row and column first.
fn operand_cells(statement: &Statement) -> Box<dyn Iterator<Item = &CellId> + '_> {
    match statement {
        Statement::Total { total, parts } => Box::new(std::iter::once(total).chain(parts)),
        Statement::Equal(left, right) | Statement::AtLeast(left, right) | Statement::AtMost(left, right) => {
            Box::new(left.iter().chain(right).map(|t| &t.cell))
        }
    }
}
