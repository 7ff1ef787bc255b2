//! The OFD: the same pages as the PDF, character by character and outline by outline, and a package that holds together.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    io::{Cursor, Read as _},
    process::Command,
};

use nianbao::{
    draft::{Draft, sign::Date},
    export::{
        Format,
        copy::{CopyKind, CopyOptions, Printed, Watermark, printed},
    },
    form::Form,
    layout::{Face, Faces, Page, Pen, Rule, Run},
};
use skrifa::{
    FontRef, MetadataProvider as _,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
};

use crate::common::{
    forms, needed,
    pages::{Sample, all_samples, department, squash, written},
    xml::Element,
};

/// How far a character may stand from its place, in millimetres.
const PLACE: f64 = 0.01;
/// How far an outline may be from that of the face, in em.
const OUTLINE: f64 = 0.001;

/// A copy sent up for signature, with everything on it.
const SENT_UP: CopyOptions = CopyOptions {
    kind: CopyKind::SignOff,
    date: Some(Date { year: 2023, month: 1, day: 19 }),
    watermark: Watermark::SentUp,
};

/// A copy to be looked at: its name, and what it is of.
struct Copy {
    name: String,
    form: std::sync::Arc<Form>,
    draft: Draft,
    options: CopyOptions,
}

impl Copy {
    fn of(sample: &Sample, options: CopyOptions) -> Self {
        let name = format!("{}_{:?}", sample.name, options.kind);
        Self { name, form: sample.form.clone(), draft: sample.draft(), options }
    }

    /// The department's report with this text in its first section.
    fn saying(name: &str, text: &str) -> Self {
        let mut sample = department();
        sample.report.sections.insert("s1".into(), text.to_owned().into());
        Self { name: name.to_owned(), ..Self::of(&sample, CopyOptions::default()) }
    }

    fn bytes(&self) -> Vec<u8> {
        let opened = forms::opened(&self.form, &self.draft);
        Format::Ofd.make(opened, self.options, Faces::bundled()).expect("every character has a glyph")
    }

    fn pages(&self) -> Vec<Page> {
        let opened = forms::opened(&self.form, &self.draft);
        let Printed { pages, .. } = printed(opened, self.options, Faces::bundled());
        pages
    }
}

