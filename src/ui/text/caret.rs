//! The caret of a section's editor, for what is done from outside it: numbers and phrases put in, words selected.

use std::ops::Range;

use egui::{
    Context, Id,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
};
use rust_decimal::Decimal;

use crate::{
    app::{App, Change, Command},
    draft::{
        Draft, Text,
        edit::Edit,
        tied::{self, Tied},
    },
    form::{CellId, Section},
};

/// The editor of a section.
pub(in crate::ui) fn editor(section: &str) -> Id {
    Id::unique(("section", section))
}

/// What is selected in a section's editor, in characters; the end of the text where it has no caret yet.
fn selection(ctx: &Context, section: &str, text: &str) -> Range<usize> {
    let length = text.chars().count();
    let range = TextEditState::load(ctx, editor(section)).and_then(|state| state.cursor.char_range());
    range.map_or(length..length, |range| {
        let range = range.as_sorted_char_range();
        range.start.0.min(length)..range.end.0.min(length)
    })
}

/// The character of a section's text before which its caret stands.
pub(in crate::ui) fn caret_of(ctx: &Context, section: &str, app: &App) -> usize {
    let text = app.document().map_or("", |d| d.report().text(section));
    selection(ctx, section, text).start
}

/// Selects characters in a section's editor.
pub(super) fn select(ctx: &Context, section: &str, chars: &Range<usize>) {
    let id = editor(section);
    let mut state = TextEditState::load(ctx, id).unwrap_or_default();
    let range = CCursorRange::two(CCursor::new(chars.start), CCursor::new(chars.end));
    state.cursor.set_char_range(Some(range));
    state.store(ctx, id);
}

/// Selects characters in a section's editor and gives it the keys.
fn go_on_at(ctx: &Context, section: &str, chars: &Range<usize>) {
    select(ctx, section, chars);
    ctx.memory_mut(|memory| memory.request_focus(editor(section)));
}

/// The words selected in a section's editor, or else the paragraph at the caret.
pub(in crate::ui) fn words_at_caret(ctx: &Context, section: &str, text: &str) -> String {
    let range = selection(ctx, section, text);
    if !range.is_empty() {
        return text.chars().skip(range.start).take(range.len()).collect();
    }
    let at = byte(text, range.start);
    text[paragraph(text, at)].trim().to_owned()
}

/// Puts the number of a cell at the caret, over what is selected; it follows the cell from then on.
pub(in crate::ui) fn insert_number(
    ctx: &Context,
    section: &Section,
    draft: &Draft,
    number: Decimal,
    cell: &CellId,
) -> Command {
    let (section, text, figures) = (&section.id, draft.report.text(&section.id), number.to_string());
    let range = selection(ctx, section, text);
    let (from, to) = (byte(text, range.start), byte(text, range.end));
    let after = range.start + figures.len();
    go_on_at(ctx, section, &(after..after));
    let text = Edit::Text(section.clone(), Text::from([&text[..from], &figures, &text[to..]].concat()));
    let tie = Tied {
        section: section.clone(),
        at: range.start,
        figures: figures.clone(),
        cells: vec![cell.clone()],
    };
    let ties = tied::with(draft, &text, tie);
    Command::Edit(Change { name: format!("插入{figures}"), edits: vec![text, ties], merge: None })
}

/// Puts words as a paragraph of their own after that of the caret; a blank left in them is selected.
pub(in crate::ui) fn insert_paragraph(
    ctx: &Context,
    section: &Section,
    text: &str,
    words: &str,
    step: String,
) -> Command {
    let here = paragraph(text, byte(text, selection(ctx, &section.id, text).end));
    let blank = text[here.clone()].trim().is_empty();
    // Nothing of a blank paragraph is kept; words in one are not torn apart.
    let (before, gap) = if blank { (&text[..here.start], "") } else { (&text[..here.end], "\n") };
    let start = before.chars().count() + gap.len();
    let hole = hole(words).unwrap_or_else(|| words.chars().count()..words.chars().count());
    go_on_at(ctx, &section.id, &(start + hole.start..start + hole.end));
    replaced(section, [before, gap, words, &text[here.end..]].concat(), step)
}

fn replaced(section: &Section, text: String, step: String) -> Command {
    let edits = vec![Edit::Text(section.id.clone(), Text::from(text))];
    Command::Edit(Change { name: step, edits, merge: None })
}

fn byte(text: &str, chars: usize) -> usize {
    text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at)
}

/// The paragraph around a byte of the text, without its line end.
fn paragraph(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    start..end
}

/// The first `【…】` of a phrase, in characters.
fn hole(words: &str) -> Option<Range<usize>> {
    let from = words.chars().position(|c| c == '【')?;
    let to = words.chars().position(|c| c == '】')?;
    (from < to).then_some(from..to + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_ends_at_its_line_ends() {
        let text = "一\n\n二三";
        for (at, expect) in [(0, "一"), (3, "一"), (4, ""), (5, "二三"), (11, "二三")] {
            assert_eq!(&text[paragraph(text, at)], expect, "{at}");
        }
    }

    #[test]
    fn the_first_blank_of_a_phrase_is_found() {
        assert_eq!(hole("收到【新收件数】件，【办结件数】件"), Some(2..8));
        assert_eq!(hole("没有空"), None);
        assert_eq!(hole("】【"), None);
    }
}
