//! The tree of tags (ISO 32000-1 §14.7): which marks on the pages are which part of the document.
//!
//! The content numbers its marks; the tree they point into is written here as the file has it. There are some hundred
//! elements, most of them boxes of tables: as objects of lopdf they were a third of the memory of an export.

use std::collections::{BTreeMap, HashMap, HashSet};

use lopdf::{Document, Object, ObjectId};

use super::{
    annotations::{Annotations, Place},
    file::Small,
    marks::{Mark, Marks, Part},
    syntax::Syntax,
    tags::{attributes, each, head_name, heading, name},
};
use crate::layout::{Element, Kind, Onlooker, Origin, Stage, Unwanted};

/// A mark on a page: the index of the page and the number there.
#[derive(Clone, Copy)]
struct Placed<'m> {
    page: usize,
    number: i64,
    mark: &'m Mark<'m>,
}

/// The tree being written.
struct Tree<'a, 'm> {
    /// Gives the elements their ids, and has the links.
    document: &'a mut Document,
    written: Small,
    pages: Vec<ObjectId>,
    marks: HashMap<Origin, Vec<Placed<'m>>>,
    /// For each page the elements that its marks belong to.
    owners: Vec<Vec<Option<ObjectId>>>,
    annotations: Annotations<'m>,
    /// The heads that values name.
    named: HashSet<Origin>,
    /// Those of them that were written, by the names that values know them by.
    heads: BTreeMap<String, ObjectId>,
}

/// What is inside an element, as it is written.
#[derive(Default)]
struct Kids {
    bytes: Vec<u8>,
    count: usize,
}

impl Kids {
    /// Where one more is written.
    fn add(&mut self) -> &mut Vec<u8> {
        self.count += 1;
        &mut self.bytes
    }
}

/// Writes the tree of a document, and the links in it; the id of its root, and its elements.
pub(super) fn add(
    document: &mut Document,
    structure: &[Element],
    marks: &Marks,
    onlooker: &dyn Onlooker<Unwanted>,
) -> Result<(ObjectId, Small), Unwanted> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let mut found: HashMap<Origin, Vec<Placed>> = HashMap::new();
    let mut owners = Vec::new();
    for (page, marks) in marks.pages.iter().enumerate() {
        let mut count = 0;
        for mark in marks.iter().filter(|mark| !mark.origin.is_artifact()) {
            found.entry(mark.origin).or_default().push(Placed { page, number: count, mark });
            count += 1;
        }
        owners.push(vec![None; count as usize]);
    }
    let mut named = HashSet::new();
    let mut name = |element: &Element| named.extend(element.heads.iter().copied());
    for element in structure {
        each(element, &mut name);
    }
    let annotations = Annotations::new(&marks.links, pages.clone());
    let (written, heads) = (Small::default(), BTreeMap::new());
    let tree = Tree { document, written, pages, marks: found, owners, annotations, named, heads };
    tree.write(structure, onlooker)
}

impl Tree<'_, '_> {
    fn write(
        mut self,
        structure: &[Element],
        onlooker: &dyn Onlooker<Unwanted>,
    ) -> Result<(ObjectId, Small), Unwanted> {
        let (root, whole) = (self.document.new_object_id(), self.document.new_object_id());
        let mut kids = Kids::default();
        for element in structure {
            onlooker.look(Stage::Closing)?;
            self.element(element, whole, &mut kids);
        }
        let out = self.entry(whole, "Document", root, None, &kids);
        out.name(b"Lang");
        out.string(b"zh-CN");
        out.extend(b">>");
        let parents = self.document.new_object_id();
        let next = self.parents(parents);
        let out = self.written.add(root);
        out.extend(b"<</Type/StructTreeRoot/K");
        out.reference(whole);
        out.name(b"ParentTree");
        out.reference(parents);
        out.name(b"ParentTreeNextKey");
        out.integer(next as i64);
        if !self.heads.is_empty() {
            out.extend(b"/IDTree<</Names[");
            for (name, id) in &self.heads {
                out.string(name.as_bytes());
                out.reference(*id);
            }
            out.extend(b"]>>");
        }
        out.extend(b">>");
        Ok((root, self.written))
    }

    /// Writes which elements the marks of each page and the links belong to; the first number that nothing has.
    fn parents(&mut self, id: ObjectId) -> usize {
        let owners = self.annotations.write(self.document);
        let out = self.written.add(id);
        out.extend(b"<</Nums[");
        for (page, owners) in self.owners.iter().enumerate() {
            out.integer(page as i64);
            out.push(b'[');
            for owner in owners {
                match owner {
                    Some(owner) => out.reference(*owner),
                    None => out.object(&Object::Null),
                }
            }
            out.push(b']');
        }
        for (key, owner) in (self.pages.len()..).zip(&owners) {
            out.integer(key as i64);
            out.reference(*owner);
        }
        out.extend(b"]>>");
        self.pages.len() + owners.len()
    }

