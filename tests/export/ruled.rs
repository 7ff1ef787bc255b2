//! The tables on the pages: every box with a line on each of its four sides and nothing through it, its text in the
//! middle of it, labels and numbers where a reader looks for them.

use std::ops::Range;

use nianbao::{
    export::{compared::Comparison, sign_off},
    form::{self, BoxContent, Form, TableBox},
    layout::{
        Faces, Origin, Page, Rule, Run, pages,
        review::{Field, Part, Shape},
    },
};

use super::measures::{published, sent_up};
use crate::common::{
    forms,
    geometry::{LEFT, Line, RIGHT, Rectangle, box_around, extent, lines_of, near, square, words},
    pages::{Sample, department, filled, samples},
};

/// Every form with tables, filled with what makes its rows low, wide and high, and the reports there are.
fn printed_tables() -> Vec<(String, Sample)> {
    let mut all: Vec<(String, Sample)> = samples().into_iter().map(|s| (s.name.to_owned(), s)).collect();
    for form in form::builtin().iter().filter(|form| !form.tables.is_empty()) {
        for entry in ["0", "3985758", "96171.60", "须核实后填报", ""] {
            let report = filled(form, entry);
            let name = format!("{} filled with “{entry}”", form.id);
            all.push((name, Sample { name: "filled", form: form.clone(), report, last: None }));
        }
    }
    all
}

/// The table that a printed box belongs to.
fn table_of(origin: Origin) -> Option<usize> {
    match origin {
        Origin::Box(table, _) | Origin::BoxAgain(table, _) => Some(table),
        _ => None,
    }
}

/// The printed boxes of a table on a page, with what they are.
fn boxes(page: &Page, table: usize) -> Vec<(Rectangle, Origin)> {
    let of_table = page.boxes.iter().filter(|area| table_of(area.origin) == Some(table));
    of_table.map(|area| (Rectangle::from(area), area.origin)).collect()
}

#[test]
fn every_box_is_ruled_on_all_four_sides_and_by_nothing_inside() {
    for (name, sample) in printed_tables() {
        for page in published(&sample) {
            for (t, table) in sample.form.tables.iter().enumerate() {
                let boxes = boxes(&page, t);
                for (area, origin) in &boxes {
                    let label = format!("{name}, {}: {:?}", table.name, origin.table_box(&sample.form));
                    for side in area.sides() {
                        assert!(side.is_drawn_by(&page.rules), "{label} has no line at {side:?}");
                    }
                    let through = page.rules.iter().find(|rule| Line::of(rule).crosses(*area));
                    assert!(through.is_none(), "{label} has a line through it: {through:?}");
                }
            }
        }
    }
}

/// A table is as wide as the type area, its border twice as heavy as the lines inside: 1 pt and half a point.
#[test]
fn a_border_is_heavier_than_the_lines_inside_it() {
    for (name, sample) in printed_tables() {
        for page in published(&sample) {
            for t in 0..sample.form.tables.len() {
                let all: Vec<Rectangle> = boxes(&page, t).into_iter().map(|(area, _)| area).collect();
                if all.is_empty() {
                    continue;
                }
                let whole = Rectangle::around(&all);
                assert!(near(whole.left, LEFT) && near(whole.right, RIGHT), "{name}: {whole:?}");
                let of_table = |r: &&Rule| r.from.1 > whole.top - 1.0 && r.to.1 < whole.bottom + 1.0;
                for rule in page.rules.iter().filter(of_table) {
                    let line = Line::of(rule);
                    let is_border =
                        whole.sides().iter().any(|s| s.level == line.level && (s.at - line.at).abs() < 0.6);
                    assert_eq!(
                        rule.thickness,
                        if is_border { 1.0 } else { 0.5 },
                        "{name}: {rule:?} of {whole:?}"
                    );
                }
            }
        }
    }
}

/// The boxes of a printed table cover it, and none covers another.
#[test]
fn boxes_cover_their_table() {
    for (name, sample) in printed_tables() {
        for page in published(&sample) {
            for t in 0..sample.form.tables.len() {
                let all: Vec<Rectangle> = boxes(&page, t).into_iter().map(|(area, _)| area).collect();
                if all.is_empty() {
                    continue;
                }
                let size = |r: &Rectangle| (r.right - r.left) * (r.bottom - r.top);
                let (covered, whole) = (all.iter().map(size).sum::<f32>(), size(&Rectangle::around(&all)));
                assert!((covered / whole - 1.0).abs() < 0.001, "{name}: {covered} of {whole}");
            }
        }
    }
}

/// The lines of text in a box.
fn text_in(page: &Page, area: Rectangle, origin: Origin) -> Vec<Vec<&Run>> {
    let lines = lines_of(page, |o| o == origin);
    lines.into_iter().filter(|line| area.top < line[0].y && line[0].y < area.bottom).collect()
}

/// From the upper edge of the first line to the lower edge of the last.
fn height(lines: &[Vec<&Run>]) -> Range<f32> {
    let first = lines.first().map_or(0.0, |line| square(line[0]).0);
    let last = lines.last().map_or(0.0, |line| square(line[0]).1);
    first..last
}

