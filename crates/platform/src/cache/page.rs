//! A finished page: its bytes, packed and plain, and what it was made of.

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

use super::encode::{Accepted, pack_densely};
use super::form::{Form, FormKind};
use super::packer::Packer;
use super::{Encoding, Ready};

/// Larger pages are not packed again: the others would wait too long. Half a megabyte takes half a second.
const DENSE_AT_MOST: usize = 512 * 1024;

/// A page as it goes out.
pub struct CachedPage {
    status: StatusCode,
    headers: HeaderMap,
    plain: Bytes,
    /// By [`Encoding`], each made when it is first asked for.
    forms: [OnceLock<Form>; 3],
    /// By brotli once more, for all who take that from then on.
    dense: OnceLock<Form>,
    packer: Option<Packer>,
    fingerprint: String,
    tags: Tags,
    kept: bool,
    fresh_until: Option<Timestamp>,
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
        let (forms, dense, packer, hits) = (Default::default(), OnceLock::new(), None, Counter::noop());
        Self { status, headers, plain, forms, dense, packer, fingerprint, tags, kept: true, fresh_until: None, hits }
    }

    /// Says what counts the answers that are given without a render.
    #[must_use]
    pub(super) fn counted_by(mut self, hits: Counter) -> Self {
        self.hits = hits;
        self
    }

    /// Says who packs it once more when it is often asked for.
    #[must_use]
    pub fn packed_by(mut self, packer: &Packer) -> Self {
        self.packer = (self.plain.len() <= DENSE_AT_MOST).then(|| packer.clone());
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

    /// Bytes it takes: its three packed forms estimated at a quarter each, since they come later; an eighth more for what
    /// an allocator rounds up; its tags; its heads.
    pub fn weight(&self) -> usize {
        let forms = self.plain.len() + self.plain.len() / 4 * 3;
        forms + forms / 8 + self.tags.len() * 48 + 6 * 1024
    }

    /// The answer as it goes out again and again, whole but for what differs from one request to the next: made at the
    /// first request for this encoding, with what `finish` adds to its headers. `None` for what is no page.
    pub(crate) fn ready(
        self: &Arc<Self>,
        encodings: Option<&str>,
        finish: impl FnOnce(&mut HeaderMap),
    ) -> Option<Arc<Ready>> {
        if self.status != StatusCode::OK {
            return None;
        }
        let form = self.form(Accepted::by(encodings).best());
        let ready = form.ready(|| {
            let mut headers = self.whole(form);
            headers.insert(ETAG, self.entity_tag(form.kind));
            finish(&mut headers);
            headers
        });
        self.hits.increment(1);
        Some(ready)
    }

    /// The page in this encoding. What is often asked for is packed densely soon.
    fn form(self: &Arc<Self>, encoding: Encoding) -> &Form {
        let of_brotli = encoding == Encoding::Brotli;
        if let Some(dense) = self.dense.get().filter(|_| of_brotli) {
            return dense;
        }
        let make = || Form::new(encoding.pack(&self.plain), FormKind::First(encoding));
        let form = self.forms[encoding as usize].get_or_init(make);
        let packer = self.packer.as_ref().filter(|_| of_brotli && form.count());
        if packer.is_some_and(|packer| !packer.take(self)) {
            form.count_anew();
        }
        form
    }

    /// Packs the page once more, as densely as can be, for all who ask from now on.
    pub(super) fn pack_densely(&self) {
        let first = self.forms[Encoding::Brotli as usize].get();
        let is_smaller = |dense: &Bytes| first.is_none_or(|first| dense.len() < first.bytes.len());
        if let Some(dense) = pack_densely(&self.plain).filter(is_smaller) {
            self.dense.get_or_init(|| Form::new(dense, FormKind::Dense));
        }
    }

    /// The headers of the page in this form, but for its entity tag.
    fn whole(&self, form: &Form) -> HeaderMap {
        let mut headers = self.headers.clone();
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(word) = form.kind.encoding().word() {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(word));
        }
        headers.insert(CONTENT_LENGTH, HeaderValue::from(form.bytes.len()));
        headers
    }

    fn entity_tag(&self, kind: FormKind) -> HeaderValue {
        let tag = format!("\"{}{}\"", self.fingerprint, kind.suffix());
        // Hexadecimal digits and the end of a form: never refused.
        HeaderValue::try_from(tag).unwrap_or(HeaderValue::from_static("\"\""))
    }

    /// The answer to this request: 304 where the browser has it already, no body for HEAD.
    pub fn answer(self: &Arc<Self>, method: &Method, asked: &HeaderMap) -> Response {
        let text = |name| asked.get(name).and_then(|value| value.to_str().ok());
        let accepted = Accepted::by(text(ACCEPT_ENCODING));
        let form = self.form(accepted.best());
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status;
        *response.headers_mut() = self.whole(form);
        let headers = response.headers_mut();
        if self.status == StatusCode::OK {
            headers.insert(ETAG, self.entity_tag(form.kind));
            let unchanged = match text(IF_NONE_MATCH) {
                Some(known) => self.known(known, accepted, form.kind),
                // Compared as it was given: a later time than ours is no time of ours (RFC 9110, section 13.1.3).
                None => {
                    let same = asked.get(IF_MODIFIED_SINCE).is_some_and(|at| headers.get(LAST_MODIFIED) == Some(at));
                    same.then_some(form.kind)
                }
            };
            if let Some(kind) = unchanged {
                // The form that the browser has: only under its own tag is that made fresh (RFC 9111, section 4.3.4).
                // The length stays that of the page now, the only one that may stand here (RFC 9110, section 8.6).
                headers.insert(ETAG, self.entity_tag(kind));
                headers.remove(CONTENT_TYPE);
                headers.remove(CONTENT_ENCODING);
                *response.status_mut() = StatusCode::NOT_MODIFIED;
                return response;
            }
        }
        if method != Method::HEAD {
            *response.body_mut() = Body::from(form.bytes.clone());
        }
        response
    }

    /// Which form the browser has, by the tags in `If-None-Match` (weak comparison, RFC 9110, section 13.1.2): of those
    /// that it can read, since a cache on the way may send what it has under our tag; this one before others.
    fn known(&self, tags: &str, accepted: Accepted, now: FormKind) -> Option<FormKind> {
        let is_known = |kind: FormKind| {
            tags.split(',').any(|tag| {
                let tag = tag.trim().trim_start_matches("W/").trim_matches('"');
                tag.strip_prefix(self.fingerprint.as_str()) == Some(kind.suffix())
            })
        };
        if tags.trim() == "*" || is_known(now) {
            return Some(now);
        }
        FormKind::ALL.into_iter().find(|kind| accepted.takes(kind.encoding()) && is_known(*kind))
    }
}

/// What browsers and shared caches may do with a page that is kept until it is purged.
pub(crate) fn cache_control(shared_seconds: u64, stale_seconds: u64) -> (http::HeaderName, HeaderValue) {
    let text = format!("public, max-age=0, s-maxage={shared_seconds}, stale-while-revalidate={stale_seconds}");
    (CACHE_CONTROL, HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("no-cache")))
}
