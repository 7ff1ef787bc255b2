//! What holds for every page of every report: nothing outside the type area, nothing over another thing, no forbidden
//! mark at the edge of a line, no head without what it heads, no line of a paragraph alone, nothing lost.

use nianbao::{
    draft::{Report, paragraphs},
    form::{self, Form},
    layout::{
        Face, Faces, Fonts as _, Options, Origin, Page, Purpose, Rule, Run, pages, pages_for, run_in_head,
        sheet::{BODY_SIZE, CHARACTER_PITCH, LEFT, RIGHT},
        units::{is_no_end, is_no_start},
    },
};

use super::gaps::{no_table_is_parted_for_less, no_table_leaves_a_third_of_a_page_empty};
use crate::common::{
    forms,
    geometry::{apart, within_the_area},
    pages::{Sample, box_text, samples},
};

pub fn laid_out(form: &Form, report: &Report) -> Vec<Page> {
    pages(forms::sheet(form, report), Faces::bundled())
}

/// The text printed for an origin, in the order printed.
pub fn printed(pages: &[Page], wanted: impl Fn(Origin) -> bool) -> String {
    let runs = pages.iter().flat_map(|p| &p.runs).filter(|r| wanted(r.origin));
    runs.map(Run::text).collect()
}

/// The lines of the running text on a page: runs with one baseline.
pub fn lines(page: &Page) -> Vec<Vec<&Run>> {
    let is_text = |r: &&Run| matches!(r.origin, Origin::Heading(_) | Origin::Paragraph(..) | Origin::Title);
    let mut lines: Vec<Vec<&Run>> = Vec::new();
    for run in page.runs.iter().filter(is_text) {
        match lines.last_mut() {
            Some(line) if line[0].y == run.y => line.push(run),
            _ => lines.push(vec![run]),
        }
    }
    lines
}

/// A report whose first section is this text.
pub fn with_text(text: &str) -> (&'static Form, Report) {
    let form = &*form::builtin()[0];
    let mut report = Report::new(form, 2024);
    report.sections.insert("s1".into(), text.into());
    (form, report)
}

/// What holds for every page of every report, as it is published and as it is sent up.
pub fn check(form: &Form, report: &Report) {
    let sent_up = Purpose::SignOff { date: None, foot: "文稿指纹 0000 0000 0000".to_owned() };
    for purpose in [Purpose::Publication, sent_up] {
        let options = Options { purpose, watermark: None };
        check_pages(form, report, &pages_for(forms::sheet(form, report), &options, Faces::bundled()));
    }
}

/// What holds for the pages of a report, a 送审单 before them or not.
pub fn check_pages(form: &Form, report: &Report, pages: &[Page]) {
    everything_is_there(form, report, pages);
    for page in pages {
        within_the_area(page);
        apart(page);
        for line in lines(page) {
            edges(&line);
        }
        rules_are_single(page);
    }
    heads_are_followed(pages);
    small_heads_are_followed(report, pages, form);
    no_last_line_is_alone(pages);
    no_character_is_alone(pages);
    no_table_leaves_a_third_of_a_page_empty(form, pages);
    no_table_is_parted_for_less(form, pages);
    no_head_has_one_line(report, pages, form);
}

/// No paragraph of several lines ends with a line of one character, with marks after it or not.
fn no_character_is_alone(pages: &[Page]) {
    let all: Vec<Vec<&Run>> = pages.iter().flat_map(lines).collect();
    let is_paragraph = |line: &&Vec<&Run>| matches!(line[0].origin, Origin::Paragraph(..));
    let paragraphs: Vec<&Vec<&Run>> = all.iter().filter(is_paragraph).collect();
    for lines in paragraphs.chunk_by(|a, b| a[0].origin == b[0].origin) {
        let [.., before, last] = lines else { continue };
        let text = |line: &[&Run]| line.iter().map(|run| run.text()).collect::<String>();
        let told = |line: &[&Run]| text(line).chars().filter(|c| c.is_alphanumeric() || *c == '%').count();
        // What cannot be parted leaves nothing to take along.
        let is_alone = told(last) == 1 && told(before) >= 2 && !is_torn_without_its_last(before);
        assert!(!is_alone, "{} / {}", text(before), text(last));
    }
}

