//! A draft out of the lines and rows of a source: form, title, agency, sections, tables.

use std::{borrow::Cow, collections::HashSet, ops::Range, sync::Arc};

use super::{
    Doubt, Hint, Imported, Marks, Piece, beside,
    block::{self, Block, Breaks, Page},
    clean::{self, Cleaned},
    key::Key,
    outline::{self, Heading},
    profile, prose,
    reading::Reading,
    scan, sent_up,
    table::{self, Region},
    title::{self, Title},
};
use crate::{
    draft::{AgencyKind, Draft, Place, Report, Text},
    form::{self, Form, Meaning, SectionBody, SectionId},
    words::sentence,
};

/// A report without tables has fewer figures than this.
const FEW: usize = 3;
/// A title takes no more lines.
const MOST_TITLE_LINES: usize = 5;
/// A sentence that says something is longer, in characters.
const SENTENCE: usize = 20;
/// The most sentences over a title that are kept, and the most characters of one.
const MOST_OVER: usize = 20;
const LONGEST_OVER: usize = 2_000;

/// Puts the report together. Whatever the source holds, a draft comes out.
pub(super) fn assemble(mut page: Page, hint: &Hint) -> Imported {
    let cleaned = clean::clean(&mut page);
    block::spread(&mut page.blocks);
    let whole: Vec<String> = page.blocks.iter().map(Block::text).collect();
    let sheet = sent_up::leave_out(&mut page.blocks);
    let source = if sheet.is_empty() {
        Cow::Borrowed(whole.as_slice())
    } else {
        page.blocks.iter().map(Block::text).collect()
    };
    let year = hint.year.or_else(|| stated_year(&page.blocks, &source));
    let mut imported = match &hint.form {
        Some(form) => in_form(form, &page, &source, year),
        None => best_form(&page, &source, year),
    };
    imported.doubts.extend(std::mem::take(&mut page.doubts));
    say_cleaned(cleaned, &mut imported);
    say_year(year, hint, &mut imported);
    if imported.draft.report.agency.name.is_empty() {
        imported.missing.push(Place::Agency);
    }
    // What is shown beside the draft is all of the source.
    imported.pieces.iter_mut().filter(|p| p.block >= sheet.start).for_each(|p| p.block += sheet.len());
    imported.source = whole;
    imported.marks = page.marks;
    imported
}

/// The year that the title or the text names.
fn stated_year(blocks: &[Block], source: &[String]) -> Option<u16> {
    let title = title::find(blocks, blocks.len());
    title.year.or_else(|| title::year_of_text(&source.join("\n")))
}

/// Reads the source in every form with tables and keeps the reading with the most figures and the fewest doubts.
fn best_form(page: &Page, source: &[String], year: Option<u16>) -> Imported {
    let mut best: Option<(i64, Imported)> = None;
    for form in form::builtin().iter().filter(|f| !f.tables.is_empty()) {
        let imported = in_form(form, page, source, year);
        let of_year = i64::from(year.is_some_and(|y| form.years.contains(y)));
        let worth = worth(&imported) + of_year * 3;
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            best = Some((worth, imported));
        }
    }
    let free = year.and_then(form::for_year).filter(|f| f.tables.is_empty());
    match (best, free) {
        (Some((_, with_tables)), Some(free)) if figures(&with_tables) >= FEW => {
            let _ = free;
            with_tables
        }
        (_, Some(free)) => without_form(&free, page, source, year),
        (Some((_, with_tables)), None) => with_tables,
        // There is always a built-in form with tables; without one the report still opens.
        (None, None) => without_form(&form::builtin()[0], page, source, year),
    }
}

fn figures(imported: &Imported) -> usize {
    imported.draft.report.cells.len() + imported.draft.report.printed.len()
}

/// How well a form fits: figures count for it, doubts and rows not found against it.
fn worth(imported: &Imported) -> i64 {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX / 8);
    // Rows that only this form parts say nothing for it or against it.
    let parted = imported.doubts.iter().filter(|d| d.did == table::PARTS_OF_NOTHING).count();
    let worth =
        count(figures(imported)) * 10 - count(imported.doubts.len()) * 6 - count(imported.missing.len()) * 20;
    worth - count(parted) * 4
}

