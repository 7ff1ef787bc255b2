//! The program `nianbao`: reads the command line, then opens the window or does one command and prints its result.

// Started from the desktop it opens no console beside its window.
#![cfg_attr(windows, windows_subsystem = "windows")]

use std::{
    env,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use nianbao::{
    apart,
    app::{CopyWriter, Pace},
    cli::{self, Failure, Outcome, Request},
    crash::{Crash, During, Watch},
    store::{DataFolder, crash_log::CrashLog},
    ui,
};

fn main() -> ExitCode {
    apart::with_program(this_program());
    let copies = CopyWriter::new(DataFolder::of_user(), Pace::default());
    let watch = Watch::begin(CrashLog::of_user(), copies.clone());
    let request = watch.over(During::Command, || cli::read(env::args_os().skip(1)));
    let status = request.and_then(|request| match request {
        Ok(Request::Window(draft)) => watch.over(During::Window, || ui::run(draft.as_deref(), &copies)),
        Ok(Request::Job(job)) => watch.over(During::Command, || finish(run(&job))),
        Ok(Request::ReadApart(order)) => watch.over(During::Command, || read_apart(order)),
        Err(failure) => Ok(finish(Err(failure))),
    });
    status.unwrap_or_else(|crash| last_word(&crash))
}

/// This program as it was started. On Linux that is to be had even when the file has since been replaced or moved.
fn this_program() -> PathBuf {
    let as_started = Path::new("/proc/self/exe");
    let is_there = cfg!(target_os = "linux") && as_started.exists();
    if is_there { as_started.to_owned() } else { env::current_exe().unwrap_or_default() }
}

fn read_apart(order: apart::Order) -> ExitCode {
    // Nobody reads what is said here; the parent sees that there is no answer.
    apart::serve(order).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}

fn run(job: &cli::Job) -> Result<Outcome, Failure> {
    #[cfg(feature = "forced-panic")]
    if let Some(words) = env::var_os("NIANBAO_PANIC") {
        // In no build that anybody uses: what is then said is looked at.
        panic!("as the run wants it: {}", words.to_string_lossy());
    }
    cli::run(job)
}

/// Says in one sentence that the program has met a fault of its own.
fn last_word(crash: &Crash) -> ExitCode {
    #[cfg(windows)]
    join_console();
    // Without standard error there is nobody to tell; the exit status still does.
    let _ = writeln!(io::stderr(), "{crash}");
    if crash.during == During::Window {
        ui::tell(&crash.to_string());
    }
    ExitCode::from(Crash::STATUS)
}

/// Prints what came of a command, and gives its exit status.
fn finish(result: Result<Outcome, Failure>) -> ExitCode {
    #[cfg(windows)]
    join_console();
    let status = result.and_then(|outcome| {
        print(&outcome.text).map_err(Failure::Output)?;
        Ok(outcome.status)
    });
    let status = status.unwrap_or_else(|failure| {
        // Without standard error there is nobody to tell; the exit status still does.
        let _ = writeln!(io::stderr(), "{failure}");
        Failure::STATUS
    });
    ExitCode::from(status)
}

/// Writes to the console that the command was typed in, which a program of the desktop is not given by itself. Where
/// the output goes to a file or another program it has been given that.
#[cfg(windows)]
fn join_console() {
    use std::os::windows::io::AsRawHandle as _;
    if io::stdout().as_raw_handle().is_null() {
        // Without one there is nobody to tell; the exit status still does.
        let _ = winsafe::AttachConsole(winsafe::PidParent::Parent);
    }
}

/// Writes to standard output. A reader that has seen enough and left (`| head`) is no failure.
fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