/// Whether a line would be torn open by giving up its last character, number or word: the gaps between what stays, with
/// its marks as wide as half a character, would be more than an eighth of one.
fn is_torn_without_its_last(line: &[&Run]) -> bool {
    let glyphs = line.iter().flat_map(|run| run.glyphs.iter().map(|glyph| (run.face, glyph.ch)));
    let glyphs: Vec<(Face, char)> = glyphs.collect();
    let stays = without_the_last(&glyphs);
    let width = |&(face, ch): &(Face, char)| match ch {
        _ if ch.is_ascii() => Faces::bundled().advance(face, ch).unwrap_or(0.5) * BODY_SIZE / CHARACTER_PITCH,
        _ if ch.is_alphanumeric() => 1.0,
        _ => 0.5,
    };
    let room = (RIGHT - line[0].x) / CHARACTER_PITCH - stays.iter().map(width).sum::<f32>();
    let words = stays.chunk_by(|(_, a), (_, b)| a.is_ascii() && b.is_ascii()).count();
    room > 0.11 * words.saturating_sub(1) as f32
}

/// What stays of a line that gives up its last character, number or word with what cannot be parted from it: marks
/// after it, the number that counts it, opening marks before it.
fn without_the_last(line: &[(Face, char)]) -> &[(Face, char)] {
    let without = |line: &[(Face, char)], goes: fn(char) -> bool| {
        line.iter().rposition(|(_, ch)| !goes(*ch)).map_or(0, |last| last + 1)
    };
    let word = &line[..without(line, |ch| !ch.is_alphanumeric())];
    let counted = &word[..word.len().saturating_sub(1)];
    let stays = match word.last() {
        Some((_, ch)) if ch.is_ascii() => &word[..without(word, |ch| ch.is_ascii())],
        _ if counted.last().is_some_and(|(_, ch)| ch.is_ascii_digit()) => {
            &counted[..without(counted, |ch| ch.is_ascii())]
        }
        _ => counted,
    };
    &stays[..without(stays, is_no_end)]
}

/// No page begins with the last line of a paragraph of several.
fn no_last_line_is_alone(pages: &[Page]) {
    let all: Vec<Vec<Vec<&Run>>> = pages.iter().map(lines).collect();
    for (number, page) in pages.iter().enumerate().skip(1) {
        let (before, after) = (&all[number - 1], &all[number]);
        let (Some(last), Some(first)) = (before.last(), after.first()) else { continue };
        let origin = first[0].origin;
        let goes_on = matches!(origin, Origin::Paragraph(..)) && last[0].origin == origin;
        let is_first = page.runs.iter().all(|run| run.y >= first[0].y);
        let count = after.iter().filter(|line| line[0].origin == origin).count();
        assert!(!(goes_on && is_first && count == 1), "{}", page.text());
    }
}

fn everything_is_there(form: &Form, report: &Report, pages: &[Page]) {
    assert_eq!(printed(pages, |o| o == Origin::Title), report.title());
    for (index, section) in form.sections.iter().enumerate() {
        assert_eq!(printed(pages, |o| o == Origin::Heading(index)), report.heading(section));
        for (i, paragraph) in paragraphs(report.text(&section.id)).enumerate() {
            assert_eq!(printed(pages, |o| o == Origin::Paragraph(index, i)), paragraph);
        }
    }
    for (t, table) in form.tables.iter().enumerate() {
        for (b, table_box) in table.boxes.iter().enumerate() {
            let text = box_text(form, report, &table_box.content);
            assert_eq!(printed(pages, |o| o == Origin::Box(t, b)), text);
        }
    }
}

fn edges(line: &[&Run]) {
    let text: String = line.iter().map(|r| r.text()).collect();
    let text = text.trim_end();
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().last()) else { return };
    let starts_paragraph = line[0].x > LEFT + CHARACTER_PITCH;
    // Where one mark follows another for more than a line there is no place to break.
    if text.chars().all(|c| is_no_start(c) || is_no_end(c)) {
        return;
    }
    assert!(!is_no_start(first) || starts_paragraph, "{text}");
    assert!(!is_no_end(last), "{text}");
}

