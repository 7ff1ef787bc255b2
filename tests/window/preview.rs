//! What leaves the program, as the window has it: preview, printing, copies sent up, the clipboard.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that does not find what it needs fails as it should"
)]

use std::{cell::RefCell, fs, rc::Rc, time::Duration};

use egui::{Event, Key, Modifiers, OutputCommand, PointerButton, Pos2, Role, pos2};
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Command, FileAct, PageZoom, PreviewAct, PrintAct, Replacing, View, grid::GridAct},
    draft::{Draft, examples, sign::SinceSigned},
    export::{
        Format,
        copy::{CopyKind, Watermark},
    },
    layout::{Area, Origin, Page},
    store::print::Programs,
    ui::{Board, Outside, theme::theme},
};

use crate::common::{
    dialog::Dialog,
    pages::{run, squash, written},
    painted::Painted,
    programs::Fakes,
    window::{self, Acts, TestWindow, example, window},
};

/// A window on the example of a department that shows the pages.
fn preview() -> TestWindow {
    let mut harness = window(Some(example("wenzhou-2022.ron")));
    harness.press(Key::F6);
    harness
}

fn act(harness: &mut TestWindow, act: PreviewAct) {
    harness.state_mut().app.apply(Command::Preview(act));
    harness.run();
}

/// Goes to a page by its picture, which may have to be scrolled to.
fn turn_to(harness: &mut TestWindow, number: usize) {
    harness.get_by_label(&format!("转到第{number}页")).click_accesskit();
    harness.run();
}

/// The pages shown.
fn shown(harness: &TestWindow) -> Vec<Page> {
    harness.state().app.printed().unwrap().to_vec()
}

/// Clicks in the middle of an area of the page that is shown at the top.
fn click_on(harness: &mut TestWindow, number: usize, area: Area) {
    act(harness, PreviewAct::Zoom(PageZoom::Page));
    turn_to(harness, number + 1);
    let page = harness.get_by_label(&format!("第{}页", number + 1)).rect();
    let scale = page.width() / nianbao::layout::sheet::WIDTH;
    let middle = (f32::midpoint(area.from.0, area.to.0), f32::midpoint(area.from.1, area.to.1));
    let at = page.min + egui::vec2(middle.0, middle.1) * scale;
    click_at(harness, at);
}

fn click_at(harness: &mut TestWindow, pos: Pos2) {
    harness.event(Event::PointerMoved(pos));
    for pressed in [true, false] {
        let button = PointerButton::Primary;
        harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    }
    harness.run();
}

/// The area of what this finds on the pages, with the number of the page.
fn find(harness: &TestWindow, wanted: impl Fn(Origin) -> bool) -> (usize, Area) {
    let pages = shown(harness);
    let of_page = |page: &Page| {
        let boxes = page.boxes.iter().map(|area| area.origin);
        let origin = boxes.chain(page.runs.iter().map(|run| run.origin)).find(|o| wanted(*o))?;
        page.area_of(origin)
    };
    pages.iter().enumerate().find_map(|(number, page)| Some((number, of_page(page)?))).unwrap()
}

#[test]
fn the_pages_shown_are_those_of_the_file() {
    for (name, _) in examples::all() {
        for kind in CopyKind::ALL {
            let mut harness = window(Some(example(name)));
            harness.press(Key::F6);
            act(&mut harness, PreviewAct::Copy(kind));
            if kind == CopyKind::SignOff {
                act(&mut harness, PreviewAct::Watermark(Watermark::SentUp));
            }
            let path = written(&format!("preview-{kind:?}-{name}.pdf"), b"");
            let wish = nianbao::app::FileWish::Export(Format::Pdf, kind);
            harness.state_mut().app.apply(Command::File(FileAct::Write(
                wish,
                path.clone(),
                Replacing::Agreed,
            )));
            harness.wait();
            let Some(text) = run("pdftotext", &["-raw"], &path) else { return };
            let file: Vec<String> = text.split('\u{c}').map(squash).filter(|page| !page.is_empty()).collect();
            let pages: Vec<String> = shown(&harness).iter().map(|page| squash(&page.text())).collect();
            assert_eq!(pages, file, "{name} {kind:?}");
        }
    }
}

#[test]
fn pages_are_read_out_and_gone_to() {
    let mut harness = preview();
    assert_eq!(harness.state().app.view(), Some(&View::Preview));
    let first = harness.get_by_role_and_label(Role::Document, "第1页").value().unwrap();
    assert_eq!(first, shown(&harness)[0].text());
    harness.get_by_label("第1页，共6页");
    turn_to(&mut harness, 6);
    harness.get_by_label("第6页，共6页");
    harness.press(Key::F6);
    harness.press(Key::Home);
    harness.get_by_label("第1页，共6页");
    harness.press(Key::End);
    harness.get_by_label("第6页，共6页");
}

