//! What is kept for the officer from one start to the next.

use std::path::{Path, PathBuf};

use super::Desk;
use crate::store::{
    DataFolder,
    belongings::Belongings,
    config::Spoilt,
    drives::Drives,
    faces::PrintFaces,
    ledger::KeptLedger,
    phrases::{MAX_CHARS, OwnPhrases, PhraseFault},
    printers::KeptPrinting,
    recent::{Noted, Recent},
    settings::{Contrast, KeptSettings, Settings, WindowFrame, Zoom},
};

/// Why a file of her own was not written, and what to do.
pub(super) const NOT_WRITTEN: &str = "设置文件夹写不进去，多半是磁盘已满；腾出空间后再试";

/// What is kept for the officer from one start to the next.
#[derive(Default)]
pub struct User {
    /// How she wants the window.
    pub settings: KeptSettings,
    /// Her own phrases.
    pub phrases: OwnPhrases,
    /// How ledgers are to be read.
    pub ledger: KeptLedger,
    /// How copies are to be printed on this computer.
    pub printing: KeptPrinting,
    /// The program's own data folder.
    data: DataFolder,
    /// What is plugged in.
    drives: Drives,
    recent: Option<Recent>,
    /// What the list held when it was read last: at start and after each draft opened or saved.
    recent_drafts: Vec<PathBuf>,
    /// What was known of them.
    noted: Vec<Noted>,
}

/// What can be done with her own phrases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhraseAct {
    /// Keeps a phrase of her own.
    Keep(String),
    /// Forgets a phrase of her own.
    Forget(String),
}

impl User {
    /// Nothing but the list of recent drafts.
    pub fn with_recent(recent: Recent) -> Self {
        Self { recent_drafts: recent.list(), noted: recent.noted(), recent: Some(recent), ..Self::default() }
    }

    /// Everything that is kept for this user.
    pub fn of_user() -> Self {
        Self {
            settings: KeptSettings::of_user(),
            phrases: OwnPhrases::of_user(),
            ledger: KeptLedger::of_user(),
            printing: KeptPrinting::of_user(),
            data: DataFolder::of_user(),
            drives: Drives::of_system(),
            ..Self::with_recent(Recent::of_user())
        }
    }

    /// Takes another data folder.
    #[must_use]
    pub fn with_data(self, data: DataFolder) -> Self {
        Self { data, ..self }
    }

    /// Takes other drives that are plugged in.
    #[must_use]
    pub fn with_drives(self, drives: Drives) -> Self {
        Self { drives, ..self }
    }

    /// What is plugged in.
    pub fn drives(&self) -> &Drives {
        &self.drives
    }

    /// The program's own data folder.
    pub fn data(&self) -> &DataFolder {
        &self.data
    }

    /// What of it was spoilt, as sentences.
    pub fn spoilt(&self) -> Vec<String> {
        let recent = self.recent.as_ref().and_then(Recent::spoilt);
        let all = [
            self.settings.spoilt(),
            self.phrases.spoilt(),
            self.ledger.spoilt(),
            self.printing.spoilt(),
            recent,
        ];
        all.into_iter().flatten().map(Spoilt::sentence).collect()
    }

    /// The drafts used last, the newest first.
    pub fn recent(&self) -> &[PathBuf] {
        &self.recent_drafts
    }

    /// What was known of a draft when it was open last.
    pub fn noted(&self, draft: &Path) -> Option<&Noted> {
        self.noted.iter().find(|noted| noted.path == draft)
    }

    /// Notes what is known of a draft.
    pub(super) fn note(&mut self, noted: &Noted) {
        if let Some(recent) = &self.recent
            && self.noted(&noted.path) != Some(noted)
        {
            recent.note(noted);
            self.noted = recent.noted();
        }
    }

    /// Notes that a draft was opened or saved.
    pub(super) fn remember(&mut self, path: &Path) {
        if let Some(recent) = &self.recent {
            recent.add(path);
            self.recent_drafts = recent.list();
        }
    }

