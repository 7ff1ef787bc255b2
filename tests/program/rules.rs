//! The list of rules as it is printed.

use std::process::Command;

use nianbao::{check, form};
use unicode_width::UnicodeWidthStr as _;

/// What `nianbao rules` with these words says, with its status.
fn typed(words: &str) -> (i32, String, String) {
    let program = env!("CARGO_BIN_EXE_nianbao");
    let output = Command::new(program).arg("rules").args(words.split_whitespace()).output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (output.status.code().unwrap(), out, err)
}

#[test]
fn the_rules_of_each_form_are_printed() {
    for form in form::builtin() {
        let (status, out, err) = typed(&form.years.from.to_string());
        assert_eq!((status, err.as_str()), (0, ""));
        insta::assert_snapshot!(format!("rules of {}", form.id), out);
    }
}

#[test]
fn without_a_year_it_is_the_newest_form() {
    let newest = form::builtin()[0].years.from.to_string();
    assert_eq!(typed(""), typed(&newest));
}

#[test]
fn every_rule_is_printed_with_its_words_on_lines_that_fit() {
    const WIDEST: usize = 80;
    for form in form::builtin() {
        let (_, out, _) = typed(&form.years.from.to_string());
        let wide: Vec<&str> = out.lines().filter(|line| line.width_cjk() > WIDEST).collect();
        assert!(wide.is_empty(), "{wide:#?}");
        let squeezed: String = out.split('\n').map(str::trim_start).collect();
        for rule in check::catalogue(form) {
            let words = [&rule.title, &rule.sentence, &rule.advice, &rule.source];
            assert!(words.iter().all(|words| squeezed.contains(words.as_str())), "{rule:?}");
        }
    }
}
