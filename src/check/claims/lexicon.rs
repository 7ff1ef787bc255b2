//! The words by which texts speak of what a form counts (`assets/claims.ron`), with the form's own names for it.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
    sync::{LazyLock, Mutex},
};

use serde::Deserialize;

use super::{
    names::{self, Labelled, Name, NameKind},
    sense::{Counted, Sense},
    spelling::spellings,
};
use crate::{
    form::{Cell, Form, Role},
    words::vocabulary::Vocabulary,
};

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimsFile {
    /// In what each kind of thing is counted.
    units: BTreeMap<Counted, Vec<String>>,
    /// In what anything is: what is counted is said behind it.
    open_units: Vec<String>,
    /// In what other things are.
    other_units: Vec<String>,
    /// What names of bodies end with.
    organs: Vec<String>,
    words: Vec<WordsEntry>,
    called: Vec<CalledEntry>,
}

/// Words that do one thing in a sentence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsEntry {
    sense: Sense,
    any: Vec<String>,
    /// Texts in which one of them is found.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test reads them"))]
    examples: Vec<String>,
}

/// Other names for what a form calls by one of these labels.
#[expect(clippy::struct_excessive_bools, reason = "each is a word of its own in the file")]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CalledEntry {
    kind: NameKind,
    /// Whether the names tell by themselves that applications are spoken of.
    #[serde(default)]
    is_telling: bool,
    /// Whether what they name may be a part of what the form calls so.
    #[serde(default)]
    is_loose: bool,
    /// Whether it is what 公开 alone may mean of applications.
    #[serde(default)]
    is_given: bool,
    /// Whether they name what all these labels count together.
    #[serde(default)]
    is_of_all: bool,
    labels: Vec<String>,
    any: Vec<String>,
    /// Texts in which one of them is found.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test reads them"))]
    examples: Vec<String>,
}

impl CalledEntry {
    fn is_for(&self, named: &Labelled) -> bool {
        let is_label = if self.is_of_all {
            self.label_of_all() == named.label
        } else {
            self.labels.contains(&named.label)
        };
        named.name.kind() == Some(self.kind) && is_label
    }

    fn label_of_all(&self) -> String {
        self.labels.join("和")
    }

    /// What its labels count together, where the form has all of them.
    fn of_all(&self, names: &[Labelled]) -> Option<Labelled> {
        let of = |label: &String| {
            let found = names.iter().find(|one| one.label == *label)?;
            if let Name::Result(cells) = &found.name { Some(cells.clone()) } else { None }
        };
        let cells = self.labels.iter().map(of).collect::<Option<Vec<_>>>()?.concat();
        Some(Labelled { name: Name::Result(cells), label: self.label_of_all() })
    }
}

static FILE: LazyLock<ClaimsFile> =
    LazyLock::new(|| match ron::from_str(include_str!("../../../assets/claims.ron")) {
        Ok(file) => file,
        // The file is part of the program; a test reads it.
        Err(error) => panic!("assets/claims.ron: {error}"),
    });

/// What a word may be: something that it does, or something that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::check) enum Meaning {
    /// It does something in the sentence.
    Does(Sense),
    /// It names what the form counts.
    Names(usize),
}

/// The words of a form.
pub(in crate::check) struct Lexicon {
    form: Form,
    words: Vocabulary,
    /// What each word may mean.
    meanings: Vec<Vec<Meaning>>,
    /// What the form counts.
    names: Vec<Name>,
    /// What sentences call it.
    labels: Vec<String>,
    /// Which names tell by themselves what is spoken of.
    telling: Vec<bool>,
    /// Which have names for a part of them.
    loose: Vec<bool>,
    /// What 公开 alone may mean of applications.
    given: Option<usize>,
    /// Names that are written wrong.
    misnamed: Vocabulary,
}

/// Whether two forms count the same by the same words.
fn is_alike(one: &Form, other: &Form) -> bool {
    let is_same = |(one, other): (&Cell, &Cell)| {
        (&one.id, &one.row_label, &one.column_label) == (&other.id, &other.row_label, &other.column_label)
    };
    let is_same_form = || {
        one.cells().len() == other.cells().len()
            && one.words() == other.words()
            && one.cells().iter().zip(other.cells()).all(is_same)
    };
    one.is_copy_of(other) || is_same_form()
}

impl PartialEq for Lexicon {
    fn eq(&self, other: &Self) -> bool {
        // One for all forms that have the same words.
        std::ptr::eq(self, other)
    }
}

impl Eq for Lexicon {}

