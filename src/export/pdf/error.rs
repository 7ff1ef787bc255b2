//! Why a report could not be printed, in the officer's words.

use crate::{
    export::missing::{MissingGlyph, Sentence},
    layout::Unwanted,
};

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// Characters that no face has.
    #[error("没有写出PDF：{}", Sentence(.0))]
    MissingGlyphs(Vec<MissingGlyph>),
    /// A face or the file could not be made; only a fault of the program does this.
    #[error("没有写出PDF：程序出错（{0}）。草稿没有改动，可以先导出文本。")]
    Broken(String),
    /// Nobody waits for it any more.
    #[error(transparent)]
    Unwanted(#[from] Unwanted),
}
