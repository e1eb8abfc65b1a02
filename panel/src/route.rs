//! The app's addresses. One enum is parsed from and written to the part behind `#`, so a link and its page cannot
//! drift apart, and the bundle runs under any path with no rewrite rule.

use crate::model::InboundId;

/// A place in the app.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// Who is connected now, and who was last.
    Online,
    /// Everybody.
    People,
    /// One person, over the list.
    Person(String),
    /// The key of one person, over the list.
    Handout(String),
    /// All inbounds.
    Inbounds,
    /// One inbound, over the list.
    Inbound(InboundId),
    /// A new person on an inbound that exists.
    NewKey,
    /// The wizard for a new VLESS-Reality inbound.
    Wizard,
    /// Server and Xray.
    Server,
    /// The panel's log and Xray's.
    Logs,
    /// API tokens.
    Tokens,
    /// A new API token, over the list.
    NewToken,
    /// How a program reads what everybody used.
    Recipe,
    /// What a pasted link says.
    Read,
    /// What this browser remembers.
    Settings,
    /// No such place.
    Unknown,
}

impl Route {
    /// Reads the part behind `#`, with or without the leading `#/`. Nothing is [`Route::Inbounds`].
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let path = hash.strip_prefix('#').unwrap_or(hash);
        let path = path.strip_prefix('/').unwrap_or(path);
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let found = (parts.next(), parts.next(), parts.next(), parts.next());
        match found {
            (None, ..) | (Some("inbounds"), None, ..) => Self::Inbounds,
            (Some("inbounds"), Some("new"), None, _) => Self::Wizard,
            (Some("inbounds"), Some(id), None, _) => {
                id.parse().map_or(Self::Unknown, |id| Self::Inbound(InboundId(id)))
            }
            (Some("online"), None, ..) => Self::Online,
            (Some("people"), None, ..) => Self::People,
            (Some("people"), Some(name), None, _) => decode(name).map_or(Self::Unknown, Self::Person),
            (Some("people"), Some(name), Some("key"), None) => decode(name).map_or(Self::Unknown, Self::Handout),
            (Some("new"), None, ..) => Self::NewKey,
            (Some("read"), None, ..) => Self::Read,
            (Some("server"), None, ..) => Self::Server,
            (Some("server"), Some("logs"), None, _) => Self::Logs,
            (Some("server"), Some("tokens"), None, _) => Self::Tokens,
            (Some("server"), Some("tokens"), Some("new"), None) => Self::NewToken,
            (Some("server"), Some("recipe"), None, _) => Self::Recipe,
            (Some("settings"), None, ..) => Self::Settings,
            _ => Self::Unknown,
        }
    }

    /// The address, ready for an `href`.
    #[must_use]
    pub fn href(&self) -> String {
        match self {
            Self::Online => "#/online".into(),
            Self::People => "#/people".into(),
            Self::Person(name) => format!("#/people/{}", encode(name)),
            Self::Handout(name) => format!("#/people/{}/key", encode(name)),
            Self::Inbounds | Self::Unknown => "#/inbounds".into(),
            Self::Inbound(InboundId(id)) => format!("#/inbounds/{id}"),
            Self::Wizard => "#/inbounds/new".into(),
            Self::NewKey => "#/new".into(),
            Self::Server => "#/server".into(),
            Self::Logs => "#/server/logs".into(),
            Self::Tokens => "#/server/tokens".into(),
            Self::NewToken => "#/server/tokens/new".into(),
            Self::Recipe => "#/server/recipe".into(),
            Self::Settings => "#/settings".into(),
            Self::Read => "#/read".into(),
        }
    }

    /// The list a sheet lies over when it is opened by its address alone.
    #[must_use]
    pub fn underlay(&self) -> Self {
        match self {
            Self::Person(_) | Self::Handout(_) | Self::NewKey => Self::People,
            Self::Inbound(_) | Self::Unknown => Self::Inbounds,
            Self::NewToken => Self::Tokens,
            page => page.clone(),
        }
    }

    /// The place of the main navigation a page belongs to.
    #[must_use]
    pub fn section(&self) -> Self {
        match self {
            Self::Logs | Self::Tokens | Self::NewToken | Self::Recipe => Self::Server,
            Self::Wizard => Self::Inbounds,
            page => page.underlay(),
        }
    }

    /// Whether it lies over another page.
    #[must_use]
    pub fn is_sheet(&self) -> bool {
        matches!(self, Self::Person(_) | Self::Handout(_) | Self::Inbound(_) | Self::NewKey | Self::NewToken)
    }
}

fn encode(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for half in [byte >> 4, byte & 15] {
                out.push(char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
    out
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let high = char::from(rest.next()?).to_digit(16)?;
        let low = char::from(rest.next()?).to_digit(16)?;
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_survives_the_address_bar() {
        for route in [
            Route::Online,
            Route::People,
            Route::Person("مریم".into()),
            Route::Person("key".into()),
            Route::Handout("a/b?c#d %".into()),
            Route::Inbounds,
            Route::Inbound(InboundId(12)),
            Route::NewKey,
            Route::Wizard,
            Route::Server,
            Route::Logs,
            Route::Tokens,
            Route::NewToken,
            Route::Recipe,
            Route::Read,
            Route::Settings,
        ] {
            assert_eq!(Route::parse(&route.href()), route);
            assert!(route.href().is_ascii());
        }
    }

    #[test]
    fn foreign_addresses_are_unknown_and_nothing_is_home() {
        assert_eq!(Route::parse(""), Route::Inbounds);
        assert_eq!(Route::parse("#/"), Route::Inbounds);
        for text in [
            "#/nowhere",
            "#/inbounds/x",
            "#/people/%zz",
            "#/people/%ff",
            "#/people/a/key/b",
            "#/server/x",
            "#/server/logs/x",
            "#/server/tokens/new/x",
        ] {
            assert_eq!(Route::parse(text), Route::Unknown, "{text}");
        }
    }

    #[test]
    fn pages_below_another_belong_to_its_section() {
        for (page, section) in [
            (Route::Logs, Route::Server),
            (Route::Tokens, Route::Server),
            (Route::NewToken, Route::Server),
            (Route::Recipe, Route::Server),
            (Route::Wizard, Route::Inbounds),
            (Route::Person("a".into()), Route::People),
            (Route::Online, Route::Online),
        ] {
            assert_eq!(page.section(), section, "{page:?}");
        }
    }

    #[test]
    fn a_new_token_lies_over_the_tokens() {
        assert!(Route::NewToken.is_sheet() && !Route::Tokens.is_sheet());
        assert_eq!(Route::NewToken.underlay(), Route::Tokens);
    }
}
