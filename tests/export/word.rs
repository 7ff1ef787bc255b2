//! What Word is told of the page: its measures, its lines, its feet, held against the norm.

use super::word_read::{Document, about, documents, twips};
use crate::common::xml::Element;

/// A4; 天头 37 mm, 订口 28 mm, and what leaves 156 mm × 225 mm between the four sides.
#[test]
fn the_page_has_the_measures_of_the_norm() {
    for (_, document) in documents() {
        let section = document.body.children.last().expect("a section");
        assert_eq!(section.name, "w:sectPr", "the section ends the document");
        let size = section.at(&["w:pgSz"]);
        assert!(about(size.number("w:w"), twips(210.0)) && about(size.number("w:h"), twips(297.0)));
        let margins = section.at(&["w:pgMar"]);
        for (side, millimetres) in [
            ("w:top", 37.0),
            ("w:left", 28.0),
            ("w:right", 210.0 - 28.0 - 156.0),
            ("w:bottom", 297.0 - 37.0 - 225.0),
            ("w:gutter", 0.0),
        ] {
            assert!(about(margins.number(side), twips(millimetres)), "{side}: {}", margins.number(side));
        }
    }
}

/// 22 lines to 225 mm: lines of exactly that pitch, and a hair less so that the last one fits.
#[test]
fn lines_are_exactly_a_twenty_second_of_the_area() {
    let pitch = 225.0 / 22.0;
    for (sample, document) in documents() {
        let grid = document.body.at(&["w:sectPr", "w:docGrid"]);
        assert_eq!(grid.attribute("w:type"), "lines");
        assert!(
            about(grid.number("w:linePitch"), twips(pitch))
                && grid.number("w:linePitch") * 22 <= twips(225.0)
        );
        for paragraph in document.body.children("w:p").filter(|p| !p.text().is_empty()) {
            let spacing = document
                .said(paragraph, document.style_of(paragraph), &["w:pPr", "w:spacing"])
                .expect("a pitch");
            assert_eq!(spacing.attribute("w:lineRule"), "exact", "{}", sample.name);
            assert!(
                about(spacing.number("w:line"), twips(pitch))
                    && spacing.number("w:line") * 22 <= twips(225.0)
            );
        }
    }
}

/// 28 characters to 156 mm: each a little closer than it is cut, with the room of the page between Chinese and Western
/// type, and nothing else that would let Word move them.
#[test]
fn characters_are_a_twenty_eighth_of_the_line_apart() {
    let (_, document) = documents().remove(0);
    let defaults = document.styles.at(&["w:docDefaults", "w:rPrDefault", "w:rPr"]);
    let pitch = 16 * 20 + defaults.at(&["w:spacing"]).number("w:val");
    assert!(pitch * 28 <= twips(156.0) && (pitch + 1) * 28 > twips(156.0), "{pitch} × 28");
    let normal = document.style("Normal").at(&["w:pPr"]);
    assert_eq!(document.style("Normal").attribute("w:default"), "1");
    for (name, value) in
        [("w:autoSpaceDE", "1"), ("w:autoSpaceDN", "1"), ("w:snapToGrid", "0"), ("w:widowControl", "0")]
    {
        assert_eq!(normal.value(&[name]), value, "{name}");
    }
    assert_eq!(normal.value(&["w:jc"]), "both", "lines are filled");
    let settings = document.part("word/settings.xml");
    assert_eq!(settings.value(&["w:characterSpacingControl"]), "doNotCompress");
    assert_eq!(settings.at(&["w:compat", "w:compatSetting"]).attribute("w:val"), "15");
}

/// The part that a reference of the document leads to.
fn part_of(document: &Document, id: &str) -> String {
    let relations = document.part("word/_rels/document.xml.rels");
    let relation = relations.children("Relationship").find(|r| r.attribute("Id") == id).expect("a relation");
    assert!(relation.attribute("Type").ends_with("/footer"));
    format!("word/{}", relation.attribute("Target"))
}

/// `— 1 —` in 4号 宋体: on odd pages at the right, on even pages at the left, one character from the outer edge, its
/// middle 7 mm under the type area; and Word is told that even pages have a foot of their own.
#[test]
fn page_numbers_stand_at_the_outer_edge() {
    for (_, document) in documents() {
        assert!(
            document.part("word/settings.xml").find(&["w:evenAndOddHeaders"]).is_some(),
            "odd and even differ"
        );
        let section = document.body.at(&["w:sectPr"]);
        assert!(section.find(&["w:titlePg"]).is_none(), "the first page is numbered");
        let feet: Vec<&Element> = section.children("w:footerReference").collect();
        let kinds: Vec<&str> = feet.iter().map(|f| f.attribute("w:type")).collect();
        assert_eq!(kinds, ["default", "even"]);
        for (foot, (side, edge)) in feet.iter().zip([("right", "w:right"), ("left", "w:left")]) {
            let foot = document.part(&part_of(&document, foot.attribute("r:id")));
            let paragraph = foot.at(&["w:p"]);
            assert_eq!(paragraph.text(), "— 1 —");
            assert_eq!(paragraph.value(&["w:pPr", "w:jc"]), side);
            assert_eq!(paragraph.at(&["w:pPr", "w:ind"]).number(edge), 14 * 20, "one character of 14 pt");
            assert_eq!(paragraph.at(&["w:fldSimple"]).attribute("w:instr").trim(), "PAGE");
            let style = document.style_of(paragraph);
            assert_eq!(style.value(&["w:rPr", "w:sz"]), "28");
            assert_eq!(style.at(&["w:rPr", "w:rFonts"]).attribute("w:ascii"), "宋体");
            assert_eq!(style.at(&["w:pPr", "w:spacing"]).number("w:line"), 14 * 20);
        }
        let margins = section.at(&["w:pgMar"]);
        // The line stands that far over the lower edge of the paper, and its middle half its 14 pt higher.
        let down = margins.number("w:bottom") - margins.number("w:footer") - 14 * 10;
        assert!(about(down, twips(7.0)), "{down} twentieths under the area");
    }
}
