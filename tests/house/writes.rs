//! Nothing writes to the file system but the disk of the store: what a test lets fail there is all that can fail.

use crate::tidy::sources;

/// The one place that writes.
const DISK: &str = "store/disk.rs";

/// Words of the libraries that write files and folders, or open them to be written.
const WRITES: &[&str] = &[
    "fs::write",
    "fs::rename",
    "fs::copy",
    "create_dir",
    "remove_file",
    "remove_dir",
    "hard_link",
    "symlink(",
    "set_permissions",
    "DirBuilder",
    "OpenOptions",
    "File::create",
    "File::options",
    ".set_len(",
    ".set_modified(",
    ".set_times(",
    ".persist",
    "tempfile_in(",
    "tempfile::tempfile",
    "tempfile::Builder",
    "tempdir",
    "NamedTempFile::",
    "TempDir::",
    "TempPath::",
];

/// What else writes, and why a fault there costs nobody anything.
const MAY_WRITE: &[(&str, &str)] =
    &[("build.rs", "makes lists of what is built in, where the program is built and before there is one")];

#[test]
fn nothing_writes_but_the_disk_of_the_store() {
    let may = |path: &str| path == DISK || MAY_WRITE.iter().any(|(file, _)| *file == path);
    let mut wrong = Vec::new();
    for source in sources().into_iter().filter(|source| !may(&source.path)) {
        let words = WRITES.iter().filter(|word| source.code.contains(**word));
        wrong.extend(words.map(|word| format!("{} writes: {word}", source.path)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_may_write_besides_does() {
    let sources = sources();
    for (file, why) in MAY_WRITE {
        let source = sources.iter().find(|source| source.path == *file).unwrap();
        assert!(
            !why.is_empty() && WRITES.iter().any(|word| source.code.contains(word)),
            "{file} writes nothing"
        );
    }
}

#[test]
fn the_disk_of_the_store_writes_in_these_words() {
    let sources = sources();
    let disk = sources.iter().find(|source| source.path == DISK).unwrap();
    assert!(
        WRITES.iter().filter(|word| disk.code.contains(**word)).count() > 5,
        "the words are the right ones"
    );
}
