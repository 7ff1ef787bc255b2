//! Years as texts write them: `2022年`.

use std::ops::Range;

/// Every year of four digits with 年 after it: where its digits stand, in bytes, and which it is.
pub fn years(text: &str) -> Vec<(Range<usize>, u16)> {
    let year = |(at, _): (usize, &str)| {
        let digits = text.get(at.checked_sub(4)?..at)?;
        let alone = !text[..at - 4].ends_with(|c: char| c.is_ascii_digit());
        let year: u16 = digits.parse().ok().filter(|year| (1900..2200).contains(year))?;
        alone.then_some((at - 4..at, year))
    };
    text.match_indices('年').filter_map(year).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_have_four_digits_and_their_word() {
        let text = "2022年较2021年增长，12022年，22年，2022，０2022年";
        let found: Vec<u16> = years(text).into_iter().map(|(_, year)| year).collect();
        assert_eq!(found, [2022, 2021, 2022]);
        assert_eq!(&text[years(text)[1].0.clone()], "2021");
    }
}
