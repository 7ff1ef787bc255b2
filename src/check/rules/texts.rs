//! Rules about the parts of a report and its texts (`assets/norms/rules.md` “规则一览”).

use crate::{
    check::{
        About,
        Find::{Each, One},
        Fix, RULE, Rule, Shown, citations, copied, dates, lost, parts, punctuation, wording,
    },
    form::{Level, Meaning},
};

/// The rules about parts and texts, in the order of the list.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "TPL-YEAR",
        level: Level::Error,
        title: "表格不是{年}年度的格式",
        message: "{年}年度应使用{格式}，当前表格是{当前}。",
        advice: "核对报告年度；年度没有错的，用正确的格式新建，再把数填入。",
        source: "各年度印发格式的通知",
        find: One(parts::form_of_year),
        ..RULE
    },
    Rule {
        id: "SEC-MISSING",
        level: Level::Error,
        title: "{标题}还没有写",
        message: "{标题}还没有写。",
        advice: "补写这一部分；没有的也要写明。",
        source: "条例第五十条；统一格式的各部分",
        applies: |form| form.sections.iter().any(|section| !section.heading.is_empty()),
        find: Each(parts::missing),
        ..RULE
    },
    Rule {
        id: "SEC-TITLE",
        level: Level::Warning,
        title: "标题与统一格式不同",
        message: "标题写作“{现}”，统一格式为“{应}”。",
        advice: "改用统一格式的标题。",
        source: "统一格式的标题",
        applies: |form| form.sections.iter().any(|section| !section.heading.is_empty()),
        find: Each(parts::headings),
        ..RULE
    },
    Rule {
        id: "TX-NAME",
        level: Level::Warning,
        title: "机关全称还没有填",
        message: "机关全称还没有填，标题里没有机关名称。",
        advice: "在机关信息中填写。",
        source: "推定：标题要写明是哪个机关的报告",
        find: One(parts::nameless),
        ..RULE
    },
    Rule {
        id: "TX-TITLE",
        level: Level::Warning,
        title: "报告标题不完整",
        message: "标题应为“{全称}{Y}年政府信息公开工作年度报告”。",
        advice: "在机关信息中改标题。",
        source: "推定：标题由机关全称、年度和报告名称组成",
        find: One(parts::title),
        ..RULE
    },
    Rule {
        id: "TX-PREAMBLE",
        level: Level::Warning,
        title: "{主题}列出的部分与正文不一致",
        message: "{主题}列出的组成部分与正文不一致：{差异}。",
        advice: "照正文的各部分改{主题}。",
        source: "开头与正文应当一致；公布的报告里有过不一致的",
        about: About::Section(Meaning::Opening),
        applies: |form| form.meaning(Meaning::Opening).is_some(),
        find: One(parts::announced),
        ..RULE
    },
    Rule {
        id: "TX-S1FIVE",
        level: Level::Warning,
        title: "{主题}内容不全",
        message: "{主题}缺少“{项}”。",
        advice: "补写缺少的内容；没有开展的也简要说明。",
        source: "国办公开办函〔2021〕30号（一）总体情况",
        about: About::Section(Meaning::Overview),
        applies: |form| !form.topics(Meaning::Overview).is_empty(),
        find: One(parts::overview_subjects),
        ..RULE
    },
    Rule {
        id: "TX-S1GOV",
        level: Level::Warning,
        title: "缺少{各项}",
        message: "各级人民政府的报告还应包括{全部}情况。",
        advice: "补写{缺}；没有的也要写明。",
        source: "条例第五十条第四项",
        applies: |form| form.meaning(Meaning::Overview).is_some(),
        find: One(parts::overview_of_government),
        ..RULE
    },
    Rule {
        id: "TX-S1LEN",
        level: Level::Info,
        title: "{部分}偏长",
        message: "{部分}{n}字，{要求}。",
        advice: "可以删去与政府信息公开无关的内容。",
        source: "一地的规定：武政办发〔2025〕54号，原则上不超过一千字",
        applies: |form| form.sections.iter().any(|section| section.limit.is_some()),
        shown: Shown::OnItsPage,
        find: Each(parts::overview_length),
        ..RULE
    },
    Rule {
        id: "TX-S5EMPTY",
        level: Level::Error,
        title: "{部分}内容过少",
        message: "{部分}内容过少，应当写明{主题}。",
        advice: "写本机关的{要求}。",
        source: "条例第五十条第四项：主要问题及改进情况",
        about: About::Section(Meaning::Problems),
        applies: |form| !form.topics(Meaning::Problems).is_empty(),
        find: One(parts::problems_empty),
        ..RULE
    },
    Rule {
        id: "TX-S5HALF",
        level: Level::Warning,
        title: "{部分}缺少{缺}",
        message: "{部分}应当写明{要求}，现缺少{缺}。",
        advice: "补写{缺}。",
        source: "条例第五十条第四项：主要问题及改进情况",
        about: About::Section(Meaning::Problems),
        applies: |form| !form.topics(Meaning::Problems).is_empty(),
        find: One(parts::problems_half),
        ..RULE
    },
    Rule {
        id: "TX-S6FEE",
        level: Level::Error,
        title: "没有报告{缺}",
        message: "{部分}应当报告收取{缺}的情况，没有收取也要写明。",
        advice: "没有收取的，写“本年度未收取{缺}。”",
        source: "国办函〔2020〕109号：收取情况纳入年度报告；公布的报告都写在这一部分",
        about: About::Section(Meaning::Other),
        applies: |form| !form.topics(Meaning::Other).is_empty(),
        find: One(parts::other_matters),
        ..RULE
    },
    Rule {
        id: "TX-YEAR",
        level: Level::Warning,
        title: "可能忘记更新年份",
        message: "正文出现“{年}年”，本报告是{Y}年度，请核对是否忘记更新。",
        advice: "是上年原文的，改写这一句；确实说的是{年}年的，写说明。",
        source: "推定：正文说的是本年度；有报告照抄上年被报道",
        find: Each(dates::stale_years),
        ..RULE
    },
    Rule {
        id: "TX-PERIOD",
        level: Level::Warning,
        title: "统计期限不是本年度",
        message: "统计期限写作{原文}，应为{Y}年1月1日至12月31日。",
        advice: "改为本年度的统计期限。",
        source: "四川省地方标准DB51/T 2660—2019：统计时间为上一年度1月1日至12月31日",
        fix: Fix::Right,
        find: Each(dates::wrong_period),
        ..RULE
    },
    Rule {
        id: "TX-CITE",
        level: Level::Error,
        title: "引用的依据不适用于本年度",
        message: "依据写的是{现}，{Y}年度应为{应}。",
        advice: "改为{应}。",
        source: "各年度印发格式的通知；条例2019年修订",
        find: Each(citations::other_documents),
        ..RULE
    },
    Rule {
        id: "TX-CITENAME",
        level: Level::Warning,
        title: "文件名称不准确",
        message: "文件名称写作“{现}”，应为“{应}”。",
        advice: "改为规范的名称。",
        source: "印发格式的通知所写的名称",
        fix: Fix::Right,
        find: Each(citations::misnamed),
        ..RULE
    },
    Rule {
        id: "TX-DUP",
        level: Level::Warning,
        title: "与上年重复约{p}%",
        message: "与上年报告文字重复约{p}%，有的地方超过50%即扣分，请重点改写{段}。",
        advice: "逐句改写，确实不变的逐句确认。",
        source: "国办公开办函〔2021〕30号（四）明确责任：内容雷同；有的地方重复超过50%即扣分",
        find: One(copied::whole),
        ..RULE
    },
    Rule {
        id: "TX-DUP5",
        level: Level::Warning,
        title: "{要求}与上年相同",
        message: "{要求}与上年基本相同。",
        advice: "写本年度的{要求}。",
        source: "国办公开办函〔2021〕30号（四）明确责任：内容雷同",
        about: About::Section(Meaning::Problems),
        applies: |form| form.meaning(Meaning::Problems).is_some(),
        find: One(copied::problems),
        ..RULE
    },
    Rule {
        id: "TX-HOLDER",
        level: Level::Error,
        title: "还有占位文字",
        message: "还有未填写的占位文字“{原文}”。",
        advice: "填上内容，或删去这几个字。",
        source: "推定：占位文字不应公布",
        find: Each(wording::left_blank),
        ..RULE
    },
    Rule {
        id: "TX-JIEZHI",
        level: Level::Warning,
        title: "“截止”应为“截至”",
        message: "“{现}”应为“{应}”。",
        advice: "改为“截至”。",
        source: "“截止”是停止，“截至”是到某时为止；公布的报告里常见",
        fix: Fix::Right,
        find: Each(wording::jiezhi),
        ..RULE
    },
    Rule {
        id: "TX-FEENAME",
        level: Level::Warning,
        title: "{何}名称不规范",
        message: "规范名称是“{规范}”。",
        advice: "把“{现}”改为“{应}”。",
        source: "国办函〔2020〕109号：《政府信息公开信息处理费管理办法》",
        fix: Fix::Right,
        find: Each(wording::proper_names),
        ..RULE
    },
    Rule {
        id: "TX-LOST",
        level: Level::Warning,
        title: "可能丢了括号或“年”“月”",
        message: "“{原文}”可能丢了括号或“年”“月”，请核对。",
        advice: "补上丢掉的；没有丢的，写说明。",
        source: "网页系统会丢字；公布的2025年度报告里有过",
        find: Each(lost::signs),
        ..RULE
    },
    Rule {
        id: "TX-PUNCT",
        level: Level::Info,
        title: "标点可能有误：{n}处",
        message: "标点可能有误：“{原文}”。",
        advice: "同类的共{n}处：中文后面用全角标点，标点不重复，书名号里面的书名用〈〉。",
        source: "通行的标点用法；公布的报告里常见",
        fix: Fix::Marks,
        find: One(punctuation::suspect),
        ..RULE
    },
    Rule {
        id: "TX-GENERIC",
        level: Level::Info,
        title: "{主题}没有具体内容",
        message: "{主题}没有本机关、本年度的具体内容。",
        advice: "写本机关这一年做了什么，用数字说明。",
        source: "国办公开办函〔2021〕30号（四）明确责任：敷衍塞责",
        about: About::Section(Meaning::Overview),
        find: One(parts::overview_generic),
        ..RULE
    },
];
