//! The machine: status, history, keys, backups, updates.

use super::State;
use crate::calendar;
use crate::config::Dialect;
use crate::http::input::Input;
use crate::http::reply::{Refusal, Reply};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use x25519_dalek::{PublicKey, StaticSecret};

/// A real X25519 pair, as Xray writes it.
pub fn x25519_pair(secret: [u8; 32]) -> (String, String) {
    let secret = StaticSecret::from(secret);
    let public = PublicKey::from(&secret);
    (URL_SAFE_NO_PAD.encode(secret.to_bytes()), URL_SAFE_NO_PAD.encode(public.as_bytes()))
}

impl State {
    /// `Status`.
    pub fn status_json(&self) -> Value {
        let sample = self.last_sample();
        let d = self.dialect;
        let up_seconds = 864_000 + (self.now - self.born) / 1000;
        let load = (sample.cpu * 2.0).round() / 100.0;
        let mut status = json!({
            "cpu": sample.cpu, "cpuCores": 2, "logicalPro": 2, "cpuSpeedMhz": 2596.148,
            "mem": { "current": sample.mem, "total": 2_067_456_000_i64 }, "swap": { "current": 0, "total": 0 },
            "disk": { "current": 9_663_676_416_i64, "total": 42_949_672_960_i64 },
        });
        let (out, into) = self.life.net_total;
        let mut net = json!({ "up": sample.net.0, "down": sample.net.1 });
        let mut traffic = json!({ "sent": out, "recv": into });
        if d.modern() {
            status["diskIO"] = json!({ "read": 0, "write": 6_144 });
            status["diskTraffic"] = json!({ "read": 3_229_815_808_i64, "write": 10_790_375_424_i64 });
            net["pktUp"] = (sample.net.0 / 900).into();
            net["pktDown"] = (sample.net.1 / 900).into();
            traffic["pktSent"] = (out / 900).into();
            traffic["pktRecv"] = (into / 900).into();
        }
        status["xray"] = self.xray.json();
        if d.modern() {
            status["panelVersion"] = d.version().into();
            status["panelGuid"] = self.guid.as_str().into();
        }
        status["uptime"] = up_seconds.into();
        status["loads"] = json!([load, 0.31, 0.28]);
        status["tcpCount"] = sample.tcp.into();
        status["udpCount"] = 4.into();
        status["netIO"] = net;
        status["netTraffic"] = traffic;
        status["publicIP"] = json!({ "ipv4": if self.config.empty { "N/A" } else { "203.0.113.80" }, "ipv6": "N/A" });
        status["appStats"] = json!({ "threads": 19, "mem": 81_330_176, "uptime": self.xray.uptime() });
        status
    }

    /// `status`: null just after a start.
    pub fn status(&mut self) -> Reply {
        Reply::obj(if self.life.away.is_some_and(|(_, back)| (back..back + 1_500).contains(&self.now)) {
            Value::Null
        } else {
            self.status_json()
        })
    }

    /// `cpuHistory/{bucket}` and `history/{metric}/{bucket}`.
    pub fn history(&mut self, metric: &str, bucket: &str, name: &str) -> Reply {
        let bucket: i64 = bucket.parse().unwrap_or(0);
        if ![2, 30, 60, 120, 180, 300].contains(&bucket) {
            return Reply::envelope(false, "invalid bucket", Value::Null);
        }
        let mut points: Vec<(i64, f64, f64)> = Vec::new();
        for sample in &self.life.samples {
            let value = match metric {
                "cpu" => sample.cpu,
                "mem" => sample.mem as f64 * 100.0 / 2_067_456_000.0,
                "netUp" => sample.net.0 as f64,
                "netDown" => sample.net.1 as f64,
                "tcpCount" => sample.tcp as f64,
                _ => 0.0,
            };
            let at = sample.at / 1000 / bucket * bucket;
            match points.last_mut() {
                Some(last) if last.0 == at => {
                    last.1 += value;
                    last.2 += 1.0;
                }
                _ => points.push((at, value, 1.0)),
            }
        }
        let skip = points.len().saturating_sub(60);
        let shown = |(at, sum, count): &(i64, f64, f64)| {
            let mut point = json!({});
            let value = sum / count;
            if name == "cpu" {
                point["cpu"] = value.into();
                point["t"] = (*at).into();
            } else {
                point["t"] = (*at).into();
                point["v"] = value.into();
            }
            point
        };
        Reply::obj(points[skip..].iter().map(shown).collect())
    }

