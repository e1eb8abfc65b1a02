//! What kind of panel to imitate: the generation and everything the command line can set.

use std::path::PathBuf;

/// The four generations of the panel's interface; each stands for one release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dialect {
    /// v2.6.8: `server/*` by POST, settings as text.
    A,
    /// v2.9.4: `panel/api/server/*`, WebSocket.
    B,
    /// v3.0.2: CSRF, bearer tokens, login limiter.
    C0,
    /// v3.6.0: clients as their own resource, settings as objects.
    C1,
}

impl Dialect {
    /// `a`, `b`, `c0`, `c1`.
    pub fn named(name: &str) -> Option<Dialect> {
        match name.to_ascii_lowercase().as_str() {
            "a" => Some(Dialect::A),
            "b" => Some(Dialect::B),
            "c0" => Some(Dialect::C0),
            "c1" => Some(Dialect::C1),
            _ => None,
        }
    }

    /// The panel release this generation stands for.
    pub fn version(self) -> &'static str {
        match self {
            Dialect::A => "2.6.8",
            Dialect::B => "2.9.4",
            Dialect::C0 => "3.0.2",
            Dialect::C1 => "3.6.0",
        }
    }

    /// The Xray that came with it.
    pub fn xray_version(self) -> &'static str {
        match self {
            Dialect::A => "25.9.5",
            Dialect::B | Dialect::C0 => "26.3.27",
            Dialect::C1 => "26.7.28",
        }
    }

    /// Whether clients are a resource of their own and settings are objects.
    pub fn modern(self) -> bool {
        self == Dialect::C1
    }

    /// Whether writes need a CSRF token (and logins are limited, and responses carry security headers).
    pub fn guarded(self) -> bool {
        self >= Dialect::C0
    }

    /// How often traffic is counted.
    pub fn poll_ms(self) -> i64 {
        if self <= Dialect::B { 10_000 } else { 5_000 }
    }
}

/// Where the time comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The machine's clock, plus what tests have advanced it by.
    Wall,
    /// Stands still at this epoch (ms) until advanced.
    Frozen(i64),
}

/// How a request is made to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The connection breaks off without an answer.
    Drop,
    /// Never answered.
    Stall,
    /// Half of the answer's text.
    Truncated,
    /// A page of HTML with status 200.
    Html,
    /// As without a session.
    Expire,
    /// This status with an empty body.
    Status(u16),
}

impl Fault {
    /// `drop`, `stall`, `truncated`, `html`, `expire` or a status code.
    pub fn named(name: &str) -> Option<Fault> {
        match name {
            "drop" => Some(Fault::Drop),
            "stall" => Some(Fault::Stall),
            "truncated" => Some(Fault::Truncated),
            "html" => Some(Fault::Html),
            "expire" => Some(Fault::Expire),
            code => code.parse().ok().filter(|code| (400..600).contains(code)).map(Fault::Status),
        }
    }
}

/// How API tokens work, where that is not the generation's own way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TokenKind {
    /// As in the generation's release.
    #[default]
    Own,
    /// One, without a name (v3.0.1).
    One,
    /// Each with a scope and an end (after v3.6.0).
    Scoped,
}

impl TokenKind {
    /// `own`, `one`, `scoped`.
    pub fn named(name: &str) -> Option<TokenKind> {
        match name {
            "own" => Some(TokenKind::Own),
            "one" => Some(TokenKind::One),
            "scoped" => Some(TokenKind::Scoped),
            _ => None,
        }
    }
}

/// Everything the demo panel can be told at its start.
#[derive(Clone, Debug)]
pub struct Config {
    /// The generation.
    pub dialect: Dialect,
    /// The web base path; begins and ends with `/`.
    pub base: String,
    /// The operator's name.
    pub user: String,
    /// The operator's password.
    pub password: String,
    /// The port the panel itself listens on; an inbound on it stops Xray.
    pub port: u16,
    /// No inbounds, nobody, and nobody comes online by themselves.
    pub empty: bool,
    /// How many people the seeded server has.
    pub clients: usize,
    /// How many inbounds the seeded server has.
    pub inbounds: usize,
    /// Whether each inbound has as many people as the next, instead of most in the first.
    pub even: bool,
    /// Milliseconds every answer takes longer.
    pub latency: u64,
    /// How every request fails, from the start.
    pub fault: Option<Fault>,
    /// Whether `/__demo/…` answers.
    pub control: bool,
    /// Whether two-factor sign-in is on from the start.
    pub two_factor: bool,
    /// How API tokens work.
    pub tokens: TokenKind,
    /// Same seed, same server.
    pub seed: u64,
    /// A static bundle served at `{base}latchkey/`.
    pub bundle: Option<PathBuf>,
    /// Ports other programs hold; an inbound on one stops Xray.
    pub busy_ports: Vec<u16>,
    /// Where the time comes from.
    pub clock: Clock,
}

/// The secret of two-factor sign-in where it is on from the start.
pub const TOTP_SECRET: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

impl Default for Config {
    fn default() -> Self {
        Config {
            dialect: Dialect::C1,
            base: "/demo/".into(),
            user: "admin".into(),
            password: "demo".into(),
            port: 2053,
            empty: false,
            clients: 60,
            inbounds: 10,
            even: false,
            latency: 0,
            fault: None,
            control: false,
            two_factor: false,
            tokens: TokenKind::Own,
            seed: 1,
            bundle: None,
            busy_ports: Vec::new(),
            clock: Clock::Wall,
        }
    }
}
