//! 复制: the report or a table on the clipboard, as a web page has it and as plain text.

use super::{App, Wanted};
use crate::export::{html, text};

/// What is to go on the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    /// What it is, as sentences call it.
    pub what: &'static str,
    /// For programs that take formatted text.
    pub html: String,
    /// For those that do not.
    pub plain: String,
}

impl App {
    pub(super) fn copy_report(&mut self) {
        let Some(document) = &self.document else { return };
        let sheet = document.sheet();
        self.wanted.push(Wanted::Copy(Clip {
            what: "整份报告",
            html: html::fragment(sheet),
            plain: text::export(sheet),
        }));
    }

    pub(super) fn copy_table(&mut self) {
        let Some(document) = &self.document else { return };
        let sheet = document.sheet();
        let Some(table) = self.section().and_then(|s| s.table()).and_then(|id| sheet.form().table(id)) else {
            return;
        };
        self.wanted.push(Wanted::Copy(Clip {
            what: "本表",
            html: html::table(sheet, table),
            plain: text::tsv(sheet, table),
        }));
    }
}
