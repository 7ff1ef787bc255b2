//! A passage of text, made even, with what was read out of it: read once, however often it is checked.

use std::{
    any::Any,
    cell::RefCell,
    hash::{DefaultHasher, Hash, Hasher},
    ops::Range,
    rc::Rc,
};

use crate::words::{
    find::places,
    normal::{Normal, Script},
};

/// A passage made even, and what was read out of it so far.
pub(crate) struct Passage {
    script: Script,
    text: String,
    even: Normal,
    chars: usize,
    read: RefCell<Vec<(Key, Rc<dyn Any>)>>,
}

/// Who read, and what it looked for.
type Key = (usize, u64);

impl Passage {
    pub(super) fn new(script: Script, text: &str) -> Self {
        let even = Normal::written_in(script, text);
        let (chars, text) = (text.chars().count(), text.to_owned());
        Self { script, text, even, chars, read: RefCell::default() }
    }

    /// Whether it is what this text would be read as.
    pub fn is_of(&self, script: Script, text: &str) -> bool {
        self.script == script && self.text == text
    }

    /// The text as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The even copy of the text ([`Normal`]), in which words are looked for.
    pub fn words(&self) -> &str {
        self.even.as_str()
    }

    /// Every place of some words in the even copy.
    pub fn places_of(&self, words: &str) -> Rc<[Range<usize>]> {
        static READER: fn(&str, &str) -> Vec<Range<usize>> = places;
        self.recall(&READER, hashed(words), |text| READER(text, words).into())
    }

    /// How long it is as written.
    pub fn chars(&self) -> usize {
        self.chars
    }

    /// Bytes of the even copy as characters of the passage as written.
    pub fn origin(&self, bytes: &Range<usize>) -> Range<usize> {
        self.even.origin(bytes)
    }

    /// What `read` makes of the words, which it must do by them alone: it is kept under the address of `reader` and
    /// what `wanted` stands for.
    pub fn recall<R, T: ?Sized + 'static>(
        &self,
        reader: &'static R,
        wanted: u64,
        read: impl FnOnce(&str) -> Rc<T>,
    ) -> Rc<T> {
        let key = (std::ptr::from_ref(reader).addr(), wanted);
        let known = self.read.borrow().iter().find(|(k, _)| *k == key).map(|(_, found)| found.clone());
        if let Some(found) = known.and_then(|found| found.downcast::<Rc<T>>().ok()) {
            return Rc::clone(&found);
        }
        let found = read(self.words());
        self.read.borrow_mut().push((key, Rc::new(Rc::clone(&found))));
        found
    }
}

/// What stands for something that is looked for.
pub(super) fn hashed(wanted: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    wanted.hash(&mut hasher);
    hasher.finish()
}
