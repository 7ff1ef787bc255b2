//! What holds of where things stand on any page.
#![allow(dead_code, reason = "each test uses some of it")]

use nianbao::layout::{
    Origin, Page, Rule, Run,
    sheet::{BOTTOM, LEFT, RIGHT, TOP},
};

/// Everything but the foot stands in the type area (版心).
pub fn within_the_area(page: &Page) {
    for run in page.runs.iter().filter(|r| !matches!(r.origin, Origin::PageNumber | Origin::PageFoot)) {
        let what = run.text();
        assert!(run.x >= LEFT - 0.01 && run.end() <= RIGHT + 0.05, "{what}: {} to {}", run.x, run.end());
        assert!(run.y - 0.88 * run.size >= TOP - 0.01, "{what}");
        assert!(run.y + 0.12 * run.size <= BOTTOM + 0.01, "{what}: {}", run.y);
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
    let area = |r: &Run| (r.x, r.end(), r.y - 0.88 * r.size, r.y + 0.12 * r.size);
    for (i, a) in page.runs.iter().enumerate() {
        for b in &page.runs[i + 1..] {
            let ((al, ar, at, ab), (bl, br, bt, bb)) = (area(a), area(b));
            let wide = ar.min(br) - al.max(bl);
            let high = ab.min(bb) - at.max(bt);
            assert!(wide < 0.02 || high < 0.02, "{} and {}", a.text(), b.text());
        }
    }
}
