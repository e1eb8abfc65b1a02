//! What answers mean, in the words of the table.

use panel::api::clients::{Group, Outcome, Page, Record, SeenAddress};
use panel::api::push::{self, Counted, Push};
use panel::error::ApiError;
use panel::model::log::{AccessLine, Fail2Ban, Fate};
use panel::model::server::{Point, XrayState};
use panel::model::stream::{Network, Security, Stream};
use panel::model::target::TargetCheck;
use panel::model::{
    ApiToken, Client, ClientStats, Credential, Defaults, Flow, Inbound, InboundId, InboundOption, Millis, Person,
    Ports, Protocol, Status,
};
use serde_json::Value;
use std::collections::HashMap;

pub fn answer<T>(answer: Result<T, ApiError>, words: impl Fn(T) -> String) -> String {
    match answer {
        Ok(value) => words(value),
        Err(ApiError::SessionExpired) => "lost".into(),
        Err(ApiError::CsrfRejected) => "csrf".into(),
        Err(ApiError::NotAPanel) => "not a panel".into(),
        Err(ApiError::Status { code }) => format!("status {code}"),
        Err(ApiError::Refused { message }) => format!("refused {message}").trim_end().into(),
        Err(other) => format!("{other:?}"),
    }
}

pub fn rows<T>(what: &str, rows: &[T], words: impl Fn(&T) -> String) -> String {
    std::iter::once(what.to_owned()).chain(rows.iter().map(words)).collect::<Vec<_>>().join(" | ")
}

fn on(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}

fn sign(on: bool) -> char {
    if on { '+' } else { '-' }
}

fn or_dash<T: ToString>(value: Option<T>) -> String {
    value.map_or("-".into(), |value| value.to_string())
}

pub fn inbound(inbound: &Inbound) -> String {
    let clients: Vec<String> = inbound.clients.iter().map(client).collect();
    let stats: Vec<String> = inbound.stats.iter().map(stats_row).collect();
    format!(
        "{}:{}:{}:{}:{}:{}/{}/{} [{}] ({})",
        inbound.id.0,
        inbound.port,
        protocol(&inbound.protocol),
        stream(&inbound.stream),
        on(inbound.enabled),
        inbound.traffic.up.0,
        inbound.traffic.down.0,
        inbound.quota.to_panel(),
        clients.join(" "),
        stats.join(" ")
    )
}

fn client(client: &Client) -> String {
    format!("{}{}{}/{}", client.name, sign(client.enabled), client.quota.to_panel(), client.expiry.to_panel())
}

fn stats_row(row: &ClientStats) -> String {
    let seen = row.last_online.map_or(0, |at| at.0);
    format!("{}{}{}/{}/{seen}", row.name, sign(row.enabled), row.traffic.up.0, row.traffic.down.0)
}

fn protocol(protocol: &Protocol) -> &str {
    match protocol {
        Protocol::Vless => "vless",
        Protocol::Vmess => "vmess",
        Protocol::Trojan => "trojan",
        Protocol::Shadowsocks => "shadowsocks",
        Protocol::Hysteria => "hysteria",
        Protocol::WireGuard => "wireguard",
        Protocol::MtProto => "mtproto",
        Protocol::Http => "http",
        Protocol::Mixed => "mixed",
        Protocol::Tunnel => "tunnel",
        Protocol::Tun => "tun",
        Protocol::Other(name) => name,
    }
}

fn stream(stream: &Stream) -> String {
    if stream.unreadable {
        return "broken:-".into();
    }
    let network = match &stream.network {
        Network::Tcp(_) => "tcp",
        Network::Kcp(_) => "kcp",
        Network::WebSocket(_) => "ws",
        Network::Grpc(_) => "grpc",
        Network::HttpUpgrade(_) => "httpupgrade",
        Network::Xhttp(_) => "xhttp",
        Network::Hysteria(_) => "hysteria",
        Network::Other(name) => name,
    };
    let security = match &stream.security {
        Security::None => "none",
        Security::Tls(_) => "tls",
        Security::Reality(_) => "reality",
        Security::Other(name) => name,
    };
    format!("{network}:{security}")
}

