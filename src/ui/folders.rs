//! The window's own file chooser, where the system has none: places, folders, and the files that are wanted.

use std::path::{Path, PathBuf};

use egui::{Label, ScrollArea, Sense, Ui};

use super::{
    theme::theme,
    widgets::{link, named_link, note, text},
};
use crate::{
    app::{App, FileWish},
    store::{
        folder::{self, Listing, Place},
        name_of,
    },
};

/// The height of the list, in points.
const HEIGHT: f32 = 230.0;
/// The width of the places beside it.
const PLACES: f32 = 120.0;

/// Where the officer is looking.
#[derive(Default)]
pub(super) struct Folders {
    at: PathBuf,
    /// What is there; nothing where it cannot be looked into.
    listing: Option<Listing>,
    places: Vec<Place>,
}

/// What was done with the list.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Picked {
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
        self.places = folder::places();
        let recent = app.recent().iter().filter_map(|draft| Some(draft.parent()?.to_owned()));
        for path in recent {
            if !path.as_os_str().is_empty() && !self.places.iter().any(|place| place.path == path) {
                self.places.push(Place { name: format!("最近 {}", name_of(&path)), path });
            }
        }
        let home = || self.places.first().map(|place| place.path.clone());
        let folder = folder.or_else(home).unwrap_or_default();
        self.go(folder, wish);
    }

    /// Shows another folder.
    pub(super) fn go(&mut self, folder: PathBuf, wish: &FileWish) {
        self.listing = folder::list(&folder, |path| wish.names(path)).ok();
        self.at = folder;
    }

    /// The folder shown.
    pub(super) fn at(&self) -> &Path {
        &self.at
    }

    /// Draws places and list; what was picked in them.
    pub(super) fn show(&mut self, ui: &mut Ui, wish: &FileWish) -> Option<Picked> {
        let mut to = None;
        let mut picked = None;
        ui.horizontal(|ui| {
            if link(ui, "↑ 上一级").clicked() {
                to = self.at.parent().map(Path::to_owned);
            }
            let here = text(self.at.display().to_string(), theme().sizes.note, theme().colours.quiet);
            ui.add(Label::new(here).truncate());
        });
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(PLACES);
                for place in &self.places {
                    if link(ui, &place.name).on_hover_text(place.path.display().to_string()).clicked() {
                        to = Some(place.path.clone());
                    }
                }
            });
            ui.vertical(|ui| match &self.listing {
                Some(listing) => entries(ui, listing, wish, &mut to, &mut picked),
                None => drop(note(ui, "这个文件夹打不开。从左边换一个，或在下面填写文件路径")),
            });
        });
        if let Some(folder) = to {
            self.go(folder, wish);
            picked = Some(Picked::Folder);
        }
        picked
    }
}

fn entries(
    ui: &mut Ui,
    listing: &Listing,
    wish: &FileWish,
    to: &mut Option<PathBuf>,
    picked: &mut Option<Picked>,
) {
    ui.set_min_height(HEIGHT);
    ScrollArea::vertical().id_salt("folder").max_height(HEIGHT).auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        for folder in &listing.folders {
            let name = name_of(folder);
            if named_link(ui, &format!("{name} /"), &format!("文件夹 {name}")).clicked() {
                *to = Some(folder.clone());
            }
        }
        for file in &listing.files {
            let name = text(name_of(file), theme().sizes.table, theme().colours.ink);
            let shown = ui.add(Label::new(name).truncate().sense(Sense::click()));
            if shown.double_clicked() {
                *picked = Some(Picked::Taken(file.clone()));
            } else if shown.clicked() {
                *picked = Some(Picked::File(file.clone()));
            }
        }
        if listing.folders.is_empty() && listing.files.is_empty() {
            note(ui, format!("这里没有{}", wish.kind()));
        }
    });
}
