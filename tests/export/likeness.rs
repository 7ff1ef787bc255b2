//! A glyph shows the character it says: outlines of the bundled 仿宋 beside those of other faces.

use std::fs;

use nianbao::{
    layout::{Face, Faces, Style, pick},
    store::faces::found_in,
};

use crate::{
    common::{face::renamed, likeness::Look, needed},
    faces::{OTHER_FANG, folder},
};

/// From here on two glyphs of a face are nearly one.
const SAME: f32 = 0.93;

/// Up to here two characters are told apart at a glance.
const OTHER: f32 = 0.6;

fn han() -> impl Iterator<Item = char> {
    '\u{4e00}'..='\u{9fff}'
}

/// Two characters that are one glyph in the 仿宋 are nearly one in the 宋体 too.
#[test]
fn no_two_characters_share_a_glyph_that_are_two_elsewhere() {
    let faces = Faces::bundled();
    let look = |ch| Some((ch, Look::of(faces, Face::Fang, ch)?));
    let looks: Vec<(char, Look)> = han().filter_map(look).collect();
    assert!(looks.len() > 7900, "{}", looks.len());
    let (mut twins, mut wrong) = (0, String::new());
    let step = needed::step(4);
    for (i, (a, one)) in looks.iter().enumerate().step_by(step) {
        for (b, _) in looks[i + 1..].iter().filter(|(_, other)| one.is_like(other, SAME)) {
            twins += 1;
            let song = [*a, *b].map(|ch| Look::of(faces, Face::Song, ch));
            if let [Some(a_song), Some(b_song)] = song
                && a_song.like(&b_song) < OTHER
            {
                wrong.extend([*a, '=', *b, ' ']);
            }
        }
    }
    // 己 and 已, 戌 and 戍: they are compared at all.
    assert!(twins * step > 20, "{twins}");
    assert_eq!(wrong, "");
}

/// The same against another maker's 仿宋, which has what the other character is even where ours has it not.
#[test]
fn every_character_of_another_fangsong_is_the_same_in_ours() {
    let Ok(file) = fs::read(OTHER_FANG) else { return needed::skipped("fonts-cwtex-fs is not installed") };
    let (_folder, folders) = folder(&[("fs.ttf", renamed(&file, "仿宋", None))]);
    let faces = found_in(&folders);
    let look = |ch| Some((ch, Look::of(&faces, Face::OwnFang, ch)?));
    let theirs: Vec<(char, Look)> = han().filter_map(look).collect();
    let mut wrong = String::new();
    let mut compared = 0;
    for (ch, their) in &theirs {
        let Some(our) = Look::of(&faces, Face::Fang, *ch) else { continue };
        compared += 1;
        if our.like(their) < 0.75 {
            let looks_like = |(_, other): &&(char, Look)| our.is_like(other, SAME) && their.like(other) < 0.7;
            wrong.extend(
                theirs.iter().find(looks_like).into_iter().flat_map(|(other, _)| [*ch, '=', *other, ' ']),
            );
        }
    }
    assert!(compared > 5000, "{compared}");
    assert_eq!(wrong, "");
}

/// The Latin half of the 仿宋 is another typeface: its signs are in the corner, and its yuan is a dollar.
#[test]
fn only_chinese_text_is_set_in_the_fangsong() {
    let set = |ch| pick(Faces::bundled(), Style::Body, ch).map(|(face, _)| face);
    for ch in "￥¥＄～－–―／％＋＝０１２３９ＡＺａｚ％①⑴℃№→■".chars() {
        assert_eq!(set(ch), Some(Face::Song), "{ch}");
    }
    for ch in "、。，；：！？（）《》〈〉「」『』【】〔〕“”‘’—…·〇々一年政".chars()
    {
        assert_eq!(set(ch), Some(Face::Fang), "{ch}");
    }
    for ch in "餘幹捨醜鬱鬆鹼滷衹癥臟準￥".chars() {
        assert_ne!(set(ch), Some(Face::Fang), "{ch}");
        assert!(set(ch).is_some(), "{ch}");
    }
}
