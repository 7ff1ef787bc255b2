//! `export`: a draft as text, JSON, PDF, HTML or a Word document.

use std::path::Path;

use super::{Existing, Failure, Outcome, form_of};
use crate::{
    draft::Opened,
    export::{
        Format,
        copy::{CopyKind, CopyOptions},
    },
    store::{self, faces::PrintFaces, name_of},
};

pub(super) fn run(
    draft: &Path,
    to: &Path,
    format: Format,
    existing: Existing,
    copy: CopyKind,
    faces: PrintFaces,
) -> Result<Outcome, Failure> {
    let read = store::open(draft)?;
    let form = form_of(&read, draft)?;
    if store::same_file(draft, to) {
        return Err(Failure::OntoDraft(name_of(to)));
    }
    let options = CopyOptions { kind: copy, ..CopyOptions::default() };
    let bytes = format
        .make(Opened::bound(&form, &read), options, faces.faces())
        .map_err(|error| Failure::Unmade { name: name_of(to), error })?;
    let used = if format.has_pages() { used(faces) } else { String::new() };
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
