//! Last year in the window: a draft begun from it, its sentences marked and confirmed, its words moved on, a number
//! explained in the report. Every act by its accessible name.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{App, Command, Document, FileWish, Question, View, Wanted},
    draft::{Draft, Entry, Place, Report},
    import::{self, Hint},
    store,
    ui::Outside,
};

use crate::common::{
    dialog::Dialog,
    forms,
    window::{self, Acts, TestWindow, window},
};

fn wenzhou() -> Report {
    let text = include_str!("../published/003.txt");
    import::read(text.as_bytes(), &Hint::default()).unwrap().draft.report
}

/// A window on the draft of 2023 that was begun from the published report on 2022.
fn begun() -> TestWindow {
    let last = Draft { report: wenzhou(), ..Draft::default() };
    window(Some(Document::rolled(&last).unwrap().0))
}

fn document(window: &TestWindow) -> &Document {
    window.state().app.document().unwrap()
}

fn open(window: &TestWindow, section: &str) -> usize {
    document(window).open_leftovers(section).count()
}

#[test]
fn a_draft_is_begun_from_last_years_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("2022年度.ron");
    store::save(&path, &Draft { report: wenzhou(), ..Draft::default() }).unwrap();
    let dialog = Dialog::naming(&path);
    let mut window = window::outside(App::default(), Outside::none().with_dialogs(dialog.chooser()));
    window.get_by_label("由上年报告起草").click();
    window.settle();
    assert_eq!(window.report().year, 2023);
    assert_eq!(document(&window).path(), None, "last year's file is not the new draft's");
    assert!(window.state().app.is_dirty());
    let notice = window.state().app.desk.notice.clone().unwrap().text;
    assert_eq!(
        notice,
        "已由“2022年度.ron”起草：正文28句沿用上年，改过或确认后标记消失；除上年结转外，数字都空着。"
    );
    assert_eq!(store::open(&path).unwrap().report, wenzhou(), "it is as it was");
}

#[test]
fn the_question_for_a_new_report_offers_last_years() {
    let mut app = App::default();
    app.apply(Command::Do(nianbao::app::Action::New));
    assert_eq!(app.desk.question, Some(Question::NewReport));
    app.apply(Command::Do(nianbao::app::Action::BeginFrom));
    assert_eq!(app.desk.wanted, [Wanted::File(FileWish::Last)]);
    let mut window = window(None);
    window.press_with(Modifiers::COMMAND, Key::N);
    window.get_by_label("由上年报告起草…");
}

#[test]
fn the_report_that_is_open_can_be_the_last_one() {
    let mut window = window(Some(window::example("wenzhou-2022.ron")));
    window.state_mut().app.apply(Command::Do(nianbao::app::Action::BeginNext));
    window.run();
    assert_eq!(window.report().year, 2023);
    assert_eq!(document(&window).draft().last.as_ref().unwrap().year, 2022);
}

#[test]
fn a_sentence_is_confirmed_and_the_next_one_selected() {
    let mut window = begun();
    window.show("s5");
    window.get_by_label("上年原文2句，改过或确认后消失");
    window.press(Key::F4);
    assert_eq!(open(&window, "s5"), 2, "the first press shows what would be confirmed");
    assert_eq!(window.state().app.session.as_ref().unwrap().text.mark.clone().unwrap().chars.start, 0);
    window.press(Key::F4);
    assert_eq!(open(&window, "s5"), 1);
    let next = window.state().app.session.as_ref().unwrap().text.mark.clone().unwrap();
    assert_eq!(next.section, "s5");
    assert!(next.chars.start > 50, "the second sentence: {next:?}");
    window.click("确认这句");
    assert_eq!(open(&window, "s5"), 0);
    window.get_by_label("上年原文都已改过或确认");
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(open(&window, "s5"), 1);
}

#[test]
fn a_whole_section_is_confirmed_as_one_step() {
    let mut window = begun();
    window.show("s1");
    let before = open(&window, "s1");
    assert!(before > 10);
    window.press_with(Modifiers::SHIFT, Key::F4);
    assert_eq!(open(&window, "s1"), 0);
    assert_eq!(open(&window, "s5"), 2, "no other section");
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(open(&window, "s1"), before);
    window.click("确认本部分");
    assert_eq!(open(&window, "s1"), 0);
}

