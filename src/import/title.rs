//! Title, year and agency out of the first lines of a report.

use std::cell::OnceCell;

use super::{block::Block, prose::tightened, scan::is_page_number};
use crate::words::{characters::is_han, narrow_char, number};

/// Titles stand among the first lines.
const FIRST_LINES: usize = 400;
/// No line of a title is longer, in characters.
const LONGEST: usize = 60;
/// No agency's name is longer or shorter, in characters.
const NAME: std::ops::RangeInclusive<usize> = 4..=45;
/// What the name of an agency ends with.
const AGENCIES: [&str; 30] = [
    "政府",
    "委员会",
    "委",
    "局",
    "厅",
    "办公室",
    "办",
    "处",
    "街道",
    "中心",
    "管委会",
    "院",
    "所",
    "站",
    "队",
    "会",
    "社",
    "司",
    "部",
    "署",
    "镇",
    "乡",
    "区",
    "县",
    "市",
    "公司",
    "集团",
    "学",
    "校",
    "室",
];

/// What a title may begin with that names nobody.
const NAMELESS: [&str; 5] = ["政府信息公开", "政务信息公开", "信息公开", "政务公开", "关于"];
/// What the name of a government ends with: no full name begins so.
const SEAT: &str = "人民政府";
/// What the name of a place ends with.
const PLACES: [char; 10] = ['省', '市', '县', '区', '州', '盟', '旗', '镇', '乡', '道'];
/// The characters on either side of a break that must stand unbroken elsewhere.
const AROUND: usize = 3;
/// A title takes no more lines.
const MOST_LINES: usize = 5;
/// The most lines that are tried as the last of the title.
const MOST_TITLES: usize = 40;
/// The most characters in which they are looked for.
const MOST_PLAIN: usize = 20_000;

/// What the first lines say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Title {
    /// The whole title; empty where there is none.
    pub text: String,
    /// The blocks it takes.
    pub blocks: std::ops::Range<usize>,
    /// The year in it.
    pub year: Option<u16>,
    /// The agency in it; empty where it names none.
    pub agency: String,
}

impl Title {
    /// Whether it says the same, and agency or year besides.
    fn says_more_than(&self, other: &Self) -> bool {
        let agency = other.agency.is_empty() || other.agency == self.agency;
        let year = other.year.is_none() || other.year == self.year;
        let says = |t: &Self| usize::from(!t.agency.is_empty()) + usize::from(t.year.is_some());
        agency && year && says(self) > says(other)
    }
}

/// Finds the title among the blocks before `end`, the first heading: the first that says whose report it is and of
/// which year, else the first that says one of them, else the first of all.
pub(super) fn find(blocks: &[Block], end: usize) -> Title {
    let end = end.min(blocks.len()).min(FIRST_LINES);
    let text = OnceCell::new();
    let lasts = (0..end).filter(|&at| line(&blocks[at]).is_some_and(|l| l.contains("报告")));
    let titles = lasts.take(MOST_TITLES).filter_map(|last| ending_at(blocks, last, &text));
    let best = titles.reduce(|best, title| if title.says_more_than(&best) { title } else { best });
    let title = best.or_else(|| short(blocks, end)).unwrap_or_default();
    let is_named = || !title.agency.is_empty() || !agency_of_text(&plain(blocks)).is_empty();
    if title.text.is_empty() || is_named() { title } else { named_below(title, blocks, end) }
}

/// A title that names nobody, with the name that stands under it in a line of its own.
fn named_below(title: Title, blocks: &[Block], end: usize) -> Title {
    let below = (title.blocks.end..end).take(3).find(|&at| blocks[at].line().is_some_and(|l| !l.is_empty()));
    let name =
        below.and_then(|at| Some((at, line(&blocks[at]).filter(|l| is_name(l) && ends_like_agency(l))?)));
    match name {
        Some((at, agency)) => Title { blocks: title.blocks.start..at + 1, agency, ..title },
        None => title,
    }
}

