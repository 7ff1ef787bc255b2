//! Forms to test with: the built-in ones and the invented one.
#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails as it should")]

use std::sync::Arc;

use nianbao::{
    draft::{Draft, Entry, Opened, Report, Sheet, last::Before},
    form::{self, Form, SectionBody},
};

/// The form that no office prescribes.
pub fn invented() -> Arc<Form> {
    Arc::new(Form::read(include_str!("../forms/2027.ron")).unwrap())
}

/// The form in which nothing is called as in any other.
pub fn renamed() -> Arc<Form> {
    Arc::new(Form::read(include_str!("../forms/2028.ron")).unwrap())
}

/// Every form there is, the invented ones included.
pub fn all() -> Vec<Arc<Form>> {
    form::builtin().iter().cloned().chain([invented(), renamed()]).collect()
}

/// The form with this id.
pub fn by_id(id: &str) -> Arc<Form> {
    all().into_iter().find(|f| f.id == id).unwrap()
}

/// A report with every cell filled with zero.
pub fn zeros(form: &Form) -> Report {
    let mut report = Report::new(form, form.years.from);
    for cell in form.cells().iter().filter(|c| !c.is_total()) {
        report.cells.insert(cell.id.clone(), Entry::read("0").unwrap());
    }
    report
}

/// [`zeros`] with texts that say all they must and nothing more.
pub fn quiet(form: &Form) -> Report {
    let mut report = zeros(form);
    // So that the text names the agency.
    report.agency.name = "本机关".to_owned();
    let texts = form.sections.iter().filter(|s| s.body == SectionBody::Text && !s.heading.is_empty());
    for section in texts {
        let topics: Vec<&str> = section.topics.iter().map(|t| t.label.as_str()).collect();
        let treated: String = [section.subject(), &topics.join("、")]
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join("，");
        let text = format!(
            "本机关按照要求写明{treated}，内容真实、准确、完整，没有遗漏，没有重复，也没有与工作无关的内容。"
        );
        report.sections.insert(section.id.clone(), text.into());
    }
    report
}

/// A report with its form.
pub fn sheet<'a>(form: &'a Form, report: &'a Report) -> Sheet<'a> {
    Sheet::new(form, report).unwrap()
}

/// A draft with its form.
pub fn opened<'a>(form: &'a Form, draft: &'a Draft) -> Opened<'a> {
    Opened::new(form, draft).unwrap()
}

/// Last year's report as a form of this year sees it.
pub fn before<'a>(form: &'a Form, last: Option<&'a Report>) -> Option<Before<'a>> {
    last.and_then(|last| Before::of(form, last))
}
