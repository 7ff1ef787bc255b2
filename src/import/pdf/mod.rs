//! The text layer of a PDF: by its tags where it has them, else as the printed lines that its pages show.

mod fonts;
mod glyphs;
mod joined;
mod lines;
mod tables;
mod tagged;
mod token;

use std::{
    iter,
    panic::{AssertUnwindSafe, catch_unwind},
};

use lopdf::{Document, LoadOptions, ObjectId};

use super::{
    Doubt,
    block::{Block, Breaks, Page},
    error::ImportError,
    value,
};
use crate::draft::Place;
pub(super) use glyphs::MOST_GLYPHS;
use glyphs::{Glyph, Pages};
use lines::Line;

/// The most pages that are read, and the most that are counted.
const MOST_PAGES: usize = 300;
const MOST_COUNTED: usize = 100_000;
/// The most bytes that a stream of objects may unpack to: every program writes them in streams of a few hundred.
const MOST_UNPACKED: usize = 8 * 1024 * 1024;
/// Fewer characters that nothing tells are marks and bullets.
const MANY_UNTOLD: usize = 5;
/// How deep the pages may stand in groups; the parser calls itself for each.
const MOST_GROUPS: usize = 64;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Page, ImportError> {
    // The parser is not ours: where it panics on a damaged file, that file is damaged and nothing else has happened.
    let read = catch_unwind(AssertUnwindSafe(|| pages(bytes)));
    read.unwrap_or(Err(ImportError::Damaged))
}

fn pages(bytes: &[u8]) -> Result<Page, ImportError> {
    if !tables::are_sound(bytes) {
        return Err(ImportError::PdfOdd);
    }
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    let doc = Document::load_mem_with_options(bytes, options).map_err(|_| ImportError::Damaged)?;
    if doc.is_encrypted() {
        return Err(ImportError::Locked);
    }
    let mut pages = Pages::of(&doc);
    let mut read: Vec<(ObjectId, Vec<Glyph>)> = Vec::new();
    let mut doubts = Vec::new();
    let count = doc.page_iter().take(MOST_COUNTED).count();
    for (at, page) in doc.page_iter().take(MOST_PAGES).enumerate() {
        if is_too_deep(&doc, page) {
            return Err(ImportError::PdfOdd);
        }
        match pages.read(page)? {
            Some(glyphs) => read.push((page, glyphs)),
            None => doubts.push(unread(&format!("第{}页", at + 1), "这一页图形过多")),
        }
    }
    doubts.extend(Some(pages.untold).filter(|n| *n >= MANY_UNTOLD).map(untold));
    let (blocks, breaks) = blocks(&doc, read, &mut doubts);
    if blocks.is_empty() {
        return Err(if doubts.is_empty() { ImportError::Empty } else { ImportError::PdfDrawings });
    }
    if count > MOST_PAGES {
        let found = format!("第{}页至第{count}页", MOST_PAGES + 1);
        doubts.push(unread(&found, &format!("最多读{MOST_PAGES}页")));
    }
    Ok(Page { blocks, breaks, doubts, ..Page::default() })
}

/// Whether a page stands in more groups than any program makes.
fn is_too_deep(doc: &Document, page: ObjectId) -> bool {
    let parent = |id: &ObjectId| doc.get_dictionary(*id).ok()?.get(b"Parent").ok()?.as_reference().ok();
    iter::successors(Some(page), parent).take(MOST_GROUPS + 1).count() > MOST_GROUPS
}

/// What the pages say: by their tags where those tell all of it, else by their lines.
fn blocks(
    doc: &Document,
    pages: Vec<(ObjectId, Vec<Glyph>)>,
    doubts: &mut Vec<Doubt>,
) -> (Vec<Block>, Breaks) {
    let tagged = tagged::blocks(doc, &pages);
    let lines: Vec<Vec<Line>> = pages.into_iter().map(|(_, glyphs)| lines::of_page(glyphs)).collect();
    let has_rows =
        |blocks: &Vec<Block>| blocks.iter().any(is_row) || !lines.iter().flatten().any(has_figures);
    if let Some(blocks) = tagged.filter(has_rows) {
        return (blocks, Breaks::Paragraphs);
    }
    let joined = joined::paragraphs(lines);
    doubts.extend(joined.unsure.into_iter().map(|(page, line)| unsure(page, &line)));
    (joined.paragraphs.into_iter().map(Block::Line).collect(), Breaks::Printed)
}

/// The last line of a page behind which a paragraph may end.
fn unsure(page: usize, line: &str) -> Doubt {
    let did = format!("是第{page}页最后一行，与下一页第一行读成一段；原文另起一段的，在这里分开");
    Doubt { place: Place::Source, found: line.to_owned(), did }
}

fn is_row(block: &Block) -> bool {
    matches!(block, Block::Row(_))
}

/// Whether a line is one of a table: tags that know of no row do not tell it.
fn has_figures(line: &Line) -> bool {
    line.text.split('\t').filter(|field| value::is_value(field)).count() > 1
}

/// Characters that are drawn, and told by nothing in the file.
fn untold(count: usize) -> Doubt {
    let did = "没有读入：文件里没有写明是什么字，打开原文对照，缺的字补上".to_owned();
    Doubt { place: Place::Source, found: format!("约{count}个字"), did }
}

/// Pages that were left out.
fn unread(found: &str, why: &str) -> Doubt {
    let did = format!("没有读入：{why}，其中的表格和文字不在草稿里");
    Doubt { place: Place::Source, found: found.to_owned(), did }
}
