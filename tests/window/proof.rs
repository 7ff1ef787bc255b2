//! Published reports in the window: dropped, opened, pasted; looked through beside their source; doubts accepted and
//! corrected.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::Duration,
};

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Command, Document, FileAct, View},
    draft::{Place, Report, doubted::DoubtGroup, file},
    form,
};

use crate::common::window::{Acts, Dropped, TestWindow, window};

fn published(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published").join(name)
}

/// The start page with this report opened.
fn opened(name: &str) -> TestWindow {
    let mut harness = window(None);
    harness.state_mut().app.apply(Command::File(FileAct::Open(published(name))));
    harness.wait();
    harness
}

fn doubts(harness: &TestWindow) -> usize {
    harness.state().app.document().unwrap().draft().doubts.len()
}

fn groups(harness: &TestWindow) -> Vec<DoubtGroup> {
    harness.state().app.document().unwrap().doubts()
}

#[test]
fn a_report_that_is_dropped_opens_beside_its_source() {
    let mut harness = window(None);
    harness.input_mut().dropped_files.push(Arc::new(Dropped(published("003.txt"))));
    harness.wait();
    assert_eq!(harness.state().app.view(), Some(&View::Proof));
    harness.get_by_label("核对读入的内容");
    assert!(harness.state().app.is_dirty(), "nothing of it is on the disk as a draft");
}

#[test]
fn pasted_text_is_read_on_the_start_page() {
    let mut harness = window(None);
    harness.event(egui::Event::Paste(fs::read_to_string(published("003.txt")).unwrap()));
    harness.wait();
    assert_eq!(harness.state().app.view(), Some(&View::Proof));
}

#[test]
fn every_figure_that_was_read_is_lit() {
    let harness = opened("003.txt");
    let document = harness.state().app.document().unwrap();
    let (report, proof) = (document.report(), document.proof().unwrap());
    assert!(report.cells.len() > 100);
    assert_eq!(proof.spots.len(), report.cells.len() + report.printed.len());
    for spot in &proof.spots {
        let entry = report.cells.get(&spot.place).or(report.printed.get(&spot.place));
        assert_eq!(proof.lines[spot.line][spot.bytes.clone()], entry.unwrap().to_string());
    }
}

#[test]
fn a_figure_in_the_source_says_where_it_went() {
    let mut harness = window(None);
    let text = fs::read_to_string(published("003.txt")).unwrap();
    let tables = text[text.find("二、主动公开政府信息情况").unwrap()..].to_owned();
    harness.event(egui::Event::Paste(tables));
    harness.wait();
    harness.click("原文59，表二“行政规范性文件”现行有效件数");
    harness.get_by_label("“59”读入表二“行政规范性文件”现行有效件数");
    harness.click("转到这一格");
    assert_eq!(harness.active(), "T2.norm.valid");
}

#[test]
fn doubts_are_accepted_one_by_one_or_all_at_once_and_undone() {
    let mut harness = opened("002.txt");
    let before = doubts(&harness);
    let all = groups(&harness);
    assert_eq!(all.len(), 1, "one table, one reason");
    let rows = &all[0].rows;
    assert_eq!((rows.len(), all[0].cells.len()), (20, 140));
    assert!(all[0].did.contains("各列相加均相符"), "{}", all[0].did);
    harness.click(&format!("逐行看：{}", all[0].place));
    harness.click(&format!("确认：{}", rows[0].place));
    assert_eq!(doubts(&harness), before - rows[0].at.len());
    assert_eq!(groups(&harness)[0].rows.len(), 19);
    harness.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(doubts(&harness), before);
    harness.click("全部确认（1处）");
    assert_eq!(doubts(&harness), 0);
    harness.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(doubts(&harness), before);
    harness.click(&format!("确认：{}", all[0].place));
    assert_eq!(doubts(&harness), 0);
}

