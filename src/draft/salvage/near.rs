//! Names of fields that were damaged in a letter or two.

/// Whether a word is this name but for a few letters: one of four, two of seven.
pub(super) fn is_near(word: &str, name: &str) -> bool {
    let most = (name.len() - 1) / 3;
    most > 0 && word.len().abs_diff(name.len()) <= most && distance(word.as_bytes(), name.as_bytes()) <= most
}

/// How many letters are to be changed, put in or taken out to make one of the other.
fn distance(one: &[u8], other: &[u8]) -> usize {
    let mut before: Vec<usize> = (0..=other.len()).collect();
    for (row, a) in one.iter().enumerate() {
        let mut here = vec![row + 1];
        for (column, b) in other.iter().enumerate() {
            let change = before[column] + usize::from(a != b);
            here.push(change.min(before[column + 1] + 1).min(here[column] + 1));
        }
        before = here;
    }
    before[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_name_is_known_again_and_another_is_not() {
        for (word, name, expect) in [
            ("cells", "cells", true),
            ("cexls", "cells", true),
            ("ells", "cells", true),
            ("sextlons", "sections", true),
            ("note", "name", false),
            ("tax", "fax", false),
            ("remarks", "report", false),
            ("rebort", "report", true),
        ] {
            assert_eq!(is_near(word, name), expect, "{word}, {name}");
        }
    }
}
