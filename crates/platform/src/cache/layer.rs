//! The way of a reader's request through the cache.

use std::fmt::Write;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::VARY;
use http::{HeaderValue, Method, Uri};

use super::CachedPage;
use super::encode::exact;
use crate::app::App;
use crate::http::{Cacheable, HttpError, host};

/// Bytes that a page may have. More would be a fault of ours.
const PAGE_AT_MOST: usize = 16 * 1024 * 1024;

/// Marks an answer that was kept, for the log.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OutOfCache;

/// Answers from the cache, or renders through `next` and keeps what it says may be kept.
///
/// Query parameters that the page does not ask for are taken off before anything else sees them: they make no second copy of a
/// page, and cannot change the one that is kept.
pub async fn through_cache(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let (method, headers) = (request.method().clone(), request.headers().clone());
    if method != Method::GET && method != Method::HEAD {
        return next.run(request).await;
    }
    let path = request.uri().path();
    let query = counting_query(&app, path, request.uri().query());
    let key = key(host(&headers, request.uri()), path, &query);
    if let Some(page) = app.cache().get(&key, app.now()) {
        metrics::counter!("masthead_pages_total", "from" => "cache").increment(1);
        let mut answer = page.answer(&method, &headers);
        answer.extensions_mut().insert(OutOfCache);
        return answer;
    }
    let route = request.extensions().get::<MatchedPath>().map_or("page".to_owned(), |path| path.as_str().to_owned());
    *request.method_mut() = Method::GET;
    if let Some(uri) = with_query(request.uri(), &query) {
        *request.uri_mut() = uri;
    }
    let render = async {
        metrics::counter!("masthead_pages_total", "from" => "render").increment(1);
        into_page(&app, next.run(request).await, route).await
    };
    match app.cache().get_or_render(&key, app.now(), render).await {
        Ok(page) => page.answer(&method, &headers),
        Err(mut response) => {
            if method == Method::HEAD {
                *response.body_mut() = Body::empty();
            }
            *response
        }
    }
}

/// The page that answers this request without a render, if it is kept.
pub(crate) fn kept(app: &App, host: &str, path: &str, query: Option<&str>) -> Option<Arc<CachedPage>> {
    let query = counting_query(app, path, query);
    app.cache().get(&key(host, path, &query), app.now())
}

/// The parameters of the query that the page at this path asks for, sorted, as they stood.
fn counting_query(app: &App, path: &str, query: Option<&str>) -> String {
    let Some(query) = query else { return String::new() };
    let counting = app.parameters_at(path);
    let mut parts: Vec<&str> =
        query.split('&').filter(|part| counting.contains(&part.split('=').next().unwrap_or_default())).collect();
    parts.sort_unstable();
    parts.join("&")
}

fn key(host: &str, path: &str, query: &str) -> String {
    let mut key = String::with_capacity(host.len() + path.len() + query.len() + 2);
    key.push_str(host);
    key.make_ascii_lowercase();
    key.extend([" ", path, "?", query]);
    key
}

fn with_query(uri: &Uri, query: &str) -> Option<Uri> {
    let target = if query.is_empty() { uri.path().to_owned() } else { format!("{}?{query}", uri.path()) };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(target.parse().ok()?);
    Uri::from_parts(parts).ok()
}

/// Makes a page of an answer that says what it was made of. Any other goes straight out, and only to who asked.
async fn into_page(app: &App, response: Response, route: String) -> Result<Arc<CachedPage>, Box<Response>> {
    let (mut parts, body) = response.into_parts();
    let Some(Cacheable { tags, fresh_until }) = parts.extensions.remove::<Cacheable>() else {
        return Err(Box::new(Response::from_parts(parts, body)));
    };
    let Ok(bytes) = axum::body::to_bytes(body, PAGE_AT_MOST).await else {
        let mut response = Response::new(Body::from("This page is too large."));
        *response.status_mut() = HttpError::internal(anyhow::anyhow!("a page of over 16 MB")).status();
        response.headers_mut().insert(VARY, HeaderValue::from_static("*"));
        return Err(Box::new(response));
    };
    let cdn = &app.config().cdn;
    let (name, value) = super::page::cache_control(cdn.shared_seconds, cdn.stale_seconds);
    parts.headers.insert(name, value);
    for header in cdn.tags.headers() {
        let mut list = String::new();
        for tag in &tags {
            let _ = write!(list, "{}{tag}", if list.is_empty() { "" } else { header.divider });
        }
        if let Ok(list) = HeaderValue::try_from(list) {
            parts.headers.insert(header.name, list);
        }
    }
    let labels = [("route", route), ("status", parts.status.as_str().to_owned())];
    let hits = metrics::counter!("masthead_requests_total", &labels);
    let page = CachedPage::new(parts.status, parts.headers, exact(&bytes), tags);
    Ok(Arc::new(page.fresh_until(fresh_until).counted_by(hits).packed_by(app.cache().packer())))
}
