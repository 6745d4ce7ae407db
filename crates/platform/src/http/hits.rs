//! The short way: a page that is kept goes out before anything else sees the request.
//!
//! What [`super::observe`] does around every request is done here for the price that a kept page can bear: its headers
//! are ready, its counters are at hand, and its log line is written only where somebody asked for such lines.

use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::Full;
use metrics::Counter;

use super::observe::{REQUEST_ID, make_strict, request_id};
use crate::app::App;
use crate::cache::kept;

/// Answers out of the page cache.
pub(super) struct Hits {
    app: App,
    pages: Counter,
    ids: Ids,
}

impl Hits {
    pub(super) fn new(app: App) -> Self {
        let first = u128::from_be_bytes(app.chance());
        let ids = Ids { house: (first >> 64) as u64, next: AtomicU64::new(first as u64) };
        Self { app, pages: metrics::counter!("masthead_pages_total", "from" => "cache"), ids }
    }

    /// The answer, if it is a page that is kept and goes out whole.
    pub(super) fn answer<B>(&self, request: &Request<B>) -> Option<Response<Full<Bytes>>> {
        let (method, asked) = (request.method(), request.headers());
        if method != Method::GET && method != Method::HEAD {
            return None;
        }
        let page = kept(&self.app, request.uri(), asked)?;
        let (mut headers, bytes) = page.ready(asked, |headers| make_strict(&self.app, headers))?;
        self.pages.increment(1);
        let id = self.id(asked);
        tracing::debug!(id = id.to_str().unwrap_or_default(), %method, path = request.uri().path(), "answered out of the cache");
        headers.insert(REQUEST_ID, id);
        let mut response = Response::new(Full::new(if method == Method::HEAD { Bytes::new() } else { bytes }));
        *response.status_mut() = StatusCode::OK;
        *response.headers_mut() = headers;
        Some(response)
    }

    fn id(&self, asked: &HeaderMap) -> HeaderValue {
        let given = request_id(asked).and_then(|id| HeaderValue::try_from(id).ok());
        given.unwrap_or_else(|| self.ids.next())
    }
}

/// Names of requests, each other than all before: those of a process begin alike, and begin by chance.
struct Ids {
    house: u64,
    next: AtomicU64,
}

impl Ids {
    fn next(&self) -> HeaderValue {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let mut text = [0; 32];
        for (place, byte) in text.iter_mut().enumerate() {
            let (half, nibble) = if place < 16 { (self.house, 15 - place) } else { (number, 31 - place) };
            *byte = b"0123456789abcdef"[(half >> (nibble * 4)) as usize & 15];
        }
        HeaderValue::from_bytes(&text).unwrap_or(HeaderValue::from_static("none"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_requests_have_one_name() {
        let ids = Ids { house: 0x0123_4567_89ab_cdef, next: AtomicU64::new(u64::MAX) };
        assert_eq!(ids.next(), "0123456789abcdefffffffffffffffff");
        assert_eq!(ids.next(), "0123456789abcdef0000000000000000");
    }
}