#[test]
fn sizes_go_from_50_to_400_percent_and_keep_the_place() {
    let mut harness = preview();
    turn_to(&mut harness, 4);
    for _ in 0..20 {
        harness.click("页面放大");
    }
    assert_eq!(harness.state().app.session.as_ref().unwrap().preview.zoom, PageZoom::Percent(400));
    harness.get_by_label_contains("第4页，");
    for _ in 0..20 {
        harness.click("页面缩小");
    }
    assert_eq!(harness.state().app.session.as_ref().unwrap().preview.zoom, PageZoom::Percent(50));
    harness.click("页面原大");
    assert_eq!(harness.state().app.session.as_ref().unwrap().preview.zoom, PageZoom::Percent(100));
    harness.click("整页");
    harness.get_by_label_contains("第4页，");
    let at = harness.get_by_label("第4页").rect().center();
    harness.event(Event::PointerMoved(at));
    harness.event(Event::Zoom(2.0));
    harness.run();
    assert!(
        matches!(harness.state().app.session.as_ref().unwrap().preview.zoom, PageZoom::Percent(60..)),
        "Ctrl and the wheel"
    );
    harness.get_by_label_contains("第4页，");
}

#[test]
fn a_click_on_a_cell_goes_to_it_filled_or_blank() {
    let mut harness = preview();
    let form = harness.state().app.document().unwrap().form().clone();
    let cell = form.cells().iter().find(|c| c.table == 1 && !c.is_total()).unwrap().clone();
    harness.state_mut().app.apply(Command::Grid(GridAct::Select(cell.id.clone())));
    for _ in 0..2 {
        let (number, area) = find(&harness, |o| o.cell(&form).is_some_and(|id| *id == cell.id));
        click_on(&mut harness, number, area);
        assert_eq!(
            harness.state().app.session.as_ref().unwrap().section().unwrap().table(),
            Some(&form.tables[1].id)
        );
        assert_eq!(harness.active(), cell.id.to_string());
        // The second time it is blank.
        harness.press(Key::Delete);
        harness.press(Key::F6);
    }
}

#[test]
fn a_click_on_words_puts_the_caret_there() {
    let mut harness = preview();
    let (number, area) = find(&harness, |o| matches!(o, Origin::Paragraph(1, 1)));
    click_on(&mut harness, number, area);
    assert_eq!(harness.state().app.view(), Some(&View::Section("s1".into())));
    harness.run();
    harness.type_text("甲乙丙");
    let text = harness.report().text("s1").to_owned();
    let paragraph = text.split('\n').filter(|p| !p.trim().is_empty()).nth(1).unwrap();
    let at = paragraph.find("甲乙丙").expect("the words are in the paragraph that was clicked");
    assert!(at > 0, "and not at its start: {paragraph}");
}

#[test]
fn what_is_written_is_found_on_its_page() {
    let mut harness = preview();
    harness.show("s3");
    harness.press_with(Modifiers::SHIFT, Key::F6);
    assert_eq!(harness.state().app.view(), Some(&View::Preview));
    let form = harness.state().app.document().unwrap().form().clone();
    let lit = harness.state().app.session.as_ref().unwrap().preview.lit.unwrap();
    assert_eq!(lit.cell(&form).unwrap().to_string(), harness.active());
    harness.get_by_label("第5页，共6页");
    harness.press(Key::Enter);
    assert_eq!(harness.state().app.view(), Some(&View::Section("s3".into())), "and back");
    harness.show("s5");
    harness.press_with(Modifiers::SHIFT, Key::F6);
    assert!(matches!(
        harness.state().app.session.as_ref().unwrap().preview.lit,
        Some(Origin::Paragraph(5, _))
    ));
    harness.get_by_label("第6页，共6页");
}

#[test]
fn the_place_is_kept_while_the_draft_changes() {
    let mut harness = preview();
    harness.show("s3");
    harness.type_text("17");
    harness.press(Key::Enter);
    harness.press(Key::F6);
    turn_to(&mut harness, 5);
    let before = harness.get_by_label("第5页").rect();
    harness.press_with(Modifiers::COMMAND, Key::Z);
    harness.press(Key::F6);
    assert_eq!(harness.get_by_label("第5页").rect(), before);
    harness.get_by_label("第5页，共6页");
}

