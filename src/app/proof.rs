//! A report that was read from where it was published, beside its source (核对读入的内容): which figure stands where, and
//! what is doubtful.

use std::{
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Change, Desk, Document, Session};
use crate::{
    draft::{
        Doubt, Entry, doubted,
        doubted::DoubtGroup,
        edit::Edit,
        salvage::{Salvaged, SalvagedFigure},
    },
    form::CellId,
    import::{Imported, Piece},
    store::{PartOpened, name_of},
    words::{count_chars, sentence::bare},
};

/// The first line of a paragraph has at least this many characters.
const FIRST_LINE: usize = 8;

/// The source of a report.
pub struct Proof {
    /// The name of the file.
    pub name: String,
    /// The text of the source, line by line.
    pub lines: Vec<String>,
    /// Where its figures stand, in the order of the source.
    pub spots: Vec<Spot>,
}

/// A figure in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The index of its line.
    pub line: usize,
    /// Where it stands in the line, in bytes.
    pub bytes: Range<usize>,
    /// The cell it went to.
    pub place: CellId,
}

/// What can be done on the page 核对读入的内容.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProofAct {
    /// Takes doubts away that have been looked at, by their places in the list.
    Accept(Vec<usize>),
    /// Puts another figure into a cell that is doubtful.
    Correct {
        /// The places of its doubts in the list.
        which: Vec<usize>,
        /// What is right, as typed.
        typed: String,
    },
}

impl Proof {
    pub(super) fn new(name: String, lines: Vec<String>, pieces: &[Piece]) -> Self {
        let mut spots: Vec<Spot> = Vec::new();
        let mut ordered: Vec<&Piece> = pieces.iter().collect();
        ordered.sort_by_key(|p| p.block);
        for piece in ordered {
            let Some(line) = lines.get(piece.block) else { continue };
            let from = spots.last().filter(|s| s.line == piece.block).map_or(0, |s| s.bytes.end);
            let found = find_figure(line, &piece.text, from).or_else(|| find_figure(line, &piece.text, 0));
            if let Some(bytes) = found {
                spots.push(Spot { line: piece.block, bytes, place: piece.place.clone() });
            }
        }
        Self { name, lines, spots }
    }

    /// The spot of a cell.
    pub fn spot_of(&self, place: &CellId) -> Option<usize> {
        self.spots.iter().position(|s| s.place == *place)
    }

    /// The first line with these words, or the one that they begin with: a paragraph may be put together out of lines.
    pub fn line_with(&self, words: &str) -> Option<usize> {
        let words = words.trim().trim_end_matches('…');
        if words.is_empty() {
            return None;
        }
        let whole = bare(words);
        let begins = |line: &String| count_chars(line) >= FIRST_LINE && whole.starts_with(&bare(line));
        let holds = self.lines.iter().position(|l| l.contains(words));
        holds.or_else(|| self.lines.iter().position(begins))
    }
}

/// Where a figure stands by itself in a line: no digit of another number beside it.
fn find_figure(line: &str, figure: &str, from: usize) -> Option<Range<usize>> {
    let part_of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let rest = line.get(from..).filter(|_| !figure.is_empty())?;
    let places = rest.match_indices(figure).map(|(at, _)| from + at..from + at + figure.len());
    places.into_iter().find(|range| {
        let before = line[..range.start].chars().next_back();
        let after = line[range.end..].chars().next();
        !before.is_some_and(part_of_number) && !after.is_some_and(part_of_number)
    })
}

impl Document {
    /// A report that was read: nothing of it is on the disk as a draft yet.
    pub fn imported(imported: Imported, name: String) -> Self {
        let Imported { draft, form, missing, source, pieces, .. } = imported;
        let mut document = Self::unsaved(form, draft);
        document.missing = missing.iter().map(|m| m.name(document.form())).collect();
        document.proof = Some(Arc::new(Proof::new(name, source, &pieces)));
        document
    }

