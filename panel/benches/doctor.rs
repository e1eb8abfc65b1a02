//! What a diagnosis costs: 10,000 keys of one inbound, and one key at a time.

#![allow(clippy::unwrap_used, missing_docs, reason = "a bench over tables that are known to be whole")]

use criterion::{Criterion, criterion_group, criterion_main};
use panel::doctor::{self, Checkup, Facts};
use panel::model::{Bytes, ClientStats, Credential, Expiry, Inbound, Quota, Secret, Traffic};
use panel::wire::settings::inbound_from_value;
use serde_json::Value;
use std::hint::black_box;

/// An inbound of the link table with 10,000 people.
fn crowd(name: &str) -> Inbound {
    let rows: Vec<Value> = serde_json::from_str(include_str!("../tests/data/links/vectors.json")).unwrap();
    let mut inbound = inbound_from_value(&rows.iter().find(|row| row["name"] == name).unwrap()["inbound"]);
    let first = inbound.clients.first().unwrap().clone();
    inbound.clients = (0..10_000)
        .map(|number| {
            let mut client = first.clone();
            client.name = format!("person-{number}");
            client.credential = Credential::Uuid(Secret::new(format!("b831381d-6324-4d53-ad4f-{number:012x}")));
            client
        })
        .collect();
    let stats = |name: &String| ClientStats {
        name: name.clone(),
        inbound: inbound.id,
        enabled: true,
        traffic: Traffic { up: Bytes(1), down: Bytes(2) },
        quota: Quota::Unlimited,
        expiry: Expiry::Never,
        last_online: None,
    };
    inbound.stats = inbound.clients.iter().map(|client| stats(&client.name)).collect();
    inbound
}

fn diagnose(c: &mut Criterion) {
    let facts = Facts { host: "203.0.113.10".to_owned(), ..Facts::default() };
    for name in ["vless-tcp-reality-vision", "vmess-ws-tls"] {
        let inbound = crowd(name);
        c.bench_function(&format!("diagnose 10,000 ({name})"), |b| {
            b.iter(|| {
                let checkup = Checkup::new(&inbound, &facts);
                inbound.clients.iter().map(|client| checkup.findings(black_box(client)).len()).sum::<usize>()
            });
        });
    }
    let mut alone = crowd("vless-tcp-reality-vision");
    alone.clients.truncate(1);
    alone.stats.truncate(1);
    let client = alone.clients.first().unwrap().clone();
    c.bench_function("diagnose one", |b| b.iter(|| doctor::diagnose(black_box(&alone), &client, &facts)));
    c.bench_function("families of one", |b| b.iter(|| doctor::families(black_box(&alone), &client, &facts)));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = diagnose
}
criterion_main!(benches);
