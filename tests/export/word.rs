//! What Word is told: the page, the feet, the styles and the tables, read out of the document's own XML and held
//! against the norm in the units of Word (twentieths of a point, half points, eighths of a point).

use nianbao::{
    draft::Report,
    export::docx,
    form::{BoxContent, Form, TableBox},
    layout::{self, Faces, Origin},
};

use crate::common::{
    forms,
    pages::{Sample, department, samples},
    tables::{Word, of_docx, part},
    xml::Element,
};

/// A document that is taken apart.
struct Document {
    word: Word,
    body: Element,
    styles: Element,
}

impl Document {
    fn of(form: &Form, report: &Report) -> Self {
        let word = of_docx(&docx::export(forms::sheet(form, report)).expect("a document"));
        let read = |path: &str| Element::read(part(&word, path));
        let (document, styles) = (read("word/document.xml"), read("word/styles.xml"));
        Self { body: document.at(&["w:body"]).clone(), styles, word }
    }

    fn part(&self, path: &str) -> Element {
        Element::read(part(&self.word, path))
    }

    /// The style of a paragraph.
    fn style_of(&self, paragraph: &Element) -> &Element {
        self.style(paragraph.value(&["w:pPr", "w:pStyle"]))
    }

    fn style(&self, id: &str) -> &Element {
        let found = self.styles.children("w:style").find(|s| s.attribute("w:styleId") == id);
        found.unwrap_or_else(|| panic!("no style {id:?}"))
    }

    /// What holds for a paragraph: said by itself, by its style, by what that is based on, or for the whole document.
    fn said<'a>(&'a self, own: &'a Element, style: &'a Element, path: &[&str]) -> Option<&'a Element> {
        let based = style.value(&["w:basedOn"]);
        let defaults = match path[0] {
            "w:rPr" => self.styles.at(&["w:docDefaults", "w:rPrDefault"]).find(path),
            _ => None,
        };
        let basis = || (!based.is_empty()).then(|| self.style(based).find(path)).flatten();
        own.find(path).or_else(|| style.find(path)).or_else(basis).or(defaults)
    }

    /// The paragraphs outside of tables with this text.
    fn paragraph(&self, text: &str) -> &Element {
        let found = self.body.children("w:p").find(|p| p.text() == text);
        found.unwrap_or_else(|| panic!("no paragraph {text}"))
    }
}

/// Millimetres in twentieths of a point.
fn twips(millimetres: f32) -> i32 {
    (millimetres / 25.4 * 1440.0).round() as i32
}

/// Whether two lengths in twentieths of a point are the same but for rounding.
fn about(a: i32, b: i32) -> bool {
    (a - b).abs() <= 1
}

fn documents() -> Vec<(Sample, Document)> {
    let document = |sample: Sample| {
        let document = Document::of(&sample.form, &sample.report);
        (sample, document)
    };
    samples().into_iter().map(document).collect()
}

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

/// Addresses lead where they say, each target once, in the type of the text around them; what may be read as no address
/// stays words, and the text is what it was.
#[test]
fn addresses_lead_where_they_say() {
    let text =
        "（一）见www.example.gov.cn。网址http://www.example.gov.cn，邮箱xxgk@example.gov.cn，共3.5万件。";
    let broken = "见http://a.gov.cn/%zz和http://a.gov.cn/[1。";
    let mut sample = department();
    sample.report.sections.retain(|_, _| false);
    sample.report.sections.insert("s1".into(), format!("{text}\n{broken}").into());
    let document = Document::of(&sample.form, &sample.report);
    assert!(document.paragraph(broken).all("w:hyperlink").is_empty());
    let relations = document.part("word/_rels/document.xml.rels");
    let links = document.paragraph(text).all("w:hyperlink");
    let target = |link: &Element| {
        let relation =
            relations.children("Relationship").find(|r| r.attribute("Id") == link.attribute("r:id"));
        let relation = relation.expect("a relation");
        assert_eq!(relation.attribute("TargetMode"), "External");
        assert!(relation.attribute("Type").ends_with("/hyperlink"));
        relation.attribute("Target").to_owned()
    };
    let found: Vec<(String, String)> = links.iter().map(|link| (link.text(), target(link))).collect();
    let wanted = [
        ("www.example.gov.cn", "http://www.example.gov.cn"),
        ("http://www.example.gov.cn", "http://www.example.gov.cn"),
        ("xxgk@example.gov.cn", "mailto:xxgk@example.gov.cn"),
    ];
    assert_eq!(found, wanted.map(|(said, target)| (said.to_owned(), target.to_owned())));
    let external = relations.children("Relationship").filter(|r| r.attribute("TargetMode") == "External");
    assert_eq!(external.count(), 2);
    for link in links {
        for run in link.all("w:r") {
            assert!(run.find(&["w:rPr", "w:color"]).is_none() && run.find(&["w:rPr", "w:u"]).is_none());
        }
    }
}

