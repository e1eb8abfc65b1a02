//! One row of a list from its text. It may hold thousands of people, so no tree is built of more than one at a time.

use super::check;
use crate::error::ApiError;
use crate::model::{ClientStats, Inbound, InboundId};
use crate::wire::envelope::missing;
use crate::wire::lenient::child;
use crate::wire::settings::{decode_stats, inbound_with_raw, lift};
use crate::wire::stream_list::Splitter;
use serde_json::Value;

pub(super) fn read(text: &str, endpoint: &'static str, raw: String) -> Result<Inbound, ApiError> {
    let broken = || missing(endpoint, "obj[]");
    let row: Value = serde_json::from_str(&without_people(text)).map_err(|_| broken())?;
    check(&row, endpoint)?;
    let mut inbound = inbound_with_raw(&row, raw);
    inbound.stats = stats(text, inbound.id).ok_or_else(broken)?;
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

fn without_people(text: &str) -> String {
    let without = |text: &str, mut splitter: Splitter| {
        splitter.push(text.as_bytes(), |_| {});
        splitter.finish()
    };
    let row = without(text, Splitter::of("clientStats"));
    without(&row, settings_clients())
}

fn stats(text: &str, inbound: InboundId) -> Option<Vec<ClientStats>> {
    let mut stats = Some(Vec::new());
    Splitter::of("clientStats").push(text.as_bytes(), |entry| {
        let entry = serde_json::from_str::<Value>(entry).ok();
        match (&mut stats, entry) {
            (Some(stats), Some(entry)) => stats.push(decode_stats(inbound, &entry)),
            (_, None) => stats = None,
            (None, _) => {}
        }
    });
    stats
}
