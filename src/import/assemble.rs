//! A draft out of the lines and rows of a source: form, title, agency, sections, tables.

use std::{borrow::Cow, ops::Range, sync::Arc};

use super::{
    Doubt, Hint, Imported, Piece, beside,
    block::{Block, Breaks, Page},
    clean::{self, Cleaned},
    key::Key,
    outline::{self, Heading},
    profile, prose,
    reading::Reading,
    sent_up,
    table::{self, Region},
    title::{self, Title},
};
use crate::{
    draft::{AgencyKind, Draft, Place, Report, Text},
    form::{self, Form, Meaning, SectionBody, SectionId},
};

/// A report without tables has fewer figures than this.
const FEW: usize = 3;

/// Puts the report together. Whatever the source holds, a draft comes out.
pub(super) fn assemble(mut page: Page, hint: &Hint) -> Imported {
    let cleaned = clean::clean(&mut page);
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
    count(figures(imported)) * 10 - count(imported.doubts.len()) * 6 - count(imported.missing.len()) * 20
}

/// Reads the source as a report in this form.
fn in_form(form: &Arc<Form>, page: &Page, source: &[String], year: Option<u16>) -> Imported {
    let blocks = &page.blocks;
    let headings = outline::headings(form, blocks);
    let mut imported = empty(form, year);
    let end = headings.first().map_or(blocks.len(), |h| h.block);
    opening(page, source, end, &mut imported);
    for (at, heading) in headings.iter().enumerate() {
        let section = &form.sections[heading.section];
        let range = outline::range(&headings, at, blocks.len());
        if section.body == SectionBody::Text {
            put_text(&section.id, &blocks[range], page.breaks, &mut imported);
        }
        own_heading(form, heading, &mut imported);
    }
    for (index, section) in form.sections.iter().enumerate() {
        let known = headings.iter().any(|h| h.section == index);
        if !known && !section.heading.is_empty() {
            imported.missing.push(Place::Section(section.id.clone()));
        }
        if let Some(table) = section.table().and_then(|id| form.table(id)) {
            let (region, kind) = region(&headings, index, blocks.len());
            let reading = table::read(form, table, &blocks[region.clone()], region.start, kind);
            take(form, reading, &mut imported);
            if kind == Region::Own {
                let beside = beside::doubts(&section.id, form, table, &blocks[region], page.breaks);
                imported.doubts.extend(beside);
            }
        }
    }
    imported
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

fn empty(form: &Arc<Form>, year: Option<u16>) -> Imported {
    let report = Report::new(form, year.unwrap_or_default());
    Imported {
        draft: Draft { report, ..Draft::default() },
        form: Arc::clone(form),
        doubts: Vec::new(),
        missing: Vec::new(),
        source: Vec::new(),
        pieces: Vec::new(),
    }
}

/// Title, agency and the paragraphs before the first heading.
fn opening(page: &Page, source: &[String], end: usize, imported: &mut Imported) {
    let Title { text, blocks, agency, .. } = title::find(&page.blocks, end);
    let before = &page.blocks[blocks.end..end.max(blocks.end)];
    // A web page has its title in its head and again over its text.
    let again = |b: &Block| !text.is_empty() && b.line().is_some_and(|l| prose::tightened(l) == text);
    let before: Vec<Block> = before.iter().filter(|b| !is_page_chrome(b) && !again(b)).cloned().collect();
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
    let Block::Line(text) = block else { return true };
    let indented = text.starts_with("　　");
    let text = text.trim();
    let short = text.chars().count() <= 60 && NAMES.iter().any(|n| text.starts_with(n));
    !indented && (short || text == "正文")
}

fn put_text(section: &SectionId, blocks: &[Block], breaks: Breaks, imported: &mut Imported) {
    let text = prose::paragraphs(blocks, breaks);
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
