//! The report as HTML and as a Word document: every paragraph and every cell in its place, whatever was typed.

use std::{collections::BTreeSet, fs, path::Path, process::Command, sync::Arc};

use nianbao::{
    draft::{Entry, Report, examples, file, paragraphs},
    export::{docx, html, text},
    form::Form,
};
use proptest::prelude::{Just, Strategy, prop_assert_eq, proptest};

use crate::common::{
    drafts, forms, needed,
    page::{Element, Page},
    tables::{Placed, Word, all_of_form, of_docx, of_fodt, of_html, part, shown},
};

/// Every form there is, and one that is all oddities.
fn all_forms() -> Vec<Arc<Form>> {
    let odd = Form::read(include_str!("../forms/odd.ron")).unwrap();
    forms::all().into_iter().chain([Arc::new(odd)]).collect()
}

fn reports() -> impl Strategy<Value = (Arc<Form>, Report)> {
    proptest::sample::select(all_forms()).prop_flat_map(|f| (Just(f.clone()), drafts::report(f)))
}

fn all_examples() -> Vec<(&'static str, Arc<Form>, Report)> {
    let read = |(name, text): &(&'static str, &str)| {
        let report = file::read(text).unwrap().report;
        (*name, forms::by_id(&report.form), report)
    };
    examples::all().iter().map(read).collect()
}

fn written(form: &Form, report: &Report) -> Vec<String> {
    forms::sheet(form, report).texts().flat_map(|(_, text)| paragraphs(text)).map(shown).collect()
}

fn headings(form: &Form) -> Vec<String> {
    form.sections.iter().map(|s| s.heading.clone()).filter(|h| !h.is_empty()).collect()
}

fn docx(form: &Form, report: &Report) -> Word {
    let bytes = docx::export(forms::sheet(form, report)).unwrap();
    assert!(bytes == docx::export(forms::sheet(form, report)).unwrap(), "the same report gave other bytes");
    of_docx(&bytes)
}

/// Title, headings and paragraphs in printed order.
fn running_text(form: &Form, report: &Report) -> Vec<String> {
    let mut all = vec![shown(&report.title())];
    for section in &form.sections {
        all.extend((!section.heading.is_empty()).then(|| section.heading.clone()));
        if section.table().is_none() {
            all.extend(paragraphs(report.text(&section.id)).map(shown));
        }
    }
    all
}

proptest! {
    #![proptest_config(needed::tries(200, 200))]

    #[test]
    fn html_keeps_everything_in_its_place((form, report) in reports()) {
        let fragment = html::fragment(forms::sheet(&form, &report));
        prop_assert_eq!(&fragment, &html::fragment(forms::sheet(&form, &report)));
        let page = html::page(forms::sheet(&form, &report));
        for parsed in [Page::fragment(&fragment), Page::document(&page)] {
            prop_assert_eq!(of_html(&parsed), all_of_form(&form, &report));
            prop_assert_eq!(parsed.texts("h1"), [shown(&report.title())]);
            prop_assert_eq!(parsed.texts("h2"), headings(&form));
            let texts: Vec<String> = parsed.named(&["p", "h3"]).iter().map(Element::text).collect();
            prop_assert_eq!(texts, written(&form, &report));
            prop_assert_eq!(parsed.named(&["script", "link", "img", "iframe", "a", "object"]).len(), 0);
        }
        // Nothing that was typed became markup.
        let known = [
            "style", "width", "scope", "colspan", "rowspan", "role", "aria-label", "aria-level", "tabindex",
        ];
        for element in Page::fragment(&fragment).elements() {
            let attributes = element.attributes();
            assert!(attributes.iter().all(|a| known.contains(a)), "{attributes:?}");
        }
    }

    #[test]
    fn word_keeps_everything_in_its_place((form, report) in reports()) {
        let word = docx(&form, &report);
        prop_assert_eq!(&word.tables, &all_of_form(&form, &report));
        let mut expected = running_text(&form, &report);
        // Word wants a paragraph after a table that ends the document.
        expected.extend(form.sections.last().and_then(|s| s.table()).map(|_| String::new()));
        prop_assert_eq!(&word.paragraphs, &expected);
    }

    #[test]
    fn tsv_has_a_field_for_each_place((form, report) in reports()) {
        for table in &form.tables {
            let tsv = text::tsv(forms::sheet(&form, &report), table);
            let lines: Vec<&str> = tsv.split_terminator('\n').collect();
            prop_assert_eq!(lines.len(), table.height);
            assert!(lines.iter().all(|line| line.split('\t').count() == table.width()));
        }
    }
}

#[test]
fn heads_say_what_they_head() {
    for form in all_forms() {
        let page = Page::document(&html::page(forms::sheet(&form, &forms::zeros(&form))));
        for head in page.named(&["th"]) {
            let groups = Groups::of(&head);
            match head.attribute("scope") {
                Some("col" | "row") => {}
                Some("colgroup") => assert!(groups.columns.contains(&head.span("colspan"))),
                Some("rowgroup") => assert_eq!(head.span("rowspan"), groups.rows),
                other => panic!("{}: {other:?}", form.id),
            }
        }
        let head_rows: usize = form.tables.iter().map(|t| t.head_rows).sum();
        let repeated = page.named(&["tr"]).iter().filter(|row| row.parent().name() == "thead").count();
        assert_eq!(repeated, head_rows, "{}", form.id);
    }
}

/// The groups that a head stands in.
struct Groups {
    /// How many rows the row group has.
    rows: usize,
    /// How many columns each column group has.
    columns: BTreeSet<usize>,
}

impl Groups {
    fn of(head: &Element) -> Self {
        let group = head.parent().parent();
        let columns = group.parent().children().into_iter().filter(|e| e.name() == "colgroup");
        Self { rows: group.children().len(), columns: columns.map(|g| g.children().len()).collect() }
    }
}

