//! Versions sent up for signature (送审稿): marking one, and what was changed since.

use super::{Change, Command, Desk, Document, Session, TextAct, TextMark, View};
use crate::{
    diff::{self, CellChange, Diff, Paragraph, SectionDiff},
    draft::{
        Place,
        edit::Edit,
        last::Before,
        sign::{Date, Signed, SinceSigned},
    },
    form::{RuleId, SectionId},
};

/// The most characters of a sentence that are shown.
const SHOWN: usize = 60;

/// How the document stands to the version sent up last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// The number of that version; none was sent up where there is none.
    pub number: Option<u32>,
    /// What was changed since, in printed order.
    pub changes: Vec<SinceChange>,
}

/// One thing that was changed since, with the way there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SinceChange {
    /// What it is, in words.
    pub words: String,
    /// What goes there.
    pub go: Command,
}

/// What can be done before a report is sent up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewAct {
    /// Marks the report as signed.
    MarkSigned {
        /// Who signed it; may be blank.
        by: String,
        /// The day.
        date: Date,
    },
    /// Writes the explanation (说明) of a finding.
    Explain {
        /// The rule of the finding.
        rule: RuleId,
        /// What the explanation hangs on, as [`crate::check::Finding::key`] gives it.
        key: String,
        /// The officer's words; none takes the explanation away.
        text: String,
    },
}

impl Since {
    /// The words of the status line; none where nothing was changed.
    pub fn words(&self) -> Option<String> {
        let number = self.number.filter(|_| !self.changes.is_empty())?;
        Some(format!("送审第{number}稿签发后已改动{}处", self.changes.len()))
    }
}

impl Document {
    /// Whether a version was signed, or something was noted of what comes after that.
    pub fn is_signed(&self) -> bool {
        self.draft().last_signed().is_some() || !self.draft().after.is_blank()
    }

    /// How it stands to the version sent up last; found out once after each change.
    pub fn since_signed(&self) -> &Since {
        self.since.get_or_init(|| {
            let last = self.draft().last_signed();
            let changed = last.filter(|_| self.draft().since_signed() == SinceSigned::Changed);
            Since {
                number: last.map(|s| s.number),
                changes: changed.map_or_else(Vec::new, |s| self.changes(s)),
            }
        })
    }

    fn changes(&self, signed: &Signed) -> Vec<SinceChange> {
        let before = Before::of(self.form(), &signed.report);
        let diff = before.map(|before| diff::run(before.sheet, self.sheet())).unwrap_or_default();
        let cells = diff.cells.iter().filter(|change| !change.is_total).map(|change| self.cell(change));
        let texts = diff.changed_sections().flat_map(|section| self.section_changes(section));
        let mut changes: Vec<SinceChange> = profile(&diff).into_iter().chain(cells).chain(texts).collect();
        if changes.is_empty() {
            // What is printed differs, but no cell, sentence or line: totals from paper, the kind of agency.
            changes.push(SinceChange {
                words: "机关信息或纸质总计有改动".to_owned(),
                go: Command::Show(View::Agency),
            });
        }
        changes
    }

    fn cell(&self, change: &CellChange) -> SinceChange {
        let shown = |value: &str| if value.is_empty() { "空白".to_owned() } else { clipped(value) };
        let cell = change.after_cells.first().and_then(|id| self.form().cell(id.as_str()));
        let name = cell.map_or_else(|| change.name.row.clone(), |cell| self.form().position(cell));
        SinceChange {
            words: format!("{name}：{}→{}", shown(&change.before), shown(&change.after)),
            go: cell.map_or(Command::Show(View::Review), |c| Command::GoTo(Place::Cell(c.id.clone()))),
        }
    }

    fn section_changes(&self, section: &SectionDiff) -> Vec<SinceChange> {
        let Some(id) = &section.after else {
            let words = format!("“{}”一节没有了", section.name);
            return vec![SinceChange { words, go: Command::Show(View::Review) }];
        };
        section.changes().map(|paragraph| self.paragraph_change(id, paragraph)).collect()
    }

