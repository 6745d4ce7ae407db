//! The route of pictures and files.

use http::{HeaderMap, Method};
use platform::App;
use platform::axum::extract::{Path, State};
use platform::axum::response::Response;
use platform::axum::routing::get;
use platform::feature::Route;
use platform::http::HttpError;

use super::address::{self, Copy};
use super::answer::{Asked, File, replaced};
use super::{develop, uses};
use crate::model::Media;
use crate::rules::visibility::Visibility;
use crate::store;

/// All of them.
pub(crate) fn routes() -> Vec<Route> {
    let files = Route::file("/media/{id}/{fingerprint}/{name}", "send_media", || get(send_media));
    [files].into_iter().chain(super::draw::routes()).chain(super::chapters::routes()).collect()
}

/// Sends a picture in one of its renditions, or a file, to whom it may be sent.
async fn send_media(
    State(app): State<App>,
    Path((id, fingerprint, name)): Path<(String, String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    let id = address::id(&id).ok_or(HttpError::NotFound)?;
    let mut conn = app.db().read().await?;
    let media = store::media::by_id(&mut conn, id).await?.ok_or(HttpError::NotFound)?;
    let current = address::fingerprint(&media).ok_or(HttpError::NotFound)?;
    let copy = Copy::asked(&media, &name).ok_or(HttpError::NotFound)?;
    match uses::standing(&mut conn, &media, app.now()).await? {
        Visibility::Shown => {}
        Visibility::Withdrawn => return Err(HttpError::Gone { notice: String::new() }),
        Visibility::Hidden => return Err(HttpError::NotFound),
    }
    drop(conn);
    if fingerprint != current {
        let to = address::whole(&media, &copy).ok_or(HttpError::NotFound)?;
        return Ok(replaced(&to));
    }
    let asked = Asked { method: &method, headers: &headers };
    match copy {
        Copy::Kept => send_kept(&app, &media, &asked).await,
        copy => send_rendition(&app, &media, copy, &asked).await,
    }
}

async fn send_kept(app: &App, media: &Media, asked: &Asked<'_>) -> Result<Response, HttpError> {
    let blob = media.blob.as_deref().ok_or(HttpError::NotFound)?;
    let length = app.blobs().length(blob).await.map_err(HttpError::internal)?.ok_or(HttpError::NotFound)?;
    let media_type = media.mime.as_deref().unwrap_or("application/octet-stream");
    Ok(File { media_type, tag: tag(media, "kept") }.blob(asked, app, blob, length))
}

async fn send_rendition(app: &App, media: &Media, copy: Copy, asked: &Asked<'_>) -> Result<Response, HttpError> {
    let made = develop::rendition(app, media, copy).await.map_err(HttpError::internal)?;
    let made = made.ok_or(HttpError::NotFound)?;
    let media_type = copy.rendition().map_or("", |rendition| rendition.format.media_type());
    let tag = tag(media, &copy.key().unwrap_or_default());
    Ok(File { media_type, tag }.whole(asked, made))
}

/// A strong tag: these bytes in this form.
fn tag(media: &Media, form: &str) -> String {
    let digest = media.digest.as_deref().unwrap_or_default();
    format!("\"{}-{form}\"", digest.get(..16).unwrap_or(digest))
}
