//! Amounts of money as texts write them: `3940元`, `0.394万元`, `1,386元`, `三百元`.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{narrow_char, number};

/// An amount of money in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// Where it stands, its unit included, in bytes.
    pub bytes: Range<usize>,
    /// How much it is, in yuan.
    pub yuan: Decimal,
}

/// Every exact amount of a text that has 元 for its unit; 数百元 and 100余元 are none.
pub fn amounts(text: &str) -> Vec<Money> {
    text.match_indices(YUAN).filter_map(|(at, _)| amount_before(text, at)).collect()
}

/// How many yuan one of a unit is: `万元`.
pub fn yuan_in(unit: &str) -> Option<Decimal> {
    let times = unit.strip_suffix(YUAN)?;
    times.chars().try_fold(Decimal::ONE, |product, c| product.checked_mul(times_of(c)?.into()))
}

const YUAN: char = '元';
/// What makes 元 the beginning of a word of another kind: 2024元旦.
const OTHER_WORDS: &str = "旦宵月年素";
/// What stands among the digits of a number.
const MARKS: &str = ",，.．";
/// The longest number that is read, in characters: none is longer that can be computed with.
const LONGEST: usize = 40;
/// What makes a number before which it stands no exact one: 数百元.
const ABOUT: &str = "数几上近";

/// The amount whose unit stands at a place.
fn amount_before(text: &str, at: usize) -> Option<Money> {
    let after = &text[at + YUAN.len_utf8()..];
    let run = run_before(&text[..at]);
    let is_other =
        after.starts_with(|c| OTHER_WORDS.contains(c)) || text[..run.start].ends_with(|c| ABOUT.contains(c));
    let number = exact(&text[run])?;
    let start = at - number.len();
    (!is_other).then_some(Money { bytes: start..at + YUAN.len_utf8(), yuan: read(number)? })
}

/// The digits, numerals and what parts them right before a place.
fn run_before(before: &str) -> Range<usize> {
    let is_of_number =
        |c: &char| narrow_char(*c).is_ascii_digit() || MARKS.contains(*c) || value_of(*c).is_some();
    let length: usize = before.chars().rev().take(LONGEST).take_while(is_of_number).map(char::len_utf8).sum();
    before.len() - length..before.len()
}

/// The number at the end of such a run: behind a comma that parts no thousands another begins.
fn exact(run: &str) -> Option<&str> {
    let run = run.trim_start_matches(|c| MARKS.contains(c));
    let commas = run.match_indices([',', '，']).map(|(at, comma)| &run[at + comma.len()..]);
    [run].into_iter().chain(commas).find(|number| read(number).is_some())
}

fn read(number: &str) -> Option<Decimal> {
    number::read(number).or_else(|| in_numerals(number))
}

/// A part of a number in words: how many, or of what.
#[derive(Clone, Copy)]
enum Piece {
    Many(Decimal),
    Times(u32),
}

fn value_of(c: char) -> Option<Piece> {
    number::digit_of(c)
        .or_else(|| cheque_digit_of(c))
        .map(|digit| Piece::Many(digit.into()))
        .or_else(|| times_of(c).map(Piece::Times))
}

/// A numeral as cheques write it.
fn cheque_digit_of(c: char) -> Option<u32> {
    "壹贰叁肆伍陆柒捌玖".chars().zip(1..).find_map(|(numeral, digit)| (numeral == c).then_some(digit))
}

fn times_of(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' => TEN_THOUSAND,
        '亿' => 100_000_000,
        _ => return None,
    })
}

const TEN_THOUSAND: u32 = 10_000;

/// A number with words for many in it: 三百, 一万二千, 0.394万, 3万5千. One numeral alone is none: 一元 begins other words.
fn in_numerals(words: &str) -> Option<Decimal> {
    let is_number = words.chars().any(|c| times_of(c).is_some()) || NOTHING.contains(&words);
    let (mut whole, mut below, mut last) = (Decimal::ZERO, Decimal::ZERO, None);
    for (at, piece) in pieces(words).filter(|_| is_number)?.into_iter().enumerate() {
        match piece {
            Piece::Many(many) if last.is_none() => last = Some(many),
            Piece::Many(_) => return None,
            Piece::Times(times) if times < TEN_THOUSAND => {
                let ten = (times == 10 && at == 0).then_some(Decimal::ONE);
                below = below.checked_add(last.take().or(ten)?.checked_mul(times.into())?)?;
            }
            Piece::Times(times) => {
                let many = below.checked_add(last.take().unwrap_or_default())?;
                whole = whole
                    .checked_add(Some(many).filter(|many| !many.is_zero())?.checked_mul(times.into())?)?;
                below = Decimal::ZERO;
            }
        }
    }
    whole.checked_add(below)?.checked_add(last.unwrap_or_default())
}

/// Words for no money at all.
const NOTHING: [&str; 2] = ["零", "〇"];

/// The parts of a number in words; 零 inside it only parts the others: 一千零五十.
fn pieces(words: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let digits = digits_of(rest);
        let length = if digits.is_empty() { c.len_utf8() } else { digits.len() };
        match value_of(c) {
            Some(Piece::Many(many)) if many.is_zero() && !pieces.is_empty() => {}
            Some(piece) => pieces.push(piece),
            None => pieces.push(Piece::Many(number::read(digits)?)),
        }
        rest = &rest[length..];
    }
    Some(pieces)
}

/// The digits that a text begins with.
fn digits_of(text: &str) -> &str {
    let is_digit = |c: char| narrow_char(c).is_ascii_digit() || MARKS.contains(c);
    let end = text.find(|c| !is_digit(c)).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_they_are_written() {
        for (text, expect) in [
            ("收取信息处理费3940元。", vec!["3940"]),
            ("收取0.394万元", vec!["3940"]),
            ("收取３９４０元整", vec!["3940"]),
            ("共1,386元，1，386元", vec!["1386", "1386"]),
            (
                "三百元，一千零五十元，一万二千元，十元，叁佰贰拾元，两百一十元，零元",
                vec!["300", "1050", "12000", "10", "320", "210", "0"],
            ),
            ("3万5千元，1.2亿元，25万元，五百万元", vec!["35000", "120000000", "250000", "5000000"]),
            ("发出2件，100元", vec!["100"]),
            ("2024，386元；2024,386元", vec!["386", "386"]),
            ("380.50元", vec!["380.50"]),
            ("数百元，几千元，100余元，上万元，万元，百元，（单位：万元），一元化，多元", vec![]),
            ("2024元旦、三百元素、1..5元", vec![]),
            ("99999999999999999999元", vec![]),
            ("", vec![]),
        ] {
            let found: Vec<String> = amounts(text).iter().map(|m| m.yuan.normalize().to_string()).collect();
            let expect: Vec<String> =
                expect.iter().map(|n| n.parse::<Decimal>().unwrap().normalize().to_string()).collect();
            assert_eq!(found, expect, "{text}");
        }
    }

    #[test]
    fn an_amount_knows_where_it_stands() {
        let text = "收取信息处理费2件，0.394万元。";
        let found = amounts(text);
        assert_eq!(&text[found[0].bytes.clone()], "0.394万元");
    }

    #[test]
    fn units_are_so_many_yuan() {
        for (unit, expect) in [
            ("元", Some(1)),
            ("万元", Some(10_000)),
            ("千元", Some(1_000)),
            ("亿元", Some(100_000_000)),
            ("件", None),
            ("美元", None),
        ] {
            assert_eq!(yuan_in(unit), expect.map(Decimal::from), "{unit}");
        }
    }
}
