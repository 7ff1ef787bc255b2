//! Why a file could not be opened or saved, each in one sentence that names it and says what is safe and what to do.

use std::io;

use super::disk::is_busy;
use crate::draft::file::{FileError, MAX_BYTES, VERSION};

const MEGABYTE: u64 = 1024 * 1024;

/// A draft was not opened. Nothing on the disk was changed.
#[derive(Debug, thiserror::Error)]
#[error("“{name}”{fault}")]
pub struct OpenError {
    /// The file's name without its folders.
    pub name: String,
    /// What is the matter.
    #[source]
    pub fault: OpenFault,
}

/// What hinders opening. The sentences continue the file's name.
#[derive(Debug, thiserror::Error)]
pub enum OpenFault {
    /// There is no file of that name.
    #[error("不存在，没有打开。核对文件是否移走或改名，U盘是否插好")]
    Missing,
    /// The name is that of a folder.
    #[error("是文件夹，不是年报草稿，没有打开。选择其中的草稿文件")]
    Folder,
    /// The name is that of something without content of its own, such as a device.
    #[error("不是文件，没有打开。核对是否选对了文件")]
    Special,
    /// The user may not read it.
    #[error("没有读取权限，没有打开，文件没有改动。由文件的所有者或管理员开放权限后再打开")]
    Denied,
    /// The file is larger than any draft.
    #[error("有{}，超过年报草稿的上限{}，没有打开，文件没有改动。核对是否选对了文件", size(*.bytes), size(MAX_BYTES))]
    TooLarge {
        /// Its size.
        bytes: u64,
    },
    /// Nothing is in it, as after a power cut or a broken copy.
    #[error("是空文件，没有打开，文件没有改动。可改用备份或同一文件夹中较早的草稿")]
    Empty,
    /// It is no UTF-8 text.
    #[error(
        "从第{line}行起读不出：文件已损坏，或不是年报草稿，没有打开，文件没有改动。核对是否选对了文件，是否被其他程序改存过"
    )]
    NotText {
        /// The line, from 1.
        line: usize,
    },
    /// It is a text, but no draft that can be opened.
    #[error(transparent)]
    Draft(#[from] FileError),
    /// It is damaged, and something of it can still be read.
    #[error("{0}，或在窗口中打开它，读出还在的部分")]
    InPart(#[source] Box<OpenFault>),
    /// Its tables follow a form that this program does not have.
    #[error("用的是本程序没有的格式“{form}”，没有打开，文件没有改动。用新版程序打开")]
    UnknownForm {
        /// The id of the form.
        form: String,
    },
    /// The disk failed.
    #[error("读不出来，没有打开，文件没有改动。核对U盘或网络盘是否连接，再打开一次")]
    Disk(#[source] io::Error),
}

impl From<io::Error> for OpenFault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing,
            io::ErrorKind::IsADirectory => Self::Folder,
            io::ErrorKind::PermissionDenied => Self::Denied,
            // No file has such a name.
            io::ErrorKind::InvalidFilename => Self::Missing,
            _ => Self::Disk(error),
        }
    }
}

/// A file was not saved. Whatever stood under its name still stands there whole.
#[derive(Debug, thiserror::Error)]
#[error("“{name}”{fault}")]
pub struct SaveError {
    /// The file's name without its folders.
    pub name: String,
    /// What is the matter.
    #[source]
    pub fault: SaveFault,
}

/// What hinders saving. The sentences continue the file's name.
#[derive(Debug, thiserror::Error)]
pub enum SaveFault {
    /// The disk has no room left.
    #[error("没有保存：磁盘已满，原有内容没有改动。腾出空间，或保存到别的磁盘")]
    Full,
    /// The folder may not be written to.
    #[error("没有保存：所在文件夹不能写入，原有内容没有改动。保存到别的文件夹")]
    Denied,
    /// The file itself is write-protected.
    #[error("没有保存：文件是只读的或不许改写，原有内容没有改动。换一个文件名保存，或由文件的所有者开放写入")]
    ReadOnly,
    /// Somebody else's file: a new one in its place could not be given back to them.
    #[error("没有保存：文件属于别的用户或工作组，保存会改掉它的归属，原有内容没有改动。换一个文件名保存")]
    NotOurs,
    /// The name cannot be a file's.
    #[error("没有保存：文件名太长，或有不能用作文件名的字，原有内容没有改动。换一个短些的文件名")]
    BadName,
    /// Another program holds the file.
    #[error("没有保存：文件正由其他程序使用，原有内容没有改动。关闭那个程序再保存，或换一个文件名")]
    Busy,
    /// The folder is not there, or not any more.
    #[error("没有保存：所在文件夹不存在，可能已移走或U盘已拔出。接好后再保存，或保存到别的文件夹")]
    FolderGone,
    /// The name is that of a folder.
    #[error("没有保存：已有同名文件夹。换一个文件名")]
    Folder,
    /// The name leads to a device, or nowhere because links go in a circle.
    #[error("没有保存：这个文件名不能写入。换一个文件名")]
    Special,
    /// Something has the name, and it was not said that it may be replaced.
    #[error("已存在，没有覆盖。换一个文件名，或确认覆盖")]
    Exists,
    /// A later program wrote what has the name.
    #[error(
        "没有保存：原文件由较新版本的程序保存（草稿版本{found}，本程序为{VERSION}），没有覆盖。换一个文件名保存"
    )]
    Newer {
        /// The version found.
        found: u32,
    },
    /// It could not be opened again.
    #[error(
        "没有保存：内容有{}，超过年报草稿的上限{}，原有内容没有改动。删去误粘贴的文字再保存",
        size(*.bytes), size(MAX_BYTES)
    )]
    TooLarge {
        /// The size it would have.
        bytes: u64,
    },
    /// What was read back is not what was written.
    #[error("没有保存：写入后读回的内容不一致，磁盘可能有故障，原有内容没有改动。保存到别的磁盘")]
    Corrupt,
    /// The new content is there, but the disk did not confirm that it will survive a power cut.
    #[error("已写入，但磁盘没有确认，这时断电会退回原有内容。再保存一次，或保存到别的磁盘")]
    Unconfirmed,
    /// The disk failed.
    #[error("没有保存：写入时磁盘出错，原有内容没有改动。核对U盘或网络盘是否连接，或保存到别的磁盘")]
    Disk(#[source] io::Error),
}

impl From<io::Error> for SaveFault {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Self::Full,
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Self::Denied,
            Kind::NotFound | Kind::NotADirectory => Self::FolderGone,
            Kind::IsADirectory => Self::Folder,
            Kind::AlreadyExists => Self::Exists,
            Kind::InvalidFilename => Self::BadName,
            _ if is_busy(&error) => Self::Busy,
            _ => Self::Disk(error),
        }
    }
}

/// A size in megabytes, rounded up so that what is too large never reads as the limit.
fn size(bytes: u64) -> String {
    format!("{}MB", bytes.div_ceil(MEGABYTE))
}
