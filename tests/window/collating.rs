//! 带回Word修改 and 公布后核对, by accessible names: a copy that comes back is listed beside the draft, taken in one by
//! one or a section at a time; a published page is held against the version that was signed.

use std::{fs, path::PathBuf};

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nianbao::{
    app::{Action, Change, Command, Document, FileWish, Replacing, View},
    collate::Purpose,
    draft::{Opened, edit::Edit, examples, file, sign::Date},
    export::{Format, copy::CopyOptions, docx, html},
    form,
    layout::Faces,
    ui::theme::theme,
};
use tempfile::{TempDir, tempdir};

use crate::common::{
    painted::Painted,
    window::{Acts, Dropped, TestWindow, example, sized, window},
};

const REPORT: &str = "wenzhou-2022.ron";
const APPLICANT: &str = "表三“一、本年新收政府信息公开申请数量”自然人";

fn edited(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/edited", &format!("{name}.docx")].iter().collect()
}

/// A window in which this copy has been read for a purpose.
fn read(document: Document, purpose: Purpose, path: PathBuf) -> TestWindow {
    // High, so that all of the list can be clicked.
    let mut harness = sized(Some(document), egui::vec2(1366.0, 2600.0));
    read_in(&mut harness, purpose, path);
    harness
}

fn read_in(harness: &mut TestWindow, purpose: Purpose, path: PathBuf) {
    harness.state_mut().app.apply(FileWish::Copy(purpose).command(path, Replacing::Ask));
    harness.wait();
}

fn returned(name: &str) -> TestWindow {
    read(example(REPORT), Purpose::Returned, edited(name))
}

fn signed() -> Document {
    let mut document = example(REPORT);
    let signed = document.draft().with_signed(Some(Date { year: 2023, month: 1, day: 10 }), "王局长");
    document.edit(change(Edit::Signed(signed)));
    document
}

/// The same with a sentence written after it was signed.
fn gone_on() -> Document {
    let mut document = signed();
    let text = document.report().text("s5").to_owned() + "后来自己又写的一句。";
    document.edit(change(Edit::Text("s5".into(), text.as_str().into())));
    document
}

fn change(edit: Edit) -> Change {
    Change { name: "改".to_owned(), edits: vec![edit], merge: None }
}

