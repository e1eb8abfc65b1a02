//! What a key says, as far as it decides whether it works: made from an inbound and its client, or taken from a link
//! somebody already has.

mod read;

use super::{Facts, shape};
use crate::model::stream::{ExternalProxy, ForceTls, HttpPath, Network, Reality, Security, Tls};
use crate::model::{Client, Flow, Inbound, Protocol, ShareAddress};

/// The values of a key. What a protocol or transport has no use for stays empty. Some are secret: no `Debug`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Key {
    /// Address.
    pub host: String,
    /// Port, as written.
    pub port: u32,
    /// Transport.
    pub network: String,
    /// `none`, `tls` or `reality`.
    pub security: String,
    /// VLESS flow.
    pub flow: String,
    /// VLESS encryption; empty means `none`.
    pub encryption: String,
    /// VMess cipher.
    pub cipher: String,
    /// Server name.
    pub sni: String,
    /// uTLS fingerprint.
    pub fingerprint: String,
    /// ALPN names.
    pub alpn: Vec<String>,
    /// REALITY public key.
    pub public_key: String,
    /// REALITY short id.
    pub short_id: String,
    /// REALITY crawl path.
    pub spider_x: String,
    /// REALITY ML-DSA-65 public key.
    pub mldsa65_verify: String,
    /// Certificate pins.
    pub pins: Vec<String>,
    /// Names the certificate is checked by.
    pub verify_names: String,
    /// ECH config list or where to ask for it.
    pub ech: String,
    /// The app is told not to check the certificate.
    pub insecure: bool,
    /// Path of ws, httpupgrade, xhttp and of the tcp header.
    pub path: String,
    /// Host of ws, httpupgrade, xhttp and of the tcp header.
    pub host_header: String,
    /// grpc service name.
    pub service_name: String,
    /// xhttp mode.
    pub mode: String,
    /// `http` for the tcp header; disguise of mKCP.
    pub header_type: String,
    /// mKCP password.
    pub seed: String,
    /// `extra` of xhttp, as JSON.
    pub extra: String,
    /// `fm`, as JSON.
    pub masks: String,
    /// Hysteria's salamander password.
    pub obfs_password: String,
    /// Length of the link in characters, 0 where not known.
    pub length: usize,
}

impl Key {
    /// The keys this app writes for a client: one, or one per front.
    #[must_use]
    pub fn written(inbound: &Inbound, client: &Client, facts: &Facts) -> Vec<Self> {
        match inbound.stream.external.as_slice() {
            [] => vec![Self::one(inbound, client, facts, None)],
            fronts => fronts.iter().map(|front| Self::one(inbound, client, facts, Some(front))).collect(),
        }
    }

    fn one(inbound: &Inbound, client: &Client, facts: &Facts, front: Option<&ExternalProxy>) -> Self {
        let mut key = Self {
            host: address(inbound, facts, front),
            port: front.map(|f| f.port).filter(|port| *port != 0).unwrap_or(inbound.port),
            network: inbound.stream.network.name().to_owned(),
            security: security(&inbound.stream.security, front).to_owned(),
            masks: inbound.stream.mask.shared.0.clone(),
            ..Self::default()
        };
        key.take_transport(&inbound.stream.network);
        match key.security.as_str() {
            "tls" => key.take_tls(inbound.stream.security.tls(), front),
            "reality" => inbound.stream.security.reality().into_iter().for_each(|reality| key.take_reality(reality)),
            _ => {}
        }
        key.take_protocol(inbound, client);
        key
    }

    fn take_transport(&mut self, network: &Network) {
        match network {
            Network::Tcp(tcp) => {
                if let Some(http) = &tcp.http {
                    self.header_type = "http".to_owned();
                    self.path = http.paths.join(",");
                    self.host_header.clone_from(&http.host);
                }
            }
            Network::WebSocket(ws) | Network::HttpUpgrade(ws) => self.take_path(ws),
            Network::Xhttp(xhttp) => {
                self.path.clone_from(&xhttp.path);
                self.host_header = xhttp.effective_host().to_owned();
                self.mode = if xhttp.mode.is_empty() { "auto".to_owned() } else { xhttp.mode.clone() };
                self.extra.clone_from(&xhttp.extra.0);
            }
            Network::Grpc(grpc) => self.service_name.clone_from(&grpc.service_name),
            Network::Kcp(kcp) => {
                self.header_type = kcp.header.clone().filter(|header| header != "none").unwrap_or_default();
                self.seed = kcp.seed.clone().unwrap_or_default();
            }
            Network::Hysteria(_) | Network::Other(_) => {}
        }
    }

    fn take_path(&mut self, http: &HttpPath) {
        self.path.clone_from(&http.path);
        self.host_header = http.effective_host().to_owned();
    }

