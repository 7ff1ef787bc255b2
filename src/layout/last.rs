//! What of a layout is kept for the next one: who changes a number waits for nothing else to be laid out again.

use super::{flow::PageEnds, paragraphs::Paragraphs, table::Tables};

/// What of the last layout of a report the next one need not do again. It changes how long that takes and never the pages.
/// Holds for one set of faces: who lays out in others begins with none.
#[derive(Default)]
pub struct LastLayout {
    pub(super) paragraphs: Paragraphs,
    pub(super) tables: Tables,
    pub(super) ends: PageEnds,
}
