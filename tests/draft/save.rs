//! Saving: whatever fails and whenever, the file is the old one or the new one, whole.

use std::{
    fs::{self, File, Permissions},
    io::{self, ErrorKind, Write as _},
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
};

use nianbao::{
    draft::{Draft, file},
    store::{
        self, SaveError, SaveFault,
        disk::{Disk, System},
    },
};
use tempfile::{TempPath, tempdir};

use crate::common::{
    faulty::Faulty,
    folder::{names, old_and_new},
    needed,
    reached::reached,
};

/// The operations of a save over an existing file up to where the new content has the name: create, own, permit, write,
/// sync, read, replace.
const UP_TO_THE_NAME: usize = 7;
/// With the one that makes the name last.
const OPERATIONS: usize = UP_TO_THE_NAME + 1;

/// A draft saved in a folder of its own.
fn saved(old: &Draft) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join("2022年度.ron");
    store::save(&path, old).unwrap();
    (folder, path)
}

fn sentence<T>(result: Result<T, SaveError>) -> String {
    result.err().unwrap().to_string()
}

#[test]
fn what_was_saved_is_opened() {
    let (old, new) = old_and_new();
    let (folder, path) = saved(&old);
    assert_eq!(store::open(&path).unwrap(), old);
    store::save(&path, &new).unwrap();
    assert_eq!(store::open(&path).unwrap(), new);
    assert_eq!(names(folder.path()), ["2022年度.ron"]);
}

#[test]
fn r01_a_fault_after_any_operation_leaves_the_old_or_the_new_file() {
    let (old, new) = old_and_new();
    let kinds = [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::NotFound, ErrorKind::Other];
    for kind in kinds {
        for n in 0..OPERATIONS {
            let (folder, path) = saved(&old);
            let error = store::save_on(&Faulty::new(n, kind), &path, &new).unwrap_err();
            let in_place = matches!(error.fault, SaveFault::Unconfirmed);
            assert_eq!(in_place, n == UP_TO_THE_NAME, "{n} {kind}: {error}");
            let expect = if in_place { &new } else { &old };
            assert_eq!(store::open(&path).unwrap(), *expect, "{n} {kind}");
            assert_eq!(names(folder.path()), ["2022年度.ron"], "{n} {kind}");
            store::save(&path, &new).unwrap();
            assert_eq!(store::open(&path).unwrap(), new);
        }
    }
    let (_folder, path) = saved(&old);
    store::save_on(&Faulty::new(OPERATIONS, ErrorKind::Other), &path, &new).unwrap();
    let faults = OPERATIONS * kinds.len();
    reached("R1", &format!("{faults} faults, one after each operation of a save: old or new, 0 mixed"));
}

#[test]
fn r01_a_power_cut_after_any_operation_leaves_the_old_or_the_new_file() {
    let (old, new) = old_and_new();
    for n in 0..OPERATIONS {
        let (_folder, path) = saved(&old);
        store::save_on(&Faulty::killed(n, 5000), &path, &new).unwrap_err();
        let expect = if n == UP_TO_THE_NAME { &new } else { &old };
        assert_eq!(store::open(&path).unwrap(), *expect, "{n}");
    }
    reached("R1", &format!("{OPERATIONS} power cuts, one after each operation of a save: old or new"));
}

#[test]
fn r01_a_disk_that_fills_at_any_byte_leaves_the_old_file() {
    let (old, new) = old_and_new();
    let (folder, path) = saved(&old);
    let before = fs::read(&path).unwrap();
    let size = file::write(&new).len();
    assert!(size > 19_000, "{size}");
    let places: Vec<usize> = (0..=size).step_by(needed::step(7)).collect();
    for &bytes in &places {
        let disk = Faulty::full(3, bytes);
        let error = store::save_on(&disk, &path, &new).unwrap_err();
        assert!(matches!(error.fault, SaveFault::Full), "{bytes}: {error}");
        assert_eq!(fs::read(&path).unwrap(), before, "{bytes}");
    }
    assert_eq!(names(folder.path()), ["2022年度.ron"]);
    reached("R1", &format!("full at {} of {size} bytes: the old file", places.len()));
}

