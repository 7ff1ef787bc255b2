//! Tags (ISO 32000-1 §14.7, §14.8): which marks on the pages are which part of the document, for readers who
//! cannot see them.
//!
//! The content numbers its marks; the tree they point into is written here with lopdf.

use std::collections::{BTreeMap, HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use super::{
    annotations::{Annotations, Place},
    marks::{Mark, Marks, Part},
};
use crate::layout::{Element, Kind, Onlooker, Origin, Span, Stage, Unwanted};

/// What marked texts are called.
pub(super) struct Names(HashMap<Origin, Kind>);

impl Names {
    /// The names of the texts of a document.
    pub(super) fn of_all(structure: &[Element]) -> Self {
        let mut kinds = HashMap::new();
        let mut add = |element: &Element| kinds.extend(element.origin.map(|origin| (origin, element.kind)));
        for element in structure {
            each(element, &mut add);
        }
        Self(kinds)
    }

    /// The name of the text of a mark.
    pub(super) fn of(&self, mark: &Mark) -> &'static str {
        match (mark.part, self.0.get(&mark.origin)) {
            (Part::Link(_), _) => "Link",
            (Part::Head, Some(Kind::Headed { level, .. })) => heading(*level),
            (_, kind) => kind.map_or("P", |kind| name(*kind)),
        }
    }
}

/// An element and everything inside it.
fn each<'e>(element: &'e Element, see: &mut impl FnMut(&'e Element)) {
    see(element);
    element.children.iter().for_each(|child| each(child, see));
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Title => "H1",
        Kind::Heading(level) => heading(level),
        Kind::Paragraph | Kind::Headed { .. } => "P",
        Kind::Table => "Table",
        Kind::Row => "TR",
        Kind::ColumnHead(_) | Kind::RowHead(_) => "TH",
        Kind::Data(_) => "TD",
    }
}

fn heading(level: u8) -> &'static str {
    ["H1", "H2", "H3", "H4", "H5"].get(usize::from(level.max(1)) - 1).copied().unwrap_or("H6")
}

/// A mark on a page: the index of the page and the number there.
#[derive(Clone, Copy)]
struct Placed<'m> {
    page: usize,
    number: i64,
    mark: &'m Mark<'m>,
}

/// The tree being written.
struct Tree<'a, 'm> {
    document: &'a mut Document,
    pages: Vec<ObjectId>,
    marks: HashMap<Origin, Vec<Placed<'m>>>,
    /// For each page the elements that its marks belong to.
    owners: Vec<Vec<Object>>,
    annotations: Annotations<'m>,
    /// The heads that values name.
    named: HashSet<Origin>,
    /// Those of them that were written, by the names that values know them by.
    heads: BTreeMap<String, ObjectId>,
}

/// Writes the tree of a document and the links in it; the id of its root.
pub(super) fn add(
    document: &mut Document,
    structure: &[Element],
    marks: &Marks,
    onlooker: &dyn Onlooker<Unwanted>,
) -> Result<ObjectId, Unwanted> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let mut found: HashMap<Origin, Vec<Placed>> = HashMap::new();
    let mut owners = Vec::new();
    for (page, marks) in marks.pages.iter().enumerate() {
        let mut count = 0;
        for mark in marks.iter().filter(|mark| !mark.origin.is_artifact()) {
            found.entry(mark.origin).or_default().push(Placed { page, number: count, mark });
            count += 1;
        }
        owners.push(vec![Object::Null; count as usize]);
    }
    let mut named = HashSet::new();
    let mut name = |element: &Element| named.extend(element.heads.iter().copied());
    for element in structure {
        each(element, &mut name);
    }
    let annotations = Annotations::new(&marks.links, pages.clone());
    let heads = BTreeMap::new();
    Tree { document, pages, marks: found, owners, annotations, named, heads }.write(structure, onlooker)
}

impl Tree<'_, '_> {
    fn write(
        mut self,
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
        let mut numbers: Vec<Object> = Vec::new();
        for (page, owners) in self.owners.into_iter().enumerate() {
            numbers.extend([Object::from(page as i64), Object::Array(owners)]);
        }
        let owners = self.annotations.write(self.document);
        let next = self.pages.len() + owners.len();
        for (key, owner) in (self.pages.len()..).zip(owners) {
            numbers.extend([Object::from(key as i64), owner.into()]);
        }
        let numbers = self.document.add_object(dictionary! { "Nums" => numbers });
        let mut entry = dictionary! {
            "Type" => "StructTreeRoot", "K" => whole, "ParentTree" => numbers, "ParentTreeNextKey" => next as i64,
        };
        if !self.heads.is_empty() {
            let names = self.heads.iter().flat_map(|(name, id)| [byte_string(name), (*id).into()]);
            entry.set("IDTree", dictionary! { "Names" => names.collect::<Vec<Object>>() });
        }
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
        let mut kids = self.kids(element.kind, &marks, id);
        kids.extend(element.children.iter().filter_map(|child| self.element(child, id)));
        let mut entry = self.entry(name(element.kind), parent, &marks, kids);
        if let Some(attributes) = attributes(element) {
            entry.set("A", attributes);
        }
        if let Some(origin) = element.origin.filter(|origin| self.named.contains(origin)) {
            entry.set("ID", byte_string(&head_name(origin)));
            self.heads.insert(head_name(origin), id);
        }
        self.document.set_object(id, entry);
        Some(id.into())
    }

