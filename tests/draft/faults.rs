//! Every operation of the store with every fault of the disk: each thing that it asks of the disk fails, for good or
//! once, or is cut off by a kill, and each write after any byte. Whatever happens, each file is the old one or the new
//! one, whole; nothing else is touched; what did not work is said; and what was left is gone after the next operation.
//!
//! Of long contents some bytes are tried; `NIANBAO_LONG=1` tries all.

mod operations;

use std::{
    collections::BTreeMap,
    env, fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
    thread,
};

use nianbao::store::{DataFolder, disk::Disk};

use self::operations::{Next, OPERATIONS, Operation, Said, furnish};
use crate::common::{faulty::Faulty, needed};

/// So many bytes are all tried.
const SHORT: usize = 96;
/// Of more, so many.
const SOME: u32 = 16;

/// Where an operation is done.
pub struct Stage {
    root: PathBuf,
    disk: Arc<Faulty>,
    /// What there was when it began, where that is wanted.
    before: Option<OnceLock<Tree>>,
}

impl Stage {
    fn new(root: &Path, disk: Faulty) -> Self {
        Self { root: root.to_owned(), disk: Arc::new(disk.later()), before: None }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn disk(&self) -> Arc<dyn Disk> {
        Arc::clone(&self.disk) as Arc<dyn Disk>
    }

    fn data(&self) -> DataFolder {
        DataFolder::at(self.at("data")).on(self.disk())
    }

    fn draft(&self) -> PathBuf {
        self.at("文档/2022年度.ron")
    }

    /// From here on the disk may fail.
    fn begin(&self) {
        if let Some(before) = &self.before {
            before.get_or_init(|| Tree::of(&self.root));
        }
        self.disk.begin();
    }
}

fn never() -> Faulty {
    Faulty::new(usize::MAX, ErrorKind::Other)
}

/// Everything in a folder by its path in it; folders end in `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Tree(BTreeMap<String, Vec<u8>>);

impl Tree {
    fn of(root: &Path) -> Self {
        let mut tree = Self::default();
        tree.add(root, "");
        tree
    }

    fn add(&mut self, folder: &Path, path: &str) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = format!("{path}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                let path = format!("{path}/");
                self.add(&entry.path(), &path);
                self.0.insert(path, Vec::new());
            } else {
                self.0.insert(path, fs::read(entry.path()).unwrap());
            }
        }
    }

    /// Makes a folder with this in it what it was.
    fn put_back(&self, root: &Path, now: &Self) {
        for path in now.0.keys().rev().filter(|path| !self.0.contains_key(*path)) {
            let path = root.join(path);
            if path.is_dir() { fs::remove_dir(path).unwrap() } else { fs::remove_file(path).unwrap() }
        }
        for (path, content) in self.0.iter().filter(|(path, content)| now.0.get(*path) != Some(*content)) {
            if path.ends_with('/') {
                fs::create_dir(root.join(path)).unwrap();
            } else {
                fs::write(root.join(path), content).unwrap();
            }
        }
    }

    /// The same with what has a name of its own called alike.
    fn alike(&self, furnished: &Self) -> Self {
        let called = |path: &String| if furnished.0.contains_key(path) { path.clone() } else { alike(path) };
        Self(self.0.iter().map(|(path, content)| (called(path), content.clone())).collect())
    }

    fn holds(&self, path: &str, content: &[u8]) -> bool {
        self.0.get(path).is_some_and(|held| held == content)
    }
}

