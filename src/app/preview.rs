//! 打印预览: which copy is shown and how large, and the ways between a page and the field it came from.

use std::{
    cell::RefCell,
    ops::Range,
    sync::{
        Arc,
        mpsc::{Receiver, TryRecvError},
    },
};

use super::{
    App, Desk, Document, Session, TextMark, View, Wake, Wanted, beside, deadline, errand::Errand,
    exporting::wakes,
};
use crate::{
    draft::{Entry, Opened, Place, paragraphs, sign::SinceSigned},
    export::copy::{self, CopyKind, Watermark, pages_again, pages_before},
    form::{BoxContent, Form, SectionId},
    layout::{Area, LastLayout, Origin, Page, Unwanted},
    store::faces::PrintFaces,
};

/// What is shown of the printed report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// Which copy.
    pub copy: CopyKind,
    /// What is printed pale behind it.
    pub watermark: Watermark,
    /// How large.
    pub zoom: PageZoom,
    /// The part of the report that is lit on its page.
    pub lit: Option<Origin>,
    /// The part that is lit is yet to be brought into view.
    pub sought: bool,
}

/// The size of pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageZoom {
    /// A page is as wide as the window has room.
    #[default]
    Width,
    /// A whole page is seen.
    Page,
    /// Percent of the size on paper, in [`PageZoom::RANGE`].
    Percent(u16),
}

impl PageZoom {
    /// The least and the largest size, in percent.
    pub const RANGE: Range<u16> = 50..400;
    /// The sizes that buttons step through.
    const STEPS: [u16; 11] = [50, 67, 75, 90, 100, 110, 125, 150, 200, 300, 400];

    /// This size, or the nearest there is.
    pub fn percent(percent: f32) -> Self {
        let (least, most) = (f32::from(Self::RANGE.start), f32::from(Self::RANGE.end));
        Self::Percent(percent.round().clamp(least, most) as u16)
    }

    /// The step over this size.
    pub fn larger(percent: f32) -> Self {
        let over = Self::STEPS.into_iter().find(|step| f32::from(*step) > percent + 0.5);
        Self::Percent(over.unwrap_or(Self::RANGE.end))
    }

    /// The step under this size.
    pub fn smaller(percent: f32) -> Self {
        let under = Self::STEPS.into_iter().rev().find(|step| f32::from(*step) < percent - 0.5);
        Self::Percent(under.unwrap_or(Self::RANGE.start))
    }
}

/// What can be done on the page 打印预览.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreviewAct {
    /// Shows this copy.
    Copy(CopyKind),
    /// Prints this behind it.
    Watermark(Watermark),
    /// Shows pages in this size.
    Zoom(PageZoom),
    /// The part that was sought is in view.
    Found,
    /// Goes to the field that a part of the report is written in; with the character that was clicked.
    Open(Origin, usize),
    /// Shows where the character of a section's text is printed.
    ShowText(SectionId, usize),
}

/// The pages of a report with more text than this, in bytes, come from beside the window: it would stand still. A usual
/// report has a tenth of it.
const LONG: usize = 100_000;

/// The pages of a document, kept until it changes or another copy is wanted.
#[derive(Default)]
pub(super) struct KeptPages {
    ready: RefCell<Option<(PagesWish, Arc<[Page]>)>>,
    coming: RefCell<Option<ComingPages>>,
    /// What stays of them when the document changes, and in which faces.
    last: RefCell<(PrintFaces, LastLayout)>,
}

/// A copy and the faces it is set in.
type PagesWish = (copy::CopyOptions, PrintFaces);

/// Pages that are being laid out beside the window.
struct ComingPages {
    wish: PagesWish,
    answer: Receiver<Result<Vec<Page>, Unwanted>>,
    errand: Arc<Errand>,
}

impl Drop for ComingPages {
    /// What nobody waits for any more ends soon.
    fn drop(&mut self) {
        self.errand.take_back();
    }
}

impl KeptPages {
    /// Forgets the pages: the document has changed.
    pub(super) fn clear(&self) {
        self.ready.take();
        self.coming.take();
    }

    fn ready(&self, wish: PagesWish) -> Option<Arc<[Page]>> {
        let ready = self.ready.borrow();
        ready.as_ref().filter(|(of, _)| *of == wish).map(|(_, pages)| pages.clone())
    }

    fn keep(&self, wish: PagesWish, pages: Vec<Page>) -> Arc<[Page]> {
        let pages: Arc<[Page]> = pages.into();
        self.coming.take();
        self.ready.replace(Some((wish, pages.clone())));
        pages
    }