impl Lexicon {
    /// The words of this form, made once for each that has words of its own.
    pub fn of(form: &Form) -> &'static Self {
        static KNOWN: Mutex<Vec<&'static Lexicon>> = Mutex::new(Vec::new());
        // A panic elsewhere leaves the list whole: what is in it is never changed.
        let mut known = KNOWN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(lexicon) = known.iter().find(|lexicon| is_alike(&lexicon.form, form)) {
            return lexicon;
        }
        // Kept as long as the program runs, as the forms are.
        let new: &'static Self = Box::leak(Box::new(Self::new(form)));
        known.push(new);
        new
    }

    fn new(form: &Form) -> Self {
        let mut names = names::of(form);
        let together = FILE.called.iter().filter(|entry| entry.is_of_all);
        let together: Vec<Labelled> = together.filter_map(|entry| entry.of_all(&names)).collect();
        names.extend(together);
        let mut list = WordList::default();
        for entry in &FILE.words {
            list.add_all(&entry.any, &Meaning::Does(entry.sense.clone()));
        }
        for role in Role::CASES {
            list.add_cases(form, role);
        }
        for (role, sense) in [
            (Role::Issued, Sense::Issue),
            (Role::Opened, Sense::Open),
            (Role::OpenInAll, Sense::OpenInAll),
            (Role::Repealed, Sense::Repeal),
            (Role::InForce, Sense::Stock),
        ] {
            let called = form.words().of(role).map_or("", |words| words.name.as_str());
            list.add(called, Meaning::Does(sense));
        }
        for (at, labelled) in names.iter().enumerate() {
            // 其他 is a word of many sentences.
            let is_word = list.knows(&labelled.label) && labelled.name.kind() == Some(NameKind::Result);
            if !is_word {
                list.add(&labelled.label, Meaning::Names(at));
            }
            let called = FILE.called.iter().filter(|entry| entry.is_for(labelled));
            called.for_each(|entry| list.add_all(&entry.any, &Meaning::Names(at)));
        }
        let wrong = form.words().proper.iter().flat_map(|proper| &proper.wrong);
        let (words, meanings) = list.built();
        Self {
            form: form.clone(),
            words,
            meanings,
            telling: names
                .iter()
                .map(|labelled| FILE.called.iter().any(|e| e.is_telling && e.is_for(labelled)))
                .collect(),
            loose: names
                .iter()
                .map(|labelled| FILE.called.iter().any(|e| e.is_loose && e.is_for(labelled)))
                .collect(),
            given: names
                .iter()
                .position(|labelled| FILE.called.iter().any(|e| e.is_given && e.is_for(labelled))),
            labels: names.iter().map(|labelled| labelled.label.clone()).collect(),
            names: names.into_iter().map(|labelled| labelled.name).collect(),
            misnamed: Vocabulary::new(wrong.cloned()),
        }
    }

    /// Every word of a text, from left to right, the longest at each place: where it stands, in bytes, and which it is.
    pub fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, &'t [Meaning])> + 't {
        self.words.places(text).map(|(place, word)| (place, &self.meanings[word][..]))
    }

    /// The form whose words they are.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// What is named.
    pub fn name(&self, at: usize) -> &Name {
        &self.names[at]
    }

    /// Whether its name tells by itself that applications are spoken of.
    pub fn is_telling(&self, at: usize) -> bool {
        self.telling[at]
    }

    /// Whether its other names may name only a part of it.
    pub fn is_loose(&self, at: usize) -> bool {
        self.loose[at]
    }

    /// What 公开 alone may mean of applications.
    pub fn given(&self) -> Option<usize> {
        self.given
    }

    /// What sentences call it.
    pub fn label(&self, at: usize) -> &str {
        &self.labels[at]
    }

    /// Where a text has names that are written wrong, in bytes.
    pub fn misnamed(&self, text: &str) -> Vec<Range<usize>> {
        self.misnamed.places(text).map(|(place, _)| place).collect()
    }
}

/// Words with all that each may mean.
#[derive(Default)]
struct WordList {
    words: Vec<String>,
    meanings: Vec<Vec<Meaning>>,
    index: HashMap<String, usize>,
}

impl WordList {
    fn add_all(&mut self, spelt: &[String], meaning: &Meaning) {
        for word in spelt.iter().flat_map(|spelt| spellings(spelt)) {
            self.add(&word, meaning.clone());
        }
    }

    fn knows(&self, word: &str) -> bool {
        self.index.contains_key(word)
    }

