//! A window without a screen, spoken to by accessible names.
#![allow(dead_code, reason = "each test uses some of it")]

use egui::{Event, Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use nianbao::{
    app::{App, Command, Document, View},
    draft::{Draft, Report, examples, file},
    form::{self, Form},
    ui::{Window, theme},
};
use std::sync::Arc;

/// A window of a test.
pub type TestWindow = Harness<'static, Window>;

/// A window on a document, or on the start page.
pub fn window(document: Option<Document>) -> TestWindow {
    sized(document, egui::vec2(1366.0, 768.0))
}

/// The same of another size.
pub fn sized(document: Option<Document>, size: egui::Vec2) -> TestWindow {
    let mut app = App::default();
    if let Some(document) = document {
        app.show_document(document);
    }
    let mut harness = Harness::builder()
        .with_size(size)
        .with_context_setup(theme::install)
        .build_ui_state(|ui, window: &mut Window| window.show(ui), Window::new(app));
    harness.run();
    harness
}

/// A window that asks the system for nothing, on its third table.
pub fn quiet(document: Document) -> TestWindow {
    let mut app = App::default();
    app.show_document(document);
    app.apply(Command::Show(View::Section("s3".to_owned())));
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1366.0, 768.0))
        .with_context_setup(theme::install)
        .allow_missing_glyphs()
        .build_ui_state(|ui, window: &mut Window| window.show(ui), Window::without_dialogs(app));
    harness.step();
    harness
}

/// The example draft with this file name.
pub fn example(name: &str) -> Document {
    let (_, text) = examples::all().iter().find(|(n, _)| *n == name).unwrap();
    let draft = file::read(text).unwrap();
    Document::new(form::by_id(&draft.report.form).unwrap(), draft, None)
}

/// A document of a report.
pub fn document(form: Arc<Form>, report: Report) -> Document {
    Document::new(form, Draft { report, ..Draft::default() }, None)
}

/// What the tests do with a window.
pub trait Acts {
    /// Shows a section.
    fn show(&mut self, section: &str);
    /// Clicks what has this name.
    fn click(&mut self, label: &str);
    /// The value of what has this name.
    fn value(&self, label: &str) -> String;
    /// Types.
    fn type_text(&mut self, text: &str);
    /// Presses a key.
    fn press(&mut self, key: Key);
    /// Presses a key with modifiers.
    fn press_with(&mut self, modifiers: Modifiers, key: Key);
    /// Pastes.
    fn paste(&mut self, text: &str);
    /// Draws until what is read beside the window has come.
    fn wait(&mut self);
    /// What was copied by the last frame.
    fn clipboard(&mut self) -> Option<String>;
    /// The id of the active cell.
    fn active(&self) -> String;
    /// The report as it is.
    fn report(&self) -> Report;
}

impl Acts for TestWindow {
    fn show(&mut self, section: &str) {
        self.state_mut().app.apply(Command::Show(View::Section(section.to_owned())));
        self.run();
    }

    fn click(&mut self, label: &str) {
        self.get_by_label(label).click();
        self.run();
    }

    fn value(&self, label: &str) -> String {
        self.get_by_label(label).value().unwrap_or_default()
    }

    fn type_text(&mut self, text: &str) {
        self.event(Event::Text(text.to_owned()));
        self.run();
    }

    fn press(&mut self, key: Key) {
        self.key_press(key);
        self.run();
    }

    fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.key_press_modifiers(modifiers, key);
        self.run();
    }

    fn paste(&mut self, text: &str) {
        self.event(Event::Paste(text.to_owned()));
        self.run();
    }

    fn wait(&mut self) {
        for _ in 0..1_000 {
            self.step();
            if self.state().app.reading().is_none() {
                self.run();
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("it was not read");
    }

    fn clipboard(&mut self) -> Option<String> {
        self.event(Event::Copy);
        self.step();
        let commands = &self.output().platform_output.commands;
        commands.iter().find_map(|c| match c {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    }

    fn active(&self) -> String {
        self.state().app.grid.active.clone().unwrap().to_string()
    }

    fn report(&self) -> Report {
        self.state().app.document.as_ref().unwrap().report().clone()
    }
}
