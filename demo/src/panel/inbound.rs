//! An inbound: how it is stored, read from a request, and shown per generation.

use super::State;
use super::client;
use crate::config::Dialect;
use crate::doc::{Doc, sorted};
use crate::http::input::Fields;
use crate::http::reply::Refusal;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// A stored inbound.
#[derive(Clone, Debug)]
pub struct Inbound {
    /// Row id.
    pub id: i64,
    /// Bytes sent.
    pub up: i64,
    /// Bytes received.
    pub down: i64,
    /// Limit in bytes.
    pub total: i64,
    /// Bytes ever.
    pub all_time: i64,
    /// The operator's name for it.
    pub remark: String,
    /// Whether it is on.
    pub enable: bool,
    /// Expiry, ms.
    pub expiry: i64,
    /// When its counters go to zero by themselves.
    pub traffic_reset: String,
    /// On which day of the month.
    pub traffic_reset_day: i64,
    /// When they last did, ms.
    pub last_reset: i64,
    /// The address, empty = all.
    pub listen: String,
    /// The port.
    pub port: i64,
    /// `vless` …
    pub protocol: String,
    /// The protocol's settings with the clients.
    pub settings: Doc,
    /// Transport and security.
    pub stream: Doc,
    /// Sniffing.
    pub sniffing: Doc,
    /// Xray's name for it.
    pub tag: String,
    /// Which address links carry.
    pub share_strategy: String,
    /// The address, where the strategy is `custom`.
    pub share_address: String,
    /// Its place in subscriptions.
    pub sort_index: i64,
}

/// The field of a client that identifies it in this protocol.
pub fn key_field(protocol: &str) -> &'static str {
    match protocol {
        "trojan" => "password",
        "shadowsocks" => "email",
        "hysteria" => "auth",
        _ => "id",
    }
}

/// A document field: text, or (C1, JSON) an object.
fn doc(fields: &Fields, name: &str) -> Result<Doc, Refusal> {
    match fields.get(name) {
        Some(value @ Value::Object(_)) => Ok(Doc::Text(value.to_string())),
        _ => fields.text(name, "Inbound").map(Doc::Text),
    }
}

impl Inbound {
    /// Reads the body of an add or update; what is missing is zero or empty.
    pub fn read(fields: &Fields) -> Result<Inbound, Refusal> {
        let int = |name| fields.int(name, "Inbound");
        let text = |name| fields.text(name, "Inbound");
        let or = |text: String, default: &str| if text.is_empty() { default.to_string() } else { text };
        Ok(Inbound {
            id: int("id")?,
            up: int("up")?,
            down: int("down")?,
            total: int("total")?,
            all_time: int("allTime")?,
            remark: text("remark")?,
            enable: fields.bool("enable", "Inbound")?,
            expiry: int("expiryTime")?,
            traffic_reset: or(text("trafficReset")?, "never"),
            traffic_reset_day: int("trafficResetDay")?.max(1),
            last_reset: 0,
            listen: text("listen")?,
            port: int("port")?,
            protocol: text("protocol")?,
            settings: doc(fields, "settings")?,
            stream: doc(fields, "streamSettings")?,
            sniffing: doc(fields, "sniffing")?,
            tag: text("tag")?,
            share_strategy: or(text("shareAddrStrategy")?, "node"),
            share_address: text("shareAddr")?,
            sort_index: int("subSortIndex")?.max(1),
        })
    }

    /// tcp, udp, both: what the port is taken for.
    pub fn layer(&self) -> &'static str {
        let settings = self.settings.value().unwrap_or_default();
        let stream = self.stream.value().unwrap_or_default();
        let network = stream.get("network").and_then(Value::as_str).unwrap_or("tcp");
        match self.protocol.as_str() {
            "hysteria" | "wireguard" => "udp",
            "shadowsocks" | "tunnel" => match settings.get("network").and_then(Value::as_str) {
                Some("udp") => "udp",
                Some("tcp,udp") => "tcpudp",
                _ => "tcp",
            },
            "mixed" if settings.get("udp") == Some(&Value::Bool(true)) => "tcpudp",
            _ if matches!(network, "kcp" | "quic" | "hysteria") => "udp",
            _ => "tcp",
        }
    }

    /// Whether both would take the same port of the same address.
    pub fn collides(&self, other: &Inbound, dialect: Dialect) -> bool {
        let wide = |listen: &str| matches!(listen, "" | "0.0.0.0" | "::" | "::0");
        let addresses = wide(&self.listen) || wide(&other.listen) || self.listen == other.listen;
        let layers = !dialect.modern() || {
            let (mine, theirs) = (self.layer(), other.layer());
            mine == theirs || mine == "tcpudp" || theirs == "tcpudp"
        };
        self.port == other.port && addresses && layers
    }

    /// The tag the panel gives by itself.
    pub fn own_tag(&self, dialect: Dialect) -> String {
        if dialect.modern() {
            return format!("in-{}-{}", self.port, self.layer());
        }
        match self.listen.as_str() {
            "" | "0.0.0.0" | "::" | "::0" => format!("inbound-{}", self.port),
            listen => format!("inbound-{listen}:{}", self.port),
        }
    }

    /// Rewrites the settings as an add does: clients in the panel's own shape, stamped.
    pub fn adopt_clients(&mut self, dialect: Dialect, second: i64) {
        let Some(Value::Object(mut map)) = self.settings.value() else { return };
        let Some(Value::Array(clients)) = map.get("clients") else { return };
        if clients.is_empty() {
            return;
        }
        let shaped: Vec<Value> = clients.iter().map(|entry| client::shaped(entry, dialect, second)).collect();
        map.shift_remove("clients");
        let Value::Object(rest) = sorted(Value::Object(map)) else { return };
        let mut out = Map::new();
        let mut shaped = Some(shaped);
        for (key, value) in rest {
            if key.as_str() > "clients"
                && let Some(shaped) = shaped.take()
            {
                out.insert("clients".into(), Value::Array(shaped));
            }
            out.insert(key, value);
        }
        if let Some(shaped) = shaped {
            out.insert("clients".into(), Value::Array(shaped));
        }
        self.settings = Doc::Json(Value::Object(out));
    }

    /// Rewrites the settings as a change does: everything in alphabetical order, stamps kept or made.
    pub fn resort_clients(&mut self, old: &[Value], second: i64) {
        let Some(mut value) = self.settings.value() else { return };
        let Some(clients) = value.get_mut("clients").and_then(Value::as_array_mut) else { return };
        if clients.is_empty() {
            return;
        }
        for entry in clients.iter_mut() {
            let name = client::text(entry, "email").to_lowercase();
            let before = old.iter().find(|other| client::text(other, "email").to_lowercase() == name);
            if let Value::Object(map) = entry {
                let created = map.get("created_at").or(before.and_then(|b| b.get("created_at"))).cloned();
                map.insert("created_at".into(), created.unwrap_or(json!(second)));
                map.insert("updated_at".into(), json!(second));
            }
        }
        self.settings = Doc::Json(sorted(value));
    }
}

