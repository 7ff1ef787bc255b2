//! DICTs: operators behind their operands.

/// Operators of a DICT; those of two bytes start with 12.
pub(super) mod operator {
    pub const FONT_BBOX: u16 = 5;
    pub const CHARSET: u16 = 15;
    pub const CHAR_STRINGS: u16 = 17;
    pub const PRIVATE: u16 = 18;
    pub const SUBRS: u16 = 19;
    pub const DEFAULT_WIDTH: u16 = 20;
    pub const NOMINAL_WIDTH: u16 = 21;
    pub const FONT_MATRIX: u16 = 0x0c07;
    pub const ROS: u16 = 0x0c1e;
    pub const CID_COUNT: u16 = 0x0c22;
    pub const FD_ARRAY: u16 = 0x0c24;
    pub const FD_SELECT: u16 = 0x0c25;
}

/// Writes an entry of a DICT, each number in five bytes.
pub(super) fn entry(dict: &mut Vec<u8>, numbers: &[i64], operator: u16) {
    for number in numbers {
        dict.push(29);
        dict.extend((*number as i32).to_be_bytes());
    }
    push_operator(dict, operator);
}

/// Copies entries of another DICT as they stand.
pub(super) fn copy(dict: &mut Vec<u8>, old: &[u8], operators: &[u16]) {
    push(dict, entries(old).filter(|(operator, _)| operators.contains(operator)));
}

/// A DICT without the entries of one operator.
pub(super) fn without(old: &[u8], operator: u16) -> Vec<u8> {
    let mut dict = Vec::with_capacity(old.len());
    push(&mut dict, entries(old).filter(|(o, _)| *o != operator));
    dict
}

fn push<'a>(dict: &mut Vec<u8>, entries: impl Iterator<Item = (u16, &'a [u8])>) {
    for (operator, operands) in entries {
        dict.extend(operands);
        push_operator(dict, operator);
    }
}

fn push_operator(dict: &mut Vec<u8>, operator: u16) {
    let [high, low] = operator.to_be_bytes();
    dict.extend((high > 0).then_some(high));
    dict.push(low);
}

/// The entries of a DICT: operators with the bytes of their operands.
fn entries(dict: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = dict;
    std::iter::from_fn(move || {
        let (mut length, start) = (0, rest);
        // Numbers begin with 28 and above.
        while *start.get(length)? > 21 {
            length += number_length(&start[length..]);
        }
        let (operands, after) = start.split_at_checked(length)?;
        let (operator, after) = match after {
            [12, low, after @ ..] => (u16::from_be_bytes([12, *low]), after),
            [operator, after @ ..] => (u16::from(*operator), after),
            [] => return None,
        };
        rest = after;
        Some((operator, operands))
    })
}

/// How many bytes the number at the start of `bytes` takes.
fn number_length(bytes: &[u8]) -> usize {
    match bytes.first() {
        Some(28) => 3,
        Some(29) => 5,
        // A decimal ends with the half byte 15.
        Some(30) => bytes.iter().skip(1).take_while(|b| **b & 15 != 15 && **b >> 4 != 15).count() + 2,
        Some(247..=254) => 2,
        _ => 1,
    }
}

/// The operands of the first entry with this operator.
pub(super) fn find(dict: &[u8], operator: u16) -> Option<&[u8]> {
    entries(dict).find(|(o, _)| *o == operator).map(|(_, operands)| operands)
}

/// The first number of an entry, as a place in the table.
pub(super) fn offset(dict: &[u8], operator: u16) -> Option<usize> {
    usize::try_from(*integers(find(dict, operator)?)?.first()?).ok()
}

/// The whole numbers of an entry; `None` where one is not whole.
pub(super) fn integers(mut operands: &[u8]) -> Option<Vec<i64>> {
    let mut numbers = Vec::new();
    while !operands.is_empty() {
        let (number, rest) = operands.split_at_checked(number_length(operands))?;
        numbers.push(match *number {
            [28, a, b] => i64::from(i16::from_be_bytes([a, b])),
            [29, a, b, c, d] => i64::from(i32::from_be_bytes([a, b, c, d])),
            [a @ 32..=246] => i64::from(a) - 139,
            [a @ 247..=250, b] => (i64::from(a) - 247) * 256 + i64::from(b) + 108,
            [a @ 251..=254, b] => -(i64::from(a) - 251) * 256 - i64::from(b) - 108,
            _ => return None,
        });
        operands = rest;
    }
    Some(numbers)
}
