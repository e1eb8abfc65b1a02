//! Everything the demo's Xray dies of: the doctor finds it in what was read back, while Xray still runs.

use crate::app::{App, Ledger, config};
use crate::making;
use crate::server::judged;
use demo::{Config, Dialect};
use panel::api::{Request, inbounds as calls};
use panel::doctor::{self, Facts, Rule, XrayVersion, explain};
use panel::model::log::xray_words;
use panel::model::{Health, InboundId, XrayHealth};

/// A way of breaking Xray.
struct Way {
    name: &'static str,
    port: u32,
    change: &'static [(&'static str, &'static str)],
    /// What the doctor finds beforehand; `None` where it cannot.
    found: Option<Rule>,
    /// What the panel's log says afterwards, explained.
    explained: Option<Rule>,
    /// Generations that take such an inbound.
    taken: &'static [Dialect],
}

const ALL: &[Dialect] = &[Dialect::A, Dialect::B, Dialect::C0, Dialect::C1];
const OLD: &[Dialect] = &[Dialect::A, Dialect::B, Dialect::C0];

const SHADOWSOCKS: &str = r#"{"method":"2022-blake3-aes-256-gcm","password":"short","network":"tcp,udp","clients":[]}"#;
const TLS: &str = r#"{"network":"tcp","security":"tls","tlsSettings":{"serverName":"a.example","certificates":[
    {"certificateFile":"/nope.pem","keyFile":"/nope.key"}]}}"#;
const TWICE: &str = r#"{"decryption":"none","clients":[
    {"id":"78366dd7-36f4-47fa-a324-4bffd3169e79","email":"twin","enable":true,"subId":"same"},
    {"id":"88366dd7-36f4-47fa-a324-4bffd3169e79","email":"Twin","enable":true,"subId":"same"}]}"#;

const fn way(
    name: &'static str,
    change: &'static [(&'static str, &'static str)],
    rule: Rule,
    taken: &'static [Dialect],
) -> Way {
    Way { name, port: 30_001, change, found: Some(rule), explained: Some(rule), taken }
}

