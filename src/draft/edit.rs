//! Changes to a draft as values: each is applied once and gives back the change that undoes it.

use super::{
    AgencyKind, Declined, Doubt, Draft, Entry, Explanation, MonthDay, Text,
    after::{AfterNote, AfterStep},
    remark::Remark,
    sign::Signed,
    tied::Tied,
};
use crate::{
    form::{CellId, SectionId, TableId},
    words::narrow_char,
};

/// A change to a draft, as a value: what becomes what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Fills or blanks a cell.
    Cell(CellId, Option<Entry>),
    /// Sets or removes a printed total.
    Printed(CellId, Option<Entry>),
    /// Replaces the text of a section.
    Text(SectionId, Text),
    /// Replaces a line of the agency profile.
    Agency(AgencyField, String),
    /// Sets the kind of agency.
    AgencyKind(AgencyKind),
    /// Sets or removes the local limit of characters.
    Limit(Option<usize>),
    /// Sets or removes the local date.
    Deadline(Option<MonthDay>),
    /// Sets or removes a printed title of its own.
    Title(Option<String>),
    /// Sets the year reported on.
    Year(u16),
    /// Locks a table at zero, or takes the lock away.
    Lock(TableId, bool),
    /// Keeps a sentence of last year's as read and right.
    Confirm(Kept),
    /// Asks about it again.
    Unconfirm(Kept),
    /// Replaces all explanations.
    Explanations(Vec<Explanation>),
    /// Replaces the list of versions sent up for signature.
    Signed(Vec<Signed>),
    /// Replaces the list of what is still doubtful.
    Doubts(Vec<Doubt>),
    /// Replaces the list of numbers that follow a table.
    Tied(Vec<Tied>),
    /// Sets or removes what is noted of a cell.
    Remark(CellId, Option<Remark>),
    /// Replaces what was noted of a step after signing.
    After(AfterStep, AfterNote),
    /// Leaves out a change of an edited copy, or thinks it over once more.
    Decline(Declined, bool),
}

/// A sentence of last year's that is kept: where it is and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its section.
    pub section: SectionId,
    /// The sentence made even, as [`super::leftover::Leftover::words`].
    pub words: String,
}

/// A line of the agency profile (机关信息).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AgencyField {
    /// The full name (机关全称).
    Name,
    /// The website (网站).
    Website,
    /// The address (地址).
    Address,
    /// The postcode (邮编).
    Postcode,
    /// The telephone number (电话).
    Telephone,
    /// The fax number (传真).
    Fax,
    /// The mail address (电子邮箱).
    Mail,
}

impl AgencyField {
    /// Every line, in the order of the page.
    pub const ALL: [Self; 7] =
        [Self::Name, Self::Website, Self::Address, Self::Postcode, Self::Telephone, Self::Fax, Self::Mail];

    /// What the officer calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "机关全称",
            Self::Website => "网站",
            Self::Address => "地址",
            Self::Postcode => "邮编",
            Self::Telephone => "电话",
            Self::Fax => "传真",
            Self::Mail => "电子邮箱",
        }
    }

    /// What was typed as it is written: numbers and addresses of the net have half-width letters.
    pub fn written(self, typed: &str) -> String {
        match self {
            Self::Name | Self::Address => typed.to_owned(),
            Self::Mail => typed.chars().map(narrow_char).map(|c| if c == '＠' { '@' } else { c }).collect(),
            Self::Website | Self::Postcode | Self::Telephone | Self::Fax => {
                typed.chars().map(narrow_char).collect()
            }
        }
    }

    /// The line in this profile.
    pub fn of(self, agency: &super::Agency) -> &String {
        match self {
            Self::Name => &agency.name,
            Self::Website => &agency.website,
            Self::Address => &agency.address,
            Self::Postcode => &agency.postcode,
            Self::Telephone => &agency.telephone,
            Self::Fax => &agency.fax,
            Self::Mail => &agency.mail,
        }
    }

    fn of_mut(self, agency: &mut super::Agency) -> &mut String {
        match self {
            Self::Name => &mut agency.name,
            Self::Website => &mut agency.website,
            Self::Address => &mut agency.address,
            Self::Postcode => &mut agency.postcode,
            Self::Telephone => &mut agency.telephone,
            Self::Fax => &mut agency.fax,
            Self::Mail => &mut agency.mail,
        }
    }
}

