//! The page cache: whole answers, kept until something they were made of changes.
//!
//! A page is kept with the tags of everything its render read, and purged by tag. A purge that comes while a page is
//! being rendered is remembered, so that a page made of old facts is never kept, nor given to anyone who asked later.

mod encode;
mod flight;
mod form;
mod layer;
mod outbox;
mod packer;
mod page;
mod scratch;
mod shelf;
mod tags;

use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use kit::{Tags, Timestamp};
use quick_cache::sync::Cache;
use quick_cache::{DefaultHashBuilder, Weighter};

pub use encode::Encoding;
pub(crate) use form::Ready;
pub use layer::through_cache;
pub(crate) use layer::{OutOfCache, kept};
pub(crate) use outbox::{Outbox, Region};
pub use packer::Packer;
pub use page::CachedPage;
pub use shelf::Shelf;
pub(crate) use shelf::Shelved;

use crate::config::CacheConfig;
use flight::{Flight, Flights, Landing, Seat, landed};
use tags::{ForgetEvicted, Purges, TagIndex};

/// A page's name in the cache: host, path and the query parameters that count.
pub type Key = Arc<str>;

/// Finished pages, bounded by bytes.
#[derive(Debug)]
pub struct PageCache {
    pages: Cache<Key, Kept, ByBytes, DefaultHashBuilder, ForgetEvicted>,
    index: Arc<TagIndex>,
    flights: Flights,
    /// Held for writing by a purge while it is noted, for reading by a page while it is checked and put in.
    gate: Arc<RwLock<Purges>>,
    shelf: Shelf,
    outbox: Option<Arc<Outbox>>,
    packer: Packer,
    numbers: AtomicU64,
}

/// A page in the cache. Its number tells it from what stood under the same key before, so that a purge or an eviction
/// that comes late hits only the page it meant.
#[derive(Debug, Clone)]
struct Kept {
    number: u64,
    page: Arc<CachedPage>,
}

#[derive(Debug, Clone)]
struct ByBytes;

impl Weighter<Key, Kept> for ByBytes {
    fn weight(&self, key: &Key, kept: &Kept) -> u64 {
        u64::try_from(key.len() + kept.page.weight()).unwrap_or(u64::MAX)
    }
}

impl PageCache {
    /// A cache of at most `bytes` bytes. Zero keeps nothing.
    pub fn new(bytes: u64) -> Self {
        let index = Arc::new(TagIndex::default());
        let forget = ForgetEvicted(Arc::clone(&index));
        let gate = Arc::default();
        let items = usize::try_from(bytes / 16_384).unwrap_or(1024).max(64);
        Self {
            pages: Cache::with(items, bytes, ByBytes, DefaultHashBuilder::default(), forget),
            index,
            flights: Flights::default(),
            shelf: Shelf::new(Arc::clone(&gate)),
            gate,
            outbox: Outbox::open(),
            packer: Packer::default(),
            numbers: AtomicU64::default(),
        }
    }

    /// A cache as the settings say.
    pub(crate) fn with(config: &CacheConfig) -> Self {
        let cache = Self::new(config.bytes());
        if config.shelf { cache } else { Self { shelf: cache.shelf.closed(), ..cache } }
    }

    /// Where pages lie that the kernel sends by itself.
    pub(crate) fn outbox(&self) -> Option<&Arc<Outbox>> {
        self.outbox.as_ref()
    }

    /// Who packs once more what is often asked for.
    pub fn packer(&self) -> &Packer {
        &self.packer
    }

    /// The page kept under `key`, if it is still fresh.
    pub fn get(&self, key: &str, now: Timestamp) -> Option<Arc<CachedPage>> {
        self.pages.get(key).map(|kept| kept.page).filter(|page| page.is_fresh(now))
    }

    /// The page under `key`, rendered by `render` if need be: once, for all who wait. `Err` is handed through unkept,
    /// so is a page that is not to be kept; each of those who waited then renders for itself.
    pub async fn get_or_render<E, F>(&self, key: &str, now: Timestamp, render: F) -> Result<Arc<CachedPage>, E>
    where
        F: Future<Output = Result<Arc<CachedPage>, E>>,
    {
        loop {
            if let Some(page) = self.get(key, now) {
                return Ok(page);
            }
            match self.flights.board(key) {
                Seat::Pilot(flight) => {
                    // Another may have landed between the look into the cache and this.
                    if let Some(page) = self.get(key, now) {
                        return Ok(page);
                    }
                    let begun = self.gate.read().unwrap_or_else(PoisonError::into_inner).count();
                    let outcome = render.await;
                    let landing = match &outcome {
                        Ok(page) if !page.is_kept() => Landing::Each,
                        Ok(page) if self.keep(&flight, page, begun) => Landing::Page(Arc::clone(page)),
                        Ok(_) => Landing::Again,
                        Err(_) => Landing::Each,
                    };
                    flight.land(landing);
                    return outcome;
                }
                Seat::Passenger(flight) => match landed(flight).await {
                    Landing::Page(page) => return Ok(page),
                    Landing::Each => return render.await,
                    Landing::Again => {}
                },
            }
        }
    }

    /// Keeps a page whose render began after the `begun`-th purge, unless a later one hit it.
    fn keep(&self, flight: &Flight<'_>, page: &Arc<CachedPage>, begun: u64) -> bool {
        let key = flight.key();
        let number = self.numbers.fetch_add(1, Ordering::Relaxed);
        self.index.add(key, number, page.tags());
        let purges = self.gate.read().unwrap_or_else(PoisonError::into_inner);
        flight.close_doors();
        let current = !purges.hit_since(begun, page.tags());
        if current {
            // What stood here before has gone stale by time.
            self.forget(self.pages.remove(&**key));
            self.pages.insert(Arc::clone(key), Kept { number, page: Arc::clone(page) });
        } else {
            self.index.remove(key, number, page.tags());
        }
        current
    }

    fn forget(&self, gone: Option<(Key, Kept)>) {
        if let Some((key, kept)) = gone {
            self.index.remove(&key, kept.number, kept.page.tags());
        }
    }

    /// Forgets every page under any of `tags`, and every page that is being made of them.
    pub fn purge(&self, tags: &Tags) {
        if tags.is_empty() {
            return;
        }
        self.gate.write().unwrap_or_else(PoisonError::into_inner).note(tags.clone());
        self.shelf.purge(tags);
        let pages = self.index.take(tags);
        metrics::counter!("masthead_pages_purged_total").increment(pages.len() as u64);
        for (key, number) in pages {
            self.forget(self.pages.remove_if(&*key, |kept| kept.number == number));
        }
    }

    /// What pages have in common. It hears of the same purges.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// How many bytes the pages take, as the bound counts them.
    pub fn bytes(&self) -> u64 {
        self.pages.weight()
    }

    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.pages.len()
    }

    /// How many entries the index of tags has: one for each page under each of its tags, and none besides.
    pub fn indexed(&self) -> usize {
        self.index.count()
    }
}
