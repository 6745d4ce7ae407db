//! A finished page: its bytes, packed and plain, and what it was made of.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_MODIFIED_SINCE,
    IF_NONE_MATCH, LAST_MODIFIED, VARY,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use kit::{Tags, Timestamp};
use metrics::Counter;

use super::{Encoding, Outbox, Region};

/// An answer whose headers and bytes are ready.
#[derive(Debug)]
pub(crate) struct Ready {
    /// All headers but those of one request.
    pub(crate) headers: HeaderMap,
    /// The same as HTTP/1.1 writes them, after its first line.
    pub(crate) head: Bytes,
    /// The page.
    pub(crate) body: Bytes,
    asked: AtomicU32,
    region: OnceLock<Option<Region>>,
}

/// So often is a page asked for before it is put where the kernel sends it by itself.
const OFTEN: u32 = 16;
/// Smaller ones are copied sooner than sent so.
const LARGE: usize = 16 * 1024;

impl Ready {
    fn new(headers: HeaderMap, body: Bytes) -> Self {
        let (asked, region) = (AtomicU32::new(0), OnceLock::new());
        Self { head: head(&headers), headers, body, asked, region }
    }

    /// Asked once more: whether the page lies in the outbox. It does if it is large, often asked for, and there is room.
    pub(crate) fn is_in(&self, outbox: Option<&Arc<Outbox>>) -> bool {
        if self.body.len() < LARGE || self.asked.fetch_add(1, Ordering::Relaxed) < OFTEN {
            return false;
        }
        self.region.get_or_init(|| outbox?.put(&self.body)).is_some()
    }

    /// The page in the outbox.
    pub(crate) fn region(&self) -> Option<&Region> {
        self.region.get()?.as_ref()
    }
}

/// A page as it goes out.
pub struct CachedPage {
    status: StatusCode,
    headers: HeaderMap,
    plain: Bytes,
    gzip: OnceLock<Bytes>,
    brotli: OnceLock<Bytes>,
    fingerprint: String,
    tags: Tags,
    kept: bool,
    fresh_until: Option<Timestamp>,
    ready: [OnceLock<Arc<Ready>>; 3],
    hits: Counter,
}

impl std::fmt::Debug for CachedPage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CachedPage")
            .field("status", &self.status)
            .field("bytes", &self.plain.len())
            .finish_non_exhaustive()
    }
}

impl CachedPage {
    /// A page of these bytes, made of what `tags` say. Pages that are not `kept` go out once.
    pub fn new(status: StatusCode, headers: HeaderMap, plain: Bytes, tags: Tags) -> Self {
        let fingerprint = blake3::hash(&plain).to_hex()[..20].to_owned();
        let (gzip, brotli) = (OnceLock::new(), OnceLock::new());
        let (ready, hits) = (Default::default(), Counter::noop());
        Self { status, headers, plain, gzip, brotli, fingerprint, tags, kept: true, fresh_until: None, ready, hits }
    }

    /// Says what counts the answers that are given without a render.
    #[must_use]
    pub(super) fn counted_by(mut self, hits: Counter) -> Self {
        self.hits = hits;
        self
    }

    /// Says that it is not to be kept.
    #[must_use]
    pub fn unkept(mut self) -> Self {
        self.kept = false;
        self
    }

    /// Says until when it may be kept at the most.
    #[must_use]
    pub fn fresh_until(mut self, at: Option<Timestamp>) -> Self {
        self.fresh_until = at;
        self
    }

    /// Whether it may be kept.
    pub fn is_kept(&self) -> bool {
        self.kept
    }

