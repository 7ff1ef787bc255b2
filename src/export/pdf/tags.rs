//! Tags (ISO 32000-1 §14.8): what each part of a document is called and says of itself, for readers who cannot see it.

use std::collections::HashMap;

use super::{
    marks::{Mark, Part},
    syntax::Syntax,
};
use crate::layout::{Element, Kind, Origin, Span};

/// What marked texts are called.
pub(super) struct Names(HashMap<Origin, Kind>);

impl Names {
    /// The names of the texts of a document.
    pub(super) fn of_all(structure: &[Element]) -> Self {
        let mut kinds = HashMap::new();
        let mut add = |element: &Element| kinds.extend(element.origin.map(|origin| (origin, element.kind)));
        for element in structure {
            each(element, &mut add);
        }
        Self(kinds)
    }

    /// The name of the text of a mark.
    pub(super) fn of(&self, mark: &Mark) -> &'static str {
        match (mark.part, self.0.get(&mark.origin)) {
            (Part::Link(_), _) => "Link",
            (Part::Head, Some(Kind::Headed { level, .. })) => heading(*level),
            (_, kind) => kind.map_or("P", |kind| name(*kind)),
        }
    }
}

/// An element and everything inside it.
pub(super) fn each<'e>(element: &'e Element, see: &mut impl FnMut(&'e Element)) {
    see(element);
    element.children.iter().for_each(|child| each(child, see));
}

pub(super) fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Title => "H1",
        Kind::Heading(level) => heading(level),
        Kind::Paragraph | Kind::Headed { .. } => "P",
        Kind::Table => "Table",
        Kind::Row => "TR",
        Kind::ColumnHead(_) | Kind::RowHead(_) => "TH",
        Kind::Data(_) => "TD",
    }
}

pub(super) fn heading(level: u8) -> &'static str {
    ["H1", "H2", "H3", "H4", "H5"].get(usize::from(level.max(1)) - 1).copied().unwrap_or("H6")
}

/// What values know a head by.
pub(super) fn head_name(origin: Origin) -> String {
    match origin {
        Origin::Box(table, index) => format!("{table}.{index}"),
        other => format!("{other:?}"),
    }
}

/// What a box of a table covers, which way a head points, and which heads a value has.
pub(super) fn attributes(out: &mut Vec<u8>, element: &Element) {
    let (scope, span) = match element.kind {
        Kind::ColumnHead(span) => (Some("Column"), span),
        Kind::RowHead(span) => (Some("Row"), span),
        Kind::Data(span) if span != Span::ONE || !element.heads.is_empty() => (None, span),
        _ => return,
    };
    out.extend(b"/A<</O/Table");
    if let Some(scope) = scope {
        out.name(b"Scope");
        out.name(scope.as_bytes());
    }
    for (key, count) in [("RowSpan", span.rows), ("ColSpan", span.columns)] {
        if count > 1 {
            out.name(key.as_bytes());
            out.integer(count as i64);
        }
    }
    if !element.heads.is_empty() {
        out.extend(b"/Headers[");
        element.heads.iter().for_each(|head| out.string(head_name(*head).as_bytes()));
        out.push(b']');
    }
    out.extend(b">>");
}
