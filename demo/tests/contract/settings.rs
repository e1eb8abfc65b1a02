//! What the panel's settings tell the app.

use crate::app::{App, Ledger, config};
use demo::{Config, Dialect};
use panel::api::{Fields, Request};
use panel::model::person::{DataMargin, Thresholds};
use panel::model::{Bytes, Millis, Ports};

pub async fn walk(dialect: Dialect, ledger: &Ledger) {
    seeded(dialect, ledger).await;
    fresh(dialect, ledger).await;
    written(dialect, ledger).await;
}

async fn seeded(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    let told = ask!(app, settings::defaults(&app.panel)).unwrap();
    let margin = DataMargin::Left(Bytes(2 << 30));
    assert_eq!(told.thresholds, Thresholds { span: Millis(3 * Millis::DAY.0), margin, assumed: false });
    assert!(told.sub_enabled && told.ip_limit_enabled && !told.telegram);
    assert_eq!(told.sub_uri, "http://vpn.example.org:2096/sub/");
    assert_eq!(told.subscription("abc").as_deref(), Some("http://vpn.example.org:2096/sub/abc"));
    // JSON subscriptions have a switch of their own since v2.8.2; Clash ones are on in v2.9 and v3.0.
    assert_eq!(told.sub_json_uri, "");
    let clash = matches!(dialect, Dialect::B | Dialect::C0);
    assert_eq!(told.sub_clash_uri, if clash { "http://vpn.example.org:2096/clash/" } else { "" });
    assert_eq!(told.remark_model, if dialect == Dialect::C1 { "" } else { "-ieo" });
    assert_eq!(told.access_log_enabled, (dialect == Dialect::C1).then_some(true));
    assert_eq!((&*told.calendar, &*told.certificate_file, &*told.key_file), ("gregorian", "", ""));
    let ports = ask!(app, settings::ports(&app.panel)).unwrap();
    assert_eq!(ports, Ports { panel: 2053, subscription: Some(2096) });
}

/// As a panel is when it has just been installed.
async fn fresh(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(Config { empty: true, port: 54_321, ..config(dialect) }, ledger).await;
    let told = ask!(app, settings::defaults(&app.panel)).unwrap();
    assert_eq!(told.thresholds, Thresholds::default());
    let on = dialect > Dialect::A;
    assert_eq!(told.sub_enabled, on, "v2.6 has subscriptions off");
    assert_eq!(told.subscription("abc").is_some(), on);
    assert_eq!(told.access_log_enabled, (dialect == Dialect::C1).then_some(false));
    let ports = ask!(app, settings::ports(&app.panel)).unwrap();
    assert_eq!(ports, Ports { panel: 54_321, subscription: on.then_some(2096) });
}

/// All settings with some of them changed, as the stock front end saves them.
pub async fn save(app: &mut App, changes: &[(&str, &str)]) {
    let path = |call: &str| [app.panel.settings_prefix(), "/", call].concat();
    let (all, update) = (path("all"), path("update"));
    let stored = app.raw(Request::post(all)).await;
    let fields: Fields = stored
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, value)| {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let changed = changes.iter().find(|(name, _)| name == key).map_or(value, |(_, to)| (*to).to_owned());
            (key.clone().into(), changed)
        })
        .collect();
    app.raw(Request::form(update, fields)).await;
}

async fn written(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    let changes = [
        ("subURI", "https://sub.example.net/s/"),
        ("subTitle", "Ours & theirs"),
        ("expireDiff", "0"),
        ("trafficDiff", "7"),
        ("datepicker", "jalalian"),
        ("webCertFile", "/root/cert/a.pem"),
        ("webKeyFile", "/root/cert/a.key"),
        ("subPort", "2097"),
    ];
    save(&mut app, &changes).await;
    let told = ask!(app, settings::defaults(&app.panel)).unwrap();
    assert_eq!(told.subscription("x").as_deref(), Some("https://sub.example.net/s/x"));
    assert_eq!((&*told.sub_title, &*told.calendar), ("Ours & theirs", "jalalian"));
    assert_eq!((&*told.certificate_file, &*told.key_file), ("/root/cert/a.pem", "/root/cert/a.key"));
    assert_eq!(told.thresholds, Thresholds::from_panel(0, 7));
    assert!(told.thresholds.assumed);
    assert_eq!(ask!(app, settings::ports(&app.panel)).unwrap().subscription, Some(2097));
    save(&mut app, &[("subEnable", "false")]).await;
    let off = ask!(app, settings::defaults(&app.panel)).unwrap();
    assert_eq!((off.sub_enabled, off.subscription("x")), (false, None));
    assert_eq!(ask!(app, settings::ports(&app.panel)).unwrap().subscription, None);
}
