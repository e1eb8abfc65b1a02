//! The server's status.

use super::envelope::missing;
use super::lenient::{child, string, text, unsigned};
use crate::error::ApiError;
use crate::model::Bytes;
use crate::model::server::{Filled, Hundredths, NetFlow, Permille, Status, XrayState, XrayStatus};
use serde_json::Value;

const ENDPOINT: &str = "server/status";

/// Reads a status. Right after a panel's start there is none yet.
///
/// # Errors
/// When what every panel tells is missing.
pub fn decode(obj: &Value) -> Result<Option<Status>, ApiError> {
    if obj.is_null() {
        return Ok(None);
    }
    let xray = child(obj, "xray");
    if !child(xray, "state").is_string() {
        return Err(missing(ENDPOINT, "xray.state"));
    }
    let ip = child(obj, "publicIP");
    Ok(Some(Status {
        xray: XrayStatus {
            state: XrayState::from_panel(text(xray, "state")),
            message: string(xray, "errorMsg"),
            version: string(xray, "version"),
        },
        xray_uptime: whole(child(obj, "appStats"), "uptime"),
        cpu: Permille::from_percent(float(obj, "cpu")),
        cpu_cores: unsigned(obj, "cpuCores"),
        cpu_threads: Some(unsigned(obj, "logicalPro")).filter(|threads| *threads > 0),
        cpu_clock: float(obj, "cpuSpeedMhz").round() as u32,
        memory: filled(child(obj, "mem")),
        swap: filled(child(obj, "swap")),
        disk: filled(child(obj, "disk")),
        loads: loads(child(obj, "loads")),
        uptime: whole(obj, "uptime"),
        tcp: unsigned(obj, "tcpCount"),
        udp: unsigned(obj, "udpCount"),
        speed: flow(child(obj, "netIO"), ["up", "down"]),
        transferred: flow(child(obj, "netTraffic"), ["sent", "recv"]),
        ipv4: address(ip, "ipv4"),
        ipv6: address(ip, "ipv6"),
        panel_version: panel_version(obj).map(str::to_owned),
    }))
}

/// The panel's own version, told since v3.1.0.
#[must_use]
pub fn panel_version(obj: &Value) -> Option<&str> {
    Some(text(obj, "panelVersion")).filter(|version| !version.is_empty())
}

fn whole(object: &Value, key: &str) -> u64 {
    child(object, key).as_u64().unwrap_or_default()
}

/// A number that may arrive as an integer.
fn float(object: &Value, key: &str) -> f64 {
    child(object, key).as_f64().unwrap_or_default()
}

fn filled(object: &Value) -> Filled {
    Filled { current: Bytes(whole(object, "current")), total: Bytes(whole(object, "total")) }
}

fn flow(object: &Value, [sent, received]: [&str; 2]) -> NetFlow {
    NetFlow { sent: Bytes(whole(object, sent)), received: Bytes(whole(object, received)) }
}

fn loads(value: &Value) -> [Hundredths; 3] {
    let mut loads = [Hundredths::default(); 3];
    for (load, value) in loads.iter_mut().zip(value.as_array().into_iter().flatten()) {
        *load = Hundredths::from_number(value.as_f64().unwrap_or_default());
    }
    loads
}

fn address(object: &Value, key: &str) -> Option<String> {
    Some(text(object, key)).filter(|address| !address.is_empty() && *address != "N/A").map(str::to_owned)
}
