//! A panic is never the last word. Its details go to the 故障记录 and nowhere else; the officer is told in one sentence
//! what happened, what is safe and what to do.
//!
//! What is caught somewhere inside (a damaged PDF that the parser stumbles over) is recorded too, and nobody is told
//! but by whoever caught it.

use std::{
    any::Any,
    backtrace::{Backtrace, BacktraceStatus},
    fmt,
    panic::{self, AssertUnwindSafe, PanicHookInfo, catch_unwind},
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use crate::{
    app::{CopyWriter, LastCopy, deadline},
    store::{crash_log::CrashLog, shown_path},
};

/// The version of the program.
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The system that it is built for.
const SYSTEM: &str = env!("NIANBAO_SYSTEM");
/// So many characters of a panic's words are kept.
const MAX_WORDS: usize = 300;

/// What was going on, which decides what is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum During {
    /// A command. Files are written as its last step, whole or not at all.
    Command,
    /// The window. Drafts are on the disk as they were last saved, and what was not saved in a recovery copy.
    Window,
}

/// The program has met a fault of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crash {
    /// What was going on.
    pub during: During,
    /// Where the details are; nowhere if they could not be written.
    pub log: Option<PathBuf>,
    /// What became of what was not saved.
    pub copy: LastCopy,
}

/// Records every panic in place of the usual words on standard error, and stops those that nobody else stops.
pub struct Watch {
    log: CrashLog,
    last: Arc<Mutex<LastPanic>>,
}

/// What was done at the last panic.
#[derive(Debug, Default)]
struct LastPanic {
    /// Whether it is in the log.
    is_recorded: bool,
    copy: LastCopy,
}

impl Watch {
    /// Begins to record. What is not saved in the window is kept by `copies` before anything else.
    pub fn begin(log: CrashLog, copies: CopyWriter) -> Self {
        let last = Arc::new(Mutex::new(LastPanic::default()));
        let watch = Self { log: log.clone(), last: Arc::clone(&last) };
        panic::set_hook(Box::new(move |info| {
            let copy = copies.last_write();
            let is_recorded = log.add(&details(info)).is_ok();
            // A second panic while this is held would be one of two lines that cannot panic.
            if let Ok(mut last) = last.try_lock() {
                *last = LastPanic { is_recorded, copy };
            }
        }));
        watch
    }

    /// Does something, and stops a panic in it.
    ///
    /// # Errors
    /// [`Crash`], the sentence for the officer.
    pub fn over<T>(&self, during: During, act: impl FnOnce() -> T) -> Result<T, Crash> {
        // Nothing of what the act had in hand is used any more after a panic.
        catch_unwind(AssertUnwindSafe(act)).map_err(|_| self.crash(during))
    }

    fn crash(&self, during: During) -> Crash {
        let LastPanic { is_recorded, copy } =
            std::mem::take(&mut *self.last.lock().unwrap_or_else(PoisonError::into_inner));
        let log = self.log.path().filter(|_| is_recorded);
        Crash { during, log: log.map(Into::into), copy }
    }
}

impl Crash {
    /// The exit status of the program.
    pub const STATUS: u8 = 2;
}

impl fmt::Display for Crash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.during, &self.copy) {
            (During::Command, _) => {
                f.write_str("程序内部出错，命令没有完成，没有写入或改动任何文件。再运行一次；")
            }
            (During::Window, LastCopy::NothingToKeep) => {
                f.write_str("程序内部出错，窗口只能关闭。草稿都已保存，没有丢失。重新打开草稿；")
            }
            (During::Window, LastCopy::Kept(copy)) => write!(
                f,
                "程序内部出错，窗口只能关闭。保存过的草稿完好，没保存的改动存在恢复副本“{}”，重新打开程序就能恢复；",
                shown_path(copy)
            ),
            (During::Window, LastCopy::NotKept) => f.write_str(
                "程序内部出错，窗口只能关闭。保存过的草稿完好，保存之后的改动没有存下。重新打开草稿；",
            ),
        }?;
        match &self.log {
            Some(log) => {
                write!(f, "仍然出错的，把故障记录“{}”交给维护人员，其中没有报告的内容", shown_path(log))
            }
            None => write!(f, "仍然出错的，告诉维护人员版本是{VERSION}、出错前在做什么（故障记录没能写下）"),
        }
    }
}

impl std::error::Error for Crash {}

/// What the log says of a panic: when, which build, where, and the program's own words. A trace of calls too where
/// `RUST_BACKTRACE` asks for it.
fn details(info: &PanicHookInfo<'_>) -> String {
    let when = deadline::moment();
    let thread = thread::current().name().unwrap_or("-").to_owned();
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let words = words(info.payload());
    let trace = Backtrace::capture();
    let trace = if trace.status() == BacktraceStatus::Captured { trace.to_string() } else { String::new() };
    format!("{when}  nianbao {VERSION}  {SYSTEM}  {thread}\n{place}\n{words}\n{trace}")
}

/// The words of a panic as far as they are the program's own: all of those that stand in the program as they are. Of
/// others, what comes before the first quotation mark or the first character that is not ASCII; what follows may be
/// words of the report.
fn words(payload: &(dyn Any + Send)) -> String {
    if let Some(words) = payload.downcast_ref::<&'static str>() {
        return words.chars().take(MAX_WORDS).collect();
    }
    let words = payload.downcast_ref::<String>().map_or("", String::as_str);
    let own = |c: &char| c.is_ascii() && !matches!(c, '"' | '\'' | '`');
    words.chars().take(MAX_WORDS).take_while(own).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_report_are_left_out() {
        let told = |text: &str| words(&text.to_owned());
        assert_eq!(words(&"an act without a name：“改”"), "an act without a name：“改”");
        for (said, expect) in [
            (
                "index out of bounds: the len is 3 but the index is 5",
                "index out of bounds: the len is 3 but the index is 5",
            ),
            (
                "byte index 1 is not a char boundary; it is inside '收' (bytes 0..3) of `收到申请16件`",
                "byte index 1 is not a char boundary; it is inside ",
            ),
            ("byte index 9 is out of bounds of `16 13800000000`", "byte index 9 is out of bounds of "),
            ("called `Result::unwrap()` on an `Err` value: Taken(\"张三\")", "called "),
            ("no such row: 自然人", "no such row: "),
            ("", ""),
        ] {
            assert_eq!(told(said), expect);
        }
        assert_eq!(told(&"x".repeat(10_000)).len(), MAX_WORDS);
        assert_eq!(words(&5), "");
    }
}
