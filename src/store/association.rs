//! Which program a double click on a draft opens, on Windows: written for this user alone, and only when she asks for
//! it. Nothing is installed; taken back, nothing of it is left. On Linux the package does it.
//!
//! Windows knows files by what follows the last point of their names. Where `.ron` belongs to another program already,
//! that stays as it is, and 年报 is one of those under 打开方式.

use std::path::Path;

use winsafe::{HKEY, RegistryValue, SysResult, co};

/// What this user's programs open.
const CLASSES: &str = r"Software\Classes";
/// What Windows calls a draft.
const DRAFT: &str = "nianbao.draft";
/// How names of drafts end.
const ENDING: &str = ".ron";
/// The program, as 打开方式 knows it.
const PROGRAM: &str = r"Applications\nianbao.exe";
/// The drawing of a draft among the program's own: `assets/windows/nianbao.rc`.
const DRAWING: u8 = 2;

/// Windows did not take it.
#[derive(Debug, thiserror::Error)]
#[error("双击草稿时用什么程序打开没有改成：系统不允许。草稿没有改动；请管理员放开，或在本程序中用“打开”")]
pub struct Refused(#[source] co::ERROR);

/// Whether a double click on a draft, or 打开方式, knows this program where it is now.
pub fn is_set(program: &Path) -> bool {
    value(&format!(r"{DRAFT}\shell\open\command")).is_some_and(|command| command == opens(program))
}

/// Lets a double click on a draft open this program.
///
/// # Errors
/// [`Refused`].
pub fn set(program: &Path) -> Result<(), Refused> {
    let command = opens(program);
    let icon = format!("\"{}\",-{DRAWING}", program.display());
    let mut entries = vec![
        (DRAFT.to_owned(), "", "年报草稿"),
        (format!(r"{DRAFT}\DefaultIcon"), "", icon.as_str()),
        (format!(r"{DRAFT}\shell\open\command"), "", command.as_str()),
        (PROGRAM.to_owned(), "FriendlyAppName", "年报"),
        (format!(r"{PROGRAM}\SupportedTypes"), ENDING, ""),
        (format!(r"{PROGRAM}\shell\open\command"), "", command.as_str()),
        (format!(r"{ENDING}\OpenWithProgids"), DRAFT, ""),
    ];
    if value(ENDING).is_none_or(|other| other.is_empty()) {
        entries.push((ENDING.to_owned(), "", DRAFT));
    }
    for (key, name, text) in entries {
        write(&key, name, text).map_err(Refused)?;
    }
    Ok(())
}

/// Takes that back.
///
/// # Errors
/// [`Refused`].
pub fn unset() -> Result<(), Refused> {
    let is_owner = value(ENDING).is_some_and(|owner| owner == DRAFT);
    let gone = [
        if is_owner { forget(ENDING, None) } else { Ok(()) },
        forget(&format!(r"{ENDING}\OpenWithProgids"), Some(DRAFT)),
        remove(DRAFT),
        remove(PROGRAM),
    ];
    gone.into_iter().try_for_each(unless_missing).map_err(Refused)
}

/// How Windows starts the program on a file. A path has no quotes of its own.
fn opens(program: &Path) -> String {
    format!("\"{}\" \"%1\"", program.display())
}

fn under(key: &str) -> String {
    format!(r"{CLASSES}\{key}")
}

/// The text that a key stands for.
fn value(key: &str) -> Option<String> {
    let value = HKEY::CURRENT_USER.RegGetValue(Some(&under(key)), None, co::RRF::RT_REG_SZ).ok()?;
    if let RegistryValue::Sz(text) = value { Some(text) } else { None }
}

/// Without a name, what the key itself stands for; without a text, a name that says all by being there.
fn write(key: &str, name: &str, text: &str) -> SysResult<()> {
    let name = Some(name).filter(|name| !name.is_empty());
    let value = if text.is_empty() { RegistryValue::None } else { RegistryValue::Sz(text.to_owned()) };
    HKEY::CURRENT_USER.RegSetKeyValue(Some(&under(key)), name, value)
}

fn forget(key: &str, name: Option<&str>) -> SysResult<()> {
    let key = HKEY::CURRENT_USER.RegOpenKeyEx(
        Some(&under(key)),
        co::REG_OPTION::NON_VOLATILE,
        co::KEY::SET_VALUE,
    )?;
    key.RegDeleteValue(name)
}

fn remove(key: &str) -> SysResult<()> {
    HKEY::CURRENT_USER.RegDeleteTree(Some(&under(key)))
}

fn unless_missing(removed: SysResult<()>) -> SysResult<()> {
    if removed == Err(co::ERROR::FILE_NOT_FOUND) { Ok(()) } else { removed }
}
