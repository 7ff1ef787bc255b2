//! Lengths as Word writes them, and the elements of its language that have one value.

use crate::export::markup::Element;

/// The language of the parts of a document.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The language of references from one part to another.
pub(super) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The root of a part.
pub(super) fn root(name: &'static str) -> Element {
    Element::empty(name).with("xmlns:w", WORD).with("xmlns:r", RELATIONS)
}

/// An element that is there or not.
pub(super) fn on(name: &'static str) -> Element {
    Element::empty(name)
}

/// An element with one value.
pub(super) fn val(name: &'static str, value: impl std::fmt::Display) -> Element {
    Element::empty(name).with("w:val", value)
}

/// Points in twentieths, the nearest.
pub(super) fn twips(points: f32) -> i32 {
    (points * 20.0).round() as i32
}

/// Points in twentieths, at most: so that what fills the page just so does not run over.
pub(super) fn twips_at_most(points: f32) -> i32 {
    (points * 20.0).floor() as i32
}

/// Points in halves, as type sizes are counted.
pub(super) fn half_points(points: f32) -> i32 {
    (points * 2.0).round() as i32
}
