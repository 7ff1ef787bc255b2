//! The window: draws the state and turns keys and clicks into commands.
//!
//! Nothing that is drawn changes the state: it looks at a `Scene` and leaves [`Command`]s there. [`Window::show`]
//! alone applies them.

mod after;
mod agency;
mod answers;
mod banners;
mod cell_note;
mod collating;
mod compare;
mod copies;
mod desk;
mod dialogs;
mod drop;
mod findings;
mod folders;
mod frame;
mod glyphs;
mod grid;
mod help;
mod keys;
mod leaf;
mod ledger;
mod long_page;
mod notice;
mod order;
mod outside;
mod pages;
mod preview;
mod proof;
mod proposals;
mod questions;
mod remarks;
mod review;
mod row_end;
mod rules;
mod scene;
mod shell;
mod signed;
mod start;
mod tasks;
mod text;
pub mod theme;
mod to_leader;
mod tools;
mod versions;
mod widgets;
mod work;

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::Path,
    process::ExitCode,
    sync::Arc,
};

use egui::{Ui, ViewportCommand};

use self::scene::Scene;
use crate::{
    app::{Action, App, Command, CopyWriter, FileAct, News, PreviewAct, User, Wanted, beside},
    store::print::clear_leftovers,
};

pub use dialogs::{Asked, AskedFor, Chooser, tell};
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
    pages: pages::PageStates,
    editors: text::Editors,
    work: work::Work,
    dress: theme::Dress,
    glyphs: glyphs::GlyphRoom,
    leaving: bool,
    title: String,
    /// Whether the window had the keys of the desktop in the frame before.
    was_focused: bool,
    /// When it met faults of its own, in seconds of its clock.
    faults: Vec<f64>,
}

/// More faults than these within [`FAULTS_WITHIN`] seconds, and the window does not go on.
const MOST_FAULTS: usize = 2;
const FAULTS_WITHIN: f64 = 10.0;

/// Opens the window, on a draft if one is given, and stays until it is closed. What is not saved is kept by `copies`.
///
/// Without a display the sentence goes to standard error and the status is 2.
pub fn run(draft: Option<&Path>, copies: &CopyWriter) -> ExitCode {
    // Nobody waits for it, and where there is no thread the next start does it.
    let _ = beside("leftovers", || {}, clear_leftovers);
    let made = open(draft, copies);
    copies.end();
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => no_window(&error),
    }
}

#[cfg(not(windows))]
fn open(draft: Option<&Path>, copies: &CopyWriter) -> eframe::Result {
    open_with(eframe::Renderer::Glow, draft, copies)
}

/// With Direct3D or Vulkan where there is no OpenGL that can be used: over a remote desktop, and where the driver is none
/// of the maker's. Direct3D Windows can always draw, if need be without a graphics card.
#[cfg(windows)]
fn open(draft: Option<&Path>, copies: &CopyWriter) -> eframe::Result {
    match open_with(eframe::Renderer::Glow, draft, copies) {
        Err(error) if is_of_drawing(&error) => open_with(eframe::Renderer::Wgpu, draft, copies),
        made => made,
    }
}

fn open_with(renderer: eframe::Renderer, draft: Option<&Path>, copies: &CopyWriter) -> eframe::Result {
    let mut app = App::of_user(User::of_user(), copies.clone());
    let options = eframe::NativeOptions {
        viewport: frame::of(app.user.settings.now().frame).with_icon(icon()),
        renderer,
        // It would smooth gradients, of which there are none; without a graphics card it is paid at every pixel.
        dithering: false,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "年报",
        options,
        Box::new(|cc| {
            theme::install(&cc.egui_ctx);
            let ctx = cc.egui_ctx.clone();
            app.wake_with(Arc::new(move || ctx.request_repaint()));
            if let Some(path) = draft {
                app.apply(Command::File(FileAct::Open(path.to_owned())));
            }
            app.say_what_was_spoilt();
            app.say_what_is_not_kept();
            Ok(Box::new(Window::new(app)))
        }),
    )
}

/// What task bars show where they do not take it from the desktop's own list of programs.
fn icon() -> egui::IconData {
    let picture = include_bytes!("../../assets/icon/nianbao-64.png");
    // It travels inside the program and a test reads it; a window without it is a window all the same.
    eframe::icon_data::from_png_bytes(picture).unwrap_or_default()
}

