//! The undo stack over a long day: every step can be taken back, and what the steps hold has an end.

use nianbao::{
    draft::{
        Draft, Entry, Explanation, Text,
        edit::{AgencyField, Edit},
        history::History,
    },
    form::{Form, RuleId},
    store,
};

use crate::common::{forms, measured, reached::reached};

/// A small generator of its own, so that a seed gives the same edits everywhere.
struct Lot(u64);

impl Lot {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n.max(1) as u64).unwrap()
    }

    fn character(&mut self) -> char {
        ['报', '告', '二', '\n', 'a', '，', '😀', '。'][self.below(8)]
    }

    fn words(&mut self, most: usize) -> String {
        (0..self.below(most)).map(|_| self.character()).collect()
    }
}

fn example() -> Draft {
    store::open(std::path::Path::new("assets/examples/wenzhou-2022.ron")).unwrap()
}

fn form(draft: &Draft) -> std::sync::Arc<Form> {
    forms::all().into_iter().find(|form| form.id == draft.report.form).unwrap()
}

/// A text with some characters of it replaced by others.
fn rewritten(lot: &mut Lot, text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let start = lot.below(chars.len() + 1);
    let end = start + lot.below((chars.len() - start).min(30) + 1);
    let middle = lot.words(30);
    chars[..start].iter().copied().chain(middle.chars()).chain(chars[end..].iter().copied()).collect()
}

fn text_edit(lot: &mut Lot, form: &Form, draft: &Draft) -> Edit {
    let section = form.sections[lot.below(form.sections.len())].id.clone();
    let text = rewritten(lot, draft.report.text(&section));
    Edit::Text(section, Text::from(text))
}

/// A step of typing; what is typed in the same section right after it belongs to it.
fn typing(lot: &mut Lot, form: &Form, draft: &Draft) -> (Vec<Edit>, Option<String>) {
    let edit = text_edit(lot, form, draft);
    let mark = if let Edit::Text(section, _) = &edit { Some(section.to_string()) } else { None };
    (vec![edit], mark)
}

fn cell_edit(lot: &mut Lot, draft: &Draft) -> Edit {
    let cells: Vec<_> = draft.report.cells.keys().collect();
    let id = cells[lot.below(cells.len())].clone();
    Edit::Cell(id, Entry::read(&lot.below(500).to_string()))
}

fn explanations(lot: &mut Lot, draft: &Draft) -> Edit {
    let mut all = draft.explanations.clone();
    all.truncate(20);
    all.push(Explanation { rule: RuleId::from("T3-1"), key: lot.words(9), text: lot.words(60) });
    Edit::Explanations(all)
}

/// The edits of a step, with the mark of the run of typing it belongs to.
fn step(lot: &mut Lot, form: &Form, draft: &Draft) -> (Vec<Edit>, Option<String>) {
    match lot.below(8) {
        0..=2 => typing(lot, form, draft),
        // Words replaced in several texts, some of them twice.
        3 => ((0..4).map(|_| text_edit(lot, form, draft)).collect(), None),
        4 => (vec![Edit::Agency(AgencyField::Address, lot.words(40))], None),
        5 => (vec![explanations(lot, draft)], None),
        _ => ((0..6).map(|_| cell_edit(lot, draft)).collect(), None),
    }
}

/// Takes every step back; how many there were.
fn undo_all(history: &mut History, draft: &mut Draft) -> usize {
    std::iter::from_fn(|| history.undo(draft)).count()
}

fn redo_all(history: &mut History, draft: &mut Draft) -> usize {
    std::iter::from_fn(|| history.redo(draft)).count()
}

/// R14: a day of ten thousand edits is taken back and done again, in less than a hundred megabytes.
#[test]
fn r14_ten_thousand_random_edits_are_undone_and_redone_in_little_memory() {
    let said = measured::holds("undo::a_long_day_alone", "a long day", b"", 60);
    reached("R14", &format!("10000 edits undone and redone twice, {said}"));
}

