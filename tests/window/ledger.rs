//! The page 按台账填表, by accessible names: read, mapped, shown before it is done, done as one step.

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Command, FileWish, LedgerAct, Replacing, View},
    draft::file,
    form,
    ledger::Column,
    store::ledger::KeptLedger,
};
use tempfile::tempdir;

use crate::common::{
    painted::Painted,
    window::{Acts, TestWindow, example, window},
};

const LEDGER: &str = "姓名\t申请人类型\t收到日期\t办理结果\t答复日期
张三丰\t自然人\t2022-01-05\t予以公开\t2022-01-20
李四光\t自然人\t2022-02-05\t领导批示\t2022-02-20
王五爷\t自然人\t2021-12-25\t部分公开\t2022-01-20
赵六哥\t自然人\t不记得\t部分公开\t2022-01-20
";

/// The department's report on 2022, at the ledger.
fn at_ledger() -> TestWindow {
    let mut harness = window(Some(example("wenzhou-2022.ron")));
    harness.show("s3");
    harness.click("按台账填表");
    assert_eq!(harness.state().app.view(), Some(&View::Ledger));
    harness
}

/// Pastes a ledger and waits until it has been read.
fn paste(harness: &mut TestWindow, text: &str) {
    harness.event(egui::Event::Paste(text.to_owned()));
    harness.wait();
}

#[test]
fn a_pasted_ledger_is_counted_shown_and_put_in_as_one_step() {
    let mut harness = at_ledger();
    harness.get_by_label_contains("台账里的姓名和申请内容不进草稿");
    let before = harness.report();
    paste(&mut harness, LEDGER);
    harness.get_by_label("台账4行，计入2行，未计入2行");
    assert!(Painted::of(&harness).says("填入表三（改动"), "what comes next is in sight");
    harness.get_by_label("第3行：办理结果“领导批示”没有对应");
    harness.get_by_label("第5行：收到日期“不记得”读不出");
    assert_eq!(harness.report(), before, "nothing is done before it is shown");

    // Each figure opens the rows that it counts.
    harness.get_by_label("（一）予以公开自然人，8改为1，看台账的行").focus();
    harness.run();
    harness.press(Key::Enter);
    harness.get_by_label("第2行：自然人，2022-01-05，予以公开，2022-01-20");

    harness.get_by_label_contains("填入表三（改动").click();
    harness.run();
    assert_eq!(harness.report(), before, "what is not counted is said first");
    harness.get_by_label("还有2行没有计入");
    harness.click("仍要填入");
    let after = harness.report();
    let form = form::by_id(&after.form).unwrap();
    let received = &form.role(form::Role::Received)[0];
    assert_eq!(after.cells[received].to_string(), "1");
    assert_eq!(harness.state().app.view(), Some(&View::Section("s3".into())));
    let written = file::write(harness.state().app.document().unwrap().draft());
    for name in ["张三丰", "李四光", "王五爷", "赵六哥"] {
        assert!(!written.contains(name), "{name}");
    }
    harness.press_with(egui::Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.report(), before, "one step of undo takes it all back");
}

#[test]
fn what_values_stand_for_is_chosen_from_lists_of_one_width() {
    let mut harness = at_ledger();
    paste(&mut harness, LEDGER);
    let width = |value: &str| harness.get_by_label(&format!("办理结果“{value}”对应")).rect().width();
    // The row of 部分公开 is called longer than a list is wide.
    let widths = ["领导批示", "予以公开", "部分公开"].map(width);
    assert!(widths.iter().all(|width| (width - widths[0]).abs() < 1.0), "{widths:?}");
}

#[test]
fn what_is_not_understood_is_chosen_once_and_kept() {
    let folder = tempdir().unwrap();
    let kept = folder.path().join("ledger.ron");
    let mut harness = at_ledger();
    harness.state_mut().app.user.ledger = KeptLedger::at(kept.clone());
    paste(&mut harness, LEDGER);
    harness.click("办理结果“领导批示”对应");
    harness.click("（一）予以公开");
    harness.get_by_label("台账4行，计入3行，未计入1行");

    let mut harness = at_ledger();
    harness.state_mut().app.user.ledger = KeptLedger::at(kept);
    paste(&mut harness, LEDGER);
    harness.get_by_label("台账4行，计入3行，未计入1行");
}

#[test]
fn a_column_can_be_chosen_otherwise() {
    let mut harness = at_ledger();
    paste(&mut harness, LEDGER);
    harness.click("答复日期在哪一列");
    harness.click("没有这一列");
    let work = harness.state().app.session.as_ref().unwrap().ledger.as_ref().unwrap();
    assert_eq!(work.columns.of(Column::Answered), None);
    harness.state_mut().app.apply(Command::Ledger(LedgerAct::Choose(Column::Received, None)));
    harness.run();
    harness.get_by_label("选好申请人类型、收到日期、办理结果三列，才能计数");
    assert!(harness.query_by_label_contains("填入表三（改动").is_none());
}