    /// `getNewX25519Cert`.
    pub fn x25519(&mut self) -> Reply {
        let (private, public) = x25519_pair(self.chance.key());
        Reply::obj(json!({ "privateKey": private, "publicKey": public }))
    }

    /// `getNewmldsa65`: right lengths, no real pair.
    pub fn mldsa65(&mut self) -> Reply {
        Reply::obj(json!({ "seed": self.chance.base64url(32), "verify": self.chance.base64url(1952) }))
    }

    /// `getNewmlkem768`.
    pub fn mlkem768(&mut self) -> Reply {
        Reply::obj(json!({ "seed": self.chance.base64url(64), "client": self.chance.base64url(1184) }))
    }

    /// `getNewVlessEnc`.
    pub fn vless_enc(&mut self) -> Reply {
        let (private, public) = x25519_pair(self.chance.key());
        let (seed, client) = (self.chance.base64url(64), self.chance.base64url(1184));
        let keys = [
            ("x25519", "X25519, not Post-Quantum", private, public),
            ("mlkem768", "ML-KEM-768, Post-Quantum", seed, client),
        ];
        let derived = if self.dialect.modern() {
            [(0, "xorpub"), (0, "random"), (1, "xorpub"), (1, "random")].as_slice()
        } else {
            &[]
        };
        let mut rows = Vec::new();
        for (which, mode) in [(0, "native"), (1, "native")].iter().chain(derived) {
            let (id, label, key, lock): &(&str, &str, String, String) = &keys[*which];
            let native = *mode == "native";
            let mut row = json!({
                "decryption": format!("mlkem768x25519plus.{mode}.600s.{key}"),
                "encryption": format!("mlkem768x25519plus.{mode}.0rtt.{lock}"),
                "label": if native { (*label).to_string() } else { format!("{label} ({mode})") },
            });
            if self.dialect.guarded() {
                row["id"] = if native { (*id).to_string() } else { format!("{id}_{mode}") }.into();
            }
            rows.push(row);
        }
        Reply::obj(json!({ "auths": rows }))
    }

    /// `getNewEchCert`.
    pub fn ech(&mut self, input: &Input) -> Reply {
        let sni = input.fields().and_then(|fields| fields.text("sni", "")).unwrap_or_default();
        let public = self.chance.bytes(32);
        let mut config = vec![0, 0, 0x20, 0, 0x20];
        config.extend(&public);
        config.extend([0, 0x24]);
        for kdf in 1..=3u8 {
            for aead in 1..=3u8 {
                config.extend([0, kdf, 0, aead]);
            }
        }
        config.push(0);
        config.push(sni.len() as u8);
        config.extend(sni.as_bytes());
        config.extend([0, 0]);
        let mut body = vec![0xfe, 0x0d, (config.len() >> 8) as u8, config.len() as u8];
        body.extend(config);
        let mut list = vec![(body.len() >> 8) as u8, body.len() as u8];
        list.extend(&body);
        let mut keys = vec![0, 0x20];
        keys.extend(self.chance.bytes(32));
        keys.extend(&list);
        Reply::obj(json!({ "echConfigList": STANDARD.encode(list), "echServerKeys": STANDARD.encode(keys) }))
    }

    /// `getNewUUID`.
    pub fn new_uuid(&mut self) -> Reply {
        Reply::obj(json!({ "uuid": self.chance.uuid() }))
    }

    /// `fail2banStatus`.
    pub fn fail2ban(&mut self) -> Reply {
        Reply::obj(json!({ "enabled": true, "installed": false, "usable": false, "windows": false }))
    }

    /// `getPanelUpdateInfo`.
    pub fn update_info(&mut self) -> Reply {
        if self.config.empty {
            return self.no_network(
                "Panel update check failed",
                "MHSanaei/3x-ui/releases/latest",
                self.dialect.guarded(),
            );
        }
        let version = self.dialect.version();
        let latest = Dialect::C1.version();
        let mut obj = json!({
            "currentVersion": version, "latestVersion": format!("v{latest}"), "updateAvailable": version != latest,
        });
        if self.dialect.modern() {
            obj["channel"] = "stable".into();
        }
        Reply::obj(obj)
    }

