//! Which pages stand under which tag, and which purges came lately.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kit::{Tag, Tags};
use quick_cache::Lifecycle;

use super::{Kept, Key};

/// A page by its key and its number.
type Entry = (Key, u64);

/// From a tag to the pages made of it.
#[derive(Debug, Default)]
pub(super) struct TagIndex(Mutex<HashMap<Tag, HashSet<Entry>>>);

impl TagIndex {
    fn lock(&self) -> MutexGuard<'_, HashMap<Tag, HashSet<Entry>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a page under its tags, and under the one that every page carries.
    pub(super) fn add(&self, key: &Key, number: u64, tags: &Tags) {
        let mut index = self.lock();
        for tag in with_everything(tags) {
            index.entry(tag).or_default().insert((Arc::clone(key), number));
        }
    }

    pub(super) fn remove(&self, key: &Key, number: u64, tags: &Tags) {
        let mut index = self.lock();
        let entry = (Arc::clone(key), number);
        for tag in with_everything(tags) {
            if let Some(entries) = index.get_mut(&tag) {
                entries.remove(&entry);
                if entries.is_empty() {
                    index.remove(&tag);
                }
            }
        }
    }

    /// The pages under any of the tags. The tags themselves are forgotten.
    pub(super) fn take(&self, tags: &Tags) -> HashSet<Entry> {
        let mut index = self.lock();
        tags.iter().filter_map(|tag| index.remove(tag)).flatten().collect()
    }

    pub(super) fn count(&self) -> usize {
        self.lock().values().map(HashSet::len).sum()
    }
}

fn with_everything(tags: &Tags) -> impl Iterator<Item = Tag> {
    let everything = Tag::everything();
    tags.iter().copied().filter(move |tag| *tag != everything).chain([everything])
}

/// Takes evicted pages out of the index.
#[derive(Debug, Clone)]
pub(super) struct ForgetEvicted(pub(super) Arc<TagIndex>);

impl Lifecycle<Key, Kept> for ForgetEvicted {
    type RequestState = ();

    fn on_evict(&self, _state: &mut (), key: Key, kept: Kept) {
        self.0.remove(&key, kept.number, kept.page.tags());
    }
}

/// The latest purges, for pages that are being rendered while they come.
#[derive(Debug, Default)]
pub(super) struct Purges {
    count: u64,
    latest: VecDeque<Tags>,
}

impl Purges {
    /// How many are remembered. A render that takes longer than so many purges is not kept.
    const REMEMBERED: usize = 512;

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    pub(super) fn note(&mut self, tags: Tags) {
        self.count += 1;
        self.latest.push_back(tags);
        if self.latest.len() > Self::REMEMBERED {
            self.latest.pop_front();
        }
    }

    /// Whether any purge after the `begun`-th touched one of `tags`.
    pub(super) fn hit_since(&self, begun: u64, tags: &Tags) -> bool {
        let since = usize::try_from(self.count - begun).unwrap_or(usize::MAX);
        if since > self.latest.len() {
            return true;
        }
        self.latest.iter().rev().take(since).any(|purge| purge.contains(&Tag::everything()) || !purge.is_disjoint(tags))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purge_during_a_render_is_noticed() {
        let item = Tags::from([Tag::new("item", 1)]);
        let mut purges = Purges::default();
        purges.note(item.clone());
        let begun = purges.count();
        assert!(!purges.hit_since(begun, &item), "it came before");
        purges.note(Tags::from([Tag::new("item", 2)]));
        assert!(!purges.hit_since(begun, &item), "it is of something else");
        purges.note(item.clone());
        assert!(purges.hit_since(begun, &item));
    }

    #[test]
    fn a_render_slower_than_the_memory_is_not_trusted() {
        let mut purges = Purges::default();
        for number in 0..=Purges::REMEMBERED {
            purges.note(Tags::from([Tag::new("other", number)]));
        }
        assert!(purges.hit_since(0, &Tags::from([Tag::new("item", 1)])));
    }
}
