//! 帮助: the pages of `assets/help`, one Markdown file each, as blocks to be drawn.
//!
//! A new page is one file there: `11-NAME.md`, with a heading of the first level as its title. Before it may stand
//! `<!-- of: table review -->`: the places of the window whose page this is, for F1. What a page says of the norms is
//! taken from `assets/norms`, what only the running program knows is filled in by the window ([`Live`]).

mod markdown;

use std::sync::LazyLock;

pub use markdown::{Block, Live, Span, words_of};

/// The files in the order of [`embedded`](../build.rs): the last name first.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/help.rs"));
const PICTURES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/help_pictures.rs"));
const NORMS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/norms.rs"));

static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| FILES.iter().rev().map(read).collect());

/// A page of the help.
#[derive(Debug)]
pub struct Page {
    /// What links call it: the name of its file without number and ending.
    pub name: &'static str,
    /// Its heading.
    pub title: String,
    /// The places of the window that it explains.
    pub places: Vec<String>,
    /// What stands under the heading.
    pub blocks: Vec<Block>,
}

/// Every page, in the order of their files.
pub fn pages() -> &'static [Page] {
    &PAGES
}

/// The page with this name.
pub fn page(name: &str) -> Option<&'static Page> {
    PAGES.iter().find(|page| page.name == name)
}

/// The page that explains this place of the window; the first one where none does.
pub fn page_of(place: &str) -> Option<&'static Page> {
    PAGES.iter().find(|page| page.places.iter().any(|own| own == place)).or(PAGES.first())
}

/// A picture of the window, as PNG.
pub fn picture(name: &str) -> Option<&'static [u8]> {
    PICTURES.iter().find(|(file, _)| file.strip_suffix(".png") == Some(name)).map(|(_, bytes)| *bytes)
}

fn read((file, text): &(&'static str, &'static str)) -> Page {
    let name = file.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-').trim_end_matches(".md");
    let markdown::Document { title, places, blocks } = markdown::read(text);
    let blocks = blocks.into_iter().flat_map(with_norms).collect();
    Page { name, title, places, blocks }
}

/// A block, or the part of the norms that stands for it.
fn with_norms(block: Block) -> Vec<Block> {
    match block {
        Block::Norms { file, heading } => norms(&file, heading.as_deref()),
        block => vec![block],
    }
}

/// What a page of the norms says: all of it, or what stands under one of its headings.
fn norms(file: &str, heading: Option<&str>) -> Vec<Block> {
    let named = |(name, _): &&(&str, &str)| name.strip_suffix(".md") == Some(file);
    let Some((_, text)) = NORMS.iter().find(named) else { return Vec::new() };
    let blocks = markdown::read(text).blocks;
    let Some(heading) = heading else { return blocks };
    let is_heading = |block: &Block| matches!(block, Block::Heading(_));
    let begins = |block: &Block| matches!(block, Block::Heading(spans) if words_of(spans) == heading);
    let mut part = blocks.into_iter().skip_while(|block| !begins(block));
    let first = part.next();
    first.into_iter().chain(part.take_while(|block| !is_heading(block))).collect()
}
