//! One page of people: asking for it in every way, and the counts beside it.

use crate::app::{App, Ledger, config};
use demo::{Config, Dialect};
use panel::api::clients::{Filter, Page, PageQuery, Sort};
use panel::model::person::{State, Thresholds};
use panel::model::{Bytes, InboundId, Person, Quota};
use serde_json::json;

pub async fn walk(_: Dialect, ledger: &Ledger) {
    pages(ledger).await;
    searches(ledger).await;
    orders(ledger).await;
    filters(ledger).await;
    groups(ledger).await;
    let mut app = App::signed_in(Config { empty: true, ..config(Dialect::C1) }, ledger).await;
    let nobody = page(&mut app, &PageQuery::default()).await;
    assert!(nobody.people.is_empty() && nobody.total == 0 && nobody.summary.active == 0 && nobody.groups.is_empty());
}

async fn page(app: &mut App, query: &PageQuery) -> Page {
    ask!(app, clients::page(&app.panel, query)).unwrap()
}

fn names(page: &Page) -> Vec<&str> {
    page.people.iter().map(|person| person.name.as_str()).collect()
}

async fn pages(ledger: &Ledger) {
    let mut app = App::signed_in(config(Dialect::C1), ledger).await;
    let everybody = ask!(app, clients::list()).unwrap();
    let first = page(&mut app, &PageQuery::default()).await;
    assert_eq!((first.total, first.filtered, first.page, first.size, first.people.len()), (60, 60, 1, 25, 25));
    let mut seen = Vec::new();
    for number in 1..=3 {
        let next = page(&mut app, &PageQuery { page: number, size: 25, ..PageQuery::default() }).await;
        assert_eq!(next.page, number);
        seen.extend(next.people);
    }
    assert!(seen == everybody, "three pages are everybody, the panel's order and every field");
    let beyond = page(&mut app, &PageQuery { page: 9, ..PageQuery::default() }).await;
    assert_eq!((beyond.page, beyond.people.len(), beyond.filtered), (9, 0, 60));
    let most = page(&mut app, &PageQuery { size: 5000, ..PageQuery::default() }).await;
    assert_eq!((most.size, most.people.len()), (200, 60));
}

async fn searches(ledger: &Ledger) {
    let mut app = App::signed_in(config(Dialect::C1), ledger).await;
    let record = ask!(app, clients::get("مریم")).unwrap();
    for (search, found) in [
        ("ANNA", vec!["anna"]),
        ("مریم", vec!["مریم"]),
        ("ольга_", vec!["ольга_мама"]),
        ("language course", vec!["katya"]),
        (&record.client.sub_id, vec!["مریم"]),
        ("a&page=2", vec![]),
        ("100%", vec![]),
    ] {
        let got = page(&mut app, &PageQuery { search: search.into(), ..PageQuery::default() }).await;
        assert_eq!((names(&got), got.filtered, got.total), (found.clone(), found.len(), 60), "{search}");
    }
}

async fn orders(ledger: &Ledger) {
    let mut app = App::signed_in(config(Dialect::C1), ledger).await;
    let left = |person: &Person| match person.quota {
        Quota::Limit(Bytes(limit)) => i128::from(limit) - i128::from(person.traffic.total().0),
        Quota::Unlimited => i128::MAX,
    };
    for descending in [false, true] {
        for sort in
            [Sort::Name, Sort::Enabled, Sort::Used, Sort::Remaining, Sort::Expiry, Sort::Created, Sort::LastOnline]
        {
            let query = PageQuery { sort: Some(sort), descending, size: 200, ..PageQuery::default() };
            let mut people = page(&mut app, &query).await.people;
            assert_eq!(people.len(), 60);
            if descending {
                people.reverse();
            }
            let sorted = match sort {
                Sort::Name => people.is_sorted_by_key(Person::key),
                Sort::Enabled => people.is_sorted_by_key(|person| person.enabled),
                Sort::Used => people.is_sorted_by_key(|person| person.traffic.total()),
                Sort::Remaining => people.is_sorted_by_key(left),
                Sort::Expiry => people.is_sorted_by_key(|person| match person.expiry {
                    panel::model::Expiry::At(end) => end.0,
                    _ => i64::MAX,
                }),
                Sort::Created => people.is_sorted_by_key(|person| person.created),
                Sort::LastOnline => people.is_sorted_by_key(|person| person.last_online),
            };
            assert!(sorted, "{sort:?} {descending}");
        }
    }
}

