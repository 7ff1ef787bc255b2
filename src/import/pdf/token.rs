//! The tokens of a PDF, without what they mean.

/// A token.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// `<<`
    OpenDict,
    /// `>>`
    CloseDict,
    /// A name, its escapes resolved.
    Name(Vec<u8>),
    /// A whole number.
    Integer(i64),
    /// Any other word, bracket or string.
    Other,
}

/// Reads token after token; nothing of the file is kept.
pub(super) struct Tokens<'b> {
    rest: &'b [u8],
    skips_streams: bool,
}

impl<'b> Tokens<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes, skips_streams: false }
    }

    /// The same, what stands in streams left out.
    pub fn without_streams(self) -> Self {
        Self { skips_streams: true, ..self }
    }

    /// The bytes up to one that ends the token; what follows is still to be read.
    fn until(&mut self, ends: impl Fn(u8) -> bool) -> &'b [u8] {
        let end = self.rest.iter().position(|b| ends(*b)).unwrap_or(self.rest.len());
        let (token, rest) = self.rest.split_at(end);
        self.rest = rest;
        token
    }

    fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    /// White space and comments.
    fn skip_blanks(&mut self) {
        loop {
            self.until(|b| !is_white(b));
            if self.rest.first() != Some(&b'%') {
                return;
            }
            self.until(|b| matches!(b, b'\r' | b'\n'));
        }
    }

    fn string(&mut self) -> Token {
        let mut depth = 0_usize;
        let mut bytes = self.rest.iter().enumerate();
        while let Some((at, byte)) = bytes.next() {
            match byte {
                b'\\' => drop(bytes.next()),
                b'(' => depth += 1,
                b')' if depth == 1 => {
                    self.skip(at + 1);
                    return Token::Other;
                }
                b')' => depth -= 1,
                _ => {}
            }
        }
        // A parenthesis that nothing closes is one byte of something else.
        self.skip(1);
        Token::Other
    }

    fn word(&mut self) -> Token {
        let word = self.until(|b| is_white(b) || is_delimiter(b));
        if self.skips_streams && word == b"stream" {
            self.skip_stream();
        }
        let number = std::str::from_utf8(word).ok().and_then(|word| word.parse().ok());
        number.map_or(Token::Other, Token::Integer)
    }

    fn skip_stream(&mut self) {
        const END: &[u8] = b"endstream";
        let end = self.rest.windows(END.len()).position(|w| w == END);
        self.skip(end.unwrap_or(self.rest.len()));
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.skip_blanks();
        let first = *self.rest.first()?;
        Some(match (first, self.rest.get(1)) {
            (b'<', Some(b'<')) => {
                self.skip(2);
                Token::OpenDict
            }
            (b'>', Some(b'>')) => {
                self.skip(2);
                Token::CloseDict
            }
            (b'/', _) => {
                self.skip(1);
                Token::Name(name(self.until(|b| is_white(b) || is_delimiter(b))))
            }
            (b'(', _) => self.string(),
            _ if is_delimiter(first) => {
                self.skip(1);
                Token::Other
            }
            _ => self.word(),
        })
    }
}

fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0xc | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    b"()<>[]{}/%".contains(&byte)
}

/// A name with its escapes (`#57`) resolved.
fn name(written: &[u8]) -> Vec<u8> {
    let mut name = Vec::new();
    let mut rest = written;
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        if let Some(code) = code.filter(|_| byte == b'#') {
            name.push(code);
            rest = &after[2..];
        } else {
            name.push(byte);
            rest = after;
        }
    }
    name
}
