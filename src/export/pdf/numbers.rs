//! Numbers and words of a content stream, written as short as they can be.

use super::syntax::digits;

/// What a content stream is written with.
pub(super) trait Numbers {
    /// A word with a space behind it.
    fn word(&mut self, word: &str);

    /// A number with at most so many decimals, and a space behind it.
    fn number(&mut self, number: f32, places: u32);

    /// A glyph as four hexadecimal digits.
    fn hex(&mut self, glyph: u16);
}

impl Numbers for Vec<u8> {
    fn word(&mut self, word: &str) {
        self.extend(word.as_bytes());
        self.push(b' ');
    }

    fn number(&mut self, number: f32, places: u32) {
        let one = 10_i64.pow(places);
        let scaled = (f64::from(number) * one as f64).round() as i64;
        self.extend((scaled < 0).then_some(b'-'));
        let (whole, mut parts) = (scaled.abs() / one, scaled.abs() % one);
        if whole > 0 || parts == 0 {
            digits(self, whole.unsigned_abs());
        }
        if parts > 0 {
            let mut places = places as usize;
            while parts % 10 == 0 {
                (parts, places) = (parts / 10, places - 1);
            }
            self.extend(format!(".{parts:0places$}").as_bytes());
        }
        self.push(b' ');
    }

    fn hex(&mut self, glyph: u16) {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        self.extend([12, 8, 4, 0].map(|shift| DIGITS[usize::from(glyph >> shift & 15)]));
    }
}

/// Finer than this nothing prints, and the file stays small.
pub(super) fn hundredths(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    #[test]
    fn numbers_are_short_and_exact() {
        let written = |number, places| {
            let mut out = Vec::new();
            out.number(number, places);
            String::from_utf8(out).unwrap_or_default()
        };
        let cases =
            [(0.0, 2, "0 "), (-0.001, 2, "0 "), (0.5, 2, ".5 "), (-12.345, 2, "-12.35 "), (16.0, 2, "16 ")];
        for (number, places, expected) in cases {
            assert_eq!(written(number, places), expected);
        }
        assert_eq!((written(1.004, 3), written(-0.213, 3)), ("1.004 ".to_owned(), "-.213 ".to_owned()));
    }
}
