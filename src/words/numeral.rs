//! The numbers of a text, in digits and in Chinese numerals: `16`, `1,386`, `1.2万余`, `两千零三`, `百分之六十`.

use std::ops::Range;

use rust_decimal::Decimal;

use super::number::digit_of;

/// A number as a text states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Where it stands, in bytes, with what is part of it: `1.2万余`, `60%`.
    pub bytes: Range<usize>,
    /// Its figures alone, which can be written anew: `1.2`.
    pub figures: Range<usize>,
    /// What it comes to; of a percentage, the percent.
    pub value: Decimal,
    /// What one more in its last place comes to: 100 of `1.23万`.
    pub step: Decimal,
    /// Whether it is said to be only about so much by what stands behind it: `100余`.
    pub is_rough: bool,
    /// Whether it is a percentage.
    pub is_percent: bool,
    /// Whether it is written in Chinese numerals.
    pub is_chinese: bool,
}

/// What stands behind a number that is only about so much.
const ROUGH: &[char] = &['余', '多', '来', '几'];
/// What multiplies the number before it.
const SCALES: &[(char, u32)] = &[('百', 100), ('千', 1_000), ('万', 10_000), ('亿', 100_000_000)];
/// What a percentage in words begins with.
const PERCENT: &str = "百分之";
/// Longer numbers than this are none that anybody counts.
const MOST_DIGITS: usize = 15;
/// What stands for longer ones: sums of it can still be computed.
const MOST: Decimal = Decimal::from_parts(2_764_472_319, 232_830, 0, false, 0);

/// Every number of a text, from left to right; none overlap.
///
/// A Chinese numeral is taken as far as it goes, whatever stands behind it: 三 of 第三方 too. Who counts with it looks for
/// the unit.
pub fn numerals(text: &str) -> Vec<Numeral> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match numeral_at(text, at, c) {
            Some(numeral) => {
                at = numeral.bytes.end;
                found.push(numeral);
            }
            None => at += c.len_utf8(),
        }
    }
    found
}

fn numeral_at(text: &str, at: usize, first: char) -> Option<Numeral> {
    let Some(rest) = text[at..].strip_prefix(PERCENT) else { return plain_at(text, at, first) };
    let number = plain_at(text, at + PERCENT.len(), rest.chars().next()?)?;
    Some(Numeral { bytes: at..number.bytes.end, is_percent: true, ..number })
}

/// A number that no words say to be a percentage.
fn plain_at(text: &str, at: usize, first: char) -> Option<Numeral> {
    if first.is_ascii_digit() {
        return Some(in_digits(text, at));
    }
    let is_numeral =
        digit_of(first).is_some() || first == '十' || SCALES.iter().any(|(scale, _)| *scale == first);
    is_numeral.then(|| in_chinese(text, at))
}

/// A number in digits, with its thousands commas, its decimals and its scale.
fn in_digits(text: &str, at: usize) -> Numeral {
    let whole = with_commas(&text[at..]);
    let places = decimals(&text[at + whole..]);
    let figures = at..at + whole + places;
    let plain: String = text[figures.clone()].chars().filter(|c| !matches!(c, ',' | '，')).collect();
    let value: Option<Decimal> = (plain.len() <= MOST_DIGITS).then(|| plain.parse().ok()).flatten();
    let (scale, scaled) = scale(&text[figures.end..]);
    let value = value.and_then(|value| value.checked_mul(scale));
    let end = figures.end + scaled;
    let rough = rough(&text[end..]);
    let percent = usize::from(text[end + rough..].starts_with('%'));
    let bytes = at..end + rough + percent;
    // What is too long to count with is a number all the same, and no other begins inside it.
    let value = value.unwrap_or(MOST);
    let step = scale
        .checked_div(Decimal::from(10_u64.pow(places.saturating_sub(1).min(15) as u32)))
        .unwrap_or(scale);
    Numeral { bytes, figures, value, step, is_rough: rough > 0, is_percent: percent > 0, is_chinese: false }
}

