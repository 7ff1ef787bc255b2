//! What every page keeps from frame to frame, and what stands where in the window.

use egui::{CentralPanel, Context, Frame, Ui};

use super::{
    after, agency, banners, collating, compare, desk::desk, drop, findings, grid, help, keys, ledger, notice,
    preview, proof, questions, review, rules, scene::Scene, shell, start, tasks, text, tools, versions, work,
};
use crate::{
    app::{App, FileWish, Tool, View, grid::GridAct},
    form::SectionBody,
};

/// The pages' own state beside the document's.
#[derive(Default)]
pub(super) struct PageStates {
    questions: questions::Questions,
    findings: findings::FindingsPanel,
    grid: grid::GridPage,
    proof: proof::ProofPage,
    ledger: ledger::LedgerPage,
    collating: collating::CollatingPage,
    tools: tools::Tools,
    preview: preview::PreviewPage,
    review: review::ReviewPage,
    rules: rules::RulesPage,
    help: help::HelpPages,
}

impl PageStates {
    /// Looks at what has changed since the last frame, before anything is drawn.
    pub(super) fn watch(&mut self, app: &App) {
        self.tools.watch(app);
    }

    /// What takes keys before any page: the question, the acts' keys, files that are let go of.
    pub(super) fn before(&mut self, ctx: &Context, scene: &mut Scene<'_>) {
        let asked = self.questions.show(ctx, scene);
        let alone = !asked && scene.app.desk.tool != Some(Tool::Palette);
        if alone && !scene.editors.composing() {
            keys::shortcuts(ctx, scene);
        }
        if !asked {
            drop::take(ctx, scene);
        }
    }

    /// What is typed and clicked in the table shown.
    pub(super) fn typed(&self, ctx: &Context, app: &App) -> Vec<GridAct> {
        // A tool that opens in this frame takes the keys as it is drawn.
        if self.tools.opens() || app.desk.is_in_help() { Vec::new() } else { self.grid.acts(ctx, app) }
    }

    /// The page with all that stands around it, and the file dialog that is `awaited`.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, awaited: Option<&FileWish>) {
        if let Some(Tool::Help(name)) = scene.app.desk.tool {
            self.help(ui, scene, name, awaited);
        } else if scene.app.session.is_some() {
            self.document(ui, scene, awaited);
        } else {
            shell::start_bars(ui, scene);
            notice::show(ui, scene, awaited);
            banners::show(ui, scene);
            CentralPanel::default().frame(Frame::new()).show(ui, |ui| start::show(ui, scene));
        }
    }

    /// What lies over everything.
    pub(super) fn over(&mut self, ctx: &Context, scene: &mut Scene<'_>) {
        self.tools.palette(ctx, scene);
    }

    /// The help in the place of the page: what can be done stays at hand.
    fn help(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, name: &'static str, awaited: Option<&FileWish>) {
        if scene.app.session.is_some() {
            shell::top_bar(ui, scene, &mut self.findings.open);
            shell::status_bar(ui, scene);
        } else {
            shell::start_bars(ui, scene);
        }
        notice::show(ui, scene, awaited);
        self.help.show(ui, scene, name);
    }

    fn document(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, awaited: Option<&FileWish>) {
        shell::top_bar(ui, scene, &mut self.findings.open);
        banners::show(ui, scene);
        shell::status_bar(ui, scene);
        notice::show(ui, scene, awaited);
        tasks::show(ui, scene);
        if scene.app.view() != Some(&View::Preview) {
            self.preview.rest();
        }
        // Pages, and words beside each other, need the room, and what is wrong is counted in the status line; 送审前核对
        // lists it all itself.
        if !matches!(scene.app.view(), Some(View::Preview | View::Review | View::Collate(_))) {
            self.findings.show(ui, scene);
        }
        desk(ui, |ui| {
            shell::reading(ui, scene);
            self.tools.find.show(ui, scene);
            work::begin(ui, scene.app);
            self.page(ui, scene);
        });
    }

    fn page(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) {
        let Some(session) = scene.session() else { return };
        let Some(section) = session.section() else {
            return match session.view {
                View::Proof => self.proof.show(ui, scene),
                View::Review => self.review.show(ui, scene),
                View::After => after::show(ui, scene),
                View::Ledger => self.ledger.show(ui, scene),
                View::Compare => compare::show(ui, scene),
                View::Collate(purpose) => self.collating.show(ui, scene, purpose),
                View::Preview => self.preview.show(ui, scene),
                View::Rules => self.rules.show(ui, scene),
                View::Versions => versions::show(ui, scene),
                View::Agency | View::Section(_) => agency::show(ui, scene),
            };
        };
        match &section.body {
            SectionBody::Text => text::show(ui, scene, &mut self.tools, section),
            SectionBody::Table(table) => self.grid.show(ui, scene, section, table),
        }
    }
}
