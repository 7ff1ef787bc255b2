//! Printing: the pages go as a private file to the print command, or else to the viewer. The only place that starts
//! other programs; none of them through a shell, and none is waited for without end.

use std::{
    ffi::OsString,
    fs::{self, File, Metadata, TryLockError},
    io::{self, Read as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::channel,
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use super::{
    SaveFault,
    disk::{Disk, Readers, System, is_unfinished},
    printers::PrintChoice,
    put::put_own,
};

/// What the folders of files to be printed begin with.
const PREFIX: &str = "nianbao-";
/// The file in them that is locked as long as they are wanted.
const IN_USE: &str = "in-use";
/// More is not taken of what a command says.
const MOST_SAID: u64 = 256 * 1024;
/// What is younger may still be read by somebody.
const LEFT_AFTER: Duration = Duration::from_hours(24);

/// How the programs that print and show are found and waited for.
#[derive(Clone, Debug)]
pub struct Programs {
    /// Folders to look in, as `PATH` lists them; the user's own where none are given.
    pub path: Option<OsString>,
    /// How long the print command may take before it is given up.
    pub printing: Duration,
    /// A viewer that has not failed after so long is taken to show the file.
    pub opening: Duration,
    /// Whether the print command may end before the file has been read: on Windows a viewer reads it, in its own time.
    pub reads_later: bool,
}

impl Default for Programs {
    fn default() -> Self {
        Self {
            path: None,
            printing: Duration::from_secs(20),
            opening: Duration::from_secs(2),
            reads_later: cfg!(windows),
        }
    }
}

/// What was done with the pages.
#[derive(Debug)]
pub enum Handed {
    /// The pages are with the printer; the file is kept where they may yet be read from it.
    Printer(Option<Kept>),
    /// The pages are open in the viewer, which needs the file as long as this is kept.
    Viewer {
        /// Why they are not with the printer.
        instead: NoPrinter,
        /// The folder with the file; it is removed when dropped.
        file: Kept,
    },
}

/// A private file that is removed when this is dropped.
#[derive(Debug)]
pub struct Kept {
    /// Locked as long as the file is wanted; a run that is killed lets go of it. Closed before the folder is removed.
    _in_use: File,
    folder: TempDir,
    name: String,
}

/// Why nothing was printed directly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPrinter {
    /// There is no print command.
    Absent,
    /// The print command did not take the file: mostly there is no default printer.
    Refused,
    /// The printer that was chosen did not take it.
    NotThis,
    /// The print command did not come to an end.
    Silent,
}

/// Why the pages could be given to nobody. The draft is not touched by any of it.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The file could not be written.
    #[error("没有打印：临时文件写不出来，多半是磁盘已满。草稿没有改动；腾出空间后再打印，或另存为PDF")]
    File(#[source] io::Error),
    /// Neither a printer nor a viewer.
    #[error("没有打印：{}，也没有能打开PDF的阅读器。草稿没有改动；可以另存为PDF，拿到能打印的电脑上打印", .0.words())]
    Nobody(NoPrinter),
}

impl NoPrinter {
    /// The reason as a part of a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Absent => "这台电脑没有打印命令",
            Self::Refused => "没有可用的默认打印机",
            Self::NotThis => "选定的打印机没有接收",
            Self::Silent => "打印机没有应答",
        }
    }
}

/// Gives a PDF to the printer, or else to the viewer; `name` is what they call it. Takes seconds at worst: not for
/// the thread of the window.
///
/// # Errors
/// [`PrintError`], when neither takes it.
pub fn hand_over(
    programs: &Programs,
    pdf: &[u8],
    name: &str,
    choice: &PrintChoice,
) -> Result<Handed, PrintError> {
    let file = Kept::within(&System, &tempfile::env::temp_dir(), pdf, name).map_err(PrintError::File)?;
    let Err(instead) = programs.print(&file.path(), choice) else {
        return Ok(Handed::Printer(programs.reads_later.then_some(file)));
    };
    if programs.show(&file.path()) {
        Ok(Handed::Viewer { instead, file })
    } else {
        Err(PrintError::Nobody(instead))
    }
}