#[test]
fn the_copy_and_its_watermark_are_chosen_over_the_pages() {
    let mut harness = preview();
    harness.click("送审稿");
    harness.get_by_label("第1页，共7页");
    assert!(shown(&harness)[0].text().starts_with("政府信息公开工作年度报告送审单"));
    assert!(shown(&harness)[1].watermark.is_none());
    harness.click("水印");
    assert!(shown(&harness)[1].watermark.is_some());
    harness.click("公布稿");
    harness.get_by_label("第1页，共6页");
}

/// A window that prints with these programs and copies onto this board.
fn outside(programs: Programs, board: impl Board + 'static) -> TestWindow {
    let outside = Outside::none().with_board(Box::new(board)).with_programs(programs);
    window::outside(window::of(Some(example("wenzhou-2022.ron"))), outside)
}

/// Waits until a sentence is there.
fn wait_for(harness: &mut TestWindow, words: &str) {
    for _ in 0..400 {
        harness.step();
        if harness.query_all_by_label_contains(words).next().is_some() {
            return;
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    panic!("“{words}” was never said");
}

#[test]
fn what_is_printed_is_the_export() {
    let fakes = Fakes::none().taking("lp");
    let mut harness = outside(fakes.programs(), Refusing);
    harness.press_with(Modifiers::COMMAND, Key::P);
    harness.click("送审稿");
    harness.get_by_label_contains("共7页");
    harness.get_by_role_and_label(Role::Button, "打印").click();
    harness.run();
    wait_for(&mut harness, "已送往默认打印机");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("稿.pdf");
    let wish = nianbao::app::FileWish::Export(Format::Pdf, CopyKind::SignOff);
    harness.state_mut().app.apply(Command::File(FileAct::Write(wish, path.clone(), Replacing::Ask)));
    harness.wait();
    assert_eq!(fakes.given("lp").unwrap(), fs::read(&path).unwrap());
}

#[test]
fn the_window_goes_on_while_the_printer_hangs() {
    let fakes = Fakes::none().hanging("lp").taking("xdg-open");
    let mut harness = outside(fakes.programs(), Refusing);
    harness.state_mut().app.apply(Command::Print(PrintAct::Print));
    harness.step();
    // A frame that waited for the printer would have it no more.
    harness.state_mut().app.apply(Command::Print(PrintAct::Print));
    harness.step();
    wait_for(&mut harness, "上一份还在送去打印");
    wait_for(&mut harness, "打印机没有应答，已在PDF阅读器中打开");
}

#[test]
fn what_cannot_be_printed_can_be_kept() {
    let (fakes, folder) = (Fakes::none(), tempfile::tempdir().unwrap());
    let path = folder.path().join("没有打印.pdf");
    let dialog = Dialog::naming(&path);
    let outside = Outside::none().with_dialogs(dialog.chooser()).with_programs(fakes.programs());
    let mut harness = window::outside(window::of(Some(example("wenzhou-2022.ron"))), outside);
    harness.state_mut().app.apply(Command::Print(PrintAct::Print));
    wait_for(&mut harness, "另存为PDF…");
    harness.run();
    harness.get_by_label_contains("这台电脑没有打印命令");
    harness.get_by_label("另存为PDF…").click();
    harness.settle();
    assert!(harness.state().app.desk.question.is_none());
    assert!(fs::read(&path).unwrap().starts_with(b"%PDF"));
}

#[test]
fn a_copy_is_sent_up_marked_and_later_changes_are_listed() {
    let mut harness = window(Some(example("wenzhou-2022.ron")));
    let since = |h: &TestWindow| h.state().app.document().unwrap().draft().since_signed();
    harness.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    harness.get_by_label_contains("送审第1稿：首页为送审单");
    harness.click("水印");
    harness.click("预览");
    assert!(shown(&harness)[1].watermark.is_some());
    assert_eq!(shown(&harness).len(), 7);

    harness.press(Key::F7);
    harness.click("标记为已签发…");
    harness.get_by_label_contains("报告中仍有");
    assert_ne!(since(&harness), SinceSigned::Same, "it asks first");
    harness.type_text("王某");
    harness.press(Key::Enter);
    assert_eq!(since(&harness), SinceSigned::Same);
    harness.get_by_label_contains("签发人 王某");
    harness.get_by_label("✓ 已签发（第1稿），此后没有改动");
    assert!(harness.query_by_label("标记为已签发…").is_none(), "it is marked already");

    harness.show("s3");
    harness.type_text("17");
    harness.press(Key::Enter);
    let text = harness.report().text("s5").replacen('。', "。新的一句。", 1);
    let edits = vec![nianbao::draft::edit::Edit::Text("s5".into(), text.into())];
    let change = nianbao::app::Change { name: "改".to_owned(), edits, merge: None };
    harness.state_mut().app.apply(Command::Edit(change));
    harness.run();
    status_is_one_line(&harness);
    harness.click("送审第1稿签发后已改动2处");
    assert_eq!(harness.state().app.view(), Some(&View::Review));
    harness.get_by_label("转到改动：表三“一、本年新收政府信息公开申请数量”自然人：16→17");
    harness.get_by_label("转到改动：“五、问题及改进”改为“新的一句。”").click();
    harness.run();
    assert_eq!(harness.state().app.view(), Some(&View::Section("s5".into())));
    harness.run();
    harness.type_text("换掉。");
    let text = harness.report().text("s5").to_owned();
    assert!(text.contains("新的一句。换掉。"), "the caret is at the new sentence: {text}");

    harness.press(Key::F7);
    harness.click("标记为已签发…");
    harness.click("标记");
    let draft = harness.state().app.document().unwrap().draft().clone();
    let numbers: Vec<u32> = draft.signed.iter().map(|s| s.number).collect();
    assert_eq!(numbers, [1, 2]);
    assert!(draft.signed.iter().all(|s| s.date.is_some()));
    harness.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().app.document().unwrap().draft().signed.len(), 1, "one step of undo");
    assert_eq!(since(&harness), SinceSigned::Changed);
}

/// A clipboard that takes no formatted text.
struct Refusing;

impl Board for Refusing {
    fn put(&mut self, _: &str, _: &str) -> bool {
        false
    }
}

/// A clipboard that keeps what it is given.
#[derive(Clone, Default)]
struct Keeping(Rc<RefCell<(String, String)>>);

impl Board for Keeping {
    fn put(&mut self, html: &str, plain: &str) -> bool {
        *self.0.borrow_mut() = (html.to_owned(), plain.to_owned());
        true
    }
}

#[test]
fn the_report_and_a_table_are_copied_with_and_without_format() {
    let board = Keeping::default();
    let mut harness = outside(Fakes::none().programs(), board.clone());
    harness.click("编辑");
    harness.click("复制整份报告");
    let (html, plain) = board.0.borrow().clone();
    assert!(html.starts_with("<h1 ") && html.matches("<table").count() == 3, "{html}");
    assert!(plain.contains("温州市人力资源和社会保障局") && !plain.contains('<'));
    harness.get_by_label("已复制整份报告，可粘贴到Word、网页编辑器、表格");

    harness.show("s4");
    harness.click("复制本表");
    let (html, plain) = board.0.borrow().clone();
    assert!(html.starts_with("<table"), "{html}");
    assert!(plain.contains('\t'));
    harness.get_by_label("已复制本表，可粘贴到Word、网页编辑器、表格");
}

#[test]
fn without_formats_the_plain_text_is_copied_and_that_is_said() {
    let mut harness = outside(Fakes::none().programs(), Refusing);
    harness.show("s4");
    harness.get_by_label("复制本表").click();
    harness.step();
    let commands = harness.output().platform_output.commands.clone();
    let copied = commands.iter().any(|c| matches!(c, OutputCommand::CopyText(text) if text.contains('\t')));
    assert!(copied, "{commands:?}");
    harness.run();
    harness.get_by_role_and_label(
        Role::Alert,
        "剪贴板不接受带格式的内容，已复制本表的纯文字；要带格式可导出网页或Word",
    );
}

#[test]
fn an_empty_report_can_be_shown_too() {
    let form = nianbao::form::for_year(2024).unwrap();
    let report = nianbao::draft::Report::new(&form, 2024);
    let document = nianbao::app::Document::new(form, Draft { report, ..Draft::default() }, None);
    let mut harness = window(Some(document));
    harness.press(Key::F6);
    harness.get_by_label("第1页，共3页");
    click_at(&mut harness, pos2(800.0, 400.0));
    harness.show("s1");
    harness.press_with(Modifiers::SHIFT, Key::F6);
    assert!(matches!(harness.state().app.session.as_ref().unwrap().preview.lit, Some(Origin::Heading(_))));
}

/// Everything in the status line stands on one height.
fn status_is_one_line(window: &TestWindow) {
    let place = egui::Rect::everything_below(window.ctx.content_rect().bottom() - theme().sizes.status_bar);
    let painted = Painted::of(window);
    let heights: Vec<f32> = painted.within(place).map(|line| line.place.center().y).collect();
    assert!(heights.len() > 3, "{heights:?}");
    // Words with and without digits differ by less.
    assert!(heights.iter().all(|y| (y - heights[0]).abs() < 1.5), "{heights:?}");
}
