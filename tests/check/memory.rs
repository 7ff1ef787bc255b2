//! What is kept from check to check changes no finding, whatever is changed in between.

use std::sync::Arc;

use nianbao::{
    check::{self, Memory},
    draft::{
        AgencyKind, Draft, Entry, Report, Sheet, examples, file,
        last::Before,
        leftover::{Search, leftovers},
        shares::shares,
    },
    form::{Form, Meaning, Section, SectionBody, SectionId},
    words::similar::{Runs, Share, compared, runs},
};
use proptest::{
    collection::vec,
    prelude::{Just, Strategy, any},
    prop_assert, prop_assert_eq, prop_oneof,
    sample::{Index, select},
    test_runner::{TestCaseError, TestRunner},
};

use crate::{
    common::{cases, drafts, forms, needed},
    findings::{Built, build},
};

/// Something that may change between two checks.
#[derive(Clone, Debug)]
enum Change {
    /// What is typed into a cell, or printed in it.
    Cell {
        at: Index,
        typed: String,
        is_printed: bool,
    },
    /// A line of a text: put in, or (none) taken out.
    Line {
        section: Index,
        at: Index,
        words: Option<String>,
    },
    /// A character that is typed into a text.
    Key {
        section: Index,
        at: Index,
        key: char,
    },
    /// A text that goes, or is all of another.
    Text {
        section: Index,
        words: String,
    },
    Year(u16),
    Agency(String, AgencyKind),
}

/// A change of this year's report or of last year's, or of whether there is one.
#[derive(Clone, Debug)]
enum Step {
    Own(Change),
    Last(Change),
    NoLast,
    /// Last year's report is this one.
    Rolled,
    /// A sentence of last year's is kept.
    Keep(Index),
}

/// Sentences of the cases and paragraphs of published reports.
fn lines() -> Vec<String> {
    let cases = cases::read(include_str!("../cases/check.txt"));
    let of_cases = cases.iter().flat_map(|case| &case.lines).filter_map(|line| {
        let line = line.strip_prefix("last ").unwrap_or(line).strip_prefix("text ")?;
        Some(line.split_once(' ')?.1.replace("\\n", "\n"))
    });
    let published = examples::all().iter().flat_map(|(_, text)| file::read(text).unwrap().report.sections);
    let of_reports =
        published.flat_map(|(_, text)| text.as_str().lines().map(str::to_owned).collect::<Vec<_>>());
    of_cases.chain(of_reports).collect()
}

fn change() -> impl Strategy<Value = Change> {
    let words = || select(lines());
    let cell = (any::<Index>(), drafts::typed(), any::<bool>());
    let line = (any::<Index>(), any::<Index>(), proptest::option::of(words()));
    let key =
        (any::<Index>(), any::<Index>(), select("12件。，\n（　《》年机關".chars().collect::<Vec<_>>()));
    let text = (any::<Index>(), prop_oneof![Just(String::new()), Just("\n".to_owned()), words()]);
    let kind = select(vec![AgencyKind::Department, AgencyKind::Government, AgencyKind::Authorised]);
    let name = select(vec!["", "本机关", "淮安市人民政府", "温州市人力资源和社会保障局"]);
    prop_oneof![
        3 => cell.prop_map(|(at, typed, is_printed)| Change::Cell { at, typed, is_printed }),
        6 => line.prop_map(|(section, at, words)| Change::Line { section, at, words }),
        6 => key.prop_map(|(section, at, key)| Change::Key { section, at, key }),
        1 => text.prop_map(|(section, words)| Change::Text { section, words }),
        1 => (2020..2026_u16).prop_map(Change::Year),
        1 => (name, kind).prop_map(|(name, kind)| Change::Agency(name.to_owned(), kind)),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => change().prop_map(Step::Own),
        4 => change().prop_map(Step::Last),
        1 => Just(Step::NoLast),
        1 => Just(Step::Rolled),
        2 => any::<Index>().prop_map(Step::Keep),
    ]
}

impl Change {
    fn make(&self, form: &Form, report: &mut Report) {
        let texts: Vec<_> =
            form.sections.iter().filter(|section| section.body == SectionBody::Text).collect();
        let mut edit = |section: &Index, edit: &dyn Fn(&str) -> String| {
            let id = &section.get(&texts).id;
            let text = edit(report.text(id));
            report.sections.insert(id.clone(), text.into());
        };
        match self {
            Self::Cell { at, typed, is_printed } if !form.cells().is_empty() => {
                let id = at.get(form.cells()).id.clone();
                let entries = if *is_printed { &mut report.printed } else { &mut report.cells };
                entries.remove(&id);
                entries.extend(Entry::read(typed).map(|entry| (id, entry)));
            }
            Self::Cell { .. } => {}
            Self::Line { section, at, words } => edit(section, &|text| {
                let mut lines: Vec<&str> = text.split('\n').collect();
                let at = at.index(lines.len());
                match words {
                    Some(words) => lines.insert(at, words),
                    None => drop(lines.remove(at)),
                }
                lines.join("\n")
            }),
            Self::Key { section, at, key } => edit(section, &|text| {
                let mut chars: Vec<char> = text.chars().collect();
                chars.insert(at.index(chars.len() + 1), *key);
                chars.into_iter().collect()
            }),
            Self::Text { section, words } => edit(section, &|_| words.clone()),
            Self::Year(year) => report.year = *year,
            Self::Agency(name, kind) => {
                report.agency.name.clone_from(name);
                report.agency.kind = *kind;
            }
        }
    }
}

