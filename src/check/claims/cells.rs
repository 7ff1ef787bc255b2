//! Which cells a number of a text may count.

use rust_decimal::Decimal;

use super::names::plain;
use crate::{
    form::{Cell, CellId, Form, Role},
    words::money::yuan_in,
};

/// What a number is a number of: which rule it is looked at by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum Measure {
    /// Applications received (收到).
    Received,
    /// Applications dealt with (答复).
    Handled,
    /// Applications from last year (上年结转).
    CarriedIn,
    /// Applications for next year (结转下年度).
    CarriedOut,
    /// How applications ended (予以公开 …).
    Result,
    /// Applications of some applicants (自然人 …).
    Applicants,
    /// Reviews (行政复议).
    Reviews,
    /// Suits (行政诉讼).
    Suits,
    /// Reviews and suits together.
    Cases,
    /// How reviews or suits ended (维持 …).
    Ending,
    /// Documents made (制发).
    Issued,
    /// Documents made public (新公开).
    Opened,
    /// Documents that are public, of all years (对外公开总数).
    OpenInAll,
    /// Documents repealed (废止).
    Repealed,
    /// Documents in force (现行有效).
    InForce,
    /// Decisions (行政许可 …).
    Decisions,
    /// Fees (行政事业性收费).
    Fees,
    /// Purchases (政府集中采购项目).
    Purchases,
    /// What they cost (采购总金额).
    Spending,
}

impl Measure {
    /// In what sentences count it.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Fees | Self::Spending => "元",
            Self::Purchases => "个",
            _ => "件",
        }
    }
}

/// One way to understand what a number counts: the sum of some cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::check) struct Subject {
    /// What it is a number of.
    pub measure: Measure,
    /// The cells that are summed.
    pub cells: Vec<CellId>,
    /// The cells that are taken off the sum: 办结 of what came in this year is without what last year left.
    pub less: Vec<CellId>,
    /// What sentences call it: `予以公开和部分公开`.
    pub called: String,
}

/// Some of the applicants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::check) struct Applicants {
    /// The grid columns of their cells.
    pub columns: Vec<usize>,
    /// What the form calls them, one name for some columns: `自然人`, `商业企业`.
    pub names: Vec<String>,
}

impl Applicants {
    /// Whether nobody in particular is named.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }
}

/// The cell of a role that counts all applicants, or the only one.
fn whole(form: &Form, role: Role) -> Option<&Cell> {
    form.cells_with(form.role(role)).last()
}

/// The sum of what some roles count, all applicants together; nothing where the form does not know them.
pub(in crate::check) fn of_roles(form: &Form, measure: Measure, roles: &[Role]) -> Option<Subject> {
    let known: Vec<Role> = roles.iter().copied().filter(|role| !form.role(*role).is_empty()).collect();
    let cells: Vec<CellId> = known.iter().filter_map(|role| Some(whole(form, *role)?.id.clone())).collect();
    let called = joined(known.iter().map(|role| form.name_of(*role)));
    (!cells.is_empty()).then_some(Subject { measure, cells, less: Vec::new(), called })
}

impl Subject {
    /// The same of some applicants only: the cells of its rows in these columns.
    pub fn of_applicants(&self, form: &Form, some: &Applicants) -> Option<Self> {
        let columns = &some.columns;
        let beside = |id: &CellId| {
            let row = form.cell(id)?;
            let is_of = move |cell: &&Cell| {
                (cell.table, cell.row) == (row.table, row.row) && columns.contains(&cell.column)
            };
            let cells: Vec<CellId> = form.cells().iter().filter(is_of).map(|cell| cell.id.clone()).collect();
            (cells.len() == columns.len()).then_some(cells)
        };
        let cells: Option<Vec<Vec<CellId>>> = self.cells.iter().map(beside).collect();
        let called = format!("{}“{}”", self.called, joined(some.names.iter().cloned()));
        Some(Self { measure: Measure::Applicants, cells: cells?.concat(), less: Vec::new(), called })
    }