/// A disk that loses or changes bytes and says that all is well.
#[derive(Debug)]
struct Lying(Lie);

/// What is written instead.
type Lie = fn(&[u8]) -> Vec<u8>;

impl Disk for Lying {
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(&(self.0)(bytes))
    }
}

#[test]
fn r01_a_disk_that_loses_bytes_in_silence_is_found_out() {
    let (old, new) = old_and_new();
    let lies: [Lie; 3] = [
        |bytes| bytes[..bytes.len() / 2].to_vec(),
        |_| Vec::new(),
        |bytes| bytes.iter().enumerate().map(|(i, &b)| if i == 700 { b ^ 1 } else { b }).collect(),
    ];
    for lie in lies {
        let (folder, path) = saved(&old);
        let error = store::save_on(&Lying(lie), &path, &new).unwrap_err();
        assert!(matches!(error.fault, SaveFault::Corrupt), "{error}");
        assert_eq!(store::open(&path).unwrap(), old);
        assert_eq!(names(folder.path()), ["2022年度.ron"]);
    }
}

#[test]
fn a_new_file_that_cannot_be_finished_is_not_there() {
    let (_, new) = old_and_new();
    for n in 0..UP_TO_THE_NAME - 2 {
        let folder = tempdir().unwrap();
        let path = folder.path().join("新.ron");
        store::save_on(&Faulty::new(n, ErrorKind::StorageFull), &path, &new).unwrap_err();
        store::write_export_on(&Faulty::new(n, ErrorKind::StorageFull), &path, b"text", false).unwrap_err();
        assert!(names(folder.path()).is_empty(), "{n}");
    }
}

#[test]
fn r10_what_cannot_be_replaced_stays() {
    let (old, new) = old_and_new();
    let (folder, path) = saved(&old);
    let mut protected = fs::metadata(&path).unwrap().permissions();
    protected.set_readonly(true);
    fs::set_permissions(&path, protected).unwrap();
    assert!(sentence(store::save(&path, &new)).contains("只读"));
    assert!(sentence(store::write_export(&path, b"", true)).contains("只读"));
    assert_eq!(store::open(&path).unwrap(), old);

    let inner = folder.path().join("文件夹.ron");
    fs::create_dir(&inner).unwrap();
    assert!(sentence(store::save(&inner, &new)).contains("同名文件夹"));
    assert!(sentence(store::save(&folder.path().join("没有").join("新.ron"), &new)).contains("不存在"));
    assert!(sentence(store::save(&path.join("新.ron"), &new)).contains("不存在"));
    assert!(sentence(store::save(Path::new(""), &new)).contains("同名文件夹"));
    assert!(sentence(store::save(Path::new(".."), &new)).contains("同名文件夹"));
    assert_eq!(names(folder.path()), ["2022年度.ron", "文件夹.ron"]);
}

#[test]
fn r07_a_draft_of_a_later_program_is_never_replaced() {
    let (old, new) = old_and_new();
    let (_folder, path) = saved(&old);
    let later = fs::read_to_string(&path).unwrap().replacen("version: 1", "version: 7", 1);
    fs::write(&path, &later).unwrap();
    assert!(sentence(store::save(&path, &new)).contains("草稿版本7"));
    // Nor by a command that was told to replace what is there.
    let text = file::write(&new);
    assert!(sentence(store::write_export(&path, text.as_bytes(), true)).contains("草稿版本7"));
    assert_eq!(fs::read_to_string(&path).unwrap(), later);
}

