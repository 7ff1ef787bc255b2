//! Where the paragraphs of a plain text end: at every line of a file, or only where a line of a page is not full.

use nianbao::import::{self, Hint};
use proptest::prelude::{prop_assert_eq, prop_assume, proptest};
use proptest::{collection::vec, sample::select};

use crate::{
    common::{needed, typeset::Sheet},
    pages::{SHEET, paragraph},
};

/// Lines as wide as a page, and a short one after them.
const LINES: [&str; 10] = [
    "全年通过网站主动公开政府信息一百二十条，其中",
    "规范性文件和解读材料各占三成左右，内容都按照",
    "目录分类，首页设有查询入口，公众可以按照主题",
    "和日期两种方式找到需要的文件，下载后打印留存",
    "各科室确定一名联络员，负责本科室信息的收集和",
    "初审，办公室统一审核后发布，做到件件有人负责",
    "网站每季度自查一次，发现错链断链当天修复完毕",
    "栏目更新情况每月通报一次，连续两次落后的科室",
    "要说明原因，年底作为评先评优的重要依据，同时",
    "邀请群众代表参加座谈，听取他们对公开工作意见",
];
const LAST: &str = "用 Word  2016 打 开。";

/// The section as it is read, each line of the source with this before it.
fn read(indent: &str) -> String {
    let lines: String = LINES.iter().chain([&LAST]).map(|line| format!("{indent}{line}\n")).collect();
    read_section(&lines)
}

/// The section with these lines, as it is read.
fn read_section(lines: &str) -> String {
    let text = format!("某市某局2024年政府信息公开工作年度报告\n一、总体情况\n{lines}");
    let imported = import::read(text.as_bytes(), &Hint::default()).unwrap();
    imported.draft.report.text("s1").to_owned()
}

#[test]
fn an_indent_begins_a_paragraph() {
    let all = [&LINES[..], &LINES[..]].concat();
    let lines: String = all
        .iter()
        .enumerate()
        .map(|(n, l)| format!("{}{l}\n", if n % 10 == 0 { "　　" } else { "" }))
        .collect();
    assert_eq!(read_section(&lines), [LINES.concat(), LINES.concat()].join("\n"));
}

/// The labels of a table, as a PDF gives them that was turned into text.
const LABELS: &str = "三、收到和处理政府信息公开申请情况
（二）部分公开（区分处理的，只
计这一情形，不计其他情形）
3.危及“三安全一稳定”
2.没有现成信息需要另行制作
5.要求行政机关确认或重新出具已
1.申请人无正当理由逾期不补正、
2.申请人逾期未按收费通知要求缴
四、政府信息公开行政复议、行政诉讼情况
未经复议直接起诉复议后起诉
";

#[test]
fn the_labels_of_a_table_say_nothing_of_the_width_of_a_page() {
    let lines = LINES[..4].join("\n");
    let text = format!(
        "某市某局2024年政府信息公开工作年度报告\n一、总体情况\n（一）主动公开情况\n{lines}\n{LAST}\n{LABELS}"
    );
    let imported = import::read(text.as_bytes(), &Hint::default()).unwrap();
    let expected = format!("（一）主动公开情况\n{}用Word 2016打开。", LINES[..4].concat());
    assert_eq!(imported.draft.report.text("s1"), expected);
}

#[test]
fn a_head_under_an_empty_line_begins_a_paragraph() {
    let lines = LINES.join("\n");
    let head = "（二）依申请公开情况";
    assert_eq!(
        read_section(&format!("{lines}\n\n{head}\n{}\n{LAST}\n", LINES[0])),
        format!("{}\n{head}\n{}用Word 2016打开。", LINES.concat(), LINES[0])
    );
    // A page that ends inside a sentence, and one that ends before the number of an article.
    assert_eq!(read_section(&format!("{lines}\n\n{lines}\n")), LINES.concat().repeat(2));
    let article = LINES[9].replace("工作意见", "按照该条第");
    let expected = format!("{}{article}（五）项规定办理。", LINES[..9].concat());
    assert_eq!(
        read_section(&format!("{}\n{article}\n\n（五）项规定办理。\n", LINES[..9].join("\n"))),
        expected
    );
}

#[test]
fn the_number_of_a_page_is_no_paragraph() {
    let text = "某市某局2024年政府信息公开工作年度报告\n一、总体情况\n全年平稳。\n— 7 —\n办结12件。\n第8页\n";
    let imported = import::read(text.as_bytes(), &Hint::default()).unwrap();
    assert_eq!(imported.draft.report.text("s1"), "全年平稳。\n办结12件。");
}

proptest! {
    #![proptest_config(needed::tries(40, 500))]

    /// As a page copied out of a reader: without its indents.
    #[test]
    fn any_lines_of_a_page_are_joined(
        texts in vec(paragraph(), 4..9),
        columns in 22..40_usize,
        indent in select(vec![0_usize, 2]),
    ) {
        let sheet = Sheet { columns, indent, ..SHEET };
        let texts: Vec<String> = texts.into_iter().map(|t| sheet.ended(t)).collect();
        prop_assume!(texts.iter().map(|t| sheet.broken(t).len()).sum::<usize>() > 16);
        let lines: String = texts.iter().flat_map(|t| sheet.broken(t)).map(|l| l + "\n").collect();
        prop_assert_eq!(read_section(&lines), texts.join("\n"), "{}", lines);
    }
}

#[test]
fn lines_of_a_page_are_joined() {
    // Without the spaces of the page, and with those between words that are not Chinese.
    assert_eq!(read(""), LINES.concat() + "用Word 2016打开。");
}

#[test]
fn lines_with_an_indent_are_paragraphs() {
    assert_eq!(read("　　"), [&LINES[..], &[LAST]].concat().join("\n"));
}
