//! The keys of a transport (§6).

use super::Error;
use super::query::Query;
use crate::model::stream::{FinalMask, HttpPath, Kcp, Network, Xhttp};

/// Puts the keys of a transport, in the order host, path, mode. `type` comes before them, by the caller.
///
/// # Errors
///
/// A transport no link can name.
pub(super) fn put(network: &Network, mask: &FinalMask, query: &mut Query) -> Result<(), Error> {
    match network {
        Network::Tcp(tcp) => {
            if let Some(http) = &tcp.http {
                query.put("headerType", "http");
                query.put("host", &http.host);
                query.put("path", &http.paths.join(","));
            }
        }
        Network::Kcp(kcp) => put_kcp(kcp, mask, query),
        Network::WebSocket(http) | Network::HttpUpgrade(http) => put_http_path(http, query),
        Network::Grpc(grpc) => {
            query.put("serviceName", &grpc.service_name);
            query.put("authority", &grpc.authority);
            query.put("mode", if grpc.multi_mode { "multi" } else { "" });
        }
        Network::Xhttp(xhttp) => put_xhttp(xhttp, query),
        Network::Hysteria(_) | Network::Other(_) => {
            return Err(Error::UnsupportedTransport(network.name().to_owned()));
        }
    }
    query.put("fm", &mask.shared.0);
    Ok(())
}

fn put_http_path(http: &HttpPath, query: &mut Query) {
    query.put("host", http.effective_host());
    query.put("path", &http.path);
}

fn put_kcp(kcp: &Kcp, mask: &FinalMask, query: &mut Query) {
    query.put("headerType", kcp_header(kcp, mask));
    query.put("seed", kcp_seed(kcp, mask));
    query.put_positive("mtu", kcp.mtu);
    query.put_positive("tti", kcp.tti.unwrap_or_default());
}

/// Disguise of the packets: its old place, else the mask newer cores have for it. `none` is none.
pub(super) fn kcp_header<'a>(kcp: &'a Kcp, mask: &'a FinalMask) -> &'a str {
    match kcp.header.as_deref() {
        Some("" | "none") | None => {}
        Some(header) => return header,
    }
    match legacy(mask).map(|mask| mask.header.as_str()).find(|header| !header.is_empty()) {
        Some("wechat") => "wechat-video",
        Some(header) => header,
        None => "",
    }
}

/// Password: its old place, else the value of a mask without disguise.
pub(super) fn kcp_seed<'a>(kcp: &'a Kcp, mask: &'a FinalMask) -> &'a str {
    match kcp.seed.as_deref() {
        Some("") | None => {}
        Some(seed) => return seed,
    }
    legacy(mask).find(|mask| mask.header.is_empty()).map_or("", |mask| mask.password.expose())
}

fn legacy(mask: &FinalMask) -> impl Iterator<Item = &crate::model::stream::Mask> {
    mask.udp.iter().filter(|mask| mask.kind == "mkcp-legacy")
}

/// The mode is always written: an app's own default misses some servers (§16).
pub(super) fn xhttp_mode(xhttp: &Xhttp) -> &str {
    if xhttp.mode.is_empty() { "auto" } else { &xhttp.mode }
}

fn put_xhttp(xhttp: &Xhttp, query: &mut Query) {
    query.put("host", xhttp.effective_host());
    query.put("path", &xhttp.path);
    query.put("mode", xhttp_mode(xhttp));
    query.put("x_padding_bytes", &xhttp.padding);
    query.put("extra", &xhttp.extra.0);
}
