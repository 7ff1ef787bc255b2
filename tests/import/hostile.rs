//! Files made to do harm: refused with a sentence, or read, within two seconds and without a panic.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use lopdf::{Stream, dictionary};
use nianbao::import::{self, Hint, ImportError};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::common::{
    clock::{grows, since, thread_time},
    measured, needed,
    reached::reached,
};

/// Reads a source, and holds the time and the memory that it takes alone.
fn read(name: &str, bytes: &[u8]) -> Result<import::Imported, ImportError> {
    outcome(name, bytes);
    import::read(bytes, &Hint::default())
}

/// The same where it only matters whether it is read: then it says nothing, and else why not.
fn outcome(name: &str, bytes: &[u8]) -> String {
    measured::holds("hostile::read_alone", name, bytes, 2)
}

fn is_read(name: &str, bytes: &[u8]) {
    assert_eq!(outcome(name, bytes), "", "{name}");
}

fn is_refused(name: &str, bytes: &[u8], why: ImportError) {
    assert_eq!(outcome(name, bytes), format!("{why:?}"), "{name}");
}

#[test]
#[ignore = "run by the others in a process of its own"]
fn read_alone() {
    measured::child(|bytes| {
        import::read(bytes, &Hint::default()).err().map_or_else(String::new, |why| format!("{why:?}"))
    });
}

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn word(body: &str) -> Vec<u8> {
    let xml =
        format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml.as_bytes())])
}

/// Puts other names of the same length into an archive, for those that no writer would write.
fn renamed(mut bytes: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places: Vec<usize> = bytes
        .windows(from.len())
        .enumerate()
        .filter(|(_, w)| *w == from.as_bytes())
        .map(|(at, _)| at)
        .collect();
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    }
    bytes
}

#[test]
fn r18_hostile_pages_are_read_or_refused_in_time() {
    let deep = |tag: &str| format!("<p>年报</p>{}", format!("<{tag}>").repeat(100_000));
    for tag in ["div", "table", "b", "table><tr><td", "p", "svg"] {
        is_read(tag, deep(tag).as_bytes());
    }
    let spans = "<table><tr><td colspan=1000000000>规章</td><td rowspan=65535>1</td></tr></table>";
    is_read("spans", spans.as_bytes());
    let attribute = format!("<p title=\"{}\">年报</p>", "a".repeat(19 * 1024 * 1024));
    is_refused("a long attribute", attribute.as_bytes(), ImportError::TooLong);
    let attribute = format!("<p title=\"{}\">年报</p>", "a".repeat(9 * 1024 * 1024));
    is_read("an attribute", attribute.as_bytes());
    let entities = "<p>&amp;&lol;&#x110000;&#0;年</p>".repeat(190_000);
    is_read("entities", entities.as_bytes());
    let script =
        "<script>document.write('一、总体情况')</script><img src=http://x/y.png><p>年报</p>".repeat(50_000);
    let heading = "<p>六、其他需要报告的事项</p>";
    let imported = read("scripts", format!("{heading}{script}").as_bytes()).unwrap();
    assert!(!imported.source.iter().any(|l| l.contains("总体")));
    let cells = format!("<table><tr>{}</tr></table>", "<td>0".repeat(500_000));
    is_read("cells", cells.as_bytes());
    reached(
        "R18",
        "100000 tags in each other of 6 kinds, colspan=1e9, 19 MB in an attribute: each in less than 200 MB",
    );
}

