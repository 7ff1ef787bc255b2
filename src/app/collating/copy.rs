//! A copy that was read: everything that it says otherwise, and how each of that stands to the draft as it is now.

use std::collections::{BTreeSet, HashMap};

use super::read::{Against, Base, ReadCopy};
use crate::{
    app::{Change, Command, Document, Said, TextAct, Tone, View},
    collate::{self, Difference, Purpose, Remark, Step},
    draft::{Place, edit::Edit},
    form::{Form, Section, SectionId},
    import::Imported,
};

/// A copy that was read, and what became of each thing that it says otherwise.
pub struct Collating {
    /// The name of its file.
    pub name: String,
    /// Why it was read.
    pub purpose: Purpose,
    /// Everything that it says otherwise than what it is held against, in printed order.
    pub items: Vec<CollateItem>,
    /// The comments in it.
    pub remarks: Vec<Remark>,
    /// Words of it that belong nowhere.
    pub left: Vec<String>,
    /// Its footnotes and endnotes, which are not read.
    pub notes: usize,
    came: Imported,
    /// What it can be held against, what it is held against first.
    pub(super) bases: Vec<Base>,
    pub(super) accepted: BTreeSet<String>,
    /// The report as it was when the states of the items were found.
    pub(super) revision: u64,
}

/// One thing that a copy says otherwise.
pub struct CollateItem {
    /// What it is.
    pub difference: Difference,
    /// What became of it.
    pub state: CollateState,
    /// Which of the draft's paragraphs it is about, where that is there.
    pub paragraph: Option<usize>,
    key: String,
    /// The other half of a paragraph that was moved.
    partner: Option<String>,
}

/// What became of a thing that a copy says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CollateState {
    /// It can be accepted.
    Open,
    /// It was accepted here.
    Accepted,
    /// The draft says so already.
    There,
    /// It is not wanted.
    Rejected,
    /// It cannot be accepted, as this sentence says.
    Cannot(String),
}

impl Collating {
    pub(super) fn new(name: String, copy: ReadCopy, document: &Document) -> Self {
        let ReadCopy { purpose, came, bases } = copy;
        let (items, remarks, left) = Default::default();
        let mut copy = Self {
            name,
            purpose,
            items,
            remarks,
            left,
            notes: 0,
            came,
            bases,
            accepted: BTreeSet::new(),
            revision: 0,
        };
        copy.find();
        copy.refresh(document);
        copy
    }

    /// Finds everything that the copy says otherwise than what it is held against.
    fn find(&mut self) {
        let Some(base) = self.bases.first() else { return };
        let found = collate::run(&base.read, &self.came, base.sheet(), self.purpose);
        let keys: Vec<String> = found.differences.iter().map(Difference::key).collect();
        let moves = collate::moves(&found.differences);
        let partner = |at: usize| {
            let pair = moves.iter().find(|pair| pair.contains(&at))?;
            pair.iter().find(|other| **other != at).map(|other| keys[*other].clone())
        };
        let items = found.differences.into_iter().enumerate().map(|(at, difference)| CollateItem {
            difference,
            state: CollateState::There,
            paragraph: None,
            key: keys[at].clone(),
            partner: partner(at),
        });
        self.items = items.collect();
        (self.remarks, self.left, self.notes) = (found.remarks, found.left, found.notes);
    }

    /// Finds out what became of each item in the draft as it is now.
    pub(super) fn refresh(&mut self, document: &Document) {
        self.revision = document.revision();
        let Some(base) = self.bases.first() else { return };
        let now = collate::run(&base.read, &self.came, document.sheet(), self.purpose).differences;
        let declined = &document.draft().declined;
        let now: HashMap<String, Difference> = now.into_iter().map(|found| (found.key(), found)).collect();
        for item in &mut self.items {
            let there = now.get(&item.key);
            let found = there.and_then(|difference| difference.paragraph);
            let text = |section: &SectionId| document.report().text(section);
            item.paragraph = match &item.difference.place {
                Place::Section(section) => {
                    found.or_else(|| collate::paragraph_of(&item.difference, text(section)))
                }
                _ => None,
            };
            let is_accepted = self.accepted.contains(&item.key);
            item.state = match there.map(|difference| &difference.step) {
                Some(Step::Take(_)) if declined.contains(&item.difference.declined()) => {
                    CollateState::Rejected
                }
                Some(Step::Take(_)) => CollateState::Open,
                Some(Step::Cannot(why)) if !is_accepted => CollateState::Cannot(why.clone()),
                Some(Step::Cannot(_)) => CollateState::Accepted,
                _ if is_accepted => CollateState::Accepted,
                _ => CollateState::There,
            };
        }
    }

    /// What it is held against.
    pub fn against(&self) -> Option<&Against> {
        self.bases.first().map(|base| &base.against)
    }

