//! Font files: which glyphs they have, how wide those are, what they look like, and what their makers allow.

use skrifa::{
    FontRef, GlyphId, MetadataProvider as _,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::{BoundingBox, GlyphMetrics, Metrics},
    outline::{DrawSettings, OutlineGlyphCollection, OutlineGlyphFormat},
    raw::{
        FontData, FontRead as _, TableProvider as _,
        tables::name::{Name, NameRecord},
        types::NameId,
    },
};

use super::outline::{InEm, Pen};

/// A font of a file.
pub(super) struct FontFile {
    font: FontRef<'static>,
    characters: Charmap<'static>,
    widths: GlyphMetrics<'static>,
    metrics: Metrics,
    outlines: OutlineGlyphCollection<'static>,
}

impl FontFile {
    /// Reads the font in this place of a file; `None` where there is none, or none with glyphs and widths.
    pub(super) fn read(bytes: &'static [u8], index: u32) -> Option<Self> {
        let font = FontRef::from_index(bytes, index).ok()?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let has_widths = font.hhea().is_ok() && font.hmtx().is_ok() && metrics.glyph_count > 0;
        // The em of either format (OpenType, `head`).
        let is_whole = has_widths && (16..=16384).contains(&metrics.units_per_em);
        is_whole.then(|| Self {
            characters: font.charmap(),
            widths: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
            metrics,
            outlines: font.outline_glyphs(),
            font,
        })
    }

    /// The glyph for a character; `None` where there is none (never .notdef).
    pub(super) fn glyph(&self, ch: char) -> Option<u16> {
        let glyph = self.characters.map(ch)?.to_u32();
        u16::try_from(glyph).ok().filter(|glyph| *glyph != 0)
    }

    /// The width of a glyph in em.
    pub(super) fn advance(&self, glyph: u16) -> Option<f32> {
        self.widths.advance_width(GlyphId::from(glyph)).map(|width| self.em(width))
    }

    /// How far the face reaches above the baseline, in em.
    pub(super) fn ascent(&self) -> f32 {
        self.em(self.metrics.ascent)
    }

    /// How far it reaches below, in em.
    pub(super) fn descent(&self) -> f32 {
        -self.em(self.metrics.descent)
    }

    /// The box around all glyphs in em: left, bottom, right, top.
    pub(super) fn bounds(&self) -> [f32; 4] {
        let BoundingBox { x_min, y_min, x_max, y_max } = self.metrics.bounds.unwrap_or_default();
        [x_min, y_min, x_max, y_max].map(|value| self.em(value))
    }

    /// How bold the face is, 100 to 900, if it says so.
    pub(super) fn weight(&self) -> Option<u16> {
        self.font.os2().ok().map(|os2| os2.us_weight_class())
    }

    /// Draws a glyph; whether it has an outline.
    pub(super) fn draw(&self, glyph: u16, pen: &mut impl Pen) -> bool {
        let Some(outline) = self.outlines.get(GlyphId::from(glyph)) else { return false };
        let mut in_em = InEm::new(pen, self.metrics.units_per_em);
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        outline.draw(settings, &mut in_em).is_ok() && in_em.has_drawn()
    }

    /// Whether the face has outlines of its own that are always the same. Of a face that varies only one look would be
    /// cut out, and not the one its name says.
    pub(super) fn has_one_look(&self) -> bool {
        let is_known =
            matches!(self.outlines.format(), Some(OutlineGlyphFormat::Glyf | OutlineGlyphFormat::Cff));
        is_known && self.font.fvar().is_err()
    }

    /// Whether the maker's licence lets a part of the face into a document (OpenType, `OS/2.fsType`).
    pub(super) fn may_travel(&self) -> bool {
        self.font.os2().is_ok_and(|os2| may_travel(os2.version(), os2.fs_type()))
    }

    /// The name that a document knows the face by.
    pub(super) fn post_script_names(&self) -> Vec<String> {
        self.font.name().map(|table| names_of(&table, &[NameId::POSTSCRIPT_NAME])).unwrap_or_default()
    }

    fn em(&self, value: f32) -> f32 {
        value / f32::from(self.metrics.units_per_em)
    }
}

/// The names in the `name` table of a font file: families and full names in every language.
pub fn names(table: &[u8]) -> Vec<String> {
    let kinds = [NameId::FAMILY_NAME, NameId::FULL_NAME, NameId::TYPOGRAPHIC_FAMILY_NAME];
    Name::read(FontData::new(table)).map(|table| names_of(&table, &kinds)).unwrap_or_default()
}

fn names_of(table: &Name, kinds: &[NameId]) -> Vec<String> {
    let read = |record: &NameRecord| Some(record.string(table.string_data()).ok()?.chars().collect());
    table.name_record().iter().filter(|record| kinds.contains(&record.name_id())).filter_map(read).collect()
}

fn may_travel(version: u16, licence: u16) -> bool {
    const RESTRICTED: u16 = 0x2;
    const PREVIEW_AND_PRINT: u16 = 0x4;
    const EDITABLE: u16 = 0x8;
    const NOT_IN_PART: u16 = 0x100;
    const BITMAPS_ONLY: u16 = 0x200;
    // Before version 3 a face could say several, and the most generous holds; since then one alone.
    let may_embed = match licence & 0xf {
        0 | PREVIEW_AND_PRINT | EDITABLE => true,
        RESTRICTED => false,
        several => version < 3 && several & (PREVIEW_AND_PRINT | EDITABLE) != 0,
    };
    may_embed && (version < 2 || licence & (NOT_IN_PART | BITMAPS_ONLY) == 0)
}
