//! The report as a web page and as plain text: what a reader sees of them before reading a word.

use std::sync::Arc;

use nianbao::{
    draft::{Entry, Report, paragraphs},
    export::{html, text},
    form::{BoxContent, Form, Table, TableBox},
};

use crate::common::{
    forms,
    page::{Element, Page},
    pages::{department, samples},
};

/// Every form with numbers of one to seven digits in it, and a blank now and then.
fn filled_forms() -> Vec<(Arc<Form>, Report)> {
    let filled = |form: Arc<Form>| {
        let mut report = Report::new(&form, form.years.from);
        "某市数据局".clone_into(&mut report.agency.name);
        let cells = form.cells().iter().filter(|c| !c.is_total()).enumerate();
        for (n, cell) in cells.filter(|(n, _)| n % 11 != 10) {
            let number = "3985758".get(..=n % 7).expect("digits");
            report.cells.insert(cell.id.clone(), Entry::read(number).expect("a number"));
        }
        (form, report)
    };
    forms::all().into_iter().map(filled).collect()
}

/// The styles of an element by name.
fn styles(element: &Element) -> Vec<(String, String)> {
    let style = element.attribute("style").unwrap_or_default();
    let pair = |part: &str| {
        part.split_once(':').map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
    };
    style.split(';').filter_map(pair).collect()
}

fn style(element: &Element, name: &str) -> String {
    styles(element).into_iter().find(|(n, _)| n == name).map(|(_, value)| value).unwrap_or_default()
}

/// The boxes of a table in the order that rows and columns have them.
fn in_order(table: &Table) -> Vec<&TableBox> {
    let mut boxes: Vec<&TableBox> = table.boxes.iter().collect();
    boxes.sort_by_key(|b| (b.row, b.column));
    boxes
}

/// A line round every cell, one between two; labels of rows from the left, all else in the middle; nothing bold that is
/// not so on the page. A website may drop the style sheet of what is pasted into it: it stands on each element.
#[test]
fn every_cell_of_a_web_page_is_ruled_and_set_as_on_paper() {
    for (form, report) in filled_forms() {
        let page = Page::document(&html::page(forms::sheet(&form, &report)));
        let tables = form.sections.iter().filter_map(|s| form.table(s.table()?));
        for (found, table) in page.named(&["table"]).iter().zip(tables) {
            assert_eq!(style(found, "border-collapse"), "collapse");
            assert_eq!((style(found, "width").as_str(), found.attribute("width")), ("100%", Some("100%")));
            for (cell, b) in found.named(&["th", "td"]).iter().zip(in_order(table)) {
                assert_eq!(style(cell, "border"), "1px solid #000", "{}", cell.text());
                let is_row_label = matches!(b.content, BoxContent::Stub(_)) && b.rows == 1;
                let side = if is_row_label { "left" } else { "center" };
                assert_eq!(style(cell, "text-align"), side, "{}: {}", form.id, cell.text());
                let is_value = matches!(b.content, BoxContent::Cell(_));
                assert_eq!(cell.name() == "td", is_value || cell.text().is_empty(), "{}", cell.text());
                assert!(cell.name() == "td" || style(cell, "font-weight") == "normal", "{}", cell.text());
                assert!(style(cell, "padding").ends_with("px"), "{} touches its lines", cell.text());
            }
        }
    }
}

/// Columns as wide as the form has them, all of the table together.
#[test]
fn columns_of_a_web_page_share_its_width() {
    for (form, report) in filled_forms() {
        let page = Page::document(&html::page(forms::sheet(&form, &report)));
        let tables = form.sections.iter().filter_map(|s| form.table(s.table()?));
        for (found, table) in page.named(&["table"]).iter().zip(tables) {
            let share = |col: &Element| -> f32 {
                let share = col.attribute("width").and_then(|w| w.strip_suffix('%')).expect("a share");
                assert_eq!(style(col, "width"), format!("{share}%"));
                share.parse().expect("a number")
            };
            let shares: Vec<f32> = found.named(&["col"]).iter().map(share).collect();
            assert_eq!(shares.len(), table.width(), "{}", form.id);
            let all: f32 = shares.iter().sum();
            assert!((all - 100.0).abs() < 1.0, "{}: {all}%", form.id);
            let sum: f32 = table.widths.iter().sum();
            for (share, wanted) in shares.iter().zip(&table.widths) {
                assert!((share - 100.0 * wanted / sum).abs() < 0.1, "{}: {share}%", form.id);
            }
        }
    }
}

