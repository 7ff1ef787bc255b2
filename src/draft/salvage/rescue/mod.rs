//! Goes through a draft's file by its plan, and goes on where a reader of the format would give up.
//!
//! What is read is written out anew, without what was lost; what cannot be read is left out in the least part that holds
//! it: a line, as drafts are written with an entry a line. Where brackets are damaged, what follows them tells where it
//! belongs, and how far it is moved in. Nothing is ever put together out of two entries.

mod brackets;
mod misplaced;
mod values;

use std::collections::BTreeSet;

use super::{
    lost::{Loss, Lost, shown},
    path::{Path, Step},
    plan::{DRAFT, Plan, PlanField, PlanValue, Without},
    scan::{LexKind, Lexeme, Scan},
    value,
};

/// How a text is gone through.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    /// Its brackets and strings are known to be whole.
    Sound,
    /// Anything may be wrong with it.
    Damaged,
    /// The same, and some of its bytes were no characters.
    Garbled,
}

/// An entry of a map of the report or of last year's, with its line.
pub(super) struct Taken {
    pub path: Path,
    pub line: usize,
    /// What it holds, where that is a single value.
    pub text: String,
}

/// What was read.
pub(super) struct Rescued {
    /// The file without what was lost.
    pub text: String,
    pub version: Option<u32>,
    pub lost: Vec<Lost>,
    pub taken: Vec<Taken>,
}

/// Goes through a text.
pub(super) fn rescue(text: &str, condition: Condition) -> Rescued {
    let mut rescue = Rescue::new(text, condition);
    rescue.file();
    let Rescue { out, version, mut lost, more, taken, .. } = rescue;
    if more > 0 {
        lost.push(Lost::more(lost.last().map_or(1, |l| l.line), more));
    }
    Rescued { text: out, version, lost, taken }
}

struct Rescue<'t> {
    scan: Scan<'t>,
    at: usize,
    condition: Condition,
    out: String,
    version: Option<u32>,
    lost: Vec<Lost>,
    /// How many more were lost than are listed.
    more: usize,
    taken: Vec<Taken>,
    path: Path,
    /// The parts that are open, the outermost first.
    open: Vec<&'static Plan>,
    /// The end of the file was come upon before that of the draft.
    is_cut: bool,
    /// Whether the file ends as a draft does.
    ends_closed: bool,
    /// Where its last field begins, once that was looked for.
    last_field: Option<usize>,
}

/// A part that is being read.
struct Inside {
    plan: &'static Plan,
    line: usize,
    /// How far the line is moved in that opens it.
    indent: usize,
    /// The keys that were taken.
    taken: BTreeSet<String>,
    /// The fields that were come upon, by their place in the plan.
    met: BTreeSet<usize>,
}

/// What comes next in a part.
#[derive(PartialEq, Eq)]
enum Go {
    On,
    /// It has ended.
    Up,
}

/// Why a value was not read.
#[derive(Clone, Copy)]
enum Miss {
    /// The place behind it is known.
    Unfit(Loss),
    /// Where it ends is not known.
    Torn,
}

/// The name of an entry, with what it should hold.
struct Key {
    name: String,
    label: &'static str,
    plan: &'static Plan,
}

/// An entry that was begun, with what had been read by then.
struct Begun {
    from: usize,
    /// Whether the line is there that it begins with.
    is_opened: bool,
    out: usize,
    lost: usize,
    more: usize,
    taken: usize,
}

impl<'t> Rescue<'t> {
    fn new(text: &'t str, condition: Condition) -> Self {
        Self {
            scan: Scan::new(text),
            at: 0,
            condition,
            out: String::with_capacity(text.len()),
            version: None,
            lost: Vec::new(),
            more: 0,
            taken: Vec::new(),
            path: Path::default(),
            open: Vec::new(),
            is_cut: false,
            ends_closed: text.trim_end().ends_with(')'),
            last_field: None,
        }
    }

    fn is_sound(&self) -> bool {
        self.condition == Condition::Sound
    }

    fn file(&mut self) {
        let first = self.scan.token(0);
        if first.kind == LexKind::Open(b'(') {
            self.at = first.to;
        } else if self.is_sound() {
            return self.lose(first.from, self.scan.next_line(first.from), Loss::Unknown);
        } else if !self.fits(&DRAFT, 0) {
            self.lose_line(first.from);
        }
        // Whether enough of it is left, whoever asked will see.
        let _ = self.inside(&DRAFT, first.from, self.scan.indent(first.from));
        let rest = self.scan.token(self.at);
        if rest.kind != LexKind::End {
            self.lose(rest.from, self.scan.text.len(), Loss::Broken);
        }
    }

