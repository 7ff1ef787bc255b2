//! What the tables of an OFD are, as custom tags (GB/T 33190—2016 §16): tables, rows and cells with what they head and
//! cover, each with the texts on the pages that it shows. Only by these can a program that takes the pages in tell which
//! number stands under which head.

use std::collections::BTreeMap;

use super::{
    Part,
    parts::{FOLDER, NAMESPACE, part},
};
use crate::{
    export::markup::Element,
    layout::{self, Kind, Origin, Span},
};

/// The names of our tags, which are those of a tagged PDF (ISO 32000-1 §14.8.4.3.4).
const TAGS: &str = "urn:nianbao:tables";
/// The list of tags, from the folder of the document.
const LIST: &str = "Tags/CustomTags.xml";
/// The tags, from the folder of their list.
const FILE: &str = "Tables.xml";

/// A text on a page, by the numbers of both.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    /// The number of the page.
    pub page: u32,
    /// The number of the text.
    pub object: u32,
}

/// The texts on the pages by what they show, in reading order.
pub(super) type ByOrigin = BTreeMap<Origin, Vec<Shown>>;

/// What the document says of its tags.
pub(super) fn reference() -> Element {
    Element::new("ofd:CustomTags").text(LIST)
}

/// The tags of the tables and their list; nothing where there is no table.
pub(super) fn parts(structure: &[layout::Element], shown: &ByOrigin) -> Vec<Part> {
    let tables: Vec<_> = structure.iter().filter(|element| element.kind == Kind::Table).collect();
    if tables.is_empty() {
        return Vec::new();
    }
    let tag = Element::new("ofd:CustomTag").with("NameSpace", TAGS);
    let tag = tag.child(&Element::new("ofd:FileLoc").text(FILE));
    let list = Element::new("ofd:CustomTags").with("xmlns:ofd", NAMESPACE).child(&tag);
    let root = Element::new("t:Tables").with("xmlns:t", TAGS).with("xmlns:ofd", NAMESPACE);
    let root = root.lines(tables.into_iter().map(|table| written(table, shown)));
    let (folder, _) = LIST.split_once('/').unwrap_or_default();
    vec![part(format!("{FOLDER}/{LIST}"), &list), part(format!("{FOLDER}/{folder}/{FILE}"), &root)]
}

/// A table, a row or a cell.
fn written(element: &layout::Element, shown: &ByOrigin) -> Element {
    let tag = match element.kind {
        Kind::ColumnHead(span) => spanning(Element::new("t:TH").with("Scope", "Column"), span),
        Kind::RowHead(span) => spanning(Element::new("t:TH").with("Scope", "Row"), span),
        Kind::Data(span) => spanning(Element::new("t:TD"), span),
        Kind::Row => Element::new("t:TR"),
        _ => Element::new("t:Table"),
    };
    let texts = element.origin.and_then(|origin| shown.get(&origin)).into_iter().flatten();
    let tag = tag.children(texts.copied().map(reference_to));
    let inner = element.children.iter().map(|child| written(child, shown));
    if element.kind == Kind::Table { tag.lines(inner) } else { tag.children(inner) }
}

fn spanning(tag: Element, span: Span) -> Element {
    let tag = if span.rows > 1 { tag.with("RowSpan", span.rows) } else { tag };
    if span.columns > 1 { tag.with("ColSpan", span.columns) } else { tag }
}

fn reference_to(shown: Shown) -> Element {
    Element::new("ofd:ObjectRef").with("PageRef", shown.page).text(&shown.object.to_string())
}
