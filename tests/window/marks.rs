//! Findings as they are painted, heads that stay in view, and whether every word can be read on what is under it.

use egui::{Key, Modifiers, Rect, Role, vec2};
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Action, Command, Document, View},
    draft::{Draft, Entry, Place, Report, examples},
    form::{BoxContent, Cell, Form, Level, TableBox},
};

use crate::common::{
    forms,
    painted::{Fill, Line, Painted, contrast},
    window::{Acts, TestWindow, document, example, sized},
};

/// A window of the usual or of the other look.
fn dressed(document: Document, size: egui::Vec2, high_contrast: bool) -> TestWindow {
    let mut window = sized(Some(document), size);
    if high_contrast {
        window.state_mut().app.apply(Command::Do(Action::Contrast));
        window.run();
    }
    window
}

fn place_of(window: &TestWindow, cell: &Cell) -> Rect {
    let name = format!("{}，{}", cell.row_label, cell.column_label);
    window.get_by_role_and_label(Role::Cell, &name).rect()
}

/// Two findings of each level that lead to a cell: letters where a number belongs, and a leap from last year.
fn with_findings() -> Document {
    let form = forms::by_id("F2021");
    let mut report = Report { year: 2024, ..forms::quiet(&form) };
    let mut last = Report { year: 2023, ..forms::zeros(&form) };
    for (report, valid) in [(&mut report, "64"), (&mut last, "60")] {
        report.cells.insert("T2.norm.valid".into(), Entry::read(valid).unwrap());
    }
    report.cells.insert("T2.lic.decisions".into(), Entry::read("十").unwrap());
    Document::new(form, Draft { report, last: Some(last), ..Draft::default() }, None)
}

/// The mark in a cell: something small and strong in its left upper corner.
fn mark(painted: &Painted, cell: Rect) -> Option<Fill> {
    let corner = Rect::from_min_size(cell.min, vec2(16.0, 16.0));
    let small = |fill: &&Fill| fill.place.width() < 12.0 && fill.place.height() < 12.0;
    let mut marks = painted.fills.iter().filter(small).filter(|fill| corner.contains(fill.place.center()));
    marks.next_back().copied()
}

/// The worst finding that leads to a cell.
fn level_at(document: &Document, cell: &Cell) -> Option<Level> {
    let here = Place::Cell(cell.id.clone());
    document.findings().iter().filter(|f| f.places.first() == Some(&here)).map(|f| f.level).min()
}

#[test]
fn a_cell_with_a_finding_has_its_mark_and_its_colour() {
    let form = forms::by_id("F2021");
    for high in [false, true] {
        let mut window = dressed(with_findings(), vec2(1366.0, 768.0), high);
        window.show("s2");
        let painted = Painted::of(&window);
        // Neither in the row of the active cell, which is lit, nor in its column.
        let paper = painted.ground(place_of(&window, form.cell("T2.norm.repealed").unwrap()).center());
        let mut seen = Vec::new();
        for cell in form.cells_of(form.table("T2").unwrap()) {
            let place = place_of(&window, cell);
            let (mark, ground) = (mark(&painted, place), painted.ground(place.center() + vec2(0.0, 6.0)));
            match level_at(window.state().app.document().unwrap(), cell) {
                Some(level @ (Level::Error | Level::Warning)) => {
                    let mark = mark.unwrap_or_else(|| panic!("{}: no mark", cell.id));
                    assert_eq!(mark.whole, level == Level::Error, "{}: a square or a triangle", cell.id);
                    let sharp = contrast(mark.colour, ground);
                    assert!(sharp > if high { 4.5 } else { 2.5 }, "{}: {sharp} of contrast", cell.id);
                    assert_ne!(ground, paper, "{}: coloured", cell.id);
                    seen.push((level, mark.colour, ground));
                }
                _ => assert!(mark.is_none(), "{}: {mark:?}", cell.id),
            }
        }
        seen.sort_by_key(|(level, ..)| *level);
        let [(Level::Error, error, behind), (Level::Warning, warning, under)] = seen[..] else {
            panic!("{seen:?}")
        };
        assert!(error != warning && behind != under, "each level in a colour of its own");
    }
}