    /// Writes an element and those inside it, and itself to those of its parent; nothing for a text that is not on the
    /// pages.
    fn element(&mut self, element: &Element, parent: ObjectId, beside: &mut Kids) {
        let marks = element.origin.and_then(|origin| self.marks.remove(&origin)).unwrap_or_default();
        // An empty cell holds no text, and is there all the same.
        let is_box = matches!(element.kind, Kind::ColumnHead(_) | Kind::RowHead(_) | Kind::Data(_));
        if marks.is_empty() && element.children.is_empty() && !is_box {
            return;
        }
        let id = self.document.new_object_id();
        let mut kids = self.kids(element.kind, &marks, id);
        for child in &element.children {
            self.element(child, id, &mut kids);
        }
        let head = element.origin.filter(|origin| self.named.contains(origin)).map(head_name);
        let out = self.entry(id, name(element.kind), parent, marks.first(), &kids);
        attributes(out, element);
        if let Some(name) = &head {
            out.name(b"ID");
            out.string(name.as_bytes());
        }
        out.extend(b">>");
        self.heads.extend(head.map(|name| (name, id)));
        beside.add().reference(id);
    }

    /// Begins an element: all that every one has.
    fn entry(
        &mut self,
        id: ObjectId,
        name: &str,
        parent: ObjectId,
        first: Option<&Placed>,
        kids: &Kids,
    ) -> &mut Vec<u8> {
        let page = first.and_then(|placed| self.pages.get(placed.page));
        let out = self.written.add(id);
        out.extend(b"<</S");
        out.name(name.as_bytes());
        out.name(b"P");
        out.reference(parent);
        if let Some(page) = page {
            out.name(b"Pg");
            out.reference(*page);
        }
        if kids.count > 0 {
            out.extend(if kids.count > 1 { &b"/K["[..] } else { b"/K " });
            out.extend(&kids.bytes);
            out.extend((kids.count > 1).then_some(b']'));
        }
        out
    }

    /// The marks as children of their element, and those of its heading and of addresses as children of elements in it.
    fn kids(&mut self, kind: Kind, marks: &[Placed], id: ObjectId) -> Kids {
        let mut kids = Kids::default();
        let Some(first) = marks.first().map(|placed| placed.page) else { return kids };
        for same in marks.chunk_by(|a, b| a.mark.part == b.mark.part) {
            match (same[0].mark.part, kind) {
                (Part::Link(link), _) => kids.add().reference(self.link(link, same, id)),
                (Part::Head, Kind::Headed { level, .. }) => {
                    kids.add().reference(self.head(heading(level), same, id));
                }
                _ => self.numbers(same, first, id, &mut kids),
            }
        }
        kids
    }

    /// The heading that begins a paragraph: in its line, not over it.
    fn head(&mut self, name: &str, marks: &[Placed], parent: ObjectId) -> ObjectId {
        let id = self.document.new_object_id();
        let mut kids = Kids::default();
        self.numbers(marks, marks[0].page, id, &mut kids);
        let out = self.entry(id, name, parent, marks.first(), &kids);
        out.extend(b"/A<</O/Layout/Placement/Inline>>>>");
        id
    }

    /// The numbers of marks of an element that begins on this page; with their pages where they are on others.
    fn numbers(&mut self, marks: &[Placed], first: usize, id: ObjectId, kids: &mut Kids) {
        for &Placed { page, number, .. } in marks {
            if let Some(owner) = self.owners[page].get_mut(number as usize) {
                *owner = Some(id);
            }
            let out = kids.add();
            match self.pages.get(page) {
                Some(&on) if page != first => {
                    out.extend(b"<</Type/MCR/Pg");
                    out.reference(on);
                    out.name(b"MCID");
                    out.integer(number);
                    out.extend(b">>");
                }
                _ => out.integer(number),
            }
        }
    }

    /// An address in a text: its characters, and on each page that it is on the place that leads there.
    fn link(&mut self, link: usize, marks: &[Placed], parent: ObjectId) -> ObjectId {
        let id = self.document.new_object_id();
        let mut kids = Kids::default();
        self.numbers(marks, marks[0].page, id, &mut kids);
        for same in marks.chunk_by(|a, b| a.page == b.page) {
            let runs = same.iter().flat_map(|placed| &placed.mark.runs).map(AsRef::as_ref);
            let annotation = self.document.new_object_id();
            let place = Place { page: same[0].page, link, owner: id };
            self.annotations.add(annotation, place, runs);
            let page = self.pages.get(same[0].page).map_or(Object::Null, |page| (*page).into());
            let out = kids.add();
            out.extend(b"<</Type/OBJR/Obj");
            out.reference(annotation);
            out.name(b"Pg");
            out.object(&page);
            out.extend(b">>");
        }
        self.entry(id, "Link", parent, marks.first(), &kids).extend(b">>");
        id
    }
}
