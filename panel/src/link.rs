//! Share links, both directions: an inbound and a client become the text an app reads, and such a text becomes typed
//! values again. One file per scheme. Owns the rules of the "share link spec" (its sections are named as §n here) and
//! knows nothing of panels' JSON, which `wire` reads, nor of what makes a well-written key useless, which is
//! `doctor`'s.
//!
//! ```
//! use panel::link::{self, Context, Strictness};
//! use panel::model::{Credential, Secret};
//!
//! let text = "trojan://s3cret@vpn.example.com:443?type=ws&path=%2Fchat&security=tls&sni=vpn.example.com#Office";
//! let parsed = link::parse(text, Strictness::Strict).unwrap();
//! assert_eq!((parsed.host.as_str(), parsed.port, parsed.param("path")), ("vpn.example.com", 443, "/chat"));
//!
//! let (inbound, mut client) = link::to_inbound(&parsed);
//! client.credential = Credential::Password(Secret::new("another"));
//! let links = link::write(&inbound, &client, &Context::default()).unwrap();
//! assert_eq!(links[0].text, text.replace("s3cret", "another"));
//! ```

mod address;
pub(crate) mod base64;
mod digest;
mod endpoint;
mod error;
mod hysteria;
mod inbound;
mod keys;
mod parsed;
mod percent;
mod punycode;
mod query;
mod read;
mod remark;
mod security;
mod shadowsocks;
mod telegram;
mod transport;
mod trojan;
mod vless;
mod vmess;
mod wireguard;

pub use error::Error;
pub use inbound::{owner, protocol, to_inbound};
pub use keys::{public_key, public_key_standard};
pub use parsed::{ParseError, Parsed, Part, Reason, Scheme, Strictness};
pub use read::{LIMIT, parse};

use crate::model::{Client, Inbound, Protocol};
use endpoint::Endpoint;

/// One link, ready to hand out. It holds the credential, so it has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Link {
    /// The link itself: ASCII, no white space.
    pub text: String,
    /// The name an app shows, decoded. Telegram has no place for it in its link.
    pub name: String,
    /// Where it points: a name, or an address without brackets.
    pub address: String,
    /// Port it points to.
    pub port: u16,
}

/// What a link needs to know besides the inbound and the client.
#[derive(Clone, Copy, Default)]
pub struct Context<'a> {
    /// Host by which the admin reaches the panel, as the browser gives it; a port and brackets do not hurt.
    pub host: &'a str,
    /// Address chosen instead of the inbound's own; empty: none. Fronts (`externalProxy`) keep theirs.
    pub address: &'a str,
    /// Address of the node an inbound lives on; empty for inbounds of this server, and where it is not known.
    pub node_host: &'a str,
    /// Separator and order of a link's name (§4), `-ieo` when empty.
    pub remark_model: &'a str,
    /// The inbound this one is a fallback child of, if any (§3).
    pub master: Option<&'a Inbound>,
    /// Which crawler path REALITY links carry.
    pub spider: Spider,
}

impl<'a> Context<'a> {
    /// A context that knows only by which host the panel is reached.
    #[must_use]
    pub fn new(host: &'a str) -> Self {
        Self { host, ..Self::default() }
    }
}

/// Which crawler path (`spx`) REALITY links carry. No server checks it (§6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spider {
    /// As stored in the inbound.
    #[default]
    Stored,
    /// Derived per person, like panels since v3.5.0.
    PerPerson,
}

/// Links of one client: one per front (`externalProxy` entry), or one.
///
/// # Errors
///
/// [`Error`] says which required field no link can be written without. Every link that comes out is complete.
pub fn write(inbound: &Inbound, client: &Client, context: &Context<'_>) -> Result<Vec<Link>, Error> {
    each(inbound, Some(client), context)
}

/// Links of the client of this name, compared without letter case as panels do.
///
/// # Errors
///
/// [`Error::NoClient`] when there is none, else as [`write()`].
pub fn write_named(inbound: &Inbound, name: &str, context: &Context<'_>) -> Result<Vec<Link>, Error> {
    if inbound.settings.unreadable {
        return Err(Error::BadJson);
    }
    let named = |client: &&Client| client.name == name || client.name.to_lowercase() == name.to_lowercase();
    let client = inbound.clients.iter().find(named).ok_or(Error::NoClient)?;
    write(inbound, client, context)
}

/// Links of an inbound that is one key by itself: Shadowsocks without clients (§8).
///
/// # Errors
///
/// [`Error::NoClient`] when the protocol gives keys only to clients, else as [`write()`].
pub fn write_alone(inbound: &Inbound, context: &Context<'_>) -> Result<Vec<Link>, Error> {
    each(inbound, None, context)
}

fn each(inbound: &Inbound, client: Option<&Client>, context: &Context<'_>) -> Result<Vec<Link>, Error> {
    if inbound.slim {
        return Err(Error::Slim);
    }
    if inbound.settings.unreadable || inbound.stream.unreadable {
        return Err(Error::BadJson);
    }
    let write = writer(&inbound.protocol)?;
    let key = Key { inbound, client, context };
    let endpoints = endpoint::all(inbound, context)?;
    endpoints.into_iter().map(|endpoint| one(write, &key, endpoint)).collect()
}

fn one(write: Writer, key: &Key<'_>, endpoint: Endpoint<'_>) -> Result<Link, Error> {
    let name = remark::name(key, &endpoint);
    let text = write(key, &endpoint, &name)?;
    Ok(Link { text, name, address: endpoint.host, port: endpoint.port })
}

/// What every scheme writes from.
struct Key<'a> {
    inbound: &'a Inbound,
    client: Option<&'a Client>,
    context: &'a Context<'a>,
}

impl<'a> Key<'a> {
    fn client(&self) -> Result<&'a Client, Error> {
        self.client.ok_or(Error::NoClient)
    }
}

type Writer = fn(&Key<'_>, &Endpoint<'_>, &str) -> Result<String, Error>;

fn writer(protocol: &Protocol) -> Result<Writer, Error> {
    Ok(match protocol {
        Protocol::Vless => vless::write,
        Protocol::Vmess => vmess::write,
        Protocol::Trojan => trojan::write,
        Protocol::Shadowsocks => shadowsocks::write,
        Protocol::Hysteria => hysteria::write,
        Protocol::WireGuard => wireguard::write,
        Protocol::MtProto => telegram::write,
        _ => return Err(Error::UnsupportedProtocol),
    })
}
