//! Last year in the open document: drafts begun from it, sentences that are still its own, what can be moved on.

use std::{collections::HashSet, path::Path};

use super::{
    Action, App, Change, Document, Next,
    files::{as_saved, is_draft},
};
use crate::{
    check::{self, Bound, Finding, TextNumber},
    draft::{Draft, Text, doubted, edit::Edit, leftover::Leftover, shares::Shares},
    form::{self, Meaning, Role, SectionId},
    roll::{self, Proposal},
    store::{self, name_of},
};

impl Document {
    /// A draft on the year after a report's, begun from it, with what could not come along. `None` where no form is
    /// known for that year.
    pub fn rolled(last: &Draft) -> Option<(Self, Vec<String>)> {
        let rolled = roll::forward(&last.report, roll::next_year(&last.report))?;
        let lasting = check::lasting(&last.explanations);
        let rolled = rolled.with_ties(&last.tied).with_doubts(&last.doubts).with_explanations(lasting);
        let rolled = rolled.with_notes(last);
        Some((Self::unsaved(rolled.form, rolled.draft), rolled.not_carried))
    }

    /// Every sentence that is still last year's, or has numbers that are, confirmed ones included.
    pub fn leftovers(&self) -> &[Leftover] {
        self.leftovers.get_or_init(|| self.find_leftovers())
    }

    /// Looks for them. A number that the tables bear out is this year's, too.
    fn find_leftovers(&self) -> Vec<Leftover> {
        let mut found = self.search.borrow_mut().run(self.opened());
        let borne_out = |n: &&TextNumber| matches!(n.bound, Bound::Agrees(_) | Bound::Follows);
        let place = |n: &TextNumber| (n.figures.section.clone(), n.figures.chars.start);
        let this_year: HashSet<(SectionId, usize)> = self.numbers().filter(borne_out).map(place).collect();
        found.retain_mut(|leftover| {
            let is_whole = leftover.is_whole();
            leftover.numbers.retain(|chars| !this_year.contains(&(leftover.section.clone(), chars.start)));
            is_whole || !leftover.numbers.is_empty()
        });
        found
    }

    /// The sentences of a section that are still last year's, or have numbers that are, and are not confirmed.
    pub fn open_leftovers(&self, section: &str) -> impl Iterator<Item = &Leftover> {
        self.leftovers().iter().filter(move |l| l.section == section && !l.is_confirmed)
    }

    /// How much of the text is last year's; nothing without last year's report.
    pub fn shares(&self) -> Option<&Shares> {
        self.memory.shares()
    }

    /// What of last year's words and numbers can be moved on.
    pub fn proposals(&self) -> &[Proposal] {
        self.proposals.get_or_init(|| roll::of(self.opened(), self.leftovers()))
    }

    /// The change that accepts some proposals.
    pub fn accepting(&self, proposals: &[Proposal]) -> Change {
        let name = match proposals {
            [one] => format!("改为{}", one.new),
            several => format!("接受{}处建议", several.len()),
        };
        Change { name, edits: roll::accept(self.draft(), proposals), merge: None }
    }

    /// The change that puts the sentence of an explained finding into the section on other matters; `None` where
    /// there is none to put, or it is there already.
    pub fn waiver(&self, finding: &Finding) -> Option<Change> {
        let sentence = finding.sentence(finding.explanation(self.draft())?)?;
        let section = self.form().meaning(Meaning::Other)?;
        let text = self.report().text(&section.id);
        if text.contains(&sentence) {
            return None;
        }
        let gap = if text.trim().is_empty() { "" } else { "\n" };
        let text = [text.trim_end(), gap, &sentence].concat();
        let edits = vec![Edit::Text(section.id.clone(), Text::from(text))];
        Some(Change { name: "写进报告".to_owned(), edits, merge: None })
    }

    /// What the act of [`Document::waiver`] says: which section it writes into.
    pub fn waiver_label(&self) -> String {
        let section = self.form().meaning(Meaning::Other);
        section.map_or_else(String::new, |s| format!("写进“{}”", s.task))
    }
}

/// What is said where last year's report was not looked through: how many doubts it had, how many came along.
fn said_of_doubts(doubts: (usize, usize), carried: &str) -> Option<String> {
    match doubts {
        (0, _) => None,
        (all, 0) => Some(format!("上年报告还有{all}处存疑没有确认，与带入的数无关。")),
        (all, kept) => {
            Some(format!("上年报告还有{all}处存疑没有确认，其中{carried}{kept}处，见“核对读入”。"))
        }
    }
}

impl App {
    /// Begins a draft from last year's draft, or reads last year's published report to begin from.
    pub(super) fn begin_from(&mut self, path: &Path) {
        let path = &as_saved(path.to_owned());
        if !is_draft(path) {
            self.read_file(path);
            return;
        }
        match store::open(path) {
            Ok(draft) => self.begin_after(&draft, &name_of(path)),
            Err(error) => self.desk.fail(error.to_string()),
        }
    }

    /// Goes on to next year once nothing can be lost any more. A report that was only read travels whole in the draft
    /// that is begun from it.
    pub(super) fn ask_to_begin_next(&mut self) {
        let only_read = |d: &Document| d.proof().is_some() && d.path().or(d.salvaged_from()).is_none();
        if self.document().is_some_and(only_read) {
            self.begin_next();
        } else {
            self.leave_for(Next::Do(Action::BeginNext));
        }
    }

    /// Begins a draft on the year after the report that is open.
    pub(super) fn begin_next(&mut self) {
        let Some(document) = self.document() else { return };
        if document.report().year == 0 {
            return self.ask_for_the_year();
        }
        let last = document.draft().clone();
        self.begin_after(&last, &format!("{}年度报告", last.report.year));
    }

    fn begin_after(&mut self, last: &Draft, name: &str) {
        let Some((document, not_carried)) = Document::rolled(last) else {
            return self.desk.fail(format!("{}年度没有统一格式，没有起草", roll::next_year(&last.report)));
        };
        let count = document.leftovers().len();
        let last_form = form::by_id(&last.report.form);
        let all = last_form.map_or(last.doubts.len(), |form| doubted::count(&form, &last.doubts));
        let doubts = (all, document.doubt_count());
        let carried = document.form().name_of(Role::CarriedIn);
        self.show_document(document);
        let mut words = format!(
            "已由“{name}”起草：正文{count}句沿用上年，改过或确认后标记消失；除{carried}外，数字都空着。"
        );
        words.extend(not_carried);
        words.extend(said_of_doubts(doubts, &carried));
        self.desk.tell(words);
    }
}
