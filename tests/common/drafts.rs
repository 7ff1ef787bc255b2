//! Random drafts over any form, for laws that must hold of every draft. With `proptest` they shrink to the least.
#![allow(dead_code, reason = "each test uses some of it")]

use std::sync::Arc;

use nianbao::{
    draft::{
        Agency, AgencyKind, Declined, Doubt, Draft, Entry, Explanation, Place, Report, Text,
        after::{After, AfterNote},
        remark::Remark,
        sign::Date,
        tied::Tied,
        years::EarlierYear,
    },
    form::{self, CellId, Form, SectionBody, SectionId},
};
use proptest::{
    collection::{btree_map, btree_set, vec},
    prelude::{Just, Strategy, any},
    prop_oneof,
    sample::{Index, select},
};

/// Characters that have broken a file format, an alignment or a reader somewhere.
const AWKWARD: &[char] = &[
    '年', '报', '，', '。', '“', '”', '（', '）', '　', '０', 'a', 'Z', '0', '9', ' ', '\t', '\n', '\r', '"',
    '\'', '#', '\\', '|', '/', '{', '}', '(', ')', '[', ']', ',', ':', '<', '&', '\0', '\u{1b}', '\u{7f}',
    '\u{feff}', '\u{200b}', '\u{202e}', '\u{2028}', '\u{e000}', '\u{fffd}', '\u{ffff}', '𠀀', '😀',
];

/// A text of awkward characters, up to `most` of them.
pub fn awkward(most: usize) -> impl Strategy<Value = String> {
    vec(select(AWKWARD), 0..=most).prop_map(|chars| chars.into_iter().collect())
}

/// What may be typed into a cell: mostly numbers, sometimes anything.
pub fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (0..100_u32).prop_map(|n| n.to_string()),
        2 => any::<i64>().prop_map(|n| n.to_string()),
        1 => (any::<i32>(), 0..1_000_000_000_u32).prop_map(|(whole, places)| format!("{whole}.{places:09}")),
        1 => select(vec!["", "0", "-1", "1e99", "NaN", "4294967296", "12.5", "999999999999999", "十六", "/", "无", "007"])
            .prop_map(str::to_owned),
        1 => Just("9".repeat(60)),
        1 => awkward(12),
    ]
}

fn agency() -> impl Strategy<Value = Agency> {
    let kind = select(vec![AgencyKind::Department, AgencyKind::Government, AgencyKind::Authorised]);
    (vec(awkward(8), 7), kind).prop_map(|(lines, kind)| {
        let mut lines = lines.into_iter();
        let mut next = || lines.next().unwrap_or_default();
        Agency {
            name: next(),
            website: next(),
            address: next(),
            postcode: next(),
            telephone: next(),
            fax: next(),
            mail: next(),
            kind,
            ..Agency::default()
        }
    })
}

/// A year that a report can be on, or none.
fn year() -> impl Strategy<Value = u16> {
    prop_oneof![6 => 1990..2200_u16, 1 => Just(0)]
}

/// A random report in this form.
pub fn report(form: Arc<Form>) -> impl Strategy<Value = Report> {
    // A form without tables has no cells to fill.
    let most = if form.cells().is_empty() { 1 } else { 40 };
    let entries = || vec((any::<Index>(), typed()), 0..most);
    let texts = vec((any::<Index>(), awkward(60)), 0..6);
    let title = prop_oneof![3 => Just(None), 1 => awkward(20).prop_map(Some)];
    (year(), agency(), title, entries(), entries(), texts).prop_map(
        move |(year, agency, title, cells, printed, texts)| {
            let mut report = Report { year, agency, title, ..Report::new(&form, year) };
            for (at, typed) in cells {
                let id = at.get(form.cells()).id.clone();
                report.cells.extend(Entry::read(&typed).map(|entry| (id, entry)));
            }
            for (at, typed) in printed {
                let id = at.get(form.cells()).id.clone();
                report.printed.extend(Entry::read(&typed).map(|entry| (id, entry)));
            }
            let sections: Vec<_> = form.sections.iter().filter(|s| s.body == SectionBody::Text).collect();
            for (at, text) in texts {
                report.sections.insert(at.get(&sections).id.clone(), Text::from(text));
            }
            report
        },
    )
}

/// A place that a doubt may be about, in a form or where none has it.
fn doubtful() -> impl Strategy<Value = Place> {
    let forms = form::builtin();
    let sections = forms.iter().flat_map(|f| f.sections.iter().map(|s| Place::Section(s.id.clone())));
    let tables = forms.iter().flat_map(|f| f.tables.iter().map(|t| Place::Table(t.id.clone())));
    let whole = [Place::Title, Place::Agency, Place::Year, Place::Source];
    let known: Vec<Place> = sections.chain(tables).chain(whole).collect();
    prop_oneof![select(known), awkward(6).prop_map(|id| Place::Cell(id.into()))]
}

fn earlier(form: Arc<Form>) -> impl Strategy<Value = Vec<EarlierYear>> {
    let id = form.id.clone();
    let one =
        move |report: Report| EarlierYear { year: report.year, form: id.clone(), figures: report.cells };
    vec(report(form).prop_map(one), 0..3)
}

fn remarks() -> impl Strategy<Value = nianbao::draft::remark::Remarks> {
    let remark = (year(), awkward(20), any::<bool>());
    let remark = remark.prop_map(|(year, text, to_check)| Remark { year, text, to_check });
    btree_map(awkward(6).prop_map(CellId::from), remark, 0..4)
}

/// What may be noted of a step after signing.
fn after_note() -> impl Strategy<Value = AfterNote> {
    let date =
        (1990..2200_u16, 1..=12_u8, 1..=28_u8).prop_map(|(year, month, day)| Date { year, month, day });
    (proptest::option::of(date), awkward(12)).prop_map(|(date, words)| AfterNote { date, words })
}

fn after() -> impl Strategy<Value = After> {
    let noted = (after_note(), after_note(), after_note()).prop_map(|(published, reported, filed)| After {
        published,
        reported,
        filed,
    });
    prop_oneof![1 => Just(After::default()), 2 => noted]
}

/// A random draft in this form, with last year's report and explanations.
pub fn draft(form: Arc<Form>) -> impl Strategy<Value = Draft> {
    let explanation = (awkward(6), awkward(10), awkward(30)).prop_map(|(rule, key, text)| Explanation {
        rule: rule.into(),
        key,
        text,
    });
    let doubt =
        (doubtful(), awkward(10), awkward(10)).prop_map(|(place, found, did)| Doubt { place, found, did });
    let last = proptest::option::of(report(Arc::clone(&form)));
    let confirmed = btree_map(awkward(3).prop_map(SectionId::from), btree_set(awkward(20), 1..3), 0..3);
    let tied = (awkward(3), any::<u32>(), awkward(6), vec(awkward(6).prop_map(CellId::from), 0..3)).prop_map(
        |(section, at, figures, cells)| Tied { section: section.into(), at: at as usize, figures, cells },
    );
    let declined = (awkward(6), awkward(20)).prop_map(|(place, words)| Declined { place, words });
    let notes = (earlier(Arc::clone(&form)), remarks(), after(), btree_set(declined, 0..3));
    (report(form), vec(explanation, 0..4), last, vec(doubt, 0..4), confirmed, vec(tied, 0..3), notes)
        .prop_map(|(report, explanations, last, doubts, confirmed, tied, notes)| {
            let (earlier, remarks, after, declined) = notes;
            Draft {
                report,
                explanations,
                last,
                doubts,
                confirmed,
                tied,
                earlier,
                remarks,
                after,
                declined,
                ..Draft::default()
            }
        })
}
