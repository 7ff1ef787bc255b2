//! Findings whose right words are known: they are put in the place of the wrong ones as one step.

use super::{Finding, Place, Words};
use crate::{
    draft::{Report, Text, edit::Edit},
    form::Form,
};

/// The rules whose right side is the words themselves (norms §8, `fix`, and those whose sentence says what must stand
/// there). Not TX-CITE: with the number of a notice its title has to be changed as well.
const KNOWN: &[&str] = &["TX-JIEZHI", "TX-FEENAME", "TX-CITENAME", "TX-PERIOD"];

impl Finding {
    /// The words that belong in the place of those found; `None` where only the officer can know them.
    pub fn replacement(&self) -> Option<&str> {
        let in_text = self.places.iter().all(|p| matches!(p, Place::Words(_)));
        let known = KNOWN.contains(&self.rule.as_str()) && in_text;
        (known && !self.places.is_empty() && !self.right.is_empty()).then_some(self.right.as_str())
    }

    /// What the button says that puts them there.
    pub fn replacement_label(&self) -> Option<String> {
        let right = self.replacement()?;
        Some(match self.places.len() {
            1 => format!("改为“{right}”"),
            n => format!("{n}处都改为“{right}”"),
        })
    }
}

/// The changes that put the right words everywhere the finding is; none where the text is another by now.
pub fn edits(form: &Form, report: &Report, finding: &Finding) -> Vec<Edit> {
    let Some(right) = finding.replacement() else { return Vec::new() };
    let words = |p: &Place| if let Place::Words(words) = p { Some(words.clone()) } else { None };
    let words: Vec<Words> = finding.places.iter().filter_map(words).collect();
    let text = |id: &String| {
        let here = words.iter().filter(|w| w.section == *id);
        replaced(report.text(id), here, right).map(|text| Edit::Text(id.clone(), Text::from(text)))
    };
    form.sections.iter().filter_map(|section| text(&section.id)).collect()
}

/// A text with other words in some places; `None` where there are none to be changed.
fn replaced<'w>(text: &str, places: impl Iterator<Item = &'w Words>, right: &str) -> Option<String> {
    let mut ranges: Vec<_> = places.map(|words| words.chars.clone()).collect();
    ranges.sort_by_key(|range| std::cmp::Reverse(range.start));
    let mut chars: Vec<char> = text.chars().collect();
    let mut behind = chars.len();
    for range in &ranges {
        if range.end > behind || range.start > range.end {
            return None;
        }
        chars.splice(range.clone(), right.chars());
        behind = range.start;
    }
    (!ranges.is_empty()).then(|| chars.into_iter().collect())
}