/// Every reference leads to a part that is there and said to be of its kind: Word calls a file broken otherwise.
#[test]
fn every_part_is_there_and_declared() {
    let (_, document) = documents().remove(0);
    let types = document.part("[Content_Types].xml");
    let declared: Vec<&str> = types.children("Override").map(|t| t.attribute("PartName")).collect();
    let relations = document.part("word/_rels/document.xml.rels");
    let mut ids = Vec::new();
    let inside = relations.children("Relationship").filter(|r| r.attribute("TargetMode").is_empty());
    for relation in inside {
        let path = format!("/word/{}", relation.attribute("Target"));
        assert!(declared.contains(&path.as_str()), "{path} is not declared");
        part(&document.word, &path[1..]);
        let (kind, file) = (relation.attribute("Type"), relation.attribute("Target"));
        let kind = kind.rsplit('/').next().unwrap_or_default();
        assert!(file.starts_with(kind), "{file} is a {kind}");
        let said = types.children("Override").find(|t| t.attribute("PartName") == path).expect("declared");
        assert!(said.attribute("ContentType").ends_with(&format!("{kind}+xml")), "{path}");
        ids.push(relation.attribute("Id").to_owned());
    }
    let files =
        ["styles.xml", "settings.xml", "fontTable.xml", "footer1.xml", "footer2.xml", "theme/theme1.xml"];
    for kind in files {
        assert!(relations.children("Relationship").any(|r| r.attribute("Target") == kind), "{kind}");
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "each reference is of one part");
    let properties = document.part("docProps/core.xml");
    assert_eq!(properties.at(&["dc:language"]).text(), "zh-CN");
}

/// Every table of every form with its Word table.
fn tables() -> Vec<(String, Document, Vec<nianbao::form::Table>)> {
    let mut all = Vec::new();
    for form in forms::all() {
        let in_order = form.sections.iter().filter_map(|s| form.table(s.table()?)).cloned().collect();
        all.push((form.id.to_string(), Document::of(&form, &forms::zeros(&form)), in_order));
    }
    all
}

/// Lines on all sides and inside: single, 1 pt round the table, half a point within, and no box without.
#[test]
fn tables_have_all_their_lines() {
    for (form, document, tables) in tables() {
        let found: Vec<&Element> = document.body.children("w:tbl").collect();
        assert_eq!(found.len(), tables.len(), "{form}");
        for table in found {
            let borders = table.at(&["w:tblPr", "w:tblBorders"]);
            for (side, eighths) in [
                ("w:top", 8),
                ("w:left", 8),
                ("w:bottom", 8),
                ("w:right", 8),
                ("w:insideH", 4),
                ("w:insideV", 4),
            ] {
                assert_eq!(borders.value(&[side]), "single", "{form}: {side}");
                assert_eq!(borders.at(&[side]).number("w:sz"), eighths, "{form}: {side}");
            }
            for side in ["w:left", "w:right"] {
                let room = table.at(&["w:tblPr", "w:tblCellMar", side]).number("w:w");
                assert!((40..120).contains(&room), "{form}: {room} twentieths between text and line");
            }
            assert!(table.all("w:tcBorders").is_empty(), "{form}: no box has lines of its own");
        }
    }
}

/// As wide as the type area, in columns that do not move, in the middle of the page; each cell as wide as its columns.
#[test]
fn tables_are_156_mm_wide() {
    for (form, document, tables) in tables() {
        for (found, table) in document.body.children("w:tbl").zip(&tables) {
            let properties = found.at(&["w:tblPr"]);
            let width = properties.at(&["w:tblW"]);
            assert_eq!((width.attribute("w:type"), properties.value(&["w:jc"])), ("dxa", "center"));
            assert!(about(width.number("w:w"), twips(156.0)), "{form}: {}", width.number("w:w"));
            assert_eq!(properties.at(&["w:tblLayout"]).attribute("w:type"), "fixed");
            let columns: Vec<i32> =
                found.at(&["w:tblGrid"]).children("w:gridCol").map(|c| c.number("w:w")).collect();
            assert_eq!((columns.len(), columns.iter().sum()), (table.width(), width.number("w:w")));
            for row in found.children("w:tr") {
                let mut column = 0;
                for cell in row.children("w:tc") {
                    let span = cell.find(&["w:tcPr", "w:gridSpan"]).map_or(1, |s| s.number("w:val")) as usize;
                    let wide: i32 = columns[column..column + span].iter().sum();
                    assert_eq!(cell.at(&["w:tcPr", "w:tcW"]).number("w:w"), wide, "{form}: {}", cell.text());
                    column += span;
                }
            }
        }
    }
}

