//! The machine and Xray: status, health, keys, logs, history, releases, Reality targets.

use crate::app::{App, Ledger, config};
use crate::session::refused;
use demo::{Config, Dialect};
use panel::api::Request;
use panel::error::ApiError;
use panel::link;
use panel::model::log::{Fail2Ban, Fate, parts};
use panel::model::server::{Filled, NetFlow};
use panel::model::{Bytes, Health, Status, XrayHealth, XrayState};

pub async fn walk(dialect: Dialect, ledger: &Ledger) {
    for empty in [false, true] {
        status(Config { empty, ..config(dialect) }, ledger).await;
    }
    health(dialect, ledger).await;
    keys(dialect, ledger).await;
    panel_log(dialect, ledger).await;
    access_log(dialect, ledger).await;
    past(dialect, ledger).await;
    targets(dialect, ledger).await;
}

pub async fn look(app: &mut App) -> Status {
    ask!(app, server::status(&app.panel)).unwrap().unwrap()
}

async fn status(config: Config, ledger: &Ledger) {
    let (dialect, empty) = (config.dialect, config.empty);
    let mut app = App::signed_in(config, ledger).await;
    app.wait(20_000).await;
    let now = look(&mut app).await;
    let call = panel::api::server::status(&app.panel);
    let raw = app.raw(call.request).await;
    let whole = |pointer: &str| raw.pointer(pointer).unwrap().as_u64().unwrap();
    assert_eq!((now.xray.state, &*now.xray.version), (XrayState::Running, dialect.xray_version()));
    assert_eq!((now.xray_uptime, now.uptime), (whole("/appStats/uptime"), whole("/uptime")));
    assert!(now.xray_uptime > 10 && now.uptime >= 864_000);
    assert_eq!((now.cpu_cores, now.cpu_threads, now.cpu_clock), (2, Some(2), 2596));
    assert_eq!(f64::from(now.cpu.0), (raw["cpu"].as_f64().unwrap() * 10.0).round());
    assert_eq!(now.memory, Filled { current: Bytes(whole("/mem/current")), total: Bytes(2_067_456_000) });
    assert_eq!(now.disk, Filled { current: Bytes(9_663_676_416), total: Bytes(42_949_672_960) });
    assert_eq!(now.swap, Filled::default());
    assert_eq!((now.loads[1].0, now.loads[2].0), (31, 28));
    assert_eq!((u64::from(now.tcp), now.udp), (whole("/tcpCount"), 4));
    assert_eq!(now.speed, NetFlow { sent: Bytes(whole("/netIO/up")), received: Bytes(whole("/netIO/down")) });
    let through = NetFlow { sent: Bytes(whole("/netTraffic/sent")), received: Bytes(whole("/netTraffic/recv")) };
    assert!(now.transferred == through && through.sent > Bytes(1 << 30));
    assert_eq!((now.ipv4.as_deref(), now.ipv6), ((!empty).then_some("203.0.113.80"), None));
    let told = (dialect == Dialect::C1).then_some("3.6.0");
    assert_eq!(now.panel_version.as_deref(), told);

    // A panel that has just been started knows nothing for a moment.
    let restart = [app.panel.settings_prefix(), "/restartPanel"].concat();
    app.raw(Request::post(restart)).await;
    app.wait(3_500).await;
    assert_eq!(ask!(app, server::status(&app.panel)).err(), Some(ApiError::Offline));
    app.wait(1_000).await;
    assert_eq!(ask!(app, server::status(&app.panel)), Ok(None));
    app.wait(4_000).await;
    assert_eq!(look(&mut app).await.xray.state, XrayState::Running);
}

/// What the app judges after `looks` looks, two seconds apart.
pub async fn judged(app: &mut App, health: &mut XrayHealth, looks: usize) -> Health {
    let mut judged = Health::Unknown;
    for _ in 0..looks {
        app.wait(2_000).await;
        judged = health.feed(&look(app).await, app.now().await);
    }
    judged
}

