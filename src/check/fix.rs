//! Findings whose right words or numbers are known: they are put in the place of the wrong ones as one step.

use super::{Excerpt, Finding, Fix, Place, punctuation::mended};
use crate::{
    draft::{Entry, Sheet, Text, edit::Edit},
    form::{CellId, SectionId},
    words::cut::replaced,
};

impl Finding {
    /// Words it found, with those that belong in their place; `None` where only the officer can know them.
    fn replacement<'a>(&self, place: &'a Place) -> Option<(&'a Excerpt, String)> {
        let Place::Words(words) = place else { return None };
        match self.fix {
            Fix::Marks => Some((words, mended(&words.text))),
            Fix::Right if !self.right.is_empty() => Some((words, self.right.clone())),
            Fix::Right | Fix::Officer => None,
        }
    }

    /// The cells it is about with the number that belongs in each; `None` where it is about anything else, or only the
    /// officer can know it.
    fn numbers(&self) -> Option<(Vec<&CellId>, Entry)> {
        let cells: Option<Vec<&CellId>> = self.places.iter().map(Place::cell).collect();
        let right = Entry::read(&self.right).filter(|_| self.fix == Fix::Right)?;
        Some((cells?, right))
    }

    /// What the button says that puts them there.
    pub fn replacement_label(&self) -> Option<String> {
        if let Some((cells, right)) = self.numbers() {
            return Some(match cells.len() {
                1 => format!("改为{right}"),
                n => format!("{n}格都填{right}"),
            });
        }
        let right = |place| self.replacement(place).map(|(_, right)| right);
        let first = right(self.places.first()?)?;
        // There may be thousands: the first that is another is enough.
        let all_the_same = self.places.iter().all(|place| right(place).as_ref() == Some(&first));
        Some(match self.places.len() {
            1 => format!("改为“{first}”"),
            n if all_the_same => format!("{n}处都改为“{first}”"),
            n => format!("改正这{n}处"),
        })
    }
}

/// The changes that put the right words or numbers everywhere the finding is; none where the text is another by now.
pub fn edits(sheet: Sheet<'_>, finding: &Finding) -> Vec<Edit> {
    if let Some((cells, right)) = finding.numbers() {
        return cells.into_iter().map(|id| Edit::Cell(id.clone(), Some(right.clone()))).collect();
    }
    let replacements: Option<Vec<_>> = finding.places.iter().map(|p| finding.replacement(p)).collect();
    let replacements = replacements.unwrap_or_default();
    let text = |id: &SectionId| {
        let here = replacements.iter().filter(|(words, _)| words.section == *id);
        mended_text(sheet.text(id), here).map(|text| Edit::Text(id.clone(), Text::from(text)))
    };
    sheet.form().sections.iter().filter_map(|section| text(&section.id)).collect()
}

/// A text with other words in some places; `None` where there are none to be changed, or the text is another by now.
fn mended_text<'w>(
    text: &str,
    replacements: impl Iterator<Item = &'w (&'w Excerpt, String)>,
) -> Option<String> {
    let mut places: Vec<_> = replacements.map(|(words, right)| (&words.chars, right.as_str())).collect();
    places.sort_by_key(|(chars, _)| chars.start);
    let length = text.chars().count();
    let apart = places.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start);
    let inside = places.iter().all(|(chars, _)| chars.start <= chars.end && chars.end <= length);
    (!places.is_empty() && apart && inside).then(|| replaced(text, places))
}
