//! The pages: the measures of GB/T 9704, no forbidden mark at a line edge, nothing lost, nothing overlapping.

use nianbao::{
    draft::{Entry, Report, paragraphs, sign::Date},
    form::{self, BoxContent, Form, SectionId, Table, TableBox},
    layout::{
        Face, Faces, Fonts, Options, Origin, Page, Pen, Purpose, Rule, Run, Style, missing, pages, pages_for,
        pick, run_in_head,
        sheet::{AREA_HEIGHT, AREA_WIDTH, BOTTOM, CHARACTER_PITCH, LEFT, LINE_PITCH, RIGHT},
        title_lines,
        units::{is_no_end, is_no_start},
    },
};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::common::{
    forms,
    geometry::{apart, within_the_area},
    needed,
    pages::{Sample, box_text, filled, samples},
    reached::reached,
};

fn laid_out(form: &Form, report: &Report) -> Vec<Page> {
    pages(forms::sheet(form, report), Faces::bundled())
}

/// The text printed for an origin, in the order printed.
fn printed(pages: &[Page], wanted: impl Fn(Origin) -> bool) -> String {
    let runs = pages.iter().flat_map(|p| &p.runs).filter(|r| wanted(r.origin));
    runs.map(Run::text).collect()
}

/// The lines of the running text on a page: runs with one baseline.
fn lines(page: &Page) -> Vec<Vec<&Run>> {
    let is_text = |r: &&Run| matches!(r.origin, Origin::Heading(_) | Origin::Paragraph(..) | Origin::Title);
    let mut lines: Vec<Vec<&Run>> = Vec::new();
    for run in page.runs.iter().filter(is_text) {
        match lines.last_mut() {
            Some(line) if line[0].y == run.y => line.push(run),
            _ => lines.push(vec![run]),
        }
    }
    lines
}

/// What holds for every page of every report.
fn check(form: &Form, report: &Report) {
    let pages = laid_out(form, report);
    everything_is_there(form, report, &pages);
    for page in &pages {
        within_the_area(page);
        apart(page);
        for line in lines(page) {
            edges(&line);
        }
        rules_are_single(page);
    }
    heads_are_followed(&pages);
    no_last_line_is_alone(&pages);
}

/// No page begins with the last line of a paragraph of several.
fn no_last_line_is_alone(pages: &[Page]) {
    let all: Vec<Vec<Vec<&Run>>> = pages.iter().map(lines).collect();
    for (number, page) in pages.iter().enumerate().skip(1) {
        let (before, after) = (&all[number - 1], &all[number]);
        let (Some(last), Some(first)) = (before.last(), after.first()) else { continue };
        let origin = first[0].origin;
        let goes_on = matches!(origin, Origin::Paragraph(..)) && last[0].origin == origin;
        let is_first = page.runs.iter().all(|run| run.y >= first[0].y);
        let count = after.iter().filter(|line| line[0].origin == origin).count();
        assert!(!(goes_on && is_first && count == 1), "{}", page.text());
    }
}

fn everything_is_there(form: &Form, report: &Report, pages: &[Page]) {
    assert_eq!(printed(pages, |o| o == Origin::Title), report.title());
    for (index, section) in form.sections.iter().enumerate() {
        assert_eq!(printed(pages, |o| o == Origin::Heading(index)), report.heading(section));
        for (i, paragraph) in paragraphs(report.text(&section.id)).enumerate() {
            assert_eq!(printed(pages, |o| o == Origin::Paragraph(index, i)), paragraph);
        }
    }
    for (t, table) in form.tables.iter().enumerate() {
        for (b, table_box) in table.boxes.iter().enumerate() {
            let text = box_text(form, report, &table_box.content);
            assert_eq!(printed(pages, |o| o == Origin::Box(t, b)), text);
        }
    }
}

fn edges(line: &[&Run]) {
    let text: String = line.iter().map(|r| r.text()).collect();
    let text = text.trim_end();
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().last()) else { return };
    let starts_paragraph = line[0].x > LEFT + CHARACTER_PITCH;
    assert!(!is_no_start(first) || starts_paragraph, "{text}");
    assert!(!is_no_end(last), "{text}");
}

