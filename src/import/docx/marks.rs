//! Tracked changes and comments, collected while the main part is read.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{reference, value};
use crate::import::{
    error::{ImportError, MAX_BLOCKS, MAX_CHARS},
    marked::{Comment, Marks, Tracked},
};

/// What is open where the reader is.
#[derive(Default)]
pub(super) struct Collected {
    marks: Marks,
    /// Of each change that is open its place in the list, the innermost last.
    open: Vec<usize>,
    /// The change that ended last, where nothing was read since: programs write one in several pieces.
    last: Option<usize>,
    /// The comments whose words are being read, by number, with their place in the list.
    about: Vec<(String, usize)>,
    /// The numbers of the comments in the list.
    numbers: Vec<String>,
}

/// Whether an element holds what was put in, or what was taken out, while changes were tracked.
pub(super) fn is_removed(name: &str) -> Option<bool> {
    match name {
        "ins" | "moveTo" => Some(false),
        "del" | "moveFrom" => Some(true),
        _ => None,
    }
}

impl Collected {
    /// A change begins; `block` is the line that is being read.
    pub(super) fn begin(&mut self, tag: &BytesStart<'_>, is_removed: bool, block: usize) {
        let author = value(tag, "author").unwrap_or_default();
        let goes_on = self.last.take().filter(|at| {
            let last = &self.marks.tracked[*at];
            (last.is_removed, last.block, &last.author) == (is_removed, block, &author)
        });
        self.open.push(goes_on.unwrap_or(self.marks.tracked.len()));
        if goes_on.is_some() {
            return;
        }
        self.marks.tracked.push(Tracked { is_removed, author, words: String::new(), block });
    }

    /// The innermost change ends.
    pub(super) fn end(&mut self) {
        self.last = self.open.pop();
    }

    /// A paragraph ends, and no change goes on in the next one.
    pub(super) fn end_paragraph(&mut self) {
        self.last = None;
    }

    /// Whether what is read now was taken out.
    pub(super) fn in_removed(&self) -> bool {
        self.open.iter().any(|at| self.marks.tracked[*at].is_removed)
    }

    /// Words that are read, or that were taken out.
    pub(super) fn words(&mut self, words: &str) {
        match self.open.last() {
            Some(at) => self.marks.tracked[*at].words.push_str(words),
            None => self.last = None,
        }
        if !self.in_removed() {
            for (_, at) in &self.about {
                self.marks.comments[*at].about.push_str(words);
            }
        }
    }

    /// A place of the text that says something about comments or notes.
    pub(super) fn place(&mut self, tag: &BytesStart<'_>, block: usize) {
        let number = || value(tag, "id").unwrap_or_default();
        match tag.local_name().as_ref() {
            "commentRangeStart" => {
                let at = self.comment(number(), block);
                self.about.push((number(), at));
            }
            "commentRangeEnd" => {
                let number = number();
                self.about.retain(|(open, _)| *open != number);
            }
            "commentReference" => {
                self.comment(number(), block);
            }
            "footnoteReference" | "endnoteReference" => self.marks.notes += 1,
            _ => {}
        }
    }

    /// The place of a comment in the list; it is put there the first time it is met.
    fn comment(&mut self, number: String, block: usize) -> usize {
        if let Some(at) = self.numbers.iter().position(|known| *known == number) {
            return at;
        }
        let comment = Comment { author: String::new(), words: String::new(), about: String::new(), block };
        self.numbers.push(number);
        self.marks.comments.push(comment);
        self.numbers.len() - 1
    }

    /// Whether there are more than any office leaves.
    pub(super) fn is_too_much(&self) -> bool {
        self.marks.tracked.len() > MAX_BLOCKS || self.numbers.len() > MAX_COMMENTS
    }

    /// All of it. `comments` is the part with what the comments say, where there is one.
    pub(super) fn finish(mut self, comments: Option<&[u8]>) -> Result<Marks, ImportError> {
        for said in comments.map(said).transpose()?.unwrap_or_default() {
            if let Some(at) = self.numbers.iter().position(|number| *number == said.number) {
                let comment = &mut self.marks.comments[at];
                (comment.author, comment.words) = (said.author, said.words);
            }
        }
        self.marks.tracked.retain(|change| !change.words.trim().is_empty());
        self.marks.comments.retain(|comment| !comment.words.trim().is_empty());
        Ok(self.marks)
    }
}

/// More comments than these nobody has written.
const MAX_COMMENTS: usize = 2_000;

/// What one comment says.
#[derive(Default)]
struct Said {
    number: String,
    author: String,
    words: String,
}

/// What the comments say, from their part of the file.
fn said(xml: &[u8]) -> Result<Vec<Said>, ImportError> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = false;
    let mut all: Vec<Said> = Vec::new();
    let (mut in_text, mut chars) = (false, 0);
    loop {
        let event = reader.read_event().map_err(|_| ImportError::Damaged)?;
        let words = match &event {
            Event::Start(tag) if tag.local_name().as_ref() == "comment" => {
                let of = |name| value(tag, name).unwrap_or_default();
                all.push(Said { number: of("id"), author: of("author"), words: String::new() });
                continue;
            }
            Event::Start(tag) => {
                in_text = tag.local_name().as_ref() == "t";
                continue;
            }
            Event::End(tag) if tag.local_name().as_ref() == "p" => "\n".to_owned(),
            Event::End(_) => {
                in_text = false;
                continue;
            }
            Event::Text(words) if in_text => words.to_string(),
            Event::GeneralRef(name) if in_text => reference(name),
            Event::Eof => break,
            _ => continue,
        };
        chars += words.len();
        if chars > MAX_CHARS || all.len() > MAX_COMMENTS {
            return Err(ImportError::TooLong);
        }
        if let Some(last) = all.last_mut() {
            last.words.push_str(&words);
        }
    }
    for said in &mut all {
        said.words.truncate(said.words.trim_end().len());
    }
    Ok(all)
}
