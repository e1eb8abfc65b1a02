//! Every rule of the table of measured conditions: a key that is well but for one thing gets exactly that finding.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by stopping")]

#[path = "doctor_rules/mend.rs"]
mod mend;
#[path = "doctor_rules/sample.rs"]
mod sample;

use panel::doctor::{App, Certificate, Door, Rule, Severity, Target, Who, XrayVersion, explain};
use sample::{Sample, on};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const REALITY: &str = "vless-tcp-reality-vision";
const REALITY_PLAIN: &str = "vless-tcp-reality-olddoc-noflow";
const REALITY_PQ: &str = "vless-reality-mldsa65-verify";
const TLS: &str = "vless-tcp-tls-no-flow";
const PINNED: &str = "vless-tls-pinned-and-name";
const OPEN: &str = "vless-tcp-none";
const KCP: &str = "vless-kcp-plain";
const HYSTERIA: &str = "hysteria2-salamander";
const SS_2022: &str = "ss-2022-aes128-multi";

const SETTINGS: &str = "/streamSettings/realitySettings/settings";
const CLIENT: &str = "/settings/clients/0";

fn certificate(names: &[&str]) -> Certificate {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    Certificate { names, trusted: true, sha256: "ab".repeat(32), has_its_key: true }
}

fn legacy_mask() -> Value {
    json!({"udp": [{"type": "mkcp-legacy", "settings": {}}]})
}

fn reality_samples() -> Vec<Sample> {
    let real = |key: &str| format!("/streamSettings/realitySettings/{key}");
    let other_key = "cKOgD2wddo6dEfhsauRdsOqOSxvpccXz3SHOkDB9IQc";
    vec![
        on("reality-pbk-mismatch", REALITY).set(&format!("{SETTINGS}/publicKey"), other_key),
        on("reality-pbk-invalid", REALITY).set(&format!("{SETTINGS}/publicKey"), "abc"),
        on("reality-sid-unknown", REALITY).link("sid", "aabb"),
        on("reality-sid-missing", REALITY).link("sid", ""),
        on("reality-sid-malformed", REALITY).link("sid", "a1b"),
        on("reality-sni-unknown", REALITY).link("sni", "WWW.example.org"),
        on("reality-spx-no-slash", REALITY).link("spx", "abc"),
        on("reality-fp-no-tls13", REALITY).link("fp", "android"),
        on("fp-unknown", REALITY).link("fp", "foo"),
        on("reality-client-too-old", REALITY)
            .version("26.3.27")
            .facts(|f| f.xray_version = XrayVersion::parse("26.7.28")),
        on("reality-max-client-ver", REALITY).set(&real("maxClientVer"), "26.3.27"),
        on("reality-target-unfit", REALITY).facts(|f| f.target = Some(Target { fit: false, certificate_size: None })),
        on("reality-mldsa65-small-certificate", REALITY_PQ)
            .facts(|f| f.target = Some(Target { fit: true, certificate_size: Some(1751) })),
        on("reality-pqv-without-seed", REALITY_PQ).set(&real("mldsa65Seed"), ""),
        on("reality-pqv-invalid", REALITY_PQ).link("pqv", "AAAAAAAAAA"),
        on("reality-force-none", REALITY)
            .set("/streamSettings/externalProxy", json!([{"forceTls": "none", "dest": "a.example.org", "port": 443}])),
        on("reality-network", REALITY_PLAIN).set("/streamSettings/network", "kcp"),
        on("reality-private-key", REALITY).set(&real("privateKey"), "abc"),
        on("reality-target-empty", REALITY).set(&real("dest"), "www.example.org"),
        on("reality-server-names-empty", REALITY).set(&real("serverNames"), json!([])),
        on("reality-short-ids", REALITY).set(&real("shortIds"), json!(["a1b"])),
        on("reality-short-ids", REALITY).set(&real("shortIds"), json!([])),
        on("reality-client-ver-malformed", REALITY).set(&real("minClientVer"), "300"),
        on("reality-mldsa65-seed", REALITY_PQ).set(&real("mldsa65Seed"), "abc"),
        on("finalmask-tcp-on-reality", REALITY)
            .set("/streamSettings/finalmask", json!({"tcp": [{"type": "fragment"}]})),
        on("reality-port", REALITY).set("/port", 8443),
        on("reality-target-name", REALITY).set(&real("serverNames"), json!(["www.microsoft.com"])),
        on("reality-min-client-ver-set", REALITY).set(&real("minClientVer"), "1.0.0"),
    ]
}

