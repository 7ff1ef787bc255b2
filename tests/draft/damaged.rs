//! Damaged drafts: cut off, flipped, edited by hand, of other programs. Each is a sentence, or is opened as far as it can
//! be read, with everything listed that was lost.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
    time::Duration,
};

use nianbao::{
    check,
    draft::{
        Draft, Entry, Report,
        file::{self, FileError},
        salvage::{self, Loss, Salvaged},
    },
    form::{self, CellId},
    store::{self, OpenError, PartOpened},
};
use proptest::{prelude::*, sample::select, test_runner::TestRunner};
use tempfile::{TempDir, tempdir};

use crate::common::{
    clock::{self, since, thread_time},
    drafts,
    folder::{example_text, old_and_new},
    forms, needed,
    reached::reached,
};

const NAME: &str = "2022年度.ron";

/// A folder with a draft in it.
struct Desk {
    _folder: TempDir,
    path: PathBuf,
}

impl Desk {
    fn with(content: &[u8]) -> Self {
        let folder = tempdir().unwrap();
        let path = folder.path().join(NAME);
        fs::write(&path, content).unwrap();
        Self { _folder: folder, path }
    }

    fn open(&self) -> Result<Draft, OpenError> {
        store::open(&self.path)
    }

    fn open_in_part(&self) -> Result<PartOpened, OpenError> {
        store::open_in_part(&self.path)
    }
}

/// A draft of 20 kB, with last year's report in it.
fn full() -> Draft {
    let (_, mut draft) = old_and_new();
    for (at, entry) in draft.report.cells.values_mut().enumerate() {
        *entry = Entry::read(&(at + 10).to_string()).unwrap();
    }
    draft.last = Some(Report { year: 2021, ..draft.report.clone() });
    draft
}

/// The cells of the report being written, each with where its entry ends.
fn entries(text: &str, draft: &Draft) -> Vec<(CellId, Entry, usize)> {
    let own = text.find("\n    last:").unwrap_or(text.len());
    let cells = draft.report.cells.iter().chain(&draft.report.printed);
    let end = |id: &CellId| {
        let begin = text[..own].find(&format!("\"{id}\": ")).unwrap();
        begin + text[begin..].find('\n').unwrap() - 1
    };
    cells.map(|(id, entry)| (id.clone(), entry.clone(), end(id))).collect()
}

fn entry_of<'d>(draft: &'d Draft, id: &CellId) -> Option<&'d Entry> {
    draft.report.cells.get(id).or_else(|| draft.report.printed.get(id))
}

/// Everything that holds of whatever was salvaged.
fn is_sensible(salvaged: &Salvaged) {
    let draft = &salvaged.draft;
    let form = form::by_id(&draft.report.form).unwrap();
    assert_eq!(
        file::read(&file::write(draft)).as_ref(),
        Ok(draft),
        "what is salvaged can be saved and opened"
    );
    assert!(draft.report.cells.keys().chain(draft.report.printed.keys()).all(|id| form.cell(id).is_some()));
    assert!(salvaged.lost.is_sorted_by_key(|l| l.line));
    for lost in &salvaged.lost {
        assert!(lost.did(&form).contains("行") || matches!(lost.why, Loss::More(_)), "{lost:?}");
    }
}

#[test]
fn r04_a_draft_cut_at_any_byte_keeps_every_cell_before_the_cut() {
    let draft = Draft { last: None, ..full() };
    let whole = file::write(&draft);
    let entries = entries(&whole, &draft);
    assert!(whole.len() > 20_000 && entries.len() > 150, "{} {}", whole.len(), entries.len());
    let (mut opened, mut first, mut worst) = (0, None, Duration::ZERO);
    for at in (0..whole.trim_end().len()).step_by(needed::step(17)) {
        let cut = &whole.as_bytes()[..at];
        let start = thread_time();
        let salvaged = salvage::salvage_bytes(cut);
        worst = worst.max(since(start));
        if let Some(text) = str::from_utf8(cut).ok().filter(|_| at % 3 == 0) {
            file::read(text).unwrap_err();
        }
        let Some(salvaged) = salvaged else {
            assert!(first.is_none(), "{at}: nothing is left of it");
            continue;
        };
        first = first.or(Some(at));
        opened += 1;
        assert!(!salvaged.lost.is_empty(), "{at}: nothing is listed");
        let kept = entries.iter().take_while(|(_, _, end)| *end <= at);
        kept.for_each(|(id, entry, _)| assert_eq!(entry_of(&salvaged.draft, id), Some(entry), "{at}: {id}"));
        let all = salvaged.draft.report.cells.len() + salvaged.draft.report.printed.len();
        let before = entries.iter().filter(|(_, _, end)| *end <= at).count();
        assert_eq!(all, before, "{at}: a cell out of nothing");
        if at % 5 == 0 {
            is_sensible(&salvaged);
        }
    }
    let (cuts, first_byte) = ((whole.len() - 1).div_ceil(needed::step(17)), first.unwrap_or(0));
    reached(
        "R4",
        &format!("{cuts} cuts, {opened} read in part, from byte {first_byte} on; {worst:?} at most"),
    );
    assert!(first.is_some_and(|at| at < 100), "{first:?}");
}

