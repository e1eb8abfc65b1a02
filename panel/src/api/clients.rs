//! People: entries of inbounds up to v3.0.2, records of their own after.

mod bulk;
mod place;

pub use bulk::{adjust_many, attach_many, delete_many, detach_many, enable_many, reset_many};
pub use place::{Place, add_entry, add_record, delete, reset_traffic, restore, set_enabled, update};

pub use crate::model::record::{Group, Outcome, Page, Record, SeenAddress, Skipped, Summary};
pub use crate::wire::people::{Filter, PageQuery, Sort};

use super::{Call, Request, segment};
use crate::dialect::Panel;
use crate::model::{Client, Credential, Flow, InboundId, Millis, Person, Protocol, Secret, Traffic};
use crate::wire::list_reader::ListReader;
use crate::wire::people;
use std::collections::HashMap;

/// The names of who is connected, in any order.
#[must_use]
pub fn onlines(panel: &Panel) -> Call<Vec<String>> {
    Call::of("onlines", Request::post(path(panel, "onlines")), |obj| Ok(people::names(&obj)))
}

/// When everybody was last online, by name (v2.6.8+). Who never was is left out.
#[must_use]
pub fn last_online(panel: &Panel) -> Call<HashMap<String, Millis>> {
    Call::of("lastOnline", Request::post(path(panel, "lastOnline")), |obj| Ok(people::last_online(&obj)))
}

/// The addresses somebody connected from. Filled only where the panel counts them.
#[must_use]
pub fn ips(panel: &Panel, name: &str) -> Call<Vec<SeenAddress>> {
    let call = if panel.has_people_resource() { "ips" } else { "clientIps" };
    let request = Request::post([&path(panel, call), "/", &segment(name)].concat());
    Call::of("clientIps", request, |obj| Ok(people::seen_addresses(&obj)))
}

/// Forgets the addresses somebody connected from.
#[must_use]
pub fn clear_ips(panel: &Panel, name: &str) -> Call<()> {
    let call = if panel.has_people_resource() { "clearIps" } else { "clearClientIps" };
    Call::done("clearClientIps", Request::post([&path(panel, call), "/", &segment(name)].concat()))
}

/// Sets somebody's counters (v2.6.3+, see [`Panel::has_set_traffic`]): with a deletion taken back they come back too.
#[must_use]
pub fn set_traffic(panel: &Panel, name: &str, traffic: Traffic) -> Call<()> {
    let call = if panel.has_people_resource() { "updateTraffic" } else { "updateClientTraffic" };
    let path = [&path(panel, call), "/", &segment(name)].concat();
    Call::done("updateTraffic", Request::json(path, &people::counters(traffic)))
}

/// Everybody (v3.1.0+).
#[must_use]
pub fn list() -> Call<Vec<Person>> {
    Call::new(Request::get("panel/api/clients/list"), |reply| people::list_reader().whole(reply))
}

/// Reads the answer to [`list`] while it arrives.
#[must_use]
pub fn list_reader() -> ListReader<Person> {
    people::list_reader()
}

/// Everybody with their records, credentials too (v3.1.0+): for panels with so few people that keys are best at hand.
#[must_use]
pub fn records() -> Call<Vec<(Person, Record)>> {
    Call::new(Request::get("panel/api/clients/list"), |reply| people::record_reader().whole(reply))
}

/// Reads the answer to [`records`] while it arrives.
#[must_use]
pub fn record_reader() -> ListReader<(Person, Record)> {
    people::record_reader()
}

/// The entry a record's person has in an inbound of this protocol.
#[must_use]
pub fn entry(record: &Record, protocol: &Protocol) -> Client {
    people::entry(record, protocol)
}

/// One page of people and the counts over everybody (v3.1.0+).
#[must_use]
pub fn page(panel: &Panel, query: &PageQuery) -> Call<Page> {
    let query = query.text(panel.has_wide_filters(), segment);
    let request = Request::get(["panel/api/clients/list/paged?", &query].concat());
    Call::of("clients/list/paged", request, |obj| people::page(&obj))
}

/// One person's record (v3.1.0+).
#[must_use]
pub fn get(name: &str) -> Call<Record> {
    Call::of("clients/get", Request::get(record_path("get", name)), |obj| people::record(&obj))
}

/// The flow a person's entries carry (v3.1.0+). A record loses it when its person is attached to one more inbound, while
/// the entries keep it; an update without it would take it from them too.
#[must_use]
pub fn flow(record: &Record) -> Call<Flow> {
    let id = match &record.client.credential {
        Credential::Uuid(id) => id.clone(),
        _ => Secret::default(),
    };
    let request = Request::get(record_path("links", &record.client.name));
    Call::of("clients/links", request, move |obj| Ok(people::flow_of_links(&obj, id.expose())))
}

/// Attaches somebody to inbounds (v3.1.0+).
#[must_use]
pub fn attach(name: &str, inbounds: &[InboundId]) -> Call<()> {
    let path = ["panel/api/clients/", &segment(name), "/attach"].concat();
    Call::done("clients/attach", Request::json(path, &people::attachment(inbounds)))
}

/// Detaches somebody from inbounds (v3.1.0+).
#[must_use]
pub fn detach(name: &str, inbounds: &[InboundId]) -> Call<()> {
    let path = ["panel/api/clients/", &segment(name), "/detach"].concat();
    Call::done("clients/detach", Request::json(path, &people::attachment(inbounds)))
}

/// The groups there are (v3.2.0+).
#[must_use]
pub fn groups() -> Call<Vec<Group>> {
    Call::of("clients/groups", Request::get("panel/api/clients/groups"), |obj| Ok(people::group_list(&obj)))
}

fn path(panel: &Panel, call: &str) -> String {
    [panel.people_prefix(), "/", call].concat()
}

fn record_path(call: &str, name: &str) -> String {
    ["panel/api/clients/", call, "/", &segment(name)].concat()
}
