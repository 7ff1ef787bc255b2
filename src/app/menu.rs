//! The menus of the top bar.

use super::Action;

/// Where an act stands in the top bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// 文件.
    File,
    /// 编辑.
    Edit,
    /// 视图.
    View,
    /// 导出.
    Export,
}

impl Menu {
    /// Every menu.
    pub const ALL: [Self; 4] = [Self::File, Self::Edit, Self::View, Self::Export];

    /// The word on its button.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "文件",
            Self::Edit => "编辑",
            Self::View => "视图",
            Self::Export => "导出…",
        }
    }

    /// What stands in it.
    pub fn actions(self) -> impl Iterator<Item = Action> {
        Action::all().filter(move |action| action.menu() == self)
    }
}
