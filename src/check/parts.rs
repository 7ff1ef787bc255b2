//! What a report must consist of: the form of its year, its title, its sections and what each must say.

use super::{
    Breach, Case, Place,
    pattern::patterns,
    prose::Prose,
    words::{either, joined},
};
use crate::{
    draft::AgencyKind,
    form::{self, Meaning, Section, SectionBody, Topic},
    words::{normal::Normal, number, sentence::sentences},
};

/// A section on problems shorter than this says nothing.
const TOO_SHORT: usize = 40;

patterns! {
    /// How many parts the opening says there are.
    static PARTS = "([一二三四五六七八九十]|[0-9]{1,2})(个|大)?部分";
    /// A figure, in digits or in words of more than one: every text has 一是, 二是.
    static FIGURE = "[0-9]|[〇一二三四五六七八九十百千万两]+(?:件|条|次|篇|个|项|人|期|场)";
}

fn at(place: Place, left: impl Into<String>, right: impl Into<String>) -> Breach {
    let (left, right) = (left.into(), right.into());
    let fill = vec![("现", left.clone()), ("应", right.clone())];
    Breach { places: vec![place], left, right, fill, ..Breach::default() }
}

fn at_section(section: &Section, left: impl Into<String>, right: impl Into<String>) -> Breach {
    at(Place::Section(section.id.clone()), left, right)
}

/// A section in which something was written.
#[derive(Clone, Copy)]
struct Written<'a> {
    section: &'a Section,
    passages: &'a [Prose<'a>],
}

impl Written<'_> {
    /// Its characters as the officer counts them.
    fn chars(self) -> usize {
        self.passages.iter().map(|prose| prose.reading().chars).sum()
    }
}

impl<'a> Case<'a> {
    fn all_written(&self) -> impl Iterator<Item = Written<'a>> {
        let written =
            |passages: &'a [Prose<'a>]| Some(Written { section: passages.first()?.section, passages });
        self.sections().filter_map(written)
    }

    /// The section with this meaning, unless nothing was written.
    fn written(&self, meaning: Meaning) -> Option<Written<'a>> {
        self.all_written().find(|written| written.section.meaning == Some(meaning))
    }
}

pub(super) fn form_of_year(case: &Case<'_>) -> Option<Breach> {
    let year = case.sheet.report().year;
    let right = form::builtin().iter().find(|form| form.years.contains(year));
    let right = right.filter(|_| !case.sheet.form().years.accept(year))?;
    let mut breach = at(Place::Title, &case.sheet.form().name, &right.name);
    breach.fill.extend([
        ("年", year.to_string()),
        ("格式", right.name.clone()),
        ("当前", case.sheet.form().name.clone()),
    ]);
    Some(breach)
}

pub(super) fn missing(case: &Case<'_>) -> Vec<Breach> {
    let mandated =
        case.sheet.form().sections.iter().filter(|s| !s.heading.is_empty() && s.body == SectionBody::Text);
    let blank = mandated.filter(|s| case.sheet.text(&s.id).trim().is_empty());
    let breach = |section: &Section| {
        let mut breach = at_section(section, "", &section.heading);
        breach.fill.push(("标题", section.heading.clone()));
        breach
    };
    blank.map(breach).collect()
}

pub(super) fn headings(case: &Case<'_>) -> Vec<Breach> {
    let even = |words: &str| Normal::of(words).as_str().replace(char::is_whitespace, "");
    let renamed = |section: &&Section| {
        let printed = case.sheet.heading(section);
        !section.heading.is_empty() && even(printed) != even(&section.heading)
    };
    let changed = case.sheet.form().sections.iter().filter(renamed);
    changed.map(|section| at_section(section, case.sheet.heading(section), &section.heading)).collect()
}

pub(super) fn title(case: &Case<'_>) -> Option<Breach> {
    let report = case.sheet.report();
    let name = report.agency.name.trim();
    let is_known = !name.is_empty() && report.year != 0;
    let title = report.title.as_ref().filter(|_| is_known)?;
    let even = Normal::of(title);
    let year = format!("{}年", report.year);
    let needed = [Normal::of(name).as_str().to_owned(), year, "政府信息公开工作年度报告".to_owned()];
    if needed.iter().all(|words| even.as_str().contains(words.as_str())) {
        return None;
    }
    let mut breach = at(Place::Title, title, "");
    breach.fill.extend([("全称", name.to_owned()), ("Y", report.year.to_string())]);
    Some(breach)
}

/// A title of its own may name the agency all the same.
pub(super) fn nameless(case: &Case<'_>) -> Option<Breach> {
    let report = case.sheet.report();
    let is_named = report.title.is_some() || !report.agency.name.trim().is_empty();
    (!is_named).then(|| at(Place::Title, "", ""))
}

/// The parts that the opening lists against those there are.
pub(super) fn announced(case: &Case<'_>) -> Option<Breach> {
    let in_prose = |opening: &Prose<'_>| {
        let text = opening.words();
        let parts: Vec<&Section> =
            case.sheet.form().sections.iter().filter(|s| !s.heading.is_empty()).collect();
        let listed = |sentence: &str| parts.iter().filter(|s| s.is_known_by(sentence)).count();
        let lists = |bytes: &std::ops::Range<usize>| {
            let sentence = &text[bytes.clone()];
            sentence.contains("部分") && (listed(sentence) > 1 || PARTS.is_match(sentence))
        };
        let bytes = sentences(text).into_iter().find(lists)?;
        let sentence = &text[bytes.clone()];
        let mut differences = Vec::new();
        if listed(sentence) > 1 {
            differences.extend(not_listed(&parts, sentence));
        }
        differences.extend(miscounted(sentence, parts.len()));
        let difference = differences.join("；");
        let mut breach = opening.breach(&bytes, "");
        breach.left.clone_from(&difference);
        breach.fill.push(("差异", difference));
        (!differences.is_empty()).then_some(breach)
    };
    let opening = case.written(Meaning::Opening);
    opening.and_then(|opening| opening.passages.iter().find_map(in_prose))
}

