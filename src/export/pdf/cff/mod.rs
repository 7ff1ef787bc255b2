//! Cutting a CFF face (Adobe Technical Note 5176, CID-keyed), the subroutines of its glyphs written out.
//!
//! `subsetter` does the same by taking every glyph program apart into a list, which was two thirds of the memory of an
//! export and a third of its time. Here programs are copied, and one is looked into only where its face has
//! subroutines. A face that is keyed by name or does what no face should is left to `subsetter`.

mod dict;
mod index;
mod program;
mod source;

use std::{borrow::Cow, collections::BTreeSet};

use dict::{copy, entry, operator, without};
use index::{add_index, index};
use source::{Font, Source};

/// The number of the first string that a font brings itself.
const FIRST_OWN_STRING: i64 = 391;

/// The `CFF ` table with `.notdef` and these glyphs behind it, each so many units wider than it was; `None` where the
/// face is of another kind.
pub(super) fn cut(cff: &[u8], glyphs: &[(u16, i32)]) -> Option<Vec<u8>> {
    let glyphs: Vec<(u16, i32)> = [(0, 0)].iter().chain(glyphs).copied().collect();
    written(&Source::read(cff)?, &glyphs)
}

fn written(source: &Source, glyphs: &[(u16, i32)]) -> Option<Vec<u8>> {
    let count = u16::try_from(glyphs.len()).ok()?;
    let fonts: Vec<usize> = glyphs.iter().map(|(g, _)| source.font_of(*g)).collect::<Option<_>>()?;
    let programs: Vec<Cow<[u8]>> = glyphs
        .iter()
        .zip(&fonts)
        .map(|((g, wider), font)| source.program(*g, *font, *wider))
        .collect::<Option<_>>()?;
    let used: BTreeSet<usize> = fonts.iter().copied().collect();
    let strings = index(&[b"Adobe", b"Identity"]);
    // Glyph n is character n.
    let charset = [&[2, 0, 1][..], &count.checked_sub(2)?.to_be_bytes()].concat();
    let place = |font: &usize| used.range(..font).count() as u8;
    let select: Vec<u8> = [0].into_iter().chain(fonts.iter().map(place)).collect();
    // Offsets take five bytes whatever they are, so the top DICT is as long before they are known.
    let top = |offsets| index(&[&top_dict(source.top, offsets, count)]);
    let charset_at = HEADER.len() + source.names.len() + top([0; 4]).len() + strings.len() + NOTHING.len();
    let select_at = charset_at + charset.len();
    let privates_at = select_at + select.len();
    let (privates, fonts) = font_dicts(used.iter().filter_map(|font| source.fonts.get(*font)), privates_at);
    let fonts_at = privates_at + privates.len();
    let programs: Vec<&[u8]> = programs.iter().map(AsRef::as_ref).collect();
    let parts = [
        &HEADER[..],
        source.names,
        &top([charset_at, select_at, fonts_at + fonts.len(), fonts_at]),
        &strings,
        &NOTHING,
        &charset,
        &select,
        &privates,
        &fonts,
    ];
    // The programs are nearly all of it, and written once.
    let mut table = parts.concat();
    add_index(&mut table, &programs);
    Some(table)
}

/// Version 1.0, four bytes long; offsets of up to four bytes.
const HEADER: [u8; 4] = [1, 0, 4, 4];
/// An INDEX with nothing in it: no subroutines.
const NOTHING: [u8; 2] = [0, 0];

/// The top DICT: where charset, `FDSelect`, glyph programs and font DICTs are, and what of the old one still holds.
fn top_dict(old: &[u8], [charset, select, programs, fonts]: [usize; 4], count: u16) -> Vec<u8> {
    // The registry and order must come first.
    let mut dict = Vec::new();
    entry(&mut dict, &[FIRST_OWN_STRING, FIRST_OWN_STRING + 1, 0], operator::ROS);
    copy(&mut dict, old, &[operator::FONT_BBOX, operator::FONT_MATRIX]);
    entry(&mut dict, &[i64::from(count)], operator::CID_COUNT);
    let offsets = [
        (charset, operator::CHARSET),
        (select, operator::FD_SELECT),
        (programs, operator::CHAR_STRINGS),
        (fonts, operator::FD_ARRAY),
    ];
    for (offset, operator) in offsets {
        entry(&mut dict, &[offset as i64], operator);
    }
    dict
}

/// The private DICTs one behind the other, which start at `at`, and the INDEX of the font DICTs that point to them.
fn font_dicts<'a>(fonts: impl Iterator<Item = &'a Font<'a>>, at: usize) -> (Vec<u8>, Vec<u8>) {
    let (mut privates, mut dicts) = (Vec::new(), Vec::new());
    for font in fonts {
        let private = without(font.private, operator::SUBRS);
        let mut dict = Vec::new();
        copy(&mut dict, font.dict, &[operator::FONT_MATRIX]);
        entry(&mut dict, &[private.len() as i64, (at + privates.len()) as i64], operator::PRIVATE);
        privates.extend(private);
        dicts.push(dict);
    }
    let dicts: Vec<&[u8]> = dicts.iter().map(Vec::as_slice).collect();
    (privates, index(&dicts))
}

#[cfg(test)]
mod tests {
    use skrifa::{FontRef, GlyphId, Tag, outline::pen::PathElement, raw::ps::cff::CffFontRef};

    use super::cut;
    use crate::layout::{Face, Faces};

    /// The outline of a glyph and its width.
    fn drawn(font: &CffFontRef, glyph: u16) -> (Vec<PathElement>, Option<f32>) {
        let glyph = GlyphId::from(glyph);
        let part = font.subfont_index(glyph).expect("a part of the font");
        let part = font.subfont(part, &[]).expect("the part");
        let mut outline = Vec::new();
        let width = font.draw(&part, glyph, &[], None, &mut outline).expect("an outline");
        (outline, width.or(part.default_width().map(skrifa::raw::types::Fixed::to_f32)))
    }

    /// Every face with `CFF ` outlines, every third glyph of it: the same curves and widths as before.
    #[test]
    fn a_cut_face_draws_the_same() {
        for face in [Face::Fang, Face::Hei, Face::SongBold, Face::Song] {
            let file = FontRef::new(Faces::bundled().bytes(face)).expect("a font");
            let cff = file.table_data(Tag::new(b"CFF ")).expect("CFF outlines").as_bytes();
            let old = CffFontRef::new(cff, 0, None).expect("the table");
            let glyphs = (0..old.num_glyphs() as u16).step_by(3);
            // Each as it is, and in another width.
            let glyphs: Vec<(u16, i32)> =
                glyphs.flat_map(|g| [(g, 0), (g, 160 - i32::from(g % 640))]).collect();
            let bytes = cut(cff, &glyphs).expect("a face of this kind");
            let new = CffFontRef::new(&bytes, 0, None).expect("the cut table");
            for (at, (glyph, wider)) in glyphs.iter().enumerate() {
                let (outline, width) = drawn(&old, *glyph);
                let wide = width.map(|width| (width + *wider as f32).max(0.0));
                assert_eq!(drawn(&new, at as u16 + 1), (outline, wide), "{face:?} {glyph} {wider}");
            }
        }
    }
}
