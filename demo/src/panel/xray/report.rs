//! What Xray is told: the running configuration.

use crate::config::Dialect;
use crate::http::reply::Reply;
use crate::panel::State;
use crate::panel::client;
use crate::panel::inbound::Inbound;
use serde_json::{Value, json};

impl State {
    /// `getConfigJson`.
    pub fn xray_config(&mut self) -> Reply {
        let mut config: Value = serde_json::from_str(&self.template).unwrap_or_default();
        let modern = self.dialect.modern();
        if !modern {
            for part in ["burstObservatory", "dns", "fakedns", "observatory", "reverse", "transport"] {
                config[part] = Value::Null;
            }
        }
        if modern {
            config["policy"]["levels"]["0"]["statsUserOnline"] = true.into();
        }
        let mut inbounds = vec![config["inbounds"][0].clone()];
        if !modern {
            inbounds[0]["sniffing"] = Value::Null;
            inbounds[0]["streamSettings"] = Value::Null;
        }
        inbounds.extend(self.inbounds.iter().filter(|inbound| inbound.enable).map(|inbound| self.config_of(inbound)));
        config["inbounds"] = inbounds.into();
        Reply::obj(crate::doc::sorted(config))
    }

    fn config_of(&self, inbound: &Inbound) -> Value {
        let mut settings = inbound.settings.value().unwrap_or_default();
        if let Some(clients) = settings.get_mut("clients").and_then(Value::as_array_mut) {
            let open = |entry: &Value| {
                client::truth(entry, "enable")
                    && self.stats.get(client::text(entry, "email")).is_none_or(|stat| stat.enable)
            };
            clients.retain(open);
            for entry in clients {
                let kept = ["email", "id", "flow", "password", "auth", "method"];
                if let Value::Object(map) = entry {
                    map.retain(|key, _| kept.contains(&key.as_str()));
                }
            }
        }
        let mut stream = inbound.stream.value().unwrap_or_default();
        if let Value::Object(map) = &mut stream {
            map.shift_remove("externalProxy");
            for part in ["realitySettings", "tlsSettings"] {
                if let Some(Value::Object(security)) = map.get_mut(part) {
                    security.shift_remove("settings");
                }
            }
        }
        let listen: Value = match inbound.listen.as_str() {
            "" if self.dialect == Dialect::A => Value::Null,
            "" => "0.0.0.0".into(),
            listen => listen.into(),
        };
        let mut out = json!({
            "listen": listen, "port": inbound.port, "protocol": inbound.protocol, "settings": settings,
            "sniffing": inbound.sniffing.value(), "streamSettings": stream, "tag": inbound.tag,
        });
        if self.dialect.modern() && out["streamSettings"].as_object().is_none_or(serde_json::Map::is_empty) {
            out.as_object_mut().map(|map| map.shift_remove("streamSettings"));
        }
        out
    }
}
