//! What the panel's settings tell the app: thresholds, subscription addresses, and the ports that are taken.

use super::person::Thresholds;

/// The answer a panel gives its own front end (`defaultSettings`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Defaults {
    /// From where on somebody counts as running out.
    pub thresholds: Thresholds,
    /// Whether the subscription server is on.
    pub sub_enabled: bool,
    /// Where subscriptions begin; a person's is this with the subscription id behind. Empty: none.
    pub sub_uri: String,
    /// The same for JSON subscriptions; empty where they are not offered.
    pub sub_json_uri: String,
    /// The same for Clash subscriptions (v2.9.0+); empty where they are not offered.
    pub sub_clash_uri: String,
    /// Title of subscriptions (v2.5.6+).
    pub sub_title: String,
    /// How the panel composes the name of a link (before v3.4.0); empty where it does not say.
    pub remark_model: String,
    /// Whether address limits are counted (v2.2.6+).
    pub ip_limit_enabled: bool,
    /// Whether Xray writes an access log; `None` before v3.3.1.
    pub access_log_enabled: Option<bool>,
    /// Whether the Telegram bot is on.
    pub telegram: bool,
    /// The panel's calendar (`gregorian`, `jalalian`), v2.3+; empty where it does not say.
    pub calendar: String,
    /// Certificate file the panel offers for new inbounds; empty: none.
    pub certificate_file: String,
    /// Key file to it.
    pub key_file: String,
}

impl Defaults {
    /// The subscription address of whoever has this subscription id.
    #[must_use]
    pub fn subscription(&self, sub_id: &str) -> Option<String> {
        Self::behind(&self.sub_uri, sub_id)
    }

    /// The JSON subscription address of whoever has this subscription id.
    #[must_use]
    pub fn json_subscription(&self, sub_id: &str) -> Option<String> {
        Self::behind(&self.sub_json_uri, sub_id)
    }

    /// The Clash subscription address of whoever has this subscription id.
    #[must_use]
    pub fn clash_subscription(&self, sub_id: &str) -> Option<String> {
        Self::behind(&self.sub_clash_uri, sub_id)
    }

    fn behind(uri: &str, sub_id: &str) -> Option<String> {
        (!uri.is_empty() && !sub_id.is_empty()).then(|| [uri, sub_id].concat())
    }
}

/// Where Xray's own interface listens in every panel's template.
pub const XRAY_API: u32 = 62_789;
/// Where Xray tells its metrics in every panel's template.
pub const XRAY_METRICS: u32 = 11_111;

/// Ports the panel itself listens on. No list of inbounds shows them, and an inbound there stops Xray.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ports {
    /// The panel.
    pub panel: u32,
    /// The subscription server; `None` where it is off.
    pub subscription: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscription_needs_both_halves() {
        let on = Defaults { sub_uri: "https://panel.example:2096/sub/".into(), ..Defaults::default() };
        assert_eq!(on.subscription("abc").as_deref(), Some("https://panel.example:2096/sub/abc"));
        assert_eq!(on.subscription(""), None);
        assert_eq!(on.json_subscription("abc"), None);
        assert_eq!(Defaults::default().subscription("abc"), None);
    }
}
