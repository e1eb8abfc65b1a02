//! How pushed counters meet asked ones, and who is listened to.

#![allow(clippy::unwrap_used)]

use panel::api::push::Counted;
use panel::dialect::{Dialect, Factor, Panel, Version};
use panel::model::{Bytes, InboundId, Millis, Person, Traffic};
use panel::reconcile::{Counters, Line, Wish, due_again, listens};

fn traffic(up: u64, down: u64) -> Traffic {
    Traffic { up: Bytes(up), down: Bytes(down) }
}

fn row(whose: &str, up: u64, down: u64, seen: i64) -> Counted {
    let last_online = (seen > 0).then_some(Millis(seen));
    Counted { whose: whose.into(), traffic: traffic(up, down), last_online }
}

fn person(name: &str, up: u64, down: u64) -> Person {
    Person { name: name.into(), traffic: traffic(up, down), last_online: Some(Millis(500)), ..Person::default() }
}

fn panel(version: &str) -> Panel {
    let version = Version::parse(version).unwrap();
    Panel::new(Dialect::of(version), Some(version), Factor::None)
}

#[test]
fn names_are_one_whatever_their_letter_case_and_rows_that_come_twice_count_once() {
    let rows = vec![row("Ada", 1, 10, 700), row("bob", 2, 20, 0), row("Ada", 1, 10, 700), row("ada", 100, 0, 900)];
    let mut counters = Counters::default();
    counters.take(&rows, &[], Millis(1_000));
    let mut people = [person("ada", 0, 0), person("Bob", 0, 0)];
    counters.correct(&mut people, Millis(1_000));
    assert_eq!(people.each_ref().map(|person| person.traffic), [traffic(101, 10), traffic(2, 20)]);
    assert_eq!(people.each_ref().map(|person| person.last_online), [Some(Millis(900)), Some(Millis(500))]);
    // The next push says it all again.
    counters.take(&[row("ADA", 1, 11, 0)], &[], Millis(6_000));
    counters.correct(&mut people, Millis(1_000));
    assert_eq!(people[0].traffic, traffic(1, 11));
}

#[test]
fn a_list_asked_for_before_a_push_does_not_turn_counters_back() {
    let mut counters = Counters::default();
    counters.take(&[row("ada", 5, 50, 2_000)], &[row("7", 6, 60, 0)], Millis(2_100));
    let mut people = [person("Ada", 4, 40), person("bob", 9, 90)];
    counters.correct(&mut people, Millis(2_000));
    assert_eq!(people[0].traffic, traffic(5, 50));
    assert_eq!(people[0].last_online, Some(Millis(2_000)));
    assert_eq!(people[1].traffic, traffic(9, 90), "who was not pushed keeps what the list says");

    assert_eq!(counters.names(Millis(2_000)).collect::<Vec<_>>(), ["ada"]);
    assert_eq!(counters.inbounds(Millis(2_000)).collect::<Vec<_>>(), [(InboundId(7), traffic(6, 60))]);
}

#[test]
fn a_list_asked_for_after_the_push_counts_even_where_it_tells_less() {
    let mut counters = Counters::default();
    counters.take(&[row("ada", 5, 50, 0)], &[row("7", 6, 60, 0)], Millis(2_000));
    let mut people = [person("ada", 0, 0)];
    counters.correct(&mut people, Millis(2_001));
    assert_eq!(people[0].traffic, traffic(0, 0), "somebody set the counter back");
    assert_eq!((counters.names(Millis(2_001)).count(), counters.inbounds(Millis(2_001)).count()), (0, 0));
}

#[test]
fn a_changed_list_is_read_at_once_or_no_sooner_than_it_would_be_asked_for() {
    assert_eq!(due_again(Millis(4_000), Millis(0)), Millis(4_000));
    assert_eq!(due_again(Millis(4_000), Millis(600_000)), Millis(604_000));
}

#[test]
fn who_is_listened_to() {
    let fast = Line { kind: "4g".into(), answer: Millis(80), ..Line::default() };
    let auto = |version: &str, people| listens(&panel(version), people, &fast, Wish::Auto);
    // Sockets since v2.8.6.
    assert!(!auto("2.6.8", 60) && !auto("2.8.5", 60));
    assert!(auto("2.8.6", 60) && auto("2.9.4", 250) && auto("3.6.0", 250));
    assert!(!auto("2.9.4", 251) && !auto("3.6.0", 10_000));
    assert!(listens(&panel("3.6.0"), 10_000, &fast, Wish::On));
    assert!(!listens(&panel("3.6.0"), 1, &fast, Wish::Off));
    assert!(!listens(&panel("2.6.8"), 1, &fast, Wish::On));
}

#[test]
fn a_slow_line_is_left_alone() {
    let line = |saving, kind: &str, answer| Line { saving, kind: kind.into(), answer: Millis(answer) };
    for slow in [line(true, "4g", 50), line(false, "2g", 50), line(false, "slow-2g", 0), line(false, "", 2_001)] {
        assert!(slow.slow() && !listens(&panel("3.6.0"), 1, &slow, Wish::Auto));
        assert!(listens(&panel("3.6.0"), 1, &slow, Wish::On));
    }
    for fast in [line(false, "3g", 800), line(false, "", 0)] {
        assert!(!fast.slow());
    }
}

#[test]
fn wishes_are_remembered_by_a_word() {
    assert_eq!(
        [None, Some("on"), Some("off"), Some("?")].map(Wish::recall),
        [Wish::Auto, Wish::On, Wish::Off, Wish::Auto]
    );
}
