//! The Markdown of a page as blocks: headings, paragraphs, lists, tables, pictures, and links of the window's own.
//!
//! A link leads to `page:NAME`, does `act:NAME` or names the key of `key:NAME`; a picture is `picture:NAME`, or stands
//! for what is filled in: `live:NAME`, `norms:FILE#HEADING`.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading under the title.
    Heading(Vec<Span>),
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// An item of a list, with its number or dot.
    Item(String, Vec<Span>),
    /// Rows of cells; the first is the head.
    Table(Vec<Vec<Vec<Span>>>),
    /// A picture with the words for those who do not see it.
    Picture {
        /// Its name.
        name: String,
        /// What is on it.
        words: String,
    },
    /// What the window fills in.
    Live(Live),
    /// A part of the norms.
    Norms {
        /// The file, without ending.
        file: String,
        /// The heading over the part; none for all of it.
        heading: Option<String>,
    },
}

/// What only the running program knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Live {
    /// Every act with its keys.
    Keys,
    /// Where files are on this computer.
    Files,
    /// The rules of the form in hand.
    Rules,
}

/// Words within a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Plain words.
    Words(String),
    /// Words that stand out.
    Strong(String),
    /// A key to press, or the end of a file's name.
    Code(String),
    /// The key of an act of the menus, by the name of the act.
    KeyOf(String, String),
    /// A link to another page, by its name.
    Page(String, String),
    /// A link that does an act, by its name.
    Act(String, String),
}

impl Span {
    /// The words that are shown.
    pub fn words(&self) -> &str {
        match self {
            Self::Words(words) | Self::Strong(words) | Self::Code(words) => words,
            Self::KeyOf(_, words) | Self::Page(_, words) | Self::Act(_, words) => words,
        }
    }
}

/// The words of some spans, one behind the other.
pub fn words_of(spans: &[Span]) -> String {
    spans.iter().map(Span::words).collect()
}

/// A file, read.
pub(super) struct Document {
    pub(super) title: String,
    pub(super) places: Vec<String>,
    pub(super) blocks: Vec<Block>,
}

/// Reads the Markdown of a page. What it has no block for is left out.
pub(super) fn read(text: &str) -> Document {
    let mut reader = Reader::default();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        reader.take(event);
    }
    Document { title: reader.title, places: places(text), blocks: reader.blocks }
}

/// The places of the window that a page says it explains.
fn places(text: &str) -> Vec<String> {
    let list = text.strip_prefix("<!-- of:").and_then(|rest| rest.split_once("-->"));
    list.map_or_else(Vec::new, |(list, _)| list.split_whitespace().map(str::to_owned).collect())
}