/// No border is drawn twice.
fn rules_are_single(page: &Page) {
    for (i, a) in page.rules.iter().enumerate() {
        for b in &page.rules[i + 1..] {
            let level = |r: &Rule| r.from.1 == r.to.1;
            let (same, lap) = match (level(a), level(b)) {
                (true, true) => {
                    ((a.from.1 - b.from.1).abs() < 1.0, a.to.0.min(b.to.0) - a.from.0.max(b.from.0))
                }
                (false, false) => {
                    ((a.from.0 - b.from.0).abs() < 1.0, a.to.1.min(b.to.1) - a.from.1.max(b.from.1))
                }
                _ => (false, 0.0),
            };
            assert!(!same || lap < 0.01, "{a:?} {b:?}");
        }
    }
}

/// No heading is the last thing on a page but the last, unless its section is empty.
fn heads_are_followed(pages: &[Page]) {
    let texts = pages.iter().map(|p| p.runs.iter().filter(|r| r.origin != Origin::PageNumber));
    let all: Vec<Vec<Origin>> = texts.map(|runs| runs.map(|r| r.origin).collect()).collect();
    for (this, next) in all.iter().zip(all.iter().skip(1)) {
        if let (Some(Origin::Heading(head)), Some(first)) = (this.last(), next.first()) {
            assert!(matches!(first, Origin::Heading(_)), "section {head} begins overleaf: {first:?}");
        }
    }
}

#[test]
fn real_reports_keep_the_rules() {
    for Sample { form, report, .. } in samples() {
        check(&form, &report);
    }
}

#[test]
fn twenty_eight_characters_fill_a_line_and_twenty_two_lines_a_page() {
    let form = &form::builtin()[0];
    let mut report = Report::new(form, 2024);
    report.sections.insert("s1".into(), "政".repeat(28 * 22 * 3).into());
    let pages = laid_out(form, &report);
    let lines = lines(&pages[1]);
    assert_eq!(lines.len(), 22);
    for (i, line) in lines.iter().enumerate() {
        assert_eq!(line.iter().map(|r| r.glyphs.len()).sum::<usize>(), 28);
        assert!((line[0].x - LEFT).abs() < 0.01 && (line[line.len() - 1].end() - RIGHT).abs() < 0.05);
        assert!((line[0].y - lines[0][0].y - i as f32 * LINE_PITCH).abs() < 0.01);
    }
    assert!((28.0 * CHARACTER_PITCH - AREA_WIDTH).abs() < 0.01);
    assert!((22.0 * LINE_PITCH - AREA_HEIGHT).abs() < 0.01);
}

#[test]
fn a_list_of_heads_fills_its_pages_but_for_a_line_or_two() {
    let form = &form::builtin()[0];
    let mut report = Report::new(form, 2024);
    report.sections.insert("s1".into(), vec!["（一）加强组织领导".to_owned(); 60].into());
    assert!(lines(&laid_out(form, &report)[1]).len() >= 20);
}

/// However much stands before it, in the copy that is published and in the one that is sent up.
#[test]
fn no_head_is_left_at_the_foot_of_a_page() {
    let form = &form::builtin()[0];
    let texts = sections_with_text(form);
    let [.., before_last, last] = texts.as_slice() else { panic!("two sections of text") };
    for (head, rest) in [
        ("（一）加强组织领导", "落实责任。"),
        ("1.加强组织领导", "落实责任。"),
        ("（1）加强组织领导", "落实责任。"),
        ("加强组织领导", "落实责任，继续做好政府信息公开各项工作。".repeat(2).as_str()),
        ("主要做了以下工作：", "落实责任。"),
        ("", "落实责任。"),
    ] {
        for count in 1..=23 {
            let mut report = Report::new(form, 2024);
            let body = "一句话。\n".repeat(count);
            report.sections.insert("s1".into(), format!("{body}{head}\n{rest}\n{body}").into());
            report.sections.insert(before_last.clone(), body.into());
            report.sections.insert(last.clone(), format!("{head}\n{rest}").into());
            for purpose in [Purpose::Publication, Purpose::SignOff { date: None, foot: "稿".to_owned() }] {
                let options = Options { purpose, watermark: None };
                let pages = pages_for(forms::sheet(form, &report), &options, Faces::bundled());
                heads_are_followed(&pages);
                for page in &pages[..pages.len() - 1] {
                    let Some(foot) = lines(page).pop() else { continue };
                    let foot: String = foot.iter().map(|run| run.text()).collect();
                    assert!(head.is_empty() || !foot.contains(head), "{count}: {}", page.text());
                }
            }
        }
    }
}

/// The ids of the sections that hold text, but for the opening.
fn sections_with_text(form: &Form) -> Vec<SectionId> {
    let texts = form.sections.iter().filter(|s| s.table().is_none() && !s.heading.is_empty());
    texts.map(|section| section.id.clone()).collect()
}

