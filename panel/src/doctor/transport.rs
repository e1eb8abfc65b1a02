//! Transports: what Xray does not start with, and where a key misses its server.

use super::{App, Apps, Case, Findings, Fix, Rule};
use crate::model::stream::{Grpc, HttpHeader, HttpPath, Network, Xhttp};
use crate::model::{Inbound, Protocol};
use crate::wire::share;

const MODES: [&str; 5] = ["", "auto", "packet-up", "stream-up", "stream-one"];

/// What Xray does not start with.
pub(super) fn stops(inbound: &Inbound, found: &mut Findings) {
    match &inbound.stream.network {
        Network::Other(_) => found.add(Rule::NetworkRemoved, None),
        Network::HttpUpgrade(http) => found.when(http.header_host.is_some(), Rule::HeadersHost, Fix::MoveHostHeader),
        Network::Xhttp(xhttp) => {
            found.when(xhttp.header_host.is_some(), Rule::HeadersHost, Fix::MoveHostHeader);
            found.when(!MODES.contains(&xhttp.mode.as_str()), Rule::XhttpValues, Fix::SetMode);
            found.when(xhttp.bad_range.is_some(), Rule::XhttpValues, None);
        }
        _ => {}
    }
}

/// What is wrong with the key's transport.
pub(super) fn check(case: &Case, found: &mut Findings) {
    match &case.inbound.stream.network {
        Network::WebSocket(ws) => {
            found.when(ws.header_host.is_some(), Rule::WsHeadersHost, Fix::MoveHostHeader);
            http(case, ws, found);
        }
        Network::HttpUpgrade(upgrade) => http(case, upgrade, found),
        Network::Xhttp(server) => xhttp(case, server, found),
        Network::Grpc(server) => grpc(case, server, found),
        Network::Tcp(tcp) if case.foreign && case.inbound.protocol != Protocol::Shadowsocks => {
            let fits = match &tcp.http {
                Some(header) => case.key.header_type == "http" && takes(header, &case.key.path),
                None => case.key.header_type != "http",
            };
            found.when(!fits, Rule::TcpHttpPath, Fix::WriteAnew);
        }
        _ => {}
    }
}

fn http(case: &Case, server: &HttpPath, found: &mut Findings) {
    let same = path(&case.key.path) == path(&server.path);
    found.when(!same, Rule::TransportPath, Fix::WriteAnew);
    host(case, server.effective_host(), found);
}

fn xhttp(case: &Case, server: &Xhttp, found: &mut Findings) {
    let whole = |text: &str| path(text).trim_end_matches('/').to_owned();
    found.when(whole(&case.key.path) != whole(&server.path), Rule::TransportPath, Fix::WriteAnew);
    host(case, server.effective_host(), found);
    let reality = case.inbound.stream.security.reality().is_some();
    found.when(!mode_fits(&server.mode, &case.key.mode, reality), Rule::XhttpMode, Fix::WriteAnew);
    let padded = !matches!(server.padding.as_str(), "" | "100-1000");
    found.when(padded && share::padding(&case.key.extra) != server.padding, Rule::XhttpPadding, Fix::WriteAnew);
}

/// Which modes of a key a server takes.
fn mode_fits(server: &str, key: &str, reality: bool) -> bool {
    let auto = matches!(key, "" | "auto");
    match server {
        "packet-up" => key == "packet-up" || auto && !reality,
        "stream-up" => matches!(key, "stream-up" | "stream-one") || auto && reality,
        "stream-one" => key == "stream-one" || auto && reality,
        _ => true,
    }
}

fn grpc(case: &Case, server: &Grpc, found: &mut Findings) {
    found.when(case.key.service_name != server.service_name, Rule::GrpcServiceName, Fix::WriteAnew);
    let plain = server.service_name.bytes().all(|b| b.is_ascii_graphic() && b != b'/');
    if !plain {
        let unescaping = Apps::of(&[App::Mihomo, App::Hiddify]);
        found.of_apps(Rule::GrpcServiceNameEscaped, unescaping, Fix::SetServiceName);
    }
}

fn host(case: &Case, server: &str, found: &mut Findings) {
    let same = server.is_empty() || case.key.host_header.eq_ignore_ascii_case(server);
    found.when(!same, Rule::TransportHost, Fix::WriteAnew);
}

/// A path as both sides see it: with a slash in front and without its query.
fn path(text: &str) -> String {
    let bare = text.split('?').next().unwrap_or_default();
    if bare.starts_with('/') { bare.to_owned() } else { format!("/{bare}") }
}

/// Whether every path of a key is one of the server's, which has `/` where it names none.
fn takes(header: &HttpHeader, paths: &str) -> bool {
    let root = [String::from("/")];
    let own = if header.paths.is_empty() { &root } else { header.paths.as_slice() };
    let mut paths = paths.split(',').map(|path| if path.is_empty() { "/" } else { path });
    paths.all(|path| own.iter().any(|own| own == path))
}
