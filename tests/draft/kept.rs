//! What is kept beside a draft: versions, recovery copies, locks. Whatever fails and whenever, each is whole or not there,
//! and nothing else is touched.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::Arc,
};

use nianbao::{
    draft::{Draft, file},
    store::{
        self, DataFolder, Seen,
        disk::{Disk, System},
        lock::{self, Holder, Locking},
        recovery::{self, Belongs, Slot},
        versions,
    },
};
use tempfile::{TempDir, tempdir};

use crate::common::{
    faulty::Faulty,
    folder::{names, old_and_new},
    reached::reached,
};

const AT: &str = "2026-01-15 143205";

/// A draft in a folder, and a data folder beside it.
struct Home {
    folder: TempDir,
    draft: PathBuf,
    data: DataFolder,
}

impl Home {
    fn new() -> Self {
        let folder = tempdir().unwrap();
        fs::create_dir(folder.path().join("文档")).unwrap();
        let draft = folder.path().join("文档/2022年度.ron");
        store::save(&draft, &old_and_new().0).unwrap();
        let data = DataFolder::at(folder.path().join("data"));
        Self { folder, draft, data }
    }

    /// The same data folder on a disk that fails.
    fn on(&self, disk: &Arc<Faulty>) -> DataFolder {
        self.data.clone().on(disk.clone())
    }

    /// Every unfinished file anywhere in the data folder.
    fn unfinished(&self) -> Vec<String> {
        let mut found = Vec::new();
        walk(&self.folder.path().join("data"), &mut found);
        found.retain(|path| Path::new(path).extension().is_some_and(|e| e == "tmp"));
        found
    }

    fn numbers(&self) -> Vec<u64> {
        versions::of(&self.data, &self.draft).iter().map(|version| version.number).collect()
    }
}

fn walk(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(path.display().to_string());
        }
    }
}

/// A draft that tells its number.
fn numbered(n: usize) -> Draft {
    let mut draft = old_and_new().0;
    draft.report.agency.telephone = n.to_string();
    draft
}

fn keep(home: &Home, n: usize) {
    versions::keep(&home.data, &home.draft, file::write(&numbered(n)).as_bytes(), AT).unwrap();
}

#[test]
fn the_last_ten_versions_are_kept_in_the_order_of_their_numbers() {
    let home = Home::new();
    for n in 1..=25 {
        keep(&home, n);
    }
    assert_eq!(home.numbers(), (16..=25).rev().collect::<Vec<u64>>());
    let all = versions::of(&home.data, &home.draft);
    assert_eq!(all[0].open().unwrap(), numbered(25));
    assert_eq!(all[9].open().unwrap(), numbered(16));
    assert_eq!(all[0].at, "2026-01-15 14:32");
    // The same content again is no version of its own.
    keep(&home, 25);
    assert_eq!(home.numbers()[0], 25);
    // Another draft in another folder, or of another name, has its own.
    let other = home.folder.path().join("文档/2023年度.ron");
    assert!(versions::of(&home.data, &other).is_empty());
}

/// R12: the order of versions is that of their numbers, whatever the clock says.
#[test]
fn r12_versions_are_in_order_under_any_clock() {
    let home = Home::new();
    let clocks = ["1970-01-01 000000", "2106-02-07 062816", "2023-03-26 023000", "2025-12-31 235959", AT];
    for (n, at) in clocks.into_iter().enumerate() {
        versions::keep(&home.data, &home.draft, file::write(&numbered(n)).as_bytes(), at).unwrap();
    }
    let told: Vec<String> = versions::of(&home.data, &home.draft)
        .iter()
        .map(|version| version.open().unwrap().report.agency.telephone)
        .collect();
    assert_eq!(told, ["4", "3", "2", "1", "0"]);
    reached("R12", "versions of 1970, 2106, the hour that is skipped, the end of a year, 2026: in order");
}

#[test]
fn what_is_replaced_is_a_version_first() {
    let home = Home::new();
    versions::keep_what_is_there(&home.data, &home.draft, AT).unwrap();
    fs::write(&home.draft, "被别的程序写坏了").unwrap();
    versions::keep_what_is_there(&home.data, &home.draft, AT).unwrap();
    let all = versions::of(&home.data, &home.draft);
    assert!(all[0].open().is_err(), "what was spoilt is kept as it is");
    assert_eq!(all[1].open().unwrap(), old_and_new().0);
}

/// The versions of a draft are found by whatever name leads to it, also when it is gone.
#[cfg(unix)]
#[test]
fn versions_are_found_by_every_name_of_a_draft() {
    let home = Home::new();
    keep(&home, 1);
    let link = home.folder.path().join("链接");
    std::os::unix::fs::symlink(home.folder.path().join("文档"), &link).unwrap();
    assert_eq!(versions::of(&home.data, &link.join("2022年度.ron")).len(), 1);
    fs::remove_file(&home.draft).unwrap();
    assert_eq!(home.numbers(), [1]);
    assert_eq!(versions::of(&home.data, &link.join("2022年度.ron")).len(), 1);
}