    fn take_tls(&mut self, tls: Option<&Tls>, front: Option<&ExternalProxy>) {
        let none = (Tls::default(), ExternalProxy::default());
        let (tls, front) = (tls.unwrap_or(&none.0), front.unwrap_or(&none.1));
        let either = |own: &str, other: &str| if own.is_empty() { other.to_owned() } else { own.to_owned() };
        let list = |own: &[String], other: &[String]| if own.is_empty() { other.to_vec() } else { own.to_vec() };
        self.sni = either(&front.sni, &tls.server_name);
        self.fingerprint = either(&front.fingerprint, &tls.fingerprint);
        self.alpn = list(&front.alpn, &tls.alpn);
        if matches!(self.network.as_str(), "ws" | "httpupgrade") && self.alpn.iter().any(|name| name == "h2") {
            self.alpn = vec!["http/1.1".to_owned()];
        }
        self.pins = list(&front.pins, &tls.pins).iter().map(|pin| shape::pin_as_hex(pin)).collect();
        self.verify_names = either(&front.verify_names, &tls.verify_names);
        self.ech = either(&front.ech, &tls.ech);
        self.insecure = front.allow_insecure || tls.allow_insecure;
    }

    fn take_reality(&mut self, reality: &Reality) {
        self.public_key.clone_from(&reality.public_key);
        if self.public_key.is_empty() {
            self.public_key = shape::public_key(reality.private_key.expose()).unwrap_or_default();
        }
        self.sni = match (reality.server_name.as_str(), reality.server_names.first()) {
            ("", Some(first)) => first.clone(),
            ("", None) => reality.target.rsplit_once(':').map_or("", |(host, _)| host).to_owned(),
            (own, _) => own.to_owned(),
        };
        self.short_id = reality.short_ids.first().cloned().unwrap_or_default();
        self.spider_x = Some(&reality.spider_x).filter(|path| path.starts_with('/')).cloned().unwrap_or_default();
        self.mldsa65_verify.clone_from(&reality.mldsa65_verify);
        self.fingerprint = match reality.fingerprint.as_str() {
            "" | "android" | "360" | "unsafe" => "chrome".to_owned(),
            other => other.to_owned(),
        };
    }

    fn take_protocol(&mut self, inbound: &Inbound, client: &Client) {
        match inbound.protocol {
            Protocol::Vless => {
                self.encryption.clone_from(&inbound.settings.encryption);
                let carried = self.network == "tcp" && self.security != "none" || self.encrypts();
                if carried && !inbound.settings.flow_disabled {
                    self.flow = flow_name(&client.flow).to_owned();
                }
            }
            Protocol::Vmess => {
                self.cipher = match (client.security.as_str(), self.security.as_str()) {
                    ("" | "none" | "zero" | "auto", "tls") => "aes-128-gcm".to_owned(),
                    ("" | "none" | "zero", _) => "auto".to_owned(),
                    (other, _) => other.to_owned(),
                }
            }
            Protocol::Hysteria => {
                self.masks.clear();
                self.obfs_password =
                    inbound.stream.mask.salamander().map(|m| m.password.expose().to_owned()).unwrap_or_default();
            }
            _ => {}
        }
    }

    /// Whether VLESS encrypts on its own.
    pub(super) fn encrypts(&self) -> bool {
        !matches!(self.encryption.as_str(), "" | "none")
    }
}

/// The name of a flow.
pub(super) fn flow_name(flow: &Flow) -> &str {
    match flow {
        Flow::None => "",
        Flow::Vision => "xtls-rprx-vision",
        Flow::VisionUdp443 => "xtls-rprx-vision-udp443",
        Flow::Unknown(name) => name,
    }
}

fn security<'a>(own: &'a Security, front: Option<&ExternalProxy>) -> &'a str {
    match front.map(|front| front.force_tls) {
        Some(ForceTls::Tls) => "tls",
        Some(ForceTls::None) => "none",
        _ => own.name(),
    }
}

/// The address of a key, in the order the link takes it (share link spec §3).
fn address(inbound: &Inbound, facts: &Facts, front: Option<&ExternalProxy>) -> String {
    let custom = match &inbound.share {
        ShareAddress::Custom(address) => address.as_str(),
        _ => "",
    };
    let on_node = inbound.node.is_some();
    let candidates = [
        front.map_or("", |front| &front.dest),
        &facts.address,
        custom,
        if on_node && inbound.share == ShareAddress::Node { &facts.node_host } else { "" },
        if shape::is_public_listen(&inbound.listen) { &inbound.listen } else { "" },
        if on_node { &facts.node_host } else { &facts.host },
    ];
    let first = candidates.into_iter().map(str::trim).find(|candidate| !candidate.is_empty());
    shape::bare(first.unwrap_or_default()).to_owned()
}
