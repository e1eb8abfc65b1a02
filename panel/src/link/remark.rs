//! The name a key carries (§4).

use super::Key;
use super::endpoint::Endpoint;
use crate::model::Protocol;

/// What panels used from their first versions on: inbound, person, front, joined by hyphens.
const MODEL: &str = "-ieo";

/// The name of a link by the panel's model.
pub(super) fn name(key: &Key<'_>, endpoint: &Endpoint<'_>) -> String {
    let inbound = key.inbound;
    if inbound.protocol == Protocol::WireGuard && inbound.settings.wireguard.legacy_peers {
        return peer(key);
    }
    let model = if key.context.remark_model.is_empty() { MODEL } else { key.context.remark_model };
    let mut letters = model.chars();
    let separator = letters.next().unwrap_or('-');
    let mut name = String::new();
    for letter in letters {
        let part = match letter {
            'i' => inbound.remark.as_str(),
            'e' => key.client.map_or("", |client| &client.name),
            'o' => endpoint.front.map_or("", |front| &front.remark),
            _ => "",
        };
        if part.is_empty() {
            continue;
        }
        if !name.is_empty() {
            name.push(separator);
        }
        name.push_str(part);
    }
    name
}

/// Peers of WireGuard inbounds before v3.5.0 have no names: their place counts, and the comment if there is one.
fn peer(key: &Key<'_>) -> String {
    let place = key.inbound.clients.iter().position(|client| Some(client) == key.client).unwrap_or_default() + 1;
    let mut name = format!("{}-{place}", key.inbound.remark);
    if let Some(comment) = key.client.map(|client| client.comment.as_str()).filter(|comment| !comment.is_empty()) {
        name.push_str(" (");
        name.push_str(comment);
        name.push(')');
    }
    name
}
