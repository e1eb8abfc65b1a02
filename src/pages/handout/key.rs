//! One key as it is handed out: the link and its code, and what the doctor says of both.

use leptos::prelude::*;
use panel::doctor::{App, Checkup, Facts, Families, Finding, Severity, Who};
use panel::link::{self, Link};
use panel::qr::{self, Qr, TooLong};

use crate::feed::{Cure, Entry, Feed};

/// One key of one person.
#[derive(Clone, PartialEq)]
pub struct OwnKey {
    entry: Entry,
    host: String,
    address: String,
    inbound_name: String,
    /// What the first key of the entry is called.
    remark: Option<String>,
    /// The link, or why none can be written.
    pub link: Result<Link, link::Error>,
    /// The person's subscription address, where there is one.
    pub subscription: String,
}

impl OwnKey {
    /// The keys of all entries: several where an inbound has several fronts.
    pub fn all(feed: Feed, entries: &[Entry], host: &str, address: &str) -> Vec<Self> {
        entries.iter().flat_map(|entry| Self::of(feed, entry, host, address)).collect()
    }

    fn of(feed: Feed, entry: &Entry, host: &str, address: &str) -> Vec<Self> {
        let written = feed.links(&entry.inbound, &entry.client, host, address);
        let remark = written.as_ref().ok().and_then(|links| links.first()).map(|link| link.name.clone());
        let own = |link: Result<Link, link::Error>| Self {
            entry: entry.clone(),
            host: host.to_owned(),
            address: address.to_owned(),
            inbound_name: feed.inbound_name(&entry.inbound),
            remark: remark.clone(),
            subscription: feed
                .defaults
                .with(|defaults| defaults.subscription(&entry.client.sub_id))
                .unwrap_or_default(),
            link,
        };
        match written {
            Ok(links) => links.into_iter().map(|link| own(Ok(link))).collect(),
            Err(error) => vec![own(Err(error))],
        }
    }

    /// What to call it among the person's keys.
    pub fn label(&self) -> String {
        match &self.link {
            Ok(link) if !link.name.is_empty() => link.name.clone(),
            _ => self.inbound_name.clone(),
        }
    }

    /// The text to hand over.
    pub fn text(&self) -> Option<&str> {
        self.link.as_ref().ok().map(|link| link.text.as_str())
    }

    /// The link as a code.
    pub fn code(&self) -> Option<Result<Qr, TooLong>> {
        self.text().map(qr::encode)
    }

    /// What the doctor says of it, tracked.
    pub fn check(&self, feed: Feed) -> Checked {
        let facts = feed.facts(&self.entry, &self.host, &self.address);
        let facts = Facts { remark: self.remark.clone(), ..facts };
        let checkup = Checkup::new(&self.entry.inbound, &facts);
        let client = &self.entry.client;
        Checked { key: self.clone(), findings: checkup.findings(client), families: checkup.families(client) }
    }
}

/// A key with what the doctor says of it.
#[derive(Clone, PartialEq)]
pub struct Checked {
    /// The key.
    pub key: OwnKey,
    /// What is wrong, the worst first.
    pub findings: Vec<Finding>,
    families: Families,
}

impl Checked {
    /// The tap that mends a finding.
    pub fn cure(&self, feed: Feed, found: &Finding) -> Option<Cure> {
        let OwnKey { entry, host, address, .. } = &self.key;
        Cure::of(found, entry.inbound.id, &entry.client, host, address).filter(|cure| cure.helps(feed.best_port_free()))
    }

    /// Whether it names apps that cannot use the key, and a tap lets them in.
    pub fn lets_more_apps_in(&self, feed: Feed, found: &Finding) -> bool {
        matches!(found.who, Who::Apps(_)) && found.severity >= Severity::Warning && self.cure(feed, found).is_some()
    }

    /// Whether it may be shown as ready: a key that cannot work never is.
    pub fn ready(&self) -> bool {
        self.key.link.is_ok() && self.findings.iter().all(|finding| finding.severity < Severity::Dead)
    }

    /// The families of apps that cannot use it.
    pub fn unable(&self) -> Vec<App> {
        self.families.iter().filter(|(_, able)| *able == Some(false)).map(|(app, _)| app).collect()
    }
}
