//! Icons: squares of one picture, the site's own or the theme's, at the addresses that programs ask for unasked.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;
use axum::routing::get;
use darkroom::{Crop, Developed, Focus, Format, Refusal, Rendition};
use kit::Tags;
use platform::cache::CachedPage;
use platform::feature::Route;
use platform::http::{HttpError, Visit};
use platform::{App, Bytes};

use super::assets::send_plain;
use crate::read::Directory;
use crate::views::Icon;

/// The one that browsers ask for unasked.
const FAVICON: &str = "/favicon.ico";
/// Sides of the pictures in it.
const IN_FAVICON: [u32; 3] = [16, 32, 48];
/// The theme's own picture, where the site names none.
const OF_THEME: &str = "icon.png";
/// The same for tabs, where the theme has one. Its `icon.svg` is linked from pages; who asks unasked may not read that.
const OF_THEME_IN_TABS: &str = "favicon.ico";
/// What stands around a picture that has no ground of its own: the manifest's `background_color`.
const GROUND: [u8; 3] = [0xfb, 0xfa, 0xf6];
/// A day: the address of an icon holds no fingerprint.
const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");

/// All of them.
pub(super) fn routes() -> Vec<Route> {
    let icons = Icon::ALL.map(|icon| Route::file(icon.address, "send_icon", || get(send_icon)));
    icons.into_iter().chain([Route::file(FAVICON, "send_favicon", || get(send_favicon))]).collect()
}

/// The icon of tabs: made of the site's picture, else as the theme has it, else made of the theme's picture.
async fn send_favicon(
    State(app): State<App>,
    visit: Visit,
    method: Method,
    asked: HeaderMap,
) -> Result<Response, HttpError> {
    let own = own_picture(&app, &visit).await?;
    if own.blob.is_none() && app.views().assets().get(OF_THEME_IN_TABS).is_some() {
        return send_plain(&app, OF_THEME_IN_TABS, A_DAY, (&method, asked)).await;
    }
    let form = Form { name: FAVICON, media_type: "image/x-icon" };
    sent(&app, own, form, (&method, asked), |picture| {
        let small = IN_FAVICON.map(|side| square(&picture, side));
        Ok(darkroom::ico(&small.into_iter().collect::<Result<Vec<_>, _>>()?))
    })
    .await
}

/// An icon.
async fn send_icon(
    State(app): State<App>,
    visit: Visit,
    method: Method,
    asked: HeaderMap,
) -> Result<Response, HttpError> {
    let icon = Icon::ALL.into_iter().find(|icon| icon.address == visit.path).ok_or(HttpError::NotFound)?;
    let own = own_picture(&app, &visit).await?;
    let is_to_be_cut = icon == Icon::MASKABLE && own.blob.is_some();
    let form = Form { name: icon.address, media_type: "image/png" };
    sent(&app, own, form, (&method, asked), move |picture| {
        let made = match is_to_be_cut {
            true => darkroom::maskable(&picture, icon.side, GROUND),
            // The theme's may be cut to any shape as it is.
            false => square(&picture, icon.side),
        };
        Ok(made?.bytes)
    })
    .await
}

fn square(picture: &[u8], side: u32) -> Result<Developed, Refusal> {
    let crop = Crop { aspect: (1, 1), focus: Focus::default() };
    darkroom::develop(picture, &Rendition { width: side, crop: Some(crop), format: Format::Png })
}

/// The picture that the visit's site names as its icon, if it is here, and what that was read from.
struct Own {
    site: String,
    blob: Option<String>,
    tags: Tags,
}

async fn own_picture(app: &App, visit: &Visit) -> Result<Own, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(app, &mut reading, visit).await?;
    let blob = directory.icon.as_ref().and_then(|media| media.blob.clone());
    Ok(Own { site: directory.site.id.to_string(), blob, tags: reading.tags().clone() })
}

/// Name and kind of what is made.
struct Form {
    name: &'static str,
    media_type: &'static str,
}

/// Makes an icon once for all who ask, keeps it until the site or its picture changes, and answers.
async fn sent(
    app: &App,
    own: Own,
    form: Form,
    (method, mut asked): (&Method, HeaderMap),
    make: impl FnOnce(Bytes) -> Result<Vec<u8>, Refusal> + Send + 'static,
) -> Result<Response, HttpError> {
    // A PNG is packed already.
    asked.remove(ACCEPT_ENCODING);
    // No key of a page can be the same: theirs hold a question mark.
    let key = format!("icon {} {}", own.site, form.name);
    let made = async {
        let picture: Bytes = match own.blob {
            Some(blob) => app.blobs().get(&blob).await.map_err(HttpError::internal)?.ok_or(HttpError::NotFound)?,
            None => app.views().assets().get(OF_THEME).map(|asset| asset.bytes.clone()).ok_or(HttpError::NotFound)?,
        };
        let made = tokio::task::spawn_blocking(move || make(picture));
        let made = made.await.map_err(HttpError::internal)?.map_err(HttpError::internal)?;
        let mut headers = HeaderMap::new();
        headers.insert(CACHE_CONTROL, A_DAY);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(form.media_type));
        Ok::<_, HttpError>(Arc::new(CachedPage::new(StatusCode::OK, headers, Bytes::from(made), own.tags)))
    };
    let page = app.cache().get_or_render(&key, app.now(), made).await?;
    Ok(page.answer(method, &asked))
}