    /// Reads a part whose bracket is behind, until it ends or something comes that belongs outside.
    fn inside(&mut self, plan: &'static Plan, from: usize, indent: usize) -> Result<(), Miss> {
        let Some((opens, closes)) = plan.brackets() else { return Err(Miss::Torn) };
        self.out.push(char::from(opens));
        self.open.push(plan);
        let line = self.scan.line(from);
        let mut inside = Inside { plan, line, indent, taken: BTreeSet::new(), met: BTreeSet::new() };
        while self.step(&mut inside) == Go::On {}
        self.open.pop();
        self.complete(&inside)?;
        self.out.push(char::from(closes));
        Ok(())
    }

    fn step(&mut self, inside: &mut Inside) -> Go {
        let next = self.scan.token(self.at);
        match next.kind {
            LexKind::End => self.end(),
            LexKind::Close(closes) => return self.close(inside, closes, next),
            LexKind::Comma => self.at = next.to,
            _ if self.fits(inside.plan, next.from) => self.entry(inside, next.from),
            _ if self.is_sound() => self.foreign(next),
            _ => return self.odd(inside, next),
        }
        if next.kind == LexKind::End { Go::Up } else { Go::On }
    }

    /// What the plan wants and was not there.
    fn complete(&mut self, inside: &Inside) -> Result<(), Miss> {
        for (at, field) in inside.plan.fields().iter().enumerate() {
            let PlanField { name, label, without, .. } = field;
            match without {
                _ if inside.taken.contains(*name) => {}
                Without::Whole => {}
                // Why it is missing was told of.
                Without::Nothing if inside.met.contains(&at) => {
                    let why = self.lost.last().map_or(Loss::Broken, |lost| lost.why);
                    return Err(Miss::Unfit(why));
                }
                Without::Nothing if self.is_cut => return Err(Miss::Unfit(Loss::Cut)),
                Without::Nothing => return Err(Miss::Unfit(Loss::Less(label))),
                Without::Stands(value) => {
                    self.out += &[*name, ":", *value, ","].concat();
                    // What stood there instead was told of.
                    if !inside.met.contains(&at) {
                        self.lack(inside, label);
                    }
                }
            }
        }
        Ok(())
    }

    fn lack(&mut self, inside: &Inside, label: &'static str) {
        let (place, inside_of) = self.path.place();
        self.list(Lost {
            line: inside.line,
            place,
            found: String::new(),
            why: Loss::Lacks(label),
            inside: inside_of,
        });
    }

    /// Whether what stands there can be an entry of this part.
    fn fits(&mut self, plan: &Plan, at: usize) -> bool {
        let first = self.scan.token(at);
        match plan {
            Plan::Fields(_) => {
                first.kind == LexKind::Word
                    && plan.field(self.scan.words(first)).is_some()
                    && self.scan.token(first.to).kind == LexKind::Colon
            }
            Plan::Keyed(_) => first.kind == LexKind::Text && self.scan.token(first.to).kind == LexKind::Colon,
            Plan::Row(_) if self.is_sound() => true,
            Plan::Row(item) => self.begins(item, first),
            Plan::Maybe(_) | Plan::Value(_) => false,
        }
    }

    /// Whether a value of this plan begins with this piece.
    fn begins(&mut self, plan: &Plan, first: Lexeme) -> bool {
        match (plan, first.kind) {
            (Plan::Value(_), LexKind::Text) => self.scan.token(first.to).kind != LexKind::Colon,
            (Plan::Value(_), LexKind::HalfText) => true,
            (Plan::Maybe(_), kind) => kind == LexKind::Word,
            (Plan::Value(PlanValue::Text | PlanValue::Paragraph), _) => false,
            (Plan::Value(_), kind) => {
                kind == LexKind::Word && self.scan.token(first.to).kind != LexKind::Colon
            }
            (part, LexKind::Open(c)) => {
                let empty = matches!(self.scan.token(first.to).kind, LexKind::Close(_));
                part.brackets().is_some_and(|(opens, _)| opens == c) && (empty || self.fits(part, first.to))
            }
            _ => false,
        }
    }

    /// Reads an entry that fits.
    fn entry(&mut self, inside: &mut Inside, from: usize) {
        let begun = self.begin(from);
        self.at = from;
        match self.key(inside.plan) {
            Some(key) => self.entry_of(inside, key, &begun),
            None => self.lose_line(from),
        }
    }

    /// The name of the entry at hand.
    fn key(&mut self, plan: &'static Plan) -> Option<Key> {
        match plan {
            Plan::Row(item) => return Some(Key { name: String::new(), label: "", plan: item }),
            Plan::Maybe(_) | Plan::Value(_) => return None,
            Plan::Fields(_) | Plan::Keyed(_) => {}
        }
        let first = self.scan.token(self.at);
        self.at = self.scan.token(first.to).to;
        let written = self.scan.words(first);
        match plan {
            Plan::Keyed(item) => Some(Key { name: value::string(written)?, label: "", plan: item }),
            _ => plan.field(written).map(|at| named(&plan.fields()[at])),
        }
    }

