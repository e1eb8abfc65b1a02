//! Inbounds and people to be added: as the wizard makes them, and raw ones such as other hands leave behind.

use crate::app::App;
use panel::api::{Fields, Request};
use panel::draft::{PersonDraft, RealityDraft, Surroundings, Taken};
use panel::model::fresh::SHORT_IDS_SIZE;
use panel::model::{Fresh, Inbound, InboundId, NewPerson, NewReality};
use serde_json::{Value, json};

/// Random bytes for a name: the same name, the same bytes.
pub fn fresh(name: &str) -> Fresh {
    let sum: usize = name.bytes().map(usize::from).sum();
    Fresh::new(&std::array::from_fn(|place| (sum + place * 7) as u8))
}

/// A Reality inbound through the wizard's own draft, with keys of the panel.
pub async fn reality(app: &mut App, port: u16, name: &str, signed: bool) -> NewReality {
    let person = PersonDraft {
        name: name.into(),
        data: "50 GB".into(),
        comment: "sister's phone".into(),
        ..PersonDraft::default()
    };
    let draft = RealityDraft {
        target: "www.nvidia.com".into(),
        port: port.to_string(),
        signed,
        person,
        ..RealityDraft::default()
    };
    let now = app.now().await;
    let around = Surroundings { taken: &Taken::default(), names: &|_| false, host: "vpn.example.org", now };
    let plan = draft.check(around).unwrap();
    let keys = ask!(app, server::x25519(&app.panel)).unwrap();
    let signing = if signed { Some(ask!(app, server::mldsa65(&app.panel)).unwrap()) } else { None };
    let bytes: [u8; SHORT_IDS_SIZE] = std::array::from_fn(|place| (u32::from(port) as usize + place) as u8);
    NewReality::new(plan, keys, signing, &bytes, fresh(name)).unwrap()
}

/// A person through the form.
pub async fn person(app: &App, name: &str, inbounds: &[InboundId]) -> NewPerson {
    let draft = PersonDraft {
        name: name.into(),
        data: "2 GB".into(),
        days: "30".into(),
        comment: "a & b".into(),
        inbounds: inbounds.to_vec(),
        ..PersonDraft::default()
    };
    draft.check(&|_| false, app.now().await).unwrap()
}

/// An inbound as another hand adds it. `change` replaces parts of its JSON, or a whole field by its name.
pub fn raw_inbound(app: &App, port: u32, change: &[(&str, &str)]) -> Fields {
    let settings = json!({ "decryption": "none", "fallbacks": [], "clients": [{
        "id": "78366dd7-36f4-47fa-a324-4bffd3169e79", "flow": "", "email": format!("p{port}"), "enable": true,
        "totalGB": 0, "expiryTime": 0, "limitIp": 0, "tgId": 0, "subId": format!("s{port}"), "reset": 0, "comment": "",
    }] });
    let stream = json!({ "network": "tcp", "security": "reality", "realitySettings": {
        app.panel.writes_target_key(): "example.com:443", "serverNames": ["example.com"],
        "privateKey": "MKKvMMhTYxIR2zm3Mc81g_Rd_5qatZcXluSum3BZPGY", "shortIds": ["a1"],
    } });
    let mut fields = vec![
        ("port", port.to_string()),
        ("remark", "by hand".to_owned()),
        ("enable", "true".to_owned()),
        ("protocol", "vless".to_owned()),
        ("settings", settings.to_string()),
        ("streamSettings", stream.to_string()),
        ("sniffing", "{}".to_owned()),
    ];
    for (from, to) in change {
        for (name, value) in &mut fields {
            if name == from {
                *value = (*to).to_owned();
            } else if ["settings", "streamSettings"].contains(name) {
                *value = value.replace(from, to);
            }
        }
    }
    fields.into_iter().map(|(name, value)| (name.into(), value)).collect()
}

/// Adds a raw inbound.
pub async fn add_raw(app: &mut App, port: u32, change: &[(&str, &str)]) -> InboundId {
    let fields = raw_inbound(app, port, change);
    let echo = app.raw(Request::form("panel/api/inbounds/add", fields)).await;
    InboundId(echo["id"].as_i64().unwrap())
}

/// A listed inbound as a form.
pub fn raw_fields(row: &Value) -> Fields {
    let keys = ["up", "down", "total", "remark", "enable", "expiryTime", "listen", "port", "protocol"];
    let plain = keys.into_iter().chain(["settings", "streamSettings", "sniffing"]).map(|key| {
        let value = row[key].as_str().map_or_else(|| row[key].to_string(), str::to_owned);
        (key.into(), value)
    });
    plain.collect()
}

/// The first inbound of this protocol that has people.
pub fn of_protocol<'a>(list: &'a [Inbound], protocol: &panel::model::Protocol) -> &'a Inbound {
    list.iter().find(|inbound| inbound.protocol == *protocol && !inbound.clients.is_empty()).unwrap()
}
