//! Where in a draft's file something stands, and which place of the report that is.

use crate::{draft::Place, form};

/// The way to a place in the file, from the outside.
#[derive(Clone, Default)]
pub(super) struct Path(Vec<Step>);

/// A name on the way.
#[derive(Clone)]
pub(super) struct Step {
    pub name: String,
    /// What the officer calls it; nothing for keys.
    pub label: &'static str,
}

impl Path {
    pub(super) fn push(&mut self, step: Step) {
        self.0.push(step);
    }

    pub(super) fn pop(&mut self) {
        self.0.pop();
    }

    /// The names on the way.
    pub(super) fn names(&self) -> Vec<&str> {
        self.0.iter().map(|step| step.name.as_str()).collect()
    }

    /// Whether it is an entry of a map of the report or of last year's.
    pub(super) fn is_of_a_report(&self) -> bool {
        matches!(self.names()[..], ["report" | "last", _, _])
    }

    /// The place of the report, with what it belongs to where that is not the report being written.
    pub(super) fn place(&self) -> (Place, String) {
        let names = self.names();
        let place = match names.iter().position(|name| matches!(*name, "report" | "last")) {
            Some(at) => place_in_report(&names[at + 1..]),
            None => Place::Source,
        };
        let is_own = names.first() == Some(&"report");
        let shown = if is_own && place != Place::Source { &[] } else { &self.0[..] };
        // The place says itself what comes after the report.
        let labels =
            shown.iter().filter(|s| place == Place::Source || matches!(s.name.as_str(), "last" | "signed"));
        let words: Vec<&str> = labels.map(|s| s.label).filter(|l| !matches!(*l, "" | "报告")).collect();
        (place, words.concat())
    }

    /// The same, of a line that names a cell where the way to it was not read.
    pub(super) fn place_of(&self, words: &str) -> (Place, String) {
        let (place, inside) = self.place();
        let is_table = matches!(self.names()[..], ["report" | "last", "cells" | "printed"]);
        match cell_in(words).filter(|_| is_table) {
            Some(cell) => {
                (cell, if self.names()[0] == "last" { "上年报告".to_owned() } else { String::new() })
            }
            None => (place, inside),
        }
    }
}

fn place_in_report(names: &[&str]) -> Place {
    match names {
        ["cells" | "printed", id] => Place::Cell((*id).into()),
        ["sections" | "headings", id, ..] => Place::Section((*id).into()),
        ["title"] => Place::Title,
        ["year"] => Place::Year,
        ["agency", "name"] => Place::Agency,
        _ => Place::Source,
    }
}

/// The first word of a line that is the id of a cell of some form.
fn cell_in(words: &str) -> Option<Place> {
    let line: String = words.lines().next()?.chars().take(120).collect();
    let mut ids = line
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '_')
        .filter(|id| id.contains('.'));
    let known = |id: &&str| form::builtin().iter().any(|form| form.cell(id).is_some());
    ids.find(known).map(|id| Place::Cell(id.into()))
}
