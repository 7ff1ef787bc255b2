//! The list of acts: words, menu, keys, when and what.

use super::{
    Action, App, FileWish, Key, Menu, Next, Question, Session, Shortcut, Tool, View,
    shortcut::{ctrl, ctrl_shift, ctrl_with, function},
    when::{
        always, can_count_ledger, can_mark_signed, can_redo, can_tie, can_tie_section, can_undo, can_untie,
        has_comparison, has_document, has_doubts, has_findings, has_leftovers, has_opening, has_proof,
        has_proposals, in_field, in_table, in_text, is_signed,
    },
};
use crate::{
    collate::Purpose,
    export::{Format, copy::CopyKind},
    store::settings::Zoom,
};

/// What there is to know about an act.
pub(super) struct Act {
    pub(super) action: Action,
    /// The words on its button; `…` where it asks for more.
    pub(super) label: &'static str,
    pub(super) menu: Menu,
    /// The keys that do it; the first is the one shown.
    pub(super) keys: &'static [Shortcut],
    /// Whether it can be done now.
    pub(super) when: fn(&App) -> bool,
    pub(super) run: fn(&mut App),
}

impl Act {
    /// One that has no keys and can always be done.
    const fn new(action: Action, menu: Menu, label: &'static str, run: fn(&mut App)) -> Self {
        Self { action, label, menu, keys: &[], when: always, run }
    }

    const fn keys(self, keys: &'static [Shortcut]) -> Self {
        Self { keys, ..self }
    }

    const fn when(self, when: fn(&App) -> bool) -> Self {
        Self { when, ..self }
    }
}