fn squashed(words: &str) -> String {
    words.split_whitespace().collect()
}

#[test]
fn a_finding_is_painted_beside_its_page_and_counted() {
    for high in [false, true] {
        let mut window = dressed(with_findings(), vec2(1366.0, 768.0), high);
        window.show("s2");
        let painted = Painted::of(&window);
        let all: String = painted.lines.iter().map(|line| line.words.as_str()).collect();
        let document = window.state().app.document().unwrap();
        let form = document.form();
        for cell in form.cells_of(form.table("T2").unwrap()) {
            let here = Place::Cell(cell.id.clone());
            for finding in document.findings().iter().filter(|f| f.places.first() == Some(&here)) {
                for words in [&finding.title, &finding.message, &finding.advice] {
                    assert!(all.contains(&squashed(words)), "“{words}” is not to be read");
                }
            }
        }
        let counts = document.counts(None);
        assert!(counts.errors > 0 && counts.warnings > 0);
        // In the list at the left, and in the line at the bottom.
        for count in [format!("{}处错误", counts.errors), format!("{}处提醒", counts.warnings)] {
            let (said, bottom) = (painted.lines_with(&count), window.ctx.content_rect().bottom() - 28.0);
            assert!(said.iter().any(|line| line.place.bottom() < bottom), "{count} in the list");
            assert!(said.iter().any(|line| line.place.bottom() > bottom), "{count} in the line");
        }
    }
}

/// Where the text of the page is written.
fn field(window: &TestWindow) -> Rect {
    window.get_all_by_role(Role::MultilineTextInput).next().unwrap().rect()
}

/// The words of the text that stand on another colour than the paper.
fn lit(window: &TestWindow) -> String {
    let (painted, field) = (Painted::of(window), field(window));
    let paper = painted.ground(field.right_bottom() - vec2(20.0, 20.0));
    let chars = painted.within(field).flat_map(|line| line.words.chars().zip(&line.grounds));
    chars.filter(|(_, ground)| **ground != paper).map(|(ch, _)| ch).collect()
}

#[test]
fn the_words_that_a_finding_is_about_are_marked_in_the_text() {
    for high in [false, true] {
        let report = Report { year: 2023, ..example("wenzhou-2022.ron").report().clone() };
        let form = forms::by_id("F2021");
        let mut window = dressed(document(form, report), vec2(1366.0, 768.0), high);
        window.show("s0");
        assert_eq!(lit(&window), "", "nothing before");
        let findings = window.state().app.document().unwrap().findings();
        let here = findings.iter().flat_map(|f| &f.places).find_map(|place| match place {
            Place::Words(words) if words.section == "s0" => Some(words.clone()),
            _ => None,
        });
        let words = here.unwrap();
        window.state_mut().app.apply(Command::GoTo(Place::Words(words.clone())));
        window.run();
        assert_eq!(lit(&window), words.text);
        let painted = Painted::of(&window);
        let least = if high { 7.0 } else { 4.5 };
        assert!(painted.within(field(&window)).all(|line| line.contrast >= least), "and can be read");
    }
}

/// A window too low for the table, scrolled to its end.
fn scrolled(form: &Form, high: bool) -> TestWindow {
    let mut report = forms::zeros(form);
    for (at, cell) in form.cells().iter().enumerate().filter(|(_, cell)| !cell.is_total()) {
        report.cells.insert(cell.id.clone(), Entry::read(&(101 + at).to_string()).unwrap());
    }
    let document = document(forms::by_id(&form.id), report);
    let mut window = dressed(document, vec2(1366.0, 620.0), high);
    window.show("s3");
    window.press_with(Modifiers::COMMAND, Key::End);
    window
}

fn words_of(b: &TableBox) -> Option<String> {
    match &b.content {
        BoxContent::Head(words) | BoxContent::Stub(words) => Some(squashed(words)),
        _ => None,
    }
}

