//! The browser's cookies, as far as a panel sees them.

use axum::http::HeaderMap;

/// Cookies by name and path.
#[derive(Clone, Default)]
pub struct Jar(Vec<Cookie>);

#[derive(Clone)]
struct Cookie {
    name: String,
    value: String,
    path: String,
}

impl Jar {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The `Cookie` header of a request below this path.
    pub fn line(&self, path: &str) -> Option<String> {
        let fits = |cookie: &&Cookie| path.starts_with(&cookie.path);
        let pairs: Vec<String> =
            self.0.iter().filter(fits).map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// Takes in what an answer sets, and forgets what it clears.
    pub fn keep(&mut self, headers: &HeaderMap) {
        for line in headers.get_all("set-cookie") {
            let mut parts = line.to_str().unwrap().split("; ");
            let (name, value) = parts.next().unwrap().split_once('=').unwrap();
            let rest: Vec<&str> = parts.collect();
            let path = rest.iter().find_map(|part| part.strip_prefix("Path=")).unwrap_or("/").to_owned();
            self.0.retain(|cookie| cookie.name != name || cookie.path != path);
            if !rest.contains(&"Max-Age=0") {
                self.0.push(Cookie { name: name.into(), value: value.into(), path });
            }
        }
    }
}
