//! What Word is told of the type: title, heads and text as the norm sets them, and the faces.

use super::word_read::{Document, about, documents, twips};
use crate::common::{pages::department, xml::Element};

/// What a paragraph is set in: 方正小标宋 2号, 黑体 and 仿宋 3号, 楷体 for heads of the second level; where it stands;
/// whether it stays with what follows.
struct Look {
    face: &'static str,
    /// In half points.
    size: &'static str,
    align: &'static str,
    /// The indent of the first line, in hundredths of a character.
    indent: &'static str,
    keeps: bool,
    level: &'static str,
}

const TITLE: Look =
    Look { face: "方正小标宋简体", size: "44", align: "center", indent: "", keeps: true, level: "" };

const HEADING: Look =
    Look { face: "黑体", size: "32", align: "both", indent: "200", keeps: true, level: "0" };

const SUBHEADING: Look =
    Look { face: "楷体_GB2312", size: "32", align: "both", indent: "200", keeps: true, level: "1" };

const TEXT: Look =
    Look { face: "仿宋_GB2312", size: "32", align: "both", indent: "200", keeps: false, level: "" };

fn looks(document: &Document, paragraph: &Element, look: &Look) {
    let style = document.style_of(paragraph);
    let said = |path: &[&str], attribute: &str| {
        document.said(paragraph, style, path).map_or("", |found| found.attribute(attribute)).to_owned()
    };
    let text = paragraph.text();
    assert_eq!(said(&["w:rPr", "w:rFonts"], "w:eastAsia"), look.face, "{text}");
    assert_eq!(said(&["w:rPr", "w:sz"], "w:val"), look.size, "{text}");
    assert_eq!(said(&["w:pPr", "w:jc"], "w:val"), look.align, "{text}");
    assert_eq!(said(&["w:pPr", "w:ind"], "w:firstLineChars"), look.indent, "{text}");
    assert_eq!(said(&["w:pPr", "w:outlineLvl"], "w:val"), look.level, "{text}");
    assert_eq!(document.said(paragraph, style, &["w:pPr", "w:keepNext"]).is_some(), look.keeps, "{text}");
}

#[test]
fn title_headings_and_text_are_set_by_the_norm() {
    let mut sample = department();
    sample.report.sections.insert("s1".into(), "（一）主动公开\n全年公开信息平稳。".into());
    let document = Document::of(&sample.form, &sample.report);
    let title = &document.body.children[0];
    assert_eq!(title.text(), sample.report.title());
    looks(&document, title, &TITLE);
    let after = document
        .said(title, document.style_of(title), &["w:pPr", "w:spacing"])
        .expect("room")
        .number("w:after");
    assert!(about(after, twips(225.0 / 22.0)), "an empty line under the title: {after}");
    looks(&document, document.paragraph("（一）主动公开"), &SUBHEADING);
    looks(&document, document.paragraph("全年公开信息平稳。"), &TEXT);
    for section in sample.form.sections.iter().filter(|s| !s.heading.is_empty()) {
        looks(&document, document.paragraph(sample.report.heading(section)), &HEADING);
    }
}

/// A head at the start of its paragraph is in 楷体, what follows it in the type of the text.
#[test]
fn a_run_in_head_is_set_apart() {
    let mut sample = department();
    sample.report.sections.insert("s1".into(), "（一）主动公开。全年公开信息平稳。".into());
    let document = Document::of(&sample.form, &sample.report);
    let paragraph = document.paragraph("（一）主动公开。全年公开信息平稳。");
    looks(&document, paragraph, &TEXT);
    let runs: Vec<&Element> = paragraph.children("w:r").collect();
    assert_eq!(runs.iter().map(|r| r.text()).collect::<Vec<_>>(), ["（一）主动公开。", "全年公开信息平稳。"]);
    let style = document.style(runs[0].value(&["w:rPr", "w:rStyle"]));
    assert_eq!(style.at(&["w:rPr", "w:rFonts"]).attribute("w:eastAsia"), "楷体_GB2312");
    assert_eq!(runs[1].value(&["w:rPr", "w:rStyle"]), "");
}

/// The faces are those an office has; where one is missing, Word is told what to take.
#[test]
fn faces_are_named_with_what_to_take_instead() {
    let (_, document) = documents().remove(0);
    let table = document.part("word/fontTable.xml");
    let faces: Vec<(&str, &str)> =
        table.children("w:font").map(|f| (f.attribute("w:name"), f.value(&["w:altName"]))).collect();
    let wanted = [
        ("仿宋_GB2312", "仿宋"),
        ("楷体_GB2312", "楷体"),
        ("黑体", "SimHei"),
        ("宋体", "SimSun"),
        ("方正小标宋简体", "华文中宋"),
    ];
    assert_eq!(faces, wanted);
    for fonts in document.styles.all("w:rFonts") {
        let name = fonts.attribute("w:eastAsia");
        assert!(wanted.iter().any(|(face, _)| *face == name), "{name} is not in the table of faces");
    }
    let language = document.styles.at(&["w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"]);
    assert_eq!(language.attribute("w:eastAsia"), "zh-CN");
    // Of marks that Chinese and Latin type share, every run has the Chinese.
    for run in document.body.all("w:r") {
        assert_eq!(run.at(&["w:rPr", "w:rFonts"]).attribute("w:hint"), "eastAsia", "{}", run.text());
    }
}
