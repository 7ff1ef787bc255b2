//! 复制: the report or a table on the clipboard, as a web page has it and as plain text.

use super::{Desk, Session, Wanted};
use crate::export::{html, text};

/// What is to go on the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    /// What it is, as sentences call it.
    pub what: &'static str,
    /// What programs get that take formatted text.
    pub html: String,
    /// What all others get.
    pub plain: String,
}

impl Session {
    pub(super) fn copy_report(&self, desk: &mut Desk) {
        let document = &self.document;
        let sheet = document.sheet();
        desk.wanted.push(Wanted::Copy(Clip {
            what: "整份报告",
            html: html::fragment(sheet),
            plain: text::export(sheet),
        }));
    }

    pub(super) fn copy_table(&self, desk: &mut Desk) {
        let document = &self.document;
        let sheet = document.sheet();
        let Some(table) = self.section().and_then(|s| s.table()).and_then(|id| sheet.form().table(id)) else {
            return;
        };
        desk.wanted.push(Wanted::Copy(Clip {
            what: "本表",
            html: html::table(sheet, table),
            plain: text::tsv(sheet, table),
        }));
    }
}