async fn health(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    let mut health = XrayHealth::default();
    assert_eq!(judged(&mut app, &mut health, 2).await, Health::Running);
    ask!(app, server::stop_xray(&app.panel)).unwrap();
    assert_eq!(judged(&mut app, &mut health, 2).await, Health::Stopped);
    assert_eq!(refused(ask!(app, server::stop_xray(&app.panel))), "xray is not running");
    // The next write starts it again, but on the newest panels.
    let first = ask!(app, inbounds::list()).unwrap().remove(0);
    let whole = ask!(app, inbounds::get(first.id)).unwrap();
    ask!(app, inbounds::set_enabled(&app.panel, &whole, false)).unwrap();
    ask!(app, inbounds::set_enabled(&app.panel, &whole, true)).unwrap();
    app.wait(34_000).await;
    let after = judged(&mut app, &mut health, 3).await;
    assert_eq!(after, if app.panel.stays_stopped() { Health::Stopped } else { Health::Running });

    ask!(app, server::restart_xray(&app.panel)).unwrap();
    assert_eq!(judged(&mut app, &mut health, 1).await, Health::Starting);
    assert_eq!(judged(&mut app, &mut health, 3).await, Health::Running);
}

async fn keys(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    let pair = ask!(app, server::x25519(&app.panel)).unwrap();
    assert_eq!(pair.private.expose().len(), 43);
    assert_eq!(link::public_key(pair.private.expose()), Some(pair.public.clone()));
    let other = ask!(app, server::x25519(&app.panel)).unwrap();
    assert!(other.private != pair.private && other.public != pair.public);
    assert!(app.panel.has_mldsa65());
    let signing = ask!(app, server::mldsa65(&app.panel)).unwrap();
    assert_eq!((signing.seed.expose().len(), signing.verify.len()), (43, 2603));
}

async fn panel_log(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    let line = ask!(app, server::panel_log(&app.panel, 50, "info")).unwrap();
    let told: Vec<(&str, &str, &str)> = line.iter().map(|line| parts(line)).collect();
    assert!(told[0].2.contains("logged in successfully"), "the newest first: {line:?}");
    assert_eq!(told.last().unwrap().2, "Xray started");
    assert!(told.iter().all(|(time, level, _)| time.len() == 19 && *level == "INFO"));
    assert_eq!(ask!(app, server::panel_log(&app.panel, 50, "err")).unwrap(), Vec::<String>::new());
    let missing = ask!(app, inbounds::get(panel::model::InboundId(999)));
    assert_eq!(refused(missing), "record not found");
    let warned = ask!(app, server::panel_log(&app.panel, 1, "warning")).unwrap();
    let (_, level, words) = parts(&warned[0]);
    assert!(level == "WARNING" && words.ends_with("Obtain Failed: record not found"), "{words}");
}

async fn access_log(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    app.control("online", serde_json::json!({ "emails": ["anna", "nina", "max", "lena"] })).await;
    for _ in 0..30 {
        app.wait(10_000).await;
    }
    let list = ask!(app, inbounds::list()).unwrap();
    let tags: Vec<&str> = list.iter().map(|inbound| inbound.tag.as_str()).collect();
    let lines = ask!(app, server::access_log(&app.panel, 60, "")).unwrap();
    assert_eq!(lines.len(), 60);
    for line in &lines {
        let address = line.from.parse::<std::net::SocketAddr>().is_ok() || line.from.starts_with("2001:db8:");
        assert!(address && line.to.starts_with("tcp:") && tags.contains(&line.inbound.as_str()), "{line:?}");
        assert!(
            !line.name.is_empty()
                && line.time.starts_with(if dialect == Dialect::A { "2026/11/2" } else { "2026-11-2" })
        );
        let blocked = line.to.ends_with(":6881");
        assert_eq!(line.fate == Fate::Blocked, blocked, "{line:?}");
        assert_eq!(line.outbound, if blocked { "blocked" } else { "direct" });
        assert_ne!(line.fate, Fate::Proxied);
    }
    assert!(lines.is_sorted_by(|a, b| a.time[..19] <= b.time[..19]), "oldest first");
    let nina = ask!(app, server::access_log(&app.panel, 500, "nina")).unwrap();
    assert!(nina.len() > 10 && nina.iter().all(|line| line.name == "nina"));
    let mut app = App::signed_in(Config { empty: true, ..config(dialect) }, ledger).await;
    assert_eq!(ask!(app, server::access_log(&app.panel, 60, "")).unwrap(), [], "it is off by default");
}

