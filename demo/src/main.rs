//! Serves the demo panel.

use clap::Parser;
use demo::{Clock, Config, Dialect, Fault, TokenKind};
use std::net::SocketAddr;
use std::path::PathBuf;

/// An imitation of a 3x-ui panel, for trying Latchkey out.
#[derive(Parser)]
#[command(name = "demo", about)]
struct Flags {
    /// The generation: a (v2.6.8), b (v2.9.4), c0 (v3.0.2), c1 (v3.6.0)
    #[arg(long, default_value = "c1", value_parser = |name: &str| Dialect::named(name).ok_or("a, b, c0 or c1"))]
    dialect: Dialect,
    /// Where to listen
    #[arg(long, default_value = "127.0.0.1:2053")]
    listen: SocketAddr,
    /// The web base path
    #[arg(long, default_value = "/demo/")]
    base: String,
    /// The operator's name
    #[arg(long, default_value = "admin")]
    user: String,
    /// The operator's password
    #[arg(long, default_value = "demo")]
    password: String,
    /// No inbounds and no people
    #[arg(long)]
    empty: bool,
    /// How many people
    #[arg(long, default_value_t = 60)]
    clients: usize,
    /// How many inbounds
    #[arg(long, default_value_t = 10)]
    inbounds: usize,
    /// As many people in one inbound as in the next, instead of most in the first
    #[arg(long)]
    even: bool,
    /// Milliseconds every answer takes longer
    #[arg(long, default_value_t = 0)]
    latency: u64,
    /// Every request fails: drop, stall, truncated, html, expire or a status such as 500
    #[arg(long, value_parser = |name: &str| Fault::named(name).ok_or("drop, stall, truncated, html, expire or a status"))]
    fault: Option<Fault>,
    /// Answer POST /__demo/… (faults, clock, who is online: for tests)
    #[arg(long)]
    control: bool,
    /// Ask for a code when signing in
    #[arg(long)]
    two_factor: bool,
    /// How API tokens work: own (as in the release), one (v3.0.1, with --dialect c0), scoped (after v3.6.0)
    #[arg(long, default_value = "own", value_parser = |name: &str| TokenKind::named(name).ok_or("own, one or scoped"))]
    tokens: TokenKind,
    /// Same seed, same server
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// A static bundle to serve at {base}latchkey/
    #[arg(long)]
    bundle: Option<PathBuf>,
    /// A port another program holds (may be given more than once)
    #[arg(long)]
    busy_port: Vec<u16>,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let flags = Flags::parse();
    let base = format!("/{}/", flags.base.trim_matches('/')).replace("//", "/");
    let listener = tokio::net::TcpListener::bind(flags.listen).await?;
    let local = listener.local_addr()?;
    let config = Config {
        dialect: flags.dialect,
        base: base.clone(),
        user: flags.user,
        password: flags.password,
        port: local.port(),
        empty: flags.empty,
        clients: flags.clients,
        inbounds: flags.inbounds,
        even: flags.even,
        latency: flags.latency,
        fault: flags.fault,
        control: flags.control,
        two_factor: flags.two_factor,
        tokens: flags.tokens,
        seed: flags.seed,
        bundle: flags.bundle,
        busy_ports: flags.busy_port,
        clock: Clock::Wall,
    };
    println!("3x-ui v{} (demo), user {}, password {}", config.dialect.version(), config.user, config.password);
    if config.two_factor {
        println!("two-factor secret {}", demo::config::TOTP_SECRET);
    }
    if config.bundle.is_some() {
        println!("Latchkey at http://{local}{base}latchkey/");
    }
    let app = demo::router(config).into_make_service_with_connect_info::<SocketAddr>();
    println!("listening on http://{local}{base}");
    tokio::select! {
        served = async { axum::serve(listener, app).await } => served,
        // Without waiting for answers that were told to stall.
        _ = tokio::signal::ctrl_c() => Ok(()),
    }
}
