//! What holds of where things stand on any page, in the measures of GB/T 9704—2012 (`assets/norms/page.md` “纸张和版心”)
//! and not in the program's own: in millimetres, as an officer measures a printed sheet.
#![allow(dead_code, reason = "each test uses some of it")]

use nianbao::layout::{Area, Origin, Page, Rule, Run};

/// One millimetre in points.
pub const MM: f32 = 72.0 / 25.4;
/// The paper: A4.
pub const PAPER: (f32, f32) = (210.0 * MM, 297.0 * MM);
/// 天头: 37 mm from the upper edge of the paper to the type area.
pub const TOP: f32 = 37.0 * MM;
/// 订口: 28 mm from the left edge of the paper to the type area.
pub const LEFT: f32 = 28.0 * MM;
/// The type area (版心): 156 mm × 225 mm.
pub const AREA: (f32, f32) = (156.0 * MM, 225.0 * MM);
/// The right edge of the type area.
pub const RIGHT: f32 = LEFT + AREA.0;
/// The lower edge of the type area.
pub const BOTTOM: f32 = TOP + AREA.1;
/// 28 characters to a line.
pub const CHARACTER: f32 = AREA.0 / 28.0;
/// 22 lines to a page.
pub const LINE: f32 = AREA.1 / 22.0;

/// Whether two places are the same: a twentieth of a millimetre is not seen.
pub fn near(a: f32, b: f32) -> bool {
    (a - b).abs() < 0.05 * MM
}

/// The em square of a run of type: the part of it over the baseline is the same for all faces.
pub fn square(run: &Run) -> (f32, f32) {
    (run.y - 0.88 * run.size, run.y + 0.12 * run.size)
}

/// Everything but the foot stands in the type area (版心).
pub fn within_the_area(page: &Page) {
    for run in page.runs.iter().filter(|r| !matches!(r.origin, Origin::PageNumber | Origin::PageFoot)) {
        let (what, (top, bottom)) = (run.text(), square(run));
        assert!(run.x >= LEFT - 0.01 && run.end() <= RIGHT + 0.05, "{what}: {} to {}", run.x, run.end());
        assert!(top >= TOP - 0.01 && bottom <= BOTTOM + 0.01, "{what}: {top} to {bottom}");
    }
    for Rule { from, to, thickness } in &page.rules {
        let half = thickness / 2.0;
        let (across, down) = if from.1 == to.1 { (0.0, half) } else { (half, 0.0) };
        assert!(from.0 - across >= LEFT - 0.01 && to.0 + across <= RIGHT + 0.01, "{from:?} {to:?}");
        assert!(from.1 - down >= TOP - 0.01 && to.1 + down <= BOTTOM + 0.01, "{from:?} {to:?}");
    }
}

/// No two runs cover the same place. A run is as high as its em square.
pub fn apart(page: &Page) {
    let area = |r: &Run| (r.x, r.end(), square(r).0, square(r).1);
    for (i, a) in page.runs.iter().enumerate() {
        for b in &page.runs[i + 1..] {
            let ((al, ar, at, ab), (bl, br, bt, bb)) = (area(a), area(b));
            let wide = ar.min(br) - al.max(bl);
            let high = ab.min(bb) - at.max(bt);
            assert!(wide < 0.02 || high < 0.02, "{} and {}", a.text(), b.text());
        }
    }
}

/// The lines of text with this origin: runs on one baseline.
pub fn lines_of(page: &Page, wanted: impl Fn(Origin) -> bool) -> Vec<Vec<&Run>> {
    let runs: Vec<&Run> = page.runs.iter().filter(|r| wanted(r.origin)).collect();
    runs.chunk_by(|a, b| a.origin == b.origin && a.y == b.y).map(<[&Run]>::to_vec).collect()
}

/// Where a line of text starts and ends.
pub fn extent(line: &[&Run]) -> (f32, f32) {
    let from = line.iter().map(|r| r.x).fold(f32::MAX, f32::min);
    (from, line.iter().map(|r| r.end()).fold(f32::MIN, f32::max))
}

/// The words of a line.
pub fn words(line: &[&Run]) -> String {
    line.iter().map(|r| r.text()).collect()
}

