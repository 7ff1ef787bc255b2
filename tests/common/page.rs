//! A web page read back as a browser does: by html5ever's tree builder, into the least tree that tests can ask.
//! Whatever a browser would have to move or make up is refused: a page of ours needs none of that.
#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails as it should")]

use std::{
    borrow::Cow,
    cell::RefCell,
    rc::{Rc, Weak},
};

use html5ever::{
    Attribute, ExpandedName, ParseOpts, QualName, local_name, ns, parse_document, parse_fragment,
    tendril::{StrTendril, TendrilSink as _},
    tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
};

/// A page, or a piece of one.
pub struct Page {
    root: Element,
    /// What a browser would have had to put right.
    pub errors: Vec<String>,
}

/// An element of a page.
#[derive(Clone)]
pub struct Element(Rc<Node>);

struct Node {
    name: QualName,
    attributes: Vec<Attribute>,
    parent: RefCell<Weak<Node>>,
    children: RefCell<Vec<Child>>,
}

enum Child {
    Element(Element),
    Text(StrTendril),
}

impl Page {
    /// Reads a whole page.
    pub fn document(text: &str) -> Self {
        parse_document(Tree::new(), ParseOpts::default()).one(text)
    }

    /// Reads a piece of a page's body.
    pub fn fragment(text: &str) -> Self {
        let body = QualName::new(None, ns!(html), local_name!("body"));
        parse_fragment(Tree::new(), ParseOpts::default(), body, Vec::new(), false).one(text)
    }

    /// Every element, in the order of the page.
    pub fn elements(&self) -> Vec<Element> {
        self.root.elements()
    }

    /// Every element with one of these names.
    pub fn named(&self, names: &[&str]) -> Vec<Element> {
        self.root.named(names)
    }

    /// The text of each element with this name.
    pub fn texts(&self, name: &str) -> Vec<String> {
        self.named(&[name]).iter().map(Element::text).collect()
    }
}

impl Element {
    fn new(name: QualName, attributes: Vec<Attribute>) -> Self {
        Self(Rc::new(Node { name, attributes, parent: RefCell::default(), children: RefCell::default() }))
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.0.name.local
    }

    /// The names of its attributes.
    pub fn attributes(&self) -> Vec<&str> {
        self.0.attributes.iter().map(|a| &*a.name.local).collect()
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.0.attributes.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
    }

    /// How many rows or columns it spans by this attribute.
    pub fn span(&self, name: &str) -> usize {
        self.attribute(name).map_or(1, |n| n.parse().unwrap())
    }

    /// The element it stands in.
    pub fn parent(&self) -> Self {
        Self(self.0.parent.borrow().upgrade().unwrap())
    }

    /// The elements right in it.
    pub fn children(&self) -> Vec<Self> {
        let children = self.0.children.borrow();
        let element = |child: &Child| match child {
            Child::Element(element) => Some(element.clone()),
            Child::Text(_) => None,
        };
        children.iter().filter_map(element).collect()
    }

    /// The elements in it, however deep.
    pub fn elements(&self) -> Vec<Self> {
        let with_its_own = |child: Self| [vec![child.clone()], child.elements()].concat();
        self.children().into_iter().flat_map(with_its_own).collect()
    }

    /// The elements with one of these names in it, however deep.
    pub fn named(&self, names: &[&str]) -> Vec<Self> {
        self.elements().into_iter().filter(|e| names.contains(&e.name())).collect()
    }

    /// All text in it.
    pub fn text(&self) -> String {
        let text = |child: &Child| match child {
            Child::Element(element) => element.text(),
            Child::Text(text) => text.to_string(),
        };
        self.0.children.borrow().iter().map(text).collect()
    }
}

/// A tree that is being built.
struct Tree {
    root: Element,
    errors: RefCell<Vec<String>>,
}

impl Tree {
    fn new() -> Self {
        let root = Element::new(QualName::new(None, ns!(), "".into()), Vec::new());
        Self { root, errors: RefCell::default() }
    }
}

impl TreeSink for Tree {
    type Handle = Element;
    type Output = Page;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Page {
        Page { root: self.root, errors: self.errors.into_inner() }
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        self.errors.borrow_mut().push(message.into_owned());
    }

    fn get_document(&self) -> Element {
        self.root.clone()
    }

    fn elem_name<'a>(&'a self, element: &'a Element) -> ExpandedName<'a> {
        element.0.name.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Element {
        Element::new(name, attributes)
    }

    fn append(&self, parent: &Element, child: NodeOrText<Element>) {
        let child = match child {
            NodeOrText::AppendText(text) => Child::Text(text),
            NodeOrText::AppendNode(element) => {
                *element.0.parent.borrow_mut() = Rc::downgrade(&parent.0);
                Child::Element(element)
            }
        };
        parent.0.children.borrow_mut().push(child);
    }

    fn same_node(&self, one: &Element, other: &Element) -> bool {
        Rc::ptr_eq(&one.0, &other.0)
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn create_comment(&self, _: StrTendril) -> Element {
        panic!("a comment")
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Element {
        panic!("a processing instruction")
    }

    fn append_based_on_parent_node(&self, _: &Element, _: &Element, _: NodeOrText<Element>) {
        panic!("something in a table that may not stand there")
    }

    fn append_before_sibling(&self, _: &Element, _: NodeOrText<Element>) {
        panic!("something in a table that may not stand there")
    }

    fn get_template_contents(&self, _: &Element) -> Element {
        panic!("a template")
    }

    fn add_attrs_if_missing(&self, _: &Element, _: Vec<Attribute>) {
        panic!("a second html or body")
    }

    fn remove_from_parent(&self, _: &Element) {
        panic!("an element in the wrong place")
    }

    fn reparent_children(&self, _: &Element, _: &Element) {
        panic!("an element that is not closed")
    }
}