/// What is being read.
#[derive(Default)]
struct Reader {
    title: String,
    blocks: Vec<Block>,
    spans: Vec<Span>,
    /// The numbers of the lists that are open; none for dots.
    lists: Vec<Option<u64>>,
    rows: Vec<Vec<Vec<Span>>>,
    is_strong: bool,
    /// Where the link or picture that is open leads.
    target: Option<String>,
    /// Its words.
    words: String,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.text(&words),
            // A file of the norms is part of the page: what is quoted beside it names the place.
            Event::Code(code) if code.ends_with(".md") => {}
            Event::Code(code) => self.spans.push(Span::Code(code.into_string())),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::List(first) => {
                self.item_ends();
                self.lists.push(first);
            }
            Tag::Strong => self.is_strong = true,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.target = Some(dest_url.into_string());
            }
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(pulldown_cmark::HeadingLevel::H1) => self.title = words_of(&self.taken()),
            TagEnd::Heading(_) => self.block(Block::Heading),
            TagEnd::Paragraph if self.lists.is_empty() => self.block(Block::Paragraph),
            TagEnd::Item => self.item_ends(),
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::Strong => self.is_strong = false,
            TagEnd::Link => self.link_ends(),
            TagEnd::Image => self.picture_ends(),
            TagEnd::TableCell => {
                let cell = self.taken();
                self.rows.last_mut().into_iter().for_each(|row| row.push(cell.clone()));
            }
            TagEnd::Table => self.blocks.push(Block::Table(std::mem::take(&mut self.rows))),
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        if self.target.is_some() {
            self.words.push_str(words);
        } else if self.is_strong {
            self.spans.push(Span::Strong(words.to_owned()));
        } else if let Some(Span::Words(before)) = self.spans.last_mut() {
            before.push_str(words);
        } else {
            self.spans.push(Span::Words(words.to_owned()));
        }
    }

    fn taken(&mut self) -> Vec<Span> {
        std::mem::take(&mut self.spans)
    }

    fn block(&mut self, kind: fn(Vec<Span>) -> Block) {
        let spans = self.taken();
        if !spans.is_empty() {
            self.blocks.push(kind(spans));
        }
    }

    /// An item ends with it, or where a list begins in it.
    fn item_ends(&mut self) {
        let spans = self.taken();
        if spans.is_empty() {
            return;
        }
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}.", *number - 1)
            }
            _ => "•".to_owned(),
        };
        self.blocks.push(Block::Item(mark, spans));
    }

    fn link_ends(&mut self) {
        let (target, words) = (self.target.take().unwrap_or_default(), std::mem::take(&mut self.words));
        self.spans.push(match target.split_once(':') {
            Some(("page", name)) => Span::Page(name.to_owned(), words),
            Some(("act", name)) => Span::Act(name.to_owned(), words),
            Some(("key", name)) => Span::KeyOf(name.to_owned(), words),
            _ => Span::Words(words),
        });
    }

    fn picture_ends(&mut self) {
        let (target, words) = (self.target.take().unwrap_or_default(), std::mem::take(&mut self.words));
        let block = match target.split_once(':') {
            Some(("picture", name)) => Some(Block::Picture { name: name.to_owned(), words }),
            Some(("live", name)) => live(name).map(Block::Live),
            Some(("norms", place)) => Some(norms(place)),
            _ => None,
        };
        self.blocks.extend(block);
    }
}

fn live(name: &str) -> Option<Live> {
    match name {
        "keys" => Some(Live::Keys),
        "files" => Some(Live::Files),
        "rules" => Some(Live::Rules),
        _ => None,
    }
}

fn norms(place: &str) -> Block {
    let (file, heading) = place.split_once('#').map_or((place, None), |(file, rest)| (file, Some(rest)));
    Block::Norms { file: file.to_owned(), heading: heading.map(str::to_owned) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_it_is_written() {
        let text = "<!-- of: table start -->\n# 题目\n\n一段**重**字，按`Tab`或[F7](key:Review)。\n\n\
                    1. [打开…](act:Open)\n2. 见[别的](page:other)\n\n- 点\n  - 里面\n\n\
                    | 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n![图](picture:p)\n\n![](live:keys)\n\n![](norms:a#b)\n";
        let page = read(text);
        assert_eq!(
            (page.title.as_str(), page.places),
            ("题目", vec!["table".to_owned(), "start".to_owned()])
        );
        let words = |words: &str| Span::Words(words.to_owned());
        let cell = |text: &str| vec![words(text)];
        let own = str::to_owned;
        let expect = vec![
            Block::Paragraph(vec![
                words("一段"),
                Span::Strong(own("重")),
                words("字，按"),
                Span::Code(own("Tab")),
                words("或"),
                Span::KeyOf(own("Review"), own("F7")),
                words("。"),
            ]),
            Block::Item(own("1."), vec![Span::Act(own("Open"), own("打开…"))]),
            Block::Item(own("2."), vec![words("见"), Span::Page(own("other"), own("别的"))]),
            Block::Item(own("•"), cell("点")),
            Block::Item(own("•"), cell("里面")),
            Block::Table(vec![vec![cell("甲"), cell("乙")], vec![cell("1"), cell("2")]]),
            Block::Picture { name: own("p"), words: own("图") },
            Block::Live(Live::Keys),
            Block::Norms { file: own("a"), heading: Some(own("b")) },
        ];
        assert_eq!(page.blocks, expect);
    }
}