#[test]
fn a_fault_while_a_version_is_kept_harms_none_of_those_there_are() {
    let home = Home::new();
    for n in 1..=10 {
        keep(&home, n);
    }
    let new = file::write(&numbered(11));
    let steps = {
        let home = Home::new();
        keep(&home, 1);
        let disk = Arc::new(Faulty::new(usize::MAX, ErrorKind::Other));
        versions::keep(&home.on(&disk), &home.draft, new.as_bytes(), AT).unwrap();
        disk.asked()
    };
    assert!(steps > 5, "{steps}");
    for n in 0..steps {
        for disk in [Faulty::new(n, ErrorKind::StorageFull), Faulty::killed(n, 5_000)] {
            let _ = versions::keep(&home.on(&Arc::new(disk)), &home.draft, new.as_bytes(), AT);
            let all = versions::of(&home.data, &home.draft);
            assert!(all.len() >= 10, "{n}: {all:?}");
            assert!(all.iter().all(|version| version.open().is_ok()), "{n}");
        }
    }
}

fn belongs(home: &Home) -> Belongs {
    Belongs {
        path: Some(home.draft.clone()),
        seen: Some(Seen::of(b"seen")),
        at: "2026-01-15 14:32".to_owned(),
    }
}

#[test]
fn a_copy_is_offered_once_its_window_is_gone() {
    let home = Home::new();
    let slot = Slot::new(&home.data).unwrap();
    slot.write(&belongs(&home), &numbered(1)).unwrap();
    slot.write(&belongs(&home), &numbered(2)).unwrap();
    assert!(recovery::left(&home.data).is_empty(), "its window lives");
    drop(slot);
    let left = recovery::left(&home.data);
    assert_eq!(left.len(), 1);
    assert_eq!((&left[0].belongs, &left[0].draft), (&belongs(&home), &numbered(2)));
    assert_eq!(left[0].name(), "2022年度.ron");
    // It is a draft like any other.
    assert_eq!(store::open(left[0].path()).unwrap(), numbered(2));

    recovery::forget(&home.data, &left[0]);
    assert!(recovery::left(&home.data).is_empty());
    assert!(names(&home.folder.path().join("data/recovery")).is_empty());
    assert_eq!(names(&home.folder.path().join("文档")), ["2022年度.ron"], "nothing beside the draft");
}

#[test]
fn a_window_that_ends_well_leaves_nothing() {
    let home = Home::new();
    let slot = Slot::new(&home.data).unwrap();
    slot.write(&belongs(&home), &numbered(1)).unwrap();
    slot.clear();
    drop(slot);
    assert!(names(&home.folder.path().join("data/recovery")).is_empty());
    // One that was killed before it had anything to keep leaves a lock, which goes at the next start.
    fs::write(home.folder.path().join("data/recovery/abc.lock"), "").unwrap();
    assert!(recovery::left(&home.data).is_empty());
    assert!(names(&home.folder.path().join("data/recovery")).is_empty());
}

#[test]
fn what_was_put_aside_is_kept_for_a_week() {
    let home = Home::new();
    for n in 1..=3 {
        let slot = Slot::new(&home.data).unwrap();
        slot.write(&belongs(&home), &numbered(n)).unwrap();
        slot.discard();
    }
    assert!(recovery::left(&home.data).is_empty());
    let kept = recovery::discarded(&home.data);
    assert_eq!(kept.len(), 3, "none takes the place of another");
    let days = |n: u64| std::time::SystemTime::now() - std::time::Duration::from_hours(24 * n);
    for (copy, age) in kept.iter().zip([6, 8, 0]) {
        fs::File::options().write(true).open(copy.path()).unwrap().set_modified(days(age)).unwrap();
    }
    assert_eq!(recovery::discarded(&home.data).len(), 2);
}

#[test]
fn a_fault_while_a_copy_is_written_leaves_the_one_before() {
    let home = Home::new();
    let steps = {
        let disk = Arc::new(Faulty::new(usize::MAX, ErrorKind::Other));
        let slot = Slot::new(&home.on(&disk)).unwrap();
        let begun = disk.asked();
        slot.write(&belongs(&home), &numbered(0)).unwrap();
        slot.clear();
        (begun, disk.asked())
    };
    for n in steps.0..steps.1 {
        for disk in [Faulty::new(n, ErrorKind::StorageFull), Faulty::killed(n, 5_000)] {
            let home = Home::new();
            let disk = Arc::new(disk);
            let slot = Slot::new(&home.on(&disk)).unwrap();
            // The copy before, on a disk that is well: the faults begin with the second.
            fs::write(slot.path(), "").unwrap();
            let good = Slot::new(&home.data).unwrap();
            good.write(&belongs(&home), &numbered(1)).unwrap();
            fs::copy(good.path(), slot.path()).unwrap();
            good.clear();
            drop(good);
            let _ = slot.write(&belongs(&home), &numbered(2));
            drop(slot);
            let left = recovery::left(&home.data);
            assert_eq!(left.len(), 1, "{n}");
            assert!([numbered(1), numbered(2)].contains(&left[0].draft), "{n}");
            assert_eq!(store::open(&home.draft).unwrap(), old_and_new().0, "{n}: the draft itself");
        }
    }
}

