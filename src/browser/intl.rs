//! Dates, spans of time and plurals in the reader's own way and calendar, by the browser's `Intl`.

use js_sys::{Array, Intl, Object};
use leptos::prelude::document;
use panel::model::Millis;
use serde::Serialize;
use wasm_bindgen::JsValue;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = Millis::DAY.0;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DateStyle {
    #[serde(skip_serializing_if = "Option::is_none")]
    date_style: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_style: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UnitStyle {
    style: &'static str,
    unit: &'static str,
    unit_display: &'static str,
}

fn locale() -> Array {
    let tag = document().document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
    Array::of1(&JsValue::from_str(if tag.is_empty() { "en" } else { &tag }))
}

fn options(of: &impl Serialize) -> Object {
    serde_wasm_bindgen::to_value(of).map_or_else(|_| Object::new(), Object::from)
}

fn format(at: Millis, date_style: Option<&'static str>, time_style: Option<&'static str>) -> String {
    let formatter = Intl::DateTimeFormat::new(&locale(), &options(&DateStyle { date_style, time_style }));
    #[expect(clippy::cast_precision_loss, reason = "instants are far below 2^53 ms")]
    let date = js_sys::Date::new(&JsValue::from_f64(at.0 as f64));
    let text = formatter.format().call1(&JsValue::UNDEFINED, &date);
    text.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// A day, such as "Nov 25, 2026".
pub fn date(at: Millis) -> String {
    format(at, Some("medium"), None)
}

/// A day with its time of day.
pub fn date_time(at: Millis) -> String {
    format(at, Some("medium"), Some("short"))
}

/// The time of day, such as "14:02".
pub fn time(at: Millis) -> String {
    format(at, None, Some("short"))
}

/// The largest unit that fits `span`, and how many of it, rounded down; at least one minute.
fn coarse(span: i64) -> (i64, &'static str) {
    match span.max(MINUTE) {
        days if days >= 2 * DAY => (days / DAY, "day"),
        hours if hours >= 2 * HOUR => (hours / HOUR, "hour"),
        minutes => (minutes / MINUTE, "minute"),
    }
}

/// A span in its largest unit, such as "19 days".
pub fn span(span: Millis) -> String {
    let (count, unit) = coarse(span.0);
    let style = UnitStyle { style: "unit", unit, unit_display: "long" };
    let formatter = Intl::NumberFormat::new(&locale(), &options(&style));
    #[expect(clippy::cast_precision_loss, reason = "a count of days")]
    let text = formatter.format().call1(&JsValue::UNDEFINED, &JsValue::from_f64(count as f64));
    text.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// How long ago, such as "3 hours ago".
pub fn ago(span: Millis) -> String {
    let (count, unit) = coarse(span.0);
    let formatter = Intl::RelativeTimeFormat::new(&locale(), &Object::new());
    #[expect(clippy::cast_precision_loss, reason = "a count of days")]
    let text = formatter.format(-(count as f64), unit);
    text.as_string().unwrap_or_default()
}
