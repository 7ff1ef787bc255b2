//! Copies of the report that come back: edited in Word, published by a website. Each change is named, none invented.

use nianbao::{
    cli,
    collate::{self, Collation, Difference, Kindred, Purpose},
    draft::{Draft, Entry, Opened, Report, Sheet, edit::Edit, examples, file, paragraphs},
    export::{Format, copy::CopyOptions, html, text},
    form::{self, Form},
    import::{self, Hint, Imported, Kind},
    layout::Faces,
};
use proptest::{
    prelude::{any, proptest},
    prop_assert, prop_assert_eq,
    sample::Index,
};

use crate::common::{likely, needed};

fn example(name: &str) -> Draft {
    let (_, text) = examples::all().iter().find(|(n, _)| *n == name).unwrap();
    file::read(text).unwrap()
}

fn read(bytes: &[u8], draft: &Draft) -> Imported {
    import::read(bytes, &Hint { year: Some(draft.report.year), form: None }).unwrap()
}

fn alike(draft: &Draft, kind: Kind) -> Imported {
    let form = form::by_id(&draft.report.form).unwrap();
    collate::read_alike(Opened::new(&form, draft).unwrap(), kind).unwrap()
}

fn collated(draft: &Draft, bytes: &[u8]) -> Collation {
    let form = form::by_id(&draft.report.form).unwrap();
    let was = alike(draft, Kind::of(bytes));
    let word = Kind::of(bytes) == Kind::Word;
    let purpose = if word { Purpose::Returned } else { Purpose::Published };
    collate::run(&was, &read(bytes, draft), Sheet::new(&form, &draft.report).unwrap(), purpose)
}

/// Where and what, a line for each difference.
fn said(collation: &Collation) -> Vec<String> {
    collation.differences.iter().map(|d| format!("{}：{}", d.name, d.said)).collect()
}

/// The edits that take all words.
fn texts(was: &Imported, came: &Imported, draft: Sheet<'_>) -> Vec<Edit> {
    collate::take(was, came, draft, &|difference| difference.kind == Kindred::Words)
}

fn edited(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/edited/{name}.docx", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).unwrap()
}

const UNTRACKED: &[&str] = &[
    "表三“一、本年新收政府信息公开申请数量”自然人：16改为18",
    "一、总体情况第2段：多了一段",
    "一、总体情况第4段：数字不同",
    "一、总体情况原第7段：少了一段",
    "五、问题及改进第1至2段：一段分成2段",
    "六、其他事项第2段：多了一段",
];
const MOVED: &[&str] =
    &["一、总体情况第2段：由一、总体情况原第7段移来", "一、总体情况原第7段：移到了一、总体情况第2段"];
const TRACKED: &[&str] = &["一、总体情况第3段：数字不同", "一、总体情况原第7段：少了一段"];

#[test]
fn what_nobody_changed_is_no_change() {
    for (name, text) in examples::all() {
        let draft = file::read(text).unwrap();
        let form = form::by_id(&draft.report.form).unwrap();
        for format in [Format::Docx, Format::Html, Format::Text, Format::Pdf] {
            let opened = Opened::new(&form, &draft).unwrap();
            let bytes = format.make(opened, CopyOptions::default(), Faces::bundled()).unwrap();
            // Against the draft itself, and not only against the same bytes: nothing may be lost on the way either.
            let came = read(&bytes, &draft);
            let itself = read(file::write(&draft).as_bytes(), &draft);
            let found =
                collate::run(&alike(&draft, Kind::of(&bytes)), &came, opened.sheet(), Purpose::Returned);
            assert!(found.is_empty(), "{name} {format:?}: {:?}", said(&found));
            for section in form.sections.iter().filter(|s| s.table().is_none()) {
                let of = |side: &Imported| side.draft.report.text(&section.id).to_owned();
                let (now, read) = (of(&itself), of(&came));
                assert_eq!(
                    paragraphs(&now).count(),
                    paragraphs(&read).count(),
                    "{name} {format:?} {}",
                    section.id
                );
            }
        }
    }
    let department = example("wenzhou-2022.ron");
    assert_eq!(said(&collated(&department, &edited("office-plain"))), [""; 0], "saved by LibreOffice");
}

#[test]
fn every_change_of_an_edited_copy_is_named_and_none_invented() {
    let draft = example("wenzhou-2022.ron");
    for (name, expect) in [
        ("untracked", UNTRACKED),
        ("office-untracked", UNTRACKED),
        ("tracked", TRACKED),
        ("office-tracked", TRACKED),
        ("moved", MOVED),
        ("office-moved", MOVED),
        ("heading", &["“五、问题及改进”的标题：标题不同"]),
        // As WPS writes it, every run cut into pieces.
        ("wps", &["表三“一、本年新收政府信息公开申请数量”自然人：16改为18", "一、总体情况第3段：数字不同"]),
        ("marks", &["一、总体情况第1段：全角半角、引号或空格不同"]),
    ] {
        assert_eq!(said(&collated(&draft, &edited(name))), expect, "{name}");
    }
}

