//! The grid by its keys: every row of the keyboard map, copying and pasting, the acts over a table.

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Change, Document, grid::GridAct},
    draft::{Draft, Entry, Report, edit::Edit, file},
};

use crate::common::{
    forms,
    reached::reached,
    window::{self, Acts, TestWindow, document, window},
};

const NEW: &str = "一、本年新收政府信息公开申请数量";
const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;

fn table(report: impl FnOnce(&nianbao::form::Form) -> Report) -> TestWindow {
    let form = forms::by_id("F2021");
    let report = report(&form);
    let mut window = window(Some(document(form, report)));
    window.show("s3");
    window
}

fn zeros() -> TestWindow {
    table(forms::quiet)
}

fn blank() -> TestWindow {
    table(|form| Report::new(form, 2024))
}

fn cell(window: &TestWindow, id: &str) -> Option<String> {
    window.report().cells.get(id).map(ToString::to_string)
}

fn selected(window: &TestWindow) -> Vec<String> {
    window.state().app.session.as_ref().unwrap().selection().iter().map(|c| c.id.to_string()).collect()
}

/// The sentence is over the page or in the status line.
fn said(window: &TestWindow, sentence: &str) {
    assert!(window.query_all_by_label(sentence).next().is_some(), "{sentence}");
}

#[test]
fn moves() {
    let mut window = zeros();
    let none = Modifiers::NONE;
    for (modifiers, key, expect) in [
        (none, Key::ArrowRight, "T3.new.com"),
        (none, Key::ArrowDown, "T3.cin.com"),
        (none, Key::End, "T3.cin.tot"),
        (none, Key::ArrowRight, "T3.cin.tot"),
        (none, Key::Tab, "T3.r1.nat"),
        (SHIFT, Key::Tab, "T3.cin.oth"),
        (none, Key::Home, "T3.cin.nat"),
        (none, Key::ArrowLeft, "T3.cin.nat"),
        (none, Key::Enter, "T3.r1.nat"),
        (SHIFT, Key::Enter, "T3.cin.nat"),
        (CTRL, Key::End, "T3.cout.tot"),
        (none, Key::ArrowDown, "T3.cout.tot"),
        (CTRL, Key::Home, "T3.new.nat"),
        (none, Key::ArrowUp, "T3.new.nat"),
        (CTRL, Key::ArrowDown, "T3.cout.nat"),
        (CTRL, Key::ArrowRight, "T3.cout.tot"),
        (CTRL, Key::ArrowUp, "T3.new.tot"),
        (CTRL, Key::ArrowLeft, "T3.new.nat"),
    ] {
        window.press_with(modifiers, key);
        assert_eq!(window.active(), expect, "{modifiers:?} {key:?}");
    }
    window.press(Key::PageDown);
    let far = window.active();
    assert_ne!(far, "T3.new.nat", "Page Down goes a screen down");
    window.press(Key::PageUp);
    assert_eq!(window.active(), "T3.new.nat");
}

#[test]
fn ctrl_arrow_stops_at_the_edge_of_a_filled_block() {
    let mut window = table(|form| {
        let mut report = Report::new(form, 2024);
        for id in ["T3.new.nat", "T3.cin.nat", "T3.r2.nat"] {
            report.cells.insert(id.into(), Entry::read("1").unwrap());
        }
        report
    });
    for expect in ["T3.cin.nat", "T3.r2.nat", "T3.r7.nat", "T3.cout.nat"] {
        window.press_with(CTRL, Key::ArrowDown);
        assert_eq!(window.active(), expect);
    }
}

#[test]
fn merged_cells_count_once_and_keep_the_column() {
    let mut window = zeros();
    window.show("s2");
    for (key, expect) in [
        (Key::ArrowRight, "T2.reg.repealed"),
        (Key::ArrowRight, "T2.reg.valid"),
        (Key::ArrowDown, "T2.norm.valid"),
        (Key::ArrowDown, "T2.lic.decisions"),
        (Key::ArrowUp, "T2.norm.valid"),
    ] {
        window.press(key);
        assert_eq!(window.active(), expect, "{key:?}");
    }
}

#[test]
fn shift_extends_and_esc_collapses() {
    let mut window = zeros();
    window.press_with(SHIFT, Key::ArrowRight);
    window.press_with(SHIFT, Key::ArrowDown);
    assert_eq!(selected(&window), ["T3.new.nat", "T3.new.com", "T3.cin.nat", "T3.cin.com"]);
    window.press(Key::Escape);
    assert_eq!(selected(&window), ["T3.new.nat"]);
    window.press_with(CTRL, Key::A);
    assert_eq!(selected(&window).len(), 25 * 7);
}

