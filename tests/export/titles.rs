//! The title: broken at sense, whole whatever the agency is called.

use nianbao::{
    draft::Report,
    form,
    layout::{Faces, Origin, title_lines},
};

use super::laws::{check, laid_out, lines};

#[test]
fn a_name_of_any_length_is_a_title() {
    let form = &form::builtin()[0];
    for length in [1, 20, 21, 60, 119, 400, 4000] {
        let mut report = Report::new(form, 2024);
        report.agency.name = "某市政务服务".chars().cycle().take(length).collect();
        check(form, &report);
    }
}

#[test]
fn titles_break_at_sense() {
    let form = &form::builtin()[0];
    let broken = |name: &str| {
        let mut report = Report::new(form, 2024);
        report.agency.name = name.to_owned();
        let pages = laid_out(form, &report);
        let title = lines(&pages[0]).into_iter().filter(|l| l[0].origin == Origin::Title);
        title.map(|line| line.iter().map(|r| r.text()).collect()).collect::<Vec<String>>()
    };
    assert_eq!(broken("某局"), ["某局2024年政府信息公开工作年度报告"]);
    assert_eq!(broken("淮安市人民政府"), ["淮安市人民政府", "2024年政府信息公开工作年度报告"]);
    assert_eq!(
        broken("杨凌示范区人力资源和社会保障局（医疗保障局）"),
        ["杨凌示范区人力资源和社会保障局", "（医疗保障局）", "2024年政府信息公开工作年度报告"]
    );
    assert_eq!(
        broken("新疆维吾尔自治区乌鲁木齐市住房和城乡建设局"),
        ["新疆维吾尔自治区乌鲁木齐市", "住房和城乡建设局", "2024年政府信息公开工作年度报告"]
    );
    assert_eq!(
        broken("中国（上海）自由贸易试验区临港新片区管理委员会"),
        ["中国（上海）自由贸易试验区", "临港新片区管理委员会", "2024年政府信息公开工作年度报告"]
    );
}

/// Titles with the year first are as common; the agency may be named in the title alone.
#[test]
fn a_title_is_not_cut_inside_the_name_of_the_agency() {
    let form = &form::builtin()[0];
    let office = "上海市人民政府办公厅";
    let bureau = "杨凌示范区人力资源和社会保障局（医疗保障局）";
    for (name, title, lines) in [
        (
            office,
            "2019年上海市人民政府办公厅政府信息公开工作年度报告",
            &["2019年上海市人民政府办公厅", "政府信息公开工作年度报告"][..],
        ),
        (
            "",
            "2019年上海市人民政府办公厅政府信息公开工作年度报告",
            &["2019年上海市人民政府办公厅", "政府信息公开工作年度报告"],
        ),
        (
            "",
            "2019年度上海市人民政府办公厅政府信息公开工作年度报告",
            &["2019年度上海市人民政府办公厅", "政府信息公开工作年度报告"],
        ),
        (
            bureau,
            "2020年杨凌示范区人力资源和社会保障局（医疗保障局）政府信息公开工作年度报告",
            &["2020年杨凌示范区人力资源和社会保障局", "（医疗保障局）政府信息公开工作年度报告"],
        ),
        (
            "淮安市人民政府",
            "淮安市人民政府2024年度政府信息公开工作年度报告",
            &["淮安市人民政府", "2024年度政府信息公开工作年度报告"],
        ),
        (
            "某某县市场监督管理局",
            "某某县市场监督管理局关于2023年政府信息公开工作的年度报告",
            &["某某县市场监督管理局关于", "2023年政府信息公开工作的年度报告"],
        ),
        (
            "某某县市场监督管理局",
            "2024年某某县市场监督管理局本级政府信息公开工作年度报告",
            &["2024年某某县市场监督管理局", "本级政府信息公开工作年度报告"],
        ),
    ] {
        let mut report = Report::new(form, 2024);
        (report.agency.name, report.title) = (name.to_owned(), Some(title.to_owned()));
        assert_eq!(title_lines(&report, Faces::bundled()), lines);
    }
}
