//! The parts of a Word document: each there and declared, addresses leading where they say.

use super::word_read::{Document, documents};
use crate::common::{pages::department, tables::part, xml::Element};

/// Addresses lead where they say, each target once, in the type of the text around them; what may be read as no address
/// stays words, and the text is what it was.
#[test]
fn addresses_lead_where_they_say() {
    let text =
        "（一）见www.example.gov.cn。网址http://www.example.gov.cn，邮箱xxgk@example.gov.cn，共3.5万件。";
    let broken = "见http://a.gov.cn/%zz和http://a.gov.cn/[1。";
    let mut sample = department();
    sample.report.sections.retain(|_, _| false);
    sample.report.sections.insert("s1".into(), format!("{text}\n{broken}").into());
    let document = Document::of(&sample.form, &sample.report);
    assert!(document.paragraph(broken).all("w:hyperlink").is_empty());
    let relations = document.part("word/_rels/document.xml.rels");
    let links = document.paragraph(text).all("w:hyperlink");
    let target = |link: &Element| {
        let relation =
            relations.children("Relationship").find(|r| r.attribute("Id") == link.attribute("r:id"));
        let relation = relation.expect("a relation");
        assert_eq!(relation.attribute("TargetMode"), "External");
        assert!(relation.attribute("Type").ends_with("/hyperlink"));
        relation.attribute("Target").to_owned()
    };
    let found: Vec<(String, String)> = links.iter().map(|link| (link.text(), target(link))).collect();
    let wanted = [
        ("www.example.gov.cn", "http://www.example.gov.cn"),
        ("http://www.example.gov.cn", "http://www.example.gov.cn"),
        ("xxgk@example.gov.cn", "mailto:xxgk@example.gov.cn"),
    ];
    assert_eq!(found, wanted.map(|(said, target)| (said.to_owned(), target.to_owned())));
    let external = relations.children("Relationship").filter(|r| r.attribute("TargetMode") == "External");
    assert_eq!(external.count(), 2);
    for link in links {
        for run in link.all("w:r") {
            assert!(run.find(&["w:rPr", "w:color"]).is_none() && run.find(&["w:rPr", "w:u"]).is_none());
        }
    }
}

/// Every reference leads to a part that is there and said to be of its kind: Word calls a file broken otherwise.
#[test]
fn every_part_is_there_and_declared() {
    let (_, document) = documents().remove(0);
    let types = document.part("[Content_Types].xml");
    let declared: Vec<&str> = types.children("Override").map(|t| t.attribute("PartName")).collect();
    let relations = document.part("word/_rels/document.xml.rels");
    let mut ids = Vec::new();
    let inside = relations.children("Relationship").filter(|r| r.attribute("TargetMode").is_empty());
    for relation in inside {
        let path = format!("/word/{}", relation.attribute("Target"));
        assert!(declared.contains(&path.as_str()), "{path} is not declared");
        part(&document.word, &path[1..]);
        let (kind, file) = (relation.attribute("Type"), relation.attribute("Target"));
        let kind = kind.rsplit('/').next().unwrap_or_default();
        assert!(file.starts_with(kind), "{file} is a {kind}");
        let said = types.children("Override").find(|t| t.attribute("PartName") == path).expect("declared");
        assert!(said.attribute("ContentType").ends_with(&format!("{kind}+xml")), "{path}");
        ids.push(relation.attribute("Id").to_owned());
    }
    let files =
        ["styles.xml", "settings.xml", "fontTable.xml", "footer1.xml", "footer2.xml", "theme/theme1.xml"];
    for kind in files {
        assert!(relations.children("Relationship").any(|r| r.attribute("Target") == kind), "{kind}");
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "each reference is of one part");
    let properties = document.part("docProps/core.xml");
    assert_eq!(properties.at(&["dc:language"]).text(), "zh-CN");
}