#[test]
fn dragging_selects() {
    let mut window = zeros();
    let from = window.get_by_label(&format!("{NEW}，自然人")).rect().center();
    let to = window.get_by_label("二、上年结转政府信息公开申请数量，科研机构").rect().center();
    window.drag_at(from);
    window.run();
    window.hover_at(to);
    window.run();
    window.drop_at(to);
    window.run();
    assert_eq!(selected(&window).len(), 6);
}

#[test]
fn typing_replaces_f2_edits_esc_keeps() {
    let mut window = zeros();
    window.type_text("12");
    window.press(Key::Escape);
    assert_eq!(cell(&window, "T3.new.nat").unwrap(), "0", "Esc keeps what was there");
    window.type_text("12");
    window.press(Key::ArrowRight);
    assert_eq!(window.active(), "T3.new.com", "an arrow commits what was typed over");
    window.press(Key::ArrowLeft);
    window.press(Key::F2);
    window.press(Key::ArrowLeft);
    window.type_text("5");
    window.press(Key::Home);
    window.type_text("3");
    window.press(Key::Enter);
    assert_eq!(cell(&window, "T3.new.nat").unwrap(), "3152", "F2 edits where the caret is");
    window.press(Key::ArrowUp);
    window.press(Key::F2);
    window.press(Key::F2);
    window.press(Key::ArrowRight);
    assert_eq!(window.active(), "T3.new.com", "F2 again gives the arrows back to the grid");
    window.press(Key::ArrowLeft);
    window.press(Key::F2);
    window.press(Key::Backspace);
    window.press_with(CTRL, Key::Enter);
    assert_eq!(
        (cell(&window, "T3.new.nat").unwrap().as_str(), window.active().as_str()),
        ("315", "T3.new.nat")
    );
}

#[test]
fn delete_and_backspace_blank_the_block() {
    for key in [Key::Delete, Key::Backspace] {
        let mut window = zeros();
        window.press_with(SHIFT, Key::ArrowRight);
        window.press(key);
        assert_eq!((cell(&window, "T3.new.nat"), cell(&window, "T3.new.com")), (None, None));
        window.press_with(CTRL, Key::Z);
        assert_eq!(cell(&window, "T3.new.nat").unwrap(), "0");
        window.press_with(CTRL, Key::Y);
        assert_eq!(cell(&window, "T3.new.nat"), None);
        window.press_with(CTRL | SHIFT, Key::Z);
        window.press_with(CTRL, Key::Z);
        assert_eq!(cell(&window, "T3.new.nat").unwrap(), "0");
    }
}

#[test]
fn fills() {
    let mut window = blank();
    window.type_text("7");
    window.press_with(CTRL, Key::Enter);
    assert_eq!(window.active(), "T3.new.nat", "Ctrl+Enter stays");
    window.press_with(SHIFT, Key::ArrowDown);
    window.press_with(CTRL, Key::D);
    assert_eq!(cell(&window, "T3.cin.nat").unwrap(), "7", "Ctrl+D fills down");
    window.press_with(SHIFT, Key::ArrowRight);
    window.press_with(CTRL, Key::R);
    assert_eq!(cell(&window, "T3.cin.com").unwrap(), "7", "Ctrl+R fills right");
    window.type_text("9");
    window.press_with(CTRL, Key::Enter);
    assert_eq!(cell(&window, "T3.cin.com").unwrap(), "9", "Ctrl+Enter fills with what is being typed");
    window.press_with(SHIFT, Key::ArrowDown);
    window.press_with(CTRL, Key::Enter);
    assert_eq!(cell(&window, "T3.r1.com").unwrap(), "9", "or with the active cell");
    window.press(Key::Escape);
    window.press(Key::ArrowDown);
    window.press(Key::ArrowDown);
    window.press(Key::ArrowDown);
    window.press_with(CTRL, Key::D);
    assert_eq!(cell(&window, "T3.r2.nat").unwrap(), "9", "a single cell is filled from above");
}

