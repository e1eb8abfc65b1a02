//! The link doctor: what is wrong with a key before it reaches a person, for whom, and what one tap can do about it.
//! It knows the rules measured with real cores and no words: the app says them.

mod address;
mod app;
mod checkup;
mod facts;
mod family;
mod finding;
mod fix;
mod flow;
mod key;
mod log;
mod mask;
pub mod mend;
mod panel_link;
mod person;
mod protocol;
mod reality;
mod remark;
mod rule;
mod shadowsocks;
mod shape;
mod stop;
mod tls;
mod transport;

pub use address::share_a_door;
pub use app::{App, Apps};
pub use checkup::Checkup;
pub use facts::{Certificate, Door, Facts, Target, XrayVersion};
pub use family::Families;
pub use finding::{Finding, Who};
pub use fix::Fix;
pub use key::Key;
pub use log::{Explanation, explain};
pub use rule::{Rule, Severity};
pub use stop::{would_stop, would_stop_xray};

use crate::link::{self, Parsed};
use crate::model::{Client, Inbound, Millis};
use checkup::Case;
use finding::Findings;

/// What is wrong with the key this app writes for a client, the worst first.
#[must_use]
pub fn diagnose(inbound: &Inbound, client: &Client, facts: &Facts) -> Vec<Finding> {
    Checkup::new(inbound, facts).findings(client)
}

/// What is wrong with a key somebody already has, held against the inbound and client it was made for.
#[must_use]
pub fn examine(inbound: &Inbound, client: &Client, key: &Key, facts: &Facts) -> Vec<Finding> {
    Checkup::new(inbound, facts).examine(client, key)
}

/// What is wrong with a link by itself, whatever inbound it was made for: most of what makes a key dead lies with that.
#[must_use]
pub fn examine_link(link: &Parsed, now: Millis) -> Vec<Finding> {
    let (inbound, client) = link::to_inbound(link);
    let facts = Facts { host: link.host.clone(), now, ..Facts::default() };
    let mut found = examine(&inbound, &client, &Key::from(link), &facts);
    found.retain(|found| found.rule.is_of_link());
    found
}

/// Which families of apps can use the key this app writes. What passes again (a person switched off, an address that
/// is not public) does not count: that is said by [`diagnose`].
#[must_use]
pub fn families(inbound: &Inbound, client: &Client, facts: &Facts) -> Families {
    Checkup::new(inbound, facts).families(client)
}
