//! The fonts of an OFD: each face that the pages use, with no more than the characters that it sets.

use std::collections::HashMap;

use super::{
    OfdError,
    truetype::{Cut, TrueType},
};
use crate::layout::{Face, Faces, Onlooker, Page, Stage, Unwanted, used};

/// More characters than these are parted into several fonts: the table of a font that finds them has room for eight
/// thousand that stand alone. No true report has half as many.
const MOST: usize = 4000;

/// A font.
pub(super) struct Font {
    /// The name it goes by.
    pub name: String,
    /// Its file.
    pub program: TrueType,
}

/// The fonts of some pages.
#[derive(Default)]
pub(super) struct Fonts {
    /// Every font, in the order in which a file lists them.
    pub all: Vec<Font>,
    of: HashMap<(Face, char), usize>,
}

impl Fonts {
    /// Cuts every face that the pages use.
    pub(super) fn new(
        pages: &[Page],
        faces: &Faces,
        onlooker: &dyn Onlooker<Unwanted>,
    ) -> Result<Self, OfdError> {
        let mut fonts = Self::default();
        for (face, chars) in used(pages) {
            let chars: Vec<char> = chars.into_iter().collect();
            for (part, chars) in chars.chunks(MOST).enumerate() {
                onlooker.look(Stage::Written(0, pages.len()))?;
                let name = match part {
                    0 => faces.name(face).to_owned(),
                    part => format!("{}-{}", faces.name(face), part + 1),
                };
                let program = Cut::new(faces, face, &name, chars)?.finish()?;
                fonts.of.extend(chars.iter().map(|ch| ((face, *ch), fonts.all.len())));
                fonts.all.push(Font { name, program });
            }
        }
        Ok(fonts)
    }

    /// The index of the font that has this character of this face.
    pub(super) fn of(&self, face: Face, ch: char) -> Option<usize> {
        self.of.get(&(face, ch)).copied()
    }
}
