//! Whose key a link is. Nothing of the link leaves the browser: what the panel holds is read and compared here.

use std::sync::Arc;

use leptos::prelude::*;
use panel::error::ApiError;
use panel::link::{self, Parsed};
use panel::model::{Inbound, InboundId};

use super::{Entry, Feed, protocol};

impl Feed {
    /// Whether the lists tell every credential: then whoever is not found is nobody's.
    pub fn knows_credentials(self) -> bool {
        self.panel().is_some_and(|panel| !panel.has_people_resource())
    }

    /// The entry a link is the key of, as far as it is known without asking.
    pub fn owner_at_hand(self, link: &Parsed) -> Option<Entry> {
        self.memory.with_value(|memory| memory.whole.values().find_map(|inbound| entry(link, inbound)))
    }

    /// The same, with the inbounds of its protocol read one by one.
    pub async fn owner(self, link: &Parsed) -> Result<Option<Entry>, ApiError> {
        for id in self.candidates(link) {
            if let Some(found) = entry(link, &self.inbound_with_people(id).await?) {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// The inbounds it may belong to, the one on its port first: behind a front it may be another.
    fn candidates(self, link: &Parsed) -> Vec<InboundId> {
        let wanted = protocol(&link::protocol(link.scheme));
        let mut found = Vec::new();
        untrack(|| {
            self.inbounds.for_each(|id, row| {
                if row.protocol == wanted {
                    found.push((row.port != u32::from(link.port), *id));
                }
            });
        });
        found.sort_unstable();
        found.into_iter().map(|(_, id)| id).collect()
    }
}

fn entry(link: &Parsed, inbound: &Arc<Inbound>) -> Option<Entry> {
    let client = link::owner(link, inbound)?.clone();
    Some(Entry { client, inbound: Arc::clone(inbound) })
}
