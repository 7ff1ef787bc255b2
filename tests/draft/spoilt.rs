//! The user's own small files: one that is spoilt is set aside and never written over, one of a newer program is read,
//! and one that may not be read is left alone.

use std::{
    fs,
    path::{Path, PathBuf},
};

use nianbao::store::{
    config::Spoilt,
    ledger::{KeptLedger, LedgerChoices},
    phrases::OwnPhrases,
    recent::Recent,
    settings::{Contrast, KeptSettings, Settings},
};
use tempfile::{TempDir, tempdir};

/// A file that is read at start and written at the first change.
struct Kept {
    name: &'static str,
    what: &'static str,
    /// Reads it; what it says of itself.
    read: fn(PathBuf) -> Option<Spoilt>,
    /// Reads it and writes it anew.
    write: fn(PathBuf),
}

const KEPT: [Kept; 4] = [
    Kept {
        name: "phrases.ron",
        what: "常用句",
        read: |file| OwnPhrases::at(file).spoilt().cloned(),
        write: |file| drop(OwnPhrases::at(file).add("一句话。")),
    },
    Kept {
        name: "settings.ron",
        what: "显示设置",
        read: |file| KeptSettings::at(file).spoilt().cloned(),
        write: |file| {
            KeptSettings::at(file).set(Settings { contrast: Contrast::High, ..Settings::default() });
        },
    },
    Kept {
        name: "ledger.ron",
        what: "台账的对应关系",
        read: |file| KeptLedger::at(file).spoilt().cloned(),
        write: |file| {
            let columns = vec![(nianbao::ledger::Column::Applicant, "申请人".to_owned())];
            drop(KeptLedger::at(file).set(LedgerChoices { columns, ..LedgerChoices::default() }));
        },
    },
    Kept {
        name: "recent.ron",
        what: "最近的草稿",
        read: |file| Recent::at(file).spoilt().cloned(),
        write: |file| Recent::at(file).add(Path::new("/稿.ron")),
    },
];

fn spoilt() -> [Vec<u8>; 5] {
    [b"(".to_vec(), b"\xff\xfe\x00".to_vec(), b"5".to_vec(), "要紧的话".into(), b"[\"a\",".repeat(1_000_000)]
}

fn names(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_is_spoilt_is_set_aside_and_said_once() {
    for kept in KEPT {
        let folder = tempdir().unwrap();
        let file = folder.path().join(kept.name);
        let stem = kept.name.trim_end_matches(".ron");
        for (number, bytes) in spoilt().into_iter().enumerate() {
            fs::write(&file, &bytes).unwrap();
            let said = (kept.read)(file.clone()).unwrap_or_else(|| panic!("{} {number}", kept.name));
            let number = if number == 0 { String::new() } else { (number + 1).to_string() };
            let aside = folder.path().join(format!("{stem}.坏{number}.ron"));
            assert_eq!(said, Spoilt { what: kept.what, file: aside.clone(), is_aside: true });
            assert_eq!(fs::read(&aside).unwrap(), bytes, "{}", aside.display());
            assert!(said.sentence().contains(kept.what) && said.sentence().contains("草稿"), "{said:?}");
            assert_eq!((kept.read)(file.clone()), None, "once");
            (kept.write)(file.clone());
            assert_eq!((kept.read)(file.clone()), None, "{} was written", kept.name);
            assert!(file.exists());
        }
        assert_eq!(names(&folder).len(), 6, "{:?}", names(&folder));
    }
}

/// Another program has spoilt it since it was read.
#[test]
fn what_is_spoilt_later_is_set_aside_before_it_is_written() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("phrases.ron");
    let mut own = OwnPhrases::at(file.clone());
    own.add("一").unwrap();
    fs::write(&file, "要紧的话").unwrap();
    own.add("二").unwrap();
    assert_eq!(fs::read_to_string(folder.path().join("phrases.坏.ron")).unwrap(), "要紧的话");
    assert_eq!(OwnPhrases::at(file).list(), ["二", "一"]);
}

#[test]
fn what_a_newer_program_wrote_besides_is_not_spoilt_and_neither_is_nothing() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("settings.ron");
    fs::write(&file, "(zoom: 125, moods: [Blue], contrast: High)").unwrap();
    let settings = KeptSettings::at(file.clone());
    assert!(settings.spoilt().is_none() && settings.now().contrast == Contrast::High);
    fs::write(folder.path().join("ledger.ron"), "(columns: [], colours: 3)").unwrap();
    assert!(KeptLedger::at(folder.path().join("ledger.ron")).spoilt().is_none());
    for empty in ["", "\n", "\0\0\0\0"] {
        fs::write(&file, empty).unwrap();
        assert!(KeptSettings::at(file.clone()).spoilt().is_none(), "{empty:?}");
    }
    assert_eq!(names(&folder), ["ledger.ron", "settings.ron"]);
}

#[test]
fn what_cannot_be_read_is_left_alone() {
    for kept in KEPT {
        let folder = tempdir().unwrap();
        let file = folder.path().join(kept.name);
        // Whoever runs the tests may read every file: a folder of the name cannot be read as one either.
        fs::create_dir(&file).unwrap();
        fs::write(file.join("要紧"), "要紧").unwrap();
        assert_eq!((kept.read)(file.clone()), None, "{}", kept.name);
        (kept.write)(file.clone());
        assert!(file.join("要紧").exists() && names(&folder) == [kept.name], "{}", kept.name);
    }
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_left_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    for kept in KEPT {
        let folder = tempdir().unwrap();
        let file = folder.path().join(kept.name);
        fs::write(&file, "(").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o0)).unwrap();
        if fs::read(&file).is_ok() {
            // Whoever may read everything cannot be refused.
            return;
        }
        assert_eq!((kept.read)(file.clone()), None, "{}", kept.name);
        (kept.write)(file.clone());
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "(", "{}", kept.name);
    }
}
