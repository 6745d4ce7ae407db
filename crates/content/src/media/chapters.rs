//! The chapters of a recording as a track for players: written from what the item says of them.

use http::{HeaderMap, Method};
use platform::App;
use platform::Bytes;
use platform::axum::extract::{Path, State};
use platform::axum::response::Response;
use platform::axum::routing::get;
use platform::feature::Route;
use platform::http::HttpError;

use super::address;
use super::answer::{Asked, File, replaced};
use super::kind::FileKind;
use crate::model::{Item, ItemId};
use crate::rules::visibility::{Visibility, visibility};
use crate::store;

/// Digits of the fingerprint that stand in an address.
const DIGITS: usize = 8;

/// The route.
pub(super) fn routes() -> Vec<Route> {
    vec![Route::file("/media/chapters/{item}/{name}", "send_chapters", || get(send_chapters))]
}

/// Where the chapters of an item are had as WebVTT; nowhere where it has none.
pub fn chapters_address(item: &Item) -> Option<String> {
    Some(format!("/media/chapters/{}/{}.vtt", item.id.uuid().simple(), fingerprint(&written(item)?)))
}

/// The chapters of an item as WebVTT.
fn written(item: &Item) -> Option<String> {
    let playback = item.playback.as_ref().filter(|playback| !playback.chapters.is_empty())?;
    Some(prose::write_chapters(&playback.chapters, playback.seconds))
}

fn fingerprint(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..DIGITS].to_owned()
}

/// Sends the chapters of an item as they are now; an address of what they were leads there.
async fn send_chapters(
    State(app): State<App>,
    Path((item, name)): Path<(String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    let id = address::id(&item).map(|id| ItemId::from_uuid(id.uuid())).ok_or(HttpError::NotFound)?;
    let item = store::items::by_id(&mut app.db().read().await?, id).await?.ok_or(HttpError::NotFound)?;
    match visibility(&item, app.now()) {
        Visibility::Shown => {}
        Visibility::Withdrawn => return Err(HttpError::Gone { notice: String::new() }),
        Visibility::Hidden => return Err(HttpError::NotFound),
    }
    let text = written(&item).ok_or(HttpError::NotFound)?;
    let current = fingerprint(&text);
    match name.strip_suffix(".vtt") {
        Some(asked) if asked == current => {}
        Some(asked) if asked.len() == DIGITS && asked.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            return Ok(replaced(&chapters_address(&item).ok_or(HttpError::NotFound)?));
        }
        _ => return Err(HttpError::NotFound),
    }
    let file = File { media_type: FileKind::Vtt.media_type(), tag: format!("\"{current}\"") };
    Ok(file.whole(&Asked { method: &method, headers: &headers }, Bytes::from(text)))
}
