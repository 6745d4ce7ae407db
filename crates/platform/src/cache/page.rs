//! A finished page: its bytes, packed and plain, and what it was made of.

use std::sync::{Arc, OnceLock};

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use kit::{Tags, Timestamp};

use super::Encoding;

/// A page as it goes out.
#[derive(Debug)]
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
}

impl CachedPage {
    /// A page of these bytes, made of what `tags` say. Pages that are not `kept` go out once.
    pub fn new(status: StatusCode, headers: HeaderMap, plain: Bytes, tags: Tags) -> Self {
        let fingerprint = blake3::hash(&plain).to_hex()[..20].to_owned();
        let (gzip, brotli) = (OnceLock::new(), OnceLock::new());
        Self { status, headers, plain, gzip, brotli, fingerprint, tags, kept: true, fresh_until: None }
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

    /// Bytes it takes, with both packed forms estimated, since they come later.
    pub fn weight(&self) -> usize {
        self.plain.len() + self.plain.len() / 2 + self.tags.len() * 48 + 1024
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
            let tag = format!("\"{}{}\"", self.fingerprint, encoding.tag_suffix());
            if let Ok(tag) = HeaderValue::try_from(tag) {
                headers.insert(ETAG, tag);
            }
            if text(IF_NONE_MATCH).is_some_and(|known| self.is_known(known)) {
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

/// What browsers and shared caches may do with a page that is kept until it is purged.
pub(crate) fn cache_control(shared_seconds: u64, stale_seconds: u64) -> (http::HeaderName, HeaderValue) {
    let text = format!("public, max-age=0, s-maxage={shared_seconds}, stale-while-revalidate={stale_seconds}");
    (CACHE_CONTROL, HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("no-cache")))
}