#[test]
fn one_table_reads_well() {
    let (_, form, report) = all_examples().into_iter().find(|(name, ..)| name.starts_with("huaian")).unwrap();
    insta::assert_snapshot!(
        "html of the first table",
        html::table(forms::sheet(&form, &report), &form.tables[0])
    );
    let tables: Vec<String> =
        form.tables.iter().map(|t| text::tsv(forms::sheet(&form, &report), t)).collect();
    insta::assert_snapshot!("tsv of every table", tables.join("\n"));
}

#[test]
fn what_a_spreadsheet_would_reckon_out_is_pasted_as_words() {
    let form = forms::by_id("F2021");
    for (typed, as_words) in
        [("=1+1", true), ("@SUM(A1)", true), ("-约5件", true), ("5", false), ("-5", false), ("约5件", false)]
    {
        let mut report = Report::new(&form, 2025);
        report.cells.extend(Entry::read(typed).map(|entry| (form.cells()[0].id.clone(), entry)));
        let copied = html::table(forms::sheet(&form, &report), &form.tables[0]);
        assert!(copied.contains(&format!(">{typed}</td>")), "{typed}");
        assert_eq!(copied.matches("mso-number-format").count(), usize::from(as_words), "{typed}");
    }
}

#[test]
fn a_page_is_whole() {
    let (_, form, report) = all_examples().remove(0);
    let page = html::page(forms::sheet(&form, &report));
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\"/>\n"));
    assert!(page.ends_with("</html>\n"));
    let parsed = Page::document(&page);
    assert_eq!(parsed.texts("title"), [report.title()]);
    assert!(parsed.errors.is_empty(), "{:?}", parsed.errors);
}

#[test]
fn a_word_document_tells_nothing_of_the_machine() {
    for (name, form, report) in all_examples() {
        let word = docx(&form, &report);
        let properties = part(&word, "docProps/core.xml");
        assert!(properties.contains(&format!("<dc:title>{}</dc:title>", report.title())), "{name}");
        assert!(properties.contains(&format!("<dc:creator>{}</dc:creator>", report.agency.name)), "{name}");
        assert!(!properties.contains("dcterms"), "{name}: {properties}");
    }
}

#[test]
fn head_rows_are_repeated_and_no_row_is_torn() {
    for form in all_forms() {
        let word = docx(&form, &forms::zeros(&form));
        let document = part(&word, "word/document.xml");
        let count = |what: &str| document.matches(what).count();
        assert_eq!(count("<w:tblHeader/>"), form.tables.iter().map(|t| t.head_rows).sum::<usize>());
        assert_eq!(count("<w:cantSplit/>"), form.tables.iter().map(|t| t.height).sum::<usize>());
        assert_eq!(count("<w:gridCol "), form.tables.iter().map(|t| t.widths.len()).sum::<usize>());
    }
}

/// The tables as another program may write them down: line breaks of its own in the text, and no grid column or row
/// that no cell begins in.
fn simplified(mut tables: Vec<Vec<Placed>>) -> Vec<Vec<Placed>> {
    for table in &mut tables {
        let rows: BTreeSet<usize> = table.iter().map(|p| p.row).collect();
        let columns: BTreeSet<usize> = table.iter().map(|p| p.column).collect();
        for cell in table {
            cell.text.retain(|c| !c.is_whitespace());
            cell.rows = rows.range(cell.row..cell.row + cell.rows).count();
            cell.columns = columns.range(cell.column..cell.column + cell.columns).count();
            cell.row = rows.range(..cell.row).count();
            cell.column = columns.range(..cell.column).count();
        }
    }
    tables
}

/// What LibreOffice makes of a file, as a document in one XML file; `None` where it is not installed. Only in long runs.
fn through_libreoffice(name: &str, bytes: &[u8], filter: &[&str]) -> Option<String> {
    if !needed::is_long() {
        return None;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("office-{name}"));
    fs::create_dir_all(folder.join("out")).unwrap();
    let file = folder.join(name);
    fs::write(&file, bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut command = Command::new("soffice");
    command.args([&profile, "--headless", "--convert-to", "fodt"]).args(filter).arg("--outdir");
    let output = needed::output(command.arg(folder.join("out")).arg(&file))?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let made = folder.join("out").join(name).with_extension("fodt");
    Some(fs::read_to_string(made).unwrap())
}

#[test]
fn r22_libreoffice_finds_every_cell_and_paragraph() {
    let mut samples = all_examples();
    for form in all_forms() {
        let report = forms::zeros(&form);
        samples.push(("zeros", form, report));
    }
    for (n, (name, form, report)) in samples.into_iter().enumerate() {
        let word = docx::export(forms::sheet(&form, &report)).unwrap();
        let page = html::page(forms::sheet(&form, &report));
        let from_word = through_libreoffice(&format!("{n}-word.docx"), &word, &[]);
        let web = ["--infilter=HTML (StarWriter)"];
        let from_page = through_libreoffice(&format!("{n}-page.html"), page.as_bytes(), &web);
        for made in [from_word, from_page].into_iter().flatten() {
            let (all, found) = of_fodt(&made);
            let (found, expected) = (simplified(found), simplified(all_of_form(&form, &report)));
            assert_eq!(found.len(), expected.len(), "{name}");
            for (found, expected) in found.iter().flatten().zip(expected.iter().flatten()) {
                assert_eq!(found, expected, "{name}");
            }
            let all: String = all.split_whitespace().collect();
            for text in running_text(&form, &report) {
                let text: String = text.split_whitespace().collect();
                assert!(all.contains(&text), "{name}: {text}");
            }
        }
    }
}
