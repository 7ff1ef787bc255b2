//! The year's ledger of applications (依申请公开台账), counted into the table of applications.
//!
//! ```text
//! bytes ─► sheet (rows with their line numbers) ─► columns, guessed ─► mapping, guessed ─► tally
//! ```
//! The law of this module: every row of the ledger is either counted or listed with the reason why it is not, and
//! both numbers add up to all. Only what applicants are, dates and outcomes are ever read out of it; nothing of the
//! ledger but numbers goes into a draft.
//!
//! Uses `form`, `draft`, `words` and `bounds`.

mod aliases;
mod columns;
mod date;
mod delimited;
mod mapping;
mod table;
mod tally;
mod worksheet;
mod xlsx;

pub use crate::bounds::MAX_BYTES;
pub use aliases::words_known;
pub use columns::{Column, Columns};
pub use mapping::{Mapping, NOT_COUNTED, Values};
pub use table::Applications;
pub use tally::{Left, Tally, tally};
pub use worksheet::{LedgerError, MAX_ROWS, Row, Worksheet, read};
