//! Dates as ledgers have them: in words, with marks, as eight digits, or as the number of days that spreadsheets keep.

use jiff::{
    ToSpan as _,
    civil::{Date, date},
};

use crate::words::narrow_char;

/// Days of a spreadsheet that are dates of these times: 1982 to 2064.
const DAYS: std::ops::Range<i64> = 30_000..60_000;

/// Reads a date; `None` where it is none. `from_1904` says where a spreadsheet counts its days from.
pub(super) fn read(written: &str, from_1904: bool) -> Option<Date> {
    let written: String = written.trim().chars().map(narrow_char).collect();
    let day = written.split([' ', 'T']).next().unwrap_or_default();
    if day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()) {
        return made(day[..4].parse().ok()?, day[4..6].parse().ok()?, day[6..].parse().ok()?);
    }
    if let Ok(days) = written.split('.').next().unwrap_or_default().parse::<i64>()
        && written.chars().all(|c| c.is_ascii_digit() || c == '.')
        && DAYS.contains(&days)
    {
        let start = if from_1904 { date(1904, 1, 1) } else { date(1899, 12, 30) };
        return start.checked_add(days.days()).ok();
    }
    let parts: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    let has_marks = written.contains(['-', '/', '.', '年']);
    match parts.as_slice() {
        [year, month, day, ..] if has_marks => {
            made(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        _ => None,
    }
}

fn made(year: i16, month: i8, day: i8) -> Option<Date> {
    if (1990..=2100).contains(&year) { Date::new(year, month, day).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_they_are_written() {
        for (written, expect) in [
            ("2024-01-31", Some((2024, 1, 31))),
            ("2024/1/5 9:30", Some((2024, 1, 5))),
            ("2024.1.5", Some((2024, 1, 5))),
            ("2024年1月5日", Some((2024, 1, 5))),
            ("２０２４年１月５日", Some((2024, 1, 5))),
            ("20240105", Some((2024, 1, 5))),
            ("2024-01-05T00:00:00", Some((2024, 1, 5))),
            ("45296", Some((2024, 1, 5))),
            ("45296.75", Some((2024, 1, 5))),
            ("2024-02-30", None),
            ("1月5日", None),
            ("2024", None),
            ("不详", None),
            ("", None),
            ("99999999999999999999", None),
        ] {
            let expect = expect.map(|(y, m, d)| date(y, m, d));
            assert_eq!(read(written, false), expect, "{written}");
        }
        assert_eq!(read("43834", true), Some(date(2024, 1, 5)));
    }
}
