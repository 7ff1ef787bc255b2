//! A part of an office document as a tree that tests can ask, whatever wrote it.
#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails as it should")]

use quick_xml::{
    Reader,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};

/// An element with what is in it.
#[derive(Clone, Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    /// The text right in it.
    pub words: String,
}

impl Element {
    /// Reads a part; panics where it is not well-formed.
    pub fn read(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = true;
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => open.push(Self::begun(&start)),
                Event::Empty(start) => open.last_mut().unwrap().children.push(Self::begun(&start)),
                Event::End(_) => {
                    let ended = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(ended);
                }
                Event::Text(text) => open.last_mut().unwrap().words.push_str(&text),
                Event::GeneralRef(name) => {
                    open.last_mut().unwrap().words.push_str(resolve_predefined_entity(&name).unwrap());
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let mut whole = open.pop().unwrap();
        assert!(open.is_empty() && whole.children.len() == 1, "one root, and every element ends");
        whole.children.remove(0)
    }

    fn begun(start: &BytesStart) -> Self {
        let attribute =
            |a: quick_xml::events::attributes::Attribute| (a.key.as_ref().to_owned(), a.value.into_owned());
        let attributes = start.attributes().map(|a| attribute(a.unwrap())).collect();
        Self { name: start.name().as_ref().to_owned(), attributes, ..Self::default() }
    }

    /// The value of an attribute, empty where there is none.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    /// An attribute that is a whole number.
    pub fn number(&self, name: &str) -> i32 {
        self.attribute(name).parse().unwrap_or_else(|_| panic!("{}: no number {name}", self.name))
    }

    /// The elements with this name right in it.
    pub fn children(&self, name: &str) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first element along these names, one in the other.
    pub fn find(&self, path: &[&str]) -> Option<&Self> {
        let Some((name, rest)) = path.split_first() else { return Some(self) };
        self.children(name).find_map(|child| child.find(rest))
    }

    /// The first element along these names, which must be there.
    pub fn at(&self, path: &[&str]) -> &Self {
        self.find(path).unwrap_or_else(|| panic!("{} has no {path:?}", self.name))
    }

    /// The value (`w:val`) of the element along these names, empty where there is none.
    pub fn value(&self, path: &[&str]) -> &str {
        self.find(path).map_or("", |found| found.attribute("w:val"))
    }

    /// Every element with this name, however deep, in the order of the part.
    pub fn all(&self, name: &str) -> Vec<&Self> {
        let mut found: Vec<&Self> = Vec::new();
        for child in &self.children {
            found.extend((child.name == name).then_some(child));
            found.extend(child.all(name));
        }
        found
    }

    /// All text in it.
    pub fn text(&self) -> String {
        self.children.iter().map(Self::text).fold(self.words.clone(), |all, more| all + &more)
    }
}
