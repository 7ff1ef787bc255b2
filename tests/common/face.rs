//! One of the program's own faces as another maker would sell it, to lie about on a computer.
#![allow(dead_code, reason = "each test uses some of it")]

use nianbao::layout::{Face, Faces};

/// A face under another name in Chinese, with this licence (OS/2 `fsType`).
pub fn sold_as(face: Face, name: &str, licence: u16) -> Vec<u8> {
    renamed(Faces::bundled().bytes(face), name, Some(licence))
}

/// A font file under another name in Chinese, with its own licence or this one.
pub fn renamed(file: &[u8], name: &str, licence: Option<u16>) -> Vec<u8> {
    let number =
        |at: usize| u32::from_be_bytes([file[at], file[at + 1], file[at + 2], file[at + 3]]) as usize;
    let count = usize::from(u16::from_be_bytes([file[4], file[5]]));
    let (mut records, mut tables) = (file[..12].to_vec(), Vec::new());
    for record in (0..count).map(|n| 12 + n * 16) {
        let tag = &file[record..record + 4];
        let mut table = file[number(record + 8)..][..number(record + 12)].to_vec();
        match tag {
            b"name" => table = names(name),
            b"OS/2" => {
                if let Some(licence) = licence {
                    // The newest version: earlier ones have no bit against cutting.
                    table[..2].copy_from_slice(&4_u16.to_be_bytes());
                    table[8..10].copy_from_slice(&licence.to_be_bytes());
                }
            }
            _ => {}
        }
        records.extend(tag);
        for number in [0, 12 + count * 16 + tables.len(), table.len()] {
            records.extend((number as u32).to_be_bytes());
        }
        table.resize(table.len().next_multiple_of(4), 0);
        tables.extend(table);
    }
    [records, tables].concat()
}

/// A table of names with a family in Chinese.
fn names(family: &str) -> Vec<u8> {
    let text: Vec<u8> = family.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let head = [0, 1, 18, 3, 1, 0x804, 1, text.len() as u16, 0].map(u16::to_be_bytes).concat();
    [head, text].concat()
}
