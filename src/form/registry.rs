//! The forms that travel inside the program: every file in `assets/forms`.

use std::sync::{Arc, LazyLock, OnceLock};

use super::Form;

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/forms.rs"));

/// Each is read when it is first asked for: a command needs one of them.
static EACH: [OnceLock<Arc<Form>>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];

static FORMS: LazyLock<Vec<Arc<Form>>> = LazyLock::new(|| each().cloned().collect());

fn nth(index: usize) -> &'static Arc<Form> {
    let (name, text) = FILES[index];
    let read = || match Form::read(text) {
        Ok(form) => Arc::new(form),
        // A built-in form is part of the program; the tests read every one of them.
        Err(error) => panic!("assets/forms/{name}: {error}"),
    };
    EACH[index].get_or_init(read)
}

/// Every built-in form, the newest first.
pub fn builtin() -> &'static [Arc<Form>] {
    &FORMS
}

/// The built-in forms one by one, the newest first: each is read when it is come to.
pub fn each() -> impl Iterator<Item = &'static Arc<Form>> {
    (0..FILES.len()).map(nth)
}

/// The built-in form with this id.
pub fn by_id(id: &str) -> Option<Arc<Form>> {
    let named = |index: &usize| FILES[*index].1.contains(&format!("\"{id}\""));
    (0..FILES.len()).filter(named).map(nth).find(|f| f.id == id).cloned()
}

/// The form in force for reports on this year (`assets/norms/forms.md` “一览”).
pub fn for_year(year: u16) -> Option<Arc<Form>> {
    each().find(|f| f.years.contains(year)).cloned()
}
