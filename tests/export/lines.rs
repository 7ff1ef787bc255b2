//! Lines of text: how many characters, what closes up, what is never torn apart, what is never left alone.

use nianbao::{
    draft::{Report, file},
    form,
    layout::{
        Face, Faces, Fonts as _, Glyph, Origin, Run, run_in_head,
        sheet::{AREA_HEIGHT, AREA_WIDTH, BODY_SIZE, CHARACTER_PITCH, LEFT, LINE_PITCH, RIGHT},
    },
};

use super::laws::{laid_out, lines, with_text};

/// The lines of the first section's text.
fn broken(text: &str) -> Vec<String> {
    let (form, report) = with_text(text);
    let pages = laid_out(form, &report);
    let lines = pages.iter().flat_map(lines).filter(|l| matches!(l[0].origin, Origin::Paragraph(..)));
    lines.map(|line| line.iter().map(|r| r.text()).collect()).collect()
}

#[test]
fn twenty_eight_characters_fill_a_line_and_twenty_two_lines_a_page() {
    let form = &form::builtin()[0];
    let mut report = Report::new(form, 2024);
    report.sections.insert("s1".into(), "政".repeat(28 * 22 * 3).into());
    let pages = laid_out(form, &report);
    let lines = lines(&pages[1]);
    assert_eq!(lines.len(), 22);
    for (i, line) in lines.iter().enumerate() {
        assert_eq!(line.iter().map(|r| r.glyphs.len()).sum::<usize>(), 28);
        assert!((line[0].x - LEFT).abs() < 0.01 && (line[line.len() - 1].end() - RIGHT).abs() < 0.05);
        assert!((line[0].y - lines[0][0].y - i as f32 * LINE_PITCH).abs() < 0.01);
    }
    assert!((28.0 * CHARACTER_PITCH - AREA_WIDTH).abs() < 0.01);
    assert!((22.0 * LINE_PITCH - AREA_HEIGHT).abs() < 0.01);
}

#[test]
fn no_character_stands_alone_on_a_last_line() {
    // 26 on the first line, 28 on the next, one left over, with a mark and without.
    for text in [format!("{}末", "政".repeat(26 + 28)), format!("{}末。", "政".repeat(26 + 28))] {
        let lines = broken(&text);
        assert_eq!(lines.len(), 3);
        assert!(lines[2].starts_with("政末"), "{lines:?}");
    }
    // Nor does one in brackets.
    let lines = broken(&format!("{}（末）。", "政".repeat(26 + 28)));
    assert_eq!(lines.last().map(String::as_str), Some("政（末）。"));
    // Marks of half the width, as pasted from a web page, leave more room at the end.
    let pasted = "政务服务机制,提高工作效率,加强数据安全管理和基础网络建设。";
    let lines = broken(&format!("{}{pasted}", "府".repeat(26)));
    assert_eq!(lines.last().map(String::as_str), Some("建设。"));
}

#[test]
fn marks_close_up_where_they_meet_and_at_line_ends() {
    // 25 characters, then two marks that share one and a half: they fill the line of 26.5 but for its last half.
    let text = format!("{}》，{}", "政".repeat(25), "府".repeat(40));
    assert_eq!(broken(&text)[0].chars().count(), 27);
    let (form, report) = with_text(&text);
    let pages = laid_out(form, &report);
    let run = pages[0].runs.iter().find(|r| r.text().contains('》')).expect("the line");
    let glyph = run.glyphs.iter().find(|g| g.ch == '》').expect("the mark");
    assert!(glyph.advance < 0.6 * CHARACTER_PITCH);
    assert!((run.end() - RIGHT).abs() < 0.05);
}

#[test]
fn numbers_stay_with_what_they_count() {
    for (text, together) in [
        ("12345件", "12345件"),
        ("2024年", "2024年"),
        ("3.5万元", "3.5万元"),
        ("99.9%", "99.9%"),
        ("第711号", "第711号"),
        ("－5℃", "－5"),
        ("±0.5", "±0.5"),
    ] {
        for before in 20..28 {
            let lines = broken(&format!("{}{text}{}", "政".repeat(before), "府".repeat(30)));
            assert!(lines.iter().any(|l| l.contains(together)), "{before} {lines:?}");
        }
    }
}

