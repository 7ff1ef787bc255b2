//! Why a published report is not read at all, each in one sentence that says what is safe and what to do.

use serde::{Deserialize, Serialize};

use super::pdf::MOST_GLYPHS;
use crate::bounds::archive::Fault;
pub use crate::bounds::{MAX_BYTES, MAX_CHARS, MAX_DEPTH};

/// The most lines and table rows of a source; the longest real report has a fiftieth of these.
pub(super) const MAX_BLOCKS: usize = 200_000;

const MIB: u64 = 1024 * 1024;

/// A source that is not read. The sentences continue the file's name; the file is never changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ImportError {
    /// It is larger than any report.
    #[error("超过{}MB，没有导入，文件没有改动。另存为不带图片的文件，或复制文字存成txt再导入", MAX_BYTES / MIB)]
    TooLarge,
    /// It has more text than any report.
    #[error("文字超过{}万字或{}万行，没有导入，文件没有改动。核对是否选对了文件", MAX_CHARS / 10_000, MAX_BLOCKS / 10_000)]
    TooLong,
    /// A PDF with more characters than any report.
    #[error("文字超过{}万字，没有导入，文件没有改动。核对是否选对了文件", MOST_GLYPHS / 10_000)]
    PdfCharacters,
    /// A PDF with more on its pages than is read of one: drawings, as a rule, or what only seems to be text.
    #[error("页面上的图形过多，没有导入，文件没有改动。在阅读器里全选、复制文字，再粘贴到本程序")]
    PdfDrawings,
    /// Nothing is in it.
    #[error("没有文字，没有导入，文件没有改动。扫描或图片式的文件先识别成文字，再导入")]
    Empty,
    /// A web page that holds none of its text: a script brings it in, or a frame shows another file.
    #[error(
        "只有网页的外壳，正文由脚本载入或在嵌入的框里，没有导入，文件没有改动。用浏览器打开网页，全选、复制，再粘贴到本程序；正文是附件的，下载附件再导入"
    )]
    Shell,
    /// Its bytes are no text of any encoding known here.
    #[error("不是文字，没有导入，文件没有改动。核对是否选对了文件，可导入的有txt、html、docx、pdf和草稿")]
    NotText,
    /// A Word file before 2007, or another file of that container.
    #[error("是旧版Word等格式的文件，没有导入，文件没有改动。用Word或WPS另存为docx再导入")]
    OldWord,
    /// An archive that is no Word file.
    #[error("不是Word文件（docx），没有导入，文件没有改动。核对是否选对了文件")]
    NotWord,
    /// An archive that unpacks to far more than a report needs.
    #[error("解压后过大，不像正常的Word文件，没有导入，文件没有改动。用Word或WPS打开核对后另存一份再导入")]
    Bomb,
    /// An archive with entries that no Word file has: twice the same, outside its folder, too many.
    #[error("内部结构不正常，没有导入，文件没有改动。用Word或WPS打开核对后另存一份再导入")]
    OddArchive,
    /// It is locked with a password.
    #[error("有密码，没有导入，文件没有改动。取消密码后另存一份再导入")]
    Locked,
    /// It is damaged.
    #[error("内容损坏，没有导入，文件没有改动。重新下载或另存一份再导入")]
    Damaged,
    /// A PDF whose tables and trees are none that any program writes.
    #[error("内部结构不正常，没有导入，文件没有改动。在阅读器里打开，全选、复制文字，再粘贴到本程序")]
    PdfOdd,
    /// Reading it took more time or memory than any report needs, and was ended.
    #[error(
        "要的时间或内存远超一份年报，读到一半已停下，没有导入，文件没有改动。核对是否选对了文件；没有选错的，打开它复制文字，再粘贴到本程序"
    )]
    Overrun,
    /// A draft that cannot be opened; opening it says why.
    #[error("是草稿文件，但内容不完整或来自较新的程序，没有导入，文件没有改动。直接打开它可看到原因")]
    Draft,
}

impl From<Fault> for ImportError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Damaged => Self::Damaged,
            Fault::Locked => Self::Locked,
            Fault::Odd => Self::OddArchive,
            Fault::Bomb => Self::Bomb,
        }
    }
}