#[test]
fn copying_gives_numbers_and_no_heads() {
    let mut window = zeros();
    window.type_text("16");
    window.press(Key::Enter);
    window.press(Key::ArrowUp);
    window.press_with(SHIFT, Key::End);
    window.press_with(SHIFT, Key::ArrowDown);
    assert_eq!(window.clipboard().unwrap(), "16\t0\t0\t0\t0\t0\t16\n0\t0\t0\t0\t0\t0\t0");
    window.event(Event::Cut);
    window.run();
    assert_eq!(cell(&window, "T3.new.nat"), None);
}

/// A spreadsheet reckons out what begins so; what comes back from it is named as it was.
#[test]
fn a_formula_leaves_as_words_and_comes_back_as_them() {
    let form = forms::by_id("F2021");
    let mut report = forms::zeros(&form);
    for (cell, words) in [("T3.new.nat", "-5"), ("T3.new.com", "=1+1"), ("T3.new.res", "@甲")] {
        report.cells.insert(cell.into(), Entry::read(words).unwrap());
    }
    let mut window = window(Some(document(form, report)));
    window.show("s3");
    window.press_with(CTRL, Key::Home);
    window.press_with(SHIFT, Key::End);
    let copied = window.clipboard().unwrap();
    assert_eq!(copied.split('\t').take(3).collect::<Vec<_>>(), ["-5", "'=1+1", "'@甲"]);
    window.paste(&copied);
    let notice = window.state().app.desk.notice.clone().unwrap().text;
    assert!(notice.contains("“=1+1”") && notice.contains("“@甲”"), "{notice}");
    assert_eq!(cell(&window, "T3.new.nat").unwrap(), "-5");
}

#[test]
fn pasting_cleans_skips_and_names() {
    let mut window = blank();
    window.paste("1,600\t２\t 3 件\t4\t5\t6\t1620\r\n0\t0\t无\t0\t0\t0\t0\r\n");
    assert_eq!(cell(&window, "T3.new.nat").unwrap(), "1600");
    assert_eq!(cell(&window, "T3.new.com").unwrap(), "2");
    assert_eq!(cell(&window, "T3.new.res").unwrap(), "3");
    assert_eq!(cell(&window, "T3.cin.res"), None);
    said(
        &window,
        "已粘贴11格；1格不是数，没有粘贴：“无”（表三“二、上年结转政府信息公开申请数量”科研机构）；总计1格与自动计算一致",
    );
    assert_eq!(window.state().app.document().unwrap().undo_name(), Some("粘贴11格"));
    window.press_with(CTRL, Key::Z);
    assert!(window.report().cells.is_empty(), "one step of undo");
}

#[test]
fn pasting_leaves_labels_out_and_stops_at_the_edge() {
    let mut window = blank();
    window.paste("一、本年新收\t16\t0\n二、上年结转\t1\t2");
    assert_eq!(cell(&window, "T3.new.nat").unwrap(), "16");
    assert_eq!(cell(&window, "T3.cin.com").unwrap(), "2");
    window.press_with(CTRL, Key::End);
    window.press(Key::ArrowLeft);
    window.paste("1\t2\t3\n4");
    assert_eq!(cell(&window, "T3.cout.oth").unwrap(), "1");
    said(&window, "已粘贴1格；超出表格的2格没有粘贴");
}

#[test]
fn one_value_fills_the_selection() {
    let mut window = blank();
    window.press_with(SHIFT, Key::ArrowRight);
    window.press_with(SHIFT, Key::ArrowDown);
    window.paste("0");
    assert_eq!(window.report().cells.len(), 4);
}

#[test]
fn r13_a_whole_sheet_is_refused_whole() {
    let mut window = blank();
    window.paste(&"1\t2\t3\n".repeat(1_000_000));
    said(&window, "剪贴板里有1000000行，多于表三的行数，没有粘贴。只复制要填的那一块");
    assert!(window.report().cells.is_empty());
    reached("R13", "1000000 rows pasted into a table: refused with their number, 0 cells filled");
}

#[test]
fn a_number_of_forty_digits_is_kept_and_named() {
    let mut window = zeros();
    window.type_text(&"9".repeat(40));
    window.press(Key::Enter);
    assert_eq!(cell(&window, "T3.new.nat").unwrap(), "9".repeat(40));
    window.get_by_label(&format!("错误：表三“{NEW}”自然人的数字有40位，超过15位，不能计算。"));
}

#[test]
fn the_rest_of_a_table_is_filled_with_zeros_in_one_step() {
    let mut window = blank();
    window.type_text("16");
    window.press(Key::Enter);
    window.click("空白填0");
    assert_eq!(window.report().cells.len(), 144);
    assert_eq!(cell(&window, "T3.new.nat").unwrap(), "16");
    window.press_with(CTRL, Key::Z);
    assert_eq!(window.report().cells.len(), 1);
}

