//! The panel's log: the last lines, newest first when asked for.

use super::State;
use crate::calendar;
use crate::http::input::Input;
use crate::http::reply::Reply;
use serde_json::Value;
use std::collections::VecDeque;

/// Levels as the panel numbers them, gravest first.
const LEVELS: [&str; 5] = ["ERROR", "WARNING", "NOTICE", "INFO", "DEBUG"];

/// The lines kept.
#[derive(Default)]
pub struct Log(VecDeque<(usize, String)>);

impl State {
    /// Adds a line.
    pub fn write_log(&mut self, level: &str, text: &str) {
        let rank = LEVELS.iter().position(|name| *name == level).unwrap_or(3);
        let line = format!("{} {level} - {text}", calendar::slashed(self.now));
        self.log.0.push_front((rank, line));
        self.log.0.truncate(500);
    }

    /// Notes a refused request, as the panel does.
    pub fn log_refusal(&mut self, input: &Input, msg: &str) {
        let Some((context, error)) = msg.split_once(" (") else { return };
        let error = error.strip_suffix(')').unwrap_or(error);
        let prefix = if self.dialect.modern() {
            format!("[{} {} handler=controller] ", input.method, input.whole)
        } else {
            String::new()
        };
        self.write_log("WARNING", &format!("{prefix}{context} Failed: {error}"));
    }

    /// `logs/{count}`.
    pub fn logs(&mut self, input: &Input, count: &str) -> Reply {
        let fields = input.fields().ok();
        let level = fields.and_then(|fields| fields.text("level", "").ok()).unwrap_or_default();
        let limit = match level.as_str() {
            "err" => 0,
            "warning" => 1,
            "notice" => 2,
            "debug" => 4,
            _ => 3,
        };
        // Up to v3.0 one line more than was asked for.
        let count = count.parse::<usize>().unwrap_or(0) + usize::from(!self.dialect.modern());
        let lines: Vec<Value> = self
            .log
            .0
            .iter()
            .filter(|(rank, _)| *rank <= limit)
            .take(count)
            .map(|(_, line)| line.as_str().into())
            .collect();
        Reply::obj(if lines.is_empty() { Value::Null } else { Value::Array(lines) })
    }
}
