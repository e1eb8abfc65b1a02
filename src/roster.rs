//! A list whose rows live in cells of their own: a refresh writes only the cells that changed, so a row in use is never
//! rebuilt and keeps its focus and its open menu.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use leptos::prelude::*;

/// Rows by key, in the panel's order.
pub struct Roster<K: 'static, V: 'static> {
    keys: RwSignal<Vec<K>>,
    cells: StoredValue<HashMap<K, ArcRwSignal<V>>>,
    /// Counts every change of any row: what sorts and filters over all rows listens to this.
    pulse: RwSignal<u64>,
}

/// The rows that were stored so far, and whether any of them was new or changed.
pub struct Stored<K> {
    pub keys: Vec<K>,
    pub changed: bool,
}

impl<K> Default for Stored<K> {
    fn default() -> Self {
        Self { keys: Vec::new(), changed: false }
    }
}

impl<K, V> Clone for Roster<K, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K, V> Copy for Roster<K, V> {}

impl<K, V> Roster<K, V>
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    V: Clone + PartialEq + Send + Sync + 'static,
{
    /// An empty list.
    pub fn new() -> Self {
        Self { keys: RwSignal::new(Vec::new()), cells: StoredValue::new(HashMap::new()), pulse: RwSignal::new(0) }
    }

    /// Takes in the whole list as it is now.
    pub fn settle(self, rows: impl Iterator<Item = (K, V)>) {
        let mut part = Stored { keys: Vec::with_capacity(rows.size_hint().0), changed: false };
        self.store(rows, &mut part);
        self.keep(part);
    }

    /// Takes in some of the list as it is now; it counts once [`Roster::keep`] has all. A long list is taken in like this,
    /// with pauses.
    pub fn store(self, rows: impl Iterator<Item = (K, V)>, all: &mut Stored<K>) {
        for (key, value) in rows {
            all.keys.push(key.clone());
            all.changed |= self.write(key, value);
        }
    }

    /// From now on the list is what was stored: others go, and the order is theirs.
    pub fn keep(self, all: Stored<K>) {
        if self.line_up(all.keys) || all.changed {
            self.beat();
        }
    }

    /// Takes in some rows: those that are in the list already are renewed, new ones come last.
    pub fn merge(self, rows: Vec<(K, V)>) {
        let mut fresh = Vec::new();
        let mut changed = false;
        for (key, value) in rows {
            if self.cells.with_value(|cells| !cells.contains_key(&key)) {
                fresh.push(key.clone());
            }
            changed |= self.write(key, value);
        }
        if !fresh.is_empty() {
            self.keys.update(|keys| keys.extend(fresh));
        }
        if changed {
            self.beat();
        }
    }

    /// Takes one row out.
    pub fn remove(self, key: &K) {
        let known = self.cells.try_update_value(|cells| cells.remove(key).is_some());
        if known == Some(true) {
            self.keys.update(|keys| keys.retain(|own| own != key));
            self.beat();
        }
    }

    /// The cell of one row.
    pub fn cell(self, key: &K) -> Option<ArcRwSignal<V>> {
        self.cells.with_value(|cells| cells.get(key).cloned())
    }

    /// One row as it is now.
    pub fn get(self, key: &K) -> Option<V> {
        self.cell(key).map(|cell| cell.get_untracked())
    }

    /// One row, tracked, also while it is not there yet.
    pub fn watch(self, key: &K) -> Option<V> {
        self.keys.track();
        self.cell(key).map(|cell| cell.get())
    }

    /// Looks at every row in order, tracked: for what counts, sorts and filters.
    pub fn for_each(self, mut look: impl FnMut(&K, &V)) {
        self.each_cell(|key, cell| cell.with_untracked(|value| look(key, value)));
    }

    /// The same with the rows' cells, for what comes back to some of them.
    pub fn each_cell(self, mut look: impl FnMut(&K, &ArcRwSignal<V>)) {
        self.pulse.track();
        self.keys.with(|keys| {
            self.cells.with_value(|cells| {
                for key in keys {
                    if let Some(cell) = cells.get(key) {
                        look(key, cell);
                    }
                }
            });
        });
    }

    /// Follows every change of any row.
    pub fn track(self) {
        self.pulse.track();
    }

    /// How many rows there are, tracked.
    pub fn len(self) -> usize {
        self.keys.with(Vec::len)
    }

    /// Whether that changed anything. A key that comes twice counts once.
    fn line_up(self, mut keys: Vec<K>) -> bool {
        if self.keys.with_untracked(|old| *old == keys) {
            return false;
        }
        let mut present = HashSet::with_capacity(keys.len());
        keys.retain(|key| present.insert(key.clone()));
        self.cells.update_value(|cells| cells.retain(|key, _| present.contains(key)));
        self.keys.set(keys);
        true
    }

    fn beat(self) {
        self.pulse.update(|pulse| *pulse = pulse.wrapping_add(1));
    }

    /// Whether the cell was new or changed.
    fn write(self, key: K, value: V) -> bool {
        match self.cell(&key) {
            Some(cell) if cell.with_untracked(|old| *old == value) => false,
            Some(cell) => {
                cell.set(value);
                true
            }
            None => {
                self.cells.update_value(|cells| drop(cells.insert(key, ArcRwSignal::new(value))));
                true
            }
        }
    }
}