#[test]
fn a_file_that_is_no_ledger_is_refused_in_words() {
    let mut harness = at_ledger();
    let folder = tempdir().unwrap();
    for (name, bytes) in
        [("空.csv", &b""[..]), ("旧.xls", &[0xd0, 0xcf, 0x11, 0xe0]), ("坏.xlsx", b"PK\x03\x04...")]
    {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        harness.state_mut().app.apply(FileWish::Ledger.command(path, Replacing::Agreed));
        harness.wait();
        let said = harness.state().app.desk.notice.as_ref().unwrap().text.clone();
        assert!(said.starts_with(&format!("“{name}”")) && said.contains("没有读入"), "{said}");
        assert!(harness.state().app.session.as_ref().is_some_and(|session| session.ledger.is_none()));
    }
    let path = folder.path().join("台账.csv");
    std::fs::write(&path, LEDGER).unwrap();
    harness.state_mut().app.apply(FileWish::Ledger.command(path, Replacing::Agreed));
    harness.wait();
    harness.get_by_label("台账.csv");
}

#[test]
fn a_report_without_a_table_of_applications_has_no_such_act() {
    let draft = nianbao::draft::Draft {
        report: nianbao::draft::Report::new(&form::for_year(2015).unwrap(), 2015),
        ..nianbao::draft::Draft::default()
    };
    let harness = window(Some(nianbao::app::Document::new(form::for_year(2015).unwrap(), draft, None)));
    assert!(!harness.state().app.can(nianbao::app::Action::Ledger));
}

#[test]
fn a_long_ledger_is_drawn() {
    let mut harness = at_ledger();
    let rows: String = (0..50_000).map(|i| format!("某{i}\t自然人\t2022-01-05\t说法{i}\t\n")).collect();
    paste(&mut harness, &format!("{}\n{rows}", LEDGER.lines().next().unwrap()));
    harness.get_by_label("台账50000行，计入0行，未计入50000行");
}

/// A ledger of which no row is counted, in a window of the usual size.
fn uncounted(rows: usize) -> TestWindow {
    let mut harness = at_ledger();
    let lines: String = (0..rows).map(|i| format!("某{i}\t自然人\t2022-01-05\t请示领导\t\n")).collect();
    paste(&mut harness, &format!("{}\n{lines}", LEDGER.lines().next().unwrap()));
    harness
}

fn left(line: usize) -> String {
    format!("第{line}行：办理结果“请示领导”没有对应")
}

#[test]
fn the_wheel_over_the_rows_that_are_not_counted_scrolls_the_page() {
    let mut harness = uncounted(60);
    let head = |harness: &TestWindow| harness.get_by_label("未计入的60行").rect().top();
    let before = head(&harness);
    let over = harness.get_by_label(&left(2)).rect().center();
    harness.event(egui::Event::PointerMoved(over));
    harness.run();
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -120.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: egui::Modifiers::NONE,
    });
    harness.run();
    assert!(head(&harness) < before - 60.0, "the list keeps the wheel to itself");
}

#[test]
fn every_row_that_is_not_counted_is_come_to_by_keys() {
    let mut harness = uncounted(5_000);
    assert!(harness.query_by_label(&left(400)).is_none(), "the first of them are enough to begin with");
    let tabs = (0..20).position(|_| harness.tabbed(1).iter().any(|name| name.starts_with("再显示")));
    assert!(tabs.is_some(), "more rows are out of reach");
    harness.press(Key::Enter);
    // The link keeps the keys behind the rows that came.
    harness.press(Key::Enter);
    harness.get_by_label("再显示200行（还有4580行）");
    let window = harness.ctx.content_rect();
    let row = |harness: &TestWindow| harness.get_by_label(&left(400)).rect();
    assert!(row(&harness).top() > window.bottom());
    let screens = (0..20).position(|_| {
        harness.press(Key::PageDown);
        window.contains_rect(row(&harness))
    });
    assert!(screens.is_some(), "PageDown leads to no row");
    harness.press(Key::PageUp);
    assert!(row(&harness).top() > window.center().y);
}

#[test]
fn the_button_asks_the_system_for_what_was_copied() {
    let mut harness = at_ledger();
    harness.get_by_label("粘贴台账").click();
    harness.step();
    let asked = |harness: &TestWindow| {
        let output = harness.output().viewport_output.values();
        output.flat_map(|v| &v.commands).any(|c| *c == egui::ViewportCommand::RequestPaste)
    };
    // A click takes two frames: the button goes down in one and comes up in the next.
    if !asked(&harness) {
        harness.step();
    }
    assert!(asked(&harness), "the clipboard is asked for");
    paste(&mut harness, LEDGER);
    harness.get_by_label("台账4行，计入2行，未计入2行");
}

