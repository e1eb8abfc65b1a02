//! What is wrong with a field, in words.

use panel::draft::{Holder, ProblemKind};
use panel::units::Unreadable;

use crate::words::{Key, fill, t};

/// The sentence below the field.
pub fn words(kind: &ProblemKind) -> String {
    match kind {
        ProblemKind::Missing => t(Key::ProblemMissing).into(),
        ProblemKind::Taken => t(Key::ProblemTaken).into(),
        ProblemKind::PortTaken(holder) => held(holder),
        ProblemKind::TooLong { most } => fill(Key::ProblemTooLong, &[("most", &most.to_string())]),
        ProblemKind::BadLetter(letter) if letter.is_whitespace() => t(Key::ProblemBlank).into(),
        ProblemKind::BadLetter(letter) if letter.is_control() => t(Key::ProblemUnseenLetter).into(),
        ProblemKind::BadLetter(letter) => fill(Key::ProblemBadLetter, &[("letter", &letter.to_string())]),
        ProblemKind::Unreachable => t(Key::ProblemUnreachable).into(),
        ProblemKind::NotANumber => t(Key::ProblemNotANumber).into(),
        ProblemKind::OutOfRange { least, most } => {
            fill(Key::ProblemOutOfRange, &[("least", &least.to_string()), ("most", &most.to_string())])
        }
        ProblemKind::Amount(unreadable) => t(amount(*unreadable)).into(),
        ProblemKind::NotAHost => t(Key::ProblemNotAHost).into(),
        ProblemKind::IsAnAddress => t(Key::ProblemIsAnAddress).into(),
        ProblemKind::NotPublic => t(Key::ProblemNotPublic).into(),
        ProblemKind::IsItself => t(Key::ProblemIsItself).into(),
    }
}

fn held(holder: &Holder) -> String {
    t(match holder {
        Holder::Inbound(name) if name.is_empty() => Key::PortOfSome,
        Holder::Inbound(name) => return fill(Key::PortOfInbound, &[("name", name)]),
        Holder::Panel => Key::PortOfPanel,
        Holder::Subscription => Key::PortOfSubscription,
        Holder::Page => Key::PortOfPage,
        Holder::Xray => Key::PortOfXray,
    })
    .into()
}

fn amount(unreadable: Unreadable) -> Key {
    match unreadable {
        Unreadable::NotANumber => Key::AmountNotANumber,
        Unreadable::Ambiguous => Key::AmountAmbiguous,
        Unreadable::Unit => Key::AmountUnit,
        Unreadable::TooLarge => Key::AmountTooLarge,
    }
}
