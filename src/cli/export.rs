//! `export`: a draft as text, JSON, PDF, HTML or a Word document.

use std::path::Path;

use super::{Existing, Failure, Outcome, form_of};
use crate::{
    check,
    draft::{Draft, Opened},
    export::{
        Format,
        copy::{CopyKind, CopyOptions},
    },
    form::{Form, Level},
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
    let wrong = wrong(&form, &read);
    Outcome::written(to, &bytes, existing, format!("已导出“{}”\n{wrong}{used}", name_of(to)))
}

/// Says what is still wrong in the tables. The texts are not read: that takes longer than all the rest.
fn wrong(form: &Form, draft: &Draft) -> String {
    let findings = check::sums(Opened::bound(form, draft).sheet());
    match findings.iter().filter(|f| f.level == Level::Error).count() {
        0 => String::new(),
        n => format!("报告的表格中仍有{n}处错误。错在哪里、文字有没有错误，用check命令核对\n"),
    }
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
