//! `export`: a draft as text, JSON, PDF, HTML or a Word document.

use std::path::Path;

use super::{Existing, Failure, Format, Outcome, failure::Unmade, form_of, same_file};
use crate::{
    draft::Draft,
    export::{
        copy::{Copy, Options},
        docx, html, json, pdf, text,
    },
    form::Form,
    layout::Faces,
    store::{self, SaveFault, name_of},
};

pub(super) fn run(
    draft: &Path,
    to: &Path,
    format: Format,
    existing: Existing,
    copy: Copy,
) -> Result<Outcome, Failure> {
    let opened = store::open(draft)?;
    let form = form_of(&opened, draft)?;
    if same_file(draft, to) {
        return Err(Failure::OntoDraft(name_of(to)));
    }
    let bytes =
        bytes(&form, &opened, format, copy).map_err(|error| Failure::Unmade { name: name_of(to), error })?;
    store::write_export(to, &bytes, existing == Existing::Replace).map_err(|e| match e.fault {
        SaveFault::Exists => Failure::Exists(e.name),
        _ => e.into(),
    })?;
    Ok(Outcome::done(format!("已导出“{}”\n", name_of(to))))
}

fn bytes(form: &Form, draft: &Draft, format: Format, copy: Copy) -> Result<Vec<u8>, Unmade> {
    let report = &draft.report;
    match format {
        Format::Text => Ok(text::export(form, report).into_bytes()),
        Format::Json => Ok(json::export(form, report).into_bytes()),
        Format::Html => Ok(html::page(form, report).into_bytes()),
        Format::Docx => Ok(docx::export(form, report)?),
        Format::Pdf => {
            Ok(pdf::export(form, draft, Options { copy, ..Options::default() }, Faces::bundled())?)
        }
    }
}
