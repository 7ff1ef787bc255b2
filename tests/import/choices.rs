//! What is decided on reading: who reports, which form the tables follow, and which words of a Word file count.

use std::io::{Cursor, Write as _};

use nianbao::{
    draft::AgencyKind,
    import::{self, Hint, ImportError, Imported},
};
use zip::{ZipWriter, write::SimpleFileOptions};

fn read(bytes: &[u8]) -> Imported {
    import::read(bytes, &Hint::default()).unwrap()
}

#[test]
fn a_government_is_told_from_a_department() {
    for (agency, kind) in [
        ("淮安市人民政府", AgencyKind::Government),
        ("某县某镇人民政府", AgencyKind::Government),
        ("某市人民政府办公室", AgencyKind::Department),
        ("某省人民政府国有资产监督管理委员会", AgencyKind::Department),
        ("温州市人力资源和社会保障局", AgencyKind::Department),
        ("某区政府采购中心", AgencyKind::Department),
    ] {
        let title = format!("{agency}2024年政府信息公开工作年度报告\n一、总体情况\n全年平稳。\n");
        // The title may name nobody, and the opening does: there an office speaks for the government it serves.
        let opening =
            format!("2024年政府信息公开工作年度报告\n本报告由{agency}编制。\n一、总体情况\n全年平稳。\n");
        let texts = if agency.ends_with("办公室") { vec![title] } else { vec![title, opening] };
        for text in texts {
            let found = read(text.as_bytes()).draft.report.agency;
            assert_eq!((found.name.as_str(), found.kind), (agency, kind), "{text}");
        }
    }
}

#[test]
fn a_title_may_take_several_lines() {
    for (title, agency) in [
        ("淮安市人民政府\n2024年政府信息公开工作年度报告", "淮安市人民政府"),
        ("某市民政局2024年政府信息\n公开工作年度报告", "某市民政局"),
        ("某市民政局\n2024年\n政府信息公开工作年度报告", "某市民政局"),
        (
            "某市民政局\n（老龄工作委员会办公室）\n2024年政府信息公开工作年度报告",
            "某市民政局（老龄工作委员会办公室）",
        ),
    ] {
        let text = format!("{title}\n根据条例编制。\n一、总体情况\n全年平稳。\n");
        let report = read(text.as_bytes()).draft.report;
        assert_eq!((report.title(), report.year), (title.replace('\n', ""), 2024));
        assert_eq!((report.agency.name.as_str(), report.text("s0")), (agency, "根据条例编制。"));
    }
}

/// Converters and web pages put their own words and marks around a title.
#[test]
fn a_title_is_read_without_what_is_put_around_it() {
    let text =
        "# 某市某局2024年政府信息公开工作年度报告\n\n## 一、总体情况\n**（一）主动公开。**全年12件。\n";
    let body = "<p>一、总体情况</p><p>（一）主动公开。全年12件。</p>";
    let heading = "<h1>某市某局2024年政府信息公开工作年度报告</h1>";
    let page = |title: &str, heading: &str| format!("<title>{title}</title>{heading}{body}");
    for source in [
        text.to_owned(),
        page("某市某局2024年政府信息公开工作年度报告-某市人民政府门户网站", heading),
        page("某市某局2024年政府信息公开工作年度报告 | 某市人民政府", ""),
        page("某市政府网_2024年政府信息公开工作年度报告_某市某局", heading),
        page("政府信息公开年度报告-某市人民政府", heading),
    ] {
        let report = read(source.as_bytes()).draft.report;
        assert_eq!((report.agency.name.as_str(), report.year), ("某市某局", 2024), "{source}");
        assert_eq!(report.title(), "某市某局2024年政府信息公开工作年度报告", "{source}");
        assert_eq!((report.text("s0"), report.text("s1")), ("", "（一）主动公开。全年12件。"), "{source}");
    }
}

