//! One key as it is handed out: the link, its code, and what the doctor says of both.

use panel::doctor::{App, Checkup, Families, Finding, Severity};
use panel::link::{self, Context, Link};
use panel::model::InboundId;
use panel::qr::{self, Qr, TooLong};

use crate::feed::{Entry, Feed};

/// One key of one person.
#[derive(Clone, PartialEq)]
pub struct OwnKey {
    pub inbound: InboundId,
    inbound_name: String,
    /// The link, or why none can be written.
    pub link: Result<Link, link::Error>,
    pub code: Option<Result<Qr, TooLong>>,
    /// What is wrong, the worst first.
    pub findings: Vec<Finding>,
    pub families: Families,
    /// The person's subscription address, where there is one.
    pub subscription: String,
}

impl OwnKey {
    /// The keys of all entries: several where an inbound has several fronts.
    pub fn all(feed: Feed, entries: &[Entry], host: &str, address: &str) -> Vec<Self> {
        entries.iter().flat_map(|entry| Self::of(feed, entry, host, address)).collect()
    }

    fn of(feed: Feed, entry: &Entry, host: &str, address: &str) -> Vec<Self> {
        let facts = feed.facts(entry, host, address);
        let master = feed.master(&entry.inbound);
        let remark_model = feed.remark_model();
        let context =
            Context { host, address, remark_model: &remark_model, master: master.as_ref(), ..Context::default() };
        let checkup = Checkup::new(&entry.inbound, &facts);
        let own = |link: Result<Link, link::Error>| Self {
            inbound: entry.inbound.id,
            inbound_name: feed.inbound_name(&entry.inbound),
            code: link.as_ref().ok().map(|link| qr::encode(&link.text)),
            findings: checkup.findings(&entry.client),
            families: checkup.families(&entry.client),
            subscription: facts.subscription_url.clone(),
            link,
        };
        match link::write(&entry.inbound, &entry.client, &context) {
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

    /// Whether it may be shown as ready: a key that cannot work never is.
    pub fn ready(&self) -> bool {
        self.link.is_ok() && self.worst() < Some(Severity::Dead)
    }

    /// How bad the worst finding is.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// The families of apps that cannot use it.
    pub fn unable(&self) -> Vec<App> {
        self.families.iter().filter(|(_, able)| *able == Some(false)).map(|(app, _)| app).collect()
    }
}