#[test]
fn no_page_begins_with_a_few_characters_of_a_paragraph() {
    let form = &form::builtin()[0];
    for count in 0..=23 {
        let mut report = Report::new(form, 2024);
        let long = format!("{}府府府。", "政".repeat(26 + 28 * 2));
        report.sections.insert("s1".into(), ["一句话。\n".repeat(count), long].concat().into());
        for page in &laid_out(form, &report) {
            assert!(!page.text().starts_with("府府府。"), "{count}: {}", page.text());
        }
        check(form, &report);
    }
}

#[test]
fn a_name_of_any_length_is_a_title() {
    let form = &form::builtin()[0];
    for length in [1, 20, 21, 60, 119, 400, 4000] {
        let mut report = Report::new(form, 2024);
        report.agency.name = "某市政务服务".chars().cycle().take(length).collect();
        check(form, &report);
    }
}

#[test]
fn titles_break_at_sense() {
    let form = &form::builtin()[0];
    let broken = |name: &str| {
        let mut report = Report::new(form, 2024);
        report.agency.name = name.to_owned();
        let pages = laid_out(form, &report);
        let title = lines(&pages[0]).into_iter().filter(|l| l[0].origin == Origin::Title);
        title.map(|line| line.iter().map(|r| r.text()).collect()).collect::<Vec<String>>()
    };
    assert_eq!(broken("某局"), ["某局2024年政府信息公开工作年度报告"]);
    assert_eq!(broken("淮安市人民政府"), ["淮安市人民政府", "2024年政府信息公开工作年度报告"]);
    assert_eq!(
        broken("杨凌示范区人力资源和社会保障局（医疗保障局）"),
        ["杨凌示范区人力资源和社会保障局", "（医疗保障局）2024年", "政府信息公开工作年度报告"]
    );
}

/// Titles with the year first are as common; the agency may be named in the title alone.
#[test]
fn a_title_is_not_cut_inside_the_name_of_the_agency() {
    let form = &form::builtin()[0];
    let office = "上海市人民政府办公厅";
    let bureau = "杨凌示范区人力资源和社会保障局（医疗保障局）";
    for (name, title, lines) in [
        (
            office,
            "2019年上海市人民政府办公厅政府信息公开工作年度报告",
            &["2019年上海市人民政府办公厅", "政府信息公开工作年度报告"][..],
        ),
        (
            "",
            "2019年上海市人民政府办公厅政府信息公开工作年度报告",
            &["2019年上海市人民政府办公厅", "政府信息公开工作年度报告"],
        ),
        (
            "",
            "2019年度上海市人民政府办公厅政府信息公开工作年度报告",
            &["2019年度上海市人民政府办公厅", "政府信息公开工作年度报告"],
        ),
        (
            bureau,
            "2020年杨凌示范区人力资源和社会保障局（医疗保障局）政府信息公开工作年度报告",
            &["2020年杨凌示范区人力资源和社会保障局", "（医疗保障局）政府信息公开工作年度报告"],
        ),
        (
            "淮安市人民政府",
            "淮安市人民政府2024年度政府信息公开工作年度报告",
            &["淮安市人民政府", "2024年度政府信息公开工作年度报告"],
        ),
        (
            "某某县市场监督管理局",
            "某某县市场监督管理局关于2023年政府信息公开工作的年度报告",
            &["某某县市场监督管理局关于", "2023年政府信息公开工作的年度报告"],
        ),
        (
            "某某县市场监督管理局",
            "2024年某某县市场监督管理局本级政府信息公开工作年度报告",
            &["2024年某某县市场监督管理局", "本级政府信息公开工作年度报告"],
        ),
    ] {
        let mut report = Report::new(form, 2024);
        (report.agency.name, report.title) = (name.to_owned(), Some(title.to_owned()));
        assert_eq!(title_lines(&report, Faces::bundled()), lines);
    }
}

/// A head in 楷体 at the start of its paragraph, what follows it in 仿宋.
#[test]
fn run_in_heads_are_set_apart() {
    let (form, report) = with_text("（一）依申请公开情况。全年收到申请，均按期答复。");
    let pages = laid_out(form, &report);
    let runs = pages[0].runs.iter().filter(|r| matches!(r.origin, Origin::Paragraph(..)));
    let set: Vec<(Face, String)> = runs.map(|r| (r.face, r.text())).collect();
    let expected = [(Face::Kai, "（一）依申请公开情况。"), (Face::Fang, "全年收到申请，均按期答复。")];
    assert_eq!(set, expected.map(|(face, text)| (face, text.to_owned())));
}

