//! Why a command was not done: one Chinese sentence each.

use crate::{
    export::ExportError,
    import::ImportError,
    store::{OpenError, SaveError},
};

/// A command that was not done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The word is neither a command nor a draft.
    #[error(
        "没有“{0}”这个命令，可用的命令：check（核对）、export（导出）、import（导入）、roll（由上年起草）、diff（比较）、rules（核对规则）；不写命令、只写草稿文件名则打开窗口"
    )]
    UnknownCommand(String),
    /// The command has no such option.
    #[error("{}没有“{option}”这个选项，可用的选项：{known}", if command.is_empty() { "打开窗口时" } else { command })]
    UnknownOption {
        /// The option.
        option: String,
        /// The command, or nothing for the window.
        command: String,
        /// The options it has.
        known: String,
    },
    /// The file name has no ending of a known format.
    #[error("不能导出为“{name}”，文件名要以这些结尾之一：{known}")]
    UnknownFormat {
        /// The file's name.
        name: String,
        /// The endings.
        known: String,
    },
    /// The sign-off sheet stands before printed pages only.
    #[error("“{0}”不能带送审单，送审稿导出为.pdf或.ofd文件")]
    SignOffWithoutPages(String),
    /// Other files than texts are the same to every Notepad.
    #[error("“{0}”不是文本文件，去掉 --notepad，或导出为.txt文件")]
    NotepadNotText(String),
    /// An option stands without its value.
    #[error("“{0}”后面缺文件名")]
    NoValue(String),
    /// An option has a value that it does not take.
    #[error("“{0}”后面不带内容，去掉等号和后面的内容")]
    ValueTooMany(String),
    /// A command stands without a draft.
    #[error("{0}后面缺草稿的文件名，用法见 nianbao --help")]
    NoDraft(&'static str),
    /// `diff` stands without two drafts.
    #[error("diff后面要两份草稿的文件名，原稿在前，现稿在后，用法见 nianbao --help")]
    NoPair,
    /// There is no file to import.
    #[error("import缺要读入的文件名，用法见 nianbao --help")]
    NoSource,
    /// `--year` stands without a year.
    #[error("“--year”后面缺年份，如2024")]
    NoYear,
    /// `--year` is followed by something else.
    #[error("“{0}”不是年份，写成四位数字，如2024")]
    NotAYear(String),
    /// `roll` is asked for a year that is not after the last.
    #[error("“{name}”是{last}年度的报告，不能由它起草{year}年度的。核对 --year")]
    NotLater {
        /// The file of last year's draft.
        name: String,
        /// Its year.
        last: u16,
        /// The year asked for.
        year: u16,
    },
    /// No form is known for the year.
    #[error("{0}年度没有统一格式，没有建立草稿。核对 --year")]
    NoForm(u16),
    /// No form is known for the year, so that nothing is known to check by.
    #[error("{0}年度还没有年度报告的格式，没有核对规则可列。年度从2008年起")]
    NoRules(u16),
    /// `roll` has no draft to begin from.
    #[error("roll缺上年草稿的文件名，用法见 nianbao --help")]
    NoLast,
    /// The new draft would replace the one it is made of.
    #[error("“{0}”就是上年的草稿，没有建立新草稿。换一个文件名")]
    OntoLast(String),
    /// A published report was not read.
    #[error("“{name}”{error}")]
    Import {
        /// The file's name.
        name: String,
        /// What is the matter.
        #[source]
        error: ImportError,
    },
    /// There is no file to export to.
    #[error("export缺导出的文件名，写在草稿的文件名后面，用法见 nianbao --help")]
    NoTarget,
    /// There are more words than the command takes.
    #[error("多出“{0}”，用法见 nianbao --help")]
    WordTooMany(String),
    /// The command line cannot be read at all.
    #[error("命令读不懂，用法见 nianbao --help")]
    Unreadable(#[source] lexopt::Error),
    /// The draft was not opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Windows opens drafts as before.
    #[cfg(windows)]
    #[error(transparent)]
    Association(#[from] crate::store::association::Refused),
    /// The export was not written.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// The export would replace something.
    #[error("“{0}”已存在，没有覆盖。换一个文件名，或加上 --force 覆盖")]
    Exists(String),
    /// It would replace a draft.
    #[error("“{name}”已存在，是{whose}的草稿，没有覆盖。换一个文件名，或加上 --force 覆盖")]
    DraftExists {
        /// The file's name.
        name: String,
        /// Whose report it is, and of which year.
        whose: String,
    },
    /// The export would replace the draft that it is made of.
    #[error("“{0}”就是草稿本身，没有导出。换一个文件名")]
    OntoDraft(String),
    /// Standard output is gone or full.
    #[error("结果没有写出，核对输出到的文件或磁盘")]
    Output(#[source] std::io::Error),
    /// The report could not be printed.
    #[error("“{name}”没有导出：{error}")]
    Unmade {
        /// The file that was to be written.
        name: String,
        /// What is the matter, and where.
        #[source]
        error: ExportError,
    },
}

impl Failure {
    /// The exit status of every failure.
    pub const STATUS: u8 = 2;
}
