//! Every operation of the store, as a table: how it is done, and what is done next.

use std::{any::Any, fs, ops::RangeInclusive, path::Path, sync::LazyLock, time::Duration};

use nianbao::{
    draft::Draft,
    ledger::Column,
    store::{
        self, SaveFault,
        crash_log::CrashLog,
        disk::System,
        ledger::{KeptLedger, LedgerChoices},
        lock::{self, DraftLock, Holder, Locking},
        phrases::{OwnPhrases, PhraseFault},
        print::{Kept, clear_leftovers_on},
        recent::Recent,
        recovery::{self, Belongs, CopyState, Found, Slot},
        settings::{Contrast, KeptSettings, Settings},
        versions,
    },
};

use super::Stage;
use crate::common::folder::old_and_new;

/// What an operation says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It has done it.
    Done,
    /// It has not.
    Failed,
    /// It has, and a power cut may undo it.
    Unconfirmed,
    /// Nobody asks.
    Nothing,
}

impl From<Result<(), SaveFault>> for Said {
    fn from(result: Result<(), SaveFault>) -> Self {
        match result {
            Ok(()) => Self::Done,
            Err(SaveFault::Unconfirmed) => Self::Unconfirmed,
            Err(_) => Self::Failed,
        }
    }
}

/// What came of an operation, with what lives on after it.
pub type Outcome = (Said, Box<dyn Any>);

/// What is done after an operation, on a disk that is well.
pub enum Next {
    /// The operation itself.
    Again,
    /// Something else.
    Then(fn(&Stage)),
}

/// An operation of the store.
pub struct Operation {
    pub name: &'static str,
    /// How the paths begin that it may change.
    pub touches: &'static [&'static str],
    /// Does it; what comes before [`Stage::begin`] goes well.
    pub act: fn(&Stage) -> Outcome,
    pub next: Next,
}

pub const OPERATIONS: &[Operation] = &[
    Operation { name: "save over", touches: &["文档/2022年度.ron"], act: save_over, next: Next::Again },
    Operation { name: "save as new", touches: &["文档/新的.ron"], act: save_as_new, next: Next::Again },
    Operation {
        name: "keep a version",
        touches: &["data/versions/"],
        act: keep_a_version,
        next: Next::Then(keep_another_version),
    },
    Operation {
        name: "write the first copy",
        touches: &["data/recovery/*"],
        act: write_first_copy,
        next: Next::Then(start_anew),
    },
    Operation {
        name: "write a copy over",
        touches: &["data/recovery/*"],
        act: write_copy_over,
        next: Next::Then(start_anew),
    },
    Operation {
        name: "discard a copy",
        touches: &["data/recovery/"],
        act: discard_copy,
        next: Next::Then(discard_what_is_left),
    },
    Operation {
        name: "forget a copy",
        touches: &["data/recovery/"],
        act: forget_copy,
        next: Next::Then(forget_what_is_left),
    },
    Operation {
        name: "take the lock",
        touches: &["文档/.nianbao-"],
        act: take_lock,
        next: Next::Then(take_and_drop),
    },
    Operation {
        name: "drop the lock",
        touches: &["文档/.nianbao-"],
        act: drop_lock,
        next: Next::Then(take_and_drop),
    },
    Operation {
        name: "write settings",
        touches: &["config/settings.ron"],
        act: write_settings,
        next: Next::Again,
    },
    Operation {
        name: "keep a phrase",
        touches: &["config/phrases.ron"],
        act: keep_phrase,
        next: Next::Again,
    },
    Operation {
        name: "keep ledger choices",
        touches: &["config/ledger.ron"],
        act: keep_ledger,
        next: Next::Again,
    },
    Operation { name: "remember a draft", touches: &["config/recent.ron"], act: remember, next: Next::Again },
    Operation {
        name: "set a spoilt file aside",
        touches: &["config/spoilt.ron", "config/spoilt.坏2.ron"],
        act: set_aside,
        next: Next::Again,
    },
    Operation { name: "export over", touches: &["文档/报告.html"], act: export_over, next: Next::Again },
    Operation {
        name: "export as new",
        touches: &["文档/新的.html"],
        act: export_as_new,
        next: Next::Then(export_anyway),
    },
    Operation {
        name: "write pages to print",
        touches: &["temp/nianbao-*"],
        act: write_pages,
        next: Next::Then(clear_pages),
    },
    Operation {
        name: "clear printed pages",
        touches: &["temp/nianbao-old/"],
        act: clear_old_pages,
        next: Next::Then(clear_pages),
    },
    Operation {
        name: "record a crash",
        touches: &["data/故障记录.txt"],
        act: record_crash,
        next: Next::Again,
    },
];

