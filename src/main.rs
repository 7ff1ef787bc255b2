//! The program `nianbao`: reads the command line, then opens the window or does one command and prints its result.

use std::{
    env,
    io::{self, Write as _},
    process::ExitCode,
};

use nianbao::{
    cli::{self, Failure, Outcome, Request},
    ui,
};

fn main() -> ExitCode {
    match cli::read(env::args_os().skip(1)) {
        Ok(Request::Window(draft)) => ui::run(draft),
        Ok(Request::Job(job)) => finish(cli::run(&job)),
        Err(failure) => finish(Err(failure)),
    }
}

/// Prints what came of a command, and gives its exit status.
fn finish(result: Result<Outcome, Failure>) -> ExitCode {
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

/// Writes to standard output. A reader that has seen enough and left (`| head`) is no failure.
fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
