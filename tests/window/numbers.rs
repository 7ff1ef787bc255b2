//! Numbers as they are painted in every table: entries and totals, what is being typed, last year's beside them.

use egui::{Key, Rect, Role, vec2};
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Action, Command, Document},
    draft::{Draft, Entry, Report},
    form::{Cell, Form, SectionId},
};

use crate::common::{
    forms,
    painted::{Line, Painted},
    window::{Acts, TestWindow, document, sized},
};

/// As in WCAG: text of the usual look, and text of high contrast.
const LEGIBLE: [(bool, f32); 2] = [(false, 4.5), (true, 7.0)];

/// A report in which every cell has another number, from this one on.
fn counted(form: &Form, from: usize) -> Report {
    let mut report = Report::new(form, form.years.from);
    for (at, cell) in form.cells().iter().enumerate().filter(|(_, cell)| !cell.is_total()) {
        report.cells.insert(cell.id.clone(), Entry::read(&(from + at).to_string()).unwrap());
    }
    report
}

/// A window in which the longest table is seen whole.
fn tall(document: Document, high_contrast: bool) -> TestWindow {
    let mut window = sized(Some(document), vec2(1366.0, 1700.0));
    if high_contrast {
        window.state_mut().app.apply(Command::Do(Action::Contrast));
        window.run();
    }
    window
}

/// Every section with a table, and the cells of the table.
fn tables(form: &Form) -> Vec<(SectionId, Vec<Cell>)> {
    let with_table = form.sections.iter().filter_map(|s| Some((s.id.clone(), form.table(s.table()?)?)));
    with_table.map(|(section, table)| (section, form.cells_of(table).to_vec())).collect()
}

fn named(window: &TestWindow, cell: &Cell) -> (Rect, String) {
    let name = format!("{}，{}", cell.row_label, cell.column_label);
    let node = window.get_by_role_and_label(Role::Cell, &name);
    (node.rect(), node.value().unwrap_or_default())
}

/// What can be read in a cell: this year's number at the right, and what stands beside it at the left.
fn read(painted: &Painted, place: Rect) -> (Option<&Line>, Option<&Line>) {
    let mut lines: Vec<&Line> = painted.within(place).collect();
    lines.sort_by(|one, other| one.place.left().total_cmp(&other.place.left()));
    assert!(lines.len() < 3, "{lines:?}");
    let largest = lines.iter().map(|line| line.size).fold(0.0, f32::max);
    let (numbers, beside): (Vec<&Line>, Vec<&Line>) =
        lines.into_iter().partition(|line| line.size == largest);
    assert!(numbers.len() < 2, "two numbers of one size in a cell: {numbers:?}");
    (numbers.first().copied(), beside.first().copied())
}

#[test]
fn every_number_of_every_table_is_painted_in_its_cell() {
    for form in forms::all() {
        for (high, least) in LEGIBLE {
            let report = counted(&form, 101);
            let mut window = tall(document(form.clone(), report.clone()), high);
            for (section, cells) in tables(&form) {
                window.show(&section);
                let painted = Painted::of(&window);
                for cell in &cells {
                    let (place, value) = named(&window, cell);
                    let (number, beside) = read(&painted, place);
                    let number = number.unwrap_or_else(|| panic!("{}: no number is painted", cell.id));
                    assert_eq!(number.words, value, "{}", cell.id);
                    match report.cells.get(&cell.id) {
                        Some(entry) => assert_eq!(number.words, entry.to_string(), "{}", cell.id),
                        None => assert!(value.parse::<u32>().unwrap() > 200, "{}: a sum: {value}", cell.id),
                    }
                    assert!(number.contrast >= least, "{}: {} of contrast", cell.id, number.contrast);
                    assert!(beside.is_none(), "{}: {beside:?}", cell.id);
                    assert!(number.place.right() <= place.right(), "{}: in its cell", cell.id);
                }
            }
        }
    }
}

#[test]
fn nothing_is_painted_in_blank_cells() {
    for form in forms::all() {
        let mut window = tall(document(form.clone(), Report::new(&form, form.years.from)), false);
        for (section, cells) in tables(&form) {
            window.show(&section);
            let painted = Painted::of(&window);
            for cell in &cells {
                let (place, _) = named(&window, cell);
                assert_eq!(painted.words(place), "", "{}", cell.id);
            }
        }
    }
}

/// A window on the table of applications with this and last year's numbers.
fn beside_last_year(high: bool) -> (TestWindow, Report, Report) {
    let form = forms::by_id("F2021");
    let (report, last) = (counted(&form, 301), Report { year: 2020, ..counted(&form, 107) });
    let draft = Draft { report: report.clone(), last: Some(last.clone()), ..Draft::default() };
    let mut window = tall(Document::new(form, draft, None), high);
    window.show("s3");
    (window, report, last)
}

/// Whether two numbers can be told apart: one beside the other, or over it.
fn are_apart(small: &Line, number: &Line) -> bool {
    // A mark before it moves it on: the last stroke of one may touch the first of the other, no more.
    let beside = small.place.right() < number.place.left() + 3.0;
    beside || small.place.bottom() < number.place.top() + 4.0
}