#[test]
fn tracked_changes_and_comments_have_their_authors() {
    let draft = example("wenzhou-2022.ron");
    for name in ["tracked", "office-tracked"] {
        let found = collated(&draft, &edited(name));
        let by: Vec<&[String]> = found.differences.iter().map(|d| d.by.as_slice()).collect();
        assert_eq!(by, [["王局长"], ["李处长"]], "{name}");
        let [remark] = found.remarks.as_slice() else { panic!("{name}: {:?}", found.remarks) };
        assert_eq!((remark.author.as_str(), remark.words.as_str()), ("王局长", "这一段太长，压缩到三行"));
        assert!(remark.about.starts_with("根据《中华人民共和国政府信息公开条例》"), "{name}");
        assert_eq!(remark.name, "开头", "{name}");
    }
}

#[test]
fn with_all_taken_the_draft_says_what_the_copy_says() {
    for name in ["untracked", "office-untracked", "tracked", "office-tracked"] {
        let mut draft = example("wenzhou-2022.ron");
        let (was, came) = (alike(&draft, Kind::Word), read(&edited(name), &draft));
        let form = form::by_id(&draft.report.form).unwrap();
        let sheet = Sheet::new(&form, &draft.report).unwrap();
        let found = collate::run(&was, &came, sheet, Purpose::Returned);
        let figures =
            found.differences.iter().filter(|d| d.kind == Kindred::Figure).filter_map(|d| d.edits());
        let edits: Vec<Edit> = figures.flatten().cloned().chain(texts(&was, &came, sheet)).collect();
        let undone: Vec<Edit> = edits.into_iter().map(|edit| edit.apply(&mut draft)).collect();
        assert_eq!(
            said(&collate::run(&was, &came, Sheet::new(&form, &draft.report).unwrap(), Purpose::Returned)),
            [""; 0],
            "{name}"
        );
        for section in form.sections.iter().filter(|s| s.table().is_none()) {
            let of =
                |report: &Report| paragraphs(report.text(&section.id)).map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(of(&draft.report), of(&came.draft.report), "{name} {}", section.id);
        }
        for edit in undone.into_iter().rev() {
            edit.apply(&mut draft);
        }
        assert_eq!(draft, example("wenzhou-2022.ron"), "{name}: each step can be taken back");
    }
}

#[test]
fn each_change_can_be_taken_alone_and_in_any_order() {
    let bytes = edited("untracked");
    let original = example("wenzhou-2022.ron");
    let (was, came) = (alike(&original, Kind::Word), read(&bytes, &original));
    let form = form::by_id(&original.report.form).unwrap();
    for start in 0..UNTRACKED.len() {
        let mut draft = original.clone();
        for step in 0..UNTRACKED.len() {
            let found =
                collate::run(&was, &came, Sheet::new(&form, &draft.report).unwrap(), Purpose::Returned);
            assert_eq!(found.differences.len(), UNTRACKED.len() - step, "from {start}");
            let taken = &found.differences[start % found.differences.len()];
            for edit in taken.edits().unwrap().to_vec() {
                edit.apply(&mut draft);
            }
        }
    }
}

#[test]
fn what_was_written_since_is_never_replaced() {
    let mut draft = example("wenzhou-2022.ron");
    let (was, came) = (alike(&draft, Kind::Word), read(&edited("untracked"), &draft));
    let form = form::by_id(&draft.report.form).unwrap();
    let text = draft.report.text("s1").replacen("开案件16件", "开案件17件", 1);
    draft.report.sections.insert("s1".into(), text.as_str().into());
    let received = form.role(form::Role::Received)[0].clone();
    draft.report.cells.insert(received.clone(), Entry::read("17").unwrap());
    let found = collate::run(&was, &came, Sheet::new(&form, &draft.report).unwrap(), Purpose::Returned);
    let closed: Vec<&str> =
        found.differences.iter().filter(|d| d.edits().is_none()).map(|d| d.name.as_str()).collect();
    assert_eq!(closed, ["表三“一、本年新收政府信息公开申请数量”自然人", "一、总体情况第4段"]);
    let all = texts(&was, &came, Sheet::new(&form, &draft.report).unwrap());
    for edit in all {
        edit.apply(&mut draft);
    }
    assert!(draft.report.text("s1").contains("开案件17件"));
}

