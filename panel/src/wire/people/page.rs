//! A page of people and the counts beside it.

use super::{names, person};
use crate::error::ApiError;
use crate::model::record::{Page, Summary};
use crate::wire::envelope::missing;
use crate::wire::lenient::{array, child, list, number, unsigned};
use serde_json::Value;

const ENDPOINT: &str = "clients/list/paged";

/// Reads a page.
///
/// # Errors
/// When what every panel tells is missing.
pub fn page(obj: &Value) -> Result<Page, ApiError> {
    if number(obj, "total").is_none() {
        return Err(missing(ENDPOINT, "total"));
    }
    let people: Result<_, _> = array(obj, "items").iter().map(|row| person(row, ENDPOINT)).collect();
    Ok(Page {
        people: people?,
        total: size(obj, "total"),
        filtered: size(obj, "filtered"),
        page: unsigned(obj, "page"),
        size: unsigned(obj, "pageSize"),
        summary: summary(child(obj, "summary")),
        groups: list(obj, "groups"),
    })
}

/// Newer panels count (v3.6.0+) and cut the lists; older ones only list.
fn summary(row: &Value) -> Summary {
    let count = |counter: &str, list: &str| match number(row, counter) {
        Some(count) => usize::try_from(count).unwrap_or_default(),
        None => array(row, list).len(),
    };
    Summary {
        active: size(row, "active"),
        online: count("onlineCount", "online"),
        ended: count("depletedCount", "depleted"),
        expiring: count("expiringCount", "expiring"),
        disabled: count("deactiveCount", "deactive"),
        online_names: names(child(row, "online")),
    }
}

fn size(object: &Value, key: &str) -> usize {
    number(object, key).and_then(|size| usize::try_from(size).ok()).unwrap_or_default()
}
