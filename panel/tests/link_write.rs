//! Every row of the tables of links that must, and that must not, be written.

#![allow(clippy::unwrap_used, clippy::panic)]

use panel::link::{self, Context, Link, Spider};
use panel::model::Inbound;
use panel::wire::settings::inbound_from_value;
use serde_json::Value;

fn table(name: &str) -> Vec<Value> {
    let path = format!("{}/tests/data/links/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn context(row: &Value) -> Context<'_> {
    Context {
        host: row["host"].as_str().unwrap_or_default(),
        remark_model: row["remark_model"].as_str().unwrap_or_default(),
        spider: if row["profile"] == "3xui-head" { Spider::PerPerson } else { Spider::Stored },
        ..Context::default()
    }
}

/// The client a row means: by name, the only one, or none where the inbound is the key.
fn write(inbound: &Inbound, row: &Value) -> Result<Vec<Link>, link::Error> {
    match (row["client_email"].as_str(), inbound.clients.first()) {
        (Some(name), _) => link::write_named(inbound, name, &context(row)),
        (None, Some(client)) => link::write(inbound, client, &context(row)),
        (None, None) => link::write_alone(inbound, &context(row)),
    }
}

#[test]
fn every_vector_is_written_letter_by_letter() {
    let rows = table("vectors");
    assert_eq!(rows.len(), 94);
    let mut wrong = Vec::new();
    for row in &rows {
        let name = row["name"].as_str().unwrap();
        let links = match write(&inbound_from_value(&row["inbound"]), row) {
            Ok(links) => links,
            Err(error) => {
                wrong.push(format!("{name}: {}", error.code()));
                continue;
            }
        };
        let index = usize::try_from(row["link_index"].as_u64().unwrap()).unwrap();
        let (got, want) = (&links[index].text, row["recommended_link"].as_str().unwrap());
        if got != want {
            wrong.push(format!("{name}\n  got  {got}\n  want {want}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn what_a_link_says_of_itself_is_what_its_text_says() {
    for row in table("vectors") {
        let links = write(&inbound_from_value(&row["inbound"]), &row).ok().unwrap();
        let link = &links[usize::try_from(row["link_index"].as_u64().unwrap()).unwrap()];
        let want = &row["expected_parsed"];
        assert_eq!(link.address, want["host"].as_str().unwrap(), "{}", row["name"]);
        assert_eq!(u64::from(link.port), want["port"].as_u64().unwrap(), "{}", row["name"]);
        if want["scheme"] != "tg" {
            assert_eq!(link.name, want["remark"].as_str().unwrap(), "{}", row["name"]);
        }
        assert!(link.text.is_ascii() && !link.text.contains(char::is_whitespace), "{}", row["name"]);
    }
}

#[test]
fn there_is_a_link_per_front() {
    let two = table("vectors").into_iter().find(|row| row["name"] == "external-proxy-two-first").unwrap();
    let links = write(&inbound_from_value(&two["inbound"]), &two).ok().unwrap();
    let doors: Vec<_> = links.iter().map(|link| (link.address.as_str(), link.port, link.name.as_str())).collect();
    assert_eq!(doors, [("a.example.net", 443, "ext2-e2-A"), ("b.example.net", 80, "ext2-e2-B")]);
}

#[test]
fn every_inbound_without_a_valid_link_gives_its_error() {
    let rows = table("no-link");
    assert_eq!(rows.len(), 17);
    for row in rows {
        let error = match write(&inbound_from_value(&row["inbound"]), &row) {
            Ok(links) => panic!("{}: {}", row["name"], links[0].text),
            Err(error) => error,
        };
        assert_eq!(error.code(), row["expected_error"].as_str().unwrap(), "{}", row["name"]);
    }
}
