//! What is said of a copy over the list: how much of it differs, how far she is with it, and what it is held against.

use egui::{Label, Ui};

use crate::{
    app::{Against, CollateAct, CollateState, Collating, Command, Session},
    collate::{self, Difference, Purpose},
    ui::{
        scene::Scene,
        theme::theme,
        widgets::{named_link, strong, text},
    },
};

/// The sentences.
pub(super) fn summary(ui: &mut Ui, scene: &mut Scene<'_>, session: &Session, copy: &Collating) {
    let (words, colour) = match copy.purpose {
        _ if copy.items.is_empty() && copy.purpose == Purpose::Published => {
            (format!("✓ 一致：和{}没有不同", against(copy)), theme().colours.done)
        }
        Purpose::Published => (
            format!("和{}有{}处不同：{}", against(copy), copy.items.len(), counts(copy)),
            theme().colours.ink,
        ),
        Purpose::Returned => (returned(copy), theme().colours.ink),
    };
    ui.add(Label::new(strong(words, theme().sizes.body, colour)).wrap());
    for words in beside(session, copy) {
        ui.add(Label::new(text(words, theme().sizes.note, theme().colours.quiet)).wrap());
    }
    if copy.can_turn_to_now() && named_link(ui, "改为和现在的草稿比", "改为和现在的草稿比").clicked()
    {
        scene.push(Command::Collate(CollateAct::AgainstNow));
    }
}

fn counts(copy: &Collating) -> String {
    let differences: Vec<Difference> = copy.items.iter().map(|item| item.difference.clone()).collect();
    collate::counts(&differences)
}

/// What an edited copy has, and how far she is with it.
fn returned(copy: &Collating) -> String {
    let remarks = match copy.remarks.len() {
        0 => String::new(),
        n => format!("，批注{n}条"),
    };
    if copy.items.is_empty() {
        return format!("没有改动{remarks}");
    }
    let count = |state: &CollateState| copy.count(|other| other == state);
    let cannot = copy.count(|state| matches!(state, CollateState::Cannot(_)));
    let parts = [
        (count(&CollateState::Open), "处待定"),
        (count(&CollateState::Accepted), "处已接受"),
        (count(&CollateState::Rejected), "处不接受"),
        (count(&CollateState::There), "处草稿里已经是这样"),
        (cannot, "处要自己改"),
    ];
    let states: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, words)| format!("{n}{words}")).collect();
    format!("改动{}处（{}）{remarks}：{}", copy.items.len(), counts(copy), states.join("，"))
}

/// What the copy is held against, by name.
pub(super) fn against(copy: &Collating) -> String {
    match copy.against() {
        Some(Against::Signed { number, date }) => {
            let date = date.map(|date| format!("（{date}）")).unwrap_or_default();
            format!("签发的送审第{number}稿{date}")
        }
        Some(Against::Saved(name)) => name.clone(),
        Some(Against::Now) | None => "草稿".to_owned(),
    }
}

/// What to know of what it is held against.
fn beside(session: &Session, copy: &Collating) -> Vec<String> {
    let mut said = Vec::new();
    match (copy.purpose, copy.against()) {
        (Purpose::Published, Some(Against::Now)) => {
            said.push("还没有标记签发的稿，是和草稿比的".to_owned());
        }
        (Purpose::Published, _) if session.document.since_signed().words().is_some() => {
            said.push("签发后草稿又有改动，这里不算：比的是签发的那一稿".to_owned());
        }
        (Purpose::Returned, Some(Against::Saved(_) | Against::Signed { .. })) => {
            said.push(format!(
                "这份Word和{}最接近，是和那一稿比的：草稿后来的改动不算成别人改的",
                against(copy)
            ));
        }
        _ => {}
    }
    if copy.notes > 0 {
        said.push(format!("脚注和尾注{}处没有读，到Word里看", copy.notes));
    }
    said
}
