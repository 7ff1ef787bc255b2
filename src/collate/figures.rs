//! The figures of a copy, cell by cell, and what the reader was not sure of.

use super::{Difference, Kindred, Purpose, Step, texts::named_once};
use crate::{
    diff::{Run, RunKind},
    draft::{
        Doubt, Entry, Place, Report, Sheet,
        doubted::{self, DoubtGroup},
        edit::Edit,
    },
    form::{Cell, CellId},
    import::Imported,
};

/// What the figures of the copy say otherwise and the draft does not have yet; nothing where it has another form.
pub(super) fn differences(
    was: &Imported,
    came: &Imported,
    draft: Sheet<'_>,
    purpose: Purpose,
) -> Vec<Difference> {
    if was.form.id != came.form.id {
        return vec![other_form(came)];
    }
    let figures = Figures { was, came, draft, purpose };
    let cells = draft.form().cells().iter();
    let mut differences: Vec<Difference> = cells.filter_map(|cell| figures.difference(cell)).collect();
    figures.name_shifts(&mut differences);
    // A figure that differs is named as such; that sums no longer fit follows from it.
    let differs = |id: &CellId| figures.differs(id);
    let doubts = figures.doubts().into_iter().filter(|(cells, _)| !cells.iter().any(differs));
    differences.extend(doubts.map(|(_, difference)| difference));
    differences
}

fn other_form(came: &Imported) -> Difference {
    Difference {
        place: Place::Source,
        name: "表格".to_owned(),
        said: "是另一年的统一格式，数字没有核对".to_owned(),
        kind: Kindred::Figure,
        runs: Run::of(RunKind::Added, &came.draft.report.title()).into_iter().collect(),
        by: Vec::new(),
        paragraph: None,
        came: 0..0,
        step: Step::Cannot("看看是不是选错了文件".to_owned()),
    }
}

struct Figures<'a> {
    was: &'a Imported,
    came: &'a Imported,
    draft: Sheet<'a>,
    purpose: Purpose,
}

