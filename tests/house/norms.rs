//! The pages on what the program rests on (`assets/norms`), held to the code and the form files: what a page says of a
//! rule, a row or a document is what the program does, and what the code cites is there.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use nianbao::{
    check::{self, RuleEntry},
    form::{self, Cell, Form, Years},
};

use crate::named::root;

/// A page: its file name and its text.
struct Page {
    name: String,
    text: String,
}

impl Page {
    fn read(path: &Path) -> Self {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        Self { name, text: fs::read_to_string(path).unwrap() }
    }

    /// The words of its headings.
    fn headings(&self) -> Vec<&str> {
        let heads = self.text.lines().filter(|line| line.starts_with('#'));
        heads.map(|line| line.trim_start_matches('#').trim()).collect()
    }

    /// Those of these lines that it does not have.
    fn lacks(&self, lines: impl IntoIterator<Item = String>) -> Vec<String> {
        let own: BTreeSet<&str> = self.text.lines().collect();
        lines.into_iter().filter(|line| !own.contains(line.as_str())).collect()
    }
}

fn pages() -> Vec<Page> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(root().join("assets/norms")).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| Page::read(path)).collect()
}

fn page(name: &str) -> Page {
    pages().into_iter().find(|page| page.name == name).unwrap()
}

// What the pages say.

/// The line of the table of rules, without the years that it is for.
fn rule_line(rule: &RuleEntry) -> String {
    let RuleEntry { id, sentence, advice, source, .. } = rule;
    format!("| {id} | {} | {sentence} | {advice} | {source} |", rule.level.name())
}

/// The table of rules as it should be: every rule of every form, the newest form first, with the years that it is for.
fn rule_lines() -> Vec<String> {
    let mut lines: Vec<(String, Vec<&Years>)> = Vec::new();
    for form in form::builtin() {
        for line in check::catalogue(form).iter().map(rule_line) {
            match lines.iter_mut().find(|(known, _)| *known == line) {
                Some((_, years)) => years.push(&form.years),
                None => lines.push((line, vec![&form.years])),
            }
        }
    }
    lines.into_iter().map(|(line, years)| format!("{line} {} |", in_words(&years))).collect()
}

/// The years of some forms, the newest first, those that follow each other as one: `2019年度起`, so that a newer form
/// with the same rule changes no line.
fn in_words(years: &[&Years]) -> String {
    let mut spans: Vec<(u16, Option<u16>)> = Vec::new();
    for years in years.iter().rev() {
        match spans.last_mut() {
            Some((_, end)) if end.is_some_and(|end| end + 1 == years.from) => *end = years.to,
            _ => spans.push((years.from, years.to)),
        }
    }
    let words = |(from, to): &(u16, Option<u16>)| match to {
        Some(to) => format!("{from}至{to}年度"),
        None => format!("{from}年度起"),
    };
    spans.iter().map(words).collect::<Vec<_>>().join("、")
}

#[test]
fn the_page_of_rules_is_the_list_of_rules() {
    let page = page("rules.md");
    let lines = rule_lines();
    let missing = page.lacks(lines.clone());
    assert!(missing.is_empty(), "lines to write into assets/norms/rules.md:\n{}", missing.join("\n"));
    let ids: BTreeSet<&str> = lines.iter().filter_map(|line| line.split(" | ").next()).collect();
    let is_of_a_rule = |line: &&str| line.split(" | ").next().is_some_and(|id| ids.contains(id));
    let stale: Vec<&str> =
        page.text.lines().filter(is_of_a_rule).filter(|line| !lines.iter().any(|l| l == line)).collect();
    assert!(stale.is_empty(), "lines of assets/norms/rules.md that no rule has:\n{}", stale.join("\n"));
    let known: BTreeSet<&str> = page.text.lines().filter_map(id_of).collect();
    let gone: Vec<&&str> = known.iter().filter(|id| !ids.contains(format!("| {id}").as_str())).collect();
    assert!(gone.is_empty(), "rules of assets/norms/rules.md that there are not: {gone:?}");
}

/// The id in the first column of a table of rules.
fn id_of(line: &str) -> Option<&str> {
    let id = line.strip_prefix("| ")?.split(" | ").next()?;
    (id.contains('-') && id.starts_with(|c: char| c.is_ascii_uppercase())).then_some(id)
}

