//! A tagged PDF by its structure tree (ISO 32000-1 §14.7, §14.8): paragraphs and table rows as whoever wrote the file
//! meant them, wherever its lines and pages end.

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::glyphs::{Glyph, Mark};
use crate::import::{block::Block, error::MAX_BLOCKS};

/// How deep elements may stand in each other.
const MOST_DEPTH: usize = 64;
/// The most elements that are looked at.
const MOST_ELEMENTS: usize = 200_000;
/// The widest row of any table, in cells.
const MOST_CELLS: usize = 200;
/// A file is read by its tags where no more than this share of its characters, in a hundred, has none.
const MOST_LOOSE: usize = 1;
/// A character this far below or above the one before, as a share of its size, stands on another line.
const OTHER_LINE: f32 = 0.5;
/// Elements that are pieces of the line they stand in.
const INLINE: [&[u8]; 9] =
    [b"Span", b"Link", b"Em", b"Strong", b"Quote", b"Reference", b"Code", b"BibEntry", b"Annot"];

/// The lines and rows of a document, or `None` where its tags do not tell all of its text.
pub(super) fn blocks(doc: &Document, pages: &[(ObjectId, Vec<Glyph>)]) -> Option<Vec<Block>> {
    let root = doc.catalog().ok()?.get_deref(b"StructTreeRoot", doc).ok()?.as_dict().ok()?;
    let (marked, all) = marked(pages);
    let roles = root.get_deref(b"RoleMap", doc).and_then(Object::as_dict).ok();
    let mut tree = Tree::new(doc, roles, marked);
    tree.kids(root, None, 0);
    tree.end_line();
    let loose = all.saturating_sub(tree.told);
    (tree.told > 0 && loose * 100 <= all * MOST_LOOSE).then_some(tree.blocks)
}

/// The text of each marked piece, and how many characters are part of the document.
fn marked(pages: &[(ObjectId, Vec<Glyph>)]) -> (HashMap<(ObjectId, i64), Piece>, usize) {
    let mut pieces: HashMap<(ObjectId, i64), Piece> = HashMap::new();
    let mut all = 0;
    for (page, glyphs) in pages {
        for glyph in glyphs.iter().filter(|g| g.mark != Mark::Artifact) {
            let seen = glyph.text.chars().filter(|c| !c.is_whitespace()).count();
            all += seen;
            if let Mark::Number(number) = glyph.mark {
                pieces.entry((*page, number)).or_default().put(glyph, seen);
            }
        }
    }
    (pieces, all)
}

/// The text of a marked piece.
#[derive(Debug, Default)]
struct Piece {
    text: String,
    seen: usize,
    y: Option<f32>,
}

impl Piece {
    /// Adds a character as it is drawn; a line that ends between two words parts them.
    fn put(&mut self, glyph: &Glyph, seen: usize) {
        let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let other_line = self.y.is_some_and(|y| (y - glyph.y).abs() > glyph.size * OTHER_LINE);
        if other_line && word(self.text.chars().next_back()) && word(glyph.text.chars().next()) {
            self.text.push(' ');
        }
        self.text.push_str(&glyph.text);
        self.seen += seen;
        self.y = Some(glyph.y);
    }
}

/// The tree while it is walked.
struct Tree<'d> {
    doc: &'d Document,
    /// What a file calls its own kinds of elements.
    roles: Option<&'d Dictionary>,
    marked: HashMap<(ObjectId, i64), Piece>,
    /// Elements that were walked: none is twice in a tree.
    walked: HashSet<ObjectId>,
    elements: usize,
    /// How many characters were told.
    told: usize,
    blocks: Vec<Block>,
    line: String,
    /// How much of the line is the number of an item: what stands beside it goes on with the line.
    label: usize,
    /// The cells of the row that is open.
    row: Option<Vec<String>>,
    /// The lines of the cell that is open.
    cell: Option<String>,
}

impl<'d> Tree<'d> {
    fn new(
        doc: &'d Document,
        roles: Option<&'d Dictionary>,
        marked: HashMap<(ObjectId, i64), Piece>,
    ) -> Self {
        Self {
            doc,
            roles,
            marked,
            walked: HashSet::new(),
            elements: 0,
            told: 0,
            blocks: Vec::new(),
            line: String::new(),
            label: 0,
            row: None,
            cell: None,
        }
    }

