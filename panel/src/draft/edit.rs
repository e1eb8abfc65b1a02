//! Changes to a person as values, so that each can be shown, sent and taken back.

use super::{Field, Problem, name};
use crate::model::{Bytes, Client, Expiry, Millis, Quota, Traffic};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonEdit {
    /// So many days more: from the end, or from now for somebody past it.
    Extend {
        /// Days.
        days: u32,
    },
    /// So much data more: on top of the limit, or of what is used where that is not enough to let them in.
    AddData(Bytes),
    /// Another limit.
    Limit(Quota),
    /// Another end.
    End(Expiry),
    /// Another name.
    Rename(Renaming),
    /// So many addresses at once, 0 for any number.
    LimitIp(u32),
    /// Another comment.
    Comment(String),
    /// Another group, empty for none.
    Group(String),
    /// Lets the person in, or pauses them.
    Enable(bool),
}

/// A name that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renaming(String);

impl PersonEdit {
    /// A new name for somebody called `old`. `taken` is asked with the name in lower case.
    ///
    /// # Errors
    /// Why it will not do.
    pub fn rename(text: &str, old: &str, taken: &dyn Fn(&str) -> bool) -> Result<Self, Problem> {
        let old = old.to_lowercase();
        match name::check(text, &|key| key != old && taken(key)) {
            Ok(name) => Ok(Self::Rename(Renaming(name))),
            Err(kind) => Err(Problem { field: Field::Name, kind }),
        }
    }

    /// The person after the change. Who had ended and now has data and time left is let in: panels since v2.9.4 clear
    /// the switch when somebody ends, and only a write sets it again.
    #[must_use]
    pub fn apply(&self, client: &Client, used: Traffic, now: Millis) -> Client {
        let mut changed = client.clone();
        match self {
            Self::Extend { days } => changed.expiry = extended(client.expiry, *days, now),
            Self::AddData(more) => changed.quota = topped_up(client.quota, *more, used),
            Self::Limit(quota) => changed.quota = *quota,
            Self::End(expiry) => changed.expiry = *expiry,
            Self::Rename(Renaming(name)) => name.clone_into(&mut changed.name),
            Self::LimitIp(most) => changed.limit_ip = *most,
            Self::Comment(text) => text.clone_into(&mut changed.comment),
            Self::Group(name) => name.clone_into(&mut changed.group),
            Self::Enable(enabled) => changed.enabled = *enabled,
        }
        changed.enabled |= has_ended(client, used, now) && !has_ended(&changed, used, now);
        changed
    }
}

fn extended(expiry: Expiry, days: u32, now: Millis) -> Expiry {
    let span = i64::from(days) * Millis::DAY.0;
    match expiry {
        Expiry::Never => Expiry::Never,
        Expiry::At(end) => Expiry::At(Millis(end.max(now).0.saturating_add(span))),
        Expiry::AfterFirstUse(whole) => Expiry::AfterFirstUse(Millis(whole.0.saturating_add(span))),
    }
}

fn topped_up(quota: Quota, more: Bytes, used: Traffic) -> Quota {
    match quota {
        Quota::Unlimited => Quota::Unlimited,
        Quota::Limit(limit) => {
            let limit = limit.0.saturating_add(more.0);
            let used = used.total().0;
            Quota::Limit(Bytes(if limit > used { limit } else { used.saturating_add(more.0) }))
        }
    }
}