#[allow(clippy::print_stderr, reason = "without a window this is the only way to say so")]
fn no_window(error: &eframe::Error) -> ExitCode {
    let sentence = why_no_window(error);
    eprintln!("DEBUG {error:?}");
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

/// Whether what draws is missing, not the desktop.
fn is_of_drawing(error: &eframe::Error) -> bool {
    #[cfg(windows)]
    if matches!(error, eframe::Error::Wgpu(_)) {
        return true;
    }
    matches!(error, eframe::Error::Glutin(_) | eframe::Error::NoGlutinConfigs(..) | eframe::Error::OpenGL(_))
}

/// What the window can be drawn with.
const DRAWN_WITH: &str =
    if cfg!(windows) { "OpenGL（2.0以上）、Direct3D 12或Vulkan" } else { "OpenGL（2.0以上）" };

/// Why there is no window, and what can be done about it.
fn why_no_window(error: &eframe::Error) -> String {
    let (cause, remedy) = if is_of_the_desktop(error) {
        ("没有连上图形桌面".to_owned(), "请登录桌面后再打开")
    } else if is_of_drawing(error) {
        (
            format!("显卡驱动没有提供画窗口用的{DRAWN_WITH}"),
            "请更新显卡驱动；用远程桌面打开的，请在本机打开；还不行就换一台电脑",
        )
    } else {
        ("窗口没有建成".to_owned(), "请重新打开；还不行就重启电脑再试")
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
            pages: pages::PageStates::default(),
            editors: text::Editors::default(),
            work: work::Work::default(),
            dress: theme::Dress::default(),
            glyphs: glyphs::GlyphRoom::default(),
            leaving: false,
            title: String::new(),
            was_focused: true,
            faults: Vec::new(),
        }
    }

    /// Whether a file dialog is open and not yet answered.
    pub fn asks_for_a_file(&self) -> bool {
        self.outside.asks()
    }

    /// Draws one frame and does what was asked for in it.
    ///
    /// This is the one place of the window where the state is written: what is typed and clicked in a table counts
    /// before the frame is drawn, so that it shows at once, and everything else once it is drawn.
    pub fn show(&mut self, ui: &mut Ui) {
        #[cfg(feature = "forced-panic")]
        keys::panic_when_asked(ui.ctx());
        self.app.poll();
        self.dress.put_on(ui.ctx(), self.app.user.settings.now());
        self.work.hold(ui.ctx(), &self.app);
        self.editors.watch(ui.ctx(), &self.app);
        self.pages.watch(&self.app);
        let mut commands = Vec::new();
        if self.app.session.as_ref().is_some_and(|session| session.reveal) {
            // What was to be shown is shown in this frame, unless more is asked for in it.
            commands.push(Command::Revealed);
        }
        commands.extend(self.asked_to_leave(ui));
        commands.extend(self.came_back(ui));
        let mut scene = Scene::new(&self.app, &mut self.editors, &mut commands);
        self.pages.before(ui.ctx(), &mut scene);
        for act in self.pages.typed(ui.ctx(), &self.app) {
            self.app.apply(Command::Grid(act));
        }
        let mut scene = Scene::new(&self.app, &mut self.editors, &mut commands);
        self.pages.show(ui, &mut scene, self.outside.awaited(ui.ctx()));
        self.pages.over(ui.ctx(), &mut scene);
        commands.extend(self.outside.poll());
        for command in commands {
            self.app.apply(command);
        }
        self.work.keep(ui.ctx(), &self.app);
        self.fulfil(ui.ctx());
        self.order_keys(ui.ctx());
    }

    /// Keys that came behind an act wait until what came of it is there to take them.
    fn order_keys(&self, ctx: &egui::Context) {
        if ctx.plugin_or_default::<order::KeyOrder>().lock().watch(&self.app) {
            ctx.request_repaint();
        }
    }

    /// Closing the window with unsaved changes asks first.
    fn asked_to_leave(&self, ui: &Ui) -> Option<Command> {
        let asked = ui.input(|i| i.viewport().close_requested());
        (asked && !self.leaving).then(|| {
            ui.ctx().send_viewport_cmd(ViewportCommand::CancelClose);
            Command::Do(Action::Quit)
        })
    }

    /// Whoever comes back to the window may have changed the file elsewhere.
    fn came_back(&mut self, ui: &Ui) -> Option<Command> {
        let was = std::mem::replace(&mut self.was_focused, ui.input(|i| i.focused));
        (!was && self.was_focused).then_some(Command::Heard(News::CameBack))
    }

    /// Goes on with the report as it was before a fault of the program; where that happens again and again, the fault
    /// is the program's last.
    fn go_on_after(&mut self, fault: Box<dyn Any + Send>, ctx: &egui::Context) {
        let now = ctx.input(|i| i.time);
        self.faults.retain(|at| now - at < FAULTS_WITHIN);
        if self.faults.len() >= MOST_FAULTS {
            resume_unwind(fault);
        }
        self.faults.push(now);
        let app = std::mem::take(&mut self.app).after_fault();
        let outside = std::mem::replace(&mut self.outside, Outside::none());
        let (glyphs, faults) = (self.glyphs, std::mem::take(&mut self.faults));
        *self = Self { glyphs, faults, ..Self::with(app, outside) };
        ctx.request_repaint();
    }

    /// Does what needs the system.
    fn fulfil(&mut self, ctx: &egui::Context) {
        for wanted in std::mem::take(&mut self.app.desk.wanted) {
            if let Some(news) = self.fulfil_one(ctx, wanted) {
                self.app.apply(news);
            }
        }
        let title = self.app.window_title();
        if self.title != title {
            self.title.clone_from(&title);
            ctx.send_viewport_cmd(ViewportCommand::Title(title));
        }
    }

    /// Does it; what came of it at once.
    fn fulfil_one(&mut self, ctx: &egui::Context, wanted: Wanted) -> Option<Command> {
        match wanted {
            Wanted::File(wish) if self.app.chooses_here() => {
                return Some(Command::File(FileAct::ChooseHere(wish)));
            }
            Wanted::File(wish) => self.outside.ask(ctx, wish, &self.app),
            Wanted::NoFile => self.outside.give_up(),
            Wanted::CaretInPreview(section) => {
                let at = text::caret_of(ctx, &section, &self.app);
                return Some(Command::Preview(PreviewAct::ShowText(section, at)));
            }
            Wanted::ShowOutside(path) => return self.outside.show(ctx, path).map(Command::Heard),
            Wanted::Copy(clip) => return Some(Command::Heard(self.outside.copy(ctx, clip))),
            Wanted::CopyText(text) => ctx.copy_text(text),
            Wanted::Print => {
                let job = self.app.print_job()?;
                return self.outside.print(ctx, job).map(Command::Heard);
            }
            Wanted::Printers => self.outside.look_for_printers(ctx),
            Wanted::Quit => self.quit(ctx),
        }
        None
    }

    fn quit(&mut self, ctx: &egui::Context) {
        let frame = frame::now(ctx);
        self.app.user.keep_frame(frame);
        self.leaving = true;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }
}

