//! Fixes that are changes of the inbound.

use crate::doctor::mend::Supply;
use crate::doctor::mend::cipher;
use crate::doctor::reality::draws_attention;
use crate::doctor::{Facts, Fix, XrayVersion, shape, tls};
use crate::link::base64;
use crate::model::stream::{Network, Reality};
use crate::model::{Bytes, Expiry, Inbound, Millis, Protocol, Quota, Secret};
use crate::wire::mend::{self, Change};

/// Days an inbound that is over gets.
const DAYS: i64 = 30;
/// Data an inbound that is used up gets on top.
const DATA: u64 = 100 << 30;

/// The inbound after a fix. `None` for a fix that is no change of the inbound, or has nothing to go by.
#[must_use]
pub fn changed(inbound: &Inbound, fix: Fix, facts: &Facts, supply: &Supply) -> Option<Inbound> {
    if let Some(outer) = outside(inbound, fix, supply) {
        return Some(outer);
    }
    if fix == Fix::SetMethod {
        return mend::changed(inbound, &cipher::fitting(inbound, supply)?);
    }
    let changes = match inbound.stream.security.reality() {
        Some(reality) => of_reality(reality, fix, supply).or_else(|| within(inbound, fix, facts, supply)),
        None => within(inbound, fix, facts, supply),
    };
    mend::changed(inbound, &changes?)
}

/// What stands beside the three JSON parts.
fn outside(inbound: &Inbound, fix: Fix, supply: &Supply) -> Option<Inbound> {
    let mut new = inbound.clone();
    match fix {
        Fix::ClearListen => new.listen.clear(),
        Fix::ChangePort => new.port = supply.port?.into(),
        Fix::SetRemark if inbound.remark.trim().is_empty() => {
            new.remark = [protocol(&inbound.protocol)?, "-", &inbound.port.to_string()].concat();
        }
        Fix::ExtendInbound => {
            let Expiry::At(end) = inbound.expiry else { return None };
            new.expiry = Expiry::At(Millis(end.max(supply.now).0.saturating_add(DAYS * Millis::DAY.0)));
        }
        Fix::RaiseInboundQuota => {
            let Quota::Limit(limit) = inbound.quota else { return None };
            new.quota = Quota::Limit(Bytes(limit.max(inbound.traffic.total()).0.saturating_add(DATA)));
        }
        _ => return None,
    }
    Some(new)
}

fn protocol(protocol: &Protocol) -> Option<&'static str> {
    match protocol {
        Protocol::Vless => Some("VLESS"),
        Protocol::Vmess => Some("VMess"),
        Protocol::Trojan => Some("Trojan"),
        Protocol::Shadowsocks => Some("Shadowsocks"),
        Protocol::Hysteria => Some("Hysteria2"),
        Protocol::WireGuard => Some("WireGuard"),
        Protocol::MtProto => Some("MTProto"),
        _ => None,
    }
}

fn of_reality(reality: &Reality, fix: Fix, supply: &Supply) -> Option<Vec<Change>> {
    let one = |change| Some(vec![change]);
    match fix {
        Fix::FillShortId => {
            let mut ids = reality.short_ids.clone();
            ids.insert(0, supply.fresh.subscription());
            one(Change::ShortIds(ids))
        }
        Fix::RepairShortIds => {
            let good = reality.short_ids.iter().filter(|id| shape::is_short_id(id));
            let mut good: Vec<String> = good.cloned().collect();
            if good.is_empty() {
                good.push(supply.fresh.subscription());
            }
            one(Change::ShortIds(good))
        }
        Fix::FillServerNames if reality.server_names.is_empty() => one(Change::ServerNames(vec![site(reality)?])),
        Fix::FillServerNames => one(Change::NoShownName),
        Fix::SetTarget => target(reality, supply),
        Fix::SetMinClientVer => one(Change::MinClientVer("1.0.0")),
        Fix::ClearMinClientVer => one(Change::MinClientVer("")),
        Fix::ClearMaxClientVer => one(Change::MaxClientVer("")),
        Fix::DeriveKey => one(Change::PublicKey(shape::public_key(reality.private_key.expose())?)),
        Fix::NewRealityKeys => one(Change::Keys(supply.keys.clone()?)),
        Fix::DropMldsa65 => one(Change::NoSignature),
        Fix::ClearSpiderX => one(Change::SpiderX("/")),
        Fix::SetFingerprint => one(Change::Fingerprint("chrome", no_reality_fingerprint)),
        Fix::DropMasks => one(Change::NoStreamMasks),
        _ => None,
    }
}

/// The name of the target, where it is one.
fn site(reality: &Reality) -> Option<String> {
    let (host, _) = reality.target.rsplit_once(':')?;
    is_name(host).then(|| host.to_owned())
}

fn is_name(host: &str) -> bool {
    host.parse::<std::net::IpAddr>().is_err() && shape::is_address(host) && host.contains('.')
}

