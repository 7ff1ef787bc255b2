//! What the words of a rule name of the form: a rule knows roles and meanings, the form knows how they are called.

use super::words::numbered_row;
use crate::form::{Form, Meaning, Role, Section};

/// What of the form a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Nothing in particular: its words hold in every form.
    AnyForm,
    /// What cells with a role count: their table is `{表}`, the role itself `{名}`.
    Cells(Role),
    /// The row of a role's cells: its table is `{表}`, the row as sentences call it `{行}` and `{类}`.
    Row(Role),
    /// A section: its place among the others is `{部分}`, its subject `{主题}`.
    Section(Meaning),
    /// All tables: how many there are is `{表数}`.
    Tables,
}

impl About {
    /// Whether the form has what is named.
    pub(super) fn is_in(self, form: &Form) -> bool {
        match self {
            Self::AnyForm | Self::Tables => true,
            Self::Cells(role) | Self::Row(role) => !form.role(role).is_empty(),
            Self::Section(meaning) => form.meaning(meaning).is_some(),
        }
    }

    /// What stands for the names in a rule's words.
    pub(super) fn names(self, form: &Form) -> Vec<(&'static str, String)> {
        match self {
            Self::AnyForm => Vec::new(),
            Self::Cells(role) => vec![("表", table(form, role)), ("名", form.name_of(role))],
            Self::Row(role) => form.cells_with(form.role(role)).next().map_or_else(Vec::new, |cell| {
                vec![("表", table(form, role)), ("行", numbered_row(cell)), ("类", cell.row_label.clone())]
            }),
            Self::Section(meaning) => form.meaning(meaning).map_or_else(Vec::new, |section| {
                vec![("部分", part(section)), ("主题", section.subject().to_owned())]
            }),
            Self::Tables => vec![("表数", crate::words::number::chinese(form.tables.len()))],
        }
    }
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
