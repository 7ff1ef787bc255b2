//! The directions of the design, held by reading the sources: who may use what, who may name which package, and
//! that nothing unwraps without saying why it can.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use nianbao::form::{self, Form};

use crate::named::Named;

/// What each part of the program may use of the others.
const MAY_USE: &[(&str, &[&str])] = &[
    ("form", &[]),
    ("words", &[]),
    ("help", &[]),
    ("draft", &["form", "words"]),
    ("check", &["form", "draft", "words"]),
    ("diff", &["form", "draft", "words"]),
    ("roll", &["form", "draft", "words"]),
    ("bounds", &[]),
    ("import", &["form", "draft", "words", "check", "bounds"]),
    ("ledger", &["form", "draft", "words", "bounds"]),
    ("layout", &["form", "draft"]),
    ("export", &["layout", "check", "diff", "draft", "form", "ledger", "words"]),
    ("collate", &["form", "draft", "words", "diff", "import", "export", "layout"]),
    ("apart", &["draft", "form", "import", "ledger"]),
    ("store", &["bounds", "draft", "form", "layout", "ledger"]),
    (
        "app",
        &[
            "apart", "check", "collate", "diff", "draft", "export", "form", "help", "import", "layout",
            "ledger", "roll", "store", "words",
        ],
    ),
    (
        "ui",
        &[
            "app", "check", "collate", "diff", "draft", "export", "form", "help", "layout", "ledger", "roll",
            "store", "words",
        ],
    ),
    (
        "cli",
        &[
            "apart", "check", "collate", "diff", "draft", "export", "form", "import", "layout", "ledger",
            "roll", "store", "words",
        ],
    ),
];

/// The only places that may name a package, as the start of a path under `src`.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("egui", &["ui/"]),
    ("eframe", &["ui/mod.rs"]),
    ("rfd", &["ui/dialogs.rs"]),
    ("printpdf", &["export/pdf/"]),
    ("lopdf", &["export/pdf/", "import/pdf/"]),
    ("subsetter", &["export/pdf/"]),
    ("libdeflater", &["export/pdf/pack.rs"]),
    ("skrifa", &["export/pdf/programs.rs", "layout/font_file.rs", "layout/outline.rs"]),
    ("vello_cpu", &["ui/preview/raster.rs"]),
    // The window names the one that its rasteriser hands on.
    ("kurbo", &["export/ofd/curves.rs", "ui/preview/raster.rs"]),
    ("write_fonts", &["export/ofd/"]),
    ("arboard", &["ui/outside.rs"]),
    (
        "ron",
        &[
            "check/claims/lexicon.rs",
            "draft/file.rs",
            "draft/phrases.rs",
            "draft/salvage/value.rs",
            "form/file.rs",
            "ui/theme.rs",
            "store/belongings.rs",
            "store/config.rs",
            "store/notes.rs",
            "ledger/aliases.rs",
        ],
    ),
    ("jiff", &["app/deadline.rs", "ledger/date.rs", "ledger/tally.rs"]),
    ("tempfile", &["store/"]),
    ("gethostname", &["store/lock.rs"]),
    ("directories", &["store/"]),
    ("zip", &["export/docx/mod.rs", "export/ofd/mod.rs", "export/package.rs", "bounds/archive.rs"]),
    ("quick_xml", &["export/markup.rs", "import/docx/", "ledger/xlsx.rs"]),
    ("csv", &["ledger/delimited.rs"]),
    ("html5ever", &["import/html.rs", "import/shown.rs"]),
    ("encoding_rs", &["bounds/text.rs"]),
    ("lexopt", &["cli/"]),
    ("rustix", &["apart/limits.rs", "store/disk.rs"]),
    ("cap", &["apart/limits.rs"]),
    ("regex", &["check/"]),
    // Patterns stand in the list that is built whole in a test and in the program.
    ("Regex", &["check/pattern.rs"]),
    ("imara_diff", &["diff/"]),
    ("pulldown_cmark", &["help/"]),
    ("png", &["ui/help/picture.rs"]),
    ("winsafe", &["main.rs", "store/association.rs"]),
];