    fn add(&mut self, word: &str, meaning: Meaning) {
        if word.is_empty() {
            return;
        }
        let at = *self.index.entry(word.to_owned()).or_insert_with(|| {
            self.words.push(word.to_owned());
            self.meanings.push(Vec::new());
            self.words.len() - 1
        });
        if !self.meanings[at].contains(&meaning) {
            self.meanings[at].push(meaning);
        }
    }

    /// What a form calls a kind of case; where two kinds have one name it is both.
    fn add_cases(&mut self, form: &Form, role: Role) {
        let roles = Role::CASES;
        if form.role(role).is_empty() {
            return;
        }
        let called = |role: Role| [form.name_of(role), form.short_of(role)];
        for name in called(role) {
            let same = roles
                .into_iter()
                .filter(|other| !form.role(*other).is_empty() && called(*other).contains(&name));
            self.add(&name, Meaning::Does(Sense::Case(same.collect())));
        }
    }

    fn built(self) -> (Vocabulary, Vec<Vec<Meaning>>) {
        (Vocabulary::new(self.words), self.meanings)
    }
}

/// The unit that a text begins with, the longest: in bytes.
pub(in crate::check) fn unit_at(text: &str) -> Option<usize> {
    let counted = FILE.units.values().flatten();
    let units = counted.chain(&FILE.other_units).filter(|unit| text.starts_with(unit.as_str()));
    units.map(String::len).max()
}

/// Whether words are the name of a body, as their end tells: 县司法局.
pub(in crate::check) fn is_organ(words: &str) -> bool {
    FILE.organs.iter().any(|end| words.ends_with(end.as_str()))
}

/// Whether things of a kind are counted in a unit.
pub(in crate::check) fn is_unit_of(counted: Counted, unit: &str) -> bool {
    FILE.units.get(&counted).is_some_and(|units| units.iter().any(|known| known == unit))
}

/// Whether something that the tables count is counted in a unit.
pub(in crate::check) fn is_unit(unit: &str) -> bool {
    FILE.units.values().flatten().any(|known| known == unit)
}

/// Whether a unit is one of anything at all: what it counts is said behind it.
pub(in crate::check) fn is_open_unit(unit: &str) -> bool {
    FILE.open_units.iter().any(|known| known == unit)
}

/// Builds the words of a form and says how many there are.
///
/// # Panics
/// The file is none in this build of the program.
pub(in crate::check) fn build_all(form: &Form) -> usize {
    Lexicon::of(form).meanings.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::by_id;

    fn found(text: &str) -> Vec<Meaning> {
        let lexicon = Lexicon::of(&by_id("F2021").unwrap());
        lexicon.places(text).flat_map(|(_, meanings)| meanings.to_vec()).collect()
    }

    #[test]
    fn every_word_is_found_in_its_examples() {
        let does = |example: &str, sense: &Sense| found(example).contains(&Meaning::Does(sense.clone()));
        let names_in = |form: &str, example: &str, labels: &[String]| {
            let lexicon = Lexicon::of(&by_id(form).unwrap());
            lexicon.places(example).flat_map(|(_, meanings)| meanings).any(|meaning| match meaning {
                Meaning::Names(at) => {
                    let label = lexicon.label(*at).to_owned();
                    labels.contains(&label) || labels.join("和") == label
                }
                Meaning::Does(_) => false,
            })
        };
        // What only the older form counts has its examples too.
        let names = |example: &str, labels: &[String]| {
            ["F2021", "F2019"].iter().any(|form| names_in(form, example, labels))
        };
        let mut lacking: Vec<String> = Vec::new();
        for entry in &FILE.words {
            assert!(!entry.examples.is_empty(), "{:?} has no example", entry.sense);
            let without = entry.examples.iter().filter(|example| !does(example, &entry.sense));
            lacking.extend(without.map(|example| format!("{:?}: {example}", entry.sense)));
        }
        for entry in &FILE.called {
            assert!(!entry.examples.is_empty(), "{:?} has no example", entry.labels);
            let without = entry.examples.iter().filter(|example| !names(example, &entry.labels));
            lacking.extend(without.map(|example| format!("{:?}: {example}", entry.labels)));
        }
        assert!(lacking.is_empty(), "{lacking:#?}");
    }

    #[test]
    fn a_form_has_its_lexicon_once() {
        let legacy = by_id("LEGACY").unwrap();
        assert!(std::ptr::eq(Lexicon::of(&legacy), Lexicon::of(&legacy)));
        assert!(!std::ptr::eq(Lexicon::of(&legacy), Lexicon::of(&by_id("F2021").unwrap())));
    }
}