/// The rows that begin on each page of the PDF, as it parts a table.
fn last_of_pages(form: &nianbao::form::Form, index: usize) -> Vec<bool> {
    let pages = layout::pages(forms::sheet(form, &forms::zeros(form)), Faces::bundled());
    let table = &form.tables[index];
    let page_of = |row: usize| {
        let begins = |origin| matches!(origin, Origin::Box(t, b) if t == index && table.boxes[b].row == row);
        pages.iter().position(|page| page.boxes.iter().any(|area| begins(area.origin)))
    };
    let pages: Vec<_> = (0..table.height).map(page_of).collect();
    (0..table.height).map(|row| pages.get(row + 1).is_none_or(|next| *next != pages[row])).collect()
}

/// Head rows again overleaf, no row torn, and what stands on one page of the PDF not parted: each row stays with the
/// next.
#[test]
fn rows_stay_whole_and_together() {
    for (form, document, tables) in tables() {
        for (found, table) in document.body.children("w:tbl").zip(&tables) {
            let rows: Vec<&Element> = found.children("w:tr").collect();
            assert_eq!(rows.len(), table.height);
            let whole = forms::by_id(&form);
            let index = whole.tables.iter().position(|t| t.id == table.id).expect("a table of the form");
            let last = last_of_pages(&whole, index);
            for (number, row) in rows.iter().enumerate() {
                let properties = row.at(&["w:trPr"]);
                assert!(properties.find(&["w:cantSplit"]).is_some(), "{form}: row {number} may be torn");
                let is_head = properties.find(&["w:tblHeader"]).is_some();
                assert_eq!(is_head, number < table.head_rows, "{form}: row {number}");
                let keeps = row.all("w:p").iter().all(|p| p.find(&["w:pPr", "w:keepNext"]).is_some());
                assert_eq!(keeps, !last[number], "{form}: row {number}");
                let height = properties.at(&["w:trHeight"]);
                assert!(height.attribute("w:hRule") == "atLeast" && height.number("w:val") > 200);
            }
        }
    }
}

/// The box of the form that begins at this place of a row.
fn starts(table: &nianbao::form::Table, row: usize, column: usize) -> Option<&TableBox> {
    table.boxes.iter().find(|b| (b.row, b.column) == (row, column))
}

/// Text in the middle of its box, up and down and across, but for the labels of single rows, which begin at the left;
/// in 宋体 of a size that is read, its lines that size and a quarter apart.
#[test]
fn texts_stand_in_the_middle_of_their_cells() {
    for (form, document, tables) in tables() {
        for (found, table) in document.body.children("w:tbl").zip(&tables) {
            for (row, element) in found.children("w:tr").enumerate() {
                let mut column = 0;
                for cell in element.children("w:tc") {
                    assert_eq!(cell.value(&["w:tcPr", "w:vAlign"]), "center", "{form}: {}", cell.text());
                    if let Some(b) = starts(table, row, column) {
                        is_set(&document, cell, b);
                    }
                    column += cell.find(&["w:tcPr", "w:gridSpan"]).map_or(1, |s| s.number("w:val")) as usize;
                }
            }
        }
    }
}

fn is_set(document: &Document, cell: &Element, b: &TableBox) {
    let (paragraph, text) = (cell.at(&["w:p"]), cell.text());
    let style = document.style_of(paragraph);
    let align = document.said(paragraph, style, &["w:pPr", "w:jc"]).expect("a place").attribute("w:val");
    let is_row_label = matches!(b.content, BoxContent::Stub(_)) && b.rows == 1;
    assert_eq!(align, if is_row_label { "left" } else { "center" }, "{text}");
    let face = document.said(paragraph, style, &["w:rPr", "w:rFonts"]).expect("a face");
    assert_eq!(face.attribute("w:eastAsia"), "宋体");
    assert!(document.said(paragraph, style, &["w:pPr", "w:ind"]).is_none(), "{text} is indented");
    for run in paragraph.children("w:r") {
        let size = run.at(&["w:rPr", "w:sz"]).number("w:val");
        assert!((15..=24).contains(&size), "{text}: {size} half points");
        let spacing = document.said(paragraph, style, &["w:pPr", "w:spacing"]).expect("a pitch");
        assert_eq!(spacing.attribute("w:lineRule"), "exact");
        let pitch = spacing.number("w:line");
        assert!((11 * size..=14 * size).contains(&pitch), "{text}: {size} half points in lines of {pitch}");
    }
}

/// A table is called what its section is, for those who hear it read.
#[test]
fn tables_have_their_names() {
    for (sample, document) in documents() {
        let sections = sample.form.sections.iter().filter(|s| s.table().is_some());
        let names: Vec<&str> = sections.map(|s| sample.report.heading(s)).collect();
        let captions = document.body.children("w:tbl").map(|t| t.value(&["w:tblPr", "w:tblCaption"]));
        assert_eq!(captions.collect::<Vec<_>>(), names, "{}", sample.name);
    }
}