#[test]
fn every_table_stands_whole_on_one_page() {
    for Sample { name, form, report, .. } in samples() {
        let pages = laid_out(&form, &report);
        for (t, table) in form.tables.iter().enumerate() {
            let shows = |p: &&Page| p.runs.iter().any(|r| matches!(r.origin, Origin::Box(n, _) if n == t));
            assert_eq!(pages.iter().filter(shows).count(), 1, "{name} {}", table.name);
        }
    }
}

/// However much text comes before: no page ends a third empty for a table that could be small or parted, and a table
/// that takes most of a page is never parted.
#[test]
fn a_small_table_leaves_no_third_of_a_page_empty() {
    for form in form::builtin().iter().filter(|form| !form.tables.is_empty()) {
        let mut report = filled(form, "5");
        let first = form.sections.iter().position(|s| s.table().is_some()).expect("a table");
        for count in 1..=44 {
            report.sections.insert(form.sections[first - 1].id.clone(), "一句话。\n".repeat(count).into());
            check(form, &report);
            let pages = laid_out(form, &report);
            let shows = |t: usize| move |p: &Page| p.boxes.iter().any(|a| of_table(a.origin, t));
            let begins = pages.iter().position(shows(0)).expect("the first table");
            if begins > 0 {
                let last = pages[begins - 1].runs.iter().filter(|r| r.origin != Origin::PageNumber);
                let empty = BOTTOM - last.map(|r| r.y).fold(0.0, f32::max);
                assert!(empty < AREA_HEIGHT / 3.0 + LINE_PITCH, "{} {count}: {empty} pt", form.id);
            }
            for (t, table) in form.tables.iter().enumerate() {
                let highest = pages.iter().map(|p| height(p, t)).fold(0.0, f32::max);
                let parts = pages.iter().filter(|p| shows(t)(p)).count();
                assert!(parts == 1 || highest < AREA_HEIGHT / 2.0, "{} {count}: {}", form.id, table.name);
            }
        }
    }
}

fn of_table(origin: Origin, table: usize) -> bool {
    matches!(origin, Origin::Box(n, _) | Origin::BoxAgain(n, _) if n == table)
}

/// The height of what a page shows of a table.
fn height(page: &Page, table: usize) -> f32 {
    let areas = page.boxes.iter().filter(|a| of_table(a.origin, table));
    let (top, bottom) =
        areas.fold((f32::MAX, 0.0_f32), |(top, bottom), a| (top.min(a.from.1), bottom.max(a.to.1)));
    (bottom - top).max(0.0)
}

/// Between two row groups, where what is before it is short of a page: the rest begins with a band, under nothing.
#[test]
fn a_parted_table_goes_on_with_a_group() {
    let form = &form::builtin()[0];
    let first = form.sections.iter().position(|s| s.table().is_some()).expect("a table");
    // Numbers so long that the rows of the small table take more than the room left, in any type.
    let mut report = filled(form, "5");
    let mut parted = 0;
    for words in 1..=9 {
        for (id, entry) in &mut report.cells {
            if form.tables[0].boxes.iter().any(|b| matches!(&b.content, BoxContent::Cell(c) if c == id)) {
                *entry = Entry::read(&"须核实后填报".repeat(words)).expect("words");
            }
        }
        for count in 1..=22 {
            report.sections.insert(form.sections[first - 1].id.clone(), "一句话。\n".repeat(count).into());
            check(form, &report);
            let pages = laid_out(form, &report);
            let boxes = |p: &Page| -> Vec<Origin> {
                p.boxes.iter().map(|a| a.origin).filter(|o| of_table(*o, 0)).collect()
            };
            let shown: Vec<Vec<Origin>> = pages.iter().map(boxes).filter(|shown| !shown.is_empty()).collect();
            for rest in shown.iter().skip(1).filter(|_| shown.len() == 2) {
                let first = rest.iter().find(|o| matches!(o, Origin::Box(..))).expect("a box of its own");
                assert!(matches!(first.table_box(form).map(|b| &b.content), Some(BoxContent::Band(_))));
                parted += 1;
            }
        }
    }
    assert!(parted > 0, "some table is parted");
}

