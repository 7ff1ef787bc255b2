//! The pages of the preview as pixels: every glyph where its outline is, every rule, nothing of an older page.

use egui::{Key, Rect, Role, pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Action, Change, Command, Document, PageZoom, PreviewAct},
    draft::{Draft, Entry, edit::Edit, examples},
    export::copy::{CopyKind, Watermark},
    form,
    layout::{Page, Pen, Run},
    store::faces::PrintFaces,
};

use crate::common::{
    painted::{Painted, contrast},
    picture::{self, Picture},
    window::{Acts, TestWindow, example, sized},
};

/// A window high enough that a page is read, not guessed, with its pages shown whole.
fn preview(document: Document) -> TestWindow {
    let mut window = sized(Some(document), vec2(1366.0, 1500.0));
    picture::watch(&window);
    window.press(Key::F6);
    act(&mut window, PreviewAct::Zoom(PageZoom::Page));
    window
}

fn act(window: &mut TestWindow, act: PreviewAct) {
    window.state_mut().app.apply(Command::Preview(act));
    window.run();
}

fn turn_to(window: &mut TestWindow, page: usize) {
    window.get_by_label(&format!("转到第{}页", page + 1)).click_accesskit();
    window.run();
}

fn shown(window: &TestWindow) -> Vec<Page> {
    window.state().app.printed().unwrap().to_vec()
}

/// A page on the screen.
struct Sheet {
    place: Rect,
    /// Pixels to a point of the page.
    scale: f32,
}

impl Sheet {
    fn of(window: &TestWindow, page: usize) -> Self {
        let place = window.get_by_role_and_label(Role::Document, &format!("第{}页", page + 1)).rect();
        let size = &shown(window)[page];
        let scale = place.width() / size.width;
        let whole = (place.height() - size.height * scale).abs() < 1.0;
        assert!(whole, "page {page} is seen whole: {place:?}");
        Self { place, scale }
    }

    fn rect(&self, left: f32, top: f32, right: f32, bottom: f32) -> Rect {
        let at = |x: f32, y: f32| self.place.min + vec2(x, y) * self.scale;
        Rect::from_min_max(at(left, top), at(right, bottom))
    }
}

/// The box around the points that an outline goes through, in em with y up.
struct Extent(Rect);

impl Extent {
    /// That of a glyph; nothing for a space.
    fn of(run: &Run, ch: char) -> Option<Rect> {
        let mut extent = Self(Rect::NOTHING);
        PrintFaces::with(run.face).outline(run.face, ch, &mut extent);
        extent.0.is_positive().then_some(extent.0)
    }

    fn take(&mut self, points: &[[f32; 2]]) {
        for [x, y] in points {
            self.0.extend_with(pos2(*x, *y));
        }
    }
}

impl Pen for Extent {
    fn begin(&mut self, at: [f32; 2]) {
        self.take(&[at]);
    }

    fn line(&mut self, to: [f32; 2]) {
        self.take(&[to]);
    }

    fn quadratic(&mut self, _: [f32; 2], to: [f32; 2]) {
        self.take(&[to]);
    }

    fn cubic(&mut self, _: [[f32; 2]; 2], to: [f32; 2]) {
        self.take(&[to]);
    }

    fn close(&mut self) {}
}

/// The glyphs of a page that are not drawn as far as their outlines reach.
fn not_drawn(picture: &Picture, sheet: &Sheet, page: &Page) -> Vec<String> {
    let mut wrong = Vec::new();
    for run in &page.runs {
        let mut x = run.x;
        for glyph in run.glyphs.iter() {
            if let Some(extent) = Extent::of(run, glyph.ch) {
                let (left, right) = (x + extent.left() * run.size, x + extent.right() * run.size);
                let (top, bottom) = (run.y - extent.bottom() * run.size, run.y - extent.top() * run.size);
                let place = sheet.rect(left, top, right, bottom);
                let ink = picture.bounds(place.expand(1.0));
                let off = [
                    ink.left() - place.left(),
                    ink.top() - place.top(),
                    ink.right() - place.right(),
                    ink.bottom() - place.bottom(),
                ];
                if !off.iter().all(|off| off.abs() < 2.2) {
                    wrong.push(format!("{} at {place:?} is drawn at {ink:?}", glyph.ch));
                }
            }
            x += glyph.advance;
        }
    }
    wrong
}

