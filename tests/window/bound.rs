//! What the numbers of a text were held against: under the pointer, at the caret, in the card, and counted.

use egui::{Key, Modifiers, Pos2, Rect, Role, Shape, text::CCursor, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nianbao::{
    app::{Action, Command, Document, TextAct, TextMark, View},
    check::Finding,
    draft::Place,
};

use crate::common::window::{Acts, TestWindow, example, sized};

/// What the example says it has taken in, as its table does.
const RIGHT: &str = "3119";
const TEXT: &str = "s1";

/// The published example with another number in its text.
fn stating(number: &str) -> Document {
    let mut draft = example("huaian-2024.ron").draft().clone();
    let text = draft.report.text(TEXT).replace(RIGHT, number);
    draft.report.sections.insert(TEXT.into(), text.into());
    Document::new(nianbao::form::by_id(&draft.report.form).unwrap(), draft, None)
}

/// A window on that text, high enough for all of it.
fn text_stating(number: &str) -> TestWindow {
    let mut window = sized(Some(stating(number)), vec2(1366.0, 1100.0));
    window.show(TEXT);
    window
}

/// Every shape of the last frame by itself.
fn shapes(window: &TestWindow) -> Vec<Shape> {
    let mut left: Vec<Shape> = window.output().shapes.iter().map(|clipped| clipped.shape.clone()).collect();
    let mut single = Vec::new();
    while let Some(shape) = left.pop() {
        match shape {
            Shape::Vec(shapes) => left.extend(shapes),
            shape => single.push(shape),
        }
    }
    single
}

/// Where these characters behind some words stand in the text.
fn place_of(window: &TestWindow, before: &str, figures: &str) -> Rect {
    let found = shapes(window).into_iter().find_map(|shape| {
        let Shape::Text(painted) = shape else { return None };
        let at = painted.galley.text().find(&format!("{before}{figures}"))? + before.len();
        let start = painted.galley.text()[..at].chars().count();
        let corner =
            |chars| painted.galley.pos_from_cursor(CCursor::new(chars)).translate(painted.pos.to_vec2());
        Some(corner(start).union(corner(start + figures.chars().count())))
    });
    found.unwrap_or_else(|| panic!("{before}{figures} is not painted"))
}

/// What the line under a place is like; empty where there is none.
fn line_under(window: &TestWindow, place: Rect) -> &'static str {
    let foot = Rect::from_min_max(Pos2::new(place.left(), place.center().y), place.max).expand(1.0);
    let found = shapes(window).into_iter().find_map(|shape| match shape {
        Shape::LineSegment { points, stroke } if points.iter().all(|point| foot.contains(*point)) => {
            Some(if stroke.width > 1.0 { "thick" } else { "thin" })
        }
        Shape::Circle(dot) if foot.contains(dot.center) => Some("dotted"),
        _ => None,
    });
    found.unwrap_or_default()
}

fn wait_over(window: &mut TestWindow, place: Rect) {
    window.hover_at(place.center());
    for _ in 0..8 {
        window.step();
    }
}

/// A number of the text.
struct Stated {
    /// What the text says that it has taken in.
    number: &'static str,
    /// What stands before the figures that are looked at.
    before: &'static str,
    figures: &'static str,
    said: Option<&'static str>,
    /// The line under them.
    line: &'static str,
}

const STATED: [Stated; 5] = [
    Stated {
        number: RIGHT,
        before: "申请",
        figures: RIGHT,
        said: Some("表三本年新收：3119，与正文一致"),
        line: "thin",
    },
    Stated {
        number: "3118",
        before: "申请",
        figures: "3118",
        said: Some("表三本年新收：3119，正文写3118"),
        line: "thick",
    },
    Stated {
        number: "3119件，其中自然人提出的政府信息公开申请3001件，占新收申请总数的96.2%，共3119",
        before: "总数的",
        figures: "96.2",
        said: Some("与表中其他数或上年报告相符"),
        line: "dotted",
    },
    Stated {
        number: "3119件，其中自然人提出的政府信息公开申请3001件，占新收申请总数的69.2%，共3119",
        before: "总数的",
        figures: "69.2",
        said: Some("与表中其他数或上年报告不符"),
        line: "thick",
    },
    Stated { number: RIGHT, before: "政策解读", figures: "21", said: None, line: "" },
];

