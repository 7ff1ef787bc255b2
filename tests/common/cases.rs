//! Case files: named sections of plain lines, `--- name ---` before each.

/// One named section of a case file.
pub struct Case {
    /// What stands between the dashes: the story of the case.
    pub name: String,
    /// Its lines, comments (`//`) and blank ones left out.
    pub lines: Vec<String>,
}

/// Splits a case file into its sections.
pub fn read(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with("//")) {
        let name = line.strip_prefix("--- ").and_then(|l| l.strip_suffix(" ---"));
        match (name, cases.last_mut()) {
            (Some(name), _) => cases.push(Case { name: name.to_owned(), lines: Vec::new() }),
            (None, Some(case)) => case.lines.push(line.to_owned()),
            (None, None) => panic!("a line before the first case: {line}"),
        }
    }
    assert!(!cases.is_empty(), "an empty case file tests nothing");
    cases
}
