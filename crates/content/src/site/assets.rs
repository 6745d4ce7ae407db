//! Style sheets, scripts and fonts. Their addresses hold their fingerprint, so browsers keep them for ever.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;
use kit::Tags;
use platform::App;
use platform::cache::CachedPage;
use platform::http::HttpError;
use platform::views::Asset;

/// A year, as long as browsers keep anything.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// An asset under its fingerprint. Under another there is nothing: the bytes would not be those that were asked for.
pub(super) async fn send_asset(
    State(app): State<App>,
    method: Method,
    headers: HeaderMap,
    Path((fingerprint, name)): Path<(String, String)>,
) -> Result<Response, HttpError> {
    let assets = app.views().assets();
    let asset = assets.get(&name).filter(|asset| asset.address == format!("/assets/{fingerprint}/{name}"));
    Ok(sent(&app, asset.ok_or(HttpError::NotFound)?, FOR_EVER, (&method, headers)).await)
}

/// An asset at an address without a fingerprint.
pub(super) async fn send_plain(
    app: &App,
    name: &str,
    keep: HeaderValue,
    asked: (&Method, HeaderMap),
) -> Result<Response, HttpError> {
    let assets = app.views().assets();
    Ok(sent(app, assets.get(name).ok_or(HttpError::NotFound)?, keep, asked).await)
}

/// Packs an asset once for all who ask, and answers.
async fn sent(app: &App, asset: &Asset, keep: HeaderValue, (method, mut asked): (&Method, HeaderMap)) -> Response {
    if !is_packable(&asset.media_type) {
        asked.remove(ACCEPT_ENCODING);
    }
    // No key of a page can be the same: theirs hold a question mark.
    let key = format!("asset {} {}", asset.address, keep.to_str().unwrap_or_default());
    let make = async {
        let mut headers = HeaderMap::new();
        headers.insert(CACHE_CONTROL, keep);
        if let Ok(media_type) = HeaderValue::try_from(&asset.media_type) {
            headers.insert(CONTENT_TYPE, media_type);
        }
        let page = CachedPage::new(StatusCode::OK, headers, asset.bytes.clone(), Tags::new());
        Ok::<_, Infallible>(Arc::new(page.packed_by(app.cache().packer())))
    };
    let Ok(page) = app.cache().get_or_render(&key, app.now(), make).await;
    page.answer(method, &asked)
}

/// Whether packing makes it smaller; fonts and pictures are packed already.
fn is_packable(media_type: &str) -> bool {
    media_type.starts_with("text/")
        || media_type.contains("javascript")
        || media_type.contains("json")
        || media_type.contains("xml")
}
