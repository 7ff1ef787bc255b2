//! The measures of GB/T 9704—2012 on the laid-out pages, in millimetres and points of the norm: the sheet that comes
//! out of the printer, held against a ruler.

use std::ops::RangeInclusive;

use nianbao::{
    draft::{Report, sign::Date},
    export::copy::{CopyKind, CopyOptions, Printed, Watermark, printed},
    form,
    layout::{Face, Faces, Fonts as _, Origin, Page, Pen, Run, pages},
};

use crate::common::{
    forms,
    geometry::{
        AREA, BOTTOM, CHARACTER, LEFT, LINE, MM, PAPER, RIGHT, TOP, apart, extent, lines_of, near, square,
        within_the_area, words,
    },
    pages::{Sample, all_samples, department, samples},
};

/// A copy sent up on the ninth of January, with all that it has besides the report.
pub const SENT_UP: CopyOptions = CopyOptions {
    kind: CopyKind::SignOff,
    date: Some(Date { year: 2025, month: 1, day: 9 }),
    watermark: Watermark::SentUp,
};

/// The pages of a report as they are published.
pub fn published(sample: &Sample) -> Vec<Page> {
    pages(forms::sheet(&sample.form, &sample.report), Faces::bundled())
}

/// The pages of a copy for signature: the 送审单, then the report.
pub fn sent_up(sample: &Sample) -> Vec<Page> {
    let Printed { pages, .. } =
        printed(forms::opened(&sample.form, &sample.draft()), SENT_UP, Faces::bundled());
    pages
}

/// The department's report with this text in its first section.
fn with_text(text: &str) -> Sample {
    let mut sample = department();
    sample.report.sections.insert("s1".into(), text.into());
    sample
}

fn is_paragraph(origin: Origin) -> bool {
    matches!(origin, Origin::Paragraph(..))
}

fn is_running_text(origin: Origin) -> bool {
    matches!(origin, Origin::Heading(_) | Origin::Paragraph(..))
}

#[test]
fn the_paper_is_a4_and_all_type_stands_in_the_type_area() {
    for sample in all_samples() {
        for page in published(&sample).iter().chain(&sent_up(&sample)) {
            assert!(near(page.width, PAPER.0) && near(page.height, PAPER.1), "{}", sample.name);
            within_the_area(page);
            apart(page);
        }
    }
}

/// The area is filled (撑满版心): 28 characters from the left edge to the right, 22 lines from the upper edge to the
/// lower, each in the middle of its twenty-second of the height.
#[test]
fn a_full_page_fills_156_by_225_mm_from_28_and_37_mm() {
    let pages = published(&with_text(&"政".repeat(28 * 22 * 4)));
    for page in &pages[1..4] {
        let lines = lines_of(page, is_paragraph);
        assert_eq!(lines.len(), 22, "lines to a page");
        for (number, line) in lines.iter().enumerate() {
            assert_eq!(words(line).chars().count(), 28, "characters to a line");
            let (from, to) = extent(line);
            assert!(near(from, 28.0 * MM) && near(to, (28.0 + 156.0) * MM), "{from} to {to}");
            let (top, bottom) = square(line[0]);
            let middle = 37.0 * MM + (number as f32 + 0.5) * 225.0 / 22.0 * MM;
            assert!(near(f32::midpoint(top, bottom), middle), "line {number}: {top} to {bottom}");
            let advances = line.iter().flat_map(|run| run.glyphs.iter()).map(|g| g.advance);
            assert!(advances.into_iter().all(|advance| near(advance, 156.0 / 28.0 * MM)));
        }
    }
}

/// Text and headings of every report stand on the same 22 lines, in front and at the back of a sheet.
#[test]
fn every_line_stands_on_the_grid() {
    for sample in all_samples() {
        for page in sent_up(&sample).iter().skip(1).chain(&published(&sample)) {
            for line in
                lines_of(page, |o| is_running_text(o) || matches!(o, Origin::Title | Origin::Signature(_)))
            {
                let (top, bottom) = square(line[0]);
                let number = (f32::midpoint(top, bottom) - TOP) / LINE - 0.5;
                assert!((number - number.round()).abs() < 0.01, "{}: {}", sample.name, words(&line));
            }
        }
    }
}