    fn paragraph_change(&self, section: &SectionId, paragraph: &Paragraph) -> SinceChange {
        let before: String = paragraph.before_runs().map(|run| run.text.as_str()).collect();
        let after: String = paragraph.after_runs().map(|run| run.text.as_str()).collect();
        self.sentence(section, &before, &after, paragraph.after)
    }

    /// A changed paragraph by the first sentence that differs.
    fn sentence(&self, section: &SectionId, before: &str, after: &str, at: Option<usize>) -> SinceChange {
        let name = self.form().section(section).map_or("正文", |s| s.task.as_str());
        let (start, words) = match (new_sentence(before, after), new_sentence(after, before)) {
            (Some((start, new)), _) if before.is_empty() => (start, format!("增加“{}”", clipped(new))),
            (Some((start, new)), _) => (start, format!("改为“{}”", clipped(new))),
            (None, Some((_, old))) => (0, format!("删去“{}”", clipped(old))),
            (None, None) => (0, "句子次序有改动".to_owned()),
        };
        let go = at.map_or_else(
            || Command::Show(View::Section(section.clone())),
            |paragraph| {
                let from = self.char_of(section, paragraph, start);
                let length = new_sentence(before, after).map_or(0, |(_, new)| new.chars().count());
                Command::Text(TextAct::GoTo(TextMark {
                    section: section.clone(),
                    chars: from..from + length,
                }))
            },
        );
        SinceChange { words: format!("“{name}”{words}"), go }
    }
}

fn profile(diff: &Diff) -> Vec<SinceChange> {
    let title = diff.title.as_ref().map(|title| format!("标题改为“{}”", clipped(&title.after)));
    let count = diff.agency.len();
    let agency = (count > 0).then(|| format!("机关信息改动{count}项"));
    let changes = title.into_iter().chain(agency);
    changes.map(|words| SinceChange { words, go: Command::Show(View::Agency) }).collect()
}

/// The first sentence of `after` that `before` has not, and the character where it starts.
fn new_sentence<'a>(before: &str, after: &'a str) -> Option<(usize, &'a str)> {
    let old: Vec<&str> = sentences(before).collect();
    let mut start = 0;
    for sentence in sentences(after) {
        if !old.contains(&sentence) {
            return Some((start, sentence));
        }
        start += sentence.chars().count();
    }
    None
}

fn sentences(paragraph: &str) -> impl Iterator<Item = &str> {
    paragraph.split_inclusive(['。', '；', '！', '？'])
}

fn clipped(text: &str) -> String {
    let mut chars = text.chars();
    let shown: String = chars.by_ref().take(SHOWN).collect();
    if chars.next().is_some() { format!("{shown}……") } else { shown }
}

impl Session {
    /// Whether the document is not yet marked as sent up as it is.
    pub(super) fn can_mark_signed(&self) -> bool {
        self.document.draft().since_signed() != SinceSigned::Same
    }

    /// Does one thing before the report is sent up.
    pub(super) fn review_act(&mut self, act: ReviewAct, desk: &mut Desk) {
        match act {
            ReviewAct::MarkSigned { by, date } => self.mark_signed(&by, date, desk),
            ReviewAct::Explain { rule, key, text } => self.document.explain(rule, key, &text),
        }
    }

    /// Marks the document as it is as the next version sent up, as one step of undo.
    fn mark_signed(&mut self, by: &str, date: Date, desk: &mut Desk) {
        desk.question = None;
        let document = &self.document;
        let number = document.draft().version_number();
        let signed = document.draft().with_signed(Some(date), by);
        let name = format!("标记送审第{number}稿");
        self.edit(Change { name, edits: vec![Edit::Signed(signed)], merge: None }, desk);
        desk.whisper(format!("已标记为送审第{number}稿，之后的改动列在“送审前核对”"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_new_sentence_is_found_with_its_place() {
        for (before, after, expect) in [
            ("甲。乙。", "甲。丙丙。乙。", Some((2, "丙丙。"))),
            ("甲。乙。", "甲。", None),
            ("", "甲；乙", Some((0, "甲；"))),
            ("甲。", "甲。乙", Some((2, "乙"))),
        ] {
            assert_eq!(new_sentence(before, after), expect, "{before} {after}");
        }
    }
}
