//! What folders hold, and the folders that people keep their files in, for the window's own file chooser.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use directories::UserDirs;

use super::drives::Drives;

/// More than anybody looks through; a folder with a hundred thousand files must not stop the window.
const MOST: usize = 2_000;

/// What can be chosen from in a folder, each by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The folders in it.
    pub folders: Vec<PathBuf>,
    /// The files in it that are wanted.
    pub files: Vec<PathBuf>,
}

/// A folder to begin from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What the officer knows it as: 桌面.
    pub name: String,
    /// The path of the folder.
    pub path: PathBuf,
}

/// The folder that this is, or that this is in, if it is there.
pub fn folder_there(path: &Path) -> Option<PathBuf> {
    [Some(path), path.parent()].into_iter().flatten().find(|path| path.is_dir()).map(ToOwned::to_owned)
}

/// Lists a folder: no hidden names, of files only those that are wanted, at most 2,000 entries.
///
/// # Errors
/// The folder is gone, is none, or may not be looked into.
pub fn list(folder: &Path, wanted: impl Fn(&Path) -> bool) -> io::Result<Listing> {
    let mut listing = Listing::default();
    for path in fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).take(MOST) {
        let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            listing.folders.push(path);
        } else if wanted(&path) {
            listing.files.push(path);
        }
    }
    listing.folders.sort_by_cached_key(|path| by_number(path));
    listing.files.sort_by_cached_key(|path| by_number(path));
    Ok(listing)
}

/// A name in the order of people: 第2稿 before 第10稿.
fn by_number(path: &Path) -> (Vec<(String, u64)>, PathBuf) {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut parts = vec![(String::new(), 0_u64)];
    let mut in_number = false;
    for c in name.chars() {
        let digit = c.to_digit(10);
        if in_number && digit.is_none() {
            parts.push((String::new(), 0));
        }
        in_number = digit.is_some();
        // There is always a last one.
        let Some((words, number)) = parts.last_mut() else { continue };
        match digit {
            Some(digit) => *number = number.saturating_mul(10).saturating_add(digit.into()),
            None => words.push(c),
        }
    }
    (parts, path.to_owned())
}

/// The first of them that is the user's own: nobody begins on a stick that happens to be plugged in.
pub fn home(places: &[Place]) -> Option<PathBuf> {
    let home = UserDirs::new()?.home_dir().to_owned();
    let own = places.iter().find(|place| place.path.starts_with(&home)).or(places.first());
    own.map(|place| place.path.clone())
}

/// Whether a path leads to a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// The folders that people keep their files in, and what is plugged in, which is found first: those that there are.
pub fn places(drives: &Drives) -> Vec<Place> {
    let place = |name: &str, path: &Path| Place { name: name.to_owned(), path: path.to_owned() };
    let plugged_in = drives.list().into_iter().map(|drive| Place { name: drive.name, path: drive.path });
    let mut places: Vec<Place> = plugged_in.collect();
    if let Some(user) = UserDirs::new() {
        let known =
            [("桌面", user.desktop_dir()), ("文档", user.document_dir()), ("下载", user.download_dir())];
        places.extend(known.into_iter().filter_map(|(name, path)| Some(place(name, path?))));
        places.push(place("主文件夹", user.home_dir()));
    }
    places.retain(|place| place.path.is_dir());
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_names_are_in_the_order_of_their_numbers() {
        let mut names = ["第10稿.ron", "第2稿.ron", "年报2024.ron", "年报2023.ron", "第1稿.ron", "年报.ron"];
        names.sort_by_cached_key(|name| by_number(Path::new(name)));
        assert_eq!(
            names,
            ["年报.ron", "年报2023.ron", "年报2024.ron", "第1稿.ron", "第2稿.ron", "第10稿.ron"]
        );
    }
}
