//! The small parts of a Word document: what is in the file, who wrote it, how Word is to treat it.

use super::{
    addresses::Addresses,
    measure::{RELATIONS, on, root, val},
    styles::FACES,
};
use crate::{draft::Report, export::markup::Element};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "application/vnd.openxmlformats-officedocument";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts that the document itself refers to: id, kind, file.
const PARTS: [(&str, &str, &str); 6] = [
    ("rId1", "styles", "styles.xml"),
    ("rId2", "settings", "settings.xml"),
    ("rId3", "fontTable", "fontTable.xml"),
    (ODD_FOOTER, "footer", "footer1.xml"),
    (EVEN_FOOTER, "footer", "footer2.xml"),
    ("rId6", "theme", "theme/theme1.xml"),
];
/// The reference to the foot of odd pages.
pub(super) const ODD_FOOTER: &str = "rId4";
/// The reference to the foot of even pages.
pub(super) const EVEN_FOOTER: &str = "rId5";

/// What kind of file each part is.
pub(super) fn content_types() -> String {
    let default =
        |ending, kind| Element::empty("Default").with("Extension", ending).with("ContentType", kind);
    let part =
        |path: &str, kind: &str| Element::empty("Override").with("PartName", path).with("ContentType", kind);
    let defaults = [
        default("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        default("xml", "application/xml"),
    ];
    let main = [
        part("/word/document.xml", &format!("{TYPES}.document.main+xml")),
        part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ];
    let others = PARTS.iter().map(|(_, kind, file)| part(&format!("/word/{file}"), &content_type(kind)));
    let types = Element::empty("Types").with("xmlns", format!("{PACKAGE}/content-types"));
    declared(&types.children(defaults).children(main).children(others))
}

fn content_type(kind: &str) -> String {
    // A theme is the same in every program of the family.
    let family = if kind == "theme" { OFFICE } else { TYPES };
    format!("{family}.{kind}+xml")
}

/// Where the document and its properties are.
pub(super) fn package_relations() -> String {
    let document = relation("rId1", &format!("{RELATIONS}/officeDocument"), "word/document.xml");
    let kind = format!("{PACKAGE}/relationships/metadata/core-properties");
    relations([document, relation("rId2", &kind, "docProps/core.xml")])
}

/// What the document refers to.
pub(super) fn document_relations(addresses: &Addresses) -> String {
    let parts = PARTS.iter().map(|(id, kind, file)| relation(id, &format!("{RELATIONS}/{kind}"), file));
    let leads = |(id, target): (String, &str)| {
        relation(&id, &format!("{RELATIONS}/hyperlink"), target).with("TargetMode", "External")
    };
    relations(parts.chain(addresses.named().map(leads)))
}

fn relations(relations: impl IntoIterator<Item = Element>) -> String {
    let root = Element::empty("Relationships").with("xmlns", format!("{PACKAGE}/relationships"));
    declared(&root.children(relations))
}

fn relation(id: &str, kind: &str, target: &str) -> Element {
    Element::empty("Relationship").with("Id", id).with("Type", kind).with("Target", target)
}

/// Title and agency, and nothing of the machine or the user.
pub(super) fn properties(report: &Report) -> String {
    let root = Element::empty("cp:coreProperties")
        .with("xmlns:cp", format!("{PACKAGE}/metadata/core-properties"))
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/");
    let property = |name, text: &str| Element::empty(name).text(text);
    declared(&root.children([
        property("dc:title", &report.title()),
        property("dc:creator", report.agency.name.trim()),
        property("dc:language", "zh-CN"),
    ]))
}

/// How Word is to treat the document: feet of odd and even pages, marks as wide as characters (28 to a line), and
/// the layout rules of Word 2013 and later.
pub(super) fn settings() -> String {
    let mode = val("w:compatSetting", 15)
        .with("w:name", "compatibilityMode")
        .with("w:uri", "http://schemas.microsoft.com/office/word");
    declared(&root("w:settings").children([
        on("w:evenAndOddHeaders"),
        val("w:characterSpacingControl", "doNotCompress"),
        on("w:compat").children([on("w:useFELayout"), mode]),
        val("w:themeFontLang", "en-US").with("w:eastAsia", "zh-CN"),
    ]))
}

/// The faces by their names, and what to take where one is not installed.
pub(super) fn font_table() -> String {
    let face = |(name, instead): &(&str, &str)| {
        let other = (!instead.is_empty()).then(|| val("w:altName", instead));
        on("w:font").with("w:name", name).children(other).child(&val("w:charset", "86"))
    };
    declared(&root("w:fonts").children(FACES.iter().map(face)))
}

/// A part with the declaration before it.
pub(super) fn declared(root: &Element) -> String {
    format!("{DECLARATION}{root}")
}
