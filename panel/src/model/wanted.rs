//! New things, checked: what a draft becomes once nothing about it would stop Xray or make a dead key.

use super::{Expiry, InboundId, Millis, Quota, RealityKeys, SigningKeys};

/// A person to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    /// Name.
    pub name: String,
    /// Data limit.
    pub quota: Quota,
    /// End.
    pub expiry: Expiry,
    /// Simultaneous addresses allowed, 0 for any number.
    pub limit_ip: u32,
    /// Free text of the operator.
    pub comment: String,
    /// Group label, empty for none.
    pub group: String,
    /// Inbounds to add the person to. Empty for the first person of a new inbound.
    pub inbounds: Vec<InboundId>,
}

/// Which apps a new Reality inbound lets in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Apps {
    /// Only apps with a new Xray inside: what the core does by itself from v26.7 on.
    #[default]
    NewXrayOnly,
    /// Any app. The core warns that this is easier to notice.
    AnyApp,
}

/// The site a Reality inbound looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Host and port of the site.
    pub target: String,
    /// Names the inbound answers to; never empty.
    pub server_names: Vec<String>,
}

/// A Reality inbound as the form describes it: everything but keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RealityPlan {
    /// The operator's name for it.
    pub remark: String,
    /// Port, never one that is taken.
    pub port: u16,
    /// The site it looks like.
    pub site: Site,
    /// Address people connect to; empty: the one the panel is reached by.
    pub address: String,
    /// Which apps it lets in.
    pub apps: Apps,
    /// Whether its people get Vision flow.
    pub vision: bool,
    /// Whether it also signs with ML-DSA-65.
    pub signed: bool,
    /// The browser its people's apps pretend to be.
    pub fingerprint: &'static str,
    /// The first person.
    pub person: NewPerson,
}

/// A Reality inbound to be added, with its first person.
#[derive(Clone, PartialEq, Eq)]
pub struct NewReality {
    /// What the form said.
    pub plan: RealityPlan,
    /// Keys the panel made for it.
    pub keys: RealityKeys,
    /// ML-DSA-65 keys the panel made for it.
    pub signing: Option<SigningKeys>,
    /// Short ids, the one for links first.
    pub short_ids: Vec<String>,
    /// What is random about the first person.
    pub fresh: super::Fresh,
}

/// An API token to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewToken {
    /// Name.
    pub name: String,
    /// What it may do; `None` where the panel knows no scopes.
    pub scope: Option<String>,
    /// When it ends; `None` for never.
    pub expires: Option<Millis>,
}