/// Another target with its names. Where the old one only lacks its port, or is gone and left its names, it is put right
/// and the keys stay as they are.
fn target(reality: &Reality, supply: &Supply) -> Option<Vec<Change>> {
    let to = |host: &str| Change::Target([host, ":443"].concat());
    if !shape::is_target(&reality.target) {
        let fits =
            |host: &&str| is_name(host) && !draws_attention(host) && !host.eq_ignore_ascii_case(&supply.own_host);
        let written = [reality.target.trim_end_matches(':')].into_iter();
        let left = written.chain(reality.server_names.iter().map(String::as_str)).find(fits);
        if let Some(host) = left {
            let names = reality.server_names.is_empty().then(|| Change::ServerNames(vec![host.to_owned()]));
            return Some([to(host)].into_iter().chain(names).collect());
        }
    }
    // ML-DSA-65 works only before a site with a long certificate, and nobody knows how long this one's is.
    let site = supply.site.filter(|_| reality.mldsa65_seed.is_empty())?;
    Some(vec![to(site), Change::ServerNames(vec![site.to_owned()]), Change::NoShownName])
}

fn within(inbound: &Inbound, fix: Fix, facts: &Facts, supply: &Supply) -> Option<Vec<Change>> {
    let change = match fix {
        Fix::SetFingerprint => Change::Fingerprint("chrome", no_fingerprint),
        Fix::UseHttp11Alpn => Change::Alpn(&["http/1.1"], tls::is_stock),
        Fix::UseStockAlpn => Change::Alpn(&["h2", "http/1.1"], |names| names.iter().all(|name| name == "h3")),
        Fix::DropAllowInsecure => Change::NoAllowInsecure,
        Fix::DropPins => Change::Pins(|_| None),
        Fix::PinsAsHex => Change::Pins(as_hex),
        Fix::DropVerifyNames => Change::NoVerifyNames,
        Fix::ForceTlsSame => Change::FrontsSame,
        Fix::DropProxyProtocol => Change::NoProxyProtocol,
        Fix::MoveHostHeader => Change::HostOfItsOwn,
        Fix::DropKcpMasks => Change::PlainKcp,
        Fix::SetTti => Change::Tti(50),
        Fix::DropMasks => Change::NoStreamMasks,
        Fix::RenameMasks => renamed_mask(inbound, facts)?,
        Fix::SetHeaderPath => Change::HeaderPaths(&["/"]),
        Fix::SetServiceName => Change::ServiceName(plain_service(inbound, supply)?),
        Fix::SetMode => Change::Mode("auto"),
        Fix::SetDecryptionNone => Change::NoEncryption,
        Fix::SetVersion2 => Change::Version(2),
        Fix::NewServerKey => server_key(inbound, supply)?,
        Fix::AlignMethods if inbound.settings.method.starts_with("2022-") => Change::PeoplesCipher(String::new()),
        Fix::AlignMethods => Change::PeoplesCipher(inbound.settings.method.clone()),
        Fix::RepairSniffing => Change::Sniffed(sniffed(inbound)),
        _ => return None,
    };
    Some(vec![change])
}

fn no_fingerprint(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    !shape::is_fingerprint(&name) || name.starts_with("randomized")
}

fn no_reality_fingerprint(name: &str) -> bool {
    no_fingerprint(name) || matches!(name.to_ascii_lowercase().as_str(), "" | "android" | "360" | "unsafe")
}

/// A pin that is neither hex nor base64 of 32 bytes says nothing.
fn as_hex(pin: &str) -> Option<String> {
    Some(shape::pin_as_hex(pin)).filter(|pin| shape::is_hex_pin(pin))
}

/// One mask by the name the installed core has for it. Several are laid on in another order there.
fn renamed_mask(inbound: &Inbound, facts: &Facts) -> Option<Change> {
    let [mask] = inbound.stream.mask.udp.as_slice() else { return None };
    if !mask.password.expose().is_empty() {
        return None;
    }
    if facts.version() >= XrayVersion(26, 7, 0) {
        let disguise = mask.kind.strip_prefix("header-").unwrap_or_default();
        return Some(Change::PacketMask("mkcp-legacy", disguise.to_owned()));
    }
    mask.header.is_empty().then(|| Change::PacketMask("mkcp-original", String::new()))
}

/// The letters and digits of the service's name.
fn plain_service(inbound: &Inbound, supply: &Supply) -> Option<String> {
    let Network::Grpc(grpc) = &inbound.stream.network else { return None };
    let plain: String = grpc.service_name.chars().filter(char::is_ascii_alphanumeric).collect();
    Some(if plain.is_empty() { supply.fresh.subscription() } else { plain })
}

fn server_key(inbound: &Inbound, supply: &Supply) -> Option<Change> {
    let method = inbound.settings.method.as_str();
    match inbound.protocol {
        Protocol::Hysteria => Some(Change::Salamander(supply.fresh.word())),
        Protocol::Shadowsocks => Some(Change::ServerKey(Secret::new(base64::encode(supply.fresh.key(method))))),
        Protocol::WireGuard => Some(Change::ServerKey(Secret::new(base64::encode(supply.fresh.key(""))))),
        _ => None,
    }
}

/// What Xray can look for; the usual where nothing is left.
fn sniffed(inbound: &Inbound) -> Vec<String> {
    let known = |name: &&String| {
        matches!(
            name.to_ascii_lowercase().as_str(),
            "http" | "tls" | "https" | "ssl" | "quic" | "fakedns" | "fakedns+others"
        )
    };
    let kept: Vec<String> = inbound.settings.sniffing.iter().filter(known).cloned().collect();
    if kept.is_empty() { ["http", "tls", "quic"].map(str::to_owned).to_vec() } else { kept }
}
