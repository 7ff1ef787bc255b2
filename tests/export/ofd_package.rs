//! The files of an OFD hold together; its outline leads to the headings; another reader reads its text.

use std::{collections::BTreeSet, process::Command};

use nianbao::export::copy::{CopyOptions, Watermark};

use super::ofd_read::{Copy, Package, characters, copies, number};
use crate::common::{
    needed,
    pages::{department, squash, written},
    xml::Element,
};

#[test]
fn the_package_holds_together() {
    for copy in copies() {
        let bytes = copy.bytes();
        assert!(bytes == copy.bytes(), "{}: other bytes", copy.name);
        let package = Package::read(&bytes);
        let mut found: BTreeSet<String> = ["OFD.xml".to_owned()].into();
        let entry = package.part("OFD.xml");
        let root = entry.at(&["ofd:DocBody", "ofd:DocRoot"]).text();
        let document = package.part(&root);
        found.insert(root);
        let fonts = package.part("Doc_0/PublicRes.xml");
        found.insert(format!("Doc_0/{}", document.at(&["ofd:CommonData", "ofd:PublicRes"]).text()));
        for file in fonts.all("ofd:FontFile") {
            found.insert(format!("Doc_0/{}/{}", fonts.attribute("BaseLoc"), file.text()));
        }
        for tags in document.all("ofd:CustomTags") {
            let list = format!("Doc_0/{}", tags.text());
            for file in package.part(&list).all("ofd:FileLoc") {
                found.insert(format!("Doc_0/Tags/{}", file.text()));
            }
            found.insert(list);
        }
        for page in document.all("ofd:Page") {
            found.insert(format!("Doc_0/{}", page.attribute("BaseLoc")));
        }
        assert_eq!(found, package.0.keys().cloned().collect(), "{}", copy.name);
        numbered(&copy.name, &document, &fonts, &package.pages());
        let told =
            |name| entry.find(&["ofd:DocBody", "ofd:DocInfo", name]).map_or(String::new(), Element::text);
        let (id, report) = (told("ofd:DocID"), &copy.draft.report);
        assert!(id.len() == 32 && id.chars().all(|c| c.is_ascii_hexdigit()), "{id}");
        assert_eq!(told("ofd:Title"), report.title());
        assert_eq!(told("ofd:Author"), report.agency.name.trim());
        assert_eq!(entry.at(&["ofd:DocBody", "ofd:DocInfo"]).children("ofd:CreationDate").count(), 0);
    }
}

/// Each number is given once, the greatest is told, and what is referred to is there.
fn numbered(name: &str, document: &Element, fonts: &Element, pages: &[Element]) {
    let (of_fonts, of_pages) = (ids(&fonts.all("ofd:Font")), ids(&document.all("ofd:Page")));
    let mut all: Vec<u32> = of_fonts.iter().chain(&of_pages).copied().collect();
    for page in pages {
        for kind in ["ofd:Layer", "ofd:TextObject", "ofd:PathObject"] {
            all.extend(ids(&page.all(kind)));
        }
        let used = page.all("ofd:TextObject");
        assert!(used.iter().all(|text| of_fonts.contains(&text.attribute("Font").parse().unwrap())));
    }
    let greatest: u32 = document.at(&["ofd:CommonData", "ofd:MaxUnitID"]).text().parse().unwrap();
    assert_eq!(all.iter().max(), Some(&greatest), "{name}");
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{name}");
    for place in document.all("ofd:Dest") {
        assert!(of_pages.contains(&place.attribute("PageID").parse().unwrap()), "{name}");
    }
}

fn ids(elements: &[&Element]) -> Vec<u32> {
    elements.iter().map(|element| element.attribute("ID").parse().unwrap()).collect()
}

#[test]
fn headings_are_in_the_outline_and_lead_to_their_lines() {
    let copy = Copy::of(&department(), CopyOptions::default());
    let package = Package::read(&copy.bytes());
    let document = package.part("Doc_0/Document.xml");
    let pages = document.all("ofd:Page");
    let written = package.pages();
    let entries = document.all("ofd:OutlineElem");
    assert!(entries.len() > copy.form.sections.len(), "{}", entries.len());
    for entry in entries {
        let goes = entry.at(&["ofd:Actions", "ofd:Action", "ofd:Goto", "ofd:Dest"]);
        let page = pages.iter().position(|p| p.attribute("ID") == goes.attribute("PageID")).unwrap();
        let top = number(goes, "Top");
        let near =
            characters(&written[page], "Body").into_iter().filter(|c| (top..top + 12.0).contains(&c.at.1));
        let near = squash(&near.map(|c| c.ch).collect::<String>());
        assert!(near.starts_with(&squash(entry.attribute("Title"))), "{}: {near}", entry.attribute("Title"));
    }
}

/// Another reader, which shares no code with this program, gives the text back.
#[test]
fn another_reader_reads_the_same_text() {
    // It would put the watermark between the lines, as it knows none.
    let is_plain = |copy: &Copy| copy.options.watermark == Watermark::None;
    for copy in copies().into_iter().filter(is_plain) {
        let path = written(&format!("{}.ofd", copy.name), &copy.bytes());
        let Some(output) = needed::output(Command::new("ofdkit").arg("text").arg(&path)) else { return };
        assert!(output.status.success(), "{}: {}", copy.name, String::from_utf8_lossy(&output.stderr));
        let read = squash(&String::from_utf8(output.stdout).unwrap());
        // It sorts what it reads by place: each line is looked for, whatever is between them.
        for page in copy.pages() {
            for line in page.text().lines() {
                assert!(read.contains(&squash(line)), "{}: {line}", copy.name);
            }
        }
    }
}
