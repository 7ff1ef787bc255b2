//! What a file from outside may cost: sizes, entries, characters; archives and texts opened within them.
//!
//! Invariants: a bound is met before the room is taken, never after; what is beyond it is refused whole and never cut
//! off; nothing is unpacked to the disk.
//!
//! Uses nothing else of the program.

pub mod archive;
pub mod text;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 20 * 1024 * 1024;
/// The most characters of a source.
pub const MAX_CHARS: usize = 10 * 1024 * 1024;
/// The most bytes that an archive may unpack to.
pub const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
/// The most entries of an archive.
pub const MAX_ENTRIES: usize = 1_000;
/// How many times its packed size a part of an archive may have.
pub const MAX_RATIO: u64 = 100;
/// Parts up to this size may be packed as tightly as they are.
pub const RATIO_FROM: u64 = 100 * 1024;
/// How deep the elements of a part may stand in each other.
pub const MAX_DEPTH: usize = 1_000;
