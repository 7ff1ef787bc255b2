//! How the officer's ledger is to be read: the columns she chose and what its values stand for, kept for next year.

use std::{path::PathBuf, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    SaveFault,
    config::{ConfigFile, Spoilt},
    disk::Disk,
};
use crate::ledger::{Column, Mapping};

/// What the officer calls it.
const WHAT: &str = "台账的对应关系";
/// The most that is read.
const MAX_BYTES: u64 = 1024 * 1024;
/// Choices beyond these are not kept: the wrong column was chosen.
const MAX_CHOICES: usize = 1_000;

/// What is kept. No row of a ledger is ever among it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LedgerChoices {
    /// The heads of the columns that were chosen.
    pub columns: Vec<(Column, String)>,
    /// What values were chosen to stand for.
    pub mapping: Mapping,
}

impl LedgerChoices {
    /// How many choices there are.
    fn len(&self) -> usize {
        self.columns.len() + self.mapping.kinds.len() + self.mapping.outcomes.len()
    }
}

/// The choices and the file that keeps them.
#[derive(Clone, Debug, Default)]
pub struct KeptLedger {
    file: ConfigFile,
    now: LedgerChoices,
    spoilt: Option<Spoilt>,
}

impl KeptLedger {
    /// The choices of this user; none when the file is missing or spoilt.
    pub fn of_user() -> Self {
        Self::read(ConfigFile::of_user("ledger.ron", WHAT, MAX_BYTES))
    }

    /// Choices kept in this file.
    pub fn at(file: PathBuf) -> Self {
        Self::read(ConfigFile::at(file, WHAT, MAX_BYTES))
    }

    /// The same on this disk.
    pub fn on(disk: Arc<dyn Disk>, file: PathBuf) -> Self {
        Self::read(ConfigFile::at(file, WHAT, MAX_BYTES).on(disk))
    }

    fn read(mut file: ConfigFile) -> Self {
        let spoilt = file.set_aside_if_spoilt::<LedgerChoices>();
        Self { now: file.take(), file, spoilt }
    }

    /// The file, if it was spoilt.
    pub fn spoilt(&self) -> Option<&Spoilt> {
        self.spoilt.as_ref()
    }

    /// The choices as they are.
    pub fn now(&self) -> &LedgerChoices {
        &self.now
    }

    /// Takes of other choices what she has not chosen herself; how many came in.
    ///
    /// # Errors
    /// As [`Self::set`].
    pub fn take_in(&mut self, others: &LedgerChoices) -> Result<usize, SaveFault> {
        let mut all = others.clone();
        all.columns.retain(|(column, _)| self.now.columns.iter().all(|(chosen, _)| chosen != column));
        all.columns.splice(0..0, self.now.columns.clone());
        all.mapping.kinds.extend(self.now.mapping.kinds.clone());
        all.mapping.outcomes.extend(self.now.mapping.outcomes.clone());
        let came = all.len() - self.now.len();
        self.set(all)?;
        Ok(came)
    }

    /// Sets and keeps them.
    ///
    /// # Errors
    /// They are set and could not be kept.
    pub fn set(&mut self, choices: LedgerChoices) -> Result<(), SaveFault> {
        let count = choices.mapping.kinds.len() + choices.mapping.outcomes.len();
        if self.now == choices || count > MAX_CHOICES {
            return Ok(());
        }
        self.now = choices;
        self.file.keep(&self.now)
    }
}
