//! What printpdf leaves out or gets wrong, put right in the finished file: version, language, outline, ids.

use lopdf::{Document, Object, ObjectId, SaveOptions, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::PdfError;
use crate::{
    form::Form,
    layout::{Origin, Page},
};

/// Finishes the file and gives its bytes.
pub(super) fn finish(mut document: Document, form: &Form, pages: &[Page]) -> Result<Vec<u8>, PdfError> {
    document.version = "1.7".to_owned();
    outline(&mut document, form, pages)?;
    catalog(&mut document)?;
    info(&mut document)?;
    strip_pages(&mut document)?;
    document.compress();
    let id = content_id(&document);
    document.trailer.set("ID", vec![id.clone(), id]);
    let mut bytes = Vec::new();
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).compression_level(6);
    document.save_with_options(&mut bytes, options.build()).map_err(broken)?;
    Ok(bytes)
}

fn broken(error: impl std::fmt::Display) -> PdfError {
    PdfError::Broken(error.to_string())
}

fn catalog(document: &mut Document) -> Result<(), PdfError> {
    let catalog = document.catalog_mut().map_err(broken)?;
    catalog.set("Lang", Object::string_literal("zh-CN"));
    // printpdf writes this name as a string.
    catalog.set("PageMode", "UseOutlines");
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    Ok(())
}

/// Drops dates, which would come from a clock, and what belongs to print exchange (PDF/X).
fn info(document: &mut Document) -> Result<(), PdfError> {
    let id = document.trailer.get(b"Info").and_then(Object::as_reference).map_err(broken)?;
    let info = document.get_dictionary_mut(id).map_err(broken)?;
    for key in [
        "CreationDate",
        "ModDate",
        "GTS_PDFXVersion",
        "Identifier",
        "Trapped",
        "Subject",
        "Keywords",
        "Creator",
    ] {
        info.remove(key.as_bytes());
    }
    Ok(())
}

/// Drops the empty list of annotations that printpdf gives every page.
fn strip_pages(document: &mut Document) -> Result<(), PdfError> {
    for id in page_ids(document) {
        document.get_dictionary_mut(id).map_err(broken)?.remove(b"Annots");
    }
    Ok(())
}

fn page_ids(document: &Document) -> Vec<ObjectId> {
    document.get_pages().into_values().collect()
}

/// Adds an outline (书签) of the section headings, each with its place on the page.
fn outline(document: &mut Document, form: &Form, pages: &[Page]) -> Result<(), PdfError> {
    let page_ids = page_ids(document);
    let entries = headings(form, pages);
    if entries.is_empty() {
        return Ok(());
    }
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| document.new_object_id()).collect();
    for (i, (title, page, y)) in entries.iter().enumerate() {
        let Some(page) = page_ids.get(*page) else { continue };
        let dest = vec![Object::Reference(*page), "XYZ".into(), Object::Null, (*y).into(), Object::Null];
        let mut entry =
            dictionary! { "Title" => lopdf::text_string(title), "Parent" => root, "Dest" => dest };
        if i > 0 {
            entry.set("Prev", ids[i - 1]);
        }
        if let Some(next) = ids.get(i + 1) {
            entry.set("Next", *next);
        }
        document.set_object(ids[i], entry);
    }
    let count = ids.len() as i64;
    let list = dictionary! {
        "Type" => "Outlines", "First" => ids[0], "Last" => ids[ids.len() - 1], "Count" => count,
    };
    document.set_object(root, list);
    document.catalog_mut().map_err(broken)?.set("Outlines", root);
    Ok(())
}

/// The section headings, the index of their page, and the height of their upper edge over its foot.
fn headings(form: &Form, pages: &[Page]) -> Vec<(String, usize, f32)> {
    let mut found: Vec<(String, usize, f32)> = Vec::new();
    let mut last = None;
    for (number, page) in pages.iter().enumerate() {
        for run in &page.runs {
            let Origin::Heading(index) = run.origin else { continue };
            if last.replace(index) != Some(index) {
                let title = form.sections.get(index).map_or("", |s| s.heading.as_str());
                found.push((title.to_owned(), number, (page.height - run.y + 1.5 * run.size).round()));
            }
        }
    }
    found
}

/// An id that the content alone decides: the first half of a SHA-256 over every object.
fn content_id(document: &Document) -> Object {
    let mut hash = Sha256::new();
    for (id, object) in &document.objects {
        hash.update(format!("{id:?}"));
        match object {
            Object::Stream(stream) => hash.update(&stream.content),
            other => hash.update(format!("{other:?}")),
        }
    }
    Object::String(hash.finalize()[..16].to_vec(), StringFormat::Hexadecimal)
}
