//! The PDF file: its text comes back, its faces are embedded, the same draft gives the same bytes.

use std::{env, fs, path::Path, process::Command};

use nianbao::{
    draft::{Draft, Report, file, paragraphs, sign::Date},
    export::{
        copy::{CopyKind, CopyOptions, Watermark},
        docx, html, json,
        pdf::{PdfError, export},
        text,
    },
    form::{self, BoxContent, Form, TableBox},
    layout::{Faces, Origin, Page, Run, pages},
};

use crate::common::{
    forms,
    pages::{Sample, all_samples, box_texts, department, filled, run, samples, squash, written},
    pgm,
    reached::reached,
};

fn pdf(form: &Form, report: &Report) -> Vec<u8> {
    let draft = Draft { report: report.clone(), ..Draft::default() };
    made(form, &draft, CopyOptions::default())
}

fn made(form: &Form, draft: &Draft, options: CopyOptions) -> Vec<u8> {
    export(forms::opened(form, draft), options, Faces::bundled()).expect("every character has a glyph")
}

/// A copy sent up for signature, with everything on it.
const SENT_UP: CopyOptions = CopyOptions {
    kind: CopyKind::SignOff,
    date: Some(Date { year: 2023, month: 1, day: 19 }),
    watermark: Watermark::SentUp,
};

/// Every text of the report with a name for it, in reading order.
fn texts(form: &Form, report: &Report) -> Vec<(String, String)> {
    let mut texts = vec![("title".to_owned(), report.title())];
    for section in &form.sections {
        texts.push((format!("{} heading", section.id), report.heading(section).to_owned()));
        let written = paragraphs(report.text(&section.id));
        texts.extend(written.map(|p| (section.id.to_string(), p.to_owned())));
        for table in form.tables.iter().filter(|t| section.table() == Some(&t.id)) {
            texts.extend(box_texts(form, report, table).into_iter().map(|t| (table.id.to_string(), t)));
        }
    }
    texts
}

fn is_page_number(line: &str) -> bool {
    let number = line.trim().strip_prefix('—').and_then(|l| l.strip_suffix('—'));
    number.is_some_and(|n| n.trim().parse::<u32>().is_ok())
}

#[test]
fn r20_every_text_can_be_copied_out() {
    let (mut places, mut largest) = (0, 0);
    for Sample { name, form, report, .. } in all_samples() {
        let path = written(&format!("{name}.pdf"), &pdf(&form, &report));
        let Some(read) = run("pdftotext", &["-raw", "-enc", "UTF-8"], &path) else { return };
        let lines = read.split(['\n', '\u{c}']).filter(|l| !is_page_number(l));
        let read = squash(&lines.collect::<String>());
        largest = largest.max(fs::metadata(&path).expect("a file").len());
        for (place, text) in texts(&form, &report) {
            places += 1;
            assert!(read.contains(&squash(&text)), "{name}, {place}: {text}");
        }
        assert!(!read.contains('\u{fffd}'));
    }
    reached(
        "R20",
        &format!("{places} texts copied out of the PDF equal, {} kB at most", largest.div_ceil(1024)),
    );
}

/// Every printed line of running text, as it stands on the page.
fn printed_lines(pages: &[Page]) -> Vec<String> {
    let runs = pages.iter().flat_map(|p| &p.runs);
    let running: Vec<&Run> = runs
        .filter(|r| matches!(r.origin, Origin::Title | Origin::Heading(_) | Origin::Paragraph(..)))
        .collect();
    let lines = running.chunk_by(|a, b| a.origin == b.origin && a.y == b.y);
    lines.map(|line| line.iter().map(|r| r.text()).collect::<String>().trim().to_owned()).collect()
}

