//! A table as tab-separated values, for the clipboard and a spreadsheet.

use crate::{
    draft::Sheet,
    export::parts::box_text,
    form::{Table, TableBox},
};

/// The labels and values of a table: a line a row, a field a column; a merged box fills the first of its fields.
pub fn tsv(sheet: Sheet<'_>, table: &Table) -> String {
    (0..table.height).map(|row| line(sheet, table, row) + "\n").collect()
}

fn line(sheet: Sheet<'_>, table: &Table, row: usize) -> String {
    let starts_at = |column| move |b: &&TableBox| (b.row, b.column) == (row, column);
    let field = |column| table.boxes.iter().find(starts_at(column)).map(|b| box_text(sheet, b));
    let fields = (0..table.width()).map(|column| field(column).map_or_else(String::new, field_of));
    fields.collect::<Vec<_>>().join("\t")
}

fn field_of(text: String) -> String {
    quoted(guarded(&text).unwrap_or(text))
}

/// What begins a formula in a spreadsheet, half and full width.
const FORMULA: &str = "=+-@＝＋－＠";
/// What keeps a spreadsheet from reading one.
const GUARD: char = '\'';

/// Words that a spreadsheet would reckon out, with a mark before them that keeps it from that; a number stays one.
pub fn guarded(text: &str) -> Option<String> {
    let words = text.trim_start();
    let rest = words.trim_start_matches(|ch| FORMULA.contains(ch));
    let is_number = !words.starts_with(['=', '＝', '@', '＠'])
        && rest.chars().all(|ch| ch.is_ascii_digit() || ".,，．% ".contains(ch));
    let begins = rest.len() < words.len();
    (begins && !rest.is_empty() && !is_number).then(|| format!("{GUARD}{text}"))
}

/// Words without the mark that [`guarded`] puts before them.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix(GUARD).filter(|words| guarded(words).is_some()).unwrap_or(text)
}

/// A spreadsheet takes a field that starts with a quotation mark to end at the next one.
fn quoted(text: String) -> String {
    if text.starts_with('"') { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::{guarded, quoted, unguarded};

    #[test]
    fn words_that_a_spreadsheet_would_reckon_are_guarded_and_numbers_are_not() {
        for formula in
            ["=1+1", "+1+1", "-1+1", "@SUM(A1)", " =A1", "＝1+1", "-约5件", "=cmd|'/c calc'!A0", "--5a"]
        {
            let shown = guarded(formula).unwrap_or_else(|| panic!("{formula}"));
            assert_eq!(shown, format!("'{formula}"));
            assert_eq!(unguarded(&shown), formula, "and comes back as it was");
        }
        for plain in [
            "", "5", "-5", "+5", "-1,234.5", "-5%", "－3", "-", "--", "—", "=", "@", "1=1", "'5", "约5件",
            "'", "'=5的'",
        ] {
            let is_guarded_word = plain.starts_with("'=");
            assert_eq!(guarded(plain), None, "{plain}");
            assert!(is_guarded_word || unguarded(plain) == plain, "{plain}");
        }
        assert_eq!(quoted("\"=1\"".to_owned()), "\"\"\"=1\"\"\"");
    }
}