/// How far the whole part goes: `1,386` and `1，386`, where each comma has three digits behind it.
fn with_commas(text: &str) -> usize {
    let mut end = digits(text);
    if end > 3 {
        return end;
    }
    loop {
        let rest = &text[end..];
        let comma = [',', '，'].into_iter().find(|comma| rest.starts_with(*comma)).map_or(0, char::len_utf8);
        if comma == 0 || digits(&rest[comma..]) != 3 {
            return end;
        }
        end += comma + 3;
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn decimals(text: &str) -> usize {
    match text.strip_prefix('.').map(digits) {
        Some(places) if places > 0 => 1 + places,
        _ => 0,
    }
}

/// What a number is multiplied by, and how many bytes say so: 万, 百万.
fn scale(text: &str) -> (Decimal, usize) {
    let mut scale = Decimal::ONE;
    let mut end = 0;
    for c in text.chars().take(2) {
        let Some((_, times)) = SCALES.iter().find(|(known, _)| *known == c) else { break };
        scale *= Decimal::from(*times);
        end += c.len_utf8();
    }
    (scale, end)
}

fn rough(text: &str) -> usize {
    text.chars().next().filter(|c| ROUGH.contains(c)).map_or(0, char::len_utf8)
}

/// A number in Chinese numerals: 十六, 一百零三, 百余, 二〇二四.
fn in_chinese(text: &str, at: usize) -> Numeral {
    let is_of = |c: &char| digit_of(*c).is_some() || "十百千万亿".contains(*c);
    let words: String = text[at..].chars().take_while(is_of).collect();
    let end = at + words.len();
    let value = chinese_value(&words).map_or(MOST, Decimal::from);
    let rough = rough(&text[end..]);
    let bytes = at..end + rough;
    Numeral {
        bytes,
        figures: at..end,
        value,
        step: Decimal::ONE,
        is_rough: rough > 0,
        is_percent: false,
        is_chinese: true,
    }
}

/// What Chinese numerals come to; `None` where it is more than anybody counts.
fn chinese_value(words: &str) -> Option<u64> {
    let spelt = words.chars().all(|c| digit_of(c).is_some());
    if spelt && words.chars().count() > 1 {
        return words.chars().try_fold(0_u64, |n, c| n.checked_mul(10)?.checked_add(u64::from(digit_of(c)?)));
    }
    let (mut sum, mut section, mut unit): (u64, u64, Option<u64>) = (0, 0, None);
    for c in words.chars() {
        match c {
            '万' | '亿' => {
                let large = if c == '万' { 10_000 } else { 100_000_000 };
                let below = section + unit.take().unwrap_or(u64::from(section == 0 && sum == 0));
                sum = sum.checked_add(below)?.checked_mul(large)?;
                section = 0;
            }
            '十' | '百' | '千' => {
                let times = [('十', 10), ('百', 100), ('千', 1_000)].into_iter().find(|(s, _)| *s == c)?.1;
                section = section.checked_add(unit.take().filter(|n| *n > 0).unwrap_or(1) * times)?;
            }
            _ => unit = Some(u64::from(digit_of(c)?)),
        }
    }
    sum.checked_add(section)?.checked_add(unit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_texts_write_them() {
        for (text, expect) in [
            ("收到16件", "16=16"),
            ("收到1,386件，答复1，191件", "1,386=1386 1，191=1191"),
            ("12,34件", "12=12 34=34"),
            ("1.2万余件", "1.2万余=12000~"),
            ("2000多件，100余篇", "2000多=2000~ 100余=100~"),
            ("十六件，二十件，一百零三件", "十六=16 二十=20 一百零三=103"),
            ("两千零三件，百余件，3百万", "两千零三=2003 百余=100~ 3百万=3000000"),
            ("一万两千件，二〇二四年", "一万两千=12000 二〇二四=2024"),
            ("占60%，占百分之六十，百分之4.5", "60%=60% 百分之六十=60% 百分之4.5=4.5%"),
            ("18.8%、7.", "18.8%=18.8% 7=7"),
            ("没有", ""),
            ("12345678901234567890件", "12345678901234567890=999999999999999"),
            (
                "一二三四五六七八九一二三四五六七八九一二三",
                "一二三四五六七八九一二三四五六七八九一二三=999999999999999",
            ),
        ] {
            let found = numerals(text);
            let shown = found.iter().map(|n| {
                let marks = [(n.is_rough, "~"), (n.is_percent, "%")];
                let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
                format!("{}={}{marks}", &text[n.bytes.clone()], n.value.normalize())
            });
            assert_eq!(shown.collect::<Vec<_>>().join(" "), expect, "{text}");
        }
    }
}
