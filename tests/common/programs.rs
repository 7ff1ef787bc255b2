//! Programs of a test's own that stand for the print command and the viewer.
#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails as it should")]

use std::{fs, os::unix::fs::PermissionsExt as _, path::PathBuf, time::Duration};

use nianbao::store::print::Programs;
use tempfile::TempDir;

/// A folder that programs are looked for in, and where they leave what they were given.
pub struct Fakes {
    folder: TempDir,
}

impl Fakes {
    /// Without any program.
    pub fn none() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// One that keeps what it is given and ends well.
    pub fn taking(self, name: &str) -> Self {
        self.with(name, "exit 0")
    }

    /// One that keeps what it is given and fails.
    pub fn failing(self, name: &str) -> Self {
        self.with(name, "exit 1")
    }

    /// One that keeps what it is given and does not end for a long time.
    pub fn hanging(self, name: &str) -> Self {
        self.with(name, "exec /bin/sleep 30")
    }

    /// One that keeps the arguments it was last given, one a line, and does this.
    pub fn saying(self, name: &str, script: &str) -> Self {
        let kept = self.kept(name).with_extension("args");
        self.written(name, &format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > '{}'\n{script}\n", kept.display()))
    }

    /// The arguments that such a one was last given.
    pub fn arguments(&self, name: &str) -> Vec<String> {
        let kept = fs::read_to_string(self.kept(name).with_extension("args")).unwrap();
        kept.lines().map(str::to_owned).collect()
    }

    fn with(self, name: &str, end: &str) -> Self {
        let kept = self.kept(name);
        let kept = kept.display();
        // The last argument is the file; how many there were and its mode are told beside it.
        let script = format!(
            "#!/bin/sh\nfor last; do :; done\n/bin/cp \"$last\" '{kept}.pdf'\n\
             echo \"$# $(/usr/bin/stat -c '%a' \"$last\" \"${{last%/*}}\" | /usr/bin/tr '\\n' ' ')$last\" > '{kept}.said'\n{end}\n"
        );
        self.written(name, &script)
    }

    fn written(self, name: &str, script: &str) -> Self {
        let path = self.folder.path().join(name);
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        self
    }

    fn kept(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("kept-{name}"))
    }

    /// The file that a program was given.
    pub fn given(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.kept(name).with_extension("pdf")).ok()
    }

    /// How many arguments it had, the modes of the file and of its folder, and the file's path.
    pub fn said(&self, name: &str) -> String {
        fs::read_to_string(self.kept(name).with_extension("said")).unwrap().trim().to_owned()
    }

    /// Where to look, and to wait but a moment.
    pub fn programs(&self) -> Programs {
        let moment = Duration::from_millis(500);
        Programs {
            path: Some(self.folder.path().into()),
            printing: moment,
            opening: moment,
            reads_later: false,
        }
    }
}
