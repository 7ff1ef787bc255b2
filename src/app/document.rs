//! The open document: the draft with its form, its undo stack, its file and what the check says of it.

use std::{
    cell::{OnceCell, RefCell},
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Access, Change, Proof, Since, preview};
use crate::{
    check::{
        self, Finding, Memory, TextNumber,
        slip::{self, Slip},
    },
    draft::{
        AgencyKind, Draft, Explanation, Opened, Place, Report, Sheet,
        edit::Edit,
        history::History,
        last::Before,
        leftover::{Leftover, Search},
        tied,
    },
    form::{self, Cell, CellId, Form, Role, RuleId, Section, SectionId},
    roll::Proposal,
    store::Seen,
};

/// A report with more broken sums than these has other troubles than a slip.
const MAX_SLIPS: usize = 12;

/// The open document.
pub struct Document {
    form: Arc<Form>,
    draft: Draft,
    history: History,
    findings: Vec<Finding>,
    /// What the next check need not read anew.
    pub(super) memory: Memory,
    /// What the next search for what is still last year's need not read anew.
    pub(super) search: RefCell<Search>,
    /// What is still last year's, looked for when first asked; the same of the two below.
    pub(super) leftovers: OnceCell<Vec<Leftover>>,
    pub(super) proposals: OnceCell<Vec<Proposal>>,
    /// The likely slip behind each finding, looked for when first asked.
    slips: OnceCell<Vec<Option<Slip>>>,
    /// How it stands to the version sent up last, found out when first asked.
    pub(super) since: OnceCell<Since>,
    /// The printed pages, laid out when first asked.
    pub(super) pages: preview::KeptPages,
    path: Option<PathBuf>,
    saved: Option<u64>,
    saved_at: Option<String>,
    pub(super) proof: Option<Arc<Proof>>,
    pub(super) missing: Vec<String>,
    /// The damaged file that it was salvaged from.
    pub(super) salvaged_from: Option<PathBuf>,
    /// The sections in which something stood when it was opened, or whose page was shown and left since.
    visited: BTreeSet<SectionId>,
    /// What stood in its file when it was opened or saved last.
    pub(super) seen: Option<Seen>,
    /// Whether the officer was told that somebody else has changed the file.
    pub(super) warned: bool,
    /// Whether it may be written.
    pub(super) access: Access,
    /// A change was refused, as it can only be looked at; not yet said.
    pub(super) refused: bool,
}

impl Document {
    /// A document of a draft; `path` is where it was read from.
    pub fn new(form: Arc<Form>, draft: Draft, path: Option<PathBuf>) -> Self {
        let mut document = Self {
            form,
            draft,
            history: History::default(),
            findings: Vec::new(),
            memory: Memory::default(),
            search: RefCell::default(),
            leftovers: OnceCell::new(),
            proposals: OnceCell::new(),
            slips: OnceCell::new(),
            since: OnceCell::new(),
            pages: preview::KeptPages::default(),
            path,
            saved: None,
            saved_at: None,
            proof: None,
            missing: Vec::new(),
            salvaged_from: None,
            visited: BTreeSet::new(),
            seen: None,
            warned: false,
            access: Access::default(),
            refused: false,
        };
        document.saved = Some(document.history.revision());
        document.visited = document.begun_sections();
        document.check();
        document
    }

    /// An empty report in the form of its year; `None` when no form is known for it.
    pub fn create(year: u16, agency: String) -> Option<Self> {
        let form = form::for_year(year)?;
        let mut report = Report::new(&form, year);
        report.agency.kind = AgencyKind::of_name(&agency);
        report.agency.name = agency;
        Some(Self::unsaved(form, Draft { report, ..Draft::default() }))
    }

    /// A document of which nothing is on the disk yet.
    pub fn unsaved(form: Arc<Form>, draft: Draft) -> Self {
        let mut document = Self::new(form, draft, None);
        document.saved = None;
        document
    }