/// A title that calls the report by its short name, `年报`: the columns of sites are called so, too, and name neither
/// year nor agency.
fn short(blocks: &[Block], end: usize) -> Option<Title> {
    (0..end).filter_map(|at| Some((at, line(&blocks[at])?))).find_map(|(at, text)| {
        let (agency, year) = parts(&text);
        let is_title =
            text.contains("公开") && text.ends_with("年报") && year.is_some() && !agency.is_empty();
        is_title.then(|| Title { text, blocks: at..at + 1, year, agency })
    })
}

/// The title whose last line this is.
fn ending_at(blocks: &[Block], last: usize, source: &OnceCell<String>) -> Option<Title> {
    let mut first = last;
    let mut text = line(&blocks[last])?;
    for _ in 1..MOST_LINES {
        let Some((at, above)) = above(blocks, first).and_then(|at| Some((at, line(&blocks[at])?))) else {
            break;
        };
        let unbroken = |words: &str| source.get_or_init(|| plain(blocks)).contains(words);
        if !goes_before(&above, &text, unbroken) {
            break;
        }
        text = above + &text;
        first = at;
    }
    let (agency, year) = parts(&text);
    let is_title = text.contains("公开") && text.contains("报告");
    is_title.then(|| Title { blocks: first..last + 1, year, agency, text })
}

/// Whether a line is the beginning of the title that the one below it goes on with.
fn goes_before(above: &str, text: &str, unbroken: impl Fn(&str) -> bool) -> bool {
    let complete = text.contains("信息公开") || text.contains("政务公开");
    let says_no_year = first_year(text).is_none();
    let ends_with_year =
        says_no_year && first_year(above).is_some_and(|(at, length, _)| at + length == above.len());
    // `2019年某市` over `人民政府办公厅政府信息公开工作年度报告`; a date over a title is none of it.
    let begins_with_year = says_no_year
        && year_at_start(above).is_some_and(|(length, _)| above[length..].chars().all(is_han))
        && !above.contains("公开");
    // A long name stands over its second one, in brackets, and the year, or over all that names nobody.
    let names_nobody = NAMELESS.iter().any(|w| text.starts_with(w));
    let second_name = year_at_start(text).is_some() || text.starts_with(['（', '(']);
    let whole_name = (second_name || names_nobody) && ends_like_agency(above) && !above.ends_with("网站");
    let of_place = text.starts_with(SEAT) && above.ends_with(PLACES);
    let broken_name = !names_nobody && (goes_on(above, text, unbroken) || ends_name(above, text));
    let named = whole_name || begins_with_year || of_place || broken_name;
    !complete || ends_with_year || (named && !above.contains("报告"))
}

/// Whether what stands before the year is no name, but the end of one: `厅2024年` under `某省住房和城乡建设`.
fn ends_name(above: &str, below: &str) -> bool {
    let Some((at, _, _)) = first_year(below).filter(|(at, _, _)| *at > 0) else { return false };
    let end = &below[..at];
    let words = above.chars().chain(end.chars()).all(is_han) && !above.contains("公开");
    words && !is_name(end) && is_name(&format!("{above}{end}"))
}

/// Whether the last words of a line and the first ones of the next stand unbroken elsewhere.
fn goes_on(above: &str, below: &str, unbroken: impl Fn(&str) -> bool) -> bool {
    let end: Vec<char> = above.chars().rev().take(AROUND).collect();
    let start: String = below.chars().take(AROUND).collect();
    let whole = end.len() == AROUND && start.chars().count() == AROUND;
    let words: String = end.iter().rev().copied().chain(start.chars()).collect();
    whole && words.chars().all(is_han) && unbroken(&words)
}

/// The first of the text without white space.
fn plain(blocks: &[Block]) -> String {
    let text = blocks.iter().take(FIRST_LINES).flat_map(|b| b.line().unwrap_or_default().chars());
    text.filter(|c| !c.is_whitespace()).take(MOST_PLAIN).collect()
}

/// The nearest block above with words in it.
fn above(blocks: &[Block], at: usize) -> Option<usize> {
    (0..at).rev().take(3).find(|&i| blocks[i].line().is_some_and(|l| !l.is_empty()))
}

