//! The tags of the tables in an OFD (GB/T 33190—2016 §16): the tables of the form, row by row and box by box, each with
//! the texts that show it.

use std::collections::HashMap;

use nianbao::form::{BoxContent, TableBox};

use super::ofd_read::{Copy, Package, copies};
use crate::common::{
    pages::{box_text, squash},
    xml::Element,
};

/// Every text of the pages by its number and that of its page.
fn texts(package: &Package) -> HashMap<(String, String), String> {
    let document = package.part("Doc_0/Document.xml");
    let ids = document.all("ofd:Page").into_iter().map(|page| page.attribute("ID").to_owned());
    let mut texts = HashMap::new();
    for (page, content) in ids.zip(package.pages()) {
        for object in content.all("ofd:TextObject") {
            texts.insert((page.clone(), object.attribute("ID").to_owned()), object.text());
        }
    }
    texts
}

/// The tables of a package that has tags.
fn tables(package: &Package) -> Vec<Element> {
    let document = package.part("Doc_0/Document.xml");
    let Some(list) = document.find(&["ofd:CustomTags"]) else { return Vec::new() };
    let list = package.part(&format!("Doc_0/{}", list.text()));
    let tag = list.at(&["ofd:CustomTag"]);
    let root = package.part(&format!("Doc_0/Tags/{}", tag.at(&["ofd:FileLoc"]).text()));
    assert_eq!(root.attribute("xmlns:t"), tag.attribute("NameSpace"));
    root.children("t:Table").cloned().collect()
}

/// A cell of a table: its tag, which way it points, how many rows and columns it covers, its words.
type Cell = (&'static str, &'static str, usize, usize, String);

fn wanted(copy: &Copy, b: &TableBox) -> Cell {
    let words = squash(&box_text(&copy.form, &copy.draft.report, &b.content));
    let (tag, scope) = match &b.content {
        BoxContent::Head(text) if text.starts_with('（') && text.ends_with('）') => ("t:TD", ""),
        BoxContent::Head(_) | BoxContent::Band(_) => ("t:TH", "Column"),
        BoxContent::Stub(_) => ("t:TH", "Row"),
        BoxContent::Cell(_) => ("t:TD", ""),
    };
    (tag, scope, b.rows, b.columns, words)
}

#[test]
fn tables_are_tagged_as_the_form_has_them() {
    let mut seen = 0;
    for copy in copies() {
        let package = Package::read(&copy.bytes());
        let (texts, tagged) = (texts(&package), tables(&package));
        // The tables of the 送审单 come first.
        let of_report = &tagged[tagged.len() - copy.form.tables.len()..];
        let sections = copy.form.sections.iter().filter_map(|section| copy.form.table(section.table()?));
        for (table, tagged) in sections.zip(of_report) {
            let rows: Vec<&Element> = tagged.children("t:TR").collect();
            assert_eq!(rows.len(), table.height, "{}", copy.name);
            for (row, tagged) in rows.into_iter().enumerate() {
                let boxes: Vec<Cell> =
                    table.boxes.iter().filter(|b| b.row == row).map(|b| wanted(&copy, b)).collect();
                assert_eq!(tagged.children.len(), boxes.len(), "{}", copy.name);
                for (cell, (tag, scope, rows, columns, words)) in tagged.children.iter().zip(boxes) {
                    let told = |name: &str| cell.attributes.iter().find(|(n, _)| n == name);
                    let span = |name: &str| told(name).map_or(1, |(_, value)| value.parse().unwrap());
                    assert_eq!((cell.name.as_str(), span("RowSpan"), span("ColSpan")), (tag, rows, columns));
                    assert_eq!(told("Scope").map_or("", |(_, value)| value), scope, "{words}");
                    let refers = cell.children("ofd:ObjectRef");
                    let shown = refers.map(|r| &texts[&(r.attribute("PageRef").to_owned(), r.text())]);
                    let shown: String = shown.map(String::as_str).collect();
                    assert_eq!(squash(&shown), words, "{}", copy.name);
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 2_000, "{seen}");
}
