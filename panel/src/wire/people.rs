//! People as answers tell of them.

mod edit;
pub mod many;
mod outcome;
mod page;
mod query;
mod seen;

pub use edit::{added, attachment, counters, entry_form, record_body};
pub use outcome::{group_list, outcome};
pub use page::page;
pub use query::{Filter, PageQuery, Sort};
pub use seen::{flow_of_links, last_online, seen_addresses};

use super::envelope::missing;
use super::lenient::{array, child, number, string, text, unsigned};
use super::list_reader::ListReader;
use super::settings::decode_client;
use crate::error::ApiError;
use crate::model::{
    Bytes, Client, Credential, Expiry, InboundId, Millis, Person, Protocol, Quota, Record, Secret, Traffic,
};
use serde_json::Value;

/// The names of a list, which may be null.
#[must_use]
pub fn names(obj: &Value) -> Vec<String> {
    obj.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A reader of the list of everybody (v3.1.0+).
#[must_use]
pub fn list_reader() -> ListReader<Person> {
    ListReader::new("clients/list", |member| {
        let row: Value = serde_json::from_str(member).map_err(|_| missing("clients/list", "obj[]"))?;
        person(&row, "clients/list")
    })
}

/// A reader of the list of everybody with their records (v3.1.0+).
#[must_use]
pub fn record_reader() -> ListReader<(Person, Record)> {
    ListReader::new("clients/list", |member| {
        let row: Value = serde_json::from_str(member).map_err(|_| missing("clients/list", "obj[]"))?;
        let person = person(&row, "clients/list")?;
        let used = Some(person.traffic.total());
        Ok((person, Record { used, ..record_of(&row, &row) }))
    })
}

/// The entry a record's person has in an inbound of this protocol: what a link is written from.
#[must_use]
pub fn entry(record: &Record, protocol: &Protocol) -> Client {
    decode_client(protocol, &edit::record_body(&record.client))
}

/// One row of a list or page (v3.1.0+).
fn person(row: &Value, endpoint: &'static str) -> Result<Person, ApiError> {
    let name = text(row, "email");
    if name.is_empty() {
        return Err(missing(endpoint, "email"));
    }
    let counters = child(row, "traffic");
    Ok(Person {
        name: name.to_owned(),
        inbounds: inbound_ids(row),
        enabled: child(row, "enable").as_bool().unwrap_or(true),
        admitted: child(counters, "enable").as_bool(),
        quota: Quota::from_panel(number(row, "totalGB").unwrap_or_default()),
        expiry: Expiry::from_panel(number(row, "expiryTime").unwrap_or_default()),
        traffic: Traffic { up: bytes(counters, "up"), down: bytes(counters, "down") },
        limit_ip: unsigned(row, "limitIp"),
        reset_days: unsigned(row, "reset"),
        sub_id: string(row, "subId"),
        comment: string(row, "comment"),
        group: string(row, "group"),
        last_online: instant(counters, "lastOnline"),
        created: instant(row, "createdAt"),
    })
}

/// One person's record (v3.1.0+).
///
/// # Errors
/// When what every panel tells is missing.
pub fn record(obj: &Value) -> Result<Record, ApiError> {
    let row = child(obj, "client");
    if text(row, "email").is_empty() {
        return Err(missing("clients/get", "client.email"));
    }
    Ok(record_of(row, obj))
}

fn record_of(row: &Value, around: &Value) -> Record {
    Record {
        client: Client { credential: credential(row), ..decode_client(&Protocol::Tun, row) },
        inbounds: inbound_ids(around),
        used: number(around, "usedTraffic").and_then(|used| u64::try_from(used).ok()).map(Bytes),
        created: instant(row, "createdAt"),
    }
}

/// A record holds a credential for every protocol its person was ever given; the first that is there stands for it.
fn credential(row: &Value) -> Credential {
    let secret = |key: &str, make: fn(Secret) -> Credential| match text(row, key) {
        "" => None,
        value => Some(make(Secret::new(value))),
    };
    secret("uuid", Credential::Uuid)
        .or_else(|| secret("password", Credential::Password))
        .or_else(|| secret("auth", Credential::Auth))
        .or_else(|| secret("secret", Credential::FakeTls))
        .unwrap_or_else(|| match decode_client(&Protocol::WireGuard, row).credential {
            keys @ Credential::WireGuard(_) => keys,
            _ => Credential::Missing,
        })
}

fn inbound_ids(row: &Value) -> Vec<InboundId> {
    array(row, "inboundIds").iter().filter_map(Value::as_i64).map(InboundId).collect()
}

fn bytes(object: &Value, key: &str) -> Bytes {
    Bytes(number(object, key).and_then(|n| u64::try_from(n).ok()).unwrap_or_default())
}

fn instant(object: &Value, key: &str) -> Option<Millis> {
    number(object, key).filter(|at| *at > 0).map(Millis)
}
