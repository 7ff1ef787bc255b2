//! How a web page shows what is in an element: not at all, struck out, or in small type beside a figure.

use html5ever::tokenizer::Tag;

use super::notes::Small;

/// Elements whose content is not shown.
pub(super) const HIDDEN: [&str; 6] = ["script", "style", "noscript", "template", "select", "textarea"];
/// Elements whose content is struck out: what held before.
const STRUCK: [&str; 3] = ["del", "s", "strike"];
/// Elements that a page hides to leave words out. Whole boxes (`div`, `section`, `table`) are kept: a page shows one
/// of its tabs and hides the others until they are asked for, and a report may stand in any.
const LEAVE_OUT: [&str; 12] = ["span", "font", "p", "td", "th", "tr", "b", "i", "em", "strong", "a", "label"];

/// How the content of an element is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// As text.
    Plain,
    /// Not at all.
    Hidden,
    /// In small type.
    Small(Small),
}

/// How an element shows what is in it.
pub(super) fn shown(tag: &Tag) -> Shown {
    let name: &str = &tag.name;
    let style = style(tag);
    let says = |rule: &str| style.split(';').any(|r| r == rule);
    let out = ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|r| says(r));
    let struck = style.split(';').any(|r| r.starts_with("text-decoration") && r.contains("line-through"));
    let hidden = out || struck || has(tag, "hidden");
    match name {
        _ if HIDDEN.contains(&name) || STRUCK.contains(&name) => Shown::Hidden,
        _ if hidden && LEAVE_OUT.contains(&name) => Shown::Hidden,
        "sup" => Shown::Small(Small::Above),
        "sub" => Shown::Small(Small::Below),
        _ if says("vertical-align:super") => Shown::Small(Small::Above),
        _ if says("vertical-align:sub") => Shown::Small(Small::Below),
        _ => Shown::Plain,
    }
}

fn has(tag: &Tag, name: &str) -> bool {
    tag.attrs.iter().any(|a| &*a.name.local == name)
}

/// Its style attribute in one way of writing: small letters, no spaces.
fn style(tag: &Tag) -> String {
    let style = tag.attrs.iter().find(|a| &*a.name.local == "style");
    let value = style.map_or("", |a| &*a.value);
    let even = value.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase());
    even.collect::<String>().replace("!important", "")
}