pub fn option(option: &InboundOption) -> String {
    let vision = if option.vision_capable { "vision" } else { "-" };
    let enabled = or_dash(option.enabled.map(on));
    let protocol = protocol(&option.protocol);
    format!("{}:{}:{protocol}:{vision}:{enabled}:{}", option.id.0, option.port, option.cipher)
}

pub fn id(id: Option<InboundId>) -> String {
    format!("id {}", or_dash(id.map(|id| id.0)))
}

fn ids(ids: &[InboundId]) -> String {
    ids.iter().map(|id| id.0.to_string()).collect::<Vec<_>>().join(",")
}

pub fn person(person: &Person) -> String {
    let text = format!(
        "{}{}{}/{} in {} used {}/{} seen {} {}",
        person.name,
        sign(person.enabled),
        person.quota.to_panel(),
        person.expiry.to_panel(),
        ids(&person.inbounds),
        person.traffic.up.0,
        person.traffic.down.0,
        person.last_online.map_or(0, |at| at.0),
        person.group
    );
    text.trim_end().into()
}

pub fn page(page: Page) -> String {
    let counts = &page.summary;
    let head = format!(
        "page {}/{} of {}/{} active {} online {} ended {} expiring {} disabled {} groups {}",
        page.page,
        page.size,
        page.filtered,
        page.total,
        counts.active,
        counts.online,
        counts.ended,
        counts.expiring,
        counts.disabled,
        page.groups.join(",")
    );
    rows(&head, &page.people, person)
}

pub fn record(record: Record) -> String {
    let client = &record.client;
    let key = match &client.credential {
        Credential::Uuid(key) | Credential::Password(key) | Credential::Auth(key) => key.expose(),
        _ => "",
    };
    let flow = match &client.flow {
        Flow::None => "-",
        Flow::Vision => "xtls-rprx-vision",
        Flow::VisionUdp443 => "xtls-rprx-vision-udp443",
        Flow::Unknown(name) => name,
    };
    let group = if client.group.is_empty() { "-" } else { &client.group };
    format!(
        "{}{}{}/{} in {} used {} made {} key {key} flow {flow} sub {} group {group}",
        client.name,
        sign(client.enabled),
        client.quota.to_panel(),
        client.expiry.to_panel(),
        ids(&record.inbounds),
        or_dash(record.used.map(|used| used.0)),
        record.created.map_or(0, |at| at.0),
        client.sub_id
    )
}

pub fn outcome(outcome: Outcome) -> String {
    rows(&format!("done {}", outcome.done), &outcome.skipped, |skipped| format!("{}: {}", skipped.name, skipped.reason))
}

pub fn groups(groups: Vec<Group>) -> String {
    rows("groups", &groups, |group| format!("{} {} {}", group.name, group.people, or_dash(group.used.map(|u| u.0))))
}

pub fn names(mut names: Vec<String>) -> String {
    names.sort();
    format!("names {}", names.join(","))
}

pub fn seen(seen: HashMap<String, Millis>) -> String {
    let mut rows: Vec<String> = seen.iter().map(|(name, at)| format!("{name}={}", at.0)).collect();
    rows.sort();
    format!("seen {}", rows.join(","))
}

pub fn addresses(list: Vec<SeenAddress>) -> String {
    list.iter().fold("ips".into(), |text, seen| format!("{text} {}@{}@{}", seen.ip, seen.time, seen.node))
}