#[test]
fn a_year_without_applications_is_one_act() {
    let mut window = blank();
    let before = window.report();
    window.click("本年未收到申请");
    let report = window.report();
    assert_eq!(report.cells.len(), 144);
    assert_eq!(report.text("s1"), "2024年，本机关未收到政府信息公开申请。");
    window.press_with(CTRL, Key::Home);
    window.type_text("1");
    window.press(Key::Enter);
    assert_eq!(cell(&window, "T3.new.nat").unwrap(), "0", "the table is locked");
    window.press_with(CTRL, Key::Z);
    assert_eq!(window.report(), before, "and undone in one");
    window.show("s3");
    window.type_text("3");
    window.press(Key::Enter);
    window.click("本年未收到申请");
    assert_eq!(window.report().cells.len(), 1, "numbers are never overwritten");
}

#[test]
fn totals_of_a_paper_copy_are_compared() {
    let mut window = zeros();
    window.type_text("16");
    window.press(Key::Enter);
    window.click("核对纸质总计");
    window.press_with(CTRL, Key::Home);
    window.press(Key::End);
    window.type_text("17");
    window.press(Key::Enter);
    let printed = window.report().printed;
    assert_eq!(printed.get("T3.new.tot").unwrap().to_string(), "17");
    window.get_by_label(&format!("错误：表三“{NEW}”总计填17，六类申请人相加为16，相差1。"));
    window.click("核对纸质总计");
    window.press_with(CTRL, Key::Home);
    window.press(Key::End);
    window.type_text("16");
    window.press(Key::Enter);
    said(&window, "纸质总计16与自动计算一致");
    assert!(window.report().printed.is_empty(), "one that agrees needs no trace");
}

#[test]
fn six_values_a_row_typed_from_paper_stay_in_their_rows() {
    for key in [Key::Tab, Key::Enter] {
        let mut window = blank();
        let order: &[&str] = match key {
            Key::Tab => &["T3.new.nat", "T3.new.oth", "T3.cin.nat", "T3.cin.oth", "T3.r1.nat"],
            _ => &["T3.new.nat", "T3.r6_3.nat", "T3.cout.nat"],
        };
        let form = forms::by_id("F2021");
        let mut reached = Vec::new();
        for n in 1..=25 {
            reached.push(window.active());
            assert!(!form.cell(&window.active()).unwrap().is_total(), "{key:?} {n}");
            window.type_text(&n.to_string());
            window.press(key);
        }
        assert_eq!(window.report().cells.len(), if key == Key::Tab { 25 } else { 24 }, "{key:?}");
        assert!(order.iter().all(|id| reached.iter().any(|at| at == id)), "{key:?} {reached:?}");
    }
}

#[test]
fn a_total_pasted_alone_is_no_cell_that_was_filled() {
    let mut window = zeros();
    window.press(Key::End);
    window.paste("9999");
    said(&window, &format!("总计1格与自动计算不同：表三“{NEW}”总计填9999，自动计算为0"));
}

#[test]
fn totals_that_were_pasted_are_compared_and_those_that_differ_are_listed() {
    let mut window = blank();
    window.paste("1300\t60\t2\t0\t0\t0\t9999\n1\t0\t0\t0\t0\t0\t1");
    said(
        &window,
        "已粘贴12格；总计1格与自动计算不同：表三“一、本年新收政府信息公开申请数量”总计填9999，自动计算为1362",
    );
    assert_eq!(window.report().printed.len(), 1);
    window.get_by_label(&format!("错误：表三“{NEW}”总计填9999，六类申请人相加为1362，相差8637。"));
    window.press_with(CTRL, Key::Z);
    assert!(window.report().printed.is_empty() && window.report().cells.is_empty(), "one step of undo");
}

#[test]
fn a_total_is_compared_once_its_parts_are_there() {
    let mut window = blank();
    window.press(Key::End);
    window.type_text("3");
    window.press(Key::Tab);
    said(&window, "已记下纸质总计，各格填齐后核对");
    assert!(window.query_all_by_label_contains("错误：").next().is_none(), "nothing is wrong yet");
    window.press_with(CTRL, Key::Home);
    for n in ["1", "1", "0", "0", "0", "0"] {
        window.type_text(n);
        window.press(Key::Tab);
    }
    window.get_by_label(&format!("错误：表三“{NEW}”总计填3，六类申请人相加为2，相差1。"));
    window.press_with(CTRL, Key::Home);
    window.press(Key::End);
    window.press(Key::Delete);
    assert!(window.report().printed.is_empty(), "and it can be taken away");
    window.type_text("三件");
    window.press(Key::Tab);
    said(&window, "“三件”不是数，没有记下，总计没有变。填写数字再核对");
}