#[test]
fn styles_set_their_faces() {
    let faces = Faces::bundled();
    let set = |style, ch| pick(faces, style, ch).map(|(face, _)| face);
    for ch in "0aZ%,.(é".chars() {
        assert_eq!(set(Style::Body, ch), Some(Face::Roman), "{ch}");
        assert_eq!(set(Style::Table, ch), Some(Face::Roman), "{ch}");
    }
    for ch in "＋±℃１～".chars() {
        assert_eq!(set(Style::Body, ch), Some(Face::Song), "{ch}");
    }
    assert_eq!(set(Style::Title, '2'), Some(Face::SongBold));
    assert_eq!(set(Style::Body, '政'), Some(Face::Fang));
    assert_eq!(set(Style::Body, '喆'), Some(Face::FangSupplement));
    assert_eq!(set(Style::Body, '·'), Some(Face::Fang));
    assert_eq!(set(Style::Subheading, '政'), Some(Face::Kai));
    assert_eq!(set(Style::Subheading, '“'), Some(Face::Fang));
    assert_eq!(set(Style::Heading, '政'), Some(Face::Hei));
    assert_eq!(set(Style::Title, '政'), Some(Face::SongBold));
    assert_eq!(set(Style::Table, '政'), Some(Face::Song));
    assert_eq!(set(Style::Body, '😀'), None);
}

/// Counts the lines of an outline.
struct Lines(usize);

impl Pen for Lines {
    fn begin(&mut self, _: [f32; 2]) {}
    fn line(&mut self, _: [f32; 2]) {
        self.0 += 1;
    }
    fn quadratic(&mut self, _: [f32; 2], _: [f32; 2]) {
        self.0 += 1;
    }
    fn cubic(&mut self, _: [[f32; 2]; 2], _: [f32; 2]) {
        self.0 += 1;
    }
    fn close(&mut self) {}
}

#[test]
fn r20_every_character_of_the_standard_list_has_a_drawn_glyph_in_each_style() {
    let faces = Faces::bundled();
    let list = include_str!("../cases/tgh8105.txt");
    let mut count = 0;
    for ch in list.chars().filter(|c| !c.is_whitespace()) {
        count += 1;
        for style in Style::ALL {
            let (face, advance) = pick(faces, style, ch).unwrap_or_else(|| panic!("{style:?} has no {ch}"));
            let mut lines = Lines(0);
            assert!(faces.outline(face, ch, &mut lines) && lines.0 > 2, "{style:?} {face:?} {ch} is blank");
            assert!((0.9..=1.1).contains(&advance), "{style:?} {face:?} {ch}");
            // The last resort is for what is outside the list.
            assert!(face != Face::Song || style == Style::Table, "{style:?} {ch}");
        }
    }
    assert_eq!(count, 8105);
    reached(
        "R20",
        &format!("{count} characters of the standard list in {} styles, 0 without a glyph", Style::ALL.len()),
    );
}

#[test]
fn every_form_can_be_set() {
    for form in form::builtin() {
        assert_eq!(missing(forms::sheet(form, &Report::new(form, 2024)), Faces::bundled()), []);
    }
}

#[test]
fn what_cannot_be_seen_is_left_out() {
    let form = &form::builtin()[0];
    let mut report = Report::new(form, 2024);
    report
        .sections
        .insert("s1".into(), "甲\t乙\u{200b}丙\u{7}丁\u{fe0f}戊\u{b}己\u{a0}庚\u{2003}辛\u{3000}壬".into());
    assert_eq!(missing(forms::sheet(form, &report), Faces::bundled()), []);
    let pages = laid_out(form, &report);
    assert_eq!(printed(&pages, |o| matches!(o, Origin::Paragraph(..))), "甲 乙丙丁戊 己 庚 辛\u{3000}壬");
}

#[test]
fn a_missing_character_shows_as_a_geta() {
    let form = &form::builtin()[0];
    let mut report = Report::new(form, 2024);
    report.sections.insert("s1".into(), "甲😀乙".into());
    let pages = laid_out(form, &report);
    assert_eq!(printed(&pages, |o| matches!(o, Origin::Paragraph(..))), "甲〓乙");
}

#[test]
fn numbers_of_seven_digits_stay_on_one_line() {
    for form in form::builtin() {
        let report = filled(form, "3985758");
        let pages = laid_out(form, &report);
        check(form, &report);
        for run in pages.iter().flat_map(|p| &p.runs).filter(|r| r.origin.cell(form).is_some()) {
            assert!(run.glyphs.len() >= 7, "{} is torn", run.text());
        }
    }
}

