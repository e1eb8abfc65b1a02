//! What it takes to look at the bundle in a real browser behind a real nginx.

use anyhow::Result;

use super::{Package, node, packages};

/// nginx with what serves compressed copies.
pub const NGINX: [Package; 2] = [
    Package::program("nginx", "nginx"),
    Package::file("libnginx-mod-http-brotli-static", "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"),
];

/// nginx, Chromium, what makes certificates, and the packages of `e2e/`.
pub fn ensure() -> Result<()> {
    packages(&NGINX)?;
    packages(&["chromium", "openssl"].map(|name| Package::program(name, name)))?;
    node()
}
