//! A file's text in the least pieces that mean something: brackets, strings, words. Whatever stands there, some piece is
//! found, and what was looked at in vain is not looked at again and again.

/// The kinds of pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LexKind {
    Open(u8),
    Close(u8),
    Colon,
    Comma,
    /// A string with both its ends.
    Text,
    /// A string that no quotation mark ends.
    HalfText,
    /// Anything else without a blank in it: a name, a number.
    Word,
    /// Nothing comes any more.
    End,
}

/// A piece, by bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexeme {
    pub kind: LexKind,
    pub from: usize,
    pub to: usize,
}

/// The text with its lines.
pub(super) struct Scan<'t> {
    pub text: &'t str,
    /// Where each line begins, and where the first that is no blank stands in it.
    lines: Vec<(u32, u32)>,
    /// How many bytes of strings and comments over several lines may yet be looked through.
    left: usize,
    /// Closing quotation marks that do not come any more, by their number signs; plain ones are the first.
    hopeless: Vec<usize>,
    /// Whether the end of some comment was looked for in vain.
    open_comment: bool,
    /// Pieces that were found last, by where they were looked for: most are looked at more than once.
    found: [(usize, Lexeme); KEPT],
}

/// How many pieces are kept.
const KEPT: usize = 16;

/// How often all of a text may be looked through for the ends of strings.
const PASSES: usize = 24;

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        let lines = starts.map(|start| (start as u32, (start + moved_in(&text[start..])) as u32)).collect();
        let left = PASSES * text.len() + 1024;
        let none = Lexeme { kind: LexKind::End, from: text.len(), to: text.len() };
        let found = [(usize::MAX, none); KEPT];
        Self { text, lines, left, hopeless: Vec::new(), open_comment: false, found }
    }

    /// The piece at this place or, behind blanks and comments, after it.
    pub(super) fn token(&mut self, at: usize) -> Lexeme {
        let (found_at, found) = self.found[at % KEPT];
        if found_at == at {
            return found;
        }
        let new = self.find(at);
        self.found[at % KEPT] = (at, new);
        new
    }

    fn find(&mut self, at: usize) -> Lexeme {
        let from = self.skip(at);
        let one = |kind| Lexeme { kind, from, to: from + 1 };
        match self.text.as_bytes().get(from) {
            None => Lexeme { kind: LexKind::End, from, to: from },
            Some(c @ (b'(' | b'[' | b'{')) => one(LexKind::Open(*c)),
            Some(c @ (b')' | b']' | b'}')) => one(LexKind::Close(*c)),
            Some(b':') => one(LexKind::Colon),
            Some(b',') => one(LexKind::Comma),
            Some(b'"') => self.string(from, from + 1, None),
            Some(c) => match raw_signs(&self.text[from..]).filter(|_| *c == b'r') {
                Some(signs) => self.string(from, from + 2 + signs, Some(signs)),
                None => Lexeme { kind: LexKind::Word, from, to: self.word(from) },
            },
        }
    }

    /// What is written there.
    pub(super) fn words(&self, lexeme: Lexeme) -> &'t str {
        &self.text[lexeme.from..lexeme.to]
    }

    /// The line of a place, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|(start, _)| *start as usize <= at)
    }

    /// Where the line after this place begins.
    pub(super) fn next_line(&self, at: usize) -> usize {
        self.lines.get(self.line(at)).map_or(self.text.len(), |(start, _)| *start as usize)
    }

    /// How far the line of this place is moved in.
    pub(super) fn indent(&self, at: usize) -> usize {
        let (start, first) = self.lines[self.line(at) - 1];
        (first - start) as usize
    }

    /// Whether only blanks stand before it in its line.
    pub(super) fn is_first(&self, at: usize) -> bool {
        let (start, first) = self.lines[self.line(at) - 1];
        (start as usize..=first as usize).contains(&at)
    }

    fn skip(&mut self, mut at: usize) -> usize {
        loop {
            at += blanks(&self.text[at..]);
            let rest = &self.text[at..];
            if rest.starts_with("//") {
                at += rest.find('\n').unwrap_or(rest.len());
            } else if let Some(end) = rest.starts_with("/*").then(|| self.comment_end(at)).flatten() {
                at = end;
            } else {
                return at;
            }
        }
    }

    /// Where the comment ends that begins here; they may stand in each other.
    fn comment_end(&mut self, from: usize) -> Option<usize> {
        if self.open_comment {
            return None;
        }
        let bytes = &self.text.as_bytes()[..self.within(from)];
        let (mut at, mut depth) = (from, 0_usize);
        while let Some(two) = bytes.get(at..at + 2) {
            match two {
                b"/*" => (at, depth) = (at + 2, depth + 1),
                b"*/" => (at, depth) = (at + 2, depth - 1),
                _ => at += 1,
            }
            if depth == 0 {
                self.spend(from, at);
                return Some(at);
            }
        }
        self.open_comment = true;
        None
    }

    /// A string whose content begins at `inner`; with number signs around it, or plain.
    fn string(&mut self, from: usize, inner: usize, signs: Option<usize>) -> Lexeme {
        let name = signs.map_or(0, |n| n + 1);
        if self.hopeless.contains(&name) {
            return Lexeme { kind: LexKind::HalfText, from, to: self.text.len() };
        }
        let within = self.within(from);
        let text = &self.text[..within];
        let end = signs.map_or_else(|| plain_end(text, inner), |signs| raw_end(text, inner, signs));
        let to = end.unwrap_or(within);
        self.spend(from, to);
        if end.is_none() && within == self.text.len() {
            self.hopeless.push(name);
        }
        let kind = if end.is_some() { LexKind::Text } else { LexKind::HalfText };
        Lexeme { kind, from, to }
    }

    /// How far may be looked: to the end, or once all of that is spent to the end of the line.
    fn within(&self, from: usize) -> usize {
        if self.left == 0 { self.next_line(from) } else { self.text.len() }
    }

    /// Counts what was looked through beyond a line.
    fn spend(&mut self, from: usize, to: usize) {
        if to > self.next_line(from) {
            self.left = self.left.saturating_sub(to - from);
        }
    }
    /// The end of a word: at least a character of it.
    fn word(&self, from: usize) -> usize {
        let rest = &self.text[from..];
        let ends = |(at, c): (usize, char)| {
            let comment = rest[at..].starts_with("//") || rest[at..].starts_with("/*");
            (at > 0 && (comment || c.is_whitespace() || "()[]{}:,\"".contains(c))).then_some(at)
        };
        from + rest.char_indices().find_map(ends).unwrap_or(rest.len())
    }
}

/// The bytes of the blanks that a text begins with.
fn blanks(text: &str) -> usize {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}');
    text.find(|c| !blank(c)).unwrap_or(text.len())
}

/// How far a line is moved in.
fn moved_in(text: &str) -> usize {
    text.bytes().take_while(|b| matches!(b, b' ' | b'\t')).count()
}

/// The number signs behind the first letter of a raw string, before its quotation mark.
fn raw_signs(text: &str) -> Option<usize> {
    let signs = text.bytes().skip(1).take_while(|b| *b == b'#').count();
    (text.as_bytes().get(1 + signs) == Some(&b'"')).then_some(signs)
}

/// Behind the number signs that end a raw string.
fn raw_end(text: &str, inner: usize, signs: usize) -> Option<usize> {
    let mark = format!("\"{}", "#".repeat(signs));
    text.get(inner..)?.find(&mark).map(|at| inner + at + mark.len())
}

/// Behind the quotation mark that ends a plain string.
fn plain_end(text: &str, inner: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = inner;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    None
}