#[test]
fn a_table_too_long_for_a_page_goes_on_with_its_heads() {
    let form = &form::builtin()[0];
    // Words instead of numbers, long enough to wrap into many lines in every row.
    let report = filled(form, &"须核实后填报的数字".repeat(8));
    check(form, &report);
    let pages = laid_out(form, &report);
    let shows = |t: usize| {
        pages.iter().filter(move |p| p.runs.iter().any(|r| matches!(r.origin, Origin::Box(n, _) if n == t)))
    };
    let split = (0..form.tables.len()).find(|&t| shows(t).count() > 1).expect("a table on two pages");
    let heads = form.tables[split].boxes.iter().enumerate();
    let heads = heads.filter(|(_, b)| b.row < form.tables[split].head_rows);
    for page in shows(split).skip(1) {
        for (b, head) in heads.clone() {
            assert!(matches!(head.content, BoxContent::Head(_)));
            assert!(page.runs.iter().any(|r| r.origin == Origin::BoxAgain(split, b)));
        }
    }
    let stubs = shows(split).flat_map(|p| p.boxes.iter().map(move |area| (p, area)));
    let mut again = 0;
    for (page, area) in stubs.filter(|(_, area)| is_stub_again(form, area.origin)) {
        // Whose part here has room for its words says them again.
        if area.to.1 - area.from.1 > 150.0 {
            let label = area.origin.table_box(form).map(|b| box_text(form, &report, &b.content));
            assert_eq!(Some(printed(std::slice::from_ref(page), |o| o == area.origin)), label);
            again += 1;
        }
    }
    assert!(again > 0, "a merged label goes on overleaf");
}

fn is_stub_again(form: &Form, origin: Origin) -> bool {
    let is_stub = |b: &TableBox| matches!(b.content, BoxContent::Stub(_));
    matches!(origin, Origin::BoxAgain(..)) && origin.table_box(form).is_some_and(is_stub)
}

/// A table that goes on overleaf is cut between its groups. A label goes on only where its group takes half of what
/// there is before the cut, but for the label over them all.
#[test]
fn a_table_is_cut_between_its_groups() {
    let form = &form::builtin()[0];
    let mut cuts = 0;
    for words in 5..=20 {
        let pages = laid_out(form, &filled(form, &"须核实后填报".repeat(words)));
        for (t, table) in form.tables.iter().enumerate() {
            for (before, after) in pages.iter().zip(pages.iter().skip(1)) {
                let goes_on = |b: usize| after.boxes.iter().any(|a| a.origin == Origin::BoxAgain(t, b));
                let boxes = table.boxes.iter().enumerate().filter(|(b, _)| goes_on(*b));
                let labels = boxes.filter(|(_, x)| matches!(x.content, BoxContent::Stub(_)));
                for (b, label) in labels.filter(|(_, x)| x.rows <= table.height / 2) {
                    let part = before.boxes.iter().find(|a| {
                        matches!(a.origin, Origin::Box(n, i) | Origin::BoxAgain(n, i) if (n, i) == (t, b))
                    });
                    let part = part.map_or(0.0, |a| a.to.1 - a.from.1);
                    assert!(part > 0.4 * height(before, t), "{words}: {:?} is cut", label.content);
                }
                assert!(heads_of(before, table, t) <= 1, "{words}: two parts on one page");
                cuts += usize::from(height(before, t) > 0.0 && height(after, t) > 0.0);
            }
        }
    }
    assert!(cuts > 0, "some table is cut");
}

/// How many times a page has the first head of a table.
fn heads_of(page: &Page, table: &Table, t: usize) -> usize {
    let first = table.boxes.iter().position(|b| matches!(b.content, BoxContent::Head(_)));
    let is_first =
        |o: Origin| matches!(o, Origin::Box(n, b) | Origin::BoxAgain(n, b) if n == t && Some(b) == first);
    page.boxes.iter().filter(|area| is_first(area.origin)).count()
}

