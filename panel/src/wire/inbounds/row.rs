//! One row of a list from its text. It may hold thousands of people, so no tree is built of more than one at a time.

use super::check;
use crate::error::ApiError;
use crate::model::{ClientStats, Inbound, InboundId};
use crate::wire::envelope::missing;
use crate::wire::lenient::child;
use crate::wire::settings::{decode_stats, inbound_with_raw, lift};
use crate::wire::stream_list::Splitter;
use serde_json::Value;

/// No panel's number: stands where the counters do not say to which inbound they belong.
const NOWHERE: InboundId = InboundId(0);

pub(super) fn read(text: &str, endpoint: &'static str, raw: String) -> Result<Inbound, ApiError> {
    let broken = || missing(endpoint, "obj[]");
    let (row, stats) = without_stats(text);
    let row: Value = serde_json::from_str(&without_people(&row)).map_err(|_| broken())?;
    check(&row, endpoint)?;
    let mut inbound = inbound_with_raw(&row, raw);
    inbound.stats = stats.ok_or_else(broken)?;
    let nowhere = inbound.stats.iter_mut().filter(|stats| stats.inbound == NOWHERE);
    nowhere.for_each(|stats| stats.inbound = inbound.id);
    // As a text, settings were read with the rest.
    if child(&row, "settings").is_object() {
        let (clients, whole) = lift(&mut settings_clients(), &inbound.protocol, text);
        whole.ok_or_else(broken)?;
        if !clients.is_empty() {
            inbound.settings.wireguard.legacy_peers = false;
            inbound.clients = clients;
        }
    }
    Ok(inbound)
}

fn settings_clients() -> Splitter {
    Splitter::nested("clients", 2)
}

/// The row without its counters, and these; `None` where one is no JSON.
fn without_stats(text: &str) -> (String, Option<Vec<ClientStats>>) {
    let (mut splitter, mut stats) = (Splitter::of("clientStats"), Some(Vec::new()));
    splitter.push(text.as_bytes(), |entry| match (&mut stats, serde_json::from_str::<Value>(entry)) {
        (Some(stats), Ok(entry)) => stats.push(decode_stats(NOWHERE, &entry)),
        (_, Err(_)) => stats = None,
        (None, Ok(_)) => {}
    });
    (splitter.finish(), stats)
}

fn without_people(row: &str) -> String {
    let mut splitter = settings_clients();
    splitter.push(row.as_bytes(), |_| {});
    splitter.finish()
}