    /// Keeps or forgets a phrase.
    pub(super) fn apply(&mut self, act: PhraseAct, desk: &mut Desk) {
        match act {
            PhraseAct::Keep(phrase) => self.keep_phrase(&phrase, desk),
            PhraseAct::Forget(phrase) => self.forget_phrase(&phrase, desk),
        }
    }

    fn keep_phrase(&mut self, phrase: &str, desk: &mut Desk) {
        match self.phrases.add(phrase) {
            Ok(()) => desk.tell("已存为常用句，以后各年的报告都可用".to_owned()),
            Err(PhraseFault::Blank) => {}
            Err(PhraseFault::TooLong) => {
                desk.fail(format!("常用句最多{MAX_CHARS}字，没有存入；选中较短的一段再存"));
            }
            Err(PhraseFault::Unwritten(_)) => {
                desk.fail(format!("这条常用句没有存下来，关闭程序前还能用：{NOT_WRITTEN}。报告没有改动"));
            }
        }
    }

    fn forget_phrase(&mut self, phrase: &str, desk: &mut Desk) {
        if self.phrases.remove(phrase).is_err() {
            desk.fail(format!("这条常用句下次打开程序时还会在：{NOT_WRITTEN}。报告没有改动"));
        }
    }

    /// Takes what was kept on another computer: how the window looks, and what she has not kept here herself. What came
    /// in, as a sentence.
    ///
    /// # Errors
    /// What could not be kept, in the officer's words.
    pub(super) fn take_in(&mut self, brought: &Belongings) -> Result<String, &'static str> {
        let (zoom, contrast, faces) = (brought.zoom, brought.contrast, brought.faces);
        let now = self.settings.now();
        let is_other = (zoom, contrast, faces) != (now.zoom, now.contrast, now.faces);
        self.settings.set(Settings { zoom, contrast, faces, ..now });
        let phrases = self.phrases.take_in(&brought.phrases).map_err(|_| "常用句")?;
        let choices = self.ledger.take_in(&brought.ledger).map_err(|_| "台账的对应关系")?;
        let all = [
            (is_other, "显示和打印字体的设置".to_owned()),
            (phrases > 0, format!("常用句{phrases}条")),
            (choices > 0, format!("台账的对应关系{choices}项")),
        ];
        let came: Vec<String> = all.into_iter().filter(|(is_new, _)| *is_new).map(|(_, what)| what).collect();
        if came.is_empty() {
            return Ok("带来的设置这里都有，没有改动".to_owned());
        }
        Ok(format!("已带入：{}；这里原有的都还在", came.join("、")))
    }

    pub(super) fn zoom(&mut self, change: fn(Zoom) -> Zoom) {
        let now = self.settings.now();
        self.settings.set(Settings { zoom: change(now.zoom), ..now });
    }

    /// Notes where the window is, for the next start.
    pub fn keep_frame(&mut self, frame: Option<WindowFrame>) {
        let now = self.settings.now();
        self.settings.set(Settings { frame: frame.or(now.frame), ..now });
    }

    /// Changes the faces of print, and says which ones are used from now on.
    pub(super) fn turn_faces(&mut self, desk: &mut Desk) {
        let now = self.settings.now();
        let faces = now.faces.other();
        self.settings.set(Settings { faces, ..now });
        let own = faces.faces().installed();
        let names: Vec<&str> = own.iter().map(|own| own.name.as_str()).collect();
        desk.tell(match (faces, names.is_empty()) {
            (PrintFaces::Bundled, _) => "打印字体：内置字体".to_owned(),
            (PrintFaces::System, true) => "打印字体：电脑上没有可用的仿宋、楷体等，仍用内置字体".to_owned(),
            (PrintFaces::System, false) => format!("打印字体：{}，缺的字用内置字体", names.join("、")),
        });
    }

    pub(super) fn turn_contrast(&mut self) {
        let now = self.settings.now();
        self.settings.set(Settings { contrast: now.contrast.other(), ..now });
    }

    /// Whether she has the colours of high contrast.
    pub(super) fn has_high_contrast(&self) -> bool {
        self.settings.now().contrast == Contrast::High
    }

    /// The faces of print that she has chosen.
    pub(super) fn faces(&self) -> PrintFaces {
        self.settings.now().faces
    }
}
