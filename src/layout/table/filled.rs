//! The tables of a report with what stands in their boxes, kept from one layout to the next: a number typed into one table
//! has no other measured again, and of its own no other box.

use std::sync::Arc;

use super::{Grid, fit};
use crate::{
    draft::Sheet,
    form::{Table, TableBox},
    layout::{
        fonts::{Fonts, Style},
        units::{Type, pieces},
    },
};

/// The tables as they were laid out last. Holds for one set of faces.
#[derive(Default)]
pub(in crate::layout) struct Tables(Vec<Filled>);

impl Tables {
    /// Measures the tables of the form, all in type of one size: as large as the one allows that needs most room.
    pub(in crate::layout) fn grids(&mut self, sheet: Sheet<'_>, fonts: &impl Fonts) -> Vec<Arc<Grid>> {
        let mut known = std::mem::take(&mut self.0).into_iter();
        for (index, table) in sheet.form().tables.iter().enumerate() {
            self.0.push(Filled::again(known.next(), index, table, sheet, fonts));
        }
        let common =
            self.0.iter().map(|filled| filled.alone).fold(fit::USUAL, f32::min).max(fit::LEAST_FOR_HEIGHT);
        self.0.iter_mut().map(|filled| filled.grid(common)).collect()
    }
}

/// A table with what stands in its boxes.
struct Filled {
    index: usize,
    table: Arc<Table>,
    /// The text of each box, and the same measured.
    texts: Vec<String>,
    words: Vec<fit::Words>,
    /// The type size that it allows by itself.
    alone: f32,
    /// The size that it was set in last at most, and how.
    set: (f32, Arc<Grid>),
}

impl Filled {
    /// The table as it is now, where this is known of the one that was in its place the last time.
    fn again(known: Option<Self>, index: usize, table: &Table, sheet: Sheet<'_>, fonts: &impl Fonts) -> Self {
        let Some(known) = known.filter(|known| *known.table == *table) else {
            let texts: Vec<String> = table.boxes.iter().map(|b| sheet.box_text(b).into_owned()).collect();
            let words = table.boxes.iter().zip(&texts).map(|(b, text)| words(b, text, fonts)).collect();
            return Self::new(index, Arc::new(table.clone()), texts, words);
        };
        let new: Vec<(usize, String)> = changed(table, &known.texts, sheet).collect();
        if new.is_empty() {
            return known;
        }
        let Self { table, mut texts, words: mut all, .. } = known;
        for (at, text) in new {
            all[at] = words(&table.boxes[at], &text, fonts);
            texts[at] = text;
        }
        Self::new(index, table, texts, all)
    }

    fn new(index: usize, table: Arc<Table>, texts: Vec<String>, words: Vec<fit::Words>) -> Self {
        let fit = fit::best(&table, &words, fit::USUAL);
        let alone = fit.size;
        let set = (alone, Arc::new(Grid::new(index, &table, fit)));
        Self { index, table, texts, words, alone, set }
    }

    /// The table in type no larger than this.
    fn grid(&mut self, most: f32) -> Arc<Grid> {
        let most = most.min(self.alone);
        if self.set.0 != most {
            let fit = fit::best(&self.table, &self.words, most);
            self.set = (most, Arc::new(Grid::new(self.index, &self.table, fit)));
        }
        self.set.1.clone()
    }
}

/// The boxes in which something else stands than these texts, with what does.
fn changed<'a>(
    table: &'a Table,
    texts: &'a [String],
    sheet: Sheet<'a>,
) -> impl Iterator<Item = (usize, String)> + 'a {
    let new = move |(at, (b, text)): (usize, (&'a TableBox, &'a String))| {
        let now = sheet.box_text(b);
        (*now != **text).then(|| (at, now.into_owned()))
    };
    table.boxes.iter().zip(texts).enumerate().filter_map(new)
}

/// The text of a box, measured.
fn words(table_box: &TableBox, text: &str, fonts: &impl Fonts) -> fit::Words {
    fit::Words::new(table_box, pieces(fonts, text, Type::solid(Style::Table, 1.0)).collect())
}
