//! Streams packed (ISO 32000-1 §7.4.4), each whole: that is three times as fast as piece by piece, and shorter.

use libdeflater::{CompressionError, CompressionLvl, Compressor};
use lopdf::{Dictionary, Object};

use super::{PdfError, finish::broken};

const QUICK: i32 = 1;
const USUAL: i32 = 6;

/// Packs streams.
pub(super) struct Packer {
    quick: Compressor,
    usual: Compressor,
    packed: Vec<u8>,
}

impl Packer {
    pub(super) fn new() -> Result<Self, PdfError> {
        let level = |level| CompressionLvl::new(level).map_err(|e| broken(format!("{e:?}")));
        let (quick, usual) = (level(QUICK)?, level(USUAL)?);
        Ok(Self { quick: Compressor::new(quick), usual: Compressor::new(usual), packed: Vec::new() })
    }

    /// The packed content of a stream that has these entries; `None` where it would be no shorter.
    pub(super) fn pack(&mut self, entries: &Dictionary, content: &[u8]) -> Option<&[u8]> {
        let with = if is_face(entries) { &mut self.quick } else { &mut self.usual };
        if self.packed.len() < content.len() {
            self.packed = vec![0; content.len()];
        }
        match with.zlib_compress(content, &mut self.packed[..content.len()]) {
            Ok(length) => Some(&self.packed[..length]),
            Err(CompressionError::InsufficientSpace) => None,
        }
    }
}

/// Whether it is the program of a face (ISO 32000-1 §9.9). Outlines gain little by trying harder, and they are nine tenths
/// of a file.
fn is_face(entries: &Dictionary) -> bool {
    let is_bare =
        entries.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"CIDFontType0C");
    is_bare || entries.has(b"Length1")
}
