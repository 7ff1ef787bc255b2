//! A PDF before it is parsed: the parser makes room for all that the tables of a file claim, and for every token.

use std::collections::HashSet;

use super::token::{Token, Tokens};

/// The most objects that the tables may name: a file of the largest size that is read has a fifth of them.
const MOST_OBJECTS: u64 = 1_000_000;
/// The most tables: one for each time that a file was added to.
const MOST_TABLES: usize = 256;
/// The widest field of a table, in bytes; more than a number of 64 bits has.
const WIDEST: i64 = 8;
/// The most tokens outside of streams: the parser takes a hundred bytes for each. A tagged report has a tenth of these.
const MOST_TOKENS: usize = 1_000_000;
/// Where the parser looks for the end of the file, in bytes.
const END: usize = 512;

/// Whether the parser can be given the file. What it does not understand at all is left to it: it then reads nothing.
pub(super) fn are_sound(bytes: &[u8]) -> bool {
    let start = bytes.windows(5).position(|w| w == b"%PDF-").unwrap_or(0);
    let bytes = &bytes[start..];
    Tokens::new(bytes).without_streams().take(MOST_TOKENS + 1).count() <= MOST_TOKENS && name_few(bytes)
}

/// Whether all tables together name no more objects than a file can have.
fn name_few(bytes: &[u8]) -> bool {
    let mut next: Vec<usize> = first(bytes).into_iter().collect();
    let mut seen = HashSet::new();
    let mut objects = 0;
    while let Some(at) = next.pop() {
        if !seen.insert(at) {
            continue;
        }
        let Some(table) = bytes.get(at..).and_then(Table::read) else { continue };
        objects += table.objects.unwrap_or(u64::MAX).min(MOST_OBJECTS + 1);
        if objects > MOST_OBJECTS || seen.len() > MOST_TABLES {
            return false;
        }
        next.extend(table.others);
    }
    true
}

/// Where the last table stands.
fn first(bytes: &[u8]) -> Option<usize> {
    let end = last(bytes, b"%%EOF", bytes.len().saturating_sub(END))?;
    let at = last(&bytes[..end], b"startxref", 0)?;
    match Tokens::new(&bytes[at..]).nth(1)? {
        Token::Integer(number) => usize::try_from(number).ok(),
        _ => None,
    }
}

fn last(bytes: &[u8], word: &[u8], from: usize) -> Option<usize> {
    bytes[from..].windows(word.len()).rposition(|w| w == word).map(|at| from + at)
}

/// A table of where the objects of a file are.
struct Table {
    /// How many it names; `None` where it claims what none can.
    objects: Option<u64>,
    /// Where others stand.
    others: Vec<usize>,
}

impl Table {
    fn read(bytes: &[u8]) -> Option<Self> {
        let is_plain = bytes.starts_with(b"xref");
        // Each object of a plain table is there with all its bytes.
        let dict = if is_plain { &bytes[last_of_plain(bytes)?..] } else { bytes };
        let claims = Claims::read(Tokens::new(dict));
        let objects = if is_plain { Some(0) } else { claims.objects() };
        let others = [b"Prev".as_slice(), b"XRefStm"].into_iter().filter_map(|key| claims.number(key));
        Some(Self { objects, others: others.filter_map(|at| usize::try_from(at).ok()).collect() })
    }
}

/// Where the dictionary after a plain table begins.
fn last_of_plain(bytes: &[u8]) -> Option<usize> {
    const WORD: &[u8] = b"trailer";
    bytes.windows(WORD.len()).position(|w| w == WORD).map(|at| at + WORD.len())
}

/// The numbers that stand in a dictionary, by their keys.
struct Claims(Vec<(Vec<u8>, Vec<i64>)>);

impl Claims {
    fn read(tokens: Tokens<'_>) -> Self {
        let mut claims = Vec::new();
        let mut depth = 0_usize;
        for token in tokens {
            match token {
                Token::OpenDict => depth += 1,
                Token::CloseDict if depth <= 1 => break,
                Token::CloseDict => depth -= 1,
                Token::Name(name) if depth == 1 => claims.push((name, Vec::new())),
                Token::Integer(number) if depth == 1 => {
                    claims.iter_mut().last().into_iter().for_each(|(_, numbers)| numbers.push(number));
                }
                _ => {}
            }
        }
        Self(claims)
    }

    fn numbers(&self, key: &[u8]) -> Option<&[i64]> {
        // Of two with one name the parser takes the last.
        self.0.iter().rev().find(|(name, _)| name == key).map(|(_, numbers)| numbers.as_slice())
    }

    fn number(&self, key: &[u8]) -> Option<i64> {
        self.numbers(key)?.first().copied()
    }

    /// How many objects a table names that is a stream; `None` where it makes no sense.
    fn objects(&self) -> Option<u64> {
        let widths = self.numbers(b"W")?;
        let fits = widths.iter().all(|width| (0..=WIDEST).contains(width)) && widths.iter().sum::<i64>() > 0;
        let counts = self.numbers(b"Index").map(|index| index.iter().skip(1).step_by(2).copied());
        let count = |n: i64| u64::try_from(n).unwrap_or(0);
        let objects = counts.map(|counts| counts.map(count).fold(0, u64::saturating_add));
        fits.then(|| objects.or_else(|| self.number(b"Size").map(count)))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(dict: &str) -> Vec<u8> {
        format!("%PDF-1.5\n1 0 obj<<{dict}>>stream\nendstream endobj\nstartxref\n9\n%%EOF").into_bytes()
    }

    #[test]
    fn tables_that_claim_too_much_are_seen() {
        for (dict, expect) in [
            ("/Type/XRef/W[1 2 1]/Size 20", true),
            ("/Type/XRef/W[1 2 1]/Index[0 5 9 2]/Size 20", true),
            ("/W[100000000000000 2 2]/Size 3", false),
            ("/#57[100000000000000 2 2]/Size 3", false),
            ("/W[0 0 0]/Index[0 4294967295]/Size 3", false),
            ("/W[1 2 1]/Index[0 4294967295]/Size 3", false),
            ("/W[1 2 1]/Size 4294967295", false),
            ("/W[1 2 1]/Size 3/W[9223372036854775807 1 1]", false),
            ("/Size 3", false),
            ("/W[1 2 1]/Size 3/Prev 9", true),
            ("/A(/W[9 9 9])/W[1 2 1]/Size 3%/W[9 9 9]\n", true),
        ] {
            assert_eq!(are_sound(&file(dict)), expect, "{dict}");
        }
        for other in ["", "%PDF-", "%PDF-1.4\nxref\nstartxref\n9\n%%EOF", "startxref\n99999\n%%EOF"] {
            assert!(are_sound(other.as_bytes()), "{other}");
        }
    }
}
