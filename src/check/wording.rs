//! Words that should not be there, or not so (norms §8: TX-HOLDER, TX-JIEZHI, TX-FEENAME).

use std::ops::Range;

use super::{
    Breach, Case,
    pattern::{Pattern, patterns},
    prose::{Prose, grouped},
};

patterns! {
    static HOLDER = "×{2,}|X{2,}|x{2,}|_{2,}|【[^】\n]*】|（此处|待补|待定";
    static JIEZHI = "截止(目前|到|至|20[0-9]{2}年)";
    static FEE_NAME = "(政府)?信息公开处理费";
}

/// A finding for every place of a pattern; the same words once a section.
fn each(case: &Case<'_>, pattern: &'static Pattern, right: impl Fn(&str) -> String) -> Vec<Breach> {
    let breach =
        |prose: &Prose<'_>, bytes: &Range<usize>| prose.breach(bytes, right(&prose.words()[bytes.clone()]));
    let in_prose = |prose: &Prose<'_>| {
        prose.places(pattern).iter().map(|bytes| breach(prose, bytes)).collect::<Vec<_>>()
    };
    case.sections().flat_map(|section| grouped(section.iter().flat_map(in_prose))).collect()
}

pub(super) fn left_blank(case: &Case<'_>) -> Vec<Breach> {
    each(case, &HOLDER, |_| String::new())
}

pub(super) fn jiezhi(case: &Case<'_>) -> Vec<Breach> {
    each(case, &JIEZHI, |found| found.replace("截止", "截至"))
}

pub(super) fn fee_name(case: &Case<'_>) -> Vec<Breach> {
    each(case, &FEE_NAME, |_| "信息处理费".to_owned())
}
