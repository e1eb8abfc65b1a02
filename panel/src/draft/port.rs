//! Ports: which are taken, and one to suggest. Panels take any number, and a wrong one stops Xray for everybody.

use super::{ProblemKind, number};
use crate::model::stream::Network;
use crate::model::{Inbound, InboundOption, Ports, Protocol, XRAY_API, XRAY_METRICS};

/// Xray's own doors in every panel.
const XRAY: [u32; 2] = [XRAY_API, XRAY_METRICS];

/// Where a suggested port lies, as in the panel's own form.
const SUGGESTED: std::ops::RangeInclusive<u16> = 10_000..=60_000;

/// Who holds a port.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Holder {
    /// The inbound of this name.
    Inbound(String),
    /// The panel.
    Panel,
    /// The subscription server.
    Subscription,
    /// The web server of this page.
    Page,
    /// Xray itself.
    Xray,
}

/// A port an inbound listens on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenPort {
    /// The port.
    pub port: u32,
    /// The inbound's name.
    pub remark: String,
    /// Whether it listens for UDP alone.
    pub packets: bool,
}

/// Every port a new inbound must keep away from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Of inbounds of this server, switched off ones included.
    pub inbounds: Vec<TakenPort>,
    /// Of the panel and its subscription server, where the settings could be read.
    pub ports: Option<Ports>,
    /// Of the address this page came from.
    pub page: Option<u32>,
    /// Whether the panel lets TCP and UDP share a port (v3.2.0+).
    pub packets_apart: bool,
}

impl TakenPort {
    /// Of a whole inbound. `None` on another server, or where it listens on no port.
    #[must_use]
    pub fn of(inbound: &Inbound) -> Option<Self> {
        let packets =
            is_packets(&inbound.protocol) || matches!(inbound.stream.network, Network::Kcp(_) | Network::Hysteria(_));
        let socket = inbound.listen.starts_with(['/', '@']);
        let name = if inbound.remark.trim().is_empty() { &inbound.tag } else { &inbound.remark };
        let here = inbound.node.is_none() && !socket;
        here.then(|| Self { port: inbound.port, remark: name.clone(), packets })
    }

    /// Of a line of the short list, which tells no transport: it counts as TCP unless the protocol forbids that.
    #[must_use]
    pub fn of_option(option: &InboundOption) -> Option<Self> {
        let name = if option.remark.trim().is_empty() { &option.tag } else { &option.remark };
        let packets = is_packets(&option.protocol);
        option.node.is_none().then(|| Self { port: option.port, remark: name.clone(), packets })
    }
}

fn is_packets(protocol: &Protocol) -> bool {
    matches!(protocol, Protocol::Hysteria | Protocol::WireGuard)
}

impl Taken {
    /// Who holds a TCP port.
    #[must_use]
    pub fn holder(&self, port: u32) -> Option<Holder> {
        let inbound = |taken: &&TakenPort| taken.port == port && !(taken.packets && self.packets_apart);
        if XRAY.contains(&port) {
            Some(Holder::Xray)
        } else if self.ports.is_some_and(|ports| ports.panel == port) {
            Some(Holder::Panel)
        } else if self.ports.is_some_and(|ports| ports.subscription == Some(port)) {
            Some(Holder::Subscription)
        } else if let Some(taken) = self.inbounds.iter().find(inbound) {
            Some(Holder::Inbound(taken.remark.clone()))
        } else {
            (self.page == Some(port)).then_some(Holder::Page)
        }
    }

    /// The inbound that shares a port without being in the way, because it listens for UDP alone.
    #[must_use]
    pub fn neighbour(&self, port: u32) -> Option<&TakenPort> {
        self.inbounds.iter().find(|taken| taken.port == port && taken.packets && self.packets_apart)
    }

    /// A free port: 443, which looks most like the web, else one out of the random bytes, else the next free one.
    #[must_use]
    pub fn suggest(&self, random: &[u8]) -> u16 {
        let (least, most) = SUGGESTED.into_inner();
        let span = u32::from(most - least) + 1;
        let drawn = random.chunks_exact(4).map(|bytes| {
            let number = bytes.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
            least + u16::try_from(number % span).unwrap_or_default()
        });
        let free = |port: &u16| self.holder(u32::from(*port)).is_none();
        std::iter::once(443).chain(drawn).chain(SUGGESTED).find(free).unwrap_or(least)
    }

    pub(super) fn check(&self, text: &str) -> Result<u16, ProblemKind> {
        let port = number(text, 1, 65_535)?;
        let port = u16::try_from(port).map_err(|_| ProblemKind::NotANumber)?;
        match self.holder(u32::from(port)) {
            Some(holder) => Err(ProblemKind::PortTaken(holder)),
            None => Ok(port),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken() -> Taken {
        let port = |port, remark: &str, packets| TakenPort { port, remark: remark.into(), packets };
        Taken {
            inbounds: vec![port(20_443, "Reality main", false), port(8443, "Office", true), port(70_000, "bad", false)],
            ports: Some(Ports { panel: 2053, subscription: Some(2096) }),
            page: Some(443),
            packets_apart: true,
        }
    }

    #[test]
    fn a_taken_port_names_its_holder() {
        let inbound = |name: &str| ProblemKind::PortTaken(Holder::Inbound(name.into()));
        for (text, outcome) in [
            ("2087", Ok(2087)),
            ("۲۰۸۷", Ok(2087)),
            ("8443", Ok(8443)),
            ("443", Err(ProblemKind::PortTaken(Holder::Page))),
            ("2053", Err(ProblemKind::PortTaken(Holder::Panel))),
            ("2096", Err(ProblemKind::PortTaken(Holder::Subscription))),
            ("20443", Err(inbound("Reality main"))),
            ("62789", Err(ProblemKind::PortTaken(Holder::Xray))),
            ("11111", Err(ProblemKind::PortTaken(Holder::Xray))),
            ("", Err(ProblemKind::Missing)),
            ("0", Err(ProblemKind::OutOfRange { least: 1, most: 65_535 })),
            ("65536", Err(ProblemKind::OutOfRange { least: 1, most: 65_535 })),
            ("70000", Err(ProblemKind::OutOfRange { least: 1, most: 65_535 })),
            ("abc", Err(ProblemKind::NotANumber)),
            ("1.5", Err(ProblemKind::NotANumber)),
        ] {
            assert_eq!(taken().check(text), outcome, "{text}");
        }
        let older = Taken { packets_apart: false, ..taken() };
        assert_eq!(older.check("8443"), Err(inbound("Office")));
        assert_eq!(taken().neighbour(8443).map(|port| port.remark.as_str()), Some("Office"));
        assert_eq!((older.neighbour(8443), taken().neighbour(20_443)), (None, None));
    }

    #[test]
    fn the_suggestion_is_443_or_random_and_always_free() {
        assert_eq!(Taken::default().suggest(&[]), 443);
        let busy = taken();
        // 10443 % 50001, and 0 % 50001 after the first draw hit a taken port.
        assert_eq!(busy.suggest(&[0, 0, 0x28, 0xcb, 0, 0, 0, 0]), 10_000);
        assert_eq!(busy.suggest(&[0, 0, 0, 5]), 10_005);
        assert_eq!(busy.suggest(&[0, 0, 0xc3, 0x51]), 10_000);
        assert_eq!(busy.suggest(&[0, 0, 0xc3, 0x50]), 60_000);
        assert_eq!(busy.suggest(&[]), 10_000);
        // 1111 leads to 11111, which is Xray's own.
        assert_eq!(busy.suggest(&[0, 0, 4, 87]), 10_000);
    }
}
