//! Tools over the page, and what menus say of acts.

use super::{Action, App, Document, View};
use crate::{
    collate::Purpose,
    form::{Meaning, Section},
    store::faces::PrintFaces,
};

/// A tool over the page; at most one is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Finding and replacing; the words to find take the keys.
    Find,
    /// Finding and replacing; the words to put in take the keys.
    Replace,
    /// Every act by its name.
    Palette,
    /// Numbers of the tables, to be put into the text.
    Numbers,
    /// Phrases, to be put into the text.
    Phrases,
    /// The help, on the page with this name. It stands in the place of the page.
    Help(&'static str),
}

impl Tool {
    /// The act that opens it.
    pub fn action(self) -> Action {
        match self {
            Self::Find | Self::Replace => Action::Find,
            Self::Palette => Action::Palette,
            Self::Numbers => Action::InsertNumber,
            Self::Phrases => Action::Phrases,
            Self::Help(_) => Action::Help,
        }
    }
}

impl Document {
    /// The untitled opening of the report, where the form has one.
    pub fn opening_section(&self) -> Option<&Section> {
        self.form().meaning(Meaning::Opening)
    }

    /// What the button that writes the opening says now.
    pub fn opening_label(&self) -> &'static str {
        let text = self.opening_section().map_or("", |s| self.report().text(&s.id));
        if text.trim().is_empty() { "写开头一段" } else { "重写开头一段" }
    }
}

impl App {
    /// The words of an act as menus show them now: `撤销：填写16`.
    pub fn label(&self, action: Action) -> String {
        let step = |name: Option<&str>| {
            name.map_or_else(|| action.label().to_owned(), |name| format!("{}：{name}", action.label()))
        };
        match (action, self.document()) {
            (Action::Undo, Some(document)) => step(document.undo_name()),
            (Action::Redo, Some(document)) => step(document.redo_name()),
            (Action::WriteOpening, Some(document)) => document.opening_label().to_owned(),
            _ => action.label().to_owned(),
        }
    }

    /// Whether an act that switches something has switched it on, or the page that it shows is shown.
    pub fn is_on(&self, action: Action) -> bool {
        let shows = |view: &View| self.view() == Some(view);
        match action {
            #[cfg(windows)]
            Action::DoubleClick => self.is_double_clicked(),
            Action::Contrast => self.user.has_high_contrast(),
            Action::SystemFaces => self.user.faces() == PrintFaces::System,
            Action::Proof => shows(&View::Proof),
            Action::Review => shows(&View::Review),
            Action::AfterSigning => shows(&View::After),
            Action::CheckPublished => shows(&View::Collate(Purpose::Published)),
            Action::Rules => shows(&View::Rules),
            Action::Versions => shows(&View::Versions),
            Action::CompareLast => shows(&View::Compare),
            Action::Preview => shows(&View::Preview),
            _ => false,
        }
    }
}