/// No border is drawn twice.
fn rules_are_single(page: &Page) {
    for (i, a) in page.rules.iter().enumerate() {
        for b in &page.rules[i + 1..] {
            let level = |r: &Rule| r.from.1 == r.to.1;
            let (same, lap) = match (level(a), level(b)) {
                (true, true) => {
                    ((a.from.1 - b.from.1).abs() < 1.0, a.to.0.min(b.to.0) - a.from.0.max(b.from.0))
                }
                (false, false) => {
                    ((a.from.0 - b.from.0).abs() < 1.0, a.to.1.min(b.to.1) - a.from.1.max(b.from.1))
                }
                _ => (false, 0.0),
            };
            assert!(!same || lap < 0.01, "{a:?} {b:?}");
        }
    }
}

/// No heading is the last thing on a page but the last, unless its section is empty.
fn heads_are_followed(pages: &[Page]) {
    let texts = pages.iter().map(|p| p.runs.iter().filter(|r| r.origin != Origin::PageNumber));
    let all: Vec<Vec<Origin>> = texts.map(|runs| runs.map(|r| r.origin).collect()).collect();
    for (this, next) in all.iter().zip(all.iter().skip(1)) {
        if let (Some(Origin::Heading(head)), Some(first)) = (this.last(), next.first()) {
            assert!(matches!(first, Origin::Heading(_)), "section {head} begins overleaf: {first:?}");
        }
    }
}

/// No head inside a section is the last line of a page but the last: a paragraph with a number before it that is one
/// line and no sentence.
fn small_heads_are_followed(report: &Report, pages: &[Page], form: &Form) {
    for page in &pages[..pages.len() - 1] {
        let Some(Origin::Paragraph(section, at)) = lines(page).last().map(|line| line[0].origin) else {
            continue;
        };
        let texts = report.text(&form.sections[section].id);
        let is_last = at + 1 == paragraphs(texts).count();
        let text = paragraphs(texts).nth(at).expect("a paragraph");
        assert!(is_last || !is_small_head(text), "{text} stands at the foot of a page");
    }
}

/// No page ends with the first line of a text of several right under its head, or of one that begins with it.
fn no_head_has_one_line(report: &Report, pages: &[Page], form: &Form) {
    for (page, next) in pages.iter().zip(pages.iter().skip(1)) {
        let lines_here = lines(page);
        let ([.., last], Some(next)) = (&lines_here[..], lines(next).into_iter().next()) else { continue };
        let Origin::Paragraph(section, at) = last[0].origin else { continue };
        let before = lines_here.len().checked_sub(2).map(|over| lines_here[over][0].origin);
        let texts = report.text(&form.sections[section].id);
        let text = |at: usize| paragraphs(texts).nth(at).unwrap_or_default();
        let is_under_head = match before {
            Some(Origin::Heading(_)) => true,
            Some(Origin::Paragraph(_, over)) => over != at && is_small_head(text(over)),
            _ => false,
        };
        let begins = before != Some(last[0].origin) && !run_in_head(text(at)).0.is_empty();
        let goes_on = next[0].origin == last[0].origin;
        assert!(!(goes_on && (is_under_head || begins)), "{}", page.text());
    }
}

fn is_small_head(text: &str) -> bool {
    let is_numbered = text.starts_with('（') || text.starts_with(|c: char| c.is_ascii_digit());
    is_numbered && text.chars().count() < 24 && !text.contains(['。', '，', '；', '：'])
}

#[test]
fn real_reports_keep_the_rules() {
    for Sample { form, report, .. } in samples() {
        check(&form, &report);
    }
}

/// The paragraph is right to end with a single character: the line before it would be torn open by one more.
#[test]
fn a_last_character_may_stand_alone_where_the_line_before_would_be_torn() {
    let address = "wqedwhceo@ir.cn政信息府作报共政府年开工告作工度市度报。——，";
    let (form, report) = with_text(&format!("{}，{address}", "政".repeat(26)));
    check(form, &report);
}