/// A file with these bytes.
fn file_of(name: &str, bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

#[test]
fn the_first_choice_is_a_few_tabs_from_the_beginning_of_the_page() {
    let mut harness = returned("untracked");
    let is_choice = |harness: &TestWindow| {
        let chosen = harness.root().children_recursive().find(egui_kittest::Node::is_focused);
        chosen.and_then(|node| node.accesskit_node().label()).is_some_and(|name| name.starts_with("接受："))
    };
    let tabs = (0..4).position(|_| {
        harness.press(Key::Tab);
        is_choice(&harness)
    });
    assert!(tabs.is_some(), "接受 is far away");
}

fn notice(harness: &TestWindow) -> String {
    harness.state().app.desk.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
}

/// What is copied in the next frames.
fn copied(harness: &mut TestWindow) -> String {
    for _ in 0..4 {
        harness.step();
        let text = harness.output().platform_output.commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
        if let Some(text) = text {
            return text;
        }
    }
    panic!("nothing was copied");
}

fn has(harness: &TestWindow, label: &str) -> bool {
    harness.query_by_label(label).is_some()
}

fn undo(harness: &mut TestWindow) {
    harness.press_with(Modifiers::COMMAND, Key::Z);
}

#[test]
fn changes_are_accepted_one_by_one_and_undone() {
    let mut harness = returned("untracked");
    assert_eq!(harness.state().app.view(), Some(&View::Collate(Purpose::Returned)));
    harness.get_by_label("改动6处（数字1处，文字5处）：6处待定");
    harness.get_by_label("带回Word修改，6处待定");
    assert!(Painted::of(&harness).says("［＋分段＋］"), "one paragraph has become two");
    let before = harness.report();
    harness.click(&format!("接受：{APPLICANT}"));
    let app = &harness.state().app;
    assert_eq!(app.document().unwrap().undo_name(), Some(&*format!("接受Word修改：{APPLICANT}")));
    assert_ne!(harness.report(), before);
    harness.get_by_label(&format!("{APPLICANT}：已接受"));
    harness.get_by_label("改动6处（数字1处，文字5处）：5处待定，1处已接受");
    // What it breaks is said as if it had been typed.
    assert!(harness.query_all_by_label_contains("处错误").next().is_some());
    undo(&mut harness);
    assert_eq!(harness.report(), before, "one step takes it back");
    assert_eq!(harness.state().app.view(), Some(&View::Collate(Purpose::Returned)), "and is seen here");
    harness.get_by_label(&format!("接受：{APPLICANT}"));
    harness.press_with(Modifiers::COMMAND, Key::Y);
    harness.get_by_label(&format!("{APPLICANT}：已接受"));
}

#[test]
fn a_section_is_accepted_at_once_and_undone_as_one_step() {
    let mut harness = returned("untracked");
    let before = harness.report();
    harness.click("一、总体情况全部接受（3处）");
    assert_eq!(harness.state().app.document().unwrap().undo_name(), Some("接受“一、总体情况”的Word修改3处"));
    let text = harness.report().text("s1").to_owned();
    assert!(text.contains("公开案件18件") && text.contains("研究解决重点难点问题"), "{text}");
    harness.get_by_label("改动6处（数字1处，文字5处）：3处待定，3处已接受");
    undo(&mut harness);
    assert_eq!(harness.report(), before);
}

#[test]
fn what_is_not_wanted_stays_listed_and_can_be_thought_over() {
    let mut harness = returned("untracked");
    let before = harness.report();
    harness.click(&format!("不接受：{APPLICANT}"));
    harness.get_by_label(&format!("{APPLICANT}：不接受"));
    harness.get_by_label("改动6处（数字1处，文字5处）：5处待定，1处不接受");
    assert_eq!(harness.report(), before);
    assert!(!has(&harness, &format!("接受：{APPLICANT}")));
    harness.click(&format!("改回待定：{APPLICANT}"));
    harness.get_by_label(&format!("接受：{APPLICANT}"));
    // What was left out is left out of all of its section too.
    harness.click("不接受：一、总体情况第4段");
    harness.click("一、总体情况全部接受（2处）");
    assert!(harness.report().text("s1").contains("公开案件16件"));
}

/// Tomorrow the same copy is brought back beside the draft as it was saved, with a paragraph written since.
#[test]
fn what_is_not_wanted_is_kept_with_the_draft() {
    let mut harness = returned("untracked");
    let (figure, text) = (format!("不接受：{APPLICANT}"), "不接受：一、总体情况第4段");
    harness.click(&figure);
    harness.click(text);
    let undone =
        |harness: &TestWindow| harness.state().app.document().unwrap().undo_name().map(str::to_owned);
    assert_eq!(undone(&harness).as_deref(), Some("不接受Word修改：一、总体情况第4段"));
    undo(&mut harness);
    harness.get_by_label(text);
    harness.press_with(Modifiers::COMMAND, Key::Y);
    let saved = file::write(harness.state().app.document().unwrap().draft());

    let draft = file::read(&saved).unwrap();
    let form = form::by_id(&draft.report.form).unwrap();
    let mut document = Document::new(form, draft, None);
    let written = format!("后来写的一段。\n{}", document.report().text("s1"));
    document.edit(change(Edit::Text("s1".into(), written.as_str().into())));
    let mut harness = read(document, Purpose::Returned, edited("untracked"));
    for name in [APPLICANT, "一、总体情况第4段"] {
        harness.get_by_label(&format!("{name}：不接受"));
    }
    harness.click(&format!("改回待定：{APPLICANT}"));
    assert_eq!(undone(&harness), Some(format!("Word修改改回待定：{APPLICANT}")));
    harness.get_by_label(&figure);
    assert_eq!(harness.state().app.document().unwrap().draft().declined.len(), 1);
}

/// The link that has the keys, by its name, where it can be read.
fn with_the_keys(harness: &TestWindow) -> String {
    let mut links = harness.query_all_by_role(Role::Link);
    let link = links.find(egui_kittest::Node::is_focused).expect("no link has the keys");
    let name = link.accesskit_node().label().unwrap_or_default();
    let painted = Painted::of(harness);
    let words = painted.words(link.rect());
    assert!(!words.is_empty() && name.starts_with(&words), "{name} is out of sight");
    let accent = egui::Color32::from(theme().colours.accent);
    let is_ring = |at: egui::Rect| at.contains_rect(link.rect()) && link.rect().expand(6.0).contains_rect(at);
    let mut frames = painted.frames.iter();
    assert!(frames.any(|(at, wide, colour)| *wide >= 2.0 && *colour == accent && is_ring(*at)), "{name}");
    name
}

fn decide(harness: &mut TestWindow, link: &str) {
    harness.get_by_label(link).focus();
    harness.run();
    harness.press(Key::Enter);
}

#[test]
fn who_decides_by_keys_goes_on_to_the_next_change() {
    let mut harness = window(Some(example(REPORT)));
    read_in(&mut harness, Purpose::Returned, edited("untracked"));
    decide(&mut harness, "接受：一、总体情况第2段");
    assert_eq!(with_the_keys(&harness), "接受：一、总体情况第4段");
    harness.press(Key::Tab);
    assert_eq!(with_the_keys(&harness), "不接受：一、总体情况第4段", "in the order in which it is read");
    harness.press(Key::Enter);
    assert_eq!(with_the_keys(&harness), "接受：一、总体情况原第7段");
    decide(&mut harness, "改回待定：一、总体情况第4段");
    assert_eq!(with_the_keys(&harness), "接受：一、总体情况第4段", "it is to be decided once more");
    decide(&mut harness, "一、总体情况全部接受（2处）");
    assert_eq!(with_the_keys(&harness), format!("接受：{APPLICANT}"));
    decide(&mut harness, "接受：六、其他事项第2段");
    assert_eq!(with_the_keys(&harness), format!("接受：{APPLICANT}"), "after the last the first again");
    harness.press(Key::Enter);
    harness.press(Key::Enter);
    harness.get_by_label("改动6处（数字1处，文字5处）：6处已接受");
    assert_eq!(with_the_keys(&harness), "转到：五、问题及改进第1至2段", "nothing is left to decide");
}

#[test]
fn what_is_clicked_moves_nothing_under_the_pointer() {
    let mut harness = window(Some(example(REPORT)));
    read_in(&mut harness, Purpose::Returned, edited("untracked"));
    let last = "接受：五、问题及改进第1至2段";
    let before = harness.get_by_label(last).rect();
    harness.click("接受：一、总体情况第2段");
    assert_eq!(harness.get_by_label(last).rect(), before);
    assert!(harness.query_all_by_role(Role::Link).all(|link| !link.is_focused()));
}

/// What was moved is one thing: taken or left as a whole.
#[test]
fn a_paragraph_that_was_moved_is_accepted_as_one() {
    let mut harness = returned("moved");
    let before = harness.report();
    harness.click("不接受：一、总体情况原第7段");
    harness.get_by_label("改动2处（文字2处）：2处不接受");
    harness.click("改回待定：一、总体情况第2段");
    harness.click("接受：一、总体情况第2段");
    harness.get_by_label("改动2处（文字2处）：2处已接受");
    let (was, now) = (before.text("s1").to_owned(), harness.report().text("s1").to_owned());
    assert_ne!(was, now);
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(|line| line.trim().to_owned()).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&was), sorted(&now), "nothing is lost and nothing doubled");
    undo(&mut harness);
    assert_eq!(harness.report(), before);
}