/// A published page, spoilt as websites do it: what was done to the page, and what must be said.
#[test]
fn a_published_page_that_was_spoilt_is_named() {
    let draft = example("wenzhou-2022.ron");
    let sheet_form = form::by_id(&draft.report.form).unwrap();
    let page = html::page(Sheet::new(&sheet_form, &draft.report).unwrap());
    let around = |body: &str| {
        let menu = "<div class=nav><a href=/>首页</a> <a href=/zwgk>政务公开</a></div><p>发布日期：2023-01-20 浏览次数：12</p>";
        body.replacen("<body>", &format!("<body>{menu}"), 1).replacen(
            "</body>",
            "<p>主办：温州市人民政府办公室 网站标识码3303000001</p></body>",
            1,
        )
    };
    let lost = |old: &str, new: &str| {
        assert!(page.contains(old), "{old}");
        around(&page.replacen(old, new, 1))
    };
    for (spoilt, expect) in [
        (around(&page), vec![]),
        (lost("〔2019〕60号", "201960号"), vec!["开头第1段：少了“〔〕”"]),
        (lost("2022年12月31日", "202212月31日"), vec!["开头第1段：少了“年”"]),
        (lost("公开案件16件", "公开案件61件"), vec!["一、总体情况第3段：数字不同"]),
    ] {
        assert_eq!(said(&collated(&draft, spoilt.as_bytes())), expect);
    }
    let without = {
        let at = page.find("(六)提升政务服务质量").unwrap();
        let start = page[..at].rfind("<p").unwrap();
        let end = at + page[at..].find("</p>").unwrap() + "</p>".len();
        around(&[&page[..start], &page[end..]].concat())
    };
    assert_eq!(said(&collated(&draft, without.as_bytes())), ["一、总体情况原第7段：少了一段"]);
    let shifted = shifted(&page);
    assert_eq!(
        said(&collated(&draft, around(&shifted).as_bytes())),
        [
            "表三“一、本年新收政府信息公开申请数量”自然人：16成了0，整行的数向左错了一格",
            "表三“一、本年新收政府信息公开申请数量”其他：0成了16，整行的数向左错了一格",
            "表三“一、本年新收政府信息公开申请数量”总计：少了16，整行的数向左错了一格",
        ]
    );
}

/// The row of new applications with its first figure gone, so that all others stand one column to the left.
fn shifted(page: &str) -> String {
    let at = page.find("一、本年新收政府信息公开申请数量").unwrap();
    let start = at + page[at..].find("<td").unwrap();
    let end = start + page[start..].find("</td>").unwrap() + "</td>".len();
    let row_end = end + page[end..].find("</tr>").unwrap();
    [&page[..start], &page[end..row_end], "<td></td>", &page[row_end..]].concat()
}

#[test]
fn the_command_lists_what_a_copy_says_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("稿.ron");
    std::fs::write(&draft, file::write(&example("wenzhou-2022.ron"))).unwrap();
    let said = |copy: &str| {
        let copy = format!("{}/tests/edited/{copy}.docx", env!("CARGO_MANIFEST_DIR"));
        let job = cli::read(["diff".into(), draft.clone().into(), copy.into()]).unwrap();
        let cli::Request::Job(job) = job else { panic!("a job") };
        cli::run(&job).unwrap().text
    };
    assert_eq!(said("office-plain"), "没有改动\n");
    let tracked = said("tracked");
    assert!(
        tracked.starts_with("一、总体情况第3段（王局长修订）：数字不同：(二)依法做好依申请公开。"),
        "{tracked}"
    );
    assert!(tracked.contains("案件［－16－］［＋18＋］件"), "{tracked}");
    assert!(tracked.contains("批注（王局长）：开头“根据"), "{tracked}");
    assert!(tracked.ends_with("不同的有文字2处\n"), "{tracked}");
}

/// A text that lost lines, or was cut off.
#[test]
fn a_text_that_lost_lines_is_named() {
    let draft = example("wenzhou-2022.ron");
    let form = form::by_id(&draft.report.form).unwrap();
    let text = text::export(Sheet::new(&form, &draft.report).unwrap());
    let without = |words: &str| {
        assert!(text.contains(words), "{words}");
        text.lines()
            .filter(|line| !line.contains(words))
            .map(|line| format!("{line}\r\n"))
            .collect::<String>()
    };
    assert_eq!(
        said(&collated(&draft, without("(六)提升政务服务质量").as_bytes())),
        ["一、总体情况原第7段：少了一段"]
    );
    let row = said(&collated(&draft, without("二、上年结转政府信息公开申请数量").as_bytes()));
    let is_of_row = |said: &String| said.starts_with("表三“二、上年结转政府信息公开申请数量”");
    assert!(!row.is_empty() && row.iter().all(is_of_row), "{row:?}");
    let cut = &text[..text.find("五、存在的主要问题").unwrap()];
    let cut = said(&collated(&draft, cut.as_bytes()));
    let gone: Vec<&str> = draft.report.text("s5").lines().collect();
    assert!(cut.iter().any(|said| said == "“五、问题及改进”的标题：没有这个标题"), "{cut:?}");
    let count = gone.len();
    assert!(
        cut.iter().any(|s| s.starts_with("五、问题及改进原第1") && s.contains("少了")),
        "{count} {cut:?}"
    );
}

