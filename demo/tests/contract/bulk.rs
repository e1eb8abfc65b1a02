//! Many people at once: who is done, and who is left out by name.

use crate::app::{App, Ledger, config};
use crate::making::of_protocol;
use demo::Dialect;
use panel::api::clients::{Outcome, Place, Skipped};
use panel::model::{Bytes, Client, Expiry, Millis, Person, Protocol, Quota, Traffic};

pub async fn walk(_: Dialect, ledger: &Ledger) {
    let mut app = App::signed_in(config(Dialect::C1), ledger).await;
    adjusted(&mut app).await;
    switched(&mut app).await;
    moved(&mut app).await;
    emptied(&mut app).await;
    deleted(&mut app).await;
}

fn list(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

async fn person(app: &mut App, name: &str) -> Person {
    ask!(app, clients::list()).unwrap().into_iter().find(|person| person.name == name).unwrap()
}

fn skipped(outcome: &Outcome) -> Vec<(&str, &str)> {
    outcome.skipped.iter().map(|Skipped { name, reason }| (name.as_str(), reason.as_str())).collect()
}

async fn adjusted(app: &mut App) {
    let before = person(app, "anna").await;
    let outcome = ask!(app, clients::adjust_many(&list(&["anna", "boris-work", "nobody"]), 10, 1 << 30)).unwrap();
    assert_eq!(outcome.done, 1);
    assert_eq!(skipped(&outcome), [("nobody", "client not found"), ("boris-work", "unlimited expiry")]);
    let after = person(app, "anna").await;
    let (Quota::Limit(old), Quota::Limit(new)) = (before.quota, after.quota) else { panic!("anna has a limit") };
    assert_eq!(new.0, old.0 + (1 << 30));
    let (Expiry::At(old), Expiry::At(new)) = (before.expiry, after.expiry) else { panic!("anna has an end") };
    assert_eq!(new.0, old.0 + 10 * Millis::DAY.0);
    let outcome = ask!(app, clients::adjust_many(&list(&["anna"]), -10, -(1 << 30))).unwrap();
    assert_eq!((outcome.done, outcome.skipped.len()), (1, 0));
    let back = person(app, "anna").await;
    assert_eq!((back.quota, back.expiry), (before.quota, before.expiry));

    // Half done is told twice: as done, and by name. "ivan.petrov" has an end and no limit of data.
    let outcome = ask!(app, clients::adjust_many(&list(&["ivan.petrov"]), 1, 1)).unwrap();
    assert_eq!((outcome.done, skipped(&outcome)), (1, vec![("ivan.petrov", "unlimited traffic")]));

    // Who ended and now has some left is let in again.
    let ended = person(app, "李雷").await;
    assert!(!ended.enabled && ended.admitted == Some(false));
    ask!(app, clients::adjust_many(&list(&["李雷"]), 0, 50 << 30)).unwrap();
    let again = person(app, "李雷").await;
    assert!(again.enabled && again.admitted == Some(true) && again.traffic == ended.traffic);
}

async fn switched(app: &mut App) {
    let both = list(&["anna", "nina", "nobody"]);
    for enabled in [false, true] {
        let outcome = ask!(app, clients::enable_many(&both, enabled)).unwrap();
        assert_eq!((outcome.done, skipped(&outcome)), (2, vec![("nobody", "client not found")]));
        for name in ["anna", "nina"] {
            let person = person(app, name).await;
            assert_eq!((person.enabled, person.admitted), (enabled, Some(enabled)), "{name}");
        }
    }
}

async fn moved(app: &mut App) {
    let inbounds = ask!(app, inbounds::list()).unwrap();
    let target = of_protocol(&inbounds, &Protocol::Hysteria).id;
    let there = inbounds.iter().find(|inbound| inbound.id == target).unwrap().clients[0].name.clone();
    let names = vec!["anna".to_owned(), there.clone(), "nobody".to_owned()];
    let outcome = ask!(app, clients::attach_many(&names, &[target])).unwrap();
    assert_eq!(outcome.done, 1);
    assert_eq!(skipped(&outcome), [(there.as_str(), ""), ("", "nobody: record not found")]);
    assert!(person(app, "anna").await.inbounds.contains(&target));
    let names = list(&["anna", "nina", "nobody"]);
    let outcome = ask!(app, clients::detach_many(&names, &[target])).unwrap();
    assert_eq!(outcome.done, 1);
    assert_eq!(skipped(&outcome), [("nina", ""), ("", "nobody: record not found")]);
    assert!(!person(app, "anna").await.inbounds.contains(&target));
    let nothing = ask!(app, clients::attach_many(&list(&["nobody"]), &[target])).unwrap();
    assert_eq!((nothing.done, nothing.skipped.len()), (0, 1));
}

async fn emptied(app: &mut App) {
    let record = ask!(app, clients::get("nina")).unwrap();
    ask!(app, clients::update(Place::Record(&record), &Client { enabled: false, ..record.client.clone() })).unwrap();
    assert_ne!(person(app, "nina").await.traffic, Traffic::default());
    let outcome = ask!(app, clients::reset_many(&list(&["nina", "anna", "nobody"]))).unwrap();
    assert_eq!((outcome.done, outcome.skipped.len()), (2, 0), "an unknown name is only not counted");
    let nina = person(app, "nina").await;
    assert_eq!((nina.traffic, nina.enabled), (Traffic::default(), true), "a reset lets in whom the operator paused");
}

async fn deleted(app: &mut App) {
    let record = ask!(app, clients::get("max")).unwrap();
    assert!(record.used.unwrap() > Bytes(1 << 30));
    let outcome = ask!(app, clients::delete_many(&list(&["max", "nobody"]), true)).unwrap();
    assert_eq!((outcome.done, skipped(&outcome)), (1, vec![("nobody", "client not found")]));
    ask!(app, clients::restore(Place::Record(&record))).unwrap();
    assert_eq!(ask!(app, clients::get("max")).unwrap().used, record.used, "the counters were kept");
    ask!(app, clients::delete_many(&list(&["max", "anna"]), false)).unwrap();
    assert_eq!(ask!(app, clients::list()).unwrap().len(), 58);
    ask!(app, clients::restore(Place::Record(&record))).unwrap();
    assert_eq!(ask!(app, clients::get("max")).unwrap().used, Some(Bytes(0)));
}