#[test]
fn seven_digits_of_two_years_are_both_legible() {
    // As in the reports of cities: sums of hundreds of thousands and millions.
    let form = forms::by_id("F2021");
    for size in [vec2(1366.0, 1700.0), vec2(1024.0, 1700.0)] {
        let (report, last) = (counted(&form, 61_200), Report { year: 2020, ..counted(&form, 72_100) });
        let draft = Draft { report, last: Some(last), ..Draft::default() };
        let mut window = sized(Some(Document::new(form.clone(), draft, None)), size);
        for shown in ["上年数", "比上年增减"] {
            for (section, cells) in tables(&form) {
                window.show(&section);
                let painted = Painted::of(&window);
                for cell in &cells {
                    let (place, value) = named(&window, cell);
                    let (number, small) = read(&painted, place);
                    let (number, small) = (number.unwrap(), small.unwrap());
                    assert_eq!(number.words, value, "{size} {}", cell.id);
                    assert!(are_apart(small, number), "{size} {shown} {}: {small:?} {number:?}", cell.id);
                    assert!(place.contains_rect(small.place.shrink(2.0)), "{size} {}: {small:?}", cell.id);
                }
            }
            window.show("s3");
            window.click(shown);
        }
    }
}

#[test]
fn last_years_numbers_stand_small_beside_this_years() {
    let form = forms::by_id("F2021");
    for (high, least) in [(false, 2.5), (true, 7.0)] {
        let (mut window, report, last) = beside_last_year(high);
        let (_, cells) = tables(&form).into_iter().find(|(section, _)| section == "s3").unwrap();
        // The label is of what is shown, and a click goes on to the next.
        for shown in ["上年数", "比上年增减", "不显示"] {
            let painted = Painted::of(&window);
            for cell in cells.iter().filter(|cell| !cell.is_total()) {
                let of = |report: &Report| report.cells[&cell.id].to_string();
                let expected = match shown {
                    "上年数" => Some(of(&last)),
                    "比上年增减" => Some("+194".to_owned()),
                    _ => None,
                };
                let (number, beside) = read(&painted, named(&window, cell).0);
                assert_eq!(number.map(|line| line.words.clone()), Some(of(&report)), "{}", cell.id);
                assert_eq!(beside.map(|line| line.words.clone()), expected, "{shown} {}", cell.id);
                let faint = beside.map_or(21.0, |line| line.contrast);
                assert!(faint >= least, "{shown} {}: {faint} of contrast", cell.id);
                let apart = beside.is_none_or(|b| are_apart(b, number.unwrap()));
                assert!(apart, "{shown} {}: one over the other: {beside:?} {number:?}", cell.id);
            }
            for cell in cells.iter().filter(|cell| cell.is_total()) {
                let (number, beside) = read(&painted, named(&window, cell).0);
                let (number, beside) = (number.unwrap(), beside.map(|line| line.words.clone()));
                assert_ne!(beside.as_ref(), Some(&number.words), "{shown} {}: this year's again", cell.id);
                assert_eq!(beside.is_some(), shown != "不显示", "{shown} {}", cell.id);
            }
            window.click(shown);
        }
    }
}

#[test]
fn what_is_typed_is_painted_as_it_is_typed_and_stays() {
    for (high, least) in LEGIBLE {
        let form = forms::by_id("F2021");
        let mut window = tall(document(form.clone(), forms::zeros(&form)), high);
        window.show("s3");
        let cell = form.cell("T3.new.nat").unwrap();
        let total = form.cell("T3.new.tot").unwrap();
        let (place, _) = named(&window, cell);
        for (typed, seen) in [("1", "1"), ("7", "17"), ("5", "175")] {
            window.type_text(typed);
            let painted = Painted::of(&window);
            assert_eq!(painted.words(place), seen);
            assert!(painted.within(place).all(|line| line.contrast >= least));
        }
        window.press(Key::Enter);
        let painted = Painted::of(&window);
        assert_eq!(painted.words(place), "175");
        assert_eq!(painted.words(named(&window, total).0), "175", "and its total");
        window.press_with(egui::Modifiers::COMMAND, Key::Z);
        assert_eq!(Painted::of(&window).words(place), "0");
    }
}

#[test]
fn what_is_no_number_stands_out_and_unfinished_totals_step_back() {
    let form = forms::by_id("F2021");
    for (high, least) in LEGIBLE {
        let mut report = forms::zeros(&form);
        report.cells.insert("T3.new.nat".into(), Entry::read("十六").unwrap());
        report.cells.remove("T3.cin.com");
        let mut window = tall(document(form.clone(), report), high);
        window.show("s3");
        let painted = Painted::of(&window);
        let line =
            |id: &str| painted.within(named(&window, form.cell(id).unwrap()).0).next().unwrap().clone();
        let (wrong, usual, unfinished) = (line("T3.new.nat"), line("T3.new.com"), line("T3.cin.tot"));
        assert_eq!((wrong.words.as_str(), unfinished.words.as_str()), ("十六", "0"));
        assert!(wrong.colour.r() > 2 * wrong.colour.g(), "in red: {:?}", wrong.colour);
        assert!(unfinished.contrast < usual.contrast, "{} and {}", unfinished.contrast, usual.contrast);
        for line in [wrong, usual, unfinished] {
            assert!(line.contrast >= least, "{line:?}");
        }
    }
}

#[test]
fn a_total_on_paper_that_differs_is_painted_beside_the_sum() {
    let form = forms::by_id("F2021");
    let mut report = forms::zeros(&form);
    report.printed.insert("T3.new.tot".into(), Entry::read("9").unwrap());
    let mut window = tall(document(form.clone(), report), false);
    window.show("s3");
    let painted = Painted::of(&window);
    let (number, beside) = read(&painted, named(&window, form.cell("T3.new.tot").unwrap()).0);
    assert_eq!((number.unwrap().words.as_str(), beside.unwrap().words.as_str()), ("0", "原9"));
}
