//! What one tap does about a finding: the inbound or the person as they are to be written. What does not make the
//! finding go away, or makes something else as bad, is not done at all.

mod cipher;
mod inbound;
mod person;

pub use inbound::changed as changed_inbound;
pub use person::Patch;

use super::{Checkup, Facts, Finding, Fix, Severity, stop};
use crate::model::{Client, Fresh, Inbound, Millis, RealityKeys};

/// Where the change is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The inbound: Xray takes it over anew, and the keys of all its people may change.
    Inbound,
    /// The inbound's switch.
    Switch,
    /// The person alone.
    Person,
}

/// What a change needs that neither the inbound nor the finding has.
#[derive(Clone)]
pub struct Supply {
    /// Random values used for nothing else.
    pub fresh: Fresh,
    /// The time.
    pub now: Millis,
    /// A port that is free.
    pub port: Option<u16>,
    /// A new REALITY key pair, where [`Fix::wants_keys`].
    pub keys: Option<RealityKeys>,
    /// A site a REALITY inbound can look like, where [`Fix::SetTarget`] wants one.
    pub site: Option<&'static str>,
    /// The address the panel is reached by: an inbound cannot look like its own server.
    pub own_host: String,
}

impl Fix {
    /// Where it is written. `None` for what asks for more than a tap, or is no write at all.
    #[must_use]
    pub fn place(self) -> Option<Place> {
        match self {
            Self::EnableInbound => Some(Place::Switch),
            Self::EnableVision
            | Self::DropVision
            | Self::NewId
            | Self::NewPassword
            | Self::EnablePerson
            | Self::ExtendPerson
            | Self::RaiseQuota => Some(Place::Person),
            Self::SetAddress | Self::RenamePerson | Self::UseText | Self::RestartXray | Self::WriteAnew => None,
            _ => Some(Place::Inbound),
        }
    }

    /// Whether the panel must make a new REALITY key pair first.
    #[must_use]
    pub fn wants_keys(self) -> bool {
        self == Self::NewRealityKeys
    }
}

/// The inbound without the finding. `None` where the fix is no change of the inbound, cannot be made, does not help,
/// or would bring about something else that is worse than a warning. The client stands for the inbound's people.
#[must_use]
pub fn mended(
    inbound: &Inbound,
    client: &Client,
    finding: &Finding,
    facts: &Facts,
    supply: &Supply,
) -> Option<Inbound> {
    let after = changed_inbound(inbound, finding.fix?, facts, supply)?;
    let same = after.clients.iter().find(|other| other.name == client.name).unwrap_or(client);
    helps((inbound, client), (&after, same), finding, facts).then_some(after)
}

/// Whether the finding is gone, and nothing worse than a warning is new.
fn helps(before: (&Inbound, &Client), after: (&Inbound, &Client), finding: &Finding, facts: &Facts) -> bool {
    let found = |(inbound, client): (&Inbound, &Client)| Checkup::new(inbound, facts).findings(client);
    if finding.fix == Some(Fix::SetRemark) {
        // What keys are called is among the facts, and was found out before.
        return !after.0.remark.trim().is_empty();
    }
    let old = found(before);
    let new = match finding.fix {
        // What a look at the old target said is no word about the new one.
        Some(Fix::SetTarget) => Checkup::new(after.0, &Facts { target: None, ..facts.clone() }).findings(after.1),
        _ => found(after),
    };
    let like = |other: &Finding| other.rule == finding.rule && other.who == finding.who;
    let known = |other: &Finding| old.iter().any(|old| old.rule == other.rule);
    !new.iter().any(like) && new.iter().all(|other| other.severity <= Severity::Warning || known(other))
}

/// The worst that keeps Xray from starting and is not so already: why a write is not sent. An inbound that is switched
/// off stops nothing, nor does somebody who is: panels leave them out of what Xray reads. `before` is the inbound as it
/// is now, if there is one.
#[must_use]
pub fn would_stop_anew(before: Option<&Inbound>, after: &Inbound, facts: &Facts) -> Option<Finding> {
    if !after.enabled || after.node.is_some() {
        return None;
    }
    let read = |inbound: &Inbound| {
        let mut inbound = inbound.clone();
        inbound.clients.retain(|client| client.enabled);
        stop::all(&inbound, facts)
    };
    let already = before.filter(|before| before.enabled).map(read).unwrap_or_default();
    let new =
        |found: &Finding| found.severity == Severity::ServerDown && !already.iter().any(|old| old.rule == found.rule);
    read(after).into_iter().find(new)
}

/// How many of an inbound's people have another key afterwards.
#[must_use]
pub fn keys_changed(before: &Inbound, after: &Inbound, facts: &Facts) -> usize {
    let differs = |old: &&Client| {
        let new = after.clients.iter().find(|new| new.name == old.name).unwrap_or(old);
        super::Key::written(before, old, facts) != super::Key::written(after, new, facts)
            || old.credential != new.credential
            || before.settings.password != after.settings.password
            || before.settings.method != after.settings.method
            || before.settings.wireguard != after.settings.wireguard
    };
    before.clients.iter().filter(differs).count()
}
