//! Rows of figures in a stretch of a source, whatever shape its table has been flattened to.
//!
//! A row may be a table row, a line parted by bars or tabs, a line parted by spaces, or cells one a line. Words
//! between two rows are kept with both: a label broken over lines stands there.

use super::{beside, block::Block, value};
use crate::words::narrow_char;

/// No more rows are looked at: every form has a few dozen.
const MOST_ROWS: usize = 1_000;
/// A table takes a few hundred lines at most, cells one a line included.
const MOST_BLOCKS: usize = 10_000;
/// The most words kept before and after a row, in characters.
const NEAR: usize = 600;
/// A line longer than this is prose.
const LONGEST_LINE: usize = 400;

/// Figures that stand together, and the words that may say which they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The block where its last figure stands.
    pub at: usize,
    /// The words in the row itself, field by field.
    pub labels: Vec<String>,
    /// The fields after them, blank ones as empty texts.
    pub values: Vec<String>,
    /// Empty fields at the end of its line that are cells.
    pub padding: usize,
    /// Empty fields there that end every line.
    pub filler: usize,
    /// Words between the row before and this one.
    pub before: Vec<String>,
    /// Words between this row and the next.
    pub after: Vec<String>,
}

impl Found {
    /// Whether anything stands in it.
    pub fn is_filled(&self) -> bool {
        self.values.iter().any(|v| !v.is_empty())
    }

    /// Its values as one text, for a doubt.
    pub fn seen(&self) -> String {
        let values: Vec<&str> = self.values.iter().map(|v| if v.is_empty() { "（空）" } else { v }).collect();
        values.join(" ")
    }
}

/// What a stretch of a source holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Scan {
    /// Its rows, from the top.
    pub rows: Vec<Found>,
    /// Words after the last row.
    pub rest: Vec<String>,
}

/// Looks for rows of figures in blocks; `first` is the number of the first block in the source.
pub(super) fn scan(blocks: &[Block], first: usize) -> Scan {
    let mut scan = Scan::default();
    let blocks = &blocks[..blocks.len().min(MOST_BLOCKS)];
    let lines: Vec<(usize, &Block)> = blocks.iter().enumerate().filter(|(_, b)| !is_noise(b)).collect();
    if is_flow(&lines) {
        flow(&lines, first, &mut scan);
    } else {
        let filler = filler(&lines);
        for (at, block) in lines {
            line(block, first + at, filler, &mut scan);
        }
    }
    for i in 1..scan.rows.len() {
        scan.rows[i - 1].after = scan.rows[i].before.clone();
    }
    if let Some(last) = scan.rows.last_mut() {
        last.after.clone_from(&scan.rest);
    }
    scan
}

impl Scan {
    fn words(&mut self, text: &str) {
        let kept: usize = self.rest.iter().map(|w| w.chars().count()).sum();
        let text = text.trim().trim_start_matches('#').trim();
        if !text.is_empty() {
            self.rest.push(text.chars().take(NEAR).collect());
        }
        // Those next to the row above and next to the row below count.
        if kept > NEAR * 2 {
            self.rest.remove(self.rest.len() / 2);
        }
    }

    fn all_words(&mut self, texts: &[String]) {
        for text in texts {
            self.words(text);
        }
    }

    fn row(&mut self, at: usize, labels: Vec<String>, values: Vec<String>, padding: usize) {
        if self.rows.len() < MOST_ROWS {
            let before = std::mem::take(&mut self.rest);
            let found = Found { at, labels, values, padding, before, ..Found::default() };
            self.rows.push(found);
        }
    }
}

/// Page numbers, rules drawn with characters, and the rules of a Markdown table.
fn is_noise(block: &Block) -> bool {
    let Block::Line(text) = block else { return false };
    let text = text.trim();
    let drawn = |c: char| "|-—─━=_:+ ".contains(c);
    let is_rule = text.chars().all(drawn) && text.contains(['-', '—', '─', '━', '=', '_']);
    is_page_number(text) || (is_rule && !value::is_value(text))
}

/// Whether a block is a row of a table or a figure of one.
pub(super) fn is_of_table(block: &Block) -> bool {
    match block {
        Block::Row(_) => block.line().is_none(),
        Block::Line(text) => {
            let fields = || text.split(['|', '\t']).filter(|f| !f.trim().is_empty()).count();
            is_noise(block) || value::is_value(text) || fields() > 1 || spaced(text).is_some()
        }
    }
}

/// `- 3 -`, `— 4 —`, `第3页`, `3/6`, `第 3 页 共 6 页`.
pub(super) fn is_page_number(text: &str) -> bool {
    let text: String = text.chars().map(narrow_char).filter(|c| !c.is_whitespace()).collect();
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '─' | '·' | '~');
    let inner = text.trim_start_matches(dash).trim_end_matches(dash);
    let digits = |t: &str| !t.is_empty() && t.len() <= 3 && t.bytes().all(|b| b.is_ascii_digit());
    let dashed = text.starts_with(dash) && text.ends_with(dash) && digits(inner);
    let words = text.strip_prefix('第').and_then(|t| t.split_once('页'));
    let paged = words.is_some_and(|(n, rest)| {
        digits(n) && rest.chars().all(|c| c.is_ascii_digit() || "，,/共页".contains(c))
    });
    dashed || paged || counted(&text)
}

