//! A folder that stands for the root of a computer with USB sticks plugged in, as the kernel tells of them.
#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails as it should")]

use std::{
    fmt::Write as _,
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};

use nianbao::store::drives::Drives;
use tempfile::TempDir;

/// The root of a computer.
pub struct Sticks {
    root: TempDir,
    mounts: String,
}

impl Sticks {
    /// Nothing is plugged in.
    pub fn none() -> Self {
        let root = TempDir::new().unwrap();
        for folder in ["proc/self", "dev/disk/by-label", "sys/class/block"] {
            fs::create_dir_all(root.path().join(folder)).unwrap();
        }
        Self { root, mounts: String::new() }.and_mounted("", "sda1", "ext4")
    }

    /// A disk on this way of the kernel's (`pci0/usb1`), which says so of itself, mounted at this folder.
    pub fn with(self, at: &str, device: &str, way: &str, removable: &str) -> Self {
        let disk =
            self.path(&format!("sys/devices/{way}/block/{}", device.trim_end_matches(char::is_numeric)));
        fs::create_dir_all(disk.join(device)).unwrap();
        fs::write(disk.join("removable"), format!("{removable}\n")).unwrap();
        symlink(disk.join(device), self.path("sys/class/block").join(device)).unwrap();
        fs::create_dir_all(self.path(at)).unwrap();
        self.and_mounted(at, device, "vfat")
    }

    /// Gives a disk a label, as it is written in the name of a link.
    pub fn labelled(self, device: &str, label: &str) -> Self {
        symlink(format!("../../{device}"), self.path("dev/disk/by-label").join(label)).unwrap();
        self
    }

    fn and_mounted(mut self, at: &str, device: &str, kind: &str) -> Self {
        let at = self.path(at).display().to_string().trim_end_matches('/').replace(' ', "\\040");
        writeln!(self.mounts, "36 35 8:17 / {at} rw,nosuid shared:1 - {kind} /dev/{device} rw").unwrap();
        fs::write(self.path("proc/self/mountinfo"), &self.mounts).unwrap();
        self
    }

    /// One stick of this name, for the user li.
    pub fn one(label: &str) -> Self {
        Self::none().with("run/media/li/U1", "sdb1", "pci0/usb1", "1").labelled("sdb1", label)
    }

    /// A path on this computer.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    /// The folder of the one stick.
    pub fn stick(&self) -> PathBuf {
        self.path("run/media/li/U1")
    }

    /// The root itself.
    pub fn root(&self) -> &Path {
        self.root.path()
    }

    /// What is plugged in.
    pub fn drives(&self) -> Drives {
        Drives::told_in(self.root.path().to_owned())
    }
}
