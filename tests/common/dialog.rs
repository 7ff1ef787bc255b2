//! File dialogs that answer what a test has told them.
#![allow(dead_code, reason = "each test uses some of it")]

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use nianbao::ui::{Asked, Chooser};

/// Dialogs that answer one after the other as they are told, and note what was asked.
#[derive(Clone, Default)]
pub struct Dialog(Arc<Mutex<Script>>);

#[derive(Default)]
struct Script {
    answers: VecDeque<Option<PathBuf>>,
    asked: Vec<Asked>,
}

impl Dialog {
    /// One in which this file is named.
    pub fn naming(path: &Path) -> Self {
        Self::default().then_naming(path)
    }

    /// One that is cancelled, or fails: nobody can tell.
    pub fn cancelled() -> Self {
        Self::default().then(None)
    }

    /// After that, this file is named in the next.
    pub fn then_naming(self, path: &Path) -> Self {
        self.then(Some(path.to_owned()))
    }

    /// After that, one is cancelled.
    pub fn then_cancelled(self) -> Self {
        self.then(None)
    }

    fn then(self, path: Option<PathBuf>) -> Self {
        self.0.lock().unwrap().answers.push_back(path);
        self
    }

    /// What was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.0.lock().unwrap().asked.clone()
    }

    /// To be given to a window.
    pub fn chooser(&self) -> Arc<dyn Chooser> {
        Arc::new(self.clone())
    }
}

impl Chooser for Dialog {
    fn choose(&self, asked: Asked) -> Option<PathBuf> {
        let mut script = self.0.lock().unwrap();
        script.asked.push(asked);
        // More dialogs than the test knows of are cancelled; it sees them in what was asked.
        script.answers.pop_front().flatten()
    }
}
