//! Rules about the numbers in the texts (`assets/norms/rules.md` “规则一览”).

use crate::{
    check::{
        About,
        Find::InPassage,
        RULE, Rule,
        claims::{Measure, Spoken, findings},
    },
    form::{Level, Role},
};

/// Why the text must say what the tables say.
const BOTH_SAY: &str = "正文与表格说的是同一件事，应当一致；公布的报告里有过不一致的";

/// The rules about numbers in the texts, in the order of the list.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "TX-RECV",
        level: Level::Error,
        title: "收到申请件数与{表}不一致",
        message: "正文写收到申请{n}件，{表}{名}为{a}件。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Cells(Role::Received),
        find: InPassage(|case| findings::differing(case, Measure::Received)),
        ..RULE
    },
    Rule {
        id: "TX-DONE",
        level: Level::Error,
        title: "答复件数与{表}不一致",
        message: "正文写答复（办结）{n}件，{表}{名}为{a}件。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Cells(Role::Handled),
        find: InPassage(|case| findings::differing(case, Measure::Handled)),
        ..RULE
    },
    Rule {
        id: "TX-CIN",
        level: Level::Error,
        title: "{名}与{表}不一致",
        message: "正文写{名}{n}件，{表}为{a}件。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Cells(Role::CarriedIn),
        find: InPassage(|case| findings::differing(case, Measure::CarriedIn)),
        ..RULE
    },
    Rule {
        id: "TX-COUT",
        level: Level::Error,
        title: "{名}与{表}不一致",
        message: "正文写{名}{n}件，{表}为{a}件。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Cells(Role::CarriedOut),
        find: InPassage(|case| findings::differing(case, Measure::CarriedOut)),
        ..RULE
    },
    Rule {
        id: "TX-RESULT",
        level: Level::Error,
        title: "{类}件数与{表}不一致",
        message: "正文写{类}{n}件，{表}为{a}件。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Cells(Role::Handled),
        find: InPassage(|case| findings::differing(case, Measure::Result)),
        ..RULE
    },
    Rule {
        id: "TX-APPL",
        level: Level::Error,
        title: "{类}件数与{表}不一致",
        message: "正文写{类}{n}件，{表}为{a}件。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Cells(Role::Received),
        find: InPassage(|case| findings::differing(case, Measure::Applicants)),
        ..RULE
    },
    Rule {
        id: "TX-REV",
        level: Level::Error,
        title: "{名}件数与{表}不一致",
        message: "正文写{名}{n}件，{表}为{a}件。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Cells(Role::Review),
        find: InPassage(|case| findings::differing(case, Measure::Reviews)),
        ..RULE
    },
    Rule {
        id: "TX-LIT",
        level: Level::Error,
        title: "{名}件数与{表}不一致",
        message: "正文写{名}{n}件，{表}{几}为{a}件。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Each(&[Role::DirectLitigation, Role::LitigationAfterReview]),
        find: InPassage(|case| findings::differing(case, Measure::Suits)),
        ..RULE
    },
    Rule {
        id: "TX-CASES",
        level: Level::Error,
        title: "{简}件数与{表}不一致",
        message: "正文写{类}{n}件，{表}里{几}为{a}件。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Each(&Role::CASES),
        find: InPassage(|case| findings::differing(case, Measure::Cases)),
        ..RULE
    },
    Rule {
        id: "TX-ENDING",
        level: Level::Error,
        title: "{类}件数与{表}不一致",
        message: "正文写{类}{n}件，{表}为{a}件。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Cells(Role::Review),
        find: InPassage(|case| findings::differing(case, Measure::Ending)),
        ..RULE
    },
    Rule {
        id: "TX-ALLKEEP",
        level: Level::Error,
        title: "“均获{维持}”与{表}不一致",
        message: "正文写“均获{维持}”，{表}还有{其余}的件数。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Cells(Role::Review),
        find: InPassage(findings::all_kept),
        ..RULE
    },
    Rule {
        id: "TX-NONE-APP",
        level: Level::Error,
        title: "没有收到申请与{表}不一致",
        message: "正文写没有收到申请，{表}{名}为{a}件。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Cells(Role::Received),
        find: InPassage(|case| findings::refuted(case, Spoken::None, &[Measure::Received])),
        ..RULE
    },
    Rule {
        id: "TX-NONE-REV",
        level: Level::Error,
        title: "没有{简}与{表}不一致",
        message: "正文写没有{名}，{表}不为0。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Each(&Role::CASES),
        find: InPassage(|case| {
            findings::refuted(case, Spoken::None, &[Measure::Reviews, Measure::Suits, Measure::Cases])
        }),
        ..RULE
    },
    Rule {
        id: "TX-NONE",
        level: Level::Warning,
        title: "没有{类}与{表}不一致",
        message: "正文写没有{类}，{表}为{a}件。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Cells(Role::Received),
        find: InPassage(|case| {
            use Measure::{
                Applicants, CarriedIn, CarriedOut, Decisions, Ending, Handled, InForce, Issued, OpenInAll,
                Opened, Repealed, Result,
            };
            let others = [
                CarriedIn, CarriedOut, Handled, Result, Applicants, Ending, Issued, Opened, OpenInAll,
                Repealed, InForce, Decisions,
            ];
            findings::refuted(case, Spoken::None, &others)
        }),
        ..RULE
    },
    Rule {
        id: "TX-ALLRES",
        level: Level::Warning,
        title: "“{原文}”与{表}不一致",
        message: "正文写“{原文}”，{表}还有其他办理结果{a}件。",
        advice: "核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Cells(Role::Handled),
        find: InPassage(|case| findings::refuted(case, Spoken::All, &[Measure::Result])),
        ..RULE
    },
    Rule {
        id: "TX-NORM",
        level: Level::Warning,
        title: "{名}{类}件数与{表}不一致",
        message: "正文写{名}{类}{n}件，{表}为{a}件。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Cells(Role::Issued),
        find: InPassage(|case| findings::differing(case, Measure::Issued)),
        ..RULE
    },
    Rule {
        id: "TX-OPEN",
        level: Level::Warning,
        title: "{类}件数与{表}不一致",
        message: "正文写{类}{n}件，{表}为{a}件。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Cells(Role::Opened),
        find: InPassage(findings::opened),
        ..RULE
    },
    Rule {
        id: "TX-REPEAL",
        level: Level::Warning,
        title: "{名}{类}件数与{表}不一致",
        message: "正文写{名}{类}{n}件，{表}为{a}件。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Cells(Role::Repealed),
        find: InPassage(|case| findings::differing(case, Measure::Repealed)),
        ..RULE
    },
    Rule {
        id: "TX-STOCK",
        level: Level::Warning,
        title: "{名}件数与{表}不一致",
        message: "正文写{名}{n}件，{表}为{a}件。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Cells(Role::InForce),
        find: InPassage(|case| findings::differing(case, Measure::InForce)),
        ..RULE
    },
    Rule {
        id: "TX-DEC",
        level: Level::Warning,
        title: "{类}件数与{表}不一致",
        message: "正文写{类}{n}件，{表}为{a}件。",
        advice: "原文“{原文}”。核对正文和表格哪个对，改成一致。",
        source: BOTH_SAY,
        about: About::Cells(Role::Decisions),
        find: InPassage(|case| findings::differing(case, Measure::Decisions)),
        ..RULE
    },
    Rule {
        id: "TX-FEES",
        level: Level::Warning,
        title: "{类}与{表}不一致",
        message: "正文写“{原文}”，{表}为{a}元。",
        advice: "核对正文和表格哪个对，改成一致；注意单位。",
        source: BOTH_SAY,
        about: About::Cells(Role::Fees),
        find: InPassage(|case| findings::differing(case, Measure::Fees)),
        ..RULE
    },
    Rule {
        id: "TX-EITHER",
        level: Level::Warning,
        title: "{n}与表格都对不上",
        message: "正文写“{原文}”，表格中{各}，都不相符。",
        advice: "核对这个数指的是哪一项，改成一致。",
        source: BOTH_SAY,
        about: About::Cells(Role::Received),
        find: InPassage(findings::fitting_none),
        ..RULE
    },
    Rule {
        id: "TX-MORE",
        level: Level::Warning,
        title: "部分多于{表}的总数",
        message: "正文写“{原文}”，多于{表}“{类}”的{a}件。",
        advice: "核对正文和表格哪个对，改成一致。",
        source: "部分不能多于总数",
        about: About::Cells(Role::Received),
        find: InPassage(findings::exceeding),
        ..RULE
    },
    Rule {
        id: "TX-NEAR",
        level: Level::Info,
        title: "与{类}相差很小",
        message: "正文写“{原文}”，与表格“{类}”的{a}{量}很接近，请核对是不是同一个数。",
        advice: "是同一个数的，改成一致；不是的，不用改。",
        source: "推定：只差一个数字的，多半是写错",
        find: InPassage(findings::nearly),
        ..RULE
    },
    Rule {
        id: "TX-LAST",
        level: Level::Warning,
        title: "上年的件数与上年报告不一致",
        message: "正文写“{原文}”，上年报告“{类}”为{a}件。",
        advice: "照上年报告改正文。",
        source: "正文所说的上年件数应与上年报告一致",
        applies: |form| form.knows(&[Role::Received]),
        find: InPassage(findings::of_last_year),
        ..RULE
    },
    Rule {
        id: "TX-PARTS",
        level: Level::Warning,
        title: "各项相加为{b}，总数写{a}",
        message: "“{原文}”各项相加为{b}。",
        advice: "核对各项和总数；只列了一部分的，不用改。",
        source: "列出的各部分之和不能多于总数；公布的报告里有过不一致的",
        find: InPassage(findings::parts),
        ..RULE
    },
    Rule {
        id: "TX-YOY",
        level: Level::Warning,
        title: "增减与上年数据不符",
        message: "正文写{原文}，按上年数据计算应为{b}。",
        advice: "照上年报告的数重算后改正文。",
        source: "正文的增减应与上年报告的数对得上；公布的报告里有过算错的",
        applies: |form| [Role::Received, Role::Review].iter().any(|role| form.knows(&[*role])),
        find: InPassage(findings::changes),
        ..RULE
    },
    Rule {
        id: "TX-PCT",
        level: Level::Info,
        title: "比例与{表}不符",
        message: "{原文}的比例应为{b}%。",
        advice: "按{表}的件数重算。",
        source: "比例应四舍五入；公布的报告里有过只舍不入的",
        about: About::Cells(Role::Received),
        find: InPassage(findings::shares),
        ..RULE
    },
];