    /// Walks what stands in an element; `page` is the one that its marks are on.
    fn kids(&mut self, element: &'d Dictionary, page: Option<ObjectId>, depth: usize) {
        let doc = self.doc;
        let kids = match element.get_deref(b"K", doc) {
            Ok(Object::Array(kids)) => kids.as_slice(),
            _ => element.get(b"K").map_or(&[][..], std::slice::from_ref),
        };
        for kid in kids {
            self.kid(kid, page, depth);
        }
    }

    fn kid(&mut self, kid: &'d Object, page: Option<ObjectId>, depth: usize) {
        self.elements += 1;
        let is_new = kid.as_reference().map_or(true, |id| self.walked.insert(id));
        if self.elements > MOST_ELEMENTS || depth > MOST_DEPTH || !is_new {
            return;
        }
        match self.doc.dereference(kid) {
            Ok((_, Object::Integer(number))) => self.piece(page, *number),
            Ok((_, Object::Dictionary(dict))) => self.element(dict, page, depth),
            _ => {}
        }
    }

    fn element(&mut self, element: &'d Dictionary, page: Option<ObjectId>, depth: usize) {
        let page = element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        if let Ok(number) = element.get(b"MCID").and_then(Object::as_i64) {
            return self.piece(page, number);
        }
        // A place on a page, such as that of a link, is no text.
        if element.has_type(b"OBJR") {
            return;
        }
        let kind = self.kind(element);
        match kind {
            b"TR" if self.cell.is_none() => {
                self.end_line();
                self.row = Some(Vec::new());
                self.kids(element, page, depth + 1);
                let row = self.row.take().filter(|r| !r.is_empty());
                self.put(row.map(Block::Row));
            }
            b"TD" | b"TH" if self.row.is_some() && self.cell.is_none() => {
                self.cell = Some(String::new());
                self.kids(element, page, depth + 1);
                self.end_line();
                let cell = self.cell.take().unwrap_or_default();
                if let Some(row) = self.row.as_mut().filter(|r| r.len() < MOST_CELLS) {
                    row.push(cell);
                }
            }
            b"Lbl" => {
                self.kids(element, page, depth + 1);
                self.label = self.line.len();
            }
            _ if INLINE.contains(&kind) || self.is_in_line(element) => self.kids(element, page, depth + 1),
            _ => {
                self.begin_line();
                self.kids(element, page, depth + 1);
                self.begin_line();
            }
        }
    }

    /// Whether an element says that it stands in the line, as the heading that begins a paragraph may.
    fn is_in_line(&self, element: &'d Dictionary) -> bool {
        let attributes = element.get_deref(b"A", self.doc).and_then(Object::as_dict);
        let placement =
            attributes.and_then(|a| a.get_deref(b"Placement", self.doc)).and_then(Object::as_name);
        placement.is_ok_and(|placement| placement == b"Inline")
    }

    /// What an element is, by the names of the norm.
    fn kind(&self, element: &'d Dictionary) -> &'d [u8] {
        let own = element.get_deref(b"S", self.doc).and_then(Object::as_name).unwrap_or_default();
        let known = self.roles.and_then(|r| r.get_deref(own, self.doc).ok()?.as_name().ok());
        known.unwrap_or(own)
    }

    fn piece(&mut self, page: Option<ObjectId>, number: i64) {
        let Some(piece) = page.and_then(|page| self.marked.remove(&(page, number))) else { return };
        self.told += piece.seen;
        self.line.push_str(&piece.text);
    }

    /// Another line begins, unless no more than the number of an item stands in this one.
    fn begin_line(&mut self) {
        if self.line.len() > self.label {
            self.end_line();
        }
    }

    /// A line ends; inside a cell it is a line of the cell.
    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.label = 0;
        if line.trim().is_empty() {
            return;
        }
        match &mut self.cell {
            Some(cell) => {
                if !cell.is_empty() {
                    cell.push('\n');
                }
                cell.push_str(line.trim_end());
            }
            None => self.put(Some(Block::Line(line.trim_end().to_owned()))),
        }
    }

    /// One block more than are allowed shows that there are too many.
    fn put(&mut self, block: Option<Block>) {
        if self.blocks.len() <= MAX_BLOCKS {
            self.blocks.extend(block);
        }
    }
}