/// The line of the page on counting for the row of a cell: its labels from the second on, what counts, its article.
fn row_line(cell: &Cell) -> Option<String> {
    let labels = match cell.row_path.as_slice() {
        [] => return None,
        [one] => one.clone(),
        [_, inner @ ..] => inner.join("："),
    };
    let article = if cell.article.is_empty() { "—" } else { &cell.article };
    Some(format!("| {labels} | {} | {article} |", cell.counts))
}

#[test]
fn the_page_on_counting_has_every_row_as_the_forms_have_it() {
    let rows: BTreeSet<String> =
        form::builtin().iter().flat_map(|form| form.cells().iter().filter_map(row_line)).collect();
    assert!(rows.len() > 30, "the rows of the forms are found");
    let missing = page("counting.md").lacks(rows);
    assert!(missing.is_empty(), "lines to write into assets/norms/counting.md:\n{}", missing.join("\n"));
}

#[test]
fn the_page_on_counting_names_every_column_and_what_has_no_row_label() {
    let text = page("counting.md").text;
    for form in form::builtin() {
        for cell in form.cells() {
            assert!(text.contains(&cell.column_label), "{}: {}", form.id, cell.column_label);
            let says = [&cell.row_label, &cell.counts, &cell.article];
            let missing = says.into_iter().find(|words| !text.contains(words.as_str()));
            assert_eq!(missing, None, "{} {}", form.id, cell.id);
        }
    }
}

#[test]
fn the_page_on_forms_names_the_documents_of_each() {
    let text = page("forms.md").text;
    for form in form::builtin() {
        let Form { basis, years, .. } = &**form;
        for words in [&basis.number, &basis.title, &basis.law, &basis.notice] {
            assert!(text.contains(words.as_str()), "{}: {words}", form.id);
        }
        assert!(text.contains(&years.from.to_string()), "{}", form.id);
    }
}

#[test]
fn the_page_on_sums_and_the_page_on_texts_have_what_the_forms_ask_for() {
    let (sums, texts) = (page("sums.md").text, page("texts.md").text);
    for form in form::builtin() {
        for relation in &form.relations {
            assert!(!relation.source.is_empty(), "{} {} has no source", form.id, relation.rule);
        }
        assert!(form.tables.iter().all(|table| sums.contains(&table.name)), "{}", form.id);
        let topics = form.sections.iter().flat_map(|section| &section.topics);
        let untold: Vec<&str> =
            topics.map(|t| t.label.as_str()).filter(|label| !texts.contains(label)).collect();
        assert!(untold.is_empty(), "{}: {untold:?}", form.id);
    }
}

// How the pages are written.

/// Words in Latin letters that an officer knows.
const KNOWN: &[&str] = &["A4", "GB/T", "DB51/T", "PDF", "Word"];

/// Latin words of a line, file names in code marks and rule ids in a first column aside.
fn foreign(line: &str) -> Vec<String> {
    let without_code: String = line.split('`').step_by(2).collect();
    let without_id = id_of(line).map_or_else(|| without_code.clone(), |id| without_code.replacen(id, "", 1));
    let words = without_id.split(|c: char| !(c.is_ascii_alphanumeric() || c == '/'));
    let latin =
        words.filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()) && !KNOWN.contains(word));
    latin.map(str::to_owned).collect()
}

#[test]
fn the_pages_are_plain_words_of_the_officer() {
    for Page { name, text } in pages() {
        for line in text.lines() {
            let words = foreign(line);
            assert!(words.is_empty(), "{name}: {words:?} in {line}");
            let is_plain = !line.contains("](") && !line.contains("**") && !line.starts_with([' ', '>', '<']);
            assert!(is_plain, "{name}: more than headings, paragraphs, lists and tables: {line}");
        }
    }
}

#[test]
fn every_page_has_one_title_and_no_heading_twice() {
    for page in pages() {
        let headings = page.headings();
        let distinct: BTreeSet<&&str> = headings.iter().collect();
        assert_eq!(distinct.len(), headings.len(), "{}: {headings:?}", page.name);
        let titles = page.text.lines().filter(|line| line.starts_with("# ")).count();
        assert_eq!(titles, 1, "{}", page.name);
    }
}

