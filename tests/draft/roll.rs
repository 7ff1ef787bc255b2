//! From last year's report to this year's draft: what comes along, what is proposed, what is still last year's.

use std::{fmt::Write as _, sync::Arc};

use nianbao::{
    check::{self, Finding},
    draft::{
        Doubt, Draft, Entry, Explanation, Opened, Place, Report,
        edit::Edit,
        examples, file,
        leftover::{Leftover, leftovers},
        shares::shares,
    },
    form::{CellId, Form, Level, Role, RuleId, SectionBody, SectionId},
    import::{self, Hint},
    roll::{self, Proposal, Rolled, Target},
};
use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};

use crate::common::{
    clock::{grows, since, thread_time},
    drafts, forms, needed,
};

fn published(text: &str) -> Report {
    import::read(text.as_bytes(), &Hint::default()).unwrap().draft.report
}

fn wenzhou() -> Report {
    published(include_str!("../published/003.txt"))
}

fn next(last: &Report) -> Rolled {
    roll::forward(last, roll::next_year(last)).unwrap()
}

fn apply(draft: &mut Draft, edits: Vec<Edit>) {
    for edit in edits {
        edit.apply(draft);
    }
}

fn findings(rolled: &Rolled) -> Vec<Finding> {
    check::run(
        forms::sheet(&rolled.form, &rolled.draft.report),
        forms::before(&rolled.form, rolled.draft.last.as_ref()),
    )
}

fn list(proposals: &[Proposal]) -> String {
    let mut text = String::new();
    for p in proposals {
        let place = match &p.target {
            Target::Words(chars) => format!("{} {}-{}", p.section, chars.start, chars.end),
            Target::Cell(id) => id.to_string(),
        };
        writeln!(text, "{place} | {} → {} | {}", p.old, p.new, p.reason).unwrap();
    }
    text
}

fn marks(leftovers: &[Leftover]) -> String {
    let line = |l: &Leftover| {
        let begin: String = l.words.chars().take(18).collect();
        let sign = if l.is_confirmed { "✓" } else { "▌" };
        format!("{sign} {} {}-{} {begin}\n", l.section, l.chars.start, l.chars.end)
    };
    leftovers.iter().map(line).collect()
}

fn told(found: &[Finding]) -> String {
    found.iter().map(|f| format!("{} {:?} {}\n", f.rule, f.level, f.message)).collect()
}

#[test]
fn a_published_report_is_rolled_to_the_next_year() {
    let last = wenzhou();
    let rolled = next(&last);
    let report = &rolled.draft.report;
    assert_eq!((report.year, report.form.as_str()), (2023, "F2021"));
    assert_eq!(report.agency, last.agency);
    assert_eq!(report.sections, last.sections);
    assert!(report.printed.is_empty() && report.headings.is_empty());
    let numbers: Vec<String> = report.cells.iter().map(|(id, n)| format!("{id} {n}")).collect();
    insta::assert_snapshot!("numbers that come along", numbers.join("\n"));
    insta::assert_snapshot!("proposals", list(&roll::proposals(forms::opened(&rolled.form, &rolled.draft))));
    insta::assert_snapshot!("marks", marks(&leftovers(forms::opened(&rolled.form, &rolled.draft))));
    assert_eq!(rolled.not_carried, Vec::<String>::new());
    let shares =
        shares(forms::sheet(&rolled.form, report), forms::before(&rolled.form, Some(&last)).unwrap());
    assert_eq!(shares.all.percent(), Some(100));
}

/// What an office is criticised for (`assets/norms/publishing.md` “由上年起草”): last year's report with another year on it.
#[test]
fn a_copied_report_is_found_out() {
    let last = wenzhou();
    let mut rolled = next(&last);
    rolled.draft.report.cells.clone_from(&last.cells);
    insta::assert_snapshot!("findings of a copied report", told(&findings(&rolled)));
}