#[test]
fn comments_stand_beside_what_they_are_about_with_their_authors() {
    for name in ["tracked", "office-tracked"] {
        let harness = returned(name);
        let begins = "批注　王局长：这一段太长，压缩到三行（批在“根据《中华人民共和国政府信息公开条例》";
        harness.get_by_label_contains(begins);
        harness.get_by_label("王局长修订");
        harness.get_by_label("李处长修订");
        harness.get_by_label("改动2处（文字2处），批注1条：2处待定");
    }
}

#[test]
fn what_was_written_since_is_said_and_never_replaced() {
    let mut harness = returned("untracked");
    harness.show("s1");
    let text = harness.report().text("s1").replacen("开案件16件", "开案件17件", 1);
    harness.state_mut().app.apply(Command::Edit(change(Edit::Text("s1".into(), text.as_str().into()))));
    harness.run();
    assert!(has(&harness, "带回Word修改"), "nothing is counted that was not looked at");
    harness.click("带回Word修改");
    harness.get_by_label("一、总体情况第4段：要自己改");
    harness.get_by_label_contains("草稿里这一段后来又改过");
    harness.click("一、总体情况全部接受（2处）");
    assert!(harness.report().text("s1").contains("开案件17件"));
    harness.click("转到：一、总体情况第4段");
    assert_eq!(harness.state().app.view(), Some(&View::Section("s1".into())));
}

#[test]
fn a_copy_of_an_older_state_is_held_against_that_state() {
    // It was made from the version that was signed; the draft has gone on since.
    let mut harness = read(gone_on(), Purpose::Returned, edited("tracked"));
    harness.get_by_label_contains("这份Word和签发的送审第1稿（2023年1月10日）最接近");
    harness.get_by_label("改动2处（文字2处），批注1条：2处待定");
    harness.click("改为和现在的草稿比");
    harness.get_by_label("改动3处（文字3处），批注1条：3处待定");
}

