//! Routes of clients as a resource of their own (C1).

use super::Route;
use crate::http::reply::Reply;

pub(super) fn clients(post: bool, rest: &[&str]) -> Option<Route> {
    if post { client_writes(rest) } else { client_reads(rest) }
}

fn client_reads(rest: &[&str]) -> Option<Route> {
    match rest {
        ["list"] => api!(|s, _i| s.client_list()),
        ["list", "paged"] => api!(|s, i| s.client_page(i)),
        ["get", email] => {
            let email = email.to_string();
            api!(|s, _i| s.client_get(&email))
        }
        ["traffic", email] => {
            let email = email.to_string();
            api!(|s, _i| s.client_traffic(&email))
        }
        ["export"] => api!(|s, _i| s.client_export()),
        ["groups"] => api!(|s, _i| s.group_list()),
        ["groups", name, "emails"] => {
            let name = name.to_string();
            api!(|s, _i| s.group_emails(&name))
        }
        ["links", email] => {
            let email = email.to_string();
            api!(|s, i| s.client_links(i, &email))
        }
        ["subLinks", sub] => {
            let sub = sub.to_string();
            api!(|s, i| s.sub_links(i, &sub))
        }
        _ => None,
    }
}

fn client_writes(rest: &[&str]) -> Option<Route> {
    match rest {
        ["add"] => api!(|s, i| s.client_add(i)),
        ["onlines"] => api!(|s, _i| s.onlines()),
        ["onlinesByGuid"] => api!(|s, _i| Reply::obj(s.by_guid(s.online()))),
        ["activeInbounds"] => api!(|s, _i| Reply::obj(s.by_guid(s.life.active_tags.clone()))),
        ["lastOnline"] => api!(|s, _i| Reply::obj(s.stats.last_online())),
        ["clientIpsByGuid"] => api!(|s, _i| s.all_addresses()),
        ["resetAllTraffics"] => api!(|s, _i| s.client_reset_all()),
        ["delDepleted"] => api!(|s, _i| s.client_del_depleted()),
        ["delOrphans"] => api!(|s, _i| s.client_del_orphans()),
        ["bulkCreate"] => api!(|s, i| s.client_bulk_create(i)),
        ["bulkAdjust"] => api!(|s, i| s.client_bulk_adjust(i)),
        ["bulkEnable"] => api!(|s, i| s.client_bulk_enable(i, true)),
        ["bulkDisable"] => api!(|s, i| s.client_bulk_enable(i, false)),
        ["bulkDel"] => api!(|s, i| s.client_bulk_del(i)),
        ["bulkAttach"] => api!(|s, i| s.client_bulk_attach(i, true)),
        ["bulkDetach"] => api!(|s, i| s.client_bulk_attach(i, false)),
        ["bulkResetTraffic"] => api!(|s, i| s.client_bulk_reset(i)),
        ["import"] => api!(|s, i| s.client_import(i)),
        ["groups", action @ ("create" | "rename" | "delete" | "bulkAdd" | "bulkRemove" | "resetTraffic")] => {
            let action = action.to_string();
            api!(|s, i| s.group_write(i, &action))
        }
        [action, name] => client_write(action, name),
        _ => None,
    }
}

fn client_write(first: &str, second: &str) -> Option<Route> {
    let (one, two) = (first.to_string(), second.to_string());
    match (first, second) {
        ("update", _) => api!(|s, i| s.client_update(i, &two)),
        ("del", _) => api!(|s, i| s.client_del(i, &two)),
        ("resetTraffic", _) => api!(|s, _i| s.client_reset(&two)),
        ("updateTraffic", _) => api!(|s, i| s.set_counters(i, &two)),
        ("ips", _) => api!(|s, _i| s.addresses(&two)),
        ("clearIps", _) => api!(|s, _i| s.clear_addresses(&two)),
        (_, "attach") => api!(|s, i| s.client_attach(i, &one)),
        (_, "detach") => api!(|s, i| s.client_detach(i, &one)),
        (_, "externalLinks") => api!(|s, i| s.client_external(i, &one)),
        _ => None,
    }
}