async fn past(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    let now = app.now().await;
    assert_eq!(app.panel.has_cpu_history(), dialect > Dialect::A);
    assert_eq!(app.panel.has_history(), dialect > Dialect::B);
    if app.panel.has_cpu_history() {
        let points = ask!(app, server::cpu_history(&app.panel, 2)).unwrap();
        assert_eq!(points.len(), 60);
        assert!(points.iter().all(|point| point.value > 0 && point.value < 100_000));
        assert!(points.is_sorted_by(|a, b| b.at.0 - a.at.0 == 2_000) && now.0 - points[59].at.0 < 4_000);
        let told = refused(ask!(app, server::cpu_history(&app.panel, 7)));
        assert_eq!(told, "invalid bucket");
    }
    if app.panel.has_history() {
        let points = ask!(app, server::history(&app.panel, "mem", 30)).unwrap();
        assert!(points.len() >= 20 && points.is_sorted_by(|a, b| b.at.0 - a.at.0 == 30_000));
        assert!(points.iter().all(|point| (20_000..40_000).contains(&point.value)), "thousandths of a percent");
    }
    if app.panel.has_fail2ban() {
        let told = ask!(app, server::fail2ban(&app.panel)).unwrap();
        assert_eq!(told, Fail2Ban { enabled: true, installed: false, usable: false });
    }
    if dialect > Dialect::A {
        let release = ask!(app, server::release(&app.panel)).unwrap();
        assert_eq!((&*release.current, &*release.latest), (dialect.version(), "3.6.0"));
        assert_eq!(release.newer, dialect != Dialect::C1);
        let mut lonely = App::signed_in(Config { empty: true, ..config(dialect) }, ledger).await;
        let told = refused(ask!(lonely, server::release(&lonely.panel)));
        assert_eq!(told.contains("network is unreachable"), dialect == Dialect::B, "{told}");
        assert_eq!(told.is_empty(), dialect > Dialect::B, "v3 gives no words at all");
    }
}

async fn targets(dialect: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(dialect), ledger).await;
    assert_eq!(app.panel.has_reality_scan(), dialect == Dialect::C1);
    if !app.panel.has_reality_scan() {
        let told = ask!(app, server::scan_target(&app.panel, "www.nvidia.com:443")).err();
        assert_eq!(told, Some(ApiError::Status { code: 404 }));
        return;
    }
    let good = ask!(app, server::scan_target(&app.panel, "www.nvidia.com:443")).unwrap();
    assert_eq!((&*good.target, &*good.host, good.port), ("www.nvidia.com:443", "www.nvidia.com", 443));
    assert!(good.feasible && good.tls13 && good.h2 && good.x25519 && good.certificate_valid && good.reason.is_empty());
    assert_eq!(good.server_names, ["www.nvidia.com", "nvidia.com"]);
    let bad = ask!(app, server::scan_target(&app.panel, "127.0.0.1:9443")).unwrap();
    assert!(!bad.feasible && bad.server_names.is_empty());
    assert_eq!(bad.reason, "connection failed: blocked private/internal address 127.0.0.1");
    let told = refused(ask!(app, server::scan_target(&app.panel, "not a host")));
    assert!(told.starts_with("invalid target host"), "{told}");
    let hosts = ["www.amd.com".to_owned(), "gone.invalid".to_owned()];
    let some = ask!(app, server::scan_targets(&app.panel, &hosts)).unwrap();
    let feasible: Vec<(&str, bool)> = some.iter().map(|one| (one.host.as_str(), one.feasible)).collect();
    assert_eq!(feasible, [("www.amd.com", true), ("gone.invalid", false)]);
    let known = ask!(app, server::scan_targets(&app.panel, &[])).unwrap();
    assert_eq!((known.len(), &*known[0].host), (10, "www.cloudflare.com"));
}
