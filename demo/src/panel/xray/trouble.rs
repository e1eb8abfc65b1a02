//! What is wrong with the stored configuration: the words Xray would die with.

use super::Trouble;
use crate::panel::State;
use crate::panel::client;
use crate::panel::inbound::Inbound;
use serde_json::Value;
use std::collections::HashSet;

const PREFIX: &str = "Failed to start: main: failed to load config files: \
    [/usr/local/x-ui/bin/config.json] > infra/conf: failed to build inbound config with tag ";
const NO_CONFIG: &str = "Failed to generate XRAY configuration files: json: error calling MarshalJSON for type \
    json_util.RawMessage: unexpected end of JSON input";

impl State {
    /// What is wrong with the stored configuration, if anything.
    pub fn trouble(&self) -> Option<Trouble> {
        if let Some(text) = &self.xray.forced {
            return Some(Trouble::Crash(format!("Failed to start: main: {text}")));
        }
        let enabled = || self.inbounds.iter().filter(|inbound| inbound.enable);
        if enabled().any(|inbound| !inbound.settings.is_json() || !inbound.sniffing.is_json()) {
            return Some(Trouble::NoConfig(NO_CONFIG.into()));
        }
        let built = enabled().find_map(|inbound| {
            let error = self.build_error(inbound)?;
            Some(format!("{PREFIX}{} > {error}", inbound.tag))
        });
        let made = || enabled().find_map(server_error).map(|error| format!("Failed to start: main: {error}"));
        let bound = || enabled().find_map(|inbound| self.port_error(inbound));
        built.or_else(made).or_else(bound).map(Trouble::Crash)
    }

    fn build_error(&self, inbound: &Inbound) -> Option<String> {
        let known = [
            "vmess",
            "vless",
            "trojan",
            "shadowsocks",
            "wireguard",
            "hysteria",
            "http",
            "mixed",
            "socks",
            "tunnel",
            "dokodemo-door",
            "tun",
            "mtproto",
        ];
        if !known.contains(&inbound.protocol.as_str()) {
            return Some(format!(
                "infra/conf: failed to load inbound detour config for protocol {0} > infra/conf: unknown config id: {0}",
                inbound.protocol
            ));
        }
        let stream = inbound.stream.value().unwrap_or_default();
        stream_error(&stream).or_else(|| self.handler_error(inbound))
    }

    fn handler_error(&self, inbound: &Inbound) -> Option<String> {
        let settings = inbound.settings.value().unwrap_or_default();
        let of = |error: String| {
            Some(format!("infra/conf: failed to build inbound handler for protocol {} > {error}", inbound.protocol))
        };
        if !matches!(inbound.protocol.as_str(), "vless" | "vmess") {
            return None;
        }
        let clients = settings.get("clients").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for entry in clients.iter().filter(|entry| client::truth(entry, "enable")) {
            let flow = client::text(entry, "flow");
            if inbound.protocol == "vless" && !matches!(flow, "" | "xtls-rprx-vision" | "xtls-rprx-vision-udp443") {
                let word = if self.dialect.modern() { "users" } else { "clients" };
                return of(format!("infra/conf: VLESS {word}: \"flow\" doesn't support {flow:?} in this version"));
            }
            let id = client::text(entry, "id");
            if !uuid_like(id) {
                return of(format!("common/uuid: invalid UUID: {id}"));
            }
        }
        if inbound.protocol == "vless" && client::text(&settings, "decryption").is_empty() {
            return of(
                "infra/conf: VLESS settings: please add/set \"decryption\":\"none\" to every settings".to_string()
            );
        }
        None
    }

    fn port_error(&self, inbound: &Inbound) -> Option<String> {
        let port = inbound.port % 65_536;
        let sub = self.setting_int("subPort");
        let held = port == i64::from(self.config.port)
            || self.setting_bool("subEnable") && port == sub
            || self.config.busy_ports.iter().any(|busy| i64::from(*busy) == port);
        (held && port != 0 && inbound.layer() != "udp").then(|| {
            format!(
                "Failed to start: app/proxyman/inbound: failed to listen TCP on {port} > transport/internet: failed to listen \
                 on address: 0.0.0.0:{port} > transport/internet/tcp: failed to listen TCP on 0.0.0.0:{port} > \
                 listen tcp 0.0.0.0:{port}: bind: address already in use"
            )
        })
    }
}

