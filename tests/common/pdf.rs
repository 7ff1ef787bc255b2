//! Reads a PDF file back as a printer does: which glyph of which face stands where, and which lines are drawn.
#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails as it should")]

use std::collections::{BTreeMap, BTreeSet, HashMap};

use lopdf::{Dictionary, Document, Object, ObjectId, content::Content, decode_text_string};

/// A file.
pub struct File(pub Document);

/// A page as it is drawn. Lengths are points from the left upper corner, y down.
#[derive(Debug, Default)]
pub struct Drawn {
    /// Left, lower, right and upper edge of the paper, as the file has them.
    pub paper: [f32; 4],
    pub glyphs: Vec<Glyph>,
    pub strokes: Vec<Stroke>,
}

/// A glyph in the order drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// What is copied out for it.
    pub text: String,
    /// Its number in its font.
    pub number: u16,
    /// The face by its name in the file, without the tag of the cut.
    pub face: String,
    pub size: f32,
    /// Where it starts, on the baseline.
    pub at: (f32, f32),
    /// How far its baseline is turned up, in degrees.
    pub turned: f32,
    /// 0 is black.
    pub grey: f32,
    /// What is said around it in its place (`ActualText`), of it and of the glyphs beside it.
    pub said: Option<String>,
    /// The number of its mark, which the tags refer to; `None` for what is no part of the document.
    pub mark: Option<i64>,
}

/// A line that is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    pub from: (f32, f32),
    pub to: (f32, f32),
    pub width: f32,
}

/// A font of the file.
struct Font {
    name: String,
    texts: HashMap<u16, String>,
    widths: HashMap<u16, f32>,
    width: f32,
}

impl File {
    pub fn read(bytes: &[u8]) -> Self {
        Self(Document::load_mem(bytes).unwrap())
    }

    /// What an entry is, through references.
    pub fn entry<'a>(&'a self, of: &'a Dictionary, key: &str) -> Option<&'a Object> {
        of.get_deref(key.as_bytes(), &self.0).ok()
    }

    /// An entry that is a dictionary.
    pub fn dictionary<'a>(&'a self, of: &'a Dictionary, key: &str) -> &'a Dictionary {
        self.entry(of, key).unwrap_or_else(|| panic!("no {key}")).as_dict().unwrap()
    }

    /// An entry that is a name or a text, empty where there is none.
    pub fn said(&self, of: &Dictionary, key: &str) -> String {
        match self.entry(of, key) {
            Some(Object::Name(name)) => String::from_utf8(name.clone()).unwrap(),
            Some(text @ Object::String(..)) => decode_text_string(text).unwrap(),
            _ => String::new(),
        }
    }

    /// An entry that is a whole number.
    pub fn number(&self, of: &Dictionary, key: &str) -> Option<i64> {
        self.entry(of, key)?.as_i64().ok()
    }

    pub fn catalogue(&self) -> &Dictionary {
        self.0.catalog().unwrap()
    }

    /// What the file says of itself beside the catalogue.
    pub fn info(&self) -> &Dictionary {
        self.dictionary(&self.0.trailer, "Info")
    }

    /// The ids of the pages in their order.
    pub fn page_ids(&self) -> Vec<ObjectId> {
        self.0.get_pages().into_values().collect()
    }

    /// Every font that any page may use, by the name pages call it.
    pub fn fonts(&self) -> BTreeMap<Vec<u8>, &Dictionary> {
        self.page_ids().into_iter().flat_map(|page| self.0.get_page_fonts(page).unwrap()).collect()
    }

    /// The font inside a font of many glyphs, which has the widths and the program.
    pub fn descendant<'a>(&'a self, font: &'a Dictionary) -> &'a Dictionary {
        let inner = self.entry(font, "DescendantFonts").unwrap().as_array().unwrap();
        self.0.dereference(&inner[0]).unwrap().1.as_dict().unwrap()
    }

    /// Draws every page.
    pub fn pages(&self) -> Vec<Drawn> {
        let fonts: HashMap<Vec<u8>, Font> =
            self.fonts().into_iter().map(|(name, font)| (name, self.font(font))).collect();
        self.page_ids().into_iter().map(|page| self.page(page, &fonts)).collect()
    }

    /// The glyphs of a font that texts show.
    pub fn shown(&self, font: &Dictionary) -> BTreeSet<u16> {
        self.font(font).texts.into_keys().collect()
    }