/// What a file is called whose name is made up: an unfinished one, a copy, a folder of pages.
fn alike(path: &str) -> String {
    let parts = path.split('/').map(|part| match part.rsplit_once('.') {
        Some((name, "tmp")) if name.starts_with(".nianbao-") => ".tmp".to_owned(),
        Some((_, end @ ("lock" | "ron")))
            if path.starts_with("data/recovery/") && !path.contains("discarded") =>
        {
            format!("*.{end}")
        }
        None if part.starts_with("nianbao-") => "nianbao-*".to_owned(),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<String>>().join("/")
}

/// What is nobody's work, and may be left by who fails or is killed: it is cleared by what comes next. Who has a lock is
/// written into it in place: it is the lock that counts.
fn is_leftover(path: &str) -> bool {
    path.contains(".tmp") || is_lock(path) || path.starts_with("temp/nianbao-*") || path.ends_with('/')
}

fn is_lock(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|e| e == "lock")
}

/// An operation as it goes where nothing fails.
struct Model {
    furnished: Tree,
    before: Tree,
    after: Tree,
    /// What there is once the next thing is done, after all or nothing of it.
    settled: Vec<Tree>,
    /// The bytes of each thing that is asked of the disk.
    sizes: Vec<usize>,
}

impl Operation {
    fn next(&self, root: &Path) {
        let stage = Stage::new(root, never());
        match self.next {
            Next::Again => drop((self.act)(&stage)),
            Next::Then(next) => next(&stage),
        }
    }

    /// Does it where nothing fails, and what comes next after it and without it.
    fn model(&self, root: &Path, furnished: &Tree) -> Model {
        let mut stage = Stage::new(root, never());
        stage.before = Some(OnceLock::new());
        let (said, held) = (self.act)(&stage);
        assert!(matches!(said, Said::Done | Said::Nothing), "{}: {said:?}", self.name);
        let after = Tree::of(root).alike(furnished);
        drop(held);
        self.next(root);
        let once = Tree::of(root).alike(furnished);
        let before = stage.before.and_then(OnceLock::into_inner).unwrap();
        before.put_back(root, &Tree::of(root));
        self.next(root);
        let anew = Tree::of(root).alike(furnished);
        let before = before.alike(furnished);
        self.touches_its_own(&before, &after);
        Model {
            furnished: furnished.clone(),
            before,
            after,
            settled: vec![once, anew],
            sizes: stage.disk.sizes(),
        }
    }

    /// Nothing is changed but what is its own.
    fn touches_its_own(&self, before: &Tree, after: &Tree) {
        let changed = before.0.iter().filter(|(path, content)| !after.holds(path, content));
        let made = after.0.keys().filter(|path| !before.0.contains_key(*path));
        for path in changed.map(|(path, _)| path).chain(made) {
            let is_its_own = self.touches.iter().any(|own| path.starts_with(own));
            assert!(is_its_own, "{} touches {path}", self.name);
        }
    }

    /// Does it on this disk, and looks at what there is then, and after the next thing.
    fn fail(&self, root: &Path, model: &Model, disk: Faulty) -> Result<(), String> {
        let stage = Stage::new(root, disk);
        let (said, held) = (self.act)(&stage);
        model.check(&Tree::of(root).alike(&model.furnished), said)?;
        drop(held);
        self.next(root);
        let now = Tree::of(root);
        model.furnished.put_back(root, &now);
        let settled = now.alike(&model.furnished);
        let is_settled = model.settled.contains(&settled);
        if is_settled {
            Ok(())
        } else {
            Err(format!("after the next: {}", model.settled[0].against(&settled)))
        }
    }
}

impl Tree {
    /// What is otherwise in another, in words.
    fn against(&self, now: &Self) -> String {
        let gone = self.0.keys().filter(|path| !now.0.contains_key(*path)).map(|path| format!("no {path}"));
        let new = now.0.iter().filter(|(path, content)| !self.holds(path, content));
        let new = new.map(|(path, content)| {
            format!("{path}: {}", String::from_utf8_lossy(&content[..content.len().min(80)]))
        });
        gone.chain(new).collect::<Vec<String>>().join("; ")
    }
}

impl Model {
    /// Whether what there is now is what may be there, once the operation has said this.
    fn check(&self, now: &Tree, said: Said) -> Result<(), String> {
        self.each_is_whole(now)?;
        let is_done = self.is_done(now);
        let gone: Vec<&String> = self.before.0.keys().filter(|path| !now.0.contains_key(*path)).collect();
        let wrong = match said {
            Said::Done | Said::Unconfirmed if !is_done => "it says that it is done",
            Said::Failed if !gone.is_empty() || !self.is_not_done(now) => "it says that it is not done",
            _ if gone.iter().any(|path| self.after.0.contains_key(*path)) => "something is lost",
            // What goes goes last.
            _ if !gone.is_empty() && !is_done => "something is gone too early",
            _ => return Ok(()),
        };
        Err(format!("{wrong}: {}", self.before.against(now)))
    }

    /// Each file is as it was, or as it is to be.
    fn each_is_whole(&self, now: &Tree) -> Result<(), String> {
        for (path, content) in &now.0 {
            let is_whole = self.before.holds(path, content) || self.after.holds(path, content);
            if !is_whole && !is_leftover(path) {
                return Err(format!("neither old nor new: {path}, {} bytes", content.len()));
            }
        }
        Ok(())
    }

    /// Whether all that the operation makes is there.
    fn is_done(&self, now: &Tree) -> bool {
        self.after.0.iter().all(|(path, content)| is_leftover(path) || now.holds(path, content))
    }

    /// Whether nothing of it is there.
    fn is_not_done(&self, now: &Tree) -> bool {
        now.0.iter().all(|(path, content)| is_leftover(path) || self.before.holds(path, content))
    }

    /// Every fault: at each thing that is asked of the disk, and within each write.
    fn faults(&self) -> Vec<Faulty> {
        let mut faults = Vec::new();
        for (at, size) in self.sizes.iter().enumerate() {
            faults.push(Faulty::new(at, ErrorKind::StorageFull));
            for bytes in tried(*size) {
                faults.push(Faulty::full(at, bytes).once());
                faults.push(Faulty::killed(at, bytes));
            }
        }
        faults
    }
}

/// After how many bytes a write of so many is cut off.
fn tried(size: usize) -> Vec<usize> {
    let all = u32::try_from(size).unwrap();
    let count = if size <= SHORT { all } else { needed::times(SOME, all) };
    let step = size / count.max(1) as usize;
    (0..=size).step_by(step.max(1)).chain([size]).collect()
}

/// Memory, where the system has such a folder: the faults are those of the test, whatever the disk is.
fn quick_folder() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { env::temp_dir() }
}

