//! The places on pages that lead to an address (ISO 32000-1 §12.5.6.5).

use lopdf::{Document, Object, ObjectId, dictionary};

use super::numbers::hundredths;
use crate::{export::links::Link, layout::Run};

/// How far over and under its baseline a line is lit, in type sizes.
const OVER: f32 = 0.9;
const UNDER: f32 = 0.2;
/// Printed, and never hidden (ISO 19005-2 §6.3.2).
const PRINTED: i64 = 4;

/// Where an address stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The index of the page.
    pub page: usize,
    /// The index of the address.
    pub link: usize,
    /// The element of the tags that it belongs to.
    pub owner: ObjectId,
}

/// A stretch of a line: its left, lower, right and upper edge.
type Stretch = [f32; 4];

/// The places being collected.
pub(super) struct Annotations<'a> {
    links: &'a [Link],
    pages: Vec<ObjectId>,
    places: Vec<(ObjectId, Place, Vec<Stretch>)>,
}

impl<'a> Annotations<'a> {
    /// For these addresses on these pages.
    pub(super) fn new(links: &'a [Link], pages: Vec<ObjectId>) -> Self {
        Self { links, pages, places: Vec::new() }
    }

    /// The text of these runs leads to an address; it may go on in another line.
    pub(super) fn add<'r>(&mut self, id: ObjectId, place: Place, runs: impl Iterator<Item = &'r Run>) {
        let mut stretches: Vec<(f32, Stretch)> = Vec::new();
        for run in runs {
            let own = [run.x, run.y + UNDER * run.size, run.end(), run.y - OVER * run.size];
            match stretches.last_mut() {
                Some((line, stretch)) if *line == run.y => stretch[2] = own[2],
                _ => stretches.push((run.y, own)),
            }
        }
        self.places.push((id, place, stretches.into_iter().map(|(_, stretch)| stretch).collect()));
    }

    /// Writes them to their pages; the element that each belongs to, numbered on from the pages.
    pub(super) fn write(&self, document: &mut Document) -> Vec<ObjectId> {
        let Self { links, pages, places } = self;
        let mut of_pages: Vec<Vec<Object>> = vec![Vec::new(); pages.len()];
        for (number, (id, place, stretches)) in places.iter().enumerate() {
            let (Some(link), Some(page)) = (links.get(place.link), pages.get(place.page)) else { continue };
            let height = height(document, *page);
            let stretches: Vec<Stretch> = stretches.iter().map(|s| upward(*s, height)).collect();
            let whole = stretches.iter().copied().reduce(around).unwrap_or_default();
            let uri = Object::string_literal(link.uri.as_str());
            let mut entry = dictionary! {
                "Type" => "Annot", "Subtype" => "Link", "Rect" => numbers(&whole), "Border" => numbers(&[0.0; 3]),
                "F" => PRINTED, "Contents" => lopdf::text_string(&link.words), "P" => *page,
                "A" => dictionary! { "Type" => "Action", "S" => "URI", "URI" => uri },
                "StructParent" => (pages.len() + number) as i64,
            };
            if stretches.len() > 1 {
                entry.set(
                    "QuadPoints",
                    stretches.iter().flat_map(|s| numbers(&corners(*s))).collect::<Vec<_>>(),
                );
            }
            document.set_object(*id, entry);
            of_pages[place.page].push((*id).into());
        }
        for (page, own) in pages.iter().zip(of_pages).filter(|(_, own)| !own.is_empty()) {
            if let Ok(page) = document.get_dictionary_mut(*page) {
                page.set("Annots", own);
            }
        }
        places.iter().map(|(_, place, _)| place.owner).collect()
    }
}

/// The least stretch around both, with y up.
fn around(a: Stretch, b: Stretch) -> Stretch {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// With y up, as a file has it.
fn upward([left, bottom, right, top]: Stretch, height: f32) -> Stretch {
    [left, height - bottom, right, height - top].map(hundredths)
}

/// Upper left, upper right, lower left, lower right: the order that readers take.
fn corners([left, bottom, right, top]: Stretch) -> [f32; 8] {
    [left, top, right, top, left, bottom, right, bottom]
}

fn numbers(numbers: &[f32]) -> Vec<Object> {
    numbers.iter().map(|number| Object::Real(*number)).collect()
}

fn height(document: &Document, page: ObjectId) -> f32 {
    let size =
        document.get_dictionary(page).and_then(|page| page.get(b"MediaBox")).and_then(Object::as_array);
    size.ok().and_then(|size| size.get(3)).and_then(|top| top.as_float().ok()).unwrap_or_default()
}
