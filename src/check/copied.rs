//! Text that is mostly last year's (`assets/norms/texts.md` “与上年的重复”: TX-DUP, TX-DUP5).

use super::{Breach, Case, Place};
use crate::form::{Meaning, Section, SectionId};

pub(super) fn whole(case: &Case<'_>) -> Option<Breach> {
    let shares = case.shares.filter(|shares| shares.all.is_most())?;
    let percent = shares.all.percent().unwrap_or_default().to_string();
    let section = |id: &SectionId| case.sheet.form().section(id);
    let copied = shares.sections.iter().filter(|(_, share)| share.is_most());
    let sections: Vec<&Section> = copied.filter_map(|(id, _)| section(id)).collect();
    let names: Vec<String> = sections.iter().map(|s| format!("“{}”", case.sheet.heading(s))).collect();
    Some(Breach {
        places: sections.iter().map(|s| Place::Section(s.id.clone())).collect(),
        fill: vec![("p", percent.clone()), ("段", names.concat())],
        left: percent,
        right: "50".to_owned(),
        ..Breach::default()
    })
}

pub(super) fn problems(case: &Case<'_>) -> Option<Breach> {
    let section = case.sheet.form().meaning(Meaning::Problems)?;
    let share = case.shares?.of(&section.id)?;
    let percent = share.percent().filter(|_| share.is_most())?.to_string();
    Some(Breach {
        places: vec![Place::Section(section.id.clone())],
        fill: vec![("p", percent.clone())],
        left: percent,
        right: "50".to_owned(),
        ..Breach::default()
    })
}