    /// The program of each font by its name, and whether it is a bare CFF table.
    pub fn programs(&self) -> HashMap<String, (bool, Vec<u8>)> {
        let program = |font: &Dictionary| {
            let descriptor = self.dictionary(self.descendant(font), "FontDescriptor");
            let is_cff = descriptor.has(b"FontFile3");
            let program = self.entry(descriptor, if is_cff { "FontFile3" } else { "FontFile2" });
            let program = program.unwrap().as_stream().unwrap().decompressed_content().unwrap();
            (self.font(font).name, (is_cff, program))
        };
        self.fonts().into_values().map(program).collect()
    }

    fn font(&self, font: &Dictionary) -> Font {
        let inner = self.descendant(font);
        let name = self.said(font, "BaseFont");
        let map = self.entry(font, "ToUnicode").unwrap().as_stream().unwrap().decompressed_content().unwrap();
        Font {
            name: name.split_once('+').map_or(name.clone(), |(_, name)| name.to_owned()),
            texts: unicode(&String::from_utf8(map).unwrap()),
            widths: widths(self.entry(inner, "W").unwrap().as_array().unwrap()),
            width: self.entry(inner, "DW").map_or(1000.0, |w| w.as_float().unwrap()),
        }
    }

    fn page(&self, id: ObjectId, fonts: &HashMap<Vec<u8>, Font>) -> Drawn {
        let page = self.0.get_dictionary(id).unwrap();
        let paper = self.entry(page, "MediaBox").unwrap().as_array().unwrap();
        let paper = [0, 1, 2, 3].map(|i| paper[i].as_float().unwrap());
        let mut pen = Pen::new(fonts);
        (pen.height, pen.drawn.paper) = (paper[3], paper);
        for operation in Content::decode(&self.0.get_page_content(id)).unwrap().operations {
            pen.take(&operation.operator, &operation.operands);
        }
        assert!(pen.saved.is_empty() && pen.marks.is_empty(), "what is opened is closed");
        pen.drawn
    }
}

/// What each glyph is copied out as: the `bfchar` and `bfrange` parts of a map to Unicode.
fn unicode(map: &str) -> HashMap<u16, String> {
    let (mut texts, mut in_range, mut codes) = (HashMap::new(), false, Vec::new());
    for word in map.replace('<', " <").replace('>', "> ").split_whitespace() {
        match word {
            "beginbfchar" | "beginbfrange" => {
                in_range = word == "beginbfrange";
                codes.clear();
            }
            "endbfchar" | "endbfrange" => {
                for group in codes.chunks(if in_range { 3 } else { 2 }) {
                    range(group, &mut texts);
                }
                codes.clear();
            }
            _ => codes.extend(word.strip_prefix('<').and_then(|w| w.strip_suffix('>')).map(units)),
        }
    }
    texts
}

/// The glyphs of a group: the first, the last where it is a range, what the first is.
fn range(group: &[Vec<u16>], texts: &mut HashMap<u16, String>) {
    let (Some(first), Some(text)) = (group.first(), group.last()) else { return };
    let last = if group.len() == 3 { group[1][0] } else { first[0] };
    for (more, glyph) in (first[0]..=last).enumerate() {
        let mut text = text.clone();
        *text.last_mut().unwrap() += u16::try_from(more).unwrap();
        texts.insert(glyph, String::from_utf16(&text).unwrap());
    }
}

fn units(hex: &str) -> Vec<u16> {
    let unit = |at: usize| u16::from_str_radix(&hex[at..at + 4], 16).unwrap();
    (0..hex.len()).step_by(4).map(unit).collect()
}

/// The widths of glyphs in 1/1000 em: a first glyph with a list, or with a last one and a width for all.
fn widths(list: &[Object]) -> HashMap<u16, f32> {
    let (mut widths, mut rest) = (HashMap::new(), list);
    let glyph = |object: &Object| u16::try_from(object.as_i64().unwrap()).unwrap();
    while let [first, second, ..] = rest {
        if let Ok(list) = second.as_array() {
            widths.extend((glyph(first)..).zip(list.iter().map(|w| w.as_float().unwrap())));
            rest = &rest[2..];
        } else {
            let width = rest[2].as_float().unwrap();
            widths.extend((glyph(first)..=glyph(second)).map(|g| (g, width)));
            rest = &rest[3..];
        }
    }
    widths
}

/// What is set of a page while it is drawn.
struct Pen<'a> {
    height: f32,
    fonts: &'a HashMap<Vec<u8>, Font>,
    set: Set<'a>,
    saved: Vec<Set<'a>>,
    /// Whether what is drawn is a part of the document, innermost last: its number, or that it is none; and what is said
    /// in its place.
    marks: Vec<(Option<i64>, Option<String>)>,
    /// Where text stands: across and along the line, and where the next glyph starts.
    turn: [f32; 4],
    at: (f32, f32),
    path: Vec<[(f32, f32); 2]>,
    start: (f32, f32),
    drawn: Drawn,
}