/// Does one operation with every fault; how many there are.
fn with_every_fault(operation: &Operation) -> (usize, usize) {
    let folder = tempfile::tempdir_in(quick_folder()).unwrap();
    let root = folder.path();
    furnish(&Stage::new(root, never()));
    let furnished = Tree::of(root);
    let model = operation.model(root, &furnished);
    furnished.put_back(root, &Tree::of(root));
    let faults = model.faults();
    let (asked, points) = (model.sizes.len(), faults.len());
    for disk in faults {
        let told = format!(
            "{}, {} of {asked}, {} bytes, {:?}, {:?}",
            operation.name, disk.well, disk.bytes, disk.lasts, disk.after
        );
        operation.fail(root, &model, disk).unwrap_or_else(|why| panic!("{told}: {why}"));
    }
    (asked, points)
}

#[test]
#[allow(clippy::print_stdout, reason = "the figures are read")]
fn r01_after_any_fault_each_file_is_the_old_or_the_new_one() {
    let figures: Vec<(usize, usize)> = thread::scope(|scope| {
        let all: Vec<_> = OPERATIONS.iter().map(|o| scope.spawn(move || with_every_fault(o))).collect();
        all.into_iter().map(|done| done.join().unwrap()).collect()
    });
    let asked: usize = figures.iter().map(|(asked, _)| asked).sum();
    let points: usize = figures.iter().map(|(_, points)| points).sum();
    println!("{} operations × {asked} things asked of the disk: {points} faults", figures.len());
    assert!(figures.iter().all(|(asked, points)| asked < points), "{figures:?}");
}
