//! U盘: what is plugged in and can be pulled out again, by the names that people know it by.
//!
//! On Linux the kernel says what is mounted where and on which device, and whether that can be pulled; the names are
//! those that were given to the disks. A test gives another folder in place of the root in which all this is read.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{disk::folder_of, legible, name_of};

/// Where systems put what is plugged in.
const PLUGGED_IN: [&str; 3] = ["run/media", "media", "Volumes"];
/// Where the system itself is mounted: it may have been started from a stick, which nobody then pulls out.
const OF_THE_SYSTEM: [&str; 6] = ["boot", "home", "usr", "var", "etc", "efi"];
/// More is never read of what the kernel says.
const MOST_MOUNTS: usize = 4_000;

/// A disk that is plugged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drive {
    /// What the officer knows it as: U盘 工作盘.
    pub name: String,
    /// The folder that it is mounted at.
    pub path: PathBuf,
    /// Whether it is one that is pulled out again, as far as the system says.
    pub is_removable: bool,
}

/// Where the system tells what is plugged in; nowhere by default, where nothing is plugged in.
#[derive(Clone, Debug, Default)]
pub struct Drives {
    root: Option<PathBuf>,
}

/// A line of what is mounted.
struct Mount {
    at: PathBuf,
    device: String,
}

impl Drives {
    /// Those of this computer.
    pub fn of_system() -> Self {
        Self { root: Some(PathBuf::from("/")) }
    }

    /// Those that this folder tells of, as the root of a computer would.
    pub fn told_in(root: PathBuf) -> Self {
        Self { root: Some(root) }
    }

    /// All that are plugged in, by name.
    pub fn list(&self) -> Vec<Drive> {
        let Some(root) = &self.root else { return Vec::new() };
        let mut drives = mounts(root).map_or_else(|| unexplained(root), |mounts| named(root, &mounts));
        tell_apart(&mut drives);
        drives.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
        drives
    }

    /// The one to be pulled out again that a file lies on, or would.
    pub fn holding(&self, file: &Path) -> Option<Drive> {
        let place = file.canonicalize().or_else(|_| folder_of(file).canonicalize()).ok()?;
        let holds = |drive: &Drive| drive.path.canonicalize().is_ok_and(|path| place.starts_with(path));
        let held = self.list().into_iter().filter(holds);
        held.max_by_key(|drive| drive.path.components().count()).filter(|drive| drive.is_removable)
    }
}

/// What the kernel says is mounted; nothing where it does not say.
fn mounts(root: &Path) -> Option<Vec<Mount>> {
    let told = fs::read_to_string(root.join("proc/self/mountinfo")).ok()?;
    Some(told.lines().take(MOST_MOUNTS).filter_map(Mount::read).collect())
}

impl Mount {
    /// `36 35 8:17 / /run/media/li/U rw - vfat /dev/sdb1 rw`: the fifth word is where, the second behind the dash what.
    fn read(line: &str) -> Option<Self> {
        let (before, behind) = line.split_once(" - ")?;
        let at = unescaped(before.split(' ').nth(4)?, 8);
        let device = behind.split(' ').nth(1)?.strip_prefix("/dev/")?.to_owned();
        Some(Self { at: PathBuf::from(at), device })
    }
}

/// The mounts that people have plugged in, with their names.
fn named(root: &Path, mounts: &[Mount]) -> Vec<Drive> {
    let labels = labels(root);
    let drive = |mount: &Mount| {
        let place = mount.at.strip_prefix(root).unwrap_or(&mount.at);
        let is_plugged_in = PLUGGED_IN.iter().any(|folder| place.starts_with(folder));
        let is_of_the_system =
            place.as_os_str().is_empty() || OF_THE_SYSTEM.iter().any(|folder| place.starts_with(folder));
        let removable = is_removable(root, &mount.device);
        let is_drive = is_plugged_in || removable == Some(true) && !is_of_the_system;
        let device = mount.device.rsplit('/').next().unwrap_or_default();
        let label = labels.iter().find(|(_, of)| of == device).map(|(label, _)| legible(label));
        is_drive.then(|| {
            let label = label.unwrap_or_else(|| name_of(&mount.at));
            // What was plugged in and is not known is taken with care.
            Drive::new(&label, mount.at.clone(), removable.unwrap_or(true))
        })
    };
    mounts.iter().filter_map(drive).collect()
}

