//! The child: limits itself, reads what it is given, tells what came of it and ends.

use std::{
    io::{self, Read, Write},
    process, thread,
};

use super::{
    Foreign, Order,
    answer::{Answer, Told},
    limits,
};
use crate::{
    import::{self, Hint, ImportError},
    ledger::{self, LedgerError},
};

/// The room for calls in calls. No reader here needs a hundredth of it.
const STACK: usize = 64 * 1024 * 1024;
/// More is not taken in: the readers refuse less.
const MOST_BYTES: u64 = import::MAX_BYTES + 1;

/// Does what the parent ordered.
///
/// # Errors
/// The parent has gone, or the system has no thread to give.
pub fn serve(order: Order) -> io::Result<()> {
    limits::set();
    let bytes = taken(&mut io::stdin().lock())?;
    thread::Builder::new().spawn(end_with_the_parent)?;
    let read = thread::Builder::new().stack_size(STACK).spawn(move || read(order, &bytes))?;
    // A panic is told in the log of crashes; what the file is then worth is as if it were too much.
    let answer = read.join().unwrap_or_else(|_| overrun(order.foreign));
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, &answer)?;
    out.flush()
}

/// The bytes, which come after their number.
fn taken(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut count = [0; 8];
    from.read_exact(&mut count)?;
    let count = u64::from_le_bytes(count).min(MOST_BYTES);
    let mut bytes = Vec::new();
    from.take(count).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The parent keeps standard input open as long as it waits. When it goes, however it goes, so does the child.
fn end_with_the_parent() {
    let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
    process::exit(0);
}

fn read(order: Order, bytes: &[u8]) -> Answer {
    match order.foreign {
        Foreign::Report => {
            let hint = Hint { year: order.year, form: None };
            Answer::Report(import::read(bytes, &hint).map(|imported| Box::new(Told::of(imported))))
        }
        Foreign::Ledger => Answer::Ledger(ledger::read(bytes)),
    }
}

fn overrun(foreign: Foreign) -> Answer {
    match foreign {
        Foreign::Report => Answer::Report(Err(ImportError::Overrun)),
        Foreign::Ledger => Answer::Ledger(Err(LedgerError::Overrun)),
    }
}
