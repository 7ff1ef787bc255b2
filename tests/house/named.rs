//! Tests and scripts by name, as the tables of promises and mutations give them.

use std::{fs, path::Path};

/// What holds a promise: a test (`check::slips::name`, `lib::layout::sheet::tests::name`) or a script under `tests`.
pub enum Named {
    /// A test of the library itself, by its path in it.
    Unit(String),
    /// A test of the program `tests/PROGRAM`, by its path in it.
    Test {
        /// The program.
        program: String,
        /// The path.
        path: String,
    },
    /// A script, by its path in the checkout.
    Script(String),
}

/// The folder of the checkout.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl Named {
    /// Reads a name; refuses one that nothing has.
    pub fn read(name: &str) -> Result<Self, String> {
        let named = Self::parsed(name).ok_or_else(|| format!("{name} is no path of a test"))?;
        if named.exists() { Ok(named) } else { Err(format!("there is no {name}")) }
    }

    fn parsed(name: &str) -> Option<Self> {
        if name.starts_with("tests/") || name.starts_with(".ci/") {
            return Some(Self::Script(name.to_owned()));
        }
        let (program, path) = name.split_once("::")?;
        let path = path.to_owned();
        Some(match program {
            "lib" => Self::Unit(path),
            _ => Self::Test { program: program.to_owned(), path },
        })
    }

    fn exists(&self) -> bool {
        match self {
            Self::Script(path) => root().join(path).is_file(),
            Self::Unit(path) => {
                let Some((module, test)) = path.rsplit_once("::tests::") else { return false };
                let file = format!("src/{}", module.replace("::", "/"));
                ["", "/mod"].iter().any(|end| has_test(&format!("{file}{end}.rs"), test))
            }
            Self::Test { program, path } => {
                let Some((module, test)) = path.rsplit_once("::") else { return false };
                has_test(&format!("tests/{program}/{}.rs", module.replace("::", "/")), test)
            }
        }
    }
}

fn has_test(file: &str, test: &str) -> bool {
    let source = fs::read_to_string(root().join(file)).unwrap_or_default();
    source.contains(&format!("fn {test}("))
}
