//! Printers as the system tells of them: their names, the default one, whether they print on both sides. And how a copy is
//! to be printed, kept for this computer.
//!
//! CUPS says all that by its own commands. Where there are none, or they do not answer, no printer is known: then it is
//! printed as before, on whatever is the default.

use std::{path::PathBuf, time::Duration};

use serde::{Deserialize, Serialize};

use super::{
    SaveFault,
    config::{ConfigFile, Spoilt},
    print::Programs,
};

/// What the officer calls it.
const WHAT: &str = "打印设置";
/// The most that is read of the kept settings.
const MAX_BYTES: u64 = 16 * 1024;
/// More printers are never listed, nor asked about.
const MOST: usize = 50;
/// The most copies of one act: more is a slip of the pen.
pub const MOST_COPIES: u16 = 99;
/// How long each question to the print system may take.
const PATIENCE: Duration = Duration::from_secs(4);

/// A printer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printer {
    /// Its name, as the print command takes it.
    pub name: String,
    /// Whether it is used where none is named.
    pub is_default: bool,
    /// How it prints by itself; nothing where it cannot print on both sides, or does not say.
    pub sides: Option<Sides>,
}

/// How many sides of a sheet are printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sides {
    /// 单面.
    #[default]
    One,
    /// 双面, turned over like a book.
    Two,
}

impl Sides {
    /// Both, as they are listed.
    pub const ALL: [Self; 2] = [Self::One, Self::Two];

    /// What the officer calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::One => "单面",
            Self::Two => "双面",
        }
    }

    /// The option of the print command.
    #[cfg(not(windows))]
    pub(super) fn option(self) -> &'static str {
        match self {
            Self::One => "sides=one-sided",
            Self::Two => "sides=two-sided-long-edge",
        }
    }
}

/// How a copy is to be printed. By default as the system prints by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintChoice {
    /// The printer; the default one where none is named.
    pub printer: Option<String>,
    /// The number of copies; 0 counts as 1.
    pub copies: u16,
    /// The sides; as the printer does where nothing is chosen.
    pub sides: Option<Sides>,
}

/// The printers of this computer, the default one first; none where nobody says. Takes seconds at worst: not for the
/// thread of the window.
pub fn list(programs: &Programs) -> Vec<Printer> {
    let Some(said) = programs.answer("lpstat", &["-e"], PATIENCE) else { return Vec::new() };
    let default = programs.answer("lpstat", &["-d"], PATIENCE).and_then(|said| default_in(&said));
    let of = |name: &str| Printer {
        name: name.to_owned(),
        is_default: default.as_deref() == Some(name),
        sides: programs.answer("lpoptions", &["-p", name, "-l"], PATIENCE).and_then(|said| sides_in(&said)),
    };
    let names = said.lines().map(str::trim).filter(|name| is_name(name)).take(MOST);
    let mut printers: Vec<Printer> = names.map(of).collect();
    printers.sort_by_key(|printer| !printer.is_default);
    printers
}

/// Whether it can be the name of a printer: one that begins with a dash would be an option.
fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('-') && !name.contains(char::is_whitespace)
}

/// `system default destination: Office`, in English as it was asked for.
fn default_in(said: &str) -> Option<String> {
    let name = said.lines().find_map(|line| line.split_once("destination:"))?.1.trim();
    is_name(name).then(|| name.to_owned())
}

/// `Duplex/2-Sided Printing: *None DuplexNoTumble DuplexTumble`: what it can do, with a star at what it does.
fn sides_in(said: &str) -> Option<Sides> {
    let of = |line: &'_ str| -> Option<Sides> {
        let (option, values) = line.split_once(':')?;
        let option = option.split('/').next()?.to_ascii_lowercase();
        let values: Vec<&str> = values.split_whitespace().collect();
        let two = |value: &str| {
            let value = value.trim_start_matches('*').to_ascii_lowercase();
            value.starts_with("duplex") || value.starts_with("two-sided")
        };
        let is_about_sides = option.contains("duplex") || option == "sides";
        if !is_about_sides || !values.iter().any(|value| two(value)) {
            return None;
        }
        let by_itself = values.iter().find(|value| value.starts_with('*'));
        Some(if by_itself.is_some_and(|value| two(value)) { Sides::Two } else { Sides::One })
    };
    said.lines().find_map(of)
}

/// What is kept of how she prints: the number of copies is asked for anew each time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    printer: Option<String>,
    sides: Option<Sides>,
}

/// How copies are to be printed, and the file that keeps it for this computer.
#[derive(Clone, Debug, Default)]
pub struct KeptPrinting {
    file: ConfigFile,
    now: PrintChoice,
    spoilt: Option<Spoilt>,
}

impl KeptPrinting {
    /// That of this user.
    pub fn of_user() -> Self {
        Self::read(ConfigFile::of_user("printing.ron", WHAT, MAX_BYTES))
    }

    /// That which is kept in this file.
    pub fn at(file: PathBuf) -> Self {
        Self::read(ConfigFile::at(file, WHAT, MAX_BYTES))
    }

    fn read(mut file: ConfigFile) -> Self {
        let spoilt = file.set_aside_if_spoilt::<Kept>();
        let Kept { printer, sides } = file.take();
        let printer = printer.filter(|name| is_name(name));
        Self { now: PrintChoice { printer, copies: 1, sides }, file, spoilt }
    }

    /// The file, if it was spoilt.
    pub fn spoilt(&self) -> Option<&Spoilt> {
        self.spoilt.as_ref()
    }

    /// How it is to be printed.
    pub fn now(&self) -> &PrintChoice {
        &self.now
    }

    /// Sets it, and keeps what lasts.
    ///
    /// # Errors
    /// It is set and could not be kept.
    pub fn set(&mut self, choice: PrintChoice) -> Result<(), SaveFault> {
        let lasts = |choice: &PrintChoice| Kept { printer: choice.printer.clone(), sides: choice.sides };
        let (old, new) = (lasts(&self.now), lasts(&choice));
        self.now = choice;
        if old == new { Ok(()) } else { self.file.keep(&new) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_print_system_says_is_understood() {
        for (said, expect) in [
            ("system default destination: Office_2\n", Some("Office_2")),
            ("no system default destination\n", None),
            ("system default destination: -o evil\n", None),
            ("", None),
        ] {
            assert_eq!(default_in(said).as_deref(), expect, "{said}");
        }
        for (said, expect) in [
            ("Duplex/2-Sided Printing: *None DuplexNoTumble DuplexTumble\n", Some(Sides::One)),
            ("PageSize/Media: *A4\nDuplex/双面: None *DuplexNoTumble\n", Some(Sides::Two)),
            ("sides/Sides: *one-sided two-sided-long-edge\n", Some(Sides::One)),
            ("Duplex/2-Sided Printing: *None\n", None),
            ("PageSize/Media: *A4 Letter\n", None),
            ("", None),
        ] {
            assert_eq!(sides_in(said), expect, "{said}");
        }
    }
}
