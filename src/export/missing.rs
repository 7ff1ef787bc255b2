//! The characters that no face has, in the officer's words: the same for every format that shows pages.

use std::fmt;

use crate::{
    draft::Sheet,
    form::Form,
    layout::{self, Faces, Missing, Origin},
};

/// What the officer calls a comparison.
const COMPARISON: &str = "对照稿";

/// A character that no face has, and every place where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingGlyph {
    /// The character.
    pub ch: char,
    /// Where it stands, as the officer calls it: `“一、总体情况”`, `表三“自然人”列“3.其他”行`.
    pub places: Vec<String>,
}

/// Looks whether the faces have every character of a report.
///
/// # Errors
/// Those that none has, each with its places.
pub(super) fn none_in(sheet: Sheet<'_>, faces: &Faces) -> Result<(), Vec<MissingGlyph>> {
    let missing = layout::missing(sheet, faces);
    if missing.is_empty() { Ok(()) } else { Err(in_report(sheet.form(), &missing)) }
}

/// Names each character of a comparison that no face has.
pub(super) fn in_comparison(missing: &[char]) -> Vec<MissingGlyph> {
    let glyph = |ch: &char| MissingGlyph { ch: *ch, places: vec![COMPARISON.to_owned()] };
    missing.iter().map(glyph).collect()
}

/// Names each character of a report once, with its places.
fn in_report(form: &Form, missing: &[Missing]) -> Vec<MissingGlyph> {
    let mut glyphs: Vec<MissingGlyph> = Vec::new();
    for Missing { ch, origin } in missing {
        let place = place(form, *origin);
        match glyphs.iter_mut().find(|g| g.ch == *ch) {
            Some(glyph) if glyph.places.contains(&place) => {}
            Some(glyph) => glyph.places.push(place),
            None => glyphs.push(MissingGlyph { ch: *ch, places: vec![place] }),
        }
    }
    glyphs
}

/// What the officer calls a place.
fn place(form: &Form, origin: Origin) -> String {
    match origin {
        Origin::Title => "标题".to_owned(),
        Origin::PageNumber => "页码".to_owned(),
        Origin::PageFoot => "页脚".to_owned(),
        Origin::Watermark => "水印".to_owned(),
        Origin::Signature(_) => "署名".to_owned(),
        Origin::Review(_) => "送审单".to_owned(),
        Origin::Compared(_) | Origin::ComparedAgain(_) => COMPARISON.to_owned(),
        Origin::Heading(_) | Origin::Paragraph(..) => {
            let name = |s: &crate::form::Section| match s.heading.as_str() {
                "" => s.task.clone(),
                heading => heading.to_owned(),
            };
            format!("“{}”", origin.section(form).map(name).unwrap_or_default())
        }
        Origin::Box(table, _) | Origin::BoxAgain(table, _) => {
            let name = form.tables.get(table).map_or("", |t| t.name.as_str());
            let cell = origin.cell(form).and_then(|id| form.cell(id.as_str()));
            cell.map_or_else(
                || name.to_owned(),
                |c| format!("{name}“{}”行“{}”列", c.row_label, c.column_label),
            )
        }
    }
}

/// The sentence for missing glyphs, after the words for what was not written.
pub(super) struct Sentence<'a>(pub &'a [MissingGlyph]);

impl fmt::Display for Sentence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("字体里没有")?;
        for (i, MissingGlyph { ch, places }) in self.0.iter().enumerate() {
            let comma = if i == 0 { "" } else { "、" };
            write!(f, "{comma}{}（{}）", Name(*ch), places.join("、"))?;
        }
        f.write_str("。换成其他字或写法。")
    }
}

/// A character as it can be shown: itself, or its code point where it has no shape of its own.
struct Name(char);

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What Rust would escape cannot be seen: private use, unassigned, combining marks and the like.
        if self.0.escape_debug().count() == 1 {
            write!(f, "“{}”", self.0)
        } else {
            write!(f, "U+{:04X}", u32::from(self.0))
        }
    }
}
