//! Which of some thousand words stand where in a text. The words are put in order once, which takes far less time than
//! an automaton of them does: a check that is run for one report pays for nothing else.

use std::{collections::HashMap, ops::Range};

/// Words to be found in texts.
pub struct Vocabulary {
    /// In their order, each with its number among those given.
    sorted: Vec<(String, usize)>,
    /// Where in it the words stand that begin with a character.
    beginning: HashMap<char, Range<usize>>,
}

impl Vocabulary {
    /// A vocabulary of these words; one that is empty stands nowhere.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let mut sorted: Vec<(String, usize)> = words.into_iter().zip(0..).collect();
        sorted.sort_unstable();
        let mut beginning: HashMap<char, Range<usize>> = HashMap::new();
        for (at, (word, _)) in sorted.iter().enumerate() {
            if let Some(first) = word.chars().next() {
                beginning.entry(first).or_insert(at..at).end = at + 1;
            }
        }
        Self { sorted, beginning }
    }

    /// Every word of a text, from left to right, the longest at each place; none overlap. Where it stands, in bytes, and
    /// its number among the words given.
    pub fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, usize)> + 't {
        let mut end = 0;
        text.char_indices().filter_map(move |(at, first)| {
            if at < end {
                return None;
            }
            let (length, number) = self.longest(first, &text[at..])?;
            end = at + length;
            Some((at..end, number))
        })
    }

    /// The longest word that a text begins with: its bytes and its number.
    fn longest(&self, first: char, text: &str) -> Option<(usize, usize)> {
        let mut words = &self.sorted[self.beginning.get(&first)?.clone()];
        let mut longest = None;
        for (start, next) in text.char_indices() {
            let end = start + next.len_utf8();
            // All of them go on as the text does up to here, so those that still do stand together.
            let next = &text[start..end];
            words = &words[words.partition_point(|(word, _)| word[start..] < *next)..];
            words = &words[..words.partition_point(|(word, _)| word[start..].starts_with(next))];
            let Some((shortest, number)) = words.first() else { break };
            if shortest.len() == end {
                longest = Some((end, *number));
            }
        }
        longest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found where every word is tried at every place.
    fn tried(words: &[&str], text: &str) -> Vec<(Range<usize>, usize)> {
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        for (at, _) in text.char_indices() {
            let here = words.iter().enumerate().filter(|(_, word)| text[at..].starts_with(**word));
            let longest = here.filter(|(_, word)| !word.is_empty()).max_by_key(|(_, word)| word.len());
            if let Some((number, word)) =
                longest.filter(|_| found.last().is_none_or(|(last, _)| last.end <= at))
            {
                found.push((at..at + word.len(), number));
            }
        }
        found
    }

    #[test]
    fn the_longest_word_is_found_at_each_place_as_if_each_was_tried() {
        let words = ["收到", "收到申请", "到", "申请", "件", "请件", "收", "", "x", "xx件"];
        let vocabulary = Vocabulary::new(words.map(str::to_owned));
        let signs = ["收", "到", "申请", "件", "x", "。"];
        // Every text of up to six of these signs.
        let mut texts = vec![String::new()];
        for _ in 0..6 {
            let longer = |text: &String| signs.map(|sign| format!("{text}{sign}"));
            let longer: Vec<String> = texts.iter().flat_map(longer).collect();
            for text in &longer {
                assert_eq!(vocabulary.places(text).collect::<Vec<_>>(), tried(&words, text), "{text}");
            }
            texts = longer;
        }
    }
}