/// At every column of a line: the number is whole, and takes nothing down with it that had room.
#[test]
fn a_number_tears_no_line_open() {
    let numbers = [
        ("第711号", "第711号"),
        ("第1245号", "第1245号"),
        ("〔2021〕30号", "〔2021〕30号"),
        ("〔2021〕130号", "〔2021〕130号"),
        ("2024年12月31日", "2024年"),
        ("12月31日", "12月"),
        ("31日", "31日"),
        ("99.9%", "99.9%"),
        ("12.5％", "12.5％"),
        ("3119件", "3119件"),
        ("96171.6万元", "96171.6万元"),
    ];
    for (text, whole) in numbers {
        let mut starts_a_line = false;
        for before in 0..58 {
            let lines = broken(&format!("{}{text}{}", "政".repeat(before), "府".repeat(40)));
            assert!(lines.iter().any(|line| line.contains(whole)), "{before}: {lines:?}");
            starts_a_line |= lines[1..].iter().any(|line| line.starts_with(whole));
            for (number, next) in lines[1..].iter().enumerate().filter(|(_, next)| next.starts_with('政')) {
                let full = if number == 0 { 26 } else { 28 };
                assert_eq!(lines[number].chars().count(), full, "{before}: {} {next}", lines[number]);
            }
        }
        assert!(starts_a_line, "{text} never starts a line");
    }
}

#[test]
fn heads_end_where_a_sentence_is_too_long_for_one() {
    let long = format!("（一）{}。其他。", "公开".repeat(30));
    for (text, head) in
        [("（一）主动公开。全年公布。", "（一）主动公开。"), ("公开。", ""), (long.as_str(), "")]
    {
        assert_eq!(run_in_head(text), (head, &text[head.len()..]));
    }
}

/// A head in 楷体 at the start of its paragraph, what follows it in 仿宋.
#[test]
fn run_in_heads_are_set_apart() {
    let (form, report) = with_text("（一）依申请公开情况。全年收到申请，均按期答复。");
    let pages = laid_out(form, &report);
    let runs = pages[0].runs.iter().filter(|r| matches!(r.origin, Origin::Paragraph(..)));
    let set: Vec<(Face, String)> = runs.map(|r| (r.face, r.text())).collect();
    let expected = [(Face::Kai, "（一）依申请公开情况。"), (Face::Fang, "全年收到申请，均按期答复。")];
    assert_eq!(set, expected.map(|(face, text)| (face, text.to_owned())));
}

/// An address is parted at its marks only, and nothing opens it up inside: who copies it by hand sees no spaces.
#[test]
fn an_address_has_no_gaps() {
    let drafted = file::read(include_str!("../difficult/addresses.ron")).expect("a draft");
    let form = form::by_id(&drafted.report.form).expect("its form");
    let mut inside = 0;
    for page in laid_out(&form, &drafted.report) {
        for line in lines(&page).iter().filter(|line| matches!(line[0].origin, Origin::Paragraph(..))) {
            let glyphs: Vec<(Face, &Glyph)> =
                line.iter().flat_map(|run| run.glyphs.iter().map(|glyph| (run.face, glyph))).collect();
            for pair in glyphs.windows(2).filter(|pair| pair.iter().all(|(_, g)| g.ch.is_ascii_graphic())) {
                let (face, glyph) = pair[0];
                let own = Faces::bundled().advance(face, glyph.ch).expect("a glyph") * BODY_SIZE;
                assert!((glyph.advance - own).abs() < 0.01, "{} in {}", glyph.ch, text(line));
                inside += 1;
            }
        }
    }
    assert!(inside > 500, "{inside}");
}

#[test]
fn a_mail_address_is_parted_at_its_dots_only() {
    for before in 0..30 {
        let lines = broken(&format!("{}hzzwgk@126.com{}", "政".repeat(before), "府".repeat(30)));
        assert!(lines.iter().any(|line| line.contains("hzzwgk@126.")), "{before} {lines:?}");
    }
}

fn text(line: &[&Run]) -> String {
    line.iter().map(|run| run.text()).collect()
}
