//! Which people, in which order.

use crate::model::InboundId;

/// A question for one page of people. The default asks for the first 25 in the panel's own order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageQuery {
    /// From 1; 0 counts as 1.
    pub page: u32,
    /// At most 200; 0 lets the panel choose (25).
    pub size: u32,
    /// Part of a name, subscription id, comment or credential, in any letter case.
    pub search: String,
    /// People in any of these states; empty: all.
    pub filters: Vec<Filter>,
    /// People of any of these inbounds; empty: all.
    pub inbounds: Vec<InboundId>,
    /// People of this group (v3.2.0+); empty: all.
    pub group: String,
    /// Order; `None` for the panel's own.
    pub sort: Option<Sort>,
    /// From the highest down.
    pub descending: bool,
}

/// A state as panels filter by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Filter {
    /// Neither ended, nor disabled, nor running out.
    Active,
    /// Disabled and not ended.
    Disabled,
    /// Out of data or time.
    Ended,
    /// Running out.
    Expiring,
    /// Connected.
    Online,
}

/// What people are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Name.
    Name,
    /// Enabled or not.
    Enabled,
    /// Data used.
    Used,
    /// Data left.
    Remaining,
    /// End.
    Expiry,
    /// When added.
    Created,
    /// Last traffic.
    LastOnline,
}

impl PageQuery {
    /// The query behind `?`, its texts encoded by `encode`. `wide` panels take several values in one field.
    pub(crate) fn text(&self, wide: bool, encode: fn(&str) -> String) -> String {
        let many = |values: Vec<String>| values.into_iter().take(if wide { usize::MAX } else { 1 }).collect::<Vec<_>>();
        let number = |number: u32| if number == 0 { String::new() } else { number.to_string() };
        let filters = self.filters.iter().map(|filter| filter.name().to_owned()).collect();
        let inbounds = self.inbounds.iter().map(|id| id.0.to_string()).collect();
        let fields = [
            ("page", number(self.page.max(1))),
            ("pageSize", number(self.size)),
            ("search", encode(&self.search)),
            ("filter", many(filters).join(",")),
            ("inbound", many(inbounds).join(",")),
            ("group", if wide { encode(&self.group) } else { String::new() }),
            ("sort", self.sort.map(Sort::name).unwrap_or_default().to_owned()),
            ("order", if self.descending { "descend".to_owned() } else { String::new() }),
        ];
        let given = fields.into_iter().filter(|(_, value)| !value.is_empty());
        given.map(|(key, value)| [key, "=", &value].concat()).collect::<Vec<_>>().join("&")
    }
}

impl Filter {
    fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Disabled => "deactive",
            Self::Ended => "depleted",
            Self::Expiring => "expiring",
            Self::Online => "online",
        }
    }
}

impl Sort {
    fn name(self) -> &'static str {
        match self {
            Self::Name => "email",
            Self::Enabled => "enable",
            Self::Used => "traffic",
            Self::Remaining => "remaining",
            Self::Expiry => "expiryTime",
            Self::Created => "createdAt",
            Self::LastOnline => "lastOnline",
        }
    }
}
