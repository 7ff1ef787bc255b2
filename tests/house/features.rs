//! The program of the tests is the program that ships: no crate under it gets other features because of a crate that
//! only tests use. Cargo builds each crate once for all who want it, with the features of all of them; a feature that
//! only the tests bring is there in every test and missing in the program that is built without them.
//!
//! Looks at the system it runs on; `NIANBAO_TARGETS="x86_64-pc-windows-msvc …"` names others to look at as well.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    process::Command,
};

/// Crates that may differ, each with its reason.
const ALLOWED: &[(&str, &str)] = &[(
    "windows-sys",
    "declarations of system calls, one feature a header: criterion, by way of walkdir, asks for those of the console",
)];

/// Crates by name and version, each with every list of features that it is built with.
pub type Crates = BTreeMap<String, BTreeSet<String>>;

/// What is built of a tree.
struct Built {
    /// What is linked.
    linked: Crates,
    /// The same with macros, build scripts and all under them.
    all: Crates,
}

impl Built {
    /// By dependencies of these kinds.
    fn of(kinds: &str, target: Option<&str>) -> Self {
        let linked = crates(&format!("{kinds},no-proc-macro"), target);
        Self { linked, all: crates(&format!("{kinds},build"), target) }
    }
}

pub fn crates(edges: &str, target: Option<&str>) -> Crates {
    let cargo = env::var_os("CARGO").unwrap_or("cargo".into());
    let mut command = Command::new(cargo);
    command.args(["tree", "--locked", "--offline", "--no-dedupe", "--prefix", "none", "--format", "{p}|{f}"]);
    command.args(["--edges", edges]).args(target.iter().flat_map(|target| ["--target", target]));
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "cargo tree, {edges}, {target:?}: {err}");
    let mut crates = Crates::new();
    for line in out.lines().filter(|line| !line.is_empty()) {
        let (name, features) = line.split_once('|').unwrap();
        let name = name.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        crates.entry(name).or_default().insert(features.to_owned());
    }
    crates
}

/// Every crate of the program that the tests build otherwise, with both lists of features.
fn drift(ships: &Built, tested: &Built) -> Vec<String> {
    let mut differing = Vec::new();
    for (name, features) in &ships.all {
        let linked = |built: &Built| built.linked.get(name).cloned().unwrap_or_default();
        let (in_tests, in_program) = (linked(tested), linked(ships));
        // What only the tests link is another copy, and changes nothing in the program's macros.
        let beside: BTreeSet<String> = tested.all[name].difference(&in_tests).cloned().collect();
        let same_linked = in_program.is_empty() || in_tests == in_program;
        let same_beside = beside.is_subset(features) && features.is_subset(&tested.all[name]);
        if !same_linked || !same_beside {
            differing.push(format!("{name}\n    ships  {features:?}\n    tested {:?}", tested.all[name]));
        }
    }
    differing
}

fn targets() -> Vec<Option<String>> {
    let named = env::var("NIANBAO_TARGETS").unwrap_or_default();
    [None].into_iter().chain(named.split_whitespace().map(|target| Some(target.to_owned()))).collect()
}

fn is_allowed(line: &str) -> bool {
    ALLOWED.iter().any(|(name, _)| line.split(' ').next() == Some(name))
}

#[test]
fn tests_switch_nothing_on_in_the_program() {
    for target in targets() {
        let of = |kinds| Built::of(kinds, target.as_deref());
        let (ships, tested) = (of("normal"), of("normal,dev"));
        assert!(ships.linked.len() > 100, "the crates of the program are found");
        assert!(tested.linked.len() > ships.linked.len(), "the crates of the tests are found");
        let differing: Vec<String> =
            drift(&ships, &tested).into_iter().filter(|line| !is_allowed(line)).collect();
        assert!(differing.is_empty(), "{target:?}:\n{}", differing.join("\n"));
    }
}

#[test]
fn a_feature_of_the_tests_alone_is_a_difference() {
    let crates = |list: &[(&str, &[&str])]| -> Crates {
        let features = |all: &[&str]| all.iter().map(|&f| f.to_owned()).collect();
        list.iter().map(|(name, all)| ((*name).to_owned(), features(all))).collect()
    };
    let built = |linked: &[(&str, &[&str])], all: &[(&str, &[&str])]| Built {
        linked: crates(linked),
        all: crates(all),
    };
    let (plain, more): (&[&str], &[&str]) = (&["std"], &["std,unicode"]);
    let both: &[&str] = &["std", "std,unicode"];
    let names = |ships: &Built, tested: &Built| drift(ships, tested).len();
    // Linked, with more than it ships with.
    assert_eq!(names(&built(&[("a", plain)], &[("a", plain)]), &built(&[("a", more)], &[("a", more)])), 1);
    // Under a macro only, with more than it ships with.
    assert_eq!(names(&built(&[], &[("a", plain)]), &built(&[], &[("a", more)])), 1);
    // The same, and linked by the tests with as much.
    assert_eq!(names(&built(&[], &[("a", plain)]), &built(&[("a", more)], &[("a", more)])), 1);
    // Under a macro as it ships, and linked by the tests besides.
    assert_eq!(names(&built(&[], &[("a", plain)]), &built(&[("a", more)], &[("a", both)])), 0);
    // The same.
    assert_eq!(names(&built(&[("a", plain)], &[("a", both)]), &built(&[("a", plain)], &[("a", both)])), 0);
    assert!(is_allowed("windows-sys v0.61.2\n") && !is_allowed("windows v0.61.2\n"));
}
