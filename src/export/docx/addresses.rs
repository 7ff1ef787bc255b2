//! The addresses in the paragraphs of a document: where each leads to stands in a part of its own, by a name.

use super::measure::on;
use crate::{
    draft::{Sheet, paragraphs},
    export::{
        links::{Link, links},
        markup::Element,
    },
};

/// Where the addresses of a report lead to, each once, in the order of the report.
pub(super) struct Addresses(Vec<String>);

impl Addresses {
    /// The addresses of all paragraphs.
    pub fn of(sheet: Sheet<'_>) -> Self {
        let texts = sheet.form().sections.iter().flat_map(|section| paragraphs(sheet.text(&section.id)));
        let mut targets: Vec<String> = Vec::new();
        for link in texts.flat_map(found) {
            if !targets.contains(&link.uri) {
                targets.push(link.uri);
            }
        }
        Self(targets)
    }

    /// Each address with the name that the document refers to it by.
    pub fn named(&self) -> impl Iterator<Item = (String, &str)> {
        self.0.iter().enumerate().map(|(at, target)| (name(at), target.as_str()))
    }

    /// The runs of a text, each made by `run`: its addresses lead there.
    pub fn linked(&self, text: &str, run: impl Fn(&str) -> Element) -> Vec<Element> {
        let chars: Vec<char> = text.chars().collect();
        let words = |range: std::ops::Range<usize>| chars[range].iter().collect::<String>();
        let mut runs = Vec::new();
        let mut end = 0;
        for link in found(text) {
            let Some(at) = self.0.iter().position(|target| *target == link.uri) else { continue };
            let before = words(end..link.chars.start);
            runs.extend((!before.is_empty()).then(|| run(&before)));
            end = link.chars.end;
            let leads = on("w:hyperlink").with("r:id", name(at)).with("w:tooltip", &link.words);
            runs.push(leads.child(&run(&words(link.chars))));
        }
        let after = words(end..chars.len());
        runs.extend((!after.is_empty()).then(|| run(&after)));
        runs
    }
}

fn name(at: usize) -> String {
    format!("address{}", at + 1)
}

/// The addresses in a text. Word calls a file broken that has one it cannot read, so that those which may be such stay
/// words.
fn found(text: &str) -> Vec<Link> {
    let chars: Vec<char> = text.chars().collect();
    let mut links = links(&chars);
    links.retain(|link| !link.uri.contains(['%', '[', ']']));
    links
}