#[test]
fn texts_stand_in_the_middle_of_their_boxes() {
    for (name, sample) in printed_tables() {
        let mut seen = 0;
        for page in published(&sample) {
            for (area, origin) in (0..sample.form.tables.len()).flat_map(|t| boxes(&page, t)) {
                let lines = text_in(&page, area, origin);
                let Some(table_box) = origin.table_box(&sample.form).filter(|_| !lines.is_empty()) else {
                    continue;
                };
                let (all, label) = (height(&lines), format!("{name}: {:?}", table_box.content));
                assert!(
                    near(f32::midpoint(all.start, all.end), area.middle().1),
                    "{label}: {all:?} in {area:?}"
                );
                for line in &lines {
                    assert!(line.iter().all(|run| area.holds(run)), "{label} sticks out of {area:?}");
                    stands_across(table_box, line, area, &label);
                }
                seen += 1;
            }
        }
        assert!(seen > 0 || sample.form.tables.is_empty(), "{name} has texts in boxes");
    }
}

/// Heads, merged labels and values stand in the middle, the pause after an ordinal beside it; the label of a row begins
/// near its left edge.
fn stands_across(table_box: &TableBox, line: &[&Run], area: Rectangle, label: &str) {
    let (from, mut to) = extent(line);
    let is_label = matches!(table_box.content, BoxContent::Stub(_));
    let is_row_label = is_label && table_box.rows == 1;
    if let Some(pause) = line.last().and_then(|run| run.glyphs.last()).filter(|glyph| glyph.ch == '、')
        && is_label
    {
        to -= pause.advance;
    }
    if is_row_label {
        let room = from - area.left;
        assert!((0.3..0.6).contains(&(room / line[0].size)), "{label} begins {room} pt in");
    } else {
        assert!(near(f32::midpoint(from, to), area.middle().0), "{label}: {from} to {to} in {area:?}");
    }
}

/// The room around the text of a box: no letter touches a line.
#[test]
fn no_text_touches_a_line() {
    for (name, sample) in printed_tables() {
        for page in published(&sample) {
            for (area, origin) in (0..sample.form.tables.len()).flat_map(|t| boxes(&page, t)) {
                for line in text_in(&page, area, origin) {
                    let (from, to) = extent(&line);
                    let (top, bottom) = square(line[0]);
                    let clear = [from - area.left, area.right - to, top - area.top, area.bottom - bottom];
                    assert!(clear.iter().all(|room| *room > 1.0), "{name}: {} {clear:?}", words(&line));
                }
            }
        }
    }
}

