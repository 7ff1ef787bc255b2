//! What cannot be an entry where it stands: its name is damaged, the line above it is missing, or it belongs to a part
//! around the one at hand.

use super::{Begun, Go, Inside, Key, LexKind, Lexeme, Loss, Miss, Plan, PlanField, Rescue, named};
use crate::draft::{file::VERSION, salvage::near};

/// How far an entry is moved in under what holds it.
const INDENT: usize = 4;

impl Rescue<'_> {
    /// An entry that belongs to no part of a sound file.
    pub(super) fn foreign(&mut self, first: Lexeme) {
        self.skip();
        let to = self.at;
        self.lose(first.from, to, Loss::Unknown);
    }

    /// What cannot be an entry of the part at hand: it belongs to another, or it is damaged.
    pub(super) fn odd(&mut self, inside: &mut Inside, first: Lexeme) -> Go {
        let is_named = first.kind == LexKind::Word && self.scan.token(first.to).kind == LexKind::Colon;
        if is_named && let Some(field) = self.nearly(inside, first) {
            self.lose(first.from, first.to, Loss::Mended);
            let begun = self.begin(first.from);
            self.at = self.scan.token(first.to).to;
            self.entry_of(inside, named(field), &begun);
        } else if self.fits_outside(first.from) {
            self.unclosed(first.from);
            return Go::Up;
        } else if let Some(key) = self.unopened(inside, first.from) {
            let begun = Begun { is_opened: false, ..self.begin(first.from) };
            self.at = first.from;
            self.entry_of(inside, key, &begun);
        } else if self.unopened_outside(inside, first.from) {
            self.unclosed(first.from);
            return Go::Up;
        } else if is_named && matches!(inside.plan, Plan::Fields(_)) {
            self.at = self.scan.token(first.to).to;
            self.skip();
            let to = self.at;
            self.lose(first.from, to, Loss::Unknown);
        } else {
            self.lose_line(first.from);
        }
        Go::On
    }

    /// The field whose name was most likely written there. In a file of a later program a name that is not known is no
    /// mistake.
    pub(super) fn nearly(&mut self, inside: &Inside, name: Lexeme) -> Option<&'static PlanField> {
        if self.version.is_some_and(|version| version > VERSION) {
            return None;
        }
        let written = self.scan.words(name);
        let open = |f: &&PlanField| !inside.taken.contains(f.name);
        let near = inside.plan.fields().iter().filter(open).find(|f| near::is_near(written, f.name));
        near.or_else(|| self.by_content(inside, name))
    }

    /// The next field that holds what stands behind a name of which nothing can be made.
    pub(super) fn by_content(&mut self, inside: &Inside, name: Lexeme) -> Option<&'static PlanField> {
        let colon = self.scan.token(name.to);
        let value = self.scan.token(colon.to);
        let next = inside.met.last().map_or(0, |last| last + 1);
        let fields = inside.plan.fields().get(next..).unwrap_or_default();
        fields.iter().find(|f| {
            let part = f.plan.part();
            let opens = part.brackets().map(|(opens, _)| LexKind::Open(opens));
            opens == Some(value.kind) && self.can_hold(part, value.to)
        })
    }

    pub(super) fn fits_outside(&mut self, at: usize) -> bool {
        let outside = self.open[..self.open.len() - 1].to_vec();
        outside.into_iter().any(|plan| self.fits(plan, at))
    }

    /// The part that an entry without its opening line belongs to: the next one whose entries look so.
    pub(super) fn unopened(&mut self, inside: &Inside, at: usize) -> Option<Key> {
        if let Plan::Row(item) = inside.plan {
            let key = Key { name: String::new(), label: "", plan: item };
            return self.fits(item, at).then_some(key);
        }
        let next = inside.met.last().map_or(0, |last| last + 1);
        let fields = inside.plan.fields().get(next..).unwrap_or_default();
        fields.iter().find(|f| self.can_hold(f.plan.part(), at)).map(named)
    }

    /// Whether an entry with a key, which no part with names has, is one of a part beside this one: the end of this part
    /// and the opening line of that one are both missing.
    fn unopened_outside(&mut self, inside: &Inside, at: usize) -> bool {
        let [.., around, _] = self.open[..] else { return false };
        let beside =
            around.fields().iter().map(|f| f.plan.part()).filter(|part| matches!(part, Plan::Keyed(_)));
        matches!(inside.plan, Plan::Fields(_)) && beside.into_iter().any(|part| self.can_hold(part, at))
    }

    /// Whether an entry there is one of this part, by its value as well.
    pub(super) fn can_hold(&mut self, plan: &Plan, at: usize) -> bool {
        if !self.fits(plan, at) {
            return false;
        }
        if let Plan::Row(item) = plan {
            // By its first field: others are those of a report as well.
            let open = self.scan.token(at);
            let name = self.scan.token(open.to);
            return item.fields().first().is_none_or(|field| field.name == self.scan.words(name));
        }
        let Plan::Keyed(item) = plan else { return true };
        let name = self.scan.token(at);
        let colon = self.scan.token(name.to);
        let value = self.scan.token(colon.to);
        match (item, value.kind) {
            (Plan::Value(_), kind) => matches!(kind, LexKind::Text | LexKind::Word),
            (part, LexKind::Open(c)) => part.brackets().is_some_and(|(opens, _)| opens == c),
            _ => false,
        }
    }

    /// Reads a part whose opening line is missing.
    pub(super) fn unopened_value(&mut self, plan: &'static Plan) -> Result<(), Miss> {
        let from = self.at;
        self.lose(from, self.scan.next_line(from), Loss::Unopened);
        let indent = self.scan.indent(from).saturating_sub(INDENT);
        let Plan::Maybe(part) = plan else { return self.inside(plan, from, indent) };
        self.out += "Some(";
        let read = self.inside(part, from, indent);
        self.close_some();
        read
    }
}
