//! The window: draws the state and turns keys and clicks into commands.
//!
//! Nothing here changes the document by itself. Every page takes the state and pushes [`Command`]s, which are
//! applied once the frame is drawn.

mod agency;
mod compare;
mod copies;
mod dialogs;
mod drop;
mod findings;
mod folders;
mod frame;
mod grid;
mod keys;
mod ledger;
mod outside;
mod preview;
mod proof;
mod proposals;
mod questions;
mod review;
mod shell;
mod signed;
mod start;
mod tasks;
mod text;
pub mod theme;
mod tools;
mod widgets;
mod work;

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use egui::{CentralPanel, Frame, Margin, Ui, ViewportCommand};

use crate::{
    app::{Action, App, Command, Tool, View, Wanted},
    form::SectionBody,
};

pub use dialogs::{Asked, Chooser, Chosen, tell};
pub use outside::{Board, Outside};

/// Below this width, in points, the findings are behind a button.
const NARROW: f32 = 1180.0;
/// Below this height, in points, a page scrolls as a whole.
const LOW: f32 = 400.0;

/// The window's own state beside the document's: open dialogs and editors.
pub struct Window {
    /// What is shown.
    pub app: App,
    outside: Outside,
    questions: questions::Questions,
    editors: text::Editors,
    findings: findings::Findings,
    proof: proof::ProofPage,
    ledger: ledger::LedgerPage,
    tools: tools::Tools,
    preview: preview::Preview,
    work: work::Work,
    dress: theme::Dress,
    leaving: bool,
    title: String,
}

/// Opens the window, on a draft if one is given, and stays until it is closed.
///
/// Without a display the sentence goes to standard error and the status is 2.
pub fn run(draft: Option<PathBuf>) -> ExitCode {
    let mut app = App::of_user();
    let options = eframe::NativeOptions {
        viewport: frame::of(app.settings.now().frame),
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    let made = eframe::run_native(
        "年报",
        options,
        Box::new(|cc| {
            theme::install(&cc.egui_ctx);
            let ctx = cc.egui_ctx.clone();
            app.wake_with(Arc::new(move || ctx.request_repaint()));
            if let Some(path) = draft {
                app.apply(Command::Open(path));
            }
            Ok(Box::new(Window::new(app)))
        }),
    );
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => no_window(&error),
    }
}

#[allow(clippy::print_stderr, reason = "without a window this is the only way to say so")]
fn no_window(error: &eframe::Error) -> ExitCode {
    let sentence = why_no_window(error);
    eprintln!("{sentence}");
    // Where there is a desktop nobody reads standard error.
    if !is_of_the_desktop(error) {
        tell(&sentence);
    }
    ExitCode::from(2)
}

/// Whether the desktop itself is missing or gone, not what draws on it.
fn is_of_the_desktop(error: &eframe::Error) -> bool {
    matches!(error, eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_))
}

/// Why there is no window, and what can be done about it.
fn why_no_window(error: &eframe::Error) -> String {
    let (cause, remedy) = match error {
        _ if is_of_the_desktop(error) => ("没有连上图形桌面", "请登录桌面后再打开"),
        eframe::Error::Glutin(_) | eframe::Error::NoGlutinConfigs(..) | eframe::Error::OpenGL(_) => (
            "显卡驱动没有提供画窗口用的OpenGL（2.0以上）",
            "请更新显卡驱动；用远程桌面打开的，请在本机打开；还不行就换一台电脑",
        ),
        _ => ("窗口没有建起来", "请重新打开；还不行就重启电脑再试"),
    };
    format!(
        "打不开窗口：{cause}。草稿没有改动。{remedy}。核对和导出也可以不用窗口：nianbao check、nianbao export"
    )
}

impl Window {
    /// A window on this state.
    pub fn new(app: App) -> Self {
        Self::with(app, Outside::system())
    }

    /// A window that uses this of the system.
    pub fn with(app: App, outside: Outside) -> Self {
        Self {
            app,
            outside,
            questions: questions::Questions::default(),
            editors: text::Editors::default(),
            findings: findings::Findings::default(),
            proof: proof::ProofPage::default(),
            ledger: ledger::LedgerPage::default(),
            tools: tools::Tools::default(),
            preview: preview::Preview::default(),
            work: work::Work::default(),
            dress: theme::Dress::default(),
            leaving: false,
            title: String::new(),
        }
    }

    /// Whether a file dialog is open and not yet answered.
    pub fn asks_for_a_file(&self) -> bool {
        self.outside.asks()
    }

    /// Draws one frame and does what was asked for in it.
    pub fn show(&mut self, ui: &mut Ui) {
        #[cfg(feature = "forced-panic")]
        keys::panic_when_asked(ui.ctx());
        let mut commands = Vec::new();
        self.app.poll();
        self.dress.put_on(ui.ctx(), self.app.settings.now());
        self.work.hold(ui.ctx(), &self.app);
        self.leave_when_asked(ui, &mut commands);
        self.editors.watch(ui.ctx(), &self.app);
        self.tools.watch(&self.app);
        let asked = self.questions.show(ui.ctx(), &self.app, &mut commands);
        let alone = !asked && self.app.tool != Some(Tool::Palette);
        if alone && !self.editors.composing() {
            keys::shortcuts(ui.ctx(), &mut commands);
        }
        if !asked {
            drop::take(ui.ctx(), &mut commands);
        }
        if self.app.document.is_some() {
            self.document(ui, &mut commands);
        } else {
            shell::start_bars(ui);
            CentralPanel::default()
                .frame(page_frame())
                .show(ui, |ui| start::show(ui, &self.app, &mut commands));
        }
        match self.outside.awaited(ui.ctx()) {
            Some(wish) => shell::awaited(ui, wish, &mut commands),
            None => shell::notice(ui, &self.app, &mut commands),
        }
        self.tools.palette(ui.ctx(), &mut self.editors, &self.app, &mut commands);
        commands.extend(self.outside.poll(&mut self.app));
        for command in commands {
            self.app.apply(command);
        }
        self.work.keep(ui.ctx(), &self.app);
        self.fulfil(ui.ctx());
    }

