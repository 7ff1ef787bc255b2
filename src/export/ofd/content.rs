//! A page as an OFD has it (GB/T 33190—2016 §7.7, §9, §11): rules as paths, each run as a text whose characters stand
//! where the page says.

use super::{
    fonts::Fonts,
    measure::{Rectangle, as_written, mm, number, numbers},
    parts::{Ids, NAMESPACE},
    tags::{ByOrigin, Shown},
};
use crate::{
    export::markup::Element,
    layout::{Glyph, Page, Rule, Run, Watermark},
};

/// A step is written again as long as no character comes to stand further off than this, in millimetres.
const SAME_STEP: f64 = 0.002;

/// Writes pages.
pub(super) struct Writer<'a> {
    /// What they are set in.
    pub fonts: &'a Fonts,
    /// The number of each font in the file.
    pub font_ids: &'a [u32],
    /// What everything else on them is numbered by.
    pub ids: &'a mut Ids,
    /// The number of the page that is written.
    pub page_id: u32,
    /// Where each text is written that shows a part of the report.
    pub shown: &'a mut ByOrigin,
}

/// A character and where its glyph starts, in millimetres from the left of the page.
struct Placed {
    ch: char,
    x: f64,
    font: usize,
}

impl Writer<'_> {
    /// The content of a page.
    pub(super) fn page(&mut self, page: &Page) -> Element {
        let paper = Rectangle { from: (0.0, 0.0), to: (mm(page.width), mm(page.height)) };
        let size = Element::new("ofd:PhysicalBox").text(&paper.written());
        let mut content = Element::new("ofd:Content");
        if let Some(watermark) = &page.watermark {
            let layer = self.layer("Background");
            content = content.child(&layer.lines(self.watermark(watermark, paper)));
        }
        let layer = self.layer("Body");
        let mut objects = self.rules(&page.rules);
        objects.extend(page.runs.iter().flat_map(|run| self.run(run)));
        Element::new("ofd:Page")
            .with("xmlns:ofd", NAMESPACE)
            .child(&Element::new("ofd:Area").child(&size))
            .child(&content.child(&layer.lines(objects)))
    }

    fn layer(&mut self, kind: &str) -> Element {
        Element::new("ofd:Layer").with("ID", self.ids.next()).with("Type", kind)
    }

    /// The lines of the tables: one path for all that are equally thick.
    fn rules(&mut self, rules: &[Rule]) -> Vec<Element> {
        let mut rules = rules.to_vec();
        rules.sort_by(|a, b| a.thickness.total_cmp(&b.thickness));
        let alike = rules.chunk_by(|a, b| a.thickness == b.thickness);
        alike.filter_map(|rules| self.path(rules)).collect()
    }

    fn path(&mut self, rules: &[Rule]) -> Option<Element> {
        let thickness = mm(rules.first()?.thickness);
        let ends = rules.iter().flat_map(|rule| [rule.from, rule.to]).map(|(x, y)| (mm(x), mm(y)));
        let around = around(ends, thickness)?.outwards();
        let at = |(x, y): (f32, f32)| numbers([mm(x) - around.from.0, mm(y) - around.from.1]);
        let line = |rule: &Rule| format!("M {} L {}", at(rule.from), at(rule.to));
        let data = rules.iter().map(line).collect::<Vec<_>>().join(" ");
        let path = Element::new("ofd:PathObject")
            .with("ID", self.ids.next())
            .with("Boundary", around.written())
            .with("LineWidth", number(thickness));
        Some(path.child(&Element::new("ofd:AbbreviatedData").text(&data)))
    }

    /// The texts of a run: one, unless its face is parted into several fonts.
    fn run(&mut self, run: &Run) -> Vec<Element> {
        let placed = self.placed(run, mm(run.x));
        let texts = placed.chunk_by(|a, b| a.font == b.font);
        texts.filter_map(|text| self.text(run, text)).collect()
    }

    fn placed(&self, run: &Run, from: f64) -> Vec<Placed> {
        let mut x = from;
        let placed = |glyph: &Glyph| {
            let font = self.fonts.of(run.face, glyph.ch)?;
            let placed = Placed { ch: glyph.ch, x, font };
            x += mm(glyph.advance);
            Some(placed)
        };
        run.glyphs.iter().filter_map(placed).collect()
    }

    fn text(&mut self, run: &Run, text: &[Placed]) -> Option<Element> {
        let (first, last) = (text.first()?, text.last()?);
        let [left, bottom, right, top] =
            self.fonts.all.get(first.font)?.program.bounds.map(|em| mm(em * run.size));
        // What is outside its box is not drawn.
        let y = mm(run.y);
        let ink = Rectangle { from: (first.x + left.min(0.0), y - top), to: (last.x + right, y - bottom) };
        let around = ink.outwards();
        let object = self.object(run, first.font)?.with("Boundary", around.written());
        Some(codes(object, text, around.from.0, y - around.from.1))
    }

    /// A text without a box yet.
    fn object(&mut self, run: &Run, font: usize) -> Option<Element> {
        let id = self.ids.next();
        self.shown.entry(run.origin).or_default().push(Shown { page: self.page_id, object: id });
        let object = Element::new("ofd:TextObject").with("ID", id);
        Some(object.with("Font", self.font_ids.get(font)?).with("Size", number(mm(run.size))))
    }

    /// The watermark, on a level line that is turned with what it stands on.
    fn watermark(&mut self, watermark: &Watermark, paper: Rectangle) -> Vec<Element> {
        let Watermark { run, start, turned, grey } = watermark;
        let (sin, cos) = f64::from(*turned).sin_cos();
        let turned = numbers([cos, -sin, sin, cos, mm(start.0), mm(start.1)]);
        let grey = (grey * 255.0).round();
        let colour = Element::empty("ofd:FillColor").with("Value", numbers([f64::from(grey); 3]));
        let placed = self.placed(run, 0.0);
        let texts = placed.chunk_by(|a, b| a.font == b.font);
        let text = |text: &[Placed]| {
            let object = self.object(run, text.first()?.font)?;
            let object = object.with("Boundary", paper.written()).with("CTM", &turned).child(&colour);
            Some(codes(object, text, 0.0, 0.0))
        };
        texts.filter_map(text).collect()
    }
}

