//! What the words of a rule name of the form: a rule knows roles and meanings, the form knows how they are called.

use super::{
    fees,
    words::{either, numbered_row},
};
use crate::{
    form::{Form, Meaning, Role, Section},
    words::number,
};

/// What of the form a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Nothing in particular: its words hold in every form.
    AnyForm,
    /// What cells with a role count: their table is `{表}`, the role itself `{名}`, in few words `{简}`.
    Cells(Role),
    /// The row of what one role counts, as sentences call it: `{行}` and `{类}`; all else as of the cells of another.
    Row {
        /// Whose row it is.
        row: Role,
        /// What else is named.
        of: Role,
    },
    /// What cells with several roles count: the table of the first is `{表}`, all of them together are `{名}` and `{简}`, any
    /// of them is `{或}`, how many there are `{几}`.
    Each(&'static [Role]),
    /// What cells with a role count of fees, and the section that reports the fee for processing an application: all that
    /// [`About::Row`] names, the section as `{部分}`, the fee as `{费}`, what its amounts are multiples of as `{倍}`.
    Fee(Role),
    /// A section: its place among the others is `{部分}`, its subject `{主题}`, what it asks for `{要求}`.
    Section(Meaning),
    /// All tables: how many there are is `{表数}`.
    Tables,
}

impl About {
    /// Whether the form has what is named.
    pub(super) fn is_in(self, form: &Form) -> bool {
        match self {
            Self::AnyForm | Self::Tables => true,
            Self::Cells(role) | Self::Row { row: role, .. } => !form.role(role).is_empty(),
            Self::Each(roles) => roles.iter().any(|role| !form.role(*role).is_empty()),
            Self::Fee(role) => {
                form.knows(&[role]) && form.fee.is_some() && form.meaning(Meaning::Other).is_some()
            }
            Self::Section(meaning) => form.meaning(meaning).is_some(),
        }
    }

    /// The section that shows what is named; none for the whole report.
    pub(super) fn section(self, form: &Form) -> Option<&Section> {
        let of_role = |role| {
            let cell = form.cells_with(form.role(role)).next()?;
            form.section_of(&form.tables[cell.table])
        };
        match self {
            Self::AnyForm | Self::Tables => None,
            Self::Cells(role) | Self::Row { row: role, .. } => of_role(role),
            Self::Each(roles) => roles.iter().find_map(|role| of_role(*role)),
            Self::Fee(_) => form.meaning(Meaning::Other),
            Self::Section(meaning) => form.meaning(meaning),
        }
    }

    /// What stands for the names in a rule's words.
    pub(super) fn names(self, form: &Form) -> Vec<(&'static str, String)> {
        match self {
            Self::AnyForm => Vec::new(),
            Self::Cells(role) => names_of(form, &[role]),
            Self::Row { row, of } => row_of(form, row).into_iter().chain(names_of(form, &[of])).collect(),
            Self::Each(roles) => names_of(form, roles),
            Self::Fee(role) => {
                let row = Self::Row { row: role, of: role }.names(form);
                row.into_iter().chain(section_of(form, Meaning::Other)).chain(fees::called(form)).collect()
            }
            Self::Section(meaning) => section_of(form, meaning),
            Self::Tables => vec![("表数", number::chinese(form.tables.len()))],
        }
    }
}

/// How sentences call a section, its subject and what it asks for.
fn section_of(form: &Form, meaning: Meaning) -> Vec<(&'static str, String)> {
    form.meaning(meaning).map_or_else(Vec::new, |section| {
        let subject = section.subject().to_owned();
        vec![("部分", part(section)), ("主题", subject), ("要求", section.asks.clone())]
    })
}

/// How sentences call the row of a role: with the number of its group, and alone.
fn row_of(form: &Form, role: Role) -> Vec<(&'static str, String)> {
    let cell = form.cells_with(form.role(role)).next();
    let names = cell.map(|cell| [("行", numbered_row(cell)), ("类", cell.row_label.clone())]);
    names.into_iter().flatten().collect()
}

/// What some roles are called, each name once, and the table of the first.
fn names_of(form: &Form, roles: &[Role]) -> Vec<(&'static str, String)> {
    let known = || roles.iter().copied().filter(|role| !form.role(*role).is_empty());
    let names = each_once(known().map(|role| form.name_of(role)));
    let short = each_once(known().map(|role| form.short_of(role)));
    let table = known().next().map_or_else(String::new, |role| table(form, role));
    let count = match known().count() {
        1 => "总计".to_owned(),
        2 => "两项总计相加".to_owned(),
        n => format!("{}项总计相加", number::chinese(n)),
    };
    let all = [("名", names.join("、")), ("简", short.join("、")), ("或", either(&short)), ("几", count)];
    all.into_iter().chain([("表", table)]).collect()
}

fn each_once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut each: Vec<String> = Vec::new();
    for name in names {
        if !each.contains(&name) {
            each.push(name);
        }
    }
    each
}

/// The table that counts it. A rule about a role finds nothing where the form does not know it.
fn table(form: &Form, role: Role) -> String {
    let cell = form.cells_with(form.role(role)).next();
    cell.map_or_else(String::new, |cell| form.tables[cell.table].name.clone())
}

/// How sentences call a section: by the number of its heading (`第五部分`), else by its subject.
fn part(section: &Section) -> String {
    match section.heading.split_once('、') {
        Some((number, _)) => format!("第{number}部分"),
        None => format!("“{}”", section.subject()),
    }
}
