//! Numbers of the texts that follow a table: where they are after the text was changed, and what stands there after the
//! table was.

use std::{fs, sync::Arc};

use nianbao::{
    draft::{
        Draft, Entry, Report, Sheet, Text,
        edit::Edit,
        history::History,
        leftover::leftovers,
        tied::{self, Tied},
    },
    form::{Cell, CellId, Form, Meaning},
    roll::{self, Rolled},
};
use proptest::prelude::*;

use crate::common::forms;

const SECTION: &str = "s1";

/// A text with the ties that are marked in it.
fn marked(text: &str) -> (String, Vec<Tied>) {
    let (mut plain, mut ties) = (String::new(), Vec::new());
    for (at, part) in text.split(['【', '】']).enumerate() {
        if at % 2 == 1 {
            ties.push(tie(plain.chars().count(), part, &[]));
        }
        plain.push_str(part);
    }
    (plain, ties)
}

fn tie(at: usize, figures: &str, cells: &[&Cell]) -> Tied {
    let cells = cells.iter().map(|cell| cell.id.clone()).collect();
    Tied { section: SECTION.into(), at, figures: figures.to_owned(), cells }
}

#[test]
fn ties_move_with_their_text() {
    let cases = fs::read_to_string("tests/cases/tied.txt").unwrap();
    let mut count = 0;
    for case in cases.lines().filter(|line| !line.is_empty() && !line.starts_with("//")) {
        let parts: Vec<String> = case.split('→').map(|part| part.trim().replace("\\n", "\n")).collect();
        let [old, new, expect] = parts.as_slice() else { panic!("three parts: {case}") };
        let (old, ties) = marked(old);
        let expect = marked(expect);
        assert_eq!((new.clone(), tied::moved(&ties, &old, new)), expect, "{case}");
        count += 1;
    }
    assert!(count >= 20);
}

/// The first two cells of a form that the officer fills in, and a total.
fn cells(form: &Form) -> (&Cell, &Cell, &Cell) {
    let mut filled = form.cells().iter().filter(|cell| !cell.is_total());
    let total = form.cells().iter().find(|cell| cell.is_total()).unwrap();
    (filled.next().unwrap(), filled.next().unwrap(), total)
}

/// A draft whose text says how much two cells hold and what they come to.
fn stating(form: &Form) -> Draft {
    let (one, other, _) = cells(form);
    let mut draft = Draft::default();
    draft.report.form = form.id.clone();
    let (text, ties) = marked("其中【1,016】件，另有【3】件，共【1,019】件，百分之3。");
    let counts = [vec![one], vec![other], vec![one, other]];
    draft.tied = ties.iter().zip(&counts).map(|(t, cells)| tie(t.at, &t.figures, cells)).collect();
    draft.report.sections.insert(SECTION.into(), text.into());
    draft.report.cells.insert(one.id.clone(), Entry::read("1016").unwrap());
    draft.report.cells.insert(other.id.clone(), Entry::read("3").unwrap());
    draft
}

/// Makes changes with what follows them, as one step.
fn step(form: &Form, draft: &mut Draft, history: &mut History, mut edits: Vec<Edit>) {
    edits.extend(tied::following(form, draft, &edits));
    history.apply(draft, "改".to_owned(), edits, None);
}

#[test]
fn figures_follow_their_cells() {
    let form = forms::all().into_iter().next().unwrap();
    let (one, other, _) = cells(&form);
    for (changes, expect) in [
        (vec![(one, "1017")], "其中1,017件，另有3件，共1,020件，百分之3。"),
        (vec![(one, "9"), (other, "12345")], "其中9件，另有12345件，共12,354件，百分之3。"),
        (vec![(other, "")], "其中1,016件，另有3件，共1,019件，百分之3。"),
        (vec![(other, "十")], "其中1,016件，另有3件，共1,019件，百分之3。"),
        (vec![(other, "2.5")], "其中1,016件，另有3件，共1,019件，百分之3。"),
        (vec![(one, "1015"), (other, "4")], "其中1,015件，另有4件，共1,019件，百分之3。"),
    ] {
        let (mut draft, mut history) = (stating(&form), History::default());
        let start = draft.clone();
        let edit = |(cell, typed): (&Cell, &str)| Edit::Cell(cell.id.clone(), Entry::read(typed));
        step(&form, &mut draft, &mut history, changes.into_iter().map(edit).collect());
        assert_eq!(draft.report.text(SECTION), expect);
        let standing = draft.tied.iter().all(|t| {
            draft.report.text(SECTION).chars().skip(t.at).take(t.figures.len()).eq(t.figures.chars())
        });
        assert!(standing, "{expect}");
        history.undo(&mut draft);
        assert_eq!(draft, start, "one step");
    }
}

