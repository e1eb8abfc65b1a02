//! A key from a link somebody already has.

use super::Key;
use crate::link::{Parsed, Scheme};

impl From<&Parsed> for Key {
    fn from(link: &Parsed) -> Self {
        let text = |name: &str| link.param(name).to_owned();
        let list = |name: &str| link.param(name).split(',').filter(|s| !s.is_empty()).map(str::to_owned).collect();
        let or = |value: &str, other: &str| if value.is_empty() { other.to_owned() } else { value.to_owned() };
        let (network, security) = match link.scheme {
            Scheme::Hysteria2 => ("hysteria", "tls"),
            Scheme::Vmess => (link.param("net"), link.param("security")),
            _ => (link.param("type"), link.param("security")),
        };
        Self {
            host: link.host.clone(),
            port: link.port.into(),
            network: or(network, "tcp"),
            security: or(security, "none"),
            flow: text("flow"),
            encryption: text("encryption"),
            cipher: text("scy"),
            sni: text("sni"),
            fingerprint: text("fp"),
            alpn: list("alpn"),
            public_key: text("pbk"),
            short_id: text("sid"),
            spider_x: text("spx"),
            mldsa65_verify: text("pqv"),
            pins: list(if link.scheme == Scheme::Hysteria2 { "pinSHA256" } else { "pcs" }),
            verify_names: text("vcn"),
            ech: text("ech"),
            insecure: link.param("insecure") == "1",
            path: text("path"),
            host_header: text("host"),
            service_name: text("serviceName"),
            mode: if network == "xhttp" { or(link.param("mode"), "auto") } else { String::new() },
            header_type: text("headerType"),
            seed: text("seed"),
            extra: text("extra"),
            masks: text("fm"),
            obfs_password: text("obfs-password"),
            length: 0,
        }
    }
}
