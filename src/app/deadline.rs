//! The officer's calendar: the time of day, and the days left to the date of the law.
//!
//! The only place that reads the clock.

use jiff::{ZonedDateTime, civil::Date};

use super::Document;
use crate::{
    draft::{Agency, AgencyKind, MonthDay, sign},
    form::Form,
};

/// Now, as `14:32`.
pub fn time_of_day() -> String {
    ZonedDateTime::now().strftime("%H:%M").to_string()
}

/// Now to the minute, as `2026-01-15 14:32`.
pub fn minute() -> String {
    ZonedDateTime::now().strftime("%Y-%m-%d %H:%M").to_string()
}

/// Now to the second, as the name of a file can bear it: `2026-01-15 143205`.
pub fn stamp() -> String {
    ZonedDateTime::now().strftime("%Y-%m-%d %H%M%S").to_string()
}

/// Now, with the date and the time zone, for records.
pub fn moment() -> String {
    ZonedDateTime::now().strftime("%Y-%m-%d %H:%M:%S %:z").to_string()
}

/// Today, as it is written under a copy that is sent up.
pub fn today() -> sign::Date {
    let today = ZonedDateTime::now().date();
    // A calendar has no negative months or days, and no year that an officer lives in is past these.
    let small = |n: i8| u8::try_from(n).unwrap_or(1);
    sign::Date {
        year: u16::try_from(today.year()).unwrap_or_default(),
        month: small(today.month()),
        day: small(today.day()),
    }
}

/// The last day of a month.
pub fn days_of(year: u16, month: u8) -> u8 {
    let first = i16::try_from(year).ok().zip(i8::try_from(month).ok());
    let first = first.and_then(|(year, month)| Date::new(year, month, 1).ok());
    first.map_or(31, |first| first.days_in_month().unsigned_abs())
}

/// The report year one would write now: last year's.
pub fn likely_year() -> u16 {
    u16::try_from(ZonedDateTime::now().year() - 1).unwrap_or(2021)
}

/// The date by which the report must be published: that of the law, which is in the file of its form, or what the local
/// office asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The day: year, month, day.
    pub day: (i16, i8, i8),
    /// The days left; negative once it has passed.
    pub days: i32,
}

/// Days after the date when it is no longer worth mentioning: an old report is open.
const LONG_PAST: i32 = 366;

impl Deadline {
    /// A day, seen from today; `None` where there is no such day.
    pub fn on(day: (i16, i8, i8)) -> Option<Self> {
        let (year, month, date) = day;
        let days = ZonedDateTime::now().date().until(Date::new(year, month, date).ok()?).ok()?.get_days();
        Some(Self { day, days })
    }

    /// The day in words: `2026年1月31日`.
    pub fn date(self) -> String {
        let (year, month, day) = self.day;
        format!("{year}年{month}月{day}日")
    }

    /// How far it is off: `还有12天`, `就在今天`, `已过3天`.
    pub fn distance(self) -> String {
        match self.days {
            0 => "就在今天".to_owned(),
            1.. => format!("还有{}天", self.days),
            _ => format!("已过{}天", self.days.unsigned_abs()),
        }
    }

    /// Both, as a sentence says them: `距2026年1月31日公布期限还有12天`.
    pub fn words(self) -> String {
        match self.days {
            1.. => format!("距{}公布期限{}", self.date(), self.distance()),
            _ => format!("{}的公布期限{}", self.date(), self.distance()),
        }
    }

    /// Whether a report of that year can still be at work.
    pub fn is_near(self) -> bool {
        self.days >= -LONG_PAST
    }
}

impl Document {
    /// The date by which it must be published, while that is worth mentioning: it is still to come, or has passed and the
    /// report was not signed yet.
    pub fn deadline(&self) -> Option<Deadline> {
        let report = self.report();
        let deadline = of(self.form(), &report.agency, report.year)?;
        let is_open = deadline.days >= 0 || self.draft().last_signed().is_none();
        (is_open && deadline.is_near()).then_some(deadline)
    }
}

/// The deadline of a report on `year` in this form, seen from today.
pub fn of(form: &Form, agency: &Agency, year: u16) -> Option<Deadline> {
    from(of_the_law(form, agency.kind), agency, year, ZonedDateTime::now().date())
}

/// The date of the law for this kind of agency.
pub fn of_the_law(form: &Form, kind: AgencyKind) -> MonthDay {
    let publication = &form.basis.publication;
    let (month, day) = match kind {
        AgencyKind::Department => publication.department,
        AgencyKind::Government => publication.government,
        AgencyKind::Authorised => publication.authorised,
    };
    MonthDay { month, day }
}

fn from(law: MonthDay, agency: &Agency, year: u16, today: Date) -> Option<Deadline> {
    // A date that was written into the file by hand and that no year has counts as none.
    let local = agency.deadline.and_then(|date| MonthDay::new(date.month, date.day));
    let MonthDay { month, day } = local.unwrap_or(law);
    let date = Date::new(i16::try_from(year).ok()?.checked_add(1)?, month, day).ok()?;
    let days = today.until(date).ok()?.get_days();
    Some(Deadline { day: (date.year(), month, day), days })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form;

    fn agency(kind: AgencyKind, deadline: Option<(i8, i8)>) -> Agency {
        let deadline = deadline.map(|(month, day)| MonthDay { month, day });
        Agency { kind, deadline, ..Agency::default() }
    }

    #[test]
    fn days_before_and_after_are_said_alike() {
        for (days, expect) in [
            (12, "距2026年1月31日公布期限还有12天"),
            (1, "距2026年1月31日公布期限还有1天"),
            (0, "2026年1月31日的公布期限就在今天"),
            (-3, "2026年1月31日的公布期限已过3天"),
        ] {
            assert_eq!(Deadline { day: (2026, 1, 31), days }.words(), expect);
        }
    }

    #[test]
    fn days_are_counted_to_the_date_of_the_law_or_of_the_place() {
        let form = form::by_id("F2021").unwrap();
        for (kind, local, year, today, expect) in [
            (AgencyKind::Department, None, 2022, (2023, 1, 19), ((1, 31), 12)),
            (AgencyKind::Government, None, 2022, (2023, 1, 19), ((3, 31), 71)),
            (AgencyKind::Authorised, None, 2022, (2023, 2, 1), ((1, 31), -1)),
            (AgencyKind::Department, None, 2025, (2026, 1, 31), ((1, 31), 0)),
            (AgencyKind::Department, Some((1, 20)), 2022, (2023, 1, 19), ((1, 20), 1)),
            (AgencyKind::Department, Some((13, 99)), 2022, (2023, 1, 19), ((1, 31), 12)),
            (AgencyKind::Department, Some((2, 29)), 2023, (2024, 1, 30), ((1, 31), 1)),
        ] {
            let today = Date::new(today.0, today.1, today.2).unwrap();
            let found = from(of_the_law(&form, kind), &agency(kind, local), year, today).unwrap();
            let (_, month, day) = found.day;
            assert_eq!(((month, day), found.days), expect);
        }
        let law = of_the_law(&form, AgencyKind::Department);
        assert_eq!(from(law, &Agency::default(), u16::MAX, Date::constant(2026, 1, 1)), None);
    }
}
