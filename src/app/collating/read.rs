//! A copy is read beside the window, together with what it was made from: that is made once more in the format of the
//! copy and read as it is, which takes as long as an export.
//!
//! Nobody knows from which state of the draft a Word copy was made. It is held against the one it is nearest to, of the
//! draft, the versions that were signed, and those that were saved: so what she has written since is never taken for
//! somebody else's change.

use std::sync::Arc;

use crate::{
    apart::{self, Waited},
    app::{App, Document, versions::name_of},
    collate::{self, Purpose},
    draft::{
        Draft, Opened, Report, Sheet,
        sign::{Date, Fingerprint, Signed},
    },
    form::{self, Form},
    import::{Imported, Kind},
    store::versions::{self, Version},
};

/// What a copy is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// The draft as it was when the copy was read.
    Now,
    /// A version that was saved, by what it is called.
    Saved(String),
    /// A version that was signed.
    Signed {
        /// Its number.
        number: u32,
        /// The day, where that was given.
        date: Option<Date>,
    },
}

/// A state of the report that a copy may have been made from.
struct Origin {
    against: Against,
    form: Arc<Form>,
    draft: Draft,
}

/// The same, made in the format of the copy and read.
pub(super) struct Base {
    /// What it is.
    pub against: Against,
    /// What the copy would say if nobody had changed it.
    pub read: Imported,
    form: Arc<Form>,
    draft: Draft,
}

/// What is to be read.
pub(in crate::app) struct CopyToRead {
    purpose: Purpose,
    /// The one that counts in doubt first.
    origins: Vec<Origin>,
    versions: Vec<Version>,
}

/// What was read.
pub(in crate::app) struct ReadCopy {
    pub(super) purpose: Purpose,
    pub(super) came: Imported,
    pub(super) bases: Vec<Base>,
}

impl App {
    /// What a copy that is read for this purpose is held against; nothing where no report is open.
    pub(in crate::app) fn copy_to_read(&self, purpose: Purpose) -> Option<CopyToRead> {
        let document = self.document()?;
        let signed = document.draft().signed.iter().rev().filter_map(Origin::signed);
        let origins = match purpose {
            Purpose::Returned => [Origin::now(document)].into_iter().chain(signed).collect(),
            Purpose::Published => signed.chain([Origin::now(document)]).take(1).collect(),
        };
        let path = document.path().filter(|_| purpose == Purpose::Returned);
        let versions = path.map_or_else(Vec::new, |path| versions::of(self.user.data(), path));
        Some(CopyToRead { purpose, origins, versions })
    }
}

impl Origin {
    fn now(document: &Document) -> Self {
        let draft = of_report(&document.draft().report);
        Self { against: Against::Now, form: document.form().clone(), draft }
    }

    fn signed(signed: &Signed) -> Option<Self> {
        let against = Against::Signed { number: signed.number, date: signed.date };
        Self::new(against, &signed.report)
    }

    fn saved(version: &Version) -> Option<Self> {
        Self::new(Against::Saved(name_of(version)), &version.open().ok()?.report)
    }

    fn new(against: Against, report: &Report) -> Option<Self> {
        Some(Self { against, form: form::by_id(&report.form)?, draft: of_report(report) })
    }

    fn read(self, kind: Kind) -> Option<Base> {
        let Self { against, form, draft } = self;
        let read = collate::read_alike(Opened::new(&form, &draft)?, kind)?;
        Some(Base { against, read, form, draft })
    }
}

fn of_report(report: &Report) -> Draft {
    Draft { report: report.clone(), ..Draft::default() }
}

impl Base {
    /// The report that it was made from.
    pub(super) fn sheet(&self) -> Sheet<'_> {
        Opened::bound(&self.form, &self.draft).sheet()
    }

    /// How far the copy is from it.
    fn distance(&self, came: &Imported, purpose: Purpose) -> usize {
        collate::run(&self.read, came, self.sheet(), purpose).distance()
    }
}

impl CopyToRead {
    /// Reads the copy, and what it was made from.
    ///
    /// # Errors
    /// A sentence that says why not.
    pub(in crate::app) fn read(self, name: &str, bytes: &[u8], waited: &Waited) -> Result<ReadCopy, String> {
        let year = self.origins.first().map(|origin| origin.draft.report.year).filter(|year| *year > 0);
        let came = apart::report(bytes, year, waited).map_err(|error| format!("“{name}”{error}"))?;
        if came.is_no_report() {
            return Err(format!("“{name}”不像年度报告，没有比较，草稿没有改动。核对是否选对了文件"));
        }
        let purpose = self.purpose;
        let bases = self.bases(&came, Kind::of(bytes));
        let Some(first) = bases.first() else {
            return Err(format!("“{name}”没有比较：草稿没能做成同一种文件，草稿没有改动"));
        };
        if collate::is_another(&first.read, &came) {
            let [theirs, ours] = [&came.draft.report, &first.draft.report].map(Report::title);
            return Err(format!(
                "“{name}”是《{theirs}》，打开的是《{ours}》，没有比较，草稿没有改动。核对是否选对了文件，或者先打开那份报告的草稿"
            ));
        }
        Ok(ReadCopy { purpose, came, bases })
    }

    /// What it was made from, as far as can be told, and behind it the draft as it is, where that is another.
    fn bases(self, came: &Imported, kind: Kind) -> Vec<Base> {
        let Self { purpose, origins, versions } = self;
        let saved = versions.iter().filter_map(Origin::saved);
        let mut known: Vec<Fingerprint> = Vec::new();
        let mut best: Option<(usize, Base)> = None;
        let mut now: Option<Base> = None;
        for origin in origins.into_iter().chain(saved) {
            let fingerprint = origin.draft.report.fingerprint();
            if known.contains(&fingerprint) {
                continue;
            }
            known.push(fingerprint);
            let Some(base) = origin.read(kind) else { continue };
            let distance = base.distance(came, purpose);
            let is_nearer = best.as_ref().is_none_or(|(nearest, _)| distance < *nearest);
            if is_nearer {
                let before = best.replace((distance, base)).map(|(_, base)| base);
                now = now.or(before.filter(|base| base.against == Against::Now));
            }
            if distance == 0 {
                break;
            }
        }
        best.map(|(_, base)| base).into_iter().chain(now).collect()
    }
}
