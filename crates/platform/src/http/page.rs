//! Reading for a page, and the page that comes of it.

use std::any::TypeId;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use axum::response::{Html, IntoResponse, Response};
use http::StatusCode;
use kit::{Tag, Tags, Timestamp};

use crate::app::App;
use crate::cache::Shelved;
use crate::db::Conn;

/// A connection on behalf of one render, which notes what was read.
///
/// Every read that could change the page notes its tag; the finished page is kept under all of them.
pub struct Reading {
    app: App,
    begun: u64,
    conn: Conn,
    tags: Tags,
    now: Timestamp,
    fresh_until: Option<Timestamp>,
}

/// What was noted before something began to be made that will stand on the shelf.
#[derive(Debug)]
#[must_use = "what was noted so far is lost when it is not given back"]
pub struct SetAside {
    tags: Tags,
    fresh_until: Option<Timestamp>,
}

impl Reading {
    /// Begins to read on a connection that was asked for after the `begun`-th purge.
    pub(crate) fn new(app: App, begun: u64, conn: Conn) -> Self {
        Self { now: app.now(), app, begun, conn, tags: Tags::new(), fresh_until: None }
    }

    /// What stands on the shelf under this name. The page depends on all that it was made of.
    pub fn take_down<T: Send + Sync + 'static>(&mut self, name: &str) -> Option<Arc<T>> {
        let found = self.app.cache().shelf().get(TypeId::of::<T>(), name, self.now)?;
        self.tags.extend(found.tags);
        if let Some(until) = found.fresh_until {
            self.expires(until);
        }
        found.value.downcast().ok()
    }

    /// Begins to make something for the shelf: what is noted from here on is what it depends on.
    pub fn set_aside(&mut self) -> SetAside {
        SetAside { tags: std::mem::take(&mut self.tags), fresh_until: self.fresh_until.take() }
    }

    /// Puts what was made since `aside` on the shelf, for whoever asks for it by this name until it changes.
    pub fn shelve<T: Send + Sync + 'static>(&mut self, name: &str, aside: SetAside, value: T) -> Arc<T> {
        let value = Arc::new(value);
        let (tags, fresh_until) = (self.tags.clone(), self.fresh_until);
        let shelved = Shelved { value: Arc::<T>::clone(&value), tags, fresh_until };
        self.app.cache().shelf().put(TypeId::of::<T>(), name, self.begun, shelved);
        self.tags.extend(aside.tags);
        if let Some(until) = aside.fresh_until {
            self.expires(until);
        }
        value
    }

    /// The instant of the render.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The page depends on `tag`.
    pub fn note(&mut self, tag: Tag) {
        self.tags.insert(tag);
    }

    /// The page depends on all of `tags`.
    pub fn note_all(&mut self, tags: impl IntoIterator<Item = Tag>) {
        self.tags.extend(tags);
    }

    /// The page tells something that is true only until `at` (the date of the day, say).
    pub fn expires(&mut self, at: Timestamp) {
        self.fresh_until = Some(self.fresh_until.map_or(at, |until| until.min(at)));
    }

    /// What was noted so far.
    pub fn tags(&self) -> &Tags {
        &self.tags
    }

    /// The page that this reading led to.
    pub fn page(self, html: String) -> Page {
        Page { status: StatusCode::OK, html, cacheable: Cacheable { tags: self.tags, fresh_until: self.fresh_until } }
    }
}

impl Deref for Reading {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for Reading {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

/// Says of an answer that it may be kept, and what it was made of. Only answers without anything personal bear it.
#[derive(Debug, Clone, Default)]
pub struct Cacheable {
    /// What it was made of.
    pub tags: Tags,
    /// Until when at the most.
    pub fresh_until: Option<Timestamp>,
}

/// A rendered page.
#[derive(Debug)]
pub struct Page {
    status: StatusCode,
    html: String,
    cacheable: Cacheable,
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let mut response = (self.status, Html(self.html)).into_response();
        response.extensions_mut().insert(self.cacheable);
        response
    }
}
