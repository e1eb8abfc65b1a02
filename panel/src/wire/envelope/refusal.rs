//! What a panel says when it refuses. Its `msg` begins with a context that often claims success; only what follows is
//! the reason.

use crate::wire::lenient::{child, text};
use serde_json::Value;

/// How panels before v2.2.5 tell of a lost session: HTTP 200 and these words. Only the two languages a session is
/// answered in without the panel's own cookie are here; for the others `Panel::doubts` asks again.
const LOST: [&str; 2] = ["The login time limit has expired", "登录时效已过"];

pub(super) fn tells_lost_session(msg: &str) -> bool {
    LOST.iter().any(|words| msg.starts_with(words))
}

/// The reason for a refusal, empty where the panel gave none.
pub(super) fn message(frame: &Value) -> String {
    let obj = child(frame, "obj");
    if obj.get("issues").is_some() {
        return text(obj, "message").trim().to_owned();
    }
    reason(text(frame, "msg")).trim().to_owned()
}

/// What stands in the parentheses behind the context (v2.6.0 on) or behind its colon (before).
fn reason(msg: &str) -> &str {
    match (msg.split_once(" ("), msg.split_once(": ")) {
        (Some((context, _)), Some((shorter, error))) if shorter.len() < context.len() => error,
        (Some((_, error)), _) => error.rsplit_once(')').map_or(error, |(inside, _)| inside),
        (None, Some((_, error))) => error,
        (None, None) => msg,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_what_follows_the_context() {
        for (msg, wanted) in [
            ("Something went wrong (Port already exists: 443\n)", "Port already exists: 443"),
            (" (strconv.Atoi: parsing \"abc\": invalid syntax)", "strconv.Atoi: parsing \"abc\": invalid syntax"),
            (
                "Something went wrong (port 20443 (tcp) already used by inbound 'a (b)' (#1) on *)",
                "port 20443 (tcp) already used by inbound 'a (b)' (#1) on *",
            ),
            ("Inbound client(s) have been added. (record not found)", "record not found"),
            ("CreateFail: Port already exists: 20443\n", "Port already exists: 20443"),
            ("Create Failed: bad thing (really)", "bad thing (really)"),
            ("Username is required", "Username is required"),
            ("Cut off (in the mid", "in the mid"),
            ("", ""),
        ] {
            assert_eq!(reason(msg).trim(), wanted, "{msg}");
        }
    }
}