impl Drive {
    fn new(label: &str, path: PathBuf, is_removable: bool) -> Self {
        let kind = if is_removable { "U盘" } else { "磁盘" };
        Self { name: format!("{kind} {label}"), path, is_removable }
    }
}

/// The labels of disks with the names of their devices.
fn labels(root: &Path) -> Vec<(String, String)> {
    let links = fs::read_dir(root.join("dev/disk/by-label")).into_iter().flatten();
    let label = |link: PathBuf| {
        let device = fs::read_link(&link).ok()?.file_name()?.to_string_lossy().into_owned();
        Some((unescaped(&link.file_name()?.to_string_lossy(), 16), device))
    };
    links.filter_map(|link| label(link.ok()?.path())).collect()
}

/// Whether a device can be pulled out; nothing where the kernel does not say.
fn is_removable(root: &Path, device: &str) -> Option<bool> {
    let known = root.join("sys/class/block").join(device).canonicalize().ok()?;
    // Of a part of a disk the disk says it. A disk on a cable says that it cannot be taken out of its case.
    let said = [Some(known.as_path()), known.parent()]
        .into_iter()
        .flatten()
        .find_map(|folder| fs::read_to_string(folder.join("removable")).ok().map(|said| said.trim() == "1"));
    let is_on_usb = known.components().any(|part| part.as_os_str().to_string_lossy().starts_with("usb"));
    said.map(|said| said || is_on_usb)
}

/// Characters that are written by their numbers: `\040` by eights, `\x20` by sixteens.
fn unescaped(written: &str, radix: u32) -> String {
    let (mark, figures) = if radix == 16 { ("\\x", 2) } else { ("\\", 3) };
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = rest.find(mark) {
        bytes.extend(rest[..at].bytes());
        let number = rest.get(at + mark.len()..at + mark.len() + figures);
        let byte = number.and_then(|number| u8::from_str_radix(number, radix).ok());
        let (byte, taken) = byte.map_or((b'\\', 1), |byte| (byte, mark.len() + figures));
        bytes.push(byte);
        rest = &rest[at + taken..];
    }
    bytes.extend(rest.bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Where the system does not say what is mounted: folders at the usual places, and on Windows the letters behind C.
fn unexplained(root: &Path) -> Vec<Drive> {
    let folders = PLUGGED_IN.iter().filter_map(|folder| fs::read_dir(root.join(folder)).ok()).flatten();
    let plugged_in = folders.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir());
    let plugged_in = plugged_in.map(|path| Drive::new(&name_of(&path), path, true));
    let letters = ('D'..='Z').filter(|_| cfg!(windows)).map(|letter| PathBuf::from(format!("{letter}:\\")));
    let letters = letters.filter(|path| path.is_dir());
    // Nothing safe tells a stick from a second disk there.
    let letters = letters.map(|path| Drive::new(&path.display().to_string(), path, false));
    plugged_in.chain(letters).collect()
}

/// Adds where they are mounted to those of one name.
fn tell_apart(drives: &mut [Drive]) {
    let names: Vec<String> = drives.iter().map(|drive| drive.name.clone()).collect();
    for drive in drives {
        if names.iter().filter(|name| **name == drive.name).count() > 1 {
            drive.name = format!("{}（{}）", drive.name, name_of(&drive.path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_by_their_numbers_are_read() {
        for (written, radix, expect) in [
            ("/media/li/my\\040stick", 8, "/media/li/my stick"),
            ("/media/\\345\\267\\245", 8, "/media/工"),
            ("工作\\x20盘", 16, "工作 盘"),
            ("a\\", 8, "a\\"),
            ("a\\9b", 8, "a\\9b"),
            ("工\\工", 16, "工\\工"),
            ("", 8, ""),
        ] {
            assert_eq!(unescaped(written, radix), expect, "{written}");
        }
    }
}