/// Typing in a row is one step: what is typed behind a number does not move its tie, what is typed before it does.
#[test]
fn a_run_of_typing_is_undone_with_its_ties() {
    let form = forms::all().into_iter().next().unwrap();
    let (mut draft, mut history) = (stating(&form), History::default());
    let start = draft.clone();
    let text = draft.report.text(SECTION).to_owned();
    for typed in
        [format!("{text}全"), format!("{text}全年"), format!("本{text}全年"), format!("本年{text}全年")]
    {
        let mut edits = vec![Edit::Text(SECTION.into(), Text::from(typed))];
        edits.extend(tied::following(&form, &draft, &edits));
        history.apply(&mut draft, "改".to_owned(), edits, Some(SECTION.to_owned()));
    }
    assert_eq!(draft.tied[0].at, start.tied[0].at + 2);
    history.undo(&mut draft);
    assert_eq!(draft, start);
}

/// Last year's report with ties in its first text, and the draft that is begun from it.
fn begun(form: &str, cells: &[(&str, &str)], text: &str, tied: &[&str]) -> Rolled {
    let form = forms::by_id(form);
    let section = form.meaning(Meaning::Overview).unwrap().id.clone();
    let year = form.years.to.unwrap_or(form.years.from);
    let mut last = Draft { report: Report { year, ..forms::quiet(&form) }, ..Draft::default() };
    for (id, number) in cells {
        last.report.cells.insert(CellId::from(*id), Entry::read(number).unwrap());
    }
    let (plain, found) = marked(text);
    last.report.sections.insert(section.clone(), plain.into());
    let of = |(tie, id): (&Tied, &&str)| Tied {
        section: section.clone(),
        cells: vec![CellId::from(*id)],
        ..tie.clone()
    };
    last.tied = found.iter().zip(tied).map(of).collect();
    roll::forward(&last.report, roll::next_year(&last.report)).unwrap().with_ties(&last.tied)
}

/// The text of a draft's first section, with its ties marked.
fn shown(rolled: &Rolled, draft: &Draft) -> String {
    let section = &rolled.form.meaning(Meaning::Overview).unwrap().id;
    let mut text: Vec<char> = draft.report.text(section).chars().collect();
    let mut ties: Vec<&Tied> = draft.tied.iter().filter(|tie| tie.section == *section).collect();
    ties.sort_by_key(|tie| std::cmp::Reverse(tie.at));
    for tie in ties {
        text.insert(tie.chars().end, '】');
        text.insert(tie.at, '【');
    }
    text.into_iter().collect()
}

const LAST_YEAR: &str = "收到申请【1,715】件，上年结转【7】件，结转下年度【18】件。";
const TIES: [&str; 3] = ["T3.new.tot", "T3.cin.tot", "T3.cout.tot"];

#[test]
fn a_draft_begun_from_last_years_keeps_its_ties() {
    let cells = [("T3.new.nat", "1715"), ("T3.cin.nat", "7"), ("T3.cout.nat", "18")];
    for (form, text, ties, expect) in [
        ("F2021", LAST_YEAR, &TIES[..], "收到申请【1,715】件，上年结转【18】件，结转下年度【18】件。"),
        ("F2019", LAST_YEAR, &TIES[..], "收到申请【1,715】件，上年结转【18】件，结转下年度【18】件。"),
        // What the new form does not have is tied no more.
        (
            "F2019",
            "采购【3】个，收到【1715】件",
            &["T2.pro.count", "T3.new.tot"][..],
            "采购3个，收到【1715】件",
        ),
        // What was changed by another program is no tie.
        ("F2021", "收到【1715】件", &["T9.none"][..], "收到1715件"),
    ] {
        let rolled = begun(form, &cells, text, ties);
        assert_eq!(shown(&rolled, &rolled.draft), expect, "{form}");
    }
}

