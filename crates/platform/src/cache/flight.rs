//! Renders under way: one for all who wait for the same page.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::{CachedPage, Key};

/// How a render ended, for those who waited for it.
#[derive(Debug, Clone)]
pub(super) enum Landing {
    /// Here is the page.
    Page(Arc<CachedPage>),
    /// It was made of what is stale by now, or given up: ask again.
    Again,
    /// It was nobody's but the one's who asked: each is to render for itself, all at once.
    Each,
}

/// The renders under way, by page.
#[derive(Debug, Default)]
pub(super) struct Flights(Mutex<HashMap<Key, watch::Receiver<Landing>>>);

/// A place in a render: at its helm, or waiting for it.
pub(super) enum Seat<'a> {
    Pilot(Flight<'a>),
    Passenger(watch::Receiver<Landing>),
}

/// A render under way. Dropped before it has landed, it tells those who wait to ask again.
pub(super) struct Flight<'a> {
    flights: &'a Flights,
    key: Key,
    tell: watch::Sender<Landing>,
}

impl Flights {
    fn lock(&self) -> MutexGuard<'_, HashMap<Key, watch::Receiver<Landing>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Joins the render of `key`, or begins it.
    pub(super) fn board(&self, key: &str) -> Seat<'_> {
        let mut flights = self.lock();
        if let Some(landing) = flights.get(key) {
            return Seat::Passenger(landing.clone());
        }
        let (tell, landing) = watch::channel(Landing::Again);
        let key: Key = Arc::from(key);
        flights.insert(Arc::clone(&key), landing);
        Seat::Pilot(Flight { flights: self, key, tell })
    }
}

impl Flight<'_> {
    pub(super) fn key(&self) -> &Key {
        &self.key
    }

    /// Lets nobody else aboard.
    pub(super) fn close_doors(&self) {
        self.flights.lock().remove(&self.key);
    }

    /// Says how it ended.
    pub(super) fn land(self, landing: Landing) {
        // Nobody may be waiting.
        let _ = self.tell.send(landing);
    }
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        let mut flights = self.flights.lock();
        let ours = flights.get(&self.key).is_some_and(|landing| self.tell.subscribe().same_channel(landing));
        if ours {
            flights.remove(&self.key);
        }
    }
}

/// Waits for a render's end.
pub(super) async fn landed(mut landing: watch::Receiver<Landing>) -> Landing {
    match landing.changed().await {
        Ok(()) => landing.borrow().clone(),
        // It went down on its way.
        Err(_) => Landing::Again,
    }
}
