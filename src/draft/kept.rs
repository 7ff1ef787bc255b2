//! What was made of the texts of a report, passage by passage, kept for the next time: a keystroke changes one passage of
//! many, and what was made of the others still stands.
//!
//! Invariants: what is kept is what would be made anew, for it is of the same passage and rests on the same; nothing is
//! kept of what was not in the texts the last time.

use crate::{
    form::{Section, SectionId},
    words::{normal::Script, sentence::passages},
};

/// A passage of which something is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'t> {
    /// The section that it stands in.
    pub section: &'t Section,
    /// The script of the section's text: a passage is too short to judge it by.
    pub script: Script,
    /// Its words.
    pub text: &'t str,
    /// How many passages stand before it in all texts now: to find it elsewhere. What is made may not depend on it.
    pub at: usize,
}

/// The texts of a report, parted into passages once for all that is made of them.
pub struct Passages<'t>(Vec<OfText<'t>>);

struct OfText<'t> {
    section: &'t Section,
    script: Script,
    passages: Vec<&'t str>,
}

impl<'t> Passages<'t> {
    /// Parts these texts.
    pub fn of(texts: impl Iterator<Item = (&'t Section, &'t str)>) -> Self {
        let of_text = |(section, text): (&'t Section, &'t str)| OfText {
            section,
            script: Script::of(text),
            passages: passages(text).into_iter().map(|bytes| &text[bytes]).collect(),
        };
        Self(texts.map(of_text).collect())
    }
}

/// Something (`T`) made of each passage of the texts, and of something else on which all of it rests (`B`).
#[derive(Debug)]
pub struct Kept<B, T> {
    basis: Option<B>,
    sections: Vec<OfSection<T>>,
}

/// What was made, with what it rests on now.
pub struct Resting<'k, B, T> {
    /// What it rests on.
    pub basis: &'k B,
    sections: &'k mut Vec<OfSection<T>>,
}

/// What was made of a section's text.
#[derive(Debug)]
struct OfSection<T> {
    section: SectionId,
    script: Script,
    passages: Vec<(String, T)>,
}

impl<B, T> Default for Kept<B, T> {
    fn default() -> Self {
        Self { basis: None, sections: Vec::new() }
    }
}

impl<B, T> Kept<B, T> {
    /// Lets go of everything unless it rests on the same as the time before; `basis` gives what it rests on from now on.
    pub fn resting_on(
        &mut self,
        is_same: impl FnOnce(&B) -> bool,
        basis: impl FnOnce() -> B,
    ) -> Resting<'_, B, T> {
        let known = self.basis.take().filter(is_same);
        if known.is_none() {
            self.sections.clear();
        }
        Resting { basis: self.basis.insert(known.unwrap_or_else(basis)), sections: &mut self.sections }
    }

    /// What was made, in the order of the texts.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        self.sections().flat_map(|(_, made)| made)
    }

    /// What was made, section by section, in the order of the texts.
    pub fn sections(&self) -> impl Iterator<Item = (&SectionId, impl Iterator<Item = &T>)> {
        self.sections.iter().map(|of| (&of.section, of.passages.iter().map(|(_, made)| made)))
    }
}

impl<B, T> Resting<'_, B, T> {
    /// Makes what has to be made of these texts: nothing anew of the passages at the start and at the end of a text that
    /// are as they were.
    pub fn renew<'t>(&mut self, texts: &Passages<'t>, mut make: impl FnMut(Piece<'t>) -> T) {
        let mut known = std::mem::take(self.sections);
        let mut at = 0;
        for OfText { section, script, passages: new } in &texts.0 {
            let (section, script): (&'t Section, Script) = (section, *script);
            let same = known.iter().position(|old| old.section == section.id && old.script == script);
            let mut passages = same.map_or_else(Vec::new, |same| known.swap_remove(same).passages);
            renew(&mut passages, new, |before, text| make(Piece { section, script, text, at: at + before }));
            at += passages.len();
            self.sections.push(OfSection { section: section.id.clone(), script, passages });
        }
    }

    /// What was made, in the order of the texts, to be changed.
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.sections_mut().flat_map(|(_, made)| made)
    }

    /// What was made, section by section, in the order of the texts, to be changed.
    pub fn sections_mut(&mut self) -> impl Iterator<Item = (&SectionId, impl Iterator<Item = &mut T>)> {
        self.sections.iter_mut().map(|of| (&of.section, of.passages.iter_mut().map(|(_, made)| made)))
    }
}

/// Brings what was made of a text up to what it is now; `make` is told how many passages stand before one.
fn renew<'t, T>(known: &mut Vec<(String, T)>, new: &[&'t str], mut make: impl FnMut(usize, &'t str) -> T) {
    let is_same = |((known, _), text): &(&(String, T), &&str)| known == *text;
    let start = known.iter().zip(new).take_while(is_same).count();
    let (old, rest) = (&known[start..], &new[start..]);
    let end = old.iter().rev().zip(rest.iter().rev()).take_while(is_same).count();
    let changed = start..known.len() - end;
    let fresh = (start..new.len() - end).map(|at| (new[at].to_owned(), make(at, new[at])));
    known.splice(changed, fresh);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::by_id;

    /// The passages that were made anew, those that are kept after them.
    fn made(kept: &mut Kept<u8, String>, basis: u8, text: &str) -> (Vec<String>, Vec<String>) {
        let form = by_id("F2021").unwrap();
        let mut fresh = Vec::new();
        let section = &form.sections[0];
        kept.resting_on(|known| *known == basis, || basis).renew(
            &Passages::of([(section, text)].into_iter().filter(|(_, text)| !text.is_empty())),
            |piece| {
                let made = format!("{}{}", piece.at, piece.text.trim_end());
                fresh.push(made.clone());
                made
            },
        );
        (fresh, kept.sections().flat_map(|(_, made)| made.cloned()).collect())
    }

    #[test]
    fn what_has_not_changed_is_not_made_again() {
        let mut kept = Kept::default();
        for (basis, text, fresh, all) in [
            (1, "甲。\n乙。\n丙。", "0甲。 1乙。 2丙。", "0甲。 1乙。 2丙。"),
            (1, "甲。\n乙。\n丙。", "", "0甲。 1乙。 2丙。"),
            (1, "甲。\n丁。\n丙。", "1丁。", "0甲。 1丁。 2丙。"),
            (1, "甲。\n丁。\n丁。\n丙。", "2丁。", "0甲。 1丁。 2丁。 2丙。"),
            (1, "甲。\n丙。", "", "0甲。 2丙。"),
            (2, "甲。\n丙。", "0甲。 1丙。", "0甲。 1丙。"),
            (2, "", "", ""),
            (2, "甲。", "0甲。", "0甲。"),
            // Another script is another text.
            (2, "甲。\n機關辦結政府資訊", "0甲。 1機關辦結政府資訊", "0甲。 1機關辦結政府資訊"),
        ] {
            let (new, kept) = made(&mut kept, basis, text);
            assert_eq!((new.join(" "), kept.join(" ")), (fresh.to_owned(), all.to_owned()), "{basis} {text}");
        }
    }
}