    /// Lays out here, and only what has changed since the last time.
    fn lay_out_here(&self, opened: Opened<'_>, wish: PagesWish) -> Vec<Page> {
        let mut last = self.last.borrow_mut();
        if last.0 != wish.1 {
            *last = (wish.1, LastLayout::default());
        }
        pages_again(opened, wish.0, wish.1.faces(), &mut last.1)
    }

    /// The answer of the thread that lays these pages out, if one does.
    fn answer(&self, wish: PagesWish) -> Option<Result<Vec<Page>, TryRecvError>> {
        let coming = self.coming.borrow();
        let answer = coming.as_ref().filter(|coming| coming.wish == wish)?.answer.try_recv();
        Some(answer.and_then(|pages| pages.map_err(|Unwanted| TryRecvError::Disconnected)))
    }
}

impl Document {
    /// The pages of a copy, as they are printed; nothing yet while those of a long report are laid out.
    fn printed(&self, wish: PagesWish, wake: Option<Wake>) -> Option<Arc<[Page]>> {
        if let Some(pages) = self.pages.ready(wish) {
            return Some(pages);
        }
        let here = || self.pages.keep(wish, self.pages.lay_out_here(self.opened(), wish));
        if !self.is_long() {
            return Some(here());
        }
        match self.pages.answer(wish) {
            Some(Ok(pages)) => Some(self.pages.keep(wish, pages)),
            Some(Err(TryRecvError::Empty)) => None,
            None if self.lay_out(wish, wake) => None,
            // Where there is no thread, or it failed, the window does it.
            None | Some(Err(TryRecvError::Disconnected)) => Some(here()),
        }
    }

    /// Whether laying it out takes longer than a window may stand still.
    fn is_long(&self) -> bool {
        let report = self.report();
        let words =
            report.cells.values().map(|entry| if let Entry::Other(text) = entry { text.len() } else { 0 });
        report.sections.keys().map(|section| report.text(section).len()).chain(words).sum::<usize>() > LONG
    }

    /// Begins to lay out beside the window; whether that could be begun.
    fn lay_out(&self, wish: PagesWish, wake: Option<Wake>) -> bool {
        let (form, draft, errand) = (self.form().clone(), self.draft().clone(), Arc::new(Errand::default()));
        let theirs = errand.clone();
        let work = move || {
            let opened = Opened::bound(&form, &draft);
            pages_before(opened, wish.0, wish.1.faces(), &*theirs)
        };
        let Ok(answer) = beside("pages", wakes(wake), work) else { return false };
        self.pages.coming.replace(Some(ComingPages { wish, answer, errand }));
        true
    }

    /// Whether pages are laid out beside the window.
    pub fn awaits_pages(&self) -> bool {
        self.pages.coming.borrow().is_some()
    }

    /// How a copy is made now: one that is sent up bears the day it was marked, or else today's.
    pub fn copy_options(&self, kind: CopyKind, watermark: Watermark) -> copy::CopyOptions {
        let marked = self.draft().last_signed().filter(|_| self.draft().since_signed() == SinceSigned::Same);
        let day = || marked.map_or_else(|| Some(deadline::today()), |signed| signed.date);
        let date = if kind == CopyKind::SignOff { day() } else { None };
        copy::CopyOptions { kind, date, watermark }
    }

    /// The paragraph of a section in which this character of its text stands.
    fn paragraph_at(&self, section: &str, at: usize) -> usize {
        let before: String = self.report().text(section).chars().take(at).collect();
        // What stands of the paragraph itself before the character is one that is not counted.
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        paragraphs(&before[..line]).count()
    }

    /// Where a character of a paragraph stands in the text of its section, in characters.
    pub(super) fn char_of(&self, section: &str, paragraph: usize, at: usize) -> usize {
        let mut start = 0;
        let lines = self.report().text(section).split('\n').map(|line| {
            let indent = line.chars().take_while(|c| c.is_whitespace()).count();
            let words = line.trim().chars().count();
            let first = start + indent;
            start += line.chars().count() + 1;
            (first, words)
        });
        let found = lines.filter(|(_, words)| *words > 0).nth(paragraph);
        found.map_or(0, |(first, words)| first + at.min(words))
    }
}

impl App {
    /// The pages that 打印预览 shows; nothing yet while those of a long report are laid out.
    pub fn printed(&self) -> Option<Arc<[Page]>> {
        let session = self.session.as_ref()?;
        session.document.printed((session.copy_options(), self.user.faces()), self.wake.clone())
    }
}

impl Session {
    /// How the copy is made that it shows.
    pub(super) fn copy_options(&self) -> copy::CopyOptions {
        self.document.copy_options(self.preview.copy, self.preview.watermark)
    }

