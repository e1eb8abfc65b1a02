//! Whether Xray runs, replayed from answers of real panels.

#![allow(clippy::unwrap_used, clippy::panic)]

use panel::model::server::{Health, Status, XrayHealth, XrayState, XrayStatus};
use panel::model::{Health as Exported, Millis};

fn recorded(name: &str) -> Status {
    let path = format!("{}/tests/data/recorded/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let file: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let answer = &file["answer"]["json"]["obj"];
    let text = |key: &str| answer["xray"][key].as_str().unwrap();
    look(text("state"), text("version"), answer["appStats"]["uptime"].as_u64().unwrap(), text("errorMsg"))
}

fn look(state: &str, version: &str, xray_uptime: u64, message: &str) -> Status {
    let (version, message) = (version.to_owned(), message.to_owned());
    let xray = XrayStatus { state: XrayState::from_panel(state), message, version };
    Status { xray, xray_uptime, ..Status::default() }
}

/// Feeds looks two seconds and a half apart.
fn replay(looks: &[Status]) -> Vec<Health> {
    let mut follower = XrayHealth::default();
    (0..).zip(looks).map(|(n, look)| follower.feed(look, Millis(1_795_343_918_000 + n * 2_500))).collect()
}

fn failing(message: &str) -> Health {
    Exported::Failing { message: message.to_owned() }
}

#[test]
fn a_running_xray_is_believed_once_its_clock_moves() {
    for panel in
        ["a/024-status-first a/025-status", "b/024-status-first b/025-status", "c1/028-status-first c1/029-status"]
    {
        let looks: Vec<_> = panel.split(' ').map(recorded).collect();
        assert_eq!(replay(&looks), [Health::Starting, Health::Running], "{panel}");
    }
}

#[test]
fn an_xray_too_old_for_a_crash_loop_is_believed_at_once() {
    assert_eq!(replay(&[recorded("c0/173-status-live")]), [Health::Running]);
}

#[test]
fn the_twin_names_become_a_failure_and_mend() {
    let dead = recorded("c0/187-twin-status");
    let looks = [
        recorded("c0/173-status-live"),
        dead.clone(),
        dead.clone(),
        dead.clone(),
        recorded("c0/190-twin-status-after"),
        look("running", "26.3.27", 6, ""),
    ];
    let expected =
        [Health::Running, Health::Starting, Health::Starting, failing(""), Health::Starting, Health::Running];
    assert_eq!(replay(&looks), expected);
}

#[test]
fn a_stop_is_a_stop_and_a_restart_is_no_failure() {
    for panel in ["a", "b", "c0", "c1"] {
        let (stopped, running) = match panel {
            "a" => ("117", "120"),
            "b" => ("121", "124"),
            "c0" => ("150", "153"),
            _ => ("180", "183"),
        };
        let looks = [
            look("running", "26.3.27", 40, ""),
            recorded(&format!("{panel}/{stopped}-status-stopped")),
            look("running", "Unknown", 0, ""),
            recorded(&format!("{panel}/{running}-status-running")),
            look("running", "26.3.27", 5, ""),
        ];
        let expected = [Health::Running, Health::Stopped, Health::Starting, Health::Starting, Health::Running];
        assert_eq!(replay(&looks), expected, "{panel}");
    }
}

#[test]
fn an_error_brings_its_reason_and_a_second_crash_does_not_lose_it() {
    let old = recorded("a-2.0.0/117-status-stopped");
    let reason = old.xray.message.clone();
    assert!(reason.ends_with("invalid UUID:"));
    let dead = look("running", "Unknown", 0, "");
    let stop = look("stop", "Unknown", 0, "");
    assert_eq!(replay(&[old, dead, stop]), vec![failing(&reason); 3]);
}

#[test]
fn whatever_the_lottery_draws_a_crash_loop_never_runs_and_soon_fails() {
    let draws = [
        look("running", "Unknown", 0, ""),
        look("stop", "Unknown", 0, ""),
        look("stop", "Unknown", 0, "exit status 23"),
        look("error", "Unknown", 0, "exit status 23"),
        look("running", "26.3.27", 0, ""),
    ];
    // Every sequence of five draws after a healthy look. Nothing but bare stops is what an operator asked for.
    for number in 0..draws.len().pow(5) {
        let picks: Vec<usize> = (0..5).map(|place| number / draws.len().pow(place) % draws.len()).collect();
        let looks: Vec<Status> = std::iter::once(look("running", "26.3.27", 90, ""))
            .chain(picks.iter().map(|pick| draws[*pick].clone()))
            .collect();
        let verdicts = replay(&looks);
        assert!(verdicts[1..].iter().all(|verdict| *verdict != Health::Running), "{picks:?}");
        if picks[..3].iter().any(|pick| *pick != 1) {
            assert!(matches!(verdicts[5], Health::Failing { .. }), "{picks:?} {verdicts:?}");
        }
    }
}

#[test]
fn a_clock_that_goes_back_twice_or_stands_still_is_a_failure() {
    let at = |uptime| look("running", "26.3.27", uptime, "");
    let back = replay(&[at(90), at(3), at(2), at(1)]);
    assert_eq!(back, [Health::Running, Health::Starting, Health::Starting, failing("")]);
    let still = replay(&[at(90), at(90), at(90), at(90), at(90)]);
    assert_eq!(still, [Health::Running, Health::Running, Health::Starting, Health::Starting, failing("")]);
}

#[test]
fn a_sample_seen_twice_changes_nothing() {
    let mut follower = XrayHealth::default();
    let dead = look("running", "Unknown", 0, "");
    let first = follower.feed(&dead, Millis(0));
    assert_eq!((first, follower.feed(&dead, Millis(900))), (Health::Starting, Health::Starting));
    let fresh = look("running", "26.3.27", 1, "");
    assert_eq!(follower.feed(&fresh, Millis(2_000)), Health::Starting);
    assert_eq!(follower.feed(&fresh, Millis(2_900)), Health::Starting);
    assert_eq!(follower.feed(&look("running", "26.3.27", 3, ""), Millis(4_000)), Health::Running);
}

#[test]
fn an_operators_stop_after_a_crash_is_seen_in_the_end() {
    let error = look("error", "26.3.27", 0, "exit status 23");
    let stop = look("stop", "26.3.27", 0, "");
    let verdicts = replay(&[error, stop.clone(), stop.clone(), stop.clone(), stop.clone(), stop]);
    assert_eq!(verdicts[..5], vec![failing("exit status 23"); 5]);
    assert_eq!(verdicts[5], Health::Stopped);
}
