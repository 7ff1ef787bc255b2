//! Acts on a whole table: the rest is zero, no applications this year, checking against paper.

use super::{Change, Desk, Mode, Session};
use crate::{
    draft::{Entry, edit::Edit},
    form::{Role, Table},
};

impl Session {
    /// Fills every blank cell of the table shown with zero, as one step.
    pub(in crate::app) fn fill_blanks(&mut self, desk: &mut Desk) {
        let Some((_, table)) = self.table() else { return };
        let name = format!("{}空白填0", table.name);
        let edits = self.zeros(&table.clone());
        if edits.is_empty() {
            return desk.whisper("没有空白的格".to_owned());
        }
        desk.whisper(format!("已填{}格", edits.len()));
        self.edit(Change { name, edits, merge: None }, desk);
        self.reveal = true;
    }

    /// Whether the table shown counts applications, so that there may have been none.
    pub fn counts_applications(&self) -> bool {
        self.table().is_some_and(|(form, table)| {
            let received = form.role(Role::Received).first().and_then(|id| form.cell(id.as_str()));
            received.is_some_and(|c| form.tables[c.table].id == table.id)
        })
    }

    /// Whether the table shown is locked at zero.
    pub fn is_locked(&self) -> bool {
        self.table().is_some_and(|(_, table)| self.document.report().locked.contains(&table.id))
    }

    /// 本年未收到申请: fills the table shown with zeros, writes the sentence and locks; or takes the lock away.
    pub(super) fn toggle_no_applications(&mut self, desk: &mut Desk) {
        self.reveal = true;
        let Some((_, table)) = self.table() else { return };
        let table = table.clone();
        if self.is_locked() {
            let edits = vec![Edit::Lock(table.id, false)];
            return self.edit(Change { name: "取消本年未收到申请".to_owned(), edits, merge: None }, desk);
        }
        if let Some(filled) = self.first_filled(&table) {
            return desk
                .fail(format!("{}已填有数（{filled}），没有改动。先清空再按“本年未收到申请”", table.name));
        }
        let mut edits = self.zeros(&table);
        edits.extend(self.sentence());
        edits.push(Edit::Lock(table.id, true));
        self.edit(Change { name: "本年未收到申请".to_owned(), edits, merge: None }, desk);
    }

    /// 核对纸质总计: lets totals be typed from a paper copy, and back.
    pub(super) fn toggle_verify(&mut self) {
        self.grid.mode = match self.grid.mode {
            Mode::Fill => Mode::Verify,
            Mode::Verify => Mode::Fill,
        };
        self.reveal = true;
    }

    fn zeros(&self, table: &Table) -> Vec<Edit> {
        let document = &self.document;
        let blank = |c: &&crate::form::Cell| !c.is_total() && !document.report().cells.contains_key(&c.id);
        let cells = document.form().cells_of(table).iter().filter(blank);
        cells.map(|c| Edit::Cell(c.id.clone(), Entry::read("0"))).collect()
    }

    /// A cell with something other than zero in it, by name.
    fn first_filled(&self, table: &Table) -> Option<String> {
        let document = &self.document;
        let (form, report) = (document.form(), document.report());
        let other = |c: &&crate::form::Cell| {
            report.cells.get(&c.id).is_some_and(|e| e.number().is_none_or(|n| !n.is_zero()))
        };
        let cell = form.cells_of(table).iter().find(other)?;
        Some(form.position(cell))
    }

    /// The sentence for the first section that is about applications, unless it stands there already.
    fn sentence(&self) -> Option<Edit> {
        let document = &self.document;
        let (section, text) = document.sheet().texts().find(|(section, _)| !section.heading.is_empty())?;
        let sentence = format!("{}年，本机关未收到政府信息公开申请。", document.report().year);
        if text.contains(&sentence) {
            return None;
        }
        let text = if text.is_empty() { sentence } else { format!("{}\n{sentence}", text.trim_end()) };
        Some(Edit::Text(section.id.clone(), text.into()))
    }
}
