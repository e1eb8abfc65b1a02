//! What a diagnosis must be told besides the inbound and its client: the doctor knows no clock, no address bar and no
//! other inbound.

use crate::model::{Inbound, Millis};

/// The circumstances of a key. Everything but `host` and `now` may be left at its default: what is not known gives no
/// finding.
#[derive(Clone, Default)]
pub struct Facts {
    /// The address a key carries where the inbound does not say one itself: the same text that is handed to the link.
    pub host: String,
    /// Address chosen instead of the inbound's own, as handed to the link; empty: none.
    pub address: String,
    /// Address of the node the inbound lives on; empty for this server's inbounds.
    pub node_host: String,
    /// The own address of whoever looks at the panel, which proxies confuse with the server's; empty where not known.
    pub visitor_host: String,
    /// Addresses the server is known to have; empty where not known.
    pub server_addresses: Vec<String>,
    /// The server's Xray; `None` is judged like the newest one measured.
    pub xray_version: Option<XrayVersion>,
    /// Now.
    pub now: Millis,
    /// The person's subscription address, empty where there is none.
    pub subscription_url: String,
    /// The name the app would show for the key; `None` where the remark is of no interest.
    pub remark: Option<String>,
    /// Names of the person's other keys.
    pub other_remarks: Vec<String>,
    /// Doors of the other inbounds that are switched on.
    pub neighbours: Vec<Door>,
    /// Ports other programs of the server listen on: the panel, its subscriptions, its proxy.
    pub taken_ports: Vec<u32>,
    /// What a look at the REALITY target said.
    pub target: Option<Target>,
    /// What is known of the server's certificate.
    pub certificate: Option<Certificate>,
    /// A front (CDN, nginx) that speaks HTTP/2 stands before Xray.
    pub front_speaks_h2: bool,
    /// Whether the panel gives Shadowsocks people the cipher Xray wants when it hands the inbound over (v3.0.0+).
    pub panel_aligns_methods: Option<bool>,
    /// The inbound this one is a fallback child of: its door, its fronts and its security count.
    pub master: Option<Box<Inbound>>,
    /// The person was added while Xray runs, and it has not been restarted since.
    pub added_while_running: bool,
}

impl Facts {
    /// The version to judge by.
    pub(super) fn version(&self) -> XrayVersion {
        self.xray_version.unwrap_or(XrayVersion::NEWEST)
    }
}

/// Where another inbound listens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Door {
    /// Address, empty for all.
    pub listen: String,
    /// Port.
    pub port: u32,
}

/// What a look at a REALITY target said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// It answers with TLS 1.3 and X25519.
    pub fit: bool,
    /// Size of its Certificate message in bytes, where known.
    pub certificate_size: Option<u32>,
}

/// What is known of a server's certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certificate {
    /// Its names, also with a `*.` in front.
    pub names: Vec<String>,
    /// Whether devices trust it without being told.
    pub trusted: bool,
    /// Its SHA-256 in lower-case hex; empty where not known.
    pub sha256: String,
    /// Whether the private key belongs to it.
    pub has_its_key: bool,
}

impl Certificate {
    /// Whether the certificate is good for a name.
    #[must_use]
    pub fn covers(&self, name: &str) -> bool {
        self.names.iter().any(|own| match own.strip_prefix("*.") {
            Some(parent) => name.split_once('.').is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(parent)),
            None => own.eq_ignore_ascii_case(name),
        })
    }
}

/// A version of Xray.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct XrayVersion(pub u16, pub u16, pub u16);

impl XrayVersion {
    /// The newest one the rules were measured with.
    pub const NEWEST: Self = Self(26, 7, 28);
    /// The oldest client that a newer server lets in by default.
    pub const LET_IN: Self = Self(26, 3, 27);
    /// From here on masks are apart from mKCP, and clients may not skip the check of a certificate.
    pub const MASKS: Self = Self(26, 3, 0);

    /// Reads `26.7.28`, also behind a word and with a `v`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
        let end = digits.find(|c: char| c != '.' && !c.is_ascii_digit()).unwrap_or(digits.len());
        let mut parts = digits.get(..end)?.split('.').map(str::parse);
        let first = parts.next()?.ok()?;
        Some(Self(first, parts.next()?.ok()?, parts.next().and_then(Result::ok).unwrap_or_default()))
    }
}