#[test]
fn r04_a_cut_within_a_character_is_a_cut() {
    let whole = example_text("wenzhou-2022.ron");
    let mut within = 0;
    for at in (0..whole.len()).filter(|at| !whole.is_char_boundary(*at)).step_by(needed::step(31)) {
        let desk = Desk::with(&whole.as_bytes()[..at]);
        let said = desk.open().unwrap_err().to_string();
        assert!(said.contains("就断了") && said.ends_with("读出还在的部分"), "{at}: {said}");
        assert!(!desk.open_in_part().unwrap().read.lost.is_empty());
        within += 1;
    }
    assert!(within > 100, "{within}");
}

/// Numbers that come one after the other, the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

/// The lines, from 1, in which one of these bytes stands, or which one of them has begun.
fn lines_of(bytes: &[u8], places: &[usize]) -> BTreeSet<usize> {
    let breaks: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] == b'\n').collect();
    let line = |at: usize| breaks.partition_point(|end| *end < at) + 1;
    places.iter().flat_map(|at| [line(*at), line(*at + usize::from(bytes[*at] == b'\n'))]).collect()
}

#[test]
fn r05_flipped_bytes_are_opened_refused_or_salvaged_and_no_figure_is_invented() {
    let draft = Draft { last: None, ..full() };
    let whole = file::write(&draft).into_bytes();
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let runs = needed::times(1_000, 100_000);
    let (mut strict, mut in_part, mut lost_cells, mut worst) = (0, 0, 0_usize, Duration::ZERO);
    for run in 0..runs {
        let mut bytes = whole.clone();
        let places: Vec<usize> = (0..=dice.below(16)).map(|_| dice.below(whole.len())).collect();
        for at in &places {
            bytes[*at] ^= 1 << dice.below(8);
        }
        let start = thread_time();
        let read = str::from_utf8(&bytes).ok().map(file::read);
        let salvaged = salvage::salvage_bytes(&bytes);
        worst = worst.max(since(start));
        if let Some(Ok(read)) = read {
            strict += 1;
            // Another form may be one of a later program, and its draft whole.
            if form::by_id(&read.report.form).is_none() {
                continue;
            }
            assert!(
                read.report.year == 0 || (1990..2200).contains(&read.report.year),
                "{}",
                read.report.year
            );
            let salvaged = salvaged.unwrap();
            assert_eq!((&salvaged.draft, salvaged.lost.len()), (&read, 0), "{run}: whole is whole");
            continue;
        }
        if matches!(read, Some(Err(FileError::Newer { .. }))) {
            continue;
        }
        let touched = lines_of(&bytes, &places);
        let lines = || {
            let text = String::from_utf8_lossy(&bytes);
            let lines = text.lines().enumerate().filter(|(at, _)| touched.contains(&(at + 1)));
            lines.map(|(at, line)| format!("{} {line}", at + 1)).collect::<Vec<_>>().join("\n")
        };
        let salvaged = salvaged.unwrap_or_else(|| panic!("{run}: nothing is left\n{}", lines()));
        in_part += 1;
        assert!(!salvaged.lost.is_empty(), "{run}: nothing is listed\n{}", lines());
        for figure in &salvaged.figures {
            let is_own = entry_of(&draft, &figure.cell).is_some_and(|e| e.to_string() == figure.text);
            assert!(is_own || touched.contains(&figure.line), "{run}: {figure:?}");
        }
        lost_cells +=
            draft.report.cells.len() - salvaged.draft.report.cells.len().min(draft.report.cells.len());
        if run % 8 == 0 {
            is_sensible(&salvaged);
        }
    }
    let told = format!("{runs} flips: {strict} read, {in_part} in part, {lost_cells} cells lost, 0 invented");
    reached("R5", &format!("{told}; {worst:?} at most"));
    assert!(strict > runs / 100 && in_part > runs / 4, "{strict} {in_part}");
    // A flip of sixteen bytes at most hits as many entries at most, and mostly texts.
    assert!(lost_cells / 16 < in_part as usize, "{lost_cells}");
}

