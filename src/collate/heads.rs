//! Title and headings of a copy.

use super::{Difference, Kindred, Step, said::even};
use crate::{
    diff::runs,
    draft::{Place, Sheet, edit::Edit},
    form::Section,
    import::Imported,
};

/// What title and headings of the copy say otherwise.
pub(super) fn differences(was: &Imported, came: &Imported, draft: Sheet<'_>) -> Vec<Difference> {
    let headings = draft.form().sections.iter().filter_map(|section| heading(section, was, came));
    title(was, came, draft).into_iter().chain(headings).collect()
}

fn title(was: &Imported, came: &Imported, draft: Sheet<'_>) -> Option<Difference> {
    let (before, found) = (was.draft.report.title(), came.draft.report.title());
    // A title that stands nowhere is put together from what else is known.
    let page = came.source.iter().map(|line| even(line)).collect::<String>();
    let after = if page.contains(&even(&found)) { found } else { String::new() };
    if even(&before) == even(&after) || even(&draft.title()) == even(&after) {
        return None;
    }
    let step = if after.is_empty() {
        Step::Cannot("没有找到标题；草稿的标题没有动".to_owned())
    } else if even(&draft.title()) == even(&before) {
        Step::Take(vec![Edit::Title(Some(after.clone()))])
    } else {
        Step::Cannot("草稿的标题后来又改过，没有替换".to_owned())
    };
    let said = if after.is_empty() { "没有标题" } else { "标题不同" };
    Some(head(Place::Title, "标题".to_owned(), said, [&before, &after], step))
}

fn heading(section: &Section, was: &Imported, came: &Imported) -> Option<Difference> {
    let of = |side: &Imported| {
        let is_there = !side.missing.contains(&Place::Section(section.id.clone()));
        if is_there { side.draft.report.heading(section).to_owned() } else { String::new() }
    };
    let (before, after) = (of(was), of(came));
    if even(&before) == even(&after) {
        return None;
    }
    let said = if after.is_empty() { "没有这个标题" } else { "标题不同" };
    let step = Step::Cannot("这个标题是统一格式规定的，草稿里不改".to_owned());
    let place = Place::Section(section.id.clone());
    Some(head(place, format!("“{}”的标题", section.task), said, [&before, &after], step))
}

fn head(place: Place, name: String, said: &str, [before, after]: [&str; 2], step: Step) -> Difference {
    Difference {
        place,
        name,
        said: said.to_owned(),
        kind: Kindred::Head,
        runs: runs(before, after),
        by: Vec::new(),
        paragraph: None,
        came: 0..0,
        step,
    }
}