fn flow_samples() -> Vec<Sample> {
    let flow = format!("{CLIENT}/flow");
    vec![
        on("flow-missing", REALITY).link("flow", ""),
        on("flow-not-allowed", TLS).link("flow", "xtls-rprx-vision"),
        on("flow-cannot-be-carried", OPEN).set(&flow, "xtls-rprx-vision"),
        on("flow-dropped-with-encryption", "vless-pq-encryption-tcp").set(&flow, "xtls-rprx-vision"),
        on("flow-unknown", REALITY).link("flow", "xtls-rprx-direct"),
        on("flow-udp443-sing-box", REALITY).set(&flow, "xtls-rprx-vision-udp443"),
        on("flow-udp443-before-restart", "vless-reality-vision-udp443").facts(|f| f.added_while_running = true),
        on("vless-flow-core", REALITY).set(&flow, "xtls-rprx-direct"),
        on("trojan-flow", "trojan-tcp-tls").set(&flow, "xtls-rprx-vision"),
    ]
}

fn tls_samples() -> Vec<Sample> {
    let tls = |key: &str| format!("/streamSettings/tlsSettings/{key}");
    vec![
        on("ws-alpn-h2", "vless-ws-tls").link("alpn", "h2,http/1.1"),
        on("httpupgrade-alpn-h2-front", "vless-httpupgrade-tls")
            .link("alpn", "h2,http/1.1")
            .facts(|f| f.front_speaks_h2 = true),
        on("tcp-alpn-h3-only", TLS).set(&tls("alpn"), json!(["h3"])),
        on("pcs-not-hex", PINNED).link("pcs", "ep34+u5jRGZw2AapgJQCZ88yplR7TAVKG224usly/RM="),
        on("pcs-wrong", PINNED).facts(|f| f.certificate = Some(certificate(&["real.example.com"]))),
        on("vcn-wrong", PINNED).link("pcs", "").facts(|f| f.certificate = Some(certificate(&["pin.example.com"]))),
        on("allow-insecure", TLS).set(&tls("settings/allowInsecure"), true),
        on("certificate-untrusted", "vless-tcp-tls-vision")
            .facts(|f| f.certificate = Some(Certificate { trusted: false, ..certificate(&["*.example.com"]) })),
        on("sni-not-in-certificate", "vless-tcp-tls-vision")
            .facts(|f| f.certificate = Some(certificate(&["example.com", "*.tls.example.com"]))),
        on("certificate-key-mismatch", TLS).set(&tls("certificates"), json!([])),
        on("reject-unknown-sni", "vless-tcp-tls-vision")
            .set(&tls("rejectUnknownSni"), true)
            .facts(|f| f.certificate = Some(certificate(&["other.example.com"]))),
        on("tls-allow-insecure-inbound", TLS).set(&tls("allowInsecure"), true),
        on("security-xtls", OPEN).set("/streamSettings/security", "xtls"),
        on("fp-randomized", TLS).set(&tls("settings/fingerprint"), "randomized"),
        on("pins-ignored", TLS).set(&tls("settings/verifyPeerCertByName"), "a.example.com"),
    ]
}

