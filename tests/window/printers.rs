//! Printers, copies and sides chosen in the window, with programs that stand for those of the print system.
#![cfg(unix)]

use std::path::Path;

use egui::Role;
use egui_kittest::kittest::Queryable as _;
use nianbao::{
    app::{Action, Command},
    store::printers::{self, KeptPrinting, Printer, Sides},
    ui::Outside,
};

use crate::common::{
    programs::Fakes,
    window::{Acts, TestWindow, example, of, outside},
};

/// A print system with two printers, of which one prints on both sides.
fn office() -> Fakes {
    let list =
        "case \"$1\" in -e) echo Hall; echo Office;; -d) echo 'system default destination: Office';; esac";
    let sides = "case \"$2\" in Office) echo 'Duplex/2-Sided Printing: *None DuplexNoTumble';; esac";
    Fakes::none().saying("lpstat", list).saying("lpoptions", sides).saying("lp", "exit 0")
}

fn window(fakes: &Fakes, kept: &Path) -> TestWindow {
    let mut app = of(Some(example("wenzhou-2022.ron")));
    app.user.printing = KeptPrinting::at(kept.to_owned());
    outside(app, Outside::none().with_programs(fakes.programs()))
}

/// Draws until this is said.
fn wait_for(harness: &mut TestWindow, words: &str) {
    for _ in 0..2_000 {
        harness.step();
        if harness.query_all_by_label_contains(words).next().is_some() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("never said: {words}");
}

fn ask(harness: &mut TestWindow) {
    harness.state_mut().app.apply(Command::Do(Action::Print));
    harness.step();
    wait_for(harness, "份数");
    harness.run_steps(3);
}

#[test]
fn printers_are_listed_with_the_default_first_and_what_they_can_do() {
    let fakes = office();
    let printer = |name: &str, is_default, sides| Printer { name: name.to_owned(), is_default, sides };
    let expect = [printer("Office", true, Some(Sides::One)), printer("Hall", false, None)];
    assert_eq!(printers::list(&fakes.programs()), expect);
    let silent = Fakes::none().saying("lpstat", "exec /bin/sleep 30");
    for none in [Fakes::none(), Fakes::none().saying("lpstat", "exit 1"), silent] {
        assert_eq!(printers::list(&none.programs()), []);
    }
}

#[test]
fn what_is_chosen_is_printed_and_remembered() {
    let (fakes, folder) = (office(), tempfile::tempdir().unwrap());
    let kept = folder.path().join("printing.ron");
    let mut harness = window(&fakes, &kept);
    ask(&mut harness);
    harness.click("双面");
    harness.get_by_role_and_label(Role::Button, "打印").click();
    harness.step();
    wait_for(&mut harness, "已送往打印机“Office”，双面");
    let given = fakes.arguments("lp");
    assert_eq!(given[..4], ["-d", "Office", "-o", "sides=two-sided-long-edge"]);
    assert!(given[4].contains("2022年度报告") && given.len() == 5, "{given:?}");
    let mut harness = window(&fakes, &kept);
    ask(&mut harness);
    assert_eq!(harness.state().app.print_choice().sides, Some(Sides::Two), "it is remembered");
    let mut choice = harness.state().app.print_choice();
    (choice.printer, choice.copies) = (Some("Hall".to_owned()), 3);
    harness.state_mut().app.apply(Command::Print(nianbao::app::PrintAct::Choose(choice)));
    harness.run_steps(3);
    assert!(harness.query_by_label("双面").is_none(), "this one cannot");
    harness.get_by_role_and_label(Role::Button, "打印").click();
    harness.step();
    wait_for(&mut harness, "已送往打印机“Hall”，3份");
    assert_eq!(fakes.arguments("lp")[..4], ["-d", "Hall", "-n", "3"]);
    ask(&mut harness);
    assert_eq!(harness.state().app.print_choice().copies, 1, "the number is asked for anew");
}

#[test]
fn a_printer_that_does_not_take_it_is_said() {
    let fakes = office().saying("lp", "exit 1").taking("xdg-open");
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window(&fakes, &folder.path().join("printing.ron"));
    ask(&mut harness);
    harness.get_by_role_and_label(Role::Button, "打印").click();
    harness.step();
    wait_for(&mut harness, "选定的打印机没有接收，已在PDF阅读器中打开，在那里打印或另存");
}

#[test]
fn a_printer_that_is_gone_is_not_printed_on() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("printing.ron");
    std::fs::write(&kept, "(printer: Some(\"Gone\"), sides: Some(Two))").unwrap();
    let fakes = office();
    let mut harness = window(&fakes, &kept);
    ask(&mut harness);
    assert_eq!(harness.state().app.print_choice().printer.as_deref(), Some("Office"));
}
