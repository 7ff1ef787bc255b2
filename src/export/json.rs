//! The report as JSON, for other programs: every figure the report shows, as a string, so that no digit is lost.

use serde::{Serialize, Serializer};

use crate::draft::{Agency, Figure, Sheet, paragraphs};

/// Pairs in the order of the page, written as a JSON object.
struct Ordered<V>(Vec<(String, V)>);

impl<V: Serialize> Serialize for Ordered<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

#[derive(Serialize)]
struct Published<'a> {
    form: &'a str,
    year: u16,
    title: String,
    agency: &'a Agency,
    cells: Ordered<String>,
    printed: Ordered<String>,
    sections: Ordered<Vec<&'a str>>,
}

/// The report as JSON text: form, year, title, agency, figures, printed totals and paragraphs.
///
/// `cells` has every filled cell of the form and every total whose parts are all numbers; `printed` the totals of
/// a published report; `sections` the paragraphs of every text section, an empty list where nothing was written.
pub fn export(sheet: Sheet<'_>) -> String {
    let printed = sheet.report().printed.iter().map(|(id, entry)| (id.to_string(), entry.to_string()));
    let sections = sheet.texts().map(|(section, text)| (section.id.to_string(), paragraphs(text).collect()));
    let published = Published {
        form: &sheet.report().form,
        year: sheet.report().year,
        title: sheet.title(),
        agency: &sheet.report().agency,
        cells: cells(sheet),
        printed: Ordered(printed.collect()),
        sections: Ordered(sections.collect()),
    };
    match serde_json::to_string_pretty(&published) {
        Ok(text) => text + "\n",
        // Strings, numbers and maps with string keys always have a JSON form.
        Err(error) => unreachable!("a report has a JSON form: {error}"),
    }
}

fn cells(sheet: Sheet<'_>) -> Ordered<String> {
    let shown = |cell| match sheet.figure(cell) {
        Figure::Number(n) => Some(n.to_string()),
        Figure::Other(text) => Some(text.to_owned()),
        Figure::Blank | Figure::Partial(_) => None,
    };
    Ordered(sheet.form().cells().iter().filter_map(|c| Some((c.id.to_string(), shown(c)?))).collect())
}
