//! Who waits for pages: hears how far they are, and may not want them any more.

use std::fmt;

/// Who waits for pages, and is asked now and then whether they are still wanted.
pub trait Onlooker<E> {
    /// Hears how far the work is.
    ///
    /// # Errors
    /// The work is wanted no more, and ends.
    fn look(&self, stage: Stage) -> Result<(), E>;
}

/// How far the work on pages is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Texts and tables are broken into lines and pages.
    Setting,
    /// So many pages of a file are written, of all.
    Written(usize, usize),
    /// The file is being closed.
    Closing,
}

/// Waits however long it takes.
#[derive(Clone, Copy, Debug)]
pub struct Patient;

impl<E> Onlooker<E> for Patient {
    fn look(&self, _: Stage) -> Result<(), E> {
        Ok(())
    }
}

/// Nobody waits any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unwanted;

impl fmt::Display for Unwanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("已取消，没有写出文件")
    }
}

impl std::error::Error for Unwanted {}