impl Edit {
    /// Whether it is about a number of a table and nothing else.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Cell(..) | Self::Printed(..))
    }

    /// The section whose text it replaces, and the new text.
    pub fn as_text(&self) -> Option<(&SectionId, &Text)> {
        match self {
            Self::Text(section, text) => Some((section, text)),
            _ => None,
        }
    }

    /// The list of numbers that follow a table, where it replaces that.
    pub(super) fn as_tied(&self) -> Option<&[Tied]> {
        match self {
            Self::Tied(tied) => Some(tied),
            _ => None,
        }
    }

    /// Whether applying it would change the draft.
    pub fn changes(&self, draft: &Draft) -> bool {
        let report = &draft.report;
        match self {
            Self::Cell(id, entry) => report.cells.get(id) != entry.as_ref(),
            Self::Printed(id, entry) => report.printed.get(id) != entry.as_ref(),
            Self::Text(section, text) => report.text(section) != text.as_str(),
            Self::Agency(field, line) => field.of(&report.agency) != line,
            Self::AgencyKind(kind) => report.agency.kind != *kind,
            Self::Limit(limit) => report.agency.limit != *limit,
            Self::Deadline(date) => report.agency.deadline != *date,
            Self::Title(title) => report.title != *title,
            Self::Year(year) => report.year != *year,
            Self::Lock(table, locked) => report.locked.contains(table) != *locked,
            Self::Confirm(kept) => !draft.has_confirmed(&kept.section, &kept.words),
            Self::Unconfirm(kept) => draft.has_confirmed(&kept.section, &kept.words),
            Self::Explanations(new) => draft.explanations != *new,
            Self::Signed(new) => draft.signed != *new,
            Self::Doubts(new) => draft.doubts != *new,
            Self::Tied(new) => draft.tied != *new,
            Self::Remark(id, remark) => draft.remarks.get(id) != remark.as_ref(),
            Self::After(step, note) => draft.after.of(*step) != note,
            Self::Decline(declined, is_declined) => draft.declined.contains(declined) != *is_declined,
        }
    }

    /// Applies the change and returns the one that undoes it.
    pub fn apply(self, draft: &mut Draft) -> Self {
        let report = &mut draft.report;
        match self {
            Self::Cell(id, entry) => Self::Cell(id.clone(), put(&mut report.cells, id, entry)),
            Self::Printed(id, entry) => Self::Printed(id.clone(), put(&mut report.printed, id, entry)),
            Self::Text(section, text) => {
                let text = (!text.is_empty()).then_some(text);
                let old = put(&mut report.sections, section.clone(), text);
                Self::Text(section, old.unwrap_or_default())
            }
            Self::Agency(field, line) => {
                Self::Agency(field, std::mem::replace(field.of_mut(&mut report.agency), line))
            }
            Self::AgencyKind(kind) => Self::AgencyKind(std::mem::replace(&mut report.agency.kind, kind)),
            Self::Limit(limit) => Self::Limit(std::mem::replace(&mut report.agency.limit, limit)),
            Self::Deadline(date) => Self::Deadline(std::mem::replace(&mut report.agency.deadline, date)),
            Self::Title(title) => Self::Title(std::mem::replace(&mut report.title, title)),
            Self::Year(year) => Self::Year(std::mem::replace(&mut report.year, year)),
            Self::Lock(table, locked) => {
                let was = keep(&mut report.locked, &table, locked);
                Self::Lock(table, was)
            }
            Self::Confirm(kept) => {
                let was = draft.has_confirmed(&kept.section, &kept.words);
                draft.confirm(&kept);
                if was { Self::Confirm(kept) } else { Self::Unconfirm(kept) }
            }
            Self::Unconfirm(kept) => {
                let was = draft.has_confirmed(&kept.section, &kept.words);
                draft.unconfirm(&kept);
                if was { Self::Confirm(kept) } else { Self::Unconfirm(kept) }
            }
            Self::Explanations(new) => Self::Explanations(std::mem::replace(&mut draft.explanations, new)),
            Self::Signed(new) => Self::Signed(std::mem::replace(&mut draft.signed, new)),
            Self::Doubts(new) => Self::Doubts(std::mem::replace(&mut draft.doubts, new)),
            Self::Tied(new) => Self::Tied(std::mem::replace(&mut draft.tied, new)),
            Self::Remark(id, remark) => Self::Remark(id.clone(), put(&mut draft.remarks, id, remark)),
            Self::After(step, note) => Self::After(step, std::mem::replace(draft.after.of_mut(step), note)),
            Self::Decline(declined, is_declined) => {
                let was = keep(&mut draft.declined, &declined, is_declined);
                Self::Decline(declined, was)
            }
        }
    }
}

/// Puts something into a set, or takes it out; whether it was in it.
fn keep<T: Ord + Clone>(set: &mut std::collections::BTreeSet<T>, item: &T, is_in: bool) -> bool {
    if is_in { !set.insert(item.clone()) } else { set.remove(item) }
}

fn put<K: Ord, V>(map: &mut std::collections::BTreeMap<K, V>, key: K, value: Option<V>) -> Option<V> {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    }
}
