//! What of a damaged file could not be read, or not simply: where it stood, what stood there, and why.

use crate::{
    draft::{Doubt, Place},
    form::{self, Form},
    words::cut::clipped,
};

/// The most characters that are shown of what stood in a place.
const SHOWN: usize = 60;

/// The most that is listed; a file of which more is lost is looked through by hand anyhow.
pub(super) const LISTED: usize = 200;

/// Something of a draft's file that was not taken, or not as it is written there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// Its line in the file, from 1.
    pub line: usize,
    /// The place in the report, where that can be told; else the whole of the source.
    pub place: Place,
    /// What stands there, on one line and cut short.
    pub found: String,
    /// Why it was not taken.
    pub why: Loss,
    /// What the place is called where it is none of the report being written: `上年报告`, `邮编`.
    pub(super) inside: String,
}

/// Why something was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// It cannot be read.
    Broken,
    /// The file ends in it.
    Cut,
    /// The file ends in it; what stands before that is taken.
    CutText,
    /// Some of its bytes are no characters; the others are taken.
    Garbled,
    /// What belongs around it is damaged; it is taken.
    Mended,
    /// A bracket that should end what stands before it is missing; all is taken.
    Unclosed,
    /// The line that it begins with is missing; it is taken.
    Unopened,
    /// It stands there once more; the first is taken.
    Twice,
    /// This program does not know it.
    Unknown,
    /// It is not what belongs there.
    Unfit(&'static str),
    /// Something belongs there that is not there; what stands there is taken without it.
    Lacks(&'static str),
    /// The same, and it is nothing without it.
    Less(&'static str),
    /// So many more that are not listed.
    More(usize),
}

impl Lost {
    /// So many more, the first of them behind this line.
    pub(super) fn more(line: usize, count: usize) -> Self {
        let (place, why) = (Place::Source, Loss::More(count));
        Self { line, place, found: String::new(), why, inside: String::new() }
    }

    /// The doubt that stands for it in the draft, until the officer has looked at the place.
    pub fn doubt(&self, form: &Form) -> Doubt {
        Doubt { place: self.place.clone(), found: self.found.clone(), did: self.did(form) }
    }

    /// Where it stood and what was done, in the officer's words.
    pub fn did(&self, form: &Form) -> String {
        if let Loss::More(count) = self.why {
            return format!("此外还有{count}处没有读入，没有逐一列出");
        }
        let inside = match (&self.place, self.inside.as_str()) {
            (Place::Source, "") => String::new(),
            (Place::Source, inside) if matches!(self.why, Loss::Unfit(what) if inside.ends_with(what)) => {
                String::new()
            }
            (Place::Source, inside) => format!("（{inside}）"),
            (_, "") => String::new(),
            (place, inside) => format!("（{inside}{}）", place.name(form)),
        };
        format!("第{}行{inside}{}", self.line, self.why.done())
    }

    /// The place as a sentence that names no form can call it; empty where it is none of its own.
    pub(in crate::draft) fn place_name(&self) -> String {
        match &self.place {
            Place::Source => self.inside.clone(),
            place => form::builtin().last().map_or_else(String::new, |form| {
                let name = place.name(form);
                format!("{}{name}", self.inside)
            }),
        }
    }
}

impl Loss {
    /// What was done with it. The words continue the line.
    fn done(self) -> String {
        match self {
            Self::Broken => "读不出，没有读入".to_owned(),
            Self::Cut => "就断了，后面的内容没有".to_owned(),
            Self::CutText => "就断了，断前的字已读入，后面的没有".to_owned(),
            Self::Garbled => "有字读不出，其余的字已读入".to_owned(),
            Self::Mended => "有损坏，内容照常读入".to_owned(),
            Self::Unclosed => "以前少了收尾的括号，内容照常读入".to_owned(),
            Self::Unopened => "以前少了起头的一行，内容照常读入".to_owned(),
            Self::Twice => "又写了一次，没有读入，用的是前一次".to_owned(),
            Self::Unknown => "不是本程序认识的内容，没有读入".to_owned(),
            Self::Unfit(what) => format!("不是{what}，没有读入"),
            Self::Lacks(what) => format!("起缺{what}，其余照常读入"),
            Self::Less(what) => format!("起缺{what}，没有读入"),
            Self::More(count) => format!("以后还有{count}处没有读入"),
        }
    }
}

/// What stands in a place, on one line, without characters that are not seen, and cut short.
pub(super) fn shown(text: &str) -> String {
    let most = SHOWN * 8;
    let end = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let seen: String = text[..end].chars().map(|c| if is_unseen(c) { ' ' } else { c }).collect();
    let words: Vec<&str> = seen.split_whitespace().collect();
    clipped(words.join(" ").trim_end_matches(','), SHOWN)
}

/// Control characters, and those that turn the direction of what stands around them.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
