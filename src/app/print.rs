//! 打印: the pages of the PDF, made and handed over beside the window, and what the officer is told about it.

use std::sync::Arc;

use super::{App, Document, FileWish, Question, Wanted};
use crate::{
    draft::{Draft, Opened},
    export::{Format, copy, pdf},
    form::Form,
    store::{
        faces::PrintFaces,
        print::{Handed, PrintError, Programs, hand_over},
        printers::{MOST_COPIES, PrintChoice, Printer},
    },
};

/// A copy to be printed. It has everything of its own, so that the window goes on while it is made.
pub struct PrintJob {
    form: Arc<Form>,
    draft: Draft,
    options: copy::CopyOptions,
    name: String,
    faces: PrintFaces,
    choice: PrintChoice,
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
        Ok(hand_over(programs, &bytes, &self.name, &self.choice)?)
    }
}

impl Document {
    /// A copy of the document as it is now, to be printed.
    fn print_job(
        &self,
        options: copy::CopyOptions,
        name: String,
        faces: PrintFaces,
        choice: PrintChoice,
    ) -> PrintJob {
        PrintJob { form: self.form().clone(), draft: self.draft().clone(), options, name, faces, choice }
    }
}

/// What can be done with paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintAct {
    /// Chooses printer, copies and sides.
    Choose(PrintChoice),
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
        let choice = self.print_choice();
        Some(session.document.print_job(session.copy_options(), name, self.user.faces(), choice))
    }

    /// Does what the question 打印 was answered with.
    pub(super) fn print_act(&mut self, act: PrintAct) {
        let act = match act {
            PrintAct::Choose(choice) => return self.choose_print(choice),
            act => act,
        };
        self.desk.question = None;
        match act {
            PrintAct::Choose(_) => {}
            PrintAct::Print => {
                self.desk.wanted.push(Wanted::Print);
                self.desk.whisper("正在送去打印…".to_owned());
            }
            PrintAct::KeepUnprinted => self.keep_unprinted(),
        }
    }

    /// Sets how it is printed. That it cannot be kept costs nothing but the same choice the next time.
    fn choose_print(&mut self, choice: PrintChoice) {
        let copies = choice.copies.clamp(1, MOST_COPIES);
        let _ = self.user.printing.set(PrintChoice { copies, ..choice });
    }

    /// Asks how it is to be printed, and looks which printers there are.
    pub(super) fn ask_to_print(&mut self) {
        let choice = PrintChoice { copies: 1, ..self.user.printing.now().clone() };
        self.choose_print(choice);
        self.desk.question = Some(Question::Print);
        self.desk.wanted.push(Wanted::Printers);
    }

    /// The printers of this computer; none as long as nobody has said.
    pub fn printers(&self) -> &[Printer] {
        &self.printers
    }

    /// The printer that is printed on: the one chosen, or the default one.
    pub fn printer(&self) -> Option<&Printer> {
        let chosen = self.user.printing.now().printer.as_deref();
        let of_name = self.printers.iter().find(|printer| Some(printer.name.as_str()) == chosen);
        of_name.or_else(|| self.printers.iter().find(|printer| printer.is_default))
    }

    /// How it is printed on it: what it cannot do is not asked of it.
    pub fn print_choice(&self) -> PrintChoice {
        let now = self.user.printing.now();
        let printer = self.printer();
        let sides = printer.and_then(|printer| printer.sides).map(|own| now.sides.unwrap_or(own));
        PrintChoice { printer: printer.map(|p| p.name.clone()), copies: now.copies.max(1), sides }
    }

    /// What is said once it is with the printer.
    pub(super) fn printed_words(&self) -> String {
        let PrintChoice { printer, copies, sides } = self.print_choice();
        let printer = printer.map_or_else(|| "默认打印机".to_owned(), |name| format!("打印机“{name}”"));
        let sides = sides.map(|sides| format!("，{}", sides.label())).unwrap_or_default();
        let copies = if copies > 1 { format!("，{copies}份") } else { String::new() };
        format!("已送往{printer}{copies}{sides}")
    }

    fn keep_unprinted(&mut self) {
        let Some(session) = &self.session else { return };
        self.desk.wish(FileWish::Export(Format::Pdf, session.preview.copy));
    }
}
