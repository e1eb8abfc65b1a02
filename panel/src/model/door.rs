//! What an inbound asks of a new person: which credential, and whether Vision fits.

use super::stream::{Network, Security};
use super::{Inbound, InboundId, InboundOption, Protocol};

/// An inbound as seen by somebody who is to be added to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// The inbound.
    pub id: InboundId,
    /// Its protocol.
    pub protocol: Protocol,
    /// Whether Vision flow fits: VLESS over plain TCP with TLS or REALITY.
    pub vision: bool,
    /// Cipher of a Shadowsocks inbound; empty for others.
    pub cipher: String,
}

impl Door {
    /// Of a whole inbound.
    #[must_use]
    pub fn of(inbound: &Inbound) -> Self {
        let stream = &inbound.stream;
        let secure = matches!(stream.security, Security::Tls(_) | Security::Reality(_));
        let plain = matches!(&stream.network, Network::Tcp(tcp) if tcp.http.is_none());
        Self {
            id: inbound.id,
            protocol: inbound.protocol.clone(),
            vision: inbound.protocol == Protocol::Vless && secure && plain && !inbound.settings.flow_disabled,
            cipher: inbound.settings.method.clone(),
        }
    }

    /// Of a line of the short list.
    #[must_use]
    pub fn of_option(option: &InboundOption) -> Self {
        Self {
            id: option.id,
            protocol: option.protocol.clone(),
            vision: option.protocol == Protocol::Vless && option.vision_capable,
            cipher: option.cipher.clone(),
        }
    }

    /// Whether people can be added at all. WireGuard and MTProto keys only a panel that keeps people apart makes itself
    /// (v3.1.0+); of Shadowsocks 2022 only the AES ciphers know more than one person.
    #[must_use]
    pub fn admits(&self, panel_makes_keys: bool) -> bool {
        match self.protocol {
            Protocol::Vless | Protocol::Vmess | Protocol::Trojan | Protocol::Hysteria => true,
            Protocol::Shadowsocks => !(self.is_2022() && self.cipher.contains("chacha20")),
            Protocol::WireGuard | Protocol::MtProto => panel_makes_keys,
            _ => false,
        }
    }

    /// Whether its people need keys of an exact length and no cipher of their own.
    #[must_use]
    pub fn is_2022(&self) -> bool {
        self.cipher.starts_with("2022-")
    }
}
