//! The page cache: whole answers, kept until something they were made of changes.
//!
//! A page is kept with the tags of everything its render read, and purged by tag. A purge that comes while a page is
//! being rendered is remembered, so that a page made of old facts is never kept.

mod encode;
mod layer;
mod page;
mod tags;

use std::future::Future;
use std::sync::{Arc, PoisonError, RwLock};

use kit::{Tag, Tags, Timestamp};
use quick_cache::sync::Cache;
use quick_cache::{DefaultHashBuilder, Weighter};

pub use encode::Encoding;
pub use layer::through_cache;
pub use page::CachedPage;

use tags::{ForgetEvicted, Purges, TagIndex};

/// A page's name in the cache: host, path and the query parameters that count.
pub type Key = Arc<str>;

/// Finished pages, bounded by bytes.
#[derive(Debug)]
pub struct PageCache {
    pages: Cache<Key, Arc<CachedPage>, ByBytes, DefaultHashBuilder, ForgetEvicted>,
    index: Arc<TagIndex>,
    /// Held for writing by a purge while it is noted, for reading by a page while it is checked and put in.
    gate: RwLock<Purges>,
}

#[derive(Debug, Clone)]
struct ByBytes;

impl Weighter<Key, Arc<CachedPage>> for ByBytes {
    fn weight(&self, key: &Key, page: &Arc<CachedPage>) -> u64 {
        u64::try_from(key.len() + page.weight()).unwrap_or(u64::MAX)
    }
}

impl PageCache {
    /// A cache of at most `bytes` bytes. Zero keeps nothing.
    pub fn new(bytes: u64) -> Self {
        let index = Arc::new(TagIndex::default());
        let forget = ForgetEvicted(Arc::clone(&index));
        let items = usize::try_from(bytes / 16_384).unwrap_or(1024).max(64);
        Self {
            pages: Cache::with(items, bytes, ByBytes, DefaultHashBuilder::default(), forget),
            index,
            gate: RwLock::default(),
        }
    }

    /// The page kept under `key`, if it is still fresh.
    pub fn get(&self, key: &str, now: Timestamp) -> Option<Arc<CachedPage>> {
        self.pages.get(key).filter(|page| page.is_fresh(now))
    }

    /// The page under `key`, rendered by `render` if need be: once, for all who wait. `Err` is handed through unkept,
    /// so is a page that is not to be kept; each of those who waited then renders for itself.
    pub async fn get_or_render<E, F>(&self, key: &str, now: Timestamp, render: F) -> Result<Arc<CachedPage>, E>
    where
        F: Future<Output = Result<Arc<CachedPage>, E>>,
    {
        if self.pages.peek(key).is_some_and(|page| !page.is_fresh(now)) {
            self.pages.remove(key);
        }
        let key: Key = Arc::from(key);
        let guard = match self.pages.get_value_or_guard_async(&key).await {
            Ok(page) => return Ok(page),
            Err(guard) => guard,
        };
        let begun = self.gate.read().unwrap_or_else(PoisonError::into_inner).count();
        let page = render.await?;
        if page.is_kept() {
            self.index.add(&key, page.tags());
            let purges = self.gate.read().unwrap_or_else(PoisonError::into_inner);
            if purges.hit_since(begun, page.tags()) || guard.insert(Arc::clone(&page)).is_err() {
                self.index.remove(&key, page.tags());
            }
        }
        Ok(page)
    }

    /// Forgets every page under any of `tags`, and every page that is being made of them.
    pub fn purge(&self, tags: &Tags) {
        if tags.is_empty() {
            return;
        }
        let everything = tags.contains(&Tag::everything());
        self.gate.write().unwrap_or_else(PoisonError::into_inner).note(tags.clone());
        let keys = if everything { self.index.take_all() } else { self.index.take(tags) };
        metrics::counter!("masthead_pages_purged_total").increment(keys.len() as u64);
        for key in &keys {
            self.pages.remove(&**key);
        }
    }

    /// How many bytes the pages take, as the bound counts them.
    pub fn bytes(&self) -> u64 {
        self.pages.weight()
    }

    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.pages.len()
    }
}
