//! Validators for answers that nobody keeps: what programs ask for again and again is sent once, and then only when it
//! has changed.

use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use super::HttpError;

/// Bytes that an answer may have to get a validator here. A larger one is no answer to a small question.
const AT_MOST: u64 = 1024 * 1024;

/// Gives an answer whose bytes are at hand a strong tag, made of them, and sends nothing to who has it already. An answer
/// that has a validator of its own, or that nobody may store, is left alone.
pub(super) async fn validate(mut request: Request, next: Next) -> Response {
    let method = request.method().clone();
    if method != Method::GET && method != Method::HEAD {
        return next.run(request).await;
    }
    let asked = request.headers().clone();
    // The tag is that of the bytes, which only GET has.
    *request.method_mut() = Method::GET;
    let mut response = next.run(request).await;
    if is_to_be_tagged(&response) {
        response = tagged(response, &asked).await;
    }
    if method == Method::HEAD {
        *response.body_mut() = Body::empty();
    }
    response
}

fn is_to_be_tagged(response: &Response) -> bool {
    let kept_by_nobody =
        response.headers().get(CACHE_CONTROL).is_some_and(|said| said.as_bytes().windows(8).any(|w| w == b"no-store"));
    response.status() == StatusCode::OK
        && !response.headers().contains_key(ETAG)
        && !kept_by_nobody
        && response.body().size_hint().exact().is_some_and(|length| length <= AT_MOST)
}

async fn tagged(response: Response, asked: &HeaderMap) -> Response {
    let (mut parts, body) = response.into_parts();
    // It is in memory, and no longer than it says.
    let Ok(bytes) = axum::body::to_bytes(body, usize::MAX).await else {
        return HttpError::internal(anyhow::anyhow!("an answer broke off")).into_response();
    };
    let tag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..20]);
    parts.headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    let known = asked.get(IF_NONE_MATCH).and_then(|known| known.to_str().ok());
    let has_it = known.is_some_and(|known| names(known, &tag));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        parts.headers.insert(ETAG, tag);
    }
    if !has_it {
        return Response::from_parts(parts, Body::from(bytes));
    }
    parts.status = StatusCode::NOT_MODIFIED;
    parts.headers.remove(CONTENT_TYPE);
    Response::from_parts(parts, Body::empty())
}

/// Whether `If-None-Match` names this tag (weak comparison, RFC 9110, section 13.1.2).
fn names(known: &str, tag: &str) -> bool {
    known.trim() == "*" || known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)
}
