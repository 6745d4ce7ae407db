//! Reading for a page, and the page that comes of it.

use std::ops::{Deref, DerefMut};

use axum::response::{Html, IntoResponse, Response};
use http::StatusCode;
use kit::{Tag, Tags, Timestamp};

use crate::db::Conn;

/// A connection on behalf of one render, which notes what was read.
///
/// Every read that could change the page notes its tag; the finished page is kept under all of them.
pub struct Reading {
    conn: Conn,
    tags: Tags,
    now: Timestamp,
    fresh_until: Option<Timestamp>,
}

impl Reading {
    /// Begins to read at `now`.
    pub fn new(conn: Conn, now: Timestamp) -> Self {
        Self { conn, tags: Tags::new(), now, fresh_until: None }
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
