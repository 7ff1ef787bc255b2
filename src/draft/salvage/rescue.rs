//! Goes through a draft's file by its plan, and goes on where a reader of the format would give up.
//!
//! What is read is written out anew, without what was lost; what cannot be read is left out in the least part that holds
//! it: a line, as drafts are written with an entry a line. Where brackets are damaged, what follows them tells where it
//! belongs, and how far it is moved in. Nothing is ever put together out of two entries.

use std::collections::BTreeSet;

use super::{
    lost::{Loss, Lost, shown},
    near,
    path::{Path, Step},
    plan::{DRAFT, Plan, PlanField, PlanValue, Without},
    scan::{LexKind, Lexeme, Scan},
    value,
};
use crate::draft::file::VERSION;

/// The most that is listed; a file of which more is lost is looked through by hand anyhow.
const LISTED: usize = 200;
/// How far an entry is moved in under what holds it.
const INDENT: usize = 4;

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
        let last = lost.last().map_or(1, |l| l.line);
        lost.push(Lost {
            line: last,
            place: crate::draft::Place::Source,
            found: String::new(),
            why: Loss::More(more),
            inside: String::new(),
        });
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

    fn single(&mut self, value: PlanValue) -> Result<(), Miss> {
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
    fn garbled(&mut self, value: PlanValue, piece: Lexeme) -> Result<(), Miss> {
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
    fn half(&mut self, piece: Lexeme) -> Result<(), Miss> {
        let written = self.scan.words(piece).trim_end();
        let is_last = piece.to == self.scan.text.len() && !written.contains('\n');
        let text = is_last.then(|| value::half(written)).flatten().ok_or(Miss::Torn)?;
        self.out += &text;
        self.at = piece.to;
        self.is_cut = true;
        self.lose(piece.from, piece.to, Loss::CutText);
        Ok(())
    }

    fn maybe(&mut self, part: &'static Plan) -> Result<(), Miss> {
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
    fn some(&mut self, part: &'static Plan) -> Result<(), Miss> {
        self.out += "Some(";
        let read = self.value(part);
        if matches!(read, Err(Miss::Torn)) {
            return read;
        }
        self.close_some();
        read
    }

    /// The bracket behind what stands in `Some(`. One on a line of its own is that of something else.
    fn close_some(&mut self) {
        let next = self.scan.token(self.at);
        if next.kind == LexKind::Close(b')') && (self.is_sound() || !self.scan.is_first(next.from)) {
            self.at = next.to;
        }
        self.out.push(')');
    }

    fn part(&mut self, plan: &'static Plan) -> Result<(), Miss> {
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
    fn skip(&mut self) {
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

    /// An entry that belongs to no part of a sound file.
    fn foreign(&mut self, first: Lexeme) {
        self.skip();
        let to = self.at;
        self.lose(first.from, to, Loss::Unknown);
    }

    /// What cannot be an entry of the part at hand: it belongs to another, or it is damaged.
    fn odd(&mut self, inside: &mut Inside, first: Lexeme) -> Go {
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
    fn nearly(&mut self, inside: &Inside, name: Lexeme) -> Option<&'static PlanField> {
        if self.version.is_some_and(|version| version > VERSION) {
            return None;
        }
        let written = self.scan.words(name);
        let open = |f: &&PlanField| !inside.taken.contains(f.name);
        let near = inside.plan.fields().iter().filter(open).find(|f| near::is_near(written, f.name));
        near.or_else(|| self.by_content(inside, name))
    }

    /// The next field that holds what stands behind a name of which nothing can be made.
    fn by_content(&mut self, inside: &Inside, name: Lexeme) -> Option<&'static PlanField> {
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

    fn fits_outside(&mut self, at: usize) -> bool {
        let outside = self.open[..self.open.len() - 1].to_vec();
        outside.into_iter().any(|plan| self.fits(plan, at))
    }

    /// The part that an entry without its opening line belongs to: the next one whose entries look so.
    fn unopened(&mut self, inside: &Inside, at: usize) -> Option<Key> {
        if let Plan::Row(item) = inside.plan {
            let key = Key { name: String::new(), label: "", plan: item };
            return self.fits(item, at).then_some(key);
        }
        let next = inside.met.last().map_or(0, |last| last + 1);
        let fields = inside.plan.fields().get(next..).unwrap_or_default();
        fields.iter().find(|f| self.can_hold(f.plan.part(), at)).map(named)
    }

    /// Whether an entry there is one of this part, by its value as well.
    fn can_hold(&mut self, plan: &Plan, at: usize) -> bool {
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
    fn unopened_value(&mut self, plan: &'static Plan) -> Result<(), Miss> {
        let from = self.at;
        self.lose(from, self.scan.next_line(from), Loss::Unopened);
        let indent = self.scan.indent(from).saturating_sub(INDENT);
        let Plan::Maybe(part) = plan else { return self.inside(plan, from, indent) };
        self.out += "Some(";
        let read = self.inside(part, from, indent);
        self.close_some();
        read
    }

    /// A closing bracket.
    fn close(&mut self, inside: &Inside, closes: u8, piece: Lexeme) -> Go {
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
            true => Closed::This,
            false if alone && indent == inside.indent => Closed::ThisDamaged,
            false if is_outside => Closed::Outside,
            false => Closed::Nothing,
        }
    }

    /// Where the last line begins that belongs to the outermost part.
    fn last_field(&mut self) -> usize {
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
    fn unclosed(&mut self, at: usize) {
        let line = self.scan.line(at);
        if self.lost.last().is_none_or(|l| l.line + 2 < line) {
            self.lose(at, self.scan.next_line(at), Loss::Unclosed);
        }
    }

    /// The file ends where the draft does not.
    fn end(&mut self) {
        if self.is_cut {
            return;
        }
        self.is_cut = true;
        let text = self.scan.text;
        let last = text.trim_end().rfind('\n').map_or(0, |at| at + 1);
        self.lose(last, text.len(), Loss::Cut);
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
        if self.lost.len() >= LISTED {
            self.more += 1;
            return;
        }
        let words = &self.scan.text[from..to];
        let (place, inside) = self.path.place_of(words);
        self.list(Lost { line: self.scan.line(from), place, found: shown(words), why, inside });
    }

    fn list(&mut self, lost: Lost) {
        if self.lost.len() < LISTED { self.lost.push(lost) } else { self.more += 1 }
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