/// A draft and the same after work, read once.
static OLD_AND_NEW: LazyLock<(Draft, Draft)> = LazyLock::new(old_and_new);
const AT: &str = "2026-01-15 143205";
/// The pages that a run which was killed has left.
const OLD_PAGES: &str = "temp/nianbao-old";
const SPOILT: &str = "config/spoilt.ron";

/// What there is before each operation.
pub fn furnish(stage: &Stage) {
    for folder in ["文档", "config", "temp", OLD_PAGES] {
        fs::create_dir_all(stage.at(folder)).unwrap();
    }
    store::save_on(&*stage.disk(), &stage.draft(), &OLD_AND_NEW.0).unwrap();
    for (path, content) in [
        ("文档/别的.txt", "别人的"),
        ("文档/报告.html", "<p>旧的网页</p>"),
        (SPOILT, "要紧的话"),
        ("config/spoilt.坏.ron", "更早的要紧话"),
        ("temp/别的.txt", "别人的"),
        ("temp/nianbao-old/报告.pdf", "%PDF-1.7"),
        ("temp/nianbao-old/in-use", ""),
    ] {
        fs::write(stage.at(path), content).unwrap();
    }
    keep_versions(stage, 1..=2);
    furnish_copies(stage);
    furnish_config(stage);
    CrashLog::at(stage.at("data/故障记录.txt")).on(stage.disk()).add("从前的一次").unwrap();
}

/// A copy that was left, and one that was put aside.
fn furnish_copies(stage: &Stage) {
    for n in [1, 2] {
        let slot = Slot::new(&stage.data()).unwrap();
        slot.write(&belongs(stage), &numbered(n)).unwrap();
        if n == 1 {
            slot.discard();
        }
    }
}

fn furnish_config(stage: &Stage) {
    OwnPhrases::on(stage.disk(), stage.at("config/phrases.ron")).add("从前的话。").unwrap();
    KeptSettings::on(stage.disk(), stage.at("config/settings.ron"))
        .set(Settings { contrast: Contrast::High, ..Settings::default() });
    KeptLedger::on(stage.disk(), stage.at("config/ledger.ron")).set(choices("从前的")).unwrap();
    Recent::on(stage.disk(), stage.at("config/recent.ron")).add(Path::new("/从前.ron"));
}

/// A small draft that tells its number.
fn numbered(n: usize) -> Draft {
    let mut draft = Draft::default();
    draft.report.form = OLD_AND_NEW.0.report.form.clone();
    draft.report.agency.telephone = n.to_string();
    draft
}

fn belongs(stage: &Stage) -> Belongs {
    Belongs { path: Some(stage.draft()), seen: None, at: "2026-01-15 14:32".to_owned() }
}

fn choices(column: &str) -> LedgerChoices {
    LedgerChoices { columns: vec![(Column::Applicant, column.to_owned())], ..LedgerChoices::default() }
}

/// Nothing lives on.
fn alone(said: impl Into<Said>) -> Outcome {
    (said.into(), Box::new(()))
}

fn save_over(stage: &Stage) -> Outcome {
    stage.begin();
    alone(said(store::save_on(&*stage.disk(), &stage.draft(), &OLD_AND_NEW.1).map(|_| ())))
}

