//! Fixes that are changes of a person, apart from more time and data.

use crate::doctor::mend::Supply;
use crate::doctor::{Fix, shape};
use crate::link::base64;
use crate::model::{Client, Credential, Flow, Inbound, Protocol, Secret};

/// What becomes of a person. No `Debug`: it may hold a credential.
#[derive(Clone, PartialEq, Eq)]
pub enum Patch {
    /// Another flow.
    Flow(Flow),
    /// Another id, password or key.
    Credential(Credential),
}

impl Patch {
    /// The patch a fix is, for people of this inbound.
    #[must_use]
    pub fn of(fix: Fix, inbound: &Inbound, supply: &Supply) -> Option<Self> {
        match fix {
            Fix::EnableVision => Some(Self::Flow(Flow::Vision)),
            Fix::DropVision => Some(Self::Flow(Flow::None)),
            Fix::NewId => Some(Self::Credential(Credential::Uuid(supply.fresh.uuid()))),
            Fix::NewPassword => password(inbound, supply).map(Self::Credential),
            _ => None,
        }
    }

    /// The person afterwards.
    #[must_use]
    pub fn apply(&self, client: &Client) -> Client {
        match self {
            Self::Flow(flow) => Client { flow: flow.clone(), ..client.clone() },
            Self::Credential(credential) => Client { credential: credential.clone(), ..client.clone() },
        }
    }
}

impl Fix {
    /// The people of an inbound it is about, where it is about people whoever the key is for.
    #[must_use]
    pub fn concerns(self, inbound: &Inbound) -> Vec<&Client> {
        let concerned = |client: &&Client| match (self, &inbound.protocol) {
            (Self::DropVision, Protocol::Trojan) => client.flow != Flow::None,
            (Self::DropVision, _) => matches!(client.flow, Flow::Unknown(_)),
            (Self::NewId, _) => match &client.credential {
                Credential::Uuid(id) => !shape::is_client_id(id.expose()),
                _ => true,
            },
            (Self::NewPassword, Protocol::Shadowsocks) => {
                !crate::doctor::shadowsocks::fits(client, &inbound.settings.method)
            }
            _ => false,
        };
        inbound.clients.iter().filter(concerned).collect()
    }
}

fn password(inbound: &Inbound, supply: &Supply) -> Option<Credential> {
    let method = inbound.settings.method.to_ascii_lowercase();
    match inbound.protocol {
        Protocol::Shadowsocks if method.starts_with("2022-") => {
            Some(Credential::Password(Secret::new(base64::encode(supply.fresh.key(&method)))))
        }
        Protocol::Trojan | Protocol::Shadowsocks => Some(Credential::Password(supply.fresh.word())),
        Protocol::Hysteria => Some(Credential::Auth(supply.fresh.word())),
        _ => None,
    }
}