fn transport_samples() -> Vec<Sample> {
    let path = "/streamSettings/tcpSettings/header/request/path";
    let padding = "/streamSettings/xhttpSettings/xPaddingBytes";
    let masks = "/streamSettings/finalmask";
    vec![
        on("transport-path", "vless-ws-tls").link("path", "/ws/"),
        on("transport-host", "vless-ws-tls").link("host", ""),
        on("grpc-service-name", "vless-grpc-tls").link("serviceName", "gunservice"),
        on("grpc-service-name-escaped", "vless-grpc-tls").set("/streamSettings/grpcSettings/serviceName", "my/svc"),
        on("xhttp-mode", "vmess-xhttp-tls").link("mode", "stream-up"),
        on("xhttp-padding", "vless-xhttp-core-defaults-not-shared").set(padding, "500-600").link("extra", ""),
        on("tcp-http-path", "vless-tcp-http-header").link("path", "/other"),
        on("ss-http-path", "ss-tcp-http-obfs-plugin").given(path, json!(["/"])).set(path, json!(["/x"])),
        on("kcp-generations", KCP).given(masks, legacy_mask()).set(masks, json!({})),
        on("kcp-mask-names", KCP).set(masks, legacy_mask()),
        on("kcp-mask-missing", KCP).given(masks, legacy_mask()).link("fm", "").link("seed", ""),
        on("kcp-empty-seed", KCP).version("25.9.5").set("/streamSettings/kcpSettings/seed", ""),
        on("kcp-header-or-seed", KCP).set("/streamSettings/kcpSettings/header", json!({"type": "none"})),
        on("kcp-tti", KCP).set("/streamSettings/kcpSettings/tti", 5),
        on("finalmask-name", KCP).set(masks, json!({"udp": [{"type": "header-wechat"}]})),
        on("proxy-protocol", OPEN).set("/streamSettings/tcpSettings/acceptProxyProtocol", true),
        on("headers-host", "vless-httpupgrade-tls")
            .set("/streamSettings/httpupgradeSettings/headers", json!({"hOST": "hu.example.com"})),
        on("network-removed", OPEN).set("/streamSettings/network", "quic"),
        on("xhttp-values", "vless-reality-xhttp-basic").set("/streamSettings/xhttpSettings/mode", "foo"),
        on("ws-headers-host", "vless-ws-tls")
            .set("/streamSettings/wsSettings/headers", json!({"Host": "a.example.com"})),
        on("deprecated", OPEN).set("/streamSettings/network", "ws"),
        on("app-cannot-read", OPEN).set("/streamSettings/network", "xhttp"),
    ]
}

fn protocol_samples() -> Vec<Sample> {
    let trojan = json!({"clients": [{"password": "pw", "email": "alice", "enable": true}], "fallbacks": []});
    let method = "/settings/method";
    vec![
        on("vless-encryption-mismatch", "vless-pq-encryption-tcp").link("encryption", ""),
        on("hysteria-obfs", HYSTERIA).link("obfs", "").link("obfs-password", ""),
        on("vmess-auto-sing-box", "vmess-ws-tls").link("scy", "auto"),
        on("vmess-scy-none", "vmess-tcp-none").link("scy", "none"),
        on("trojan-reality-foreign", REALITY).set("/protocol", "trojan").set("/settings", trojan).also("deprecated"),
        on("trojan-plain-mihomo", "trojan-tcp-tls").set("/streamSettings/security", "none"),
        on("vless-decryption", OPEN).set("/settings/decryption", ""),
        on("vless-decryption", "vless-pq-encryption-tcp").set("/settings/fallbacks", json!([{"dest": 80}])),
        on("client-id", OPEN).set(&format!("{CLIENT}/id"), "b831381d-6324-4d53-ad4f-8cda48b308110"),
        on("client-email-twice", REALITY).set(
            "/settings/clients/-",
            json!({"id": "b831381d-6324-4d53-ad4f-8cda48b30811", "email": "ALICE", "flow": "xtls-rprx-vision"}),
        ),
        on("ss-method", "ss-aes256gcm-multi").set(method, "none"),
        on("ss-client-method", SS_2022).set(&format!("{CLIENT}/method"), "aes-128-gcm"),
        on("ss-2022-key", SS_2022).set(&format!("{CLIENT}/password"), "short"),
        on("ss-2022-chacha-clients", SS_2022)
            .set(method, "2022-blake3-chacha20-poly1305")
            .set("/settings/password", "FAUkSkCQ9goyHGsWCu+q9JVtbJGNUqFvc9+nV+bJIXM=")
            .set(&format!("{CLIENT}/password"), "FAUkSkCQ9goyHGsWCu+q9JVtbJGNUqFvc9+nV+bJIXM="),
        on("hysteria-version", HYSTERIA).set("/settings/version", 1),
        on("hysteria-core", HYSTERIA).facts(|f| f.xray_version = XrayVersion::parse("25.9.5")),
        on("hysteria-tls", HYSTERIA).set("/streamSettings/security", "none"),
        on("salamander-short", HYSTERIA).set("/streamSettings/finalmask/udp/0/settings/password", "abc"),
        on("hysteria-ranges", "hysteria2-port-hopping")
            .set("/streamSettings/finalmask/quicParams/udpHop/interval", "3-10"),
        on("hysteria-ranges", HYSTERIA).set("/streamSettings/hysteriaSettings/udpIdleTimeout", 601),
        on("wireguard-key", "wireguard-client").set("/settings/secretKey", "abc"),
        on("listen-not-local", OPEN).set("/listen", "my.example.com"),
        on("sniffing-protocol", OPEN).set("/sniffing", json!({"enabled": false, "destOverride": ["nope"]})),
        on("port-shared", OPEN).facts(|f| f.neighbours = vec![Door { listen: "203.0.113.5".to_owned(), port: 10086 }]),
        on("port-taken", OPEN).facts(|f| f.taken_ports = vec![10086]),
        on("key-too-long-for-qr", REALITY)
            .set(&format!("{SETTINGS}/spiderX"), format!("/{}", "a".repeat(1000)).as_str()),
    ]
}

