//! The panel's settings: defaults, what the front end needs of them, saving, the login, the Xray template.

use super::State;
use super::session::totp;
use crate::config::{Config, Dialect};
use crate::http::input::Input;
use crate::http::reply::{Refusal, Reply};
use serde_json::{Map, Value, json};

const CHANGED: &str = "The parameters have been changed.";
const LOGIN: &str = "An error occurred while changing administrator credentials.";

/// `AllSetting` of a new panel.
pub fn defaults(config: &Config) -> Map<String, Value> {
    let text = match config.dialect {
        Dialect::A => include_str!("../../data/settings-a.json"),
        Dialect::B => include_str!("../../data/settings-b.json"),
        Dialect::C0 => include_str!("../../data/settings-c0.json"),
        Dialect::C1 => include_str!("../../data/settings-c1.json"),
    };
    let mut map: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
    map.insert("webBasePath".into(), config.base.as_str().into());
    map.insert("webPort".into(), config.port.into());
    map
}

/// The Xray template of a new panel.
pub fn template(dialect: Dialect) -> String {
    match dialect {
        Dialect::A => include_str!("../../data/template-a.json"),
        Dialect::B => include_str!("../../data/template-b.json"),
        Dialect::C0 => include_str!("../../data/template-c0.json"),
        Dialect::C1 => include_str!("../../data/template-c1.json"),
    }
    .to_string()
}

/// Secrets the newest panels blank, and the flag that tells whether there is one.
const SECRETS: [(&str, &str); 4] = [
    ("tgBotToken", "hasTgBotToken"),
    ("twoFactorToken", "hasTwoFactorToken"),
    ("ldapPassword", "hasLdapPassword"),
    ("smtpPassword", "hasSmtpPassword"),
];

impl State {
    fn composed(&self, input: &Input, uri: &str, path: &str) -> String {
        let own = self.setting_text(uri);
        if !own.is_empty() || !self.setting_bool("subEnable") {
            return own.to_string();
        }
        let domain = self.setting_text("subDomain");
        let host = if domain.is_empty() { host_of(&input.host) } else { domain };
        format!("http://{host}:{}{}", self.setting_int("subPort"), self.setting_text(path))
    }

    /// `defaultSettings`.
    pub fn setting_defaults(&mut self, input: &Input) -> Reply {
        let mut keys = vec![
            "datepicker",
            "defaultCert",
            "defaultKey",
            "expireDiff",
            "ipLimitEnable",
            "pageSize",
            "subEnable",
            "subJsonURI",
            "subTitle",
            "subURI",
            "tgBotEnable",
            "trafficDiff",
        ];
        if !self.dialect.modern() {
            keys.push("remarkModel");
        }
        if self.dialect >= Dialect::B {
            keys.extend(["subClashEnable", "subClashURI", "subJsonEnable"]);
        }
        if self.dialect.modern() {
            keys.extend(["accessLogEnable", "devChannelEnable", "isDevBuild", "subDomain", "subThemeDir", "webDomain"]);
        }
        keys.sort_unstable();
        let value = |key: &str| -> Value {
            let enabled = |flag: &str| self.setting_bool(flag) && self.setting_bool("subEnable");
            match key {
                "defaultCert" => self.setting_text("webCertFile").into(),
                "defaultKey" => self.setting_text("webKeyFile").into(),
                "accessLogEnable" => self.access_log().into(),
                "ipLimitEnable" => (self.dialect.modern() || self.access_log()).into(),
                "devChannelEnable" | "isDevBuild" => false.into(),
                "subURI" => self.composed(input, "subURI", "subPath").into(),
                "subJsonURI" if enabled("subJsonEnable") => self.composed(input, "subJsonURI", "subJsonPath").into(),
                "subClashURI" if enabled("subClashEnable") => {
                    self.composed(input, "subClashURI", "subClashPath").into()
                }
                key => self.settings.get(key).cloned().unwrap_or_default(),
            }
        };
        Reply::obj(keys.into_iter().map(|key| (key.to_string(), value(key))).collect::<Map<_, _>>().into())
    }

    /// Whether Xray writes one.
    pub fn access_log(&self) -> bool {
        let template: Value = serde_json::from_str(&self.template).unwrap_or_default();
        !matches!(template["log"]["access"].as_str(), None | Some("none" | ""))
    }

    /// `all`: secrets in clear, or blanked by the newest panels.
    pub fn setting_all(&mut self) -> Reply {
        let mut map = self.settings.clone();
        if self.dialect.modern() {
            for (secret, flag) in SECRETS {
                let has = map.get(secret).and_then(Value::as_str).is_some_and(|text| !text.is_empty());
                map.insert(secret.into(), "".into());
                map.insert(flag.into(), has.into());
            }
        }
        Reply::obj(map.into())
    }

