//! A person to be added.

use super::{Field, Problem, ProblemKind, line, name, number};
use crate::model::{Expiry, InboundId, Millis, NewPerson, Quota};
use crate::units;

/// A hundred years.
const MOST_DAYS: u64 = 36_500;
const MOST_ADDRESSES: u64 = 1_000;
const MOST_COMMENT: usize = 256;
const MOST_GROUP: usize = 64;

/// The form for a new person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonDraft {
    /// Name.
    pub name: String,
    /// Data limit such as `50 GB`; nothing or 0: unlimited.
    pub data: String,
    /// Days until the end; nothing or 0: never.
    pub days: String,
    /// Whether the days begin with the first use.
    pub after_first_use: bool,
    /// Simultaneous addresses; nothing or 0: any number.
    pub limit_ip: String,
    /// Free text.
    pub comment: String,
    /// Group (v3.2.0+).
    pub group: String,
    /// Inbounds to add the person to.
    pub inbounds: Vec<InboundId>,
}

impl PersonDraft {
    /// Checks the form. `taken` is asked whether somebody has a name, in lower case.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the form.
    pub fn check(&self, taken: &dyn Fn(&str) -> bool, now: Millis) -> Result<NewPerson, Vec<Problem>> {
        let mut problems = Vec::new();
        let inbounds = if self.inbounds.is_empty() { Err(ProblemKind::Missing) } else { Ok(self.inbounds.clone()) };
        let person = self.gather(taken, now, &mut problems);
        let inbounds = Problem::gather(&mut problems, Field::Inbounds, inbounds);
        person.zip(inbounds).map(|(person, inbounds)| NewPerson { inbounds, ..person }).ok_or(problems)
    }

    /// The same for the first person of an inbound that is not there yet.
    pub(super) fn gather(
        &self,
        taken: &dyn Fn(&str) -> bool,
        now: Millis,
        problems: &mut Vec<Problem>,
    ) -> Option<NewPerson> {
        let name = Problem::gather(problems, Field::Name, name::check(&self.name, taken));
        let quota = Problem::gather(problems, Field::Data, quota(&self.data));
        let expiry = Problem::gather(problems, Field::Days, self.expiry(now));
        let limit_ip = Problem::gather(problems, Field::LimitIp, number(&self.limit_ip, 0, MOST_ADDRESSES));
        let comment = Problem::gather(problems, Field::Comment, line(&self.comment, MOST_COMMENT));
        let group = Problem::gather(problems, Field::Group, group(&self.group));
        Some(NewPerson {
            name: name?,
            quota: quota?,
            expiry: expiry?,
            limit_ip: u32::try_from(limit_ip?).ok()?,
            comment: comment?,
            group: group?,
            inbounds: Vec::new(),
        })
    }

    fn expiry(&self, now: Millis) -> Result<Expiry, ProblemKind> {
        let days = number(&self.days, u64::from(self.after_first_use), MOST_DAYS)?;
        let span = i64::try_from(days).unwrap_or(0) * Millis::DAY.0;
        Ok(match (days, self.after_first_use) {
            (0, _) => Expiry::Never,
            (_, true) => Expiry::AfterFirstUse(Millis(span)),
            (_, false) => Expiry::At(Millis(now.0.saturating_add(span))),
        })
    }
}

fn quota(text: &str) -> Result<Quota, ProblemKind> {
    if text.trim().is_empty() {
        return Ok(Quota::Unlimited);
    }
    let amount = units::parse(text).map_err(ProblemKind::Amount)?;
    Ok(if amount.0 == 0 { Quota::Unlimited } else { Quota::Limit(amount) })
}

/// Panels look for several groups at once, parted by commas.
fn group(text: &str) -> Result<String, ProblemKind> {
    if text.contains(',') { Err(ProblemKind::BadLetter(',')) } else { line(text, MOST_GROUP) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Bytes;
    use crate::units::Unreadable;

    const NOW: Millis = Millis(1_795_343_918_000);

    fn draft() -> PersonDraft {
        PersonDraft { name: "bob".into(), inbounds: vec![InboundId(1)], ..PersonDraft::default() }
    }

    fn check(draft: &PersonDraft) -> Result<NewPerson, Vec<Problem>> {
        draft.check(&|key| key == "ada", NOW)
    }

    fn problem(field: Field, kind: ProblemKind) -> Problem {
        Problem { field, kind }
    }

    #[test]
    fn a_name_and_an_inbound_are_enough() {
        let bob = NewPerson {
            name: "bob".into(),
            quota: Quota::Unlimited,
            expiry: Expiry::Never,
            limit_ip: 0,
            comment: String::new(),
            group: String::new(),
            inbounds: vec![InboundId(1)],
        };
        assert_eq!(check(&draft()), Ok(bob));
    }

    #[test]
    fn every_field_is_read() {
        let full = PersonDraft {
            data: "۵۰ GB".into(),
            days: "۳۰".into(),
            limit_ip: "2".into(),
            comment: " friend ".into(),
            group: "family".into(),
            ..draft()
        };
        let person = check(&full).unwrap();
        assert_eq!(person.quota, Quota::Limit(Bytes(53_687_091_200)));
        assert_eq!(person.expiry, Expiry::At(Millis(1_797_935_918_000)));
        assert_eq!((person.limit_ip, person.comment.as_str(), person.group.as_str()), (2, "friend", "family"));
        let later = PersonDraft { after_first_use: true, ..full };
        assert_eq!(check(&later).unwrap().expiry, Expiry::AfterFirstUse(Millis(2_592_000_000)));
    }

    #[test]
    fn zero_means_no_limit_as_in_the_panel() {
        let zero = PersonDraft { data: "0".into(), days: "0".into(), limit_ip: "0".into(), ..draft() };
        assert_eq!(check(&zero), check(&draft()));
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let bad = PersonDraft {
            name: "ADA".into(),
            data: "much".into(),
            days: "-3".into(),
            limit_ip: "1001".into(),
            comment: "x".repeat(257),
            group: "a,b".into(),
            inbounds: Vec::new(),
            after_first_use: false,
        };
        let problems = [
            problem(Field::Name, ProblemKind::Taken),
            problem(Field::Data, ProblemKind::Amount(Unreadable::NotANumber)),
            problem(Field::Days, ProblemKind::NotANumber),
            problem(Field::LimitIp, ProblemKind::OutOfRange { least: 0, most: 1000 }),
            problem(Field::Comment, ProblemKind::TooLong { most: 256 }),
            problem(Field::Group, ProblemKind::BadLetter(',')),
            problem(Field::Inbounds, ProblemKind::Missing),
        ];
        assert_eq!(check(&bad), Err(problems.to_vec()));
    }

    #[test]
    fn a_start_at_first_use_needs_days() {
        for (days, kind) in [
            ("", ProblemKind::Missing),
            ("0", ProblemKind::OutOfRange { least: 1, most: 36_500 }),
            ("36501", ProblemKind::OutOfRange { least: 1, most: 36_500 }),
            ("99999999999999999999", ProblemKind::OutOfRange { least: 1, most: 36_500 }),
        ] {
            let draft = PersonDraft { days: days.into(), after_first_use: true, ..draft() };
            assert_eq!(check(&draft), Err(vec![problem(Field::Days, kind)]), "{days}");
        }
    }
}
