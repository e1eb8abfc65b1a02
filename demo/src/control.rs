//! The test's hand: faults, time, who is online. Lies outside the base path and only where it was asked for.

use crate::config::{Config, Fault};
use crate::http::input::Input;
use crate::http::reply::Reply;
use crate::panel::State;
use crate::push;
use serde_json::{Value, json};
use std::time::Duration;

/// Injected trouble.
pub struct Faults {
    list: Vec<Rule>,
    /// Milliseconds every answer takes longer.
    pub latency: u64,
    /// Only where the path holds this text.
    pub latency_path: String,
    /// How far the clock was advanced, ms.
    pub offset: i64,
}

struct Rule {
    fault: Fault,
    path: String,
    method: String,
    left: Option<u64>,
}

impl Faults {
    /// What the command line asks for.
    pub fn new(config: &Config) -> Self {
        let always = |fault| Rule { fault, path: String::new(), method: String::new(), left: None };
        Faults {
            list: config.fault.map(always).into_iter().collect(),
            latency: config.latency,
            latency_path: String::new(),
            offset: 0,
        }
    }

    /// The fault this request meets, if any; counts it.
    pub fn meet(&mut self, method: &str, path: &str) -> Option<Fault> {
        let fits = |rule: &&mut Rule| path.contains(&rule.path) && (rule.method.is_empty() || rule.method == method);
        let rule = self.list.iter_mut().find(fits)?;
        let fault = rule.fault;
        if let Some(left) = &mut rule.left {
            *left -= 1;
        }
        self.list.retain(|rule| rule.left != Some(0));
        Some(fault)
    }

    /// How much longer this request takes.
    pub fn delay(&self, path: &str) -> Duration {
        Duration::from_millis(if path.contains(&self.latency_path) { self.latency } else { 0 })
    }
}

fn lower(list: &Value) -> impl Iterator<Item = String> + '_ {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_lowercase)
}

fn said(state: &State) -> Reply {
    Reply::json(&json!({
        "dialect": state.dialect.version(), "now": state.now, "offset": state.faults.offset, "faults": state.faults.list.len(),
        "latency": state.faults.latency, "online": state.online(), "inbounds": state.inbounds.len(),
        "people": state.stats.iter().count(), "xray": state.xray.json(),
    }))
}

/// `POST /__demo/{what}`; every answer tells how things stand afterwards.
///
/// | what | body |
/// |---|---|
/// | `fault` | `kind` (`drop`, `stall`, `truncated`, `html`, `expire`, a status), `count?`, `path?` (substring), `method?`; `kind: null` clears all |
/// | `latency` | `ms`, `path?` |
/// | `expire` | all sessions end |
/// | `counters` | `email`, `up?`, `down?` (added), or `set: true` |
/// | `online` | `emails`: exactly these are online from the next poll; `null` = as they like. `now: true` polls at once |
/// | `cut` | every open socket breaks off; `mute: true`: they stay open and say nothing more |
/// | `xray` | `break: "text"` or `mend: true` |
/// | `clock` | `advance`: ms |
/// | `reset` | everything as at the start |
/// | `state` | nothing |
pub fn control(state: &mut State, input: &Input, what: &str) -> Reply {
    let body = if input.body.is_empty() { json!({}) } else { input.json().unwrap_or_default() };
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_string();
    match what {
        "fault" => {
            let kind = match &body["kind"] {
                Value::Number(code) => code.to_string(),
                other => other.as_str().unwrap_or_default().to_string(),
            };
            match Fault::named(&kind) {
                Some(fault) => state.faults.list.push(Rule {
                    fault,
                    path: text("path"),
                    method: text("method").to_uppercase(),
                    left: body["count"].as_u64().filter(|count| *count > 0),
                }),
                None if kind.is_empty() || kind == "none" => state.faults.list.clear(),
                None => return Reply::typed(400, "text/plain", format!("unknown fault {kind:?}")),
            }
        }
        "latency" => {
            state.faults.latency = body["ms"].as_u64().unwrap_or_default();
            state.faults.latency_path = text("path");
        }
        "expire" => state.account.generation += 1,
        "counters" => {
            let (set, now) = (body["set"] == true, state.now);
            let number = |name: &str| body[name].as_i64().unwrap_or_default();
            let Some(stat) = state.stats.get_mut(&text("email")) else {
                return Reply::typed(404, "text/plain", "no such person");
            };
            let (up, down) = if set { (0, 0) } else { (stat.up, stat.down) };
            stat.up = up + number("up");
            stat.down = down + number("down");
            stat.last_online = now;
        }
        "online" => {
            state.life.held = body["emails"].is_array().then(|| lower(&body["emails"]).collect());
            if body["now"] == true {
                let period = state.dialect.poll_ms();
                state.faults.offset += period;
                let now = state.now + period;
                state.advance(now);
            }
        }
        "cut" => {
            let _ = state.events.send(if body["mute"] == true { push::MUTE } else { push::CUT }.into());
        }
        "xray" => {
            state.xray.forced = body["break"].as_str().map(String::from);
            let _ = state.start_xray();
            state.watch_xray();
        }
        "clock" => {
            let by = body["advance"].as_i64().unwrap_or_default();
            state.faults.offset += by;
            let now = state.now + by;
            state.advance(now);
        }
        "state" | "reset" => {}
        _ => return Reply::empty(404),
    }
    said(state)
}
