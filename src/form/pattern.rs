//! Ids with a `*`: one written relation stands for one instance per row or column.

use super::CellId;

/// What the `*` of `pattern` stands for in `id`, if the id fits; `Some("")` for an equal id without a star.
pub(super) fn star<'a>(pattern: &str, id: &'a str) -> Option<&'a str> {
    let Some((before, after)) = pattern.split_once('*') else {
        return (pattern == id).then_some("");
    };
    let middle = id.strip_prefix(before)?.strip_suffix(after)?;
    (!middle.is_empty() && !middle.contains('.')).then_some(middle)
}

/// The id that `pattern` names when its `*` stands for `star`.
pub(super) fn fill(pattern: &str, star: &str) -> CellId {
    pattern.replacen('*', star, 1).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_one_part_of_an_id() {
        for (pattern, id, expect) in [
            ("T3.new.*", "T3.new.nat", Some("nat")),
            ("T3.*.tot", "T3.r3_1.tot", Some("r3_1")),
            ("T4.rev.tot", "T4.rev.tot", Some("")),
            ("T3.*.tot", "T3.new.nat", None),
            ("T3.*", "T3.new.nat", None),
            ("T4.rev.tot", "T4.dir.tot", None),
        ] {
            assert_eq!(star(pattern, id), expect, "{pattern} {id}");
        }
        assert_eq!(fill("T3.*.tot", "new").as_str(), "T3.new.tot");
    }
}
