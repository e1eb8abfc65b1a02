//! Days of the reader's own calendar place, as date fields hold them: `2026-11-25`; and the times of log lines.

use js_sys::Date;
use panel::model::Millis;
use wasm_bindgen::JsValue;

/// The day an instant lies in, here.
pub fn of(at: Millis) -> String {
    #[expect(clippy::cast_precision_loss, reason = "instants are far below 2^53 ms")]
    let date = Date::new(&JsValue::from_f64(at.0 as f64));
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// The last moment of a day, here; `None` where the text is no day.
pub fn end(text: &str) -> Option<Millis> {
    let time = Date::new(&JsValue::from_str(&[text.trim(), "T23:59:59"].concat())).get_time();
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds of dates a field can hold fit an i64")]
    (time.is_finite() && time > 0.0).then_some(Millis(time as i64))
}

/// An instant of a log (`2026-11-22T10:34:37.29Z`) as the clock says it here; with its day where that is not today. `None`
/// for a text of another form.
pub fn stamp(text: &str) -> Option<String> {
    let date = Date::new(&JsValue::from_str(text));
    if !text.contains('T') || !date.get_time().is_finite() {
        return None;
    }
    let clock = format!("{:02}:{:02}:{:02}", date.get_hours(), date.get_minutes(), date.get_seconds());
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds of dates fit an i64")]
    let day = of(Millis(date.get_time() as i64));
    Some(if day == of(super::clock::now()) { clock } else { [day, clock].join(" ") })
}
