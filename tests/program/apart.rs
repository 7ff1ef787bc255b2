//! Foreign files are read in a process of their own: what it may use, how it ends, and that it reads as the library does.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Child, Command, Stdio},
};

use nianbao::{
    apart::{self, Waiting},
    draft::file,
    import::{self, Hint, ImportError},
};
use tempfile::tempdir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_nianbao");

/// A child as another process of the program starts it, given these bytes.
fn child(bytes: &[u8]) -> Child {
    let mut command = Command::new(PROGRAM);
    command.args(["--read-apart", "report"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let to = child.stdin.as_mut().unwrap();
    to.write_all(&(bytes.len() as u64).to_le_bytes()).unwrap();
    to.write_all(bytes).unwrap();
    child
}

/// A PDF that its reader takes a hundred megabytes and a second for.
fn heavy() -> Vec<u8> {
    let object = format!("1 0 obj[{}]endobj\n", "1 ".repeat(900_000));
    let table = 9 + object.len();
    let after =
        "xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer<</Size 2/Root 1 0 R>>\nstartxref\n";
    format!("%PDF-1.4\n{object}{after}{table}\n%%EOF").into_bytes()
}

#[test]
fn what_is_read_apart_is_what_the_library_reads() {
    let folder = tempdir().unwrap();
    let published = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published");
    for (name, year) in [("001.txt", None), ("002.txt", Some(2019)), ("004.txt", None)] {
        let source = published.join(name);
        let to = folder.path().join(name);
        let mut command = Command::new(PROGRAM);
        command.arg("import").arg(&source).arg(&to).args(year.map(|year| format!("--year={year}")));
        assert!(command.output().unwrap().status.success());
        let read = import::read(&fs::read(&source).unwrap(), &Hint { year, form: None }).unwrap();
        assert_eq!(fs::read_to_string(&to).unwrap(), file::write(&read.draft), "{name}");
    }
}

/// Bytes and seconds, as the system holds a process to them.
#[cfg(target_os = "linux")]
#[test]
fn the_child_is_limited_before_it_reads() {
    let mut child = child(b"");
    let limits = format!("/proc/{}/limits", child.id());
    let holds = |limits: &str| {
        [("Max data size", "1073741824"), ("Max cpu time", "30"), ("Max core file size", "0")].iter().all(
            |(name, most)| {
                let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
                line[name.len()..].split_whitespace().next() == Some(most)
            },
        )
    };
    // It has told its answer, and waits for nobody.
    let mut answer = String::new();
    std::io::Read::read_to_string(&mut child.stdout.take().unwrap(), &mut answer).unwrap();
    assert_eq!(answer, "{\"Report\":{\"Err\":\"Empty\"}}");
    child.wait().unwrap();
    let mut waiting = Command::new(PROGRAM);
    waiting.args(["--read-apart", "report"]).stdin(Stdio::piped());
    let mut waiting = waiting.spawn().unwrap();
    let limits_of = limits.replace(&child.id().to_string(), &waiting.id().to_string());
    let limited = (0..500).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        holds(&fs::read_to_string(&limits_of).unwrap())
    });
    drop(waiting.stdin.take());
    waiting.wait().unwrap();
    assert!(limited);
}

#[test]
fn the_child_ends_with_whoever_waits() {
    let mut child = child(&heavy());
    drop(child.stdin.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}

/// The shell holds both to less memory than the file needs: the child dies of it, the program says so.
#[cfg(target_os = "linux")]
#[test]
fn a_child_that_dies_is_a_sentence() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("年报.pdf"), heavy()).unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -d 60000; exec \"$0\" import 年报.pdf 草稿.ron", PROGRAM]);
    let output = shell.current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, format!("“年报.pdf”{}\n", ImportError::Overrun));
    assert_eq!(output.status.code(), Some(2));
    assert!(!folder.path().join("草稿.ron").exists());
}

#[test]
fn a_reading_that_nobody_waits_for_is_ended() {
    apart::with_program(PROGRAM.into());
    let waiting = Waiting::default();
    let waited = waiting.seen();
    assert_eq!(apart::report(b"", None, &waited).unwrap_err(), ImportError::Empty);
    drop(waiting);
    assert_eq!(apart::report(&heavy(), None, &waited).unwrap_err(), ImportError::Overrun);
}
