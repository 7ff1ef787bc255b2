//! Build script: lists the folders of `assets` in which a new file needs no line of Rust, and names the system that is
//! built for.

use std::{
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for (folder, ending, kind) in FOLDERS {
        let list = embedded(&root.join("assets").join(folder), ending, kind)?;
        fs::write(out.join(format!("{}.rs", folder.replace('/', "_"))), list)?;
    }
    println!("cargo::rustc-env=NIANBAO_SYSTEM={}", env::var("TARGET")?);
    println!("cargo::rerun-if-changed=src/build.rs");
    Ok(())
}

/// Folders of `assets`, the ending of the files that are taken, and the macro that takes one.
const FOLDERS: [(&str, &str, &str); 5] = [
    ("forms", "ron", "include_str"),
    ("examples", "ron", "include_str"),
    ("help", "md", "include_str"),
    ("help/pictures", "png", "include_bytes"),
    ("norms", "md", "include_str"),
];

/// A Rust slice of (file name, contents), newest name first.
fn embedded(folder: &Path, ending: &str, kind: &str) -> Result<String, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.retain(|f| f.extension().is_some_and(|e| e == ending));
    files.sort();
    files.reverse();
    let mut list = String::from("&[");
    for file in &files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let path = file.to_str().ok_or("a folder name that is not Unicode")?;
        write!(list, "({name:?}, {kind}!({path:?})),")?;
    }
    list.push(']');
    Ok(list)
}
