//! The kept corpus: links that once led the reader down a way of its own. Whoever changes reading or writing meets them
//! all again, without waiting for chance.
//!
//! `LINK_CASES=1000000 cargo test --release -p panel --test link_corpus -- --ignored` looks for more.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by stopping")]

use panel::link::{self, Context, Parsed, Strictness};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/links").join(name)
}

/// One link a line, as JSON text: some hold what no editor shows.
fn corpus() -> Vec<String> {
    let text = std::fs::read_to_string(file("corpus.txt")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

fn write(parsed: &Parsed) -> Result<String, &'static str> {
    let (inbound, client) = link::to_inbound(parsed);
    let links = link::write(&inbound, &client, &Context::default());
    links.map(|mut links| links.remove(0).text).map_err(|error| error.code())
}

#[test]
fn every_kept_link_is_read_without_a_panic_and_what_is_read_survives_writing() {
    let corpus = corpus();
    let mut written = 0;
    for text in &corpus {
        let strict = link::parse(text, Strictness::Strict);
        let lenient = link::parse(text, Strictness::Lenient);
        assert!(lenient.is_ok() || strict.is_err(), "strict takes what lenient refuses: {text}");
        if let Ok(lenient) = &lenient {
            drop(write(lenient));
        }
        let Ok(Ok(first)) = strict.as_ref().map(write) else { continue };
        let strict = strict.unwrap();
        let again = link::parse(&first, Strictness::Strict);
        let again = again.unwrap_or_else(|error| panic!("{error:?}: {text} became {first}"));
        assert_eq!((&again.host, again.port), (&strict.host, strict.port), "{text}");
        assert_eq!(again.credential.expose(), strict.credential.expose(), "{text}");
        assert_eq!(write(&again).as_ref(), Ok(&first), "{text} is written another way the second time");
        written += 1;
    }
    assert!(corpus.len() >= 300, "{}", corpus.len());
    assert!(written >= 100, "{written}");
}

#[test]
fn the_corpus_holds_the_tables_of_links() {
    let corpus = corpus();
    for table in ["parse-vectors.json", "invalid-links.json"] {
        let rows: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(file(table)).unwrap()).unwrap();
        for link in rows.iter().filter_map(|row| row["link"].as_str()).filter(|link| link.len() < 6000) {
            assert!(corpus.iter().any(|own| own == link), "{link}");
        }
    }
}

/// Numbers that come in the same order every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }
}

const PIECES: [&str; 40] = [
    "%",
    "@",
    ":",
    "/",
    "?",
    "#",
    "&",
    "=",
    "+",
    " ",
    ",",
    "%41",
    "%zz",
    "%00",
    "[",
    "]",
    "[::1]",
    "0",
    "65536",
    "-",
    "_",
    "é",
    "سرور",
    "\u{202e}",
    "\n",
    "\0",
    "type=ws",
    "&security=reality",
    "&pbk=",
    "&sid=xyz",
    "&flow=nonsense",
    "&type=kcp",
    "&alpn=h3",
    "&mode=",
    "&extra={}",
    "&fm=[]",
    "&encryption=none",
    "ss://",
    "vmess://",
    "//",
];

fn damaged(link: &str, numbers: &mut Numbers) -> String {
    let mut link = link.to_owned();
    for _ in 0..=numbers.below(4) {
        let bounds: Vec<usize> = link.char_indices().map(|(at, _)| at).chain([link.len()]).collect();
        let from = numbers.below(bounds.len());
        let to = (from + numbers.below(4)).min(bounds.len() - 1);
        let piece = PIECES[numbers.below(PIECES.len())];
        link.replace_range(bounds[from]..bounds[to], if numbers.below(3) == 0 { "" } else { piece });
    }
    link
}

const SCHEMES: [&str; 8] = ["vless", "vmess", "trojan", "ss", "hysteria2", "hy2", "wireguard", "tg"];

/// Which way a text takes through reading and writing.
fn way(text: &str) -> String {
    let scheme: String = text.chars().take_while(char::is_ascii_alphanumeric).take(12).collect();
    let scheme = if SCHEMES.contains(&&*scheme) { &scheme } else { "" };
    let one = |strictness| match link::parse(text, strictness) {
        // Which parameter it is does not make another way, its reason does.
        Err(error) => {
            let part = format!("{:?}", error.part);
            format!("{} {:?}", part.split('(').next().unwrap(), error.reason)
        }
        Ok(parsed) => {
            let known =
                ["tcp", "ws", "grpc", "kcp", "xhttp", "httpupgrade", "hysteria"].contains(&parsed.param("type"));
            let network = if known { parsed.param("type").to_owned() } else { String::new() };
            format!("{network} {}", write(&parsed).err().unwrap_or("written"))
        }
    };
    format!("{scheme} {} {}", one(Strictness::Strict), one(Strictness::Lenient))
}

#[test]
#[ignore = "writes the corpus anew"]
fn look_for_more() {
    let cases = std::env::var("LINK_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(20_000);
    let mut seeds = Vec::new();
    for (table, column) in
        [("parse-vectors.json", "link"), ("invalid-links.json", "link"), ("vectors.json", "recommended_link")]
    {
        let rows: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(file(table)).unwrap()).unwrap();
        seeds.extend(
            rows.iter().filter_map(|row| row[column].as_str()).filter(|link| link.len() < 6000).map(str::to_owned),
        );
    }
    let tables = seeds.len();
    let mut kept: BTreeMap<String, String> = BTreeMap::new();
    let mut numbers = Numbers(1);
    for _ in 0..cases {
        let link = damaged(&seeds[numbers.below(tables)], &mut numbers);
        let way = way(&link);
        if link.len() < 400 && kept.get(&way).is_none_or(|old| old.len() > link.len()) {
            kept.insert(way, link);
        }
    }
    let mut known: Vec<String> = std::fs::read_to_string(file("corpus.txt")).map(|_| corpus()).unwrap_or_default();
    for link in seeds.into_iter().chain(kept.into_values()) {
        if !known.contains(&link) {
            known.push(link);
        }
    }
    let lines: Vec<String> = known.iter().map(|link| serde_json::to_string(link).unwrap()).collect();
    std::fs::write(file("corpus.txt"), lines.join("\n") + "\n").unwrap();
}
