//! The router: the features' routes, each under its permission, and behind them all who can tell what an address is.

use std::panic::AssertUnwindSafe;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderValue, Method, StatusCode};

use super::error::Failed;
use super::validate::validate;
use super::{HttpError, Visit, observe};
use crate::app::App;
use crate::cache::through_cache;
use crate::feature::Surface;

/// The whole web face of a house.
pub fn router(app: App) -> Router {
    let mut site = Router::new();
    let (mut api, mut files) = (Router::new(), Router::new());
    for route in app.features().iter().flat_map(|feature| &feature.routes) {
        match route.surface {
            Surface::Site => site = site.route(route.path, (route.handler)()),
            Surface::Api => api = api.route(route.path, (route.handler)()),
            Surface::File => files = files.route(route.path, (route.handler)()),
        }
    }
    let site = site
        .fallback(find_address)
        .method_not_allowed_fallback(async || HttpError::Method)
        .layer(from_fn(survive))
        .layer(from_fn_with_state(app.clone(), designed_errors))
        .layer(from_fn_with_state(app.clone(), through_cache));
    api.method_not_allowed_fallback(async || HttpError::Method)
        .layer(from_fn(survive))
        .layer(from_fn(validate))
        .merge(files.method_not_allowed_fallback(async || HttpError::Method).layer(from_fn(survive)))
        .merge(site)
        .layer(from_fn_with_state(app.clone(), observe::observe))
        .with_state(app)
}

/// Where the API's addresses begin. Whatever goes wrong there is told to programs.
const API: &str = "/api/";

/// Makes a panic in a handler an error of ours like any other.
async fn survive(request: Request, next: Next) -> Response {
    AssertUnwindSafe(next.run(request)).catch_unwind().await.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        HttpError::internal(anyhow::anyhow!("a handler panicked: {text}")).into_response()
    })
}

/// Asks the features in turn what stands at an address. What stands there can be read, and no more.
async fn find_address(State(app): State<App>, method: Method, visit: Visit) -> Result<Response, HttpError> {
    if method != Method::GET && method != Method::HEAD {
        return Err(HttpError::Method);
    }
    for feature in app.features() {
        if let Some(resolver) = feature.resolver
            && let Some(response) = resolver(app.clone(), visit.clone()).await?
        {
            return Ok(response);
        }
    }
    Err(HttpError::NotFound)
}

/// Puts the publication's own page in the place of a plain error.
async fn designed_errors(State(app): State<App>, visit: Visit, request: Request, next: Next) -> Response {
    if visit.path.starts_with(API) {
        return next.run(request).await;
    }
    // No address has a zero byte in it, and PostgreSQL would not take the question.
    let has_zero = visit.path.contains('\0') || visit.query.values().any(|value| value.contains('\0'));
    let mut response = if has_zero { HttpError::NotFound.into_response() } else { next.run(request).await };
    let Some(Failed { status, sentence }) = response.extensions_mut().remove::<Failed>() else {
        return response;
    };
    let designed = app.features().iter().find_map(|feature| feature.error_page);
    let html = match designed {
        Some(make) => make(app.clone(), visit, status, sentence.clone()).await,
        None => Err(anyhow::anyhow!("no feature designs error pages")),
    };
    let html = html.unwrap_or_else(|error| {
        tracing::error!(error = format!("{error:#}"), "the error page failed; the bare one goes out");
        bare(status, &sentence)
    });
    *response.body_mut() = Body::from(html);
    let headers = response.headers_mut();
    headers.remove(CONTENT_LENGTH);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The page of last resort: no template, no style, no database.
fn bare(status: StatusCode, sentence: &str) -> String {
    let reason = status.canonical_reason().unwrap_or("Error");
    let sentence = sentence.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>{reason}</title><h1>{reason}</h1><p>{sentence}</p>\
         <p><a href=\"/\">Go to the front page</a></p></html>"
    )
}
