//! The program's own data folder, where it keeps what makes a draft safe: versions, recovery copies, the log of crashes.
//! Only the user may enter it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    config::folders,
    disk::{Disk, System},
};

/// The program's own data folder, or none where the user has no place for one.
#[derive(Clone, Debug)]
pub struct DataFolder {
    path: Option<PathBuf>,
    disk: Arc<dyn Disk>,
}

impl Default for DataFolder {
    /// No folder: nothing is kept.
    fn default() -> Self {
        Self { path: None, disk: Arc::new(System) }
    }
}

impl DataFolder {
    /// The user's own.
    pub fn of_user() -> Self {
        Self { path: folders().map(|folders| folders.data_local_dir().to_owned()), ..Self::default() }
    }

    /// This folder.
    pub fn at(path: PathBuf) -> Self {
        Self { path: Some(path), ..Self::default() }
    }

    /// The same on another disk.
    #[must_use]
    pub fn on(self, disk: Arc<dyn Disk>) -> Self {
        Self { disk, ..self }
    }

    /// A folder in it, which need not exist yet.
    pub(super) fn within(&self, name: &str) -> Option<PathBuf> {
        self.path.as_ref().map(|path| path.join(name))
    }

    /// The folder itself.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The disk it is on.
    pub fn disk(&self) -> &dyn Disk {
        &*self.disk
    }

    /// The same, for what keeps it.
    pub fn shared_disk(&self) -> &Arc<dyn Disk> {
        &self.disk
    }
}