/// Who hears a page read is told its language, its headings, what each table is, and which head is whose.
#[test]
fn a_web_page_can_be_read_aloud() {
    for sample in samples() {
        let text = html::page(forms::sheet(&sample.form, &sample.report));
        assert!(text.find("charset=\"utf-8\"").is_some_and(|at| at < 1024), "a browser looks no further");
        let page = Page::document(&text);
        assert_eq!(page.named(&["html"])[0].attribute("lang"), Some("zh-CN"));
        assert_eq!(page.texts("h1"), [sample.report.title()]);
        let sections = || sample.form.sections.iter().filter(|s| !s.heading.is_empty());
        let headings: Vec<&str> = sections().map(|s| sample.report.heading(s)).collect();
        assert_eq!(page.texts("h2"), headings);
        let tables = page.named(&["table"]);
        let with_table = sections().filter(|s| s.table().is_some());
        let wanted: Vec<&str> = with_table.map(|s| sample.report.heading(s)).collect();
        // The heading itself is the caption, so that it is read once.
        let captions = tables.iter().flat_map(Element::children).filter(|e| e.name() == "caption");
        assert_eq!(captions.map(|c| c.text()).collect::<Vec<_>>(), wanted);
        assert_eq!(page.texts("caption").len(), wanted.len());
        assert_eq!(page.named(&["main"])[0].parent().children().len(), 1, "nothing stands outside of it");
        for head in tables.iter().flat_map(|t| t.named(&["th"])) {
            assert!(head.attribute("scope").is_some_and(|scope| !scope.is_empty()), "{}", head.text());
        }
    }
}

/// A table that is wider than a telephone is moved sideways in a box of its own, by finger and by key, and the page
/// never: no text has a width, and a long address is broken.
#[test]
fn a_web_page_fits_a_telephone() {
    for (form, report) in filled_forms() {
        let mut report = report;
        for section in &form.sections {
            report.sections.insert(section.id.clone(), "（一）网址\nwww.example.gov.cn".into());
        }
        let page = Page::document(&html::page(forms::sheet(&form, &report)));
        for table in page.named(&["table"]) {
            let around = table.parent();
            assert_eq!((around.name(), style(&around, "overflow-x").as_str()), ("div", "auto"));
            assert_eq!((around.attribute("tabindex"), around.attribute("role")), (Some("0"), Some("group")));
            assert_eq!(around.attribute("aria-label"), Some(table.children()[0].text().as_str()));
            let least = style(&table, "min-width");
            let least: usize = least.strip_suffix("em").expect("in type sizes").parse().expect("a number");
            assert!((12..=60).contains(&least), "{}: {least}", form.id);
        }
        for text in page.named(&["h1", "h2", "h3", "p"]) {
            assert_eq!(style(&text, "overflow-wrap"), "anywhere", "{}", text.text());
            assert_eq!(style(&text, "width"), "");
        }
    }
}

/// By itself a page looks like a report: the title in the middle, paragraphs two characters in, heads at their start.
#[test]
fn a_web_page_looks_like_a_report() {
    let mut sample = department();
    sample.report.sections.insert("s1".into(), "（一）主动公开。全年平稳。\n没有变化。".into());
    let page = Page::document(&html::page(forms::sheet(&sample.form, &sample.report)));
    // On the elements themselves: what is pasted into another page has no sheet.
    assert_eq!(style(&page.named(&["h1"])[0], "text-align"), "center");
    for text in page.named(&["h2", "h3", "p"]) {
        assert_eq!(style(&text, "text-indent"), "2em", "{}", text.text());
    }
    assert!(page.texts("p").contains(&"（一）主动公开。全年平稳。".to_owned()));
}

/// A head of the second level is a heading of the third, on a line of its own or at the start of its paragraph; right
/// under the title, where there is no second, it is none.
#[test]
fn heads_inside_a_section_are_headings() {
    let mut sample = department();
    let text = "（一）主动公开。全年平稳。\n（二）依申请公开\n没有变化。";
    for id in ["s0", "s1"] {
        sample.report.sections.insert(id.into(), text.into());
    }
    let page = Page::document(&html::page(forms::sheet(&sample.form, &sample.report)));
    assert_eq!(page.texts("h3"), ["（二）依申请公开"]);
    let strong = page.named(&["strong"]);
    let said: Vec<(String, Option<&str>, Option<&str>)> =
        strong.iter().map(|s| (s.text(), s.attribute("role"), s.attribute("aria-level"))).collect();
    let (first, second) = ("（一）主动公开。".to_owned(), "（二）依申请公开".to_owned());
    assert_eq!(
        said[..3],
        [(first.clone(), None, None), (second, None, None), (first, Some("heading"), Some("3")),]
    );
}

/// The columns of a fixed-width face that a text takes: two for what is no Latin letter.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The columns at which the bars of a line stand.
fn bars(line: &str) -> Vec<usize> {
    line.match_indices('|').map(|(at, _)| width(&line[..at])).collect()
}