    /// Whether it is one of several kinds: a result, some applicants, an ending.
    pub fn is_kind(&self) -> bool {
        matches!(self.measure, Measure::Result | Measure::Applicants | Measure::Ending)
    }

    /// Whether it is of reviews or suits.
    pub fn is_of_cases(&self) -> bool {
        matches!(self.measure, Measure::Reviews | Measure::Suits | Measure::Cases | Measure::Ending)
    }

    /// Both together.
    pub fn and(&self, other: &Self) -> Self {
        let mut cells = self.cells.clone();
        cells.extend(other.cells.iter().filter(|id| !self.cells.contains(id)).cloned());
        let called = format!("{}和{}", self.called, other.called);
        Self { measure: self.measure, cells, less: Vec::new(), called }
    }

    /// The same without what another counts, whatever cells these are: 办结 without 上年结转.
    pub fn taken_off(&self, other: &Self) -> Self {
        let called = format!("{}（{}除外）", self.called, other.called);
        Self { less: other.cells.clone(), called, ..self.clone() }
    }

    /// The cells beside its own that together with them make up a total: what is none of it.
    pub fn others(&self, form: &Form) -> Option<Self> {
        let of_total = |id: &CellId| {
            let total = form.cells().iter().find(|cell| cell.parts.contains(id))?;
            Some(total.parts.iter().filter(|part| !self.cells.contains(part)).cloned().collect())
        };
        let cells: Option<Vec<Vec<CellId>>> = self.cells.iter().map(of_total).collect();
        let mut cells = cells?.concat();
        cells.sort_unstable();
        cells.dedup();
        Some(Self { measure: self.measure, cells, less: Vec::new(), called: self.called.clone() })
    }

    /// What is left of it without some of its parts; nothing where they are no parts of it, or all of it.
    pub fn without(&self, form: &Form, parts: &[&Self]) -> Option<Self> {
        let is_part = |id: &CellId| parts.iter().any(|part| part.cells.contains(id));
        let is_made_of = |cells: &[CellId]| {
            parts.iter().flat_map(|part| &part.cells).all(|id| cells.contains(id)) && !parts.is_empty()
        };
        let inner = || {
            let parts = form.cells_with(&self.cells).flat_map(|cell| &cell.parts);
            parts.cloned().collect::<Vec<_>>()
        };
        let all = if is_made_of(&self.cells) { self.cells.clone() } else { inner() };
        let cells: Vec<CellId> = all.iter().filter(|id| !is_part(id)).cloned().collect();
        let names = joined(parts.iter().map(|part| part.called.clone()));
        let called = format!("{}（{names}除外）", self.called);
        let measure = parts.first()?.measure;
        (is_made_of(&all) && !cells.is_empty()).then_some(Self { measure, cells, less: Vec::new(), called })
    }

    /// How many 元 or 件 one of its cells' units is.
    pub fn unit(&self, form: &Form) -> Decimal {
        let unit = self.cells.first().and_then(|id| form.cell(id)?.kind.unit());
        unit.and_then(yuan_in).unwrap_or(Decimal::ONE)
    }

    /// What it may be a share of: the totals that contain it, and all that there was to deal with.
    pub fn wholes(&self, form: &Form) -> Vec<Vec<CellId>> {
        let contains = |cell: &&Cell| self.cells.iter().all(|id| cell.parts.contains(id));
        let totals = form.cells().iter().filter(contains).map(|cell| vec![cell.id.clone()]);
        let mut all: Vec<Vec<CellId>> = totals.collect();
        let of = |roles: &[Role]| of_roles(form, self.measure, roles).map(|subject| subject.cells);
        let is_of = |role: &Role| form.role(*role).iter().any(|id| self.cells.contains(id));
        let cases = Role::CASES;
        if cases.iter().any(is_of) {
            all.extend(cases.iter().filter_map(|role| of(&[*role])));
            all.extend(of(&cases[1..]));
            all.extend(of(&cases));
            let ended = cases.iter().map(|role| vec![*role]).chain([cases[1..].to_vec()]);
            let ended = ended.filter_map(|roles| Some(concluded(form, &roles)?.cells));
            all.extend(ended.filter(|cells| self.cells.iter().all(|id| cells.contains(id))));
            if self.measure != Measure::Ending {
                all.extend([Role::Handled, Role::Received].iter().filter_map(|role| of(&[*role])));
            }
        } else {
            let kinds = form.kinds(Role::Handled).iter().map(|kind| &kind.cells);
            let within = kinds.filter(|cells| self.cells.iter().all(|id| cells.contains(id)));
            all.extend(within.cloned());
            let roles: [&[Role]; 3] =
                [&[Role::Handled], &[Role::Received], &[Role::Received, Role::CarriedIn]];
            all.extend(roles.into_iter().filter_map(of));
        }
        all
    }