    /// Makes it the content of this file, in which this was seen.
    pub(super) fn of_file(mut self, path: Option<PathBuf>, seen: Option<Seen>) -> Self {
        (self.path, self.seen) = (path, seen);
        self
    }

    /// Lets it go, and gives back whether its file may be written.
    pub(super) fn into_access(self) -> Access {
        self.access
    }

    /// The form it follows.
    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// The draft.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The report being written.
    pub fn report(&self) -> &Report {
        &self.draft.report
    }

    /// Binds the report being written to its form.
    pub fn sheet(&self) -> Sheet<'_> {
        self.opened().sheet()
    }

    /// The draft with its form.
    pub fn opened(&self) -> Opened<'_> {
        Opened::bound(&self.form, &self.draft)
    }

    /// Last year's report as this year's form sees it, where there is one of a form that is known.
    pub fn before(&self) -> Option<Before<'_>> {
        self.opened().before()
    }

    /// What the check says of it now.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The numbers of its texts, with what the check bound each to.
    pub fn numbers(&self) -> impl Iterator<Item = &TextNumber> {
        self.memory.numbers()
    }

    /// What the window shows of them: all but those about what a page that nobody has seen does not have yet. A form that
    /// nobody has begun is not wrong; what its parts lack is 未填.
    pub fn shown_findings(&self) -> impl Iterator<Item = (usize, &Finding)> {
        self.findings.iter().enumerate().filter(|(_, finding)| !self.is_early(finding))
    }

    fn is_early(&self, finding: &Finding) -> bool {
        let section = finding.places.first().and_then(|place| place.section(&self.form));
        section.is_some_and(|id| !self.visited.contains(id)) && self.is_about_blanks(finding)
    }

    /// Whether it is about cells that are blank, or about what a whole text lacks, and not about anything that was written.
    fn is_about_blanks(&self, finding: &Finding) -> bool {
        let is_blank = |id| {
            let is_entry = self.form.cell(CellId::as_str(id)).is_some_and(|cell| !cell.is_total());
            is_entry && !self.report().cells.contains_key(id)
        };
        finding.places.iter().all(|place| match place {
            Place::Cell(id) => is_blank(id),
            place => matches!(place, Place::Section(_)),
        })
    }

    /// The sections in which something stands that was written there, not only carried in from last year.
    fn begun_sections(&self) -> BTreeSet<SectionId> {
        let carried = self.form.role(Role::CarriedIn);
        let is_filled =
            |cell: &Cell| self.report().cells.contains_key(&cell.id) && !carried.contains(&cell.id);
        let is_begun = |section: &&Section| match section.table().and_then(|table| self.form.table(table)) {
            Some(table) => self.form.cells_of(table).iter().any(is_filled),
            None => !self.report().text(&section.id).trim().is_empty(),
        };
        self.form.sections.iter().filter(is_begun).map(|section| section.id.clone()).collect()
    }

    /// Notes that the page of a section was shown and left.
    pub(super) fn note_seen(&mut self, section: &SectionId) {
        self.visited.insert(section.to_owned());
    }

    /// The file of the draft, once it has one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// When it was saved last in this session, as a time of day.
    pub fn saved_at(&self) -> Option<&str> {
        self.saved_at.as_deref()
    }

    /// A number for its content: after undo the same as before the step.
    pub fn revision(&self) -> u64 {
        self.history.revision()
    }

    /// Whether it differs from what is on the disk.
    pub fn is_dirty(&self) -> bool {
        self.saved != Some(self.history.revision())
    }

    /// Notes that the draft is on the disk as it is now, and what stands in the file.
    pub(super) fn mark_saved(&mut self, path: PathBuf, seen: Seen, at: String) {
        self.history.seal();
        (self.seen, self.warned) = (Some(seen), false);
        self.saved = Some(self.history.revision());
        self.saved_at = Some(at);
        self.path = Some(path);
    }

    /// Applies a change as one step of undo, unless it changes nothing; what follows a table goes with it. Gives back the
    /// sections in whose texts numbers have followed.
    pub fn edit(&mut self, change: Change) -> Vec<SectionId> {
        let mut edits: Vec<Edit> = change.edits.into_iter().filter(|e| e.changes(&self.draft)).collect();
        if edits.is_empty() || self.refuses() {
            return Vec::new();
        }
        let following = tied::following(&self.form, &self.draft, &edits);
        let sections =
            following.iter().filter_map(Edit::as_text).map(|(section, _)| section.clone()).collect();
        edits.extend(following);
        self.forget(&edits);
        self.history.apply(&mut self.draft, change.name, edits, change.merge);
        self.check();
        sections
    }

    /// Whether a change is refused, as the report can only be looked at.
    fn refuses(&mut self) -> bool {
        let refuses = self.read_only().is_some();
        self.refused |= refuses;
        refuses
    }

    /// Ends a run of typing: what comes next is a step of its own.
    pub fn seal(&mut self) {
        self.history.seal();
    }

    /// The name of the step that undo would take back.
    pub fn undo_name(&self) -> Option<&str> {
        self.history.undo_name()
    }

    /// The name of the step that redo would do again.
    pub fn redo_name(&self) -> Option<&str> {
        self.history.redo_name()
    }

    /// Takes the last step back; returns what was changed.
    pub fn undo(&mut self) -> Option<Vec<Edit>> {
        let changed = self.history.undo(&mut self.draft)?;
        self.forget(&changed);
        self.check();
        Some(changed)
    }

    /// Does the last undone step again; returns what was changed.
    pub fn redo(&mut self) -> Option<Vec<Edit>> {
        let changed = self.history.redo(&mut self.draft)?;
        self.forget(&changed);
        self.check();
        Some(changed)
    }

    /// The likely slip behind the finding at this index.
    pub fn slip(&self, finding: usize) -> Option<&Slip> {
        self.slips.get_or_init(|| self.find_slips()).get(finding)?.as_ref()
    }

    fn find_slips(&self) -> Vec<Option<Slip>> {
        let mut slips: Vec<Option<Slip>> = Vec::new();
        for finding in self.findings.iter().take(MAX_SLIPS) {
            let slip = slip::likely(self.sheet(), finding);
            // One slip breaks several sums; it is proposed once.
            let new = slip.filter(|s| !slips.iter().flatten().any(|other| other == s));
            slips.push(new);
        }
        slips
    }

    /// Writes, rewrites or (with no words) takes away the explanation of a finding.
    pub fn explain(&mut self, rule: RuleId, key: String, text: &str) {
        let mut all = self.draft.explanations.clone();
        all.retain(|e| !(e.rule == rule && e.key == key));
        if !text.trim().is_empty() {
            all.push(Explanation { rule, key, text: text.trim().to_owned() });
        }
        let name = if text == check::CONFIRMED { "确认提示" } else { "写说明" };
        self.edit(Change { name: name.to_owned(), edits: vec![Edit::Explanations(all)], merge: None });
    }

    /// Lets go of what these edits may have changed about last year's sentences: the tables bear out numbers in them.
    fn forget(&mut self, edits: &[Edit]) {
        let is_held_to_tables = |leftover: &Leftover| !leftover.is_whole();
        let known = self.leftovers.get().is_some_and(|known| !known.iter().any(is_held_to_tables));
        if !known || !edits.iter().all(Edit::is_number) {
            self.leftovers = OnceCell::new();
        }
    }

    fn check(&mut self) {
        self.proposals = OnceCell::new();
        self.slips = OnceCell::new();
        self.since = OnceCell::new();
        self.pages.clear();
        let opened = Opened::bound(&self.form, &self.draft);
        self.findings = self.memory.run(opened.sheet(), opened.before());
    }
}