fn not_listed(parts: &[&Section], sentence: &str) -> Option<String> {
    let missing = parts.iter().filter(|s| !s.known_by.is_empty() && !s.is_known_by(sentence));
    let names: String = missing.map(|s| format!("“{}”", s.subject())).collect();
    (!names.is_empty()).then(|| format!("没有列出{names}"))
}

fn miscounted(sentence: &str, parts: usize) -> Option<String> {
    let stated = PARTS.captures(sentence)?.get(1)?.as_str().to_owned();
    let right = [number::chinese(parts), parts.to_string()];
    (!right.contains(&stated)).then(|| format!("写明{stated}部分，正文有{}部分", right[0]))
}

pub(super) fn problems_empty(case: &Case<'_>) -> Option<Breach> {
    let problems = case.written(Meaning::Problems);
    let short = problems.filter(|p| has_topics(p) && p.chars() < TOO_SHORT);
    short.map(|p| at_section(p.section, p.chars().to_string(), TOO_SHORT.to_string()))
}

/// Only a form that says what the section must treat asks for anything.
fn has_topics(written: &Written<'_>) -> bool {
    !written.section.topics.is_empty()
}

pub(super) fn problems_half(case: &Case<'_>) -> Option<Breach> {
    let long = case.written(Meaning::Problems).filter(|p| p.chars() >= TOO_SHORT);
    long.and_then(|written| incomplete(written, "、", str::to_owned))
}

pub(super) fn overview_subjects(case: &Case<'_>) -> Option<Breach> {
    let overview = case.written(Meaning::Overview);
    overview.and_then(|written| incomplete(written, "", |label| format!("“{label}”")))
}

pub(super) fn other_matters(case: &Case<'_>) -> Option<Breach> {
    let other = case.written(Meaning::Other);
    other.and_then(|written| incomplete(written, "、", str::to_owned))
}

/// What only the reports of governments have to treat.
pub(super) fn overview_of_government(case: &Case<'_>) -> Option<Breach> {
    let is_government = case.sheet.report().agency.kind == AgencyKind::Government;
    let overview = case.written(Meaning::Overview).filter(|_| is_government)?;
    let asked = &overview.section.government;
    let missing: Vec<&str> = untreated(overview, asked).map(|topic| topic.label.as_str()).collect();
    let mut breach = at_section(overview.section, missing.join("、"), "");
    breach.fill.push(("缺", missing.join("、")));
    breach.fill.extend(of_government(overview.section));
    (!missing.is_empty()).then_some(breach)
}

/// What a section has to treat in the reports of governments: any of it, and all of it.
pub(super) fn of_government(section: &Section) -> [(&'static str, String); 2] {
    let asked = &section.government;
    let short: Vec<_> = asked.iter().map(Topic::short).collect();
    let labels: Vec<_> = asked.iter().map(|topic| &topic.label).collect();
    [("各项", either(&short)), ("全部", joined(&labels, "和"))]
}

/// A section that any agency could have written in any year: without its name, a year and a number.
pub(super) fn overview_generic(case: &Case<'_>) -> Option<Breach> {
    let is_own = |prose: &Prose<'_>| prose.reading().has_figure || prose.reading().names_agency;
    let generic = case.written(Meaning::Overview).filter(|w| !w.passages.iter().any(is_own));
    generic.map(|written| at_section(written.section, "", ""))
}

/// The finding that a text does not treat all that it has to.
fn incomplete(written: Written<'_>, between: &str, shown: fn(&str) -> String) -> Option<Breach> {
    let missing = untreated(written, &written.section.topics);
    let names = missing.map(|topic| shown(&topic.label)).collect::<Vec<_>>().join(between);
    let mut breach = at_section(written.section, names.clone(), "");
    breach.fill.extend([("缺", names.clone()), ("项", names.trim_matches(['“', '”']).to_owned())]);
    (!names.is_empty()).then_some(breach)
}

/// Those of some subjects that a text does not treat.
fn untreated<'a>(written: Written<'a>, topics: &'a [Topic]) -> impl Iterator<Item = &'a Topic> {
    topics.iter().filter(move |topic| !written.passages.iter().any(|prose| prose.reading().treats(topic)))
}

/// Whether there is a figure in a text.
pub(super) fn has_figure(text: &str) -> bool {
    FIGURE.is_match(text)
}

pub(super) fn overview_length(case: &Case<'_>) -> Vec<Breach> {
    let long = |written: Written<'_>| {
        let limit = case.sheet.limit(written.section)?;
        let count = written.chars();
        let asked = match case.sheet.report().agency.limit {
            Some(local) => format!("当地要求不超过{local}字"),
            None => asked(limit),
        };
        let mut breach = at_section(written.section, count.to_string(), limit.to_string());
        breach.fill.extend([
            ("n", count.to_string()),
            ("要求", asked),
            ("部分", written.section.subject().to_owned()),
        ]);
        (count > limit).then_some(breach)
    };
    case.all_written().filter_map(long).collect()
}

/// What is asked of a text's length where nothing local is known.
pub(super) fn asked(limit: usize) -> String {
    format!("有的地方要求不超过{}字", in_words(limit))
}

/// Round numbers as notices write them.
fn in_words(limit: usize) -> String {
    if limit == 1000 { "一千".to_owned() } else { limit.to_string() }
}