#[test]
fn a_number_says_what_it_was_held_against_to_who_waits_over_it() {
    for Stated { number, before, figures, said, line } in STATED {
        let mut window = text_stating(number);
        let place = place_of(&window, before, figures);
        assert_eq!(line_under(&window, place), line, "{figures}");
        wait_over(&mut window, place);
        match said {
            Some(said) => drop(window.get_by_label(said)),
            None => assert!(window.query_by_label_contains("与正文").is_none(), "{figures}"),
        }
        wait_over(&mut window, place.translate(vec2(-60.0, 0.0)));
        assert!(
            window.query_by_label_contains("表三本年新收：").is_none(),
            "{figures}: gone with the pointer"
        );
    }
}

fn description(window: &TestWindow) -> Option<String> {
    let field = window.get_by_role(Role::MultilineTextInput);
    field.accesskit_node().data().description().map(str::to_owned)
}

#[test]
fn a_number_says_what_it_was_held_against_to_who_cannot_see_it() {
    for Stated { number, before, figures, said, .. } in STATED {
        let mut window = text_stating(number);
        assert_eq!(description(&window), None, "as it was");
        let text = window.report().text(TEXT).to_owned();
        let at = text.find(&format!("{before}{figures}")).unwrap() + before.len();
        let start = text[..at].chars().count();
        let mark = TextMark { section: TEXT.into(), chars: start..start + figures.len() };
        window.state_mut().app.apply(Command::Text(TextAct::GoTo(mark)));
        window.run();
        assert_eq!(description(&window).as_deref(), said, "{figures}");
    }
}

/// What is found about the number as it is written.
fn about(window: &TestWindow, figures: &str) -> Finding {
    let findings = window.state().app.document().unwrap().findings();
    let is_it =
        |finding: &&Finding| matches!(&finding.places[..], [Place::Words(words)] if words.text == figures);
    findings.iter().find(is_it).unwrap().clone()
}

#[test]
fn a_number_that_the_table_does_not_bear_out_is_put_right_in_one_click() {
    let mut window = text_stating("3118");
    let before = window.report();
    window.click("改为“3119”");
    assert_eq!(window.report(), *example("huaian-2024.ron").report(), "the number alone");
    assert!(window.query_by_label("改为“3119”").is_none());
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.report(), before, "one step");
}

#[test]
fn the_card_of_a_number_selects_it() {
    let mut window = text_stating("3118");
    let before = window.report().text(TEXT).to_owned();
    let finding = about(&window, "3118");
    window.click(&format!("{}：{}", finding.level.name(), finding.message));
    window.type_text("4");
    assert_eq!(window.report().text(TEXT), before.replace("3118", "4"));
}

#[test]
fn the_page_of_all_that_is_open_says_how_many_numbers_were_checked() {
    for (number, said) in [
        (RIGHT, "正文31个数：核对一致15，未能核对1，与表无关15"),
        ("3118", "正文31个数：核对一致14，不一致1，未能核对1，与表无关15"),
    ] {
        let mut window = sized(Some(stating(number)), vec2(1366.0, 768.0));
        window.state_mut().app.apply(Command::Show(View::Review));
        window.run();
        window.get_by_role_and_label(Role::Label, said);
    }
    let blank = example("huaian-2024.ron").form().clone();
    let report = nianbao::draft::Report::new(&blank, 2024);
    let mut window = sized(Some(crate::common::window::document(blank, report)), vec2(1366.0, 768.0));
    window.state_mut().app.apply(Command::Do(Action::Review));
    window.run();
    assert!(window.query_by_label_contains("个数：").is_none(), "nothing of no numbers");
}
