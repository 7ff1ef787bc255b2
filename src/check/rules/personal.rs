//! Rules about what may be private in a report that is to be published (`assets/norms/publishing.md` “公布前看个人信息”).

use crate::{
    check::{Find::Each, RULE, Rule, personal},
    form::Level,
};

/// Why what is private is asked for before it is published.
const PRIVATE: &str = "条例第十五条：个人隐私等公开会对第三方合法权益造成损害的；第十七条：公开前审查";

/// The rules about what may be private, in the order of the list.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "TX-MOBILE",
        level: Level::Warning,
        title: "{何处}有手机号码",
        message: "{何处}有手机号码“{开头}…”，公开前请核对是否应当公布。",
        advice: "改为办公电话，或者删去；应当公布的，写说明，下一年不再问。",
        source: PRIVATE,
        lasting: true,
        find: Each(personal::mobiles),
        ..RULE
    },
    Rule {
        id: "TX-IDNO",
        level: Level::Warning,
        title: "{何处}有身份证号码",
        message: "{何处}有身份证号码“{开头}…”，公开前请核对是否应当公布。",
        advice: "删去，或者用“*”遮住中间的数字。",
        source: PRIVATE,
        find: Each(personal::identities),
        ..RULE
    },
    Rule {
        id: "TX-MAILBOX",
        level: Level::Warning,
        title: "{何处}有个人常用的邮箱",
        message: "{何处}有邮箱“{原文}”，像是个人的，公开前请核对是否应当公布。",
        advice: "是本机关对外公布的邮箱的，填入机关信息，不再提醒；是个人的，删去。",
        source: PRIVATE,
        lasting: true,
        find: Each(personal::mailboxes),
        ..RULE
    },
    Rule {
        id: "TX-CARD",
        level: Level::Warning,
        title: "{何处}有银行账号",
        message: "{何处}有银行账号“{开头}…”，公开前请核对是否应当公布。",
        advice: "是个人账号的，删去；是缴费的公用账户、应当公布的，写说明，下一年不再问。",
        source: PRIVATE,
        lasting: true,
        find: Each(personal::accounts),
        ..RULE
    },
];
