//! Programs of glyphs (Adobe Technical Note 5177, Type 2), the subroutines they call written out in their places.

use super::index::Index;

/// Operators of a program that are more to us than one that takes all numbers before it.
mod operator {
    pub const STEM_H: u8 = 1;
    pub const STEM_V: u8 = 3;
    pub const MOVE_V: u8 = 4;
    pub const CALL_OWN: u8 = 10;
    pub const RETURN: u8 = 11;
    pub const ESCAPE: u8 = 12;
    pub const END: u8 = 14;
    pub const STEM_H_MASKED: u8 = 18;
    pub const HINT_MASK: u8 = 19;
    pub const COUNTER_MASK: u8 = 20;
    pub const MOVE: u8 = 21;
    pub const MOVE_H: u8 = 22;
    pub const STEM_V_MASKED: u8 = 23;
    pub const SHORT: u8 = 28;
    pub const CALL_SHARED: u8 = 29;
}

/// Subroutines call each other no deeper (Technical Note 5177, appendix B).
const DEEPEST: u8 = 10;
/// No program is longer (the same); a hostile one could otherwise grow without end.
const LONGEST: usize = 65_535;

/// The program with its subroutines written out; `None` where it does what no glyph of a text face should.
pub(super) fn written_out(program: &[u8], own: Index<'_>, shared: Index<'_>) -> Option<Vec<u8>> {
    let out = Vec::with_capacity(program.len() * 2);
    let mut writer = Writer { own, shared, out, numbers: Vec::new(), stems: 0 };
    writer.write(program, DEEPEST)?;
    Some(writer.out)
}

struct Writer<'a> {
    own: Index<'a>,
    shared: Index<'a>,
    out: Vec<u8>,
    /// The numbers that the next operator takes, and where each was written.
    numbers: Vec<(usize, i32)>,
    /// How many stems were named: a mask has a bit for each.
    stems: usize,
}

/// How a program or subroutine ends.
#[derive(PartialEq, Eq)]
enum End {
    /// The caller goes on.
    Returned,
    /// So does the glyph.
    Glyph,
}

impl Writer<'_> {
    fn write(&mut self, program: &[u8], depth: u8) -> Option<End> {
        let mut rest = program;
        while let [first, ..] = *rest {
            self.count_stems(first);
            let (step, after) = rest.split_at_checked(self.length(first))?;
            rest = after;
            match first {
                operator::SHORT | 32.. => self.numbers.push((self.out.len(), value(step))),
                operator::CALL_OWN | operator::CALL_SHARED => {
                    if self.call(first, depth)? == End::Glyph {
                        return Some(End::Glyph);
                    }
                    continue;
                }
                operator::RETURN => return Some(End::Returned),
                // Four numbers before its end put a glyph together from two others.
                operator::END if self.numbers.len() >= 4 => return None,
                operator::END => {
                    self.out.push(first);
                    return Some(End::Glyph);
                }
                // Curves only: what reckons with numbers would leave others than were written.
                operator::ESCAPE if !matches!(step, [_, 34..=37]) => return None,
                _ => self.numbers.clear(),
            }
            self.out.extend(step);
            if self.out.len() > LONGEST {
                return None;
            }
        }
        Some(End::Returned)
    }

    /// Writes the subroutine that is called in place of its number.
    fn call(&mut self, which: u8, depth: u8) -> Option<End> {
        let index = if which == operator::CALL_OWN { self.own } else { self.shared };
        let (at, number) = self.numbers.pop()?;
        self.out.truncate(at);
        let number = usize::try_from(number.checked_add(bias(index.count))?).ok()?;
        self.write(index.get(number)?, depth.checked_sub(1)?)
    }

    /// Two numbers name a stem. Before a mask the word for it may be missing.
    fn count_stems(&mut self, first: u8) {
        use operator::{COUNTER_MASK, HINT_MASK, STEM_H, STEM_H_MASKED, STEM_V, STEM_V_MASKED};
        if matches!(first, STEM_H | STEM_V | STEM_H_MASKED | STEM_V_MASKED | HINT_MASK | COUNTER_MASK) {
            self.stems += self.numbers.len() / 2;
        }
    }

    /// How many bytes a step that begins so takes.
    fn length(&self, first: u8) -> usize {
        match first {
            operator::SHORT | 32.. => number_length(first),
            operator::ESCAPE => 2,
            operator::HINT_MASK | operator::COUNTER_MASK => 1 + self.stems.div_ceil(8),
            _ => 1,
        }
    }
}

/// How wide the glyphs of a font are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Widths {
    /// One that says nothing of it.
    pub usual: i32,
    /// What the others count from.
    pub base: i32,
}

/// A program without subroutines, its glyph so many units wider; `None` where it begins as none should.
pub(super) fn widened(program: &[u8], widths: Widths, wider: i32) -> Option<Vec<u8>> {
    use operator::{
        COUNTER_MASK, END, HINT_MASK, MOVE, MOVE_H, MOVE_V, STEM_H, STEM_H_MASKED, STEM_V, STEM_V_MASKED,
    };
    let (mut numbers, mut at) = (Vec::new(), 0);
    let first = loop {
        let first = *program.get(at)?;
        if first != operator::SHORT && first < 32 {
            break first;
        }
        let length = number_length(first);
        numbers.push(program.get(at..at + length)?);
        at += length;
    };
    // A number more than the first operator takes is the width.
    let has_width = match first {
        STEM_H | STEM_V | STEM_H_MASKED | STEM_V_MASKED | HINT_MASK | COUNTER_MASK => numbers.len() % 2 == 1,
        MOVE => numbers.len() > 2,
        MOVE_H | MOVE_V => numbers.len() > 1,
        END => !numbers.is_empty(),
        _ => return None,
    };
    let (width, rest) = match numbers.first().filter(|_| has_width) {
        Some(number) => (widths.base + value(number), program.get(number.len()..)?),
        None => (widths.usual, program),
    };
    let said = i16::try_from(width.checked_add(wider)?.max(0).checked_sub(widths.base)?).ok()?;
    Some([&[operator::SHORT], &said.to_be_bytes()[..], rest].concat())
}

/// How many bytes a number that begins so takes.
fn number_length(first: u8) -> usize {
    match first {
        operator::SHORT => 3,
        247..=254 => 2,
        255 => 5,
        _ => 1,
    }
}

/// The whole part of a number.
fn value(number: &[u8]) -> i32 {
    match *number {
        [operator::SHORT, a, b] => i16::from_be_bytes([a, b]).into(),
        [a @ 32..=246] => i32::from(a) - 139,
        [a @ 247..=250, b] => (i32::from(a) - 247) * 256 + i32::from(b) + 108,
        [a @ 251..=254, b] => -(i32::from(a) - 251) * 256 - i32::from(b) - 108,
        [255, a, b, ..] => i16::from_be_bytes([a, b]).into(),
        _ => 0,
    }
}

/// What is added to the number of a subroutine, so that small ones take fewer bytes.
fn bias(count: usize) -> i32 {
    match count {
        0..1240 => 107,
        1240..33_900 => 1131,
        _ => 32_768,
    }
}
