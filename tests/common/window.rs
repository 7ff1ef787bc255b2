//! A window without a screen, spoken to by accessible names.
#![allow(dead_code, reason = "each test uses some of it")]

use egui::{Context, DroppedFile, Event, FullOutput, Key, Modifiers, Plugin, ViewportCommand, ViewportId};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use nianbao::{
    app::{App, Command, Document, View},
    draft::{Draft, Report, examples, file},
    form::{self, Form},
    ui::{Outside, Window, theme},
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

/// A window of a test.
pub type TestWindow = Harness<'static, Window>;

/// A window on a document, or on the start page. It has nothing of the system: a dialog is cancelled.
pub fn window(document: Option<Document>) -> TestWindow {
    sized(document, egui::vec2(1366.0, 768.0))
}

/// The same of another size.
pub fn sized(document: Option<Document>, size: egui::Vec2) -> TestWindow {
    made(of(document), Outside::none(), size)
}

/// The state with this document open.
pub fn of(document: Option<Document>) -> App {
    let mut app = App::default();
    if let Some(document) = document {
        app.show_document(document);
    }
    app
}

/// A window with this of the system.
pub fn outside(app: App, outside: Outside) -> TestWindow {
    made(app, outside, egui::vec2(1366.0, 768.0))
}

fn made(app: App, outside: Outside, size: egui::Vec2) -> TestWindow {
    let mut harness = Harness::builder()
        .with_size(size)
        // A dialog that answers beside the window and the notice that comes of it take some frames each.
        .with_max_steps(12)
        .with_context_setup(look)
        .build_ui_state(|ui, window: &mut Window| window.show(ui), Window::with(app, outside));
    harness.run();
    harness
}

/// A window on its third table that takes any character whatever.
pub fn quiet(document: Document) -> TestWindow {
    let mut app = of(Some(document));
    app.apply(Command::Show(View::Section("s3".into())));
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1366.0, 768.0))
        .with_context_setup(look)
        .allow_missing_glyphs()
        .build_ui_state(|ui, window: &mut Window| window.show(ui), Window::with(app, Outside::none()));
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

/// What a window has asked of the desktop: its title, to be closed.
#[derive(Default)]
struct Desktop(Vec<ViewportCommand>);

impl Plugin for Desktop {
    fn debug_name(&self) -> &'static str {
        "desktop of a test"
    }

    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        self.0.extend(output.viewport_output[&ViewportId::ROOT].commands.iter().cloned());
    }
}

fn look(ctx: &Context) {
    theme::install(ctx);
    ctx.add_plugin(Desktop::default());
}

/// A file that is let go of over a window.
#[derive(Debug)]
pub struct Dropped(pub PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|e| e.to_string())
    }
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
    /// The names of what has the keys, one Tab after the other.
    fn tabbed(&mut self, times: usize) -> Vec<String>;
    /// Pastes.
    fn paste(&mut self, text: &str);
    /// Draws until what is read or made beside the window has come.
    fn wait(&mut self);
    /// Draws until nothing moves any more, no file dialog is open and no file is being made; what the window has asked of the desktop since
    /// this was done last.
    fn settle(&mut self) -> Vec<ViewportCommand>;
    /// What was copied by the last frame.
    fn clipboard(&mut self) -> Option<String>;
    /// The id of the active cell.
    fn active(&self) -> String;
    /// The report as it is.
    fn report(&self) -> Report;
}

/// Whether something is read or made beside the window.
fn works(window: &Window) -> bool {
    let pages = || window.app.document().is_some_and(Document::awaits_pages);
    window.app.reading().is_some() || !window.app.exporting().is_empty() || pages()
}

impl Acts for TestWindow {
    fn show(&mut self, section: &str) {
        self.state_mut().app.apply(Command::Show(View::Section(section.into())));
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

    fn tabbed(&mut self, times: usize) -> Vec<String> {
        let mut names = Vec::new();
        for _ in 0..times {
            self.press(Key::Tab);
            let node = self.root().children_recursive().find(egui_kittest::Node::is_focused);
            names.extend(node.and_then(|node| node.accesskit_node().label()));
        }
        names
    }

    fn paste(&mut self, text: &str) {
        self.event(Event::Paste(text.to_owned()));
        self.run();
    }

    fn wait(&mut self) {
        for _ in 0..1_000 {
            self.step();
            if !works(self.state()) {
                self.run();
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("it was not read, or not made");
    }

    fn settle(&mut self) -> Vec<ViewportCommand> {
        let mut still = 0;
        for _ in 0..100_000 {
            self.step();
            let moves = self.output().viewport_output[&ViewportId::ROOT].repaint_delay.is_zero();
            // The frame that takes the answer of a dialog does not yet show what comes of it.
            let waits = self.state().asks_for_a_file() || !self.state().app.exporting().is_empty();
            still = if moves || waits { 0 } else { still + 1 };
            if still > 1 {
                return self.ctx.with_plugin(|desktop: &mut Desktop| std::mem::take(&mut desktop.0)).unwrap();
            }
            std::thread::yield_now();
        }
        panic!("the window is never done, or a dialog is never answered");
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
        self.state().app.session.as_ref().unwrap().grid.active.clone().unwrap().to_string()
    }

    fn report(&self) -> Report {
        self.state().app.document().unwrap().report().clone()
    }
}
