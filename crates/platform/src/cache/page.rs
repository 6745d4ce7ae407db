//! A finished page: its bytes, packed and plain, and what it was made of.

use std::sync::Arc;

use arc_swap::ArcSwapOption;
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

use super::form::{Form, SUFFIXES};
use super::{Encoding, Ready, packer};

/// A page as it goes out.
pub struct CachedPage {
    status: StatusCode,
    headers: HeaderMap,
    plain: Bytes,
    /// By [`Encoding`], each made when it is first asked for.
    forms: [ArcSwapOption<Form>; 3],
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
        let (forms, hits) = (Default::default(), Counter::noop());
        Self { status, headers, plain, forms, fingerprint, tags, kept: true, fresh_until: None, hits }
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
    pub(crate) fn ready(
        self: &Arc<Self>,
        encodings: Option<&str>,
        finish: impl FnOnce(&mut HeaderMap),
    ) -> Option<Arc<Ready>> {
        if self.status != StatusCode::OK {
            return None;
        }
        let encoding = Encoding::accepted(encodings);
        let form = self.form(encoding);
        let ready = form.ready(|| {
            let mut headers = self.whole(encoding, &form);
            headers.insert(ETAG, self.entity_tag(form.suffix));
            finish(&mut headers);
            headers
        });
        self.hits.increment(1);
        Some(ready)
    }

    /// The page in this encoding. What is often asked for is packed densely soon.
    fn form(self: &Arc<Self>, encoding: Encoding) -> Arc<Form> {
        let place = &self.forms[encoding as usize];
        let Some(form) = place.load_full() else {
            let form = Arc::new(Form::new(&self.plain, encoding));
            // Another may have been faster, and a dense form stays.
            let before = place.compare_and_swap(&None::<Arc<Form>>, Some(Arc::clone(&form)));
            return before.as_ref().map_or(form, Arc::clone);
        };
        if form.is_wanted_denser() && self.kept && !packer::hand_over(self) {
            form.unsettle();
        }
        form
    }

    /// Packs the page once more, as densely as can be, for all who ask from now on.
    pub(super) fn pack_densely(&self) {
        self.forms[Encoding::Brotli as usize].store(Some(Arc::new(Form::dense(&self.plain))));
    }

    /// The headers of the page in this form, but for its entity tag.
    fn whole(&self, encoding: Encoding, form: &Form) -> HeaderMap {
        let mut headers = self.headers.clone();
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(word) = encoding.word() {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(word));
        }
        headers.insert(CONTENT_LENGTH, HeaderValue::from(form.bytes.len()));
        headers
    }

    fn entity_tag(&self, suffix: &str) -> HeaderValue {
        // Hexadecimal digits and the end of a form: never refused.
        HeaderValue::try_from(format!("\"{}{suffix}\"", self.fingerprint)).unwrap_or(HeaderValue::from_static("\"\""))
    }

    /// The answer to this request: 304 where the browser has it already, no body for HEAD.
    pub fn answer(self: &Arc<Self>, method: &Method, asked: &HeaderMap) -> Response {
        let text = |name| asked.get(name).and_then(|value| value.to_str().ok());
        let encoding = Encoding::accepted(text(ACCEPT_ENCODING));
        let form = self.form(encoding);
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status;
        *response.headers_mut() = self.whole(encoding, &form);
        let headers = response.headers_mut();
        if self.status == StatusCode::OK {
            headers.insert(ETAG, self.entity_tag(form.suffix));
            let unchanged = match text(IF_NONE_MATCH) {
                Some(known) => self.known(known, &form),
                // Compared as it was given: a later time than ours is no time of ours (RFC 9110, section 13.1.3).
                None => {
                    let same = asked.get(IF_MODIFIED_SINCE).is_some_and(|at| headers.get(LAST_MODIFIED) == Some(at));
                    same.then_some(form.suffix)
                }
            };
            if let Some(suffix) = unchanged {
                // The form that the browser has: only under its own tag is that made fresh (RFC 9111, section 4.3.4).
                // The length stays that of the page now, the only one that may stand here (RFC 9110, section 8.6).
                headers.insert(ETAG, self.entity_tag(suffix));
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

    /// What the first of the tags in `If-None-Match` that is ours ends in, in whichever encoding (weak comparison,
    /// RFC 9110, section 13.1.2).
    fn known(&self, known: &str, now: &Form) -> Option<&'static str> {
        if known.trim() == "*" {
            return Some(now.suffix);
        }
        known.split(',').find_map(|tag| {
            let tag = tag.trim().trim_start_matches("W/").trim_matches('"');
            let rest = tag.strip_prefix(self.fingerprint.as_str())?;
            SUFFIXES.into_iter().find(|suffix| *suffix == rest)
        })
    }
}

/// What browsers and shared caches may do with a page that is kept until it is purged.
pub(crate) fn cache_control(shared_seconds: u64, stale_seconds: u64) -> (http::HeaderName, HeaderValue) {
    let text = format!("public, max-age=0, s-maxage={shared_seconds}, stale-while-revalidate={stale_seconds}");
    (CACHE_CONTROL, HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("no-cache")))
}
