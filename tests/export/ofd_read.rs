//! An OFD read back: its files, its pages, its fonts, and where each of its characters stands.

use std::{
    collections::{BTreeMap, HashMap},
    io::{Cursor, Read as _},
};

use nianbao::{
    draft::{Draft, sign::Date},
    export::{
        Format,
        copy::{CopyKind, CopyOptions, Printed, Watermark, printed},
    },
    form::Form,
    layout::{Face, Faces, Page, Run},
};

use crate::common::{
    forms,
    pages::{Sample, all_samples, department},
    xml::Element,
};

/// A copy sent up for signature, with everything on it.
pub const SENT_UP: CopyOptions = CopyOptions {
    kind: CopyKind::SignOff,
    date: Some(Date { year: 2023, month: 1, day: 19 }),
    watermark: Watermark::SentUp,
};

/// A copy to be looked at: its name, and what it is of.
pub struct Copy {
    pub name: String,
    pub form: std::sync::Arc<Form>,
    pub draft: Draft,
    pub options: CopyOptions,
}

impl Copy {
    pub fn of(sample: &Sample, options: CopyOptions) -> Self {
        let name = format!("{}_{:?}", sample.name, options.kind);
        Self { name, form: sample.form.clone(), draft: sample.draft(), options }
    }

    /// The department's report with this text in its first section.
    pub fn saying(name: &str, text: &str) -> Self {
        let mut sample = department();
        sample.report.sections.insert("s1".into(), text.to_owned().into());
        Self { name: name.to_owned(), ..Self::of(&sample, CopyOptions::default()) }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let opened = forms::opened(&self.form, &self.draft);
        Format::Ofd.make(opened, self.options, Faces::bundled()).expect("every character has a glyph")
    }

    pub fn pdf(&self) -> Vec<u8> {
        let opened = forms::opened(&self.form, &self.draft);
        Format::Pdf.make(opened, self.options, Faces::bundled()).expect("every character has a glyph")
    }

    pub fn pages(&self) -> Vec<Page> {
        let opened = forms::opened(&self.form, &self.draft);
        let Printed { pages, .. } = printed(opened, self.options, Faces::bundled());
        pages
    }
}

/// Every sample for publication and to be signed, and texts that mean harm.
pub fn copies() -> Vec<Copy> {
    let samples = all_samples();
    let kinds = [CopyOptions::default(), SENT_UP];
    let both = samples.iter().flat_map(|sample| kinds.map(|options| Copy::of(sample, options)));
    both.chain([hostile(), Copy::saying("crowded", &"（一）、〔二〕；“公开、‘透明’”".repeat(40))]).collect()
}

fn hostile() -> Copy {
    let text = "A & B <TextCode>\"q\" 'a' ]]> &amp; &#x41;\u{0}\u{8}\u{1b}\u{b}末 𠮷𠮷\n  头  尾  \n\u{3000}全角\u{3000}";
    Copy::saying("hostile", text)
}

/// The files of an OFD.
pub struct Package(pub BTreeMap<String, Vec<u8>>);

impl Package {
    pub fn read(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut files = BTreeMap::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            assert!(files.insert(file.name().unwrap().into_owned(), content).is_none());
        }
        Self(files)
    }

    pub fn part(&self, path: &str) -> Element {
        Element::read(std::str::from_utf8(&self.0[path]).unwrap())
    }

    /// The content of each page, in order.
    pub fn pages(&self) -> Vec<Element> {
        let document = self.part("Doc_0/Document.xml");
        let paths = document.all("ofd:Page").into_iter().map(|page| page.attribute("BaseLoc").to_owned());
        paths.map(|path| self.part(&format!("Doc_0/{path}"))).collect()
    }

    /// The name and the file of each font, by its number.
    pub fn fonts(&self) -> HashMap<String, (String, &[u8])> {
        let resources = self.part("Doc_0/PublicRes.xml");
        let folder = format!("Doc_0/{}", resources.attribute("BaseLoc"));
        let font = |font: &Element| {
            let file = &self.0[&format!("{folder}/{}", font.at(&["ofd:FontFile"]).text())];
            (font.attribute("ID").to_owned(), (font.attribute("FontName").to_owned(), file.as_slice()))
        };
        resources.all("ofd:Font").into_iter().map(font).collect()
    }
}

/// A character as an OFD places it, in millimetres.
#[derive(Debug)]
pub struct Placed {
    pub ch: char,
    pub at: (f64, f64),
    pub size: f64,
    pub font: String,
    /// The box that it may be drawn in: left, top, right, bottom.
    pub within: [f64; 4],
}

pub fn numbers(text: &str) -> Vec<f64> {
    text.split_whitespace().map(|n| n.parse().unwrap()).collect()
}

pub fn number(element: &Element, name: &str) -> f64 {
    element.attribute(name).parse().unwrap()
}

pub fn boundary(object: &Element) -> [f64; 4] {
    let b = numbers(object.attribute("Boundary"));
    [b[0], b[1], b[0] + b[2], b[1] + b[3]]
}

/// The steps of `DeltaX`, `g` counted out.
fn steps(text: &str) -> Vec<f64> {
    let mut words = text.split_whitespace();
    let mut steps = Vec::new();
    while let Some(word) = words.next() {
        if word == "g" {
            let times = words.next().unwrap().parse().unwrap();
            steps.extend(std::iter::repeat_n(words.next().unwrap().parse::<f64>().unwrap(), times));
        } else {
            steps.push(word.parse().unwrap());
        }
    }
    steps
}

/// The characters of the layers of a kind, in order. Turned ones are where they would be unturned.
pub fn characters(page: &Element, kind: &str) -> Vec<Placed> {
    let mut placed = Vec::new();
    for layer in page.all("ofd:Layer").into_iter().filter(|layer| layer.attribute("Type") == kind) {
        for object in layer.all("ofd:TextObject") {
            let within = boundary(object);
            for code in object.children("ofd:TextCode") {
                let mut x = within[0] + number(code, "X");
                let text: Vec<char> = code.text().chars().collect();
                let steps = steps(code.attribute("DeltaX"));
                assert_eq!(steps.len() + 1, text.len(), "{text:?}");
                for (n, ch) in text.into_iter().enumerate() {
                    let at = (x, within[1] + number(code, "Y"));
                    let font = object.attribute("Font").to_owned();
                    placed.push(Placed { ch, at, size: number(object, "Size"), font, within });
                    x += steps.get(n).copied().unwrap_or_default();
                }
            }
        }
    }
    placed
}

pub fn mm(points: f32) -> f64 {
    f64::from(points) * 25.4 / 72.0
}

/// The characters of runs with the place of each in millimetres, seen from here.
pub fn wanted<'a>(runs: impl IntoIterator<Item = &'a Run>) -> Vec<(char, (f64, f64), f64, Face)> {
    let mut wanted = Vec::new();
    for run in runs {
        let mut x = mm(run.x);
        for glyph in run.glyphs.iter() {
            wanted.push((glyph.ch, (x, mm(run.y)), mm(run.size), run.face));
            x += mm(glyph.advance);
        }
    }
    wanted
}
