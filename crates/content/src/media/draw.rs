//! The routes of what the house draws itself. Whoever may not see an item gets neither its card nor its cover.

use http::{HeaderMap, Method};
use platform::App;
use platform::axum::extract::{Path, State};
use platform::axum::response::Response;
use platform::axum::routing::get;
use platform::feature::Route;
use platform::http::{HttpError, Reading};

use super::answer::{Asked, File, replaced};
use super::develop;
use super::drawn::CoverCopy;
use crate::model::{Item, ItemId};
use crate::read::{Directory, sharing_card};
use crate::rules::visibility::{Visibility, visibility};
use crate::store;

/// All of them.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::file("/media/card/{item}/{name}", "send_card", || get(send_card)),
        Route::file("/media/cover/{item}/{name}", "send_cover", || get(send_cover)),
    ]
}

/// Sends the card of an item as it is now; an address of the card as it was leads there.
async fn send_card(
    State(app): State<App>,
    Path((item, name)): Path<(String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    if !name.strip_suffix(".png").is_some_and(|stem| stem.bytes().all(|byte| byte.is_ascii_hexdigit())) {
        return Err(HttpError::NotFound);
    }
    let (mut reading, item) = shown(&app, &item).await?;
    let directory = Directory::of_site(&app, &mut reading, item.site).await?;
    let card = sharing_card(&mut reading, &directory, &item).await?;
    drop(reading);
    if card.name() != name {
        return Ok(replaced(&card.address()));
    }
    let folder = develop::drawn_folder("cards", item.id);
    let made = develop::drawn(&app, &folder, &name, move || card.draw()).await.map_err(HttpError::internal)?;
    let asked = Asked { method: &method, headers: &headers };
    let made = made.ok_or(HttpError::Unavailable)?;
    Ok(File { media_type: "image/png", tag: format!("\"{name}\"") }.whole(&asked, made))
}

/// Sends the cover of an item in one of its renditions.
async fn send_cover(
    State(app): State<App>,
    Path((item, name)): Path<(String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    let copy = CoverCopy::asked(&name).ok_or(HttpError::NotFound)?;
    let (mut reading, item) = shown(&app, &item).await?;
    let directory = Directory::of_site(&app, &mut reading, item.site).await?;
    let accent = item.section.and_then(|id| directory.link_to(id)).map(|section| section.accent).unwrap_or_default();
    drop(reading);
    let (item, current) = (item.id, CoverCopy { accent, ..copy });
    if current != copy {
        return Ok(replaced(&format!("/media/cover/{}/{}", item.uuid().simple(), current.name())));
    }
    let folder = develop::drawn_folder("covers", item);
    let made = develop::drawn(&app, &folder, &name, move || copy.draw(item)).await.map_err(HttpError::internal)?;
    let asked = Asked { method: &method, headers: &headers };
    let made = made.ok_or(HttpError::Unavailable)?;
    let tag = format!("\"{}-{name}\"", item.uuid().simple());
    Ok(File { media_type: copy.format.media_type(), tag }.whole(&asked, made))
}

/// The item of that id, if readers may see it.
async fn shown(app: &App, id: &str) -> Result<(Reading, Item), HttpError> {
    let id = super::address::id(id).ok_or(HttpError::NotFound)?;
    let mut reading = app.reading().await?;
    let id = ItemId::from_uuid(id.uuid());
    let item = store::items::by_ids(&mut reading, &[id]).await?.pop().ok_or(HttpError::NotFound)?;
    match visibility(&item, reading.now()) {
        Visibility::Shown => Ok((reading, item)),
        Visibility::Withdrawn => Err(HttpError::Gone { notice: String::new() }),
        Visibility::Hidden => Err(HttpError::NotFound),
    }
}
