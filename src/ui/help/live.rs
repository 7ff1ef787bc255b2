//! What only the running program knows of a page of the help: keys, places of this computer, rules.

use egui::Ui;

use super::{blocks, words};
use crate::{
    app::{
        App, Command, FileAct,
        help::{FilePlace, keys},
    },
    form,
    help::{Live, Span},
    store::shown_path,
    ui::{
        rules::RulesPage,
        scene::Scene,
        theme::theme,
        widgets::{named_link, strong, text},
    },
};

/// What is kept of these parts while a page is shown.
#[derive(Default)]
pub(super) struct LiveParts {
    places: Vec<FilePlace>,
    rules: RulesPage,
}

impl LiveParts {
    /// Looks at the computer, once for a page that comes up.
    pub(super) fn look(&mut self, app: &App) {
        self.places = app.file_places();
    }

    /// Draws a part.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, part: Live) {
        match part {
            Live::Keys => list_of_keys(ui, scene),
            Live::Files => self.list_of_places(ui, scene),
            Live::Rules => self.list_of_rules(ui, scene),
        }
    }

    fn list_of_places(&self, ui: &mut Ui, scene: &mut Scene<'_>) {
        for place in &self.places {
            ui.label(strong(place.what, theme().sizes.body, theme().colours.ink));
            let Some(path) = &place.path else {
                blocks::quiet(ui, place.otherwise);
                continue;
            };
            ui.horizontal_wrapped(|ui| {
                ui.label(text(shown_path(path), theme().sizes.body, theme().colours.ink));
                if let Some(folder) = &place.folder
                    && named_link(ui, "打开文件夹", &format!("打开文件夹：{}", place.what)).clicked()
                {
                    scene.push(Command::File(FileAct::ShowOutside(folder.clone())));
                }
            });
            ui.add_space(theme().sizes.rhythm);
        }
    }

    /// The rules of the form in hand; on the start page those of the newest.
    fn list_of_rules(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let own = scene.session().map(|session| session.document.form());
        if let Some(form) = own.or(form::builtin().first()) {
            self.rules.of_form(ui, scene, form, |ui, list| list(ui));
        }
    }
}

/// What a part says, to be looked through: of the rules their own page has a field.
pub(super) fn lines(part: Live) -> Vec<String> {
    match part {
        Live::Keys => {
            let acts = keys().into_iter().flat_map(|(_, acts)| acts);
            acts.map(|(action, keys)| format!("{}  {keys}", action.label())).collect()
        }
        Live::Files | Live::Rules => Vec::new(),
    }
}

fn list_of_keys(ui: &mut Ui, scene: &mut Scene<'_>) {
    let words = |words: &str| vec![Span::Words(words.to_owned())];
    for (menu, acts) in keys() {
        words::show(ui, scene, &words(menu.label().trim_end_matches('…')), theme().sizes.heading, true);
        let head = vec![words("命令"), words("按键")];
        let rows = acts.iter().map(|(action, keys)| {
            vec![vec![Span::Act(format!("{action:?}"), action.label().to_owned())], words(keys)]
        });
        let rows: Vec<_> = [head].into_iter().chain(rows).collect();
        blocks::table(ui, scene, &rows);
    }
}
