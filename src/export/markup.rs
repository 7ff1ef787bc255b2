//! Elements of HTML and of XML, so that every text and every attribute is escaped in this one place.

use std::fmt;

use quick_xml::escape::escape;

use crate::layout::clean;

/// An element with what is in it.
#[derive(Clone)]
pub(super) struct Element {
    name: &'static str,
    attributes: String,
    /// Markup; `None` for an element that ends where it starts.
    content: Option<String>,
}

impl Element {
    /// An element with a start and an end, though there be nothing between them.
    pub fn new(name: &'static str) -> Self {
        Self { content: Some(String::new()), ..Self::empty(name) }
    }

    /// An element that is written as one tag for as long as nothing is put in it.
    pub fn empty(name: &'static str) -> Self {
        Self { name, attributes: String::new(), content: None }
    }

    /// Adds an attribute.
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        let value = escaped(&value.to_string());
        for part in [" ", name, "=\"", &value, "\""] {
            self.attributes.push_str(part);
        }
        self
    }

    /// With this text at its end.
    pub fn text(self, text: &str) -> Self {
        self.markup(&escaped(text))
    }

    /// With this element at its end.
    pub fn child(self, child: &Self) -> Self {
        self.markup(&child.to_string())
    }

    /// With these elements at its end.
    pub fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().fold(self, |element, child| element.child(&child))
    }

    /// With these elements, each on a line of its own.
    pub fn lines(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().fold(self.markup("\n"), |element, child| element.markup(&format!("{child}\n")))
    }

    /// With this markup, as it is, at its end.
    pub fn raw(self, markup: &'static str) -> Self {
        self.markup(markup)
    }

    fn markup(mut self, markup: &str) -> Self {
        self.content.get_or_insert_default().push_str(markup);
        self
    }
}

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, attributes, content } = self;
        match content {
            Some(content) => write!(f, "<{name}{attributes}>{content}</{name}>"),
            None => write!(f, "<{name}{attributes}/>"),
        }
    }
}

/// The text as markup. Controls are not printed and have no place in XML; the last two characters of the first plane
/// have none either and show as what cannot be shown.
fn escaped(text: &str) -> String {
    let allowed = |c| if matches!(c, '\u{fffe}' | '\u{ffff}') { char::REPLACEMENT_CHARACTER } else { c };
    let text: String = clean(text).map(allowed).collect();
    escape(&text).into_owned()
}
