//! Chinese text work that knows nothing of forms: numbers as officers type them, amounts of money, by how much figures grew, characters that stand for others,
//! character counts, texts cut short, words found, sentences, templates, an even copy for comparing, how much of a text is
//! an older one's.
//!
//! Invariants: any text is taken, none is refused; what is found is given as a place in the text that was given, so that
//! it can be shown there; the time is linear in the length of the text, or nearly.
//!
//! Uses nothing else of the program.

pub mod characters;
pub mod cut;
pub mod find;
pub mod growth;
pub mod money;
pub mod normal;
pub mod number;
pub mod numeral;
pub mod sentence;
pub mod similar;
pub mod template;
pub mod vocabulary;
pub mod year;

/// The characters of a text as Word counts them for Chinese: everything but white space.
pub fn count_chars(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Letters, digits and number signs in their ASCII form; everything else as it is.
///
/// Plain NFKC would also turn `；（），` into ASCII and destroy the clause boundaries that later checks need
/// (`assets/norms/texts.md` “正文与表格一致”).
pub fn narrow_char(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c)
        }
        '＋' => '+',
        '－' | '−' => '-',
        '．' => '.',
        '％' => '%',
        _ => c,
    }
}