impl State {
    /// An inbound as an answer; `stats` says whether its rows come along.
    pub fn inbound_json(&self, inbound: &Inbound, stats: bool) -> Value {
        let d = self.dialect;
        let modern = d.modern();
        let mut out = Map::new();
        let mut put = |key: &str, value: Value| out.insert(key.to_string(), value);
        put("id", inbound.id.into());
        put("up", inbound.up.into());
        put("down", inbound.down.into());
        put("total", inbound.total.into());
        if !modern {
            put("allTime", inbound.all_time.into());
        }
        put("remark", inbound.remark.as_str().into());
        if modern {
            put("subSortIndex", inbound.sort_index.into());
        }
        put("enable", inbound.enable.into());
        put("expiryTime", inbound.expiry.into());
        if d >= Dialect::B {
            put("trafficReset", inbound.traffic_reset.as_str().into());
            if modern {
                put("trafficResetDay", inbound.traffic_reset_day.into());
            }
            put("lastTrafficResetTime", inbound.last_reset.into());
        }
        put("clientStats", if stats { self.client_stats(inbound) } else { Value::Null });
        put("listen", inbound.listen.as_str().into());
        put("port", inbound.port.into());
        put("protocol", inbound.protocol.as_str().into());
        if modern {
            put("tag", inbound.tag.as_str().into());
            put("shareAddrStrategy", inbound.share_strategy.as_str().into());
            put("shareAddr", inbound.share_address.as_str().into());
            put("settings", inbound.settings.object());
            let stream = inbound.stream.object();
            let bare = stream.as_object().is_some_and(Map::is_empty);
            put("streamSettings", if bare { Value::Null } else { stream });
            put("sniffing", inbound.sniffing.object());
        } else {
            put("settings", inbound.settings.text().into());
            put("streamSettings", inbound.stream.text().into());
            put("tag", inbound.tag.as_str().into());
            put("sniffing", inbound.sniffing.text().into());
        }
        Value::Object(out)
    }

    /// The rows shown under an inbound: its own, then those of people who have it from elsewhere.
    pub fn client_stats(&self, inbound: &Inbound) -> Value {
        let owners: HashMap<String, (&str, &str)> = inbound
            .settings
            .clients()
            .iter()
            .map(|entry| {
                (client::text(entry, "email").to_lowercase(), (client::text(entry, "id"), client::text(entry, "subId")))
            })
            .collect();
        let row = |stat: &super::stat::Stat| {
            let owner = owners.get(&stat.email.to_lowercase()).copied();
            stat.json(self.dialect, owner.unwrap_or_default())
        };
        let mut rows: Vec<Value> = self.stats.iter().filter(|stat| stat.inbound == inbound.id).map(row).collect();
        if self.dialect >= Dialect::C0 {
            let from_elsewhere = inbound.settings.clients().iter().filter_map(|entry| {
                let stat = self.stats.get(client::text(entry, "email"))?;
                (stat.inbound != inbound.id).then(|| row(stat))
            });
            rows.extend(from_elsewhere);
        }
        Value::Array(rows)
    }

    /// Where a client of this name is: the inbound's id and the entry.
    pub fn find_client(&self, email: &str) -> Option<(&Inbound, &Value)> {
        let name = email.to_lowercase();
        self.inbounds.iter().find_map(|inbound| {
            let found =
                inbound.settings.clients().iter().find(|entry| client::text(entry, "email").to_lowercase() == name);
            found.map(|entry| (inbound, entry))
        })
    }
}
