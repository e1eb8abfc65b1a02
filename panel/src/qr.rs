//! Text → QR code. Owns which size and error correction a code gets; knows nothing of links, colours or the page.
//!
//! ```
//! let qr = panel::qr::encode("vless://…").unwrap();
//! assert_eq!(qr.modules(), 25);
//! assert_eq!(qr.size(), 33, "four light modules on each side");
//! assert!(qr.path().starts_with("M4 4h7v1h-7z"), "the corner of the finder pattern");
//! ```
//!
//! # The rule
//!
//! A code is drawn 288 CSS pixels wide on a phone, quiet zone included, and must scan from another phone's camera.
//!
//! 1. Of H, Q, M and L the highest level whose modules stay at least 3 pixels wide (version 17, 85 modules) is taken:
//!    up to 280 bytes H, 364 Q, 504 M, 644 L.
//! 2. A longer text gets level L and smaller modules, down to 2 pixels (version 29, 133 modules, 1628 bytes): it scans
//!    with a steady hand. [`small`](Qr::small) tells so.
//! 3. A longer one still is [`TooLong`]: the standard would allow 2953 bytes, but nobody's camera reads modules of
//!    1.6 pixels. The subscription's code, or copying, takes its place. Where more pixels are at hand, as in a picture
//!    to save, [`encode_for`] goes by the same rule and reaches further.
//!
//! Only byte mode is used. Links mix letter cases, so the other modes would win next to nothing, and the encoder's
//! Kanji detection would garble UTF-8 that happens to look like Shift JIS.

mod mask;

use qrcode::bits::Bits;
use qrcode::canvas::Canvas;
use qrcode::{EcLevel, Version, ec};

/// Light modules around the code that scanners need to find it (ISO/IEC 18004 asks for four).
pub const QUIET: usize = 4;

/// Side of the square on a phone, in CSS pixels.
const PHONE: usize = 288;

/// Pixels of a module that scans at once, and of the smallest one that scans at all.
const EASY: usize = 3;
const LEAST: usize = 2;

/// How much of a code may be unreadable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 7 %.
    L,
    /// 15 %.
    M,
    /// 25 %.
    Q,
    /// 30 %.
    H,
}

impl Level {
    fn encoder(self) -> EcLevel {
        match self {
            Self::L => EcLevel::L,
            Self::M => EcLevel::M,
            Self::Q => EcLevel::Q,
            Self::H => EcLevel::H,
        }
    }
}

/// The text does not fit a code that cameras read. Nothing is wrong with the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// Bytes the text has.
    pub bytes: usize,
    /// Bytes that would fit.
    pub limit: usize,
}

/// A code: a square of dark and light modules.
#[derive(Clone, PartialEq, Eq)]
pub struct Qr {
    /// Modules without the quiet zone, row by row.
    dark: Vec<bool>,
    modules: usize,
    /// Error correction.
    pub level: Level,
    /// Whether the modules are under 3 pixels, so that scanning needs a steady hand or a larger picture.
    pub small: bool,
}

/// Makes a code of a text for a phone, by the rule above.
///
/// # Errors
///
/// [`TooLong`] when even level L would need modules too small to scan.
pub fn encode(text: &str) -> Result<Qr, TooLong> {
    encode_for(text, PHONE)
}

/// Makes a code of a text for a square of so many pixels.
///
/// # Errors
///
/// [`TooLong`] when even level L would need modules under 2 pixels.
pub fn encode_for(text: &str, pixels: usize) -> Result<Qr, TooLong> {
    let bytes = text.as_bytes();
    let (easy, least) = (largest(pixels, EASY), largest(pixels, LEAST));
    let too_long = || TooLong { bytes: bytes.len(), limit: capacity(least, Level::L) };
    let (level, version) = [(Level::H, easy), (Level::Q, easy), (Level::M, easy), (Level::L, least)]
        .into_iter()
        .find_map(|(level, most)| {
            (1..=most).find(|version| capacity(*version, level) >= bytes.len()).map(|version| (level, version))
        })
        .ok_or_else(too_long)?;
    let canvas = draw(bytes, level, version).ok_or_else(too_long)?;
    let modules = width(version);
    Ok(Qr { dark: mask::best(&canvas, modules), modules, level, small: version > easy })
}

/// Modules along a side.
fn width(version: i16) -> usize {
    17 + 4 * usize::try_from(version).unwrap_or_default()
}

/// The largest version whose modules have so many pixels.
fn largest(pixels: usize, module: usize) -> i16 {
    let versions = (pixels / module).saturating_sub(17 + 2 * QUIET) / 4;
    i16::try_from(versions.min(40)).unwrap_or_default()
}

/// Bytes a version holds, beside the mode (4 bits) and the count (8 bits, from version 10 on 16).
fn capacity(version: i16, level: Level) -> usize {
    if version < 1 {
        return 0;
    }
    let bits = Bits::new(Version::Normal(version)).max_len(level.encoder()).unwrap_or_default();
    bits.saturating_sub(if version < 10 { 12 } else { 20 }) / 8
}

/// The code before it is masked.
fn draw(bytes: &[u8], level: Level, version: i16) -> Option<Canvas> {
    let (level, version) = (level.encoder(), Version::Normal(version));
    let mut bits = Bits::new(version);
    bits.push_byte_data(bytes).ok()?;
    bits.push_terminator(level).ok()?;
    let (data, correction) = ec::construct_codewords(&bits.into_bytes(), version, level).ok()?;
    let mut canvas = Canvas::new(version, level);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    Some(canvas)
}

impl Qr {
    /// Modules along a side, without the quiet zone.
    #[must_use]
    pub fn modules(&self) -> usize {
        self.modules
    }

    /// Modules along a side with the quiet zone: the side of the `viewBox`.
    #[must_use]
    pub fn size(&self) -> usize {
        self.modules + 2 * QUIET
    }

    /// Whether a module is dark. Counted with the quiet zone, like [`Qr::path`]; light outside.
    #[must_use]
    pub fn dark(&self, x: usize, y: usize) -> bool {
        match (x.checked_sub(QUIET), y.checked_sub(QUIET)) {
            (Some(x), Some(y)) if x < self.modules => self.dark.get(y * self.modules + x).copied().unwrap_or(false),
            _ => false,
        }
    }

    /// The value of an SVG's `viewBox`.
    #[must_use]
    pub fn view_box(&self) -> String {
        let size = self.size();
        format!("0 0 {size} {size}")
    }

    /// The dark modules as the `d` of one SVG path in the units of [`Qr::view_box`]: a rectangle per horizontal run.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::with_capacity(self.dark.len() * 4);
        for (y, row) in self.dark.chunks(self.modules).enumerate() {
            let mut x = QUIET;
            for run in row.chunk_by(|a, b| a == b) {
                if run.first() == Some(&true) {
                    rectangle(&mut path, x, y + QUIET, run.len());
                }
                x += run.len();
            }
        }
        path
    }
}

fn rectangle(path: &mut String, x: usize, y: usize, width: usize) {
    for (sign, number) in [("M", x), (" ", y), ("h", width), ("v1h-", width)] {
        path.push_str(sign);
        path.push_str(&number.to_string());
    }
    path.push('z');
}
