//! How the user wants the window, size and colours, and the faces of print.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{
    config::{ConfigFile, Spoilt},
    disk::Disk,
    faces::PrintFaces,
};

/// What the officer calls it.
const WHAT: &str = "显示设置";
/// The most that is read; the settings are a few lines.
const MAX_BYTES: u64 = 16 * 1024;

/// What the user has set. Settings that a newer program wrote besides are passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The size of everything.
    pub zoom: Zoom,
    /// The set of colours.
    pub contrast: Contrast,
    /// The faces that reports are printed in.
    pub faces: PrintFaces,
    /// Where the window was when it was closed.
    pub frame: Option<WindowFrame>,
}

/// The size and place of a window, in points of the screen at 100 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowFrame {
    /// The width of the window.
    pub width: u16,
    /// The height of the window.
    pub height: u16,
    /// The left and upper edge of the window, where the system says.
    pub at: Option<(i16, i16)>,
    /// Whether it fills the screen.
    pub maximized: bool,
}

/// The size of everything, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "u16", into = "u16")]
pub struct Zoom(u16);

impl Zoom {
    /// The sizes there are.
    pub const STEPS: [u16; 9] = [80, 90, 100, 110, 125, 150, 165, 180, 200];

    /// The size in percent.
    pub fn percent(self) -> u16 {
        self.0
    }

    /// The next larger size, or the largest.
    pub fn larger(self) -> Self {
        Self(Self::STEPS.into_iter().find(|s| *s > self.0).unwrap_or(self.0))
    }

    /// The next smaller size, or the smallest.
    pub fn smaller(self) -> Self {
        Self(Self::STEPS.into_iter().rev().find(|s| *s < self.0).unwrap_or(self.0))
    }
}

impl Default for Zoom {
    fn default() -> Self {
        Self(100)
    }
}

impl From<u16> for Zoom {
    /// The size nearest to this one.
    fn from(percent: u16) -> Self {
        let nearest = Self::STEPS.into_iter().min_by_key(|s| s.abs_diff(percent));
        nearest.map_or_else(Self::default, Self)
    }
}

impl From<Zoom> for u16 {
    fn from(zoom: Zoom) -> Self {
        zoom.0
    }
}

/// A set of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Contrast {
    /// The calm colours.
    #[default]
    Usual,
    /// Black on white, strong lines.
    High,
}

impl Contrast {
    /// The other set, for a switch between the two.
    pub fn other(self) -> Self {
        match self {
            Self::Usual => Self::High,
            Self::High => Self::Usual,
        }
    }
}

/// The settings and the file that keeps them.
#[derive(Clone, Debug, Default)]
pub struct KeptSettings {
    file: ConfigFile,
    now: Settings,
    spoilt: Option<Spoilt>,
}

impl KeptSettings {
    /// The settings of this user; the usual ones when the file is missing or spoilt.
    pub fn of_user() -> Self {
        Self::read(ConfigFile::of_user("settings.ron", WHAT, MAX_BYTES))
    }

    /// Settings kept in this file.
    pub fn at(file: PathBuf) -> Self {
        Self::read(ConfigFile::at(file, WHAT, MAX_BYTES))
    }

    /// The same on this disk.
    pub fn on(disk: Arc<dyn Disk>, file: PathBuf) -> Self {
        Self::read(ConfigFile::at(file, WHAT, MAX_BYTES).on(disk))
    }

    fn read(mut file: ConfigFile) -> Self {
        let spoilt = file.set_aside_if_spoilt::<Settings>();
        Self { now: file.take(), file, spoilt }
    }

    /// The file, if it was spoilt.
    pub fn spoilt(&self) -> Option<&Spoilt> {
        self.spoilt.as_ref()
    }

    /// The folder that they and other small files of hers are in; none where nothing is kept.
    pub fn folder(&self) -> Option<&Path> {
        self.file.folder()
    }

    /// The settings as they are.
    pub fn now(&self) -> Settings {
        self.now
    }

    /// Sets and keeps them.
    pub fn set(&mut self, settings: Settings) {
        if self.now != settings {
            self.now = settings;
            // Whatever fails here, the window is as she wants it until it is closed.
            let _ = self.file.keep(&settings);
        }
    }
}