/// In a process of its own: what the tests beside it hold is not counted.
#[test]
#[ignore = "run by the test above"]
fn a_long_day_alone() {
    measured::child(|_| {
        let before = measured::kilobytes_at_most();
        let bytes = a_long_day();
        let grown = measured::kilobytes_at_most() - before;
        assert!(grown < 100_000, "{grown} kB");
        format!("{bytes} bytes held, {grown} kB more in all")
    });
}

/// Ten thousand edits, all of them taken back and done again, twice. The bytes that their steps hold.
fn a_long_day() -> usize {
    let (mut lot, mut draft, mut history) = (Lot(14), example(), History::default());
    let form = form(&draft);
    let start = draft.clone();
    for n in 0..10_000 {
        // A run of typing is one step of undo: each is ended here, so that there are ten thousand.
        let (edits, merge) = step(&mut lot, &form, &draft);
        history.apply(&mut draft, format!("第{n}步"), edits, merge);
        history.seal();
    }
    let end = draft.clone();
    for _ in 0..2 {
        assert_eq!(undo_all(&mut history, &mut draft), 10_000);
        assert_eq!(draft, start);
        assert_eq!(redo_all(&mut history, &mut draft), 10_000);
        assert_eq!(draft, end);
    }
    assert!(history.bytes() < 100_000_000);
    history.bytes()
}

/// Runs of typing become one step, and what is taken back is all that was typed, wherever in between she undid.
#[test]
fn runs_of_typing_and_undo_in_between_come_back_to_the_start() {
    for seed in 1..=40 {
        let (mut lot, mut draft, mut history) = (Lot(seed), example(), History::default());
        let form = form(&draft);
        let start = draft.clone();
        for _ in 0..150 {
            match lot.below(8) {
                0 => drop(history.undo(&mut draft)),
                1 => drop(history.redo(&mut draft)),
                2 => history.seal(),
                _ => {
                    let (edits, merge) = step(&mut lot, &form, &draft);
                    history.apply(&mut draft, String::new(), edits, merge);
                }
            }
        }
        redo_all(&mut history, &mut draft);
        let end = draft.clone();
        undo_all(&mut history, &mut draft);
        assert_eq!(draft, start, "seed {seed}");
        redo_all(&mut history, &mut draft);
        assert_eq!(draft, end, "seed {seed}");
    }
}

/// A letter in the middle of the longest text does not cost the text.
#[test]
fn a_step_in_a_long_text_holds_what_differs() {
    let (mut draft, mut history) = (example(), History::default());
    let section = form(&draft).sections[1].id.clone();
    let long = "长".repeat(100_000);
    for n in 0..200 {
        let text = format!("{long}{}{long}", "字".repeat(n));
        history.apply(&mut draft, "写".to_owned(), vec![Edit::Text(section.clone(), Text::from(text))], None);
    }
    assert!(history.bytes() < 200 * 1_000, "{}", history.bytes());
}

/// Whole texts that have nothing in common: the oldest steps are let go, those that are left are taken back.
#[test]
fn the_oldest_steps_are_let_go_when_they_hold_too_much() {
    let (mut draft, mut history) = (example(), History::default());
    let section = form(&draft).sections[1].id.clone();
    let mut texts = Vec::new();
    for n in 0..200 {
        let words = if n % 2 == 0 { "甲乙" } else { "丙丁" }.repeat(100_000);
        texts.push(draft.report.text(&section).to_owned());
        let edits = vec![Edit::Text(section.clone(), Text::from(words))];
        history.apply(&mut draft, format!("第{n}步"), edits, None);
        assert!(history.bytes() <= History::MOST_BYTES);
    }
    let left = undo_all(&mut history, &mut draft);
    assert!((50..100).contains(&left), "{left}");
    assert_eq!(draft.report.text(&section), texts[200 - left]);
}
