//! The text of pages parted for its marks (ISO 32000-1 §14.6): each text of the report a mark, and one more for each
//! part of it that is something else than the rest, the heading that begins it or an address in it.

use std::{borrow::Cow, collections::HashMap, ops::Range};

use crate::{
    export::links::{Link, links},
    layout::{Element, Glyph, Kind, Origin, Page, Run},
};

/// What the text of a mark is to the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The text, or what is left of it.
    Rest,
    /// The heading that begins a paragraph.
    Head,
    /// The address with this index among those of the pages.
    Link(usize),
}

/// A piece of text that a mark goes around.
#[derive(Debug)]
pub(super) struct Mark<'p> {
    pub origin: Origin,
    pub part: Part,
    pub runs: Vec<Cow<'p, Run>>,
}

/// The marks of pages.
pub(super) struct Marks<'p> {
    /// Those of each page in printed order.
    pub pages: Vec<Vec<Mark<'p>>>,
    /// The addresses in them.
    pub links: Vec<Link>,
}

/// The parts of each text that are something else than the rest: their characters, one behind the other.
type Parts = HashMap<Origin, Vec<(Range<usize>, Part)>>;

impl<'p> Marks<'p> {
    /// The marks of pages with these texts.
    pub(super) fn new(pages: &'p [Page], structure: &[Element]) -> Self {
        let (parts, links) = parts(pages, structure);
        let mut printed = HashMap::new();
        let pages = pages.iter().map(|page| of_page(page, &parts, &mut printed)).collect();
        Self { pages, links }
    }
}

/// The parts of every text, and the addresses among them.
fn parts(pages: &[Page], structure: &[Element]) -> (Parts, Vec<Link>) {
    let mut texts: HashMap<Origin, Vec<char>> = HashMap::new();
    let paragraphs = pages.iter().flat_map(|page| &page.runs);
    for run in paragraphs.filter(|run| matches!(run.origin, Origin::Paragraph(..))) {
        texts.entry(run.origin).or_default().extend(run.glyphs.iter().map(|g| g.ch));
    }
    let (mut parts, mut all) = (Parts::new(), Vec::new());
    for element in structure {
        let Some((origin, text)) = element.origin.and_then(|origin| texts.get_key_value(&origin)) else {
            continue;
        };
        let head = match element.kind {
            Kind::Headed { head, .. } => head,
            _ => 0,
        };
        let own = parts.entry(*origin).or_default();
        own.extend((head > 0).then_some((0..head, Part::Head)));
        for link in links(text).into_iter().filter(|link| link.chars.start >= head) {
            own.push((link.chars.clone(), Part::Link(all.len())));
            all.push(link);
        }
    }
    parts.retain(|_, own| !own.is_empty());
    (parts, all)
}

/// The marks of a page, where so many characters of each parted text are printed on the pages before.
fn of_page<'p>(page: &'p Page, parts: &Parts, printed: &mut HashMap<Origin, usize>) -> Vec<Mark<'p>> {
    let mut marks: Vec<Mark> = Vec::new();
    for runs in page.runs.chunk_by(|a, b| a.origin == b.origin) {
        let Some(run) = runs.first() else { continue };
        let origin = run.origin;
        let Some(own) = parts.get(&origin) else {
            marks.push(Mark { origin, part: Part::Rest, runs: runs.iter().map(Cow::Borrowed).collect() });
            continue;
        };
        let printed = printed.entry(origin).or_default();
        let mut begun: Option<Mark> = None;
        for (part, run) in runs.iter().flat_map(|run| cut(run, own, printed)) {
            match &mut begun {
                Some(mark) if mark.part == part => mark.runs.push(run),
                _ => marks.extend(begun.replace(Mark { origin, part, runs: vec![run] })),
            }
        }
        marks.extend(begun);
    }
    marks
}

/// A run cut where a part begins or ends; `printed` counts the characters of the text.
fn cut<'p>(run: &'p Run, parts: &[(Range<usize>, Part)], printed: &mut usize) -> Vec<(Part, Cow<'p, Run>)> {
    let start = *printed;
    *printed += run.glyphs.len();
    let part_at = |char: usize| {
        let part = parts.get(parts.partition_point(|(chars, _)| chars.end <= char));
        part.filter(|(chars, _)| chars.contains(&char)).map_or(Part::Rest, |(_, part)| *part)
    };
    let places: Vec<Part> = (start..*printed).map(part_at).collect();
    let mut stretches = places.chunk_by(|a, b| a == b);
    if let (Some(same), None) = (stretches.next(), stretches.next()) {
        return vec![(same[0], Cow::Borrowed(run))];
    }
    let (mut cuts, mut x, mut rest) = (Vec::new(), run.x, &*run.glyphs);
    for same in places.chunk_by(|a, b| a == b) {
        let (glyphs, after) = rest.split_at(same.len());
        let run = Run { x, glyphs: glyphs.into(), ..*run };
        x += glyphs.iter().map(|g: &Glyph| g.advance).sum::<f32>();
        rest = after;
        cuts.push((same[0], Cow::Owned(run)));
    }
    cuts
}
