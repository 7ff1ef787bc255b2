//! Ids with a `*`: one written relation stands for one instance per row or column.

use super::CellId;

/// An id with a `*` in it, or one without: parted once, as it is held against every cell of a form.
pub(super) struct Pattern<'p> {
    before: &'p str,
    /// What stands after the `*`, where there is one.
    after: Option<&'p str>,
}

impl<'p> Pattern<'p> {
    pub(super) fn of(pattern: &'p str) -> Self {
        match pattern.split_once('*') {
            Some((before, after)) => Self { before, after: Some(after) },
            None => Self { before: pattern, after: None },
        }
    }

    /// What the `*` stands for in `id`, if the id fits; `Some("")` for an equal id without a star.
    pub(super) fn star<'a>(&self, id: &'a str) -> Option<&'a str> {
        let rest = id.strip_prefix(self.before)?;
        let Some(after) = self.after else { return rest.is_empty().then_some("") };
        let middle = rest.strip_suffix(after)?;
        (!middle.is_empty() && !middle.contains('.')).then_some(middle)
    }
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
            ("T4.rev", "T4.rev.tot", None),
            ("T3.new*new", "T3.new", None),
        ] {
            assert_eq!(Pattern::of(pattern).star(id), expect, "{pattern} {id}");
        }
        assert_eq!(fill("T3.*.tot", "new").as_str(), "T3.new.tot");
    }
}