fn ways() -> Vec<Way> {
    vec![
        way("protocol", &[("protocol", "nonsense")], Rule::ProtocolUnknown, OLD),
        way("flow", &[(r#""flow":"""#, r#""flow":"nonsense""#)], Rule::VlessFlowCore, ALL),
        way("id", &[("78366dd7-", "zzzzzzzz-")], Rule::ClientId, ALL),
        way("decryption", &[(r#""decryption":"none","#, "")], Rule::VlessDecryption, ALL),
        way("private key", &[("MKKvMMhTYxIR2zm3Mc81g_Rd_5qatZcXluSum3BZPGY", "short")], Rule::RealityPrivateKey, ALL),
        way("short id", &[(r#"["a1"]"#, r#"["xyz"]"#)], Rule::RealityShortIds, ALL),
        way("target", &[("example.com:443", "")], Rule::RealityTargetEmpty, ALL),
        way("server names", &[(r#"["example.com"]"#, "[]")], Rule::RealityServerNamesEmpty, ALL),
        way("transport", &[(r#""network":"tcp""#, r#""network":"ws""#)], Rule::RealityNetwork, ALL),
        way("name twice", &[("settings", TWICE)], Rule::ClientEmailTwice, &[Dialect::C0]),
        way(
            "2022 key",
            &[("protocol", "shadowsocks"), ("settings", SHADOWSOCKS), ("streamSettings", "{}")],
            Rule::Ss2022Key,
            ALL,
        ),
        Way { port: 2053, ..way("the panel's port", &[], Rule::PortTaken, ALL) },
        Way { port: 2096, ..way("the subscription's port", &[], Rule::PortTaken, ALL) },
        // Whether a file is there only the server knows; the app offers none but the panel's own certificate.
        Way { found: None, ..way("certificate", &[("streamSettings", TLS)], Rule::TlsCertificateFile, ALL) },
        // Nothing the panel says tells of other programs: the wizard keeps away from the page's own port.
        Way { found: None, port: 443, ..way("another program's port", &[], Rule::PortTaken, ALL) },
        // No configuration can be made, so Xray itself says nothing.
        Way { explained: None, ..way("settings", &[("settings", r#"{"clients":["#)], Rule::SettingsUnreadable, OLD) },
        Way { explained: None, ..way("sniffing", &[("sniffing", "{")], Rule::SniffingUnreadable, ALL) },
    ]
}

pub async fn walk(dialect: Dialect, ledger: &Ledger) {
    for way in ways() {
        let busy_ports = vec![443];
        let mut app = App::signed_in(Config { busy_ports, ..config(dialect) }, ledger).await;
        let fields = making::raw_inbound(&app, way.port, way.change);
        let reply = app.raw_reply(Request::form("panel/api/inbounds/add", fields)).await;
        let taken = reply.text.starts_with("{\"success\":true");
        assert_eq!(taken, way.taken.contains(&dialect), "{dialect:?} {}: {}", way.name, reply.text);
        if taken {
            breaks(&mut app, &way).await;
        }
    }
}

async fn breaks(app: &mut App, way: &Way) {
    let what = format!("{:?} {}", app.dialect, way.name);
    let list = ask!(app, inbounds::list()).unwrap();
    let bad = list.iter().max_by_key(|inbound| inbound.id).unwrap();
    assert_eq!(bad.remark, "by hand");
    let mut health = XrayHealth::default();
    assert_eq!(judged(app, &mut health, 2).await, Health::Running, "{what}: not yet");

    let ports = ask!(app, settings::ports(&app.panel)).unwrap();
    assert!(ports.subscription.is_some(), "{what}");
    let taken_ports = [Some(ports.panel), ports.subscription].into_iter().flatten().collect();
    let xray_version = XrayVersion::parse(app.dialect.xray_version());
    let facts = Facts { xray_version, taken_ports, ..Facts::default() };
    assert_eq!(doctor::would_stop(bad, &facts).map(|finding| finding.rule), way.found, "{what}");
    if way.found == Some(Rule::PortTaken) {
        assert_eq!(doctor::would_stop_xray(bad), None, "{what}: only who knows the port can tell");
    }

    app.wait(35_000).await;
    let Health::Failing { .. } = judged(app, &mut health, 4).await else { panic!("{what}: it still runs") };
    assert!(ask!(app, clients::onlines(&app.panel)).unwrap().is_empty(), "{what}: nobody is there");
    let log = ask!(app, server::panel_log(&app.panel, 20, "err")).unwrap();
    let words = xray_words(&log).and_then(explain);
    assert_eq!(words.as_ref().map(|words| words.rule), way.explained, "{what}: {log:?}");
    if let Some(tag) = words.and_then(|words| words.inbound_tag) {
        assert_eq!(tag, bad.tag, "{what}");
    }
    mended(app, bad.id, &mut health, &what).await;
}

/// Deleting it mends Xray. While Xray is down v2 may answer with 500: the app repeats.
async fn mended(app: &mut App, id: InboundId, health: &mut XrayHealth, what: &str) {
    let unmade = app.dialect <= Dialect::B && matches!(health_now(app).await.as_str(), "no config");
    if unmade {
        let told = ask!(app, inbounds::delete(id)).err();
        assert_eq!(told, Some(panel::error::ApiError::Status { code: 500 }), "{what}");
        if app.panel.has_set_enable() {
            assert!(ask!(app, inbounds::set_enable(id, false)).is_err(), "{what}: stored all the same");
            ask!(app, inbounds::delete(id)).unwrap();
        } else {
            return;
        }
    } else {
        let mut tries = 0;
        while app.quietly(&calls::delete(id)).await.is_err() {
            tries += 1;
            assert!(tries < 30, "{what}");
        }
    }
    app.wait(4_000).await;
    assert_eq!(judged(app, health, 4).await, Health::Running, "{what}: mended");
}

/// `no config` where Xray's configuration cannot even be made.
async fn health_now(app: &mut App) -> String {
    let status = ask!(app, server::status(&app.panel)).unwrap().unwrap();
    if status.xray.message.contains("Failed to generate") { "no config".into() } else { status.xray.message }
}