    /// Whether it could be held against the draft as it was when it was read, and is not.
    pub fn can_turn_to_now(&self) -> bool {
        self.purpose == Purpose::Returned && self.bases.len() > 1
    }

    pub(super) fn turn_to_now(&mut self) {
        if self.can_turn_to_now() {
            self.bases.truncate(2);
            self.bases.swap(0, 1);
            self.bases.truncate(1);
            self.find();
        }
    }

    /// How many items are in such a state.
    pub fn count(&self, is: impl Fn(&CollateState) -> bool) -> usize {
        self.items.iter().filter(|item| is(&item.state)).count()
    }

    /// Whether nothing differs and nothing was said.
    pub fn is_same(&self) -> bool {
        self.items.is_empty() && self.remarks.is_empty() && self.left.is_empty()
    }

    /// How it stands, for the task list; nothing of an edited copy where the report has changed since it was looked at.
    pub fn said(&self, document: &Document) -> Option<Said> {
        let open = self.count(|state| *state == CollateState::Open);
        let is_fresh = self.revision == document.revision();
        let (words, tone) = match self.purpose {
            Purpose::Published if self.items.is_empty() => ("一致".to_owned(), Tone::Done),
            Purpose::Published => (format!("{}处不同", self.items.len()), Tone::Warned),
            Purpose::Returned if !is_fresh => return None,
            Purpose::Returned if open == 0 => ("没有待定".to_owned(), Tone::Done),
            Purpose::Returned => (format!("{open}处待定"), Tone::Warned),
        };
        Some(Said { words, tone })
    }

    /// The items of a section that can be accepted.
    pub fn open_in(&self, section: &Section, document: &Document) -> Vec<usize> {
        let is_of = |item: &&(usize, &CollateItem)| {
            item.1.difference.place.section(document.form()) == Some(&section.id)
        };
        let open = self.items.iter().enumerate().filter(|(_, item)| item.state == CollateState::Open);
        open.filter(|item| is_of(&item)).map(|(at, _)| at).collect()
    }

    /// The change that leaves an item out, with the other half of a paragraph that was moved, or that thinks it over.
    pub(super) fn declining(&self, at: usize, is_declined: bool) -> Option<Change> {
        let item = self.items.get(at)?;
        let is_meant =
            |other: &&CollateItem| other.key == item.key || Some(&other.key) == item.partner.as_ref();
        let edit = |other: &CollateItem| Edit::Decline(other.difference.declined(), is_declined);
        let edits = self.items.iter().filter(is_meant).map(edit).collect();
        let act = if is_declined { "不接受Word修改" } else { "Word修改改回待定" };
        Some(Change { name: format!("{act}：{}", item.difference.name), edits, merge: None })
    }

    /// What tells these items that can be accepted, with the other halves of paragraphs that were moved.
    pub(super) fn open_keys(&self, which: &[usize]) -> BTreeSet<String> {
        let open = which.iter().filter_map(|at| self.items.get(*at));
        let open = open.filter(|item| item.state == CollateState::Open);
        open.flat_map(|item| [&item.key].into_iter().chain(&item.partner)).cloned().collect()
    }

    pub(super) fn edits(&self, keys: &BTreeSet<String>, document: &Document) -> Vec<Edit> {
        let Some(base) = self.bases.first() else { return Vec::new() };
        let is_wanted = |difference: &Difference| keys.contains(&difference.key());
        collate::take(&base.read, &self.came, document.sheet(), &is_wanted)
    }

    /// What a step that accepts them is called.
    pub(super) fn step_name(&self, keys: &BTreeSet<String>, form: &Form) -> Option<String> {
        let mut items = self.items.iter().filter(|item| keys.contains(&item.key));
        let first = &items.next()?.difference;
        let rest = items.count();
        let section = first.place.section(form).and_then(|id| form.section(id)).map(|s| s.task.as_str());
        Some(match (rest, section) {
            (0, _) => format!("接受Word修改：{}", first.name),
            (rest, Some(section)) => format!("接受“{section}”的Word修改{}处", rest + 1),
            (rest, None) => format!("接受Word修改{}处", rest + 1),
        })
    }
}

impl CollateItem {
    /// What goes to where it is in the draft; nothing where it is nowhere.
    pub fn way(&self, document: &Document) -> Option<Command> {
        Some(match &self.difference.place {
            Place::Source => return None,
            Place::Section(section) => {
                let mark = self.paragraph.and_then(|paragraph| document.paragraph(section, paragraph));
                mark.map_or_else(
                    || Command::Show(View::Section(section.clone())),
                    |mark| Command::Text(TextAct::GoTo(mark)),
                )
            }
            place => Command::GoTo(place.clone()),
        })
    }
}
