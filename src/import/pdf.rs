//! The text layer of a PDF as lines: what stands on one height is a line, what stands apart on it are its fields.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Document, LoadOptions};

use super::{
    Doubt,
    block::{Block, Breaks, Page},
    error::{ImportError, MAX_UNPACKED},
    glyphs::{Glyph, Pages},
    notes::{self, Small},
};

/// The most pages that are read, and the most that are counted.
const MOST_PAGES: usize = 300;
const MOST_COUNTED: usize = 100_000;
/// Characters whose heights differ by less than this share of their size are on one line.
const SAME_LINE: f32 = 0.35;
/// A gap of more than this share of the size parts two fields.
const FIELD_GAP: f32 = 0.9;
/// A gap of more than this share of the size is a space.
const SPACE_GAP: f32 = 0.25;

/// Type smaller than this share of the type before it is that of a note's mark.
const SMALL: f32 = 0.75;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Page, ImportError> {
    // The parser is not ours: where it panics on a damaged file, that file is damaged and nothing else has happened.
    let read = catch_unwind(AssertUnwindSafe(|| pages(bytes)));
    read.unwrap_or(Err(ImportError::Damaged))
}

fn pages(bytes: &[u8]) -> Result<Page, ImportError> {
    let limit = usize::try_from(MAX_UNPACKED).ok();
    let options = LoadOptions { max_decompressed_size: limit, ..LoadOptions::default() };
    let doc = Document::load_mem_with_options(bytes, options).map_err(|_| ImportError::Damaged)?;
    if doc.is_encrypted() {
        return Err(ImportError::Locked);
    }
    let mut blocks = Vec::new();
    let mut pages = Pages::of(&doc);
    let mut doubts = Vec::new();
    let count = doc.page_iter().take(MOST_COUNTED).count();
    for (at, page) in doc.page_iter().take(MOST_PAGES).enumerate() {
        match pages.read(page)? {
            Some(glyphs) => blocks.extend(lines(glyphs).into_iter().map(Block::Line)),
            None => doubts.push(unread(&format!("第{}页", at + 1), "这一页图形过多")),
        }
    }
    if blocks.is_empty() {
        return Err(if doubts.is_empty() { ImportError::Empty } else { ImportError::PdfDrawings });
    }
    if count > MOST_PAGES {
        let found = format!("第{}页至第{count}页", MOST_PAGES + 1);
        doubts.push(unread(&found, &format!("最多读{MOST_PAGES}页")));
    }
    Ok(Page { blocks, breaks: Breaks::PageWidth, doubts, ..Page::default() })
}

/// Pages that were left out.
fn unread(found: &str, why: &str) -> Doubt {
    let did = format!("没有读入：{why}，其中的表格和文字不在草稿里");
    Doubt { place: "source".to_owned(), found: found.to_owned(), did }
}

/// The lines of a page from the top.
fn lines(mut glyphs: Vec<Glyph>) -> Vec<String> {
    glyphs.retain(|g| !g.text.trim().is_empty());
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        let near = |line: &Vec<Glyph>| {
            line.first().is_some_and(|f| (f.y - glyph.y).abs() < f.size.min(glyph.size) * SAME_LINE)
        };
        match lines.last_mut() {
            Some(line) if near(line) => line.push(glyph),
            _ => lines.push(vec![glyph]),
        }
    }
    lines.into_iter().map(fields).collect()
}

/// The characters of a line from the left, fields parted by tabs.
fn fields(mut line: Vec<Glyph>) -> String {
    line.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut text = String::new();
    let mut end = f32::NEG_INFINITY;
    let mut before: Option<&Glyph> = None;
    for glyph in &line {
        // Bold type is drawn twice, a little apart.
        let again = before.is_some_and(|b| b.text == glyph.text && glyph.x - b.x < glyph.size * 0.1);
        if again {
            continue;
        }
        let gap = (glyph.x - end) / glyph.size;
        if before.is_some() && gap > FIELD_GAP {
            text.push('\t');
        } else if before.is_some() && gap > SPACE_GAP {
            text.push(' ');
        }
        let is_small = before.is_some_and(|b| glyph.size < b.size * SMALL && gap < FIELD_GAP);
        if is_small {
            text.extend(glyph.text.trim().chars().map(|c| notes::small(c, Small::Above)));
            end = glyph.x + glyph.width;
            continue;
        }
        text.push_str(glyph.text.trim());
        end = glyph.x + glyph.width;
        before = Some(glyph);
    }
    text
}