#[test]
fn every_glyph_of_every_page_is_drawn_where_its_outline_is() {
    for (name, _) in examples::all() {
        let mut window = preview(example(name));
        for (number, page) in shown(&window).iter().enumerate() {
            turn_to(&mut window, number);
            let (sheet, picture) = (Sheet::of(&window, number), Picture::of(&window));
            let glyphs: usize = page.runs.iter().map(|run| run.glyphs.len()).sum();
            assert!(glyphs > 20, "{name}: page {number} has something to show");
            let wrong = not_drawn(&picture, &sheet, page);
            assert!(wrong.is_empty(), "{name}, page {number}: {}", wrong.join("\n"));
            let margin = sheet.rect(0.0, 0.0, 20.0, page.height);
            assert_eq!(picture.ink(margin), 0.0, "{name}: page {number}: nothing beside the text");
        }
    }
}

#[test]
fn every_rule_of_a_table_is_drawn() {
    let mut window = preview(example("wenzhou-2022.ron"));
    let mut rules = 0;
    for (number, page) in shown(&window).iter().enumerate() {
        turn_to(&mut window, number);
        let (sheet, picture) = (Sheet::of(&window, number), Picture::of(&window));
        for rule in &page.rules {
            let line = sheet.rect(rule.from.0, rule.from.1, rule.to.0, rule.to.1).expand(1.5);
            let ink = picture.bounds(line);
            let (long, drawn) = (line.width().max(line.height()) - 3.0, ink.width().max(ink.height()));
            assert!((drawn - long).abs() < 3.5, "page {number}: {drawn} of {long} pixels");
            rules += 1;
        }
    }
    assert!(rules > 60, "{rules}");
}

/// The picture of a page of a window that has shown nothing before.
fn fresh(window: &TestWindow, page: usize) -> Picture {
    let draft = window.state().app.document().unwrap().draft().clone();
    let document = Document::new(form::by_id(&draft.report.form).unwrap(), draft, None);
    let mut other = preview(document);
    turn_to(&mut other, page);
    Picture::of(&other)
}

/// The first page that an edit changes.
fn page_changed_by(draft: &Draft, edit: &Edit) -> usize {
    let form = form::by_id(&draft.report.form).unwrap();
    let mut other = preview(Document::new(form, draft.clone(), None));
    let before = shown(&other);
    change(&mut other, edit.clone());
    before.iter().zip(&shown(&other)).position(|(one, other)| one != other).unwrap()
}

fn change(window: &mut TestWindow, edit: Edit) {
    let change = Change { name: "改".to_owned(), edits: vec![edit], merge: None };
    window.state_mut().app.apply(Command::Edit(change));
    window.run();
}

#[test]
fn after_an_edit_the_pages_are_those_of_the_draft_as_it_is() {
    let text = "本机关全年公开信息若干条，这是改过的一段。".to_owned();
    for edit in [
        Edit::Cell("T3.new.nat".into(), Entry::read("777")),
        Edit::Text("s5".into(), text.into()),
        Edit::Year(2023),
    ] {
        let mut window = preview(example("wenzhou-2022.ron"));
        let page = page_changed_by(example("wenzhou-2022.ron").draft(), &edit);
        turn_to(&mut window, page);
        let (sheet, before) = (Sheet::of(&window, page), Picture::of(&window));
        assert!(before == fresh(&window, page), "{edit:?}: as another window shows it");
        change(&mut window, edit.clone());
        let after = Picture::of(&window);
        assert!(after.part(sheet.place) != before.part(sheet.place), "{edit:?}: the page is another");
        assert!(after == fresh(&window, page), "{edit:?}: and it is the draft as it is");
        window.state_mut().app.apply(Command::Do(Action::Undo));
        // Undoing shows what was undone.
        window.press(Key::F6);
        turn_to(&mut window, page);
        assert!(Picture::of(&window) == before, "{edit:?}: undone");
    }
}