/// Reads the source as a report in this form.
fn in_form(form: &Arc<Form>, page: &Page, source: &[String], year: Option<u16>) -> Imported {
    let blocks = &page.blocks;
    let headings = outline::headings(form, blocks);
    let readings: Vec<Option<Reading>> =
        (0..form.sections.len()).map(|section| read_table(form, page, &headings, section)).collect();
    let mut imported = empty(form, year);
    let end = headings.first().map_or(blocks.len(), |h| h.block);
    opening(page, source, end, &mut imported);
    for (at, heading) in headings.iter().enumerate() {
        let section = &form.sections[heading.section];
        if section.body == SectionBody::Text {
            let text = without_rows(blocks, outline::range(&headings, at, blocks.len()), &readings);
            put_text(&section.id, &text, page.breaks, &mut imported);
        }
        own_heading(form, heading, &mut imported);
    }
    take_all(form, readings, &headings, &mut imported);
    imported
}

/// What was read of each table, and which headings and tables were not found.
fn take_all(form: &Form, readings: Vec<Option<Reading>>, headings: &[Heading], imported: &mut Imported) {
    let mut absent: Vec<String> = Vec::new();
    for (index, (section, reading)) in form.sections.iter().zip(readings).enumerate() {
        let known = headings.iter().any(|h| h.section == index);
        if !known && !section.heading.is_empty() {
            imported.missing.push(Place::Section(section.id.clone()));
        }
        let Some(reading) = reading else { continue };
        let nothing = reading.missing.iter().any(|m| matches!(m, Place::Table(_)));
        let is_absent = known && nothing && !reading.labelled;
        take(form, reading, imported);
        absent.extend(is_absent.then(|| imported.draft.report.heading(section).to_owned()));
    }
    imported.doubts.extend(without_table(&absent));
}

/// The blocks of a text without the rows of a table whose own heading is missing: they were read into the table.
fn without_rows(blocks: &[Block], range: Range<usize>, readings: &[Option<Reading>]) -> Vec<Block> {
    let pieces = readings.iter().flatten().flat_map(|r| &r.pieces).map(|p| p.block);
    let rows: HashSet<usize> = pieces.filter(|block| range.contains(block)).collect();
    let is_row = |at: usize| {
        let in_table = !rows.is_empty() && scan::is_of_table(&blocks[at]) && beside::is_labels(&blocks[at]);
        rows.contains(&at) || in_table
    };
    range.filter(|&at| !is_row(at)).map(|at| blocks[at].clone()).collect()
}

/// Reads the table of a section, and what stands beside it under its heading.
fn read_table(form: &Form, page: &Page, headings: &[Heading], section: usize) -> Option<Reading> {
    let table = form.sections[section].table().and_then(|id| form.table(id))?;
    let blocks = &page.blocks;
    let (range, kind) = region(headings, section, blocks.len());
    let mut reading = table::read(form, table, &blocks[range.clone()], range.start, kind);
    if kind == Region::Shared {
        return Some(reading);
    }
    if let Some(all) = all_tables(form, headings, blocks.len()).filter(|_| !reading.missing.is_empty()) {
        let elsewhere = table::read(form, table, &blocks[all.clone()], all.start, Region::Shared);
        reading.fill(elsewhere, form, table);
    }
    let beside = beside::doubts(&form.sections[section].id, form, table, &blocks[range], page.breaks);
    reading.doubts.extend(beside);
    Some(reading)
}

/// Headings of tables under which there is none, said once: of pictures nothing is read.
fn without_table(headings: &[String]) -> Option<Doubt> {
    let did = "原文在这里只有标题，没有文字的表格（可能是图片）；数字都空着，照原文填写".to_owned();
    let doubt = Doubt { place: Place::Source, found: headings.join("；"), did };
    (!headings.is_empty()).then_some(doubt)
}

/// Where the table of a section is looked for: under its heading, or where that heading should be.
fn region(headings: &[Heading], section: usize, blocks: usize) -> (Range<usize>, Region) {
    if let Some(at) = headings.iter().position(|h| h.section == section) {
        return (outline::range(headings, at, blocks), Region::Own);
    }
    let before = headings.iter().rposition(|h| h.section < section);
    let range = before.map_or(0..blocks, |at| outline::range(headings, at, blocks));
    (range, Region::Shared)
}

