//! What stands on the pages of PDF files that other programs wrote.

use std::{fs, path::Path};

use nianbao::{
    draft::{Draft, Place, examples, file},
    import::{self, Hint, Imported},
    words::sentence::bare,
};
use proptest::{
    collection::vec,
    prelude::{Just, Strategy, prop_assert_eq, proptest},
    prop_oneof,
    sample::select,
};

use crate::common::{
    needed,
    typeset::{Kid, Line, Sheet, Tagged, codes, line, pdf, tagged},
};

fn read(pages: &[Vec<Line>]) -> Imported {
    import::read(&pdf(pages), &Hint::default()).unwrap()
}

#[test]
fn pages_behind_the_last_that_is_read_are_named() {
    let title = line(90.0, 700.0, 22.0, "某市某局2024年政府信息公开工作年度报告");
    let mut pages = vec![vec![title, line(90.0, 600.0, 16.0, "一、总体情况")]];
    pages.resize(302, vec![line(90.0, 600.0, 16.0, "全年平稳。")]);
    let imported = read(&pages);
    let said: Vec<&str> = imported.doubts.iter().map(|d| d.found.as_str()).collect();
    assert_eq!(said, ["第301页至第302页"]);
    pages.truncate(300);
    assert_eq!(read(&pages).doubts, []);
}

/// As offices set their reports.
pub const SHEET: Sheet = Sheet { left: 79.0, size: 16.0, columns: 28, rows: 22, indent: 2, room: 0.0 };

fn centred(y: f32, text: &str) -> Line {
    let wide = text.chars().count() as f32 * 22.0;
    line(79.0 + (28.0 * 16.0 - wide) / 2.0, y, 22.0, text)
}

#[test]
fn printed_lines_become_the_paragraphs_they_were() {
    let opening = "本报告由某市人民政府办公室根据《中华人民共和国政府信息公开条例》（国务院令第711号）\
                   规定编制。报告所列统计期限自2024年1月1日至2024年12月31日。如对本报告有疑问，请与某市人民政府\
                   办公室联系（地址：某市翔宇南道1号，邮编：223001，电话：0517-83605210，\
                   电子邮箱：somewhere-office@example.gov.cn）。";
    let full = "全市受理政府信息公开申请三千一百一十九件答复其中三千零五十";
    let first = "（一）主动公开情况。".to_owned() + &full.repeat(12) + "件。";
    // Its last line is as long as a line can be.
    let second = full.chars().cycle().take(26 + 28 - 1).collect::<String>() + "。";
    let texts = [opening, "一、总体情况", &first, &second, "（二）依申请公开情况。", "收到申请16件。"];
    let mut pages = SHEET.pages(&texts.map(str::to_owned));
    assert!(pages.len() > 1);
    for line in pages[0].iter_mut().filter(|line| line.y > 100.0) {
        line.y -= 90.0;
    }
    pages[0].insert(0, centred(770.0, "某市人民政府2024年"));
    pages[0].insert(1, centred(742.0, "政府信息公开工作年度报告"));
    let imported = read(&pages);
    let report = &imported.draft.report;
    assert_eq!(report.text("s0"), opening);
    assert_eq!(report.text("s1"), [&first, &second, texts[4], texts[5]].join("\n"));
    assert_eq!(
        (report.title(), report.year),
        ("某市人民政府2024年政府信息公开工作年度报告".to_owned(), 2024)
    );
    assert_eq!(
        (report.agency.name.as_str(), report.agency.address.as_str()),
        ("某市人民政府", "某市翔宇南道1号")
    );
    assert_eq!(report.agency.mail, "somewhere-office@example.gov.cn");
}

/// Without indents nothing tells at the end of a page whether a paragraph ends there, but the number of the next.
#[test]
fn a_full_line_at_the_foot_of_a_page_is_doubted_without_indents() {
    let sheet = Sheet { indent: 0, room: 0.8, rows: 10, ..SHEET };
    let full = "全市受理政府信息公开申请三千一百一十九件答复其中三千零五十";
    let full_to_the_end = |lines: usize| full.chars().cycle().take(28 * lines - 1).collect::<String>() + "。";
    for (next, is_head) in [("（二）依申请公开情况良好。", true), ("办结情况良好。", false)]
    {
        // With the title and the heading the first page is full.
        let first = full_to_the_end(6);
        let texts =
            ["某市某局2024年政府信息公开工作年度报告", "一、总体情况", &first, next, &full_to_the_end(3)];
        let pages = sheet.pages(&texts.map(str::to_owned));
        // Under it stands the number of the page.
        assert_eq!(
            pages[0].iter().rev().nth(1).unwrap().text,
            first.chars().skip(28 * 5).collect::<String>()
        );
        let imported = read(&pages);
        let between = if is_head { "\n" } else { "" };
        let expected = format!("{first}{between}{next}\n{}", texts[4]);
        assert_eq!(imported.draft.report.text("s1"), expected);
        let said: Vec<&Place> = imported.doubts.iter().map(|d| &d.place).collect();
        assert_eq!(said, if is_head { &[][..] } else { &[&Place::Source][..] }, "{:?}", imported.doubts);
    }
}

