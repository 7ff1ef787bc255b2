//! Text that is mostly last year's (norms §8: TX-DUP, TX-DUP5).

use super::{Breach, Case, Place};
use crate::{
    draft::leftover::{Shares, shares},
    form::{Meaning, Section},
};

fn of(case: &Case<'_>) -> Option<Shares> {
    case.last.map(|last| shares(case.form, case.report, last))
}

pub(super) fn whole(case: &Case<'_>) -> Vec<Breach> {
    let Some(shares) = of(case).filter(|shares| shares.all.is_most()) else { return Vec::new() };
    let percent = shares.all.percent().unwrap_or_default().to_string();
    let section = |id: &String| case.form.section(id);
    let copied = shares.sections.iter().filter(|(_, share)| share.is_most());
    let sections: Vec<&Section> = copied.filter_map(|(id, _)| section(id)).collect();
    let names: Vec<String> = sections.iter().map(|s| format!("“{}”", case.report.heading(s))).collect();
    vec![Breach {
        places: sections.iter().map(|s| Place::Section(s.id.clone())).collect(),
        fill: vec![("p", percent.clone()), ("段", names.concat())],
        left: percent,
        right: "50".to_owned(),
    }]
}

pub(super) fn problems(case: &Case<'_>) -> Vec<Breach> {
    let found = || {
        let section = case.form.meaning(Meaning::Problems)?;
        let share = of(case)?.of(&section.id).filter(|share| share.is_most())?;
        let percent = share.percent()?.to_string();
        Some(Breach {
            places: vec![Place::Section(section.id.clone())],
            fill: vec![("p", percent.clone())],
            left: percent,
            right: "50".to_owned(),
        })
    };
    found().into_iter().collect()
}