/// The box around lines of this thickness with these ends.
fn around(ends: impl Iterator<Item = (f64, f64)>, thickness: f64) -> Option<Rectangle> {
    let half = thickness / 2.0;
    let ends = ends.map(|(x, y)| Rectangle { from: (x - half, y - half), to: (x + half, y + half) });
    ends.reduce(Rectangle::and)
}

/// A text with its characters, seen from the left of its box, on a baseline so far under the top of the box.
///
/// Blanks at its ends stand alone: a reader that leaves them out then does not move what follows.
fn codes(object: Element, text: &[Placed], left: f64, baseline: f64) -> Element {
    let is_blank = |placed: &&Placed| placed.ch.is_whitespace();
    let leading = text.iter().take_while(is_blank).count();
    let (before, text) = text.split_at(leading);
    let trailing = text.iter().rev().take_while(is_blank).count();
    let (text, after) = text.split_at(text.len() - trailing);
    let pieces = [before, text, after].into_iter().filter(|piece| !piece.is_empty());
    object.children(pieces.map(|piece| code(piece, left, baseline)))
}

fn code(piece: &[Placed], left: f64, baseline: f64) -> Element {
    let places: Vec<f64> = piece.iter().map(|placed| placed.x - left).collect();
    let first = as_written(places.first().copied().unwrap_or_default());
    let code = Element::new("ofd:TextCode").with("X", number(first)).with("Y", number(baseline));
    let text: String = piece.iter().map(|placed| placed.ch).collect();
    let steps = steps(first, &places);
    let code = if steps.is_empty() { code } else { code.with("DeltaX", steps) };
    code.text(&text)
}

/// The steps from each place to the next, equal ones counted (`g`): what is left over by one is made up for by the next
/// that has to be written.
fn steps(first: f64, places: &[f64]) -> String {
    let (mut at, mut steps): (f64, Vec<(usize, f64)>) = (first, Vec::new());
    for place in places.iter().skip(1) {
        match steps.last_mut() {
            Some((times, step)) if (at + *step - place).abs() < SAME_STEP => *times += 1,
            _ => steps.push((1, as_written(place - at))),
        }
        at += steps.last().map_or(0.0, |(_, step)| *step);
    }
    let written = |(times, step): (usize, f64)| match times {
        1 => number(step),
        times => format!("g {times} {}", number(step)),
    };
    steps.into_iter().map(written).collect::<Vec<_>>().join(" ")
}
