//! What changed between two reports, in the officer's words: the content of the print, the page and the text alike.

mod html;
mod parts;
mod text;

use crate::{
    diff::{self, Change, Diff, Run, RunKind, SectionDiff},
    draft::Sheet,
    layout::compared::{Compared, Row, SideBySide, Stretch, Weight},
};
pub use html::page;
pub use parts::{BY, NOTHING, SHARE, apart, apart_row, difference, lines, share, shown, summary};
pub use text::text;

/// Two reports, how they are called, and what differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The short names of both sides: their years, or 原稿 and 现稿 where that is the same.
    pub names: [String; 2],
    /// What both sides are: title, and file where it is known.
    pub versions: [String; 2],
    /// The names of both forms, where they are not one.
    pub forms: Option<[String; 2]>,
    /// What differs.
    pub diff: Diff,
}

impl Comparison {
    /// Compares two reports; `files` are the names of the files they came from, empty where there is none.
    pub fn new(before: Sheet<'_>, after: Sheet<'_>, files: [&str; 2]) -> Self {
        let sides = [before, after];
        let version = |(side, file): (Sheet<'_>, &str)| {
            let title = side.title();
            if file.is_empty() { title } else { format!("{title}（{file}）") }
        };
        let differ = before.form().id != after.form().id;
        Self {
            names: names(sides),
            versions: [version((before, files[0])), version((after, files[1]))],
            forms: differ.then(|| sides.map(|side| side.form().name.clone())),
            diff: differences(before, after),
        }
    }

    /// What is printed of it.
    pub fn content(&self) -> Compared {
        let [before, after] = &self.names;
        Compared {
            title: TITLE.to_owned(),
            lines: vec![
                format!("{before}：{}", self.versions[0]),
                format!("{after}：{}", self.versions[1]),
                summary(&self.diff),
            ],
            parts: parts::parts(self),
            texts: self.side_by_side(),
        }
    }

    fn side_by_side(&self) -> SideBySide {
        let rows: Vec<Row> = self.diff.sections.iter().flat_map(|s| self.rows(s)).collect();
        let number = parts::number(parts::parts(self).len());
        SideBySide { heading: format!("{number}、文字对照"), heads: self.names.clone(), rows }
    }

    /// A section with all its paragraphs; of an empty one nothing.
    fn rows(&self, section: &SectionDiff) -> Vec<Row> {
        if section.paragraphs.is_empty() {
            return Vec::new();
        }
        let rows = section.paragraphs.iter().map(|paragraph| Row::Pair {
            sides: [stretches(paragraph.before_runs()), stretches(paragraph.after_runs())],
            weight: if paragraph.change() == Change::Kept { Weight::Quiet } else { Weight::Changed },
        });
        let heading = format!("{}{}", section.name, self.only(section));
        [Row::Heading(heading)].into_iter().chain(rows).collect()
    }

    /// A remark for a section that only one side has.
    pub fn only(&self, section: &SectionDiff) -> String {
        match (&section.before, &section.after) {
            (Some(_), Some(_)) => String::new(),
            (None, _) => format!("（仅{}有）", self.names[1]),
            (_, None) => format!("（仅{}有）", self.names[0]),
        }
    }
}

/// The title of every comparison.
pub const TITLE: &str = "政府信息公开工作年度报告对照";

/// What differs; a title that follows the year is no news in a comparison of two years.
fn differences(before: Sheet<'_>, after: Sheet<'_>) -> Diff {
    let mut diff = diff::run(before, after);
    let without_year = |side: Sheet<'_>| side.title().replacen(&side.report().year.to_string(), "", 1);
    if before.report().year != after.report().year && without_year(before) == without_year(after) {
        diff.title = None;
    }
    diff
}

fn names([before, after]: [Sheet<'_>; 2]) -> [String; 2] {
    let years = [before.report().year, after.report().year];
    if years[0] == years[1] {
        ["原稿", "现稿"].map(str::to_owned)
    } else {
        years.map(|year| format!("{year}年"))
    }
}

fn stretches<'a>(runs: impl Iterator<Item = &'a Run>) -> Vec<Stretch> {
    runs.map(|run| Stretch { text: signed(run), is_changed: run.kind != RunKind::Kept }).collect()
}

/// A stretch with the signs for what changed: ［－…－］ is gone, ［＋…＋］ is new. Where a paragraph is parted, or two are
/// put together, there is nothing to see between the signs but a word for it.
pub fn signed(run: &Run) -> String {
    let (words, end) = if run.text == "\n" { ("分段", "\n") } else { (run.text.as_str(), "") };
    match run.kind {
        RunKind::Kept => run.text.clone(),
        RunKind::Removed => format!("［－{words}－］{end}"),
        RunKind::Added => format!("［＋{words}＋］{end}"),
    }
}
