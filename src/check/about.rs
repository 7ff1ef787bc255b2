//! What the words of a rule name of the form: a rule knows roles and meanings, the form knows how they are called.

use crate::form::{Form, Meaning, Role, Section};

/// What of the form a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Nothing in particular: its words hold in every form.
    AnyForm,
    /// What cells with a role count: their table is `{表}`, the role itself `{名}`.
    Cells(Role),
    /// A section: its place among the others is `{部分}`, its subject `{主题}`.
    Section(Meaning),
    /// All tables: how many there are is `{表数}`.
    Tables,
}

impl About {
    /// What stands for the names in a rule's words.
    pub(super) fn names(self, form: &Form) -> Vec<(&'static str, String)> {
        match self {
            Self::AnyForm => Vec::new(),
            Self::Cells(role) => vec![("表", table(form, role)), ("名", form.name_of(role))],
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