#[cfg(unix)]
#[test]
fn only_the_user_reads_what_is_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    keep(&home, 1);
    let slot = Slot::new(&home.data).unwrap();
    slot.write(&belongs(&home), &numbered(1)).unwrap();
    let mut all = Vec::new();
    walk(&home.folder.path().join("data"), &mut all);
    assert!(all.len() >= 3, "{all:?}");
    for path in all {
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o077;
        assert_eq!(mode(Path::new(&path)), 0, "{path}");
        assert_eq!(mode(Path::new(&path).parent().unwrap()), 0, "the folder of {path}");
    }
    assert!(home.unfinished().is_empty());
}

fn officer() -> Holder {
    Holder { user: "张三".into(), machine: "PC-01".into(), process: 7, since: "2026-01-15 14:32".into() }
}

fn take(draft: &Path) -> Locking {
    take_as(draft, &officer())
}

fn take_as(draft: &Path, holder: &Holder) -> Locking {
    lock::take(&(Arc::new(System) as Arc<dyn Disk>), draft, holder)
}

#[test]
fn r11_a_second_window_learns_who_has_a_draft() {
    let home = Home::new();
    let Locking::Ours(lock) = take(&home.draft) else { panic!("it is free") };
    assert!(lock.is_of(&home.draft) && !lock.is_of(&home.folder.path().join("另一份.ron")));
    let Locking::Held(holder) = take_as(&home.draft, &Holder::ours(String::new())) else {
        panic!("it is held");
    };
    assert_eq!(holder, officer());
    assert_eq!(holder.words(), "张三（PC-01）");
    drop(lock);
    assert_eq!(names(home.draft.parent().unwrap()), ["2022年度.ron"], "nothing is left beside the draft");
    assert!(matches!(take(&home.draft), Locking::Ours(_)));
}

#[test]
fn r11_what_a_dead_program_left_is_said_and_can_be_taken_over() {
    let home = Home::new();
    let Locking::Ours(lock) = take(&home.draft) else { panic!("it is free") };
    let file = names(home.draft.parent().unwrap()).into_iter().find(|name| name.contains(".lock")).unwrap();
    let said = fs::read(home.draft.with_file_name(&file)).unwrap();
    drop(lock);
    for (left, expect) in [(said.as_slice(), officer()), (b"garbage".as_slice(), Holder::default())] {
        fs::write(home.draft.with_file_name(&file), left).unwrap();
        match take_as(&home.draft, &Holder::ours(String::new())) {
            Locking::Left(holder, _lock) => assert_eq!(holder, expect),
            Locking::Ours(_) => assert_eq!(expect, Holder::default()),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn r11_a_disk_without_locks_keeps_nobody_out_and_leaves_nothing() {
    let home = Home::new();
    let well = Arc::new(Faulty::new(usize::MAX, ErrorKind::Other));
    let locking = lock::take(&(well.clone() as Arc<dyn Disk>), &home.draft, &officer());
    let steps = well.asked();
    drop(locking);
    for n in 0..steps {
        for kind in [ErrorKind::Unsupported, ErrorKind::PermissionDenied, ErrorKind::StorageFull] {
            let disk: Arc<dyn Disk> = Arc::new(Faulty::new(n, kind));
            let locking = lock::take(&disk, &home.draft, &officer());
            assert!(matches!(locking, Locking::NoLocks | Locking::Ours(_)), "{n} {kind}: {locking:?}");
            drop(locking);
            let left = names(home.draft.parent().unwrap());
            // What cannot be removed either is an empty file, by which nobody is kept out.
            let locks = left.iter().filter(|name| name.contains(".lock"));
            assert!(
                locks.into_iter().all(|name| fs::read(home.draft.with_file_name(name)).unwrap().is_empty())
            );
            assert!(matches!(take(&home.draft), Locking::Ours(_)), "{n} {kind}");
        }
    }
    reached("R11", &format!("{} faults of a disk without locks: nobody is kept out", 3 * steps));
}

/// A name that is as long as a name can be still has a lock.
#[test]
fn the_lock_of_a_long_name_is_short() {
    let folder = tempdir().unwrap();
    let draft = folder.path().join(format!("{}.ron", "长".repeat(83)));
    store::save(&draft, &numbered(1)).unwrap();
    assert!(matches!(take(&draft), Locking::Ours(_)));
}