#[test]
fn the_rows_of_a_table_have_as_many_columns_as_its_head() {
    for Page { name, text } in pages() {
        let mut columns = 0;
        for line in text.lines() {
            let own = line.matches('|').count();
            let goes_on = columns > 0 && own > 0;
            assert!(!goes_on || own == columns, "{name}: {line}");
            columns = own;
        }
    }
}

// What cites them.

/// A page as it is cited, with the headings named behind it.
#[derive(Debug)]
struct Citation {
    page: String,
    headings: Vec<String>,
}

/// Every citation in a text: `norms/texts.md` “用词和标点”、“年份和统计期限”.
fn citations(text: &str) -> Vec<Citation> {
    let lines: Vec<&str> =
        text.lines().map(|line| line.trim().trim_start_matches(['/', '!', '#', ' '])).collect();
    let whole = lines.join(" ");
    let rests = whole.match_indices(PLACE).map(|(at, place)| &whole[at + place.len()..]);
    rests.filter_map(citation).collect()
}

/// Where the pages are, as a citation begins.
const PLACE: &str = "assets/norms/";

fn citation(text: &str) -> Option<Citation> {
    let end = text.find(".md")? + ".md".len();
    let page = text[..end].to_owned();
    let is_name = page.chars().all(|c| c.is_ascii_lowercase() || c == '.');
    let mut headings = Vec::new();
    let mut rest = text[end..].trim_start_matches(['`', ' ']);
    while let Some((heading, after)) = rest.strip_prefix('“').and_then(|rest| rest.split_once('”')) {
        headings.push(heading.to_owned());
        rest = after.trim_start_matches(['、', ' ']);
    }
    is_name.then_some(Citation { page, headings })
}

/// The files that may cite: sources, tests and their cases, forms and pages, what builds and explains them.
fn citing() -> Vec<(String, String)> {
    let mut files = vec![root().join("Cargo.toml"), root().join("README.md")];
    for folder in ["src", "tests", "assets"] {
        collect(&root().join(folder), &mut files);
    }
    let name = |file: &Path| file.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
    files.iter().map(|file| (name(file), fs::read_to_string(file).unwrap())).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
        let reads = |path: &Path| {
            path.extension().is_some_and(|e| ["rs", "ron", "md", "txt", "sh"].iter().any(|r| e == *r))
        };
        if path.is_dir() {
            collect(&path, files);
        } else if reads(&path) {
            files.push(path);
        }
    }
}

#[test]
fn what_is_cited_stands_on_its_page() {
    let pages = pages();
    let mut cited = 0;
    for (file, text) in citing().iter().filter(|(file, _)| !file.ends_with("house/norms.rs")) {
        for Citation { page, headings } in citations(text) {
            let found = pages.iter().find(|p| p.name == page);
            let found = found.unwrap_or_else(|| panic!("{file} cites {page}, which there is not"));
            let unknown: Vec<&String> =
                headings.iter().filter(|h| !found.headings().contains(&h.as_str())).collect();
            assert!(unknown.is_empty(), "{file}: {page} has no heading {unknown:?}");
            cited += 1;
        }
    }
    assert!(cited > 0, "the citations are found");
}

/// How pages are named that are not in the repository: nobody who has only that can look them up.
const ELSEWHERE: &[&str] =
    &["norms §", "norms.md", "anchors.md", "design.md", "gui.md", "pdf.md", "fonts.md"];

#[test]
fn no_page_is_cited_that_is_not_in_the_repository() {
    let mut wrong = Vec::new();
    for (file, text) in citing().iter().filter(|(file, _)| !file.ends_with("house/norms.rs")) {
        let lines = text.lines().enumerate();
        let cites = lines.filter(|(_, line)| ELSEWHERE.iter().any(|page| line.contains(page)));
        wrong.extend(cites.map(|(at, line)| format!("{file}:{}: {}", at + 1, line.trim())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_page_says_of_another_is_there() {
    let pages = pages();
    for Page { name, text } in &pages {
        for (at, _) in text.match_indices('`').step_by(2) {
            let citation =
                citation(&text[at + 1..]).unwrap_or_else(|| panic!("{name}: no page behind a mark"));
            let other = pages.iter().find(|page| page.name == citation.page).unwrap();
            let there = citation.headings.iter().all(|h| other.headings().contains(&h.as_str()));
            assert!(there && !citation.headings.is_empty(), "{name}: {citation:?}");
        }
    }
}
