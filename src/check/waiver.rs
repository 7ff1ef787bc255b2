//! Rules whose numbers may stay as they are once the reason is written into the report (`assets/norms/rules.md` “写说明”).

use super::{Finding, rules};
use crate::{
    draft::{Draft, Explanation},
    form::{Level, RuleId},
};

const REASON: &str = "{说明}";

/// What is kept of an officer who has made sure.
pub const CONFIRMED: &str = "已确认";

impl Finding {
    /// Whether the officer may say why it is right as it is.
    pub fn may_be_explained(&self) -> bool {
        self.level == Level::Warning || self.waiver.is_some()
    }

    /// Whether it is only to be looked at, and the officer may say that she has.
    pub fn may_be_confirmed(&self) -> bool {
        self.level == Level::Info && !self.may_be_explained()
    }

    /// Whether the officer has said why it is right, or that she made sure, where that is enough: a 提醒, and an 错误
    /// with `waiver`, may stay with its reason (`assets/norms/rules.md` “写说明”). Such a finding is no longer open, in
    /// the window and for `nianbao check`.
    pub fn is_explained(&self, draft: &Draft) -> bool {
        (self.may_be_explained() || self.may_be_confirmed()) && self.explanation(draft).is_some()
    }

    /// What the officer has said of it, as it is shown under it.
    pub fn answer(&self, draft: &Draft) -> Option<String> {
        let words = self.explanation(draft)?;
        Some(if self.may_be_confirmed() { CONFIRMED.to_owned() } else { format!("说明：{words}") })
    }

    /// The sentence that says in the report why the number is as it is; `None` for a rule that wants none.
    pub fn sentence(&self, explanation: &str) -> Option<String> {
        let reason = explanation.trim().trim_end_matches(['。', '.', '；', '，']);
        let begins = ["因", "由于", "经", "根据", "按照", "为"].iter().any(|word| reason.starts_with(word));
        let reason = if begins { reason.to_owned() } else { format!("因{reason}") };
        self.waiver.as_ref().map(|sentence| sentence.replace(REASON, &reason))
    }
}

/// What the officer has said that holds for later years too: the next year's draft takes it over.
pub fn lasting(explanations: &[Explanation]) -> Vec<Explanation> {
    explanations.iter().filter(|explanation| is_lasting(&explanation.rule)).cloned().collect()
}

/// Whether what is said of a rule's findings holds for later years too.
pub(super) fn is_lasting(id: &RuleId) -> bool {
    rules().any(|rule| rule.lasting && *id == rule.id)
}