#[test]
fn a_published_page_is_held_against_the_signed_version() {
    let clean = html::page(signed().sheet());
    let (_folder, path) = file_of("公布.html", clean.as_bytes());
    // The draft has gone on; what was signed was published.
    let mut harness = read(gone_on(), Purpose::Published, path);
    harness.get_by_label("✓ 一致：和签发的送审第1稿（2023年1月10日）没有不同");
    harness.get_by_label("签发后草稿又有改动，这里不算：比的是签发的那一稿");
    harness.get_by_label("公布后核对，一致");
    assert!(!has(&harness, "复制清单"));

    let spoilt = clean.replacen("〔2019〕60号", "201960号", 1).replacen("公开案件16件", "公开案件61件", 1);
    let (_folder, path) = file_of("公布.html", spoilt.as_bytes());
    read_in(&mut harness, Purpose::Published, path);
    harness.get_by_label("和签发的送审第1稿（2023年1月10日）有2处不同：文字2处");
    harness.get_by_label("少了“〔〕”");
    harness.get_by_label("数字不同");
    assert!(
        harness.query_all_by_label_contains("接受").next().is_none(),
        "nothing of it comes into the draft"
    );
    harness.get_by_label("复制清单").click();
    let list = copied(&mut harness);
    assert!(list.contains("1. 开头第1段（少了“〔〕”）：应为“") && list.contains("现为“"), "{list}");
    assert!(list.contains("2. 一、总体情况第3段（数字不同）"), "{list}");
    harness.click("转到：一、总体情况第3段");
    assert_eq!(harness.state().app.view(), Some(&View::Section("s1".into())));
}

#[test]
fn tab_goes_through_the_published_page_as_it_is_read() {
    let page = html::page(signed().sheet());
    let spoilt = page.replacen("〔2019〕60号", "201960号", 1).replacen("公开案件16件", "公开案件61件", 1);
    let (_folder, path) = file_of("公布.html", spoilt.as_bytes());
    let mut harness = read(signed(), Purpose::Published, path);
    let names = harness.tabbed(7);
    let first = names.iter().position(|name| name == "复制清单").unwrap();
    assert!(first < 2, "{names:?}");
    let expect = ["另选文件…", "粘贴网页", "转到：开头第1段", "转到：一、总体情况第3段"];
    assert_eq!(names[first + 1..first + 5], expect);
}

#[test]
fn a_page_copied_in_the_browser_is_pasted() {
    let document = example(REPORT);
    let text = nianbao::export::text::export(document.sheet());
    let mut harness = window(Some(document));
    harness.state_mut().app.apply(Command::Do(Action::CheckPublished));
    harness.run();
    harness.get_by_label_contains("在浏览器里打开公布的报告");
    harness.event(egui::Event::Paste(text));
    harness.wait();
    harness.get_by_label("✓ 一致：和草稿没有不同");
    harness.get_by_label("还没有标记签发的稿，是和草稿比的");
}

#[test]
fn a_file_dropped_on_the_page_is_another_copy() {
    let mut harness = returned("tracked");
    harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(edited("untracked"))));
    harness.wait();
    harness.get_by_label("改动6处（数字1处，文字5处）：6处待定");
}

#[test]
fn what_is_no_copy_of_this_report_is_refused_in_words() {
    let other = examples::all().iter().find(|(name, _)| *name != REPORT).unwrap();
    let theirs = file::read(other.1).unwrap();
    let their_form = form::by_id(&theirs.report.form).unwrap();
    let word = docx::export(Opened::new(&their_form, &theirs).unwrap().sheet()).unwrap();
    let whose = theirs.report.title();
    let own = docx::export(example(REPORT).sheet()).unwrap();
    for (name, bytes, said) in [
        ("别人的.docx", word.as_slice(), whose.as_str()),
        ("坏.docx", &own[..own.len() / 2], "坏.docx"),
        ("空.docx", b"", "空.docx"),
        ("通知.txt", "各部门：明天下午三点开会，请准时参加。".as_bytes(), "不像年度报告"),
    ] {
        let (_folder, path) = file_of(name, bytes);
        let harness = read(example(REPORT), Purpose::Returned, path);
        let notice = notice(&harness);
        assert!(notice.contains(said) && notice.contains("没有"), "{name}: {notice}");
        assert_eq!(harness.report(), example(REPORT).report().clone(), "{name}");
        assert!(harness.state().app.session.as_ref().unwrap().copy_of(Purpose::Returned).is_none(), "{name}");
    }
}

#[test]
fn every_published_format_is_the_same_as_the_draft() {
    for format in [Format::Html, Format::Docx, Format::Text, Format::Pdf] {
        let document = example(REPORT);
        let bytes = format.make(document.opened(), CopyOptions::default(), Faces::bundled()).unwrap();
        let (_folder, path) = file_of(&format!("公布.{}", format.extension()), &bytes);
        let harness = read(document, Purpose::Published, path);
        harness.get_by_label("✓ 一致：和草稿没有不同");
    }
}
