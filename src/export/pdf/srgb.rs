//! The colours of the file: sRGB (IEC 61966-2-1) as a profile of ISO 15076-1:2005 (version 4.2), written out here from the
//! numbers of the standard, so that it is small and nobody's.

/// What the profile is called.
pub(super) const NAME: &str = "sRGB IEC61966-2.1";

/// How long the header is, in bytes.
const HEADER: usize = 128;

/// What light is white to whom the colours are told (D50), and the primaries of sRGB for it.
const WHITE: [f64; 3] = [0.9642, 1.0, 0.8249];
const RED: [f64; 3] = [0.436_065_67, 0.222_488_40, 0.013_916_02];
const GREEN: [f64; 3] = [0.385_147_09, 0.716_873_17, 0.097_076_42];
const BLUE: [f64; 3] = [0.143_066_41, 0.060_607_91, 0.714_096_07];
/// From the white of a screen (D65) to that white, by Bradford's method.
const ADAPTATION: [f64; 9] = [
    1.047_882_08,
    0.022_918_70,
    -0.050_216_67,
    0.029_586_79,
    0.990_478_52,
    -0.017_059_33,
    -0.009_231_57,
    0.015_075_68,
    0.751_678_47,
];
/// The curve of each: a power above a straight beginning.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];

/// The bytes of the profile.
pub(super) fn profile() -> Vec<u8> {
    let curve = curve();
    let tags = [
        (b"desc", text(NAME)),
        (b"cprt", text("CC0")),
        (b"wtpt", numbers(*b"XYZ ", &WHITE)),
        (b"chad", numbers(*b"sf32", &ADAPTATION)),
        (b"rXYZ", numbers(*b"XYZ ", &RED)),
        (b"gXYZ", numbers(*b"XYZ ", &GREEN)),
        (b"bXYZ", numbers(*b"XYZ ", &BLUE)),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let start = HEADER + table.len() + 12 * tags.len();
    let mut data: Vec<u8> = Vec::new();
    let mut last: Option<(&[u8], usize)> = None;
    for (name, value) in &tags {
        // The three curves are one.
        let at = match last {
            Some((same, at)) if same == value.as_slice() => at,
            _ => {
                data.resize(data.len().next_multiple_of(4), 0);
                let at = start + data.len();
                data.extend(value);
                at
            }
        };
        last = Some((value, at));
        table.extend(*name);
        table.extend([at as u32, value.len() as u32].map(u32::to_be_bytes).concat());
    }
    data.resize(data.len().next_multiple_of(4), 0);
    [header(start + data.len()), table, data].concat()
}

fn header(length: usize) -> Vec<u8> {
    let mut header = (length as u32).to_be_bytes().to_vec();
    // Nobody's program; version 4.2; of a screen, in RGB, told in XYZ.
    header.extend([0, 0, 0, 0, 4, 0x20, 0, 0]);
    header.extend(b"mntrRGB XYZ ");
    // The day of the standard.
    header.extend([1999, 10, 18, 0, 0, 0].map(u16::to_be_bytes).concat());
    header.extend(b"acsp");
    // Its platform, flags, maker, model, attributes and intent are left open.
    header.resize(68, 0);
    header.extend(WHITE.map(fixed).concat());
    header.resize(HEADER, 0);
    header
}

/// A number with sixteen bits behind the point.
fn fixed(number: f64) -> [u8; 4] {
    ((number * 65_536.0).round() as i32).to_be_bytes()
}

fn numbers(kind: [u8; 4], numbers: &[f64]) -> Vec<u8> {
    let numbers = numbers.iter().flat_map(|number| fixed(*number));
    kind.into_iter().chain([0; 4]).chain(numbers).collect()
}

fn curve() -> Vec<u8> {
    let numbers = CURVE.iter().flat_map(|number| fixed(*number));
    // The form of curve with five numbers.
    b"para".iter().copied().chain([0, 0, 0, 0, 0, 3, 0, 0]).chain(numbers).collect()
}

/// One text, in English.
fn text(text: &str) -> Vec<u8> {
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let sizes = [1, 12].map(u32::to_be_bytes).concat();
    let place = [utf16.len() as u32, 28].map(u32::to_be_bytes).concat();
    [b"mluc", &[0; 4][..], &sizes, b"enUS", &place, &utf16].concat()
}
