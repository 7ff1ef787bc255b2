//! 拷给领导: the copy to be sent up as PDF and the draft beside it, onto a USB stick or into a folder, in one act. Both
//! are written whole or not at all, nothing is replaced unasked, and it is said when the stick may be pulled out.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, TryRecvError},
    },
};

use super::{
    App, Document, FileWish, Next, Notice, Offer, Question, Replacing, Weight, beside, drives,
    exporting::wakes,
};
use crate::{
    draft::{Draft, Opened, file},
    export::{
        Format,
        copy::{CopyKind, CopyOptions},
        pdf,
    },
    form::Form,
    store::{self, SaveFault, disk::Disk, drives::Drive, faces::PrintFaces, name_of, shown_path},
};

/// What can be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToLeaderAct {
    /// Writes both files into this folder.
    Into(PathBuf, Replacing),
}

/// The two files that are being made.
struct ToLeaderJob {
    form: Arc<Form>,
    draft: Draft,
    options: CopyOptions,
    faces: PrintFaces,
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    pdf: String,
    /// The name of the draft; none where it lies in that folder as it is.
    beside: Option<String>,
    replacing: Replacing,
    drive: Option<Drive>,
}

/// What came of it.
enum ToLeaderDone {
    /// Both are there; whether all is on the disk.
    Written { is_settled: bool },
    /// These have the names and hold something else.
    There(Vec<String>),
    /// As this sentence says.
    Failed(String),
}

/// What is waited for.
pub(super) struct ToLeader {
    folder: PathBuf,
    names: Vec<String>,
    drive: Option<Drive>,
    open: Option<String>,
    answer: Receiver<ToLeaderDone>,
}

impl ToLeaderJob {
    fn run(&self) -> ToLeaderDone {
        let bytes =
            match pdf::export(Opened::bound(&self.form, &self.draft), self.options, self.faces.faces()) {
                Ok(bytes) => bytes,
                Err(error) => return ToLeaderDone::Failed(format!("没有拷：{error}")),
            };
        let text = self.beside.as_ref().map(|name| (name.as_str(), file::write(&self.draft).into_bytes()));
        let files: Vec<(&str, Vec<u8>)> = text.into_iter().chain([(self.pdf.as_str(), bytes)]).collect();
        let others: Vec<String> =
            files.iter().filter(|file| self.is_other(file)).map(|(name, _)| (*name).to_owned()).collect();
        if self.replacing == Replacing::Ask && !others.is_empty() {
            return ToLeaderDone::There(others);
        }
        self.write(&files)
    }

    /// Whether something else has the name.
    fn is_other(&self, (name, bytes): &(&str, Vec<u8>)) -> bool {
        let path = self.folder.join(name);
        path.exists() && !self.is_there(&path, bytes)
    }

    fn is_there(&self, path: &Path, bytes: &[u8]) -> bool {
        self.disk.read(path, bytes.len() as u64).is_ok_and(|there| there == bytes)
    }

    fn write(&self, files: &[(&str, Vec<u8>)]) -> ToLeaderDone {
        let mut written = String::new();
        let force = self.replacing == Replacing::Agreed;
        let mut is_settled = true;
        for (name, bytes) in files {
            let path = self.folder.join(name);
            if self.is_there(&path, bytes) {
                continue;
            }
            match store::write_export_on(&*self.disk, &path, bytes, force) {
                Ok(()) => {}
                Err(error) if matches!(error.fault, SaveFault::Unconfirmed) => is_settled = false,
                Err(error) => return ToLeaderDone::Failed(format!("{error}{written}")),
            }
            // A string takes all that is written to it.
            let _ = write!(written, "。“{name}”已经拷好");
        }
        is_settled &= self.drive.as_ref().is_none_or(|drive| drives::settle(&*self.disk, drive));
        ToLeaderDone::Written { is_settled }
    }
}

impl App {
    /// Does one thing about the copies for the leader.
    pub(super) fn act_for_leader(&mut self, act: ToLeaderAct) {
        let ToLeaderAct::Into(folder, replacing) = act;
        self.desk.question = None;
        if self.to_leader.is_some() {
            return self.desk.tell("上一次还没有拷完，稍后再拷".to_owned());
        }
        let job = match self.job_into(folder, replacing) {
            Ok(job) => job,
            Err(why) => return self.desk.fail(why),
        };
        let (folder, drive) = (job.folder.clone(), job.drive.clone());
        let names = std::iter::once(job.pdf.clone()).chain(job.beside.clone()).collect();
        let open = self.document().and_then(Document::still_open);
        match beside("copying", wakes(self.wake.clone()), move || job.run()) {
            Ok(answer) => {
                self.desk.whisper("正在拷给领导，写完之前不要拔U盘".to_owned());
                self.to_leader = Some(ToLeader { folder, names, drive, open, answer });
            }
            Err(_) => self.desk.fail("系统太忙，没有拷。稍后再试".to_owned()),
        }
    }

