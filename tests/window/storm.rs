//! Whatever is pressed, clicked, pasted and composed: no panic, and undoing all of it gives the start back.
//!
//! `NIANBAO_LONG=1` sends a hundred thousand events, `0.2` a fifth of them.

use egui::{Event, ImeEvent, Key, Modifiers, PointerButton, Pos2};
use nianbao::{
    app::{Action, Answer, Command, Document},
    draft::Draft,
};

use crate::common::{
    forms, needed,
    reached::reached,
    window::{self, TestWindow, example, quiet},
};

/// A small generator of its own, so that a seed gives the same storm everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

const KEYS: &[Key] = &[
    Key::ArrowUp,
    Key::ArrowDown,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::Tab,
    Key::Enter,
    Key::Escape,
    Key::F1,
    Key::F2,
    Key::F8,
    Key::Home,
    Key::End,
    Key::PageUp,
    Key::PageDown,
    Key::Delete,
    Key::Backspace,
    Key::A,
    Key::D,
    Key::R,
    Key::Y,
    Key::Z,
    Key::Space,
];

const TEXTS: &[&str] = &[
    "0",
    "16",
    "-",
    "，",
    "１２",
    "件",
    "3.5",
    "一、",
    "\n",
    "99999999999999999999",
    "😀",
    "“",
    "2024年",
    "/",
];

const PASTES: &[&str] = &[
    "1\t2\t3\n4\t5\t6\n",
    "合计\t7\n",
    "1,234\t\t无",
    "\n\n\n",
    "\"5\"\t６ 件\r\n7\t8\r\n",
    "很长的一段话，没有数。",
    "",
];

fn event(dice: &mut Dice, window: &mut TestWindow) {
    let modifiers = *dice.pick(&[
        Modifiers::NONE,
        Modifiers::NONE,
        Modifiers::NONE,
        Modifiers::SHIFT,
        Modifiers::COMMAND,
        Modifiers::COMMAND | Modifiers::SHIFT,
    ]);
    match dice.below(10) {
        0..=3 => window.key_press_modifiers(modifiers, *dice.pick(KEYS)),
        4 | 5 => window.event(Event::Text((*dice.pick(TEXTS)).to_owned())),
        6 => window.event(Event::Paste((*dice.pick(PASTES)).to_owned())),
        7 => window.event(Event::Ime(ime(dice))),
        8 => click(dice, window, modifiers),
        _ => window.event(dice.pick(&[Event::Copy, Event::Cut]).clone()),
    }
}

fn ime(dice: &mut Dice) -> ImeEvent {
    let preedit = |text: &str| ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None };
    match dice.below(4) {
        0 => preedit("ni hao"),
        1 => preedit(""),
        2 => ImeEvent::Commit("你好".to_owned()),
        _ => ImeEvent::Commit("１６".to_owned()),
    }
}

fn click(dice: &mut Dice, window: &mut TestWindow, modifiers: Modifiers) {
    let pos = Pos2::new(dice.below(1366) as f32, dice.below(768) as f32);
    window.event(Event::PointerMoved(pos));
    for pressed in [true, false] {
        window.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers });
    }
}

/// Questions that would end the document are answered no.
fn stay(window: &mut TestWindow) {
    if window.state().app.desk.question.is_some() {
        window.state_mut().app.apply(Command::Answer(Answer::Cancel));
    }
}

fn draft(window: &TestWindow) -> Draft {
    window.state().app.document().unwrap().draft().clone()
}

fn storm(seed: u64, document: Document, events: u32) {
    let mut dice = Dice(seed);
    let mut window = quiet(document);
    let start = draft(&window);
    for _ in 0..events {
        event(&mut dice, &mut window);
        window.step();
        stay(&mut window);
    }
    while window.state().app.can(Action::Undo) {
        window.state_mut().app.apply(Command::Do(Action::Undo));
    }
    assert_eq!(draft(&window), start, "seed {seed}");
    while window.state().app.can(Action::Redo) {
        window.state_mut().app.apply(Command::Do(Action::Redo));
    }
    window.step();
    reached("R14", &format!("{events} events of storm {seed} undone to the start"));
}

/// A hundred thousand in the four of them.
fn events() -> u32 {
    needed::times(250, 25_000)
}

#[test]
fn r14_a_storm_of_events_is_undone_to_the_start() {
    storm(1, example("wenzhou-2022.ron"), events());
}

#[test]
fn r14_a_storm_over_an_earlier_form_is_undone_to_the_start() {
    storm(2, example("yangling-2020.ron"), events());
}

#[test]
fn r14_a_storm_over_a_government_is_undone_to_the_start() {
    storm(3, example("huaian-2024.ron"), events());
}

#[test]
fn r14_a_storm_over_a_form_nobody_knew_is_undone_to_the_start() {
    let form = forms::invented();
    let report = forms::zeros(&form);
    storm(4, window::document(form, report), events());
}