fn uuid_like(id: &str) -> bool {
    let hex = id.chars().filter(|c| *c != '-').collect::<String>();
    hex.len() == 32 && hex.chars().all(|c| c.is_ascii_hexdigit()) || !id.is_empty() && id.len() <= 30
}

fn key_like(key: &str) -> bool {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(key).is_ok_and(|bytes| bytes.len() == 32)
}

fn stream_error(stream: &Value) -> Option<String> {
    let network = stream["network"].as_str().unwrap_or("tcp");
    match stream["security"].as_str().unwrap_or("none") {
        "reality" => {
            if !matches!(network, "tcp" | "raw" | "grpc" | "xhttp" | "splithttp" | "http") {
                return Some("infra/conf: REALITY only supports RAW, XHTTP and gRPC for now.".into());
            }
            let error = reality_error(&stream["realitySettings"])?;
            Some(format!("infra/conf: Failed to build REALITY config. > infra/conf: {error}"))
        }
        "tls" => {
            let files = stream["tlsSettings"]["certificates"].as_array().into_iter().flatten();
            let missing = files
                .flat_map(|certificate| ["certificateFile", "keyFile"].map(|name| certificate[name].as_str()))
                .flatten()
                .find(|path| !exists(path))?;
            Some(format!(
                "infra/conf: Failed to build TLS config. > infra/conf: failed to parse certificate > open {missing}: no such \
                 file or directory"
            ))
        }
        _ => None,
    }
}

/// The files the imitated server has.
fn exists(path: &str) -> bool {
    ["/root/cert/", "/etc/ssl/", "/etc/letsencrypt/live/", "/usr/local/x-ui/"].iter().any(|dir| path.starts_with(dir))
}

fn reality_error(settings: &Value) -> Option<String> {
    let target = settings["target"].as_str().or(settings["dest"].as_str()).unwrap_or_default();
    if target.is_empty() {
        return Some("please fill in a valid value for \"target\"".into());
    }
    let names = settings["serverNames"].as_array().map_or(0, Vec::len);
    if names == 0 {
        return Some("empty \"serverNames\"".into());
    }
    let key = settings["privateKey"].as_str().unwrap_or_default();
    if !key_like(key) {
        return Some(format!("invalid \"privateKey\": {key}"));
    }
    for (index, id) in settings["shortIds"].as_array().into_iter().flatten().enumerate() {
        let id = id.as_str().unwrap_or_default();
        if id.len() > 16 || id.len() % 2 == 1 || !id.chars().all(|c| c.is_ascii_hexdigit()) {
            return Some(format!("invalid \"shortIds[{index}]\": {id}"));
        }
    }
    None
}

/// What fails when the server is made of a configuration that could be read.
fn server_error(inbound: &Inbound) -> Option<String> {
    use base64::Engine as _;
    let settings = inbound.settings.value().unwrap_or_default();
    let clients = settings.get("clients").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut seen = HashSet::new();
    for entry in clients.iter().filter(|entry| client::truth(entry, "enable")) {
        let email = client::text(entry, "email");
        if !email.is_empty() && !seen.insert(email.to_lowercase()) {
            let protocol = &inbound.protocol;
            return Some(format!(
                "failed to create server > proxy/{protocol}/inbound: failed to initiate user > proxy/{protocol}: User {email} \
                 already exists."
            ));
        }
    }
    let method = client::text(&settings, "method");
    if inbound.protocol == "shadowsocks" && method.starts_with("2022") {
        let keys = std::iter::once(client::text(&settings, "password"))
            .chain(clients.iter().map(|entry| client::text(entry, "password")));
        for key in keys {
            let wanted = if method.contains("128") { 16 } else { 32 };
            match base64::engine::general_purpose::STANDARD.decode(key) {
                Ok(bytes) if bytes.len() == wanted => {}
                Ok(_) => {
                    return Some("failed to create server > proxy/shadowsocks_2022: create service > bad key".into());
                }
                Err(_) => {
                    let at = key
                        .find(|c: char| !c.is_ascii_alphanumeric() && c != '+' && c != '/')
                        .unwrap_or(key.len() / 4 * 4);
                    return Some(format!(
                        "failed to create server > proxy/shadowsocks_2022: create service > decode psk: illegal base64 data at \
                         input byte {at}"
                    ));
                }
            }
        }
    }
    None
}
