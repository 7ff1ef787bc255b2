//! Versions sent up for signature (送审稿): a number, a fingerprint, and the report as it then was.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Draft, Report};

/// The title of the 送审单, the page before a version that is sent up.
pub const SHEET: &str = "政府信息公开工作年度报告送审单";
/// What ends every page of it.
pub const NOT_PUBLISHED: &str = "本页不公开";
/// What stands before the fingerprint at the foot of pages.
pub const FINGERPRINT: &str = "文稿指纹";
/// What marks the place of the seal, behind the name of the agency.
pub const SEAL: &str = "（盖章）";

/// A calendar day, as the caller gives it: nothing in here reads a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl fmt::Display for Date {
    /// As printed (成文日期, GB/T 9704—2012 §7.3.5.4): arabic figures, months and days without a nought in front.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}年{}月{}日", self.year, self.month, self.day)
    }
}

/// The SHA-256 of a report's content (文稿指纹): the same for the same figures and words, wherever it is computed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// All 64 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first twelve digits in fours, as printed: `7c1e 90b4 a3d2`.
    pub fn short(&self) -> String {
        let digits: Vec<char> = self.0.chars().take(12).collect();
        digits.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
    }
}

/// A version sent up for signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// The number of the version: 1 for 送审第1稿.
    pub number: u32,
    /// The day it was marked, where that was given.
    #[serde(default)]
    pub date: Option<Date>,
    /// Who signed it (签发人), where that was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// The fingerprint of its content.
    pub fingerprint: Fingerprint,
    /// The report as it then was, to compare later versions with.
    pub report: Report,
}

/// How a draft stands to the version sent up last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SinceSigned {
    /// None was sent up.
    Never,
    /// Every figure and word is as it was sent up.
    Same,
    /// Some figure or word was changed after it was sent up (签发后已改动).
    Changed,
}

impl Report {
    /// The fingerprint of everything that is printed or exported of the report.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut hash = Content(Sha256::new());
        hash.list("form", [self.form.as_str(), &self.year.to_string()]);
        hash.list("title", self.title.as_deref());
        hash.list("agency", super::edit::AgencyField::ALL.map(|field| field.of(&self.agency).as_str()));
        hash.list("kind", [format!("{:?}", self.agency.kind).as_str()]);
        for (name, cells) in [("cells", &self.cells), ("printed", &self.printed)] {
            let entries = cells.iter().flat_map(|(id, entry)| [id.to_string(), entry.to_string()]);
            hash.list(name, entries.collect::<Vec<_>>().iter().map(String::as_str));
        }
        let written = self.sections.iter().filter(|(_, text)| !text.is_empty());
        hash.list("sections", written.flat_map(|(id, text)| [id.as_str(), text.as_str()]));
        hash.finish()
    }
}

/// The content being hashed: named lists of texts, each with its length before it, so that no two contents
/// give the same bytes. Independent of the file format, which may change.
struct Content(Sha256);

impl Content {
    fn list<'a>(&mut self, name: &str, texts: impl IntoIterator<Item = &'a str>) {
        self.text(name);
        texts.into_iter().for_each(|text| self.text(text));
        self.0.update("\n");
    }

    fn text(&mut self, text: &str) {
        self.0.update(format!("{}:", text.len()));
        self.0.update(text);
    }

    fn finish(self) -> Fingerprint {
        Fingerprint(self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl Draft {
    /// The version sent up last.
    pub fn last_signed(&self) -> Option<&Signed> {
        self.signed.last()
    }

    /// How the draft stands to the version sent up last.
    pub fn since_signed(&self) -> SinceSigned {
        match self.last_signed() {
            None => SinceSigned::Never,
            Some(last) if last.fingerprint == self.report.fingerprint() => SinceSigned::Same,
            Some(_) => SinceSigned::Changed,
        }
    }

    /// The number of the version that the draft is: the last one's while nothing has changed, else the next.
    pub fn version_number(&self) -> u32 {
        let last = self.last_signed().map_or(0, |s| s.number);
        if self.since_signed() == SinceSigned::Same { last } else { last.saturating_add(1) }
    }

    /// The version to compare the draft with: the last one that differs from it.
    pub fn version_before(&self) -> Option<&Signed> {
        let now = self.report.fingerprint();
        self.signed.iter().rev().find(|s| s.fingerprint != now)
    }

    /// The list of versions with the draft as it is now marked as sent up, for [`super::edit::Edit::Signed`];
    /// unchanged where it is marked already.
    pub fn with_signed(&self, date: Option<Date>, by: &str) -> Vec<Signed> {
        let mut signed = self.signed.clone();
        if self.since_signed() != SinceSigned::Same {
            signed.push(Signed {
                number: self.version_number(),
                date,
                by: by.trim().to_owned(),
                fingerprint: self.report.fingerprint(),
                report: self.report.clone(),
            });
        }
        signed
    }
}
