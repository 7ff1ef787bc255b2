//! How a case may end, in the form's words (`assets/norms/texts.md` “正文与表格一致”: TX-ALLKEEP).

use super::words::either;
use crate::form::{Form, Role};

/// How a case may end: for the agency, and otherwise.
pub(super) fn endings(form: &Form) -> [(&'static str, String); 2] {
    let upheld = form.name_of(Role::Upheld);
    let names = form.kinds(Role::Review).iter().map(|kind| kind.name.as_str());
    let others: Vec<&str> = names.filter(|name| *name != upheld).collect();
    [("其余", either(&others)), ("维持", upheld)]
}
