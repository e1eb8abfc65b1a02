//! What the server itself finds at the sites: whether Reality can look like them, and how near they are.

use std::collections::HashMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::api;
use panel::dialect::Panel;
use panel::draft::{CURATED, UNRENTED, site_rank};
use panel::error::ApiError;
use panel::model::target::TargetCheck;

use crate::browser::random;
use crate::transport;
use crate::words::{Key, fill, t, title};

/// How many sites are shown at first.
pub const FEW: usize = 4;

/// What is known of one site.
#[derive(Clone, PartialEq)]
pub enum Look {
    /// The server is looking.
    Looking,
    /// It could not be asked.
    Failed(ApiError),
    /// What it found.
    Found(TargetCheck),
}

/// The sites and what is known of them.
#[derive(Clone, Copy)]
pub struct Scan {
    /// The sites of the list: the nearest first, once that is known.
    pub order: RwSignal<Vec<&'static str>>,
    looks: RwSignal<HashMap<String, Look>>,
    asked: StoredValue<bool>,
}

impl Scan {
    /// Nothing known. Which site comes first is drawn, so that not all servers look like the same one.
    pub fn new() -> Self {
        let this = Self {
            order: RwSignal::new(Vec::new()),
            looks: RwSignal::new(HashMap::new()),
            asked: StoredValue::new(false),
        };
        this.shuffle();
        this
    }

    /// Draws the first site anew.
    pub fn shuffle(self) {
        let [first] = random::bytes();
        let mut sites = CURATED.to_vec();
        if let Some(sites) = sites.get_mut(..UNRENTED) {
            sites.rotate_left(usize::from(first) % UNRENTED);
        }
        self.order.set(sites);
    }

    /// Has the server look at all sites of the list, once.
    pub fn start(self, panel: &Panel) {
        if self.asked.get_value() || !panel.has_reality_scan() {
            return;
        }
        self.asked.set_value(true);
        for site in CURATED {
            self.note(site, Look::Looking);
        }
        let panel = panel.clone();
        spawn_local(async move {
            let sites = CURATED.map(str::to_owned);
            let answer = transport::call(&api::server::scan_targets(&panel, &sites)).await;
            self.take(answer);
        });
    }

    fn take(self, answer: Result<Vec<TargetCheck>, ApiError>) {
        let silent = match &answer {
            Ok(_) => ApiError::Timeout,
            Err(error) => error.clone(),
        };
        for check in answer.into_iter().flatten() {
            self.note(&check.host.clone(), Look::Found(check));
        }
        for site in CURATED {
            if self.known(site) == Some(Look::Looking) {
                self.note(site, Look::Failed(silent.clone()));
            }
        }
        if silent == ApiError::SessionExpired {
            self.asked.try_update_value(|asked| *asked = false);
        }
        let _ = self.order.try_update(|order| order.sort_by_key(|site| self.rank(site)));
    }

    fn rank(self, site: &str) -> (u8, u32) {
        match self.known(site) {
            Some(Look::Found(check)) => site_rank(site, Some(&check)),
            _ => site_rank(site, None),
        }
    }

    /// Has the server look at one site.
    pub async fn look(self, panel: &Panel, site: &str) -> Option<Look> {
        self.note(site, Look::Looking);
        let look = match transport::call(&api::server::scan_target(panel, site)).await {
            Ok(check) => Look::Found(check),
            Err(error) => Look::Failed(error),
        };
        self.note(site, look.clone());
        Some(look)
    }

    /// What is known of a site, tracked.
    pub fn of(self, site: &str) -> Option<Look> {
        self.looks.with(|looks| looks.get(&key(site)).cloned())
    }

    fn known(self, site: &str) -> Option<Look> {
        self.looks.try_with_untracked(|looks| looks.get(&key(site)).cloned()).flatten()
    }

    fn note(self, site: &str, look: Look) {
        let _ = self.looks.try_update(|looks| looks.insert(key(site), look));
    }
}

fn key(site: &str) -> String {
    let site = site.trim().to_lowercase();
    site.strip_suffix(":443").unwrap_or(&site).to_owned()
}

impl Look {
    /// Why the site does not serve, if the server found that.
    pub fn unfit(&self) -> Option<String> {
        match self {
            Self::Found(check) if !check.feasible => {
                Some(if check.reason.is_empty() { facts(check) } else { check.reason.clone() })
            }
            _ => None,
        }
    }

    /// What was found, in one line.
    pub fn line(&self) -> String {
        match self {
            Self::Looking => t(Key::SiteLooking).into(),
            Self::Failed(error) => fill(Key::SiteNotLooked, &[("why", &title(error))]),
            Self::Found(check) => {
                self.unfit().map_or_else(|| facts(check), |why| fill(Key::SiteUnfit, &[("why", &why)]))
            }
        }
    }

    /// How long the site took to answer.
    pub fn latency(&self) -> Option<String> {
        match self {
            Self::Found(check) if check.feasible => {
                Some(fill(Key::Milliseconds, &[("count", &check.latency_ms.to_string())]))
            }
            _ => None,
        }
    }
}

fn facts(check: &TargetCheck) -> String {
    let certificate = if check.certificate_valid { Key::CertificateValid } else { Key::CertificateInvalid };
    let words = [
        check.tls13.then_some("TLS 1.3"),
        check.h2.then_some("h2"),
        check.x25519.then_some("X25519"),
        Some(t(certificate)),
    ];
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
