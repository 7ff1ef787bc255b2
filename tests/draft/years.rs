//! Figures of earlier years and remarks on cells: what comes along from year to year, also into another form.

use nianbao::{
    draft::{
        Draft, Entry, Report,
        edit::Edit,
        file,
        history::History,
        remark::{Listed, Remark},
        years::{self, EarlierYear, YearFigure},
    },
    form::{self, CellId, Form},
    roll,
};
use proptest::prelude::*;

use crate::common::{drafts, forms};

/// A report on a year with these numbers.
fn report(form: &Form, year: u16, cells: &[(&str, &str)]) -> Report {
    let mut report = Report { year, ..forms::zeros(form) };
    for (id, number) in cells {
        report.cells.insert(CellId::from(*id), Entry::read(number).unwrap());
    }
    report
}

/// The draft on the year after.
fn next(last: &Draft) -> Draft {
    roll::forward(&last.report, last.report.year + 1).unwrap().with_notes(last).draft
}

/// What stands beside a cell: `2021 4 | 2022 6 +2 +50.0%`.
fn beside(draft: &Draft, cell: &str) -> String {
    let form = form::by_id(&draft.report.form).unwrap();
    let figures = years::beside(forms::opened(&form, draft), form.cell(cell).unwrap());
    let line = |f: &YearFigure| {
        let number = f.number.map_or("—".to_owned(), |n| n.to_string());
        let together = if f.cells > 1 { format!("（{}项）", f.cells) } else { String::new() };
        let by = f.difference.map_or(String::new(), |by| format!(" {}", nianbao::words::growth::signed(by)));
        let share = f.share.as_ref().map_or(String::new(), |share| format!(" {share}"));
        format!("{} {number}{together}{by}{share}", f.year)
    };
    figures.iter().map(line).collect::<Vec<_>>().join(" | ")
}

#[test]
fn the_key_cells_of_five_years_come_along_and_the_oldest_is_let_go() {
    let form = forms::by_id("F2021");
    let mut draft = Draft { report: report(&form, 2021, &[("T3.new.nat", "1")]), ..Draft::default() };
    for (year, number) in [(2022, "2"), (2023, "4"), (2024, "5"), (2025, "5"), (2026, "0"), (2027, "7")] {
        draft = next(&draft);
        assert_eq!(draft.report.year, year);
        draft.report.cells.extend(report(&form, year, &[("T3.new.nat", number)]).cells);
        let carried: Vec<u16> = draft.earlier.iter().map(|e| e.year).collect();
        let expect: Vec<u16> = (2021..year - 1).collect();
        assert_eq!(carried, expect[expect.len().saturating_sub(4)..]);
    }
    assert_eq!(
        beside(&draft, "T3.new.tot"),
        "2022 2 | 2023 4 +2 +100.0% | 2024 5 +1 +25.0% | 2025 5 0 0.0% | 2026 0 −5 −100.0% | 2027 7 +7"
    );
    // What is no key cell has last year's figure only; without any year nothing is said.
    assert_eq!(beside(&draft, "T3.r1.com"), "2026 0 | 2027 0 0");
    draft.last = None;
    assert_eq!(beside(&draft, "T3.r1.com"), "");
    assert_eq!(
        beside(&draft, "T3.new.tot"),
        "2022 2 | 2023 4 +2 +100.0% | 2024 5 +1 +25.0% | 2025 5 0 0.0% | 2027 7 +2 +40.0%"
    );
}

#[test]
fn years_of_an_earlier_form_are_read_by_what_the_forms_say() {
    let old = forms::by_id("F2019");
    let cells = [("T3.new.nat", "3"), ("T3.r6.nat", "2"), ("T2.pro.count", "8")];
    let draft = Draft { report: report(&old, 2019, &cells), ..Draft::default() };
    let mut draft = next(&draft);
    draft.report.cells.extend(report(&old, 2020, &[("T3.new.nat", "6"), ("T3.r6.nat", "1")]).cells);
    let mut draft = next(&draft);
    let new = forms::by_id("F2021");
    draft.report.cells.extend(report(&new, 2021, &[("T3.new.nat", "9"), ("T3.r6_3.nat", "1")]).cells);
    assert_eq!(beside(&draft, "T3.new.nat"), "2019 3 | 2020 6 +3 +100.0% | 2021 9 +3 +50.0%");
    // Three rows count what was one.
    assert_eq!(beside(&draft, "T3.r6_3.nat"), "2019 2（3项） | 2020 1（3项） −1 −50.0% | 2021 1");
}

