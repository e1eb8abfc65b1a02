//! A believable server: inbounds of every kind, people in every state, months of traffic behind them.

mod kinds;
mod names;

use crate::chance::Chance;
use crate::config::Dialect;
use crate::doc::Doc;
use crate::panel::State;
use crate::panel::client;
use crate::panel::inbound::Inbound;
use crate::panel::inbounds::new_stat;
use kinds::Kind;
use serde_json::{Value, json};

const DAY: i64 = 86_400_000;
const GB: i64 = 1 << 30;

/// How somebody stands at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Steady,
    Unlimited,
    NoDataLimit,
    NearlyUsedUp,
    NearlyExpired,
    UsedUp,
    Expired,
    Paused,
    NeverCame,
    FirstUse,
    Renewing,
}

use Standing::*;

/// The first ten show every state; then as on a server that has been running for a while.
const ROUND: [Standing; 30] = [
    Steady,
    Unlimited,
    NearlyUsedUp,
    NearlyExpired,
    UsedUp,
    Expired,
    Paused,
    NeverCame,
    FirstUse,
    Renewing,
    Steady,
    Steady,
    NoDataLimit,
    Steady,
    Unlimited,
    Steady,
    Steady,
    NearlyExpired,
    Steady,
    NoDataLimit,
    Steady,
    UsedUp,
    Steady,
    Expired,
    Steady,
    Steady,
    Paused,
    Steady,
    NearlyUsedUp,
    Unlimited,
];

/// What the row of a person begins with.
struct Past {
    up: i64,
    down: i64,
    last_online: i64,
    shut: bool,
}

/// Fills an empty panel.
pub fn plant(state: &mut State) {
    let mut chance = Chance::new(state.config.seed.wrapping_mul(0x9e37_79b9).wrapping_add(7));
    let second = state.second();
    state.settings.insert("expireDiff".into(), 3.into());
    state.settings.insert("trafficDiff".into(), 2.into());
    state.settings.insert("subEnable".into(), true.into());
    state.template = state.template.replacen("\"none\"", "\"./access.log\"", 1);
    let kinds: Vec<Kind> = Kind::all(state.dialect).into_iter().cycle().take(state.config.inbounds).collect();
    let shares = shares(&kinds, state.config.clients, state.config.even);
    let mut number = 0;
    for (index, kind) in kinds.iter().enumerate() {
        let mut clients = Vec::new();
        let mut pasts = Vec::new();
        for _ in 0..shares[index] {
            let standing = ROUND[number % ROUND.len()];
            let (entry, past) = person(number, standing, *kind, state, &mut chance);
            if matches!(standing, NeverCame) {
                state.life.shy.insert(client::text(&entry, "email").to_lowercase());
            }
            clients.push(entry);
            pasts.push(past);
            number += 1;
        }
        settle(state, *kind, index, clients, &pasts, &mut chance, second);
    }
    if state.dialect.modern() {
        second_homes(state);
        state.groups = vec!["office".into(), "empty group".into()];
    }
    state.write_log("INFO", "Xray started");
}

/// How many people each inbound has: most come over the first, unless all are to be even.
fn shares(kinds: &[Kind], people: usize, even: bool) -> Vec<usize> {
    let weight = |(at, kind): (usize, &Kind)| match kind.weight(at) {
        some @ 1.. if !even => some,
        some => some.min(1),
    };
    let weights: Vec<usize> = kinds.iter().enumerate().map(weight).collect();
    let sum = weights.iter().sum::<usize>().max(1);
    let mut shares: Vec<usize> = weights.iter().map(|weight| people * weight / sum).collect();
    let first = kinds.iter().position(|kind| kind.weight(0) > 0);
    if let Some(first) = first {
        shares[first] += people - shares.iter().sum::<usize>();
    }
    shares
}

