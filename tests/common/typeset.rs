//! PDF files as other programs write them: lines of type at places, no tags.
#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails as it should")]

use lopdf::{Document, Object, ObjectId, Stream, dictionary};

/// A line of type: where it begins, from the left and from the foot of the page, its size, its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub x: f32,
    pub y: f32,
    pub size: f32,
    pub text: String,
}

/// A line of type at a place.
pub fn line(x: f32, y: f32, size: f32, text: &str) -> Line {
    Line { x, y, size, text: text.to_owned() }
}

/// Whether a character is set on half the width.
pub fn is_narrow(c: char) -> bool {
    c.is_ascii()
}

/// How wide a text is at this size.
pub fn width(text: &str, size: f32) -> f32 {
    text.chars().map(|c| if is_narrow(c) { size / 2.0 } else { size }).sum()
}

/// Every code stands for the character of its number.
const MAP: &str = "/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
1 beginbfrange
<0000> <ffff> <0000>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end
";

/// A file of these pages, all in one font.
pub fn pdf(pages: &[Vec<Line>]) -> Vec<u8> {
    pdf_of(pages.iter().map(|lines| content(lines)).collect())
}

/// A file of pages with this content; its font is `F1`.
pub fn pdf_of(contents: Vec<Vec<u8>>) -> Vec<u8> {
    saved(made(contents).0)
}

/// A document of these pages, and the pages.
fn made(contents: Vec<Vec<u8>>) -> (Document, Vec<ObjectId>) {
    let mut doc = Document::with_version("1.7");
    let font = font(&mut doc);
    let resources = doc.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let parent = doc.new_object_id();
    let mut pages: Vec<ObjectId> = Vec::new();
    for content in contents {
        let content = doc.add_object(Stream::new(dictionary! {}, content));
        let page = dictionary! {
            "Type" => "Page", "Parent" => parent, "Contents" => content, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        };
        pages.push(doc.add_object(page));
    }
    let count = i64::try_from(pages.len()).unwrap();
    let kids: Vec<Object> = pages.iter().map(|page| (*page).into()).collect();
    doc.objects.insert(parent, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let root = doc.add_object(dictionary! { "Type" => "Catalog", "Pages" => parent });
    doc.trailer.set("Root", root);
    (doc, pages)
}

fn saved(mut doc: Document) -> Vec<u8> {
    doc.compress();
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).unwrap();
    bytes
}

/// What stands in an element of a structure tree: a marked piece, by its page and its number there, or another element.
pub enum Kid {
    Mark(usize, i64),
    Element(ObjectId),
}

/// A structure tree that is being written.
pub struct Tagged {
    doc: Document,
    pages: Vec<ObjectId>,
}

impl Tagged {
    /// Adds an element.
    pub fn element(&mut self, kind: &str, kids: &[Kid]) -> ObjectId {
        let entry = |kid: &Kid| -> Object {
            match kid {
                Kid::Mark(page, number) => {
                    dictionary! { "Type" => "MCR", "Pg" => self.pages[*page], "MCID" => *number }.into()
                }
                Kid::Element(id) => (*id).into(),
            }
        };
        let kids: Vec<Object> = kids.iter().map(entry).collect();
        self.doc.add_object(dictionary! { "S" => kind, "K" => kids })
    }
}

/// A file of these pages, whose marks stand in this tree.
pub fn tagged(contents: Vec<Vec<u8>>, tree: impl FnOnce(&mut Tagged) -> ObjectId) -> Vec<u8> {
    let (doc, pages) = made(contents);
    let mut tagged = Tagged { doc, pages };
    let whole = tree(&mut tagged);
    let mut doc = tagged.doc;
    let root = doc.add_object(dictionary! { "Type" => "StructTreeRoot", "K" => whole });
    doc.catalog_mut().unwrap().set("StructTreeRoot", root);
    saved(doc)
}

/// A text as it is shown in the font of these files.
pub fn codes(text: &str) -> String {
    text.encode_utf16().map(|c| format!("{c:04x}")).collect()
}

fn font(doc: &mut Document) -> ObjectId {
    let map = doc.add_object(Stream::new(dictionary! {}, MAP.as_bytes().to_vec()));
    let narrow: Vec<Object> = vec![0.into(), 127.into(), 500.into()];
    let inner = doc.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "Song", "DW" => 1000, "W" => narrow,
    });
    doc.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Song", "DescendantFonts" => vec![inner.into()],
        "ToUnicode" => map,
    })
}

fn content(lines: &[Line]) -> Vec<u8> {
    let shown =
        |l: &Line| format!("BT /F1 {} Tf 1 0 0 1 {} {} Tm <{}> Tj ET\n", l.size, l.x, l.y, codes(&l.text));
    lines.iter().map(shown).collect::<String>().into_bytes()
}

/// How text is set: paragraphs parted by an indent or by room, lines as wide as the sheet.
#[derive(Clone, Copy, Debug)]
pub struct Sheet {
    /// The left edge of the text.
    pub left: f32,
    /// The size of its type.
    pub size: f32,
    /// Characters in a line.
    pub columns: usize,
    /// Lines on a page.
    pub rows: usize,
    /// The indent of a paragraph, in characters.
    pub indent: usize,
    /// The room over a paragraph, as a share of the leading.
    pub room: f32,
}

impl Sheet {
    /// The pages of some paragraphs, each with its number at the foot.
    pub fn pages(&self, paragraphs: &[String]) -> Vec<Vec<Line>> {
        let leading = self.size * 1.75;
        let mut pages = vec![Vec::new()];
        let mut y = 760.0;
        for paragraph in paragraphs {
            y -= if y < 760.0 { leading * self.room } else { 0.0 };
            for (at, text) in self.broken(paragraph).into_iter().enumerate() {
                if y < 760.0 - leading * (self.rows as f32 - 0.5) {
                    pages.push(Vec::new());
                    y = 760.0;
                }
                let indent = if at == 0 { self.indent as f32 * self.size } else { 0.0 };
                pages.last_mut().unwrap().push(line(self.left + indent, y, self.size, &text));
                y -= leading;
            }
        }
        for (at, page) in pages.iter_mut().enumerate() {
            page.push(line(280.0, 40.0, 14.0, &(at + 1).to_string()));
        }
        pages
    }

    /// A paragraph with a few words more where its last line would be full.
    pub fn ended(&self, text: String) -> String {
        let last = self.broken(&text).pop().unwrap_or_default();
        let full = width(&last, 1.0) + 5.0 > self.columns as f32;
        if full { text + "各单位都已按期答复申请人。" } else { text }
    }

    /// The lines of a paragraph: words and numbers whole, no mark at the start of a line that closes anything.
    pub fn broken(&self, paragraph: &str) -> Vec<String> {
        let room = self.size * self.columns as f32;
        let mut lines = vec![String::new()];
        let mut left = room - self.size * self.indent as f32;
        for piece in pieces(paragraph) {
            let wide = width(&piece, self.size);
            if wide > left + 0.01 {
                lines.push(String::new());
                left = room;
            }
            lines.last_mut().unwrap().push_str(&piece);
            left -= wide;
        }
        lines
    }
}

/// What is not broken: a run of letters and digits, or a character with the marks around it.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before = '。';
    for c in text.chars() {
        let stays = "，。；：、！？）》”%".contains(c)
            || "（《“".contains(before)
            || (is_narrow(c) && is_narrow(before));
        match pieces.last_mut() {
            Some(last) if stays => last.push(c),
            _ => pieces.push(c.to_string()),
        }
        before = c;
    }
    pieces
}
