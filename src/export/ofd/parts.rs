//! The parts of an OFD besides its pages (GB/T 33190—2016 §7): what it is, what it is made of, where its headings are.

use super::{
    Part,
    fonts::Fonts,
    measure::{Rectangle, mm, number},
};
use crate::{
    export::{markup::Element, outline::Bookmark},
    layout::{Page, sheet},
};

/// The names of all elements (§5).
pub(super) const NAMESPACE: &str = "http://www.ofdspec.org/2016";
/// The folder of the document.
pub(super) const FOLDER: &str = "Doc_0";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Numbers by which things are referred to, each given once.
#[derive(Default)]
pub(super) struct Ids(u32);

impl Ids {
    /// A number that nothing has yet.
    pub(super) fn next(&mut self) -> u32 {
        self.0 += 1;
        self.0
    }

    /// So many of them.
    pub(super) fn several(&mut self, count: usize) -> Vec<u32> {
        (0..count).map(|_| self.next()).collect()
    }

    /// The last one given.
    pub(super) fn last(&self) -> u32 {
        self.0
    }
}

/// An element as a file of its own.
pub(super) fn part(path: impl Into<String>, root: &Element) -> Part {
    (path.into(), format!("{DECLARATION}{root}\n").into_bytes())
}

/// What the file says of itself.
pub(super) struct About {
    /// The title of the document.
    pub title: String,
    /// Who wrote it; blank where that is not known.
    pub author: String,
}

/// `OFD.xml`: what a reader opens first. No date, which would come from a clock; the standard asks for none.
pub(super) fn entry(about: &About, id: &str) -> Element {
    let told = [
        ("ofd:DocID", id),
        ("ofd:Title", &about.title),
        ("ofd:Author", &about.author),
        ("ofd:Creator", env!("CARGO_PKG_NAME")),
        ("ofd:CreatorVersion", env!("CARGO_PKG_VERSION")),
    ];
    let told = told.into_iter().filter(|(_, value)| !value.is_empty());
    let info = Element::new("ofd:DocInfo").children(told.map(|(name, value)| Element::new(name).text(value)));
    let root = Element::new("ofd:DocRoot").text(&format!("{FOLDER}/Document.xml"));
    // `OFD-A` would say that someone has looked at all that the norm of archives asks for.
    named("ofd:OFD")
        .with("Version", "1.0")
        .with("DocType", "OFD")
        .child(&Element::new("ofd:DocBody").child(&info).child(&root))
}

/// `Document.xml`: the paper, the pages, the outline.
pub(super) fn document(pages: &[Page], page_ids: &[u32], last: u32, bookmarks: &[Bookmark]) -> Element {
    let area = [
        ("ofd:PhysicalBox", Rectangle { from: (0.0, 0.0), to: (mm(sheet::WIDTH), mm(sheet::HEIGHT)) }),
        (
            "ofd:ContentBox",
            Rectangle { from: (mm(sheet::LEFT), mm(sheet::TOP)), to: (mm(sheet::RIGHT), mm(sheet::BOTTOM)) },
        ),
    ];
    let area = area.map(|(name, rectangle)| Element::new(name).text(&rectangle.written()));
    let common = Element::new("ofd:CommonData")
        .child(&Element::new("ofd:MaxUnitID").text(&last.to_string()))
        .child(&Element::new("ofd:PageArea").children(area))
        .child(&Element::new("ofd:PublicRes").text("PublicRes.xml"));
    let page = |(index, id)| Element::empty("ofd:Page").with("ID", id).with("BaseLoc", page_path(index));
    let pages_part = Element::new("ofd:Pages").lines(page_ids.iter().enumerate().map(page));
    let mut root = named("ofd:Document").child(&common).child(&pages_part);
    if !bookmarks.is_empty() {
        let entries = bookmarks.iter().map(|bookmark| entry_of_outline(bookmark, pages, page_ids));
        root = root.child(&Element::new("ofd:Outlines").lines(entries));
    }
    // As the PDF opens: with its outline and its title.
    let shown = [("ofd:PageMode", "UseOutlines"), ("ofd:TabDisplay", "DocTitle")];
    let shown = shown.map(|(name, value)| Element::new(name).text(value));
    root.child(&Element::new("ofd:VPreferences").children(shown))
}

/// Where the content of a page is, from the folder of the document.
pub(super) fn page_path(index: usize) -> String {
    format!("Pages/Page_{index}/Content.xml")
}

fn entry_of_outline(bookmark: &Bookmark, pages: &[Page], page_ids: &[u32]) -> Element {
    let height = pages.get(bookmark.page).map_or(sheet::HEIGHT, |page| page.height);
    let destination = Element::empty("ofd:Dest")
        .with("Type", "XYZ")
        .with("PageID", page_ids.get(bookmark.page).copied().unwrap_or_default())
        .with("Left", 0)
        .with("Top", number(mm(height - bookmark.y)))
        .with("Zoom", 0);
    let action = Element::new("ofd:Action").with("Event", "CLICK");
    let action = action.child(&Element::new("ofd:Goto").child(&destination));
    Element::new("ofd:OutlineElem")
        .with("Title", &bookmark.title)
        .with("Count", bookmark.children.len())
        .with("Expanded", false)
        .child(&Element::new("ofd:Actions").child(&action))
        .children(bookmark.children.iter().map(|child| entry_of_outline(child, pages, page_ids)))
}

/// `PublicRes.xml`: the fonts.
pub(super) fn resources(fonts: &Fonts, font_ids: &[u32]) -> Element {
    let fonts = fonts.all.iter().zip(font_ids).map(|(font, id)| {
        Element::new("ofd:Font")
            .with("ID", id)
            .with("FontName", &font.name)
            .with("FamilyName", &font.name)
            .child(&Element::new("ofd:FontFile").text(&font_file(*id)))
    });
    named("ofd:Res").with("BaseLoc", "Res").child(&Element::new("ofd:Fonts").lines(fonts))
}

/// The name of the file of a font.
pub(super) fn font_file(id: u32) -> String {
    format!("Font_{id}.ttf")
}

fn named(root: &'static str) -> Element {
    Element::new(root).with("xmlns:ofd", NAMESPACE)
}