    fn document(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        shell::top_bar(ui, &self.app, &mut self.findings.open, commands);
        shell::status_bar(ui, &self.app, commands);
        tasks::show(ui, &self.app, commands);
        // Pages need the room; what is wrong with them is counted in the status line.
        if self.app.view != View::Preview {
            self.preview.rest();
            self.findings.show(ui, &self.app, commands);
        }
        CentralPanel::default().frame(desk_frame()).show(ui, |ui| {
            shell::reading(ui, &self.app, commands);
            self.tools.find.show(ui, &mut self.editors, &self.app, commands);
            self.page(ui, commands);
        });
    }

    fn page(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let revealed = self.app.reveal;
        self.show_page(ui, commands);
        // What was to be shown has been shown, unless this frame asks for more.
        if revealed {
            self.app.reveal = false;
        }
    }

    fn show_page(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let Some(section) = self.app.section().cloned() else {
            return match self.app.view {
                View::Start => start::show(ui, &self.app, commands),
                View::Proof => self.proof.show(ui, &self.app, commands),
                View::Review => review::show(ui, &self.app, commands),
                View::Ledger => self.ledger.show(ui, &self.app, commands),
                View::Compare => compare::show(ui, &self.app, commands),
                View::Preview => self.preview.show(ui, &self.app, commands),
                View::Agency | View::Section(_) => agency::show(ui, &mut self.editors, &self.app, commands),
            };
        };
        match &section.body {
            SectionBody::Text => {
                text::show(ui, &mut self.editors, &mut self.tools, &self.app, &section, commands);
            }
            SectionBody::Table(table) => grid::show(ui, &mut self.app, &section, table),
        }
    }

    /// Closing the window with unsaved changes asks first.
    fn leave_when_asked(&mut self, ui: &Ui, commands: &mut Vec<Command>) {
        let asked = ui.input(|i| i.viewport().close_requested());
        if asked && !self.leaving {
            ui.ctx().send_viewport_cmd(ViewportCommand::CancelClose);
            commands.push(Command::Do(Action::Quit));
        }
    }

    /// Does what needs the system.
    fn fulfil(&mut self, ctx: &egui::Context) {
        for wanted in std::mem::take(&mut self.app.wanted) {
            match wanted {
                Wanted::File(wish) => self.outside.ask(ctx, wish, &self.app),
                Wanted::NoFile => self.outside.give_up(),
                Wanted::CaretInPreview(section) => {
                    let at = text::caret_of(ctx, &section, &self.app);
                    self.app.caret_in_preview(&section, at);
                }
                Wanted::ShowOutside(path) => self.outside.show(ctx, path, &mut self.app),
                Wanted::Copy(clip) => self.outside.copy(ctx, clip, &mut self.app),
                Wanted::Print => {
                    if let Some(job) = self.app.print_job() {
                        self.outside.print(ctx, job, &mut self.app);
                    }
                }
                Wanted::Quit => {
                    let frame = frame::now(ctx);
                    self.app.keep_frame(frame);
                    self.leaving = true;
                    ctx.send_viewport_cmd(ViewportCommand::Close);
                }
            }
        }
        let title = self.app.window_title();
        if self.title != title {
            self.title.clone_from(&title);
            ctx.send_viewport_cmd(ViewportCommand::Title(title));
        }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }
}

/// Whether a page has so little height that what stands over its table or text scrolls away with it: a large zoom.
fn is_low(ui: &Ui) -> bool {
    ui.available_height() < LOW
}

/// Whether the window has no room for the findings beside a table: an old notebook, or a large zoom.
fn is_narrow(ui: &Ui) -> bool {
    ui.ctx().content_rect().width() < NARROW
}

fn page_frame() -> Frame {
    Frame::new().fill(theme::theme().colours.paper.into()).inner_margin(Margin::same(0))
}

fn desk_frame() -> Frame {
    Frame::new().fill(theme::theme().colours.desk.into()).inner_margin(Margin::symmetric(18, 14))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_there_is_no_window_is_said_as_far_as_it_is_known() {
        let drawing = eframe::Error::OpenGL("egui_glow requires opengl 2.0+".to_owned().into());
        let other = eframe::Error::AppCreation("something else".into());
        for (error, cause) in [(drawing, "OpenGL"), (other, "窗口没有建起来")] {
            let sentence = why_no_window(&error);
            assert!(sentence.starts_with("打不开窗口：") && sentence.contains(cause), "{sentence}");
            assert!(sentence.contains("草稿没有改动") && sentence.contains('请'), "{sentence}");
            assert_eq!(sentence.contains("OpenGL"), cause == "OpenGL", "{sentence}");
            assert!(!sentence.contains("opengl") && !sentence.contains("something"), "{sentence}");
        }
    }
}