#[test]
fn accepting_everything_moves_the_words_but_not_the_marks() {
    let mut rolled = next(&wenzhou());
    let before = leftovers(forms::opened(&rolled.form, &rolled.draft)).len();
    let all = roll::proposals(forms::opened(&rolled.form, &rolled.draft));
    let edits = roll::accept(&rolled.draft, &all);
    apply(&mut rolled.draft, edits);
    let report = &rolled.draft.report;
    assert!(!report.sections.values().any(|t| t.as_str().contains("2022年")));
    assert!(report.text("s0").contains("统计期限自2023年1月1日起至2023年12月31日止"));
    assert!(report.text("s0").contains("国办公开办函〔2021〕30号"));
    assert_eq!(roll::proposals(forms::opened(&rolled.form, &rolled.draft)), []);
    // The program moved the years on; nobody has read the sentences yet.
    assert_eq!(leftovers(forms::opened(&rolled.form, &rolled.draft)).len(), before);
    let stale = ["TX-YEAR", "TX-PERIOD", "TX-CITE", "TX-CITENAME"];
    let found: Vec<RuleId> = findings(&rolled).into_iter().map(|f| f.rule).collect();
    assert!(!found.iter().any(|rule| stale.contains(&rule.as_str())), "{found:?}");
}

#[test]
fn one_proposal_is_accepted_without_the_others() {
    let mut rolled = next(&wenzhou());
    let all = roll::proposals(forms::opened(&rolled.form, &rolled.draft));
    let edits = roll::accept(&rolled.draft, &all[1..2]);
    assert_eq!(edits.len(), 1);
    apply(&mut rolled.draft, edits);
    let left = roll::proposals(forms::opened(&rolled.form, &rolled.draft));
    assert_eq!(left.len(), all.len() - 1);
    let words = |of: &[Proposal]| of.iter().map(|p| (p.old.clone(), p.new.clone())).collect::<Vec<_>>();
    let mut expect = words(&all);
    expect.remove(1);
    assert_eq!(words(&left), expect);
}

#[test]
fn declining_confirms_the_sentence_and_undo_takes_that_back() {
    let mut rolled = next(&wenzhou());
    let all = roll::proposals(forms::opened(&rolled.form, &rolled.draft));
    let declined = all.last().unwrap();
    let mut undo = Vec::new();
    for edit in roll::confirm(declined) {
        assert!(edit.changes(&rolled.draft));
        undo.push(edit.apply(&mut rolled.draft));
    }
    let left = roll::proposals(forms::opened(&rolled.form, &rolled.draft));
    assert!(!left.iter().any(|p| p.keeps == declined.keeps) && left.len() < all.len());
    let kept =
        leftovers(forms::opened(&rolled.form, &rolled.draft)).into_iter().filter(|l| l.is_confirmed).count();
    assert_eq!(kept, 1);
    assert_eq!(file::read(&file::write(&rolled.draft)).unwrap(), rolled.draft);
    apply(&mut rolled.draft, undo);
    assert_eq!(rolled.draft.confirmed.len(), 0);
    assert!(!file::write(&rolled.draft).contains("confirmed"), "files without any do not grow");
}

#[test]
fn an_edited_sentence_is_hers() {
    let mut rolled = next(&wenzhou());
    let count = |rolled: &Rolled| leftovers(forms::opened(&rolled.form, &rolled.draft)).len();
    let before = count(&rolled);
    let text = rolled.draft.report.text("s5").replace("有所欠缺", "还有欠缺");
    apply(&mut rolled.draft, vec![Edit::Text("s5".into(), text.into())]);
    assert_eq!(count(&rolled), before - 1);
    let spaced = rolled.draft.report.text("s6").replace(['，', ','], "， ");
    apply(&mut rolled.draft, vec![Edit::Text("s6".into(), spaced.into())]);
    assert_eq!(count(&rolled), before - 1, "white space and the width of a comma make nothing hers");
}

fn example(name: &str) -> Draft {
    let (_, text) = examples::all().iter().find(|(n, _)| *n == name).unwrap();
    file::read(text).unwrap()
}