pub fn status(status: Option<Status>) -> String {
    let Some(status) = status else { return "none".into() };
    let state = match status.xray.state {
        XrayState::Running => "running",
        XrayState::Stopped => "stop",
        XrayState::Error => "error",
        XrayState::Unknown => "?",
    };
    format!(
        "{state} {} up {} cpu {} mem {}/{} net {}/{} sum {}/{} tcp {} udp {} host {} panel {} msg {}",
        status.xray.version,
        status.xray_uptime,
        status.cpu.0,
        status.memory.current.0,
        status.memory.total.0,
        status.speed.sent.0,
        status.speed.received.0,
        status.transferred.sent.0,
        status.transferred.received.0,
        status.tcp,
        status.udp,
        status.uptime,
        or_dash(status.panel_version),
        status.xray.message.len()
    )
}

pub fn target(check: TargetCheck) -> String {
    let serves = if check.feasible { "serves" } else { "does not serve" };
    format!("{serves} {}:{} {}", check.host, check.port, check.reason)
}

pub fn log(lines: Vec<String>) -> String {
    let first = lines.first().map(|line| format!(" | {line}")).unwrap_or_default();
    format!("lines {}{first}", lines.len())
}

pub fn access(lines: Vec<AccessLine>) -> String {
    rows(&format!("lines {}", lines.len()), &lines, |line| {
        let fate = match line.fate {
            Fate::Direct => "direct",
            Fate::Blocked => "blocked",
            Fate::Proxied => "proxied",
        };
        format!("{}>{} {}>{} {} {fate}", line.from, line.to, line.inbound, line.outbound, line.name)
    })
}

pub fn points(points: Vec<Point>) -> String {
    let point = |point: &Point| format!("{}={}", point.at.0, point.value);
    match (points.first(), points.last()) {
        (Some(first), Some(last)) => format!("points {} first {} last {}", points.len(), point(first), point(last)),
        _ => "points 0".into(),
    }
}

pub fn fail2ban(state: Fail2Ban) -> String {
    format!("enabled {} installed {} usable {}", state.enabled, state.installed, state.usable)
}

pub fn token(token: &ApiToken) -> String {
    format!(
        "{} {} {} made {} scope {} ends {}",
        token.id,
        token.name,
        on(token.enabled),
        or_dash(token.created.map(|at| at.0)),
        or_dash(token.scope.as_deref()),
        or_dash(token.expires.map(|at| at.0))
    )
}

pub fn defaults(defaults: Defaults) -> String {
    assert!(defaults.thresholds.assumed, "every recorded panel names no threshold");
    format!(
        "sub {} uri {} json {} model {} ip {} access {} calendar {}",
        on(defaults.sub_enabled),
        defaults.sub_uri,
        defaults.sub_json_uri,
        defaults.remark_model,
        on(defaults.ip_limit_enabled),
        or_dash(defaults.access_log_enabled.map(on)),
        defaults.calendar
    )
}

pub fn ports(ports: Ports) -> String {
    format!("panel {} sub {}", ports.panel, or_dash(ports.subscription))
}

/// One frame of each kind.
pub fn frames(frames: &Value) -> String {
    let frames = frames.as_object().unwrap();
    if frames.is_empty() {
        return "no frames".into();
    }
    let mut kinds: Vec<&String> = frames.keys().collect();
    kinds.sort();
    let words: Vec<String> = kinds.iter().map(|kind| frame(&frames[*kind].to_string())).collect();
    format!("frames {}", words.join(" || "))
}

fn frame(text: &str) -> String {
    let counted = |mut rows: Vec<Counted>, sort: bool| {
        if sort {
            rows.sort_by(|a, b| a.whose.cmp(&b.whose));
        }
        let row = |row: &Counted| format!("{}:{}/{}", row.whose, row.traffic.up.0, row.traffic.down.0);
        rows.iter().map(row).collect::<Vec<_>>().join(",")
    };
    match push::read(text) {
        Some(Push::Status(now)) => format!("status {}", status(Some(*now))),
        Some(Push::Traffic { deltas, mut online }) => {
            online.sort();
            format!("traffic online {} deltas {}", online.join(","), counted(deltas, true))
        }
        Some(Push::Totals { people, inbounds, .. }) => {
            format!("stats {} inbounds {}", counted(people, true), counted(inbounds, false))
        }
        _ => "other".into(),
    }
}
