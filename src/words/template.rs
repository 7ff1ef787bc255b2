//! Sentences with places for names and numbers: `{表}{名}为{a}件`.

/// Puts values into the `{…}` of a template, from left to right: what stands in a value is never taken for a place. A
/// name without a value stays as it is, for whoever fills in the rest.
pub fn fill(template: &str, mut value: impl FnMut(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, (name, after))) = next_place(rest) {
        filled.push_str(before);
        match value(name) {
            Some(value) => filled.push_str(&value),
            None => filled.extend(["{", name, "}"]),
        }
        rest = after;
    }
    filled + rest
}

/// What stands before the first place, its name, and what stands after it.
fn next_place(text: &str) -> Option<(&str, (&str, &str))> {
    let (before, from) = text.split_once('{')?;
    Some((before, from.split_once('}')?))
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn places_are_filled_once_and_in_order() {
        let value = |name: &str| match name {
            "a" => Some("3".to_owned()),
            "b" => Some("{a}".to_owned()),
            "空" => Some(String::new()),
            _ => None,
        };
        for (template, expect) in [
            ("", ""),
            ("没有", "没有"),
            ("{a}件", "3件"),
            ("共{a}件，{a}", "共3件，3"),
            ("原文“{b}”", "原文“{a}”"),
            ("{空}{说明}，调整为{a}件", "{说明}，调整为3件"),
            ("半个{a", "半个{a"),
            ("}{a}{", "}3{"),
        ] {
            assert_eq!(fill(template, value), expect, "{template}");
        }
    }
}
