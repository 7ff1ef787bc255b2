//! The theme part: black on white, and the faces that the styles name. Word writes one into every document, and some
//! programs that read them ask for it. What it offers in colours and effects is Office's own and used nowhere here.

use super::{parts::declared, styles};
use crate::export::markup::Element;

/// The language of drawings.
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

/// The colours of a theme by the names that Word has for them.
const COLOURS: [(&str, &str); 12] = [
    ("a:dk1", "000000"),
    ("a:lt1", "FFFFFF"),
    ("a:dk2", "000000"),
    ("a:lt2", "FFFFFF"),
    ("a:accent1", "4472C4"),
    ("a:accent2", "ED7D31"),
    ("a:accent3", "A5A5A5"),
    ("a:accent4", "FFC000"),
    ("a:accent5", "5B9BD5"),
    ("a:accent6", "70AD47"),
    ("a:hlink", "000000"),
    ("a:folHlink", "000000"),
];

/// The part: `word/theme/theme1.xml`.
pub(super) fn theme() -> String {
    let elements = on("a:themeElements").children([colours(), fonts(), formats()]);
    declared(&on("a:theme").with("xmlns:a", DRAWING).with("name", "Office").child(&elements))
}

fn on(name: &'static str) -> Element {
    Element::empty(name)
}

fn colours() -> Element {
    let colour = |(name, value)| on(name).child(&on("a:srgbClr").with("val", value));
    on("a:clrScheme").with("name", "Office").children(COLOURS.map(colour))
}

fn fonts() -> Element {
    let set = |name, chinese: &str| {
        let face = |kind, face: &str| on(kind).with("typeface", face);
        on(name).children([face("a:latin", styles::LATIN), face("a:ea", chinese), face("a:cs", "")])
    };
    let sets = [set("a:majorFont", styles::HEI), set("a:minorFont", styles::FANG)];
    on("a:fontScheme").with("name", "Office").children(sets)
}

/// Three of each kind, as the standard asks (ECMA-376-1 §20.1.4.1.14), all plain.
fn formats() -> Element {
    let fill = || on("a:solidFill").child(&on("a:schemeClr").with("val", "phClr"));
    let line = || on("a:ln").with("w", 6350).child(&fill());
    let effect = || on("a:effectStyle").child(&on("a:effectLst"));
    let three = |list, one: &dyn Fn() -> Element| on(list).children([one(), one(), one()]);
    on("a:fmtScheme").with("name", "Office").children([
        three("a:fillStyleLst", &fill),
        three("a:lnStyleLst", &line),
        three("a:effectStyleLst", &effect),
        three("a:bgFillStyleLst", &fill),
    ])
}