/// A rectangle on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rectangle {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl From<&Area> for Rectangle {
    fn from(area: &Area) -> Self {
        Self { left: area.from.0, top: area.from.1, right: area.to.0, bottom: area.to.1 }
    }
}

impl Rectangle {
    /// The least rectangle around all of these.
    pub fn around(all: &[Self]) -> Self {
        let least = |of: fn(&Self) -> f32| all.iter().map(of).fold(f32::MAX, f32::min);
        let most = |of: fn(&Self) -> f32| all.iter().map(of).fold(f32::MIN, f32::max);
        Self {
            left: least(|r| r.left),
            top: least(|r| r.top),
            right: most(|r| r.right),
            bottom: most(|r| r.bottom),
        }
    }

    /// Its middle.
    pub fn middle(self) -> (f32, f32) {
        (f32::midpoint(self.left, self.right), f32::midpoint(self.top, self.bottom))
    }

    /// Whether a run of text stands in it.
    pub fn holds(self, run: &Run) -> bool {
        let (top, bottom) = square(run);
        let across = run.x >= self.left - 0.1 && run.end() <= self.right + 0.1;
        across && top >= self.top - 0.1 && bottom <= self.bottom + 0.1
    }

    /// Its four sides, as rules would draw them.
    pub fn sides(self) -> [Line; 4] {
        let Self { left, top, right, bottom } = self;
        [
            Line { level: true, at: top, from: left, to: right },
            Line { level: true, at: bottom, from: left, to: right },
            Line { level: false, at: left, from: top, to: bottom },
            Line { level: false, at: right, from: top, to: bottom },
        ]
    }
}

/// A line that is level or upright.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Whether it goes across the page.
    pub level: bool,
    /// How far down the page a level line is, how far across an upright one.
    pub at: f32,
    pub from: f32,
    pub to: f32,
}

impl Line {
    pub fn of(rule: &Rule) -> Self {
        let level = rule.from.1 == rule.to.1;
        assert!(level || rule.from.0 == rule.to.0, "{rule:?} is aslant");
        let flat = |(x, y): (f32, f32)| if level { (y, x) } else { (x, y) };
        let ((at, from), (_, to)) = (flat(rule.from), flat(rule.to));
        Self { level, at, from, to }
    }

    /// Whether rules together draw it from end to end. A border stands half its width inside what it is round.
    pub fn is_drawn_by(self, rules: &[Rule]) -> bool {
        let on_it = |line: &Self| line.level == self.level && (line.at - self.at).abs() < 0.6;
        let mut parts: Vec<Self> = rules.iter().map(Self::of).filter(on_it).collect();
        parts.sort_by(|a, b| a.from.total_cmp(&b.from));
        let mut reached = self.from + 0.6;
        for part in parts.iter().filter(|part| part.to > self.from) {
            if part.from > reached {
                break;
            }
            reached = reached.max(part.to);
        }
        reached >= self.to - 0.6
    }

    /// Whether it goes through the inside of a rectangle.
    pub fn crosses(self, r: Rectangle) -> bool {
        let (across, along) = if self.level {
            ((r.top, r.bottom), (r.left, r.right))
        } else {
            ((r.left, r.right), (r.top, r.bottom))
        };
        self.at > across.0 + 0.6
            && self.at < across.1 - 0.6
            && self.to.min(along.1) - self.from.max(along.0) > 0.6
    }
}

/// The rectangle that the rules nearest to a place make around it, where there are such on all four sides.
pub fn box_around(rules: &[Rule], (x, y): (f32, f32)) -> Option<Rectangle> {
    let lines: Vec<Line> = rules.iter().map(Line::of).collect();
    let places = |level: bool, along: f32| {
        let over = move |l: &&Line| l.level == level && l.from <= along && l.to >= along;
        lines.iter().filter(over).map(|l| l.at).collect::<Vec<f32>>()
    };
    let before = |all: &[f32], at: f32| all.iter().copied().filter(|a| *a < at).reduce(f32::max);
    let after = |all: &[f32], at: f32| all.iter().copied().filter(|a| *a > at).reduce(f32::min);
    let (level, upright) = (places(true, x), places(false, y));
    Some(Rectangle {
        left: before(&upright, x)?,
        top: before(&level, y)?,
        right: after(&upright, x)?,
        bottom: after(&level, y)?,
    })
}