/// A report on 2023 that the city's published report on 2024 follows from.
fn city_2023() -> Report {
    let form = forms::by_id("F2021");
    let mut report = Report { year: 2023, ..forms::quiet(&form) };
    report.agency = example("huaian-2024.ron").report.agency;
    for (id, number) in [
        ("T2.norm.valid", "84"),
        ("T2.reg.valid", "10"),
        ("T2.lic.decisions", "401120"),
        ("T2.fee.amount", "90011.2"),
        ("T3.new.nat", "2870"),
        ("T3.new.com", "40"),
        ("T3.r1.nat", "2836"),
        ("T3.r1.com", "40"),
        ("T3.cout.nat", "34"),
        ("T4.rev.keep", "60"),
        ("T4.rev.pend", "20"),
    ] {
        report.cells.insert(CellId::from(id), Entry::read(number).unwrap());
    }
    report
}

#[test]
fn the_city_goes_from_2023_to_2024() {
    let published = example("huaian-2024.ron").report;
    let mut rolled = next(&city_2023());
    let carried: Vec<String> = rolled.draft.report.cells.iter().map(|(id, n)| format!("{id} {n}")).collect();
    assert_eq!(
        carried,
        ["T3.cin.com 0", "T3.cin.law 0", "T3.cin.nat 34", "T3.cin.oth 0", "T3.cin.pub 0", "T3.cin.res 0"]
    );
    for (id, entry) in &published.cells {
        if id.as_str().ends_with("issued") || id.as_str().ends_with("repealed") {
            rolled.draft.report.cells.insert(id.clone(), entry.clone());
        }
    }
    let proposed = roll::proposals(forms::opened(&rolled.form, &rolled.draft));
    let numbers: Vec<Proposal> =
        proposed.into_iter().filter(|p| matches!(p.target, Target::Cell(_))).collect();
    assert_eq!(
        list(&numbers),
        "T2.reg.valid |  → 11 | 规章现行有效＝上年10＋制发1－废止0\n\
         T2.norm.valid |  → 66 | 行政规范性文件现行有效＝上年84＋制发8－废止26\n"
    );
    let edits = roll::accept(&rolled.draft, &numbers);
    apply(&mut rolled.draft, edits);
    for (id, entry) in &published.cells {
        let mine = rolled.draft.report.cells.entry(id.clone()).or_insert_with(|| entry.clone());
        assert_eq!(mine, entry, "{id}");
    }
    rolled.draft.report.sections = published.sections;
    let found = findings(&rolled);
    let amiss = |f: &Finding| f.rule.starts_with("CY-") || f.level == Level::Error;
    assert!(!found.iter().any(amiss), "{}", told(&found));
}

/// What is proposed for 行政规范性文件现行有效 where 5 were in force last year.
fn in_force(this_year: &[(&str, &str)]) -> Option<String> {
    let form = forms::by_id("F2021");
    let mut last = Report { year: 2023, ..forms::quiet(&form) };
    last.cells.insert(CellId::from("T2.norm.valid"), Entry::read("5").unwrap());
    let mut rolled = next(&last);
    for (id, number) in this_year {
        rolled.draft.report.cells.insert(CellId::from(*id), Entry::read(number).unwrap());
    }
    let all = roll::proposals(forms::opened(&rolled.form, &rolled.draft));
    let mut found = all.into_iter().filter(|p| p.target == Target::Cell(CellId::from("T2.norm.valid")));
    let proposed = found.next().map(|p| p.new);
    assert!(found.next().is_none(), "a cell is proposed once");
    proposed
}

#[test]
fn fewer_than_none_in_force_are_not_proposed() {
    let (issued, repealed, valid) = ("T2.norm.issued", "T2.norm.repealed", "T2.norm.valid");
    for (this_year, expect) in [
        (&[(issued, "2"), (repealed, "1")][..], Some("6")),
        (&[(issued, "2"), (repealed, "7")], Some("0")),
        (&[(issued, "2"), (repealed, "8")], None),
        (&[(issued, "0"), (repealed, "99")], None),
        (&[(issued, "2")], None),
        (&[(repealed, "2")], None),
        (&[], None),
        (&[(issued, "2"), (repealed, "1"), (valid, "9")], None),
        (&[(issued, "2"), (repealed, "1"), (valid, "/")], None),
    ] {
        assert_eq!(in_force(this_year).as_deref(), expect, "{this_year:?}");
    }
}

