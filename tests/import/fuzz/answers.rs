//! What the readers answer, with the laws that hold of each answer whatever was read.

use nianbao::{
    check::{self, fix},
    draft::{Draft, Entry, Place, Sheet, Text, file, last::Before, salvage},
    export::text,
    form::{self, SectionBody},
    import::{self, Hint, Imported},
    ledger::{self, Applications, Columns, Mapping, Worksheet, tally},
    roll,
    words::number,
};

use crate::common::forms;

/// A draft's file, read as it stands and as far as it can be read. What is whole is the same in both.
pub fn draft(bytes: &[u8]) -> String {
    let read = str::from_utf8(bytes).ok().map(file::read);
    let salvaged = salvage::salvage_bytes(bytes);
    if let (Some(Ok(read)), Some(salvaged)) = (&read, &salvaged) {
        assert_eq!((read, salvaged.lost.len()), (&salvaged.draft, 0), "whole is whole");
    }
    let drafts = read.iter().flatten().chain(salvaged.iter().map(|salvaged| &salvaged.draft));
    drafts.for_each(|draft| {
        is_kept(draft);
        is_used(draft);
    });
    format!("{read:?} {salvaged:?}")
}

/// What is read, written and read again is the same.
fn is_kept(draft: &Draft) {
    let written = file::write(draft);
    assert_eq!(file::read(&written).as_ref(), Ok(draft), "what is read can be saved and opened");
}

/// Everything that is done with a draft can be done with it.
fn is_used(draft: &Draft) {
    let Some(form) = form::by_id(&draft.report.form) else { return };
    let Some(sheet) = Sheet::new(&form, &draft.report) else { return };
    let before = draft.last.as_ref().and_then(|last| Before::of(&form, last));
    check::run(sheet, before);
    text::export(sheet);
    roll::forward(&draft.report, roll::next_year(&draft.report));
}

/// A published report in any format. What comes of it is a draft that can be saved, and every figure stands in the
/// source.
pub fn report(bytes: &[u8]) -> String {
    match import::read(bytes, &Hint::default()) {
        Ok(imported) => {
            is_kept(&imported.draft);
            has_its_pieces(&imported);
            let Imported { draft, doubts, missing, source, pieces, .. } = imported;
            format!("{draft:?} {doubts:?} {missing:?} {source:?} {pieces:?}")
        }
        Err(refused) => format!("{refused:?}"),
    }
}

/// Of figures one a line, all are said to stand where the last of their row does.
fn has_its_pieces(imported: &Imported) {
    for piece in &imported.pieces {
        let stands = |lines: &[String]| lines.iter().any(|line| line.contains(&piece.text));
        assert!(imported.source.get(..=piece.block).is_some_and(stands), "{piece:?} is not in the source");
    }
}

/// A ledger, counted in every form that counts applications: every row is counted or listed.
pub fn ledger(bytes: &[u8]) -> String {
    let read = ledger::read(bytes);
    let tables = form::builtin().iter().filter_map(|form| Applications::of(form));
    let counts = |sheet| tables.map(|table| counted(sheet, &table)).collect::<String>();
    let counted = read.as_ref().map_or_else(|_| String::new(), counts);
    format!("{read:?} {counted}")
}

fn counted(sheet: &Worksheet, table: &Applications) -> String {
    let columns = Columns::guess(sheet, table, &[]);
    let tally = tally(sheet, &columns, &Mapping::default(), table, 2024);
    assert_eq!(tally.counted + tally.left.len(), tally.rows);
    assert_eq!(tally.rows, sheet.rows.len() - columns.heads);
    let places: usize = tally.cells.values().map(Vec::len).sum();
    assert_eq!(places, 2 * tally.counted, "each row came somehow and had one outcome");
    format!("{columns:?} {tally:?}")
}

/// Numbers as they are typed, one a line: what is kept is read again as the same.
pub fn numbers(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).lines().map(typed).collect()
}

fn typed(line: &str) -> String {
    let entry = Entry::read(line);
    if let Some(entry) = &entry {
        assert_eq!(Entry::read(&entry.to_string()).as_ref(), Some(entry), "{line:?}");
    }
    let counted = number::read_with_unit(line, number::count_units());
    if let (Some(Entry::Number(whole)), Some(counted)) = (&entry, counted) {
        assert_eq!(*whole, counted, "a unit that is not there changes nothing: {line:?}");
    }
    format!("{entry:?} {counted:?} {:?}\n", number::digits(line))
}

/// Numbers in the text of a report, held against its tables: what is found stands where it is said to, and what is put
/// right in its place can be checked again.
pub fn claims(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let form = form::for_year(2024).unwrap();
    let mut draft = Draft { report: forms::quiet(&form), ..Draft::default() };
    for section in form.sections.iter().filter(|s| s.body == SectionBody::Text && !s.heading.is_empty()) {
        draft.report.sections.insert(section.id.clone(), Text::from(text.to_string()));
    }
    let sheet = forms::sheet(&form, &draft.report);
    let findings = check::run(sheet, None);
    findings.iter().flat_map(|finding| &finding.places).for_each(|place| stands(sheet, place));
    let edits: Vec<_> = findings.iter().flat_map(|finding| fix::edits(sheet, finding)).collect();
    let answer = format!("{findings:?} {edits:?}");
    for edit in edits {
        edit.apply(&mut draft);
    }
    check::run(forms::sheet(&form, &draft.report), None);
    answer
}

/// The words themselves are those of the even copy, with other characters and blanks.
fn stands(sheet: Sheet<'_>, place: &Place) {
    let Place::Words(words) = place else { return };
    let length = sheet.text(&words.section).chars().count();
    assert!(words.chars.start <= words.chars.end && words.chars.end <= length, "{words:?} of {length}");
}
