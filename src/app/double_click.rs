//! What a double click on a draft opens, on Windows: this program, where she wants it so.

use super::App;
use crate::{apart, store::association};

impl App {
    /// Whether it opens this program.
    pub(super) fn is_double_clicked(&self) -> bool {
        apart::program().is_some_and(association::is_set)
    }

    /// Changes that, and says what it is now.
    pub(super) fn turn_double_click(&mut self) {
        let Some(program) = apart::program() else { return };
        let turned = if association::is_set(program) {
            association::unset().map(|()| "双击草稿不再用年报打开。要打开草稿，先开年报，再选“打开”")
        } else {
            let words = "以后双击草稿（.ron）就用年报打开；再选一次“双击草稿用年报打开”可取消。程序文件移走后要重选一次";
            association::set(program).map(|()| words)
        };
        match turned {
            Ok(words) => self.desk.tell(words.to_owned()),
            Err(refused) => self.desk.fail(refused.to_string()),
        }
    }
}
