//! INDEXes: items of any length, one behind the other.

/// An INDEX to be read from.
#[derive(Clone, Copy)]
pub(super) struct Index<'a> {
    pub count: usize,
    /// How many bytes an offset takes.
    size: usize,
    offsets: &'a [u8],
    data: &'a [u8],
    /// Where in the table the next thing starts.
    pub end: usize,
}

impl<'a> Index<'a> {
    /// One with nothing in it.
    pub(super) const NONE: Self = Self { count: 0, size: 1, offsets: &[], data: &[], end: 0 };

    /// The INDEX that starts here.
    pub(super) fn read(cff: &'a [u8], at: usize) -> Option<Self> {
        let [high, low, rest @ ..] = cff.get(at..)? else { return None };
        let count = usize::from(u16::from_be_bytes([*high, *low]));
        if count == 0 {
            return Some(Self { end: at + 2, ..Self::NONE });
        }
        let (size, rest) = rest.split_first()?;
        let size = usize::from(*size);
        let (offsets, data) = rest.split_at_checked((count + 1) * size)?;
        let index = Self { count, size, offsets, data, end: 0 };
        let length = index.offset(count)?;
        Some(Self { end: at + 3 + offsets.len() + length, data: data.get(..length)?, ..index })
    }

    /// Where an item starts among the data, which offsets count from 1.
    fn offset(&self, item: usize) -> Option<usize> {
        let bytes = self.offsets.get(item * self.size..(item + 1) * self.size)?;
        bytes.iter().fold(0_usize, |n, b| n << 8 | usize::from(*b)).checked_sub(1)
    }

    /// The item with this number.
    pub(super) fn get(&self, item: usize) -> Option<&'a [u8]> {
        self.data.get(self.offset(item)?..self.offset(item + 1)?)
    }
}

/// An INDEX of its own.
pub(super) fn index(items: &[&[u8]]) -> Vec<u8> {
    let mut index = Vec::new();
    add_index(&mut index, items);
    index
}

/// Writes an INDEX behind what is there.
pub(super) fn add_index(index: &mut Vec<u8>, items: &[&[u8]]) {
    let length: usize = items.iter().map(|i| i.len()).sum();
    let size = (1..4).find(|size| length + 1 < 1 << (8 * size)).unwrap_or(4);
    index.reserve(3 + (items.len() + 1) * size + length);
    index.extend((items.len() as u16).to_be_bytes());
    index.push(size as u8);
    let mut offset = 1_u32;
    for next in items.iter().map(|i| i.len() as u32).chain([0]) {
        index.extend(&offset.to_be_bytes()[4 - size..]);
        offset += next;
    }
    for item in items {
        index.extend(*item);
    }
}
