//! A program killed at any moment of saving loses nothing that was saved, and leaves a file that opens.
//!
//! 200 kills; `NIANBAO_LONG=1` makes it 5000.
#![allow(clippy::print_stdout, reason = "the child tells what it has saved")]

use std::{
    env, fs,
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use nianbao::{draft::Draft, store};

use crate::common::{
    folder::{names, old_and_new},
    needed,
    reached::reached,
};

const FOLDER: &str = "NIANBAO_KILL_FOLDER";
const FILE: &str = "草稿.ron";
const WORKERS: u64 = 4;

fn kills() -> u64 {
    u64::from(needed::times(200, 5_000))
}

/// How many saves a draft has seen; kept in its telephone line.
fn count(draft: &Draft) -> u64 {
    draft.report.agency.telephone.parse().unwrap_or(0)
}

#[test]
fn r02_nothing_saved_is_lost_to_a_kill() {
    let saves: u64 = thread::scope(|scope| {
        let workers: Vec<_> =
            (0..WORKERS).map(|w| scope.spawn(move || kill_often(w, kills() / WORKERS))).collect();
        workers.into_iter().map(|w| w.join().unwrap()).sum()
    });
    assert!(saves > kills(), "killed too early to test anything: {saves} saves");
    reached("R2", &format!("{} kills, {saves} saves, 0 lost", kills()));
}

fn kill_often(worker: u64, times: u64) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    store::save(&path, &old_and_new().0).unwrap();
    let mut random = 0x9E37_79B9_7F4A_7C15 ^ (worker << 32);
    for kill in 0..times {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let told = save_and_kill(folder.path(), Duration::from_millis(1 + random % 200));
        let found = count(&store::open(&path).unwrap_or_else(|e| panic!("kill {kill}: {e}")));
        assert!(found >= told, "kill {kill}: {told} was saved, {found} is there");
        for left in names(folder.path()).iter().filter(|n| *n != FILE) {
            fs::remove_file(folder.path().join(left)).unwrap();
        }
    }
    count(&store::open(&path).unwrap())
}

/// Starts a child that saves, kills it, and gives the last save it told of.
fn save_and_kill(folder: &Path, after: Duration) -> u64 {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "kill::child", "--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    thread::sleep(after);
    child.kill().unwrap();
    let mut told = String::new();
    child.stdout.take().unwrap().read_to_string(&mut told).unwrap();
    child.wait().unwrap();
    let whole_lines = told.rsplit_once('\n').map_or("", |(lines, _)| lines);
    whole_lines.lines().rev().find_map(|l| l.strip_prefix("saved ")?.parse().ok()).unwrap_or(0)
}

/// Edits and saves until it is killed.
#[test]
#[ignore = "run by the test above, which kills it"]
fn child() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let path = PathBuf::from(folder).join(FILE);
    let mut draft = store::open(&path).unwrap();
    loop {
        draft.report.agency.telephone = (count(&draft) + 1).to_string();
        store::save(&path, &draft).unwrap();
        println!("\nsaved {}", count(&draft));
        std::io::stdout().flush().unwrap();
    }
}
