//! Forms to test with: the built-in ones and the invented one.
#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails as it should")]

use std::sync::Arc;

use nianbao::{
    draft::{Entry, Report},
    form::{self, Form},
};

/// The form that no office prescribes.
pub fn invented() -> Arc<Form> {
    Arc::new(Form::read(include_str!("../forms/2027.ron")).unwrap())
}

/// Every form there is, the invented one included.
pub fn all() -> Vec<Arc<Form>> {
    form::builtin().iter().cloned().chain([invented()]).collect()
}

/// The form with this id.
pub fn by_id(id: &str) -> Arc<Form> {
    all().into_iter().find(|f| f.id == id).unwrap()
}

/// A report with every cell filled with zero.
pub fn zeros(form: &Form) -> Report {
    let mut report = Report::new(form, form.years.from);
    for cell in form.cells().iter().filter(|c| !c.is_total()) {
        report.cells.insert(cell.id.clone(), Entry::read("0").unwrap());
    }
    report
}