/// What a block can give to a title.
fn line(block: &Block) -> Option<String> {
    let line = tightened(without_dates(block.line().filter(|l| l.len() <= LONGEST * 12)?));
    let line = without_site(&line);
    is_title_line(line).then(|| line.to_owned())
}

/// A title without what a page says of it behind it: `…年度报告 发布时间：2025-01-20`.
fn without_dates(line: &str) -> &str {
    let end = line.find("报告").map(|at| at + "报告".len());
    let behind = end.map_or("", |end| &line[end..]);
    let is_remark = behind.starts_with(char::is_whitespace) && behind.contains(['：', ':']);
    end.filter(|_| is_remark).map_or(line, |end| &line[..end])
}

/// The title of a web page without the names of the site and its columns: `某局2024年…年度报告-某市人民政府`.
fn without_site(line: &str) -> &str {
    let years =
        line.as_bytes().windows(3).any(|w| w[0].is_ascii_digit() && w[1] == b'-' && w[2].is_ascii_digit());
    if years || line.ends_with('|') || line.matches('|').count() > 2 {
        return line;
    }
    let mut pieces = line.split(['-', '－', '—', '–', '_', '|', '｜', '>', '»', '·']).map(str::trim);
    let title = |p: &&str| p.contains("公开") && p.contains("报告");
    match (pieces.clone().filter(title).count(), pieces.find(title)) {
        (1, Some(only)) => only,
        _ => line,
    }
}

fn is_title_line(line: &str) -> bool {
    // A title cites nothing.
    let sentence = line.contains(['。', '，', ',', '；', '：', ':', '|', '《', '》']);
    let length = line.chars().count();
    (2..=LONGEST).contains(&length) && !sentence && line != "正文" && !is_page_number(line)
}

/// Agency and year of a title: `某市某局2024年政府信息公开工作年度报告`, `2024年某局…`.
fn parts(title: &str) -> (String, Option<u16>) {
    let Some((at, length, year)) = first_year(title) else { return (named(title), None) };
    let (before, after) = (&title[..at], &title[at + length..]);
    let named = [named(before), named(after), bracketed(after)];
    (named.into_iter().find(|name| !name.is_empty()).unwrap_or_default(), Some(year))
}

/// The agency in the brackets that end a title: `2024年政府信息公开工作年度报告（某局）`.
fn bracketed(text: &str) -> String {
    let inner =
        text.strip_suffix(['）', ')']).and_then(|t| t.rsplit_once(['（', '('])).map(|(_, inner)| inner);
    inner.filter(|name| ends_like_agency(name) && is_name(name)).unwrap_or_default().to_owned()
}

/// The agency that a piece of a title names.
fn named(text: &str) -> String {
    let text = text.trim_start_matches("关于").trim().trim_matches(['【', '】']);
    let end =
        ["政府信息公开", "政务信息公开", "信息公开", "政务公开"].iter().filter_map(|w| text.find(w)).min();
    let name = text[..end.unwrap_or(text.len())].trim().trim_end_matches(['的', '关', '于']).trim();
    if is_name(name) { name.to_owned() } else { String::new() }
}

fn is_name(name: &str) -> bool {
    let core = name.trim_end_matches(['）', ')']);
    NAME.contains(&name.chars().count())
        && (ends_like_agency(name) || core.len() < name.len())
        && !name.starts_with(SEAT)
        && !name.contains(['，', ',', '。', '；', '、', '：', ':', '“', '《', '|'])
}

fn ends_like_agency(name: &str) -> bool {
    let name = name.trim_end().trim_end_matches(['）', ')']);
    AGENCIES.iter().any(|a| name.ends_with(a))
}

/// The first year in a text with the place and the bytes it takes, `年` or `年度` included.
fn first_year(text: &str) -> Option<(usize, usize, u16)> {
    text.char_indices()
        .find_map(|(at, _)| year_at_start(&text[at..]).map(|(length, year)| (at, length, year)))
}