/// Every sample for publication and to be signed, and texts that mean harm.
fn copies() -> Vec<Copy> {
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
struct Package(BTreeMap<String, Vec<u8>>);

impl Package {
    fn read(bytes: &[u8]) -> Self {
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

    fn part(&self, path: &str) -> Element {
        Element::read(std::str::from_utf8(&self.0[path]).unwrap())
    }

    /// The content of each page, in order.
    fn pages(&self) -> Vec<Element> {
        let document = self.part("Doc_0/Document.xml");
        let paths = document.all("ofd:Page").into_iter().map(|page| page.attribute("BaseLoc").to_owned());
        paths.map(|path| self.part(&format!("Doc_0/{path}"))).collect()
    }

    /// The name and the file of each font, by its number.
    fn fonts(&self) -> HashMap<String, (String, &[u8])> {
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
struct Placed {
    ch: char,
    at: (f64, f64),
    size: f64,
    font: String,
    /// The box that it may be drawn in: left, top, right, bottom.
    within: [f64; 4],
}

fn numbers(text: &str) -> Vec<f64> {
    text.split_whitespace().map(|n| n.parse().unwrap()).collect()
}

fn number(element: &Element, name: &str) -> f64 {
    element.attribute(name).parse().unwrap()
}

fn boundary(object: &Element) -> [f64; 4] {
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
fn characters(page: &Element, kind: &str) -> Vec<Placed> {
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

fn mm(points: f32) -> f64 {
    f64::from(points) * 25.4 / 72.0
}

/// The characters of runs with the place of each in millimetres, seen from here.
fn wanted<'a>(runs: impl IntoIterator<Item = &'a Run>) -> Vec<(char, (f64, f64), f64, Face)> {
    let mut wanted = Vec::new();
    for run in runs {
        let mut x = mm(run.x);
        for glyph in &run.glyphs {
            wanted.push((glyph.ch, (x, mm(run.y)), mm(run.size), run.face));
            x += mm(glyph.advance);
        }
    }
    wanted
}

fn apart(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

#[test]
fn every_character_stands_where_the_page_says() {
    let mut count = 0;
    for copy in copies() {
        let package = Package::read(&copy.bytes());
        let fonts = package.fonts();
        let (pages, written) = (copy.pages(), package.pages());
        assert_eq!(pages.len(), written.len(), "{}", copy.name);
        for (page, written) in pages.iter().zip(&written) {
            let (wanted, found) = (wanted(&page.runs), characters(written, "Body"));
            let text = |found: &[Placed]| found.iter().map(|placed| placed.ch).collect::<String>();
            assert_eq!(text(&found), wanted.iter().map(|w| w.0).collect::<String>(), "{}", copy.name);
            for ((ch, at, size, face), placed) in wanted.into_iter().zip(&found) {
                count += 1;
                assert!(apart(at, placed.at) < PLACE, "{}, {ch}: {at:?} {placed:?}", copy.name);
                assert!((size - placed.size).abs() < 0.001, "{}, {ch}", copy.name);
                assert!(fonts[&placed.font].0.starts_with(Faces::bundled().name(face)), "{ch}");
                is_within(face, placed);
            }
            let size = numbers(&written.at(&["ofd:Area", "ofd:PhysicalBox"]).text());
            assert_eq!(size, [0.0, 0.0, mm(page.width).round(), mm(page.height).round()]);
        }
    }
    assert!(count > 50_000, "{count}");
}

/// What is outside the box of a text is not drawn.
fn is_within(face: Face, placed: &Placed) {
    let ink = Outline::of_face(face, placed.ch);
    for (x, y) in ink.pieces.iter().flatten() {
        let (x, y) = (placed.at.0 + x * placed.size, placed.at.1 - y * placed.size);
        let [left, top, right, bottom] = placed.within;
        let is_within = x > left - PLACE && x < right + PLACE && y > top - PLACE && y < bottom + PLACE;
        assert!(is_within, "{placed:?} {x} {y}");
    }
}

#[test]
fn the_watermark_is_turned_and_pale_behind_the_text() {
    let copy = Copy::of(&department(), SENT_UP);
    let written = Package::read(&copy.bytes()).pages();
    let mut count = 0;
    for (page, written) in copy.pages().iter().zip(&written) {
        let found = characters(written, "Background");
        let Some(watermark) = &page.watermark else {
            assert!(found.is_empty());
            continue;
        };
        count += 1;
        assert_eq!(written.all("ofd:Layer")[0].attribute("Type"), "Background");
        let object = written.all("ofd:TextObject")[0];
        let grey = (watermark.grey * 255.0).round();
        assert_eq!(object.at(&["ofd:FillColor"]).attribute("Value"), format!("{grey} {grey} {grey}"));
        let m = numbers(object.attribute("CTM"));
        let (sin, cos) = f64::from(watermark.turned).sin_cos();
        let wanted = wanted([&watermark.run]);
        assert_eq!(wanted.len(), found.len());
        for ((ch, (x, _), _, _), placed) in wanted.into_iter().zip(found) {
            let turned = (mm(watermark.start.0) + x * cos, mm(watermark.start.1) - x * sin);
            let (x, y) = placed.at;
            let at = (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]);
            assert!(ch == placed.ch && apart(turned, at) < PLACE, "{ch}: {turned:?} {at:?}");
        }
    }
    assert!(count > 3);
}

/// The lines of a page in millimetres, with how thick each is.
fn lines(page: &Element) -> Vec<[f64; 5]> {
    let mut lines = Vec::new();
    for path in page.all("ofd:PathObject") {
        let [left, top, right, bottom] = boundary(path);
        let thick = number(path, "LineWidth");
        let data = path.at(&["ofd:AbbreviatedData"]).text();
        for line in data.split('M').filter(|line| !line.trim().is_empty()) {
            let n = numbers(&line.replace('L', " "));
            let line = [left + n[0], top + n[1], left + n[2], top + n[3], thick];
            let half = thick / 2.0 - PLACE;
            assert!(line[0] - half >= left && line[1] - half >= top, "{line:?}");
            assert!(line[2] + half <= right && line[3] + half <= bottom, "{line:?}");
            lines.push(line);
        }
    }
    lines
}

#[test]
fn every_rule_is_drawn() {
    for copy in copies() {
        let written = Package::read(&copy.bytes()).pages();
        for (page, written) in copy.pages().iter().zip(&written) {
            let found = lines(written);
            assert_eq!(found.len(), page.rules.len(), "{}", copy.name);
            for Rule { from, to, thickness } in &page.rules {
                let line = [from.0, from.1, to.0, to.1, *thickness].map(mm);
                let is = |found: &[f64; 5]| line.iter().zip(found).all(|(a, b)| (a - b).abs() < PLACE);
                assert!(found.iter().any(is), "{}: {line:?}", copy.name);
            }
        }
    }
}

/// An outline as straight pieces, in em.
#[derive(Default)]
struct Outline {
    pieces: Vec<[(f64, f64); 2]>,
    start: (f64, f64),
    at: (f64, f64),
}

impl Outline {
    /// The outline of a character in one of the program's faces.
    fn of_face(face: Face, ch: char) -> Self {
        let mut outline = Self::default();
        Faces::bundled().outline(face, ch, &mut outline);
        outline
    }

    /// The same in a TrueType file; panics where the file has no such character.
    fn of_file(font: &FontRef, ch: char) -> (Self, f64) {
        let glyph = font.charmap().map(ch).unwrap();
        let units = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
        let mut pen = InEm { outline: Self::default(), units: f64::from(units) };
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        if let Some(outline) = font.outline_glyphs().get(glyph) {
            outline.draw(settings, &mut pen).unwrap();
        }
        let widths = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        (pen.outline, f64::from(widths.advance_width(glyph).unwrap()) / f64::from(units))
    }

    fn to(&mut self, to: (f64, f64)) {
        if to != self.at {
            self.pieces.push([self.at, to]);
        }
        self.at = to;
    }

    /// A curve with these control points, the first where the pen stands, in so many pieces that none is further from it
    /// than a tenth of what is looked for.
    fn curve(&mut self, controls: &[(f64, f64)]) {
        let bend = |w: &[(f64, f64)]| (w[0].0 - 2.0 * w[1].0 + w[2].0).hypot(w[0].1 - 2.0 * w[1].1 + w[2].1);
        let bend = controls.windows(3).map(bend).fold(0.0, f64::max);
        let order = controls.len() as f64 - 1.0;
        let pieces = (order * (order - 1.0) / 8.0 * bend / (OUTLINE / 10.0)).sqrt().ceil().max(1.0);
        for piece in 1..=pieces as usize {
            let t = piece as f64 / pieces;
            let mut points = controls.to_vec();
            while points.len() > 1 {
                let mid = |w: &[(f64, f64)]| (w[0].0 + t * (w[1].0 - w[0].0), w[0].1 + t * (w[1].1 - w[0].1));
                points = points.windows(2).map(mid).collect();
            }
            self.to(points[0]);
        }
    }

    /// A point of this one that the other has nothing near to.
    fn away_from(&self, other: &Self) -> Option<(f64, f64)> {
        let is_near = |p: (f64, f64)| other.pieces.iter().any(|piece| to_piece(p, piece) < OUTLINE);
        self.pieces.iter().flatten().copied().find(|end| !is_near(*end))
    }
}

/// How far a point is from a piece, where that is not too far to matter.
fn to_piece(p: (f64, f64), [a, b]: &[(f64, f64); 2]) -> f64 {
    let is_beside = |p: f64, a: f64, b: f64| p < a.min(b) - OUTLINE || p > a.max(b) + OUTLINE;
    if is_beside(p.0, a.0, b.0) || is_beside(p.1, a.1, b.1) {
        return f64::MAX;
    }
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let along = ((p.0 - a.0) * dx + (p.1 - a.1) * dy) / (dx * dx + dy * dy);
    let t = along.clamp(0.0, 1.0);
    apart(p, (a.0 + t * dx, a.1 + t * dy))
}

fn wide([x, y]: [f32; 2]) -> (f64, f64) {
    (f64::from(x), f64::from(y))
}

impl Pen for Outline {
    fn begin(&mut self, at: [f32; 2]) {
        (self.start, self.at) = (wide(at), wide(at));
    }

    fn line(&mut self, to: [f32; 2]) {
        self.to(wide(to));
    }

    fn quadratic(&mut self, control: [f32; 2], to: [f32; 2]) {
        self.curve(&[self.at, wide(control), wide(to)]);
    }

    fn cubic(&mut self, [first, second]: [[f32; 2]; 2], to: [f32; 2]) {
        self.curve(&[self.at, wide(first), wide(second), wide(to)]);
    }

    fn close(&mut self) {
        self.to(self.start);
    }
}

/// Draws an outline that is given in the units of a file.
struct InEm {
    outline: Outline,
    units: f64,
}

impl InEm {
    fn em(&self, x: f32, y: f32) -> (f64, f64) {
        (f64::from(x) / self.units, f64::from(y) / self.units)
    }
}

impl OutlinePen for InEm {
    fn move_to(&mut self, x: f32, y: f32) {
        let at = self.em(x, y);
        (self.outline.start, self.outline.at) = (at, at);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.outline.to(self.em(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.outline.curve(&[self.outline.at, self.em(cx, cy), self.em(x, y)]);
    }

    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        panic!("TrueType has no such curves");
    }

    fn close(&mut self) {
        self.outline.to(self.outline.start);
    }
}

/// All of 通用规范汉字表, in text and in heads, with what else a report prints: more than one font has room for.
#[test]
fn glyphs_look_as_in_their_faces() {
    let table: String =
        include_str!("../cases/tgh8105.txt").chars().filter(|ch| !ch.is_whitespace()).collect();
    let heads: String = table.chars().map(|ch| format!("（一）{ch}。\n")).collect();
    let mut compared = 0;
    for text in [table, heads] {
        let copy = Copy::saying("table", &text);
        let package = Package::read(&copy.bytes());
        let fonts = package.fonts();
        let fonts: HashMap<&str, FontRef> =
            fonts.iter().map(|(id, (_, file))| (id.as_str(), FontRef::new(file).unwrap())).collect();
        let mut seen = BTreeSet::new();
        for (page, written) in copy.pages().iter().zip(package.pages()) {
            for ((ch, _, _, face), placed) in wanted(&page.runs).into_iter().zip(characters(&written, "Body"))
            {
                if seen.insert((face, ch)) {
                    let font = &fonts[placed.font.as_str()];
                    looks_the_same(font, face, ch);
                }
            }
        }
        compared += seen.len();
    }
    assert!(compared > 16_000, "{compared}");
}

fn looks_the_same(font: &FontRef, face: Face, ch: char) {
    use nianbao::layout::Fonts as _;
    let (face_has, (file_has, width)) = (Outline::of_face(face, ch), Outline::of_file(font, ch));
    assert_eq!(face_has.pieces.is_empty(), file_has.pieces.is_empty(), "{face:?} {ch}");
    let away = face_has.away_from(&file_has).or(file_has.away_from(&face_has));
    assert_eq!(away, None, "{face:?} {ch}");
    let wanted = f64::from(Faces::bundled().advance(face, ch).unwrap());
    assert!((width - wanted).abs() < OUTLINE, "{face:?} {ch}: {width} {wanted}");
}

#[test]
fn fonts_have_what_readers_ask_for_and_no_more_characters_than_are_used() {
    for copy in copies() {
        let package = Package::read(&copy.bytes());
        let pages = package.pages();
        let all = pages.iter().flat_map(|p| ["Body", "Background"].map(|kind| characters(p, kind))).flatten();
        let mut used: HashMap<String, BTreeSet<u32>> = HashMap::new();
        for placed in all {
            used.entry(placed.font).or_default().insert(placed.ch.into());
        }
        for (id, (name, file)) in package.fonts() {
            let font = FontRef::new(file).unwrap();
            let has: BTreeSet<u32> = font.charmap().mappings().map(|(ch, _)| ch).collect();
            assert_eq!(has, used[&id], "{} {name}", copy.name);
            for tag in
                [b"OS/2", b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"name", b"post"]
            {
                assert!(font.table_data(skrifa::Tag::new(tag)).is_some(), "{name}: {tag:?}");
            }
        }
    }
}

#[test]
fn the_package_holds_together() {
    for copy in copies() {
        let bytes = copy.bytes();
        assert!(bytes == copy.bytes(), "{}: other bytes", copy.name);
        let package = Package::read(&bytes);
        let mut found: BTreeSet<String> = ["OFD.xml".to_owned()].into();
        let entry = package.part("OFD.xml");
        let root = entry.at(&["ofd:DocBody", "ofd:DocRoot"]).text();
        let document = package.part(&root);
        found.insert(root);
        let fonts = package.part("Doc_0/PublicRes.xml");
        found.insert(format!("Doc_0/{}", document.at(&["ofd:CommonData", "ofd:PublicRes"]).text()));
        for file in fonts.all("ofd:FontFile") {
            found.insert(format!("Doc_0/{}/{}", fonts.attribute("BaseLoc"), file.text()));
        }
        for page in document.all("ofd:Page") {
            found.insert(format!("Doc_0/{}", page.attribute("BaseLoc")));
        }
        assert_eq!(found, package.0.keys().cloned().collect(), "{}", copy.name);
        numbered(&copy.name, &document, &fonts, &package.pages());
        let told =
            |name| entry.find(&["ofd:DocBody", "ofd:DocInfo", name]).map_or(String::new(), Element::text);
        let (id, report) = (told("ofd:DocID"), &copy.draft.report);
        assert!(id.len() == 32 && id.chars().all(|c| c.is_ascii_hexdigit()), "{id}");
        assert_eq!(told("ofd:Title"), report.title());
        assert_eq!(told("ofd:Author"), report.agency.name.trim());
        assert_eq!(entry.at(&["ofd:DocBody", "ofd:DocInfo"]).children("ofd:CreationDate").count(), 0);
    }
}

/// Each number is given once, the greatest is told, and what is referred to is there.
fn numbered(name: &str, document: &Element, fonts: &Element, pages: &[Element]) {
    let (of_fonts, of_pages) = (ids(&fonts.all("ofd:Font")), ids(&document.all("ofd:Page")));
    let mut all: Vec<u32> = of_fonts.iter().chain(&of_pages).copied().collect();
    for page in pages {
        for kind in ["ofd:Layer", "ofd:TextObject", "ofd:PathObject"] {
            all.extend(ids(&page.all(kind)));
        }
        let used = page.all("ofd:TextObject");
        assert!(used.iter().all(|text| of_fonts.contains(&text.attribute("Font").parse().unwrap())));
    }
    let greatest: u32 = document.at(&["ofd:CommonData", "ofd:MaxUnitID"]).text().parse().unwrap();
    assert_eq!(all.iter().max(), Some(&greatest), "{name}");
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{name}");
    for place in document.all("ofd:Dest") {
        assert!(of_pages.contains(&place.attribute("PageID").parse().unwrap()), "{name}");
    }
}

fn ids(elements: &[&Element]) -> Vec<u32> {
    elements.iter().map(|element| element.attribute("ID").parse().unwrap()).collect()
}

#[test]
fn headings_are_in_the_outline_and_lead_to_their_lines() {
    let copy = Copy::of(&department(), CopyOptions::default());
    let package = Package::read(&copy.bytes());
    let document = package.part("Doc_0/Document.xml");
    let pages = document.all("ofd:Page");
    let written = package.pages();
    let entries = document.all("ofd:OutlineElem");
    assert!(entries.len() > copy.form.sections.len(), "{}", entries.len());
    for entry in entries {
        let goes = entry.at(&["ofd:Actions", "ofd:Action", "ofd:Goto", "ofd:Dest"]);
        let page = pages.iter().position(|p| p.attribute("ID") == goes.attribute("PageID")).unwrap();
        let top = number(goes, "Top");
        let near =
            characters(&written[page], "Body").into_iter().filter(|c| (top..top + 12.0).contains(&c.at.1));
        let near = squash(&near.map(|c| c.ch).collect::<String>());
        assert!(near.starts_with(&squash(entry.attribute("Title"))), "{}: {near}", entry.attribute("Title"));
    }
}

/// Another reader, which shares no code with this program, gives the text back.
#[test]
fn another_reader_reads_the_same_text() {
    // It would put the watermark between the lines, as it knows none.
    let is_plain = |copy: &Copy| copy.options.watermark == Watermark::None;
    for copy in copies().into_iter().filter(is_plain) {
        let path = written(&format!("{}.ofd", copy.name), &copy.bytes());
        let Some(output) = needed::output(Command::new("ofdkit").arg("text").arg(&path)) else { return };
        assert!(output.status.success(), "{}: {}", copy.name, String::from_utf8_lossy(&output.stderr));
        let read = squash(&String::from_utf8(output.stdout).unwrap());
        // It sorts what it reads by place: each line is looked for, whatever is between them.
        for page in copy.pages() {
            for line in page.text().lines() {
                assert!(read.contains(&squash(line)), "{}: {line}", copy.name);
            }
        }
    }
}
