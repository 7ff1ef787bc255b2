//! The outline as a PDF has it. printpdf's own bookmarks are flat, sorted by name and know no place, so these are
//! written with lopdf.

use lopdf::{Document, Object, ObjectId, dictionary};

use crate::export::outline::Bookmark;

/// Writes the outline; the id of its root, `None` where there is nothing in it.
pub(super) fn add(document: &mut Document, bookmarks: &[Bookmark]) -> Option<ObjectId> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let root = document.new_object_id();
    let (first, last) = add_level(document, &pages, root, bookmarks)?;
    let count = bookmarks.len() as i64;
    let outlines = dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count };
    document.set_object(root, outlines);
    Some(root)
}

/// Writes the entries under `parent`; the ids of the first and the last.
fn add_level(
    document: &mut Document,
    pages: &[ObjectId],
    parent: ObjectId,
    bookmarks: &[Bookmark],
) -> Option<(ObjectId, ObjectId)> {
    let ids: Vec<ObjectId> = bookmarks.iter().map(|_| document.new_object_id()).collect();
    for (i, bookmark) in bookmarks.iter().enumerate() {
        let page = pages.get(bookmark.page).map_or(Object::Null, |id| Object::Reference(*id));
        let dest = vec![page, "XYZ".into(), Object::Null, bookmark.y.into(), Object::Null];
        let mut entry = dictionary! {
            "Title" => lopdf::text_string(&bookmark.title), "Parent" => parent, "Dest" => dest,
        };
        if let Some(before) = i.checked_sub(1) {
            entry.set("Prev", ids[before]);
        }
        if let Some(next) = ids.get(i + 1) {
            entry.set("Next", *next);
        }
        if let Some((first, last)) = add_level(document, pages, ids[i], &bookmark.children) {
            entry.set("First", first);
            entry.set("Last", last);
            // Negative: closed until the reader opens it.
            entry.set("Count", -(bookmark.children.len() as i64));
        }
        document.set_object(ids[i], entry);
    }
    Some((*ids.first()?, *ids.last()?))
}
