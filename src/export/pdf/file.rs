//! The bytes of a file: its streams one behind the other; its other objects in a stream of their own, for they are much
//! alike; and where each object is (ISO 32000-1 §7.5.7, §7.5.8).
//!
//! lopdf copies every object and writes it twice, and leaves the list of their places as long as it is: a seventh of the
//! time of an export, and a hundredth of the file.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::{PdfError, finish::broken, pack::Packer, syntax::Syntax};
use crate::layout::{Onlooker, Stage, Unwanted};

/// The version, and bytes that no text has, so that nobody takes the file for one.
const HEADER: &[u8] = b"%PDF-1.7\n%\xbb\xad\xc0\xde\n";

/// So many objects in one stream at most: a reader unpacks all to see one.
const TOGETHER: usize = 10_000;

/// Objects that are no streams, as they are written, each with its number.
#[derive(Default)]
pub(super) struct Small {
    bytes: Vec<u8>,
    starts: Vec<(u32, usize)>,
}

impl Small {
    /// Where the object with this id is written.
    pub(super) fn add(&mut self, (number, _): ObjectId) -> &mut Vec<u8> {
        self.starts.push((number, self.bytes.len()));
        // What ends one object and begins the next are signs or a word and a sign; a line is safe with any.
        if !self.bytes.is_empty() {
            self.bytes.push(b'\n');
        }
        &mut self.bytes
    }

    /// The stream of those from one place in the list to another (ISO 32000-1 §7.5.7).
    fn stream(&self, from: usize, to: usize) -> Stream {
        let starts = &self.starts[from..to];
        let first = starts.first().map_or(0, |(_, start)| *start);
        let end = self.starts.get(to).map_or(self.bytes.len(), |(_, start)| *start);
        let mut content = Vec::with_capacity(end - first + 12 * starts.len());
        for (number, start) in starts {
            content.integer((*number).into());
            content.integer((start - first) as i64);
        }
        let head = content.len();
        content.extend(&self.bytes[first..end]);
        let entries = dictionary! { "Type" => "ObjStm", "N" => starts.len() as i64, "First" => head as i64 };
        Stream::new(entries, content)
    }
}

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    /// So many bytes from the start of the file.
    At(usize),
    /// In a stream of objects: its number, and how many are before it there.
    Within(u32, usize),
}

/// A file being written.
struct File {
    bytes: Vec<u8>,
    places: Vec<(u32, Place)>,
    packer: Packer,
    /// The number of the last object.
    last: u32,
}

/// The bytes of a document, with these objects besides its own.
pub(super) fn bytes(
    document: Document,
    mut small: Small,
    onlooker: &dyn Onlooker<Unwanted>,
) -> Result<Vec<u8>, PdfError> {
    let lengths = document.objects.values().map(|object| object.as_stream().map_or(0, |s| s.content.len()));
    let mut bytes = Vec::with_capacity(lengths.sum());
    bytes.extend(HEADER);
    let mut file = File { bytes, places: Vec::new(), packer: Packer::new()?, last: document.max_id };
    for (id, object) in document.objects {
        if let Object::Stream(stream) = object {
            onlooker.look(Stage::Closing)?;
            file.stream(id, stream);
        } else {
            small.add(id).object(&object);
        }
    }
    file.small(&small, onlooker)?;
    file.end(document.trailer)
}

impl File {
    fn next(&mut self) -> ObjectId {
        self.last += 1;
        (self.last, 0)
    }

    /// Writes a stream, packed where that makes it shorter.
    fn stream(&mut self, (number, generation): ObjectId, stream: Stream) {
        let Stream { mut dict, content, allows_compression, .. } = stream;
        let is_plain = allows_compression && !dict.has(b"Filter");
        let packed = if is_plain { self.packer.pack(&dict, &content) } else { None };
        if packed.is_some() {
            dict.set("Filter", "FlateDecode");
        }
        let content = packed.unwrap_or(&content);
        dict.set("Length", content.len() as i64);
        self.places.push((number, Place::At(self.bytes.len())));
        self.bytes.integer(number.into());
        self.bytes.integer(generation.into());
        self.bytes.extend(b" obj\n");
        self.bytes.dictionary(&dict);
        self.bytes.extend(b"stream\n");
        self.bytes.extend(content);
        self.bytes.extend(b"\nendstream\nendobj\n");
    }

    /// Writes the objects that are no streams.
    fn small(&mut self, small: &Small, onlooker: &dyn Onlooker<Unwanted>) -> Result<(), PdfError> {
        for from in (0..small.starts.len()).step_by(TOGETHER) {
            onlooker.look(Stage::Closing)?;
            let to = small.starts.len().min(from + TOGETHER);
            let id = self.next();
            let numbers = small.starts[from..to].iter().map(|(number, _)| *number);
            self.places
                .extend(numbers.zip(0..).map(|(number, before)| (number, Place::Within(id.0, before))));
            self.stream(id, small.stream(from, to));
        }
        Ok(())
    }