impl Figures<'_> {
    fn difference(&self, cell: &Cell) -> Option<Difference> {
        let (was, came) = (entry(&self.was.draft.report, cell), entry(&self.came.draft.report, cell));
        let (before, after) = (shown(was), shown(came));
        if was == came || self.now(cell) == after {
            return None;
        }
        let runs = Run::of(RunKind::Removed, &before).into_iter().chain(Run::of(RunKind::Added, &after));
        Some(Difference {
            place: Place::Cell(cell.id.clone()),
            name: self.draft.form().position(cell),
            said: of_figures(&before, &after, self.purpose),
            kind: Kindred::Figure,
            runs: runs.collect(),
            by: self.authors(&cell.id),
            paragraph: None,
            came: 0..0,
            step: self.step(cell, &before, came),
        })
    }

    /// Whether the copy has another figure in a cell, taken into the draft or not.
    fn differs(&self, id: &CellId) -> bool {
        let cell = self.draft.form().cell(id.as_str());
        cell.is_some_and(|c| entry(&self.was.draft.report, c) != entry(&self.came.draft.report, c))
    }

    /// What the draft shows in a cell.
    fn now(&self, cell: &Cell) -> String {
        self.draft.figure(cell).text().into_owned()
    }

    fn step(&self, cell: &Cell, before: &str, came: Option<&Entry>) -> Step {
        let table = &self.draft.form().tables[cell.table];
        let now = self.now(cell);
        if cell.is_total() {
            let now =
                if now.is_empty() { "还没有算出来".to_owned() } else { format!("现在是{now}") };
            return Step::Cannot(format!("这一格由程序相加得出，{now}；要变就改相加的各格"));
        }
        if self.draft.report().locked.contains(&table.id) {
            return Step::Cannot(format!("{}已按本年没有申请填“0”，要改先取消", table.name));
        }
        let doubt = self.came.doubts.iter().find(|doubt| doubt.place.cell() == Some(&cell.id));
        if let Some(doubt) = doubt.filter(|_| came.is_none()) {
            return Step::Cannot(format!(
                "原文“{}”读得没有把握（{}），对照原件自己填",
                doubt.found, doubt.did
            ));
        }
        if now != before {
            let now = if now.is_empty() { "空白".to_owned() } else { now };
            return Step::Cannot(format!("草稿里这一格后来改成了{now}，没有替换"));
        }
        Step::Take(vec![Edit::Cell(cell.id.clone(), came.cloned())])
    }

    fn authors(&self, cell: &CellId) -> Vec<String> {
        let piece = self.came.pieces.iter().find(|piece| piece.place == *cell);
        let block = piece.map(|piece| piece.block);
        let here = self.came.marks.tracked.iter().filter(|change| Some(change.block) == block);
        // Of a row only what was put in or taken out as this figure.
        named_once(
            here.filter(|change| {
                piece.is_none_or(|p| p.text.contains(change.words.trim()) || change.is_removed)
            }),
        )
    }

    /// What the reader was not sure of in the copy and was sure of in what it was made from.
    fn doubts(&self) -> Vec<(Vec<CellId>, Difference)> {
        let is_new = |doubt: &&Doubt| {
            let is_figure = matches!(doubt.place, Place::Cell(_) | Place::Row(_) | Place::Table(_));
            is_figure && !self.was.doubts.contains(doubt)
        };
        let new: Vec<Doubt> = self.came.doubts.iter().filter(is_new).cloned().collect();
        let form = self.draft.form();
        doubted::groups(form, &new).into_iter().map(|group| doubted(&new, group)).collect()
    }

    /// Says of rows whose figures all stand one column off that they do.
    fn name_shifts(&self, differences: &mut [Difference]) {
        for difference in differences {
            let cell = difference.place.cell().and_then(|id| self.draft.form().cell(id.as_str()));
            if let Some(side) = cell.and_then(|cell| self.shift(cell)) {
                difference.said = format!("{}，整行的数向{side}错了一格", difference.said);
            }
        }
    }

    /// To which side the figures of a cell's row have moved by one column.
    fn shift(&self, cell: &Cell) -> Option<&'static str> {
        let table = &self.draft.form().tables[cell.table];
        let row = self.draft.form().cells_of(table).iter().filter(|c| c.row == cell.row);
        let row: Vec<&Cell> = row.collect();
        let of = |report: &Report| row.iter().map(|c| shown(entry(report, c))).collect::<Vec<_>>();
        let (was, came) = (of(&self.was.draft.report), of(&self.came.draft.report));
        let end = was.len().checked_sub(1).filter(|end| *end > 1)?;
        let is_telling = |part: &[String]| part.iter().any(|figure| *figure != part[0]);
        if was == came {
            None
        } else if was[..end] == came[1..] && is_telling(&was[..end]) {
            Some("右")
        } else if was[1..] == came[..end] && is_telling(&was[1..]) {
            Some("左")
        } else {
            None
        }
    }
}

/// What is said of doubts that belong together, with the cells they are about.
fn doubted(new: &[Doubt], group: DoubtGroup) -> (Vec<CellId>, Difference) {
    let found: Vec<&str> =
        group.at.iter().map(|at| new[*at].found.trim()).filter(|f| !f.is_empty()).collect();
    let place = group.at.first().map_or(Place::Source, |at| new[*at].place.clone());
    let difference = Difference {
        place,
        name: group.place,
        said: group.did,
        kind: Kindred::Figure,
        runs: Run::of(RunKind::Kept, &found.join(" ")).into_iter().collect(),
        by: Vec::new(),
        paragraph: None,
        came: 0..0,
        step: Step::Cannot("读得没有把握，对照原件自己填".to_owned()),
    };
    (group.cells, difference)
}

/// What stands in a cell of a report that was read: totals stand there as printed.
fn entry<'r>(report: &'r Report, cell: &Cell) -> Option<&'r Entry> {
    if cell.is_total() { report.printed.get(&cell.id) } else { report.cells.get(&cell.id) }
}

fn shown(entry: Option<&Entry>) -> String {
    entry.map(ToString::to_string).unwrap_or_default()
}

fn of_figures(before: &str, after: &str, purpose: Purpose) -> String {
    match (before, after) {
        (before, "") => format!("少了{before}"),
        ("", after) => format!("多了{after}"),
        // Somebody meant it, or it came about.
        (before, after) if purpose == Purpose::Returned => format!("{before}改为{after}"),
        (before, after) => format!("{before}成了{after}"),
    }
}
