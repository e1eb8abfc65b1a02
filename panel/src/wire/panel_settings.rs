//! The panel's own settings, as far as the app asks for them.

use super::envelope::missing;
use super::lenient::{child, flag, number, string, unsigned};
use crate::api::Fields;
use crate::error::ApiError;
use crate::model::person::Thresholds;
use crate::model::{Defaults, Ports, Secret};
use serde_json::Value;

/// What a panel tells its own front end.
///
/// # Errors
/// When what every panel tells is missing.
pub fn defaults(obj: &Value) -> Result<Defaults, ApiError> {
    let Some(expire_diff) = number(obj, "expireDiff") else { return Err(missing("defaultSettings", "expireDiff")) };
    let sub_enabled = flag(obj, "subEnable");
    // Before v2.8.2 and v2.9.0 these have no switch of their own.
    let offered = |switch| child(obj, switch).as_bool().unwrap_or(sub_enabled) && sub_enabled;
    let uri = |key, on: bool| if on { string(obj, key) } else { String::new() };
    Ok(Defaults {
        thresholds: Thresholds::from_panel(expire_diff, number(obj, "trafficDiff").unwrap_or_default()),
        sub_enabled,
        sub_uri: uri("subURI", sub_enabled),
        sub_json_uri: uri("subJsonURI", offered("subJsonEnable")),
        sub_clash_uri: uri("subClashURI", offered("subClashEnable")),
        sub_title: string(obj, "subTitle"),
        remark_model: string(obj, "remarkModel"),
        ip_limit_enabled: flag(obj, "ipLimitEnable"),
        access_log_enabled: child(obj, "accessLogEnable").as_bool(),
        telegram: flag(obj, "tgBotEnable"),
        calendar: string(obj, "datepicker"),
        certificate_file: string(obj, "defaultCert"),
        key_file: string(obj, "defaultKey"),
    })
}

/// The ports that are taken. Nothing else of all settings is kept: they hold secrets.
///
/// # Errors
/// When the panel's own is missing.
pub fn ports(obj: &Value) -> Result<Ports, ApiError> {
    let panel = unsigned(obj, "webPort");
    if panel == 0 {
        return Err(missing("setting/all", "webPort"));
    }
    let subscription = Some(unsigned(obj, "subPort")).filter(|port| *port > 0 && flag(obj, "subEnable"));
    Ok(Ports { panel, subscription })
}

/// The fields that change the name and password one signs in with. `code` only where the panel asks for it.
#[must_use]
pub fn update_user(old: (&str, &Secret), new: (&str, &Secret), code: &Secret) -> Fields {
    let mut fields: Fields = vec![
        ("oldUsername".into(), old.0.to_owned()),
        ("oldPassword".into(), old.1.expose().to_owned()),
        ("newUsername".into(), new.0.to_owned()),
        ("newPassword".into(), new.1.expose().to_owned()),
    ];
    if !code.is_empty() {
        fields.push(("twoFactorCode".into(), code.expose().to_owned()));
    }
    fields
}
