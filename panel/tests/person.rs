//! People out of inbounds, and the state of a person, against answers of real panels.

#![allow(clippy::unwrap_used, clippy::panic)]

use panel::model::person::{DataMargin, State, Thresholds, Why};
use panel::model::{Bytes, Expiry, Inbound, InboundId, Millis, Person, Quota, Traffic};
use panel::wire::settings::inbound_from_value;

fn answer(name: &str) -> serde_json::Value {
    let path = format!("{}/tests/data/recorded/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let file: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    file["answer"]["json"]["obj"].clone()
}

fn list(name: &str) -> Vec<Inbound> {
    answer(name).as_array().unwrap().iter().map(inbound_from_value).collect()
}

fn person<'a>(people: &'a [Person], name: &str) -> &'a Person {
    people.iter().find(|person| person.name == name).unwrap()
}

const NOW: Millis = Millis(1_795_343_900_000);

fn state(people: &[Person], name: &str) -> State {
    person(people, name).state(NOW, false, &Thresholds::default())
}

#[test]
fn one_person_in_two_inbounds_of_c0_is_one_with_one_account() {
    let people = Person::of_inbounds(&list("c0/178-list-ended"));
    let bob = person(&people, "bob");
    assert_eq!(bob.inbounds, [InboundId(1), InboundId(10)]);
    assert_eq!(bob.traffic, Traffic { up: Bytes(5_368_709_120), down: Bytes(17_179_869_184) });
    assert_eq!((bob.enabled, bob.admitted), (false, Some(false)));
    assert_eq!(people.iter().filter(|person| person.key() == "bob").count(), 1);
    let names: Vec<_> = people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "ada", "bob", "renamed", "bulk2", "a b/c", "past", "joan", "wes", "greta", "xena", "ada_8", "vera", "tom",
            "tina", "sam", "sue", "hye"
        ]
    );
}

#[test]
fn the_tightest_copy_counts() {
    // Before they were made equal: limited and paused in one inbound, free in the other.
    let people = Person::of_inbounds(&list("c0/102-list-with-people"));
    let bob = person(&people, "bob");
    assert_eq!(bob.quota, Quota::Limit(Bytes(21_474_836_480)));
    assert_eq!(bob.expiry, Expiry::At(Millis(1_800_527_760_018)));
    assert!(!bob.enabled);
}

#[test]
fn ended_is_told_by_numbers_on_every_generation() {
    // The flags of the same people differ: A leaves `enable` set, B and C0 clear it.
    for (name, flag) in [("a/143-list-ended", true), ("b/149-list-ended", false), ("c0/178-list-ended", false)] {
        let people = Person::of_inbounds(&list(name));
        assert_eq!(person(&people, "ada").enabled, flag, "{name}");
        assert_eq!(state(&people, "ada"), State::Ended(Why::DataUsed), "{name}");
        assert_eq!(state(&people, "past"), State::Ended(Why::Expired), "{name}");
        assert_eq!(state(&people, "bob"), State::Ended(Why::DataUsed), "{name}: used up and paused");
        assert_eq!(state(&people, "tina"), State::Disabled, "{name}");
        assert_eq!(state(&people, "joan"), State::Active, "{name}");
        assert_eq!(state(&people, "vera"), State::NotStarted, "{name}");
        assert!(people.iter().all(|person| !person.name.is_empty()), "{name}");
    }
}

#[test]
fn the_last_visit_comes_from_the_counters() {
    let people = Person::of_inbounds(&list("a/143-list-ended"));
    assert_eq!(person(&people, "joan").last_online, Some(Millis(1_795_347_969_003)));
    assert_eq!(person(&people, "tom").last_online, None);
}

#[test]
fn who_has_no_counters_is_kept() {
    let mut inbounds = list("a/143-list-ended");
    inbounds.iter_mut().for_each(|inbound| inbound.stats.clear());
    let people = Person::of_inbounds(&inbounds);
    assert_eq!(people.len(), 16);
    assert_eq!((person(&people, "ada").admitted, person(&people, "ada").traffic), (None, Traffic::default()));
}

