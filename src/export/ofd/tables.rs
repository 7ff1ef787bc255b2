//! The tables of a TrueType file: those that a font of a system has to have, as readers of OFD ask for them all.

use std::error::Error;

use write_fonts::{
    FontBuilder,
    tables::{
        cmap::Cmap,
        glyf::{Contour, GlyfLocaBuilder},
        head::{Flags, Head},
        hhea::Hhea,
        hmtx::{Hmtx, LongMetric},
        loca::LocaFormat,
        maxp::Maxp,
        name::{Name, NameRecord},
        os2::{Os2, SelectionFlags},
        post::Post,
    },
    types::{Fixed, NameId, Version16Dot16},
};

use super::{
    curves::UNITS,
    truetype::{Cut, Glyph},
};

/// All that the licences of those faces of a computer that are used have in common (OpenType, `OS/2.fsType`).
const PREVIEW_AND_PRINT: u16 = 4;
/// What the characters may be of (`OS/2.ulUnicodeRange`): Latin; marks; Chinese marks; Chinese; outside the first plane.
const RANGES: [u32; 2] = [1 | 1 << 31, 1 << (48 - 32) | 1 << (57 - 32) | 1 << (59 - 32)];
/// For which code pages they do: Latin and simplified Chinese.
const CODE_PAGES: u32 = 1 | 1 << 18;

/// The file.
pub(super) fn file(cut: &Cut) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut outlines = GlyfLocaBuilder::new();
    for glyph in &cut.glyphs {
        outlines.add_glyph(&glyph.outline)?;
    }
    let (glyf, loca, format) = outlines.build();
    let metrics = Hmtx { h_metrics: cut.glyphs.iter().map(metric).collect(), left_side_bearings: Vec::new() };
    let post = Post { version: Version16Dot16::VERSION_3_0, ..Post::default() };
    let mut font = FontBuilder::new();
    font.add_table(&glyf)?.add_table(&loca)?.add_table(&head(cut, format))?.add_table(&maxp(cut))?;
    font.add_table(&hhea(cut))?.add_table(&metrics)?.add_table(&os2(cut))?.add_table(&name(cut.name))?;
    font.add_table(&Cmap::from_mappings(cut.characters.iter().copied())?)?.add_table(&post)?;
    Ok(font.build())
}

fn metric(glyph: &Glyph) -> LongMetric {
    LongMetric { advance: glyph.width, side_bearing: glyph.outline.bbox.x_min }
}

fn head(cut: &Cut, format: LocaFormat) -> Head {
    let bounds = cut.bounds();
    // No date: the same glyphs are the same file.
    Head {
        font_revision: Fixed::from_i32(1),
        flags: Flags::BASELINE_AT_Y_0 | Flags::LSB_AT_X_0,
        units_per_em: UNITS,
        x_min: bounds.x_min,
        y_min: bounds.y_min,
        x_max: bounds.x_max,
        y_max: bounds.y_max,
        lowest_rec_ppem: 8,
        index_to_loc_format: format as i16,
        ..Head::default()
    }
}

fn maxp(cut: &Cut) -> Maxp {
    let points = |glyph: &Glyph| glyph.outline.contours.iter().map(Contour::len).sum::<usize>() as u16;
    let contours = |glyph: &Glyph| glyph.outline.contours.len() as u16;
    Maxp {
        num_glyphs: cut.glyphs.len() as u16,
        max_points: cut.glyphs.iter().map(points).max(),
        max_contours: cut.glyphs.iter().map(contours).max(),
        max_composite_points: Some(0),
        max_composite_contours: Some(0),
        max_zones: Some(1),
        max_twilight_points: Some(0),
        max_storage: Some(0),
        max_function_defs: Some(0),
        max_instruction_defs: Some(0),
        max_stack_elements: Some(0),
        max_size_of_instructions: Some(0),
        max_component_elements: Some(0),
        max_component_depth: Some(0),
    }
}

fn hhea(cut: &Cut) -> Hhea {
    let after = |glyph: &Glyph| i32::from(glyph.width) - i32::from(glyph.outline.bbox.x_max);
    let bounds = cut.bounds();
    Hhea {
        ascender: cut.reach.0.into(),
        descender: (-cut.reach.1).into(),
        advance_width_max: cut.glyphs.iter().map(|g| g.width).max().unwrap_or_default().into(),
        min_left_side_bearing: bounds.x_min.into(),
        min_right_side_bearing: (cut.drawn().map(after).min().unwrap_or_default() as i16).into(),
        x_max_extent: bounds.x_max.into(),
        caret_slope_rise: 1,
        number_of_h_metrics: cut.glyphs.len() as u16,
        ..Hhea::default()
    }
}

fn os2(cut: &Cut) -> Os2 {
    let code =
        |end: Option<&(char, _)>| end.map_or(0, |(ch, _)| u16::try_from(u32::from(*ch)).unwrap_or(u16::MAX));
    let widths: u32 = cut.glyphs.iter().map(|glyph| u32::from(glyph.width)).sum();
    Os2 {
        x_avg_char_width: (widths / cut.glyphs.len().max(1) as u32) as i16,
        us_weight_class: cut.weight,
        fs_type: if cut.is_own { PREVIEW_AND_PRINT } else { 0 },
        ul_unicode_range_1: RANGES[0],
        ul_unicode_range_2: RANGES[1],
        fs_selection: SelectionFlags::REGULAR,
        us_first_char_index: code(cut.characters.first()),
        us_last_char_index: code(cut.characters.last()),
        s_typo_ascender: cut.reach.0,
        s_typo_descender: -cut.reach.1,
        us_win_ascent: cut.bounds().y_max.max(cut.reach.0).unsigned_abs(),
        us_win_descent: cut.bounds().y_min.min(-cut.reach.1).unsigned_abs(),
        ul_code_page_range_1: Some(CODE_PAGES),
        ul_code_page_range_2: Some(0),
        ..Os2::default()
    }
}

/// The names, for Windows in English, in the order of their kinds.
fn name(name: &str) -> Name {
    let names = [
        (NameId::FAMILY_NAME, name),
        (NameId::SUBFAMILY_NAME, "Regular"),
        (NameId::UNIQUE_ID, name),
        (NameId::FULL_NAME, name),
        (NameId::VERSION_STRING, "Version 1.000"),
        (NameId::POSTSCRIPT_NAME, name),
    ];
    Name::new(names.map(|(id, name)| NameRecord::new(3, 1, 0x409, id, name.to_owned().into())).into())
}
