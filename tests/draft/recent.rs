//! The list of recent drafts: newest first, bounded, and never an error.

use std::{fs, path::PathBuf};

use nianbao::store::recent::{MAX_ENTRIES, Recent};
use tempfile::tempdir;

#[test]
fn the_last_opened_stands_first_and_once() {
    let folder = tempdir().unwrap();
    let recent = Recent::at(folder.path().join("设置").join("recent.ron"));
    assert!(recent.list().is_empty());
    let path = |n: usize| folder.path().join(format!("“{n}”\\年\"度.ron"));
    for n in 0..20 {
        recent.add(&path(n));
    }
    recent.add(&path(15));
    let expect: Vec<PathBuf> = [15, 19, 18, 17, 16, 14, 13, 12, 11, 10, 9, 8].map(path).to_vec();
    assert_eq!(recent.list(), expect);
    assert_eq!(expect.len(), MAX_ENTRIES);
    recent.remove(&path(19));
    assert_eq!(recent.list().len(), MAX_ENTRIES - 1);
    assert!(!recent.list().contains(&path(19)));
}

#[test]
fn a_spoilt_list_is_an_empty_one() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("recent.ron");
    let recent = Recent::at(file.clone());
    for spoilt in [&b"\xff\xfe"[..], b"(", b"[1, 2]", b"{}", b"", &b"[\"a\",".repeat(100_000)] {
        fs::write(&file, spoilt).unwrap();
        assert!(recent.list().is_empty());
    }
    recent.add(&folder.path().join("新.ron"));
    assert_eq!(recent.list(), [folder.path().join("新.ron")]);
}

#[test]
fn without_a_place_for_it_there_is_none() {
    let folder = tempdir().unwrap();
    let in_the_way = folder.path().join("文件");
    fs::write(&in_the_way, "").unwrap();
    for recent in [Recent::default(), Recent::at(in_the_way.join("recent.ron"))] {
        recent.add(&folder.path().join("新.ron"));
        assert!(recent.list().is_empty());
    }
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_unicode_is_left_out() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _};
    let folder = tempdir().unwrap();
    let recent = Recent::at(folder.path().join("recent.ron"));
    recent.add(&folder.path().join("好.ron"));
    recent.add(&folder.path().join(OsStr::from_bytes(b"\xff.ron")));
    assert_eq!(recent.list(), [folder.path().join("好.ron")]);
}
