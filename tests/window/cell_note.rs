//! The note beside the grid, by accessible names: earlier years of a cell, the officer's own words on it, what is still to
//! be checked.

use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Action, Command, Document, Question, View},
    draft::{Draft, Entry, Place, remark::Remark},
    form,
};

use crate::common::{
    painted::Painted,
    window::{Acts, TestWindow, example, sized},
};

const CELL: &str = "T3.new.tot";
const LEAF: &str = "T3.new.nat";

/// The department's report after two others, with these numbers of the cell.
fn third_year() -> Document {
    let now = example("wenzhou-2022.ron").draft().clone();
    let form = form::by_id(&now.report.form).unwrap();
    let year = |year: u16, number: &str| {
        let mut report = now.report.clone();
        report.year = year;
        report.cells.insert(LEAF.into(), Entry::read(number).unwrap());
        Draft { report, ..Draft::default() }
    };
    let last = Draft { last: Some(year(2020, "8").report), ..year(2021, "10") };
    let earlier = nianbao::draft::years::carried(&last);
    Document::new(form, Draft { last: Some(last.report), earlier, ..now }, None)
}

fn at(document: Document, cell: &str) -> TestWindow {
    let mut window = sized(Some(document), vec2(1366.0, 768.0));
    window.state_mut().app.apply(Command::GoTo(Place::Cell(cell.into())));
    window.run();
    window
}

fn remark(window: &TestWindow, cell: &str) -> Option<Remark> {
    window.state().app.document().unwrap().remark(&cell.into()).cloned()
}

#[test]
fn earlier_years_stand_beside_the_cell() {
    let window = at(third_year(), CELL);
    for line in
        ["2020年8，增减—，增减率—", "2021年10，增减+2，增减率+25.0%", "2022年16，增减+6，增减率+60.0%"]
    {
        window.get_by_label(line);
    }
    let without = at(example("wenzhou-2022.ron"), CELL);
    assert!(without.query_by_label_contains("增减率").is_none());
}

#[test]
fn a_long_row_is_cut_off_and_its_column_can_be_read() {
    for (cell, row, column) in
        [(LEAF, "一、本年新收政府信息", "·自然人"), ("T3.r6_1.law", "1.申请人无正当", "·法律服务机构")]
    {
        let window = at(third_year(), cell);
        let painted = Painted::of(&window);
        let beside = |words: &str| {
            let lines = painted.lines_with(words).into_iter();
            lines.filter(|line| line.place.left() > 1060.0).map(|line| line.place).next().unwrap()
        };
        let (row, column) = (beside(row), beside(column));
        assert!(row.right() <= column.left() && column.right() < 1360.0, "{row} and {column}");
        assert!((row.center().y - column.center().y).abs() < 3.0, "in one line");
    }
}

#[test]
fn a_remark_is_written_by_keys_and_the_table_goes_on() {
    let mut window = at(third_year(), LEAF);
    window.press_with(Modifiers::SHIFT, Key::F2);
    window.type_text("含省局转来3件");
    assert_eq!(
        remark(&window, LEAF),
        Some(Remark { year: 2022, text: "含省局转来3件".to_owned(), to_check: false })
    );
    window.press(Key::Enter);
    window.type_text("17");
    window.press(Key::Enter);
    assert_eq!(window.report().cells[LEAF].to_string(), "17", "the table has the keys again");
    assert_eq!(remark(&window, LEAF).unwrap().text, "含省局转来3件");
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(remark(&window, LEAF), None, "what was typed in a row is one step");
}

#[test]
fn to_be_checked_is_marked_said_before_signing_and_found_again() {
    let mut window = at(third_year(), LEAF);
    window.click("待核");
    assert!(remark(&window, LEAF).unwrap().to_check);
    window.state_mut().app.apply(Command::Do(Action::MarkSigned));
    window.run();
    assert_eq!(window.state().app.desk.question, Some(Question::MarkSigned));
    window.get_by_label("还有1格标着待核。");
    window.press(Key::Escape);
    window.state_mut().app.apply(Command::Show(View::Review));
    window.run();
    assert_eq!(window.state().app.view(), Some(&View::Review));
    assert!(window.query_all_by_label_contains("1格待核").next().is_some());
    window.click("转到备注：表三“一、本年新收政府信息公开申请数量”自然人");
    assert_eq!(window.active(), LEAF);
    window.click("待核");
    assert_eq!(remark(&window, LEAF), None);
}

#[test]
fn what_was_noted_last_year_says_so() {
    let mut draft = third_year().draft().clone();
    let old = Remark { year: 2021, text: "口径同省局".to_owned(), to_check: false };
    draft.remarks.insert(LEAF.into(), old);
    let form = form::by_id(&draft.report.form).unwrap();
    let window = at(Document::new(form, draft, None), LEAF);
    window.get_by_label("备注（2021年写）");
}

#[test]
fn where_the_panel_is_put_away_the_act_opens_it() {
    let mut window = at(third_year(), LEAF);
    window.set_size(vec2(900.0, 700.0));
    window.run();
    assert!(window.query_by_label("待核").is_none());
    window.press_with(Modifiers::SHIFT, Key::F2);
    window.type_text("问");
    assert_eq!(remark(&window, LEAF).unwrap().text, "问");
}
