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
    options: copy::Options,
    name: String,
    faces: PrintFaces,
}

/// What became of a copy to be printed: what was done with it, or why nothing was.
pub type Printed = Result<Handed, NotPrinted>;

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
    pub fn run(&self, programs: &Programs) -> Printed {
        let bytes = pdf::export(Opened::bound(&self.form, &self.draft), self.options, self.faces.faces())?;
        Ok(hand_over(programs, &bytes, &self.name)?)
    }
}

impl Document {
    /// A copy of the document as it is now, to be printed.
    fn print_job(&self, options: copy::Options, name: String, faces: PrintFaces) -> PrintJob {
        PrintJob { form: self.form().clone(), draft: self.draft().clone(), options, name, faces }
    }
}

impl App {
    /// The copy that the preview shows, to be printed.
    pub fn print_job(&self) -> Option<PrintJob> {
        let document = self.document.as_ref()?;
        let options = document.copy_options(self.preview.copy, self.preview.watermark);
        let name = self.usual_name(&FileWish::Export(Format::Pdf, self.preview.copy));
        Some(document.print_job(options, name, self.settings.now().faces))
    }

    /// Prints what the question 打印 was answered with.
    pub(super) fn print(&mut self) {
        self.question = None;
        self.wanted.push(Wanted::Print);
        self.whisper("正在送去打印…".to_owned());
    }

    /// Saves as a file what could not be printed.
    pub(super) fn keep_unprinted(&mut self) {
        self.question = None;
        self.wish(FileWish::Export(Format::Pdf, self.preview.copy));
    }
}
