//! Answers that are no pages: of their own media type, kept like pages, fresh until what they were made of changes.

use axum::response::{IntoResponse, Response};
use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE, LAST_MODIFIED, LINK, LOCATION};
use http::{HeaderValue, StatusCode};
use kit::Timestamp;
use platform::http::{Cacheable, HttpError, Reading};

use crate::feed::mail_time;

/// A text that last changed then: a time that is read and not that of the render, so that whoever asks again, after a
/// start or on another node, is told that it is the same. `ETag` tells of what no time is kept of.
pub(super) fn dated(
    reading: Reading,
    media_type: &str,
    written: String,
    changed: Option<Timestamp>,
) -> Result<Response, HttpError> {
    let mut response = text(reading, media_type, written)?;
    if let Some(changed) = changed {
        let changed = HeaderValue::try_from(mail_time(changed)).map_err(HttpError::internal)?;
        response.headers_mut().insert(LAST_MODIFIED, changed);
    }
    Ok(response)
}

/// A text of this media type, made of what was read.
pub(super) fn text(reading: Reading, media_type: &str, text: String) -> Result<Response, HttpError> {
    let media_type = HeaderValue::try_from(format!("{media_type}; charset=utf-8")).map_err(HttpError::internal)?;
    let mut response = reading.page(text).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, media_type);
    // It is for programs, wherever they run, and has nothing personal.
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    Ok(response)
}

/// Says which address is the feed's own, and who is told of what is new (WebSub, section 4).
pub(super) fn discovered(mut response: Response, own: &str, hub: Option<&str>) -> Response {
    let links = [Some(format!("<{own}>; rel=\"self\"")), hub.map(|hub| format!("<{hub}>; rel=\"hub\""))];
    for link in links.into_iter().flatten() {
        if let Ok(link) = HeaderValue::try_from(link) {
            response.headers_mut().append(LINK, link);
        }
    }
    response
}

/// Leads to another address, until what was read changes.
pub(super) fn lead(reading: &Reading, to: &str) -> Result<Response, HttpError> {
    let to = HeaderValue::try_from(to).map_err(HttpError::internal)?;
    let mut response = (StatusCode::MOVED_PERMANENTLY, [(LOCATION, to)]).into_response();
    response.extensions_mut().insert(Cacheable { tags: reading.tags().clone(), fresh_until: None });
    Ok(response)
}