impl Step {
    fn take(&self, form: &Form, draft: &mut Draft) {
        let year = draft.report.year.saturating_sub(1);
        match self {
            Self::Own(change) => change.make(form, &mut draft.report),
            Self::Last(change) => {
                let last = draft.last.get_or_insert_with(|| Report::new(form, year));
                if let Some(form) = forms::all().into_iter().find(|form| form.id == last.form) {
                    change.make(&form, last);
                }
            }
            Self::NoLast => draft.last = None,
            Self::Rolled => draft.last = Some(Report { year, ..draft.report.clone() }),
            Self::Keep(at) => {
                let found = leftovers(forms::opened(form, draft));
                if !found.is_empty() {
                    let kept = at.get(&found);
                    draft.confirmed.entry(kept.section.clone()).or_default().insert(kept.words.clone());
                }
            }
        }
    }
}

/// What is kept from one check to the next, and from one search for last year's sentences to the next.
#[derive(Default)]
struct All {
    memory: Memory,
    search: Search,
}

/// Checks with what is kept, and from nothing: findings, numbers, shares and what is still last year's are the same.
fn agrees(kept: &mut All, form: &Form, draft: &Draft) -> Result<(), TestCaseError> {
    let (sheet, before) = (forms::sheet(form, &draft.report), forms::before(form, draft.last.as_ref()));
    let (memory, mut fresh) = (&mut kept.memory, Memory::default());
    prop_assert_eq!(memory.run(sheet, before), fresh.run(sheet, before));
    prop_assert!(memory.numbers().eq(fresh.numbers()));
    prop_assert_eq!(memory.shares(), fresh.shares());
    prop_assert_eq!(memory.shares().cloned(), before.map(|before| shares(sheet, before)));
    let by_text = before.map(|before| shares_by_text(sheet, before));
    prop_assert_eq!(memory.shares().map(|shares| shares.sections.clone()), by_text);
    let opened = forms::opened(form, draft);
    prop_assert_eq!(kept.search.run(opened), leftovers(opened));
    Ok(())
}

/// How much of each section is last year's, each text taken as a whole.
fn shares_by_text(sheet: Sheet<'_>, before: Before<'_>) -> Vec<(SectionId, Share)> {
    let is_compared = |section: &Section| section.meaning != Some(Meaning::Opening);
    let texts = sheet.texts().filter(|(section, text)| is_compared(section) && !text.is_empty());
    let share = |(section, text): (&Section, &str)| {
        let old = before.section(section).filter(|old| is_compared(old));
        let old = old.map_or("", |old| before.sheet.text(&old.id));
        (section.id.clone(), Runs::of(old).share(&runs(&compared(text))))
    };
    texts.map(share).collect()
}

/// Every case checked with what was kept of all cases before it, forwards and backwards.
#[test]
fn what_is_kept_from_check_to_check_changes_no_finding() {
    let mut memory = Memory::default();
    let cases = cases::read(include_str!("../cases/check.txt"));
    for case in cases.iter().chain(cases.iter().rev()) {
        let Built { form, report, last } = build(&case.lines);
        let kept = memory.run(forms::sheet(&form, &report), forms::before(&form, last.as_ref()));
        assert_eq!(
            kept,
            check::run(forms::sheet(&form, &report), forms::before(&form, last.as_ref())),
            "{}",
            case.name
        );
    }
}

/// Reports of the cases and published ones, with one change after the other.
#[test]
fn what_is_kept_changes_no_finding_whatever_is_changed() {
    let config = needed::tries(150, 20_000);
    let of_cases = cases::read(include_str!("../cases/check.txt")).into_iter().map(|case| {
        let Built { form, report, last } = build(&case.lines);
        (form, report, last)
    });
    let published = examples::all().iter().map(|(_, text)| {
        let report = file::read(text).unwrap().report;
        let last = Report { year: report.year - 1, ..report.clone() };
        (forms::by_id(&report.form), report, Some(last))
    });
    let starts: Vec<(Arc<Form>, Report, Option<Report>)> = of_cases.chain(published).collect();
    let strategy = (any::<Index>(), vec(step(), 1..12));
    let law = |(start, steps): (Index, Vec<Step>)| {
        let (form, report, last) = start.get(&starts).clone();
        let mut draft = Draft { report, last, ..Draft::default() };
        let mut kept = All::default();
        agrees(&mut kept, &form, &draft)?;
        for step in steps {
            step.take(&form, &mut draft);
            agrees(&mut kept, &form, &draft)?;
        }
        Ok(())
    };
    TestRunner::new(config).run(&strategy, law).unwrap();
}
