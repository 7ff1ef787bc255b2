//! Closing brackets, of which some are missing and some are wrong, and the end of the file.

use super::{DRAFT, Go, Inside, Lexeme, Loss, Plan, Rescue};

/// What a closing bracket closes.
enum Closed {
    /// The part at hand.
    This,
    /// The same, though it is the bracket of another kind of part.
    ThisDamaged,
    /// A part around it, of which this one is the last that was not closed.
    Outside,
    Nothing,
}

impl Rescue<'_> {
    /// A closing bracket.
    pub(super) fn close(&mut self, inside: &Inside, closes: u8, piece: Lexeme) -> Go {
        match self.closed_by(inside, closes, piece) {
            Closed::This => self.at = piece.to,
            Closed::ThisDamaged => {
                self.lose(piece.from, self.scan.next_line(piece.from), Loss::Mended);
                self.at = piece.to;
            }
            Closed::Outside => self.unclosed(piece.from),
            Closed::Nothing => {
                self.lose_line(piece.from);
                return Go::On;
            }
        }
        Go::Up
    }

    /// What a bracket closes: where lines are moved in as drafts are written, how far its own is tells.
    fn closed_by(&mut self, inside: &Inside, closes: u8, piece: Lexeme) -> Closed {
        if self.is_sound() {
            return Closed::This;
        }
        let closes_some = |plan: &Plan| plan.brackets().is_some_and(|(_, own)| own == closes);
        let (is_own, outside) = (closes_some(inside.plan), &self.open[..self.open.len() - 1]);
        let (is_outside, is_outermost) = (outside.iter().any(|plan| closes_some(plan)), outside.is_empty());
        let alone = self.scan.is_first(piece.from) && self.scan.line(piece.from) > inside.line;
        let indent = self.scan.indent(piece.from);
        match is_own {
            true if is_outermost && piece.to < self.last_field() => Closed::Nothing,
            true if !is_outermost && alone && indent < inside.indent => Closed::Outside,
            // Of a part whose opening line is lost.
            true if alone && indent > inside.indent => Closed::Nothing,
            true => Closed::This,
            false if alone && indent == inside.indent => Closed::ThisDamaged,
            false if is_outside => Closed::Outside,
            false => Closed::Nothing,
        }
    }

    /// Where the last line begins that belongs to the outermost part.
    pub(super) fn last_field(&mut self) -> usize {
        if let Some(last) = self.last_field {
            return last;
        }
        let (mut at, mut last) = (0, 0);
        while at < self.scan.text.len() {
            let first = self.scan.token(at).from;
            if self.fits(&DRAFT, first) {
                last = first;
            }
            at = self.scan.next_line(first);
        }
        self.last_field = Some(last);
        last
    }

    /// Notes that the bracket is missing that should have stood before this place, unless damage there was told of.
    pub(super) fn unclosed(&mut self, at: usize) {
        let line = self.scan.line(at);
        if self.lost.last().is_none_or(|l| l.line + 2 < line) {
            self.lose(at, self.scan.next_line(at), Loss::Unclosed);
        }
    }

    /// The file ends where the draft does not.
    pub(super) fn end(&mut self) {
        if self.is_cut {
            return;
        }
        self.is_cut = true;
        let text = self.scan.text;
        let last = text.trim_end().rfind('\n').map_or(0, |at| at + 1);
        self.lose(last, text.len(), Loss::Cut);
    }
}
