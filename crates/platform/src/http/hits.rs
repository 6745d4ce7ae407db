//! The short way: a page that is kept goes out before anything else sees the request.
//!
//! What [`super::observe`] does around every request is done here for the price that a kept page can bear: its headers
//! are ready, its counters are at hand, and its log line is written only where somebody asked for such lines.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use http::header::{ACCEPT_ENCODING, IF_MODIFIED_SINCE, IF_NONE_MATCH, RANGE};
use http::{HeaderValue, Method, Request, Response};
use http_body_util::Full;
use metrics::Counter;
use tracing::Level;

use super::host;
use super::observe::{REQUEST_ID, is_request_id, make_strict};
use crate::app::App;
use crate::cache::{Ready, Region, kept};
use crate::telemetry::REQUESTS;

/// Answers out of the page cache.
pub(super) struct Hits {
    app: App,
    pages: Counter,
    ids: Ids,
}

/// What an answer goes by.
pub(super) struct Asked<'request> {
    pub(super) is_head: bool,
    pub(super) host: &'request str,
    pub(super) path: &'request str,
    pub(super) query: Option<&'request str>,
    pub(super) encodings: Option<&'request str>,
    pub(super) id: Option<&'request str>,
}

/// An answer as it is written: what all answers with this page have in common, what only this one has, and the page.
pub(super) struct Hit {
    ready: Arc<Ready>,
    own: Vec<u8>,
    is_head: bool,
    from_outbox: bool,
}

impl Hit {
    /// Its parts that are written, in order.
    pub(super) fn parts(&self) -> [&[u8]; 3] {
        let body: &[u8] = if self.is_head || self.from_outbox { &[] } else { &self.ready.body };
        [&self.ready.head, &self.own, body]
    }

    /// What the kernel sends after them.
    pub(super) fn region(&self) -> Option<&Region> {
        if self.from_outbox { self.ready.region() } else { None }
    }
}

impl Hits {
    pub(super) fn new(app: App) -> Self {
        let first = u128::from_be_bytes(app.chance());
        let ids = Ids { house: (first >> 64) as u64, next: AtomicU64::new(first as u64) };
        Self { app, pages: metrics::counter!("masthead_pages_total", "from" => "cache"), ids }
    }

    /// The answer in HTTP/1.1, if it is a page that is kept.
    pub(super) fn find(&self, asked: &Asked<'_>) -> Option<Hit> {
        let (ready, id) = self.ready(asked)?;
        let mut own = Vec::with_capacity(160);
        own.extend_from_slice(b"x-request-id: ");
        own.extend_from_slice(id.as_bytes());
        own.extend_from_slice(b"\r\ndate: ");
        date(&mut own);
        own.extend_from_slice(b"\r\n\r\n");
        let from_outbox = !asked.is_head && ready.is_in(self.app.cache().outbox());
        Some(Hit { ready, own, is_head: asked.is_head, from_outbox })
    }

    /// The answer to a request that was read elsewhere, if it is a page that is kept and goes out whole.
    pub(super) fn answer<B>(&self, request: &Request<B>) -> Option<Response<Full<Bytes>>> {
        let (method, headers, uri) = (request.method(), request.headers(), request.uri());
        let conditions = [IF_NONE_MATCH, IF_MODIFIED_SINCE, RANGE];
        if !matches!(*method, Method::GET | Method::HEAD) || conditions.iter().any(|name| headers.contains_key(name)) {
            return None;
        }
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let asked = Asked {
            is_head: method == Method::HEAD,
            host: host(headers, uri),
            path: uri.path(),
            query: uri.query(),
            encodings: text(ACCEPT_ENCODING),
            id: text(REQUEST_ID),
        };
        let (ready, id) = self.ready(&asked)?;
        let body = if asked.is_head { Bytes::new() } else { ready.body.clone() };
        let mut response = Response::new(Full::new(body));
        *response.headers_mut() = ready.headers();
        response.headers_mut().insert(REQUEST_ID, id);
        Some(response)
    }

    fn ready(&self, asked: &Asked<'_>) -> Option<(Arc<Ready>, HeaderValue)> {
        let begun = tracing::enabled!(target: REQUESTS, Level::INFO).then(Instant::now);
        let page = kept(&self.app, asked.host, asked.path, asked.query)?;
        let ready = page.ready(asked.encodings, |headers| make_strict(&self.app, headers))?;
        self.pages.increment(1);
        let given = asked.id.filter(|id| is_request_id(id)).and_then(|id| HeaderValue::from_str(id).ok());
        let id = given.unwrap_or_else(|| self.ids.next());
        if let Some(begun) = begun {
            say(asked, &ready, &id, begun.elapsed());
        }
        Some((ready, id))
    }
}

/// The line of a request in the log, as every other has it.
fn say(asked: &Asked<'_>, ready: &Ready, id: &HeaderValue, took: Duration) {
    let (id, seconds) = (id.to_str().unwrap_or_default(), took.as_secs_f64());
    let (method, bytes) = if asked.is_head { ("HEAD", 0) } else { ("GET", ready.body.len() as u64) };
    let (status, cached, path) = (200, true, asked.path);
    tracing::info!(target: REQUESTS, id, method, path, status, bytes, seconds, cached, "answered");
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

/// Writes the time as headers have it. It is the same for a second.
fn date(to: &mut Vec<u8>) {
    thread_local! {
        static LAST: RefCell<(u64, String)> = const { RefCell::new((u64::MAX, String::new())) };
    }
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    LAST.with_borrow_mut(|(second, text)| {
        if *second != now {
            *second = now;
            *text = httpdate::fmt_http_date(SystemTime::UNIX_EPOCH + Duration::from_secs(now));
        }
        to.extend_from_slice(text.as_bytes());
    });
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