/// The lines of one text that another has not, or not as often.
fn missing<'t>(whole: &'t str, other: &str) -> Vec<&'t str> {
    let mut others: Vec<&str> = other.lines().map(str::trim).collect();
    whole
        .lines()
        .map(str::trim)
        .filter(|line| match others.iter().position(|other| other == line) {
            Some(at) => {
                others.swap_remove(at);
                false
            }
            None => true,
        })
        .collect()
}

/// What is lost of a text without one of its lines: no more than that line, or what it is the head of.
fn loses_a_line(text: &str, gone: usize) -> Result<(), String> {
    let lines: Vec<&str> = text.lines().collect();
    let left = [&lines[..gone], &lines[gone + 1..]].concat().join("\n");
    let Some(salvaged) = salvage::salvage(&left) else { return Err("nothing is left".to_owned()) };
    let again = file::write(&salvaged.draft);
    let lost = missing(text, &again);
    // The last paragraph of a text gone, its brackets are written otherwise.
    let is_it = |line: &str| line == lines[gone].trim() || line.ends_with("\": [") || line == "],";
    let is_listed = |line: &str| salvaged.lost.iter().any(|l| l.found.contains(first_word(line)));
    let heads_a_text = lines[gone].trim().starts_with('"') && lines[gone].ends_with('[');
    match lost.iter().find(|line| !(is_it(line) || heads_a_text && is_listed(line))) {
        Some(line) => Err(format!("without {:?}: {line:?} is lost, {:?}", lines[gone], salvaged.lost)),
        None => Ok(()),
    }
}

fn first_word(line: &str) -> &str {
    let line = line.trim_matches(['"', ',']);
    &line[..line.char_indices().nth(8).map_or(line.len(), |(at, _)| at)]
}

#[test]
fn r04_a_real_draft_without_a_line_loses_that_line_alone() {
    let text = file::write(&full());
    let wrong: Vec<String> = (0..text.lines().count())
        .step_by(needed::step(3))
        .filter_map(|gone| loses_a_line(&text, gone).err())
        .collect();
    assert!(wrong.is_empty(), "{} {}", wrong.len(), wrong.join("\n"));
    let tried = text.lines().count().div_ceil(needed::step(3));
    reached("R4", &format!("{tried} lines taken out one by one: that line alone is lost"));
}

/// What becomes of lines that stand together.
type Damage = fn(&[&str]) -> Vec<String>;

/// Kinds of damage that a bad sector or a torn write does to three lines at once.
const DAMAGES: [(&str, Damage); 4] = [
    ("gone", |_| Vec::new()),
    ("two run together", |lines| vec![lines[0].to_owned(), format!("{}*{}", lines[1], lines[2])]),
    ("one begins with rubbish, two run together", |lines| {
        vec![lines[0].replacen("    ", " $  ", 1), format!("{}*{}", lines[1], lines[2])]
    }),
    ("rubbish before each, and no colon", |lines| {
        lines.iter().map(|line| line.replacen(": ", "; ", 1).replacen("    ", " $  ", 1)).collect()
    }),
];

#[test]
fn r05_damage_to_lines_that_stand_together_leaves_every_other_figure() {
    let draft = Draft { last: None, ..full() };
    let text = file::write(&draft);
    let lines: Vec<&str> = text.lines().collect();
    for (name, damage) in DAMAGES {
        for at in 1..lines.len() - 3 {
            let (touched, rest) = (&lines[at..at + 3], &lines[at + 3..]);
            let before = lines[..at].iter().map(|line| (*line).to_owned());
            let after = rest.iter().map(|line| (*line).to_owned());
            let damaged: Vec<String> = before.chain(damage(touched)).chain(after).collect();
            let left =
                salvage::salvage(&damaged.join("\n")).map(|s| s.draft.report.cells).unwrap_or_default();
            let is_touched = |id: &str| touched.iter().any(|line| line.contains(id));
            let lost: Vec<&CellId> =
                draft.report.cells.keys().filter(|id| !left.contains_key(*id) && !is_touched(id)).collect();
            assert!(lost.is_empty(), "{name}, line {}: {} lost, {lost:?}", at + 1, lost.len());
        }
    }
    let places = lines.len() - 4;
    reached(
        "R5",
        &format!("{} kinds of damage to three lines at {places} places, no other lost", DAMAGES.len()),
    );
}

