//! Words written short in a list: `[…]` may be there or not, `(…|…)` is one of several.

/// Every word that is meant: `[行政]复议(案件|申请)` is four. Groups may hold others.
pub(super) fn spellings(short: &str) -> Vec<String> {
    let (words, rest) = sequence(short);
    // What is left was closed without having been opened: it stands for itself.
    words.into_iter().map(|word| word + rest).collect()
}

/// The words up to the end of a group or of the text, and what stands behind them.
fn sequence(short: &str) -> (Vec<String>, &str) {
    let mut words = vec![String::new()];
    let mut rest = short;
    loop {
        let plain = rest.find(['[', '(', ']', ')', '|']).unwrap_or(rest.len());
        for word in &mut words {
            word.push_str(&rest[..plain]);
        }
        rest = &rest[plain..];
        let Some(inner) = rest.strip_prefix(['[', '(']) else { return (words, rest) };
        let (mut choices, after) = group(inner);
        if rest.starts_with('[') {
            choices.push(String::new());
        }
        words = words
            .iter()
            .flat_map(|word| choices.iter().map(move |choice| format!("{word}{choice}")))
            .collect();
        rest = after;
    }
}

/// The choices of a group, and what stands behind it.
fn group(inner: &str) -> (Vec<String>, &str) {
    let (mut choices, mut rest) = sequence(inner);
    while let Some(next) = rest.strip_prefix('|') {
        let (more, after) = sequence(next);
        choices.extend(more);
        rest = after;
    }
    (choices, rest.strip_prefix([']', ')']).unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::spellings;

    #[test]
    fn groups_are_written_out() {
        for (short, expect) in [
            ("收到", "收到"),
            ("[新]收到", "新收到 收到"),
            ("上[一]年[度]", "上一年度 上一年 上年度 上年"),
            ("(办理|处理)完毕", "办理完毕 处理完毕"),
            (
                "[行政|被]复议[(案|申)件]",
                "行政复议案件 行政复议申件 行政复议 被复议案件 被复议申件 被复议 复议案件 复议申件 复议",
            ),
            ("半[个", "半个 半"),
            ("", ""),
        ] {
            assert_eq!(spellings(short).join(" "), expect, "{short}");
        }
    }
}
