//! The example drafts: in the program's own form, whole, and their printed totals as computed.

use nianbao::{
    draft::{Entry, examples, file},
    form,
};

use crate::common::forms;

#[test]
fn examples_are_written_as_the_program_writes_them() {
    for (name, text) in examples::all() {
        let draft = file::read(text).unwrap_or_else(|e| panic!("{name}{e}"));
        // Not assert_eq: two whole drafts are no message.
        assert!(
            file::write(&draft) == *text,
            "{name}: `cargo test --test examples -- --ignored` rewrites it"
        );
    }
    assert_eq!(examples::all().len(), 3);
}

#[test]
fn every_cell_of_an_example_is_filled_and_every_printed_total_is_right() {
    for (name, text) in examples::all() {
        let report = file::read(text).expect("an example").report;
        let form = form::by_id(&report.form).expect("a built-in form");
        for cell in form.cells() {
            let number = forms::sheet(&form, &report).figure(cell).number();
            assert!(number.is_some(), "{name}: {} is blank", cell.id);
            let printed = report.printed.get(&cell.id).map(Entry::number);
            assert_eq!(printed, cell.is_total().then_some(number), "{name}: {}", cell.id);
        }
        let filled = report.cells.len() + report.printed.len();
        assert_eq!(filled, form.cells().len(), "{name} has cells that the form does not know");
    }
}

/// Run with `--ignored` after an example was changed by hand.
#[test]
#[ignore = "writes into assets/examples"]
fn rewrite() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/examples");
    for (name, _) in examples::all() {
        let text = std::fs::read_to_string(folder.join(name)).expect("an example");
        let draft = file::read(&text).unwrap_or_else(|e| panic!("{name}{e}"));
        std::fs::write(folder.join(name), file::write(&draft)).expect("written");
    }
}
