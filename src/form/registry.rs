//! The forms that travel inside the program: every file in `assets/forms`.

use std::sync::{Arc, LazyLock};

use super::Form;

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/forms.rs"));

static FORMS: LazyLock<Vec<Arc<Form>>> = LazyLock::new(|| {
    let read = |(name, text): &(&str, &str)| match Form::read(text) {
        Ok(form) => Arc::new(form),
        // A built-in form is part of the program; the tests read every one of them.
        Err(error) => panic!("assets/forms/{name}: {error}"),
    };
    FILES.iter().map(read).collect()
});

/// Every built-in form, the newest first.
pub fn builtin() -> &'static [Arc<Form>] {
    &FORMS
}

/// The built-in form with this id.
pub fn by_id(id: &str) -> Option<Arc<Form>> {
    builtin().iter().find(|f| f.id == id).cloned()
}

/// The form in force for reports on this year (norms §1).
pub fn for_year(year: u16) -> Option<Arc<Form>> {
    builtin().iter().find(|f| f.years.contains(year)).cloned()
}
