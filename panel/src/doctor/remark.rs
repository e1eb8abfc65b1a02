//! What a key is called, how it travels, and where it is renewed.

use super::{Case, Facts, Findings, Fix, Key, Rule};
use crate::link::{self, Context};
use crate::model::{Client, Inbound};

/// Beyond this length a QR code has modules too small for many a camera.
const LONG: usize = 1000;

/// Name, length and subscription of a key.
pub(super) fn check(case: &Case, found: &mut Findings) {
    let facts = case.facts;
    if let Some(remark) = &facts.remark {
        found.when(remark.trim().is_empty(), Rule::RemarkEmpty, Fix::SetRemark);
        let twice = !remark.trim().is_empty() && facts.other_remarks.contains(remark);
        found.when(twice, Rule::RemarkCollides, Fix::SetRemark);
    }
    found.when(facts.subscription_url.starts_with("http://"), Rule::SubscriptionHttp, None);
    found.when(case.key.length > LONG, Rule::KeyTooLongForQr, Fix::UseText);
}

/// Notes the length of links that may be too long; most are too short to be worth writing out.
pub(super) fn measure(inbound: &Inbound, client: &Client, facts: &Facts, keys: &mut [Key]) {
    if keys.iter().all(|key| longest_parts(key) < LONG / 3) {
        return;
    }
    let context =
        Context { host: &facts.host, address: &facts.address, node_host: &facts.node_host, ..Context::default() };
    let links = link::write(inbound, client, &context).unwrap_or_default();
    for (key, link) in keys.iter_mut().zip(&links) {
        key.length = link.text.len();
    }
}

fn longest_parts(key: &Key) -> usize {
    let texts = [&key.encryption, &key.mldsa65_verify, &key.spider_x, &key.ech, &key.extra, &key.masks, &key.path];
    texts.iter().map(|text| text.len()).sum::<usize>() + key.pins.len() * 64
}
