//! Writes about one person, wherever the panel keeps them.

use super::record_path;
use crate::api::{Call, Request, segment};
use crate::model::{Client, Credential, Inbound, InboundId, Protocol, Record};
use crate::wire::people;

/// Where a person is kept.
#[derive(Clone, Copy)]
pub enum Place<'a> {
    /// As an entry of an inbound (before v3.1.0). Who is in several has one in each.
    Entry {
        /// The inbound.
        inbound: &'a Inbound,
        /// The entry, as it is now.
        client: &'a Client,
    },
    /// As a record of their own (v3.1.0+).
    Record(&'a Record),
}

impl<'a> Place<'a> {
    /// The person as they are now.
    #[must_use]
    pub fn client(self) -> &'a Client {
        match self {
            Self::Entry { client, .. } => client,
            Self::Record(record) => &record.client,
        }
    }
}

/// Writes a person anew: name, switch, limits, credential. What the model does not know goes back as the panel gave
/// it. To let somebody in again who ended, [`Client::enabled`] must be true.
#[must_use]
pub fn update(place: Place, new: &Client) -> Call<()> {
    match place {
        Place::Entry { inbound, client } => {
            let path = ["panel/api/inbounds/updateClient/", &segment(key(&inbound.protocol, client))].concat();
            Call::done("updateClient", Request::form(path, people::entry_form(inbound.id, &inbound.protocol, new)))
        }
        Place::Record(record) => {
            let path = record_path("update", &record.client.name);
            Call::done("clients/update", Request::json(path, &people::record_body(new)))
        }
    }
}

/// Enables or disables a person.
#[must_use]
pub fn set_enabled(place: Place, enabled: bool) -> Call<()> {
    update(place, &Client { enabled, ..place.client().clone() })
}

/// Deletes a person. `keep_traffic` keeps the counters for when the name comes back (v3.1.0+).
#[must_use]
pub fn delete(place: Place, keep_traffic: bool) -> Call<()> {
    let request = match place {
        Place::Entry { inbound, client } => {
            Request::post(entry_path(inbound.id, "delClient", key(&inbound.protocol, client)))
        }
        Place::Record(record) => {
            let path = record_path("del", &record.client.name);
            Request::post(if keep_traffic { [&path, "?keepTraffic=1"].concat() } else { path })
        }
    };
    Call::done("delClient", request)
}

/// Sets a person's counters to zero. Since v3.1.0 it also enables, even whom the operator paused.
#[must_use]
pub fn reset_traffic(place: Place) -> Call<()> {
    Call::done(
        "resetTraffic",
        Request::post(match place {
            Place::Entry { inbound, client } => entry_path(inbound.id, "resetClientTraffic", &client.name),
            Place::Record(record) => record_path("resetTraffic", &record.client.name),
        }),
    )
}

/// Adds a deleted person again, as they were. Since v3.1.0 they come back enabled, whatever they were.
#[must_use]
pub fn restore(place: Place) -> Call<()> {
    match place {
        Place::Entry { inbound, client } => add_entry(inbound.id, &inbound.protocol, client),
        Place::Record(record) => add_record(&record.client, &record.inbounds),
    }
}

/// Adds an entry to an inbound (before v3.1.0).
#[must_use]
pub fn add_entry(inbound: InboundId, protocol: &Protocol, client: &Client) -> Call<()> {
    let fields = people::entry_form(inbound, protocol, client);
    Call::done("addClient", Request::form("panel/api/inbounds/addClient", fields))
}

/// Adds a record attached to inbounds (v3.1.0+).
#[must_use]
pub fn add_record(client: &Client, inbounds: &[InboundId]) -> Call<()> {
    let body = people::added(&people::record_body(client), inbounds);
    Call::done("clients/add", Request::json("panel/api/clients/add", &body))
}

fn entry_path(inbound: InboundId, call: &str, last: &str) -> String {
    ["panel/api/inbounds/", &inbound.0.to_string(), "/", call, "/", &segment(last)].concat()
}

/// What a panel calls an entry by: its credential, or for Shadowsocks its name.
fn key<'a>(protocol: &Protocol, client: &'a Client) -> &'a str {
    match (&client.credential, protocol) {
        (Credential::Uuid(id), _) => id.expose(),
        (Credential::Password(password), Protocol::Trojan) => password.expose(),
        (Credential::Auth(auth), _) => auth.expose(),
        _ => &client.name,
    }
}
