//! Two programs at one draft, each a process of its own: what one has saved is never lost to the other.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    thread,
    time::Duration,
};

use nianbao::{
    draft::Draft,
    store::{
        self,
        disk::{Disk, System},
        lock::{self, Holder, Locking},
    },
};
use tempfile::tempdir;

use crate::common::{
    folder::{example, names},
    reached::reached,
};

const FOLDER: &str = "NIANBAO_TWO_FOLDER";
const TURN: &str = "NIANBAO_TWO_TURN";
const FILE: &str = "草稿.ron";

/// Saves of both together; one after the other.
const SAVES: usize = 1_000;

/// Who has saved so far, a letter a save; kept in the line of the address.
fn history(draft: &Draft) -> &str {
    &draft.report.agency.address
}

fn at_work(folder: &Path, turn: usize) -> Child {
    let mut child = Command::new(env::current_exe().unwrap());
    child.args(["--exact", "two::child", "--ignored", "--nocapture", "--test-threads=1"]);
    child.env(FOLDER, folder).env(TURN, turn.to_string()).stdout(Stdio::null()).spawn().unwrap()
}

#[test]
fn r11_two_programs_that_save_in_turn_lose_nothing() {
    let folder = tempdir().unwrap();
    let path = folder.path().join(FILE);
    let mut draft = example("wenzhou-2022.ron");
    draft.report.agency.address.clear();
    store::save(&path, &draft).unwrap();
    for mut child in [0, 1].map(|turn| at_work(folder.path(), turn)) {
        assert!(child.wait().unwrap().success());
    }
    let saved = store::open(&path).unwrap();
    assert_eq!(history(&saved), "甲乙".repeat(SAVES / 2), "a save is lost, or done twice");
    assert_eq!(names(folder.path()), [FILE], "nothing is left beside the draft");
    reached("R11", &format!("{SAVES} saves of two processes in turn, 0 lost"));
}

/// Saves whenever it is its turn, as long as nobody else has the draft.
#[test]
#[ignore = "run twice by the test above, in processes of their own"]
fn child() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let path = PathBuf::from(folder).join(FILE);
    let turn: usize = env::var(TURN).unwrap().parse().unwrap();
    let (mut saves, mut waited) = (0, 0);
    while saves < SAVES {
        let there_are = save_in_turn(&path, turn).unwrap_or(saves);
        waited = if there_are > saves { 0 } else { waited + 1 };
        assert!(waited < 100_000, "{turn} waits for the other, which has saved {saves} times");
        saves = there_are;
        thread::sleep(Duration::from_micros(200));
    }
}

/// How many saves there are by then; `None` while the other has the draft.
fn save_in_turn(path: &Path, turn: usize) -> Option<usize> {
    let disk: Arc<dyn Disk> = Arc::new(System);
    let Locking::Ours(_lock) = lock::take(&disk, path, &Holder::ours(String::new())) else { return None };
    let mut draft = store::open(path).unwrap();
    let saves = history(&draft).chars().count();
    if saves < SAVES && saves % 2 == turn {
        draft.report.agency.address.push(['甲', '乙'][turn]);
        store::save(path, &draft).unwrap();
    }
    Some(saves)
}
