//! 打印: the pages of the PDF, made and handed over beside the window, and what the officer is told about it.

use std::sync::Arc;

use super::{App, Document, FileWish, Wanted};
use crate::{
    draft::{Draft, Opened},
    export::{Format, copy, pdf},
    form::Form,
    store::{
        faces::PrintFaces,
        print::{Handed, PrintError, Programs, hand_over},
    },
};

/// A copy to be printed. It has everything of its own, so that the window goes on while it is made.
pub struct PrintJob {
    form: Arc<Form>,
    draft: Draft,
    options: copy::CopyOptions,
    name: String,
    faces: PrintFaces,
}

/// What became of a copy to be printed: what was done with it, or why nothing was.
pub type PrintOutcome = Result<Handed, NotPrinted>;

/// Why a copy was not printed.
#[derive(Debug, thiserror::Error)]
pub enum NotPrinted {
    /// There are no pages.
    #[error(transparent)]
    Pages(#[from] pdf::PdfError),
    /// Nobody takes them.
    #[error(transparent)]
    Paper(#[from] PrintError),
}

impl PrintJob {
    /// Makes the PDF, the very bytes of the export, and hands it over. Takes seconds at worst.
    ///
    /// # Errors
    /// Characters that cannot be printed, or a computer that has neither printer nor viewer.
    pub fn run(&self, programs: &Programs) -> PrintOutcome {
        let bytes = pdf::export(Opened::bound(&self.form, &self.draft), self.options, self.faces.faces())?;
        Ok(hand_over(programs, &bytes, &self.name)?)
    }
}

impl Document {
    /// A copy of the document as it is now, to be printed.
    fn print_job(&self, options: copy::CopyOptions, name: String, faces: PrintFaces) -> PrintJob {
        PrintJob { form: self.form().clone(), draft: self.draft().clone(), options, name, faces }
    }
}

/// What can be done with paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintAct {
    /// Prints the copy that the preview shows.
    Print,
    /// Asks for a file for what could not be printed.
    KeepUnprinted,
}

impl App {
    /// The copy that the preview shows, to be printed.
    pub fn print_job(&self) -> Option<PrintJob> {
        let session = self.session.as_ref()?;
        let name = self.usual_name(&FileWish::Export(Format::Pdf, session.preview.copy));
        Some(session.document.print_job(session.copy_options(), name, self.user.faces()))
    }

    /// Does what the question 打印 was answered with.
    pub(super) fn print_act(&mut self, act: PrintAct) {
        self.desk.question = None;
        match act {
            PrintAct::Print => {
                self.desk.wanted.push(Wanted::Print);
                self.desk.whisper("正在送去打印…".to_owned());
            }
            PrintAct::KeepUnprinted => self.keep_unprinted(),
        }
    }

    fn keep_unprinted(&mut self) {
        let Some(session) = &self.session else { return };
        self.desk.wish(FileWish::Export(Format::Pdf, session.preview.copy));
    }
}