/// A random draft of a form that the program has, each of its strings on a line of its own.
fn plain_draft() -> impl Strategy<Value = Draft> {
    select(form::builtin().to_vec()).prop_flat_map(drafts::draft).prop_filter("one entry a line", |draft| {
        let report = &draft.report;
        let filled = !report.cells.is_empty();
        // Of an entry over two lines, one without the other is another entry.
        let breaks = |entry: &Entry| entry.to_string().contains('\n');
        let broken = report.cells.values().chain(report.printed.values()).any(breaks);
        let by_line =
            || file::write(draft).lines().all(|line| line.starts_with(' ') || line == "(" || line == ")");
        filled && !broken && by_line()
    })
}

#[test]
fn r04_any_draft_without_a_line_invents_nothing() {
    let config = needed::tries(12, 200);
    let law = |draft: Draft| {
        let text = file::write(&draft);
        for gone in 0..text.lines().count() {
            let left: Vec<&str> =
                text.lines().enumerate().filter(|(at, _)| *at != gone).map(|(_, l)| l).collect();
            let Some(salvaged) = salvage::salvage(&left.join("\n")) else { continue };
            for (id, entry) in salvaged.draft.report.cells.iter().chain(&salvaged.draft.report.printed) {
                let own = [&draft.report.cells, &draft.report.printed].map(|cells| cells.get(id));
                prop_assert!(own.contains(&Some(entry)), "{}: {}", gone, id);
            }
        }
        Ok(())
    };
    TestRunner::new(config).run(&plain_draft(), law).unwrap();
}

/// The example with some of its words changed.
fn changed(changes: &[(&str, &str)]) -> String {
    let mut text = example_text("wenzhou-2022.ron").to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    text
}

/// What is said of a file: by a command, and on the page of the window that shows what was lost.
fn said(content: &[u8]) -> String {
    let desk = Desk::with(content);
    let mut said = desk.open().map_or_else(|e| e.to_string(), |_| "opened".to_owned());
    let Ok(PartOpened { read, form, .. }) = desk.open_in_part() else { return said };
    for lost in &read.lost {
        let doubt = lost.doubt(&form);
        let place = doubt.place.name(&form);
        said += &["\n  ", &place, "：原文“", &doubt.found, "”，", &doubt.did].concat();
    }
    said
}

#[test]
fn r07_everything_that_can_be_wrong_with_a_draft_is_a_sentence() {
    let nat = "\"T3.new.nat\": \"16\",\n";
    let cases: &[(&str, &[(&str, &str)])] = &[
        ("a cell twice", &[(nat, "\"T3.new.nat\": \"16\",\n            \"T3.new.nat\": \"61\",\n")]),
        ("a section twice", &[("\"s1\": [", "\"s0\": [\"别的\"],\n            \"s1\": [")]),
        ("a field twice", &[("title: None,", "title: None,\n        title: Some(\"别的标题\"),")]),
        (
            "all cells twice",
            &[(
                "printed: {",
                "cells: {\n            \"T3.new.nat\": \"61\",\n        },\n        printed: {",
            )],
        ),
        ("an unknown field", &[("title: None,", "title: None,\n        remark: \"备注\",")]),
        ("an unknown cell", &[("\"T3.new.nat\"", "\"T3.new.nut\"")]),
        ("no quotation mark at the end", &[("\"T3.new.nat\": \"16\"", "\"T3.new.nat\": \"16")]),
        ("no quotation mark before", &[("\"T3.new.nat\": \"16\"", "\"T3.new.nat\": 16\"")]),
        ("no colon", &[("\"T3.new.nat\": \"16\"", "\"T3.new.nat\" \"16\"")]),
        ("no comma", &[("\"T3.new.nat\": \"16\",", "\"T3.new.nat\": \"16\"")]),
        ("a damaged heading", &[("cells: {", "cexls: {")]),
        ("a damaged bracket", &[("cells: {", "cells: x")]),
        ("a bracket too many", &[("title: None,", "},\n        title: None,")]),
        ("the wrong bracket", &[("        },\n        printed", "        ),\n        printed")]),
        ("no bracket", &[("        },\n        printed", "        printed")]),
        ("no version", &[("    version: 1,\n", "")]),
        ("version 0", &[("version: 1", "version: 0")]),
        ("negative version", &[("version: 1", "version: -1")]),
        ("a later version", &[("version: 1", "version: 2")]),
        ("no year", &[("        year: 2022,\n", "")]),
        ("year 1", &[("year: 2022", "year: 1")]),
        ("year 9999", &[("year: 2022", "year: 9999")]),
        ("year 65535", &[("year: 2022", "year: 65535")]),
        ("year 70000", &[("year: 2022", "year: 70000")]),
        ("negative year", &[("year: 2022", "year: -1")]),
        ("year in words", &[("year: 2022", "year: 二〇二二")]),
        ("year 0", &[("year: 2022", "year: 0")]),
        ("no form", &[("        form: \"F2021\",\n", "")]),
        ("another form", &[("\"F2021\"", "\"F2099\"")]),
        ("a damaged form", &[("\"F2021\"", "\"F2x21\""), ("title: None", "title: Nxne")]),
        ("a kind that is none", &[("kind: Department", "kind: Company")]),
        ("no report", &[("    report: (\n", "")]),
        (
            "a date that is none",
            &[("kind: Department,", "kind: Department,\n            deadline: Some((month: 13, day: 1)),")],
        ),
        ("a lone surrogate", &[("\"325000\"", "\"\\u{d800}\"")]),
    ];
    let list: Vec<String> = cases
        .iter()
        .map(|(name, changes)| format!("{name}: {}", said(changed(changes).as_bytes())))
        .collect();
    insta::assert_snapshot!("damaged drafts", list.join("\n"));
    reached("R7", &format!("{} kinds of what may be wrong with a draft, each a sentence", list.len()));
}

