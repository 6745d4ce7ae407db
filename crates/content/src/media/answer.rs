//! Answers with bytes of a picture or file: conditional requests, ranges, and how long they may be kept.

use std::ops::Range;

use futures_util::stream;
use http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, IF_RANGE, LOCATION,
    RANGE,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use platform::axum::body::Body;
use platform::axum::response::Response;
use platform::blobs::BlobError;
use platform::{App, Bytes};

use super::range::{self, Part};

/// What stands under a fingerprint never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// An address whose bytes were replaced leads to the new ones, which may be replaced again.
const FOR_NOW: &str = "public, max-age=300";
/// Bytes that are read from the store at once.
const PIECE: u64 = 1024 * 1024;

/// A request, as far as it bears on the answer.
pub(super) struct Asked<'a> {
    pub(super) method: &'a Method,
    pub(super) headers: &'a HeaderMap,
}

impl Asked<'_> {
    fn text(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Whether the browser has it already.
    fn has(&self, tag: &str) -> bool {
        let known = self.text(IF_NONE_MATCH);
        known.is_some_and(|known| {
            known.split(',').any(|one| matches!(one.trim(), one if one == "*" || one.trim_start_matches("W/") == tag))
        })
    }

    /// The part that is asked for. Ranges are for GET alone, and only of bytes that the browser has part of already.
    fn part(&self, tag: &str, length: u64) -> Part {
        let current = self.text(IF_RANGE).is_none_or(|known| known.trim() == tag);
        match self.text(RANGE) {
            Some(range) if self.method == Method::GET && current => range::asked(Some(range), length),
            _ => Part::Whole,
        }
    }
}

/// What is answered with.
pub(super) struct File<'a> {
    pub(super) media_type: &'a str,
    /// Strong, in its quotes.
    pub(super) tag: String,
}

impl File<'_> {
    /// The answer with bytes at hand.
    pub(super) fn whole(&self, asked: &Asked<'_>, bytes: Bytes) -> Response {
        if asked.has(&self.tag) {
            return self.begun(StatusCode::NOT_MODIFIED, None, Body::empty());
        }
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let body = if asked.method == Method::HEAD { Body::empty() } else { Body::from(bytes) };
        self.begun(StatusCode::OK, Some(length), body)
    }

    /// The answer with a blob, or with a part of it, read as it goes out.
    pub(super) fn blob(&self, asked: &Asked<'_>, app: &App, key: &str, length: u64) -> Response {
        if asked.has(&self.tag) {
            return self.begun(StatusCode::NOT_MODIFIED, None, Body::empty());
        }
        let (status, range, content_range) = match asked.part(&self.tag, length) {
            Part::Whole => (StatusCode::OK, 0..length, None),
            Part::Bytes(range) => {
                let said = format!("bytes {}-{}/{length}", range.start, range.end - 1);
                (StatusCode::PARTIAL_CONTENT, range, Some(said))
            }
            Part::Beyond => (StatusCode::RANGE_NOT_SATISFIABLE, 0..0, Some(format!("bytes */{length}"))),
        };
        let count = range.end - range.start;
        let body = match asked.method == Method::HEAD || count == 0 {
            true => Body::empty(),
            false => Body::from_stream(pieces(app.clone(), key.to_owned(), range)),
        };
        let mut response = self.begun(status, Some(count), body);
        let headers = response.headers_mut();
        headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        if let Some(said) = content_range.and_then(|said| HeaderValue::try_from(said).ok()) {
            headers.insert(CONTENT_RANGE, said);
        }
        if status == StatusCode::RANGE_NOT_SATISFIABLE {
            headers.remove(CONTENT_TYPE);
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        response
    }

    fn begun(&self, status: StatusCode, length: Option<u64>, body: Body) -> Response {
        let mut response = Response::new(body);
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
        for (name, value) in [(ETAG, Some(&*self.tag)), (CONTENT_TYPE, length.map(|_| self.media_type))] {
            if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
                headers.insert(name, value);
            }
        }
        if let Some(length) = length {
            headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        response
    }
}

/// Leads on from an address whose bytes were replaced.
pub fn replaced(to: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::FOUND;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(FOR_NOW));
    if let Ok(to) = HeaderValue::try_from(to) {
        headers.insert(LOCATION, to);
    }
    response
}

/// A part of a blob, piece by piece, so that a film never stands in memory. Breaks off where the blob is gone.
fn pieces(app: App, key: String, range: Range<u64>) -> impl stream::Stream<Item = Result<Bytes, BlobError>> {
    stream::try_unfold((app, key, range), async |(app, key, left): (App, String, Range<u64>)| {
        if left.is_empty() {
            return Ok(None);
        }
        let end = left.end.min(left.start + PIECE);
        let piece = app.blobs().get_range(&key, left.start..end).await?.filter(|piece| !piece.is_empty());
        let gone = || BlobError::Store { key: key.clone(), why: "it is gone, or shorter than it was".to_owned() };
        let piece = piece.ok_or_else(gone)?;
        let next = left.start + u64::try_from(piece.len()).unwrap_or(PIECE);
        Ok(Some((piece, (app, key, next..left.end))))
    })
}