/// A PDF whose bytes end early is refused, or what is read of it is said to lack the rest; nothing is called the same.
#[test]
fn a_pdf_that_was_cut_is_never_called_the_same() {
    let draft = example("wenzhou-2022.ron");
    let form = form::by_id(&draft.report.form).unwrap();
    let opened = Opened::new(&form, &draft).unwrap();
    let pdf = Format::Pdf.make(opened, CopyOptions::default(), Faces::bundled()).unwrap();
    for part in [2, 10, 50, 90] {
        let cut = &pdf[..pdf.len() * part / 100];
        let read = import::read(cut, &Hint { year: Some(draft.report.year), form: None });
        if read.is_ok() {
            assert!(!collated(&draft, cut).differences.is_empty(), "{part} %");
        }
    }
}

#[test]
fn another_report_is_told_from_this_one_and_a_mistyped_title_is_not() {
    let draft = example("wenzhou-2022.ron");
    let was = alike(&draft, Kind::Web);
    let form = form::by_id(&draft.report.form).unwrap();
    let page = html::page(Sheet::new(&form, &draft.report).unwrap());
    let mistyped = page.replace("2022年政府信息公开工作年度报告", "2021年政府信息公开工作年度报告");
    assert_ne!(page, mistyped);
    assert!(!collate::is_another(&was, &read(page.as_bytes(), &draft)));
    let found = collated(&draft, mistyped.as_bytes());
    assert_eq!(said(&found), ["标题：标题不同"]);
    assert!(!collate::is_another(&was, &read(mistyped.as_bytes(), &draft)));
    for (name, text) in examples::all().iter().filter(|(name, _)| *name != "wenzhou-2022.ron") {
        let other = file::read(text).unwrap();
        let form = form::by_id(&other.report.form).unwrap();
        let page = html::page(Sheet::new(&form, &other.report).unwrap());
        assert!(collate::is_another(&was, &read(page.as_bytes(), &draft)), "{name}");
    }
}

/// What a copy of one report in a format says otherwise than another report.
fn between(form: &Form, before: &Report, after: &Report, format: Format) -> Collation {
    let draft = |report: &Report| Draft { report: report.clone(), ..Draft::default() };
    let (before, after) = (draft(before), draft(after));
    let opened = Opened::new(form, &after).unwrap();
    let bytes = format.make(opened, CopyOptions::default(), Faces::bundled()).unwrap();
    collated(&before, &bytes)
}

const FORMATS: [Format; 4] = [Format::Docx, Format::Html, Format::Text, Format::Pdf];

proptest! {
    #![proptest_config(needed::tries(8, 300))]

    #[test]
    fn of_any_report_one_change_is_named_and_nothing_else(
        (form, report) in likely::report(),
        at in any::<Index>(),
    ) {
        let cells: Vec<_> = form.cells().iter().filter(|cell| !cell.is_total()).collect();
        let cell = cells[at.index(cells.len())];
        let mut figure = report.clone();
        figure.cells.insert(cell.id.clone(), Entry::read("7777").unwrap());
        let texts: Vec<_> = form.sections.iter().filter(|s| !report.text(&s.id).is_empty()).collect();
        let section = texts[at.index(texts.len())];
        let mut sentence = report.clone();
        let mut lines: Vec<String> = report.text(&section.id).lines().map(str::to_owned).collect();
        let line = at.index(lines.len());
        lines[line].push_str("另作说明。");
        sentence.sections.insert(section.id.clone(), lines.clone().into());
        for format in FORMATS {
            prop_assert_eq!(said(&between(&form, &report, &report, format)), [""; 0], "{:?}", format);
            let found = between(&form, &report, &figure, format).differences;
            let is_it = |d: &&Difference| d.place.cell() == Some(&cell.id);
            prop_assert_eq!(found.iter().filter(is_it).count(), 1, "{:?} {}", format, cell.id);
            // Totals follow.
            let follows = |d: &Difference| {
                d.place.cell().and_then(|id| form.cell(id.as_str())).is_some_and(|c| c.id == cell.id || c.is_total())
            };
            prop_assert!(found.iter().all(follows), "{:?} {:?}", format, found);
            let found = between(&form, &report, &sentence, format).differences;
            prop_assert_eq!(found.len(), 1, "{:?} {:?}", format, found);
            prop_assert_eq!(found[0].place.to_string(), section.id.to_string());
            prop_assert!(found[0].after().ends_with("另作说明。"), "{:?}", found);
        }
    }
}
