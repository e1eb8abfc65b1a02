//! A cipher every core has, for a Shadowsocks inbound whose own does not start.

use super::Supply;
use crate::doctor::shadowsocks;
use crate::link::base64;
use crate::model::{Client, Credential, Inbound, Protocol, Secret};
use crate::wire::mend::Change;

/// The methods of 2022, each where everybody's key is as long as it wants.
const STRONG: [&str; 2] = ["2022-blake3-aes-256-gcm", "2022-blake3-aes-128-gcm"];
/// What takes any password.
const OPEN: &str = "chacha20-ietf-poly1305";

/// The changes that bring it about. People keep their passwords: newer panels hold these apart from the inbound.
pub(super) fn fitting(inbound: &Inbound, supply: &Supply) -> Option<Vec<Change>> {
    if inbound.protocol != Protocol::Shadowsocks {
        return None;
    }
    let people = &inbound.clients;
    let own = inbound.settings.password.expose();
    let fits = |method: &&str| match people.is_empty() {
        true => own.is_empty() || shadowsocks::fits_key(own, method),
        false => people.iter().all(|client| shadowsocks::fits(client, method)),
    };
    if let Some(method) = STRONG.into_iter().find(|method| fits(method)) {
        let mut changes = vec![Change::Cipher(method), Change::PeoplesCipher(String::new())];
        if !shadowsocks::fits_key(own, method) {
            changes.push(Change::ServerKey(Secret::new(base64::encode(supply.fresh.key(method)))));
        }
        return Some(changes);
    }
    people.iter().all(has_password).then(|| vec![Change::Cipher(OPEN), Change::PeoplesCipher(OPEN.to_owned())])
}

fn has_password(client: &Client) -> bool {
    matches!(&client.credential, Credential::Password(password) if !password.expose().is_empty())
}
