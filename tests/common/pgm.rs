//! Pages as grey pixels, by two renderers that share no code, and how far they differ.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::needed;

/// Pixels a block is wide and high: antialiasing differs within it.
const BLOCK: usize = 12;

/// A page as grey values.
pub struct Image {
    width: usize,
    pixels: Vec<u8>,
}

impl Image {
    /// The most that the mean grey of a block differs.
    pub fn farthest(&self, other: &Self) -> u32 {
        assert!(self.width.abs_diff(other.width) <= 1, "{} and {} wide", self.width, other.width);
        let (one, other) = (self.blocks(), other.blocks());
        one.iter().flatten().zip(other.iter().flatten()).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
    }

    /// The mean grey of each whole block.
    fn blocks(&self) -> Vec<Vec<u32>> {
        let rows: Vec<&[u8]> = self.pixels.chunks_exact(self.width).collect();
        let mean = |rows: &[&[u8]], column: usize| {
            let sum: u32 = rows.iter().flat_map(|r| &r[column..column + BLOCK]).map(|&p| u32::from(p)).sum();
            sum / (BLOCK * BLOCK) as u32
        };
        let columns = || (0..(self.width - 1) / BLOCK).map(|i| i * BLOCK);
        rows.chunks_exact(BLOCK).map(|rows| columns().map(|c| mean(rows, c)).collect()).collect()
    }
}

/// The pages as poppler draws them; `None` where it is not installed.
pub fn poppler(path: &Path) -> Option<Vec<Image>> {
    let out = folder(path, "poppler");
    drawn(Command::new("pdftoppm").args(["-r", "144", "-gray"]).arg(path).arg(out.join("p")), &out)
}

/// The pages as mupdf draws them; `None` where it is not installed.
pub fn mupdf(path: &Path) -> Option<Vec<Image>> {
    let out = folder(path, "mupdf");
    let to = out.join("p-%d.pgm");
    drawn(
        Command::new("mutool").args(["draw", "-q", "-r", "144", "-c", "gray", "-o"]).arg(to).arg(path),
        &out,
    )
}

fn folder(path: &Path, name: &str) -> PathBuf {
    let folder = path.with_extension(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for pictures");
    folder
}

fn drawn(command: &mut Command, out: &Path) -> Option<Vec<Image>> {
    let output = needed::output(command)?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let files = fs::read_dir(out).expect("pictures").filter_map(Result::ok).map(|e| e.path());
    let mut files: Vec<PathBuf> = files.collect();
    files.sort();
    Some(files.iter().map(|file| read(&fs::read(file).expect("a picture"))).collect())
}

/// Reads a PGM file of one byte a pixel.
fn read(bytes: &[u8]) -> Image {
    let mut at = 0;
    let mut word = || {
        let from = at + bytes[at..].iter().position(|b| !b.is_ascii_whitespace()).expect("a word");
        let to = from + bytes[from..].iter().position(u8::is_ascii_whitespace).expect("an end");
        at = to;
        (String::from_utf8_lossy(&bytes[from..to]).into_owned(), to)
    };
    let (kind, _) = word();
    let (width, _) = word();
    let _height = word();
    let (_, end) = word();
    assert_eq!(kind, "P5");
    Image { width: width.parse().expect("a width"), pixels: bytes[end + 1..].to_vec() }
}
