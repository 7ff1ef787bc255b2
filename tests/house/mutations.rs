//! Faults put into the sources, each with the test that goes red: what a user would notice is what the tests see.
//!
//! The cases are in `tests/mutations/*.txt`: the file, the lines that go (`-`), those that come (`+`), the test that
//! must fail. Here they are only looked up, so that none is left behind when the code moves. `NIANBAO_MUTATIONS=all`
//! (or a part of names) makes each in a copy of the checkout, one after the other, and runs its test.

use std::{
    env,
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Output},
};

use crate::{
    common::cases::{self, Case},
    named::{Named, root},
};

/// A fault in one file.
struct Mutation {
    name: String,
    file: String,
    /// Lines one below the other, without what they are indented by.
    from: Vec<String>,
    to: Vec<String>,
    caught_by: Vec<String>,
}

impl Mutation {
    fn read(case: &Case) -> Self {
        let all = |prefix: &str| -> Vec<String> {
            let lines = case.lines.iter().filter_map(|line| line.strip_prefix(prefix));
            lines.map(|line| line.trim().to_owned()).collect()
        };
        let kinds = ["in ", "- ", "+ ", "caught by "];
        for line in &case.lines {
            assert!(kinds.iter().any(|kind| line.starts_with(kind)), "{}: {line}", case.name);
        }
        let file = all("in ").pop().unwrap_or_default();
        Self { name: case.name.clone(), file, from: all("- "), to: all("+ "), caught_by: all("caught by ") }
    }

    /// The file with the fault in it. The lines must stand there once.
    fn made_in(&self, text: &str) -> Result<String, String> {
        let lines: Vec<&str> = text.lines().collect();
        let stands = |at: &usize| {
            let here = lines.get(*at..at + self.from.len());
            here.is_some_and(|here| here.iter().zip(&self.from).all(|(line, from)| line.trim() == from))
        };
        let places: Vec<usize> = (0..lines.len()).filter(stands).collect();
        let [at] = places[..] else {
            return Err(format!("its lines are {} times in {}", places.len(), self.file));
        };
        let (before, after) = (&lines[..at], &lines[at + self.from.len()..]);
        let to: Vec<&str> = self.to.iter().map(String::as_str).collect();
        Ok([before, &to[..], after].concat().join("\n") + "\n")
    }

    fn check(&self) -> Result<(), String> {
        if self.from.is_empty() || self.caught_by.is_empty() {
            return Err("it has no line that goes, or no test".to_owned());
        }
        let text = fs::read_to_string(root().join(&self.file)).map_err(|e| format!("{}: {e}", self.file))?;
        self.made_in(&text)?;
        self.caught_by.iter().try_for_each(|name| Named::read(name).map(|_| ()))
    }
}

fn mutations() -> Vec<Mutation> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(root().join("tests/mutations")).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let read = |file: &PathBuf| cases::read(&fs::read_to_string(file).unwrap());
    files.iter().flat_map(read).map(|case| Mutation::read(&case)).collect()
}

#[test]
fn every_mutation_has_its_place_and_its_test() {
    let wrong = |m: &Mutation| m.check().err().map(|why| format!("{}: {why}", m.name));
    let wrong: Vec<String> = mutations().iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Copies what git knows or would add, and only what has changed, so that cargo builds little again.
fn copy_checkout(to: &Path) {
    let git = |args: &[&str]| Command::new("git").args(args).current_dir(root()).output().unwrap().stdout;
    let listed = git(&["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    for name in String::from_utf8(listed).unwrap().split('\0').filter(|name| !name.is_empty()) {
        let (from, to) = (root().join(name), to.join(name));
        let Ok(bytes) = fs::read(&from) else { continue };
        if fs::read(&to).is_ok_and(|there| there == bytes) {
            continue;
        }
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(&from, &to).unwrap();
    }
}

/// A copy of the checkout that is built in a place of its own, for one run at a time.
struct Workshop {
    folder: PathBuf,
    target: PathBuf,
    /// Held until it is closed.
    _lock: File,
}

impl Workshop {
    /// Waits for other runs, and begins with the checkout as it is.
    fn enter() -> Self {
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
        let place = target.join("mutations");
        let folder = place.join("nianbao");
        fs::create_dir_all(&folder).unwrap();
        let lock = File::create(place.join("lock")).unwrap();
        lock.lock().unwrap();
        copy_checkout(&folder);
        Self { folder, target: place.join("target"), _lock: lock }
    }

    fn run(&self, program: &str, args: &[&str]) -> Output {
        let mut command = Command::new(program);
        command.args(args).current_dir(&self.folder).env("CARGO_TARGET_DIR", &self.target);
        command.env_remove("NIANBAO_MUTATIONS").env("INSTA_UPDATE", "no").output().unwrap()
    }

    fn builds(&self, args: &[&str]) -> Result<(), String> {
        let built = self.run("cargo", args);
        if built.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&built.stderr).into_owned()) }
    }

    /// Whether the test that is named fails, as a test that ran.
    fn is_red(&self, name: &str) -> Result<bool, String> {
        let (kind, path) = match Named::read(name)? {
            Named::Script(path) => {
                self.builds(&["build"])?;
                return Ok(!self.run("bash", &[&path]).status.success());
            }
            Named::Unit(path) => (vec!["--lib".to_owned()], path),
            Named::Test { program, path } => (vec!["--test".to_owned(), program], path),
        };
        let kind: Vec<&str> = kind.iter().map(String::as_str).collect();
        self.builds(&[&["test", "--no-run"], &kind[..]].concat())?;
        let ran = self.run("cargo", &[&["test"], &kind[..], &["--", "--exact", &path]].concat());
        let said = String::from_utf8_lossy(&ran.stdout);
        if said.contains("running 0 tests") {
            Err(format!("{name} did not run"))
        } else {
            Ok(!ran.status.success())
        }
    }

    /// Makes the fault, runs its tests, and takes it out again.
    fn catches(&self, mutation: &Mutation) -> Result<bool, String> {
        let file = self.folder.join(&mutation.file);
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, mutation.made_in(&text)?).unwrap();
        let caught = mutation.caught_by.iter().map(|name| self.is_red(name)).collect::<Result<Vec<_>, _>>();
        fs::write(&file, text).unwrap();
        Ok(caught?.iter().all(|red| *red))
    }
}

#[test]
#[allow(clippy::print_stdout, reason = "the run is read line by line")]
fn every_mutation_is_caught() {
    let Ok(wanted) = env::var("NIANBAO_MUTATIONS") else { return };
    let all = mutations();
    let tried = all.iter().filter(|m| wanted == "all" || m.name.contains(&wanted));
    let mut survived = Vec::new();
    for mutation in tried {
        let outcome = match Workshop::enter().catches(mutation) {
            Ok(true) => "caught".to_owned(),
            Ok(false) => "SURVIVED".to_owned(),
            Err(why) => format!("NOT TRIED: {why}"),
        };
        println!("{}: {outcome}", mutation.name);
        if outcome != "caught" {
            survived.push(mutation.name.as_str());
        }
    }
    assert!(survived.is_empty(), "{survived:?}");
}