/// `3/6`, `Page 3 of 6`: a page among so many.
fn counted(text: &str) -> bool {
    let text = text.strip_prefix("Page").unwrap_or(text);
    let number = |t: &str| t.parse::<u16>().ok().filter(|_| t.len() <= 3);
    let numbers = text.split_once('/').or_else(|| text.split_once("of"));
    let numbers = numbers.and_then(|(n, all)| Some((number(n)?, number(all)?)));
    numbers.is_some_and(|(n, all)| 0 < n && n <= all && all > 1)
}

/// Whether most figures stand alone on their lines.
fn is_flow(lines: &[(usize, &Block)]) -> bool {
    let (mut alone, mut together) = (0, 0);
    for (_, block) in lines {
        let Block::Line(text) = block else { continue };
        if text.len() > LONGEST_LINE {
            continue;
        }
        let mut fields = text.split(['|', '\t']).map(str::trim).filter(|f| !f.is_empty());
        match (fields.next(), fields.next()) {
            (Some(only), None) if value::is_value(only) && value::parts(only).is_none() => alone += 1,
            (Some(_), None) if spaced(text).is_some_and(|(l, v)| v.len() > 1 || !l.is_empty()) => {
                together += 1;
            }
            (Some(_), Some(_)) if text.split(['|', '\t']).filter(|f| value::is_value(f)).count() > 1 => {
                together += 1;
            }
            _ => {}
        }
    }
    alone > 2 * together
}

/// Cells one a line: a run of values after words is a row.
fn flow(lines: &[(usize, &Block)], first: usize, scan: &mut Scan) {
    let barred = lines.iter().any(|(_, b)| matches!(b, Block::Line(t) if t.contains('|')));
    let mut run = Run::default();
    for (at, block) in lines {
        match block {
            Block::Row(_) => {
                run.end(scan);
                line(block, first + at, 0, scan);
            }
            Block::Line(text) if barred => {
                let mut fields = text.split('|');
                run.go_on(first + at, fields.next().unwrap_or_default());
                for field in fields {
                    run.close(scan);
                    run.go_on(first + at, field);
                }
                run.text.push('\n');
            }
            Block::Line(text) => {
                run.go_on(first + at, text);
                run.close_filled(scan);
            }
        }
    }
    run.close_filled(scan);
    run.end(scan);
}

/// The row that is being put together from single cells.
#[derive(Default)]
struct Run {
    at: usize,
    text: String,
    labels: Vec<String>,
    values: Vec<String>,
    padding: usize,
}

impl Run {
    fn go_on(&mut self, at: usize, text: &str) {
        if self.text.len() < LONGEST_LINE * 4 {
            self.text.push_str(text);
        }
        if !text.trim().is_empty() {
            self.at = at;
        }
    }

    fn close_filled(&mut self, scan: &mut Scan) {
        if self.text.trim().is_empty() { self.text.clear() } else { self.close(scan) }
    }

    /// One cell is complete.
    fn close(&mut self, scan: &mut Scan) {
        let raw = std::mem::take(&mut self.text);
        let text: String = raw.lines().map(str::trim).collect();
        if text.is_empty() {
            match () {
                () if self.labels.is_empty() && self.values.is_empty() => {}
                () if raw.is_empty() => self.padding += 1,
                () => self.values.push(text),
            }
        } else if let Some((labels, values)) = of_label(&[&text]) {
            self.begin(scan);
            self.labels.extend(labels);
            self.values = values;
        } else if value::is_value(&text) || (!self.labels.is_empty() && value::is_spoilt(&text)) {
            self.values.extend(std::iter::repeat_n(String::new(), std::mem::take(&mut self.padding)));
            self.values.push(text);
        } else {
            self.begin(scan);
            self.labels.push(text);
        }
    }

    /// Words begin the next row.
    fn begin(&mut self, scan: &mut Scan) {
        if !self.values.is_empty() {
            self.end(scan);
        }
        self.padding = 0;
    }

    /// The row is complete.
    fn end(&mut self, scan: &mut Scan) {
        let labels = std::mem::take(&mut self.labels);
        let values = std::mem::take(&mut self.values);
        let padding = std::mem::take(&mut self.padding);
        if values.iter().all(String::is_empty) {
            scan.all_words(&labels);
            return;
        }
        // Column heads and the labels of blank rows come before the label of this row.
        let own = labels.len().saturating_sub(OWN_FIELDS);
        scan.all_words(&labels[..own]);
        scan.row(self.at, labels[own..].to_vec(), values, padding);
    }
}

/// The last fields of a run that can be the label of its row, broken over lines.
const OWN_FIELDS: usize = 4;

