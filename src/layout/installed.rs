//! Faces installed on the computer: which of them a report wants, and whether their makers let them into a PDF.
//!
//! Officers know `仿宋_GB2312` and 方正小标宋; those cannot travel with the program, but may be used where they are.

use super::{font_file::FontFile, fonts::Face};

pub use super::font_file::names;

/// A face of the computer that may be printed in.
#[derive(Clone, Debug)]
pub struct Installed {
    /// The part it plays.
    pub face: Face,
    /// The font file.
    pub bytes: &'static [u8],
    /// The index of the face in the file, which may hold several.
    pub index: u32,
    /// What the officer knows it as.
    pub name: String,
    /// The name of the face in a PDF: no spaces, nothing but ASCII.
    pub file_name: String,
}

/// The faces that are looked for, and the names they go by, best first.
pub const WANTED: [(Face, &[&str]); 5] = [
    (
        Face::OwnSongBold,
        &[
            "方正小标宋_GBK",
            "方正小标宋简体",
            "方正小标宋",
            "FZXiaoBiaoSong-B05S",
            "FZXiaoBiaoSong-B05",
            "华文中宋",
            "STZhongsong",
        ],
    ),
    (
        Face::OwnFang,
        &[
            "仿宋_GB2312",
            "FangSong_GB2312",
            "仿宋",
            "FangSong",
            "方正仿宋_GBK",
            "方正仿宋简体",
            "华文仿宋",
            "STFangsong",
            "朱雀仿宋",
        ],
    ),
    (
        Face::OwnKai,
        &[
            "楷体_GB2312",
            "KaiTi_GB2312",
            "楷体",
            "KaiTi",
            "方正楷体_GBK",
            "方正楷体简体",
            "华文楷体",
            "STKaiti",
        ],
    ),
    (Face::OwnHei, &["黑体", "SimHei", "方正黑体_GBK", "方正黑体简体", "华文黑体", "STHeiti"]),
    (Face::OwnSong, &["宋体", "SimSun", "方正书宋_GBK", "方正书宋简体", "华文宋体", "STSong"]),
];

/// The part that a face with these names plays, how good it is for it (0 is best), and the name it is wanted by.
pub fn wanted(names: &[String]) -> Option<(Face, usize, &'static str)> {
    let part = |(face, wanted): &(Face, &'static [&'static str])| {
        let goes_by = |name: &&str| names.iter().any(|n| n.trim().eq_ignore_ascii_case(name));
        wanted.iter().position(goes_by).map(|rank| (*face, rank, wanted[rank]))
    };
    WANTED.iter().find_map(part)
}

impl Installed {
    /// The face in this file, if it can be printed in and its licence (OS/2 fsType) lets a part of it into a PDF.
    pub fn new(face: Face, name: &str, bytes: &'static [u8], index: u32) -> Option<Self> {
        let file = FontFile::read(bytes, index)?;
        let width = |c| file.glyph(c).and_then(|glyph| file.advance(glyph));
        let is_chinese = ['一', '年', '政'].into_iter().all(|c| width(c).is_some_and(|w| w > 0.0));
        let file_name = file.post_script_names().into_iter().find(|name| is_plain(name));
        (file.may_travel() && file.has_one_look() && is_chinese).then(|| Self {
            face,
            bytes,
            index,
            name: name.to_owned(),
            file_name: file_name.unwrap_or_else(|| format!("{face:?}")),
        })
    }
}

/// Whether a name can stand in a PDF as it is.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 60
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}