#[test]
fn names_that_differ_in_case_only_are_one_person_and_both_rows_count() {
    let row = r#"{"id": 4, "protocol": "vless", "settings": "{\"clients\": [{\"email\": \"Zoë\"}, {\"email\": \"ZOË\"}]}",
        "clientStats": [{"inboundId": 4, "email": "Zoë", "up": 1, "down": 2, "enable": true, "lastOnline": 7},
                        {"inboundId": 4, "email": "ZOË", "up": 10, "down": 20, "enable": false, "lastOnline": 5}]}"#;
    let inbound = inbound_from_value(&serde_json::from_str(row).unwrap());
    let people = Person::of_inbounds(&[inbound]);
    let [zoe] = people.as_slice() else { panic!("{} people", people.len()) };
    assert_eq!((zoe.name.as_str(), zoe.key().as_str()), ("Zoë", "zoë"));
    assert_eq!(zoe.traffic, Traffic { up: Bytes(11), down: Bytes(22) });
    assert_eq!((zoe.admitted, zoe.last_online), (Some(false), Some(Millis(7))));
    assert_eq!(zoe.inbounds, [InboundId(4)]);
}

/// Somebody let in, with this limit and use in bytes and this end.
fn somebody(quota: u64, used: u64, expiry: Expiry) -> Person {
    let quota = if quota == 0 { Quota::Unlimited } else { Quota::Limit(Bytes(quota)) };
    let traffic = Traffic { up: Bytes(0), down: Bytes(used) };
    Person { name: "ada".into(), enabled: true, quota, traffic, expiry, ..Person::default() }
}

#[test]
fn running_out_begins_at_the_thresholds() {
    const GB: u64 = 1 << 30;
    let assumed = Thresholds::from_panel(0, 0);
    assert_eq!(assumed, Thresholds { span: Millis(259_200_000), margin: DataMargin::Percent(15), assumed: true });
    let own = Thresholds::from_panel(7, 2);
    assert_eq!(
        own,
        Thresholds { span: Millis(604_800_000), margin: DataMargin::Left(Bytes(2_147_483_648)), assumed: false }
    );
    assert!(Thresholds::from_panel(7, 0).assumed && Thresholds::from_panel(0, 2).assumed);
    let at = |days: i64| Expiry::At(Millis(NOW.0 + days * Millis::DAY.0));
    for (quota, used, expiry, by_assumed, by_own) in [
        (0, 900 * GB, Expiry::Never, State::Active, State::Active),
        (100 * GB, 85 * GB, Expiry::Never, State::Active, State::Active),
        (100 * GB, 85 * GB + 1, Expiry::Never, State::Expiring, State::Active),
        (100 * GB, 98 * GB, Expiry::Never, State::Expiring, State::Active),
        (100 * GB, 98 * GB + 1, Expiry::Never, State::Expiring, State::Expiring),
        (100 * GB, 100 * GB, Expiry::Never, State::Ended(Why::DataUsed), State::Ended(Why::DataUsed)),
        (0, 0, at(3), State::Active, State::Expiring),
        (0, 0, at(2), State::Expiring, State::Expiring),
        (0, 0, at(7), State::Active, State::Active),
        (0, 0, at(0), State::Ended(Why::Expired), State::Ended(Why::Expired)),
        (0, 0, Expiry::AfterFirstUse(Millis::DAY), State::NotStarted, State::NotStarted),
        (1, 1, at(-1), State::Ended(Why::DataUsed), State::Ended(Why::DataUsed)),
    ] {
        let person = somebody(quota, used, expiry);
        assert_eq!(person.state(NOW, false, &assumed), by_assumed, "{quota} {used} {expiry:?}");
        assert_eq!(person.state(NOW, false, &own), by_own, "{quota} {used} {expiry:?}");
    }
}

#[test]
fn the_first_connection_ends_the_waiting() {
    let person = somebody(0, 0, Expiry::AfterFirstUse(Millis::DAY));
    assert_eq!(person.state(NOW, true, &Thresholds::default()), State::Active);
}

#[test]
fn a_paused_person_is_paused_before_running_out() {
    let person = Person { enabled: false, ..somebody(100, 99, Expiry::Never) };
    assert_eq!(person.state(NOW, false, &Thresholds::default()), State::Disabled);
}