/// How many empty fields end every line of a table: they stand behind the last bar and are no cells. The heads
/// over the columns fill the last one, so that a blank cell there is told from them.
fn filler(lines: &[(usize, &Block)]) -> usize {
    let paddings = lines.iter().filter_map(|(_, b)| match b {
        Block::Line(text) if text.contains(['|', '\t']) => Some(barred(text)),
        _ => None,
    });
    paddings.filter(|(fields, _)| fields.len() > 1).map(|(_, padding)| padding).min().unwrap_or_default()
}

/// A table row, or a line of text that may be one; `filler` fields at the end of a line are no cells.
fn line(block: &Block, at: usize, filler: usize, scan: &mut Scan) {
    match block {
        Block::Row(cells) => {
            let fields: Vec<String> =
                cells.iter().map(|c| c.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            fields_of(&fields, 0, at, scan);
        }
        Block::Line(text) if text.len() > LONGEST_LINE * 3 => scan.words(text),
        Block::Line(text) if text.contains(['|', '\t']) => {
            let (fields, padding) = barred(text);
            let rows = scan.rows.len();
            fields_of(&fields, padding.saturating_sub(filler), at, scan);
            scan.rows[rows..].iter_mut().for_each(|row| row.filler = filler);
        }
        Block::Line(text) => match spaced(text) {
            Some((labels, values)) => scan.row(at, labels, values, 0),
            None => scan.words(text),
        },
    }
}

/// The fields between bars or tabs, and how many empty ones at the end are no more than fillers.
fn barred(text: &str) -> (Vec<String>, usize) {
    let text = text.trim_end_matches(['\r', '\n']);
    let text = text.trim_start().strip_prefix('|').unwrap_or(text);
    let bar = |c| matches!(c, '|' | '\t');
    let raw: Vec<&str> = text.split(bar).collect();
    let padding = raw.iter().rev().take_while(|f| f.is_empty()).count();
    let fields = raw[..raw.len() - padding].iter().map(|f| f.trim().to_owned());
    (fields.collect(), padding)
}

/// Parts fields into labels and values: the values begin after the last words before the first figure.
fn fields_of(fields: &[String], padding: usize, at: usize, scan: &mut Scan) {
    let has_words = fields.iter().any(|f| f.contains(crate::words::characters::is_han));
    let no_label = |f: &str| value::is_spoilt(f) || (has_words && value::is_bare_number(f));
    let is_word = |f: &String| !f.is_empty() && !no_label(f);
    let only_spoilt = || fields.iter().skip(1).position(|f| value::is_spoilt(f)).map(|at| at + 1);
    let first_value = fields.iter().position(|f| value::is_value(f)).or_else(only_spoilt);
    let first_value = first_value.unwrap_or(fields.len());
    let labels_end = fields[..first_value].iter().rposition(is_word).map_or(0, |i| i + 1);
    let (labels, values) = fields.split_at(labels_end);
    let labels: Vec<String> = labels.iter().filter(|l| !l.is_empty()).cloned().collect();
    if values.iter().any(|v| !v.is_empty()) {
        scan.row(at, labels, values.to_vec(), padding);
    } else {
        scan.all_words(&labels);
    }
}

/// Words and then figures, parted by spaces alone.
fn spaced(text: &str) -> Option<(Vec<String>, Vec<String>)> {
    if text.len() > LONGEST_LINE {
        return None;
    }
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let figures = tokens.iter().rev().take_while(|t| value::is_value(t) || value::is_spoilt(t)).count();
    let (labels, values) = tokens.split_at(tokens.len() - figures);
    if !values.iter().any(|v| value::is_value(v)) {
        if let Some(row) = of_label(&tokens) {
            return Some(row);
        }
        // Without one figure that can be read, or words before it, a line is words.
        if labels.is_empty() || values.len() != 1 {
            return None;
        }
    }
    let mut labels: Vec<String> = labels.iter().map(|&t| t.to_owned()).collect();
    let mut values: Vec<String> = values.iter().map(|&t| t.to_owned()).collect();
    if let Some((label, figure)) = labels.last().and_then(|l| glued(l)) {
        labels.pop();
        labels.push(label);
        values.insert(0, figure);
    }
    (!values.is_empty()).then_some((labels, values))
}

/// A label with its figure alone, without a space: `规章000`. Only behind a label of a form: other words end with
/// figures, too.
fn of_label(tokens: &[&str]) -> Option<(Vec<String>, Vec<String>)> {
    let (last, before) = tokens.split_last()?;
    let (label, figure) = glued(last)?;
    let labels: Vec<String> = before.iter().map(|&t| t.to_owned()).chain([label]).collect();
    beside::is_label(&labels.concat()).then(|| (labels, vec![figure]))
}

/// A figure that stands at the end of its label without a space: `行政许可97`.
fn glued(token: &str) -> Option<(String, String)> {
    let label = token.trim_end_matches(|c: char| narrow_char(c).is_ascii_digit());
    let figure = &token[label.len()..];
    let after_words =
        label.chars().next_back().is_some_and(|c| crate::words::characters::is_han(c) || "）)”".contains(c));
    let long_enough = label.chars().count() >= 2;
    (!figure.is_empty() && after_words && long_enough).then(|| (label.to_owned(), figure.to_owned()))
}
