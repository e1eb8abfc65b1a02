//! Inbounds as they are listed: in full, slim, and as options of a form.

use super::fits_vision;
use crate::http::input::atoi;
use crate::http::reply::{Refusal, Reply};
use crate::panel::State;
use crate::panel::client;
use crate::panel::inbound::Inbound;
use serde_json::{Value, json};

impl State {
    /// `list`.
    pub fn inbound_list(&mut self) -> Reply {
        Reply::obj(self.inbounds.iter().map(|inbound| self.listed(inbound)).collect())
    }

    pub(super) fn listed(&self, inbound: &Inbound) -> Value {
        let mut shown = self.inbound_json(inbound, true);
        if self.dialect.modern()
            && let Value::Object(map) = &mut shown
        {
            map.insert("originNodeGuid".into(), self.guid.as_str().into());
        }
        shown
    }

    /// `list/slim`: clients without credentials.
    pub fn inbound_slim(&mut self) -> Reply {
        let slim = |inbound: &Inbound| {
            let mut shown = self.listed(inbound);
            for row in shown["clientStats"].as_array_mut().into_iter().flatten() {
                row["uuid"] = "".into();
                row["subId"] = "".into();
            }
            for entry in shown["settings"].get_mut("clients").and_then(Value::as_array_mut).into_iter().flatten() {
                let comment = client::text(entry, "comment").to_string();
                let mut kept = json!({ "email": entry["email"], "enable": entry["enable"] });
                if !comment.is_empty() {
                    kept["comment"] = comment.into();
                }
                *entry = kept;
            }
            shown
        };
        Reply::obj(self.inbounds.iter().map(slim).collect())
    }

    /// `options`: what a form needs to offer inbounds.
    pub fn inbound_options(&mut self) -> Reply {
        let option = |inbound: &Inbound| {
            let method = match inbound.protocol.as_str() {
                "shadowsocks" => inbound.settings.object()["method"].as_str().unwrap_or_default().to_string(),
                _ => String::new(),
            };
            let mut row = json!({
                "id": inbound.id, "remark": inbound.remark, "tag": inbound.tag, "protocol": inbound.protocol,
                "port": inbound.port, "enable": inbound.enable, "tlsFlowCapable": fits_vision(inbound), "ssMethod": method,
            });
            if !inbound.listen.is_empty() {
                row["listen"] = inbound.listen.as_str().into();
            }
            row
        };
        Reply::obj(self.inbounds.iter().map(option).collect())
    }

    /// `get/{id}`.
    pub fn inbound_get(&mut self, id: &str) -> Reply {
        match atoi(id) {
            Err(error) => Reply::refused("", &error),
            Ok(id) => match self.inbound(id) {
                Some(inbound) => Reply::obj(self.inbound_json(inbound, self.dialect.modern())),
                None => Reply::refused("Obtain", &Refusal::missing()),
            },
        }
    }
}