    /// What is to be made; a sentence where the draft itself is in the way.
    fn job_into(&self, folder: PathBuf, replacing: Replacing) -> Result<ToLeaderJob, String> {
        let Some(session) = &self.session else { return Err("没有打开的草稿".to_owned()) };
        let document = &session.document;
        let name = self.draft_name();
        let there = folder.join(&name);
        let is_its_own = document.path().is_some_and(|path| store::same_file(path, &there));
        if is_its_own && document.is_dirty() {
            return Err(format!(
                "没有拷：草稿“{name}”就在这个文件夹里，还有没保存的改动。先按Ctrl+S保存，再拷一次"
            ));
        }
        if self.is_damaged_original(&there) {
            return Err(format!("“{name}”是抢救前的原文件，没有覆盖。换一个文件夹"));
        }
        Ok(ToLeaderJob {
            form: document.form().clone(),
            draft: document.draft().clone(),
            options: document.copy_options(CopyKind::SignOff, session.preview.watermark),
            faces: self.user.faces(),
            disk: self.user.data().shared_disk().clone(),
            drive: self.drive_of(&there),
            pdf: self.usual_name(&FileWish::Export(Format::Pdf, CopyKind::SignOff)),
            beside: (!is_its_own).then_some(name),
            folder,
            replacing,
        })
    }

    /// The name of the draft: that of its file, or the one that is proposed for it.
    fn draft_name(&self) -> String {
        let path = self.document().and_then(Document::path).and_then(Path::file_name);
        let name = path.map(|name| name.to_string_lossy().into_owned());
        name.unwrap_or_else(|| self.usual_name(&FileWish::Save))
    }

    /// The names that the two files would get, the copy to be sent up first.
    pub fn names_to_leader(&self) -> [String; 2] {
        [self.usual_name(&FileWish::Export(Format::Pdf, CopyKind::SignOff)), self.draft_name()]
    }

    /// Whether the files are being written.
    pub fn is_copying_to_leader(&self) -> bool {
        self.to_leader.is_some()
    }

    /// Says what came of them.
    pub(super) fn poll_to_leader(&mut self) {
        let Some(ToLeader { answer, .. }) = &self.to_leader else { return };
        let done = match answer.try_recv() {
            Err(TryRecvError::Empty) => return,
            Ok(done) => done,
            Err(TryRecvError::Disconnected) => ToLeaderDone::Failed(
                "没有拷完：程序出错。草稿没有改动；可以分别导出送审稿、另存草稿".to_owned(),
            ),
        };
        let Some(copied) = self.to_leader.take() else { return };
        let waits = self.desk.question == Some(Question::Exporting);
        match done {
            ToLeaderDone::Written { is_settled } => self.tell_copied(&copied, is_settled),
            ToLeaderDone::There(names) => {
                self.desk.question = Some(Question::ReplaceToLeader(copied.folder, names));
                return;
            }
            ToLeaderDone::Failed(why) => {
                self.desk.question.take_if(|question| *question == Question::Exporting);
                return self.desk.fail(why);
            }
        }
        if waits && self.exporting.is_empty() {
            self.go_on(Next::Quit);
        }
    }

    fn tell_copied(&mut self, copied: &ToLeader, is_settled: bool) {
        let names: Vec<String> = copied.names.iter().map(|name| format!("“{name}”")).collect();
        let place = copied.drive.as_ref().map_or_else(|| shown_path(&copied.folder), |d| d.name.clone());
        let mut text = format!("已拷到{place}：{}", names.concat());
        if let Some(drive) = &copied.drive {
            let is_in_use = self.is_in_use(drive);
            text = format!("{text}。{}", drives::pulling(drive, is_settled, is_in_use));
        } else if !is_settled {
            text.push_str("。磁盘没有确认写完，过一会儿再关机");
        }
        if let Some(open) = &copied.open {
            text = format!("{text}。报告中仍有{open}");
        }
        let offer = copied.names.first().map_or(Offer::Nothing, |pdf| Offer::Open(copied.folder.join(pdf)));
        self.desk.notice = Some(Notice { offer, ..Notice::new(text, Weight::Lasting) });
    }
}

/// What the question about files that are there says of them.
pub fn there_words(folder: &Path, names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    format!("“{}”里已有{}，内容不同。覆盖后原有内容不能找回。", name_of(folder), names.join("、"))
}