/// Where all tables stand: from the first heading of one to the end of the last.
fn all_tables(form: &Form, headings: &[Heading], blocks: usize) -> Option<Range<usize>> {
    let of_table = |at: &usize| form.sections[headings[*at].section].table().is_some();
    let mut ranges = (0..headings.len()).filter(of_table).map(|at| outline::range(headings, at, blocks));
    let first = ranges.next()?;
    ranges.next_back().map(|last| first.start..last.end)
}

fn empty(form: &Arc<Form>, year: Option<u16>) -> Imported {
    let report = Report::new(form, year.unwrap_or_default());
    Imported {
        draft: Draft { report, ..Draft::default() },
        form: Arc::clone(form),
        doubts: Vec::new(),
        missing: Vec::new(),
        source: Vec::new(),
        pieces: Vec::new(),
        marks: Marks::default(),
    }
}

/// Title, agency and the paragraphs before the first heading.
fn opening(page: &Page, source: &[String], end: usize, imported: &mut Imported) {
    let Title { text, blocks, agency, .. } = title::find(&page.blocks, end);
    let over = page.blocks[..blocks.start].iter().filter(|b| is_sentence(b));
    let doubts: Vec<Doubt> = over.take(MOST_OVER).map(|b| over_title(b, imported)).collect();
    imported.doubts.extend(doubts);
    let before = &page.blocks[blocks.end..end.max(blocks.end)];
    let before: Vec<Block> = before.iter().filter(|b| !is_page_chrome(b)).cloned().collect();
    let before = without_title(&before, &text);
    let section = imported.form.meaning(Meaning::Opening).map(|s| s.id.clone()).unwrap_or_default();
    if !section.is_empty() {
        put_text(&section, &before, page.breaks, imported);
    }
    let report = &mut imported.draft.report;
    let opening = report.text(&section).to_owned();
    report.agency.name = agency;
    if report.agency.name.is_empty() {
        report.agency.name = title::agency_of_text(&source.join("\n"));
    }
    report.agency.kind = AgencyKind::of_name(&report.agency.name);
    profile::read(&opening, &mut report.agency);
    if !text.is_empty() && text != report.title() {
        report.title = Some(text);
    }
}

/// Lines that stand around the text of a web page: dates, sources, menus.
fn is_page_chrome(block: &Block) -> bool {
    const NAMES: [&str; 10] = [
        "发布日期",
        "发布时间",
        "发文日期",
        "信息来源",
        "来源",
        "浏览次数",
        "字体",
        "字号",
        "索引号",
        "当前位置",
    ];
    let Some(text) = block.line() else { return !is_sentence(block) };
    let indented = matches!(block, Block::Line(line) if line.starts_with("　　"));
    let short = text.chars().count() <= 60 && NAMES.iter().any(|n| text.starts_with(n));
    !indented && !text.contains('。') && (short || text == "正文")
}

/// What stands over the first heading without the title: a web page has it in its head and again over its text, there
/// in one line or in several.
fn without_title(blocks: &[Block], title: &str) -> Vec<Block> {
    let title = sentence::bare(title);
    let mut kept = Vec::new();
    let mut rest = blocks;
    while let Some((first, after)) = rest.split_first() {
        let lines = title_length(rest, &title);
        kept.extend((lines == 0).then(|| first.clone()));
        rest = if lines == 0 { after } else { &rest[lines..] };
    }
    kept
}

/// How many of the first blocks are the title, line by line.
fn title_length(blocks: &[Block], title: &str) -> usize {
    let mut left = title;
    for (at, block) in blocks.iter().enumerate().take(MOST_TITLE_LINES) {
        let line = sentence::bare(block.line().unwrap_or_default());
        match left.strip_prefix(line.as_str()).filter(|_| !line.is_empty()) {
            Some("") => return at + 1,
            Some(rest) => left = rest,
            None => return 0,
        }
    }
    0
}

/// Whether a block says something in whole sentences.
fn is_sentence(block: &Block) -> bool {
    let text = block.text();
    text.contains('。') && text.chars().nth(SENTENCE).is_some()
}

/// Sentences over the title are none of the report for certain.
fn over_title(block: &Block, imported: &Imported) -> Doubt {
    let section = imported.form.meaning(Meaning::Opening).map(|s| Place::Section(s.id.clone()));
    let found = block.text().chars().take(LONGEST_OVER).collect();
    let did = "没有读入：在标题上面，要用就复制到正文".to_owned();
    Doubt { place: section.unwrap_or(Place::Source), found, did }
}