#[test]
fn f1_shows_what_counts_in_a_cell() {
    let mut window = zeros();
    window.press(Key::ArrowDown);
    window.press(Key::ArrowDown);
    window.press(Key::F1);
    window.get_by_label("（一）予以公开 · 自然人");
    window.get_by_label("条例第三十六条第（一）（二）项");
    window.press(Key::Escape);
    assert!(window.query_by_label("（一）予以公开 · 自然人").is_none());
}

#[test]
fn f8_walks_the_findings() {
    let mut window = zeros();
    window.show("s4");
    window.type_text("甲");
    window.press(Key::Enter);
    window.show("s3");
    window.press_with(CTRL, Key::Home);
    window.type_text("乙");
    window.press(Key::Enter);
    let expect: Vec<String> = {
        let document = window.state().app.document().unwrap();
        document.findings().iter().map(|f| f.places[0].to_string()).collect()
    };
    assert!(expect.len() > 1);
    for place in expect.iter().chain(&expect[..1]) {
        window.press(Key::F8);
        assert_eq!(window.active(), *place);
    }
    window.press_with(SHIFT, Key::F8);
    assert_eq!(window.active(), *expect.last().unwrap());
}

#[test]
fn last_year_stands_beside_this_year() {
    let form = forms::by_id("F2021");
    let mut last = forms::zeros(&form);
    last.cells.insert("T3.new.nat".into(), Entry::read("10").unwrap());
    let draft = Draft { report: forms::zeros(&form), last: Some(last), ..Draft::default() };
    let mut window = window(Some(nianbao::app::Document::new(form, draft, None)));
    window.show("s3");
    window.click("上年数");
    window.click("比上年增减");
    window.click("不显示");
    window.get_by_label("上年数");
}

#[test]
fn cells_say_row_column_and_state_to_a_screen_reader() {
    let window = zeros();
    let name = format!("{NEW}，总计");
    let node = window.get_by_label(&name);
    let node = egui_kittest::kittest::NodeT::accesskit_node(&node);
    let data = node.data();
    assert_eq!(data.role(), egui::Role::Cell);
    assert_eq!((data.row_index(), data.column_index()), (Some(3), Some(9)));
    assert_eq!((data.value(), data.description()), (Some("0"), Some("0")));
    assert!(data.is_read_only());
}

#[test]
fn a_likely_slip_is_mended_in_one_click() {
    let mut window = zeros();
    for (id, n) in [("T3.new.nat", "16"), ("T3.r1.nat", "8"), ("T3.r4_1.nat", "6"), ("T3.r4_2.nat", "1")] {
        window.state_mut().app.apply(nianbao::app::Command::Grid(GridAct::Select(id.into())));
        window.run();
        window.type_text(n);
        window.press(Key::Enter);
    }
    window.click("核对纸质总计");
    for (id, n) in [
        ("T3.new.tot", "16"),
        ("T3.r1.tot", "8"),
        ("T3.r4_1.tot", "7"),
        ("T3.r4_2.tot", "1"),
        ("T3.r7.nat", "16"),
    ] {
        window.state_mut().app.apply(nianbao::app::Command::Grid(GridAct::Select(id.into())));
        window.run();
        window.type_text(n);
        window.press(Key::Enter);
    }
    window.get_all_by_label("改为7").next().unwrap().click();
    window.run();
    assert_eq!(cell(&window, "T3.r4_1.nat").unwrap(), "7");
    assert!(window.query_all_by_label("改为7").next().is_none());
    assert!(window.state().app.document().unwrap().findings().is_empty());
}

