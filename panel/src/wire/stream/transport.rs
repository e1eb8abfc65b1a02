//! The transport and its `…Settings`.

use crate::model::Opaque;
use crate::model::stream::{Grpc, HttpHeader, HttpPath, HysteriaTransport, Kcp, Network, Tcp, Xhttp};
use crate::wire::lenient::{child, flag, host_header, list_or_joined, number, string, text};
use crate::wire::share;
use serde_json::Value;

/// The transport of an opened `streamSettings` and the object its settings stand in. Hand-made configs name it by
/// `method`, and use Xray's newer names of transports.
pub(super) fn decode(json: &Value) -> (Network, &Value) {
    let name = [text(json, "network"), text(json, "method")].into_iter().find(|n| !n.is_empty()).unwrap_or("tcp");
    let of =
        |keys: [&str; 2]| keys.into_iter().map(|key| child(json, key)).find(|o| o.is_object()).unwrap_or(&Value::Null);
    match name {
        "tcp" | "raw" => with(of(["tcpSettings", "rawSettings"]), tcp),
        "kcp" | "mkcp" => with(of(["kcpSettings", "mkcpSettings"]), kcp),
        "ws" | "websocket" => with(of(["wsSettings", "websocketSettings"]), |o| Network::WebSocket(http_path(o))),
        "grpc" | "gun" => with(child(json, "grpcSettings"), grpc),
        "httpupgrade" => with(child(json, "httpupgradeSettings"), |o| Network::HttpUpgrade(http_path(o))),
        "xhttp" | "splithttp" => with(of(["xhttpSettings", "splithttpSettings"]), xhttp),
        "hysteria" | "hysteria2" => with(child(json, "hysteriaSettings"), hysteria),
        other => (Network::Other(other.to_owned()), &Value::Null),
    }
}

fn with(settings: &Value, read: impl Fn(&Value) -> Network) -> (Network, &Value) {
    (read(settings), settings)
}

fn tcp(json: &Value) -> Network {
    let header = child(json, "header");
    let http = (text(header, "type") == "http").then(|| {
        let request = child(header, "request");
        let response = child(child(header, "response"), "headers");
        let hosts = [child(request, "headers"), response].map(|h| host_header(h).unwrap_or_default());
        HttpHeader {
            paths: list_or_joined(request, "path"),
            host: hosts.into_iter().find(|host| !host.is_empty()).unwrap_or_default(),
        }
    });
    Network::Tcp(Tcp { http })
}

fn kcp(json: &Value) -> Network {
    let header = child(json, "header");
    Network::Kcp(Kcp {
        header: header.is_object().then(|| string(header, "type")),
        seed: child(json, "seed").as_str().map(str::to_owned),
        mtu: number(json, "mtu").unwrap_or_default(),
        tti: number(json, "tti"),
    })
}

fn http_path(json: &Value) -> HttpPath {
    HttpPath {
        path: string(json, "path"),
        host: string(json, "host"),
        header_host: host_header(child(json, "headers")),
    }
}

fn grpc(json: &Value) -> Network {
    Network::Grpc(Grpc {
        service_name: string(json, "serviceName"),
        authority: string(json, "authority"),
        multi_mode: flag(json, "multiMode"),
    })
}

fn xhttp(json: &Value) -> Network {
    Network::Xhttp(Box::new(Xhttp {
        path: string(json, "path"),
        host: string(json, "host"),
        header_host: host_header(child(json, "headers")),
        mode: string(json, "mode"),
        padding: range(child(json, "xPaddingBytes")),
        bad_range: share::bad_range(json).map(str::to_owned),
        extra: Opaque(share::extra(json)),
    }))
}

fn range(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

fn hysteria(json: &Value) -> Network {
    Network::Hysteria(HysteriaTransport {
        version: number(json, "version"),
        udp_idle_timeout: number(json, "udpIdleTimeout"),
    })
}
