//! Keys come as fast as she types and frames as slowly as the computer draws: what is typed means the same however
//! many keys come within one frame. And a frame costs little where the processor draws it.

use std::fs;

use egui::{Event, Key, Modifiers};
use nianbao::{
    app::{App, Command, FileAct, View},
    draft::{examples, file},
    ui::Outside,
};
use tempfile::TempDir;

use crate::common::window::{TestWindow, outside};

/// What is typed, from the page of this section on: words as they are, keys by their names in angle brackets.
const TYPED: [(&str, &str); 14] = [
    ("a page is turned behind a number", "s3: 17<Ctrl PageDown>7<Enter>"),
    ("two pages, and a number on each", "s2: 1<Tab>2<Ctrl PageDown>34<Tab>5<Ctrl PageDown>6<Enter>"),
    ("pages there and back", "s3: 8<Ctrl PageDown><Ctrl PageDown><Ctrl PageUp><Ctrl PageUp>9<Enter>"),
    ("from a text to a table", "s1: 字<Ctrl PageDown>12<Enter>3<Enter>"),
    ("from a table to a text", "s2: 4<Ctrl PageUp>字词<Ctrl PageDown>5<Enter>"),
    ("saved between two numbers", "s2: 31<Ctrl S>2<Enter>"),
    ("saved between two words", "s1: 字<Ctrl S>词"),
    ("taken back between two numbers", "s2: 1<Enter><Ctrl Z>2<Enter><Ctrl Z><Ctrl Y>3<Enter>"),
    ("taken back in a text", "s1: 字词<Ctrl Z>句"),
    ("found, and on in the text", "s1: <Ctrl F>公开<Enter><Escape>字"),
    ("an act by its name", "s2: 5<Ctrl Shift P>规则一览<Enter>"),
    ("an act by its name, and on", "s2: 5<Ctrl Shift P>下一处<Enter>6<Enter>"),
    ("a finding gone to", "s2: 5<F8>6<Enter>"),
    ("a report begun", "s2: <Ctrl W><Ctrl N>某某局<Enter>字"),
];

fn events(typed: &str) -> Vec<Event> {
    let mut events = Vec::new();
    for piece in typed.split_inclusive('>') {
        let (words, key) = piece.split_once('<').unwrap_or((piece, ""));
        events.extend(words.chars().map(|c| Event::Text(c.to_string())));
        events.extend(key.strip_suffix('>').into_iter().flat_map(pressed));
    }
    events
}

/// A key pressed with what stands before it, and let go.
fn pressed(key: &str) -> [Event; 2] {
    let mut words: Vec<&str> = key.split(' ').collect();
    let key = words.pop().and_then(Key::from_name).unwrap();
    let modifiers = Modifiers {
        shift: words.contains(&"Shift"),
        ctrl: words.contains(&"Ctrl"),
        command: words.contains(&"Ctrl"),
        ..Modifiers::NONE
    };
    [true, false].map(|pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers })
}

/// A window on an example in a folder of its own, on this page.
fn at(section: &str) -> (TempDir, TestWindow) {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("稿.ron");
    let (_, draft) = examples::all().iter().find(|(name, _)| *name == "wenzhou-2022.ron").unwrap();
    fs::write(&path, draft).unwrap();
    let mut app = App::default();
    app.apply(Command::File(FileAct::Open(path)));
    app.apply(Command::Show(View::Section(section.into())));
    (place, outside(app, Outside::none()))
}

/// What came of it: the report, the page, what is asked, and what was saved.
fn outcome(place: &TempDir, window: &TestWindow) -> String {
    let app = &window.state().app;
    let report = app.document().map_or_else(String::new, |d| file::write(d.draft()));
    let saved = fs::read_to_string(place.path().join("稿.ron")).unwrap();
    format!("{:?}\n{:?}\n{:?}\n{report}\n{saved}", app.view(), app.desk.question, app.desk.tool)
}

/// Types it in frames that end at these places.
fn typed(section: &str, events: &[Event], cuts: &[usize]) -> String {
    let (place, mut window) = at(section);
    let ends = cuts.iter().copied().chain([events.len()]);
    let mut from = 0;
    for end in ends {
        window.input_mut().events.extend(events[from..end].iter().cloned());
        window.step();
        from = end;
    }
    window.run();
    outcome(&place, &window)
}

/// Types it with all the time in the world.
fn typed_slowly(section: &str, events: &[Event]) -> String {
    let (place, mut window) = at(section);
    for event in events {
        window.event(event.clone());
        window.run();
    }
    outcome(&place, &window)
}

#[test]
fn what_is_typed_means_the_same_however_slowly_frames_are_drawn() {
    for (name, line) in TYPED {
        let (section, keys) = line.split_once(": ").unwrap();
        let events = events(keys);
        let slowly = typed_slowly(section, &events);
        assert_ne!(slowly, typed(section, &[], &[]), "{name}: nothing came of it");
        for cut in cuts(&events) {
            let quickly = typed(section, &events, &cut);
            assert_eq!(difference(&slowly, &quickly), None, "{name}, frames ending at {cut:?}");
        }
    }
}

/// Where frames may end: all in one, an event in each, and one that ends between two events where the second may not be
/// meant for what the first was.
fn cuts(events: &[Event]) -> Vec<Vec<usize>> {
    let words = |event: &Event| matches!(event, Event::Text(_));
    let turns = (1..events.len()).filter(|at| words(&events[at - 1]) != words(&events[*at]));
    [Vec::new(), (1..events.len()).collect()].into_iter().chain(turns.map(|at| vec![at])).collect()
}

/// The first lines that differ.
fn difference<'a>(a: &'a str, b: &'a str) -> Option<(&'a str, &'a str)> {
    a.lines().zip(b.lines()).find(|(a, b)| a != b)
}

/// What a frame costs a computer without a graphics card: the area that is filled, in windows, and the triangles. Nearly
/// one window of it is the panel that the harness puts under everything; the program has none.
fn painted(section: &str) -> (f32, usize) {
    let (_place, mut window) = at(section);
    window.run();
    let shapes = window.output().shapes.clone();
    let size = window.ctx.content_rect().area();
    let (mut area, mut triangles) = (0.0, 0);
    for primitive in window.ctx.tessellate(shapes, 1.0) {
        let egui::epaint::Primitive::Mesh(mesh) = primitive.primitive else { continue };
        for corners in mesh.indices.chunks_exact(3) {
            let [a, b, c] = [0, 1, 2].map(|at| mesh.vertices[corners[at] as usize].pos);
            area += ((b - a).x * (c - a).y - (b - a).y * (c - a).x).abs() / 2.0;
            triangles += 1;
        }
    }
    (area / size, triangles)
}

#[test]
fn a_frame_paints_little_more_than_what_is_seen() {
    for section in ["s1", "s2", "s3", "s4"] {
        let (area, triangles) = painted(section);
        assert!(area < 2.0, "{section}: {area} windows are filled");
        assert!(triangles < 6_000, "{section}: {triangles} triangles");
    }
}
