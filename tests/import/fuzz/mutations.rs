//! What is done to a seed, as values: what fails shrinks to the fewest and least of them.

use proptest::{
    collection::vec,
    prelude::{Just, Strategy, any},
    prop_oneof,
    sample::Index,
};

/// More than this no input grows to, however often pieces of it are repeated.
const MOST: usize = 20 * 1024;

/// One change to some bytes. Places are shares of their length, so that every change fits whatever was changed before.
#[derive(Clone, Debug)]
pub enum Mutation {
    /// Other bits in one byte.
    Flip { at: Index, mask: u8 },
    /// A piece less.
    Cut { at: Index, length: usize },
    /// Nothing from here on.
    End { at: Index },
    /// A piece of another seed between.
    Splice { seed: Index, from: Index, length: usize, at: Index },
    /// A piece again and again.
    Repeat { at: Index, length: usize, times: usize },
    /// A word of the format between, in place of so many bytes.
    Token { token: Index, at: Index, over: usize },
}

/// How an input is made: which seed, what is done to it, and what to the file that is packed of it.
#[derive(Clone, Debug)]
pub struct Recipe {
    pub seed: Index,
    pub inside: Vec<Mutation>,
    pub outside: Vec<Mutation>,
}

/// A random recipe; the file itself is mostly left as it was packed.
pub fn recipe() -> impl Strategy<Value = Recipe> {
    let outside = prop_oneof![4 => Just(Vec::new()), 1 => vec(mutation(), 1..4)];
    (any::<Index>(), vec(mutation(), 1..8), outside).prop_map(|(seed, inside, outside)| Recipe {
        seed,
        inside,
        outside,
    })
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let index = any::<Index>;
    let splice = (index(), index(), 1..600_usize, index());
    prop_oneof![
        2 => (index(), 1..=u8::MAX).prop_map(|(at, mask)| Mutation::Flip { at, mask }),
        2 => (index(), 1..200_usize).prop_map(|(at, length)| Mutation::Cut { at, length }),
        1 => index().prop_map(|at| Mutation::End { at }),
        2 => splice.prop_map(|(seed, from, length, at)| Mutation::Splice { seed, from, length, at }),
        2 => (index(), 1..300_usize, repeats())
            .prop_map(|(at, length, times)| Mutation::Repeat { at, length, times }),
        5 => (index(), index(), 0..8_usize).prop_map(|(token, at, over)| Mutation::Token { token, at, over }),
    ]
}

/// How often a piece comes again: mostly a few times, at times very often.
fn repeats() -> impl Strategy<Value = usize> {
    prop_oneof![6 => 1..6_usize, 1 => 50..400_usize]
}

/// Does all of this to some bytes, one after the other.
pub fn apply(mutations: &[Mutation], bytes: &mut Vec<u8>, seeds: &[Vec<u8>], tokens: &[String]) {
    for mutation in mutations {
        mutation.apply(bytes, seeds, tokens);
        bytes.truncate(MOST);
    }
}

impl Mutation {
    fn apply(&self, bytes: &mut Vec<u8>, seeds: &[Vec<u8>], tokens: &[String]) {
        match self {
            Self::Flip { at, mask } => {
                let at = place(*at, bytes);
                bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= mask);
            }
            Self::Cut { at, length } => drop(bytes.drain(piece(*at, *length, bytes))),
            Self::End { at } => bytes.truncate(place(*at, bytes)),
            Self::Splice { seed, from, length, at } => {
                let other = &seeds[seed.index(seeds.len())];
                let at = place(*at, bytes);
                bytes.splice(at..at, other[piece(*from, *length, other)].iter().copied());
            }
            Self::Repeat { at, length, times } => {
                let piece = piece(*at, *length, bytes);
                let again = bytes[piece.clone()].repeat(*times);
                bytes.splice(piece.end..piece.end, again);
            }
            Self::Token { token, at, over } => {
                let piece = piece(*at, *over, bytes);
                bytes.splice(piece, tokens[token.index(tokens.len())].bytes());
            }
        }
    }
}

/// A place between two bytes, before the first or behind the last.
fn place(at: Index, bytes: &[u8]) -> usize {
    at.index(bytes.len() + 1)
}

fn piece(at: Index, length: usize, bytes: &[u8]) -> std::ops::Range<usize> {
    let at = place(at, bytes);
    at..bytes.len().min(at + length)
}
