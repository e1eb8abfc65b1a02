//! Which generation of 3x-ui answers, and how that is found.

/// A generation of the panel's HTTP interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dialect {
    /// v2.0.0 – v2.6.8: `server/*` by POST.
    A,
    /// v2.7.0 – v2.9.4: `panel/api/server/*`.
    B,
    /// v3.0.0 – v3.0.2: B with CSRF and tokens.
    C0,
    /// v3.1.0 and later: clients are their own resource, JSON fields are objects.
    C1,
}