    /// Writes where every object is, and where that stands.
    fn end(mut self, mut trailer: Dictionary) -> Result<Vec<u8>, PdfError> {
        let (id, start) = (self.next(), self.bytes.len());
        self.places.push((id.0, Place::At(start)));
        self.places.sort_unstable_by_key(|(number, _)| *number);
        let content_id = content_id(&self.bytes);
        trailer.set("Type", "XRef");
        trailer.set("ID", vec![content_id.clone(), content_id]);
        trailer.set("Size", i64::from(id.0) + 1);
        trailer.set("Index", index(&self.places));
        let rows = rows(&self.places)?;
        trailer.set("W", WIDTHS.map(Object::from).to_vec());
        trailer.set("DecodeParms", dictionary! { "Predictor" => UP, "Columns" => COLUMNS as i64 });
        self.stream(id, Stream::new(trailer, rows));
        self.bytes.extend(b"startxref\n");
        self.bytes.integer(start as i64);
        self.bytes.extend(b"\n%%EOF\n");
        Ok(self.bytes)
    }
}

/// How many bytes of each row say what kind of place it is, where, and how many are before it there.
const WIDTHS: [i64; 3] = [1, 4, 2];
const COLUMNS: usize = 7;
/// Each row is written as what it is more than the one above (PNG filter 2, ISO 32000-1 §7.4.4.4).
const UP: i64 = 12;

/// The numbers of the objects, as first and count of each stretch without a gap.
fn index(places: &[(u32, Place)]) -> Object {
    let stretches = places.chunk_by(|(a, _), (b, _)| a + 1 == *b);
    let numbers = stretches.flat_map(|stretch| [i64::from(stretch[0].0), stretch.len() as i64]);
    Object::Array(numbers.map(Object::from).collect())
}

/// The rows of the list of places.
fn rows(places: &[(u32, Place)]) -> Result<Vec<u8>, PdfError> {
    let (mut rows, mut above) = (Vec::with_capacity(places.len() * (COLUMNS + 1)), [0; COLUMNS]);
    for (_, place) in places {
        let row = row(*place)?;
        rows.push(2);
        rows.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above = row;
    }
    Ok(rows)
}

fn row(place: Place) -> Result<[u8; COLUMNS], PdfError> {
    let (kind, place, before) = match place {
        Place::At(start) => (1, u32::try_from(start).map_err(broken)?, 0),
        Place::Within(stream, before) => (2, stream, u16::try_from(before).map_err(broken)?),
    };
    let mut row = [0; COLUMNS];
    row[0] = kind;
    row[1..5].copy_from_slice(&place.to_be_bytes());
    row[5..].copy_from_slice(&before.to_be_bytes());
    Ok(row)
}

/// An id that the content alone decides: the first half of a SHA-256 over all that is in the file.
fn content_id(bytes: &[u8]) -> Object {
    Object::String(Sha256::digest(bytes)[..16].to_vec(), StringFormat::Hexadecimal)
}

#[cfg(test)]
mod tests {
    use lopdf::{Document, Object, Stream, dictionary};

    use super::{Small, TOGETHER, bytes};
    use crate::{export::pdf::syntax::Syntax, layout::Patient};

    /// More objects than one stream of them holds, in no order, and gaps between their numbers.
    #[test]
    fn every_object_is_found_again() {
        let mut document = Document::with_version("1.7");
        let packed = document.add_object(Stream::new(dictionary! {}, vec![7; 1000]));
        let short = document.add_object(Stream::new(dictionary! {}, vec![7]));
        let root = document.add_object(dictionary! { "Type" => "Catalog" });
        document.trailer.set("Root", root);
        let mut small = Small::default();
        let ids: Vec<_> = (0..2 * TOGETHER + 5).map(|_| document.new_object_id()).collect();
        let written = ids.iter().rev().filter(|(number, _)| number % 7 > 0);
        for id in written.clone() {
            small.add(*id).integer(id.0.into());
        }
        let file = bytes(document, small, &Patient).expect("a file");
        let read = Document::load_mem(&file).expect("a file that can be read");
        for id in written {
            assert_eq!(read.get_object(*id).ok(), Some(&Object::from(i64::from(id.0))), "{id:?}");
        }
        assert!(read.get_object((7, 0)).is_err());
        for (id, content) in [(packed, vec![7; 1000]), (short, vec![7])] {
            let stream = read.get_object(id).and_then(Object::as_stream).expect("a stream");
            assert_eq!(stream.get_plain_content().ok(), Some(content));
        }
        assert_eq!(read.trailer.get(b"Root").and_then(Object::as_reference).ok(), Some(root));
    }
}