/// A page that holds only what stands around its text says so, and a page with a text is read whatever it runs.
#[test]
fn a_page_without_its_text_is_refused() {
    let shell = "<html><head><title>某市某局2024年政府信息公开工作年度报告</title><script src=app.js></script></head>\
                 <body><ul><li>首页</li><li>政务公开</li></ul><div id=app></div><p>版权所有：某市人民政府</p></body></html>";
    let frame = "<body><h1>某局2024年政府信息公开工作年度报告</h1><iframe src=a.pdf></iframe></body>";
    let bare = "<html><body><div id=app></div><script src=app.js></script></body></html>";
    for page in [shell, frame, bare] {
        assert_eq!(
            import::read(page.as_bytes(), &Hint::default()).unwrap_err(),
            ImportError::Shell,
            "{page}"
        );
    }
    let text = "<p>一、总体情况</p><p>全年平稳。</p>";
    let report = read(shell.replace("<div id=app></div>", text).as_bytes()).draft.report;
    assert_eq!(report.text("s1"), "全年平稳。\n版权所有：某市人民政府");
}

/// Sources without a year: the form is known by the tables alone.
#[test]
fn the_form_is_the_one_that_leaves_least_doubtful() {
    for (heads, form) in [
        ("本年新制作数量 | 本年新公开数量 | 对外公开总数量", "F2019"),
        ("本年制发件数 | 本年废止件数 | 现行有效件数", "F2021"),
    ] {
        // With the last row the older form has more figures and the newer one fewer rows that are not there: only the
        // heads tell, and where they do not fit, every figure is doubtful.
        let text = format!(
            "二、主动公开政府信息情况\n信息内容 | {heads} |\n规章 | 1 | 2 | 3 |\n规范性文件 | 4 | 5 | 6 |\n\
             信息内容 | 采购项目数量 | 采购总金额 |\n政府集中采购 | 0 | / |\n"
        );
        let imported = read(text.as_bytes());
        assert_eq!(imported.form.id, form, "{:#?}", imported.doubts);
        let doubted =
            |place: &str| imported.doubts.iter().any(|doubt| doubt.place.to_string().starts_with(place));
        assert!(!doubted("T2.reg") && !doubted("T2.norm"), "{:#?}", imported.doubts);
    }
}

#[test]
fn a_hidden_paragraph_of_a_web_page_is_not_read() {
    let page = "<p>某市某局2024年政府信息公开工作年度报告</p><p>一、总体情况</p>\
                <p style='display:none'>收到申请99件。<br>办结99件。</p><p>收到申请16件。<br>办结16件。</p>";
    let report = read(page.as_bytes()).draft.report;
    assert_eq!(report.text("s1"), "收到申请16件。\n办结16件。");
}

/// A Word file with this body.
fn word(body: &str) -> Vec<u8> {
    let xml = format!("<w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>{body}</w:body></w:document>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(xml.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// A text box as Word saves it: once for newer readers, once more for those that do not know how it is drawn.
fn text_box(inside: &str) -> String {
    format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>{inside}\
         </w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{inside}\
         </w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
}

#[test]
fn a_text_box_of_a_word_file_is_read_once() {
    let row = |cells: [&str; 4]| {
        let cell = |words: &&str| format!("<w:tc>{}</w:tc>", paragraph(words));
        format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>())
    };
    let table = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]),
        row(["规章", "3", "1", "12"])
    );
    let body = [
        text_box(&paragraph("某市某局2024年政府信息公开工作年度报告")),
        paragraph("一、总体情况"),
        paragraph("全年平稳。"),
        text_box(&paragraph("收到申请16件。")),
        paragraph("二、主动公开政府信息情况"),
        text_box(&table),
        paragraph("五、存在的主要问题及改进情况"),
        paragraph("问题不多。"),
    ];
    let imported = read(&word(&body.concat()));
    let report = &imported.draft.report;
    assert_eq!(report.title(), "某市某局2024年政府信息公开工作年度报告");
    assert_eq!(report.text("s0"), "");
    assert_eq!(report.text("s1"), "全年平稳。\n收到申请16件。");
    let figure = |id: &str| report.cells.get(id).map(ToString::to_string);
    let figures = ["T2.reg.issued", "T2.reg.repealed", "T2.reg.valid"].map(figure);
    assert_eq!(figures, ["3", "1", "12"].map(|n| Some(n.to_owned())));
    assert!(
        !imported.doubts.iter().any(|doubt| doubt.place.to_string().starts_with("T2.reg")),
        "{:#?}",
        imported.doubts
    );
    let source = imported.source.join("\n");
    for words in ["年度报告", "16件", "规章"] {
        assert_eq!(source.matches(words).count(), 1, "{words}: {source}");
    }
}