#[test]
fn r07_bytes_that_are_no_characters_are_listed_where_they_stand() {
    let whole = changed(&[]);
    let at = |words: &str| whole.find(words).unwrap() + words.len();
    let mut list = Vec::new();
    for (name, at) in
        [("in a text", at("\"s1\": [\n                \"2022")), ("in a cell", at("\"T3.new.nat\": \"1"))]
    {
        let mut bytes = whole.clone().into_bytes();
        bytes[at] = 0xff;
        list.push(format!("{name}: {}", said(&bytes)));
    }
    list.push(format!("cut in a string: {}", said(&whole.as_bytes()[..at("\"T3.new.nat\": \"1")])));
    list.push(format!(
        "cut in a text: {}",
        said(&whole.as_bytes()[..at("\"s1\": [\n                \"2022年")])
    ));
    list.push(format!("only noughts: {}", said(&[0; 4096])));
    list.push(format!("noughts at the end: {}", said(&[whole.as_bytes(), &[0; 512]].concat())));
    insta::assert_snapshot!("damaged bytes", list.join("\n"));
}

#[test]
fn r07_a_draft_that_another_program_wrote_in_its_own_encoding_is_read() {
    let whole = example_text("huaian-2024.ron");
    let expect = file::read(whole).unwrap();
    let utf_16: Vec<u8> =
        "\u{feff}".encode_utf16().chain(whole.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(Desk::with(&utf_16).open().unwrap(), expect);
    let (gbk, _, _) = encoding_rs::GB18030.encode(whole);
    assert_eq!(Desk::with(&gbk).open().unwrap(), expect);
    // Damaged, UTF-8 is never taken for another encoding.
    for at in [whole.find('市').unwrap(), whole.find("条例").unwrap() + 1] {
        let mut bytes = whole.as_bytes().to_vec();
        bytes[at] = 0xff;
        let part = Desk::with(&bytes).open_in_part().unwrap().read;
        assert!(part.draft.report.text("s1").contains("信息公开") && part.lost.len() == 1, "{:?}", part.lost);
    }
}

#[test]
fn r07_a_later_draft_is_read_as_far_as_it_is_known() {
    let changes = [
        ("version: 1", "version: 7"),
        ("title: None,", "title: None,\n        motto: Some((words: [\"新\"])),"),
    ];
    let desk = Desk::with(changed(&changes).as_bytes());
    assert!(desk.open().unwrap_err().to_string().contains("草稿版本7"));
    assert!(desk.open_in_part().unwrap_err().to_string().contains("草稿版本7"));
    let part = store::open_newer(&desk.path).unwrap().read;
    assert_eq!(part.version, Some(7));
    assert_eq!(part.draft, file::read(&changed(&[])).unwrap());
    assert_eq!(part.lost.len(), 1, "{:?}", part.lost);
    let own = Desk::with(changed(&[]).as_bytes());
    assert_eq!(
        store::open_newer(&own.path).unwrap().read.draft,
        part.draft,
        "what is of this version is read as ever"
    );
}

/// What may be typed into a cell and is no count.
const ODD: [&str; 6] = ["-1", "1e99", "4294967296", "12.5", "十六", "NaN"];

#[test]
fn r08_what_is_no_count_is_reported_with_its_place_and_the_rest_is_kept() {
    let kinds = ["T2.norm.valid", "T2.fee.amount", "T3.new.nat", "T3.cin.com", "T3.r1.nat", "T4.rev.tot"];
    let whole = file::read(&changed(&[])).unwrap();
    let form = form::by_id(&whole.report.form).unwrap();
    let mut reported = 0;
    for (id, odd) in kinds.iter().flat_map(|id| ODD.map(|odd| (*id, odd))) {
        let cell = CellId::from(id);
        let mut draft = whole.clone();
        let own = if draft.report.printed.contains_key(&cell) {
            &mut draft.report.printed
        } else {
            &mut draft.report.cells
        };
        let Some(old) = own.insert(cell.clone(), Entry::read(odd).unwrap()) else { panic!("{id} is blank") };
        let quoted = changed(&[(&format!("\"{id}\": \"{old}\""), &format!("\"{id}\": \"{odd}\""))]);
        let bare = quoted.replacen(&format!("\"{odd}\""), odd, 1);
        assert_eq!(file::read(&quoted).as_ref(), Ok(&draft), "{id}: {odd}");
        if odd == "十六" {
            let line = quoted[..quoted.find("\"十六\"").unwrap()].lines().count();
            assert!(matches!(file::read(&bare), Err(FileError::Unfit { line: l, .. }) if l == line));
            let salvaged = salvage::salvage(&bare).unwrap();
            let lost: Vec<_> = salvaged.lost.iter().map(|l| (l.line, l.place.cell().cloned())).collect();
            assert_eq!(lost, [(line, Some(cell.clone()))]);
            let kept = [&salvaged.draft.report.cells, &salvaged.draft.report.printed].map(BTreeMap::len);
            assert_eq!(kept.iter().sum::<usize>() + 1, draft.report.cells.len() + draft.report.printed.len());
        } else {
            assert_eq!(file::read(&bare).as_ref(), Ok(&draft), "{id}: {odd} as it is");
        }
        let found = check::run(forms::sheet(&form, &draft.report), None);
        let here = found.iter().filter(|f| f.places.iter().any(|p| p.cell() == Some(&cell))).count();
        // Many thousand millions are a number like any other, kept to the last figure; an amount may have places.
        let may_be = odd == "4294967296" || (id == "T2.fee.amount" && odd == "12.5");
        assert!(here > 0 || may_be, "{id}: {odd} is not reported");
        reported += usize::from(here > 0);
    }
    let all = kinds.len() * ODD.len();
    reached(
        "R8",
        &format!("{reported} of {all} reported with their place, the others are numbers; 0 cells lost"),
    );
}

/// A broken line, by its number.
type Broken = fn(usize) -> String;

#[test]
fn r06_salvage_takes_as_long_as_the_text_is() {
    let lines: [(&str, Broken); 9] = [
        ("half strings", |i| format!("            \"T3.new.nat\": \"{i},\n")),
        ("no strings", |i| format!("            T3.new.nat\": \"{i}\",\n")),
        ("raw strings", |i| format!("            r{0}\"T3.new.nat{i}\n", "#".repeat(i % 300))),
        ("raw strings that end far off", |_| "            \"T3\": r#\"x\n".to_owned()),
        ("comments", |_| "            /* \"T3.new.nat\": \"1\",\n".to_owned()),
        ("unknown fields", |i| format!("        }}, cexl{i}: {{\n")),
        ("brackets", |_| "            ]}),\n".to_owned()),
        ("blank lines", |_| "\n".to_owned()),
        ("sections", |i| format!("        sections: {{ \"s{i}\": [\n")),
    ];
    for (name, line) in &lines {
        let text = |lines: usize| {
            let broken: String = (0..lines).map(line).collect();
            changed(&[("            \"T3.new.nat\": \"16\",\n", &broken)])
        };
        let time = |lines: usize| {
            let text = text(lines);
            let start = thread_time();
            let salvaged = salvage::salvage(&text);
            let took = since(start);
            assert!(salvaged.is_some_and(|s| s.draft.report.cells.len() > 10), "{name}");
            took
        };
        clock::grows(name, 8_000, time);
    }
    reached(
        "R6",
        &format!("{} kinds of broken lines are salvaged in a time that grows with them", lines.len()),
    );
}
