//! The officer's calendar: the time of day, and the days left to the date of the law.
//!
//! The only place that reads the clock.

use jiff::{Zoned, civil::Date};

use crate::draft::AgencyKind;

/// Now, as `14:32`.
pub fn time_of_day() -> String {
    Zoned::now().strftime("%H:%M").to_string()
}

/// The report year one would write now: last year's.
pub fn likely_year() -> u16 {
    u16::try_from(Zoned::now().year() - 1).unwrap_or(2021)
}

/// The date by which the report must be published (条例第四十九条): 1月31日 for departments, 3月31日 for governments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The month and day.
    pub month_day: (i8, i8),
    /// The days left; negative once it has passed.
    pub days: i32,
}

/// The deadline of a report on `year`, seen from today.
pub fn of(kind: AgencyKind, year: u16) -> Option<Deadline> {
    from(kind, year, Zoned::now().date())
}

fn from(kind: AgencyKind, year: u16, today: Date) -> Option<Deadline> {
    let month_day = match kind {
        AgencyKind::Department | AgencyKind::Authorised => (1, 31),
        AgencyKind::Government => (3, 31),
    };
    let date = Date::new(i16::try_from(year).ok()?.checked_add(1)?, month_day.0, month_day.1).ok()?;
    let days = today.until(date).ok()?.get_days();
    Some(Deadline { month_day, days })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_to_the_date_of_the_law() {
        for (kind, year, today, expect) in [
            (AgencyKind::Department, 2022, (2023, 1, 19), ((1, 31), 12)),
            (AgencyKind::Government, 2022, (2023, 1, 19), ((3, 31), 71)),
            (AgencyKind::Authorised, 2022, (2023, 2, 1), ((1, 31), -1)),
            (AgencyKind::Department, 2025, (2026, 1, 31), ((1, 31), 0)),
        ] {
            let today = Date::new(today.0, today.1, today.2).unwrap();
            let found = from(kind, year, today).unwrap();
            assert_eq!((found.month_day, found.days), expect);
        }
        assert_eq!(from(AgencyKind::Department, u16::MAX, Date::constant(2026, 1, 1)), None);
    }
}