#[test]
fn every_line_is_copied_out_as_one() {
    let mut all = all_samples();
    let mut marks = department();
    // Marks that close up and lines that are opened must not come back as line ends or spaces.
    let crowded = "依照《条例》、《办法》（试行）：“公开、‘透明’”，（一）、〔二〕；".repeat(12);
    marks.name = "marks";
    marks.report.sections.insert("s1".into(), format!("（一）主动公开。{crowded}").into());
    all.push(marks);
    for Sample { name, form, report, .. } in all {
        let path = written(&format!("{name}_lines.pdf"), &pdf(&form, &report));
        let Some(read) = run("pdftotext", &["-raw", "-enc", "UTF-8"], &path) else { return };
        let read: Vec<&str> = read.split(['\n', '\u{c}']).map(str::trim).collect();
        for line in printed_lines(&pages(forms::sheet(&form, &report), Faces::bundled())) {
            assert!(read.contains(&line.as_str()), "{name}: {line}");
        }
    }
}

#[test]
fn faces_are_embedded_and_cut() {
    for Sample { name, form, report, .. } in all_samples() {
        let path = written(&format!("{name}_fonts.pdf"), &pdf(&form, &report));
        let Some(fonts) = run("pdffonts", &[], &path) else { return };
        let rows: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(rows.len() >= 4, "{fonts}");
        assert!(rows.iter().all(|row| row.contains(" yes yes yes ")), "{fonts}");
        let Some(said) = run("qpdf", &["--check"], &path) else { continue };
        assert!(said.contains("No syntax or stream encoding errors"), "{name}: {said}");
    }
}

#[test]
fn the_file_is_sound() {
    let Sample { form, report, .. } = department();
    let path = written("sound.pdf", &pdf(&form, &report));
    if let Some(said) = run("qpdf", &["--check"], &path) {
        assert!(said.contains("No syntax or stream encoding errors"), "{said}");
    }
    if let Some(info) = run("pdfinfo", &[], &path) {
        let (title, agency) = (report.title(), &report.agency.name);
        for line in [format!("Title: {title}"), format!("Author: {agency}"), "PDF version: 1.7".into()] {
            assert!(squash(&info).contains(&squash(&line)), "{line}\n{info}");
        }
        assert!(!info.contains("Date:"), "{info}");
    }
}

#[test]
fn headings_are_bookmarks() {
    let Sample { form, report, .. } = department();
    let path = written("outline.pdf", &pdf(&form, &report));
    let Some(outline) = run("mutool", &["show"], &path) else { return };
    let titles: Vec<&str> = outline.lines().filter_map(|l| l.split('"').nth(1)).collect();
    let mut wanted: Vec<&str> = Vec::new();
    for section in form.sections.iter().filter(|s| !s.heading.is_empty()) {
        wanted.push(&section.heading);
        let heads = paragraphs(report.text(&section.id)).filter(|p| p.starts_with('('));
        wanted.extend(heads.filter_map(|p| p.split('。').next()));
    }
    assert_eq!(titles, wanted, "{outline}");
}

#[test]
fn r21_the_same_draft_gives_the_same_bytes() {
    for Sample { form, mut report, .. } in samples() {
        let first = pdf(&form, &report);
        assert_eq!(first, pdf(&form, &report));
        report.title = Some("另一份年度报告".to_owned());
        assert_ne!(first, pdf(&form, &report));
    }
}

#[test]
fn an_empty_report_prints() {
    for form in form::builtin() {
        let report = Report::new(form, 2024);
        let path = written(&format!("empty_{}.pdf", form.id), &pdf(form, &report));
        let Some(read) = run("pdftotext", &["-raw"], &path) else { return };
        for section in &form.sections {
            assert!(squash(&read).contains(&squash(&section.heading)), "{}", section.heading);
        }
    }
}

#[test]
fn characters_that_share_a_glyph_stay_apart() {
    let Sample { form, mut report, .. } = department();
    // The second one of each pair is a radical or a compatibility character with the same glyph.
    let text = "人⼈一⼀金⾦𠮷";
    report.sections.insert("s6".into(), text.into());
    let path = written("shared_glyphs.pdf", &pdf(&form, &report));
    let Some(read) = run("pdftotext", &["-raw"], &path) else { return };
    assert!(read.contains(text), "{read}");
}

