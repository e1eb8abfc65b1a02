//! What protects the way to a door, and the keys that say so (§3, §6, §16).

mod reality;

use super::query::Query;
use super::{Error, Key, base64};
use crate::model::stream::{ExternalProxy, ForceTls, Network, Reality, Security, Stream, Tls};

/// Security as a client meets it.
pub(super) enum Shield<'a> {
    /// None.
    Open,
    /// TLS.
    Tls(TlsView<'a>),
    /// REALITY.
    Reality(&'a Reality),
}

/// TLS as a client meets it: the inbound's values, overridden by the front's.
#[derive(Default)]
pub(super) struct TlsView<'a> {
    pub sni: &'a str,
    pub fingerprint: &'a str,
    alpn: &'a [String],
    pub ech: &'a str,
    pub verify_names: &'a str,
    pins: &'a [String],
    pub insecure: bool,
}

impl<'a> Shield<'a> {
    /// The security at a front, or at the inbound itself.
    pub fn of(stream: &'a Stream, front: Option<&'a ExternalProxy>) -> Result<Self, Error> {
        let force = front.map_or(ForceTls::Same, |front| front.force_tls);
        Ok(match (&stream.security, force) {
            (Security::Other(name), _) => return Err(Error::UnsupportedSecurity(name.clone())),
            (_, ForceTls::None) | (Security::None, ForceTls::Same) => Self::Open,
            (Security::Tls(tls), _) => Self::Tls(TlsView::of(Some(tls), front)),
            (_, ForceTls::Tls) => Self::Tls(TlsView::of(None, front)),
            (Security::Reality(reality), ForceTls::Same) => Self::Reality(reality),
        })
    }

    /// The name in a link.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Open => "none",
            Self::Tls(_) => "tls",
            Self::Reality(_) => "reality",
        }
    }

    /// Puts all keys of the security.
    pub fn put(&self, key: &Key<'_>, query: &mut Query) -> Result<(), Error> {
        query.put("security", self.name());
        match self {
            Self::Open => {}
            Self::Tls(tls) => tls.put(&key.inbound.stream.network, query),
            Self::Reality(reality) => reality::put(reality, key, query)?,
        }
        Ok(())
    }
}

impl<'a> TlsView<'a> {
    fn of(own: Option<&'a Tls>, front: Option<&'a ExternalProxy>) -> Self {
        let mut view = own.map_or_else(Self::default, |tls| Self {
            sni: &tls.server_name,
            fingerprint: &tls.fingerprint,
            alpn: &tls.alpn,
            ech: &tls.ech,
            verify_names: &tls.verify_names,
            pins: &tls.pins,
            insecure: tls.allow_insecure,
        });
        let Some(front) = front else { return view };
        for (value, over) in [
            (&mut view.sni, &front.sni),
            (&mut view.fingerprint, &front.fingerprint),
            (&mut view.ech, &front.ech),
            (&mut view.verify_names, &front.verify_names),
        ] {
            if !over.is_empty() {
                *value = over;
            }
        }
        for (list, over) in [(&mut view.alpn, &front.alpn), (&mut view.pins, &front.pins)] {
            if !over.is_empty() {
                *list = over;
            }
        }
        view
    }

    fn put(&self, network: &Network, query: &mut Query) {
        query.put("fp", self.fingerprint);
        query.put("sni", self.sni);
        query.put("alpn", &self.alpn(network));
        // An empty `ech` switches ECH on in Hiddify, so it must be absent; `put` sees to it.
        query.put("ech", self.ech);
        query.put("vcn", self.verify_names);
        query.put("pcs", &self.pins());
        if self.insecure {
            // v2rayN and older apps read the one, v2rayNG the other.
            query.put("allowInsecure", "1");
            query.put("insecure", "1");
        }
    }

    /// ALPN names joined. Over WebSocket and HTTPUpgrade a list with h2 becomes `http/1.1`: Xray 26.7.28 negotiates
    /// h2 with the panels' stock list and then cannot speak WebSocket over it (§16).
    pub fn alpn(&self, network: &Network) -> String {
        let upgrades = matches!(network, Network::WebSocket(_) | Network::HttpUpgrade(_));
        if upgrades && self.alpn.iter().any(|name| name == "h2") {
            return "http/1.1".to_owned();
        }
        self.alpn.join(",")
    }

    /// Pins joined, each as 64 lower-case hex digits: the only form Xray takes (§16). One that is neither hex nor
    /// base64 stays as it is, for the doctor to find.
    pub fn pins(&self) -> String {
        let hex: Vec<String> = self.pins.iter().map(|pin| pin_hex(pin)).collect();
        hex.join(",")
    }
}

/// A SHA-256 pin as hex, from hex with or without colons, or from base64.
pub(super) fn pin_hex(pin: &str) -> String {
    let digits: String = pin.chars().filter(|c| !matches!(c, ':' | ' ' | '-')).collect();
    if digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return digits.to_ascii_lowercase();
    }
    match base64::decode_32(pin) {
        Some(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        None => pin.to_owned(),
    }
}

/// Whether a text is nothing but hex digits, at least one.
pub(super) fn is_hex(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