/// The reason stands once over rows whose figures differ.
#[test]
fn blank_totals_of_a_table_are_one_doubt() {
    let text = fs::read_to_string(published("003.txt")).unwrap();
    let lines: Vec<String> = text.lines().map(without_total).collect();
    let mut harness = window(None);
    harness.event(egui::Event::Paste(lines.join("\n")));
    harness.wait();
    let groups = groups(&harness);
    assert_eq!(groups.len(), 1, "what is blank is reckoned with: {groups:#?}");
    assert_eq!(groups[0].did, "总计是空的，没有填");
    let first = &groups[0].rows[0];
    assert!(groups[0].beside(first).iter().all(|clause| clause.starts_with("各项相加为")), "{first:?}");
    assert!(groups[0].rows.len() > 5 && groups[0].rows.iter().all(|row| row.did.contains("各项相加为")));
    harness.click(&format!("逐行看：{}", groups[0].place));
    harness.get_by_label(&format!("更正：{}", groups[0].rows[0].place));
    harness.click(&format!("收起：{}", groups[0].place));
    harness.get_by_label(&format!("留空：{}", groups[0].place));
}

/// A row of refusals of the third table without what stands in its last cell.
fn without_total(line: &str) -> String {
    let fields: Vec<&str> = line.split('|').collect();
    let is_row = fields.len() >= 8 && ["1.", "2.", "3."].iter().any(|n| line.contains(n));
    let last = fields.iter().rposition(|f| f.trim().parse::<u32>().is_ok());
    match last.filter(|_| is_row) {
        Some(last) => {
            let blank =
                |(at, field): (usize, &&str)| if at == last { " ".to_owned() } else { (*field).to_owned() };
            fields.iter().enumerate().map(blank).collect::<Vec<_>>().join("|")
        }
        None => line.to_owned(),
    }
}

#[test]
fn a_doubtful_figure_is_corrected_in_one_step() {
    let text = fs::read_to_string(published("003.txt")).unwrap();
    let text = text.replace("行政规范性文件 | 6 | 0 | 59 |", "行政规范性文件 | 6 | 0 | 59左右 |");
    let mut harness = window(None);
    harness.event(egui::Event::Paste(text));
    harness.wait();
    let cell = "表二“行政规范性文件”现行有效件数";
    assert_eq!(doubts(&harness), 1);
    assert!(!harness.report().cells.keys().any(|id| id.as_str() == "T2.norm.valid"));
    harness.click(&format!("看原文：{cell}"));
    harness.click(&format!("更正：{cell}"));
    harness.type_text("59");
    harness.press(Key::Enter);
    assert_eq!(doubts(&harness), 0);
    let entry =
        harness.report().cells.iter().find(|(id, _)| id.as_str() == "T2.norm.valid").unwrap().1.to_string();
    assert_eq!(entry, "59");
    harness.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(doubts(&harness), 1);
}

#[test]
fn doubts_stay_with_the_draft_until_they_are_settled() {
    let harness = opened("002.txt");
    let draft = harness.state().app.document().unwrap().draft().clone();
    let again = file::read(&file::write(&draft)).unwrap();
    assert_eq!(again.doubts, draft.doubts);
    let mut reopened = window(Some(Document::new(form::by_id(&again.report.form).unwrap(), again, None)));
    assert_eq!(reopened.state().app.view(), Some(&View::Proof));
    reopened.click(&format!("全部确认（{}处）", groups(&reopened).len()));
    assert_eq!(doubts(&reopened), 0);
}

#[test]
fn what_cannot_be_read_is_said_and_nothing_changes() {
    let mut harness = window(None);
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("报告.docx");
    fs::write(&broken, b"PK\x03\x04 cut off").unwrap();
    harness.state_mut().app.apply(Command::File(FileAct::Open(broken)));
    harness.wait();
    assert!(harness.state().app.document().is_none());
    let notice = harness.state().app.desk.notice.clone().unwrap().text;
    assert!(notice.starts_with("“报告.docx”") && notice.contains("没有导入，文件没有改动"), "{notice}");
}

