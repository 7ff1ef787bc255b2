//! A Word document on the pages that a program sets it on: as many as the PDF has. LibreOffice sets it, in the
//! program's own faces under the names that the document asks for.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use nianbao::{
    draft::Report,
    export::docx,
    form::{BoxContent, Form},
    import::{self, Hint},
    layout::{self, Faces, Origin},
};

use crate::common::{
    forms, needed, pages,
    pdf::File,
    tables::{of_docx, part},
    xml::Element,
};

/// What the document calls a face, and the faces of the program for it, best first.
const FACES: [(&str, &[&str]); 6] = [
    ("仿宋_GB2312", &["FandolFang", "Gw FangSupp"]),
    ("楷体_GB2312", &["Gw Kai"]),
    ("黑体", &["Gw Hei Medium", "Gw Hei"]),
    ("宋体", &["Gw Song"]),
    ("方正小标宋简体", &["Gw Song SemiBold"]),
    ("Times New Roman", &["Gw Roman", "Gw Song"]),
];

/// Tells the system's font library of these faces and no others.
fn font_settings(folder: &Path) -> PathBuf {
    let alias = |(name, faces): &(&str, &[&str])| {
        let faces: String = faces.iter().map(|face| format!("<family>{face}</family>")).collect();
        format!("<alias binding=\"same\"><family>{name}</family><prefer>{faces}</prefer></alias>\n")
    };
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let text = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n<fontconfig>\n<dir>{}</dir>\n\
         <cachedir>{}</cachedir>\n{}</fontconfig>\n",
        fonts.display(),
        folder.join("cache").display(),
        FACES.iter().map(alias).collect::<String>()
    );
    let file = folder.join("fonts.conf");
    fs::write(&file, text).expect("written");
    file
}

/// A report with its form and a name.
type Named = (String, Arc<Form>, Report);

/// How many pages LibreOffice sets each of these reports on; `None` where it is not installed.
fn pages_in_libreoffice(reports: &[Named]) -> Option<Vec<usize>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("word-pages");
    // What an earlier run left would be counted.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("out")).expect("a folder");
    let file = |number: usize| folder.join(format!("{number}.docx"));
    for (number, (_, form, report)) in reports.iter().enumerate() {
        fs::write(file(number), docx::export(forms::sheet(form, report)).expect("a document"))
            .expect("written");
    }
    let mut command = Command::new("soffice");
    command.env("FONTCONFIG_FILE", font_settings(&folder));
    command.arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()));
    command.args(["--headless", "--convert-to", "pdf", "--outdir"]).arg(folder.join("out"));
    let output = needed::output(command.args((0..reports.len()).map(file)))?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let pages = |number: usize| {
        let bytes = fs::read(folder.join(format!("out/{number}.pdf"))).expect("what LibreOffice made");
        File::read(&bytes).0.get_pages().len()
    };
    Some((0..reports.len()).map(pages).collect())
}

fn own_pages(form: &Form, report: &Report) -> usize {
    layout::pages(forms::sheet(form, report), Faces::bundled()).len()
}

/// The example drafts, published reports kept here, and those beside the checkout where there are any.
fn reports() -> Vec<Named> {
    let mut reports: Vec<Named> =
        pages::all_samples().into_iter().map(|s| (s.name.to_owned(), s.form, s.report)).collect();
    let Ok(folders) = fs::read_dir("../shared/reports") else {
        needed::skipped("../shared/reports is not here");
        return reports;
    };
    let mut sources: Vec<PathBuf> =
        folders.map(|folder| folder.expect("a folder").path().join("source.txt")).collect();
    sources.retain(|source| source.exists());
    sources.sort();
    for source in sources {
        let read = import::read(&fs::read(&source).expect("read"), &Hint::default()).expect("a report");
        reports.push((source.display().to_string(), read.form, read.draft.report));
    }
    reports
}

#[test]
fn a_word_document_has_as_many_pages_as_the_pdf() {
    let reports = reports();
    let Some(found) = pages_in_libreoffice(&reports) else { return };
    let wrong: Vec<String> = reports
        .iter()
        .zip(found)
        .map(|((name, form, report), found)| (name, own_pages(form, report), found))
        .filter(|(_, own, found)| own != found)
        .map(|(name, own, found)| format!("{name}: {own} pages, in LibreOffice {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A label that stands a character a line on the page is one word from above in the document, and no other is.
#[test]
fn labels_read_from_above_where_they_do_on_the_page() {
    let mut seen = 0;
    for sample in pages::samples() {
        let sheet = forms::sheet(&sample.form, &sample.report);
        let printed = layout::pages(sheet, Faces::bundled());
        let word = of_docx(&docx::export(sheet).expect("a document"));
        let document = Element::read(part(&word, "word/document.xml"));
        let upright: Vec<String> = document
            .all("w:tc")
            .iter()
            .filter(|cell| cell.find(&["w:tcPr", "w:textDirection"]).is_some())
            .map(|cell| {
                assert_eq!(cell.value(&["w:tcPr", "w:textDirection"]), "tbRlV");
                assert!(cell.all("w:br").is_empty(), "{}", cell.text());
                cell.text()
            })
            .filter(|text| !text.is_empty())
            .collect();
        let mut wanted = Vec::new();
        for (t, table) in sample.form.tables.iter().enumerate() {
            for (i, b) in table.boxes.iter().enumerate().filter(|(_, b)| b.rows > 1) {
                let BoxContent::Stub(text) = &b.content else { continue };
                let runs = printed.iter().flat_map(|page| &page.runs);
                let own: Vec<_> = runs.filter(|run| run.origin == Origin::Box(t, i)).collect();
                let lines: Vec<usize> = own
                    .chunk_by(|a, b| a.y == b.y)
                    .map(|line| line.iter().map(|r| r.glyphs.len()).sum())
                    .collect();
                let is_column = lines.len() > 3 && lines[1..].iter().all(|length| *length == 1);
                wanted.extend(is_column.then(|| text.clone()));
            }
        }
        assert_eq!(upright, wanted, "{}", sample.name);
        seen += wanted.len();
    }
    assert!(seen > 0);
}

/// A paragraph is not filled where the line before a long address would be torn open by that.
#[test]
fn lines_before_an_address_are_not_torn_open() {
    let mut sample = pages::department();
    for (text, expect) in [
        ("全年公开信息2024条。", "both"),
        ("报告在本机关网站全文公布，网址：http://www.example.gov.cn/zwgk/2024/index.html。", "left"),
        ("网址：http://www.example.gov.cn/zwgk/2024/。", "both"),
        ("电话0577-12345678。", "both"),
    ] {
        sample.report.sections.insert("s1".into(), text.into());
        let word = of_docx(&docx::export(forms::sheet(&sample.form, &sample.report)).expect("a document"));
        let document = Element::read(part(&word, "word/document.xml"));
        let paragraph = document.all("w:p").into_iter().find(|p| p.text() == text).expect("the paragraph");
        let own = paragraph.find(&["w:pPr", "w:jc"]).map_or("both", |jc| jc.attribute("w:val"));
        assert_eq!(own, expect, "{text}");
    }
}
