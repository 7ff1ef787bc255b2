//! Where what a web page leaves out ends again: elements that are not shown, with or without an end tag.

use super::{
    html::{CELLS, LINES},
    shown::HIDDEN,
};

/// An element whose content is left out.
pub(super) struct Hidden {
    name: String,
    /// How many elements of its name are open in it.
    depth: usize,
    /// How many tables are open in it.
    tables: usize,
}

impl Hidden {
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), depth: 0, tables: 0 }
    }

    /// Whether this tag ends it. Paragraphs, cells and rows may end without a tag of their own: then the tag
    /// itself is still to be read.
    pub fn ends(&mut self, name: &str, starts: bool) -> End {
        if name == "table" && starts {
            self.tables += 1;
        }
        let inside = self.tables > 0;
        if name == "table" && !starts && inside {
            self.tables -= 1;
            return End::No;
        }
        let cell = CELLS.contains(&name);
        let by_other = match self.name.as_str() {
            "p" => LINES.contains(&name) && name != "br" && starts,
            "td" | "th" => (cell && starts) || name == "tr" || name == "table",
            "tr" => name == "table" || (name == "tr" && starts),
            _ => cell || name == "tr" || (name == "table" && !starts),
        };
        if name == self.name && !starts {
            return if self.depth == 0 && !inside { End::Here } else { self.close() };
        }
        if by_other && !inside && self.may_end_by_others() {
            return End::Before;
        }
        self.depth += usize::from(name == self.name && starts && !CELLS.contains(&name));
        End::No
    }

    fn close(&mut self) -> End {
        self.depth = self.depth.saturating_sub(1);
        End::No
    }

    /// Scripts and the like end by their own tag only.
    fn may_end_by_others(&self) -> bool {
        !HIDDEN.contains(&self.name.as_str())
    }
}

/// Whether a tag ends what is left out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    No,
    /// It is the end tag.
    Here,
    /// It ends without one; the tag belongs to what follows.
    Before,
}
