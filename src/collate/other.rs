//! Whether a copy is one of another report: whose it is must be said before its words come into a draft.

use super::said::even;
use crate::{
    diff::{Pair, pairs},
    draft::{Entry, Report, paragraphs},
    form::SectionBody,
    import::Imported,
};

/// Whether the copy is of another report: its title is another, and most of its texts or of its figures are too.
///
/// A title that was mistyped over the right report is a difference like any other.
pub fn is_another(was: &Imported, came: &Imported) -> bool {
    let of = |side: &Imported| even(&side.draft.report.title());
    of(was) != of(came) && (texts(was, came).is_mostly_other() || figures(was, came).is_mostly_other())
}

/// How much of both is the same.
#[derive(Clone, Copy, Default)]
struct Share {
    same: usize,
    all: usize,
}

impl Share {
    fn is_mostly_other(self) -> bool {
        self.same * 2 < self.all
    }
}

fn texts(was: &Imported, came: &Imported) -> Share {
    let sections = was.form.sections.iter().filter(|section| section.body == SectionBody::Text);
    sections.fold(Share::default(), |share, section| {
        let of = |side: &Imported| {
            paragraphs(side.draft.report.text(&section.id)).map(even).collect::<Vec<String>>()
        };
        let (before, after) = (of(was), of(came));
        let [before, after] =
            [&before, &after].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
        let is_same = |pair: &Pair| matches!(pair, Pair::Kept { .. } | Pair::Changed { .. });
        let same = pairs(&before, &after).iter().filter(|pair| is_same(pair)).count();
        Share { same: share.same + same, all: share.all + before.len().max(after.len()) }
    })
}

/// Of the figures that are no nought.
fn figures(was: &Imported, came: &Imported) -> Share {
    let cells = was.form.cells().iter();
    cells.fold(Share::default(), |share, cell| {
        let of = |report: &Report| {
            let entry = report.cells.get(&cell.id).or_else(|| report.printed.get(&cell.id));
            entry.map(Entry::to_string).filter(|figure| figure != "0")
        };
        let (before, after) = (of(&was.draft.report), of(&came.draft.report));
        let counts = before.is_some() || after.is_some();
        Share {
            same: share.same + usize::from(counts && before == after),
            all: share.all + usize::from(counts),
        }
    })
}