/// Words of the standard library for what only one part may touch.
const ONLY_TOUCHED_IN: &[(&str, &[&str])] = &[
    ("std::fs", &["store/", "build.rs"]),
    ("std::env", &["main.rs", "build.rs", "store/lock.rs"]),
    ("std::process::Command", &["store/print.rs", "apart/parent.rs", "build.rs"]),
    ("std::time::SystemTime", &[]),
    // The program is offline.
    ("std::net", &[]),
    ("std::os::unix::net", &[]),
];

/// The only files that hold a panic, each with the test that shows that it never comes.
const MAY_PANIC: &[(&str, &str)] = &[
    ("check/claims/lexicon.rs", "check::findings::every_pattern_can_be_built"),
    ("check/pattern.rs", "check::findings::every_pattern_can_be_built"),
    ("cli/check.rs", "program::cli::check_as_json_has_the_same_findings"),
    ("cli/diff.rs", "draft::diff::the_command_compares_prints_and_refuses"),
    ("cli/import.rs", "program::cli::a_published_report_is_imported_with_its_doubts"),
    ("draft/file.rs", "draft::open::r22_every_random_draft_comes_back_as_it_was"),
    ("draft/phrases.rs", "window::text::every_phrase_fills_itself_in"),
    ("export/json.rs", "export::text::the_json_has_every_figure"),
    ("form/registry.rs", "check::forms::spans_tile_each_grid"),
    ("ledger/aliases.rs", "import::ledger::every_label_of_the_aliases_is_in_a_form"),
    ("main.rs", "tests/desktop/crash.sh"),
    ("ui/theme.rs", "window::basics::examples_open_and_every_page_can_be_drawn"),
];

pub struct Source {
    pub path: String,
    /// The code, without comments and without the unit tests at the end.
    pub code: String,
    /// The same with comments.
    text: String,
}

pub fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(files.len() > 40, "the sources are found");
    files.into_iter().map(|file| source(&root, &file)).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
        if entry.is_dir() {
            collect(&entry, files);
        } else if entry.extension().is_some_and(|e| e == "rs") {
            files.push(entry);
        }
    }
}

fn source(root: &Path, file: &Path) -> Source {
    let path = file.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
    let text = fs::read_to_string(file).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap().to_owned();
    let code = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    Source { path, code, text }
}

/// Whether `name` stands in the code as a path's first part: `egui::`, `use egui;`.
fn names(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    let starts = |at: usize| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    };
    code.match_indices(&path).any(|(at, _)| starts(at)) || code.contains(&format!("use {name};"))
}

/// The parts of the program that a source uses: `crate::draft`, and those in `use crate::{…}`.
fn used_parts(code: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => parts.extend(top_level(list)),
            None => parts.push(word(rest)),
        }
    }
    parts
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The first words of a list in braces, up to its closing brace.
fn top_level(list: &str) -> Vec<String> {
    let mut depth = 0;
    let mut items = vec![String::new()];
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(String::new()),
            c if depth == 0 => items.last_mut().unwrap().push(c),
            _ => {}
        }
    }
    items.iter().map(|i| word(i.trim())).filter(|i| !i.is_empty()).collect()
}