#[derive(Clone, Copy)]
struct Set<'a> {
    font: Option<&'a Font>,
    size: f32,
    spacing: f32,
    grey: f32,
    width: f32,
}

impl<'a> Pen<'a> {
    fn new(fonts: &'a HashMap<Vec<u8>, Font>) -> Self {
        let set = Set { font: None, size: 0.0, spacing: 0.0, grey: 0.0, width: 1.0 };
        Self {
            height: 0.0,
            fonts,
            set,
            saved: Vec::new(),
            marks: Vec::new(),
            turn: [1.0, 0.0, 0.0, 1.0],
            at: (0.0, 0.0),
            path: Vec::new(),
            start: (0.0, 0.0),
            drawn: Drawn::default(),
        }
    }

    /// Takes an operation; panics at one that none of our pages has, so that nothing is drawn unseen.
    fn take(&mut self, operator: &str, operands: &[Object]) {
        let number = |i: usize| operands[i].as_float().unwrap();
        match operator {
            "q" => self.saved.push(self.set),
            "Q" => self.set = self.saved.pop().unwrap(),
            "g" => self.set.grey = number(0),
            "w" => self.set.width = number(0),
            "m" => self.start = (number(0), number(1)),
            "l" => {
                let to = (number(0), number(1));
                self.path.push([self.start, to]);
                self.start = to;
            }
            "S" => self.stroke(),
            "BT" => (self.turn, self.at) = ([1.0, 0.0, 0.0, 1.0], (0.0, 0.0)),
            "ET" => {}
            "Tf" => {
                self.set.font = Some(&self.fonts[operands[0].as_name().unwrap()]);
                self.set.size = number(1);
            }
            "Tc" => self.set.spacing = number(0),
            "Tm" => {
                self.turn = [0, 1, 2, 3].map(number);
                self.at = (number(4), number(5));
            }
            "TJ" => operands[0].as_array().unwrap().iter().for_each(|part| self.show(part)),
            "BMC" => self.marks.push((None, None)),
            "BDC" => {
                let around = self.marks.last().and_then(|(number, _)| *number);
                self.marks.push((mark(&operands[1]).or(around), said(&operands[1])));
            }
            "EMC" => drop(self.marks.pop().unwrap()),
            other => panic!("{other} is not read"),
        }
    }

    fn stroke(&mut self) {
        let (height, width) = (self.height, self.set.width);
        assert_eq!(self.set.grey, 0.0, "lines are black");
        let stroke = |[from, to]: [(f32, f32); 2]| Stroke {
            from: (from.0, height - from.1),
            to: (to.0, height - to.1),
            width,
        };
        self.drawn.strokes.extend(self.path.drain(..).map(stroke));
    }

    /// Shows glyphs, or goes back so many 1/1000 em.
    fn show(&mut self, part: &Object) {
        if let Ok(back) = part.as_float() {
            self.forward(-back * self.set.size / 1000.0);
            return;
        }
        for code in part.as_str().unwrap().chunks(2) {
            let code = u16::from_be_bytes([code[0], code[1]]);
            let font = self.set.font.unwrap();
            let width = font.widths.get(&code).copied().unwrap_or(font.width);
            self.drawn.glyphs.push(Glyph {
                text: font.texts.get(&code).cloned().unwrap_or_default(),
                number: code,
                face: font.name.clone(),
                size: self.set.size,
                at: (self.at.0, self.height - self.at.1),
                turned: self.turn[1].atan2(self.turn[0]).to_degrees(),
                grey: self.set.grey,
                said: self.marks.iter().rev().find_map(|(_, said)| said.clone()),
                mark: self.marks.last().and_then(|(number, _)| *number),
            });
            self.forward(width * self.set.size / 1000.0 + self.set.spacing);
        }
    }

    fn forward(&mut self, by: f32) {
        self.at = (self.at.0 + by * self.turn[0], self.at.1 + by * self.turn[1]);
    }
}

/// What is said in the place of what is marked.
fn said(properties: &Object) -> Option<String> {
    decode_text_string(properties.as_dict().ok()?.get(b"ActualText").ok()?).ok()
}

/// The number that a mark has.
fn mark(properties: &Object) -> Option<i64> {
    properties.as_dict().ok()?.get(b"MCID").ok()?.as_i64().ok()
}