impl eframe::App for Window {
    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        egui::Color32::from(desk::ground()).to_normalized_gamma_f32()
    }

    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut egui::RawInput) {
        self.glyphs.bound(ctx.pixels_per_point(), input);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        // What the frame had half done is thrown away; the report is taken from where every change was handed over to.
        if let Err(fault) = catch_unwind(AssertUnwindSafe(|| self.show(ui))) {
            self.go_on_after(fault, ui.ctx());
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_can_be_read() {
        let icon = icon();
        assert_eq!((icon.width, icon.height), (64, 64));
    }

    #[test]
    fn why_there_is_no_window_is_said_as_far_as_it_is_known() {
        let drawing = eframe::Error::OpenGL("egui_glow requires opengl 2.0+".to_owned().into());
        let other = eframe::Error::AppCreation("something else".into());
        for (error, cause) in [(drawing, "OpenGL"), (other, "窗口没有建成")] {
            let sentence = why_no_window(&error);
            assert!(sentence.starts_with("打不开窗口：") && sentence.contains(cause), "{sentence}");
            assert!(sentence.contains("草稿没有改动") && sentence.contains('请'), "{sentence}");
            assert_eq!(sentence.contains("OpenGL"), cause == "OpenGL", "{sentence}");
            assert!(!sentence.contains("opengl") && !sentence.contains("something"), "{sentence}");
        }
    }
}
