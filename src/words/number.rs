//! Numbers as officers type, paste and print them.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::narrow_char;

/// The most digits before the point that a number may have. Sums of a whole table stay exact below it.
pub const MAX_WHOLE_DIGITS: usize = 15;
/// The most digits after the point.
pub const MAX_PLACES: usize = 9;

/// Reads a number: full-width digits, thousands commas and spaces are accepted, words and units are not.
///
/// `None` when it is no number, or one too long to be computed with exactly.
pub fn read(text: &str) -> Option<Decimal> {
    let plain: String = text.trim().chars().filter(|c| !is_gap(*c)).map(narrow_char).collect();
    let unsigned = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
    let (whole, places) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let whole = without_commas(whole)?;
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let point_alone = unsigned.ends_with('.');
    if whole.is_empty() || point_alone || !all_digits(&whole) || !all_digits(places) {
        return None;
    }
    let significant = whole.trim_start_matches('0').len();
    if significant > MAX_WHOLE_DIGITS || places.len() > MAX_PLACES {
        return None;
    }
    let sign = if plain.starts_with('-') { "-" } else { "" };
    let point = if places.is_empty() { "" } else { "." };
    let number: Decimal = format!("{sign}{whole}{point}{places}").parse().ok()?;
    Some(if number.is_zero() { number.abs() } else { number })
}

/// A whole number in the manner of figures that stand in a text, with commas where those have them; `None` where they
/// are no plain digits (1.2万, 十六), or the number is none that is counted.
pub fn in_manner_of(figures: &str, number: Decimal) -> Option<String> {
    let plain = number.normalize().to_string();
    let is_plain = |c: char| c.is_ascii_digit() || c == ',';
    if !figures.chars().all(is_plain) || !plain.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(if figures.contains(',') { with_commas(&plain) } else { plain })
}

fn with_commas(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 2);
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// Like [`read`], with one of these units behind the number: `16件`.
pub fn read_with_unit(text: &str, units: &[String]) -> Option<Decimal> {
    let text = text.trim();
    let bare = units.iter().find_map(|unit| text.strip_suffix(unit.as_str())).unwrap_or(text);
    read(bare)
}

/// The measure words of things that are counted in reports.
pub fn count_units() -> &'static [String] {
    static UNITS: LazyLock<Vec<String>> =
        LazyLock::new(|| ["件", "宗", "份", "例", "项", "个", "起", "条", "次"].map(str::to_owned).to_vec());
    &UNITS
}

/// The digits of a text that is a whole number apart from its length, to say why it was not read.
pub fn digits(text: &str) -> Option<usize> {
    let plain: String = text.chars().filter(|c| !is_gap(*c)).map(narrow_char).collect();
    let plain = plain.replace([',', '，'], "");
    (!plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit())).then_some(plain.len())
}

/// Whether two numbers differ by two neighbouring digits that changed places: 54 for 45, the commonest slip of typing.
pub fn is_swapped(one: &str, other: &str) -> bool {
    let (a, b) = (one.as_bytes(), other.as_bytes());
    let differ: Vec<usize> =
        a.iter().zip(b).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect();
    a.len() == b.len()
        && matches!(differ.as_slice(), [i, j] if j - i == 1 && a[*i] == b[*j] && a[*j] == b[*i])
}

/// A small number in Chinese numerals, as sentences count their parts: 六, 十二. Larger ones stay in digits.
pub fn chinese(n: usize) -> String {
    const DIGITS: [&str; 11] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    match n {
        0..=10 => DIGITS[n].to_owned(),
        11..=19 => format!("十{}", DIGITS[n - 10]),
        _ => n.to_string(),
    }
}

/// What a Chinese numeral below ten counts. Those of cheques (叁, 陆) are also names, and none here.
pub fn digit_of(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Takes out thousands commas that stand where they should; `None` for a comma elsewhere.
fn without_commas(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split([',', '，']).collect();
    let rest_is_threes = groups.iter().skip(1).all(|g| g.len() == 3);
    let first_fits = groups.len() == 1 || (1..=3).contains(&groups[0].len());
    (rest_is_threes && first_fits).then(|| groups.concat())
}

/// White space, which `&nbsp;` and the full-width space of pasted text are too.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_typed() {
        for (text, expect) in [
            ("16", Some("16")),
            ("１６", Some("16")),
            (" 3,119 ", Some("3119")),
            ("3，985，758", Some("3985758")),
            ("9 6171.6", Some("96171.6")),
            ("43.780", Some("43.780")),
            ("+19", Some("19")),
            ("－35", Some("-35")),
            ("-0", Some("0")),
            ("007", Some("7")),
            ("0.5", Some("0.5")),
            ("999999999999999", Some("999999999999999")),
            ("1000000000000000", None),
            ("31,19", None),
            ("1,,000", None),
            (".5", None),
            ("5.", None),
            ("", None),
            ("/", None),
            ("十六", None),
            ("16件", None),
            ("1e9", None),
            ("NaN", None),
            ("--1", None),
            ("-", None),
        ] {
            assert_eq!(read(text).map(|d| d.to_string()).as_deref(), expect, "{text}");
        }
    }

    #[test]
    fn a_number_is_written_as_the_one_before_it() {
        for (figures, number, expect) in [
            ("3119", "3038", Some("3038")),
            ("1,386", "1400", Some("1,400")),
            ("1,386", "12", Some("12")),
            ("1,386", "1234567", Some("1,234,567")),
            ("3119", "3038.0", Some("3038")),
            ("3119", "0.5", None),
            ("3119", "-3", None),
            ("1,386", "-1386", None),
            ("1.2万", "12000", None),
            ("十六", "17", None),
        ] {
            assert_eq!(
                in_manner_of(figures, number.parse().unwrap()).as_deref(),
                expect,
                "{figures} {number}"
            );
        }
    }

    #[test]
    fn small_numbers_have_numerals() {
        let all: Vec<String> = [0, 6, 10, 12, 20].into_iter().map(chinese).collect();
        assert_eq!(all, ["零", "六", "十", "十二", "20"]);
    }

    #[test]
    fn the_length_of_a_long_number_is_known() {
        assert_eq!(digits(&"9".repeat(40)), Some(40));
        assert_eq!(digits("1,000"), Some(4));
        assert_eq!(digits("16件"), None);
    }
}
