//! Forms: raw text and a problem per field, or a checked value. What a draft lets through stops no Xray and makes no
//! dead key on any panel, however little that panel itself checks. No words here: a problem is a value.

mod address;
mod edit;
mod name;
mod person;
mod port;
mod reality;
mod refusal;
mod target;
mod token;

pub use edit::{PersonEdit, Renaming};
pub use name::{check as check_name, repaired as repaired_name};
pub use person::PersonDraft;
pub use port::{Holder, Taken, TakenPort};
pub use reality::{Caution, FINGERPRINTS, RealityDraft, Surroundings, Unusable};
pub use target::{CURATED, UNRENTED, best as best_site, rank as site_rank};
pub use token::TokenDraft;

use crate::units::Unreadable;

/// What is wrong with one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Problem {
    /// Where.
    pub field: Field,
    /// What.
    pub kind: ProblemKind,
}

/// A field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Name of a person or a token.
    Name,
    /// Data limit.
    Data,
    /// Days until the end.
    Days,
    /// Simultaneous addresses.
    LimitIp,
    /// Free text.
    Comment,
    /// Group.
    Group,
    /// Choice of inbounds.
    Inbounds,
    /// The operator's name for an inbound.
    Remark,
    /// Port.
    Port,
    /// Site a Reality inbound looks like.
    Target,
    /// Names a Reality inbound answers to.
    ServerNames,
    /// Address people connect to.
    Address,
    /// What a token may do.
    Scope,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// Nothing is there.
    Missing,
    /// Somebody else has it.
    Taken,
    /// The port belongs to somebody else.
    PortTaken(Holder),
    /// More letters than this.
    TooLong {
        /// The most that fit.
        most: usize,
    },
    /// A letter no panel can do with.
    BadLetter(char),
    /// A name no address of the panel can reach (`.`, `..`).
    Unreachable,
    /// Not a whole number.
    NotANumber,
    /// Not between these two.
    OutOfRange {
        /// The least.
        least: u64,
        /// The most.
        most: u64,
    },
    /// Not an amount of data.
    Amount(Unreadable),
    /// Not a host name, for a site one with a dot, in ASCII.
    NotAHost,
    /// An IP address where a name is needed: there is no certificate for it to show.
    IsAnAddress,
    /// Only this machine or its own network knows this host.
    NotPublic,
    /// The inbound would look like itself.
    IsItself,
}

impl Problem {
    /// Adds it to the list when a check has failed, and hands on the value when not.
    fn gather<T>(problems: &mut Vec<Self>, field: Field, checked: Result<T, ProblemKind>) -> Option<T> {
        checked.map_err(|kind| problems.push(Self { field, kind })).ok()
    }
}

/// Text without blanks around it, of at most `most` letters, none of them a control character.
fn line(text: &str, most: usize) -> Result<String, ProblemKind> {
    let text = text.trim();
    if let Some(letter) = text.chars().find(|letter| letter.is_control()) {
        return Err(ProblemKind::BadLetter(letter));
    }
    if text.chars().count() > most { Err(ProblemKind::TooLong { most }) } else { Ok(text.to_owned()) }
}

/// A whole number in a range; nothing counts as 0.
fn number(text: &str, least: u64, most: u64) -> Result<u64, ProblemKind> {
    if text.trim().is_empty() {
        return if least == 0 { Ok(0) } else { Err(ProblemKind::Missing) };
    }
    let digits = crate::units::ascii_digits(text.trim());
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ProblemKind::NotANumber);
    }
    // Digits alone that are no number are too many.
    let number = crate::units::whole(&digits).unwrap_or(u64::MAX);
    if (least..=most).contains(&number) { Ok(number) } else { Err(ProblemKind::OutOfRange { least, most }) }
}