/// Text as officers write it: phrases with marks, numbers, brackets, now and then an address.
fn prose() -> impl Strategy<Value = String> {
    let phrase = prop_oneof![
        6 => "[政府信息公开工作年度报告全市共收到]{1,12}",
        2 => "[1-9][0-9]{0,6}(\\.[0-9]{1,2})?(%|件|个)",
        1 => "《[条例办法规定]{2,6}》",
        1 => "“[依申请公开]{2,5}”",
        1 => "（[一-三]{1,3}）",
        1 => "[a-z]{3,9}@[a-z]{2,6}\\.(com|cn)",
        1 => Just("——".to_owned()),
    ];
    let mark = prop_oneof![4 => Just(""), 4 => Just("，"), 2 => Just("。"), 1 => Just("、"), 1 => Just("；")];
    let parts = prop::collection::vec((phrase, mark), 1..60);
    let joined = |parts: Vec<(String, &str)>| parts.into_iter().map(|(p, m)| p + m).collect::<String>();
    parts.prop_map(joined).prop_filter("a paragraph starts with a word", |p| !p.starts_with('—'))
}

fn any_report() -> impl Strategy<Value = (usize, Report)> {
    let count = form::builtin().len();
    let texts = prop::collection::vec(prop::collection::vec(prose(), 0..4), 4);
    let numbers = prop::collection::vec(prop_oneof![3 => 0..100_u32, 1 => 0..10_000_000_u32], 40);
    (0..count, "[某市县区人民政府教育局]{2,30}", texts, numbers).prop_map(|(form, name, texts, numbers)| {
        let f = &form::builtin()[form];
        let mut report = Report::new(f, 2024);
        report.agency.name = name;
        for (id, paragraphs) in ["s0", "s1", "s5", "s6"].into_iter().zip(texts) {
            report.sections.insert(id.into(), paragraphs.into());
        }
        for (i, cell) in f.cells().iter().enumerate().filter(|(_, c)| !c.is_total()) {
            let number = Decimal::from(numbers[i % numbers.len()]);
            report.cells.insert(cell.id.clone(), Entry::Number(number));
        }
        (form, report)
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: needed::times(16, 2_000),
        ..ProptestConfig::default()
    })]

    #[test]
    fn r20_any_report_keeps_the_rules((form, report) in any_report()) {
        check(&form::builtin()[form], &report);
    }

    #[test]
    fn r20_any_text_at_all_is_laid_out(text in "\\PC{0,400}", name in "\\PC{0,80}", entry in "\\PC{0,60}") {
        let form = &form::builtin()[0];
        let mut report = filled(form, &entry);
        report.agency.name = name;
        report.sections.insert("s1".into(), text.into());
        prop_assert_eq!(laid_out(form, &report), laid_out(form, &report));
    }
}

#[test]
fn faces_know_their_height() {
    for face in Face::ALL {
        let (ascent, descent) = (Faces::bundled().ascent(face), Faces::bundled().descent(face));
        assert!(
            (0.7..1.4).contains(&ascent) && (0.05..0.6).contains(&descent),
            "{face:?} {ascent} {descent}"
        );
    }
}

/// A report whose first section is this text.
fn with_text(text: &str) -> (&'static Form, Report) {
    let form = &*form::builtin()[0];
    let mut report = Report::new(form, 2024);
    report.sections.insert("s1".into(), text.into());
    (form, report)
}

/// The lines of the first section's text.
fn broken(text: &str) -> Vec<String> {
    let (form, report) = with_text(text);
    let pages = laid_out(form, &report);
    let lines = pages.iter().flat_map(lines).filter(|l| matches!(l[0].origin, Origin::Paragraph(..)));
    lines.map(|line| line.iter().map(|r| r.text()).collect()).collect()
}

#[test]
fn no_character_stands_alone_on_a_last_line() {
    // 26 on the first line, 28 on the next, one left over, with a mark and without.
    for text in [format!("{}末", "政".repeat(26 + 28)), format!("{}末。", "政".repeat(26 + 28))] {
        let lines = broken(&text);
        assert_eq!(lines.len(), 3);
        assert!(lines[2].starts_with("政末"), "{lines:?}");
    }
    // Marks of half the width, as pasted from a web page, leave more room at the end.
    let pasted = "政务服务机制,提高工作效率,加强数据安全管理和基础网络建设。";
    let lines = broken(&format!("{}{pasted}", "府".repeat(26)));
    assert_eq!(lines.last().map(String::as_str), Some("建设。"));
}

#[test]
fn marks_close_up_where_they_meet_and_at_line_ends() {
    // 25 characters, then two marks that share one and a half: they fill the line of 26.5 but for its last half.
    let text = format!("{}》，{}", "政".repeat(25), "府".repeat(40));
    assert_eq!(broken(&text)[0].chars().count(), 27);
    let (form, report) = with_text(&text);
    let pages = laid_out(form, &report);
    let run = pages[0].runs.iter().find(|r| r.text().contains('》')).expect("the line");
    let glyph = run.glyphs.iter().find(|g| g.ch == '》').expect("the mark");
    assert!(glyph.advance < 0.6 * CHARACTER_PITCH);
    assert!((run.end() - RIGHT).abs() < 0.05);
}