async fn filters(ledger: &Ledger) {
    let mut app = App::signed_in(config(Dialect::C1), ledger).await;
    app.wait(30_000).await;
    let now = app.now().await;
    let everybody = ask!(app, clients::list()).unwrap();
    let online = ask!(app, clients::onlines(&app.panel)).unwrap();
    let thresholds = ask!(app, settings::defaults(&app.panel)).unwrap().thresholds;
    assert_eq!(thresholds, Thresholds::from_panel(3, 2));
    let of = |wanted: &dyn Fn(State) -> bool| -> Vec<&str> {
        let there = |person: &&Person| wanted(person.state(now, online.contains(&person.name), &thresholds));
        everybody.iter().filter(there).map(|person| person.name.as_str()).collect()
    };
    let ended = of(&|state| matches!(state, State::Ended(_)));
    let disabled = of(&|state| state == State::Disabled);
    let expiring = of(&|state| state == State::Expiring);
    let active = of(&|state| matches!(state, State::Active | State::NotStarted));

    let all = page(&mut app, &PageQuery::default()).await.summary;
    assert_eq!((all.ended, all.disabled), (ended.len(), disabled.len()));
    assert_eq!((all.expiring, all.active), (expiring.len(), active.len()));
    assert_eq!((all.online, all.online_names.len()), (online.len(), online.len()));
    assert!(ended.len() > 2 && disabled.len() > 2 && expiring.len() > 2 && active.len() > 20 && online.len() > 5);

    for (filter, exactly) in [(Filter::Ended, &ended), (Filter::Expiring, &expiring)] {
        let got = page(&mut app, &PageQuery { filters: vec![filter], size: 200, ..PageQuery::default() }).await;
        assert_eq!(&names(&got), exactly, "{filter:?}");
    }
    let got = page(&mut app, &PageQuery { filters: vec![Filter::Online], size: 200, ..PageQuery::default() }).await;
    assert!(got.people.iter().all(|person| online.contains(&person.name)) && got.filtered == online.len());
    // The panel's two other words are wider than the counts beside them: who runs out is active, who ended is off too.
    let got = page(&mut app, &PageQuery { filters: vec![Filter::Active], size: 200, ..PageQuery::default() }).await;
    assert_eq!(got.filtered, active.len() + expiring.len());
    let got = page(&mut app, &PageQuery { filters: vec![Filter::Disabled], size: 200, ..PageQuery::default() }).await;
    assert!(disabled.iter().all(|name| names(&got).contains(name)) && got.people.iter().all(|person| !person.enabled));
    let both = PageQuery { filters: vec![Filter::Ended, Filter::Expiring], size: 200, ..PageQuery::default() };
    assert_eq!(page(&mut app, &both).await.filtered, ended.len() + expiring.len());

    let some = [InboundId(1), InboundId(6)];
    let within = |person: &&Person| person.inbounds.iter().any(|id| some.contains(id));
    let expected = everybody.iter().filter(within).count();
    let query = PageQuery { inbounds: some.to_vec(), ..PageQuery::default() };
    assert_eq!(page(&mut app, &query).await.filtered, expected);
}

async fn groups(ledger: &Ledger) {
    let mut app = App::signed_in(config(Dialect::C1), ledger).await;
    let groups = ask!(app, clients::groups()).unwrap();
    let told: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
    assert_eq!(told, ["empty group", "family", "friends", "office"]);
    assert_eq!((groups[0].people, groups[0].used), (0, Some(Bytes(0))));
    let everybody = ask!(app, clients::list()).unwrap();
    for group in &groups {
        let members: Vec<&Person> = everybody.iter().filter(|person| person.group == group.name).collect();
        assert_eq!(group.people, members.len());
        let used = members.iter().map(|person| person.traffic.total().0).sum();
        assert_eq!(group.used, Some(Bytes(used)));
        let query = PageQuery { group: group.name.clone(), size: 200, ..PageQuery::default() };
        let got = page(&mut app, &query).await;
        assert_eq!((got.filtered, got.groups.len()), (members.len(), 4), "{}", group.name);
    }
    app.raw(panel::api::Request::json("panel/api/clients/groups/create", &json!({ "name": "a & b" }))).await;
    assert_eq!(ask!(app, clients::groups()).unwrap().len(), 5);
}