    /// Whether all that it counts is counted by another too.
    pub fn is_within(&self, other: &Self) -> bool {
        self.cells.iter().all(|id| other.cells.contains(id))
    }
}

/// The cases of some kinds that ended in one of some ways: by their places among the cells of a kind.
pub(in crate::check) fn endings(
    form: &Form,
    roles: &[Role],
    places: &[usize],
    called: &str,
) -> Option<Subject> {
    let known = roles.iter().copied().filter(|role| !form.role(*role).is_empty());
    let of_kind = |role: Role| places.iter().filter_map(move |place| form.role(role).get(*place).cloned());
    let cells: Vec<CellId> = known.clone().flat_map(of_kind).collect();
    let kinds = joined(known.map(|role| form.name_of(role)));
    let called = format!("{kinds}{called}");
    (!cells.is_empty()).then_some(Subject { measure: Measure::Ending, cells, less: Vec::new(), called })
}

/// The cases of some kinds that have come to an end: all but those that are pending.
pub(in crate::check) fn concluded(form: &Form, roles: &[Role]) -> Option<Subject> {
    let known: Vec<Role> = roles.iter().copied().filter(|role| !form.role(*role).is_empty()).collect();
    let pending = |role: Role| match role {
        Role::Review => form.role(Role::ReviewPending),
        Role::DirectLitigation => form.role(Role::DirectLitigationPending),
        _ => form.role(Role::LitigationAfterReviewPending),
    };
    let ended = |role: Role| form.role_parts(role).iter().filter(move |id| !pending(role).contains(id));
    let cells: Vec<CellId> = known.iter().flat_map(|role| ended(*role)).cloned().collect();
    let left = known.iter().flat_map(|role| form.cells_with(pending(*role)));
    let left = joined(left.map(|cell| cell.column_label.clone()));
    let called = format!("{}（“{left}”除外）", joined(known.iter().map(|role| form.name_of(*role))));
    let is_told = known.iter().all(|role| !pending(*role).is_empty());
    (is_told && !cells.is_empty()).then_some(Subject {
        measure: Measure::Ending,
        cells,
        less: Vec::new(),
        called,
    })
}

/// What a role counts of some kinds of documents: by their rows.
pub(in crate::check) fn documents(
    form: &Form,
    measure: Measure,
    role: Role,
    rows: &[usize],
) -> Option<Subject> {
    let cells: Vec<&Cell> =
        form.cells_with(form.role(role)).filter(|cell| rows.contains(&cell.row)).collect();
    let kind = |cell: &Cell| {
        form.kinds(role).iter().find(|kind| kind.cells.contains(&cell.id)).map(|kind| kind.name.clone())
    };
    let called =
        joined(cells.iter().map(|cell| kind(cell).unwrap_or_else(|| plain(&cell.row_label).to_owned())));
    let is_public = matches!(measure, Measure::Opened | Measure::OpenInAll);
    let called = if is_public { format!("{called}（{}）", form.name_of(role)) } else { called };
    let cells: Vec<CellId> = cells.into_iter().map(|cell| cell.id.clone()).collect();
    (!cells.is_empty()).then_some(Subject { measure, cells, less: Vec::new(), called })
}

/// Names one with the next, each once.
fn joined(names: impl Iterator<Item = String>) -> String {
    let mut each: Vec<String> = Vec::new();
    for name in names {
        if !each.contains(&name) {
            each.push(name);
        }
    }
    each.join("和")
}
