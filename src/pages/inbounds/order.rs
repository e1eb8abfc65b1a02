//! In which order inbounds stand, and which of them a search shows.

use leptos::prelude::*;
use panel::model::InboundId;

use crate::feed::{Feed, InboundRow};
use crate::pages::strip::{self, Choice};
use crate::words::Key;

/// An order of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Panel,
    Name,
    Traffic,
    Online,
    Port,
}

impl Order {
    /// All of them, with the name each is remembered by.
    pub const ALL: &[Choice<Self>] = &[
        (Self::Panel, "panel", Key::SortPanel),
        (Self::Name, "name", Key::SortName),
        (Self::Traffic, "traffic", Key::SortTraffic),
        (Self::Online, "online", Key::SortOnline),
        (Self::Port, "port", Key::SortPort),
    ];
}

impl Order {
    /// What the list is sorted by; rows of the same rank keep the panel's order.
    fn rank(self, row: &InboundRow, online: usize) -> (i64, String) {
        let signed = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        match self {
            Self::Panel => (0, String::new()),
            Self::Name => (0, row.name().to_lowercase()),
            Self::Traffic => (-signed(row.traffic.map_or(0, |traffic| traffic.total().0)), String::new()),
            Self::Online => (-signed(online as u64), String::new()),
            Self::Port => (i64::from(row.port), String::new()),
        }
    }
}

/// The order chosen last in this browser.
pub fn remembered() -> RwSignal<Order> {
    strip::remembered("inbounds.order", Order::ALL, Order::Panel)
}

/// The numbers of the inbounds to show, in order.
pub fn arrange(feed: Feed, text: &str, order: Order) -> Vec<InboundId> {
    let wanted = text.trim().to_lowercase();
    let online = feed.online.get();
    let mut shown: Vec<(InboundId, i64, String)> = Vec::new();
    feed.inbounds.for_each(|id, row| {
        if wanted.is_empty() || row.matches(&wanted) {
            let (rank, name) = order.rank(row, online.of(*id));
            shown.push((*id, rank, name));
        }
    });
    shown.sort_by(|a, b| (a.1, &a.2).cmp(&(b.1, &b.2)));
    shown.into_iter().map(|(id, ..)| id).collect()
}
