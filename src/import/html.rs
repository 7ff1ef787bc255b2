//! Web pages, read from their tokens alone: no tree is built, so nesting costs nothing, and nothing is fetched or run.

use std::cell::RefCell;

use html5ever::{
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
        states::RawKind,
    },
};

use super::{
    attributes,
    block::{Block, Page},
    error::MAX_BLOCKS,
    hidden::{End, Hidden},
    notes::{self, Small},
    prose,
    shown::{Shown, shown},
};

/// Elements that end a line before and after them.
pub(super) const LINES: [&str; 30] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "nav",
    "aside",
    "center",
    "blockquote",
    "pre",
    "hr",
    "form",
    "title",
    "body",
    "caption",
];
/// Inline elements that may set their text small.
const SPANS: [&str; 4] = ["span", "font", "sup", "sub"];
/// How deep small type is followed; no page needs more.
const MOST_SPANS: usize = 1_000;
/// Elements that end by themselves when no text may stand in them.
pub(super) const CELLS: [&str; 2] = ["td", "th"];
/// Elements in which a browser shows what is not in the file.
const ELSEWHERE: [&str; 5] = ["script", "iframe", "frame", "embed", "object"];
/// The widest row of any table, in cells.
const MOST_CELLS: usize = 200;

/// Whether a text is a web page or a piece of one.
pub(super) fn is_html(text: &str) -> bool {
    let start: String = text.chars().take(4_000).collect::<String>().to_ascii_lowercase();
    let begins = ["<!doctype html", "<html", "<head", "<body"].iter().any(|t| start.contains(t));
    let marked = || {
        ["</p>", "</td>", "</div>", "</table>", "</span>"]
            .iter()
            .any(|t| text.contains(t) || start.contains(t))
    };
    start.contains('<') && (begins || marked())
}

/// Reads a web page.
pub(super) fn read(text: &str) -> Page {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&attributes::few(text)));
    let tokenizer = Tokenizer::new(Sink(RefCell::default()), TokenizerOpts::default());
    // A script would pause the tokenizer here; none is ever run.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let mut reader = tokenizer.sink.0.into_inner();
    reader.end_line();
    reader.close_all();
    let Reader { blocks, elsewhere, .. } = reader;
    let breaks = prose::breaks_of_paragraphs(&blocks);
    Page { blocks, breaks, elsewhere, ..Page::default() }
}

