//! What stands on the pages of PDF files that other programs wrote.

use nianbao::import::{self, Hint, Imported};

use crate::common::typeset::{Line, line, pdf};

fn read(pages: &[Vec<Line>]) -> Imported {
    import::read(&pdf(pages), &Hint::default()).unwrap()
}

#[test]
fn pages_behind_the_last_that_is_read_are_named() {
    let title = line(90.0, 700.0, 22.0, "某市某局2024年政府信息公开工作年度报告");
    let mut pages = vec![vec![title, line(90.0, 600.0, 16.0, "一、总体情况")]];
    pages.resize(302, vec![line(90.0, 600.0, 16.0, "全年平稳。")]);
    let imported = read(&pages);
    let said: Vec<&str> = imported.doubts.iter().map(|d| d.found.as_str()).collect();
    assert_eq!(said, ["第301页至第302页"]);
    pages.truncate(300);
    assert_eq!(read(&pages).doubts, []);
}