/// Lines of a table without a line between them that has no bar.
fn parts(text: &str) -> Vec<Vec<&str>> {
    let lines: Vec<&str> = text.lines().collect();
    let parts = lines.chunk_by(|a, b| a.contains('|') == b.contains('|'));
    parts.filter(|part| part[0].contains('|')).map(<[&str]>::to_vec).collect()
}

/// Bars stand one under another, those of merged heads where the columns under them have some.
#[test]
fn columns_of_the_text_stand_one_under_another() {
    let reports = samples().into_iter().map(|s| (s.form, s.report)).chain(filled_forms());
    for (form, report) in reports {
        let text = text::export(forms::sheet(&form, &report));
        assert!(form.tables.is_empty() || !parts(&text).is_empty());
        for part in parts(&text) {
            let most =
                part.iter().max_by_key(|line| bars(line).len()).map(|line| bars(line)).unwrap_or_default();
            for line in &part {
                assert!(
                    bars(line).iter().all(|at| most.contains(at)),
                    "{}: {line}\nin\n{}",
                    form.id,
                    part.join("\n")
                );
            }
            let full: Vec<&&str> = part.iter().filter(|line| bars(line) == most).collect();
            ends_flush(&full);
        }
    }
}

/// Numbers end one under another, whatever they have of digits.
fn ends_flush(lines: &[&&str]) {
    for line in lines {
        let fields: Vec<&str> = line.split('|').skip(1).collect();
        for (i, field) in fields.iter().enumerate() {
            let is_number = field.trim().parse::<f64>().is_ok();
            let is_last = i + 1 == fields.len();
            let end = if is_last { field.trim_end().len() } else { field.trim_end().len() + 1 };
            assert!(!is_number || end == field.len(), "“{field}” of {line}");
        }
        let last = fields.last().map_or("", |f| f.trim());
        let ends = lines.iter().map(|l| width(l)).max().unwrap_or_default();
        assert!(last.parse::<f64>().is_err() || width(line) == ends, "{line}");
    }
}

fn bare(text: &str) -> String {
    text.replace(' ', "")
}

/// No line of a table is longer than 120 columns, whatever its numbers of seven digits; labels and heads that had to be
/// broken for that are all there, and the values stand beside the last of a label.
#[test]
fn tables_of_the_text_fit_the_screen() {
    for (form, report) in filled_forms() {
        let text = text::export(forms::sheet(&form, &report));
        let tables: Vec<&str> = text.lines().filter(|line| line.contains('|')).collect();
        for line in &tables {
            assert!(width(line) <= 120, "{}: {} columns: {line}", form.id, width(line));
        }
        let labels: String = tables.iter().filter_map(|line| line.split('|').next()).map(bare).collect();
        for label in form.cells().iter().flat_map(|cell| &cell.row_path) {
            assert!(labels.contains(&bare(label)), "{}: {label}", form.id);
        }
    }
}

/// Notepad before Windows 10 (1809) needs `\r\n` and a mark that it is UTF-8; otherwise it is the same text.
#[test]
fn old_notepad_gets_the_same_text() {
    for sample in samples() {
        let sheet = forms::sheet(&sample.form, &sample.report);
        let (text, old) = (text::export(sheet), text::export_for_old_notepad(sheet));
        let lines: Vec<&str> = old.strip_prefix('\u{feff}').expect("a mark").split("\r\n").collect();
        assert!(lines.iter().all(|line| !line.contains(['\r', '\n', '\u{feff}'])), "{}", sample.name);
        assert_eq!(lines.join("\n"), text, "{}", sample.name);
    }
}

/// The title in the middle of 78 columns, a blank line before each section, each heading on a line of its own,
/// paragraphs two characters in; line ends and bytes that every editor takes.
#[test]
fn the_text_looks_like_a_report() {
    for sample in samples() {
        let text = text::export(forms::sheet(&sample.form, &sample.report));
        assert!(
            !text.starts_with('\u{feff}')
                && !text.contains('\r')
                && text.ends_with('\n')
                && !text.ends_with("\n\n")
        );
        let lines: Vec<&str> = text.lines().collect();
        let title = sample.report.title();
        let before = lines[0].len() - lines[0].trim_start().len();
        assert_eq!((lines[0].trim(), before), (title.as_str(), 78_usize.saturating_sub(width(&title)) / 2));
        assert_eq!(lines[1], "");
        for section in sample.form.sections.iter().filter(|s| !s.heading.is_empty()) {
            let heading = sample.report.heading(section);
            let at =
                lines.iter().position(|line| *line == heading).unwrap_or_else(|| panic!("no line {heading}"));
            assert_eq!(lines[at - 1], "", "a blank line before {heading}");
            for paragraph in paragraphs(sample.report.text(&section.id)) {
                assert!(lines.contains(&format!("　　{paragraph}").as_str()), "{paragraph}");
            }
        }
        assert!(lines.iter().all(|line| !line.ends_with(' ')), "no blanks at line ends");
    }
}
