//! How the server is. Old panels stop looking at it while nobody asks: their first status after a pause is an old one,
//! and is shown to nobody.

use std::time::Duration;

use leptos::prelude::*;
use panel::api;
use panel::dialect::Panel;
use panel::model::{Millis, Status};

use super::Feed;
use crate::browser::clock;
use crate::transport;

/// After so long without a question a panel falls asleep.
const PATIENCE: i64 = 180_000;
/// Until it has looked anew.
const FRESH: Duration = Duration::from_secs(3);

impl Feed {
    /// Looks at the server once. Where the panel tells how it is by itself, nothing is asked.
    pub async fn look_at_server(self) {
        let Some(panel) = self.panel().filter(|_| !self.pushed.get_untracked()) else { return };
        self.wake(&panel).await;
        let Ok(status) = transport::call(&api::server::status(&panel)).await else { return };
        // What was pushed meanwhile is newer.
        if self.pushed.try_get_untracked() == Some(false) {
            self.take_status(status);
        }
    }

    /// Whether Xray was told something from here, and is followed: what the panel pushes of that order is no news.
    pub fn set_ordering(self, ordering: bool) {
        let _ = self.memory.try_update_value(|memory| memory.ordering = ordering);
    }

    /// Takes in a look at the server.
    pub(super) fn take_status(self, status: Option<Status>) {
        let now = clock::now();
        if let Some(status) = &status {
            if self.xray_version.with_untracked(|old| *old != status.xray.version) && status.xray.version_known() {
                self.xray_version.set(status.xray.version.clone());
            }
            let health = self.memory.try_update_value(|memory| memory.follower.feed(status, now));
            if let Some(health) = health.filter(|health| self.health.with_untracked(|old| old != health)) {
                self.health.set(health);
            }
        }
        if self.status.with_untracked(|old| *old != status) {
            self.status.set(status);
        }
    }

    /// Wakes a panel that may be asleep, and waits for its first fresh look.
    async fn wake(self, panel: &Panel) {
        let now = clock::now();
        let before =
            self.memory.try_update_value(|memory| std::mem::replace(&mut memory.looked, now)).unwrap_or(Millis(0));
        if !panel.samples_when_asked() || now.0.saturating_sub(before.0) < PATIENCE {
            return;
        }
        self.status.set(None);
        if transport::call(&api::server::status(panel)).await.is_ok() {
            clock::sleep(FRESH).await;
        }
    }
}
