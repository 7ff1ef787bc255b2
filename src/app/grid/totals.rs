//! Totals of a paper copy, compared with what the cells come to.
//!
//! A total computes itself; a number typed or pasted on it comes from paper. One that agrees needs no trace. One that
//! does not, or cannot be compared yet, stays beside the computed one until it agrees or is taken away.

use super::{Desk, Session};
use crate::{
    draft::{Entry, Figure, Sheet},
    form::CellId,
};

/// How many totals that differ are named.
const NAMED: usize = 3;

/// How a total from paper stands to the computed one.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Standing {
    Agrees,
    /// In words: which total, both numbers.
    Differs(String),
    /// Parts of it are still to be filled in.
    Open,
}

impl Standing {
    fn of(sheet: Sheet<'_>, id: &CellId, paper: &Entry) -> Self {
        let Some(cell) = sheet.form().cell(id.as_str()) else { return Self::Open };
        match sheet.figure(cell) {
            Figure::Number(sum) if paper.number() == Some(sum) => Self::Agrees,
            Figure::Number(sum) => {
                Self::Differs(format!("{}填{paper}，自动计算为{sum}", sheet.form().position(cell)))
            }
            Figure::Blank | Figure::Partial(_) | Figure::Other(_) => Self::Open,
        }
    }
}

/// Totals from paper with how they stand.
#[derive(Default)]
pub(super) struct ComparedTotals(Vec<(CellId, Entry, Standing)>);

impl ComparedTotals {
    /// Whether any is another number than the computed one.
    pub(super) fn any_differs(&self) -> bool {
        self.differing().next().is_some()
    }

    /// What is put beside the computed totals: those from paper that do not agree.
    pub(super) fn entries(&self) -> Vec<(CellId, Option<Entry>)> {
        let kept = |standing: &Standing| *standing != Standing::Agrees;
        self.0.iter().map(|(id, entry, s)| (id.clone(), kept(s).then(|| entry.clone()))).collect()
    }

    /// What is said of them behind what else is said: nothing where there are none.
    pub(super) fn sentence(&self) -> String {
        let differing: Vec<&str> = self.differing().collect();
        let agreeing = self.0.iter().filter(|(_, _, s)| *s == Standing::Agrees).count();
        if !differing.is_empty() {
            let rest = if differing.len() > NAMED { "等" } else { "" };
            let named = differing.iter().take(NAMED).copied().collect::<Vec<_>>().join("；");
            format!("；总计{}格与自动计算不同：{named}{rest}", differing.len())
        } else if agreeing > 0 {
            format!("；总计{agreeing}格与自动计算一致")
        } else {
            String::new()
        }
    }

    fn differing(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|(_, _, standing)| match standing {
            Standing::Differs(words) => Some(words.as_str()),
            Standing::Agrees | Standing::Open => None,
        })
    }
}

impl Session {
    /// Totals from paper beside what the cells come to once `entries` stand in them.
    pub(super) fn compared(
        &self,
        totals: &[(CellId, Entry)],
        entries: &[(CellId, Option<Entry>)],
    ) -> ComparedTotals {
        if totals.is_empty() {
            return ComparedTotals::default();
        }
        let mut report = self.document.report().clone();
        for (id, entry) in entries {
            match entry {
                Some(entry) => drop(report.cells.insert(id.clone(), entry.clone())),
                None => drop(report.cells.remove(id)),
            }
        }
        let sheet = Sheet::bound(self.document.form(), &report);
        let standing = |id: &CellId, paper: &Entry| Standing::of(sheet, id, paper);
        ComparedTotals(
            totals.iter().map(|(id, paper)| (id.clone(), paper.clone(), standing(id, paper))).collect(),
        )
    }

    /// Compares what was typed on a total with it, and says how it stands; nothing typed takes the older one away.
    pub(super) fn compare_total(&mut self, id: CellId, typed: Option<Entry>, desk: &mut Desk) {
        let Some(entry) = typed else {
            return self.fill_cells("清空纸质总计".to_owned(), vec![(id, None)], desk);
        };
        if entry.number().is_none() {
            return desk.whisper(format!("“{entry}”不是数，没有记下，总计没有变。填写数字再核对"));
        }
        let name = format!("核对总计{entry}");
        let compared = self.compared(&[(id, entry)], &[]);
        let sentence = match compared.0.first() {
            Some((_, entry, Standing::Agrees)) => format!("纸质总计{entry}与自动计算一致"),
            Some((_, _, Standing::Differs(words))) => format!("总计不同：{words}"),
            _ => "已记下纸质总计，各格填齐后核对".to_owned(),
        };
        self.fill_cells(name, compared.entries(), desk);
        desk.whisper(sentence);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_that_differ_are_named_and_the_rest_is_counted() {
        let one = |n: usize, standing| (CellId::from(n.to_string()), Entry::from(n.to_string()), standing);
        let differs = |n: usize| one(n, Standing::Differs(format!("甲{n}")));
        for (totals, expect) in [
            (vec![], ""),
            (vec![one(1, Standing::Open)], ""),
            (vec![one(1, Standing::Agrees), one(2, Standing::Open)], "；总计1格与自动计算一致"),
            (vec![one(1, Standing::Agrees), differs(2)], "；总计1格与自动计算不同：甲2"),
            ((1..=4).map(differs).collect(), "；总计4格与自动计算不同：甲1；甲2；甲3等"),
        ] {
            assert_eq!(ComparedTotals(totals).sentence(), expect);
        }
    }
}
