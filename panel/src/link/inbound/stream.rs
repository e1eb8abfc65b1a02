//! Transport, security and masks out of a link.

use super::list;
use crate::link::parsed::{Parsed, Scheme};
use crate::model::stream::{
    FinalMask, Grpc, HttpHeader, HttpPath, HysteriaTransport, Kcp, Mask, Network, Reality, Security, Stream, Tcp, Tls,
    Xhttp,
};
use crate::model::{Opaque, Secret};
use crate::wire::stream;

/// The stream settings of a link's inbound.
pub(super) fn read(link: &Parsed) -> Stream {
    match link.scheme {
        Scheme::WireGuard | Scheme::Telegram => Stream::default(),
        Scheme::Hysteria2 => Stream {
            network: Network::Hysteria(HysteriaTransport { version: Some(2), udp_idle_timeout: None }),
            security: Security::Tls(Box::new(tls(link))),
            mask: hysteria_mask(link),
            ..Stream::default()
        },
        _ => Stream {
            network: network(link),
            security: match link.param("security") {
                "" | "none" => Security::None,
                "tls" => Security::Tls(Box::new(tls(link))),
                "reality" => Security::Reality(Box::new(reality(link))),
                other => Security::Other(other.to_owned()),
            },
            mask: stream::decode_mask_text(link.param("fm")),
            ..Stream::default()
        },
    }
}

fn hysteria_mask(link: &Parsed) -> FinalMask {
    let mut mask = FinalMask { hop_ports: link.param("mport").to_owned(), ..FinalMask::default() };
    if link.param("obfs") == "salamander" {
        let password = Secret::new(link.param("obfs-password"));
        mask.udp.push(Mask { kind: "salamander".to_owned(), header: String::new(), password });
    }
    mask
}

fn tls(link: &Parsed) -> Tls {
    let pins = if link.scheme == Scheme::Hysteria2 { "pinSHA256" } else { "pcs" };
    Tls {
        server_name: link.param("sni").to_owned(),
        alpn: list(link.param("alpn")),
        fingerprint: link.param("fp").to_owned(),
        ech: link.param("ech").to_owned(),
        allow_insecure: !link.param("insecure").is_empty(),
        verify_names: link.param("vcn").to_owned(),
        pins: list(link.param(pins)),
        ..Tls::default()
    }
}

fn reality(link: &Parsed) -> Reality {
    Reality {
        public_key: link.param("pbk").to_owned(),
        fingerprint: link.param("fp").to_owned(),
        spider_x: link.param("spx").to_owned(),
        mldsa65_verify: link.param("pqv").to_owned(),
        server_names: list_of_one(link.param("sni")),
        short_ids: list_of_one(link.param("sid")),
        ..Reality::default()
    }
}

fn network(link: &Parsed) -> Network {
    let text = |key: &str| link.param(key).to_owned();
    let number = |key: &str| link.param(key).parse().ok();
    let http_path = || HttpPath { path: text("path"), host: text("host"), header_host: None };
    match link.param(if link.scheme == Scheme::Vmess { "net" } else { "type" }) {
        "" | "tcp" => Network::Tcp(Tcp { http: http_header(link) }),
        "kcp" => Network::Kcp(Kcp {
            header: Some(text("headerType")).filter(|header| !header.is_empty()),
            seed: Some(text("seed")).filter(|seed| !seed.is_empty()),
            mtu: number("mtu").unwrap_or_default(),
            tti: number("tti"),
        }),
        "ws" => Network::WebSocket(http_path()),
        "httpupgrade" => Network::HttpUpgrade(http_path()),
        "grpc" => Network::Grpc(Grpc {
            service_name: text("serviceName"),
            authority: text("authority"),
            multi_mode: link.param("mode") == "multi",
        }),
        "xhttp" => Network::Xhttp(Box::new(Xhttp {
            path: text("path"),
            host: text("host"),
            mode: text("mode"),
            padding: text("x_padding_bytes"),
            extra: Opaque(text("extra")),
            ..Xhttp::default()
        })),
        other => Network::Other(other.to_owned()),
    }
}

/// The HTTP disguise, which Shadowsocks apps know as a plugin (§8).
fn http_header(link: &Parsed) -> Option<HttpHeader> {
    if link.param("headerType") == "http" {
        return Some(HttpHeader { paths: paths(link.param("path")), host: link.param("host").to_owned() });
    }
    let mut parts = link.param("plugin").split(';');
    let name = parts.next()?;
    let mut parts = parts.filter_map(|part| part.split_once('='));
    let disguise = matches!(name, "obfs-local" | "simple-obfs") && parts.clone().any(|part| part == ("obfs", "http"));
    disguise.then(|| HttpHeader {
        paths: vec!["/".to_owned()],
        host: parts.find(|(key, _)| *key == "obfs-host").map_or("", |(_, host)| host).to_owned(),
    })
}

/// Paths keep their blanks: they are part of the path.
fn paths(joined: &str) -> Vec<String> {
    joined.split(',').filter(|path| !path.is_empty()).map(str::to_owned).collect()
}

fn list_of_one(value: &str) -> Vec<String> {
    if value.is_empty() { Vec::new() } else { vec![value.to_owned()] }
}
