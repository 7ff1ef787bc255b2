//! Single values of a draft's file: each is taken as it is written, or not at all.

use std::borrow::Cow;

use super::{plan::PlanValue, scan::LexKind};
use crate::draft::MonthDay;

/// The years that a report can be on. The first ones were written before there was a regulation.
const YEARS: std::ops::RangeInclusive<u16> = 1990..=2199;
const KINDS: [&str; 3] = ["Department", "Government", "Authorised"];

/// A value as the file that is read in its place has it; `None` where it is none of its kind.
pub(super) fn taken(value: PlanValue, kind: LexKind, raw: &str) -> Option<Cow<'_, str>> {
    match (value, kind) {
        (PlanValue::Text | PlanValue::Paragraph | PlanValue::Entry, LexKind::Text) => {
            string(raw).map(|_| Cow::Borrowed(raw))
        }
        (PlanValue::Entry, LexKind::Word) => number(raw).map(|n| Cow::Owned(format!("\"{n}\""))),
        (PlanValue::Text | PlanValue::Paragraph | PlanValue::Entry, _) => None,
        (_, LexKind::Word) => is_of_kind(value, raw).then_some(Cow::Borrowed(raw)),
        _ => None,
    }
}

/// The content of a string; `None` where it is none, as one with half a character in it.
pub(super) fn string(raw: &str) -> Option<String> {
    ron::from_str(raw).ok()
}

/// A version, of which it is known that it is one.
pub(super) fn version(raw: &str) -> Option<u32> {
    ron::from_str(raw).ok()
}

/// A name as the file has it.
pub(super) fn written(name: &str) -> String {
    ron::to_string(name).unwrap_or_default()
}

/// A paragraph that breaks off at the end of the file, with what ends it.
pub(super) fn half(raw: &str) -> Option<String> {
    let raw = raw.trim_end();
    let signs = raw.strip_prefix('r').map(|rest| rest.len() - rest.trim_start_matches('#').len());
    let whole = match signs {
        Some(signs) => format!("{}\"{}", raw.trim_end_matches('#').trim_end_matches('"'), "#".repeat(signs)),
        None => format!("{}\"", raw.trim_end_matches('\\')),
    };
    string(&whole).filter(|text| !text.trim().is_empty()).map(|_| whole)
}

/// A plain number as it would have been typed.
fn number(raw: &str) -> Option<String> {
    let typed = raw.replace('_', "");
    let bare = typed.trim_start_matches(['-', '+']);
    let is_number = matches!(bare, "NaN" | "inf") || bare.parse::<f64>().is_ok_and(|_| is_plain(bare));
    is_number.then_some(typed)
}

/// Whether it is written in figures.
fn is_plain(bare: &str) -> bool {
    bare.starts_with(|c: char| c.is_ascii_digit() || c == '.')
}

fn is_of_kind(value: PlanValue, raw: &str) -> bool {
    match value {
        PlanValue::Version => ron::from_str::<u32>(raw).is_ok_and(|version| version > 0),
        PlanValue::Year => ron::from_str::<u16>(raw).is_ok_and(|year| year == 0 || YEARS.contains(&year)),
        PlanValue::DateYear => ron::from_str::<u16>(raw).is_ok_and(|year| YEARS.contains(&year)),
        PlanValue::Month => ron::from_str(raw).is_ok_and(|month| MonthDay::new(month, 1).is_some()),
        PlanValue::Day => ron::from_str(raw).is_ok_and(|day| MonthDay::new(1, day).is_some()),
        PlanValue::Count => ron::from_str::<u32>(raw).is_ok(),
        PlanValue::Kind => KINDS.contains(&raw),
        PlanValue::Yes => ron::from_str::<bool>(raw).is_ok(),
        PlanValue::Text | PlanValue::Paragraph | PlanValue::Entry => false,
    }
}