fn put_text(section: &SectionId, blocks: &[Block], breaks: Breaks, imported: &mut Imported) {
    let text = prose::paragraphs(blocks, breaks);
    if let Some(found) = prose::first_row(blocks) {
        let did = "原文在这里是表格，每行读成了一段，核对".to_owned();
        imported.doubts.push(Doubt { place: Place::Section(section.clone()), found, did });
    }
    if let Some((first, count)) = prose::broken_off(&text) {
        let did = format!("有{count}段停在句子中间，可能是断行，与下一段连起来");
        let found = first.chars().take(LONGEST_OVER).collect();
        imported.doubts.push(Doubt { place: Place::Section(section.clone()), found, did });
    }
    if !text.is_empty() {
        imported.draft.report.sections.insert(section.clone(), Text::from(text));
    }
}

/// Keeps a heading that differs from the mandated one, and doubts it where only its number says what it heads.
fn own_heading(form: &Form, heading: &Heading, imported: &mut Imported) {
    let section = &form.sections[heading.section];
    if Key::of(&heading.text) != Key::of(&section.heading) {
        imported.draft.report.headings.insert(section.id.clone(), heading.text.clone());
    }
    if heading.by_number {
        let did = format!("按序号归入“{}”", section.heading);
        imported.doubts.push(Doubt {
            place: Place::Section(section.id.clone()),
            found: heading.text.clone(),
            did,
        });
    }
}

fn take(form: &Form, reading: Reading, imported: &mut Imported) {
    let report = &mut imported.draft.report;
    for (id, entry) in reading.entries {
        let total = form.cell(id.as_str()).is_some_and(form::Cell::is_total);
        if total {
            report.printed.insert(id, entry)
        } else {
            report.cells.insert(id, entry)
        };
    }
    imported.doubts.extend(reading.doubts);
    imported.missing.extend(reading.missing);
    imported.pieces.extend::<Vec<Piece>>(reading.pieces);
}

/// A report from before the uniform form: sections under the headings it was published with.
fn without_form(form: &Arc<Form>, page: &Page, source: &[String], year: Option<u16>) -> Imported {
    let mut imported = empty(form, year);
    let found = outline::free_headings(&page.blocks);
    let end = found.first().map_or(page.blocks.len(), |h| h.0);
    opening(page, source, end, &mut imported);
    let sections: Vec<&SectionId> = form.sections.iter().map(|s| &s.id).skip(1).collect();
    for (at, (block, text)) in found.iter().enumerate().take(sections.len()) {
        let next = if at + 1 < sections.len() { found.get(at + 1) } else { None };
        let range = block + 1..next.map_or(page.blocks.len(), |h| h.0);
        put_text(sections[at], &page.blocks[range], page.breaks, &mut imported);
        imported.draft.report.headings.insert(sections[at].clone(), text.clone());
    }
    // The officer knows these tables by the form that came after; this one has none.
    let tables = form::builtin().iter().find(|f| !f.tables.is_empty());
    imported
        .missing
        .extend(tables.into_iter().flat_map(|f| f.tables.iter().map(|t| Place::Table(t.id.clone()))));
    imported
}

fn say_cleaned(cleaned: Cleaned, imported: &mut Imported) {
    let mut say = |found: String, did: &str| {
        imported.doubts.push(Doubt { place: Place::Source, found, did: did.to_owned() });
    };
    if cleaned.traditional > 0 {
        say(format!("繁体字{}个", cleaned.traditional), "已转为简体");
    }
    if cleaned.glosses > 0 {
        say(format!("文字中间的注音{}处", cleaned.glosses), "已去掉");
    }
}

fn say_year(year: Option<u16>, hint: &Hint, imported: &mut Imported) {
    if year.is_none() {
        imported.missing.push(Place::Year);
    }
    let form = &imported.form;
    let stated = hint.year.is_none() && hint.form.is_none();
    if let Some(year) = year.filter(|y| stated && !form.years.contains(*y)) {
        let did = format!("表格是{}，按这一格式读入", form.name);
        imported.doubts.push(Doubt { place: Place::Year, found: format!("{year}年"), did });
    }
}
