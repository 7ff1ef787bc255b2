//! A comparison as a web page to be printed: tables, and the texts in two columns.

use super::{Comparison, TITLE};
use crate::{
    export::markup::Element,
    layout::{
        compared::{Row, Stretch, Weight},
        review::{Field, Part, Shape},
    },
};

/// What the page looks like: signs tell what changed, bold and lines only help.
const STYLE: &str = "\
body{max-width:60em;margin:2em auto;padding:0 1em;font-family:\"SimSun\",\"Songti SC\",serif;line-height:1.7}\
h1{text-align:center;font-size:1.5em}\
.versions{text-align:center}\
table{border-collapse:collapse;width:100%;font-size:.9em}\
th,td{border:1px solid #888;padding:.2em .5em;vertical-align:top;text-align:left}\
.number{text-align:right}\
.texts{table-layout:fixed;font-size:1em}\
.quiet td{font-size:.82em;color:#444}\
ins,del{font-weight:bold;text-decoration:none}\
ins{border-bottom:1px solid}";

/// The comparison as a whole page.
pub fn page(comparison: &Comparison) -> String {
    let content = comparison.content();
    let head = Element::new("head").lines([
        Element::empty("meta").with("charset", "utf-8"),
        Element::new("title").text(TITLE),
        Element::new("style").raw(STYLE),
    ]);
    let mut blocks = vec![Element::new("h1").text(&content.title)];
    blocks.extend(content.lines.iter().map(|line| Element::new("p").with("class", "versions").text(line)));
    blocks.extend(content.parts.iter().flat_map(part));
    if !content.texts.rows.is_empty() {
        blocks.push(Element::new("h2").text(&content.texts.heading));
        let heads = content.texts.heads.iter().map(|head| Element::new("th").with("scope", "col").text(head));
        let rows = content.texts.rows.iter().map(row);
        let rows = [Element::new("tr").children(heads)].into_iter().chain(rows);
        blocks.push(Element::new("table").with("class", "texts").lines(rows));
    }
    let page = Element::new("html").with("lang", "zh-CN").lines([head, Element::new("body").lines(blocks)]);
    format!("<!DOCTYPE html>\n{page}\n")
}

fn part(part: &Part) -> Vec<Element> {
    let mut blocks = vec![Element::new("h2").text(&part.heading)];
    blocks.extend(part.texts.iter().map(|text| Element::new("p").text(text)));
    if !part.table.rows.is_empty() {
        let rows = part.table.rows.iter().map(|row| Element::new("tr").children(row.iter().map(field)));
        blocks.push(Element::new("table").lines(rows));
    }
    blocks
}

fn field(field: &Field) -> Element {
    let element = match field.shape {
        Shape::Head => Element::new("th").with("scope", "col"),
        Shape::Number => Element::new("td").with("class", "number"),
        _ => Element::new("td"),
    };
    element.text(&field.text)
}

fn row(row: &Row) -> Element {
    match row {
        Row::Heading(text) => Element::new("tr").child(&Element::new("th").with("colspan", 2).text(text)),
        Row::Pair { sides: [old, new], weight } => {
            let tr = Element::new("tr");
            let tr = if *weight == Weight::Quiet { tr.with("class", "quiet") } else { tr };
            tr.child(&side("del", old)).child(&side("ins", new))
        }
    }
}

/// A paragraph of one side, what changed in elements of this name.
fn side(name: &'static str, stretches: &[Stretch]) -> Element {
    stretches.iter().fold(Element::new("td"), |td, stretch| {
        if stretch.is_changed {
            td.child(&Element::new(name).text(&stretch.text))
        } else {
            td.text(&stretch.text)
        }
    })
}