    pub(super) fn preview_act(&mut self, act: PreviewAct) {
        match act {
            PreviewAct::Copy(kind) => self.preview.copy = kind,
            PreviewAct::Watermark(watermark) => self.preview.watermark = watermark,
            PreviewAct::Zoom(zoom) => self.preview.zoom = zoom,
            PreviewAct::Found => self.preview.sought = false,
            PreviewAct::Open(origin, at) => self.open_origin(origin, at),
            PreviewAct::ShowText(section, at) => self.caret_in_preview(&section, at),
        }
    }

    /// Goes from the field with the keys to its place on the page.
    pub(super) fn show_in_preview(&mut self, desk: &mut Desk) {
        let document = &self.document;
        let form = document.form();
        match (&self.view, self.section()) {
            (_, Some(section)) if section.table().is_none() => {
                // Only the window knows where the caret is.
                desk.wanted.push(Wanted::CaretInPreview(section.id.clone()));
            }
            (_, Some(section)) => {
                let cell = self.active_cell().and_then(|cell| origin_of(form, cell.id.as_str()));
                let heading = form.sections.iter().position(|s| s.id == section.id).map(Origin::Heading);
                let origin = cell.or(heading);
                self.light(origin);
            }
            _ => self.light(Some(Origin::Title)),
        }
    }

    /// Goes from a character of a text to its paragraph on the page.
    fn caret_in_preview(&mut self, section: &str, at: usize) {
        let document = &self.document;
        let index = document.form().sections.iter().position(|s| s.id == section);
        let count = paragraphs(document.report().text(section)).count();
        let paragraph = document.paragraph_at(section, at).min(count.saturating_sub(1));
        let origin = |i| if count == 0 { Origin::Heading(i) } else { Origin::Paragraph(i, paragraph) };
        self.light(index.map(origin));
    }

    /// Shows the pages with this part of the report lit.
    fn light(&mut self, origin: Option<Origin>) {
        self.show(View::Preview);
        self.preview.lit = origin;
        self.preview.sought = origin.is_some();
    }

    /// Goes to the field that a part of the report is written in.
    fn open_origin(&mut self, origin: Origin, at: usize) {
        let document = &self.document;
        let form = document.form();
        self.preview.lit = Some(origin);
        let view = match origin {
            Origin::Title | Origin::Signature(_) => Some(View::Agency),
            Origin::Review(_) => Some(View::Review),
            Origin::Heading(_) => origin.section(form).map(|s| View::Section(s.id.clone())),
            Origin::Paragraph(_, paragraph) => {
                let Some(section) = origin.section(form).map(|s| s.id.clone()) else { return };
                let at = document.char_of(&section, paragraph, at);
                return self.go_to_text(TextMark { section, chars: at..at }, None);
            }
            Origin::Box(table, _) | Origin::BoxAgain(table, _) => {
                if let Some(id) = origin.cell(form).cloned() {
                    return self.go_to(&Place::Cell(id));
                }
                let section = form.tables.get(table).and_then(|table| form.section_of(table));
                section.map(|s| View::Section(s.id.clone()))
            }
            // The copy of a comparison is not shown here.
            Origin::Compared(_) | Origin::ComparedAgain(_) => None,
            Origin::PageNumber | Origin::PageFoot | Origin::Watermark => None,
        };
        if let Some(view) = view {
            self.show(view);
        }
    }
}

/// The box that shows a cell.
fn origin_of(form: &Form, cell: &str) -> Option<Origin> {
    let shows = |b: &crate::form::TableBox| matches!(&b.content, BoxContent::Cell(id) if id.as_str() == cell);
    let tables = form.tables.iter().enumerate();
    tables.into_iter().find_map(|(t, table)| Some(Origin::Box(t, table.boxes.iter().position(shows)?)))
}

/// A place on a page as a part of the report: what it is, and which of its characters stands there.
pub fn part_at(pages: &[Page], page: usize, x: f32, y: f32) -> Option<(Origin, usize)> {
    let origin = pages.get(page)?.origin_at(x, y)?;
    let before: usize = pages[..page]
        .iter()
        .flat_map(|page| &page.runs)
        .filter(|r| r.origin == origin)
        .map(|r| r.glyphs.len())
        .sum();
    Some((origin, before + pages[page].chars_before(origin, x, y)))
}

/// Where a part of the report stands: its first page and what it covers there.
pub fn place_of(pages: &[Page], origin: Origin) -> Option<(usize, Area)> {
    pages.iter().enumerate().find_map(|(number, page)| Some((number, page.area_of(origin)?)))
}