fn save_as_new(stage: &Stage) -> Outcome {
    stage.begin();
    let path = stage.at("文档/新的.ron");
    alone(said(store::save_on(&*stage.disk(), &path, &OLD_AND_NEW.1).map(|_| ())))
}

fn said(result: Result<(), store::SaveError>) -> Result<(), SaveFault> {
    result.map_err(|error| error.fault)
}

fn keep_versions(stage: &Stage, numbers: RangeInclusive<usize>) {
    for n in numbers {
        versions::keep(&stage.data(), &stage.draft(), format!("第{n}版").as_bytes(), AT).unwrap();
    }
}

fn keep_a_version(stage: &Stage) -> Outcome {
    // As many as are kept: the oldest goes.
    keep_versions(stage, 3..=versions::MOST);
    stage.begin();
    alone(versions::keep(&stage.data(), &stage.draft(), "新的一版".as_bytes(), AT))
}

/// What could not be removed with the last version goes with this one.
fn keep_another_version(stage: &Stage) {
    versions::keep(&stage.data(), &stage.draft(), "又一版".as_bytes(), AT).unwrap();
    let all = versions::of(&stage.data(), &stage.draft());
    assert_eq!(all.len(), versions::MOST);
    assert!(all.windows(2).all(|pair| pair[0].number > pair[1].number), "{all:?}");
}

fn write_first_copy(stage: &Stage) -> Outcome {
    stage.begin();
    match Slot::new(&stage.data()) {
        Ok(slot) => (slot.write(&belongs(stage), &numbered(3)).into(), Box::new(slot)),
        Err(_) => alone(Said::Failed),
    }
}

fn write_copy_over(stage: &Stage) -> Outcome {
    let slot = Slot::new(&stage.data()).unwrap();
    slot.write(&belongs(stage), &numbered(3)).unwrap();
    stage.begin();
    (slot.write(&belongs(stage), &numbered(4)).into(), Box::new(slot))
}

/// The next start finds what was left, each copy whole, and goes on.
fn start_anew(stage: &Stage) {
    let left = recovery::left(&stage.data());
    assert!(left.iter().all(|copy| copy.state == CopyState::Whole), "{left:?}");
    let slot = Slot::new(&stage.data()).unwrap();
    slot.write(&belongs(stage), &numbered(5)).unwrap();
    slot.clear();
}

/// The copy that was left before anything began.
fn left_copy(stage: &Stage) -> Option<Found> {
    let left = recovery::left(&stage.data());
    left.into_iter().find(|copy| copy.draft.report.agency.telephone == "2")
}

fn discard_copy(stage: &Stage) -> Outcome {
    let copy = left_copy(stage).unwrap();
    stage.begin();
    let done = recovery::discard(&stage.data(), copy.path());
    alone(done.map_err(SaveFault::from))
}

fn discard_what_is_left(stage: &Stage) {
    if let Some(copy) = left_copy(stage) {
        recovery::discard(&stage.data(), copy.path()).unwrap();
    }
    assert_eq!(recovery::discarded(&stage.data()).len(), 2);
    start_anew(stage);
}

fn forget_copy(stage: &Stage) -> Outcome {
    let copy = left_copy(stage).unwrap();
    stage.begin();
    recovery::forget(&stage.data(), &copy);
    alone(Said::Nothing)
}

fn forget_what_is_left(stage: &Stage) {
    if let Some(copy) = left_copy(stage) {
        recovery::forget(&stage.data(), &copy);
    }
    start_anew(stage);
}

fn officer() -> Holder {
    Holder { user: "张三".into(), machine: "PC-01".into(), process: 7, since: "2026-01-15 14:32".into() }
}

/// Where it cannot be had the draft is not locked, and nobody is told: see `store::lock`.
fn take_lock(stage: &Stage) -> Outcome {
    stage.begin();
    (Said::Nothing, Box::new(lock::take(&stage.disk(), &stage.draft(), &officer())))
}

