//! A label broken into lines so wide: at its blanks, between the levels of a label, and inside a level only where that
//! is longer than a line, into lines of like length.

use super::width;
use crate::layout::units::{is_no_end, is_no_start};

/// The lines of a text, none wider than `room` where it can be broken; of an empty text an empty one.
pub(super) fn wrapped(text: &str, room: usize) -> Vec<String> {
    if width(text) <= room {
        return vec![text.to_owned()];
    }
    let mut lines: Vec<String> = Vec::new();
    for part in text.split(' ') {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(part) <= room => {
                line.push(' ');
                line.push_str(part);
            }
            _ if width(part) <= room => lines.push(part.to_owned()),
            _ => lines.extend(even(part, room)),
        }
    }
    lines
}

/// As few lines as may be, all of about one length: no few characters are left for the last.
fn even(part: &str, room: usize) -> Vec<String> {
    let count = width(part).div_ceil(room.max(1));
    let each = width(part).div_ceil(count.max(1)) + 1;
    let lines = filled(part, room.min(each));
    if lines.len() > count { filled(part, room) } else { lines }
}

/// Lines as full as may be, but for marks that may not stand at a line's start or end.
fn filled(part: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest: Vec<char> = part.chars().collect();
    while !rest.is_empty() {
        let end = line_end(&rest, room);
        lines.push(rest.drain(..end).collect());
    }
    lines
}

/// How many of the characters stand on the first line; one at least.
fn line_end(chars: &[char], room: usize) -> usize {
    let mut used = 0;
    let fits = |ch: &&char| {
        used += width(ch.encode_utf8(&mut [0; 4]));
        used <= room
    };
    let full = chars.iter().take_while(fits).count().max(1);
    let may_end = |end: &usize| {
        let next = chars.get(*end);
        next.is_none_or(|next| !is_no_start(*next)) && !is_no_end(chars[*end - 1])
    };
    (1..=full).rev().find(may_end).unwrap_or(full)
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn labels_are_broken_between_levels_and_else_evenly() {
        for (text, room, expect) in [
            ("规章", 8, vec!["规章"]),
            ("", 8, vec![""]),
            ("社会公益组织", 8, vec!["社会公", "益组织"]),
            ("本年度 （一）予以公开", 20, vec!["本年度", "（一）予以公开"]),
            ("本年度 （三）不予公开 1.国家秘密", 22, vec!["本年度 （三）不予公开", "1.国家秘密"]),
            ("申请人逾期、不补正申请", 10, vec!["申请人逾", "期、不补", "正申请"]),
            ("甲乙丙丁、戊己", 8, vec!["甲乙丙", "丁、戊己"]),
            ("（（（", 2, vec!["（", "（", "（"]),
        ] {
            assert_eq!(wrapped(text, room), expect, "{text}");
        }
    }
}
