//! The bundle in front of a panel: `{base}latchkey/` is ours, everything else goes to the panel as it came.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use axum::Router;
use axum::http::{HeaderValue, Uri, header};
use axum::response::Redirect;
use axum::routing::get;
use axum_reverse_proxy::{HostBehaviour, ProxyPolicy, ReverseProxy, XForwardedFor};
use clap::Args;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::{bundle, place};

/// Which panel, and where to listen.
#[derive(Args)]
pub struct Options {
    /// The panel with its base path, e.g. http://127.0.0.1:2053/secret/
    #[arg(long, value_name = "URL")]
    panel: String,
    /// The address to listen on.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8088")]
    listen: SocketAddr,
    /// Serve this folder instead of building `dist/`.
    #[arg(long, value_name = "FOLDER")]
    bundle: Option<PathBuf>,
}

/// Serves until interrupted.
pub fn run(options: &Options) -> Result<()> {
    let panel = Panel::parse(&options.panel)?;
    if options.bundle.is_none() {
        bundle::build()?;
    }
    let bundle = options.bundle.clone().unwrap_or_else(place::dist);
    tokio::runtime::Runtime::new()?.block_on(async {
        let listener =
            TcpListener::bind(options.listen).await.with_context(|| format!("cannot listen on {}", options.listen))?;
        println!("http://{}{}latchkey/", listener.local_addr()?, panel.base);
        let stop = async { drop(tokio::signal::ctrl_c().await) };
        Ok(axum::serve(listener, router(&panel, &bundle)).with_graceful_shutdown(stop).await?)
    })
}

/// Where a panel answers.
#[derive(Debug, PartialEq)]
pub struct Panel {
    origin: String,
    base: String,
}

impl Panel {
    /// Takes a panel's address apart.
    pub fn parse(url: &str) -> Result<Self> {
        let uri: Uri = url.parse().with_context(|| format!("{url} is no address"))?;
        let authority = uri.authority().with_context(|| format!("{url} names no host"))?;
        match uri.scheme_str() {
            Some("http") => {}
            Some("https") => bail!(
                "serve talks plain http to a panel; put nginx or Caddy in front of one with its own certificate (deploy/)"
            ),
            _ => bail!("{url} must begin with http://"),
        }
        ensure!(uri.query().is_none(), "{url} must end with the base path");
        let base = format!("/{}/", uri.path().trim_matches('/')).replace("//", "/");
        Ok(Self { origin: format!("http://{authority}"), base })
    }
}

/// All routes. `Host` and `Origin` reach the panel as the browser sent them: it compares them before it opens its WebSocket.
pub fn router(panel: &Panel, bundle: &Path) -> Router {
    let policy =
        ProxyPolicy::new().with_host_behaviour(HostBehaviour::Preserve).with_x_forwarded_for(XForwardedFor::Preserve);
    let proxy = ReverseProxy::new("/", panel.origin.as_str()).with_policy(policy);
    let mount = format!("{}latchkey", panel.base);
    let files = ServeDir::new(bundle).precompressed_br().precompressed_gzip();
    let fresh = SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    let home = format!("{mount}/");
    Router::new()
        .route(&mount, get(move || async move { Redirect::permanent(&home) }))
        .nest_service(&format!("{mount}/"), tower::ServiceBuilder::new().layer(fresh).service(files))
        .fallback_service(Router::<()>::from(proxy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_path_has_a_slash_on_both_sides() {
        let base = |url| Panel::parse(url).unwrap();
        let panel = Panel { origin: "http://127.0.0.1:2053".into(), base: "/secret/".into() };
        assert_eq!(base("http://127.0.0.1:2053/secret/"), panel);
        assert_eq!(base("http://127.0.0.1:2053/secret"), panel);
        assert_eq!(base("http://[::1]:80").base, "/");
        assert_eq!(base("http://[::1]:80").origin, "http://[::1]:80");
    }

    #[test]
    fn what_cannot_be_served_is_said_at_once() {
        for url in ["", "/secret/", "127.0.0.1:2053", "https://127.0.0.1:2053/", "http://h/?a"] {
            assert!(Panel::parse(url).is_err(), "{url}");
        }
    }
}
