//! The table of promises: what the README and the issues promise, each with the tests that hold it.

use std::fs;

use crate::{
    common::cases::{self, Case},
    named::{Named, root},
};

fn promises() -> Vec<Case> {
    cases::read(include_str!("../cases/promises.txt"))
}

fn readme() -> String {
    squeezed(&fs::read_to_string(root().join("README.md")).unwrap())
}

/// With one space wherever there is white space.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the promises quote from the README.
fn quotes() -> Vec<String> {
    promises().iter().filter_map(|p| p.name.strip_prefix("README: ")).map(squeezed).collect()
}

#[test]
fn every_promise_is_held_by_tests_that_there_are() {
    let mut wrong = Vec::new();
    for promise in promises() {
        let why = promise.lines.iter().filter_map(|name| Named::read(name).err());
        wrong.extend(why.map(|why| format!("{}: {why}", promise.name)));
        if promise.lines.is_empty() {
            wrong.push(format!("{}: nothing holds it", promise.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_quoted_from_the_readme_stands_in_it() {
    let readme = readme();
    let gone: Vec<String> = quotes().into_iter().filter(|quote| !readme.contains(quote)).collect();
    assert!(gone.is_empty(), "{}", gone.join("\n"));
}

/// The acts in the README's tables (act, keys, what), and the commands that it lists.
fn acts_and_commands(readme: &str) -> Vec<String> {
    let act = |line: &str| {
        let cells: Vec<&str> = line.strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim).collect();
        let is_head = cells[0] == "act" || cells[0].starts_with("---");
        (cells.len() == 3 && !is_head).then(|| cells[0].to_owned())
    };
    let command = |line: &str| {
        let name = line.strip_prefix("nianbao ")?.split_whitespace().next()?;
        Some(format!("nianbao {name}"))
    };
    readme.lines().filter_map(|line| act(line).or_else(|| command(line))).collect()
}

#[test]
fn every_act_and_command_of_the_readme_is_promised() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let named = acts_and_commands(&readme);
    assert!(named.len() > 15, "the tables of the README are found: {named:?}");
    let quotes = quotes();
    let promised = |name: &String| quotes.iter().any(|quote| quote.starts_with(name.as_str()));
    let without: Vec<String> = named.into_iter().filter(|name| !promised(name)).collect();
    assert!(without.is_empty(), "in the README, and in no promise: {without:?}");
}

/// The files and folders that a text names in code marks; a name with a word in capitals stands for one to be made.
fn named_paths(text: &str) -> Vec<&str> {
    const TOPS: [&str; 5] = ["src/", "tests/", "assets/", "fonts/", ".ci/"];
    let marked = text.split('`').skip(1).step_by(2).filter(|word| !word.contains(char::is_whitespace));
    let paths = marked.filter(|word| TOPS.iter().any(|top| word.starts_with(top)));
    let is_made_up = |path: &&str| {
        let name = path.rsplit('/').next().unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default();
        !stem.is_empty() && stem.chars().all(|c| c.is_ascii_uppercase())
    };
    paths.filter(|path| !is_made_up(path) && !path.contains('*')).collect()
}

#[test]
fn what_the_readme_names_is_there() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let named = named_paths(&readme);
    assert!(named.len() > 40, "the files are found: {named:?}");
    let gone: Vec<&str> = named.into_iter().filter(|path| !root().join(path).exists()).collect();
    assert!(gone.is_empty(), "{gone:?}");
}