/// The same conditions where they come about another way, or only in the panel's own links.
fn further_samples() -> Vec<Sample> {
    let reality = |key: &str| format!("/streamSettings/realitySettings/{key}");
    let tls = |key: &str| format!("/streamSettings/tlsSettings/{key}");
    let cipher = format!("{CLIENT}/security");
    let wechat = r#"{"udp":[{"type":"header-wechat"}]}"#;
    let pin = json!(["ep34+u5jRGZw2AapgJQCZ88yplR7TAVKG224usly/RM="]);
    vec![
        on("kcp-mask-names", KCP).link("fm", wechat),
        on("vmess-auto-sing-box", "vmess-security-aes").set(&cipher, "auto"),
        on("vmess-scy-none", "vmess-tcp-none").set(&cipher, "zero"),
        on("httpupgrade-alpn-h2-front", "vless-httpupgrade-tls").facts(|f| f.front_speaks_h2 = true),
        on("pcs-not-hex", TLS).set(&tls("settings/pinnedPeerCertSha256"), pin).also("pins-ignored"),
        on("reality-pbk-invalid", REALITY).set(&reality("settings/publicKey"), ""),
        on("reality-spx-no-slash", REALITY).set(&reality("settings/spiderX"), "abc"),
        on("reality-fp-no-tls13", REALITY).set(&reality("settings/fingerprint"), "360"),
        on("fp-unknown", REALITY).set(&reality("settings/fingerprint"), "unsafe"),
        on("fp-unknown", REALITY).link("fp", "unsafe"),
        on("fp-unknown", TLS).set(&tls("settings/fingerprint"), "none"),
        on("reality-client-ver-malformed", REALITY).set(&reality("maxClientVer"), "1.2.3.4"),
        on("ss-2022-key", SS_2022).set("/settings/password", "c2hvcnQ="),
        on("ss-method", "ss-aes256gcm-multi").set(&format!("{CLIENT}/method"), "rc4-md5"),
        on("certificate-key-mismatch", "vless-tcp-tls-vision")
            .facts(|f| f.certificate = Some(Certificate { has_its_key: false, ..certificate(&["tls.example.com"]) })),
        on("xhttp-values", "vless-reality-xhttp-basic").set("/streamSettings/xhttpSettings/scMaxEachPostBytes", "x-y"),
        on("transport-path", "vless-reality-xhttp-basic").link("path", "/down"),
        on("headers-host", "vless-reality-xhttp-basic")
            .set("/streamSettings/xhttpSettings/headers", json!({"Host": "a"})),
    ]
}

fn samples() -> Vec<Sample> {
    [further_samples(), reality_samples(), flow_samples(), tls_samples(), transport_samples(), protocol_samples()]
        .concat()
}