#[test]
fn numbers_stay_with_what_they_count() {
    for (text, together) in [
        ("12345件", "12345件"),
        ("2024年", "2024年"),
        ("3.5万元", "3.5万元"),
        ("99.9%", "99.9%"),
        ("第711号", "第711号"),
    ] {
        for before in 20..28 {
            let lines = broken(&format!("{}{text}{}", "政".repeat(before), "府".repeat(30)));
            assert!(lines.iter().any(|l| l.contains(together)), "{before} {lines:?}");
        }
    }
}

/// At every column of a line: the number is whole, and takes nothing down with it that had room.
#[test]
fn a_number_tears_no_line_open() {
    let numbers = [
        ("第711号", "第711号"),
        ("第1245号", "第1245号"),
        ("〔2021〕30号", "〔2021〕30号"),
        ("〔2021〕130号", "〔2021〕130号"),
        ("2024年12月31日", "2024年"),
        ("12月31日", "12月"),
        ("31日", "31日"),
        ("99.9%", "99.9%"),
        ("12.5％", "12.5％"),
        ("3119件", "3119件"),
        ("96171.6万元", "96171.6万元"),
    ];
    for (text, whole) in numbers {
        let mut starts_a_line = false;
        for before in 0..58 {
            let lines = broken(&format!("{}{text}{}", "政".repeat(before), "府".repeat(40)));
            assert!(lines.iter().any(|line| line.contains(whole)), "{before}: {lines:?}");
            starts_a_line |= lines[1..].iter().any(|line| line.starts_with(whole));
            for (number, next) in lines[1..].iter().enumerate().filter(|(_, next)| next.starts_with('政')) {
                let full = if number == 0 { 26 } else { 28 };
                assert_eq!(lines[number].chars().count(), full, "{before}: {} {next}", lines[number]);
            }
        }
        assert!(starts_a_line, "{text} never starts a line");
    }
}

#[test]
fn heads_end_where_a_sentence_is_too_long_for_one() {
    let long = format!("（一）{}。其他。", "公开".repeat(30));
    for (text, head) in
        [("（一）主动公开。全年公布。", "（一）主动公开。"), ("公开。", ""), (long.as_str(), "")]
    {
        assert_eq!(run_in_head(text), (head, &text[head.len()..]));
    }
}

#[test]
fn a_row_taller_than_a_page_goes_on_overleaf() {
    // Forms without tables have no row.
    for form in form::builtin().iter().filter(|f| !f.cells().is_empty()) {
        let mut report = filled(form, "7");
        let cell = form.cells().iter().find(|c| !c.is_total()).expect("a cell");
        let words = "须核实后填报的数字".repeat(300);
        report.cells.insert(cell.id.clone(), Entry::read(&words).expect("words"));
        check(form, &report);
        let cell = |run: &&Run| run.origin.cell(form) == Some(&cell.id);
        let pages = laid_out(form, &report);
        assert!(pages.iter().filter(|p| p.runs.iter().any(|r| cell(&r))).count() > 1);
    }
}

#[test]
fn a_copy_sent_up_is_signed_under_its_last_lines() {
    for Sample { name, form, report, .. } in samples() {
        for lines in 0..22 {
            let mut report = report.clone();
            let last = form.sections.last().expect("a section");
            report.sections.insert(last.id.clone(), vec!["继续做好公开工作。".to_owned(); lines + 1].into());
            let date = Some(Date { year: 2025, month: 1, day: 9 });
            let purpose = Purpose::SignOff { date, foot: "文稿指纹 0000 0000 0000".to_owned() };
            let options = Options { purpose, watermark: None };
            let pages = pages_for(forms::sheet(&form, &report), &options, Faces::bundled());
            let signed = |o| matches!(o, Origin::Signature(_));
            let text = printed(&pages, signed);
            assert_eq!(text, format!("{}（盖章）2025年1月9日", report.agency.name.trim()), "{name}");
            let last = pages.last().expect("a page");
            within_the_area(last);
            apart(last);
            assert!(last.runs.iter().any(|r| matches!(r.origin, Origin::Paragraph(..))), "{name} {lines}");
        }
    }
}
