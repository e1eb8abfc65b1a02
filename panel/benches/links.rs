//! How long links take: `cargo bench -p panel --bench links`.

// The macros below make functions of their own.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use panel::link::{self, Context, Strictness};
use panel::model::Inbound;
use panel::wire::settings::inbound_from_value;
use serde_json::Value;
use std::hint::black_box;

const PEOPLE: usize = 10_000;

fn vectors() -> Vec<Value> {
    serde_json::from_str(include_str!("../tests/data/links/vectors.json")).unwrap_or_default()
}

/// The inbound of a vector with its first client ten thousand times.
fn crowd(name: &str) -> Inbound {
    let row = vectors().into_iter().find(|row| row["name"] == name).unwrap_or_default();
    let mut inbound = inbound_from_value(&row["inbound"]);
    let one = inbound.clients.first().cloned();
    inbound.clients = one.into_iter().cycle().take(PEOPLE).collect();
    inbound
}

fn write(c: &mut Criterion) {
    let mut group = c.benchmark_group("write 10000");
    group.sample_size(20);
    for name in [
        "vless-tcp-reality-vision",
        "vless-xhttp-tls-padding-headers",
        "vmess-ws-tls",
        "trojan-ws-tls",
        "ss-aes256gcm-multi",
        "hysteria2-salamander",
        "mtproto-client",
    ] {
        let inbound = crowd(name);
        let context = Context::new("203.0.113.10");
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let links =
                    inbound.clients.iter().map(|client| link::write(&inbound, client, &context).map(|l| l.len()));
                black_box(links.filter_map(Result::ok).sum::<usize>())
            });
        });
    }
    group.finish();
}

fn read(c: &mut Criterion) {
    let texts: Vec<String> =
        vectors().iter().filter_map(|row| row["recommended_link"].as_str().map(str::to_owned)).collect();
    c.bench_function("read all 94 vectors", |bencher| {
        bencher.iter(|| texts.iter().filter(|text| link::parse(text, Strictness::Strict).is_ok()).count());
    });
}

fn draw(c: &mut Criterion) {
    let text =
        vectors().first().and_then(|row| row["recommended_link"].as_str().map(str::to_owned)).unwrap_or_default();
    c.bench_function("a code of a REALITY link", |bencher| {
        bencher.iter(|| panel::qr::encode(black_box(&text)).map(|qr| qr.path().len()));
    });
}

criterion_group!(benches, write, read, draw);
criterion_main!(benches);
