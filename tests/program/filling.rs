//! Tables filled from elsewhere: a block of the clipboard as spreadsheets copy it, a ledger over a locked table.

use std::{sync::Arc, thread, time::Duration};

use nianbao::{
    app::{
        App, Command, Document, LedgerAct, View,
        grid::{Direction, GridAct, Move, Press},
    },
    draft::{Draft, Report},
    form::{self, CellId, Form, Role},
};

/// At the table of applications of an empty report, on its first cell.
fn at_applications() -> (Arc<Form>, App) {
    let form = form::for_year(2024).unwrap();
    let draft = Draft { report: Report::new(&form, 2024), ..Draft::default() };
    let mut app = App::default();
    app.show_document(Document::new(Arc::clone(&form), draft, None));
    app.apply(Command::Show(View::Section("s3".into())));
    app.apply(Command::Grid(GridAct::Select(CellId::from("T3.new.nat"))));
    (form, app)
}

fn report(app: &App) -> &Report {
    app.document().unwrap().report()
}

/// What is filled, as `new.nat 1, new.com 2`.
fn filled(app: &App) -> String {
    let cell = |(id, entry): (&CellId, _)| format!("{} {entry}", id.as_str().trim_start_matches("T3."));
    let mut cells: Vec<String> = report(app).cells.iter().map(cell).collect();
    cells.sort();
    cells.join(", ")
}

#[test]
fn a_block_is_pasted_as_it_stands_in_the_spreadsheet() {
    for (story, block, expect) in [
        ("plain", "1\t2\r\n3\t4\r\n", "cin.com 4, cin.nat 3, new.com 2, new.nat 1"),
        ("in quotation marks", "\"1\"\t\"2\"\n\"3\"\t4", "cin.com 4, cin.nat 3, new.com 2, new.nat 1"),
        ("with a thousands comma", "\"1,600\"\t2", "new.com 2, new.nat 1600"),
        ("a line break in a cell", "\"1\r\n件\"\t2\r\n3\t4", "cin.com 4, cin.nat 3, new.com 2, new.nat 1"),
        (
            "a line break at the end of a cell",
            "\"1\n\"\t2\n3\t\"4\n\"\n",
            "cin.com 4, cin.nat 3, new.com 2, new.nat 1",
        ),
        (
            "labels of several lines",
            "\"一、本年新收政府信息\n公开申请数量\"\t1\t2\n\"二、上年结转政府\n信息公开\n申请数量\"\t3\t4\n",
            "cin.com 4, cin.nat 3, new.com 2, new.nat 1",
        ),
        (
            "quotation marks inside",
            "\"3.危及\"\"三安全\n一稳定\"\"\"\t1\t2\n4.保护\"第三方\"\t3\t4",
            "cin.com 4, cin.nat 3, new.com 2, new.nat 1",
        ),
        ("a mark that is never closed", "\"1\t2\n3\t4", "cin.com 4, cin.nat 3, new.com 2"),
        ("the same at the end of a row", "1\t\"2\n3\t4", "cin.com 4, cin.nat 3, new.nat 1"),
        ("a blank row", "1\n\n3", "new.nat 1, r1.nat 3"),
        ("a blank cell in quotation marks", "\"\"\t2", "new.com 2"),
    ] {
        let (_, mut app) = at_applications();
        app.apply(Command::Grid(GridAct::Press(Press::Paste(block.to_owned()))));
        assert_eq!(filled(&app), expect, "{story}");
    }
}

const LEDGER: &str = "申请人类型\t收到日期\t办理结果\n自然人\t2024-01-05\t予以公开\n";

/// Pastes a ledger and waits until it has been counted.
fn count(app: &mut App, text: &str) {
    app.apply(Command::Ledger(LedgerAct::Paste(text.to_owned())));
    for _ in 0..1_000 {
        app.poll();
        if app.session.as_ref().is_some_and(|session| session.ledger.is_some()) {
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("the ledger was not read");
}

#[test]
fn a_ledger_unlocks_the_table_that_it_fills() {
    let (form, mut app) = at_applications();
    app.apply(Command::Grid(GridAct::NoApplications));
    assert!(app.session.as_ref().unwrap().is_locked());
    count(&mut app, LEDGER);
    app.apply(Command::Ledger(LedgerAct::Fill));
    let received = &form.role(Role::Received)[0];
    assert_eq!(report(&app).cells[received].to_string(), "1");
    assert!(report(&app).locked.is_empty(), "a table with an application is not locked as one without any");

    // Its cells take what is typed.
    app.apply(Command::Show(View::Section("s3".into())));
    app.apply(Command::Grid(GridAct::Select(received.clone())));
    app.apply(Command::Grid(GridAct::Press(Press::Text("7".to_owned()))));
    app.apply(Command::Grid(GridAct::Press(Press::Enter(Move::Step(Direction::Down)))));
    assert_eq!(report(&app).cells[received].to_string(), "7");
}

#[test]
fn filling_from_a_ledger_is_taken_back_with_its_unlocking() {
    let (_, mut app) = at_applications();
    app.apply(Command::Grid(GridAct::NoApplications));
    let before = report(&app).clone();
    count(&mut app, LEDGER);
    assert_eq!(*report(&app), before, "nothing is filled by counting");
    app.apply(Command::Ledger(LedgerAct::Fill));
    assert_ne!(*report(&app), before);
    app.apply(Command::Do(nianbao::app::Action::Undo));
    assert_eq!(*report(&app), before);
}
