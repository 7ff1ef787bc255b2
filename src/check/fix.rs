//! Findings whose right words are known: they are put in the place of the wrong ones as one step.

use super::{Excerpt, Finding, Fix, Place, punctuation::mended};
use crate::{
    draft::{Sheet, Text, edit::Edit},
    form::SectionId,
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

    /// What the button says that puts them there.
    pub fn replacement_label(&self) -> Option<String> {
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

/// The changes that put the right words everywhere the finding is; none where the text is another by now.
pub fn edits(sheet: Sheet<'_>, finding: &Finding) -> Vec<Edit> {
    let replacements: Option<Vec<_>> = finding.places.iter().map(|p| finding.replacement(p)).collect();
    let replacements = replacements.unwrap_or_default();
    let text = |id: &SectionId| {
        let here = replacements.iter().filter(|(words, _)| words.section == *id);
        replaced(sheet.text(id), here).map(|text| Edit::Text(id.clone(), Text::from(text)))
    };
    sheet.form().sections.iter().filter_map(|section| text(&section.id)).collect()
}

/// A text with other words in some places; `None` where there are none to be changed.
fn replaced<'w>(text: &str, replacements: impl Iterator<Item = &'w (&'w Excerpt, String)>) -> Option<String> {
    let mut replacements: Vec<_> = replacements.collect();
    replacements.sort_by_key(|(words, _)| std::cmp::Reverse(words.chars.start));
    let mut chars: Vec<char> = text.chars().collect();
    let mut behind = chars.len();
    for (words, right) in &replacements {
        let range = words.chars.clone();
        if range.end > behind || range.start > range.end {
            return None;
        }
        behind = range.start;
        chars.splice(range, right.chars());
    }
    (!replacements.is_empty()).then(|| chars.into_iter().collect())
}
