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
    let mut doc = Document::with_version("1.7");
    let font = font(&mut doc);
    let resources = doc.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let parent = doc.new_object_id();
    let mut kids: Vec<Object> = Vec::new();
    for content in contents {
        let content = doc.add_object(Stream::new(dictionary! {}, content));
        let page = dictionary! {
            "Type" => "Page", "Parent" => parent, "Contents" => content, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        };
        kids.push(doc.add_object(page).into());
    }
    let count = i64::try_from(kids.len()).unwrap();
    doc.objects.insert(parent, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let root = doc.add_object(dictionary! { "Type" => "Catalog", "Pages" => parent });
    doc.trailer.set("Root", root);
    doc.compress();
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).unwrap();
    bytes
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
    let shown = |l: &Line| {
        let codes: String = l.text.encode_utf16().map(|c| format!("{c:04x}")).collect();
        format!("BT /F1 {} Tf 1 0 0 1 {} {} Tm <{codes}> Tj ET\n", l.size, l.x, l.y)
    };
    lines.iter().map(shown).collect::<String>().into_bytes()
}
