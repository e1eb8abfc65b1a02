//! What a panel can do, by its generation and version. A panel of unknown version counts as the oldest it can be.

use super::{Dialect, Panel, Version};
use crate::error::ApiError;

impl Panel {
    pub(super) fn at_least(&self, major: u16, minor: u16, patch: u16) -> bool {
        self.version.unwrap_or(self.oldest) >= Version::new(major, minor, patch)
    }

    /// Whether every POST needs a CSRF token (v3.0.0+).
    #[must_use]
    pub fn has_csrf(&self) -> bool {
        self.dialect >= Dialect::C0
    }

    /// Whether wrong passwords block signing in for a while (v3.0.0+).
    #[must_use]
    pub fn has_login_limiter(&self) -> bool {
        self.dialect >= Dialect::C0
    }

    /// Whether signing out is a POST (v3.0.2+).
    #[must_use]
    pub fn logs_out_by_post(&self) -> bool {
        self.at_least(3, 0, 2)
    }

    /// Whether there is a short list of inbounds without their people (v3.1.0+).
    #[must_use]
    pub fn has_options(&self) -> bool {
        self.dialect == Dialect::C1
    }

    /// Whether there is a list of inbounds without credentials (v3.1.0+).
    #[must_use]
    pub fn has_slim(&self) -> bool {
        self.dialect == Dialect::C1
    }

    /// Whether the panel gives Shadowsocks people the cipher Xray wants when it hands an inbound over (v3.0.0+).
    #[must_use]
    pub fn aligns_methods(&self) -> bool {
        matches!(self.dialect, Dialect::C0 | Dialect::C1)
    }

    /// Whether people are records of their own, attached to inbounds (v3.1.0+).
    #[must_use]
    pub fn has_people_resource(&self) -> bool {
        self.dialect == Dialect::C1
    }

    /// Whether one call creates, deletes, attaches or resets many people (v3.2.0+).
    #[must_use]
    pub fn has_bulk(&self) -> bool {
        self.at_least(3, 2, 0)
    }

    /// Whether one call enables or disables many people (v3.4.1+).
    #[must_use]
    pub fn has_bulk_enable(&self) -> bool {
        self.at_least(3, 4, 1)
    }

    /// Whether people have groups (v3.2.0+).
    #[must_use]
    pub fn has_groups(&self) -> bool {
        self.at_least(3, 2, 0)
    }

    /// Whether the page of people takes several values per filter, and ranges (v3.2.0+).
    #[must_use]
    pub fn has_wide_filters(&self) -> bool {
        self.at_least(3, 2, 0)
    }

    /// Whether one call switches an inbound (v2.9.4+); before, the whole inbound is sent.
    #[must_use]
    pub fn has_set_enable(&self) -> bool {
        self.at_least(2, 9, 4)
    }

    /// Whether an inbound has a periodic reset (v2.8.1+).
    #[must_use]
    pub fn has_traffic_reset(&self) -> bool {
        self.at_least(2, 8, 1)
    }

    /// Whether one call sets an inbound's own counters to zero (v3.0.2+).
    #[must_use]
    pub fn has_inbound_reset(&self) -> bool {
        self.at_least(3, 0, 2)
    }

    /// Whether an update writes an inbound's counters (before v3.0.0): then they must be sent back.
    #[must_use]
    pub fn update_writes_counters(&self) -> bool {
        self.dialect <= Dialect::B
    }

    /// Whether the last person of an inbound cannot be deleted (v2.1.2–v3.0.2).
    #[must_use]
    pub fn keeps_last_client(&self) -> bool {
        self.dialect <= Dialect::C0 && self.at_least(2, 1, 2)
    }

    /// Whether a new person is always enabled, whatever is sent (v3.1.0+).
    #[must_use]
    pub fn adds_enabled(&self) -> bool {
        self.dialect == Dialect::C1
    }

    /// Whether an inbound's port may repeat on the other of TCP and UDP (v3.2.0+).
    #[must_use]
    pub fn ports_per_l4(&self) -> bool {
        self.at_least(3, 2, 0)
    }

