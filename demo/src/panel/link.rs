//! Share links as the panel writes them itself (C0, C1).

use super::State;
use super::client;
use super::inbound::Inbound;
use crate::http::input::{Input, atoi};
use crate::http::reply::Reply;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Go's `QueryEscape`, or `PathEscape` where a blank becomes `%20`.
fn escape(text: &str, blank: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            b' ' => out.push_str(blank),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

impl State {
    fn link_host(&self, input: &Input) -> String {
        let host = super::setting::host_of(&input.host);
        if self.dialect.modern() && (host.starts_with("127.") || host == "[::1]") {
            return "localhost".into();
        }
        host.to_string()
    }

    fn link(&mut self, inbound: &Inbound, entry: &Value, host: &str) -> Option<String> {
        let stream = inbound.stream.object();
        let email = client::text(entry, "email");
        let name = match (self.dialect.modern(), inbound.remark.is_empty()) {
            (true, false) => format!("{}-{email}", inbound.remark),
            (true, true) => email.to_string(),
            (false, _) => inbound.remark.clone(),
        };
        let place = format!("{host}:{}", inbound.port);
        let fragment = escape(&name, "%20");
        let text = |name: &str| client::text(entry, name);
        match inbound.protocol.as_str() {
            "vmess" => Some(self.vmess(inbound, entry, &stream, host, &name)),
            "vless" => {
                let query = self.query(&stream, entry, inbound);
                Some(format!("vless://{}@{place}?{query}#{fragment}", text("id")))
            }
            "trojan" => {
                let query = self.query(&stream, entry, inbound);
                Some(format!("trojan://{}@{place}?{query}#{fragment}", escape(text("password"), "+")))
            }
            "shadowsocks" => {
                let settings = inbound.settings.object();
                let (method, server) = (client::text(&settings, "method"), client::text(&settings, "password"));
                let user = if method.starts_with("2022") {
                    format!("{server}:{}", text("password"))
                } else {
                    text("password").to_string()
                };
                let user = if self.dialect.modern() {
                    format!("{method}:{}", user.split(':').map(|part| escape(part, "+")).collect::<Vec<_>>().join(":"))
                } else {
                    STANDARD.encode(format!("{method}:{user}"))
                };
                let query = self.query(&stream, entry, inbound);
                Some(format!("ss://{user}@{place}?{query}#{fragment}"))
            }
            "hysteria" => {
                let query = self.query(&stream, entry, inbound);
                Some(format!("hysteria2://{}@{place}?{query}#{fragment}", text("auth")))
            }
            _ => None,
        }
    }

    fn query(&mut self, stream: &Value, entry: &Value, inbound: &Inbound) -> String {
        let network = stream["network"].as_str().unwrap_or("tcp");
        let mut pairs: Vec<(&str, String)> = Vec::new();
        let of = |part: &str, key: &str| stream[part][key].as_str().unwrap_or_default().to_string();
        if inbound.protocol != "hysteria" {
            pairs.push(("type", network.to_string()));
        }
        match network {
            "ws" => pairs.extend([("path", of("wsSettings", "path")), ("host", of("wsSettings", "host"))]),
            "httpupgrade" => {
                pairs
                    .extend([("path", of("httpupgradeSettings", "path")), ("host", of("httpupgradeSettings", "host"))]);
            }
            "grpc" => pairs.extend([
                ("serviceName", of("grpcSettings", "serviceName")),
                ("authority", of("grpcSettings", "authority")),
            ]),
            "xhttp" => {
                let (mode, padding) = (of("xhttpSettings", "mode"), of("xhttpSettings", "xPaddingBytes"));
                pairs.extend([
                    ("path", of("xhttpSettings", "path")),
                    ("host", of("xhttpSettings", "host")),
                    ("mode", mode.clone()),
                    ("x_padding_bytes", padding.clone()),
                    ("extra", json!({ "mode": mode, "xPaddingBytes": padding }).to_string()),
                ]);
            }
            _ => {}
        }
        self.security_pairs(stream, entry, &mut pairs);
        let flow = client::text(entry, "flow");
        if inbound.protocol == "vless" && network == "tcp" && !flow.is_empty() {
            pairs.push(("flow", flow.to_string()));
        }
        pairs.sort_by_key(|(key, _)| *key);
        pairs.iter().map(|(key, value)| format!("{key}={}", escape(value, "+"))).collect::<Vec<_>>().join("&")
    }

    fn security_pairs(&mut self, stream: &Value, entry: &Value, pairs: &mut Vec<(&'static str, String)>) {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
        match stream["security"].as_str() {
            Some("tls") => {
                let tls = &stream["tlsSettings"];
                let alpn: Vec<&str> = tls["alpn"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
                pairs.push(("security", "tls".into()));
                pairs.push(("alpn", alpn.join(",")));
                pairs.push(("fp", text(&tls["settings"]["fingerprint"])));
                pairs.push(("sni", text(&tls["serverName"])));
            }
            Some("reality") => {
                let reality = &stream["realitySettings"];
                let one = |list: &Value, chance: &mut crate::chance::Chance| {
                    let all: Vec<&str> = list.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
                    if all.is_empty() { String::new() } else { chance.one(&all).to_string() }
                };
                pairs.push(("security", "reality".into()));
                pairs.push(("pbk", text(&reality["settings"]["publicKey"])));
                pairs.push(("fp", text(&reality["settings"]["fingerprint"])));
                pairs.push(("sni", one(&reality["serverNames"], &mut self.chance)));
                pairs.push(("sid", one(&reality["shortIds"], &mut self.chance)));
                let spider = if self.dialect.modern() {
                    let sub = client::text(entry, "subId");
                    let who = if sub.is_empty() { client::text(entry, "email") } else { sub };
                    let seed = text(&reality["settings"]["spiderX"]);
                    let hash = Sha256::digest(format!("{seed}|{who}"));
                    hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>()[..15].to_string()
                } else {
                    self.chance.word(15)
                };
                pairs.push(("spx", format!("/{spider}")));
            }
            _ => {}
        }
    }

    fn vmess(&self, inbound: &Inbound, entry: &Value, stream: &Value, host: &str, name: &str) -> String {
        let network = stream["network"].as_str().unwrap_or("tcp");
        let security = stream["security"].as_str().unwrap_or("none");
        let mut map = json!({
            "add": host, "id": client::text(entry, "id"), "net": network, "port": inbound.port, "ps": name,
            "scy": client::text(entry, "security"), "tls": security, "type": "none", "v": "2",
        });
        if network == "ws" {
            map["path"] = stream["wsSettings"]["path"].clone();
            map["host"] = stream["wsSettings"]["host"].clone();
        }
        if security == "tls" {
            map["sni"] = stream["tlsSettings"]["serverName"].clone();
            map["fp"] = stream["tlsSettings"]["settings"]["fingerprint"].clone();
        }
        let text = serde_json::to_string_pretty(&crate::doc::sorted(map)).unwrap_or_default();
        format!("vmess://{}", STANDARD.encode(text))
    }

    fn links_where(&mut self, input: &Input, wanted: impl Fn(&Inbound, &Value) -> bool) -> Vec<String> {
        let host = self.link_host(input);
        let mut links = Vec::new();
        for inbound in self.inbounds.clone() {
            for entry in inbound.settings.clients() {
                if wanted(&inbound, entry) {
                    links.extend(self.link(&inbound, entry, &host));
                }
            }
        }
        links
    }

    /// `allLinks`.
    pub fn all_links(&mut self, input: &Input) -> Reply {
        Reply::obj(json!(self.links_where(input, |inbound, _| inbound.enable)))
    }

    /// `links/{email}`.
    pub fn client_links(&mut self, input: &Input, email: &str) -> Reply {
        let name = email.to_lowercase();
        let mut links = self.links_where(input, |_, entry| client::text(entry, "email").to_lowercase() == name);
        if let Some(person) = self.people.get(email) {
            links.extend(person.external.iter().filter_map(|link| link["value"].as_str()).map(String::from));
        }
        Reply::obj(if links.is_empty() { Value::Null } else { json!(links) })
    }

    /// `getClientLinks/{id}/{email}`: an unknown name crashes the handler.
    pub fn old_links(&mut self, input: &Input, id: &str, email: &str) -> Reply {
        let Ok(id) = atoi(id) else { return Reply::empty(500) };
        let links = self.links_where(input, |inbound, entry| inbound.id == id && client::text(entry, "email") == email);
        if links.is_empty() { Reply::empty(500) } else { Reply::obj(json!(links)) }
    }

    /// `subLinks/{subId}`.
    pub fn sub_links(&mut self, input: &Input, sub: &str) -> Reply {
        let links = self.links_where(input, |_, entry| client::text(entry, "subId") == sub);
        Reply::obj(if links.is_empty() { Value::Null } else { json!(links) })
    }
}
