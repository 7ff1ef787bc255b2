//! Tags (ISO 32000-1 §14.7, §14.8): which marks on the pages are which part of the document, for readers who
//! cannot see them.
//!
//! printpdf marks the text with numbers; the tree they point into is written here with lopdf.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use crate::layout::{Element, Kind, Onlooker, Origin, Page, Run, Span, Stage, Unwanted};

/// The pieces of text on a page, in the order that their numbers count those a reader is told of.
pub(super) fn marks(page: &Page) -> impl Iterator<Item = &[Run]> {
    page.runs.chunk_by(|a, b| a.origin == b.origin)
}

/// What the marked text of each origin is called.
pub(super) fn names(structure: &[Element]) -> HashMap<Origin, &'static str> {
    let mut names = HashMap::new();
    for element in structure {
        names.extend(element.origin.map(|origin| (origin, name(element.kind))));
        names.extend(self::names(&element.children));
    }
    names
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Title => "H1",
        Kind::Heading => "H2",
        Kind::Subheading => "H3",
        Kind::Paragraph => "P",
        Kind::Table => "Table",
        Kind::Row => "TR",
        Kind::ColumnHead(_) | Kind::RowHead(_) => "TH",
        Kind::Data(_) => "TD",
    }
}

/// A piece of marked text: the index of its page and its number there.
type Mark = (usize, i64);

/// The tree being written.
struct Tree<'a> {
    document: &'a mut Document,
    pages: Vec<ObjectId>,
    marks: HashMap<Origin, Vec<Mark>>,
    /// For each page the elements that its marks belong to.
    owners: Vec<Vec<Object>>,
}

/// Writes the tree of a document and gives the id of its root.
pub(super) fn add(
    document: &mut Document,
    structure: &[Element],
    pages: &[Page],
    onlooker: &dyn Onlooker<Unwanted>,
) -> Result<ObjectId, Unwanted> {
    let ids: Vec<ObjectId> = document.get_pages().into_values().collect();
    let mut found: HashMap<Origin, Vec<Mark>> = HashMap::new();
    let mut owners = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let mut count = 0;
        for runs in marks(page).filter(|runs| !runs[0].origin.is_artifact()) {
            found.entry(runs[0].origin).or_default().push((number, count));
            count += 1;
        }
        owners.push(vec![Object::Null; count as usize]);
    }
    Tree { document, pages: ids, marks: found, owners }.write(structure, onlooker)
}

impl Tree<'_> {
    fn write(
        &mut self,
        structure: &[Element],
        onlooker: &dyn Onlooker<Unwanted>,
    ) -> Result<ObjectId, Unwanted> {
        let (root, whole) = (self.document.new_object_id(), self.document.new_object_id());
        let mut kids: Vec<Object> = Vec::new();
        for element in structure {
            onlooker.look(Stage::Closing)?;
            kids.extend(self.element(element, whole));
        }
        let language = Object::string_literal("zh-CN");
        let entry = dictionary! { "S" => "Document", "P" => root, "K" => kids, "Lang" => language };
        self.document.set_object(whole, entry);
        let owners = std::mem::take(&mut self.owners).into_iter().enumerate();
        let numbers: Vec<Object> =
            owners.flat_map(|(page, owners)| [Object::from(page as i64), Object::Array(owners)]).collect();
        let numbers = self.document.add_object(dictionary! { "Nums" => numbers });
        let next = self.pages.len() as i64;
        let entry = dictionary! {
            "Type" => "StructTreeRoot", "K" => whole, "ParentTree" => numbers, "ParentTreeNextKey" => next,
        };
        self.document.set_object(root, entry);
        Ok(root)
    }

    /// Writes an element and those inside it; `None` for a text that is not on the pages.
    fn element(&mut self, element: &Element, parent: ObjectId) -> Option<Object> {
        let marks = element.origin.and_then(|origin| self.marks.remove(&origin)).unwrap_or_default();
        // An empty cell holds no text, and is there all the same.
        let is_box = matches!(element.kind, Kind::ColumnHead(_) | Kind::RowHead(_) | Kind::Data(_));
        if marks.is_empty() && element.children.is_empty() && !is_box {
            return None;
        }
        let id = self.document.new_object_id();
        let mut kids = self.kids(&marks, id);
        kids.extend(element.children.iter().filter_map(|child| self.element(child, id)));
        let mut entry = dictionary! { "S" => name(element.kind), "P" => parent };
        if let Some(page) = marks.first().and_then(|(page, _)| self.pages.get(*page)) {
            entry.set("Pg", *page);
        }
        match kids.len() {
            0 => {}
            1 => entry.set("K", kids.remove(0)),
            _ => entry.set("K", kids),
        }
        if let Some(attributes) = attributes(element.kind) {
            entry.set("A", attributes);
        }
        self.document.set_object(id, entry);
        Some(id.into())
    }

    /// The marks as children of their element: numbers on the page of the first, with the page on others.
    fn kids(&mut self, marks: &[Mark], id: ObjectId) -> Vec<Object> {
        let Some(&(first, _)) = marks.first() else { return Vec::new() };
        let mut kids = Vec::new();
        for &(page, number) in marks {
            if let Some(owner) = self.owners[page].get_mut(number as usize) {
                *owner = id.into();
            }
            kids.push(match self.pages.get(page) {
                Some(&on) if page != first => {
                    dictionary! { "Type" => "MCR", "Pg" => on, "MCID" => number }.into()
                }
                _ => number.into(),
            });
        }
        kids
    }
}

/// What a box of a table covers, and which way a head points.
fn attributes(kind: Kind) -> Option<Dictionary> {
    let (scope, span) = match kind {
        Kind::ColumnHead(span) => (Some("Column"), span),
        Kind::RowHead(span) => (Some("Row"), span),
        Kind::Data(span) if span != Span::ONE => (None, span),
        _ => return None,
    };
    let mut attributes = dictionary! { "O" => "Table" };
    if let Some(scope) = scope {
        attributes.set("Scope", scope);
    }
    for (key, count) in [("RowSpan", span.rows), ("ColSpan", span.columns)] {
        if count > 1 {
            attributes.set(key, count as i64);
        }
    }
    Some(attributes)
}
