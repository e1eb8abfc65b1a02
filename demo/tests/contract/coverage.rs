//! No call is left out: every function the app's sources declare stands in the table, and each was driven, with an
//! answer understood, on exactly the generations that have it.

use crate::app::Ledger;
use demo::Dialect::{self, A, B, C0, C1};
use std::collections::BTreeSet;
use std::path::Path;

const EVERY: &[Dialect] = &[A, B, C0, C1];
const FROM_B: &[Dialect] = &[B, C0, C1];
const V3: &[Dialect] = &[C0, C1];
const BEFORE_C1: &[Dialect] = &[A, B, C0];
const NEWEST: &[Dialect] = &[C1];

/// The calls of each module, and which generations have them.
const TABLE: &[(&str, &[Dialect], &str)] = &[
    ("session", EVERY, "login logout probe"),
    ("session", V3, "csrf_token"),
    (
        "inbounds",
        EVERY,
        "list list_reader first get update set_enabled update_enabled delete add restore reset_traffic",
    ),
    ("inbounds", FROM_B, "set_enable"),
    ("inbounds", NEWEST, "slim slim_reader options"),
    ("clients", EVERY, "onlines last_online ips clear_ips set_traffic"),
    ("clients", EVERY, "update set_enabled delete reset_traffic restore"),
    ("clients", BEFORE_C1, "add_entry"),
    ("clients", NEWEST, "list list_reader records record_reader entry page get flow attach detach groups add_record"),
    ("clients", NEWEST, "adjust_many enable_many delete_many reset_many attach_many detach_many"),
    ("server", EVERY, "status x25519 mldsa65 restart_xray stop_xray panel_log access_log"),
    ("server", FROM_B, "cpu_history release"),
    ("server", V3, "history"),
    ("server", NEWEST, "scan_target scan_targets fail2ban"),
    ("settings", EVERY, "defaults ports update_user"),
    ("tokens", V3, "list create set_enabled delete"),
    ("push", FROM_B, "read"),
];

fn listed(dialect: Option<Dialect>) -> BTreeSet<String> {
    let there = TABLE.iter().filter(|(_, dialects, _)| dialect.is_none_or(|dialect| dialects.contains(&dialect)));
    there.flat_map(|(module, _, names)| names.split(' ').map(move |name| format!("{module}::{name}"))).collect()
}

/// The functions the sources declare; those of a submodule belong to the module they are handed out by.
fn declared() -> BTreeSet<String> {
    let api = Path::new(env!("CARGO_MANIFEST_DIR")).join("../panel/src/api");
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(&api).unwrap() {
        let path = entry.unwrap().path();
        let module = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let files = match path.is_dir() {
            true => std::fs::read_dir(&path).unwrap().map(|file| file.unwrap().path()).collect(),
            false => vec![path],
        };
        for file in files {
            let text = std::fs::read_to_string(file).unwrap();
            let names = text.lines().filter_map(|line| line.strip_prefix("pub fn ")?.split(['(', '<']).next());
            found.extend(names.map(|name| format!("{module}::{name}")));
        }
    }
    found
}

#[test]
fn every_declared_call_is_in_the_table() {
    let declared = declared();
    assert!(declared.len() > 50 && declared.contains("clients::adjust_many"), "{declared:?}");
    assert_eq!(declared, listed(None));
}

/// Holds what was driven on one generation against the table.
async fn driven(dialect: Dialect) {
    let ledger = Ledger::default();
    crate::walk_all(dialect, &ledger).await;
    let modules: BTreeSet<&str> = TABLE.iter().map(|(module, ..)| *module).collect();
    let of_api = |name: &&&str| name.split("::").next().is_some_and(|module| modules.contains(module));
    let driven: BTreeSet<String> = ledger.names().iter().filter(of_api).map(|name| (*name).to_owned()).collect();
    assert_eq!(driven, listed(Some(dialect)));
}

#[tokio::test]
async fn every_call_there_is_in_a_is_driven() {
    driven(A).await;
}

#[tokio::test]
async fn every_call_there_is_in_b_is_driven() {
    driven(B).await;
}

#[tokio::test]
async fn every_call_there_is_in_c0_is_driven() {
    driven(C0).await;
}

#[tokio::test]
async fn every_call_there_is_in_c1_is_driven() {
    driven(C1).await;
}
