//! `--associate` and `--dissociate`, on Windows: for whoever puts the program on many computers.

use super::{Failure, Outcome};
use crate::{apart, store::association};

/// Lets a double click on a draft open this program, for this user.
pub(super) fn set() -> Result<Outcome, Failure> {
    // The program says which it is before it reads the command line.
    if let Some(program) = apart::program() {
        association::set(program)?;
    }
    Ok(Outcome::done(
        "以后双击草稿（.ron）就用年报打开，只对这个用户。取消用 nianbao --dissociate\n".to_owned(),
    ))
}

/// Takes that back.
pub(super) fn unset() -> Result<Outcome, Failure> {
    association::unset()?;
    Ok(Outcome::done("双击草稿不再用年报打开\n".to_owned()))
}