/// What a kind of text is set in: its size in points (2号, 3号, 4号, and 小四 to 小五 in tables) and its faces.
type Setting = (RangeInclusive<f32>, &'static [Face]);

fn setting(sample: &Sample, run: &Run) -> Option<Setting> {
    let body: &[Face] = &[Face::Fang, Face::FangSupplement, Face::Roman, Face::Song];
    let song: &[Face] = &[Face::Song, Face::Roman];
    Some(match run.origin {
        Origin::Title => (22.0..=22.0, &[Face::SongBold]),
        Origin::Heading(_) => (16.0..=16.0, &[Face::Hei]),
        Origin::Paragraph(section, index) => {
            let text = sample.report.text(&sample.form.sections[section].id);
            let paragraph = nianbao::draft::paragraphs(text).nth(index)?;
            // A second-level head begins it in 楷体.
            let with_head = paragraph.starts_with(['（', '(']);
            (
                16.0..=16.0,
                if with_head {
                    &[Face::Kai, Face::Fang, Face::FangSupplement, Face::Roman, Face::Song]
                } else {
                    body
                },
            )
        }
        Origin::Signature(_) => (16.0..=16.0, body),
        Origin::Box(..) | Origin::BoxAgain(..) => (9.0..=12.0, song),
        Origin::PageNumber => (14.0..=14.0, song),
        Origin::PageFoot => (9.0..=9.0, song),
        Origin::Review(0) => (22.0..=22.0, &[Face::SongBold]),
        _ => return None,
    })
}

#[test]
fn every_kind_of_text_has_its_size_and_face() {
    for sample in samples() {
        for page in published(&sample).iter().chain(&sent_up(&sample)) {
            for run in &page.runs {
                let Some((sizes, faces)) = setting(&sample, run) else { continue };
                let said = format!("{}: {} {} {:?}", sample.name, run.text(), run.size, run.face);
                assert!(sizes.contains(&run.size) && faces.contains(&run.face), "{said}");
            }
        }
    }
}

/// Most of a paragraph is 仿宋: a chain of faces may not end in its last resort.
#[test]
fn the_text_is_fangsong() {
    for sample in samples() {
        let pages = published(&sample);
        let runs = || pages.iter().flat_map(|p| &p.runs).filter(|r| is_paragraph(r.origin));
        let chinese = |face: Option<Face>| {
            let runs = runs().filter(|r| face.is_none_or(|face| r.face == face));
            runs.flat_map(|r| r.glyphs.iter()).filter(|g| ('\u{4e00}'..='\u{9fff}').contains(&g.ch)).count()
        };
        assert!(chinese(Some(Face::Fang)) * 10 > chinese(None) * 8, "{}", sample.name);
    }
}

/// Paragraphs and headings begin two characters in, and their other lines at the edge.
#[test]
fn first_lines_are_two_characters_in() {
    for sample in all_samples() {
        let mut begun = Vec::new();
        for page in published(&sample) {
            for line in lines_of(&page, is_running_text) {
                let first = !begun.contains(&line[0].origin);
                begun.extend(first.then_some(line[0].origin));
                let wanted = if first { LEFT + 2.0 * CHARACTER } else { LEFT };
                assert!(near(extent(&line).0, wanted), "{}: {}", sample.name, words(&line));
            }
        }
    }
}

/// The title stands in the middle of the area on the first lines, and an empty line under it.
#[test]
fn the_title_stands_in_the_middle_over_an_empty_line() {
    for sample in all_samples() {
        let pages = published(&sample);
        let title = lines_of(&pages[0], |o| o == Origin::Title);
        for line in &title {
            let (from, to) = extent(line);
            assert!(near(f32::midpoint(from, to), (28.0 + 78.0) * MM), "{}", words(line));
        }
        let middle = |line: &[&Run]| f32::midpoint(square(line[0]).0, square(line[0]).1);
        assert!(near(middle(&title[0]), TOP + LINE / 2.0), "{}", sample.name);
        let text = lines_of(&pages[0], is_running_text);
        let under = middle(&text[0]) - middle(&title[title.len() - 1]);
        assert!(near(under, 2.0 * LINE), "{}: the text begins {under} under the title", sample.name);
    }
}

/// The upper and lower edge of what a glyph blackens, over the baseline and in em.
#[derive(Debug)]
struct Ink(f32, f32);

impl Ink {
    fn of(face: Face, ch: char) -> Self {
        let mut ink = Self(f32::MIN, f32::MAX);
        assert!(Faces::bundled().outline(face, ch, &mut ink), "{ch} is drawn");
        ink
    }

    fn at(&mut self, [_, y]: [f32; 2]) {
        (self.0, self.1) = (self.0.max(y), self.1.min(y));
    }
}

impl Pen for Ink {
    fn begin(&mut self, at: [f32; 2]) {
        self.at(at);
    }
    fn line(&mut self, to: [f32; 2]) {
        self.at(to);
    }
    fn quadratic(&mut self, _: [f32; 2], to: [f32; 2]) {
        self.at(to);
    }
    fn cubic(&mut self, _: [[f32; 2]; 2], to: [f32; 2]) {
        self.at(to);
    }
    fn close(&mut self) {}
}

/// `— 1 —` in 4号, its dashes 7 mm under the area; on odd pages one blank character from the right edge, on even
/// pages from the left.
fn is_numbered(page: &Page, number: usize) {
    let lines = lines_of(page, |o| o == Origin::PageNumber);
    assert_eq!(lines.len(), 1, "one number on page {number}");
    assert_eq!(words(&lines[0]), format!("— {number} —"));
    let dash = lines[0].iter().find(|r| r.text().contains('—')).expect("a dash");
    let Ink(over, under) = Ink::of(dash.face, '—');
    let down = (dash.y - f32::midpoint(over, under) * dash.size - BOTTOM) / MM;
    assert!((down - 7.0).abs() < 0.5, "the dashes are {down} mm under the area");
    let (from, to) = extent(&lines[0]);
    let blank = if number.is_multiple_of(2) { from - LEFT } else { RIGHT - to };
    assert!(near(blank, 14.0), "page {number} has {blank} pt to the outer edge");
}

#[test]
fn page_numbers_stand_7_mm_under_the_area_at_the_outer_edge() {
    for sample in samples() {
        for (i, page) in published(&sample).iter().enumerate() {
            is_numbered(page, i + 1);
        }
        let numbered = sent_up(&sample);
        let numbered =
            numbered.iter().skip_while(|p| p.runs.iter().any(|r| matches!(r.origin, Origin::Review(_))));
        assert!(numbered.clone().count() > 0);
        for (i, page) in numbered.enumerate() {
            is_numbered(page, i + 1);
        }
    }
}

/// The 送审单 is taken off before publication: it has no number, no watermark and is no page of the report.
#[test]
fn the_sheet_for_signature_comes_first_and_is_not_counted() {
    for sample in samples() {
        let pages = sent_up(&sample);
        let is_sheet = |p: &Page| p.runs.iter().any(|r| matches!(r.origin, Origin::Review(_)));
        assert!(is_sheet(&pages[0]), "{}", sample.name);
        let count = pages.iter().take_while(|p| is_sheet(p)).count();
        assert_eq!(pages.iter().filter(|p| is_sheet(p)).count(), count, "nothing between its pages");
        for page in &pages[..count] {
            assert!(page.watermark.is_none() && page.runs.iter().all(|r| r.origin != Origin::PageNumber));
        }
        assert!(pages[count].runs.iter().any(|r| r.origin == Origin::Title));
    }
}

/// What tells versions apart stands on the line of the number, at the inner edge.
#[test]
fn the_foot_of_a_copy_stands_across_from_its_number() {
    for sample in samples() {
        for page in sent_up(&sample) {
            let (number, foot) =
                (lines_of(&page, |o| o == Origin::PageNumber), lines_of(&page, |o| o == Origin::PageFoot));
            let (Some(number), Some(foot)) = (number.first(), foot.first()) else { continue };
            assert!(words(foot).starts_with("文稿指纹 "), "{}", words(foot));
            assert_eq!(foot[0].y, number[0].y);
            let digits: String = words(number).chars().filter(char::is_ascii_digit).collect();
            let is_even = digits.parse::<usize>().expect("a number").is_multiple_of(2);
            let ((from, to), (start, end)) = (extent(foot), extent(number));
            let is_apart =
                if is_even { near(to, RIGHT) && from > end } else { near(from, LEFT) && to < start };
            assert!(is_apart, "{}: {from} to {to}", words(number));
        }
    }
}

/// 成文日期右空四字, the name of the agency over its middle, an empty line over both (GB/T 9704—2012 §7.3.5).
#[test]
fn the_date_ends_four_characters_from_the_edge_under_the_name() {
    let mut sample = department();
    for name in ["某市教育局", "某市某区数据管理局"] {
        sample.report.agency.name = name.to_owned();
        let pages = sent_up(&sample);
        let page = pages.last().expect("a page");
        let signed = lines_of(page, |o| matches!(o, Origin::Signature(_)));
        let said: Vec<String> = signed.iter().map(|line| words(line)).collect();
        assert_eq!(said, [format!("{name}（盖章）"), "2025年1月9日".to_owned()]);
        let ((from, to), date) = (extent(&signed[0]), extent(&signed[1]));
        assert!(near(date.1, RIGHT - 4.0 * CHARACTER), "{name}: the date ends at {} mm", date.1 / MM);
        assert!(near(f32::midpoint(from, to), f32::midpoint(date.0, date.1)), "{name}: {from} to {to}");
        assert!(near(signed[1][0].y - signed[0][0].y, LINE));
        let text = lines_of(page, is_paragraph);
        let last = text.last().expect("text over it");
        assert!(near(signed[0][0].y - last[0].y, 2.0 * LINE), "an empty line over the name");
    }
    // Too long to stand over the date: as far right as it goes, and no further.
    sample.report.agency.name = "某市某区人力资源和社会保障局（医疗保障局）".to_owned();
    let pages = sent_up(&sample);
    let signed = lines_of(pages.last().expect("a page"), |o| o == Origin::Signature(0));
    assert!(signed.iter().all(|line| near(extent(line).1, RIGHT) && extent(line).0 >= LEFT));
}

/// Room in a line is shared over all its gaps: the same between any two characters, a little more after marks, and so
/// little that no hole is seen. What is left makes the line short.
#[test]
fn no_line_is_torn_open() {
    // A number that goes down whole leaves room for as many characters as it is long.
    for length in 2..=24 {
        let number = "8".repeat(length);
        let texts = (3..=26).map(|before| format!("{}{number}{}\n", "政".repeat(before), "府".repeat(56)));
        no_hole(&with_text(&texts.collect::<String>()));
    }
    let marked =
        "依照条例，公开；答复、纠正。".repeat(3) + "0517-83605210-83605211-83605212" + &"府".repeat(56);
    let cut = |chars: usize| marked.chars().skip(chars).chain(['\n']).collect::<String>();
    no_hole(&with_text(&(0..40).map(cut).collect::<String>()));
    all_samples().iter().for_each(no_hole);
}

fn no_hole(sample: &Sample) {
    for page in &published(sample) {
        for line in lines_of(page, is_paragraph) {
            is_even(&line);
        }
    }
}

fn is_even(line: &[&Run]) {
    let glyphs: Vec<_> = line.iter().flat_map(|r| r.glyphs.iter()).collect();
    // Between others of its kind: a number stays as close to what it counts as it is cut (第711号, 3万元).
    let is_plain = |ch: char| ('\u{4e00}'..='\u{9fff}').contains(&ch) && !"第十百千万亿余多".contains(ch);
    let plain = glyphs.windows(3).filter(|three| three.iter().all(|g| is_plain(g.ch)));
    let plain: Vec<f32> = plain.map(|three| three[1].advance).collect();
    let (least, most) =
        (plain.iter().copied().fold(f32::MAX, f32::min), plain.iter().copied().fold(0.0, f32::max));
    assert!(plain.is_empty() || most - least < 0.02, "{least} to {most}: {}", words(line));
    for pair in glyphs.windows(2) {
        let (glyph, next) = (pair[0], pair[1]);
        let widest = if "，。；：、！？,;:".contains(glyph.ch) { 1.6 } else { 1.16 };
        let seam = if is_seam(glyph.ch, next.ch) { WIDEST_SEAM } else { 0.0 };
        let most = widest * CHARACTER + seam;
        assert!(glyph.advance <= most + 0.01, "{} {}: {}", glyph.ch, glyph.advance, words(line));
    }
}

/// The least and the most room between Chinese and Western type: an eighth and a quarter of the type size.
const LEAST_SEAM: f32 = 2.0;
const WIDEST_SEAM: f32 = 4.0;

fn is_seam(before: char, next: char) -> bool {
    let is_chinese = |ch: char| ('\u{4e00}'..='\u{9fff}').contains(&ch);
    let is_word = |ch: char| ch.is_ascii_alphanumeric();
    is_chinese(before) && is_word(next) || is_word(before) && is_chinese(next)
}

/// Digits and letters stand a little off the characters beside them, wherever in a line they meet; a line that has to
/// be closed up takes half of that at most, and nothing is added where a line ends.
#[test]
fn chinese_and_western_type_stand_apart() {
    let mut seams = 0;
    for sample in all_samples() {
        for page in &published(&sample) {
            for line in lines_of(page, is_paragraph) {
                let glyphs: Vec<_> =
                    line.iter().flat_map(|r| r.glyphs.iter().map(|g| (r.face, *g))).collect();
                for pair in glyphs.windows(2).filter(|pair| is_seam(pair[0].1.ch, pair[1].1.ch)) {
                    let (face, glyph) = pair[0];
                    let own = Faces::bundled().advance(face, glyph.ch).expect("a glyph");
                    let own = own * if own > 0.9 { CHARACTER } else { 16.0 };
                    let room = glyph.advance - own;
                    let most = WIDEST_SEAM + 0.16 * CHARACTER;
                    assert!(
                        (LEAST_SEAM / 2.0..=most).contains(&room),
                        "{}: {room} {}",
                        glyph.ch,
                        words(&line)
                    );
                    seams += 1;
                }
                assert!(extent(&line).1 <= RIGHT + 0.01, "{}", words(&line));
            }
        }
    }
    assert!(seams > 100, "{seams}");
}

/// Every line but the last of a paragraph ends at the right edge, unless it would be torn open for that.
#[test]
fn lines_end_at_the_right_edge() {
    for sample in all_samples() {
        let pages = published(&sample);
        let lines: Vec<Vec<&Run>> = pages.iter().flat_map(|p| lines_of(p, is_paragraph)).collect();
        for (line, next) in lines.iter().zip(&lines[1..]) {
            let is_last = line[0].origin != next[0].origin;
            let glyphs: Vec<_> = line.iter().flat_map(|r| r.glyphs.iter()).collect();
            let plain = glyphs.windows(2).filter(|pair| !is_seam(pair[0].ch, pair[1].ch));
            let is_open = plain.map(|pair| pair[0].advance / CHARACTER).fold(0.0, f32::max) > 1.14;
            let short = RIGHT - extent(line).1;
            assert!(is_last || is_open || near(short, 0.0), "{}: {short} {}", sample.name, words(line));
        }
    }
}

/// 送审稿 across the middle of every page of the report, up from the lower left along the diagonal, so pale that what
/// stands over it is read.
#[test]
fn the_watermark_crosses_the_middle_of_the_page() {
    for sample in samples() {
        let pages = sent_up(&sample);
        for page in pages.iter().filter(|p| p.runs.iter().any(|r| r.origin == Origin::PageNumber)) {
            let mark = page.watermark.as_ref().expect("a watermark");
            assert_eq!(mark.run.text(), "送审稿");
            assert!((0.85..=0.95).contains(&mark.grey), "{}", mark.grey);
            let turned = mark.turned.to_degrees();
            assert!((turned - 54.7).abs() < 1.0, "{turned} degrees");
            let (sin, cos) = mark.turned.sin_cos();
            // From where it starts half along it, and up to the middle of the em square.
            let (along, up) = (mark.run.end() / 2.0, 0.38 * mark.run.size);
            let middle = (mark.start.0 + along * cos - up * sin, mark.start.1 - along * sin - up * cos);
            assert!(near(middle.0, PAPER.0 / 2.0) && near(middle.1, PAPER.1 / 2.0), "{middle:?}");
            assert!(mark.run.end() > AREA.0 && mark.run.end() < AREA.1, "{} long", mark.run.end());
        }
        assert!(published(&sample).iter().all(|p| p.watermark.is_none()));
    }
}

/// A report of nothing but its form takes no page more than it must.
#[test]
fn a_heading_stands_right_over_its_table() {
    for sample in samples() {
        for page in published(&sample) {
            for (s, section) in sample.form.sections.iter().enumerate() {
                let Some(t) =
                    section.table().and_then(|id| sample.form.tables.iter().position(|t| t.id == *id))
                else {
                    continue;
                };
                let heading = lines_of(&page, |o| o == Origin::Heading(s));
                let boxes = page.boxes.iter().filter(|a| matches!(a.origin, Origin::Box(n, _) if n == t));
                let top = boxes.map(|a| a.from.1).reduce(f32::min);
                let (Some(heading), Some(top)) = (heading.last(), top) else { continue };
                let (upper, lower) = square(heading[0]);
                let under = top - f32::midpoint(upper, lower);
                assert!(near(under, LINE / 2.0), "{}: {under} under {}", sample.name, words(heading));
            }
        }
    }
}

/// Blank paper: a report without a word still has the page it is asked for, with its title and its number.
#[test]
fn an_empty_report_is_numbered_too() {
    for form in form::builtin() {
        for (i, page) in
            pages(forms::sheet(form, &Report::new(form, 2024)), Faces::bundled()).iter().enumerate()
        {
            is_numbered(page, i + 1);
            within_the_area(page);
        }
    }
}
