//! What page setters do: which pieces are not broken over lines, and which of many measures is the usual one.

/// Goes on with a paragraph: only words of letters are parted by a space where a line ends between them.
pub(super) fn put(text: &mut String, line: &str) {
    let letters = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let token = text.rsplit(|c: char| c.is_whitespace() || !c.is_ascii()).next().unwrap_or_default();
    let address = token.contains(['/', '@', '.', ':', '_']);
    if letters(text.chars().next_back()) && letters(line.chars().next()) && !address {
        text.push(' ');
    }
    text.push_str(line);
}

/// How wide the first piece of a line is that cannot be broken, in characters: a figure, a word, or one character
/// with the marks that stay with it.
pub(super) fn first_piece(text: &str) -> f32 {
    let wide = |c: char| if c.is_ascii() { 0.5 } else { 1.0 };
    let word = |c: char| c.is_ascii_graphic();
    let opens = |c: char| "（《“‘〔【".contains(c);
    let closes = |c: char| "，。；：、！？）》”’〕】%".contains(c);
    let mut chars = text.chars().peekable();
    let mut width = 0.0;
    while let Some(c) = chars.next_if(|c| opens(*c)) {
        width += wide(c);
    }
    match chars.next() {
        Some(c) if word(c) => {
            width += wide(c);
            while let Some(c) = chars.next_if(|c| word(*c)) {
                width += wide(c);
            }
        }
        Some(c) => width += wide(c),
        None => {}
    }
    while let Some(c) = chars.next_if(|c| closes(*c)) {
        width += wide(c);
    }
    width
}

/// The value that most others are near to: the largest of those nearest together.
pub(super) fn usual(values: impl Iterator<Item = f32>, near: f32) -> Option<f32> {
    let mut values: Vec<f32> = values.filter(|v| v.is_finite()).collect();
    values.sort_by(f32::total_cmp);
    let mut from = 0;
    let mut best: Option<(usize, f32)> = None;
    for (at, value) in values.iter().enumerate() {
        while value - values[from] > near {
            from += 1;
        }
        let count = at + 1 - from;
        if best.is_none_or(|(most, _)| count > most) {
            best = Some((count, values[from + count / 2]));
        }
    }
    best.map(|(_, value)| value)
}
