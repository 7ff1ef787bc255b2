//! The checks go through whatever stands in a draft, and say the same each time.

use nianbao::{
    check::{self, Finding},
    draft::{Draft, Entry, Report},
    form::Form,
};
use proptest::{prelude::Strategy as _, prop_assert_eq, sample::select, test_runner::TestRunner};

use crate::common::{drafts, forms, needed, reached::reached};

fn found(form: &Form, draft: &Draft) -> Vec<Finding> {
    check::run(forms::sheet(form, &draft.report), forms::before(form, draft.last.as_ref()))
}

#[test]
fn r15_any_draft_is_checked_and_twice_the_same() {
    let config = needed::tries(1_000, 100_000);
    let cases = config.cases;
    let strategy = select(forms::all()).prop_flat_map(drafts::draft);
    let law = |draft: Draft| {
        let form = forms::by_id(draft.report.form.as_str());
        prop_assert_eq!(found(&form, &draft), found(&form, &draft));
        Ok(())
    };
    TestRunner::new(config).run(&strategy, law).unwrap();
    reached("R15", &format!("{cases} random drafts checked twice, the same findings"));
}

/// A draft in which this is typed in every cell, and printed as every total, this year and last.
fn full_of(form: &Form, typed: &str) -> Draft {
    let mut report = Report::new(form, form.years.from);
    for cell in form.cells() {
        let entries = if cell.is_total() { &mut report.printed } else { &mut report.cells };
        entries.extend(Entry::read(typed).map(|entry| (cell.id.clone(), entry)));
    }
    Draft { last: Some(report.clone()), report, ..Draft::default() }
}

#[test]
fn r15_no_number_is_too_large_to_be_checked() {
    let typed =
        ["", "0", "-1", "4294967295", "4294967296", "999999999999999", "18446744073709551615", "1e99"];
    let mut cells = 0;
    for form in forms::all() {
        cells += form.cells().len();
        for typed in typed {
            let draft = full_of(&form, typed);
            assert_eq!(found(&form, &draft), found(&form, &draft), "{} {typed}", form.id);
        }
    }
    let forms = forms::all().len();
    reached(
        "R15",
        &format!("4294967295 and {} others in all {cells} cells of {forms} forms", typed.len() - 1),
    );
}
