//! Routes of inbounds, and of the clients inside them in older panels.

use super::{Gate, Route, route};
use crate::config::Dialect;
use crate::http::reply::Reply;
use serde_json::json;

/// A's calls of its own front end: the same things by POST under another name.
pub(super) fn ui_inbounds(d: Dialect, rest: &[&str]) -> Option<Route> {
    match rest {
        ["list"] => panel!(|s, _i| s.inbound_list()),
        ["import"] => panel!(|s, i| s.inbound_import(i)),
        ["get", ..] => None,
        _ => inbounds(d, true, rest, Gate::Panel),
    }
}

pub(super) fn inbounds(d: Dialect, post: bool, rest: &[&str], gate: Gate) -> Option<Route> {
    let old = !d.modern();
    match (post, rest) {
        (false, ["list"]) => route(gate, |s, _| s.inbound_list()),
        (false, ["list", "slim"]) if d.modern() => api!(|s, _i| s.inbound_slim()),
        (false, ["options"]) if d.modern() => api!(|s, _i| s.inbound_options()),
        (false, ["allLinks"]) if d.modern() => api!(|s, i| s.all_links(i)),
        (false, ["get", id]) => {
            let id = id.to_string();
            route(gate, move |s, _| s.inbound_get(&id))
        }
        (false, [_, "fallbacks"]) if d.modern() => api!(|_s, _i| Reply::obj(json!([]))),
        (true, [_, "fallbacks"]) if d.modern() => {
            api!(|_s, _i| Reply::done("Inbound has been successfully updated."))
        }
        (true, ["add"]) => route(gate, |s, i| s.inbound_add(i)),
        (true, ["import"]) if d >= Dialect::B => api!(|s, i| s.inbound_import(i)),
        (true, ["update", id]) => {
            let id = id.to_string();
            route(gate, move |s, i| s.inbound_update(i, &id))
        }
        (true, ["del", id]) => {
            let id = id.to_string();
            route(gate, move |s, _| s.inbound_del(&id))
        }
        (true, ["bulkDel"]) if d.modern() => api!(|s, i| s.inbound_bulk_del(i)),
        (true, ["setEnable", id]) if d >= Dialect::B => {
            let id = id.to_string();
            api!(|s, i| s.inbound_enable(i, &id))
        }
        (true, [id, "resetTraffic"]) if d.guarded() => {
            let id = id.to_string();
            api!(|s, _i| s.inbound_reset(&id))
        }
        (true, ["resetAllTraffics"]) => route(gate, |s, _| s.inbound_reset_all()),
        _ if old => old_clients(d, post, rest, gate),
        _ => None,
    }
}

fn old_clients(d: Dialect, post: bool, rest: &[&str], gate: Gate) -> Option<Route> {
    let own = |text: &str| text.to_string();
    match (post, rest) {
        (true, ["addClient"]) => route(gate, |s, i| s.old_add(i)),
        (true, ["updateClient", key]) => {
            let key = own(key);
            route(gate, move |s, i| s.old_update(i, &key))
        }
        (true, [id, "delClient", key]) => {
            let (id, key) = (own(id), own(key));
            route(gate, move |s, _| s.old_del(&id, &key))
        }
        (true, [id, "delClientByEmail", email]) if d >= Dialect::B => {
            let (id, email) = (own(id), own(email));
            route(gate, move |s, _| s.old_del_by_email(&id, &email))
        }
        (true, [_, "resetClientTraffic", email]) => {
            let email = own(email);
            route(gate, move |s, _| s.old_reset(&email))
        }
        (true, ["resetAllClientTraffics", id]) => {
            let id = own(id);
            route(gate, move |s, _| s.old_reset_all(&id))
        }
        (true, ["delDepletedClients", id]) => {
            let id = own(id);
            route(gate, move |s, _| s.old_del_depleted(&id))
        }
        (true, [id, "copyClients"]) if d >= Dialect::B => {
            let id = own(id);
            route(gate, move |s, i| s.old_copy(i, &id))
        }
        (false, ["getClientTraffics", email]) => {
            let email = own(email);
            route(gate, move |s, _| s.old_traffic(&email))
        }
        (false, ["getClientTrafficsById", id]) => {
            let id = own(id);
            route(gate, move |s, _| s.old_traffic_by_id(&id))
        }
        (true, ["updateClientTraffic", email]) => {
            let email = own(email);
            route(gate, move |s, i| s.set_counters(i, &email))
        }
        (true, ["clientIps", email]) => {
            let email = own(email);
            route(gate, move |s, _| s.addresses(&email))
        }
        (true, ["clearClientIps", email]) => {
            let email = own(email);
            route(gate, move |s, _| s.clear_addresses(&email))
        }
        (true, ["onlines"]) => route(gate, |s, _| s.onlines()),
        (true, ["lastOnline"]) => route(gate, |s, _| Reply::obj(s.stats.last_online())),
        (false, ["createbackup"]) if d == Dialect::A => route(gate, |_, _| Reply::empty(200)),
        (false, ["getClientLinks", id, email]) if d == Dialect::C0 => {
            let (id, email) = (own(id), own(email));
            route(gate, move |s, i| s.old_links(i, &id, &email))
        }
        (false, ["getSubLinks", sub]) if d == Dialect::C0 => {
            let sub = own(sub);
            route(gate, move |s, i| s.sub_links(i, &sub))
        }
        _ => None,
    }
}
