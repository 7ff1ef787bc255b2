//! Build script: lists the folders of `assets` in which a new file needs no line of Rust, names the system that is
//! built for, and gives the program of Windows its icon, version and manifest.

use std::{
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for (folder, ending, kind) in FOLDERS {
        let list = embedded(&root.join("assets").join(folder), ending, kind)?;
        fs::write(out.join(format!("{}.rs", folder.replace('/', "_"))), list)?;
    }
    let target = env::var("TARGET")?;
    println!("cargo::rustc-env=NIANBAO_SYSTEM={target}");
    println!("cargo::rerun-if-changed=src/build.rs");
    if target.ends_with("-windows-gnu") {
        resources(&root.join("assets/windows"), &out, &target)?;
    }
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

/// Links what Windows shows of a program; it is compiled by what comes with the linker.
fn resources(folder: &Path, out: &Path, target: &str) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    println!("cargo::rerun-if-changed={}", folder.with_file_name("icon").display());
    println!("cargo::rerun-if-env-changed=WINDRES");
    let compiler = env::var("WINDRES").unwrap_or_else(|_| compiler_of(target));
    let object = out.join("resources.o");
    let mut command = Command::new(&compiler);
    command.current_dir(folder).args(["--input", "nianbao.rc", "--output-format", "coff", "--output"]);
    command.arg(&object);
    for part in ["MAJOR", "MINOR", "PATCH"] {
        let number = env::var(format!("CARGO_PKG_VERSION_{part}"))?;
        command.arg(format!("--define={part}={number}"));
    }
    // The quotes are part of what it stands for.
    command.arg(format!("--define=VERSION=\\\"{}\\\"", env::var("CARGO_PKG_VERSION")?));
    match command.status() {
        Ok(status) if status.success() => {
            println!("cargo::rustc-link-arg-bins={}", object.display());
            Ok(())
        }
        Ok(status) => Err(format!("{compiler}: {status}").into()),
        // To check the code needs none; where there is none there is no linker either.
        Err(error) => {
            println!("cargo::warning=no icon, version and manifest: {compiler}: {error}");
            Ok(())
        }
    }
}

/// On Windows it has no prefix.
fn compiler_of(target: &str) -> String {
    let architecture = target.split('-').next().unwrap_or_default();
    if cfg!(windows) { "windres".to_owned() } else { format!("{architecture}-w64-mingw32-windres") }
}

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
