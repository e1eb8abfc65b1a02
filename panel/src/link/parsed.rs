//! A link, read.

use crate::model::Secret;

/// The kinds of links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// `vless://`
    Vless,
    /// `vmess://`
    Vmess,
    /// `trojan://`
    Trojan,
    /// `ss://`
    Shadowsocks,
    /// `hysteria2://`, `hy2://`
    Hysteria2,
    /// `wireguard://`, `wg://`
    WireGuard,
    /// `tg://proxy`, `https://t.me/proxy`
    Telegram,
}

impl Scheme {
    /// The one name of the scheme.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Vless => "vless",
            Self::Vmess => "vmess",
            Self::Trojan => "trojan",
            Self::Shadowsocks => "ss",
            Self::Hysteria2 => "hysteria2",
            Self::WireGuard => "wireguard",
            Self::Telegram => "tg",
        }
    }

    /// The scheme of this name, in any letter case.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "vless" => Self::Vless,
            "vmess" => Self::Vmess,
            "trojan" => Self::Trojan,
            "ss" => Self::Shadowsocks,
            "hysteria2" | "hy2" => Self::Hysteria2,
            "wireguard" | "wg" => Self::WireGuard,
            "tg" => Self::Telegram,
            _ => return None,
        })
    }
}

/// A link in the one form in which two links that mean the same are equal (§10): empty values and defaults are gone,
/// other names of a thing are replaced, VMess's JSON has become parameters. It holds the credential, so it has no
/// `Debug`.
#[derive(Clone)]
pub struct Parsed {
    /// Kind of link.
    pub scheme: Scheme,
    /// Id, password, `method:password`, private key or secret.
    pub credential: Secret,
    /// Name or address, lower case, without brackets.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Name of the key; empty where it has none.
    pub remark: String,
    /// The rest, decoded, in the link's order, each key once, no value empty. `extra` and `fm` are JSON text.
    pub params: Vec<(String, String)>,
}

impl Parsed {
    /// A parameter, empty where there is none.
    #[must_use]
    pub fn param(&self, key: &str) -> &str {
        self.params.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value)
    }

    /// Sets a parameter, or takes it out when the value is empty.
    pub(super) fn set(&mut self, key: &str, value: String) {
        let place = self.params.iter().position(|(name, _)| name == key);
        match (place.and_then(|place| self.params.get_mut(place)), value.is_empty()) {
            (Some(pair), false) => pair.1 = value,
            (None, false) => self.params.push((key.to_owned(), value)),
            (_, true) => self.params.retain(|(name, _)| name != key),
        }
    }

    /// Sets a parameter that is missing.
    pub(super) fn default(&mut self, key: &str, value: &str) {
        if self.param(key).is_empty() {
            self.set(key, value.to_owned());
        }
    }
}

/// Equal when they mean the same key: the order of parameters is free (XTLS/Xray-core discussion 716).
impl PartialEq for Parsed {
    fn eq(&self, other: &Self) -> bool {
        self.scheme == other.scheme
            && self.credential == other.credential
            && (&self.host, self.port, &self.remark) == (&other.host, other.port, &other.remark)
            && self.params.len() == other.params.len()
            && self.params.iter().all(|(key, value)| other.param(key) == value)
    }
}

impl Eq for Parsed {}

/// How much is forgiven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// Whatever makes a key unusable in some app is an error (§11).
    Strict,
    /// Only what leaves no host, port or credential is an error. For showing what somebody pasted.
    Lenient,
}

/// Why a text is no usable link: where, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// Which part.
    pub part: Part,
    /// What is wrong with it.
    pub reason: Reason,
}

/// A part of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The text as a whole.
    Whole,
    /// What stands before `://`.
    Scheme,
    /// What stands before `@`.
    Credential,
    /// Host.
    Host,
    /// Port.
    Port,
    /// What stands between the port and `?`.
    Path,
    /// What stands after `#`.
    Name,
    /// The base64 or JSON of a VMess or Shadowsocks link.
    Payload,
    /// The parameter of this name.
    Param(String),
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing there.
    Missing,
    /// Longer than [`LIMIT`](super::LIMIT).
    TooLong,
    /// None of the known values.
    Unknown,
    /// Not of the form it must have.
    Malformed,
    /// A key or id of the wrong length.
    WrongLength,
    /// There twice.
    Repeated,
    /// White space, control characters, or letters that must be escaped.
    Unescaped,
    /// A broken `%` escape, or one of bytes that are no text.
    BadEscape,
    /// Possible elsewhere, but not together with the rest of the link.
    Unsuitable,
    /// A web address: of a subscription perhaps, but not of a key.
    WebAddress,
}

impl ParseError {
    /// An error.
    #[cold]
    pub(super) fn new(part: Part, reason: Reason) -> Self {
        Self { part, reason }
    }

    /// An error in a parameter.
    #[cold]
    pub(super) fn param(key: &str, reason: Reason) -> Self {
        Self { part: Part::Param(key.to_owned()), reason }
    }
}
