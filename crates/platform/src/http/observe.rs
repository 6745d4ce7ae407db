//! What is done around every request: an id, a log line, figures, and the headers that keep browsers strict.

use std::time::Instant;

use axum::body::HttpBody;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderName, HeaderValue};
use tracing::Instrument;

use super::visit::Reference;
use crate::app::App;
use crate::cache::OutOfCache;
use crate::telemetry::REQUESTS;

pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Headers on every answer: nobody frames us, guesses a type, or learns where a reader came from.
const STRICT: [(HeaderName, HeaderValue); 5] = [
    (http::header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (http::header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
    (http::header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
];

/// The content security policy: nothing but our own origin runs. Players whose frames a reader may ask for are named
/// by the features whose pages have them.
pub(crate) fn policy(frames: &[&'static str]) -> HeaderValue {
    let mut frames = frames.to_vec();
    frames.sort_unstable();
    frames.dedup();
    let frames = if frames.is_empty() { "'none'".to_owned() } else { frames.join(" ") };
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         media-src 'self' https:; connect-src 'self'; manifest-src 'self'; frame-src {frames}; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).expect("origins are plain ASCII")
}

/// Gives the request an id, answers it, and says what became of it.
pub(super) async fn observe(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let id = request_id(request.headers()).unwrap_or_else(|| app.new_id::<Request>().uuid().simple().to_string());
    request.extensions_mut().insert(Reference(id.clone()));
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let route = request.extensions().get::<MatchedPath>().map_or("page".to_owned(), |path| path.as_str().to_owned());
    let span = tracing::info_span!("request", id, %method, path);
    let mut response = next.run(request).instrument(span).await;
    let seconds = begun.elapsed().as_secs_f64();
    let status = response.status().as_u16();
    let (bytes, cached) = (response.body().size_hint().exact(), response.extensions().get::<OutOfCache>().is_some());
    tracing::info!(target: REQUESTS, id, %method, path, status, bytes, seconds, cached, "answered");
    let labels = [("route", route), ("status", status.to_string())];
    metrics::counter!("masthead_requests_total", &labels).increment(1);
    metrics::histogram!("masthead_request_seconds").record(seconds);
    let headers = response.headers_mut();
    make_strict(&app, headers);
    if let Ok(id) = HeaderValue::try_from(id) {
        headers.insert(REQUEST_ID, id);
    }
    response
}

/// Adds the headers that every answer bears, where it does not say otherwise itself.
pub(super) fn make_strict(app: &App, headers: &mut HeaderMap) {
    for (name, value) in STRICT {
        headers.entry(name).or_insert(value);
    }
    headers.entry(http::header::CONTENT_SECURITY_POLICY).or_insert_with(|| app.policy().clone());
    if app.config().is_https()
        && let name = http::header::STRICT_TRANSPORT_SECURITY
    {
        headers.entry(name).or_insert(HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
}

/// The id that a proxy in front of us gave, if it looks like one.
fn request_id(headers: &HeaderMap) -> Option<String> {
    let id = headers.get(REQUEST_ID)?.to_str().ok()?;
    is_request_id(id).then(|| id.to_owned())
}

/// Whether somebody's name for a request can be ours.
pub(super) fn is_request_id(id: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    !id.is_empty() && id.len() <= 64 && id.chars().all(plain)
}