fn drop_lock(stage: &Stage) -> Outcome {
    let lock = lock_of(lock::take(&stage.disk(), &stage.draft(), &officer()));
    stage.begin();
    drop(lock);
    alone(Said::Nothing)
}

fn lock_of(locking: Locking) -> DraftLock {
    match locking {
        Locking::Ours(lock) | Locking::Left(_, lock) => lock,
        other => panic!("{other:?}"),
    }
}

/// Nobody is kept out by what was left, and nobody is named who did not have it.
fn take_and_drop(stage: &Stage) {
    let next = lock::take(&stage.disk(), &stage.draft(), &Holder::default());
    assert!(matches!(&next, Locking::Ours(_)) || matches!(&next, Locking::Left(who, _) if *who == officer()));
    drop(lock_of(next));
}

fn write_settings(stage: &Stage) -> Outcome {
    stage.begin();
    let mut settings = KeptSettings::on(stage.disk(), stage.at("config/settings.ron"));
    settings.set(Settings { zoom: 125.into(), ..Settings::default() });
    alone(Said::Nothing)
}

fn keep_phrase(stage: &Stage) -> Outcome {
    stage.begin();
    let mut phrases = OwnPhrases::on(stage.disk(), stage.at("config/phrases.ron"));
    match phrases.add("新的话。") {
        Err(PhraseFault::Unwritten(fault)) => alone(Err(fault)),
        other => alone(if other.is_ok() { Said::Done } else { Said::Failed }),
    }
}

fn keep_ledger(stage: &Stage) -> Outcome {
    stage.begin();
    let mut ledger = KeptLedger::on(stage.disk(), stage.at("config/ledger.ron"));
    alone(ledger.set(choices("新的")))
}

fn remember(stage: &Stage) -> Outcome {
    stage.begin();
    let recent = Recent::on(stage.disk(), stage.at("config/recent.ron"));
    recent.add(Path::new("/新的.ron"));
    alone(Said::Nothing)
}

fn set_aside(stage: &Stage) -> Outcome {
    stage.begin();
    let phrases = OwnPhrases::on(stage.disk(), stage.at(SPOILT));
    let is_aside = phrases.spoilt().is_none_or(|spoilt| spoilt.is_aside);
    alone(if is_aside { Said::Nothing } else { Said::Failed })
}

/// A page of some length: what is in it is nothing to the store.
fn page() -> Vec<u8> {
    "<p>新的网页</p>\n".repeat(50).into_bytes()
}

fn export_over(stage: &Stage) -> Outcome {
    stage.begin();
    alone(said(store::write_export_on(&*stage.disk(), &stage.at("文档/报告.html"), &page(), true)))
}

fn export_as_new(stage: &Stage) -> Outcome {
    stage.begin();
    alone(said(store::write_export_on(&*stage.disk(), &stage.at("文档/新的.html"), &page(), false)))
}

/// It may be there by now.
fn export_anyway(stage: &Stage) {
    store::write_export_on(&*stage.disk(), &stage.at("文档/新的.html"), &page(), true).unwrap();
}

fn write_pages(stage: &Stage) -> Outcome {
    stage.begin();
    match Kept::within(&*stage.disk(), &stage.at("temp"), b"%PDF-1.7 not really", "报告.pdf") {
        Ok(kept) => (Said::Done, Box::new(kept)),
        Err(_) => alone(Said::Failed),
    }
}

fn clear_old_pages(stage: &Stage) -> Outcome {
    stage.begin();
    clear_leftovers_on(&*stage.disk(), &stage.at("temp"), Duration::ZERO);
    alone(Said::Nothing)
}

fn clear_pages(stage: &Stage) {
    clear_leftovers_on(&System, &stage.at("temp"), Duration::ZERO);
}

fn record_crash(stage: &Stage) -> Outcome {
    let log = CrashLog::at(stage.at("data/故障记录.txt")).on(stage.disk());
    stage.begin();
    alone(log.add("这一次"))
}