    /// Whether its time has not run out.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        self.fresh_until.is_none_or(|until| now < until)
    }

    /// What it was made of.
    pub fn tags(&self) -> &Tags {
        &self.tags
    }

    /// Bytes it takes: both packed forms estimated, since they come later, and an eighth more than the page for what an
    /// allocator rounds up.
    pub fn weight(&self) -> usize {
        let plain = self.plain.len();
        plain + plain / 8 + plain / 2 + self.tags.len() * 48 + 3072
    }

    /// The answer as it goes out again and again, whole but for what differs from one request to the next: made at the
    /// first request for this encoding, with what `finish` adds to its headers. `None` for what is no page.
    pub(crate) fn ready(&self, encodings: Option<&str>, finish: impl FnOnce(&mut HeaderMap)) -> Option<Arc<Ready>> {
        if self.status != StatusCode::OK {
            return None;
        }
        let encoding = Encoding::accepted(encodings);
        let ready = self.ready[encoding as usize].get_or_init(|| {
            let mut headers = self.whole(encoding);
            finish(&mut headers);
            Arc::new(Ready::new(headers, self.bytes(encoding)))
        });
        self.hits.increment(1);
        Some(Arc::clone(ready))
    }

    /// All headers of the page in this encoding.
    fn whole(&self, encoding: Encoding) -> HeaderMap {
        let mut headers = self.headers.clone();
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(tag) = HeaderValue::try_from(self.entity_tag(encoding)) {
            headers.insert(ETAG, tag);
        }
        if let Some(word) = encoding.word() {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(word));
        }
        headers.insert(CONTENT_LENGTH, HeaderValue::from(self.bytes(encoding).len()));
        headers
    }

    fn entity_tag(&self, encoding: Encoding) -> String {
        format!("\"{}{}\"", self.fingerprint, encoding.tag_suffix())
    }

    /// The bytes in this encoding, packed once.
    fn bytes(&self, encoding: Encoding) -> Bytes {
        match encoding {
            Encoding::Identity => self.plain.clone(),
            Encoding::Gzip => self.gzip.get_or_init(|| encoding.pack(&self.plain)).clone(),
            Encoding::Brotli => self.brotli.get_or_init(|| encoding.pack(&self.plain)).clone(),
        }
    }

    /// The answer to this request: 304 where the browser has it already, no body for HEAD.
    pub fn answer(self: &Arc<Self>, method: &Method, asked: &HeaderMap) -> Response {
        let text = |name| asked.get(name).and_then(|value| value.to_str().ok());
        let encoding = Encoding::accepted(text(ACCEPT_ENCODING));
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers.clone();
        let headers = response.headers_mut();
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if self.status == StatusCode::OK {
            if let Ok(tag) = HeaderValue::try_from(self.entity_tag(encoding)) {
                headers.insert(ETAG, tag);
            }
            let unchanged = match text(IF_NONE_MATCH) {
                Some(known) => self.is_known(known),
                // Compared as it was given: a later time than ours is no time of ours (RFC 9110, section 13.1.3).
                None => asked.get(IF_MODIFIED_SINCE).is_some_and(|at| headers.get(LAST_MODIFIED) == Some(at)),
            };
            if unchanged {
                headers.remove(CONTENT_TYPE);
                // That of the whole page, the only one that may stand here (RFC 9110, section 8.6).
                headers.insert(CONTENT_LENGTH, HeaderValue::from(self.bytes(encoding).len()));
                *response.status_mut() = StatusCode::NOT_MODIFIED;
                return response;
            }
        }
        if let Some(word) = encoding.word() {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(word));
        }
        let bytes = self.bytes(encoding);
        headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        if method != Method::HEAD {
            *response.body_mut() = Body::from(bytes);
        }
        response
    }

    /// Whether one of the tags in `If-None-Match` is ours, in whichever encoding (weak comparison, RFC 9110 13.1.2).
    fn is_known(&self, known: &str) -> bool {
        known.trim() == "*"
            || known.split(',').any(|tag| {
                let tag = tag.trim().trim_start_matches("W/").trim_matches('"');
                tag.strip_prefix(self.fingerprint.as_str()).is_some_and(|rest| matches!(rest, "" | "-gz" | "-br"))
            })
    }
}

/// The beginning of an answer in HTTP/1.1, without the empty line that ends it.
fn head(headers: &HeaderMap) -> Bytes {
    let mut head = Vec::with_capacity(1536);
    head.extend_from_slice(b"HTTP/1.1 200 OK\r\n");
    for (name, value) in headers {
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    Bytes::from(head)
}

/// What browsers and shared caches may do with a page that is kept until it is purged.
pub(crate) fn cache_control(shared_seconds: u64, stale_seconds: u64) -> (http::HeaderName, HeaderValue) {
    let text = format!("public, max-age=0, s-maxage={shared_seconds}, stale-while-revalidate={stale_seconds}");
    (CACHE_CONTROL, HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("no-cache")))
}