    fn entry(&self, name: &str, parent: ObjectId, marks: &[Placed], mut kids: Vec<Object>) -> Dictionary {
        let mut entry = dictionary! { "S" => name, "P" => parent };
        if let Some(page) = marks.first().and_then(|placed| self.pages.get(placed.page)) {
            entry.set("Pg", *page);
        }
        match kids.len() {
            0 => {}
            1 => entry.set("K", kids.remove(0)),
            _ => entry.set("K", kids),
        }
        entry
    }

    /// The marks as children of their element, and those of its heading and of addresses as children of elements in it.
    fn kids(&mut self, kind: Kind, marks: &[Placed], id: ObjectId) -> Vec<Object> {
        let Some(first) = marks.first().map(|placed| placed.page) else { return Vec::new() };
        let mut kids = Vec::new();
        for same in marks.chunk_by(|a, b| a.mark.part == b.mark.part) {
            match (same[0].mark.part, kind) {
                (Part::Link(link), _) => kids.push(self.link(link, same, id)),
                (Part::Head, Kind::Headed { level, .. }) => kids.push(self.head(heading(level), same, id)),
                _ => kids.extend(self.numbers(same, first, id)),
            }
        }
        kids
    }

    /// The heading that begins a paragraph: in its line, not over it.
    fn head(&mut self, name: &str, marks: &[Placed], parent: ObjectId) -> Object {
        let id = self.document.new_object_id();
        let kids = self.numbers(marks, marks[0].page, id);
        let mut entry = self.entry(name, parent, marks, kids);
        entry.set("A", dictionary! { "O" => "Layout", "Placement" => "Inline" });
        self.document.set_object(id, entry);
        id.into()
    }

    /// The numbers of marks of an element that begins on this page; with their pages where they are on others.
    fn numbers(&mut self, marks: &[Placed], first: usize, id: ObjectId) -> Vec<Object> {
        let mut numbers = Vec::with_capacity(marks.len());
        for &Placed { page, number, .. } in marks {
            if let Some(owner) = self.owners[page].get_mut(number as usize) {
                *owner = id.into();
            }
            numbers.push(match self.pages.get(page) {
                Some(&on) if page != first => {
                    dictionary! { "Type" => "MCR", "Pg" => on, "MCID" => number }.into()
                }
                _ => number.into(),
            });
        }
        numbers
    }

    /// An address in a text: its characters, and on each page that it is on the place that leads there.
    fn link(&mut self, link: usize, marks: &[Placed], parent: ObjectId) -> Object {
        let id = self.document.new_object_id();
        let mut kids = self.numbers(marks, marks[0].page, id);
        for same in marks.chunk_by(|a, b| a.page == b.page) {
            let runs = same.iter().flat_map(|placed| &placed.mark.runs).map(AsRef::as_ref);
            let annotation = self.document.new_object_id();
            let place = Place { page: same[0].page, link, owner: id };
            self.annotations.add(annotation, place, runs);
            let page = self.pages.get(same[0].page).map_or(Object::Null, |page| (*page).into());
            kids.push(dictionary! { "Type" => "OBJR", "Obj" => annotation, "Pg" => page }.into());
        }
        let entry = self.entry("Link", parent, marks, kids);
        self.document.set_object(id, entry);
        id.into()
    }
}

/// What values know a head by.
fn head_name(origin: Origin) -> String {
    match origin {
        Origin::Box(table, index) => format!("{table}.{index}"),
        other => format!("{other:?}"),
    }
}

fn byte_string(text: &str) -> Object {
    Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
}

/// What a box of a table covers, which way a head points, and which heads a value has.
fn attributes(element: &Element) -> Option<Dictionary> {
    let (scope, span) = match element.kind {
        Kind::ColumnHead(span) => (Some("Column"), span),
        Kind::RowHead(span) => (Some("Row"), span),
        Kind::Data(span) if span != Span::ONE || !element.heads.is_empty() => (None, span),
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
    if !element.heads.is_empty() {
        let heads = element.heads.iter().map(|head| byte_string(&head_name(*head)));
        attributes.set("Headers", heads.collect::<Vec<Object>>());
    }
    Some(attributes)
}
