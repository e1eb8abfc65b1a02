//! The order of an examination: first what stops Xray, then each key against its server, then what the panel's own
//! links get wrong.

use super::finding::Findings;
use super::{Apps, Facts, Families, Finding, Key, Severity, XrayVersion};
use super::{
    address, family, flow, mask, panel_link, person, protocol, reality, remark, shadowsocks, shape, stop, tls,
    transport,
};
use crate::model::stream::Reality;
use crate::model::{Client, ClientStats, Inbound, Protocol};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;

/// An inbound looked at once for all its people: what does not depend on the person is worked out only once.
pub struct Checkup<'a> {
    inbound: Cow<'a, Inbound>,
    facts: &'a Facts,
    version: XrayVersion,
    stops: Vec<Finding>,
    public_key: OnceCell<Option<String>>,
    /// Where the counters of a name are.
    stats: OnceCell<HashMap<String, usize>>,
}

/// One key of one client under examination.
pub(super) struct Case<'a> {
    pub(super) checkup: &'a Checkup<'a>,
    pub(super) inbound: &'a Inbound,
    pub(super) client: &'a Client,
    pub(super) facts: &'a Facts,
    pub(super) version: XrayVersion,
    pub(super) key: &'a Key,
    /// The keys this app writes for the client.
    pub(super) own: &'a [Key],
    /// Somebody else's key: it may differ from what this app writes.
    pub(super) foreign: bool,
    /// The inbound itself is the one person (Shadowsocks without clients).
    pub(super) single_user: bool,
}

impl<'a> Checkup<'a> {
    /// Looks at an inbound.
    #[must_use]
    pub fn new(inbound: &'a Inbound, facts: &'a Facts) -> Self {
        let stops = if inbound.slim { Vec::new() } else { stop::all(inbound, facts) };
        let inbound = match &facts.master {
            Some(master) if !shape::is_public_listen(&inbound.listen) => Cow::Owned(through(master, inbound)),
            _ => Cow::Borrowed(inbound),
        };
        Self { inbound, facts, version: facts.version(), stops, public_key: OnceCell::new(), stats: OnceCell::new() }
    }

    /// What is wrong with the key this app writes for a client, the worst first.
    #[must_use]
    pub fn findings(&self, client: &Client) -> Vec<Finding> {
        let mut own = Key::written(&self.inbound, client, self.facts);
        let mut found = Findings::new(self.stops.clone());
        remark::measure(&self.inbound, client, self.facts, &mut own);
        for key in &own {
            self.case(client, key, &own, false).all(&mut found);
        }
        if !self.inbound.slim {
            panel_link::check(&self.inbound, client, self.facts, &mut found);
        }
        found.sorted()
    }

    /// What is wrong with a key somebody already has, the worst first.
    #[must_use]
    pub fn examine(&self, client: &Client, key: &Key) -> Vec<Finding> {
        let own = Key::written(&self.inbound, client, self.facts);
        let mut found = Findings::new(self.stops.clone());
        self.case(client, key, &own, true).all(&mut found);
        found.sorted()
    }

    /// Which families of apps can use the key this app writes for a client.
    #[must_use]
    pub fn families(&self, client: &Client) -> Families {
        let own = Key::written(&self.inbound, client, self.facts);
        let mut found = Findings::new(self.stops.clone());
        let mut unknown = Apps::NONE;
        for key in &own {
            let case = self.case(client, key, &own, false);
            if self.inbound.slim {
                unknown = Apps::ALL;
                continue;
            }
            case.compatibility(&mut found);
            unknown = unknown.with(family::unknown(&case));
        }
        Families::of(&found.sorted(), unknown)
    }

    fn case<'b>(&'b self, client: &'b Client, key: &'b Key, own: &'b [Key], foreign: bool) -> Case<'b> {
        Case {
            checkup: self,
            inbound: &self.inbound,
            client,
            facts: self.facts,
            version: self.version,
            key,
            own,
            foreign,
            single_user: self.inbound.protocol == Protocol::Shadowsocks && self.inbound.clients.is_empty(),
        }
    }

    /// Whether Xray does not start with the inbound.
    pub(super) fn is_down(&self) -> bool {
        self.stops.first().is_some_and(|worst| worst.severity == Severity::ServerDown)
    }

    /// The counters of a person.
    pub(super) fn stats(&self, name: &str) -> Option<&ClientStats> {
        let by_name =
            || self.inbound.stats.iter().enumerate().map(|(at, stats)| (stats.name.to_lowercase(), at)).collect();
        let at = self.stats.get_or_init(by_name).get(&name.to_lowercase())?;
        self.inbound.stats.get(*at)
    }

    pub(super) fn public_key(&self, reality: &Reality) -> Option<String> {
        self.public_key.get_or_init(|| shape::public_key(reality.private_key.expose())).clone()
    }
}

/// A fallback child as its people meet it: behind its master's door, with its own transport.
fn through(master: &Inbound, child: &Inbound) -> Inbound {
    let mut seen = child.clone();
    seen.listen.clone_from(&master.listen);
    seen.port = master.port;
    seen.stream.security.clone_from(&master.stream.security);
    seen.stream.external.clone_from(&master.stream.external);
    seen
}

impl Case<'_> {
    fn all(&self, found: &mut Findings) {
        person::check(self, found);
        address::check(self, found);
        if self.inbound.slim {
            // Neither credentials nor transports are there to be judged.
            return;
        }
        remark::check(self, found);
        self.compatibility(found);
    }

    /// What server, key and app make of each other.
    fn compatibility(&self, found: &mut Findings) {
        if self.inbound.protocol == Protocol::MtProto {
            // Telegram's own protocol, which Xray has no part in.
            return;
        }
        flow::check(self, found);
        if let Some(reality) = self.inbound.stream.security.reality() {
            reality::check(self, reality, found);
        }
        tls::check(self, found);
        transport::check(self, found);
        mask::check(self, found);
        protocol::check(self, found);
        shadowsocks::check(self, found);
        family::check(self, found);
    }
}
