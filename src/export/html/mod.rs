//! The report as HTML, for the content management system (CMS) of a website and for the clipboard.
//!
//! No scripts, no outside resources. A CMS drops style sheets from what is pasted, so the few styles that a table
//! needs stand on its elements; all else is left to the website.

mod table;

use super::markup::Element;
use crate::{
    draft::{Sheet, paragraphs},
    form::{Section, Table},
    layout::run_in_head,
};

/// What the page looks like by itself, when it is opened from a folder.
const STYLE: &str = "\
body{max-width:50em;margin:2em auto;padding:0 1em;font-family:\"SimSun\",\"Songti SC\",serif;line-height:1.8}\
h1{text-align:center;font-size:1.6em}\
h2{font-size:1.2em}\
p{text-indent:2em}\
table{font-size:.9em;line-height:1.4}";

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
    let body = Element::new("body").lines(blocks(sheet));
    let page = Element::new("html").with("lang", "zh-CN").lines([head, body]);
    format!("<!DOCTYPE html>\n{page}\n")
}

/// One table of the report.
pub fn table(sheet: Sheet<'_>, table: &Table) -> String {
    format!("{}\n", table::element(sheet, table))
}

fn blocks(sheet: Sheet<'_>) -> impl Iterator<Item = Element> {
    let title = Element::new("h1").text(&sheet.title());
    [title].into_iter().chain(sheet.form().sections.iter().flat_map(move |s| section(sheet, s)))
}

fn section(sheet: Sheet<'_>, section: &Section) -> Vec<Element> {
    let heading = sheet.heading(section);
    let heading = (!heading.is_empty()).then(|| Element::new("h2").text(heading));
    let mut blocks: Vec<Element> = heading.into_iter().collect();
    match section.table().and_then(|id| sheet.form().table(id)) {
        Some(table) => blocks.push(table::element(sheet, table)),
        None => blocks.extend(paragraphs(sheet.text(&section.id)).map(paragraph)),
    }
    blocks
}

fn paragraph(text: &str) -> Element {
    let (head, rest) = run_in_head(text);
    let head = (!head.is_empty()).then(|| Element::new("strong").text(head));
    Element::new("p").children(head).text(rest)
}
