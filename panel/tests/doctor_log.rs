//! What Xray says when it does not start, as the panel's contract quotes and a real panel recorded it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by stopping")]

use panel::doctor::explain;
use std::path::{Path, PathBuf};

const BUILD: &str = "Failed to start: main: failed to load config files: [/usr/local/x-ui/bin/config.json] > infra/conf: \
     failed to build inbound config with tag inbound-20445 > ";

fn said(line: &str) -> (&'static str, Option<String>) {
    let explanation = explain(line).unwrap_or_else(|| panic!("not known: {line}"));
    (explanation.rule.id(), explanation.inbound_tag)
}

#[test]
fn each_cause_of_the_contract_is_known_with_its_inbound() {
    for (rest, rule) in [
        (
            "infra/conf: failed to load inbound detour config for protocol nonsense > infra/conf: unknown config id: nonsense",
            "protocol-unknown",
        ),
        (
            "infra/conf: failed to build inbound handler for protocol vless > infra/conf: VLESS clients: \"flow\" doesn't support \"nonsense\" in this version",
            "vless-flow-core",
        ),
        (
            "infra/conf: failed to build inbound handler for protocol vless > infra/conf: VLESS users: \"flow\" doesn't support \"x\" in this version",
            "vless-flow-core",
        ),
        (
            "infra/conf: failed to build inbound handler for protocol vless > common/uuid: invalid UUID: 0123456789012345678901234567890",
            "client-id",
        ),
        (
            "infra/conf: failed to build inbound handler for protocol vless > infra/conf: VLESS settings: please add/set \"decryption\":\"none\" to every settings",
            "vless-decryption",
        ),
        (
            "infra/conf: Failed to build TLS config. > infra/conf: failed to parse certificate > open /nope.pem: no such file or directory",
            "tls-certificate-file",
        ),
        (
            "infra/conf: Failed to build REALITY config. > infra/conf: invalid \"privateKey\": short",
            "reality-private-key",
        ),
        ("infra/conf: Failed to build REALITY config. > infra/conf: invalid \"shortIds[0]\": xyz", "reality-short-ids"),
        (
            "infra/conf: Failed to build REALITY config. > infra/conf: please fill in a valid value for \"target\"",
            "reality-target-empty",
        ),
        (
            "infra/conf: Failed to build REALITY config. > infra/conf: empty \"serverNames\"",
            "reality-server-names-empty",
        ),
        ("infra/conf: REALITY only supports RAW, XHTTP and gRPC for now.", "reality-network"),
    ] {
        assert_eq!(said(&format!("{BUILD}{rest}")), (rule, Some("inbound-20445".to_owned())), "{rest}");
    }
    for (line, rule) in [
        (
            "Failed to start: main: failed to create server > proxy/vless/inbound: failed to initiate user > proxy/vless: User bulk2 already exists.",
            "client-email-twice",
        ),
        (
            "Failed to start: main: failed to create server > proxy/shadowsocks_2022: create service > decode psk: illegal base64 data at input byte 4",
            "ss-2022-key",
        ),
        (
            "Failed to generate XRAY configuration files: json: error calling MarshalJSON for type json_util.RawMessage: unexpected end of JSON input",
            "settings-unreadable",
        ),
    ] {
        assert_eq!(said(line), (rule, None), "{line}");
    }
}

#[test]
fn a_port_in_use_is_named() {
    let line = "Failed to start: app/proxyman/inbound: failed to listen TCP on 443 > transport/internet: failed to listen \
        on address: 0.0.0.0:443 > listen tcp 0.0.0.0:443: bind: address already in use";
    let explanation = explain(line).unwrap();
    assert_eq!((explanation.rule.id(), explanation.port), ("port-taken", Some(443)));
}

#[test]
fn the_recorded_failure_is_known() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/recorded");
    let within = |folder: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(folder)
            .map(|entries| entries.map(|entry| entry.unwrap().path()).collect())
            .unwrap_or_default()
    };
    let mut seen = 0;
    for file in within(Path::new(root)).iter().flat_map(|dialect| within(dialect)) {
        let text = std::fs::read_to_string(file).unwrap();
        for line in text.lines().filter(|line| line.contains("Failed to start: main")) {
            assert_eq!(said(line), ("client-id", Some("inbound-20445".to_owned())));
            seen += 1;
        }
    }
    assert!(seen > 0);
}

#[test]
fn cipher_words_are_told_apart_by_what_follows() {
    assert_eq!(said("proxy/shadowsocks: unsupported cipher method: ").0, "ss-client-method");
    assert_eq!(said("infra/conf: unknown cipher method: none").0, "ss-method");
}

#[test]
fn other_lines_are_left_alone() {
    for line in [
        "",
        "Xray 26.7.28 started",
        "accepted tcp:example.com:443 [inbound-443 >> direct] email: alice",
        "panel login failed",
    ] {
        assert_eq!(explain(line), None, "{line}");
    }
}
