//! The passing of time: status samples, traffic polls, people who come, use data, run out and go.

mod access;
mod frames;
mod people;

use super::State;
use crate::chance::fate;
use crate::config::Dialect;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

const SAMPLE: i64 = 2_000;
const DAY: i64 = 86_400_000;
/// How long somebody counts as online after their last traffic (C1).
const GRACE: i64 = 20_000;

/// One look at the machine.
#[derive(Clone, Copy, Default)]
pub struct Sample {
    /// When, ms.
    pub at: i64,
    /// Percent.
    pub cpu: f64,
    /// Bytes of memory in use.
    pub mem: i64,
    /// Bytes per second out and in.
    pub net: (i64, i64),
    /// Connections.
    pub tcp: i64,
}

/// What happens by itself.
pub struct Life {
    next_sample: i64,
    next_poll: i64,
    next_apply: i64,
    /// Samples, oldest first.
    pub samples: VecDeque<Sample>,
    /// Bytes out and in since the start.
    pub net_total: (i64, i64),
    /// Who moved in the last poll, and when: lower-case name → (name, ms).
    pub seen: BTreeMap<String, (String, i64)>,
    /// Who is held online (`Some`) by a test, whatever they would do themselves.
    pub held: Option<BTreeSet<String>>,
    /// Who never comes by themselves.
    pub shy: BTreeSet<String>,
    /// The tags that moved in the last poll.
    pub active_tags: Vec<String>,
    /// Lines of the access log, oldest first.
    pub access: VecDeque<access::Visit>,
    /// The panel cannot be reached between these, and has no status for a moment after.
    pub away: Option<(i64, i64)>,
    dropped: bool,
}

/// Somebody in an inbound.
struct Member {
    email: String,
    inbound: i64,
    enabled: bool,
}

impl Life {
    /// A machine that has been sampled for a while.
    pub fn new(dialect: Dialect, now: i64) -> Self {
        Life {
            next_sample: now + SAMPLE,
            next_poll: now + dialect.poll_ms(),
            next_apply: now + 30_000,
            samples: VecDeque::new(),
            net_total: (48_318_382_080, 51_539_607_552),
            seen: BTreeMap::new(),
            held: None,
            shy: BTreeSet::new(),
            active_tags: Vec::new(),
            access: VecDeque::new(),
            away: None,
            dropped: false,
        }
    }
}

impl State {
    /// Lets everything happen that was due until `now`.
    pub fn advance(&mut self, now: i64) {
        if self.life.samples.is_empty() {
            self.first_samples();
        }
        // After a jump only the last two minutes are lived through step by step.
        let floor = now - 120_000;
        for due in [&mut self.life.next_sample, &mut self.life.next_poll, &mut self.life.next_apply] {
            *due = (*due).max(floor);
        }
        loop {
            let life = &self.life;
            let due = life.next_sample.min(life.next_poll).min(life.next_apply);
            if due > now {
                break;
            }
            self.now = due;
            if due == self.life.next_sample {
                self.life.next_sample += SAMPLE;
                self.sample();
            } else if due == self.life.next_poll {
                self.life.next_poll += self.dialect.poll_ms();
                self.poll();
            } else {
                self.life.next_apply += 30_000;
                self.apply_writes();
            }
        }
        self.now = now;
    }

    fn first_samples(&mut self) {
        let born = self.now;
        for step in (0..300).rev() {
            self.now = born - step * SAMPLE;
            let sample = self.measure((0, 0));
            self.life.samples.push_back(sample);
        }
        self.now = born;
    }

    fn measure(&mut self, net: (i64, i64)) -> Sample {
        let online = self.life.seen.len() as f64;
        let wave = fate(self.config.seed, "cpu", self.now / SAMPLE) % 1000;
        let cpu = (3.0 + online * 0.2 + wave as f64 / 150.0).min(97.0);
        let mem = 540_000_000 + (fate(self.config.seed, "mem", self.now / 60_000) % 40_000_000) as i64;
        Sample { at: self.now, cpu, mem, net, tcp: 24 + self.life.seen.len() as i64 * 7 }
    }

    fn sample(&mut self) {
        self.watch_xray();
        let moving = self.life.seen.len() as i64;
        let net = if moving == 0 { (0, 0) } else { (moving * 90_000 + 1_800, moving * 95_000 + 2_100) };
        self.life.net_total.0 += net.0 * 2;
        self.life.net_total.1 += net.1 * 2;
        let sample = self.measure(net);
        self.life.samples.push_back(sample);
        if self.life.samples.len() > 1800 {
            self.life.samples.pop_front();
        }
        if self.events.receiver_count() > 0 {
            let status = self.status_json();
            self.push("status", status);
        }
    }

    /// Whether the panel counts this person as online.
    pub fn is_online(&self, email: &str) -> bool {
        self.life.seen.get(&email.to_lowercase()).is_some_and(|(_, at)| self.fresh(*at))
    }

    fn fresh(&self, at: i64) -> bool {
        !self.dialect.modern() || self.now - at <= GRACE
    }

    /// Names of those who are online.
    pub fn online(&self) -> Vec<String> {
        self.life.seen.values().filter(|(_, at)| self.fresh(*at)).map(|(name, _)| name.clone()).collect()
    }

    /// Every half minute: what was written reaches Xray.
    fn apply_writes(&mut self) {
        if !std::mem::take(&mut self.xray.dirty) {
            return;
        }
        match self.xray.stopped_by_hand() {
            true if self.dialect.modern() => {}
            true => {
                let _ = self.start_xray();
            }
            false => self.refresh_xray(),
        }
    }

    /// Whether the panel is being restarted and cannot be reached.
    pub fn restarting(&self) -> bool {
        self.life.away.is_some_and(|(from, to)| (from..to).contains(&self.now))
    }

    /// Nobody is connected any more.
    pub fn drop_everybody(&mut self) {
        self.life.seen.clear();
        self.life.active_tags.clear();
    }

    /// The machine's last sample.
    pub fn last_sample(&self) -> Sample {
        self.life.samples.back().copied().unwrap_or_default()
    }
}
