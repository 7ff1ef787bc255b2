//! A copy of the report ready to be printed: the pages, the 送审单 before them, and what a screen reader is told.
//! Preview and PDF take the same, so they cannot differ.

use std::convert::Infallible;

use super::sign_off;
use crate::{
    draft::{Opened, sign::Date},
    layout::{
        self, Element, Fonts, LastLayout, Onlooker, Page, Patient, Purpose, SENT_UP, review::Review,
        structure,
    },
};

/// What copy of the report is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CopyOptions {
    /// What the copy is for.
    pub kind: CopyKind,
    /// The day it is sent up; left blank to be written by hand where it is not given. A published copy bears none.
    pub date: Option<Date>,
    /// What is printed pale behind the text.
    pub watermark: Watermark,
}

/// The copies of a report that leave the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CopyKind {
    /// 公布稿: the report and nothing else.
    #[default]
    Publication,
    /// 送审稿: the 送审单 first, a fingerprint at the foot, signature and place for the seal last.
    SignOff,
}

impl CopyKind {
    /// Both, as they are listed.
    pub const ALL: [Self; 2] = [Self::Publication, Self::SignOff];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Publication => "公布稿",
            Self::SignOff => "送审稿",
        }
    }
}

/// What is printed pale behind the text of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Watermark {
    /// No watermark.
    #[default]
    None,
    /// The word 送审稿.
    SentUp,
}

/// Pages with what they are to a reader who cannot see them.
#[derive(Clone, Debug)]
pub struct Printed {
    /// The pages in order. The 送审单, if there is one, comes first, with its 附页, and has no number.
    pub pages: Vec<Page>,
    /// The texts of the pages as headings, paragraphs and tables.
    pub structure: Vec<Element>,
}

/// Lays the copy out.
pub fn printed(opened: Opened<'_>, options: CopyOptions, fonts: &impl Fonts) -> Printed {
    let Ok(printed) = printed_before::<Infallible>(opened, options, fonts, &Patient);
    printed
}

/// [`printed`] for somebody who may stop waiting.
///
/// # Errors
/// Nobody waits any more.
pub fn printed_before<E>(
    opened: Opened<'_>,
    options: CopyOptions,
    fonts: &impl Fonts,
    onlooker: &(impl Onlooker<E> + ?Sized),
) -> Result<Printed, E> {
    let (reviews, pages) = laid_out(opened, options, fonts, onlooker, &mut LastLayout::default())?;
    let reviews = reviews.iter().flat_map(Review::structure);
    Ok(Printed { pages, structure: reviews.chain(structure(opened.sheet())).collect() })
}

/// The pages of a copy that may have been laid out before, in less time; to be looked at.
pub fn pages_again(
    opened: Opened<'_>,
    options: CopyOptions,
    fonts: &impl Fonts,
    last: &mut LastLayout,
) -> Vec<Page> {
    let Ok((_, pages)) = laid_out::<Infallible>(opened, options, fonts, &Patient, last);
    pages
}

/// The pages of a copy, to be looked at by somebody who may stop waiting.
///
/// # Errors
/// Nobody waits any more.
pub fn pages_before<E>(
    opened: Opened<'_>,
    options: CopyOptions,
    fonts: &impl Fonts,
    onlooker: &(impl Onlooker<E> + ?Sized),
) -> Result<Vec<Page>, E> {
    Ok(laid_out(opened, options, fonts, onlooker, &mut LastLayout::default())?.1)
}

/// The texts of the 送审单 where the copy has one, and all pages.
fn laid_out<E>(
    opened: Opened<'_>,
    options: CopyOptions,
    fonts: &impl Fonts,
    onlooker: &(impl Onlooker<E> + ?Sized),
    last: &mut LastLayout,
) -> Result<(Vec<Review>, Vec<Page>), E> {
    let (sheet, watermark) = (opened.sheet(), watermark(options.watermark));
    let date = options.date;
    if options.kind == CopyKind::Publication {
        let options = layout::Options { purpose: Purpose::Publication, watermark };
        return Ok((Vec::new(), layout::pages_again(sheet, &options, fonts, onlooker, last)?));
    }
    let purpose = Purpose::SignOff { date, foot: sign_off::foot(opened.draft()) };
    let set = layout::Options { purpose, watermark };
    let pages = layout::pages_again(sheet, &set, fonts, onlooker, last)?;
    let sheets = sign_off::sheets_before(opened, date, pages.len(), fonts, onlooker)?;
    let (reviews, sheets): (Vec<_>, Vec<_>) = sheets.into_iter().unzip();
    Ok((reviews, sheets.into_iter().chain(pages).collect()))
}

fn watermark(watermark: Watermark) -> Option<String> {
    match watermark {
        Watermark::None => None,
        Watermark::SentUp => Some(SENT_UP.to_owned()),
    }
}