    /// `getXrayVersion`.
    pub fn xray_versions(&mut self) -> Reply {
        if self.config.empty {
            return self.no_network("Get Version", "XTLS/Xray-core/releases", false);
        }
        Reply::obj(json!([format!("v{}", self.dialect.xray_version()), "v25.8.3", "v25.7.26"]))
    }

    /// An empty demo stands for a server without a way out.
    fn no_network(&self, context: &str, path: &str, silent: bool) -> Reply {
        if silent {
            return Reply::envelope(false, "", Value::Null);
        }
        let error = format!(
            "Get \"https://api.github.com/repos/{path}\": dial tcp: lookup api.github.com on 192.0.2.53:53: dial udp \
             192.0.2.53:53: connect: network is unreachable"
        );
        Reply::refused(context, &Refusal::foreign(error))
    }

    /// `getDb`: a file that begins like one.
    pub fn database(&mut self, input: &Input) -> Reply {
        let name = if self.dialect.modern() {
            format!("{}_{}.db", super::setting::host_of(&input.host), calendar::compact(self.now))
        } else {
            "x-ui.db".to_string()
        };
        let mut body = b"SQLite format 3\0".to_vec();
        body.resize(4096, 0);
        Reply::typed(200, "application/octet-stream", body)
            .with("content-disposition", format!("attachment; filename={name}"))
    }

    /// `scanRealityTarget`.
    pub fn scan_target(&mut self, input: &Input) -> Reply {
        let target = input.fields().and_then(|fields| fields.text("target", "")).unwrap_or_default();
        match scan(&target, self.now) {
            Ok(found) => Reply::obj(found),
            Err(error) => Reply::refused("Failed to scan REALITY target.", &error),
        }
    }

    /// `scanRealityTargets`: a list, or the ones the panel knows.
    pub fn scan_targets(&mut self, input: &Input) -> Reply {
        const KNOWN: &str = "www.cloudflare.com,www.microsoft.com,www.amazon.com,aws.amazon.com,www.samsung.com,www.nvidia.com,\
            www.amd.com,www.intel.com,www.sony.com,dl.google.com";
        let sent = input.fields().and_then(|fields| fields.text("targets", "")).unwrap_or_default();
        let targets = if sent.is_empty() { KNOWN.to_string() } else { sent };
        let found: Vec<Value> = targets.split(',').filter_map(|target| scan(target.trim(), self.now).ok()).collect();
        Reply::obj(found.into())
    }
}

fn scan(target: &str, now: i64) -> Result<Value, Refusal> {
    let (host, port) = match target.rsplit_once(':') {
        Some((host, port)) => (host, port.parse().unwrap_or(0)),
        None => (target, 443),
    };
    let readable = !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-');
    if !readable || port == 0 {
        return Err(Refusal::own(format!("invalid target host:  invalid host {host:?}")));
    }
    let private = ["127.", "10.", "192.168.", "172.16.", "169.254."].iter().any(|net| host.starts_with(net))
        || host == "localhost";
    let dead = host.ends_with(".invalid") || host.ends_with(".test");
    let reason = if private {
        format!("connection failed: blocked private/internal address {host}")
    } else if dead {
        format!("connection failed: lookup {host}: no such host")
    } else {
        String::new()
    };
    let address = if private { host } else { "192.0.2.10" };
    if !reason.is_empty() {
        return Ok(json!({
            "target": format!("{host}:{port}"), "host": host, "ip": address, "port": port, "feasible": false, "tls13": false,
            "tlsVersion": "", "h2": false, "alpn": "", "x25519": false, "curveID": "", "certValid": false, "certSubject": "",
            "certIssuer": "", "notAfter": "", "serverNames": null, "latencyMs": 0, "reason": reason,
        }));
    }
    let bare = host.trim_start_matches("www.");
    Ok(json!({
        "target": format!("{host}:{port}"), "host": host, "ip": address, "port": port, "feasible": true, "tls13": true,
        "tlsVersion": "1.3", "h2": true, "alpn": "h2", "x25519": true, "curveID": "X25519", "certValid": true,
        "certSubject": host, "certIssuer": "Demo CA", "notAfter": calendar::iso(now + 5_184_000_000),
        "serverNames": [host, bare], "latencyMs": 12 + host.len(), "reason": "",
    }))
}