    /// `update`: the whole object.
    pub fn setting_update(&mut self, input: &Input) -> Reply {
        let fields = match input.fields() {
            Ok(fields) => fields,
            Err(error) => return Reply::refused(CHANGED, &error),
        };
        let mut next = Map::new();
        for (key, old) in &self.settings {
            let read = match old {
                Value::Bool(_) => fields.bool(key, "AllSetting").map(Value::from),
                Value::Number(_) => fields.int(key, "AllSetting").map(Value::from),
                _ => fields.text(key, "AllSetting").map(Value::from),
            };
            match read {
                Ok(value) => next.insert(key.clone(), value),
                Err(error) => return Reply::refused(CHANGED, &error),
            };
        }
        if let Some(reply) = self.bad_port(&next) {
            return reply;
        }
        let truth = |map: &Map<String, Value>, key: &str| map.get(key).and_then(Value::as_bool).unwrap_or_default();
        let (before, after) = (self.setting_bool("twoFactorEnable"), truth(&next, "twoFactorEnable"));
        if self.dialect.modern() {
            let code = fields.text("twoFactorCode", "").unwrap_or_default();
            if before && !after && code != totp(self.setting_text("twoFactorToken"), self.now) {
                return Reply::refused(CHANGED, &Refusal::own("invalid two factor code"));
            }
            for (secret, _) in SECRETS {
                if next.get(secret).and_then(Value::as_str) == Some("") {
                    next.insert(secret.into(), self.settings[secret].clone());
                }
            }
        }
        if after && !before && self.dialect.guarded() {
            self.account.epoch += 1;
        }
        self.settings = next;
        Reply::done(CHANGED)
    }

    fn bad_port(&self, next: &Map<String, Value>) -> Option<Reply> {
        for (key, name) in [("webPort", "web"), ("subPort", "Sub")] {
            let port = next.get(key).and_then(Value::as_i64).unwrap_or_default();
            if (1..=65_535).contains(&port) {
                continue;
            }
            if self.dialect.modern() {
                let (rule, param) = if port < 1 { ("gte", "1") } else { ("lte", "65535") };
                return Some(super::inbounds::validation("updateSettingForm.AllSetting", key, rule, param));
            }
            return Some(Reply::refused(CHANGED, &Refusal::own(format!("{name} port is not a valid port: {port}"))));
        }
        None
    }

    /// `updateUser`: ends sessions where the panel does, and switches two-factor off.
    pub fn setting_user(&mut self, input: &Input) -> Reply {
        let fields = match input.fields() {
            Ok(fields) => fields,
            Err(error) => return Reply::refused(LOGIN, &error),
        };
        let text = |name: &str| fields.text(name, "").unwrap_or_default();
        if text("oldUsername") != self.account.name || text("oldPassword") != self.account.password {
            // Before v3 the first letter of "current" is a Cyrillic one.
            let current = if self.dialect.modern() { "current" } else { "\u{441}urrent" };
            return Reply::refused(LOGIN, &Refusal::foreign(format!("The {current} username or password is invalid")));
        }
        if text("newUsername").is_empty() || text("newPassword").is_empty() {
            return Reply::refused(LOGIN, &Refusal::foreign("The new username and password must be filled in"));
        }
        let code = totp(self.setting_text("twoFactorToken"), self.now);
        if self.dialect.modern() && self.setting_bool("twoFactorEnable") && text("twoFactorCode") != code {
            return Reply::refused(LOGIN, &Refusal::own("invalid two factor code"));
        }
        self.account.name = text("newUsername");
        self.account.password = text("newPassword");
        self.settings.insert("twoFactorEnable".into(), false.into());
        self.settings.insert("twoFactorToken".into(), "".into());
        if self.dialect.guarded() {
            self.account.epoch += 1;
        }
        Reply::done("You have successfully changed the credentials of the administrator.")
    }

    /// `restartPanel`: in three seconds, for a second.
    pub fn setting_restart(&mut self) -> Reply {
        self.life.away = Some((self.now + 3_000, self.now + 4_000));
        Reply::done("The panel has been successfully restarted.")
    }

    /// `xray/`: a text that holds the template and what goes with it.
    pub fn template_get(&mut self) -> Reply {
        let tags = json!(self.inbounds.iter().map(|inbound| &inbound.tag).collect::<Vec<_>>());
        let template: Value = serde_json::from_str(&self.template).unwrap_or_default();
        let text = match self.dialect {
            Dialect::A => format!("{{ \"xraySetting\": {}, \"inboundTags\": {tags} }}", self.template),
            d => json!({
                "clientReverseTags": if d == Dialect::B { Value::Null } else { json!([]) }, "inboundTags": tags,
                "outboundTestUrl": "https://www.google.com/generate_204", "xraySetting": template,
            })
            .to_string(),
        };
        Reply::obj(text.into())
    }

    /// `xray/update`.
    pub fn template_update(&mut self, input: &Input) -> Reply {
        let text = input.fields().and_then(|fields| fields.text("xraySetting", "")).unwrap_or_default();
        if serde_json::from_str::<Map<String, Value>>(&text).is_err() {
            let error = format!("xray template config invalid: {}", crate::doc::go_error(&text));
            return Reply::refused(CHANGED, &Refusal::own(error));
        }
        self.template = text;
        self.xray.dirty = true;
        Reply::done(CHANGED)
    }
}

/// A host without its port.
pub fn host_of(host: &str) -> &str {
    let host = if host.is_empty() { "127.0.0.1" } else { host };
    match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|c| c.is_ascii_digit()) && !name.is_empty() => name,
        _ => host,
    }
}
