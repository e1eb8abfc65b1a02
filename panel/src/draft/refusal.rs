//! Which field a panel's refusal is about. The reasons are English on every panel, whatever language it speaks.

use super::{Field, Holder, Problem, ProblemKind};

impl Problem {
    /// Reads the reason of a refused write. `None` where it is about no field of a form.
    #[must_use]
    pub fn of_refusal(reason: &str) -> Option<Self> {
        let words = reason.trim().to_ascii_lowercase();
        if words.starts_with("duplicate email") || words.starts_with("email already") {
            return Some(Self { field: Field::Name, kind: ProblemKind::Taken });
        }
        let taken = words.starts_with("port ") && (words.contains("already exists") || words.contains("already used"));
        taken.then(|| Self { field: Field::Port, kind: ProblemKind::PortTaken(Holder::Inbound(holder(reason))) })
    }
}

/// The inbound's name between quotes; empty before v3.2.0, where none is told.
fn holder(reason: &str) -> String {
    let behind = reason.split_once("inbound '").map_or("", |(_, behind)| behind);
    behind.rsplit_once('\'').map_or("", |(name, _)| name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taken_ports_and_names_are_told_from_other_refusals() {
        let port = |name: &str| Some((Field::Port, ProblemKind::PortTaken(Holder::Inbound(name.into()))));
        for (reason, about) in [
            ("Port already exists: 20443", port("")),
            ("port 20443 (tcp) already used by inbound 'Reality main' (#1) on *", port("Reality main")),
            ("port 20443 (tcp) already used by inbound 'it's mine' (#1) on *", port("it's mine")),
            ("port 62789 (tcp) already used by inbound 'api' on 127.0.0.1", port("api")),
            ("Duplicate email: Ada\n", Some((Field::Name, ProblemKind::Taken))),
            ("empty client ID", None),
            ("malformed JSON", None),
            ("request body failed validation", None),
            ("", None),
        ] {
            let wanted = about.map(|(field, kind)| Problem { field, kind });
            assert_eq!(Problem::of_refusal(reason), wanted, "{reason}");
        }
    }
}