#[test]
fn nothing_is_carried_of_what_is_not_there() {
    for form in forms::all() {
        let empty = Draft { report: Report::new(&form, 2024), ..Draft::default() };
        assert_eq!(EarlierYear::of(forms::sheet(&form, &empty.report)), None, "{}", form.id);
        assert_eq!(years::carried(&empty), []);
        let unknown = Draft { report: Report::new(&form, 0), last: Some(forms::zeros(&form)), ..empty };
        assert_eq!(years::carried(&unknown), [], "{}", form.id);
    }
}

#[test]
fn every_form_with_tables_carries_its_key_figures() {
    for form in forms::all() {
        let key = form.key_figures.iter().flat_map(|figure| figure.sums.iter().flatten());
        for cell in key {
            assert!(form.remembered.contains(cell), "{} {cell}", form.id);
        }
    }
}

fn remark(year: u16, text: &str, to_check: bool) -> Remark {
    Remark { year, text: text.to_owned(), to_check }
}

#[test]
fn remarks_come_back_next_year_also_in_another_form() {
    let old = forms::by_id("F2019");
    let mut last = Draft { report: report(&old, 2020, &[]), ..Draft::default() };
    for (cell, text, to_check) in [
        ("T3.new.nat", "含省局转来3件", false),
        ("T3.r6.nat", "", true),
        ("T2.pro.count", "问财政", true),
        ("不在表里", "谁写的", false),
    ] {
        last.remarks.insert(cell.into(), remark(2020, text, to_check));
    }
    let rolled = roll::forward(&last.report, 2021).unwrap().with_notes(&last);
    let kept: Vec<(&str, &Remark)> = rolled.draft.remarks.iter().map(|(id, r)| (id.as_str(), r)).collect();
    let expect =
        [("T3.new.nat", &remark(2020, "含省局转来3件", false)), ("T3.r6_1.nat", &remark(2020, "", true))];
    assert_eq!(kept, expect);
    let told: Vec<&String> = rolled.not_carried.iter().filter(|s| s.contains("备注")).collect();
    assert_eq!(
        told,
        [
            "上年表二“政府集中采购”采购项目数量在2021年格式中没有对应的格，它的备注没有带入：问财政",
            "上年不在表里在2021年格式中没有对应的格，它的备注没有带入：谁写的",
        ]
    );
    let listed = Listed::all(forms::opened(&rolled.form, &rolled.draft));
    let said: Vec<String> = listed.iter().map(Listed::sentence).collect();
    let expect = [
        "待核：表三“1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请”自然人",
        "表三“一、本年新收政府信息公开申请数量”自然人，（2020年）含省局转来3件",
    ];
    assert_eq!(said, expect);
}

#[test]
fn a_remark_is_of_the_year_in_which_its_words_were_written() {
    let old = remark(2024, "老账", true);
    for (now, expect) in [
        (Remark::saying(None, "新", 2025), Some(remark(2025, "新", false))),
        (Remark::saying(Some(&old), "改", 2025), Some(remark(2025, "改", true))),
        (Remark::saying(Some(&old), "", 2025), Some(remark(2025, "", true))),
        (Remark::saying(None, "", 2025), None),
        (Remark::marked(Some(&old), false, 2025), Some(remark(2024, "老账", false))),
        (Remark::marked(None, true, 2025), Some(remark(2025, "", true))),
        (Remark::marked(Some(&remark(2024, "", true)), false, 2025), None),
    ] {
        assert_eq!(now, expect);
    }
}

#[test]
fn a_remark_is_undone_and_left_out_of_the_file_while_there_is_none() {
    let form = forms::by_id("F2021");
    let mut draft = Draft { report: report(&form, 2024, &[]), ..Draft::default() };
    let start = draft.clone();
    assert!(!["remarks", "earlier"].iter().any(|field| file::write(&draft).contains(field)));
    let mut history = History::default();
    let edits = vec![Edit::Remark("T3.new.nat".into(), Some(remark(2024, "问过", true)))];
    history.apply(&mut draft, "写备注".to_owned(), edits, None);
    assert_eq!(file::read(&file::write(&draft)).unwrap(), draft);
    assert_eq!(draft.to_check(), 1);
    history.undo(&mut draft);
    assert_eq!(draft, start);
    history.redo(&mut draft);
    assert_eq!(draft.to_check(), 1);
}

proptest! {
    /// However many years pass, no year stands twice, none is of the future, and there are five at most.
    #[test]
    fn years_are_carried_in_order(draft in drafts::draft(forms::by_id("F2021"))) {
        let carried = years::carried(&draft);
        prop_assert!(carried.len() < years::MOST);
        prop_assert!(carried.windows(2).all(|pair| pair[0].year < pair[1].year));
        prop_assert!(carried.iter().all(|year| year.year < draft.report.year));
        let form = forms::by_id("F2021");
        for cell in form.cells() {
            let beside = years::beside(forms::opened(&form, &draft), cell);
            prop_assert!(beside.len() <= years::MOST + 1);
        }
    }
}
