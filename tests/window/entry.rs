//! A complete published report entered from an empty draft by keyboard and paste alone.

use std::cmp::Ordering;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Action, Command},
    draft::edit::AgencyField,
};

use crate::common::window::{self, Acts, TestWindow, example};

/// Types into the window and counts the keys.
struct Typist {
    window: TestWindow,
    keys: usize,
}

impl Typist {
    fn press(&mut self, key: Key) {
        self.keys += 1;
        self.window.press(key);
    }

    fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.keys += 1;
        self.window.press_with(modifiers, key);
    }

    fn type_text(&mut self, text: &str) {
        self.keys += text.chars().count();
        self.window.type_text(text);
    }

    /// Moves the active cell with arrows to the cell of the table shown with this id.
    fn go(&mut self, id: &str) {
        let form = self.window.state().app.document.as_ref().unwrap().form().clone();
        let to = form.cell(id).unwrap();
        for _ in 0..form.cells().len() {
            let at = form.cell(&self.window.active()).unwrap();
            match (at.row.cmp(&to.row), at.column.cmp(&to.column)) {
                (Ordering::Less, _) => self.press(Key::ArrowDown),
                (Ordering::Greater, _) => self.press(Key::ArrowUp),
                (_, Ordering::Less) => self.press(Key::ArrowRight),
                (_, Ordering::Greater) => self.press(Key::ArrowLeft),
                (Ordering::Equal, Ordering::Equal) => return,
            }
        }
        panic!("{id} cannot be reached by arrows");
    }
}

/// The keys that a spreadsheet takes for the same table: each cell is typed, and a key goes to the next one.
fn keys_in_a_spreadsheet(window: &TestWindow, table: &str) -> usize {
    let document = window.state().app.document.as_ref().unwrap();
    let cells = document.form().cells_of(document.form().table(table).unwrap());
    let entries = cells.iter().filter(|c| !c.is_total()).map(|c| document.report().cells[&c.id].to_string());
    entries.map(|e| e.chars().count() + 1).sum()
}

#[test]
fn the_report_of_2022_is_entered_by_keyboard_and_paste() {
    let published = example("wenzhou-2022.ron").report().clone();
    let mut window = window::window(None);
    window.state_mut().app.apply(Command::Create { year: 2022, agency: published.agency.name.clone() });
    window.run();

    for field in &AgencyField::ALL[1..] {
        let label = ["机关全称", "网站", "地址", "邮编", "电话", "传真", "电子邮箱"]
            [AgencyField::ALL.iter().position(|f| f == field).unwrap()];
        window.get_by_role_and_label(egui::Role::TextInput, label).focus();
        window.run();
        window.paste(field.of(&published.agency));
    }
    let mut typist = Typist { window, keys: 0 };
    let form = typist.window.state().app.document.as_ref().unwrap().form().clone();
    for section in &form.sections {
        typist.press_with(Modifiers::COMMAND, Key::PageDown);
        let Some(table) = section.table() else {
            typist.window.paste(published.text(&section.id));
            continue;
        };
        typist.keys = 0;
        for cell in form.cells_of(form.table(table).unwrap()).iter().filter(|c| !c.is_total()) {
            let entry = published.cells[&cell.id].to_string();
            if entry != "0" {
                typist.go(cell.id.as_str());
                typist.type_text(&entry);
            }
        }
        typist.press_with(Modifiers::COMMAND, Key::B);
        let sheet = keys_in_a_spreadsheet(&typist.window, table);
        assert!(typist.keys <= sheet, "{table}: {} keys, {sheet} in a spreadsheet", typist.keys);
    }
    let report = typist.window.report();
    assert_eq!(report.cells, published.cells);
    assert_eq!(report.agency, published.agency);
    for section in &form.sections {
        assert_eq!(report.text(&section.id), published.text(&section.id));
    }
    assert!(typist.window.state().app.can(Action::Undo));
}
