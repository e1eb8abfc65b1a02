//! Curves: points in time → one SVG path. Integers only.

use std::fmt::Write as _;

use crate::model::Millis;
use crate::model::server::Point;

/// Width of the drawing in its own units.
pub const WIDTH: i64 = 320;
/// Height of the drawing.
pub const HEIGHT: i64 = 64;
/// Room above and below, so that no line is cut in half.
const MARGIN: i64 = 2;

/// What part of time and of values a drawing shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Left end.
    pub from: Millis,
    /// Right end.
    pub to: Millis,
    /// Value at the top; the bottom is 0.
    pub top: i64,
    /// Points further apart than this are not joined.
    pub gap: Millis,
}

impl Frame {
    /// The path of a curve; `filled` closes each piece along the bottom. Points outside the frame are left out.
    #[must_use]
    pub fn path(&self, points: &[Point], filled: bool) -> String {
        let mut path = String::with_capacity(points.len() * 8);
        let mut piece: Option<(i64, Millis)> = None;
        for point in points.iter().filter(|point| (self.from..=self.to).contains(&point.at)) {
            let (x, y) = self.place(*point);
            let joined = piece.filter(|(_, before)| point.at.0.saturating_sub(before.0) <= self.gap.0);
            match joined {
                Some((start, _)) => {
                    let _ = write!(path, "L{x} {y}");
                    piece = Some((start, point.at));
                }
                None => {
                    self.close(&mut path, piece, filled);
                    let _ = write!(path, "M{x} {y}");
                    piece = Some((x, point.at));
                }
            }
        }
        self.close(&mut path, piece, filled);
        path
    }

    fn close(&self, path: &mut String, piece: Option<(i64, Millis)>, filled: bool) {
        if let (Some((start, end)), true) = (piece, filled) {
            let _ = write!(path, "L{} {HEIGHT}L{start} {HEIGHT}Z", self.across(end));
        }
    }

    fn place(&self, point: Point) -> (i64, i64) {
        let room = HEIGHT - 2 * MARGIN;
        let up = point.value.clamp(0, self.top.max(1)).saturating_mul(room) / self.top.max(1);
        (self.across(point.at), HEIGHT - MARGIN - up)
    }

    fn across(&self, at: Millis) -> i64 {
        let span = self.to.0.saturating_sub(self.from.0).max(1);
        at.0.saturating_sub(self.from.0).clamp(0, span).saturating_mul(WIDTH) / span
    }
}

/// A round top for a share of 100 %, in thousandths of a percent: the smallest of 10, 25, 50 and 100 % that holds `highest`.
#[must_use]
pub fn round_percent(highest: i64) -> i64 {
    [10_000, 25_000, 50_000].into_iter().find(|top| highest <= *top).unwrap_or(100_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(list: &[(i64, i64)]) -> Vec<Point> {
        list.iter().map(|(at, value)| Point { at: Millis(*at), value: *value }).collect()
    }

    const FRAME: Frame = Frame { from: Millis(0), to: Millis(320), top: 60, gap: Millis(100) };

    #[test]
    fn a_curve_goes_from_the_left_to_the_right_and_up_with_its_values() {
        let line = points(&[(0, 0), (80, 30), (160, 60), (240, 600)]);
        assert_eq!(FRAME.path(&line, false), "M0 62L80 32L160 2L240 2");
        assert_eq!(FRAME.path(&line, true), "M0 62L80 32L160 2L240 2L240 64L0 64Z");
    }

    #[test]
    fn a_pause_is_a_gap_and_what_lies_outside_is_left_out() {
        let line = points(&[(-5, 60), (0, 0), (100, 0), (201, 0), (300, 0), (321, 60)]);
        assert_eq!(FRAME.path(&line, false), "M0 62L100 62M201 62L300 62");
        assert_eq!(FRAME.path(&line, true), "M0 62L100 62L100 64L0 64ZM201 62L300 62L300 64L201 64Z");
    }

    #[test]
    fn nothing_is_divided_by_nothing() {
        let flat = Frame { from: Millis(7), to: Millis(7), top: 0, gap: Millis(1) };
        assert_eq!(flat.path(&points(&[(7, -3)]), false), "M0 62");
        assert_eq!(flat.path(&[], true), "");
        let wide = Frame { from: Millis(i64::MIN), to: Millis(i64::MAX), top: i64::MAX, gap: Millis(0) };
        assert!(wide.path(&points(&[(i64::MAX, i64::MAX)]), true).starts_with('M'));
    }

    #[test]
    fn a_share_gets_a_round_top() {
        for (highest, top) in [(0, 10_000), (10_000, 10_000), (10_001, 25_000), (49_000, 50_000), (99_000, 100_000)] {
            assert_eq!(round_percent(highest), top, "{highest}");
        }
    }
}