#[test]
fn an_edit_made_on_another_page_of_the_window_is_seen_on_coming_back() {
    let mut window = preview(example("wenzhou-2022.ron"));
    let edit = Edit::Cell("T3.new.nat".into(), Entry::read("777"));
    let page = page_changed_by(example("wenzhou-2022.ron").draft(), &edit);
    turn_to(&mut window, page);
    let (sheet, before) = (Sheet::of(&window, page), Picture::of(&window));
    window.show("s3");
    window.type_text("777");
    window.press(Key::Enter);
    window.press(Key::F6);
    turn_to(&mut window, page);
    let after = Picture::of(&window);
    assert!(after.part(sheet.place) != before.part(sheet.place));
    assert!(after == fresh(&window, page));
}

#[test]
fn larger_pages_and_the_other_copy_are_drawn_anew() {
    let mut window = preview(example("wenzhou-2022.ron"));
    act(&mut window, PreviewAct::Copy(CopyKind::SignOff));
    act(&mut window, PreviewAct::Watermark(Watermark::SentUp));
    turn_to(&mut window, 1);
    let (sheet, picture) = (Sheet::of(&window, 1), Picture::of(&window));
    let wrong = not_drawn(&picture, &sheet, &shown(&window)[1]);
    // Where the watermark runs there is more ink than the glyph's.
    assert!(wrong.len() < 80, "{}", wrong.join("\n"));
    let marked = picture.ink(sheet.place);
    act(&mut window, PreviewAct::Watermark(Watermark::None));
    let plain = Picture::of(&window);
    assert!(not_drawn(&plain, &sheet, &shown(&window)[1]).is_empty());
    let mark = marked - plain.ink(sheet.place);
    assert!(mark > 500.0, "the watermark is drawn: {mark}");
    act(&mut window, PreviewAct::Zoom(PageZoom::Percent(50)));
    turn_to(&mut window, 1);
    let (sheet, picture) = (Sheet::of(&window, 1), Picture::of(&window));
    let wrong = not_drawn(&picture, &sheet, &shown(&window)[1]);
    assert!(wrong.is_empty(), "small: {}", wrong.join("\n"));
}

#[test]
fn pages_are_black_on_white_in_every_look() {
    for high in [false, true] {
        let mut window = preview(example("wenzhou-2022.ron"));
        if high {
            window.state_mut().app.apply(Command::Do(Action::Contrast));
            window.run();
        }
        turn_to(&mut window, 0);
        let sheet = Sheet::of(&window, 0);
        let ground = Painted::of(&window).ground(sheet.place.left_top() + vec2(10.0, 10.0));
        assert!(contrast(ground, egui::Color32::BLACK) > 20.9, "{ground:?}");
        let part = Picture::of(&window).part(sheet.place);
        assert_eq!(part.iter().max(), Some(&255), "and the ink is black");
    }
}

#[test]
fn an_empty_report_shows_its_pages_too() {
    let form = form::for_year(2024).unwrap();
    let report = nianbao::draft::Report::new(&form, 2024);
    let mut window = preview(Document::new(form, Draft { report, ..Draft::default() }, None));
    turn_to(&mut window, 0);
    let (sheet, picture) = (Sheet::of(&window, 0), Picture::of(&window));
    assert!(not_drawn(&picture, &sheet, &shown(&window)[0]).is_empty());
    assert!(picture.ink(sheet.place) > 500.0);
}
