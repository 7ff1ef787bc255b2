//! The officer's own phrases (常用句), the newest first.

use std::{path::PathBuf, sync::Arc};

use super::{
    SaveFault,
    config::{ConfigFile, Spoilt},
    disk::Disk,
};

/// The most phrases kept.
pub const MAX_ENTRIES: usize = 200;
/// What the officer calls it.
const WHAT: &str = "常用句";
/// The most that is read.
const MAX_BYTES: u64 = 4 * 1024 * 1024;
/// The longest phrase, in characters: a long paragraph.
pub const MAX_CHARS: usize = 2_000;

/// The officer's own phrases and the file that keeps them.
#[derive(Clone, Debug, Default)]
pub struct OwnPhrases {
    file: ConfigFile,
    list: Vec<String>,
    spoilt: Option<Spoilt>,
}

/// Why a phrase is not kept.
#[derive(Debug)]
pub enum PhraseFault {
    /// There is nothing in it.
    Blank,
    /// It is longer than [`MAX_CHARS`].
    TooLong,
    /// It is on the list as long as the program runs, and could not be written.
    Unwritten(SaveFault),
}

impl OwnPhrases {
    /// The phrases of this user.
    pub fn of_user() -> Self {
        Self::read(ConfigFile::of_user("phrases.ron", WHAT, MAX_BYTES))
    }

    /// Phrases kept in this file.
    pub fn at(file: PathBuf) -> Self {
        Self::read(ConfigFile::at(file, WHAT, MAX_BYTES))
    }

    /// The same on this disk.
    pub fn on(disk: Arc<dyn Disk>, file: PathBuf) -> Self {
        Self::read(ConfigFile::at(file, WHAT, MAX_BYTES).on(disk))
    }

    fn read(mut file: ConfigFile) -> Self {
        let spoilt = file.set_aside_if_spoilt::<Vec<String>>();
        let mut list: Vec<String> = file.take();
        list.retain(|phrase| fits(phrase));
        list.truncate(MAX_ENTRIES);
        Self { file, list, spoilt }
    }

    /// The file, if it was spoilt.
    pub fn spoilt(&self) -> Option<&Spoilt> {
        self.spoilt.as_ref()
    }

    /// The phrases, the newest first.
    pub fn list(&self) -> &[String] {
        &self.list
    }

    /// Keeps a phrase.
    ///
    /// # Errors
    /// It is not kept, and why.
    pub fn add(&mut self, phrase: &str) -> Result<(), PhraseFault> {
        let phrase = phrase.trim();
        if phrase.is_empty() {
            return Err(PhraseFault::Blank);
        }
        if !fits(phrase) {
            return Err(PhraseFault::TooLong);
        }
        self.list.retain(|p| p != phrase);
        self.list.insert(0, phrase.to_owned());
        self.list.truncate(MAX_ENTRIES);
        self.file.keep(&self.list).map_err(PhraseFault::Unwritten)
    }

    /// Keeps, after her own, those of other phrases that are not among them, as far as there is room; how many came in.
    ///
    /// # Errors
    /// They are on the list as long as the program runs, and could not be written.
    pub fn take_in(&mut self, others: &[String]) -> Result<usize, SaveFault> {
        let before = self.list.len();
        for phrase in others.iter().map(|phrase| phrase.trim()).filter(|phrase| fits(phrase)) {
            if self.list.len() < MAX_ENTRIES && !self.list.iter().any(|known| known == phrase) {
                self.list.push(phrase.to_owned());
            }
        }
        let came = self.list.len() - before;
        if came > 0 {
            self.file.keep(&self.list)?;
        }
        Ok(came)
    }

    /// Forgets a phrase.
    ///
    /// # Errors
    /// It is off the list, and still in the file.
    pub fn remove(&mut self, phrase: &str) -> Result<(), SaveFault> {
        self.list.retain(|p| p != phrase);
        self.file.keep(&self.list)
    }
}

fn fits(phrase: &str) -> bool {
    !phrase.trim().is_empty() && phrase.chars().count() <= MAX_CHARS
}