fn rows() -> Vec<Value> {
    serde_json::from_str(include_str!("data/links/doctor-rules.json")).unwrap()
}

/// What only Xray's log can tell: the files of the server are out of sight.
const FROM_THE_LOG: [&str; 1] = ["tls-certificate-file"];

#[test]
fn every_row_of_the_table_is_a_rule_with_its_severity_and_has_a_sample() {
    let sampled: BTreeSet<_> = samples().iter().map(|sample| sample.rule).collect();
    for row in rows() {
        let id = row["rule"].as_str().unwrap();
        let rule = Rule::ALL.iter().find(|rule| rule.id() == id).unwrap_or_else(|| panic!("no rule {id}"));
        assert_eq!(rule.severity().id(), row["severity"], "{id}");
        assert!(sampled.contains(id) || FROM_THE_LOG.contains(&id), "no sample of {id}");
    }
}

#[test]
fn each_condition_alone_gives_exactly_its_finding() {
    for sample in samples() {
        let (well, ill) = (sample.well(), sample.ill());
        let before: BTreeSet<_> = well.iter().map(|finding| finding.rule.id()).collect();
        let after: BTreeSet<_> = ill.iter().map(|finding| finding.rule.id()).collect();
        let new: BTreeSet<_> = after.difference(&before).copied().collect();
        assert_eq!(new, sample.expected(), "{} on {}", sample.rule, sample.base);
    }
}

#[test]
fn a_finding_is_as_bad_as_the_table_says_unless_it_spares_the_newest_xray() {
    for sample in samples() {
        let ill = sample.ill();
        let finding = ill.iter().find(|finding| finding.rule.id() == sample.rule).unwrap();
        let spared = match finding.who {
            Who::Everyone => false,
            Who::Apps(apps) => !apps.contains(App::Xray267),
            Who::PanelLinks => true,
        };
        let expected = if spared { Severity::Warning } else { finding.rule.severity() };
        assert_eq!(finding.severity, expected, "{}", sample.rule);
    }
}

#[test]
fn what_stops_xray_is_known_before_it_is_written() {
    let mut stopping = 0;
    for sample in samples() {
        let down = sample.severity() == Severity::ServerDown;
        assert!(sample.would_stop_well().is_none(), "{} on {}", sample.rule, sample.base);
        let found = sample.would_stop_ill().map(|finding| finding.rule.id());
        assert_eq!(found, down.then_some(sample.rule));
        stopping += usize::from(down);
    }
    assert!(stopping >= 30);
}

/// Words that fit several conditions, and whose line is read as the likeliest.
const SHARED_WORDS: [&str; 6] = [
    "reality-pbk-mismatch",
    "reality-sid-unknown",
    "reality-sid-missing",
    "reality-max-client-ver",
    "flow-unknown",
    "flow-dropped-with-encryption",
];

#[test]
fn the_cores_own_words_lead_back_to_the_rule() {
    let (mut led, mut wrong) = (0, Vec::new());
    for row in rows() {
        let (id, evidence) = (row["rule"].as_str().unwrap(), row["evidence"].as_str().unwrap());
        let found = explain(evidence).map(|explanation| explanation.rule.id());
        let other = match id {
            _ if SHARED_WORDS.contains(&id) => continue,
            // No words of a core, or those of another rule.
            "kcp-empty-seed" | "proxy-protocol" | "port-shared" | "hysteria-obfs" | "key-too-long-for-qr" => None,
            "flow-udp443-before-restart" => None,
            "grpc-service-name-escaped" => Some("grpc-service-name"),
            "kcp-mask-names" => Some("finalmask-name"),
            "vmess-scy-none" => Some("vmess-auto-sing-box"),
            "trojan-reality-foreign" => Some("sni-not-in-certificate"),
            "trojan-plain-mihomo" => None,
            "pins-ignored" => None,
            _ => Some(id),
        };
        wrong.extend((found != other).then(|| format!("{id}: {found:?} from {evidence}")));
        led += usize::from(other == Some(id));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(led, 80);
}
