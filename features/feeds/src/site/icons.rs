//! The web app's manifest, and its icons: squares of one picture, the site's own or the theme's.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use content::media::is_picture;
use content::model::{Media, Site};
use content::read::{self, Directory};
use darkroom::{Crop, Focus, Format, Rendition};
use http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use kit::Tags;
use platform::cache::CachedPage;
use platform::http::{HttpError, Reading, Visit};
use platform::{App, Bytes};
use serde_json::{Value, json};

use super::answer::text;

/// The theme's own picture, where the site names none.
const OF_THEME: &str = "icon.png";
/// Names of icons, and how many pixels each is wide.
const ICONS: [(&str, u32); 3] = [("/icon-192.png", 192), ("/icon-512.png", 512), ("/apple-touch-icon.png", 180)];
/// The one that may be cut to any shape.
const MASKABLE: (&str, u32) = ("/icon-maskable.png", 512);
/// What stands around a picture that has no ground of its own: the manifest's `background_color`.
const GROUND: [u8; 3] = [0xfb, 0xfa, 0xf6];
/// A day: the address of an icon holds no fingerprint.
const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");

/// What a browser is told that puts the publication on a telephone's first screen.
pub(super) async fn send_manifest(State(app): State<App>, visit: Visit) -> Result<Response, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let own = own_icon(&mut reading, &directory).await?;
    let site = &directory.site;
    let manifest = json!({
        "id": "/",
        "name": site.name,
        "short_name": site.fields.get("short_name").and_then(Value::as_str).unwrap_or(&site.name),
        "description": directory.setting("description").or(site.tagline.as_deref()).unwrap_or(&site.name),
        "lang": site.language,
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#fbfaf6",
        "theme_color": "#fbfaf6",
        "icons": icons(own.as_ref()),
    });
    text(reading, "application/manifest+json", manifest.to_string())
}

/// The icons that there are of a picture: none is larger than it. The theme's may be cut to any shape as it is; of a site's
/// own there is one that loses nothing when it is cut.
fn icons(own: Option<&Media>) -> Vec<Value> {
    let side = own.map_or(512, |media| media.width.unwrap_or(0).min(media.height.unwrap_or(0)));
    let icon = |(address, pixels): &(&str, u32), purpose: &str| {
        let pixels = (*pixels).min(side);
        json!({"src": address, "sizes": format!("{pixels}x{pixels}"), "type": "image/png", "purpose": purpose})
    };
    let any = ICONS[..2].iter().map(|one| icon(one, "any"));
    let of_theme = || icon(&ICONS[1], "maskable");
    let (address, pixels) = MASKABLE;
    let of_site = json!({"src": address, "sizes": format!("{pixels}x{pixels}"), "type": "image/png",
        "purpose": "maskable"});
    any.chain([if own.is_some() { of_site } else { of_theme() }]).collect()
}

/// An icon. Made once, and kept until the site or its picture changes.
pub(super) async fn send_icon(
    State(app): State<App>,
    visit: Visit,
    method: Method,
    mut asked: HeaderMap,
) -> Result<Response, HttpError> {
    let (name, pixels) =
        *ICONS.iter().chain([&MASKABLE]).find(|(name, _)| *name == visit.path).ok_or(HttpError::NotFound)?;
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let own = own_icon(&mut reading, &directory).await?;
    let tags = reading.tags().clone();
    drop(reading);
    // A PNG is packed already.
    asked.remove(ACCEPT_ENCODING);
    // No key of a page can be the same: theirs hold a question mark.
    let key = format!("icon {} {name}", directory.site.id.uuid());
    let page = app.cache().get_or_render(&key, app.now(), make(&app, own, (name, pixels), tags)).await?;
    Ok(page.answer(&method, &asked))
}

async fn make(
    app: &App,
    own: Option<Media>,
    (name, pixels): (&'static str, u32),
    tags: Tags,
) -> Result<Arc<CachedPage>, HttpError> {
    let is_of_theme = own.is_none();
    let picture: Bytes = match own.and_then(|media| media.blob) {
        Some(blob) => app.blobs().get(&blob).await.map_err(HttpError::internal)?.ok_or(HttpError::NotFound)?,
        None => app.views().assets().get(OF_THEME).map(|asset| asset.bytes.clone()).ok_or(HttpError::NotFound)?,
    };
    let made = tokio::task::spawn_blocking(move || {
        if name == MASKABLE.0 && !is_of_theme {
            return darkroom::maskable(&picture, pixels, GROUND);
        }
        let crop = Crop { aspect: (1, 1), focus: Focus::default() };
        darkroom::develop(&picture, &Rendition { width: pixels, crop: Some(crop), format: Format::Png })
    });
    let made = made.await.map_err(HttpError::internal)?.map_err(HttpError::internal)?;
    let mut headers = HeaderMap::new();
    headers.insert(CACHE_CONTROL, A_DAY);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("image/png"));
    Ok(Arc::new(CachedPage::new(StatusCode::OK, headers, Bytes::from(made.bytes), tags)))
}

/// The picture that the site names as its icon, if it is here.
async fn own_icon(reading: &mut Reading, directory: &Directory) -> Result<Option<Media>, HttpError> {
    let Some(key) = named(&directory.site) else { return Ok(None) };
    Ok(read::media_of_key(reading, directory, key).await?.filter(is_picture))
}

/// The key of the picture that a site names as its icon.
pub(crate) fn named(site: &Site) -> Option<&str> {
    site.fields.get("icon").and_then(|key| key.as_str()).filter(|key| !key.is_empty())
}
