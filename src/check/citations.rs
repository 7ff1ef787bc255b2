//! The documents that a report rests on (`assets/norms/texts.md` “引用的文件”: TX-CITE, TX-CITENAME).

use std::ops::Range;

use super::{
    Breach, Case, Fix,
    prose::{Prose, grouped},
};
use crate::{
    draft::{Sheet, advance::core},
    form::{self, Basis},
    words::sentence::titles,
};

/// What the numbers of all notices begin with: the words before the year in the one for the year reported on.
fn office(basis: &Basis) -> &str {
    basis.number.strip_suffix(core(&basis.number)).unwrap_or_default()
}

/// The documents for the year reported on, whatever form the tables follow.
fn basis(sheet: Sheet<'_>) -> &Basis {
    let (own, year) = (sheet.form(), sheet.report().year);
    let by_year = || form::builtin().iter().find(|form| form.years.contains(year));
    if own.years.accept(year) { &own.basis } else { by_year().map_or(&own.basis, |form| &form.basis) }
}

/// The numbers of documents that are not those to be cited, each with what belongs in its place.
fn out_of_place(basis: &Basis) -> Vec<(&str, &str)> {
    let other_forms = form::builtin().iter().map(|form| &form.basis);
    let notices = other_forms.map(|b| &b.number).filter(|n| !n.is_empty() && **n != basis.number);
    let mut wrong: Vec<(&str, &str)> = notices.map(|n| (core(n), basis.number.as_str())).collect();
    // The later regulation is in force while reports in the older form are written; only the older one is stale.
    wrong.extend(basis.replaces.iter().map(|law| (law.as_str(), basis.law.as_str())));
    wrong.sort_unstable();
    wrong.dedup();
    wrong
}

/// The numbers that are looked for in the texts of a report.
pub(super) fn numbers(sheet: Sheet<'_>) -> Vec<&str> {
    let basis = basis(sheet);
    let wrong = out_of_place(basis).into_iter().map(|(number, _)| number);
    wrong.chain([core(&basis.number)]).filter(|number| !number.is_empty()).collect()
}

pub(super) fn other_documents(case: &Case<'_>) -> Vec<Breach> {
    let basis = basis(case.sheet);
    let wrong = out_of_place(basis);
    let cited = |prose: &Prose<'_>| {
        let of_one = |(number, right): &(&str, &str)| {
            let breach = |found: &Range<usize>| {
                let start = whole_number(prose.words(), found.start, basis);
                // The title of a notice would have to be changed as well; that of the regulation has stayed.
                let alone = *right == basis.law || title_before(prose.words(), start).is_none();
                let fix = alone.then_some(Fix::Right);
                Breach { fix, ..prose.breach(&(start..found.end), *right) }
            };
            prose.reading().cited(number).iter().map(breach).collect::<Vec<_>>()
        };
        wrong.iter().flat_map(of_one).collect::<Vec<_>>()
    };
    let found = grouped(case.prose.iter().flat_map(cited)).into_iter();
    let with_year = |mut breach: Breach| {
        breach.fill.push(("Y", case.sheet.report().year.to_string()));
        breach
    };
    // Where no notice prescribes the form there is nothing to cite instead.
    found.filter(|breach| !breach.right.is_empty()).map(with_year).collect()
}

pub(super) fn misnamed(case: &Case<'_>) -> Vec<Breach> {
    let basis = basis(case.sheet);
    let wrong = |prose: &Prose<'_>| {
        let number = prose.reading().cited(core(&basis.number)).first()?.start;
        let name = title_before(prose.words(), whole_number(prose.words(), number, basis))?;
        let found = plain(&prose.words()[name.clone()]);
        let right = found.contains(&plain(&basis.title)) || found == plain(&basis.notice);
        let inner = name.start + "《".len()..name.end - "》".len();
        (!right).then(|| prose.breach(&inner, basis.title.as_str()))
    };
    case.prose.iter().filter_map(wrong).collect()
}

/// Where a number of a notice begins whose year is found at this byte: with the office that gave it, if that is written.
fn whole_number(text: &str, year: usize, basis: &Basis) -> usize {
    let before = &text[..year];
    before.strip_suffix(office(basis)).unwrap_or(before).len()
}

/// The title quoted right before a number that begins at a byte of the text: `《…》（国办公开办函〔2021〕30号`.
fn title_before(text: &str, number: usize) -> Option<Range<usize>> {
    let before = text[..number].strip_suffix(['（', '('])?;
    titles(text).into_iter().find(|title| title.end == before.len())
}

/// A title without brackets and spaces.
fn plain(title: &str) -> String {
    title.chars().filter(|c| !"《》〈〉“”".contains(*c) && !c.is_whitespace()).collect()
}