/// Where the heads of a table are painted, as far as they can be read.
fn head_band(painted: &Painted, whole: Rect, heads: &[String]) -> Rect {
    let is_of_heads = |line: &&Line| heads.iter().any(|head| head.contains(&line.words));
    painted.within(whole).filter(is_of_heads).fold(Rect::NOTHING, |band, line| band | line.place)
}

#[test]
fn heads_stay_in_view_over_a_table_that_is_scrolled() {
    let form = forms::by_id("F2021");
    let table = form.table("T3").unwrap();
    let heads: Vec<String> =
        table.boxes.iter().filter(|b| b.row < table.head_rows).filter_map(words_of).collect();
    assert!(heads.len() > 7, "{heads:?}");
    for high in [false, true] {
        let window = scrolled(&form, high);
        let (painted, whole) = (Painted::of(&window), window.get_by_role(Role::Table).rect());
        let all = painted.words(whole);
        for head in &heads {
            assert!(all.contains(head), "“{head}” is not in view: {all}");
        }
        let band = head_band(&painted, whole, &heads);
        let numbers: Vec<&Line> =
            painted.within(whole).filter(|line| line.words.parse::<u32>().is_ok()).collect();
        assert!(numbers.len() > 20);
        let clear = |line: &&Line| line.place.top() > band.bottom() - 6.0;
        assert!(numbers.iter().all(clear), "no number shines through");
        // Above every number stands the head of its column.
        for cell in form.cells_of(table).iter().filter(|cell| cell.row + 1 == table.height) {
            let over = Rect::from_x_y_ranges(place_of(&window, cell).x_range(), band.y_range());
            let over = painted.words(over);
            assert!(over.ends_with(&cell.column_label), "{}: {over}", cell.id);
        }
    }
}

#[test]
fn each_row_has_its_words_before_its_numbers() {
    for form in forms::all() {
        let mut window = sized(Some(document(form.clone(), forms::zeros(&form))), vec2(1366.0, 1700.0));
        for section in form.sections.iter().filter(|s| s.table().is_some()) {
            window.show(&section.id);
            let painted = Painted::of(&window);
            let table = form.table(section.table().unwrap()).unwrap();
            for b in table.boxes.iter().filter(|b| matches!(b.content, BoxContent::Stub(_)) && b.rows == 1) {
                let row = form.cells_of(table).iter().find(|cell| cell.row == b.row).unwrap();
                let place = place_of(&window, row);
                let before = Rect::from_x_y_ranges(0.0..=place.left(), place.y_range());
                let words = words_of(b).unwrap();
                assert!(painted.words(before).ends_with(&words), "{}: {words}", painted.words(before));
            }
        }
    }
}

/// The least contrast that words need. The yellow of 提醒 is as the design has it; its triangle says the same.
fn least(words: &str, high: bool) -> f32 {
    match (high, words.starts_with('▲')) {
        (true, _) => 7.0,
        (false, false) => 4.5,
        (false, true) => 2.5,
    }
}

#[test]
fn every_word_of_every_page_can_be_read() {
    let mut wrong = Vec::new();
    for (name, _) in examples::all() {
        for high in [false, true] {
            let document = example(name);
            let sections: Vec<View> =
                document.form().sections.iter().map(|s| View::Section(s.id.clone())).collect();
            let mut window = dressed(document, vec2(1366.0, 768.0), high);
            let pages = [View::Agency, View::Review, View::Compare, View::Preview];
            let shown = pages.into_iter().chain(sections).map(Command::Show);
            for act in shown.chain([Command::Do(Action::Close)]) {
                window.state_mut().app.apply(act.clone());
                window.run();
                let painted = Painted::of(&window);
                let pale = painted.lines.iter().filter(|line| line.contrast < least(&line.words, high));
                wrong.extend(pale.map(|l| format!("{high} {act:?}: {} {} {}", l.words, l.contrast, l.size)));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