struct Sink(RefCell<Reader>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut reader = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => reader.text(&text),
            Token::TagToken(tag) => return reader.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// A table that is open.
#[derive(Default)]
struct Table {
    row: Vec<String>,
    in_cell: bool,
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    line: String,
    tables: Vec<Table>,
    /// The element whose content is left out, while inside one.
    hidden: Option<Hidden>,
    /// The small type of the inline elements that are open.
    spans: Vec<Option<Small>>,
    /// How many elements show what is not in the file.
    elsewhere: usize,
}

impl Reader {
    fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        // White space of the file is one space on the page; that of the text (&nbsp;) is kept.
        let small = self.spans.iter().rev().find_map(|s| *s);
        for c in text.chars().map(|c| small.map_or(c, |s| notes::small(c, s))) {
            let space = matches!(c, ' ' | '\n' | '\r' | '\t' | '\u{c}');
            if !space {
                self.line.push(c);
            } else if !self.line.ends_with(' ') && !self.line.is_empty() {
                self.line.push(' ');
            }
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let starts = tag.kind == TagKind::StartTag;
        if let Some(hidden) = &mut self.hidden {
            let end = hidden.ends(name, starts);
            if end != End::No {
                self.hidden = None;
            }
            if end != End::Before {
                return TokenSinkResult::Continue;
            }
        }
        self.elsewhere += usize::from(starts && ELSEWHERE.contains(&name));
        let shown = if starts { shown(tag) } else { Shown::Plain };
        if shown == Shown::Hidden && !tag.self_closing {
            return self.hide(name);
        }
        self.span(name, starts, shown);
        match (name, starts) {
            ("table", true) => self.open_table(),
            ("table", false) => self.close_table(),
            ("tr", _) => self.end_row(),
            (cell, starts) if CELLS.contains(&cell) => self.cell(starts),
            (line, _) if LINES.contains(&line) => self.end_line(),
            _ => {}
        }
        if starts && name == "title" {
            TokenSinkResult::RawData(RawKind::Rcdata)
        } else {
            TokenSinkResult::Continue
        }
    }

    /// Leaves out what is in an element; a cell or row that is not shown is none.
    fn hide(&mut self, name: &str) -> TokenSinkResult<()> {
        match name {
            "tr" => self.end_row(),
            "td" | "th" => self.end_cell(),
            "p" => self.end_line(),
            _ => {}
        }
        self.hidden = Some(Hidden::new(name));
        match name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "noscript" => TokenSinkResult::RawData(RawKind::Rawtext),
            "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    /// Follows the inline elements that may set their text small.
    fn span(&mut self, name: &str, starts: bool, shown: Shown) {
        if CELLS.contains(&name) {
            self.spans.clear();
        } else if SPANS.contains(&name) && !starts {
            self.spans.pop();
        } else if SPANS.contains(&name) && self.spans.len() < MOST_SPANS {
            self.spans.push(if let Shown::Small(small) = shown { Some(small) } else { None });
        }
    }

    /// One block more than are allowed shows that there are too many.
    fn put(&mut self, block: Block) {
        if self.blocks.len() <= MAX_BLOCKS {
            self.blocks.push(block);
        }
    }

    fn in_cell(&self) -> bool {
        self.tables.last().is_some_and(|t| t.in_cell)
    }

    /// A line of text ends; inside a cell it is a line of the cell.
    fn end_line(&mut self) {
        if self.in_cell() {
            if !self.line.is_empty() && !self.line.ends_with('\n') {
                self.line.push('\n');
            }
        } else {
            let line = std::mem::take(&mut self.line);
            if !line.trim().is_empty() {
                self.put(Block::Line(line.trim_end().to_owned()));
            }
        }
    }

    /// A table inside a cell: the table around it only lays the page out, and what was in it are lines.
    fn open_table(&mut self) {
        if let Some(outer) = self.tables.last_mut()
            && outer.in_cell
        {
            let cells = std::mem::take(&mut outer.row).into_iter();
            let lines: Vec<String> = cells.chain([std::mem::take(&mut self.line)]).collect();
            let lines = lines.iter().flat_map(|c| c.split('\n')).filter(|l| !l.trim().is_empty());
            let lines: Vec<Block> = lines.map(|l| Block::Line(l.trim_end().to_owned())).collect();
            for line in lines {
                self.put(line);
            }
        } else {
            self.end_line();
        }
        self.tables.push(Table::default());
    }

    fn close_table(&mut self) {
        self.end_row();
        self.tables.pop();
    }

    fn cell(&mut self, starts: bool) {
        self.end_cell();
        if starts && let Some(table) = self.tables.last_mut() {
            table.in_cell = true;
        }
    }

    fn end_cell(&mut self) {
        if let Some(table) = self.tables.last_mut()
            && std::mem::take(&mut table.in_cell)
        {
            let text = std::mem::take(&mut self.line);
            if table.row.len() < MOST_CELLS {
                table.row.push(text.trim_end_matches('\n').to_owned());
            }
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        // Text between rows belongs to no cell.
        self.end_line();
        if let Some(table) = self.tables.last_mut() {
            let row = std::mem::take(&mut table.row);
            if !row.is_empty() {
                self.put(Block::Row(row));
            }
        }
    }

    fn close_all(&mut self) {
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.end_line();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Block {
        Block::Line(text.to_owned())
    }

    fn row(cells: &[&str]) -> Block {
        Block::Row(cells.iter().map(|&c| c.to_owned()).collect())
    }

    #[test]
    fn lines_and_rows_come_in_the_order_of_the_page() {
        for (html, expect) in [
            ("<p>一</p>\n<p>二<br>三</p>", vec![line("一"), line("二"), line("三")]),
            ("<table><tr><td>规章<td>0<td>&nbsp;</table>", vec![row(&["规章", "0", "\u{a0}"])]),
            ("<td>a</td>b", vec![line("ab")]),
            ("<script>var a='<p>x</p>'</script><p>文</p><style>p{}</style>", vec![line("文")]),
            (
                "<table><tr><td><p>标题</p><table><tr><td>1</td></tr></table>后</td></tr></table>",
                vec![line("标题"), row(&["1"]), row(&["后"])],
            ),
            ("<p><span>第二</span><font>十条</font><o:p></o:p></p>", vec![line("第二十条")]),
            (
                "<p>12<sup>1</sup>件、3<span style='vertical-align: sub'>2</span>项</p>",
                vec![line("12¹件、3₂项")],
            ),
            (
                "<p>1<span style='DISPLAY : none'>9<span>9</span>9</span>2<s>3</s><del>4</del>5<b hidden>6</b></p>",
                vec![line("125")],
            ),
            ("<p hidden>一<p>二<p style='display:none'>三</p>四", vec![line("二"), line("四")]),
            (
                "<table><tr><td hidden>0<td>1<tr hidden><td>2<tr><td>3<td style='mso-hide:all'><table><tr><td>4</table></table>5",
                vec![row(&["1"]), row(&["3"]), line("5")],
            ),
            ("<div style='display:none'>一</div>", vec![line("一")]),
            (
                "<table><tr><td rowspan=65535 colspan=1000000000>1</td><td>2</td></tr></table>",
                vec![row(&["1", "2"])],
            ),
        ] {
            assert_eq!(read(html).blocks, expect, "{html}");
        }
    }

    #[test]
    fn a_text_with_a_less_sign_is_no_page() {
        assert!(is_html("<p>一</p>"));
        assert!(is_html("<!DOCTYPE html><title>"));
        assert!(!is_html("不少于<3件"));
    }
}
