//! The shelf: what many pages are made of, made once and kept until something that it was made of changes.
//!
//! A value stands there with the tags of everything its making read, as a page does in the cache; a purge takes both at
//! the same instant. A page that takes a value from the shelf depends on all that the value does.

use std::any::{Any, TypeId};
use std::sync::{Arc, PoisonError, RwLock};

use kit::{Tag, Tags, Timestamp};
use quick_cache::sync::Cache;

use super::tags::Purges;

/// Values at the most: a handful for each site and section of a house, and the topics and persons that are named most.
const AT_MOST: usize = 4096;

/// Values by their type and name.
#[derive(Debug)]
pub struct Shelf {
    values: Cache<(TypeId, Arc<str>), Shelved>,
    gate: Arc<RwLock<Purges>>,
    is_open: bool,
}

/// A value, with what it was made of and until when it is true at the most.
#[derive(Debug, Clone)]
pub(crate) struct Shelved {
    pub(crate) value: Arc<dyn Any + Send + Sync>,
    pub(crate) tags: Tags,
    pub(crate) fresh_until: Option<Timestamp>,
}

impl Shelf {
    /// A shelf that hears of the purges that are noted behind `gate`.
    pub(super) fn new(gate: Arc<RwLock<Purges>>) -> Self {
        Self { values: Cache::new(AT_MOST), gate, is_open: true }
    }

    /// The same, on which nothing is ever put.
    pub(super) fn closed(self) -> Self {
        Self { is_open: false, ..self }
    }

    /// How many purges there have been: what is read from now on knows of them.
    pub(crate) fn purges(&self) -> u64 {
        self.gate.read().unwrap_or_else(PoisonError::into_inner).count()
    }

    /// What stands under this name, if it is still true at `now`.
    pub(crate) fn get(&self, kind: TypeId, name: &str, now: Timestamp) -> Option<Shelved> {
        let found = self.values.get(&(kind, Arc::from(name)))?;
        found.fresh_until.is_none_or(|until| now < until).then_some(found)
    }

    /// Keeps a value that was made of what was read after the `begun`-th purge, unless a later one hit it.
    pub(crate) fn put(&self, kind: TypeId, name: &str, begun: u64, shelved: Shelved) {
        let purges = self.gate.read().unwrap_or_else(PoisonError::into_inner);
        if self.is_open && !purges.hit_since(begun, &shelved.tags) {
            self.values.insert((kind, Arc::from(name)), shelved);
        }
    }

    /// Forgets every value made of any of `tags`. To be called once the purge is noted.
    pub(super) fn purge(&self, tags: &Tags) {
        if tags.contains(&Tag::everything()) {
            self.values.clear();
        } else {
            self.values.retain(|_, shelved| shelved.tags.is_disjoint(tags));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::PageCache;
    use super::*;
    use crate::config::CacheConfig;

    fn shelved(value: u32, tag: Tag) -> Shelved {
        Shelved { value: Arc::new(value), tags: Tags::from([tag]), fresh_until: None }
    }

    #[test]
    fn a_purge_takes_what_it_hits_and_what_is_being_made_of_it() {
        let (cache, kind, now) = (PageCache::new(0), TypeId::of::<u32>(), Timestamp::UNIX_EPOCH);
        let (one, two) = (Tag::new("list", 1), Tag::new("list", 2));
        let shelf = cache.shelf();
        let begun = shelf.purges();
        shelf.put(kind, "one", begun, shelved(1, one));
        shelf.put(kind, "two", begun, shelved(2, two));
        cache.purge(&Tags::from([one]));
        assert!(shelf.get(kind, "one", now).is_none());
        assert!(shelf.get(kind, "two", now).is_some());
        shelf.put(kind, "one", begun, shelved(1, one));
        assert!(shelf.get(kind, "one", now).is_none(), "it was read before the purge");
        shelf.put(kind, "one", shelf.purges(), shelved(1, one));
        assert!(shelf.get(kind, "one", now).is_some());
        cache.purge(&Tags::from([Tag::everything()]));
        assert!(shelf.get(kind, "one", now).is_none() && shelf.get(kind, "two", now).is_none());
    }

    #[test]
    fn a_closed_shelf_stays_empty() {
        let settings = CacheConfig { shelf: false, ..CacheConfig::default() };
        for (settings, stands) in [(settings, false), (CacheConfig::default(), true)] {
            let (cache, kind, now) = (PageCache::with(&settings), TypeId::of::<u32>(), Timestamp::UNIX_EPOCH);
            cache.shelf().put(kind, "one", 0, shelved(1, Tag::new("list", 1)));
            assert_eq!(cache.shelf().get(kind, "one", now).is_some(), stands);
        }
    }

    #[test]
    fn a_value_is_not_true_for_longer_than_it_said() {
        let (cache, kind, now) = (PageCache::new(0), TypeId::of::<u32>(), Timestamp::UNIX_EPOCH);
        let until = Shelved { fresh_until: Some(now), ..shelved(1, Tag::new("front", 1)) };
        cache.shelf().put(kind, "one", 0, until);
        assert!(cache.shelf().get(kind, "one", now).is_none());
    }
}
