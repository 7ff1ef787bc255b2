//! A complete published report entered from an empty draft by keyboard and paste alone.

use std::cmp::Ordering;

use egui::{Key, Modifiers};
use egui_kittest::kittest::{AccessKitNode, Queryable as _};
use nianbao::{app::Action, draft::edit::AgencyField};

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

    /// Begins a new report: what is asked is answered with the keys.
    fn begin(&mut self, year: &str, agency: &str) {
        self.press_with(Modifiers::COMMAND, Key::N);
        self.window.paste(agency);
        self.press_with(Modifiers::SHIFT, Key::Tab);
        self.type_text(year);
        self.tab_to("新建");
        self.press(Key::Enter);
    }

    /// Goes on with Tab to what has this name.
    fn tab_to(&mut self, label: &str) {
        for _ in 0..100 {
            let reached =
                |node: &AccessKitNode<'_>| node.is_focused() && node.label().as_deref() == Some(label);
            if self.window.query_all_by(reached).count() > 0 {
                return;
            }
            self.press(Key::Tab);
        }
        panic!("{label} cannot be reached with Tab");
    }

    /// Moves the active cell with arrows to the cell of the table shown with this id.
    fn go(&mut self, id: &str) {
        let form = self.window.state().app.document().unwrap().form().clone();
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

/// The names of the fields of the agency, in order.
const LABELS: [&str; 7] = ["机关全称", "网站", "地址", "邮编", "电话", "传真", "电子邮箱"];

/// The keys that a spreadsheet takes for the same table: each cell is typed, and a key goes to the next one.
fn keys_in_a_spreadsheet(window: &TestWindow, table: &str) -> usize {
    let document = window.state().app.document().unwrap();
    let cells = document.form().cells_of(document.form().table(table).unwrap());
    let entries = cells.iter().filter(|c| !c.is_total()).map(|c| document.report().cells[&c.id].to_string());
    entries.map(|e| e.chars().count() + 1).sum()
}

#[test]
fn the_report_of_2022_is_entered_by_keyboard_and_paste() {
    let published = example("wenzhou-2022.ron").report().clone();
    let mut typist = Typist { window: window::window(None), keys: 0 };
    typist.begin("2022", &published.agency.name);
    for (field, label) in AgencyField::ALL.iter().zip(LABELS).skip(1) {
        typist.tab_to(label);
        typist.window.paste(field.of(&published.agency));
    }
    let form = typist.window.state().app.document().unwrap().form().clone();
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
