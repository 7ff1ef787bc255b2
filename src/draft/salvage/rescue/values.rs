//! What an entry holds: a single value, a part, or a part that may be missing.

use super::{Condition, LexKind, Lexeme, Loss, Miss, Plan, PlanValue, Rescue, value};

impl Rescue<'_> {
    pub(super) fn single(&mut self, value: PlanValue) -> Result<(), Miss> {
        let next = self.scan.token(self.at);
        let written = self.scan.words(next);
        match next.kind {
            // A number at the very end may be the first figures of one.
            LexKind::Word if next.to == self.scan.text.len() && !self.is_sound() => Err(Miss::Torn),
            LexKind::Text | LexKind::Word => {
                self.at = next.to;
                self.garbled(value, next)?;
                let taken = value::taken(value, next.kind, written);
                let taken = taken.ok_or(Miss::Unfit(Loss::Unfit(value.expected())))?;
                if value == PlanValue::Version {
                    self.version = value::version(&taken);
                }
                self.out += &taken;
                Ok(())
            }
            LexKind::HalfText if value == PlanValue::Paragraph => self.half(next),
            LexKind::Open(_) => {
                self.skip();
                Err(Miss::Unfit(Loss::Unfit(value.expected())))
            }
            _ => Err(Miss::Torn),
        }
    }

    /// A text in which some characters cannot be read is worth its others; a figure is not.
    pub(super) fn garbled(&mut self, value: PlanValue, piece: Lexeme) -> Result<(), Miss> {
        if self.condition != Condition::Garbled || !self.scan.words(piece).contains('\u{fffd}') {
            return Ok(());
        }
        if value == PlanValue::Entry {
            return Err(Miss::Unfit(Loss::Broken));
        }
        self.lose(piece.from, piece.to, Loss::Garbled);
        Ok(())
    }

    /// A paragraph that the end of the file cuts off.
    pub(super) fn half(&mut self, piece: Lexeme) -> Result<(), Miss> {
        let written = self.scan.words(piece).trim_end();
        let is_last = piece.to == self.scan.text.len() && !written.contains('\n');
        let text = is_last.then(|| value::half(written)).flatten().ok_or(Miss::Torn)?;
        self.out += &text;
        self.at = piece.to;
        self.is_cut = true;
        self.lose(piece.from, piece.to, Loss::CutText);
        Ok(())
    }

    pub(super) fn maybe(&mut self, part: &'static Plan) -> Result<(), Miss> {
        let next = self.scan.token(self.at);
        let open = self.scan.token(next.to);
        match (next.kind, self.scan.words(next)) {
            (LexKind::Word, "None") => {
                self.at = next.to;
                self.out += "None";
                Ok(())
            }
            (LexKind::Word, "Some") if open.kind == LexKind::Open(b'(') => {
                self.at = open.to;
                self.some(part)
            }
            (LexKind::Text | LexKind::Word, _) if part.brackets().is_none() => {
                self.at = next.to;
                Err(Miss::Unfit(Loss::Broken))
            }
            _ if !self.is_sound() && part.brackets().is_some() => self.some(part),
            (LexKind::Open(_), _) => {
                self.skip();
                Err(Miss::Unfit(Loss::Broken))
            }
            _ => Err(Miss::Torn),
        }
    }

    /// What stands between `Some(` and its bracket.
    pub(super) fn some(&mut self, part: &'static Plan) -> Result<(), Miss> {
        self.out += "Some(";
        let read = self.value(part);
        if matches!(read, Err(Miss::Torn)) {
            return read;
        }
        self.close_some();
        read
    }

    /// The bracket behind what stands in `Some(`. One on a line of its own is that of something else.
    pub(super) fn close_some(&mut self) {
        let next = self.scan.token(self.at);
        if next.kind == LexKind::Close(b')') && (self.is_sound() || !self.scan.is_first(next.from)) {
            self.at = next.to;
        }
        self.out.push(')');
    }

    pub(super) fn part(&mut self, plan: &'static Plan) -> Result<(), Miss> {
        let next = self.scan.token(self.at);
        let opens = plan.brackets().map(|(opens, _)| LexKind::Open(opens));
        if opens == Some(next.kind) {
            self.at = next.to;
            return self.inside(plan, next.from, self.scan.indent(next.from));
        }
        let below = self.scan.next_line(self.at);
        if !self.is_sound() && self.fits(plan, below) {
            let from = self.at;
            self.lose(from, below, Loss::Mended);
            self.at = below;
            return self.inside(plan, from, self.scan.indent(from));
        }
        match next.kind {
            LexKind::Open(_) => self.skip(),
            _ if self.is_sound() => self.at = next.to,
            _ => return Err(Miss::Torn),
        }
        Err(Miss::Unfit(Loss::Broken))
    }

    /// Goes past a value, whatever it is.
    pub(super) fn skip(&mut self) {
        let indent = self.scan.indent(self.at);
        let mut depth = 0_usize;
        loop {
            let next = self.scan.token(self.at);
            let outside = depth == 0;
            match next.kind {
                LexKind::End => return,
                LexKind::Comma | LexKind::Close(_) if outside => return,
                LexKind::Open(_) => depth += 1,
                LexKind::Close(_) => depth -= 1,
                // Its bracket is missing: what is moved in no further stands outside.
                _ if !self.is_sound()
                    && self.scan.is_first(next.from)
                    && self.scan.indent(next.from) <= indent =>
                {
                    return;
                }
                _ => {}
            }
            self.at = next.to;
        }
    }
}