#[test]
fn waiting_for_a_ledger_can_be_stopped() {
    let mut harness = at_ledger();
    let rows: String = (0..50_000).map(|i| format!("某{i}\t自然人\t2022-01-05\t说法{i}\t\n")).collect();
    let before = harness.report();
    harness.event(egui::Event::Paste(format!("{}\n{rows}", LEDGER.lines().next().unwrap())));
    harness.step();
    harness.step();
    harness.get_by_label("正在读入“粘贴的台账”");
    harness.get_by_label("取消").click();
    harness.step();
    harness.step();
    assert!(
        harness.state().app.reading().is_none()
            && harness.state().app.session.as_ref().is_some_and(|session| session.ledger.is_none())
    );
    std::thread::sleep(std::time::Duration::from_millis(500));
    harness.run();
    assert!(
        harness.state().app.session.as_ref().is_some_and(|session| session.ledger.is_none()),
        "what comes too late is thrown away"
    );
    assert_eq!(harness.report(), before);
}

#[test]
fn the_labels_of_the_columns_stay_in_one_line() {
    for width in [900.0, 1024.0, 1366.0] {
        let mut harness = at_ledger();
        harness.set_size(egui::vec2(width, 768.0));
        paste(&mut harness, LEDGER);
        let tall = |harness: &TestWindow, label: &str| harness.get_by_label(label).rect().height();
        let line = tall(&harness, "台账的列");
        for label in ["申请人类型", "收到日期", "办理结果", "答复日期"] {
            assert!(tall(&harness, label) < line * 1.5, "{label} at {width}");
        }
    }
}

const REASONS: &str = "申请人类型,收到日期,办理结果,不予公开理由
自然人,2022-01-05,不予公开,涉及国家秘密
自然人,2022-02-05,不予公开,局里的规定
自然人,2022-02-06,其他处理,
自然人,2022-02-07,予以公开,
";

#[test]
fn a_reason_in_a_column_of_its_own_tells_the_row() {
    let mut harness = at_ledger();
    paste(&mut harness, REASONS);
    harness.get_by_label("台账4行，计入3行，未计入1行");
    harness.get_by_label("第3行：办理结果“不予公开（局里的规定）”没有对应");
    let order = |harness: &TestWindow| -> Vec<String> {
        let work = harness.state().app.session.as_ref().unwrap().ledger.as_ref().unwrap();
        work.outcomes.iter().map(|(value, ..)| value.clone()).collect()
    };
    let before = order(&harness);
    let expect = ["不予公开（局里的规定）", "予以公开", "不予公开（涉及国家秘密）", "其他处理"];
    assert_eq!(before, expect, "what nobody knows, then as the form has it");
    harness.click("办理结果“不予公开（局里的规定）”对应");
    harness.click("（三）不予公开·1.属于国家秘密");
    harness.get_by_label("台账4行，计入4行，未计入0行");
    assert_eq!(order(&harness), before, "the list stays where it is under the hand");
    // Rows are called by their full names; blanks that become 0 are folded.
    harness.get_by_label("（六）其他处理·3.其他自然人，0改为1，看台账的行");
}

#[test]
fn blanks_that_become_nought_are_folded_and_all_is_filled_without_a_question() {
    let form = form::for_year(2022).unwrap();
    let report = nianbao::draft::Report::new(&form, 2022);
    let mut harness = window(Some(crate::common::window::document(form, report)));
    harness.show("s3");
    harness.click("按台账填表");
    paste(&mut harness, "申请人类型,收到日期,办理结果\n自然人,2022-01-05,予以公开\n");
    harness.get_by_label("（一）予以公开自然人，空改为1，看台账的行");
    let nought = "（一）予以公开商业企业，空改为0，看台账的行";
    assert!(harness.query_by_label(nought).is_none());
    harness.get_by_label_contains("个空格填0").click();
    harness.run();
    harness.get_by_label(nought);
    harness.get_by_label_contains("填入表三（改动").click();
    harness.run();
    assert_eq!(harness.state().app.view(), Some(&View::Section("s3".into())));
}

#[test]
fn an_empty_ledger_is_written_to_be_handed_out() {
    let mut harness = at_ledger();
    let folder = tempdir().unwrap();
    let path = folder.path().join("台账.xlsx");
    let write = |harness: &mut TestWindow, replacing| {
        harness.state_mut().app.apply(FileWish::LedgerTemplate.command(path.clone(), replacing));
        harness.run();
    };
    write(&mut harness, Replacing::Ask);
    assert!(harness.state().app.desk.notice.as_ref().unwrap().text.contains("发给经办人填"));
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, "要紧").unwrap();
    write(&mut harness, Replacing::Ask);
    let question = nianbao::app::Question::Replace(FileWish::LedgerTemplate, path.clone());
    assert_eq!(harness.state().app.desk.question, Some(question));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "要紧");
    write(&mut harness, Replacing::Agreed);
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}