#[test]
fn the_task_list_and_the_line_say_how_much_is_last_years() {
    let mut window = begun();
    window.show("s6");
    window.get_by_label("与上年相同100%，全文100%");
    window.get_by_label("全文与上年相同100%");
    window.get_by_label_contains("六、其他事项，1处提醒、1句上年原文");
}

#[test]
fn proposals_are_accepted_declined_and_gone_to() {
    let mut window = begun();
    window.show("s0");
    let year = "2022 → 2023";
    assert_eq!(document(&window).proposals().len(), 12);
    window.get_all_by_label("转到").next().unwrap().click();
    window.run();
    assert_eq!(window.state().app.session.as_ref().unwrap().text.mark.as_ref().unwrap().section, "s0");
    window.get_all_by_label(&format!("接受：{year}")).next().unwrap().click();
    window.run();
    assert_eq!(document(&window).proposals().len(), 11);
    assert!(window.report().text("s0").contains("2023年温州市"));
    window.get_all_by_label(&format!("不改：{year}")).next().unwrap().click();
    window.run();
    assert_eq!(document(&window).proposals().len(), 9, "both years of the sentence stay");
    window.click("接受全部建议，全文9处");
    assert_eq!(document(&window).proposals().len(), 0);
    assert!(window.report().text("s1").starts_with("2023年"));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(document(&window).proposals().len(), 9, "one step of undo");
}

#[test]
fn a_finding_in_a_text_selects_its_words() {
    let mut window = begun();
    window.show("s2");
    let label = "错误：依据写的是国办公开办函〔2019〕60号，2023年度应为国办公开办函〔2021〕30号。";
    window.get_by_label(label).click();
    window.run();
    assert_eq!(window.state().app.view(), Some(&View::Section("s0".into())));
    let mark = window.state().app.session.as_ref().unwrap().text.mark.clone().unwrap();
    let words: String =
        window.report().text("s0").chars().skip(mark.chars.start).take(mark.chars.len()).collect();
    assert_eq!(words, "国办公开办函〔2019〕60号");
    window.state_mut().app.apply(Command::GoTo(Place::Title));
    assert_eq!(window.state().app.view(), Some(&View::Agency));
}

#[test]
fn what_is_proposed_is_not_told_again_as_wrong() {
    let mut window = begun();
    let label = "错误：依据写的是国办公开办函〔2019〕60号，2023年度应为国办公开办函〔2021〕30号。";
    window.show("s0");
    assert!(window.query_by_label(label).is_none(), "it stands over the cards, to be accepted");
    assert_eq!(document(&window).counts(None).errors, 1, "and counts all the same");
    window.show("s1");
    window.get_by_label(label);
}

#[test]
fn an_explained_number_is_explained_in_the_report_too() {
    let form = forms::by_id("F2021");
    let mut report = Report { year: 2024, ..forms::quiet(&form) };
    let mut last = Report { year: 2023, ..forms::zeros(&form) };
    for (report, valid) in [(&mut report, "64"), (&mut last, "60")] {
        report.cells.insert("T2.norm.valid".into(), Entry::read(valid).unwrap());
    }
    let draft = Draft { report, last: Some(last), ..Draft::default() };
    let mut window = window(Some(Document::new(form, draft, None)));
    window.show("s2");
    assert!(window.query_by_label("写进“六、其他事项”").is_none());
    window.get_by_label_contains("写说明：").click();
    window.run();
    window.get_by_role_and_label(egui::Role::MultilineTextInput, "为什么这样是对的：").focus();
    window.run();
    window.type_text("开展了规范性文件清理");
    window.click("保存说明");
    window.click("写进“六、其他事项”");
    let text = window.report().text("s6").to_owned();
    assert!(
        text.ends_with("\n因开展了规范性文件清理，行政规范性文件现行有效件数调整为64件，以本年度报告为准。"),
        "{text}"
    );
    assert!(window.query_by_label("写进“六、其他事项”").is_none(), "it is there");
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert!(!window.report().text("s6").contains("调整为64件"));
    assert_eq!(document(&window).counts(None).explained, 1);
}