#[test]
fn a_number_that_was_declined_is_not_proposed_again() {
    let form = forms::by_id("F2021");
    let mut rolled = next(&Report { year: 2023, ..forms::quiet(&form) });
    for id in ["T2.norm.issued", "T2.norm.repealed", "T2.reg.issued", "T2.reg.repealed"] {
        rolled.draft.report.cells.insert(CellId::from(id), Entry::read("0").unwrap());
    }
    let cells = |rolled: &Rolled| -> Vec<Target> {
        let all = roll::proposals(forms::opened(&rolled.form, &rolled.draft)).into_iter().map(|p| p.target);
        all.filter(|target| matches!(target, Target::Cell(_))).collect()
    };
    let target = |id: &str| Target::Cell(CellId::from(id));
    assert_eq!(cells(&rolled), [target("T2.reg.valid"), target("T2.norm.valid")]);
    let all = roll::proposals(forms::opened(&rolled.form, &rolled.draft));
    let declined = all.iter().find(|p| p.target == target("T2.reg.valid")).unwrap();
    let edits = roll::confirm(declined);
    apply(&mut rolled.draft, edits);
    assert_eq!(cells(&rolled), [target("T2.norm.valid")]);
}

#[test]
fn what_is_doubtful_of_a_number_goes_along_with_it() {
    let form = forms::by_id("F2021");
    let mut last = Report { year: 2023, ..forms::quiet(&form) };
    last.cells.insert(CellId::from("T3.cout.com"), Entry::read("3").unwrap());
    let cell = |id: &str| Place::Cell(id.into());
    let doubt = |place: Place| Doubt { place, found: "3①".to_owned(), did: "去掉了注号".to_owned() };
    let doubts = [cell("T3.cout.com"), cell("T3.new.com"), cell("T3.cout.tot"), Place::Section("s1".into())]
        .map(doubt);
    let rolled = next(&last).with_doubts(&doubts);
    assert_eq!(rolled.draft.report.cells["T3.cin.com"].to_string(), "3");
    let [only] = rolled.draft.doubts.as_slice() else { panic!("{:#?}", rolled.draft.doubts) };
    assert_eq!((&only.place, only.found.as_str()), (&cell("T3.cin.com"), "3①"));
    assert_eq!(only.did, "由上年“四、结转下年度继续办理”商业企业带入，读入时存疑：去掉了注号");
}

/// What a draft says of the findings of one rule.
fn said_of(draft: &Draft, form: &Form, rule: &str) -> Vec<bool> {
    let findings = check::run(forms::sheet(form, &draft.report), forms::before(form, draft.last.as_ref()));
    findings.iter().filter(|f| f.rule == rule).map(|f| f.is_explained(draft)).collect()
}

#[test]
fn what_is_confirmed_once_and_for_all_stays_confirmed() {
    let form = forms::by_id("F2021");
    let mut last = Draft { report: Report { year: 2023, ..forms::quiet(&form) }, ..Draft::default() };
    let set = |draft: &mut Draft, id: &str, n: &str| {
        draft.report.cells.insert(CellId::from(id), Entry::read(n).unwrap());
    };
    set(&mut last, "T4.rev.pend", "1");
    set(&mut last, "T4.aft.keep", "2");
    let explanation =
        |f: Finding| Explanation { key: f.key(), rule: f.rule, text: check::CONFIRMED.to_owned() };
    let all = check::run(forms::sheet(&form, &last.report), None);
    last.explanations = all.into_iter().map(explanation).collect();
    assert_eq!(said_of(&last, &form, "T4-CODEF"), [true]);
    assert_eq!(said_of(&last, &form, "T4-AFT"), [true]);

    let mut rolled = next(&last.report).with_explanations(check::lasting(&last.explanations));
    set(&mut rolled.draft, "T4.rev.keep", "0");
    for (id, n) in [("T4.aft.keep", "5"), ("T4.aft.corr", "0"), ("T4.aft.oth", "0"), ("T4.aft.pend", "0")] {
        set(&mut rolled.draft, id, n);
    }
    for id in ["T4.rev.corr", "T4.rev.oth", "T4.rev.pend"] {
        set(&mut rolled.draft, id, "0");
    }
    assert_eq!(said_of(&rolled.draft, &form, "T4-CODEF"), [true], "another number asks no more");
    assert_eq!(said_of(&rolled.draft, &form, "T4-AFT"), [false], "what holds for one year is asked again");
}

