//! Who is connected now, by name and by inbound.

use std::collections::{HashMap, HashSet};

use panel::model::InboundId;

/// The people connected at the newest look.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct OnlineNow {
    /// Keys of people: names in lower case.
    keys: HashSet<String>,
    by_inbound: HashMap<InboundId, usize>,
}

impl OnlineNow {
    /// Counts `names`; `inbounds_of` tells which inbounds the person of a key is in.
    pub fn count(names: Vec<String>, inbounds_of: impl Fn(&String) -> Vec<InboundId>) -> Self {
        let keys: HashSet<String> = names.into_iter().map(|name| name.to_lowercase()).collect();
        let mut by_inbound = HashMap::new();
        for id in keys.iter().flat_map(inbounds_of) {
            *by_inbound.entry(id).or_insert(0) += 1;
        }
        Self { keys, by_inbound }
    }

    /// Whether the person of this key is connected.
    pub fn has(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// The keys of those who are connected.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.keys.iter()
    }

    /// How many people are connected.
    pub fn total(&self) -> usize {
        self.keys.len()
    }

    /// How many people of one inbound are connected.
    pub fn of(&self, id: InboundId) -> usize {
        self.by_inbound.get(&id).copied().unwrap_or(0)
    }
}
