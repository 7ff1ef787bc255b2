//! The addresses in the text of a PDF.

use lopdf::Object;
use nianbao::export::copy::CopyOptions;

use super::{drawn::file, tags::Told};
use crate::common::{geometry::PAPER, pages::department};

/// An address leads there and says where: over all of its lines, within the text that it is in.
#[test]
fn addresses_in_the_text_are_links() {
    let mut sample = department();
    let long =
        "http://www.huaian.gov.cn/zwgk/fdzdgknr/zfxxgknb/content/2024/0131/index.html?from=search&to=all";
    let text = format!("见本机关网站{long}，邮箱zwgk@huaian.gov.cn，版本V1.2。");
    sample.report.sections.insert("s0".into(), text.as_str().into());
    let file = file(&sample, CopyOptions::default());
    let (page, drawn) = (file.page_ids()[0], file.pages().remove(0));
    let page = file.0.get_dictionary(page).expect("a page");
    assert_eq!(file.said(page, "Tabs"), "S");
    let told = Told::of(&file);
    let links: Vec<_> = told.said.iter().filter(|(kind, ..)| kind == "Link").collect();
    let said: Vec<&str> = links.iter().map(|(_, text, _)| text.as_str()).collect();
    assert_eq!(said, [long, "zwgk@huaian.gov.cn"]);
    let numbers = file.dictionary(file.dictionary(file.catalogue(), "StructTreeRoot"), "ParentTree");
    let numbers = file.entry(numbers, "Nums").expect("numbers").as_array().expect("a list");
    let places = file.entry(page, "Annots").expect("places").as_array().expect("a list");
    for ((place, uri), (_, text, element)) in
        places.iter().zip([long, "mailto:zwgk@huaian.gov.cn"]).zip(links)
    {
        let id = place.as_reference().expect("an object");
        let place = file.0.get_dictionary(id).expect("a place");
        assert_eq!(file.said(file.dictionary(place, "A"), "URI"), uri);
        assert!(file.said(place, "Contents").ends_with(text));
        assert_eq!(file.number(place, "F"), Some(4), "it is printed, and never hidden");
        let key = file.number(place, "StructParent").expect("a number");
        let at = numbers.iter().step_by(2).position(|n| *n == Object::Integer(key)).expect("its element");
        let owner = file.0.dereference(&numbers[2 * at + 1]).expect("an element").1.as_dict().expect("one");
        assert!(std::ptr::eq(owner, *element));
        let kids = file.entry(element, "K").expect("children").as_array().expect("a list");
        let points_back =
            |kid: &Object| kid.as_dict().is_ok_and(|kid| kid.get(b"Obj").ok() == Some(&id.into()));
        assert!(kids.iter().any(points_back), "{text}");
        let edges = |key| {
            let numbers = file.entry(place, key).map(|edges| edges.as_array().expect("a list")).into_iter();
            numbers.flatten().map(|n| n.as_float().expect("a number")).collect::<Vec<f32>>()
        };
        let (whole, corners) = (edges("Rect"), edges("QuadPoints"));
        let stretches: Vec<[f32; 4]> = match corners.as_slice() {
            [] => vec![[whole[0], whole[1], whole[2], whole[3]]],
            corners => corners.as_chunks::<8>().0.iter().map(|c| [c[0], c[5], c[2], c[1]]).collect(),
        };
        let is_over = |stretch: &[f32; 4], (x, y): (f32, f32)| {
            let y = PAPER.1 - y;
            stretch[0] - 0.1 <= x && x < stretch[2] - 0.1 && stretch[1] < y && y < stretch[3]
        };
        let under = drawn.glyphs.iter().filter(|g| stretches.iter().any(|stretch| is_over(stretch, g.at)));
        assert_eq!(under.map(|g| g.text.as_str()).collect::<String>(), *text);
    }
}