    /// Reads the value of an entry whose name is behind, or was never there.
    fn entry_of(&mut self, inside: &mut Inside, key: Key, begun: &Begun) {
        inside.met.extend(inside.plan.field(&key.name));
        self.write_name(inside.plan, &key.name);
        let is_item = matches!(inside.plan, Plan::Row(_));
        if !is_item {
            self.path.push(Step { name: key.name.clone(), label: key.label });
        }
        let read = if begun.is_opened { self.value(key.plan) } else { self.unopened_value(key.plan) };
        self.settle(inside, key, begun, read);
        if !is_item {
            self.path.pop();
        }
    }

    /// Takes an entry that was read, or lists it as lost.
    fn settle(&mut self, inside: &mut Inside, key: Key, begun: &Begun, read: Result<(), Miss>) {
        let (from, to) = (begun.from, self.at);
        let (whole, comma) = self.ends();
        let is_item = matches!(inside.plan, Plan::Row(_));
        // What stands behind a part that is whole is no part of it.
        let is_torn = !whole && (read.is_err() || key.plan.part().brackets().is_none());
        match read {
            Err(Miss::Torn) => self.undo(begun, |this| this.lose_line(from)),
            _ if is_torn => self.undo(begun, |this| this.lose_line(from)),
            Err(Miss::Unfit(why)) => self.undo(begun, |this| this.lose(from, to, why)),
            Ok(()) if !is_item && inside.taken.contains(&key.name) => {
                self.undo(begun, |this| this.lose(from, to, Loss::Twice));
            }
            Ok(()) => {
                self.take(inside, key, from);
                if !whole {
                    self.lose_line(self.at);
                } else if !comma && !self.is_sound() && !self.scan.text[..to].trim_end().ends_with(',') {
                    self.lose(from, to, Loss::Mended);
                }
            }
        }
    }

    fn take(&mut self, inside: &mut Inside, key: Key, from: usize) {
        self.out.push(',');
        if matches!(inside.plan, Plan::Keyed(_)) && self.path.is_of_a_report() {
            let name = self.scan.token(from);
            let colon = self.scan.token(name.to);
            let written = self.scan.token(colon.to);
            let text = match written.kind {
                LexKind::Text => value::string(self.scan.words(written)).unwrap_or_default(),
                LexKind::Word => self.scan.words(written).to_owned(),
                _ => String::new(),
            };
            self.taken.push(Taken { path: self.path.clone(), line: self.scan.line(from), text });
        }
        inside.taken.insert(key.name);
    }

    fn write_name(&mut self, plan: &Plan, name: &str) {
        match plan {
            Plan::Fields(_) => self.out += &[name, ":"].concat(),
            Plan::Keyed(_) => {
                self.out += &value::written(name);
                self.out.push(':');
            }
            _ => {}
        }
    }

    /// Whether an entry has ended here, by a comma, which is taken, a bracket, or a new line; and whether as it should:
    /// a new line needs a comma before it.
    fn ends(&mut self) -> (bool, bool) {
        let next = self.scan.token(self.at);
        match next.kind {
            LexKind::Comma => {
                self.at = next.to;
                (true, true)
            }
            LexKind::Close(_) | LexKind::End => (true, true),
            _ => (self.scan.is_first(next.from), false),
        }
    }

    fn value(&mut self, plan: &'static Plan) -> Result<(), Miss> {
        match plan {
            Plan::Value(value) => self.single(*value),
            Plan::Maybe(part) => self.maybe(part),
            part => self.part(part),
        }
    }

    /// Leaves out what is left of a line.
    fn lose_line(&mut self, from: usize) {
        let to = self.scan.next_line(from);
        self.at = to;
        let is_end = to == self.scan.text.len() && !self.ends_closed;
        self.is_cut |= is_end;
        self.lose(from, to, if is_end { Loss::Cut } else { Loss::Broken });
    }

    fn lose(&mut self, from: usize, to: usize, why: Loss) {
        if self.lost.len() >= super::LISTED {
            self.more += 1;
            return;
        }
        let words = &self.scan.text[from..to];
        let (place, inside) = self.path.place_of(words);
        self.list(Lost { line: self.scan.line(from), place, found: shown(words), why, inside });
    }

    fn list(&mut self, lost: Lost) {
        if self.lost.len() < super::LISTED { self.lost.push(lost) } else { self.more += 1 }
    }

    fn begin(&self, from: usize) -> Begun {
        let (out, lost, more, taken) = (self.out.len(), self.lost.len(), self.more, self.taken.len());
        Begun { from, is_opened: true, out, lost, more, taken }
    }

    /// Takes back what was read of an entry, and lists it.
    fn undo(&mut self, mark: &Begun, list: impl FnOnce(&mut Self)) {
        self.out.truncate(mark.out);
        self.lost.truncate(mark.lost);
        self.more = mark.more;
        self.taken.truncate(mark.taken);
        list(self);
    }
}

fn named(field: &'static PlanField) -> Key {
    Key { name: field.name.to_owned(), label: field.label, plan: field.plan }
}
