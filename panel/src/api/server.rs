//! The server and Xray.

use super::{Call, Request, segment};
use crate::dialect::Panel;
use crate::model::log::{AccessLine, Fail2Ban, Release};
use crate::model::server::Point;
use crate::model::target::TargetCheck;
use crate::model::{RealityKeys, SigningKeys, Status};
use crate::wire::{keys, log, status, target};

/// How the server is; `None` in the first seconds after a panel's start.
#[must_use]
pub fn status(panel: &Panel) -> Call<Option<Status>> {
    Call::of("server/status", read(panel, "status"), |obj| status::decode(&obj))
}

/// A new X25519 pair for a Reality inbound.
#[must_use]
pub fn x25519(panel: &Panel) -> Call<RealityKeys> {
    Call::of("getNewX25519Cert", read(panel, "getNewX25519Cert"), |obj| keys::reality(&obj))
}

/// A new ML-DSA-65 pair for a Reality inbound (v2.6.3+).
#[must_use]
pub fn mldsa65(panel: &Panel) -> Call<SigningKeys> {
    Call::of("getNewmldsa65", read(panel, "getNewmldsa65"), |obj| keys::signing(&obj))
}

/// Tries whether a Reality inbound could imitate this host (v3.4.2+). One that does not serve is no error; one that
/// cannot be read is refused.
#[must_use]
pub fn scan_target(panel: &Panel, host: &str) -> Call<TargetCheck> {
    let request = Request::form(path(panel, "scanRealityTarget"), target::question(host));
    Call::of("scanRealityTarget", request, |obj| target::decode(&obj))
}

/// Tries several hosts, or the panel's own list where none is named (v3.4.2+).
#[must_use]
pub fn scan_targets(panel: &Panel, hosts: &[String]) -> Call<Vec<TargetCheck>> {
    let request = Request::form(path(panel, "scanRealityTargets"), target::questions(hosts));
    Call::of("scanRealityTargets", request, |obj| target::decode_all(&obj))
}

/// Starts Xray anew. Success does not say that it runs: follow [`status`].
#[must_use]
pub fn restart_xray(panel: &Panel) -> Call<()> {
    Call::done("restartXrayService", Request::post(path(panel, "restartXrayService")))
}

/// Stops Xray. Before v3.6.0 the next write starts it again.
#[must_use]
pub fn stop_xray(panel: &Panel) -> Call<()> {
    Call::done("stopXrayService", Request::post(path(panel, "stopXrayService")))
}

/// The newest lines of the panel's log, newest first. `level` is `debug`, `info`, `notice`, `warning` or `err`.
#[must_use]
pub fn panel_log(panel: &Panel, count: u32, level: &str) -> Call<Vec<String>> {
    let path = [&path(panel, "logs/"), count.to_string().as_str()].concat();
    Call::of("logs", Request::form(path, log::panel_log(level)), |obj| Ok(log::lines(&obj)))
}

/// The newest lines of Xray's access log, oldest first (v2.6.5+). Empty where the log is off, as it is by default.
/// `filter` is a plain part of a line; empty for all.
#[must_use]
pub fn access_log(panel: &Panel, count: u32, filter: &str) -> Call<Vec<AccessLine>> {
    let path = [&path(panel, "xraylogs/"), count.to_string().as_str()].concat();
    Call::of("xraylogs", Request::form(path, log::access_log(filter)), |obj| Ok(log::access_lines(&obj)))
}

/// The processor's load over the past (v2.8.2+), at most 60 points of `bucket` seconds each.
#[must_use]
pub fn cpu_history(panel: &Panel, bucket: u32) -> Call<Vec<Point>> {
    let path = [&path(panel, "cpuHistory/"), bucket.to_string().as_str()].concat();
    Call::of("cpuHistory", Request::get(path), |obj| Ok(log::points(&obj)))
}

/// A metric over the past (v3.0.0+), at most 60 points of `bucket` seconds each.
#[must_use]
pub fn history(panel: &Panel, metric: &str, bucket: u32) -> Call<Vec<Point>> {
    let path = [&path(panel, "history/"), &segment(metric), "/", &bucket.to_string()].concat();
    Call::of("history", Request::get(path), |obj| Ok(log::points(&obj)))
}

/// Whether the server enforces address limits (v3.4.0+).
#[must_use]
pub fn fail2ban(panel: &Panel) -> Call<Fail2Ban> {
    Call::of("fail2banStatus", read(panel, "fail2banStatus"), |obj| Ok(log::fail2ban(&obj)))
}

/// What the panel knows of newer releases of itself (v2.9.4+). It asks GitHub, so it may be slow or refuse.
#[must_use]
pub fn release(panel: &Panel) -> Call<Release> {
    Call::of("getPanelUpdateInfo", read(panel, "getPanelUpdateInfo"), |obj| Ok(log::release(&obj)))
}

fn path(panel: &Panel, call: &str) -> String {
    [panel.server_prefix(), "/", call].concat()
}

fn read(panel: &Panel, call: &str) -> Request {
    Request::read(panel.reads_by_get(), path(panel, call))
}