#[test]
fn r20_characters_without_a_glyph_are_named() {
    let Sample { form, mut report, .. } = department();
    report.sections.insert("s0".into(), "您好😀".into());
    report.sections.insert("s5".into(), "甲\u{e123}乙😀\n丙😀丁\u{7}".into());
    let cell = form.cells()[0].id.clone();
    report.cells.insert(cell, nianbao::draft::Entry::Other("一😀".to_owned()));
    let error = export(
        forms::opened(&form, &Draft { report, ..Draft::default() }),
        CopyOptions::default(),
        Faces::bundled(),
    )
    .expect_err("no face has these");
    assert!(matches!(&error, PdfError::MissingGlyphs(glyphs) if glyphs.len() == 2));
    insta::assert_snapshot!(error, @"没有写出PDF：字体里没有“😀”（“开头”、表二“规章”行“本年制发件数”列、“五、存在的主要问题及改进情况”）、U+E123（“五、存在的主要问题及改进情况”）。换成其他字或写法。");
}

/// What a reader who cannot see the page is told, in the order told.
fn told(path: &Path) -> Option<String> {
    let tree = run("pdfinfo", &["-struct-text"], path)?;
    let quoted = tree.lines().filter_map(|l| l.trim().strip_prefix('"')?.strip_suffix('"'));
    Some(squash(&quoted.collect::<String>()))
}

#[test]
fn tags_tell_every_text_in_reading_order() {
    let mut reports: Vec<Sample> = all_samples();
    let mut long = department();
    // A table that goes on overleaf is one table, and its heads are told once.
    (long.name, long.report) = ("long.ron", filled(&long.form, &"须核实后填报的数字".repeat(8)));
    reports.push(long);
    for Sample { name, form, report, .. } in reports {
        let path = written(&format!("{name}_tags.pdf"), &pdf(&form, &report));
        let Some(told) = told(&path) else { return };
        let texts: String = texts(&form, &report).iter().map(|(_, text)| squash(text)).collect();
        assert_eq!(told, texts, "{name}");
    }
}

#[test]
fn tables_have_heads_scopes_and_spans() {
    let Sample { form, report, .. } = department();
    let path = written("spans.pdf", &pdf(&form, &report));
    let Some(tree) = run("pdfinfo", &["-struct-text"], &path) else { return };
    let count = |what: &str| tree.lines().filter(|l| l.trim().starts_with(what)).count();
    assert_eq!(count("Table"), form.tables.len());
    assert_eq!(count("TR"), form.tables.iter().map(|t| t.height).sum::<usize>());
    let boxes = || form.tables.iter().flat_map(|t| &t.boxes);
    // A remark in brackets heads nothing.
    let is_remark = |b: &TableBox| matches!(&b.content, BoxContent::Head(text) if text.starts_with('（'));
    let heads = boxes().filter(|b| b.content.text().is_some() && !is_remark(b)).count();
    assert_eq!((count("TH"), count("TD")), (heads, boxes().count() - heads));
    assert_eq!(count("/Scope"), heads);
    assert_eq!(count("/RowSpan"), boxes().filter(|b| b.rows > 1).count());
    assert_eq!(count("/ColSpan"), boxes().filter(|b| b.columns > 1).count());
    assert_eq!((count("H1"), count("H2")), (1, form.sections.len() - 1));
}

#[test]
fn the_file_says_what_it_is_and_not_who_made_it() {
    let mut sample = department();
    sample.report.agency.name = "某局<&>“甲”".to_owned();
    let path = written("said.pdf", &pdf(&sample.form, &sample.report));
    let Some(packet) = run("pdfinfo", &["-meta"], &path) else { return };
    assert!(packet.contains("<rdf:li>某局&lt;&amp;&gt;“甲”</rdf:li>"), "{packet}");
    let user = env::var("USER").unwrap_or_else(|_| "no such user".to_owned());
    assert!(!packet.contains("Date") && !packet.contains(&user), "{packet}");
    if let Some(info) = run("pdfinfo", &[], &path) {
        assert!(squash(&info).contains("Tagged:yes"), "{info}");
    }
}

