//! Tools over the page, settings, the officer's own phrases, and the opening written from the profile.

use super::{Action, App, Change, Document, View};
use crate::{
    draft::{Text, edit::Edit, phrases},
    form::{Meaning, Section},
    store::{
        faces::PrintFaces,
        phrases::MAX_CHARS,
        settings::{Contrast, Settings, WindowFrame, Zoom},
    },
};

/// A tool over the page; at most one is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Finding and replacing; the words to find take the keys.
    Find,
    /// The same; the words to put in take the keys.
    Replace,
    /// Every act by its name.
    Palette,
    /// Numbers of the tables, to be put into the text.
    Numbers,
    /// Phrases, to be put into the text.
    Phrases,
}

impl Tool {
    /// The act that opens it.
    pub fn action(self) -> Action {
        match self {
            Self::Find | Self::Replace => Action::Find,
            Self::Palette => Action::Palette,
            Self::Numbers => Action::InsertNumber,
            Self::Phrases => Action::Phrases,
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
        match (action, &self.document) {
            (Action::Undo, Some(document)) => step(document.undo_name()),
            (Action::Redo, Some(document)) => step(document.redo_name()),
            (Action::WriteOpening, Some(document)) => document.opening_label().to_owned(),
            _ => action.label().to_owned(),
        }
    }

    /// Whether an act that switches something has switched it on, or the page that it shows is shown.
    pub fn is_on(&self, action: Action) -> bool {
        let now = self.settings.now();
        match action {
            Action::Contrast => now.contrast == Contrast::High,
            Action::SystemFaces => now.faces == PrintFaces::System,
            Action::Proof => self.view == View::Proof,
            Action::Review => self.view == View::Review,
            Action::CompareLast => self.view == View::Compare,
            Action::Preview => self.view == View::Preview,
            _ => false,
        }
    }

    pub(super) fn write_opening(&mut self) {
        let Some(document) = &self.document else { return };
        let Some(section) = document.opening_section().map(|s| s.id.clone()) else { return };
        let text = phrases::opening(document.sheet());
        let name = document.opening_label().to_owned();
        self.edit(Change { name, edits: vec![Edit::Text(section.clone(), Text::from(text))], merge: None });
        self.show(super::View::Section(section));
    }

    pub(super) fn keep_phrase(&mut self, phrase: &str) {
        if self.phrases.add(phrase) {
            self.tell("已存为常用句，以后各年的报告都可用".to_owned());
        } else if !phrase.trim().is_empty() {
            self.fail(format!("常用句最多{MAX_CHARS}字，没有存入；选中较短的一段再存"));
        }
    }

    pub(super) fn zoom(&mut self, change: fn(Zoom) -> Zoom) {
        let now = self.settings.now();
        self.settings.set(Settings { zoom: change(now.zoom), ..now });
    }

    /// Notes where the window is, for the next start.
    pub fn keep_frame(&mut self, frame: Option<WindowFrame>) {
        let now = self.settings.now();
        self.settings.set(Settings { frame: frame.or(now.frame), ..now });
    }

    /// Changes the faces of print, and says which ones are used from now on.
    pub(super) fn turn_faces(&mut self) {
        let now = self.settings.now();
        let faces = now.faces.other();
        self.settings.set(Settings { faces, ..now });
        let own = faces.faces().installed();
        let names: Vec<&str> = own.iter().map(|own| own.name.as_str()).collect();
        self.tell(match (faces, names.is_empty()) {
            (PrintFaces::Bundled, _) => "打印字体：内置字体".to_owned(),
            (PrintFaces::System, true) => "打印字体：电脑上没有可用的仿宋、楷体等，仍用内置字体".to_owned(),
            (PrintFaces::System, false) => format!("打印字体：{}，缺的字用内置字体", names.join("、")),
        });
    }

    pub(super) fn turn_contrast(&mut self) {
        let now = self.settings.now();
        self.settings.set(Settings { contrast: now.contrast.other(), ..now });
    }
}