#[test]
fn hostile_texts_are_read_or_refused_in_time() {
    for (name, piece) in [
        ("headings", "一、本年新收情况报告公开\n"),
        ("rows", "1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"),
        ("figures", "0\n"),
        ("bars", "|"),
        ("broken labels", "二、主动公开政府信息情况\n信息公 | 1\n"),
        ("titles", "年度报告信息公开\n"),
        ("years", "由与年结合2024年1月"),
        ("glosses", "复(fù"),
        ("one line", "年报"),
    ] {
        let text = piece.repeat(needed::times(2, 9) as usize * 1024 * 1024 / piece.len());
        let said = outcome(name, text.as_bytes());
        assert!(["", "TooLong", "Empty"].contains(&said.as_str()), "{name}: {said}");
    }
    let tables = format!(
        "二、主动公开政府信息情况\n{}",
        "规章 | 1 | 2 | 3 |\n行政许 可 | 1 |\n0 | 0 | 0 | 0 |\n".repeat(40_000)
    );
    is_read("tables", tables.as_bytes());
    is_refused("large", &vec![b'a'; 21 * 1024 * 1024], ImportError::TooLarge);
    is_refused("long", &vec![b'a'; 11 * 1024 * 1024], ImportError::TooLong);
    is_refused("empty", b"", ImportError::Empty);
    is_refused("blank", "  \n|\n\u{3000}".as_bytes(), ImportError::Empty);
    let noise: Vec<u8> = (0..100_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    is_refused("noise", &noise, ImportError::NotText);
    is_refused("old Word", &[0xd0, 0xcf, 0x11, 0xe0, 0, 0], ImportError::OldWord);
}

#[test]
fn r19_hostile_word_files_are_refused() {
    let zeros = vec![b' '; 30 * 1024 * 1024];
    let bomb = archive(&[("word/document.xml", &zeros)]);
    is_refused("a bomb", &bomb, ImportError::Bomb);
    let beside = archive(&[("word/document.xml", b"<a/>"), ("word/media/a.png", &zeros)]);
    is_refused("a bomb beside the text", &beside, ImportError::Bomb);
    let names: Vec<String> = (0..1_001).map(|n| format!("word/{n}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b""[..])).collect();
    is_refused("many entries", &archive(&many), ImportError::OddArchive);
    let outside = renamed(archive(&[("word/document.xml", b"<a/>"), ("aa/b", b"")]), "aa/b", "../b");
    is_refused("outside", &outside, ImportError::OddArchive);
    let twice = renamed(
        archive(&[("word/document.xml", b"<a/>"), ("word/document.xmm", b"")]),
        "word/document.xmm",
        "word/document.xml",
    );
    let refused = read("twice", &twice).unwrap_err();
    assert!(matches!(refused, ImportError::OddArchive | ImportError::Damaged), "{refused:?}");
    is_refused("another archive", &archive(&[("a.txt", b"a")]), ImportError::NotWord);
    assert_eq!(
        read("a locked file", &archive(&[("EncryptedPackage", b"a")])).unwrap_err(),
        ImportError::Locked
    );
    let whole = word("<w:p><w:r><w:t>年报</w:t></w:r></w:p>");
    assert!(read("cut off", &whole[..whole.len() / 2]).is_err());
    let deep = word(&"<w:p>".repeat(10_000));
    is_refused("deep", &deep, ImportError::OddArchive);
    reached("R19", "9 kinds of archives made to do harm, each refused with its reason in less than 200 MB");
}

/// Archives in archives, macros, pictures: of a Word file nothing is opened but its text.
#[test]
fn r19_what_a_word_file_carries_besides_its_text_is_never_opened() {
    let mut nested = archive(&[("0", &vec![0; 100_000])]);
    for _ in 0..6 {
        let again = nested.clone();
        nested = archive(&[("a.zip", &again), ("b.zip", &again), ("c.zip", &again), ("d.zip", &again)]);
    }
    let xml = "<w:document><w:body><w:p><w:r><w:t>年报</w:t></w:r></w:p></w:body></w:document>";
    for (name, bytes) in [("word/vbaProject.bin", &b"\xd0\xcf\x11\xe0macros"[..]), ("word/42.zip", &nested)] {
        let file = archive(&[("word/document.xml", xml.as_bytes()), (name, bytes)]);
        assert_eq!(read(name, &file).unwrap().source, ["年报"], "{name}");
    }
    reached("R19", "macros and archives seven deep: never opened");
}

#[test]
fn r19_word_files_with_entities_are_read_without_expanding_them() {
    let xml = "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>\
               <w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>年报&b;&c;&amp;&#x4e00;</w:t></w:r></w:p></w:body></w:document>";
    let imported = read("entities", &archive(&[("word/document.xml", xml.as_bytes())])).unwrap();
    assert_eq!(imported.source, ["年报&b;&c;&一"]);
}

#[test]
fn word_files_are_read_with_their_tables() {
    let cell = |t: &str| {
        format!(
            "<w:tc><w:tcPr><w:gridSpan w:val=\"1000000\"/></w:tcPr><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:tc>"
        )
    };
    let body = format!(
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>二、主动公开</w:t></w:r><w:del><w:r><w:t>旧</w:t></w:r></w:del>\
         <w:r><w:t>政府信息情况</w:t></w:r></w:p><w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        cell("行政许可"),
        cell("97")
    );
    let imported = read("a table", &word(&body)).unwrap();
    assert_eq!(imported.source, ["二、主动公开政府信息情况", "行政许可 | 97"]);
    assert_eq!(imported.draft.report.cells.values().map(ToString::to_string).collect::<Vec<_>>(), ["97"]);
}

#[test]
fn damaged_pdf_files_are_refused_or_read() {
    for bytes in [
        &b"%PDF-1.7\n"[..],
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    ] {
        assert!(read("a stub", bytes).is_err());
    }
    let nested = format!("%PDF-1.7\n1 0 obj {} endobj\ntrailer<</Root 1 0 R>>", "[".repeat(100_000));
    assert!(read("nested", nested.as_bytes()).is_err());
}

/// A PDF of one page with this content, which can draw the form `F`, which can draw itself.
fn pdf(content: &[u8], form: &[u8]) -> Vec<u8> {
    let mut doc = lopdf::Document::with_version("1.7");
    let font =
        doc.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let form_id = doc.new_object_id();
    let resources = dictionary! {
        "Font" => dictionary! { "F1" => font },
        "XObject" => dictionary! { "F" => form_id },
    };
    let dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
        "Resources" => resources.clone(),
    };
    doc.objects.insert(form_id, Stream::new(dict, form.to_vec()).into());
    let content = doc.add_object(Stream::new(dictionary! {}, content.to_vec()));
    let pages = doc.new_object_id();
    let page = doc.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    });
    doc.objects
        .insert(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
    let root = doc.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    doc.trailer.set("Root", root);
    doc.compress();
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_small_pdf_cannot_ask_for_endless_work() {
    let words = b"BT /F1 9 Tf 1 0 0 1 5 5 Tm (1) Tj ET\n";
    assert!(read("plain", &pdf(words, b"")).is_ok());
    let drawings = ImportError::PdfDrawings;
    assert_eq!(read("content", &pdf(&words.repeat(300_000), b"")).unwrap_err(), drawings);
    assert_eq!(
        read("forms", &pdf(b"/F Do\n", &[&words[..], &b"/F Do\n".repeat(50)].concat())).unwrap_err(),
        drawings
    );
    let long = [b"BT /F1 9 Tf (".to_vec(), b"1".repeat(900_000), b") Tj ET\n".to_vec()].concat();
    is_refused("glyphs", &pdf(&long, b""), ImportError::PdfCharacters);
}

/// A PDF of these objects, numbered from 1, the first of which is its root.
fn pdf_of(objects: &[String]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", bytes.len()).unwrap();
        bytes.extend(format!("{} 0 obj{object}endobj\n", at + 1).bytes());
    }
    let start = bytes.len();
    let size = objects.len() + 1;
    bytes.extend(format!("{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").bytes());
    bytes
}

/// A PDF of one page that sets a word in this font, under so many groups of pages.
fn pdf_with(font: &str, groups: usize) -> Vec<u8> {
    let mut objects = vec!["<</Type/Catalog/Pages 4 0 R>>".to_owned(), font.to_owned()];
    objects.push("<</Length 25>>stream\nBT /F1 9 Tf (12345) Tj ET\nendstream ".to_owned());
    for group in 4..4 + groups {
        let parent = if group > 4 { format!("/Parent {} 0 R", group - 1) } else { String::new() };
        objects.push(format!("<</Type/Pages/Count 1/Kids[{} 0 R]{parent}>>", group + 1));
    }
    let resources = "/Contents 3 0 R/Resources<</Font<</F1 2 0 R>>>>";
    objects.push(format!("<</Type/Page/Parent {} 0 R{resources}>>", 3 + groups));
    pdf_of(&objects)
}

/// A PDF whose table is a stream with these entries, packed.
fn pdf_table(entries: &str, content: &[u8]) -> Vec<u8> {
    let mut stream = Stream::new(dictionary! {}, content.to_vec());
    stream.compress().unwrap();
    let length = stream.content.len();
    let filter = if stream.dict.has(b"Filter") { "/Filter/FlateDecode" } else { "" };
    let head = format!("%PDF-1.5\n1 0 obj<</Type/XRef{entries}/Root 2 0 R/Length {length}{filter}>>stream\n");
    [head.as_bytes(), &stream.content, b"\nendstream endobj\nstartxref\n9\n%%EOF"].concat()
}

#[test]
fn what_a_pdf_claims_is_looked_at_before_room_is_made() {
    for (name, entries, content) in [
        ("wide fields", "/W[100000000000000 2 2]/Size 3", &b"abc"[..]),
        ("no fields", "/W[0 0 0]/Index[0 4294967295]/Size 3", b""),
        ("many objects", "/W[0 1 0]/Size 62914560", &vec![5; 60 * 1024 * 1024]),
    ] {
        assert_eq!(read(name, &pdf_table(entries, content)).unwrap_err(), ImportError::PdfOdd, "{name}");
    }
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
    assert!(read("a page", &pdf_with(font, 1)).is_ok());
    is_refused("groups", &pdf_with(font, 20_000), ImportError::PdfOdd);
    let numbers = font.replace(">>", &format!("/X[{}]>>", "1 ".repeat(9_000_000)));
    is_refused("numbers", &pdf_with(&numbers, 1), ImportError::PdfOdd);
    let widths = "0 65535 500 ".repeat(19_000);
    let font = format!(
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H\
         /DescendantFonts[<</Type/Font/Subtype/CIDFontType2/W[{widths}]>>]>>"
    );
    // Its codes cannot be told, so that nothing is in it.
    assert!(matches!(read("widths", &pdf_with(&font, 1)), Ok(_) | Err(ImportError::Empty)));
}

#[test]
fn r18_a_tag_cannot_have_attributes_without_end() {
    let many = |value: &str| (0..900_000).map(|n| format!(" a{n}{value}")).collect::<String>();
    let page = read("a page", format!("<p>年报</p><p{}>一</p>", many("")).as_bytes()).unwrap();
    assert_eq!(page.source, ["年报", "一"]);
    let tags = format!("<p{}>年", (0..100).map(|n| format!(" a{n}")).collect::<String>()).repeat(20_000);
    is_read("many tags", tags.as_bytes());
    let attributes = many("=\"1\"");
    let cell = format!(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan{attributes} w:val=\"2\"/></w:tcPr></w:tc></w:tr></w:tbl>"
    );
    is_read("a cell", &word(&format!("<w:p><w:r><w:t>年报</w:t></w:r></w:p>{cell}")));
}

#[test]
fn every_refusal_is_a_sentence() {
    use ImportError as E;
    let all = [
        E::TooLarge,
        E::TooLong,
        E::PdfCharacters,
        E::PdfDrawings,
        E::Empty,
        E::Shell,
        E::NotText,
        E::OldWord,
        E::NotWord,
        E::Bomb,
        E::OddArchive,
        E::Locked,
        E::Damaged,
        E::PdfOdd,
        E::Overrun,
        E::Draft,
    ];
    insta::assert_snapshot!(all.map(|e| format!("“年报.docx”{e}")).join("\n"));
}

/// Four times the text takes about four times the time.
#[test]
fn work_grows_with_the_text() {
    let report = include_str!("../published/003.txt");
    grows("a report again and again", 30, |copies| {
        let text = report.repeat(copies);
        let start = thread_time();
        import::read(text.as_bytes(), &Hint::default()).unwrap();
        since(start)
    });
}