/// Every act, as [`Action`] names them.
pub(super) const ACTS: &[Act] = &[
    Act::new(Action::New, Menu::File, "新建…", |app| app.leave_for(Next::Do(Action::New))).keys(&[ctrl('N')]),
    Act::new(Action::BeginFrom, Menu::File, "由上年报告起草…", |app| app.desk.wish(FileWish::Last)),
    Act::new(Action::BeginNext, Menu::File, "起草下一年度的报告", App::ask_to_begin_next)
        .keys(&[ctrl_shift('N')])
        .when(has_document),
    Act::new(Action::Open, Menu::File, "打开…", |app| app.desk.wish(FileWish::Open)).keys(&[ctrl('O')]),
    Act::new(Action::Save, Menu::File, "保存", App::save).keys(&[ctrl('S')]).when(has_document),
    Act::new(Action::SaveAs, Menu::File, "另存为…", |app| app.desk.wish(FileWish::Save))
        .keys(&[ctrl_shift('S')])
        .when(has_document),
    Act::new(Action::Versions, Menu::File, "以前的版本", App::show_versions).when(has_document),
    Act::new(Action::BringBack, Menu::File, "带回Word修改…", |app| {
        app.desk.wish(FileWish::Copy(Purpose::Returned));
    })
    .when(has_document),
    Act::new(Action::ExportPdf, Menu::Export, "导出PDF…", |app| {
        app.desk.wish(FileWish::Export(Format::Pdf, CopyKind::Publication));
    })
    .keys(&[ctrl('E')])
    .when(has_document),
    Act::new(Action::ExportOfd, Menu::Export, "导出OFD…", |app| {
        app.desk.wish(FileWish::Export(Format::Ofd, CopyKind::Publication));
    })
    .when(has_document),
    Act::new(Action::ExportSignOff, Menu::Export, "导出送审稿…", |app| {
        app.desk.question = Some(Question::SignOff);
    })
    .keys(&[ctrl_shift('E')])
    .when(has_document),
    Act::new(Action::ToLeader, Menu::Export, "拷给领导…", |app| {
        app.desk.question = Some(Question::ToLeader);
    })
    .when(has_document),
    Act::new(Action::MarkSigned, Menu::Export, "标记为已签发…", |app| {
        app.desk.question = Some(Question::MarkSigned);
    })
    .when(can_mark_signed),
    Act::new(Action::AfterSigning, Menu::Export, "公布、报送、存档", |app| {
        app.in_session(|session, _| session.show(View::After));
    })
    .when(is_signed),
    Act::new(Action::CheckPublished, Menu::Export, "公布后核对", |app| {
        app.in_session(|session, _| session.show(View::Collate(Purpose::Published)));
    })
    .when(has_document),
    Act::new(Action::Print, Menu::File, "打印…", App::ask_to_print).keys(&[ctrl('P')]).when(has_document),
    Act::new(Action::ExportText, Menu::Export, "导出文本…", |app| {
        app.desk.wish(FileWish::Export(Format::Text, CopyKind::Publication));
    })
    .when(has_document),
    Act::new(Action::ExportNotepad, Menu::Export, "导出文本（旧版记事本）…", |app| {
        app.desk.wish(FileWish::Export(Format::Notepad, CopyKind::Publication));
    })
    .when(has_document),
    Act::new(Action::ExportHtml, Menu::Export, "导出网页…", |app| {
        app.desk.wish(FileWish::Export(Format::Html, CopyKind::Publication));
    })
    .when(has_document),
    Act::new(Action::ExportDocx, Menu::Export, "导出Word…", |app| {
        app.desk.wish(FileWish::Export(Format::Docx, CopyKind::Publication));
    })
    .when(has_document),
    Act::new(Action::SystemFaces, Menu::Export, "打印用系统字体", |app| {
        app.user.turn_faces(&mut app.desk);
    }),
    Act::new(Action::CopyReport, Menu::Edit, "复制整份报告", |app| {
        app.in_session(|session, desk| session.copy_report(desk));
    })
    .when(has_document),
    Act::new(Action::CopyTable, Menu::Edit, "复制本表", |app| {
        app.in_session(|session, desk| session.copy_table(desk));
    })
    .when(in_table),
    Act::new(Action::Undo, Menu::Edit, "撤销", |app| app.in_session(|session, _| session.undo()))
        .keys(&[ctrl('Z')])
        .when(can_undo),
    Act::new(Action::Redo, Menu::Edit, "重做", |app| app.in_session(|session, _| session.redo()))
        .keys(&[ctrl('Y'), ctrl_shift('Z')])
        .when(can_redo),
    Act::new(Action::Find, Menu::Edit, "查找和替换", |app| app.desk.tool = Some(Tool::Find))
        .keys(&[ctrl('F')])
        .when(has_document),
    Act::new(Action::Replace, Menu::Edit, "替换", |app| app.desk.tool = Some(Tool::Replace))
        .keys(&[ctrl('H')])
        .when(has_document),
    Act::new(Action::InsertNumber, Menu::Edit, "插入表中数字", |app| {
        app.desk.tool = Some(Tool::Numbers);
    })
    .keys(&[ctrl('I')])
    .when(in_text),
    Act::new(Action::TieNumber, Menu::Edit, "关联这个数", |app| app.in_session(Session::tie))
        .keys(&[ctrl('L')])
        .when(can_tie),
    Act::new(Action::TieSection, Menu::Edit, "关联本部分的数", |app| {
        app.in_session(Session::tie_section);
    })
    .keys(&[ctrl_shift('L')])
    .when(can_tie_section),
    Act::new(Action::UntieNumber, Menu::Edit, "取消关联", |app| app.in_session(Session::untie))
        .when(can_untie),
    Act::new(Action::Remark, Menu::Edit, "写备注", |app| {
        app.in_session(|session, _| session.begin_remark());
    })
    .keys(&[function(2).shifted()])
    .when(in_table),
    Act::new(Action::ToCheck, Menu::Edit, "标为待核，或取消", |app| {
        app.in_session(Session::toggle_to_check);
    })
    .when(in_table),
    Act::new(Action::Phrases, Menu::Edit, "常用句", |app| app.desk.tool = Some(Tool::Phrases))
        .keys(&[ctrl('J')])
        .when(in_text),
    Act::new(Action::WriteOpening, Menu::Edit, "写开头一段", |app| {
        app.in_session(Session::write_opening);
    })
    .when(has_opening),
    Act::new(Action::ConfirmSentence, Menu::Edit, "确认这句", |app| {
        app.in_session(Session::confirm_sentence);
    })
    .keys(&[function(4)])
    .when(has_leftovers),
    Act::new(Action::ConfirmSection, Menu::Edit, "确认本部分", |app| {
        app.in_session(Session::confirm_section);
    })
    .keys(&[function(4).shifted()])
    .when(has_leftovers),
    Act::new(Action::AcceptAll, Menu::Edit, "接受全部建议", |app| app.in_session(Session::accept_all))
        .when(has_proposals),
    Act::new(Action::AcceptDoubts, Menu::Edit, "全部确认存疑", |app| {
        app.in_session(Session::accept_all_doubts);
    })
    .when(has_doubts),
    Act::new(Action::Ledger, Menu::Edit, "按台账填表", |app| {
        app.in_session(|session, _| session.show_ledger());
    })
    .when(can_count_ledger),
    Act::new(Action::LedgerTemplate, Menu::Edit, "存一份台账样表…", |app| {
        app.desk.wish(FileWish::LedgerTemplate);
    })
    .when(can_count_ledger),
    Act::new(Action::Proof, Menu::View, "核对读入的内容", |app| {
        app.in_session(|session, _| session.show(View::Proof));
    })
    .when(has_proof),
    Act::new(Action::Review, Menu::View, "送审前核对", |app| {
        app.in_session(|session, _| session.show(View::Review));
    })
    .keys(&[function(7)])
    .when(has_document),
    Act::new(Action::Rules, Menu::View, "规则一览", |app| {
        app.in_session(|session, _| session.show(View::Rules));
    })
    .when(has_document),
    Act::new(Action::CompareLast, Menu::View, "与上年比较", |app| {
        app.in_session(|session, _| session.compare_with_last());
    })
    .when(has_document),
    Act::new(Action::CompareWith, Menu::View, "与另一份草稿比较…", |app| {
        app.desk.wish(FileWish::Compare);
    })
    .when(has_document),
    Act::new(Action::PrintComparison, Menu::Export, "导出左右对照稿…", |app| {
        app.desk.wish(FileWish::PrintComparison);
    })
    .when(has_comparison),
    Act::new(Action::Preview, Menu::View, "打印预览", |app| {
        app.in_session(|session, _| session.show(View::Preview));
    })
    .keys(&[function(6)])
    .when(has_document),
    Act::new(Action::ShowInPreview, Menu::View, "在预览中查看", |app| {
        app.in_session(Session::show_in_preview);
    })
    .keys(&[function(6).shifted()])
    .when(in_field),
    Act::new(Action::NextFinding, Menu::View, "下一处", |app| {
        app.in_session(|session, _| session.step_finding(1));
    })
    .keys(&[function(8)])
    .when(has_findings),
    Act::new(Action::PreviousFinding, Menu::View, "上一处", |app| {
        app.in_session(|session, _| session.step_finding(-1));
    })
    .keys(&[function(8).shifted()])
    .when(has_findings),
    Act::new(Action::FillBlanks, Menu::Edit, "空白填0", |app| app.in_session(Session::fill_blanks))
        .keys(&[ctrl('B')])
        .when(in_table),
    Act::new(Action::NextPage, Menu::View, "下一部分", |app| {
        app.in_session(|session, _| session.step_page(1));
    })
    .keys(&[ctrl_with(Key::PageDown)])
    .when(has_document),
    Act::new(Action::PreviousPage, Menu::View, "上一部分", |app| {
        app.in_session(|session, _| session.step_page(-1));
    })
    .keys(&[ctrl_with(Key::PageUp)])
    .when(has_document),
    Act::new(Action::ZoomIn, Menu::View, "放大", |app| app.user.zoom(Zoom::larger))
        .keys(&[ctrl_with(Key::Plus), ctrl_with(Key::Equals)]),
    Act::new(Action::ZoomOut, Menu::View, "缩小", |app| app.user.zoom(Zoom::smaller))
        .keys(&[ctrl_with(Key::Minus)]),
    Act::new(Action::ZoomReset, Menu::View, "原大", |app| app.user.zoom(|_| Zoom::default()))
        .keys(&[ctrl_with(Key::Digit(0))]),
    Act::new(Action::Contrast, Menu::View, "高对比度", |app| app.user.turn_contrast()),
    Act::new(Action::Palette, Menu::View, "所有命令…", |app| app.desk.tool = Some(Tool::Palette))
        .keys(&[ctrl_shift('P')]),
    #[cfg(windows)]
    Act::new(Action::DoubleClick, Menu::File, "双击草稿用年报打开", App::turn_double_click),
    Act::new(Action::Help, Menu::Help, "查看帮助", App::turn_help).keys(&[function(1)]),
    Act::new(Action::Close, Menu::File, "关闭", |app| app.leave_for(Next::Do(Action::Close)))
        .keys(&[ctrl('W')])
        .when(has_document),
    Act::new(Action::Quit, Menu::File, "退出", |app| app.leave_for(Next::Quit)).keys(&[ctrl('Q')]),
];

// An act is found by its place in the list.
const _: () = {
    let mut at = 0;
    while at < ACTS.len() {
        assert!(ACTS[at].action as usize == at, "the names and the list must have the same order");
        at += 1;
    }
    assert!(ACTS.len() == Action::Quit as usize + 1, "the last name has the last entry");
};
