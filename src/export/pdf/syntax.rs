//! Objects as a file has them (ISO 32000-1 §7.3), as short as they can be.

use lopdf::{Dictionary, Object, ObjectId, StringFormat};

/// What objects are written with. A space is put where two words would otherwise run into one.
pub(super) trait Syntax {
    /// A key of a dictionary, or any other name.
    fn name(&mut self, name: &[u8]);

    /// A whole number.
    fn integer(&mut self, number: i64);

    /// The object with this id.
    fn reference(&mut self, id: ObjectId);

    /// A text of bytes.
    fn string(&mut self, text: &[u8]);

    /// Any object but a stream, which no other holds.
    fn object(&mut self, object: &Object);

    /// A dictionary with these entries.
    fn dictionary(&mut self, dictionary: &Dictionary);
}

impl Syntax for Vec<u8> {
    fn name(&mut self, name: &[u8]) {
        self.push(b'/');
        for &byte in name {
            if byte.is_ascii_graphic() && byte != b'#' && !is_delimiter(byte) {
                self.push(byte);
            } else {
                self.push(b'#');
                hexadecimal(self, byte);
            }
        }
    }

    fn integer(&mut self, number: i64) {
        part(self);
        self.extend((number < 0).then_some(b'-'));
        digits(self, number.unsigned_abs());
    }

    fn reference(&mut self, (number, generation): ObjectId) {
        self.integer(number.into());
        self.integer(generation.into());
        self.extend(b" R");
    }

    fn string(&mut self, text: &[u8]) {
        self.push(b'(');
        for &byte in text {
            match byte {
                b'(' | b')' | b'\\' => self.extend([b'\\', byte]),
                // A reader takes any end of a line for a line feed.
                b'\r' => self.extend(b"\\r"),
                _ => self.push(byte),
            }
        }
        self.push(b')');
    }

    fn object(&mut self, object: &Object) {
        match object {
            Object::Null | Object::Stream(_) => word(self, b"null"),
            Object::Boolean(true) => word(self, b"true"),
            Object::Boolean(false) => word(self, b"false"),
            Object::Integer(number) => self.integer(*number),
            Object::Real(number) => word(self, number.to_string().as_bytes()),
            Object::Name(name) => self.name(name),
            Object::String(text, StringFormat::Literal) => self.string(text),
            Object::String(bytes, StringFormat::Hexadecimal) => {
                self.push(b'<');
                for byte in bytes {
                    hexadecimal(self, *byte);
                }
                self.push(b'>');
            }
            Object::Array(objects) => {
                self.push(b'[');
                for object in objects {
                    self.object(object);
                }
                self.push(b']');
            }
            Object::Dictionary(dictionary) => self.dictionary(dictionary),
            Object::Reference(id) => self.reference(*id),
        }
    }

    fn dictionary(&mut self, dictionary: &Dictionary) {
        self.extend(b"<<");
        for (key, value) in dictionary {
            self.name(key);
            self.object(value);
        }
        self.extend(b">>");
    }
}

/// Writes the digits of a number.
pub(super) fn digits(out: &mut Vec<u8>, number: u64) {
    let (mut backwards, mut rest, mut count) = ([0; 20], number, 0);
    while rest > 0 || count == 0 {
        backwards[count] = b'0' + (rest % 10) as u8;
        (rest, count) = (rest / 10, count + 1);
    }
    out.extend(backwards[..count].iter().rev());
}

/// Keeps the word that comes next off the one before.
fn part(out: &mut Vec<u8>) {
    let runs_on = out.last().is_some_and(|byte| byte.is_ascii_graphic() && !is_delimiter(*byte));
    out.extend(runs_on.then_some(b' '));
}

fn word(out: &mut Vec<u8>, word: &[u8]) {
    part(out);
    out.extend(word);
}

fn hexadecimal(out: &mut Vec<u8>, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend([byte >> 4, byte & 15].map(|half| DIGITS[usize::from(half)]));
}

fn is_delimiter(byte: u8) -> bool {
    b"()<>[]{}/%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use lopdf::{Object, StringFormat, dictionary};

    use super::Syntax;

    #[test]
    fn objects_are_written_as_readers_take_them() {
        let literal = |text: &[u8]| Object::String(text.to_vec(), StringFormat::Literal);
        let cases: [(Object, &[u8]); 12] = [
            (Object::Null, b"null"),
            (true.into(), b"true"),
            ((-120).into(), b"-120"),
            (0.into(), b"0"),
            (0.25.into(), b"0.25"),
            (Object::Name(b"A#B c\xff".to_vec()), b"/A#23B#20c#FF"),
            (literal(b"a(b)\\c\r\n\xfe"), b"(a\\(b\\)\\\\c\\r\n\xfe)"),
            (Object::String(b"\x01\xfe".to_vec(), StringFormat::Hexadecimal), b"<01FE>"),
            ((12, 0).into(), b"12 0 R"),
            (vec![1.into(), 2.into(), (3, 0).into(), true.into()].into(), b"[1 2 3 0 R true]"),
            (vec![Object::from("N"), 1.into(), literal(b"t"), 2.into()].into(), b"[/N 1(t)2]"),
            (
                dictionary! { "K" => (1, 0), "L" => vec![0.into()], "M" => "N" }.into(),
                b"<</K 1 0 R/L[0]/M/N>>",
            ),
        ];
        for (object, expected) in cases {
            let mut out = Vec::new();
            out.object(&object);
            assert_eq!(out, expected, "{}", String::from_utf8_lossy(&out));
        }
    }
}