/// A year at the start of a text and the bytes it takes: `2024年`, `二〇二四年度`.
fn year_at_start(text: &str) -> Option<(usize, u16)> {
    let digit = |c: char| match narrow_char(c) {
        c @ '0'..='9' => c.to_digit(10),
        '○' => Some(0),
        c => number::digit_of(c),
    };
    let mut chars = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let mut year = 0;
    for _ in 0..4 {
        year = year * 10 + digit(chars.next()?.1)?;
    }
    let (at, sign) = chars.next()?;
    let length = at + sign.len_utf8();
    let length = if text[length..].starts_with('度') { length + '度'.len_utf8() } else { length };
    let year = u16::try_from(year).ok().filter(|y| (1990..=2100).contains(y))?;
    (sign == '年').then_some((length, year))
}

/// Whether a line is no more than a year: `（2024年度）`.
pub(super) fn is_only_year(line: &str) -> bool {
    let words = line.trim().trim_matches(['（', '(', '）', ')']);
    year_at_start(words).is_some_and(|(length, _)| length == words.len())
}

/// The year that the text reports on: that of the period of its figures, else the one its paragraphs begin with.
pub(super) fn year_of_text(text: &str) -> Option<u16> {
    period_year(text)
        .or_else(|| text.lines().take(FIRST_LINES).find_map(|l| year_at_start(l.trim()).map(|(_, y)| y)))
}

/// The year in `2024年1月1日`, the first day of the period.
fn period_year(text: &str) -> Option<u16> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(narrow_char).take(200_000).collect();
    let (before, _) = plain.split_once("年1月1日")?;
    let digits: String = before.chars().rev().take(4).collect();
    let year: String = digits.chars().rev().collect();
    year.parse().ok().filter(|y| (1990..=2100).contains(y))
}

/// The agency that the opening names: whom to ask, who wrote it, whose report it is.
pub(super) fn agency_of_text(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).take(20_000).collect();
    let reads: [fn(&str) -> Option<String>; 4] = [written_by, of_year, at_work, to_ask];
    reads.iter().find_map(|read| read(&plain)).unwrap_or_default()
}

/// What stands between these words, as far as a name can reach.
fn between<'t>(text: &'t str, before: &str, after: &[&str]) -> impl Iterator<Item = &'t str> {
    // A year may stand before the name, and the word after it counts too.
    let reach = NAME.end() + 20;
    let after: Vec<String> = after.iter().map(|a| (*a).to_owned()).collect();
    let length = before.len();
    text.match_indices(before).map(move |(at, _)| at + length).filter_map(move |start| {
        let rest = &text[start..];
        let rest = rest.char_indices().nth(reach).map_or(rest, |(end, _)| &rest[..end]);
        let end = after.iter().filter_map(|a| rest.find(a.as_str())).min()?;
        Some(&rest[..end])
    })
}

fn written_by(text: &str) -> Option<String> {
    between(text, "由", &["编制", "根据", "按照"]).find(|n| is_name(n)).map(without_office)
}

fn of_year(text: &str) -> Option<String> {
    between(text, "年", &["政府信息公开", "信息公开"])
        .map(|n| n.trim_start_matches('度'))
        .find(|n| is_name(n) && !n.contains('年'))
        .map(str::to_owned)
}

fn at_work(text: &str) -> Option<String> {
    let names = between(text, "结合", &["政府信息公开", "工作实际", "实际"]);
    names
        .map(|n| first_year(n).map_or(n, |(at, length, _)| &n[at + length..]))
        .find(|n| is_name(n))
        .map(str::to_owned)
}

fn to_ask(text: &str) -> Option<String> {
    between(text, "与", &["联系", "联络"]).find(|n| is_name(n)).map(without_office)
}

/// The agency whose office this is: `某局办公室` → `某局`.
fn without_office(name: &str) -> String {
    let agency = name.strip_suffix("办公室").unwrap_or(name);
    if is_name(agency) { agency.to_owned() } else { name.to_owned() }
}
