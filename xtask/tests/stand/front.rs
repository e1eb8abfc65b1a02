//! A web server with a file of `deploy/`, the values a user changes changed to ones of this machine.

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;
use xtask::place;

const NAME: &str = "panel.example.com";

/// A running server; it ends with the value.
pub struct Front {
    server: Child,
    pub plain: SocketAddr,
    tls: SocketAddr,
    _folder: TempDir,
}

impl Drop for Front {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Front {
    pub fn nginx(upstream: SocketAddr) -> Front {
        let (folder, plain, tls) = (bundle(), free(), free());
        let at = folder.path().display().to_string();
        certificate(folder.path());
        let conf = changed(
            "nginx.conf",
            &[
                ("listen 443 ssl http2;", &format!("listen {tls} ssl http2; listen {plain};")),
                ("/etc/ssl/panel/", &format!("{at}/")),
                ("/var/www/latchkey/", &format!("{at}/bundle/")),
                ("127.0.0.1:2053", &upstream.to_string()),
            ],
        );
        fs::write(folder.path().join("latchkey.conf"), conf).unwrap();
        fs::write(folder.path().join("main.conf"), changed("test/main.conf", &[("@FOLDER@", &at)])).unwrap();
        let mut nginx = Command::new(if Path::new("/usr/sbin/nginx").exists() { "/usr/sbin/nginx" } else { "nginx" });
        nginx.args(["-e", "stderr", "-p", &at, "-c", &format!("{at}/main.conf")]);
        Front::start(nginx, plain, tls, folder)
    }

    pub fn caddy(upstream: SocketAddr) -> Front {
        let (folder, plain, tls) = (bundle(), free(), free());
        let at = folder.path().display().to_string();
        let site = format!("https://{NAME}:{}, http://{NAME}:{} {{\n\tbind 127.0.0.1", tls.port(), plain.port());
        let file = changed(
            "Caddyfile",
            &[
                ("\npanel.example.com {", &format!("\n{site}")),
                ("/var/www/latchkey", &format!("{at}/bundle")),
                ("127.0.0.1:2053", &upstream.to_string()),
            ],
        );
        let global = "{\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\tauto_https disable_redirects\n}\n";
        fs::write(folder.path().join("Caddyfile"), format!("{global}{file}")).unwrap();
        let mut caddy = Command::new("caddy");
        caddy.args(["run", "--adapter", "caddyfile", "--config", &format!("{at}/Caddyfile")]);
        caddy.env("HOME", &at).env("XDG_DATA_HOME", &at).env("XDG_CONFIG_HOME", &at);
        Front::start(caddy, plain, tls, folder)
    }

    fn start(mut command: Command, plain: SocketAddr, tls: SocketAddr, folder: TempDir) -> Front {
        let log = fs::File::create(folder.path().join("log")).unwrap();
        let server = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().unwrap();
        let mut front = Front { server, plain, tls, _folder: folder };
        for _ in 0..100 {
            if TcpStream::connect(plain).is_ok() && TcpStream::connect(tls).is_ok() {
                return front;
            }
            if front.server.try_wait().unwrap().is_some() {
                break;
            }
            sleep(Duration::from_millis(100));
        }
        panic!("{command:?} did not start:\n{}", fs::read_to_string(front._folder.path().join("log")).unwrap());
    }

    pub fn plain_host(&self) -> String {
        format!("{NAME}:{}", self.plain.port())
    }

    pub fn tls_host(&self) -> String {
        format!("{NAME}:{}", self.tls.port())
    }

    /// Head and body of an answer by HTTP/1.1.
    pub fn plain(&self, path: &str, more: &[&str]) -> String {
        self.curl(&format!("http://{}/secret/{path}", self.plain_host()), more)
    }

    /// The same by TLS and HTTP/2.
    pub fn tls(&self, path: &str, more: &[&str]) -> String {
        self.curl(&format!("https://{}/secret/{path}", self.tls_host()), more)
    }

    fn curl(&self, url: &str, more: &[&str]) -> String {
        let mut curl = Command::new("curl");
        for port in [self.plain.port(), self.tls.port()] {
            curl.args(["--resolve", &format!("{NAME}:{port}:127.0.0.1")]);
        }
        let output = curl
            .args(["--silent", "--show-error", "--insecure", "--noproxy", "*", "--include", url])
            .args(more)
            .output()
            .unwrap();
        assert!(output.status.success(), "{url}: {}", String::from_utf8_lossy(&output.stderr));
        // HTTP/2 has no reason phrase, but curl leaves its space.
        String::from_utf8(output.stdout).unwrap().replacen("HTTP/2 200 ", "HTTP/2 200", 1).replacen(
            "HTTP/2 404 ",
            "HTTP/2 404",
            1,
        )
    }
}

/// A file of `deploy/`, each value replaced; a value that is not there is an error, for then the test tests less than it says.
fn changed(name: &str, values: &[(&str, &str)]) -> String {
    let text = fs::read_to_string(place::root().join("deploy").join(name)).unwrap();
    values.iter().fold(text, |text, (from, to)| {
        assert!(text.contains(from), "deploy/{name} has no {from:?}");
        text.replace(from, to)
    })
}

/// A folder with a bundle whose compressed copies can be told apart.
fn bundle() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join("bundle").join(name), text).unwrap();
    fs::create_dir_all(folder.path().join("bundle/text")).unwrap();
    write("index.html", "<title>Latchkey</title>");
    write("latchkey-0123456789abcdef.wasm", "plain");
    write("latchkey-0123456789abcdef.wasm.br", "packed by brotli");
    write("latchkey-0123456789abcdef.wasm.gz", "packed by gzip");
    for name in [
        "latchkey-0123456789abcdef.js",
        "parts-0123456789abcdef.css",
        "manifest.webmanifest",
        "text/fa.json",
        "icon.svg",
        "icon-192.png",
    ] {
        write(name, "x");
    }
    world_readable(folder.path());
    folder
}

/// A web server started by root reads files as somebody else.
fn world_readable(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
}

fn certificate(folder: &Path) {
    let path = |name: &str| folder.join(name).display().to_string();
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]);
    openssl.args(["-subj", &format!("/CN={NAME}"), "-keyout", &path("privkey.pem"), "-out", &path("fullchain.pem")]);
    assert!(openssl.output().unwrap().status.success());
}

/// A port nobody listens on right now.
fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}