impl Kept {
    /// Writes a file that only this user may read, in a folder of its own in `temporary` that only this user may enter.
    ///
    /// # Errors
    /// Those of the system; nothing is left.
    pub fn within(disk: &dyn Disk, temporary: &Path, bytes: &[u8], name: &str) -> io::Result<Self> {
        let folder = disk.passing_folder(temporary, PREFIX)?;
        let in_use = disk.open_lock(&folder.path().join(IN_USE), Readers::Owner)?;
        // A file system without locks says that nothing is in use after a day, which it mostly is not.
        let _ = disk.lock(&in_use);
        let kept = Self { _in_use: in_use, folder, name: name.to_owned() };
        match put_own(disk, &kept.path(), bytes) {
            // It need not outlive a power cut.
            Ok(()) | Err(SaveFault::Unconfirmed) => Ok(kept),
            Err(fault) => Err(io::Error::other(fault)),
        }
    }

    /// The path of the file, as long as it is kept.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join(&self.name)
    }
}

/// Removes what runs left behind that were killed: pages of reports are nobody's business. Only folders of this user in
/// the folder for temporary files, a day old and not in use, and only what this program puts into them.
pub fn clear_leftovers() {
    clear_leftovers_in(&tempfile::env::temp_dir(), LEFT_AFTER);
}

/// [`clear_leftovers`] in a folder, of what is so old.
pub fn clear_leftovers_in(temporary: &Path, age: Duration) {
    clear_leftovers_on(&System, temporary, age);
}

/// [`clear_leftovers_in`] on a given disk.
pub fn clear_leftovers_on(disk: &dyn Disk, temporary: &Path, age: Duration) {
    // What is made here belongs to this user.
    let Ok(mine) = disk.made_here(temporary) else { return };
    for found in disk.list(temporary).unwrap_or_default() {
        let name = found.file_name().unwrap_or_default();
        let is_named = name.to_str().is_some_and(|name| name.starts_with(PREFIX));
        // Of a link itself, never of what it leads to.
        let is_left = |found: &Metadata| found.is_dir() && is_owned_as(found, &mine) && is_older(found, age);
        if is_named && fs::symlink_metadata(&found).is_ok_and(|found| is_left(&found)) {
            clear_folder(disk, &found);
        }
    }
}

/// Empties a folder of what this program puts there, and removes it if nothing else is in it.
fn clear_folder(disk: &dyn Disk, folder: &Path) {
    let in_use = match File::open(folder.join(IN_USE)) {
        Ok(in_use) => Some(in_use),
        // A version before this one locked nothing.
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(_) => return,
    };
    if in_use.as_ref().is_some_and(|file| matches!(disk.lock(file), Err(TryLockError::WouldBlock))) {
        return;
    }
    drop(in_use);
    for path in disk.list(folder).unwrap_or_default() {
        let is_file = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
        if is_file && is_ours(&path) {
            // What cannot be removed now is so another day.
            let _ = disk.remove(&path);
        }
    }
    // Where something else is in it, it stays.
    let _ = disk.remove_folder(folder);
}

/// Whether a file is one that this program puts there: pages, finished or not, and what says that they are in use.
fn is_ours(file: &Path) -> bool {
    let is_pages = file.extension().is_some_and(|e| e == "pdf");
    is_pages || is_unfinished(file) || file.file_name().is_some_and(|name| name == IN_USE)
}

fn is_older(found: &Metadata, age: Duration) -> bool {
    found.modified().ok().and_then(|at| at.elapsed().ok()).is_some_and(|old| old >= age)
}

#[cfg(unix)]
fn is_owned_as(found: &Metadata, mine: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    found.uid() == mine.uid()
}

/// Elsewhere the folder for temporary files is the user's own.
#[cfg(not(unix))]
fn is_owned_as(_: &Metadata, _: &Metadata) -> bool {
    true
}

impl Programs {
    /// Gives the file to the printer.
    fn print(&self, file: &Path, choice: &PrintChoice) -> Result<(), NoPrinter> {
        let Ok(child) = self.start(printer(file, choice)) else { return Err(NoPrinter::Absent) };
        match ended(child, self.printing) {
            Ended::Well => Ok(()),
            Ended::Badly if choice.printer.is_some() => Err(NoPrinter::NotThis),
            Ended::Badly => Err(NoPrinter::Refused),
            Ended::Not(mut child) => {
                // It may be gone by now; either way nobody waits for it any more.
                let _ = child.kill();
                reap(child);
                Err(NoPrinter::Silent)
            }
        }
    }