    /// The key of a Reality inbound's target: `target` (v2.7.0+) or `dest`.
    #[must_use]
    pub fn writes_target_key(&self) -> &'static str {
        if self.dialect == Dialect::A { "dest" } else { "target" }
    }

    /// Whether the panel can try a Reality target (v3.4.2+).
    #[must_use]
    pub fn has_reality_scan(&self) -> bool {
        self.at_least(3, 4, 2)
    }

    /// Whether the panel makes ML-DSA-65 keys (v2.6.3+).
    #[must_use]
    pub fn has_mldsa65(&self) -> bool {
        self.at_least(2, 6, 3)
    }

    /// Whether the panel makes VLESS encryption keys (v2.6.8+).
    #[must_use]
    pub fn has_vless_encryption(&self) -> bool {
        self.at_least(2, 6, 8)
    }

    /// Whether there are API tokens (v3.0.0+).
    #[must_use]
    pub fn has_tokens(&self) -> bool {
        self.dialect >= Dialect::C0
    }

    /// Whether there is exactly one API token, without a name (v3.0.0–v3.0.1).
    #[must_use]
    pub fn has_one_token(&self) -> bool {
        self.has_tokens() && !self.at_least(3, 0, 2)
    }

    /// Whether the list of tokens shows them in clear (v3.0.0–v3.2.6).
    #[must_use]
    pub fn tokens_in_clear(&self) -> bool {
        self.has_tokens() && !self.at_least(3, 2, 7)
    }

    /// Whether tokens have a scope and an end (after v3.6.0). A token that carries a scope tells it for certain.
    #[must_use]
    pub fn token_scopes(&self) -> bool {
        self.at_least(3, 6, 1)
    }

    /// Whether the panel pushes changes (v2.8.6+).
    #[must_use]
    pub fn has_websocket(&self) -> bool {
        self.at_least(2, 8, 6)
    }

    /// Whether what is pushed counts in all, as lists do (v2.9.4+); before, only what was added since the last push.
    #[must_use]
    pub fn pushes_totals(&self) -> bool {
        self.at_least(2, 9, 4)
    }

    /// Whether the panel keeps a history of several metrics (v3.0.0+).
    #[must_use]
    pub fn has_history(&self) -> bool {
        self.dialect >= Dialect::C0
    }

    /// Whether the panel keeps a history of the processor's load (v2.8.2+).
    #[must_use]
    pub fn has_cpu_history(&self) -> bool {
        self.at_least(2, 8, 2)
    }

    /// Whether the panel stops sampling its server while nobody asks (up to v2.8.0): after three minutes the first
    /// status is an old one.
    #[must_use]
    pub fn samples_when_asked(&self) -> bool {
        !self.at_least(2, 8, 1)
    }

    /// Whether Xray stays stopped until somebody starts it (v3.6.0+); before, the next write does.
    #[must_use]
    pub fn stays_stopped(&self) -> bool {
        self.at_least(3, 6, 0)
    }

    /// Whether the panel tells when somebody was last online (v2.6.8+).
    #[must_use]
    pub fn has_last_online(&self) -> bool {
        self.at_least(2, 6, 8)
    }

    /// Whether a person's counters can be set (v2.6.3+).
    #[must_use]
    pub fn has_set_traffic(&self) -> bool {
        self.at_least(2, 6, 3)
    }

    /// Whether the access log can be read (v2.6.5+).
    #[must_use]
    pub fn has_access_log(&self) -> bool {
        self.at_least(2, 6, 5)
    }

    /// Whether the panel tells if address limits are enforced (v3.4.0+).
    #[must_use]
    pub fn has_fail2ban(&self) -> bool {
        self.at_least(3, 4, 0)
    }

    /// Whether reads are GET (v2.7.0+).
    #[must_use]
    pub fn reads_by_get(&self) -> bool {
        self.dialect >= Dialect::B
    }

    /// Where the calls about the server begin.
    #[must_use]
    pub fn server_prefix(&self) -> &'static str {
        if self.dialect == Dialect::A { "server" } else { "panel/api/server" }
    }

    /// Where the calls about settings begin.
    #[must_use]
    pub fn settings_prefix(&self) -> &'static str {
        if self.at_least(3, 3, 0) { "panel/api/setting" } else { "panel/setting" }
    }

    /// Where the calls about people that both generations have begin.
    pub(crate) fn people_prefix(&self) -> &'static str {
        if self.has_people_resource() { "panel/api/clients" } else { "panel/api/inbounds" }
    }

    /// Whether this error may hide a lost session, so that `session::probe` should be asked: v2.8.4–v3.0.1 answer 404
    /// to a dead session, and panels before v2.2.5 a refusal in the operator's language.
    #[must_use]
    pub fn doubts(&self, error: &ApiError) -> bool {
        let before = |major, minor, patch| self.version.is_none_or(|known| known < Version::new(major, minor, patch));
        match (error, self.dialect) {
            (ApiError::Status { code: 404 }, Dialect::B) => self.version.is_none() || self.at_least(2, 8, 4),
            (ApiError::Status { code: 404 }, Dialect::C0) => before(3, 0, 2),
            (ApiError::Refused { .. }, Dialect::A) => before(2, 2, 5),
            _ => false,
        }
    }
}
