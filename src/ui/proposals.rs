//! What of last year can be moved on to this year, as a list to accept or decline, over the findings.

use egui::{Align, Label, Layout, Ui};

use super::{
    scene::Scene,
    theme::theme,
    widgets::{GO_TO, link, named_link, note, strong},
};
use crate::{
    app::{Action, Change, Command, Document, TextAct, TextMark, View},
    draft::Place,
    roll::{self, Proposal, Target},
    words::{cut::clipped, find::context},
};

/// The most that are shown at once; the others follow as these are dealt with.
const SHOWN: usize = 3;
/// Characters shown around the words.
const AROUND: usize = 8;
/// The name of a document in the middle of a line is cut after so many characters.
const LONGEST_NAME: usize = 12;

/// The proposals for the section shown.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let Some(View::Section(section)) = scene.app.view() else { return };
    let all = document.proposals();
    let here: Vec<&Proposal> = all.iter().filter(|p| p.section == *section).collect();
    if here.is_empty() {
        return;
    }
    ui.horizontal(|ui| {
        let words = format!("建议更新{}处", here.len());
        ui.label(strong(words, theme().sizes.table, theme().colours.ink));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let name = format!("{}，全文{}处", Action::AcceptAll.label(), all.len());
            if named_link(ui, &format!("全部接受（全文{}处）", all.len()), &name).clicked() {
                scene.push(Command::Do(Action::AcceptAll));
            }
        });
    });
    for proposal in here.iter().take(SHOWN) {
        one(ui, scene, document, proposal);
    }
    if here.len() > SHOWN {
        note(ui, format!("还有{}处，处理后接着列出", here.len() - SHOWN));
    }
    ui.add_space(theme().sizes.rhythm);
}

fn one(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document, proposal: &Proposal) {
    super::findings::card_frame(false).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 5.0;
        let change = change(proposal);
        let words = strong(&change, theme().sizes.table, theme().colours.ink);
        ui.add(Label::new(words).wrap()).on_hover_text(format!("{}：改为{}", proposal.reason, proposal.new));
        // What stands around a year says why it is old; a number says what it follows from.
        note(ui, around(document, proposal).unwrap_or_else(|| proposal.reason.clone()));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            if named_link(ui, "接受", &format!("接受：{change}")).clicked() {
                scene.push(Command::Edit(document.accepting(std::slice::from_ref(proposal))));
            }
            if named_link(ui, "不改", &format!("不改：{change}")).clicked() {
                let edits = roll::confirm(proposal);
                scene.push(Command::Edit(Change { name: "不改".to_owned(), edits, merge: None }));
            }
            if link(ui, GO_TO).clicked() {
                scene.push(go_to(proposal));
            }
        });
    });
}

fn change(proposal: &Proposal) -> String {
    match proposal.old.as_str() {
        "" => format!("填{}", proposal.new),
        old => format!("{} → {}", end_of(old), end_of(&proposal.new)),
    }
}

/// The end of long words: of the name of a notice, its number.
fn end_of(words: &str) -> String {
    const MOST: usize = 20;
    let length = words.chars().count();
    if length <= MOST {
        words.to_owned()
    } else {
        std::iter::once('…').chain(words.chars().skip(length - MOST)).collect()
    }
}

/// The words with what stands around them.
fn around(document: &Document, proposal: &Proposal) -> Option<String> {
    let Target::Words(chars) = &proposal.target else { return None };
    let text = document.report().text(&proposal.section);
    let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let place = byte(chars.start)..byte(chars.end);
    let around = context(text, &place, AROUND);
    Some(format!("…{}【{}】{}…", around.before, clipped(around.found, LONGEST_NAME), around.after))
}

fn go_to(proposal: &Proposal) -> Command {
    match &proposal.target {
        Target::Cell(id) => Command::GoTo(Place::Cell(id.clone())),
        Target::Words(chars) => {
            Command::Text(TextAct::GoTo(TextMark { section: proposal.section.clone(), chars: chars.clone() }))
        }
    }
}
