//! The window's own file chooser, where the system has none: places, folders, and the files that are wanted.

use std::path::{Path, PathBuf};

use egui::{Color32, Label, Response, ScrollArea, Ui, Vec2};

use super::{
    theme::{Colour, corner, font, theme},
    widgets::{link, note, paint_line, row, text},
};
use crate::{
    app::{Action, App, FileWish},
    store::{
        folder::{self, Listing, Place},
        name_of, shown_path,
    },
};

/// The height of the list, in points.
const HEIGHT: f32 = 230.0;
/// The width of the places beside it.
const PLACES: f32 = 120.0;
/// The height of a row of the list.
const ROW: f32 = 24.0;
/// The height of what stands over and under the list, and around the question.
const REST: f32 = 250.0;
/// A longer name may be cut off: it is shown whole to those who wait over it.
const LONG: usize = 28;

/// Where the officer is looking.
#[derive(Default)]
pub(super) struct Folders {
    at: PathBuf,
    /// What is there; nothing where it cannot be looked into.
    listing: Option<Listing>,
    places: Vec<Place>,
    /// What is to be known of the drive it is on.
    warning: Option<String>,
}

/// What was done with the list.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum PickedFile {
    /// A file.
    File(PathBuf),
    /// A file, to be taken at once.
    Taken(PathBuf),
    /// Another folder is shown.
    Folder,
}

impl Folders {
    /// Begins in a folder, or where the user is at home.
    pub(super) fn begin(&mut self, folder: Option<PathBuf>, wish: &FileWish, app: &App) {
        self.places = folder::places(app.user.drives());
        let recent = app.user.recent().iter().filter_map(|draft| Some(draft.parent()?.to_owned()));
        for path in recent {
            if !path.as_os_str().is_empty() && !self.places.iter().any(|place| place.path == path) {
                self.places.push(Place { name: format!("最近 {}", name_of(&path)), path });
            }
        }
        let home = || folder::home(&self.places);
        let folder = folder.or_else(home).unwrap_or_default();
        self.go(folder, wish, app);
    }

    /// What is to be known before something is written into the folder shown, where it is on a drive that can be pulled out.
    fn warning(&self, wish: &FileWish, app: &App) -> Option<String> {
        let drive = app.drive_of(&self.at.join("x")).filter(|_| wish.writes() || *wish == FileWish::Open)?;
        Some(match wish {
            FileWish::Save => format!(
                "草稿存在{}上，关闭草稿之前不要拔出。只想带走一份，用“{}”",
                drive.name,
                Action::ToLeader.label()
            ),
            FileWish::Open => format!("从{}打开的草稿，关闭之前不要拔出", drive.name),
            _ => format!("写完后会提示{}何时可以拔出", drive.name),
        })
    }

    /// Shows another folder.
    pub(super) fn go(&mut self, folder: PathBuf, wish: &FileWish, app: &App) {
        self.listing = folder::list(&folder, |path| wish.names(path)).ok();
        self.at = folder;
        self.warning = self.warning(wish, app);
    }

    /// The folder shown.
    pub(super) fn at(&self) -> &Path {
        &self.at
    }

    /// Draws places and list; what was picked in them.
    /// `path` is what is named so far.
    pub(super) fn show(&mut self, ui: &mut Ui, wish: &FileWish, path: &str, app: &App) -> Option<PickedFile> {
        let mut to = None;
        let mut picked = None;
        ui.horizontal(|ui| {
            if link(ui, "↑ 上一级").clicked() {
                to = self.at.parent().map(Path::to_owned);
            }
            let here = text(shown_path(&self.at), theme().sizes.note, theme().colours.quiet);
            ui.add(Label::new(here).truncate());
        });
        // A low window keeps the field and the buttons in sight.
        let height = HEIGHT.min(ui.ctx().content_rect().height() - REST);
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(PLACES);
                let area = ScrollArea::vertical().id_salt("places").max_height(height);
                area.min_scrolled_height(height).show(ui, |ui| places(ui, &self.places, &mut to));
            });
            ui.vertical(|ui| match &self.listing {
                Some(listing) => {
                    let area = ScrollArea::vertical().id_salt("folder").max_height(height);
                    let area = area.min_scrolled_height(height).auto_shrink(false);
                    ui.set_min_height(height);
                    area.show(ui, |ui| entries(ui, listing, wish, path, &mut to, &mut picked));
                }
                None => drop(note(ui, "这个文件夹打不开。从左边换一个，或在下面填写文件路径")),
            });
        });
        if let Some(words) = &self.warning {
            ui.add(Label::new(text(words, theme().sizes.note, theme().colours.warning)).wrap());
        }
        if let Some(folder) = to {
            self.go(folder, wish, app);
            picked = Some(PickedFile::Folder);
        }
        picked
    }
}

fn entries(
    ui: &mut Ui,
    listing: &Listing,
    wish: &FileWish,
    path: &str,
    to: &mut Option<PathBuf>,
    picked: &mut Option<PickedFile>,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for folder in &listing.folders {
        let name = name_of(folder);
        let line = FolderLine { words: &format!("{name} /"), colour: theme().colours.accent, chosen: false };
        if line.show(ui, &format!("文件夹 {name}")).clicked() {
            *to = Some(folder.clone());
        }
    }
    for file in &listing.files {
        let name = name_of(file);
        let line = FolderLine { words: &name, colour: theme().colours.ink, chosen: Path::new(path) == file };
        let shown = line.show(ui, &name);
        if shown.double_clicked() {
            *picked = Some(PickedFile::Taken(file.clone()));
        } else if shown.clicked() {
            *picked = Some(PickedFile::File(file.clone()));
        }
    }
    if listing.folders.is_empty() && listing.files.is_empty() {
        note(ui, format!("这里没有{}", wish.kind()));
    }
}

/// A line of the list.
struct FolderLine<'a> {
    words: &'a str,
    colour: Colour,
    chosen: bool,
}

impl FolderLine<'_> {
    fn show(&self, ui: &mut Ui, name: &str) -> Response {
        let (rect, response) = row(ui, ROW, name, self.chosen);
        if self.chosen || response.hovered() {
            ui.painter().rect_filled(rect, corner(), Color32::from(theme().colours.accent_tint));
        }
        let inner = rect.shrink2(Vec2::new(6.0, 0.0));
        paint_line(ui, inner, self.words, font(theme().sizes.table), self.colour);
        if self.words.chars().count() > LONG { response.on_hover_text(self.words) } else { response }
    }
}

fn places(ui: &mut Ui, places: &[Place], to: &mut Option<PathBuf>) {
    for place in places {
        if link(ui, &place.name).on_hover_text(shown_path(&place.path)).clicked() {
            *to = Some(place.path.clone());
        }
    }
}
