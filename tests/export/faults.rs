//! Exports that cannot be written, under real conditions: a sentence that says why, and no half file left.
#![cfg(unix)]

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Command, Output},
};

use nianbao::draft::examples;

use crate::common::{needed, reached::reached};

const FORMATS: [&str; 6] = ["txt", "pdf", "ofd", "html", "docx", "json"];

/// A folder with a draft in it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("稿.ron"), examples::all()[0].1).unwrap();
    folder
}

/// Exports in a shell that has said `first`; the exit status and what was said on standard error.
fn export(folder: &Path, first: &str, to: &str) -> (Option<i32>, String) {
    let line = format!("{first} exec \"$0\" export 稿.ron \"$1\" --bundled-fonts $2");
    export_by(folder, &line, to, "")
}

fn export_by(folder: &Path, line: &str, to: &str, option: &str) -> (Option<i32>, String) {
    let mut shell = Command::new("sh");
    shell.args(["-c", line, env!("CARGO_BIN_EXE_nianbao"), to, option]).current_dir(folder);
    let output = shell.output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn where_a_file_may_not_grow_nothing_is_left() {
    let folder = folder();
    for format in FORMATS {
        let to = format!("报告.{format}");
        // One block; the signal that would end the program is passed over, as on a full disk.
        let (status, said) = export(folder.path(), "trap '' XFSZ; ulimit -f 1;", &to);
        assert_eq!(status, Some(2), "{said}");
        assert_eq!(said, format!("“{to}”没有保存：磁盘已满，原有内容没有改动。腾出空间，或保存到别的磁盘\n"));
        assert_eq!(names(folder.path()), ["稿.ron"]);
    }
}

#[test]
fn r09_what_was_there_stays_when_the_disk_is_full() {
    let folder = folder();
    fs::write(folder.path().join("报告.pdf"), "旧的").unwrap();
    let line = "trap '' XFSZ; ulimit -f 1; exec \"$0\" export 稿.ron \"$1\" --bundled-fonts $2";
    let (status, said) = export_by(folder.path(), line, "报告.pdf", "--force");
    assert!(status == Some(2) && said.contains("磁盘已满"), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join("报告.pdf")).unwrap(), "旧的");
    assert_eq!(names(folder.path()), ["报告.pdf", "稿.ron"]);
}

/// Where a disk can be mounted that nobody else sees: root may, others in a namespace of their own.
const APART: [&[&str]; 2] = [&["unshare", "--mount"], &["unshare", "--user", "--map-root-user", "--mount"]];

/// What a line of shell does where a disk of its own can be mounted; `None` where none can be.
fn with_a_disk(folder: &Path, line: &str) -> Option<Output> {
    let mounted = "mount -t tmpfs -o size=64k tmpfs 盘 2>/dev/null || exit 99;";
    for apart in APART {
        let mut shell = Command::new(apart[0]);
        shell.args(&apart[1..]).args(["sh", "-c", &format!("{mounted} {line}")]);
        let output = needed::output(shell.arg(env!("CARGO_BIN_EXE_nianbao")).current_dir(folder))?;
        // `unshare` says 1 where it may not.
        if !matches!(output.status.code(), Some(1 | 99)) {
            return Some(output);
        }
    }
    needed::skipped("no disk can be mounted here");
    None
}

#[test]
fn r09_a_disk_of_its_own_that_is_full() {
    let folder = folder();
    fs::create_dir(folder.path().join("盘")).unwrap();
    let line = "\"$0\" export 稿.ron 盘/报告.pdf --bundled-fonts; echo status $?; ls -A 盘";
    let Some(output) = with_a_disk(folder.path(), line) else { return };
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("磁盘已满"), "{said}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "status 2\n", "nothing is left on the disk");
    reached("R9", "a disk of 64 kB and a limit of one block: said, what was there stays, no half file");
}

#[test]
fn r10_a_place_that_takes_no_file_is_named() {
    let folder = folder();
    fs::create_dir(folder.path().join("报告.pdf")).unwrap();
    let said = |to: &str| {
        let (status, said) = export(folder.path(), "", to);
        assert_eq!(status, Some(2), "{said}");
        said
    };
    assert_eq!(said("报告.pdf"), "“报告.pdf”没有保存：已有同名文件夹。换一个文件名\n");
    assert!(said("没有/报告.pdf").starts_with("“报告.pdf”没有保存：所在文件夹不存在"));
    assert!(said("稿.ron/报告.pdf").starts_with("“报告.pdf”没有保存：所在文件夹不存在"));
    std::os::unix::fs::symlink("/dev/full", folder.path().join("满.pdf")).unwrap();
    assert_eq!(said("满.pdf"), "“满.pdf”没有保存：这个文件名不能写入。换一个文件名\n");
    assert_eq!(names(folder.path()), ["报告.pdf", "满.pdf", "稿.ron"]);
}

/// Nobody, who may write where all may: what a line of shell does when root is not the one who runs it.
fn as_nobody(folder: &Path, line: &str, to: &str) -> Option<Output> {
    // The program itself may stand where nobody may look.
    let program = folder.join("nianbao");
    fs::copy(env!("CARGO_BIN_EXE_nianbao"), &program).unwrap();
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    let mut shell = Command::new("setpriv");
    shell.args(["--reuid=65534", "--regid=65534", "--clear-groups", "sh", "-c", line]);
    needed::output(shell.arg(program).arg(to).current_dir(folder))
}

#[test]
fn r10_a_folder_that_may_not_be_written_to_is_named() {
    let folder = folder();
    let closed = folder.path().join("只读");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    let is_root = fs::write(closed.join("试"), "").is_ok();
    let line = "exec \"$0\" export 稿.ron \"$1\" --bundled-fonts";
    let (status, said) = if is_root {
        let Some(output) = as_nobody(folder.path(), line, "只读/报告.pdf") else { return };
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    } else {
        export(folder.path(), "", "只读/报告.pdf")
    };
    assert!(status == Some(2) && said.contains("所在文件夹不能写入"), "{said}");
    reached("R10", "a folder that may not be written to: said, nothing is written");
}
