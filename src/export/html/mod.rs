//! The report as HTML, for the content management system (CMS) of a website and for the clipboard.
//!
//! No scripts, no outside resources. A CMS drops style sheets from what is pasted, so what makes it a report (the title
//! in the middle, paragraphs two characters in, tables with their lines) stands on the elements; the sheet has only what
//! a page of its own looks better with. On a telephone tables are moved sideways, and never the page.

mod table;

use super::markup::Element;
use crate::{
    draft::{Sheet, paragraphs},
    form::{Section, Table},
    layout::run_in_head,
};

/// What the page looks like by itself, when it is opened from a folder.
const STYLE: &str = "\
body{margin:0;font-family:\"SimSun\",\"Songti SC\",\"Noto Serif CJK SC\",serif;line-height:1.8}\
main{max-width:50em;margin:2em auto;padding:0 1em}\
h1{font-size:1.6em;line-height:1.4;text-wrap:balance}\
h2{font-size:1.2em}\
h3{font-size:1em}\
table{font-size:.9em;line-height:1.4}\
caption h2{font-size:1.34em;line-height:1.8}\
@media(max-width:40em){\
main{margin:1em auto}\
h1{font-size:1.35em}\
h2{font-size:1.1em}\
h2,h3{text-indent:0!important}\
table{font-size:.8em}\
caption h2{font-size:1.38em;max-width:calc(100vw - 2em)}}\
@media print{[role=group]{overflow:visible!important}table{min-width:0!important}}";

/// How the title stands. A long word must not make the page wider than the screen.
const TITLE: &str = "text-align:center;overflow-wrap:anywhere";
/// How headings and paragraphs stand.
const TEXT: &str = "text-indent:2em;overflow-wrap:anywhere";

/// The report as a piece of a page: title, headings, paragraphs and tables.
pub fn fragment(sheet: Sheet<'_>) -> String {
    blocks(sheet).map(|block| format!("{block}\n")).collect()
}

/// The report as a whole page.
pub fn page(sheet: Sheet<'_>) -> String {
    let head = Element::new("head").lines([
        Element::empty("meta").with("charset", "utf-8"),
        Element::empty("meta")
            .with("name", "viewport")
            .with("content", "width=device-width, initial-scale=1"),
        Element::new("title").text(&sheet.title()),
        Element::new("style").raw(STYLE),
    ]);
    let body = Element::new("body").lines([Element::new("main").lines(blocks(sheet))]);
    let page = Element::new("html").with("lang", "zh-CN").lines([head, body]);
    format!("<!DOCTYPE html>\n{page}\n")
}

/// One table of the report.
pub fn table(sheet: Sheet<'_>, table: &Table) -> String {
    format!("{}\n", table::alone(sheet, table))
}

fn blocks(sheet: Sheet<'_>) -> impl Iterator<Item = Element> {
    let title = Element::new("h1").with("style", TITLE).text(&sheet.title());
    [title].into_iter().chain(sheet.form().sections.iter().flat_map(move |s| section(sheet, s)))
}

fn section(sheet: Sheet<'_>, section: &Section) -> Vec<Element> {
    let words = sheet.heading(section);
    let heading = (!words.is_empty()).then(|| heading("h2", words));
    if let Some(table) = section.table().and_then(|id| sheet.form().table(id)) {
        return vec![table::under(heading, sheet, table)];
    }
    let paragraph = |text| paragraph(text, heading.is_some());
    let paragraphs: Vec<Element> = paragraphs(sheet.text(&section.id)).map(paragraph).collect();
    heading.into_iter().chain(paragraphs).collect()
}

fn heading(level: &'static str, words: &str) -> Element {
    Element::new(level).with("style", TEXT).text(words)
}

/// A paragraph, or a head inside a section. One at the start of its paragraph is a heading as well: to whoever goes from
/// heading to heading it makes no difference where the line ends. Right under the title a level would be skipped.
fn paragraph(text: &str, is_in_section: bool) -> Element {
    let paragraph = Element::new("p").with("style", TEXT);
    match run_in_head(text) {
        ("", rest) => paragraph.text(rest),
        (head, "") if is_in_section => heading("h3", head),
        (head, rest) if is_in_section => {
            let strong = Element::new("strong").with("role", "heading").with("aria-level", 3);
            paragraph.child(&strong.text(head)).text(rest)
        }
        (head, rest) => paragraph.child(&Element::new("strong").text(head)).text(rest),
    }
}
