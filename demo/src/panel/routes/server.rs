//! Routes of the machine, the settings and the Xray template.

use super::{Gate, Route, route};
use crate::config::Dialect;
use crate::http::reply::Reply;

pub(super) fn server(d: Dialect, post: bool, rest: &[&str], gate: Gate) -> Option<Route> {
    // In A every call but the download is a POST; later the reads are GET.
    let read = if d == Dialect::A { post } else { !post };
    match rest {
        ["status"] if read => route(gate, |s, _| s.status()),
        ["getXrayVersion"] if read => route(gate, |s, _| s.xray_versions()),
        ["getConfigJson"] if read => route(gate, |s, _| s.xray_config()),
        ["getNewX25519Cert"] if read => route(gate, |s, _| s.x25519()),
        ["getNewmldsa65"] if read => route(gate, |s, _| s.mldsa65()),
        ["getNewVlessEnc"] if read => route(gate, |s, _| s.vless_enc()),
        ["getNewEchCert"] if post => route(gate, |s, i| s.ech(i)),
        ["getDb"] if !post => route(gate, |s, i| s.database(i)),
        ["importDB"] if post => {
            route(gate, |_, _| Reply::envelope(false, "", "Error importing database: invalid db file format".into()))
        }
        ["installXray", _] if post => route(gate, |_, _| Reply::done("Xray has been successfully updated")),
        ["restartXrayService"] if post => route(gate, |s, _| s.xray_restart()),
        ["stopXrayService"] if post => route(gate, |s, _| s.xray_stop()),
        ["logs", count] if post => {
            let count = count.to_string();
            route(gate, move |s, i| s.logs(i, &count))
        }
        ["xraylogs", count] if post => {
            let count = count.to_string();
            route(gate, move |s, i| s.xray_logs(i, &count))
        }
        ["getNewUUID"] if read && d >= Dialect::B => route(gate, |s, _| s.new_uuid()),
        ["getNewmlkem768"] if read && d >= Dialect::B => route(gate, |s, _| s.mlkem768()),
        ["getPanelUpdateInfo"] if read && d >= Dialect::B => route(gate, |s, _| s.update_info()),
        ["cpuHistory", bucket] if read && d >= Dialect::B => {
            let bucket = bucket.to_string();
            route(gate, move |s, _| s.history("cpu", &bucket, "cpu"))
        }
        ["history", metric, bucket] if read && d.guarded() => {
            let (metric, bucket) = (metric.to_string(), bucket.to_string());
            route(gate, move |s, _| s.history(&metric, &bucket, "v"))
        }
        ["fail2banStatus"] if read && d.modern() => route(gate, |s, _| s.fail2ban()),
        ["scanRealityTarget"] if post && d.modern() => route(gate, |s, i| s.scan_target(i)),
        ["scanRealityTargets"] if post && d.modern() => route(gate, |s, i| s.scan_targets(i)),
        _ => None,
    }
}

pub(super) fn setting(d: Dialect, post: bool, rest: &[&str], gate: Gate) -> Option<Route> {
    match rest {
        ["defaultSettings"] if post => route(gate, |s, i| s.setting_defaults(i)),
        ["all"] if post => route(gate, |s, _| s.setting_all()),
        ["update"] if post => route(gate, |s, i| s.setting_update(i)),
        ["updateUser"] if post => route(gate, |s, i| s.setting_user(i)),
        ["restartPanel"] if post => route(gate, |s, _| s.setting_restart()),
        ["getApiToken"] if !post && d.guarded() => route(gate, |s, _| s.token_only()),
        ["regenerateApiToken"] if post && d.guarded() => route(gate, |s, _| s.token_renew()),
        ["apiTokens"] if !post && d.guarded() => route(gate, |s, _| s.token_list()),
        ["apiTokens", "create"] if post && d.guarded() => route(gate, |s, i| s.token_create(i)),
        ["apiTokens", "delete", id] if post && d.guarded() => {
            let id = id.to_string();
            route(gate, move |s, i| s.token_delete(i, &id))
        }
        ["apiTokens", "setEnabled", id] if post && d.guarded() => {
            let id = id.to_string();
            route(gate, move |s, i| s.token_enable(i, &id))
        }
        _ => None,
    }
}

pub(super) fn template(post: bool, rest: &[&str], gate: Gate) -> Option<Route> {
    match rest {
        [""] if post => route(gate, |s, _| s.template_get()),
        ["update"] if post => route(gate, |s, i| s.template_update(i)),
        _ => None,
    }
}