#[test]
fn a_reminder_is_closed_by_a_written_explanation_until_a_number_changes() {
    let mut window = zeros();
    window.show("s2");
    for (key, n) in [(Key::ArrowDown, "8"), (Key::ArrowRight, "2"), (Key::ArrowRight, "5")] {
        window.press(key);
        window.type_text(n);
        window.press_with(CTRL, Key::Enter);
    }
    let counts = |w: &TestWindow| w.state().app.document().unwrap().counts(None);
    assert_eq!((counts(&window).warnings, counts(&window).explained), (1, 0));
    window.get_by_label_contains("写说明：").click();
    window.run();
    window.get_by_role_and_label(egui::Role::MultilineTextInput, "为什么这样是对的：").focus();
    window.run();
    window.type_text("年内集中清理，按清理结果填写。");
    window.click("保存说明");
    assert_eq!((counts(&window).warnings, counts(&window).explained), (0, 1));
    window.get_by_label("说明：年内集中清理，按清理结果填写。");
    window.click("行政规范性文件，现行有效件数");
    window.type_text("4");
    window.press(Key::Enter);
    assert_eq!((counts(&window).warnings, counts(&window).explained), (1, 0), "a changed number asks again");
}

/// One click is enough: there is nothing to be explained. It stays so in the file; what is confirmed once and for all stays so
/// with another number, and in the draft that is begun from this one.
#[test]
fn what_asks_to_be_confirmed_is_confirmed_with_a_click() {
    let mut window = table(|form| {
        let mut report = forms::quiet(form);
        for id in ["T3.new.nat", "T3.r1.nat", "T4.rev.keep", "T4.aft.keep"] {
            report.cells.insert(id.into(), Entry::read("3").unwrap());
        }
        report
    });
    window.show("s4");
    let counts = |w: &TestWindow| w.state().app.document().unwrap().counts(None);
    assert_eq!((counts(&window).infos, counts(&window).explained), (1, 0));
    window.click("确认：共同被告的案件");
    assert_eq!((counts(&window).infos, counts(&window).explained), (0, 1));
    window.get_by_label("已确认");
    let document = window.state().app.document().unwrap();
    let saved = file::read(&file::write(document.draft())).unwrap();
    let again = Document::new(document.form().clone(), saved, None);
    assert_eq!((again.counts(None).infos, again.counts(None).explained), (0, 1));
    window.click("取消确认：共同被告的案件");
    assert_eq!((counts(&window).infos, counts(&window).explained), (1, 0));
    window.click("确认：共同被告的案件");
    window.click("复议后起诉，结果维持");
    window.type_text("2");
    window.press(Key::Enter);
    assert_eq!((counts(&window).infos, counts(&window).explained), (0, 1), "another number asks no more");
    let (mut next, _) = Document::rolled(window.state().app.document().unwrap().draft()).unwrap();
    for id in ["rev.keep", "rev.corr", "rev.oth", "rev.pend", "aft.keep", "aft.corr", "aft.oth", "aft.pend"] {
        let two = Edit::Cell(format!("T4.{id}").as_str().into(), Entry::read("2"));
        next.edit(Change { name: String::new(), edits: vec![two], merge: None });
    }
    let suits = next.findings().iter().find(|finding| finding.rule == "T4-CODEF").unwrap();
    assert!(suits.is_explained(next.draft()), "nor does another year");
}

/// What hangs on its numbers is asked again with others.
#[test]
fn what_is_confirmed_of_a_number_is_asked_again_with_another() {
    let mut window = table(|form| {
        let mut report = forms::quiet(form);
        for (id, n) in [("T3.new.nat", "3"), ("T3.r1.nat", "3"), ("T4.rev.keep", "1"), ("T4.aft.keep", "2")] {
            report.cells.insert(id.into(), Entry::read(n).unwrap());
        }
        report
    });
    window.show("s4");
    let counts = |w: &TestWindow| w.state().app.document().unwrap().counts(None);
    window.click("确认：“复议后起诉”多于已审结的复议");
    assert_eq!((counts(&window).infos, counts(&window).explained), (1, 1));
    window.click("复议后起诉，结果维持");
    window.type_text("4");
    window.press(Key::Enter);
    assert_eq!((counts(&window).infos, counts(&window).explained), (2, 0), "another number asks again");
}

#[test]
fn table_three_fits_a_small_screen_at_150_percent() {
    for size in [
        egui::vec2(1366.0, 768.0),
        egui::vec2(1366.0 / 1.25, 768.0 / 1.25),
        egui::vec2(1366.0 / 1.5, 768.0 / 1.5),
    ] {
        let form = forms::by_id("F2021");
        let report = forms::zeros(&form);
        let mut window = window::sized(Some(document(form, report)), size);
        window.show("s3");
        let last = window.get_by_label(&format!("{NEW}，总计")).rect();
        assert!(last.right() <= size.x && last.width() > 30.0, "{size}: {last}");
    }
}
