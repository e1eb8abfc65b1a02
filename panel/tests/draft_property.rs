//! Amounts and drafts under texts nobody thought of.

#![allow(clippy::unwrap_used, clippy::panic)]

use panel::draft::{PersonDraft, RealityDraft, Surroundings, Taken, TakenPort, check_name, repaired_name};
use panel::model::{Bytes, Expiry, InboundId, Millis, Ports, Quota};
use panel::units;
use proptest::prelude::*;

const NOW: Millis = Millis(1_795_343_918_000);

/// What every panel takes as a name and can address afterwards.
fn is_sound(name: &str) -> bool {
    let letters =
        name.chars().all(|letter| !letter.is_whitespace() && !letter.is_control() && !"/\\>".contains(letter));
    letters && !name.is_empty() && name.chars().count() <= 64 && name != "." && name != ".."
}

/// Texts as people type them, and texts nobody types.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,12}", "[0-9۰-۹٠-٩., ٫٬'a-zA-Z-]{0,16}", "[0-9]{0,22} ?(gb|MB|k|гб|گیگ)?"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn an_amount_shown_stays_within_its_last_digit(amount: u64) {
        let text = units::bytes(Bytes(amount));
        let (number, label) = text.split_once(' ').unwrap();
        let unit = 1_u128 << (10 * ["B", "KB", "MB", "GB", "TB"].iter().position(|known| *known == label).unwrap());
        let (whole, tenth) = number.split_once('.').unwrap_or((number, "0"));
        let tenths = whole.parse::<u128>().unwrap() * 10 + tenth.parse::<u128>().unwrap();
        let step = if tenths < 1000 { 1 } else { 10 };
        prop_assert!((tenths * unit).abs_diff(u128::from(amount) * 10) * 2 <= step * unit, "{amount} {text}");
        prop_assert!(tenths < 10_240 || label == "TB", "{text}");
    }

    #[test]
    fn an_amount_typed_comes_back_exactly(amount in 0_u64..=1 << 53) {
        let text = units::typed(Bytes(amount));
        prop_assert_eq!(units::parse(&text), Ok(Bytes(amount)), "{}", text);
    }

    #[test]
    fn any_text_is_an_amount_or_a_fault(text in typed()) {
        if let Ok(amount) = units::parse(&text) {
            prop_assert!(amount.0 <= 1 << 53, "{text}");
            prop_assert!(text.chars().any(char::is_numeric), "{text}");
        }
    }

    #[test]
    fn a_name_that_passes_is_sound(text in prop_oneof!["\\PC{0,80}", "[ .a/\\\\>\u{a0}\u{202e}\n]{0,6}"]) {
        if let Ok(name) = check_name(&text, &|_| false) {
            prop_assert!(is_sound(&name), "{name:?}");
            prop_assert!(check_name(&text, &|key| key == name.to_lowercase()).is_err(), "{name:?}");
        }
        let repaired = repaired_name(&text);
        prop_assert!(repaired.is_empty() || check_name(&repaired, &|_| false) == Ok(repaired.clone()), "{text:?}");
    }

    #[test]
    fn a_person_that_passes_can_be_sent(
        name in "\\PC{0,12}", data in typed(), days in typed(), limit_ip in typed(), comment in "\\PC{0,40}",
        group in "[a-z, ]{0,8}", after_first_use: bool,
    ) {
        let inbounds = vec![InboundId(1)];
        let draft = PersonDraft { name, data, days, after_first_use, limit_ip, comment, group, inbounds };
        match draft.check(&|_| false, NOW) {
            Ok(person) => {
                prop_assert!(is_sound(&person.name));
                prop_assert!(person.quota.to_panel() >= 0 && person.quota != Quota::Limit(Bytes(0)));
                prop_assert!(person.limit_ip <= 1000);
                prop_assert!(!matches!(person.expiry, Expiry::At(end) if end <= NOW));
                prop_assert!(after_first_use == matches!(person.expiry, Expiry::AfterFirstUse(_)));
                prop_assert!(!person.group.contains(','));
            }
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }

    #[test]
    fn an_inbound_that_passes_stops_no_xray(
        target in prop_oneof!["\\PC{0,20}", "(https?://)?[a-z0-9.-]{0,16}(:[0-9]{0,6})?(/x)?", "[0-9.:]{0,15}"],
        server_names in prop_oneof![Just(String::new()), "[a-z., ]{0,20}"],
        port in prop_oneof!["[0-9]{0,6}", Just("62789".to_owned()), Just("443".to_owned())],
        held in proptest::collection::vec(1_u32..70_000, 0..4),
    ) {
        let person = PersonDraft { name: "bob".into(), ..PersonDraft::default() };
        let draft = RealityDraft { target, server_names, port, person, ..RealityDraft::default() };
        let taken = Taken {
            inbounds: held.iter().map(|port| TakenPort { port: *port, remark: "a".into(), packets: false }).collect(),
            ports: Some(Ports { panel: 2053, subscription: Some(2096) }),
            page: Some(443),
            packets_apart: true,
        };
        let around = Surroundings { taken: &taken, names: &|_| false, host: "panel.example.com", now: NOW };
        if let Ok(plan) = draft.check(around) {
            let port = u32::from(plan.port);
            prop_assert!(port > 0 && ![62_789, 11_111, 2053, 2096, 443].contains(&port) && !held.contains(&port));
            prop_assert!(!plan.site.server_names.is_empty());
            let (host, target_port) = plan.site.target.rsplit_once(':').unwrap();
            prop_assert!(target_port.parse::<u16>().unwrap() > 0);
            for name in plan.site.server_names.iter().map(String::as_str).chain([host]) {
                prop_assert!(name.contains('.') && name.parse::<std::net::IpAddr>().is_err(), "{name}");
                prop_assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte)), "{name}");
            }
        }
    }

    #[test]
    fn a_suggested_port_is_free(held in proptest::collection::vec(1_u32..65_536, 0..40), random: [u8; 16], page: bool) {
        let taken = Taken {
            inbounds: held.iter().map(|port| TakenPort { port: *port, remark: "a".into(), packets: false }).collect(),
            page: page.then_some(443),
            ..Taken::default()
        };
        let port = taken.suggest(&random);
        prop_assert!(taken.holder(u32::from(port)).is_none());
        prop_assert!(port == 443 || (10_000..=60_000).contains(&port));
    }
}