/// A tagged file: what each kind of element holds, and the lines that are read.
#[test]
fn a_tagged_file_is_read_by_its_tags() {
    let marked = |number: usize, y: usize, text: &str| {
        format!("/P <</MCID {number}>> BDC BT /F1 12 Tf 1 0 0 1 79 {y} Tm <{}> Tj ET EMC\n", codes(text))
    };
    let artifact = format!("/Artifact BMC BT /F1 12 Tf 1 0 0 1 79 20 Tm <{}> Tj ET EMC\n", codes("第1页"));
    let pages = [
        marked(0, 700, "一、总体情况")
            + &marked(1, 680, "（一）")
            + &marked(2, 680, "主动公开一百二十条，")
            + &artifact,
        marked(0, 700, "其中规范性文件三十条。") + &marked(1, 680, "（二）依申请公开十六件。"),
    ];
    let tree = |root: &mut Tagged| {
        let heading = root.element("H2", &[Kid::Mark(0, 0)]);
        let label = root.element("Lbl", &[Kid::Mark(0, 1)]);
        let inner = root.element("P", &[Kid::Mark(0, 2), Kid::Mark(1, 0)]);
        let body = root.element("LBody", &[Kid::Element(inner)]);
        let item = root.element("LI", &[Kid::Element(label), Kid::Element(body)]);
        let list = root.element("L", &[Kid::Element(item)]);
        let other = root.element("正文", &[Kid::Mark(1, 1)]);
        root.element("Document", &[Kid::Element(heading), Kid::Element(list), Kid::Element(other)])
    };
    let bytes = tagged(pages.map(String::into_bytes).to_vec(), tree);
    let imported = import::read(&bytes, &Hint::default()).unwrap();
    assert_eq!(
        imported.draft.report.text("s1"),
        "（一）主动公开一百二十条，其中规范性文件三十条。\n（二）依申请公开十六件。"
    );
    assert!(!imported.source.join("").contains("第1页"));
}

/// The report of a city, printed by another program, and the draft of the same report.
#[test]
fn a_published_report_has_the_paragraphs_of_its_draft() {
    let (_, text) = examples::all().iter().find(|(name, _)| name.starts_with("huaian")).unwrap();
    let Draft { report, .. } = file::read(text).unwrap();
    for name in ["source.pdf", "source.txt"] {
        let path = Path::new("../shared/reports/007_2024_淮安市政府").join(name);
        let Ok(bytes) = fs::read(&path) else {
            return needed::skipped(&format!("{} is not here", path.display()));
        };
        let read = import::read(&bytes, &Hint::default()).unwrap().draft.report;
        for (section, written) in &report.sections {
            let paragraphs = |text: &str| text.lines().map(bare).collect::<Vec<_>>();
            assert_eq!(paragraphs(read.text(section)), paragraphs(written.as_str()), "{name}, {section}");
        }
        assert_eq!((read.title(), &read.agency.name), (report.title(), &report.agency.name), "{name}");
        assert_eq!(read.agency.mail, "hazwgkc@163.com", "{name}");
        assert_eq!(bare(&read.agency.address), "淮安市翔宇南道1号", "{name}");
    }
}

#[test]
fn rows_of_a_table_stay_rows() {
    let row = |y: f32, cells: [&str; 4]| -> Vec<Line> {
        cells.iter().enumerate().map(|(n, c)| line(79.0 + n as f32 * 115.0, y, 12.0, c)).collect()
    };
    let heading = line(111.0, 700.0, 16.0, "二、主动公开政府信息情况");
    let rows = [
        row(660.0, ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]),
        row(640.0, ["规章", "3", "1", "12"]),
        row(620.0, ["行政规范性文件", "4", "0", "31"]),
    ];
    let page: Vec<Line> = std::iter::once(heading).chain(rows.into_iter().flatten()).collect();
    let imported = read(&[page.clone(), page[9..].to_vec()]);
    let figure = |id: &str| imported.draft.report.cells.get(id).map(ToString::to_string);
    let figures = ["T2.reg.valid", "T2.norm.issued", "T2.norm.valid"].map(figure);
    assert_eq!(figures, ["12", "4", "31"].map(|n| Some(n.to_owned())), "{:#?}", imported.source);
}

/// A paragraph as officers write it, three lines long and more.
pub fn paragraph() -> impl Strategy<Value = String> {
    let phrase = prop_oneof![
        5 => "[全市各单位主动公开政府信息工作依法答复办理]{2,14}",
        2 => "[1-9][0-9]{0,4}(件|条|次|%)",
        1 => "《[条例办法规定]{2,6}》",
        1 => "“[互联网加政务服务]{2,6}”",
        1 => Just("微信公众号（wx2024）".to_owned()),
    ];
    let parts = vec((phrase, select(vec!["，", "、", "，"])), 8..40);
    parts.prop_map(|parts| parts.into_iter().map(|(p, m)| p + m).collect::<String>() + "办结。")
}

proptest! {
    #![proptest_config(needed::tries(25, 500))]

    #[test]
    fn any_paragraphs_come_back_from_any_sheet(
        texts in vec(paragraph(), 2..9),
        columns in 22..40_usize,
        rows in 12..30_usize,
        size in 11..17_u8,
        (indent, room) in select(vec![(2, 0.0), (2, 0.4), (0, 0.8)]),
    ) {
        // The number of the page stands apart from the text.
        let rows = rows.min(640 / (usize::from(size) * 2));
        let sheet = Sheet { columns, rows, size: f32::from(size), indent, room, ..SHEET };
        // Where nothing but room parts paragraphs, a full line at the foot of a page does not tell whether one ends.
        let shorter = |text: String| if indent == 0 { sheet.ended(text) } else { text };
        let texts: Vec<String> = texts.into_iter().map(shorter).collect();
        let title = "某市某局2024年政府信息公开工作年度报告".to_owned();
        let all: Vec<String> = [title, "一、总体情况".to_owned()].into_iter().chain(texts.clone()).collect();
        let pages = sheet.pages(&all);
        let imported = read(&pages);
        prop_assert_eq!(imported.draft.report.text("s1"), texts.join("\n"));
    }
}
