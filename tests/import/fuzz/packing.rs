//! Files of the formats that nobody reads as they are, out of texts that can be looked at and changed: the parts of an
//! archive, the objects of a PDF.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// What stands before the name of a part, on a line of its own.
const PART: &str = "=== ";

/// Nothing is packed.
pub fn plain(text: &[u8]) -> Vec<u8> {
    text.to_vec()
}

/// An archive of the parts that a text has, each under a line `=== its/name`. A name that is given twice is left out.
pub fn archive(text: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for part in split(text, format!("\n{PART}").as_bytes()) {
        let part = part.strip_prefix(PART.as_bytes()).unwrap_or(part);
        let end = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
        if zip.start_file(String::from_utf8_lossy(&part[..end]), options).is_ok() {
            zip.write_all(&part[end..]).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

/// A PDF of the objects that a text has, with a table that says where they are and the lengths that its streams have.
pub fn pdf(text: &[u8]) -> Vec<u8> {
    let (mut bytes, mut table, mut size) = (Vec::new(), String::from("xref\n"), 1);
    let mut pieces = split(text, b"endobj\n");
    let trailer = pieces.pop().unwrap_or_default();
    for piece in pieces {
        let head = find(piece, b" 0 obj").unwrap_or(0);
        let digits = piece[..head].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let number = str::from_utf8(&piece[head - digits..head]).ok().and_then(|n| n.parse::<u16>().ok());
        if let Some(number) = number {
            size = size.max(usize::from(number) + 1);
            writeln!(table, "{number} 1\n{:010} 00000 n ", bytes.len() + head - digits).unwrap();
        }
        bytes.extend(measured(piece));
        bytes.extend(b"endobj\n");
    }
    let start = bytes.len();
    bytes.extend(format!("{table}trailer\n<</Size {size}").bytes());
    bytes.extend(trailer);
    bytes.extend(format!("\nstartxref\n{start}\n%%EOF").bytes());
    bytes
}

/// An object with the length of its stream where it says `LENGTH`.
fn measured(object: &[u8]) -> Vec<u8> {
    let mark = b"LENGTH";
    let stream = find(object, b"stream\n").map(|at| at + 7);
    let end = stream.and_then(|start| Some((start, start + find(&object[start..], b"\nendstream")?)));
    match (find(object, mark), end) {
        (Some(at), Some((start, end))) if at < start => {
            let length = (end - start).to_string().into_bytes();
            [&object[..at], &length, &object[at + mark.len()..]].concat()
        }
        _ => object.to_vec(),
    }
}

fn find(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    bytes.windows(sought.len()).position(|piece| piece == sought)
}

/// What stands between, as `str::split` parts a text.
fn split<'a>(mut bytes: &'a [u8], by: &[u8]) -> Vec<&'a [u8]> {
    let mut pieces = Vec::new();
    while let Some(at) = find(bytes, by) {
        pieces.push(&bytes[..at]);
        bytes = &bytes[at + by.len()..];
    }
    pieces.push(bytes);
    pieces
}