    /// What is left of a damaged draft, beside the text of its file: nothing of it is on the disk as it is now.
    pub fn salvaged(part: PartOpened, from: PathBuf) -> Self {
        let PartOpened { read: Salvaged { mut draft, lost, figures, .. }, form, lines } = part;
        let before = std::mem::take(&mut draft.doubts);
        draft.doubts = lost.iter().map(|l| l.doubt(&form)).chain(before).collect();
        let mut document = Self::unsaved(form, draft);
        let piece = |f: SalvagedFigure| Piece { block: f.line - 1, place: f.cell, text: f.text };
        let pieces: Vec<Piece> = figures.into_iter().map(piece).collect();
        document.proof = Some(Arc::new(Proof::new(name_of(&from), lines, &pieces)));
        document.salvaged_from = Some(from);
        document
    }

    /// The damaged file that it was salvaged from in this session.
    pub fn salvaged_from(&self) -> Option<&Path> {
        self.salvaged_from.as_deref()
    }

    /// The source that it was read from in this session.
    pub fn proof(&self) -> Option<&Arc<Proof>> {
        self.proof.as_ref()
    }

    /// What was not found in the source, in words.
    pub fn missing(&self) -> &[String] {
        &self.missing
    }

    /// Whether anything was read that next year's report could begin with: a figure, or a text under a heading.
    pub fn is_read(&self) -> bool {
        let report = self.report();
        let mut headed = self.form().sections.iter().filter(|s| !s.heading.is_empty());
        let text = headed.any(|s| !report.text(&s.id).is_empty());
        text || !report.cells.is_empty() || !report.printed.is_empty()
    }

    /// Whether there is anything to prove: a source, or doubts that are still open.
    pub fn to_prove(&self) -> bool {
        self.proof.is_some() || !self.draft().doubts.is_empty()
    }

    /// What is still doubtful, by table and reason.
    pub fn doubts(&self) -> Vec<DoubtGroup> {
        doubted::groups(self.form(), &self.draft().doubts)
    }

    /// How many groups of doubts there are.
    pub fn doubt_count(&self) -> usize {
        doubted::count(self.form(), &self.draft().doubts)
    }
}

impl Session {
    /// Does one thing on the page.
    pub(super) fn proof_act(&mut self, act: ProofAct, desk: &mut Desk) {
        match act {
            ProofAct::Accept(which) => self.accept_doubts(&which, desk),
            ProofAct::Correct { which, typed } => self.correct_doubts(&which, &typed, desk),
        }
    }

    pub(super) fn has_doubts(&self) -> bool {
        !self.document.draft().doubts.is_empty()
    }

    pub(super) fn accept_all_doubts(&mut self, desk: &mut Desk) {
        let all: Vec<usize> = (0..self.document.draft().doubts.len()).collect();
        self.accept_doubts(&all, desk);
    }

    /// Takes doubts away, as one step of undo.
    fn accept_doubts(&mut self, which: &[usize], desk: &mut Desk) {
        let document = &self.document;
        let chosen: Vec<Doubt> =
            which.iter().filter_map(|&at| document.draft().doubts.get(at).cloned()).collect();
        let count = doubted::count(document.form(), &chosen);
        let name = if count > 1 { format!("确认{count}处存疑") } else { "确认存疑".to_owned() };
        self.settle(which, name, None, desk);
    }

    /// Puts another figure into the cell of doubts, which takes them away.
    fn correct_doubts(&mut self, which: &[usize], typed: &str, desk: &mut Desk) {
        let document = &self.document;
        let first = which.first().and_then(|&at| document.draft().doubts.get(at));
        let Some(doubt) = first else { return };
        let Some(cell) = doubt.place.cell().and_then(|id| document.form().cell(id)) else { return };
        let (id, entry) = (cell.id.clone(), Entry::read(typed));
        let edit = if cell.is_total() { Edit::Printed(id, entry) } else { Edit::Cell(id, entry) };
        let name = format!("更正{}", cell.row_label);
        self.settle(which, name, Some(edit), desk);
    }

    fn settle(&mut self, which: &[usize], name: String, edit: Option<Edit>, desk: &mut Desk) {
        let doubts = &self.document.draft().doubts;
        if which.iter().any(|&at| at >= doubts.len()) {
            return;
        }
        let open = doubts.iter().enumerate().filter(|(at, _)| !which.contains(at));
        let rest = open.map(|(_, doubt)| doubt.clone()).collect();
        let edits = edit.into_iter().chain([Edit::Doubts(rest)]).collect();
        self.edit(Change { name, edits, merge: None }, desk);
    }
}