#[test]
fn parts_use_only_what_the_design_lets_them() {
    let mut wrong = Vec::new();
    for source in sources() {
        let Some((part, allowed)) = MAY_USE.iter().find(|(p, _)| source.path.starts_with(&format!("{p}/")))
        else {
            continue;
        };
        for used in used_parts(&source.code) {
            if used != *part && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{} uses {used}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_part_has_its_place_in_the_design() {
    for source in sources() {
        if let Some((part, _)) = source.path.split_once('/') {
            assert!(MAY_USE.iter().any(|(p, _)| *p == part), "src/{part} is in no list");
        }
    }
}

/// The parts whose heads say what they use, for a newcomer to read; window and its state are read through theirs.
const SAYS_WHAT_IT_USES: &[&str] = &[
    "form", "words", "draft", "check", "diff", "roll", "bounds", "import", "ledger", "layout", "export",
    "store", "cli",
];

/// The parts that the head of a module says it uses: the words in code marks of the sentence that begins with `Uses`.
fn said_to_be_used(head: &str) -> Option<Vec<&str>> {
    let sentence = head.lines().find(|line| line.starts_with("//! Uses "))?;
    let mut words: Vec<&str> = sentence.split('`').skip(1).step_by(2).collect();
    words.sort_unstable();
    Some(words)
}

#[test]
fn parts_say_what_they_may_use() {
    let sources = sources();
    for part in SAYS_WHAT_IT_USES {
        let (_, allowed) = MAY_USE.iter().find(|(p, _)| p == part).unwrap();
        let module = sources.iter().find(|s| s.path == format!("{part}/mod.rs")).unwrap();
        let mut allowed = allowed.to_vec();
        allowed.sort_unstable();
        assert_eq!(said_to_be_used(&module.text), Some(allowed), "src/{part}/mod.rs");
    }
}

#[test]
fn packages_are_named_only_where_they_belong() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (package, places) in ONLY_IN.iter().chain(ONLY_TOUCHED_IN) {
            let named = if package.contains("::") {
                touches(&source.code, package)
            } else {
                names(&source.code, package)
            };
            if named && !places.iter().any(|p| source.path.starts_with(p)) {
                wrong.push(format!("{} names {package}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a module of the standard library is used, also as `use std::{fs, …}`.
fn touches(code: &str, module: &str) -> bool {
    let Some(last) = module.strip_prefix("std::") else { return false };
    let lists = code.match_indices("use std::{").map(|(at, start)| top_level(&code[at + start.len()..]));
    code.contains(module) || lists.flatten().any(|item| item == last)
}

#[test]
fn no_form_is_known_to_the_code() {
    let rows = nianbao::form::builtin().iter().flat_map(|f| f.cells().to_vec());
    let sections = nianbao::form::builtin().iter().flat_map(|f| f.sections.iter().map(|s| s.id.to_string()));
    let ids: Vec<String> =
        rows.map(|c| c.id.to_string()).chain(sections).map(|id| format!("\"{id}\"")).collect();
    for source in sources() {
        let named = ids.iter().find(|id| source.code.contains(id.as_str()));
        assert!(named.is_none(), "{} names the cell or section {named:?}", source.path);
    }
}

/// How the forms call their tables, and how sentences call their sections.
const OF_FORMS: &[&str] = &["表一", "表二", "表三", "表四", "第五部分", "第六部分"];

/// The fewest characters of a name that is of a form and no ordinary word: 其他, 总计, 规章 are both.
const TELLING: usize = 3;

/// Names of the forms that are words of their own where they stand, each with why.
const ORDINARY: &[(&str, &str)] = &[
    ("依申请公开", "part of the name by which every office knows its ledger, 依申请公开台账"),
    ("申请情况", "what applications came to: said where a form has no such table, and so no name for one"),
];

/// A name as sentences use it: without its number before it and its remark in brackets behind it.
fn bare(name: &str) -> &str {
    let words = name.trim_start_matches(|c| "（）一二三四五六七八九十、0123456789.".contains(c));
    words.split('（').next().unwrap_or(words)
}

/// What one form calls its tables, sections, rows and columns, what these count, and what its texts have to treat.
fn names_of(form: &Form) -> Vec<String> {
    let cells = form.cells().iter().flat_map(|c| c.row_path.iter().chain([&c.row_label, &c.column_label]));
    let sections = form.sections.iter().flat_map(|s| [&s.heading, &s.task]);
    let topics = form.sections.iter().flat_map(|s| s.topics.iter().chain(&s.government)).map(|t| &t.label);
    let words = form.words().roles.values().flat_map(|w| w.kinds.iter().map(|k| &k.name).chain([&w.name]));
    let tables = form.tables.iter().map(|table| &table.name);
    let all = cells.chain(sections).chain(topics).chain(words).chain(tables);
    let names = all.flat_map(|name| [bare(name), name.as_str()]);
    names.filter(|name| name.chars().count() >= TELLING).map(str::to_owned).collect()
}

/// The string literals of some code; remarks may name what they like: they tell whoever reads the code what is meant.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // A character that is a quotation mark opens nothing.
            '\'' if chars.peek() == Some(&'"') => drop(chars.next()),
            '/' if chars.peek() == Some(&'/') => drop(chars.by_ref().find(|c| *c == '\n')),
            '"' => found.push(literal(&mut chars)),
            _ => {}
        }
    }
    found
}

/// What stands up to the closing quotation mark.
fn literal(chars: &mut impl Iterator<Item = char>) -> String {
    let mut text = String::new();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => drop(chars.next()),
            c => text.push(c),
        }
    }
    text
}

/// The code without what rules cite: documents and articles are called as they call themselves.
fn without_citations(code: &str) -> String {
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("source: \""));
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn no_sentence_names_a_row_column_table_or_section_by_itself() {
    let names: BTreeSet<String> = form::builtin().iter().flat_map(|form| names_of(form)).collect();
    assert!(names.len() > 80 && names.contains("予以公开") && names.contains("商业企业"), "the forms' names");
    let is_ordinary = |name: &str| ORDINARY.iter().any(|(word, _)| *word == name);
    let telling: Vec<&str> = names.iter().map(String::as_str).filter(|name| !is_ordinary(name)).collect();
    let mut wrong = Vec::new();
    for source in sources() {
        for text in literals(&without_citations(&source.text)) {
            let name = telling.iter().chain(OF_FORMS).find(|name| text.contains(**name));
            wrong.extend(name.map(|name| format!("{} names {name}: {text}", source.path)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_counts_as_an_ordinary_word_is_a_name_that_is_used() {
    let names: BTreeSet<String> = form::builtin().iter().flat_map(|form| names_of(form)).collect();
    let all: Vec<String> = sources().iter().flat_map(|source| literals(&source.text)).collect();
    for (word, why) in ORDINARY {
        let used = all.iter().any(|text| text.contains(word));
        assert!(names.contains(*word) && used && !why.is_empty(), "{word} needs no exception");
    }
}

/// Words of the code that stop the program.
const PANICS: &[&str] = &[".unwrap()", ".expect(", "panic!(", "unreachable!(", "todo!(", "unimplemented!("];

/// Whether a line has a remark of its own on it or right above it: not the description of an item.
fn says_why(lines: &[&str], at: usize) -> bool {
    let above = at.checked_sub(1).and_then(|above| lines.get(above)).map_or("", |line| line.trim_start());
    let is_remark = above.starts_with("// ") || lines[at].contains(" // ");
    is_remark && !above.starts_with("///")
}

#[test]
fn what_may_panic_says_why_and_is_shown_not_to() {
    let mut wrong = Vec::new();
    for source in sources() {
        let lines: Vec<&str> = source.text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let code = line.split("//").next().unwrap();
            let is_listed = MAY_PANIC.iter().any(|(file, _)| *file == source.path);
            if PANICS.iter().any(|word| code.contains(word)) && !(is_listed && says_why(&lines, at)) {
                wrong.push(format!("{}:{}: {}", source.path, at + 1, line.trim()));
            }
        }
    }
    wrong.extend(MAY_PANIC.iter().filter_map(|(_, test)| Named::read(test).err()));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_panic_is_listed_that_is_not_there() {
    let sources = sources();
    for (file, _) in MAY_PANIC {
        let source = sources.iter().find(|source| source.path == *file).unwrap();
        assert!(PANICS.iter().any(|word| source.code.contains(word)), "{file} holds no panic");
    }
}

#[test]
fn files_are_one_subject_each() {
    const LINES: usize = 500;
    for source in sources() {
        assert!(source.text.starts_with("//!"), "{} does not say what it is", source.path);
        let lines = source.text.lines().count();
        assert!(lines <= LINES, "{} has {lines} lines; is it still one subject?", source.path);
    }
}

/// The state of the program, as a parameter that can be written.
const WRITABLE: &[&str] =
    &["&mut App", "&mut Session", "&mut Document", "&mut Desk", "&mut User", "&mut GridState"];

/// The one file of the window that holds the state and does what was asked for.
const HOLDS_THE_STATE: &str = "ui/mod.rs";

#[test]
fn what_is_drawn_cannot_write_the_state() {
    let mut wrong = Vec::new();
    let drawn = sources().into_iter().filter(|source| source.path.starts_with("ui/"));
    for source in drawn {
        let applies = source.path != HOLDS_THE_STATE && source.code.contains(".apply(");
        let taken = WRITABLE.iter().filter(|state| source.code.contains(**state));
        wrong.extend(taken.map(|state| format!("{} takes {state}", source.path)));
        wrong.extend(applies.then(|| format!("{} does what it should ask for", source.path)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