    /// Opens a file or folder in the program that is set for it; whether any does. Takes seconds at worst: not for the
    /// thread of the window.
    pub fn show(&self, file: &Path) -> bool {
        viewers(file).into_iter().any(|viewer| {
            let Ok(child) = self.start(viewer) else { return false };
            match ended(child, self.opening) {
                Ended::Well => true,
                Ended::Badly => false,
                Ended::Not(child) => {
                    reap(child);
                    true
                }
            }
        })
    }

    /// What a command says, in English, where it ends well within this time. No more than a page of it is taken.
    pub(super) fn answer(&self, program: &str, args: &[&str], patience: Duration) -> Option<String> {
        let mut command = Command::new(program);
        command.args(args).env("LC_ALL", "C").env("LANGUAGE", "C");
        if let Some(path) = &self.path {
            command.env("PATH", path);
        }
        let piped = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = piped.ok()?;
        let out = child.stdout.take()?;
        let (tell, told) = channel();
        let reader = thread::Builder::new().name("answer".to_owned());
        let read = move || {
            let mut said = Vec::new();
            if out.take(MOST_SAID).read_to_end(&mut said).is_ok() {
                // Nobody may wait for it any more.
                let _ = tell.send(said);
            }
        };
        reader.spawn(read).ok()?;
        match ended(child, patience) {
            Ended::Well => {}
            Ended::Badly => return None,
            Ended::Not(mut child) => {
                let _ = child.kill();
                reap(child);
                return None;
            }
        }
        let said = told.recv_timeout(patience).ok()?;
        Some(String::from_utf8_lossy(&said).into_owned())
    }

    fn start(&self, mut command: Command) -> io::Result<Child> {
        if let Some(path) = &self.path {
            command.env("PATH", path);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
    }
}

/// How a program ended.
enum Ended {
    /// It says that it did what it was asked.
    Well,
    /// It says that it did not.
    Badly,
    /// It has not yet.
    Not(Child),
}

fn ended(mut child: Child, patience: Duration) -> Ended {
    const STEP: Duration = Duration::from_millis(20);
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ended::Well,
            Ok(Some(_)) | Err(_) => return Ended::Badly,
            Ok(None) if start.elapsed() >= patience => return Ended::Not(child),
            Ok(None) => thread::sleep(STEP),
        }
    }
}

/// Waits for a program on a thread of its own, so that the system can forget it.
fn reap(mut child: Child) {
    // Without a thread it is forgotten when this program ends.
    drop(thread::Builder::new().name("viewer".to_owned()).spawn(move || child.wait()));
}

#[cfg(not(windows))]
fn printer(file: &Path, choice: &PrintChoice) -> Command {
    let mut lp = Command::new("lp");
    if let Some(name) = &choice.printer {
        lp.args(["-d", name]);
    }
    if choice.copies > 1 {
        lp.args(["-n", &choice.copies.to_string()]);
    }
    if let Some(sides) = choice.sides {
        lp.args(["-o", sides.option()]);
    }
    lp.arg(file);
    lp
}

#[cfg(windows)]
const CREATE_NO_WINDOW: u32 = 0x0800_0000;

/// The print verb of the viewer that is set for PDF files. The path goes by the environment, which needs no quoting.
#[cfg(windows)]
fn printer(file: &Path, _: &PrintChoice) -> Command {
    let mut shell = Command::new("powershell.exe");
    // No console flashes up beside the window.
    std::os::windows::process::CommandExt::creation_flags(&mut shell, CREATE_NO_WINDOW);
    shell.args(["-NoProfile", "-NonInteractive", "-WindowStyle", "Hidden", "-Command"]);
    shell.arg("Start-Process -FilePath $env:NIANBAO_PAGES -Verb Print").env("NIANBAO_PAGES", file);
    shell
}

#[cfg(all(unix, not(target_os = "macos")))]
fn viewers(file: &Path) -> Vec<Command> {
    let (mut xdg, mut gio) = (Command::new("xdg-open"), Command::new("gio"));
    xdg.arg(file);
    gio.arg("open").arg(file);
    vec![xdg, gio]
}

#[cfg(target_os = "macos")]
fn viewers(file: &Path) -> Vec<Command> {
    let mut open = Command::new("open");
    open.arg(file);
    vec![open]
}

#[cfg(windows)]
fn viewers(file: &Path) -> Vec<Command> {
    let mut start = Command::new("rundll32.exe");
    start.arg("url.dll,FileProtocolHandler").arg(file);
    vec![start]
}