fn has_ended(client: &Client, used: Traffic, now: Millis) -> bool {
    matches!(client.quota, Quota::Limit(limit) if used.total() >= limit)
        || matches!(client.expiry, Expiry::At(end) if end <= now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::ProblemKind;
    use crate::model::{Credential, Flow, Opaque};

    const NOW: Millis = Millis(1_795_343_918_000);
    const DAY: i64 = 86_400_000;
    const GB: u64 = 1_073_741_824;

    fn client(enabled: bool, quota: Quota, expiry: Expiry) -> Client {
        Client {
            name: "bob".into(),
            credential: Credential::Missing,
            flow: Flow::Vision,
            security: String::new(),
            enabled,
            quota,
            expiry,
            limit_ip: 0,
            reset_days: 0,
            sub_id: String::new(),
            comment: "friend".into(),
            group: String::new(),
            raw: Opaque(r#"{"later": 1}"#.into()),
        }
    }

    fn used(bytes: u64) -> Traffic {
        Traffic { up: Bytes(0), down: Bytes(bytes) }
    }

    #[test]
    fn days_are_added_where_they_count() {
        for (before, after) in [
            (Expiry::Never, Expiry::Never),
            (Expiry::At(Millis(NOW.0 + DAY)), Expiry::At(Millis(NOW.0 + 31 * DAY))),
            (Expiry::At(Millis(NOW.0 - 90 * DAY)), Expiry::At(Millis(NOW.0 + 30 * DAY))),
            (Expiry::AfterFirstUse(Millis(DAY)), Expiry::AfterFirstUse(Millis(31 * DAY))),
        ] {
            let edit = PersonEdit::Extend { days: 30 };
            let changed = edit.apply(&client(true, Quota::Unlimited, before), used(0), NOW);
            assert_eq!(changed.expiry, after, "{before:?}");
        }
    }

    #[test]
    fn added_data_lets_in_again() {
        let limit = |bytes| Quota::Limit(Bytes(bytes));
        for (before, taken, after) in [
            (Quota::Unlimited, 5 * GB, Quota::Unlimited),
            (limit(50 * GB), 20 * GB, limit(60 * GB)),
            (limit(50 * GB), 50 * GB + 9, limit(60 * GB)),
            (limit(1_000), 20 * GB, limit(30 * GB)),
        ] {
            let edit = PersonEdit::AddData(Bytes(10 * GB));
            let changed = edit.apply(&client(false, before, Expiry::Never), used(taken), NOW);
            assert_eq!(changed.quota, after, "{before:?}");
        }
    }

    #[test]
    fn only_who_had_ended_is_let_in_by_more_time_or_data() {
        let past = Expiry::At(Millis(NOW.0 - 1));
        let full = Quota::Limit(Bytes(GB));
        let extend = PersonEdit::Extend { days: 1 };
        let add = PersonEdit::AddData(Bytes(GB));
        for (edit, quota, expiry, bytes, enabled) in [
            (&extend, Quota::Unlimited, past, 0, true),
            (&add, full, Expiry::Never, GB, true),
            (&extend, full, past, GB, false),
            (&add, full, past, GB, false),
            (&extend, Quota::Unlimited, Expiry::At(Millis(NOW.0 + 1)), 0, false),
            (&add, full, Expiry::Never, 5, false),
        ] {
            let changed = edit.apply(&client(false, quota, expiry), used(bytes), NOW);
            assert_eq!(changed.enabled, enabled, "{edit:?} {quota:?} {expiry:?} {bytes}");
        }
    }

    #[test]
    fn a_change_touches_nothing_else() {
        let before = client(true, Quota::Unlimited, Expiry::Never);
        let changed = PersonEdit::Enable(false).apply(&before, used(0), NOW);
        assert!(changed == Client { enabled: false, ..before.clone() });
        let limited = PersonEdit::Limit(Quota::Limit(Bytes(7))).apply(&before, used(0), NOW);
        assert!(limited == Client { quota: Quota::Limit(Bytes(7)), ..before.clone() });
        let ending = PersonEdit::End(Expiry::At(NOW)).apply(&before, used(0), NOW);
        assert!(ending == Client { expiry: Expiry::At(NOW), ..before.clone() });
        let fewer = PersonEdit::LimitIp(2).apply(&before, used(0), NOW);
        assert!(fewer == Client { limit_ip: 2, ..before.clone() });
        let noted = PersonEdit::Comment("cousin".into()).apply(&before, used(0), NOW);
        assert!(noted == Client { comment: "cousin".into(), ..before.clone() });
        let moved = PersonEdit::Group("family".into()).apply(&before, used(0), NOW);
        assert!(moved == Client { group: "family".into(), ..before });
    }

    #[test]
    fn a_new_name_is_checked_but_not_against_the_old_one() {
        let taken = |key: &str| matches!(key, "ada" | "bob");
        let renamed = PersonEdit::rename(" BOB ", "bob", &taken).unwrap();
        let before = client(true, Quota::Unlimited, Expiry::Never);
        assert_eq!(renamed.apply(&before, used(0), NOW).name, "BOB");
        for (text, kind) in
            [("Ada", ProblemKind::Taken), ("", ProblemKind::Missing), ("a b", ProblemKind::BadLetter(' '))]
        {
            assert_eq!(PersonEdit::rename(text, "bob", &taken), Err(Problem { field: Field::Name, kind }), "{text}");
        }
    }
}