/// The number is last year's, and told to be, until this year's cells are all filled in; then it follows, and both are
/// undone together.
#[test]
fn a_number_that_was_tied_last_year_follows_this_years_cells() {
    let cells = [("T3.new.nat", "1715"), ("T3.cin.nat", "7"), ("T3.cout.nat", "18")];
    let rolled = begun("F2021", &cells, LAST_YEAR, &TIES);
    let (mut draft, mut history) = (rolled.draft.clone(), History::default());
    let is_marked = |draft: &Draft, tie: &Tied| {
        let all = leftovers(forms::opened(&rolled.form, draft));
        all.iter().any(|left| left.numbers.contains(&tie.chars()))
    };
    assert!(is_marked(&draft, &draft.tied[0]), "1,715 is last year's");
    let parts: Vec<&CellId> = rolled.form.cell("T3.new.tot").unwrap().parts.iter().collect();
    let (last, first) = parts.split_last().unwrap();
    for id in first {
        let number = if **id == "T3.new.nat" { "1820" } else { "0" };
        step(&rolled.form, &mut draft, &mut history, vec![Edit::Cell((*id).clone(), Entry::read(number))]);
    }
    assert_eq!(
        shown(&rolled, &draft),
        "收到申请【1,715】件，上年结转【18】件，结转下年度【18】件。",
        "a cell is blank"
    );
    let before = draft.clone();
    step(&rolled.form, &mut draft, &mut history, vec![Edit::Cell((*last).clone(), Entry::read("0"))]);
    assert_eq!(shown(&rolled, &draft), "收到申请【1,820】件，上年结转【18】件，结转下年度【18】件。");
    assert!(!is_marked(&draft, &draft.tied[0]), "1,820 is this year's");
    history.undo(&mut draft);
    assert_eq!(draft, before, "one step");
}

/// What a file says that was changed by another program is not believed.
#[test]
fn a_tie_whose_figures_stand_elsewhere_changes_nothing() {
    let form = forms::all().into_iter().next().unwrap();
    let (one, ..) = cells(&form);
    for (at, figures) in [(0, "1,016"), (3, "016"), (usize::MAX, "1,016"), (2, "1,01"), (2, ""), (2, "件")] {
        let (mut draft, mut history) = (stating(&form), History::default());
        draft.tied = vec![tie(at, figures, &[one])];
        let text = draft.report.text(SECTION).to_owned();
        step(&form, &mut draft, &mut history, vec![Edit::Cell(one.id.clone(), Entry::read("5"))]);
        assert_eq!(draft.report.text(SECTION), text, "{at} {figures}");
        step(
            &form,
            &mut draft,
            &mut history,
            vec![Edit::Text(SECTION.into(), Text::from(format!("有{text}")))],
        );
    }
}

fn typed() -> impl Strategy<Value = String> {
    "[0-9,.０件甲，。]{0,6}"
}

/// A change to the table or to the text: which of two cells, or where in the text, and what.
fn change() -> impl Strategy<Value = (bool, usize, String)> {
    (any::<bool>(), 0_usize..40, typed())
}

fn edits(form: &Form, draft: &Draft, (is_cell, at, words): (bool, usize, String)) -> Edit {
    let (one, other, _) = cells(form);
    if is_cell {
        let cell = if at % 2 == 0 { one } else { other };
        return Edit::Cell(cell.id.clone(), Entry::read(&words));
    }
    let chars: Vec<char> = draft.report.text(SECTION).chars().collect();
    let (from, to) = (at.min(chars.len()), (at + words.len() % 5).min(chars.len()));
    let text: String =
        chars[..from].iter().copied().chain(words.chars()).chain(chars[to..].iter().copied()).collect();
    Edit::Text(SECTION.into(), Text::from(text))
}

fn is_standing(tied: &Tied, text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    chars.get(tied.chars()).is_some_and(|figures| figures.iter().copied().eq(tied.figures.chars()))
}

proptest! {
    /// Whatever is changed: every tie stands on its figures, those of full cells are what the cells come to, and all of it
    /// is taken back.
    #[test]
    fn ties_stand_and_are_undone(changes in proptest::collection::vec(change(), 1..12)) {
        let form: Arc<Form> = forms::all().into_iter().next().unwrap();
        let (mut draft, mut history) = (stating(&form), History::default());
        let start = draft.clone();
        for change in changes {
            let edit = edits(&form, &draft, change);
            let is_number = edit.is_number();
            step(&form, &mut draft, &mut history, vec![edit]);
            let text = draft.report.text(SECTION);
            prop_assert!(draft.tied.iter().all(|t| is_standing(t, text)), "{} {:?}", text, draft.tied);
            let sheet = Sheet::new(&form, &draft.report).unwrap();
            let whole = |t: &&Tied| t.cells.iter().all(|c| sheet.number(c).is_some_and(|n| n.is_integer() && !n.is_sign_negative()));
            prop_assert!(!is_number || draft.tied.iter().filter(whole).all(|t| t.is_due(sheet)), "{} {:?}", text, draft.tied);
        }
        while history.undo(&mut draft).is_some() {}
        prop_assert_eq!(draft, start);
    }
}
