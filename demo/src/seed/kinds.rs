//! The kinds of inbounds a seeded server has.

use crate::chance::Chance;
use crate::config::Dialect;
use crate::panel::server::x25519_pair;
use serde_json::{Value, json};

/// A kind of inbound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Vision,
    Xhttp,
    VlessWs,
    Grpc,
    VmessWs,
    Trojan,
    Shadowsocks,
    Hysteria,
    VmessTcp,
    Mixed,
}

use Kind::*;

impl Kind {
    /// Those this generation knows, the most used first.
    pub fn all(dialect: Dialect) -> Vec<Kind> {
        let all = [Vision, Xhttp, VlessWs, Grpc, VmessWs, Trojan, Shadowsocks, Hysteria, VmessTcp, Mixed];
        all.into_iter().filter(|kind| dialect > Dialect::A || *kind != Hysteria).collect()
    }

    /// How many of the people come over it; the first of a long list carries most.
    pub fn weight(self, at: usize) -> usize {
        match self {
            Mixed => 0,
            Vision if at == 0 => 24,
            Xhttp => 8,
            VlessWs | VmessWs | Trojan => 6,
            Hysteria => 4,
            VmessTcp => 1,
            _ => 3,
        }
    }

    pub fn remark(self) -> &'static str {
        match self {
            Vision => "Reality",
            Xhttp => "Reality XHTTP",
            VlessWs => "WS behind CDN",
            Grpc => "Reality gRPC",
            VmessWs => "VMess WS",
            Trojan => "Trojan",
            Shadowsocks => "Shadowsocks 2022",
            Hysteria => "Hysteria 2",
            VmessTcp => "VMess, old",
            Mixed => "SOCKS, local",
        }
    }

    pub fn port(self) -> i64 {
        match self {
            Vision => 8443,
            Xhttp => 2083,
            VlessWs => 2087,
            Grpc => 2082,
            VmessWs => 2086,
            Trojan => 9443,
            Shadowsocks => 8388,
            Hysteria => 36_712,
            VmessTcp => 10_086,
            Mixed => 10_808,
        }
    }

    pub fn protocol(self, dialect: Dialect) -> &'static str {
        match self {
            Vision | Xhttp | VlessWs | Grpc => "vless",
            VmessWs | VmessTcp => "vmess",
            Trojan => "trojan",
            Shadowsocks => "shadowsocks",
            Hysteria => "hysteria",
            Mixed if dialect == Dialect::A => "socks",
            Mixed => "mixed",
        }
    }

    /// Adds the credential of this kind to a client.
    pub fn equip(self, entry: &mut Value, chance: &mut Chance) {
        match self {
            Trojan => entry["password"] = chance.word(16).into(),
            Shadowsocks => entry["password"] = chance.base64(32).into(),
            Hysteria => entry["auth"] = chance.word(16).into(),
            VmessWs | VmessTcp => {
                entry["id"] = chance.uuid().into();
                entry["security"] = "auto".into();
            }
            _ => {
                entry["id"] = chance.uuid().into();
                entry["flow"] = if self == Vision { "xtls-rprx-vision" } else { "" }.into();
            }
        }
    }

    /// Settings and stream settings.
    pub fn documents(self, dialect: Dialect, clients: Vec<Value>, chance: &mut Chance) -> (Value, Value) {
        let settings = match self {
            Vision | Xhttp | VlessWs | Grpc => json!({ "clients": clients, "decryption": "none", "fallbacks": [] }),
            VmessWs | VmessTcp => json!({ "clients": clients }),
            Trojan => json!({ "clients": clients, "fallbacks": [] }),
            Shadowsocks => json!({
                "method": "2022-blake3-aes-256-gcm", "password": chance.base64(32), "network": "tcp,udp", "clients": clients,
                "ivCheck": false,
            }),
            Hysteria => json!({ "version": 2, "clients": clients }),
            Mixed => json!({
                "auth": "password", "accounts": [{ "user": "local", "pass": chance.word(10) }], "udp": false, "ip": "127.0.0.1",
            }),
        };
        (settings, self.stream(dialect, chance))
    }

    fn stream(self, dialect: Dialect, chance: &mut Chance) -> Value {
        let tcp = json!({ "acceptProxyProtocol": false, "header": { "type": "none" } });
        let ws = |path: &str| json!({ "acceptProxyProtocol": false, "path": path, "host": "vpn.example.net", "headers": {}, "heartbeatPeriod": 0 });
        let target = if dialect == Dialect::A { "dest" } else { "target" };
        match self {
            Vision => json!({
                "network": "tcp", "security": "reality", "externalProxy": [],
                "realitySettings": reality(chance, target, "www.nvidia.com"), "tcpSettings": tcp,
            }),
            Xhttp => json!({
                "network": "xhttp", "security": "reality", "externalProxy": [],
                "realitySettings": reality(chance, target, "www.samsung.com"),
                "xhttpSettings": { "path": "/x", "host": "", "headers": {}, "mode": "auto", "xPaddingBytes": "100-1000" },
            }),
            Grpc => json!({
                "network": "grpc", "security": "reality", "externalProxy": [],
                "realitySettings": reality(chance, target, "www.amd.com"),
                "grpcSettings": { "serviceName": "svc", "authority": "", "multiMode": false },
            }),
            VlessWs => json!({
                "network": "ws", "security": "tls", "externalProxy": [], "tlsSettings": tls(&["h2", "http/1.1"]),
                "wsSettings": ws("/chat?ed=2048"),
            }),
            VmessWs => json!({
                "network": "ws", "security": "none", "externalProxy": [], "wsSettings": ws("/vm"),
            }),
            Trojan => json!({
                "network": "tcp", "security": "tls", "externalProxy": [], "tlsSettings": tls(&["h2", "http/1.1"]), "tcpSettings": tcp,
            }),
            Hysteria => json!({
                "network": "hysteria", "security": "tls", "externalProxy": [], "tlsSettings": tls(&["h3"]),
                "hysteriaSettings": { "version": 2, "udpIdleTimeout": 60 },
            }),
            Shadowsocks | VmessTcp => {
                json!({ "network": "tcp", "security": "none", "externalProxy": [], "tcpSettings": tcp })
            }
            Mixed => json!({}),
        }
    }
}

fn reality(chance: &mut Chance, target: &str, host: &str) -> Value {
    let (private, public) = x25519_pair(chance.key());
    let ids: Vec<String> = [2, 4, 6, 8, 10, 12, 14, 16].into_iter().map(|length| chance.hex(length)).collect();
    json!({
        "show": false, "xver": 0, target: format!("{host}:443"), "serverNames": [host], "privateKey": private, "minClientVer": "",
        "maxClientVer": "", "maxTimediff": 0, "shortIds": ids, "mldsa65Seed": "",
        "settings": { "publicKey": public, "fingerprint": "chrome", "serverName": "", "spiderX": "/", "mldsa65Verify": "" },
    })
}

fn tls(alpn: &[&str]) -> Value {
    json!({
        "serverName": "vpn.example.net", "minVersion": "1.2", "maxVersion": "1.3", "cipherSuites": "", "rejectUnknownSni": false,
        "disableSystemRoot": false, "enableSessionResumption": false,
        "certificates": [{
            "certificateFile": "/root/cert/vpn.example.net/fullchain.pem", "keyFile": "/root/cert/vpn.example.net/privkey.pem",
            "oneTimeLoading": false, "usage": "encipherment", "buildChain": false,
        }],
        "alpn": alpn, "settings": { "fingerprint": "chrome", "echConfigList": "" },
    })
}