#[test]
fn waiting_for_a_report_can_be_stopped() {
    let mut harness = window(None);
    harness.state_mut().app.apply(Command::File(FileAct::Open(published("003.txt"))));
    harness.state_mut().app.apply(Command::File(FileAct::StopReading));
    thread::sleep(Duration::from_millis(200));
    harness.run();
    assert!(harness.state().app.document().is_none());
}

#[test]
fn next_year_is_begun_from_what_was_read() {
    let mut harness = opened("003.txt");
    let read = harness.report();
    harness.click("起草2023年度的报告");
    assert_eq!(harness.state().app.desk.question, None, "what was read travels in the new draft");
    let draft = harness.state().app.document().unwrap().draft().clone();
    assert_eq!((draft.report.year, draft.last), (2023, Some(read.clone())));
    let carried = |report: &Report, id: &str| {
        report.cells.iter().find(|(cell, _)| cell.as_str() == id).map(|(_, entry)| entry.to_string())
    };
    assert_eq!(carried(&draft.report, "T3.cin.nat"), carried(&read, "T3.cout.nat"));
    assert_eq!(carried(&draft.report, "T3.new.nat"), None);
}

#[test]
fn what_is_doubtful_stays_doubtful_in_the_draft_that_is_begun() {
    let text = fs::read_to_string(published("003.txt")).unwrap();
    let row = "四、结转下年度继续办理 | 0 | 0 |";
    assert!(text.contains(row));
    let mut harness = window(None);
    harness.event(egui::Event::Paste(text.replace(row, "四、结转下年度继续办理 | 约3 | 0 |")));
    harness.wait();
    let before = doubts(&harness);
    assert!(before > 0);
    harness.get_by_label("逐处核对后起草");
    harness.get_by_label(&format!("全部确认（{before}处）"));
    harness.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    let draft = harness.state().app.document().unwrap().draft();
    assert_eq!(draft.report.year, 2023);
    let kept: Vec<&Place> = draft.doubts.iter().map(|d| &d.place).collect();
    assert_eq!(kept, [&Place::Cell("T3.cin.nat".into())]);
    assert_eq!(draft.doubts[0].did, "由上年“四、结转下年度继续办理”自然人带入，读入时存疑：留空：不是数字");
    let notice = harness.state().app.desk.notice.clone().unwrap().text;
    assert!(notice.ends_with("其中上年结转1处，见“核对读入”。"), "{notice}");
}

/// A file with this text, opened on the start page.
fn opened_text(text: &str) -> (tempfile::TempDir, TestWindow) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("年报.txt");
    fs::write(&path, text).unwrap();
    let mut harness = window(None);
    harness.state_mut().app.apply(Command::File(FileAct::Open(path)));
    harness.wait();
    (folder, harness)
}

#[test]
fn nothing_read_is_nothing_to_begin_with() {
    let (_folder, harness) = opened_text("首页\n政务公开\n版权所有：某市人民政府\n");
    assert!(harness.query_by_label_contains("可以起草").is_none());
    let (_folder, harness) = opened_text("一、总体情况\n全年平稳。\n");
    harness.get_by_label_contains("可以起草");
}

#[test]
fn prose_beside_a_table_is_shown_where_it_stands() {
    let lines = [
        "本年度收到的申请都在法定期限内办结，其中当面答复",
        "的占三成，邮寄答复的占七成，没有因为逾期答复被申",
        "请复议的情形，比上一年度更加规范。",
    ];
    let more = "全年通过网站主动公开政府信息一百二十条，其中规范\n".repeat(8);
    let text = format!("一、总体情况\n{more}三、收到和处理政府信息公开申请情况\n{}\n", lines.join("\n"));
    let (_folder, mut harness) = opened_text(&text);
    let section = "收到和处理政府信息公开申请情况";
    let task = form::for_year(2024)
        .unwrap()
        .sections
        .iter()
        .find(|s| s.heading.contains(section))
        .unwrap()
        .task
        .clone();
    harness
        .get_by_label(&format!("原文“{}”，没有读入：这一部分只有表格，要用就复制到别的部分", lines.concat()));
    harness.click(&format!("看原文：{task}"));
}
