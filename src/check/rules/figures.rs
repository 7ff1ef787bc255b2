//! Rules about the tables (`assets/norms/rules.md` “规则一览”).

use crate::{
    check::{
        About,
        Find::{Each, One},
        Fix, RULE, Rule, Shown, cells, conditions, fees, years,
    },
    form::{CellKind, Level, Role},
};

/// The rules about the tables, in the order of the list.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "NUM-INT",
        level: Level::Error,
        title: "应填整数（0、1、2…）",
        message: "{位置}应填写不小于0的整数，现为“{值}”。",
        advice: "改为整数；没有发生的填“0”。",
        source: "推定：表格的单位是件，件数是不小于0的整数",
        applies: |form| form.cells().iter().any(|cell| cell.kind == CellKind::Count),
        find: Each(cells::not_counts),
        ..RULE
    },
    Rule {
        id: "NUM-SIGNED",
        level: Level::Error,
        title: "不是整数",
        message: "{位置}应填写整数，减少的前面加“-”，现为“{值}”。",
        advice: "改为整数；没有增减的填“0”。",
        source: "国办公开办函〔2019〕60号的表格，填增减的一列",
        applies: |form| form.cells().iter().any(|cell| cell.kind == CellKind::Signed),
        find: Each(cells::not_signed),
        ..RULE
    },
    Rule {
        id: "NUM-LONG",
        level: Level::Error,
        title: "数字过长",
        message: "{位置}的数字有{n}位，超过{上限}位，不能计算。",
        advice: "核对是否多按了数字；原样保留，没有删改。",
        source: "程序能精确计算的范围",
        applies: |form| !form.cells().is_empty(),
        find: Each(cells::too_long),
        ..RULE
    },
    Rule {
        id: "NUM-FEE",
        level: Level::Error,
        title: "应填不小于0的数",
        message: "{行}金额应为不小于0的数，单位是{单位}，现为“{值}”。",
        advice: "只填数字，最多{小数}位小数；没有发生的填“0”。",
        source: "推定：金额是不小于0的数；以万元计，六位小数即精确到分",
        applies: |form| form.cells().iter().any(|cell| matches!(cell.kind, CellKind::Amount { .. })),
        find: Each(cells::not_amounts),
        ..RULE
    },
    Rule {
        id: "NUM-BLANK",
        level: Level::Warning,
        title: "{表名}有空格",
        message: "{表名}有{n}个空格，没有发生的应填“0”。",
        advice: "逐格核对后填“0”。",
        source: "推定：没有发生的数是0；公布的报告里常见空格",
        applies: |form| !form.cells().is_empty(),
        fix: Fix::Right,
        shown: Shown::Listed,
        find: Each(cells::blanks),
        ..RULE
    },
    Rule {
        id: "T3-OTHER",
        level: Level::Info,
        title: "“{名}”偏多",
        message: "“{行}”占办理总数两成以上，请核对是否可归入前面的情形。",
        advice: "能归入前面各行的，改填到前面。",
        source: "推定：“其他”只计前面各行都不合的",
        about: About::Row { row: Role::OtherResult, of: Role::OtherResult },
        applies: |form| form.knows(&[Role::Handled]),
        find: One(conditions::many_other_results),
        ..RULE
    },
    Rule {
        id: "T4-CODEF",
        level: Level::Info,
        title: "共同被告的案件",
        message: "{简}机关作共同被告的案件只由原行为机关计数，请确认没有计入本机关仅作为{简}机关的案件。",
        advice: "只作为{简}机关的案件从“{类}”中减去。",
        source: "国办公开办函〔2016〕201号",
        about: About::Row { row: Role::LitigationAfterReview, of: Role::Review },
        // Which cases an agency counts does not change from year to year.
        lasting: true,
        find: One(conditions::co_defendant),
        ..RULE
    },
    Rule {
        id: "T4-AFT",
        level: Level::Info,
        title: "“{类}”多于已审结的{简}",
        message: "{类}{a}件，多于本年及上年已审结的{简}件数，请核对。",
        advice: "核对“{类}”和{名}各项。",
        source: "推定：先复议再起诉的案件，复议已经审结",
        about: About::Row { row: Role::LitigationAfterReview, of: Role::Review },
        applies: |form| form.knows(&[Role::Review, Role::ReviewPending]),
        find: One(conditions::more_suits_than_reviews),
        ..RULE
    },
    Rule {
        id: "T4-DIRECT",
        level: Level::Info,
        title: "直接起诉的案件",
        message: "{类}{a}件，本年和上年办理结果中没有可以直接起诉的情形（{先复议}），请核对。",
        advice: "核对这些案件起诉前有没有经过{简}，办理结果是否填对。",
        source: "行政复议法2023年修订，第二十三条第一款第四项；行政复议法实施条例2026年修订，第三十一条（没有读到正式文本）",
        about: About::Row { row: Role::DirectLitigation, of: Role::Review },
        applies: |form| form.direct.is_some(),
        find: One(conditions::direct_suits),
        ..RULE
    },
    Rule {
        id: "T4-NOAPP",
        level: Level::Info,
        title: "没有申请却有案件",
        message: "近两年没有申请却有{或}，请核对。",
        advice: "核对案件是否因政府信息公开工作引起。",
        source: "推定：只计因政府信息公开工作引起的案件",
        about: About::Each(&Role::CASES),
        applies: |form| {
            form.knows(&[
                Role::Review,
                Role::DirectLitigation,
                Role::LitigationAfterReview,
                Role::Received,
                Role::CarriedIn,
            ])
        },
        find: One(conditions::cases_without_applications),
        ..RULE
    },
    Rule {
        id: "T2-REGPOWER",
        level: Level::Warning,
        title: "部门填了{类}",
        message: "{类}由有{类}制定权的机关填报，部门一般应填0，请核对。",
        advice: "本机关没有{类}制定权的，填“0”；有的，写说明。",
        source: "推定：规章由国务院部门，省级、设区的市和自治州的人民政府制定",
        about: About::Row { row: Role::Regulations, of: Role::Regulations },
        find: One(conditions::regulations_of_department),
        ..RULE
    },
    Rule {
        id: "T2-FEEUNIT",
        level: Level::Warning,
        title: "收费金额的单位",
        message: "{行}上年{a}{单位}，本年{本年}，请核对单位是否为{单位}。",
        advice: "金额以{单位}为单位填写。",
        source: "表格印明的单位；推定：相差千倍以上的，多半是单位填错",
        about: About::Row { row: Role::Fees, of: Role::Fees },
        find: Each(years::fee_unit),
        ..RULE
    },
    Rule {
        id: "X-FEE-IN",
        level: Level::Info,
        title: "{费}是否计入{表}",
        message: "{部分}写明收取{费}{a}元，{表}{行}为{b}{单位}。{费}属于{行}，请核对是否已计入。",
        advice: "没有计入的，与财务核对后改{表}。",
        source: "推定：信息处理费作为行政事业性收费管理，包括在收费金额里",
        about: About::Fee(Role::Fees),
        find: One(fees::more_than_fees),
        ..RULE
    },
    Rule {
        id: "X-UNPAID",
        level: Level::Warning,
        title: "没有说明{费}",
        message: "{表}有{a}件逾期未缴费，{部分}没有说明{费}的收取情况。",
        advice: "写明要求缴费的件数和金额、实际收取的金额。",
        source: "国办函〔2020〕109号：收取情况纳入年度报告",
        about: About::Fee(Role::Unpaid),
        find: One(fees::unpaid),
        ..RULE
    },
    Rule {
        id: "S6-FEETEN",
        level: Level::Info,
        title: "{费}的金额",
        message: "按现行标准{费}应为{倍}元的整数倍，现为{a}元，请核对。",
        advice: "核对金额；单位是元，不是万元。",
        source: "推定：国办函〔2020〕109号的收费标准，按件按页都是10元的整数倍",
        about: About::Fee(Role::Fees),
        find: Each(fees::off_tariff),
        ..RULE
    },
    Rule {
        id: "CY-CARRY",
        level: Level::Error,
        title: "{名}与上年报告不一致",
        message: "{名}填{a}件，上年报告“{上年行}”为{b}件，应当一致。",
        advice: "核对上年报告；确有调整的，写说明并写进报告。",
        source: "字面意思：上年报告留到本年的件数",
        waiver: Some("{说明}，{名}政府信息公开申请调整为{a}件，以本年度报告为准。"),
        about: About::Cells(Role::CarriedIn),
        applies: |form| form.knows(&[Role::CarriedIn, Role::CarriedOut]),
        find: One(years::carried_in),
        ..RULE
    },
    Rule {
        id: "CY-CARRYCOL",
        level: Level::Warning,
        title: "“{列}”{名}与上年报告不一致",
        message: "“{列}”{名}填{a}件，上年报告结转{b}件。",
        advice: "核对上年报告；申请人类别有更正的，写说明。",
        source: "推定：各类申请人的结转也应接得上",
        waiver: Some("{说明}，“{列}”{名}政府信息公开申请调整为{a}件，以本年度报告为准。"),
        about: About::Cells(Role::CarriedIn),
        applies: |form| form.knows(&[Role::CarriedIn, Role::CarriedOut]),
        fix: Fix::Right,
        find: Each(years::carried_in_columns),
        ..RULE
    },
    Rule {
        id: "CY-VALID",
        level: Level::Warning,
        title: "{行}{名}与上年接不上",
        message: "{行}{名}{a}件，按上年{p}＋{制发}{i}－{废止}{r}应为{b}件；如因清理、移交等调整，请写明原因。",
        advice: "核对三个数；确有调整的，写说明并写进报告。",
        source: "字面意思：上年的存量，加本年制发，减本年废止",
        waiver: Some("{说明}，{行}{名}件数调整为{a}件，以本年度报告为准。"),
        about: About::Cells(Role::InForce),
        applies: |form| form.knows(&[Role::Issued, Role::Repealed, Role::InForce]),
        find: Each(years::in_force),
        ..RULE
    },
    Rule {
        id: "CY-PROJ",
        level: Level::Warning,
        title: "{行}{简}与上年接不上",
        message: "{行}{名}填{a}，按上年报告应为{b}。",
        advice: "核对上年报告；确有调整的，写说明并写进报告。",
        source: "推定：上一年的项目数量，是上年报告的数量加增减",
        waiver: Some("{说明}，{行}{名}调整为{a}项，以本年度报告为准。"),
        about: About::Cells(Role::ItemsBefore),
        applies: |form| form.knows(&[Role::ItemsBefore, Role::ItemsChanged]),
        find: Each(years::items_before),
        ..RULE
    },
    Rule {
        id: "CY-PEND",
        level: Level::Info,
        title: "上年没有审结的案件",
        message: "上年“{类}”{未结}{a}件，本年{总}只有{b}件，请核对结案是否已计入。",
        advice: "上年没有审结、本年结案的，计入本年。",
        source: "推定：上年没有审结的案件，本年仍要计入",
        applies: |form| {
            [Role::ReviewPending, Role::DirectLitigationPending, Role::LitigationAfterReviewPending]
                .iter()
                .any(|role| form.knows(&[*role]))
        },
        find: Each(years::pending),
        ..RULE
    },
    Rule {
        id: "CY-JUMP",
        level: Level::Info,
        title: "与上年相差很大",
        message: "{项}由上年{a}变为{b}，变化较大，请核对。",
        advice: "核对是否多按或少按了数字。",
        source: "推定：两年都不少于20、又相差五倍以上的少见",
        applies: |form| form.knows(&[Role::Decisions]) || form.knows(&[Role::Received]),
        find: Each(years::jumps),
        ..RULE
    },
    Rule {
        id: "CY-SAMEALL",
        level: Level::Warning,
        title: "{表数}张表与上年完全相同",
        message: "{表数}张表与上年完全相同，可能忘记更新数据。",
        advice: "逐表核对，填本年的数。",
        source: "国办公开办函〔2021〕30号（四）明确责任：内容雷同、敷衍塞责",
        applies: |form| !form.cells().is_empty(),
        about: About::Tables,
        find: One(years::all_the_same),
        ..RULE
    },
];
