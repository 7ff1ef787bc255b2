//! What slip a broken sum proposes, case by case; taking the proposal mends the sum.

use nianbao::{
    check::{self, slip},
    draft::{Draft, Entry},
    form::CellId,
};

use crate::common::{cases, forms};

#[test]
fn cases() {
    for case in cases::read(include_str!("../cases/slips.txt")) {
        let form = forms::by_id(case.lines[0].strip_prefix("form ").unwrap());
        let mut report = forms::zeros(&form);
        let (mut finding, mut expect) = (None, None);
        for line in &case.lines[1..] {
            let words: Vec<&str> = line.split(' ').collect();
            match words.as_slice() {
                ["finding", rule, place] => finding = Some(((*rule).to_owned(), (*place).to_owned())),
                [">>", ..] => expect = line.strip_prefix(">> "),
                ["printed", id, n] => {
                    report.printed.insert(CellId::from(*id), Entry::read(n).unwrap());
                }
                [id, n] => {
                    report.cells.insert(CellId::from(*id), Entry::read(n).unwrap());
                }
                _ => panic!("{line}"),
            }
        }
        let (rule, place) = finding.unwrap();
        let is_it = |f: &check::Finding| f.rule == rule.as_str() && f.places[0].to_string() == place;
        let finding = check::run(forms::sheet(&form, &report), None).into_iter().find(is_it).unwrap();
        let found = slip::likely(forms::sheet(&form, &report), &finding);
        let words = found.as_ref().map_or_else(|| "-".to_owned(), |s| format!("{} {}", s.message, s.label));
        assert_eq!(words, expect.unwrap(), "{}", case.name);
        if let Some(slip) = found {
            let mut draft = Draft { report, ..Draft::default() };
            for edit in slip.edits {
                edit.apply(&mut draft);
            }
            assert!(!check::run(forms::sheet(&form, &draft.report), None).iter().any(is_it), "{}", case.name);
        }
    }
}
