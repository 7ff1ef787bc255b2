//! The parent: starts the child, gives it the bytes, and waits for its answer no longer than somebody waits for that.

use std::{
    io::{Read as _, Write as _},
    path::PathBuf,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{
        OnceLock,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use super::{OPTION, Order, Waited, answer::Answer};

/// The most bytes of an answer: the text of the largest source, twice, and what stands around it.
const MOST_ANSWER: u64 = 128 * 1024 * 1024;
/// How long a child may take, on a machine that has other things to do as well.
const PATIENCE: Duration = Duration::from_secs(90);
/// How often it is looked whether anybody still waits.
const LOOK: Duration = Duration::from_millis(20);

/// The program that is started as the child.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Tells which program this is. Called once, by the program itself.
pub fn with_program(program: PathBuf) {
    // A second call would name the same program.
    let _ = PROGRAM.set(program);
}

/// Which program this is, where that has been told.
#[cfg(windows)]
pub fn program() -> Option<&'static std::path::Path> {
    PROGRAM.get().map(PathBuf::as_path)
}

/// How reading ended.
pub(super) enum Ended {
    /// With an answer.
    Answered(Answer),
    /// Without one: a limit was passed, or nobody waited any more.
    Died,
    /// There was no child to begin with.
    NotStarted,
}

/// Has the bytes read.
pub(super) fn read(order: Order, bytes: &[u8], waited: &Waited) -> Ended {
    let Some(mut child) = PROGRAM.get().and_then(|program| command(program, order).spawn().ok()) else {
        return Ended::NotStarted;
    };
    let answer = child.stdin.take().zip(child.stdout.take());
    let answer = answer.and_then(|(to, from)| exchange(&mut child, to, from, bytes, waited));
    // It has answered, or is not to.
    let _ = child.kill();
    let _ = child.wait();
    let answer = answer.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    answer.map_or(Ended::Died, Ended::Answered)
}

fn command(program: &PathBuf, order: Order) -> Command {
    let mut command = Command::new(program);
    command.args([OPTION, order.foreign.name()]);
    command.args(order.year.map(|year| format!("--year={year}")));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    #[cfg(windows)]
    std::os::windows::process::CommandExt::creation_flags(&mut command, CREATE_NO_WINDOW);
    command
}

/// No console flashes up beside the window.
#[cfg(windows)]
const CREATE_NO_WINDOW: u32 = 0x0800_0000;

/// Gives the child the bytes and takes its answer; `None` where it gives none in time.
fn exchange(
    child: &mut Child,
    to: ChildStdin,
    from: ChildStdout,
    bytes: &[u8],
    waited: &Waited,
) -> Option<Vec<u8>> {
    let (send, answer) = channel();
    thread::scope(|scope| {
        // Kept until the answer is there: the child ends when its input does.
        let given = thread::Builder::new().spawn_scoped(scope, move || give(to, bytes)).ok();
        let taken = thread::Builder::new().spawn_scoped(scope, move || take(from, &send)).ok();
        let answer = given.as_ref().zip(taken).and_then(|_| wait(&answer, waited));
        if answer.is_none() {
            // Both threads end with it.
            let _ = child.kill();
        }
        answer
    })
}

fn give(mut to: ChildStdin, bytes: &[u8]) -> ChildStdin {
    // A child that died does not take everything; that it has no answer tells enough.
    let _ = to.write_all(&(bytes.len() as u64).to_le_bytes()).and_then(|()| to.write_all(bytes));
    to
}

fn take(from: ChildStdout, send: &Sender<Vec<u8>>) {
    let mut bytes = Vec::new();
    if from.take(MOST_ANSWER).read_to_end(&mut bytes).is_ok() {
        // Whoever waited may have stopped.
        let _ = send.send(bytes);
    }
}

fn wait(answer: &Receiver<Vec<u8>>, waited: &Waited) -> Option<Vec<u8>> {
    let start = Instant::now();
    loop {
        match answer.recv_timeout(LOOK) {
            Ok(bytes) => return Some(bytes),
            Err(RecvTimeoutError::Timeout) if !waited.is_over() && start.elapsed() < PATIENCE => {}
            Err(_) => return None,
        }
    }
}
