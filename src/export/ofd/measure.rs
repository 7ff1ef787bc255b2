//! Lengths of a page as an OFD has them: in millimetres, written as short as they can be.

/// Points to millimetres.
pub(super) fn mm(points: f32) -> f64 {
    f64::from(points) * 25.4 / 72.0
}

/// A number with at most four decimals: a ten thousandth of a millimetre is finer than anything prints.
pub(super) fn number(value: f64) -> String {
    let written = format!("{value:.4}");
    let short = written.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// Such numbers with spaces between.
pub(super) fn numbers(values: impl IntoIterator<Item = f64>) -> String {
    values.into_iter().map(number).collect::<Vec<_>>().join(" ")
}

/// The number that is read where this one was written.
pub(super) fn as_written(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// A rectangle in millimetres.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rectangle {
    /// The left upper corner.
    pub from: (f64, f64),
    /// The right lower corner.
    pub to: (f64, f64),
}

impl Rectangle {
    /// The least rectangle of hundredths of a millimetre around this one, so that its corner is written exactly.
    pub(super) fn outwards(self) -> Self {
        let down = |value: f64| (value * 100.0).floor() / 100.0;
        let up = |value: f64| (value * 100.0).ceil() / 100.0;
        Self { from: (down(self.from.0), down(self.from.1)), to: (up(self.to.0), up(self.to.1)) }
    }

    /// The least rectangle around both.
    pub(super) fn and(self, other: Self) -> Self {
        let (from, to) = (self.from, self.to);
        Self {
            from: (from.0.min(other.from.0), from.1.min(other.from.1)),
            to: (to.0.max(other.to.0), to.1.max(other.to.1)),
        }
    }

    /// As an attribute: left, top, width, height (`ST_Box`).
    pub(super) fn written(self) -> String {
        let (from, to) = (self.from, self.to);
        numbers([from.0, from.1, to.0 - from.0, to.1 - from.1])
    }
}

#[cfg(test)]
mod tests {
    use super::{Rectangle, numbers};

    #[test]
    fn numbers_are_short_and_round() {
        let cases = [
            (0.0, "0"),
            (-0.000_01, "0"),
            (210.0, "210"),
            (5.571_428, "5.5714"),
            (-12.5, "-12.5"),
            (100.0, "100"),
        ];
        for (value, expected) in cases {
            assert_eq!(numbers([value]), expected);
        }
        let around = Rectangle { from: (1.001, 2.0), to: (3.999, 4.001) }.outwards();
        assert_eq!(around.written(), "1 2 3 2.01");
    }
}
