//! The styles of a Word document by GB/T 9704—2012: the faces by their Chinese names, sizes and line pitch of the
//! page.

use super::{
    fit,
    measure::{half_points, on, root, twips, twips_at_most, val},
    parts::declared,
};
use crate::{export::markup::Element, layout::sheet};

pub(super) const FANG: &str = "仿宋_GB2312";
const KAI: &str = "楷体_GB2312";
pub(super) const HEI: &str = "黑体";
const SONG: &str = "宋体";
const SONG_BOLD: &str = "方正小标宋简体";
/// Digits and Latin letters of the text.
pub(super) const LATIN: &str = "Times New Roman";

/// Each Chinese face with the one to take where it is not installed.
pub(super) const FACES: [(&str, &str); 5] =
    [(FANG, "仿宋"), (KAI, "楷体"), (HEI, "SimHei"), (SONG, "SimSun"), (SONG_BOLD, "华文中宋")];

/// A style by the id that the body refers to it with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Title,
    Heading,
    /// A second-level head that is a paragraph.
    Subheading,
    /// A second-level head at the start of a paragraph.
    RunIn,
    Text,
    Table,
    Footer,
}

impl Style {
    /// What the body calls it.
    pub fn id(self) -> &'static str {
        self.names().0
    }

    /// Its id, and the name Word knows it by.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Title => ("Title", "Title"),
            Self::Heading => ("Heading1", "heading 1"),
            Self::Subheading => ("Heading2", "heading 2"),
            Self::RunIn => ("RunIn", "段首标题"),
            Self::Text => ("BodyText", "Body Text"),
            Self::Table => ("TableText", "表格文字"),
            Self::Footer => ("Footer", "footer"),
        }
    }
}

/// The part with the styles: `word/styles.xml`.
pub(super) fn styles() -> String {
    let run_in = style("character", Style::RunIn).child(&run([faces(KAI, KAI)]));
    declared(&root("w:styles").children([
        defaults(),
        normal(),
        based(Style::Title, title_lines(), [faces(SONG_BOLD, SONG_BOLD), solid(), size(sheet::TITLE_SIZE)]),
        based(Style::Heading, head(0), [faces(HEI, HEI)]),
        based(Style::Subheading, head(1), [faces(KAI, KAI)]),
        based(Style::Text, vec![indent()], []),
        based(Style::Table, table_lines(), [faces(SONG, LATIN), solid()]),
        based(Style::Footer, foot_lines(), [faces(SONG, SONG), solid(), size(sheet::FOLIO_SIZE)]),
        run_in,
    ]))
}

/// The text has its characters a little closer than they are cut, so that 28 fill the line. Word has a grid of
/// characters for that too, but other programs take it for something else and set 21.
fn defaults() -> Element {
    let language = val("w:lang", "en-US").with("w:eastAsia", "zh-CN");
    let closer = val("w:spacing", fit::usual());
    let run = run([faces(FANG, LATIN), closer, size(sheet::BODY_SIZE)]);
    on("w:docDefaults").children([on("w:rPrDefault").child(&run.child(&language)), on("w:pPrDefault")])
}

/// What the other paragraphs are based on. Between digits and characters Word sets a little room, as the page does.
/// Marks may hang over the edge, which is what Word does by itself; LibreOffice
/// reads the switch the wrong way round, and where it lets marks hang it loses some.
fn normal() -> Element {
    let lines = [
        val("w:widowControl", 0),
        val("w:overflowPunct", 1),
        val("w:autoSpaceDE", 1),
        val("w:autoSpaceDN", 1),
        val("w:snapToGrid", 0),
        exact(sheet::LINE_PITCH),
        val("w:jc", "both"),
    ];
    let style = on("w:style").with("w:type", "paragraph").with("w:default", 1);
    style.with("w:styleId", "Normal").children([val("w:name", "Normal"), on("w:pPr").children(lines)])
}

fn style(kind: &str, style: Style) -> Element {
    let (id, name) = style.names();
    on("w:style").with("w:type", kind).with("w:styleId", id).child(&val("w:name", name))
}

fn based<const N: usize>(of: Style, lines: Vec<Element>, characters: [Element; N]) -> Element {
    let style = style("paragraph", of).children([val("w:basedOn", "Normal"), on("w:qFormat")]);
    style.children([on("w:pPr").children(lines), run(characters)])
}

/// The title in the middle, an empty line after it.
fn title_lines() -> Vec<Element> {
    let after = twips_at_most(sheet::LINE_PITCH);
    vec![on("w:keepNext"), exact(sheet::LINE_PITCH).with("w:after", after), val("w:jc", "center")]
}

fn head(level: u8) -> Vec<Element> {
    vec![on("w:keepNext"), indent(), val("w:outlineLvl", level)]
}

fn table_lines() -> Vec<Element> {
    vec![val("w:jc", "center")]
}

fn foot_lines() -> Vec<Element> {
    vec![exact(sheet::FOLIO_SIZE)]
}

/// Type of this size.
pub(super) fn size(points: f32) -> Element {
    val("w:sz", half_points(points))
}

/// Characters as close as they are cut.
fn solid() -> Element {
    val("w:spacing", 0)
}

/// Lines this far apart, whatever is on them.
pub(super) fn exact(points: f32) -> Element {
    on("w:spacing").with("w:line", twips_at_most(points)).with("w:lineRule", "exact")
}

/// The first line two characters in.
fn indent() -> Element {
    on("w:ind").with("w:firstLineChars", 200).with("w:firstLine", twips(sheet::INDENT))
}

fn faces(chinese: &str, latin: &str) -> Element {
    on("w:rFonts")
        .with("w:ascii", latin)
        .with("w:eastAsia", chinese)
        .with("w:hAnsi", latin)
        .with("w:cs", latin)
}

fn run(properties: impl IntoIterator<Item = Element>) -> Element {
    on("w:rPr").children(properties)
}