#[test]
fn a_title_goes_on_with_its_year_or_not_at_all() {
    let usual = "某县民政局2024年政府信息公开工作年度报告";
    for (title, expect) in [
        (None, usual),
        (Some("某县民政局政府信息公开工作年度报告"), usual),
        (Some("某县民政局2022年政府信息公开工作年度报告"), usual),
        (Some("某县民政局年报（2023）"), usual),
        (
            Some("某县民政局（老龄办）2023年政府信息公开工作年度报告"),
            "某县民政局（老龄办）2024年政府信息公开工作年度报告",
        ),
        (Some("2023年某县民政局2023年度政府信息公开年报"), "2024年某县民政局2024年度政府信息公开年报"),
    ] {
        let mut last = Report { year: 2023, ..forms::quiet(&forms::by_id("F2021")) };
        last.agency.name = "某县民政局".to_owned();
        last.title = title.map(str::to_owned);
        assert_eq!(next(&last).draft.report.title(), expect, "{title:?}");
    }
}

#[test]
fn a_number_that_stays_is_explained_in_the_report() {
    let mut rolled = next(&city_2023());
    rolled.draft.report = example("huaian-2024.ron").report;
    rolled.draft.report.cells.insert(CellId::from("T2.norm.valid"), Entry::read("70").unwrap());
    let mut sentences = String::new();
    for finding in findings(&rolled).iter().filter(|f| f.waiver.is_some()) {
        for words in ["2024年开展了规范性文件清理。", "因2024年开展了规范性文件清理"]
        {
            writeln!(sentences, "{} {}", finding.rule, finding.sentence(words).unwrap()).unwrap();
        }
        let explanation =
            Explanation { rule: finding.rule.clone(), key: finding.key(), text: "清理".to_owned() };
        rolled.draft.explanations.push(explanation);
        assert_eq!(finding.explanation(&rolled.draft), Some("清理"));
    }
    insta::assert_snapshot!("sentences that keep a number", sentences);
}

#[test]
fn what_another_form_does_not_have_is_told() {
    let mut told = String::new();
    let mut tables = example("yangling-2020.ron").report;
    for id in ["T2.lic.prev", "T2.lic.delta", "T2.osv.decisions", "T3.r6.nat", "T3.cout.nat"] {
        tables.cells.insert(CellId::from(id), Entry::read("3").unwrap());
    }
    let old = published(include_str!("../published/004.txt"));
    for (last, year) in [(&tables, 2021), (&old, 2019), (&old, 2024)] {
        let rolled = roll::forward(last, year).unwrap();
        let sections: Vec<&str> = rolled.draft.report.sections.keys().map(SectionId::as_str).collect();
        writeln!(told, "{} {} → {} {}: {sections:?}", last.form, last.year, rolled.form.id, year).unwrap();
        rolled.not_carried.iter().for_each(|sentence| writeln!(told, "  {sentence}").unwrap());
    }
    insta::assert_snapshot!("what does not come along", told);
}

#[test]
fn the_invented_form_rolls_too() {
    let form = forms::invented();
    let mut last = forms::quiet(&form);
    last.cells.insert(CellId::from("A.left.visit"), Entry::read("7").unwrap());
    let rolled = roll::into_form(&last, Arc::clone(&form), 2028);
    let carried = &rolled.draft.report.cells;
    assert_eq!(carried.get("A.old.visit").map(ToString::to_string).as_deref(), Some("7"));
    assert!(carried.keys().all(|id| form.role(Role::CarriedIn).contains(id)));
}

/// A report in any form, with a year that has one.
fn any_report() -> impl Strategy<Value = (Arc<Form>, Report)> {
    proptest::sample::select(forms::all()).prop_flat_map(|form| {
        let again = Arc::clone(&form);
        (drafts::report(form), 2008..2030_u16)
            .prop_map(move |(report, year)| (Arc::clone(&again), Report { year, ..report }))
    })
}