#[test]
fn a_watermark_is_seen_and_not_read() {
    let sample = department();
    let draft = sample.draft();
    let marked = CopyOptions { watermark: Watermark::SentUp, ..CopyOptions::default() };
    let read = |name: &str, options| {
        run("pdftotext", &["-raw"], &written(name, &made(&sample.form, &draft, options)))
    };
    assert_eq!(read("plain.pdf", CopyOptions::default()), read("marked.pdf", marked));
    assert_ne!(made(&sample.form, &draft, CopyOptions::default()), made(&sample.form, &draft, marked));
}

#[test]
fn a_copy_sent_up_is_sound() {
    for sample in samples() {
        let path =
            written(&format!("{}_sent_up.pdf", sample.name), &made(&sample.form, &sample.draft(), SENT_UP));
        if let Some(said) = run("qpdf", &["--check"], &path) {
            assert!(said.contains("No syntax or stream encoding errors"), "{said}");
        }
        let Some(told) = told(&path) else { return };
        assert!(told.contains("送审单") && told.ends_with("（盖章）2023年1月19日"), "{told}");
        assert!(!told.contains("送审稿"));
        let tree = run("pdfinfo", &["-struct-text"], &path).unwrap_or_default();
        // That of the sheet comes first, then that of the report.
        let titles = tree.lines().map(str::trim).filter(|l| l.starts_with("H1"));
        assert_eq!(titles.count(), 2, "{tree}");
    }
}

#[test]
fn r20_two_renderers_show_the_same() {
    let (mut all, mut most) = (0, 0);
    for sample in all_samples() {
        let name = sample.name;
        let path = written(&format!("{name}_two.pdf"), &made(&sample.form, &sample.draft(), SENT_UP));
        let (Some(one), Some(other)) = (pgm::poppler(&path), pgm::mupdf(&path)) else { return };
        assert_eq!(one.len(), other.len());
        for (page, (a, b)) in one.iter().zip(&other).enumerate() {
            let far = a.farthest(b);
            assert!(far < 48, "{name}, page {}: blocks differ by {far}", page + 1);
            (all, most) = (all + 1, most.max(far));
        }
    }
    reached("R20", &format!("{all} pages by two renderers: no block differs by more than {most} of 255"));
}

#[test]
#[ignore = "run by the test below in another process"]
fn bytes_for_another_process() {
    let path = env::var("PAGES_TO").expect("where to write");
    fs::write(path, all_that_is_written()).expect("a file");
}

/// The bytes of the draft and of every export of it, one after the other.
fn all_that_is_written() -> Vec<u8> {
    let sample = department();
    let (draft, sheet) = (sample.draft(), forms::sheet(&sample.form, &sample.report));
    let texts = [file::write(&draft), text::export(sheet), json::export(sheet), html::page(sheet)];
    let word = docx::export(sheet).expect("a Word file");
    let printed = [CopyOptions::default(), SENT_UP].map(|options| made(&sample.form, &draft, options));
    [texts.map(String::into_bytes).concat(), word, printed.concat()].concat()
}

#[test]
fn r21_place_language_and_clock_do_not_show() {
    let here = all_that_is_written();
    let elsewhere =
        [("Asia/Shanghai", "zh_CN.UTF-8", "/nowhere"), ("UTC", "C", "/tmp"), ("Pacific/Apia", "tr_TR", "/")];
    for (zone, language, home) in elsewhere {
        let to = written("elsewhere.pdf", b"");
        let mut again = Command::new(env::current_exe().expect("this test"));
        again.args(["--exact", "pdf::bytes_for_another_process", "--ignored"]);
        again
            .env("PAGES_TO", &to)
            .env("TZ", zone)
            .env("LANG", language)
            .env("LC_ALL", language)
            .env("HOME", home);
        assert!(again.output().expect("this test runs").status.success());
        assert!(fs::read(&to).expect("a file") == here, "{zone}");
    }
    reached(
        "R21",
        "RON, text, JSON, HTML, Word, both PDFs by 3 processes of other zones and languages: the same bytes",
    );
}