/// Lines of one box keep their distance, so that no two run into each other and none looks lost.
#[test]
fn lines_of_a_box_keep_their_distance() {
    let mut seen = 0;
    for (name, sample) in printed_tables() {
        for page in published(&sample) {
            for (area, origin) in (0..sample.form.tables.len()).flat_map(|t| boxes(&page, t)) {
                for two in text_in(&page, area, origin).windows(2) {
                    let pitch = (two[1][0].y - two[0][0].y) / two[0][0].size;
                    assert!((1.14..1.3).contains(&pitch), "{name}: {pitch} under {}", words(&two[0]));
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 0, "some boxes have several lines");
}

/// A table is read at arm's length: 五号 or 小四 where the page has room, and one size for all its boxes.
#[test]
fn a_table_has_one_size_that_can_be_read() {
    for sample in samples() {
        for page in published(&sample) {
            for t in 0..sample.form.tables.len() {
                let mut sizes: Vec<f32> =
                    page.runs.iter().filter(|r| table_of(r.origin) == Some(t)).map(|r| r.size).collect();
                sizes.dedup();
                assert!(sizes.len() <= 1, "{}: {sizes:?}", sample.name);
                assert!(sizes.iter().all(|size| *size >= 9.0), "{}: {sizes:?}", sample.name);
            }
        }
    }
}

/// The fields of the tables of these parts, each with the number of its text, where that of the first heading is
/// `number`.
fn fields(mut number: usize, parts: &[Part]) -> Vec<(usize, Field)> {
    let mut fields = Vec::new();
    for part in parts {
        number += 1 + part.texts.len();
        for field in part.table.rows.iter().flatten() {
            fields.push((number, field.clone()));
            number += 1;
        }
    }
    fields
}

/// Lines round a field; heads in the middle of it, words from the left, numbers to the right, and at the lower right of
/// a field for a signature the date that is written by hand.
fn is_ruled(page: &Page, origin: Origin, field: &Field) {
    let lines = lines_of(page, |o| o == origin);
    let Some(first) = lines.first() else { return };
    let start = (
        f32::midpoint(extent(first).0, extent(first).1),
        f32::midpoint(square(first[0]).0, square(first[0]).1),
    );
    let area = box_around(&page.rules, start).unwrap_or_else(|| panic!("{field:?} has no lines round it"));
    for side in area.sides() {
        assert!(side.is_drawn_by(&page.rules), "{field:?} has no line at {side:?}");
    }
    for line in &lines {
        assert!(line.iter().all(|run| area.holds(run)), "{field:?} sticks out of {area:?}");
        let (from, to) = extent(line);
        let (left, right) = (from - area.left, area.right - to);
        let is_right = match field.shape {
            Shape::Head | Shape::Side => (left - right).abs() < 1.5,
            Shape::Label | Shape::Words => (2.0..6.0).contains(&left),
            Shape::Number | Shape::Hand => (2.0..6.0).contains(&right),
        };
        assert!(is_right, "{field:?}: {left} and {right} beside {}", words(line));
    }
    let all = height(&lines);
    let down = f32::midpoint(all.start, all.end) - area.middle().1;
    let is_low = field.shape == Shape::Hand;
    assert!(if is_low { down > 5.0 } else { down.abs() < 1.0 }, "{field:?} stands {down} under the middle");
}

/// The 送审单 of a draft, and the fields of its tables.
fn sheet(sample: &Sample) -> (Page, Vec<(usize, Field)>) {
    let (review, page) =
        sign_off::sheet(forms::opened(&sample.form, &sample.draft()), None, 6, Faces::bundled());
    (page, fields(2, &review.parts))
}

#[test]
fn the_sheet_for_signature_has_its_fields_ruled() {
    for sample in samples() {
        let (page, fields) = sheet(&sample);
        assert!(fields.iter().any(|(_, field)| field.shape == Shape::Hand));
        for (number, field) in fields {
            is_ruled(&page, Origin::Review(number), &field);
        }
    }
}

/// Room to sign in, as much whatever else there is to say: 19 mm, more than a signature and its date.
#[test]
fn there_is_room_to_sign() {
    let wrong = samples().into_iter().map(|sample| Sample { report: filled(&sample.form, "9"), ..sample });
    for sample in samples().into_iter().chain(wrong) {
        let (page, fields) = sheet(&sample);
        for (number, field) in fields.into_iter().filter(|(_, f)| f.shape == Shape::Hand) {
            let lines = lines_of(&page, |o| o == Origin::Review(number));
            let area = box_around(&page.rules, (lines[0][0].x + 1.0, lines[0][0].y)).expect("lines round it");
            assert!(
                (area.bottom - area.top - 56.0).abs() < 1.0,
                "{field:?} is {} high",
                area.bottom - area.top
            );
        }
    }
}

/// The tables of a comparison are ruled as well, on every page they go on to, with their heads above.
#[test]
fn a_comparison_has_its_fields_ruled() {
    let sample = department();
    let after = filled(&sample.form, "7");
    let [before, after] = [&sample.report, &after].map(|report| forms::sheet(&sample.form, report));
    let content = Comparison::new(before, after, ["", ""]).content();
    let pages = content.pages(Faces::bundled());
    let fields = fields(1 + content.lines.len(), &content.parts);
    let mut seen = 0;
    for page in &pages {
        for (number, field) in &fields {
            let is_here = |again: bool| {
                let origin = if again { Origin::ComparedAgain(*number) } else { Origin::Compared(*number) };
                is_ruled(page, origin, field);
                page.runs.iter().filter(|r| r.origin == origin).count()
            };
            seen += is_here(false) + is_here(true);
        }
    }
    assert!(pages.len() > 1 && seen > fields.len(), "{seen} of {}", fields.len());
}

/// What a table that goes on overleaf shows on each page is closed at its foot and has its heads above.
#[test]
fn both_parts_of_a_parted_table_are_ruled() {
    let form: &Form = &form::builtin()[0];
    let report = filled(form, &"须核实后填报的数字".repeat(8));
    let all = pages(forms::sheet(form, &report), Faces::bundled());
    let mut parted = 0;
    for (t, table) in form.tables.iter().enumerate() {
        let parts: Vec<&Page> = all.iter().filter(|page| !boxes(page, t).is_empty()).collect();
        parted += usize::from(parts.len() > 1);
        for page in parts {
            for (area, origin) in boxes(page, t) {
                let label = format!("{}: {:?}", table.name, origin.table_box(form).map(|b| &b.content));
                for side in area.sides() {
                    assert!(side.is_drawn_by(&page.rules), "{label} has no line at {side:?}");
                }
                assert!(
                    page.rules.iter().all(|rule| !Line::of(rule).crosses(area)),
                    "{label} is struck through"
                );
            }
        }
    }
    assert!(parted > 0, "some table goes on overleaf");
}

/// A copy for signature has the very tables that are published, on the same lines.
#[test]
fn a_copy_for_signature_has_the_same_tables() {
    for sample in samples() {
        let rules = |pages: &[Page]| -> Vec<Vec<Rule>> {
            let of_tables = pages.iter().filter(|p| !p.boxes.is_empty());
            of_tables.map(|p| p.rules.clone()).collect()
        };
        assert_eq!(rules(&published(&sample)), rules(&sent_up(&sample)), "{}", sample.name);
    }
}