proptest! {
    #![proptest_config(needed::tries(200, 200))]

    #[test]
    fn whatever_is_rolled_can_be_accepted_and_saved((form, last) in any_report()) {
        let year = roll::next_year(&last);
        let mut rolled = roll::into_form(&last, form, year);
        let all = roll::proposals(forms::opened(&rolled.form, &rolled.draft));
        let edits = roll::accept(&rolled.draft, &all);
        apply(&mut rolled.draft, edits);
        prop_assert_eq!(roll::proposals(forms::opened(&rolled.form, &rolled.draft)), vec![]);
        for left in leftovers(forms::opened(&rolled.form, &rolled.draft)) {
            let text = rolled.draft.report.text(&left.section);
            let words: String = text.chars().skip(left.chars.start).take(left.chars.len()).collect();
            prop_assert!(!words.trim().is_empty());
        }
        let blank = rolled.form.sections.iter().filter(|s| s.body == SectionBody::Text);
        prop_assert!(blank.count() > 0);
        prop_assert_eq!(&file::read(&file::write(&rolled.draft)).unwrap(), &rolled.draft);
    }
}

/// A sentence with a thousand years in it is kept once, and not once for each.
#[test]
fn proposals_share_the_sentence_they_are_in() {
    let mut last = wenzhou();
    let year = last.year;
    let section = last.sections.keys().next().unwrap().clone();
    last.sections.insert(section.clone(), format!("{year}年和").repeat(1_000).into());
    let mut rolled = next(&last);
    let text = rolled.draft.last.as_ref().unwrap().sections[&section].clone();
    rolled.draft.report.sections.insert(section.clone(), text);
    let proposals = roll::proposals(forms::opened(&rolled.form, &rolled.draft));
    let mine: Vec<&Proposal> = proposals.iter().filter(|p| p.section == section).collect();
    assert!(mine.len() > 900, "{}", mine.len());
    assert!(mine.iter().all(|p| Arc::ptr_eq(&p.keeps, &mine[0].keeps)));
}

/// One sentence again and again in both years, or one sentence that is full of years.
#[test]
fn leftovers_grow_with_the_text() {
    for piece in ["收到申请1件。", "2022年和", "《2022年》和"] {
        grows(piece, 5_000, |count| {
            let mut last = wenzhou();
            let section = last.sections.keys().next().unwrap().clone();
            last.sections.insert(section, piece.repeat(count).into());
            let rolled = next(&last);
            let start = thread_time();
            leftovers(forms::opened(&rolled.form, &rolled.draft));
            since(start)
        });
    }
}

/// Last year's sentence and this year's, in the section of the texts; the numbers of this year's that are marked.
fn kept_numbers(last: &str, now: &str) -> Vec<String> {
    let form = forms::by_id("F2021");
    let mut draft =
        Draft { report: Report::new(&form, 2023), last: Some(Report::new(&form, 2022)), ..Draft::default() };
    let before = "上年的另一句话，没有带到今年来。";
    draft.last.as_mut().unwrap().sections.insert("s1".into(), format!("{before}{last}").into());
    draft.report.sections.insert("s1".into(), now.into());
    let found = leftovers(Opened::new(&form, &draft).unwrap());
    let words = |chars: &std::ops::Range<usize>| now.chars().skip(chars.start).take(chars.len()).collect();
    found.iter().flat_map(|l| l.numbers.iter().map(words)).collect()
}

#[test]
fn numbers_of_an_edited_sentence_keep_a_mark() {
    let cases = std::fs::read_to_string("tests/cases/leftover_numbers.txt").unwrap();
    for case in cases.lines().filter(|line| !line.is_empty() && !line.starts_with("//")) {
        let (last, now) = case.split_once(" → ").unwrap();
        let marked: Vec<&str> = now.split(['【', '】']).skip(1).step_by(2).collect();
        assert_eq!(kept_numbers(last, &now.replace(['【', '】'], "")), marked, "{case}");
    }
}
