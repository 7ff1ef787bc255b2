//! Printing: the pages go as a private file to the print command, or else to the viewer. The only place that starts
//! other programs; none of them through a shell, and none is waited for without end.

use std::{
    ffi::OsString,
    fs::OpenOptions,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// How the programs that print and show are found and waited for.
#[derive(Clone, Debug)]
pub struct Programs {
    /// Folders to look in, as `PATH` lists them; the user's own where none are given.
    pub path: Option<OsString>,
    /// How long the print command may take before it is given up.
    pub printing: Duration,
    /// A viewer that has not failed after so long is taken to show the file.
    pub opening: Duration,
}

impl Default for Programs {
    fn default() -> Self {
        Self { path: None, printing: Duration::from_secs(20), opening: Duration::from_secs(2) }
    }
}

/// What was done with the pages.
#[derive(Debug)]
pub enum Handed {
    /// The pages are with the default printer.
    Printer,
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
            Self::Silent => "打印机没有应答",
        }
    }
}

/// Gives a PDF to the printer, or else to the viewer; `name` is what they call it. Takes seconds at worst: not for
/// the thread of the window.
///
/// # Errors
/// [`PrintError`], when neither takes it.
pub fn hand_over(programs: &Programs, pdf: &[u8], name: &str) -> Result<Handed, PrintError> {
    let file = Kept::new(pdf, name).map_err(PrintError::File)?;
    let Err(instead) = programs.print(&file.path()) else { return Ok(Handed::Printer) };
    if programs.show(&file.path()) {
        Ok(Handed::Viewer { instead, file })
    } else {
        Err(PrintError::Nobody(instead))
    }
}

impl Kept {
    /// Writes a file that only this user may read, in a folder that only this user may enter.
    fn new(bytes: &[u8], name: &str) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix("nianbao-");
        private_folder(&mut builder);
        let kept = Self { folder: builder.tempdir()?, name: name.to_owned() };
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        private(&mut options);
        options.open(kept.path())?.write_all(bytes)?;
        Ok(kept)
    }

    /// The path of the file, as long as it is kept.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join(&self.name)
    }
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}

#[cfg(unix)]
fn private_folder(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(std::fs::Permissions::from_mode(0o700));
}

/// Elsewhere the folder for temporary files is the user's own.
#[cfg(not(unix))]
fn private(_: &mut OpenOptions) {}

#[cfg(not(unix))]
fn private_folder(_: &mut tempfile::Builder<'_, '_>) {}

impl Programs {
    /// Gives the file to the default printer.
    fn print(&self, file: &Path) -> Result<(), NoPrinter> {
        let Ok(child) = self.start(printer(file)) else { return Err(NoPrinter::Absent) };
        match ended(child, self.printing) {
            Ended::Well => Ok(()),
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
fn printer(file: &Path) -> Command {
    let mut lp = Command::new("lp");
    lp.arg(file);
    lp
}

/// The print verb of the viewer that is set for PDF files. The path goes by the environment, which needs no quoting.
#[cfg(windows)]
fn printer(file: &Path) -> Command {
    let mut shell = Command::new("powershell.exe");
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
