//! The numbers of the machine.

use leptos::prelude::*;
use panel::model::server::{Filled, Hundredths, NetFlow, Permille, Status};
use panel::model::{Bytes, Traffic};
use panel::units::{self, Usage};

use super::{unknown, xray};
use crate::browser::intl;
use crate::feed::{Feed, use_feed};
use crate::pages::level;
use crate::parts::{Facts, Tile, Tone, live};
use crate::session::use_session;
use crate::words::{Key, fill};

/// What a tile tells: the number, one more line, and how full that is.
type Said = (String, String, Option<Usage>);

/// The tiles in their order.
const TILES: [Key; 8] =
    [Key::Cpu, Key::Memory, Key::Online, Key::Connections, Key::NetworkNow, Key::TotalTraffic, Key::Disk, Key::Swap];

/// All tiles.
#[component]
pub fn Tiles() -> impl IntoView {
    let feed = use_feed();
    let tile = move |name: Key| {
        let said = Memo::new(move |_| said(feed, name));
        let tone = Signal::derive(move || said.with(|said| said.2.map_or(Tone::Quiet, |usage| level(usage.level))));
        view! { <Tile name said tone /> }
    };
    view! { <div class="grid2">{TILES.map(tile).collect_view()}</div> }
}

fn said(feed: Feed, name: Key) -> Said {
    if name == Key::Online {
        let note = feed.people_count().map(|total| fill(Key::OfPeople, &[("total", &total.to_string())]));
        return (feed.online_count().to_string(), note.unwrap_or_default(), None);
    }
    let known = feed.status.with(|status| status.as_ref().map(|status| of_status(status, name)));
    known.unwrap_or_else(|| (unknown(), String::new(), None))
}

fn of_status(status: &Status, name: Key) -> Said {
    match name {
        Key::Cpu => {
            let cores = status.cpu_threads.unwrap_or(status.cpu_cores).to_string();
            let [now, ..] = status.loads;
            let values = [("cores", cores.as_str()), ("load", &hundredths(now))];
            (
                percent(status.cpu),
                fill(Key::CoresAndLoad, &values),
                Usage::part(Bytes(status.cpu.0.into()), Bytes(1000)),
            )
        }
        Key::Memory => filled(status.memory),
        Key::Swap => filled(status.swap),
        Key::Disk => filled(status.disk),
        Key::Connections => {
            let (tcp, udp) = (status.tcp.to_string(), status.udp.to_string());
            let all = u64::from(status.tcp) + u64::from(status.udp);
            (all.to_string(), fill(Key::TcpAndUdp, &[("tcp", &tcp), ("udp", &udp)]), None)
        }
        Key::NetworkNow => flow(status.speed, units::speed),
        _ => flow(status.transferred, units::bytes),
    }
}

fn flow(flow: NetFlow, word: fn(Bytes) -> String) -> Said {
    let all = Traffic { up: flow.sent, down: flow.received }.total();
    (word(all), fill(Key::OutAndIn, &[("out", &word(flow.sent)), ("in", &word(flow.received))]), None)
}

fn filled(part: Filled) -> Said {
    if part.total.0 == 0 {
        return (unknown(), crate::words::t(Key::NoneThere).into(), None);
    }
    let note = fill(Key::OfTotal, &[("total", &units::bytes(part.total))]);
    (units::bytes(part.current), note, Usage::part(part.current, part.total))
}

/// Tenths of a percent as whole percent.
pub fn percent(part: Permille) -> String {
    format!("{} %", (part.0 + 5) / 10)
}

fn hundredths(load: Hundredths) -> String {
    format!("{}.{:02}", load.0 / 100, load.0 % 100)
}

/// What changes seldom.
#[component]
pub fn Machine() -> impl IntoView {
    let feed = use_feed();
    let session = use_session();
    let rows = Memo::new(move |_| {
        let panel = session.panel().map(|panel| panel.label()).unwrap_or_default();
        let mut rows = feed.status.with(|status| status.as_ref().map(facts)).unwrap_or_default();
        rows.push((Key::ThisPanel, panel, false));
        rows.retain(|(_, value, _)| !value.is_empty());
        rows
    });
    view! { <section class="card block facts-card">{live(move || view! { <Facts rows=rows.get() /> })}</section> }
}

fn facts(status: &Status) -> Vec<(Key, String, bool)> {
    vec![
        (Key::Uptime, intl::span(xray::millis(status.uptime)), false),
        (Key::PublicIpv4, status.ipv4.clone().unwrap_or_default(), true),
        (Key::PublicIpv6, status.ipv6.clone().unwrap_or_default(), true),
    ]
}