fn person(number: usize, standing: Standing, kind: Kind, state: &State, chance: &mut Chance) -> (Value, Past) {
    let (now, d) = (state.now, state.dialect);
    let (email, comment, group) = names::name(number);
    let quota = *chance.one(&[10, 20, 30, 50, 100, 200]) * GB;
    let share = |chance: &mut Chance, from: u64, to: u64| (quota / 1000) * (from + chance.below(to - from)) as i64;
    let days = |chance: &mut Chance, from: u64, to: u64| (from * 24 + chance.below((to - from) * 24)) as i64 * DAY / 24;
    let (total, expiry, used) = match standing {
        Steady | Paused | Renewing => (quota, now + days(chance, 8, 90), share(chance, 20, 700)),
        Unlimited => (0, 0, share(chance, 100, 5000)),
        NoDataLimit => (0, now + days(chance, 10, 200), share(chance, 50, 3000)),
        NearlyUsedUp => (quota, now + days(chance, 12, 60), quota - GB / 2 - (chance.below(GB as u64) as i64)),
        NearlyExpired => (quota, now + days(chance, 0, 2) + DAY / 3, share(chance, 100, 800)),
        UsedUp => (quota, now + days(chance, 5, 40), quota + (chance.below(90_000_000) as i64)),
        Expired => (quota, now - days(chance, 1, 30) - DAY / 4, share(chance, 100, 900)),
        NeverCame | FirstUse => (quota, -30 * DAY, 0),
    };
    let ended = matches!(standing, UsedUp | Expired);
    let created = (now - days(chance, 20, 400)) / 1000 * 1000;
    let mut entry = json!({
        "email": email, "limitIp": if number % 7 == 3 { 2 } else { 0 }, "totalGB": total, "expiryTime": expiry,
        "enable": standing != Paused && !(ended && d >= Dialect::B), "tgId": if number % 11 == 5 { 100_200_300 + number } else { 0 },
        "subId": chance.hex(16), "comment": comment, "reset": if standing == Renewing { 30 } else { 0 },
        "created_at": created, "updated_at": created,
    });
    if d.modern() && !group.is_empty() {
        entry["group"] = group.into();
    }
    kind.equip(&mut entry, chance);
    let last_online = match standing {
        NeverCame | FirstUse => 0,
        UsedUp | Expired | Paused => now - days(chance, 1, 20),
        _ => now - (chance.below(36 * 3_600_000) as i64) - 30_000,
    };
    let up = used / 14;
    let shut = ended || standing == Paused && d >= Dialect::B;
    (entry, Past { up, down: used - up, last_online, shut })
}

fn settle(
    state: &mut State,
    kind: Kind,
    at: usize,
    clients: Vec<Value>,
    pasts: &[Past],
    chance: &mut Chance,
    second: i64,
) {
    let d = state.dialect;
    let (settings, stream) = kind.documents(d, clients, chance);
    let sniffing = json!({
        "enabled": true, "destOverride": ["http", "tls", "quic", "fakedns"], "metadataOnly": false, "routeOnly": false,
    });
    let turns = at / Kind::all(d).len();
    let mut inbound = Inbound {
        id: state.next_inbound,
        up: pasts.iter().map(|past| past.up).sum(),
        down: pasts.iter().map(|past| past.down).sum(),
        total: 0,
        all_time: pasts.iter().map(|past| past.up + past.down).sum(),
        remark: if turns == 0 { kind.remark().to_string() } else { format!("{} {}", kind.remark(), turns + 1) },
        enable: kind != Kind::VmessTcp || turns > 0,
        expiry: 0,
        traffic_reset: "never".into(),
        traffic_reset_day: 1,
        last_reset: 0,
        listen: String::new(),
        port: if turns == 0 { kind.port() } else { 20_000 + at as i64 },
        protocol: kind.protocol(d).into(),
        settings: Doc::Text(settings.to_string()),
        stream: Doc::Text(stream.to_string()),
        sniffing: Doc::Text(sniffing.to_string()),
        tag: String::new(),
        share_strategy: "node".into(),
        share_address: String::new(),
        sort_index: 1,
    };
    state.next_inbound += 1;
    inbound.adopt_clients(d, second);
    inbound.tag = inbound.own_tag(d);
    for (entry, past) in inbound.settings.clients().iter().zip(pasts) {
        let mut stat = new_stat(entry, inbound.id, d);
        (stat.up, stat.down, stat.all_time, stat.last_online) =
            (past.up, past.down, past.up + past.down, past.last_online);
        stat.enable = !past.shut;
        state.stats.put(stat);
        if d.modern() {
            let created = client::int(entry, "created_at");
            state.people.adopt(entry, &inbound.protocol, inbound.id, created);
        }
    }
    state.inbounds.push(inbound);
}

/// Some have a second way in.
fn second_homes(state: &mut State) {
    let of =
        |protocol: &str| state.inbounds.iter().find(|inbound| inbound.protocol == protocol).map(|inbound| inbound.id);
    let (Some(first), Some(second)) = (state.inbounds.first().map(|inbound| inbound.id), of("trojan")) else { return };
    let some: Vec<String> = state
        .people
        .iter()
        .filter(|person| person.inbounds == [first])
        .step_by(4)
        .take(6)
        .map(|person| person.email.clone())
        .collect();
    for email in some {
        let home = state.stats.get(&email).map(|stat| stat.inbound);
        let _ = state.attach(&email, &[second]);
        if let (Some(stat), Some(home)) = (state.stats.get_mut(&email), home) {
            stat.inbound = home;
        }
    }
}