#[test]
fn a_draft_that_could_not_be_opened_again_is_not_saved() {
    let (old, mut new) = old_and_new();
    let (_folder, path) = saved(&old);
    new.report.agency.name = "长".repeat(3_000_000);
    assert!(sentence(store::save(&path, &new)).contains("超过"));
    assert_eq!(store::open(&path).unwrap(), old);
}

#[test]
fn an_export_replaces_nothing_unless_told() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("报告.txt");
    store::write_export(&path, "一".as_bytes(), false).unwrap();
    let error = store::write_export(&path, "二".as_bytes(), false).unwrap_err();
    assert!(matches!(error.fault, SaveFault::Exists), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "一");
    store::write_export(&path, "二".as_bytes(), true).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "二");
    assert_eq!(names(folder.path()), ["报告.txt"]);
}

/// A disk on which a file of the same name comes into being just before the last step.
#[derive(Debug)]
struct Racing<'a>(&'a Path);

impl Disk for Racing<'_> {
    fn place(&self, file: TempPath, to: &Path) -> io::Result<()> {
        fs::write(self.0, "别人的")?;
        System.place(file, to)
    }
}

#[test]
fn a_file_that_appears_meanwhile_is_not_replaced() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("报告.txt");
    let error = store::write_export_on(&Racing(&path), &path, "我的".as_bytes(), false).unwrap_err();
    assert!(matches!(error.fault, SaveFault::Exists), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "别人的");
    assert_eq!(names(folder.path()), ["报告.txt"]);
}

#[test]
fn of_many_exports_at_once_one_wins() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("报告.txt");
    let won = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for n in 0..16_u8 {
            let (path, won) = (&path, &won);
            scope.spawn(move || {
                let result = store::write_export(path, &[n; 10_000], false);
                won.fetch_add(usize::from(result.is_ok()), Ordering::Relaxed);
            });
        }
    });
    assert_eq!(won.into_inner(), 1);
    let bytes = fs::read(&path).unwrap();
    assert!(bytes.len() == 10_000 && bytes.iter().all(|b| *b == bytes[0]));
    assert_eq!(names(folder.path()), ["报告.txt"]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn permissions_stay() {
        let (old, new) = old_and_new();
        let (folder, path) = saved(&old);
        let plain = folder.path().join("plain");
        fs::write(&plain, "").unwrap();
        assert_eq!(mode(&path), mode(&plain), "a new draft is as readable as any new file");
        for wanted in [0o640, 0o600, 0o664] {
            fs::set_permissions(&path, Permissions::from_mode(wanted)).unwrap();
            store::save(&path, &new).unwrap();
            assert_eq!(mode(&path), wanted);
        }
    }

    #[test]
    fn a_link_stays_a_link() {
        let (old, new) = old_and_new();
        let (folder, path) = saved(&old);
        let (link, link_to_link) = (folder.path().join("链接.ron"), folder.path().join("链接二.ron"));
        symlink("2022年度.ron", &link).unwrap();
        symlink(&link, &link_to_link).unwrap();
        store::save(&link_to_link, &new).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(store::open(&path).unwrap(), new);

        let dangling = folder.path().join("悬空.ron");
        symlink("后来.ron", &dangling).unwrap();
        store::save(&dangling, &new).unwrap();
        assert_eq!(store::open(&folder.path().join("后来.ron")).unwrap(), new);

        let circle = folder.path().join("圈.ron");
        symlink("圈.ron", &circle).unwrap();
        assert!(sentence(store::save(&circle, &new)).contains("不能写入"));
        assert!(sentence(store::save(Path::new("/dev/null"), &new)).contains("不能写入"));
    }

    #[test]
    fn the_other_names_of_a_file_keep_the_old_content() {
        let (old, new) = old_and_new();
        let (folder, path) = saved(&old);
        let other = folder.path().join("另名.ron");
        fs::hard_link(&path, &other).unwrap();
        store::save(&path, &new).unwrap();
        assert_eq!((store::open(&path).unwrap(), store::open(&other).unwrap()), (new, old));
    }
}
