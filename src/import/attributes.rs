//! Tags with more attributes than anybody writes lose the rest of them: the tokenizer compares each attribute of a tag
//! with all before it.

use std::borrow::Cow;

/// The most attributes of a tag.
const MOST: usize = 100;
/// Elements whose content is no tags, and `title`, which ends the same way.
const RAW: [&str; 5] = ["script", "style", "noscript", "textarea", "title"];

/// The page with no more attributes in any tag than are looked at.
pub(super) fn few(page: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let (mut from, mut at) = (0, 0);
    while let Some(start) = page[at..].find('<').map(|found| at + found) {
        let tag = Tag::read(page, start);
        if let Some(surplus) = tag.surplus {
            kept.push_str(&page[from..surplus]);
            from = tag.end;
        }
        at = tag.next;
    }
    if from == 0 { Cow::Borrowed(page) } else { Cow::Owned(kept + &page[from..]) }
}

/// A tag or comment, by the places where its parts begin.
struct Tag {
    /// The first attribute that is too many.
    surplus: Option<usize>,
    /// Its `>`, or the end of the page.
    end: usize,
    /// Where to go on.
    next: usize,
}

impl Tag {
    fn read(page: &str, start: usize) -> Self {
        let rest = &page[start + 1..];
        if rest.starts_with("!--") {
            let next = rest.find("-->").map_or(page.len(), |end| start + 1 + end);
            return Self { surplus: None, end: next, next };
        }
        if !rest.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Self { surplus: None, end: start + 1, next: start + 1 };
        }
        let (surplus, length) = attributes(rest.as_bytes());
        let end = start + 1 + length;
        Self { surplus: surplus.map(|at| start + 1 + at), end, next: after(page, rest, end) }
    }
}

/// Where the attribute begins that is too many, and where the tag ends.
fn attributes(tag: &[u8]) -> (Option<usize>, usize) {
    let (mut count, mut surplus) = (0, None);
    let (mut quote, mut before) = (None, b' ');
    for (at, &byte) in tag.iter().enumerate() {
        if let Some(open) = quote {
            quote = Some(open).filter(|open| *open != byte);
            before = if quote.is_none() { b' ' } else { b'a' };
            continue;
        }
        match byte {
            b'>' => return (surplus, at),
            b'"' | b'\'' if before == b'=' => quote = Some(byte),
            // Blanks after an equals sign still wait for the value.
            _ if parts(byte) && before == b'=' => {}
            _ => {
                let begins = parts(before) && !parts(byte);
                count += usize::from(begins);
                surplus = surplus.or_else(|| (begins && count > MOST + 1).then_some(at));
                before = byte;
            }
        }
    }
    (surplus, tag.len())
}

fn parts(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'/'
}

/// Where to go on after a tag: behind the content of one that has no tags in it.
fn after(page: &str, tag: &str, end: usize) -> usize {
    let name: String = tag.chars().take_while(char::is_ascii_alphabetic).collect();
    let name = name.to_ascii_lowercase();
    if !RAW.contains(&name.as_str()) {
        return end;
    }
    let close = |(at, _): &(usize, &str)| {
        let word = page.get(end + at + 2..end + at + 2 + name.len());
        word.is_some_and(|word| word.eq_ignore_ascii_case(&name))
    };
    page[end..].match_indices("</").find(close).map_or(page.len(), |(at, _)| end + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_too_many_goes() {
        let many = |count: usize| (0..count).map(|n| format!(" a{n}='<>'")).collect::<String>();
        for page in [
            String::new(),
            "年报<".to_owned(),
            "<p title='a > b' hidden>年报</p>".to_owned(),
            format!("<p{}>年报</p>", many(100)),
            format!("<script>for(i=0;i<n;i++){{{}}}</script><p>年报</p>", "a b ".repeat(900)),
            format!("<!-- <p{} --><p>年报</p>", many(900)),
            format!("<p title=\"{}\">年报</p>", "a ".repeat(900)),
            "<script>年报".to_owned(),
        ] {
            assert!(matches!(few(&page), Cow::Borrowed(_)), "{page}");
        }
        let kept = few(&format!("<p{}>年报</p>", many(900))).into_owned();
        assert_eq!(kept, format!("<p{} >年报</p>", many(100)));
        assert!(few(&format!("<p{}", " a".repeat(900))).len() < 300);
        assert!(few(&format!("<p{}>", " a=1/b".repeat(900))).len() < 500);
    }
}
