//! `export`: a draft as text, JSON, PDF, HTML or a Word document.

use std::path::Path;

use super::{Existing, Failure, Format, Outcome, failure::Unmade, form_of, same_file};
use crate::{
    draft::Opened,
    export::{
        copy::{Copy, Options},
        docx, html, json, pdf, text,
    },
    store::{self, faces::PrintFaces, name_of},
};

pub(super) fn run(
    draft: &Path,
    to: &Path,
    format: Format,
    existing: Existing,
    copy: Copy,
    faces: PrintFaces,
) -> Result<Outcome, Failure> {
    let read = store::open(draft)?;
    let form = form_of(&read, draft)?;
    if same_file(draft, to) {
        return Err(Failure::OntoDraft(name_of(to)));
    }
    let bytes = bytes(Opened::bound(&form, &read), format, copy, faces)
        .map_err(|error| Failure::Unmade { name: name_of(to), error })?;
    let used = if format == Format::Pdf { used(faces) } else { String::new() };
    Outcome::written(to, &bytes, existing, format!("已导出“{}”\n{used}", name_of(to)))
}

/// Says which faces of this computer the pages are set in.
fn used(faces: PrintFaces) -> String {
    let names: Vec<&str> = faces.faces().installed().iter().map(|own| own.name.as_str()).collect();
    if names.is_empty() {
        String::new()
    } else {
        format!("打印字体用了电脑上的{}\n", names.join("、"))
    }
}

fn bytes(opened: Opened<'_>, format: Format, copy: Copy, faces: PrintFaces) -> Result<Vec<u8>, Unmade> {
    let sheet = opened.sheet();
    match format {
        Format::Text => Ok(text::export(sheet).into_bytes()),
        Format::Json => Ok(json::export(sheet).into_bytes()),
        Format::Html => Ok(html::page(sheet).into_bytes()),
        Format::Docx => Ok(docx::export(sheet)?),
        Format::Pdf => Ok(pdf::export(opened, Options { copy, ..Options::default() }, faces.faces())?),
    }
}
