//! Which of the eight masks a code gets: the one with the least penalty (ISO/IEC 18004:2015, 7.8.3). A line of modules is a
//! row of bits here, so that a whole code is weighed in a few thousand operations: on a slow phone the difference is a
//! frame and a half.

use qrcode::canvas::{Canvas, MaskPattern};

const MASKS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

/// Penalty of a run of five, and what each module more adds; of a block of 2 × 2; of what looks like a finder.
const RUN: u32 = 3;
const BLOCK: u32 = 3;
const FINDER: u32 = 40;

/// The dark modules of the code, row by row, under its best mask. `width` is the modules along a side.
pub fn best(canvas: &Canvas, width: usize) -> Vec<bool> {
    let masked = MASKS.map(|mask| {
        let mut canvas = canvas.clone();
        canvas.apply_mask(mask);
        canvas.into_colors().into_iter().map(|module| module == qrcode::Color::Dark).collect::<Vec<bool>>()
    });
    masked.into_iter().min_by_key(|dark| penalty(dark, width)).unwrap_or_default()
}

fn penalty(dark: &[bool], width: usize) -> u32 {
    let (mut rows, mut columns) = (vec![Line::default(); width], vec![Line::default(); width]);
    for (y, row) in dark.chunks(width).enumerate() {
        for (x, _) in row.iter().enumerate().filter(|(_, dark)| **dark) {
            rows[y].set(x);
            columns[x].set(y);
        }
    }
    let lines: u32 = rows.iter().chain(&columns).map(|line| line.runs(width) + line.finders()).sum();
    let blocks: u32 = rows.iter().zip(rows.iter().skip(1)).map(|(row, next)| row.blocks(*next, width)).sum();
    lines + BLOCK * blocks + balance(rows.iter().map(|row| row.count()).sum(), width)
}

/// A point for each half per cent of dark modules more or less than half of them.
fn balance(dark: u32, width: usize) -> u32 {
    let all = u32::try_from(width * width).unwrap_or(u32::MAX);
    (dark * 200 / all).abs_diff(100)
}

/// Modules of one row or column, the first in the lowest bit. The largest code has 177.
#[derive(Clone, Copy, Default)]
struct Line([u64; 3]);

impl Line {
    fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    /// The first `count` modules.
    fn first(count: usize) -> Self {
        let bits = |word: usize| match count.saturating_sub(64 * word) {
            0 => 0,
            some @ 1..64 => (1 << some) - 1,
            _ => u64::MAX,
        };
        Self([bits(0), bits(1), bits(2)])
    }

    /// Every module has the state of the one `by` further on; beyond the end is light.
    fn ahead(self, by: u32) -> Self {
        let [a, b, c] = self.0;
        Self([a >> by | b << (64 - by), b >> by | c << (64 - by), c >> by])
    }

    /// Every module has the state of the one `by` before it.
    fn behind(self, by: u32) -> Self {
        let [a, b, c] = self.0;
        Self([a << by, b << by | a >> (64 - by), c << by | b >> (64 - by)])
    }

    fn and(self, other: Self) -> Self {
        Self([0, 1, 2].map(|word| self.0[word] & other.0[word]))
    }

    fn or(self, other: Self) -> Self {
        Self([0, 1, 2].map(|word| self.0[word] | other.0[word]))
    }

    fn not(self) -> Self {
        Self(self.0.map(|word| !word))
    }

    /// Where both have the same state.
    fn same(self, other: Self) -> Self {
        Self([0, 1, 2].map(|word| !(self.0[word] ^ other.0[word])))
    }

    fn count(self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// Modules that are as the next one.
    fn twins(self, width: usize) -> Self {
        self.same(self.ahead(1)).and(Self::first(width - 1))
    }

    /// Five or more of a colour in a row.
    fn runs(self, width: usize) -> u32 {
        let two = self.twins(width);
        let three = two.and(two.ahead(1));
        let five = three.and(three.ahead(2));
        let begins = five.and(five.behind(1).not());
        five.count() + (RUN - 1) * begins.count()
    }

    /// Blocks of one colour this row and the next make.
    fn blocks(self, next: Self, width: usize) -> u32 {
        self.twins(width).and(next.twins(width)).and(self.same(next)).count()
    }

    /// What looks like a finder: dark and light as 1:1:3:1:1, four light ones before or after it.
    fn finders(self) -> u32 {
        let dark = |at: u32| if at == 0 { self } else { self.ahead(at) };
        let bars = [0, 2, 3, 4, 6].map(dark).into_iter().fold(dark(1).or(dark(5)).not(), Line::and);
        let before = (1..=4).map(|by| self.behind(by)).fold(Line::default(), Line::or);
        let after = (7..=10).map(dark).fold(Line::default(), Line::or);
        FINDER * bars.and(before.and(after).not()).count()
    }
}
