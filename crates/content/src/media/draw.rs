//! The routes of what the house draws itself. Whoever may not see an item, or the page of a topic or person, gets neither
//! card nor cover of it.

use darkroom::{Developed, Refusal};
use http::{HeaderMap, Method};
use kit::Uuid;
use platform::App;
use platform::axum::extract::{Path, State};
use platform::axum::response::Response;
use platform::axum::routing::get;
use platform::feature::Route;
use platform::http::{HttpError, Reading, Visit};

use super::answer::{Asked, File, replaced};
use super::develop;
use super::drawn::{CardOf, CoverCopy, SharingCard};
use crate::model::{Item, ItemId};
use crate::read::{Directory, place_card, sharing_card};
use crate::rules::visibility::{Visibility, visibility};
use crate::store;

/// All of them.
pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::file("/media/card/{item}/{name}", "send_card", || get(send_card)),
        Route::file("/media/card/site/{id}/{name}", "send_place_card", || get(send_place_card)),
        Route::file("/media/card/section/{id}/{name}", "send_place_card", || get(send_place_card)),
        Route::file("/media/card/topic/{id}/{name}", "send_place_card", || get(send_place_card)),
        Route::file("/media/card/author/{id}/{name}", "send_place_card", || get(send_place_card)),
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
    if !is_name_of_drawing(&name) {
        return Err(HttpError::NotFound);
    }
    let (mut reading, item) = shown(&app, &item).await?;
    let directory = Directory::of_site(&app, &mut reading, item.site).await?;
    let card = sharing_card(&mut reading, &directory, &item).await?;
    drop(reading);
    let folder = develop::drawn_folder("cards", item.id.uuid());
    send_drawn(&app, card, (&folder, &name), &Asked { method: &method, headers: &headers }).await
}

/// Sends the card of a site, a section, a topic or a person, as the site that is visited shows it.
async fn send_place_card(
    State(app): State<App>,
    visit: Visit,
    Path((id, name)): Path<(String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    if !is_name_of_drawing(&name) {
        return Err(HttpError::NotFound);
    }
    let id = super::address::id(&id).ok_or(HttpError::NotFound)?;
    let place = visit.path.split('/').nth(3).unwrap_or_default();
    let of = CardOf::named(place, id.uuid()).ok_or(HttpError::NotFound)?;
    let mut reading = app.reading().await?;
    let directory = match of {
        CardOf::Site(site) => Directory::of_site(&app, &mut reading, site).await?,
        _ => Directory::load(&app, &mut reading, &visit).await?,
    };
    let card = place_card(&mut reading, &directory, of).await?.ok_or(HttpError::NotFound)?;
    drop(reading);
    // Topics and persons are the house's: each site has cards of its own of them.
    let site = directory.site.id.uuid().simple();
    let folder = format!("{}{site}/", develop::drawn_folder("cards", of.id()));
    send_drawn(&app, card, (&folder, &name), &Asked { method: &method, headers: &headers }).await
}

/// What a feature has drawn: for whom, and under which name. A name says all that the drawing depends on, or its
/// fingerprint.
#[derive(Debug, Clone, Copy)]
pub struct Drawing<'a> {
    /// What it is: `sleeves`.
    pub kind: &'static str,
    /// Whose it is.
    pub id: Uuid,
    /// The last part of its address.
    pub name: &'a str,
}

/// Sends a PNG that a feature has drawn: made when it is first asked for, and kept until another is drawn for the same.
///
/// # Errors
/// When it cannot be drawn, or the store of blobs fails.
pub async fn send_drawing(
    app: &App,
    drawing: Drawing<'_>,
    (method, headers): (&Method, &HeaderMap),
    draw: impl FnOnce() -> Result<Developed, Refusal> + Send + 'static,
) -> Result<Response, HttpError> {
    let Drawing { kind, id, name } = drawing;
    let folder = develop::drawn_folder(kind, id);
    let made = develop::drawn(app, &folder, name, draw).await.map_err(HttpError::internal)?;
    let made = made.ok_or(HttpError::Unavailable)?;
    Ok(File { media_type: "image/png", tag: format!("\"{name}\"") }.whole(&Asked { method, headers }, made))
}

/// Whether this can be the last part of a drawing's address: the fingerprint of what it shows.
pub fn is_name_of_drawing(name: &str) -> bool {
    name.strip_suffix(".png").is_some_and(|stem| stem.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Sends a card under the name that it has now; under another it leads there.
async fn send_drawn(
    app: &App,
    card: SharingCard,
    (folder, name): (&str, &str),
    asked: &Asked<'_>,
) -> Result<Response, HttpError> {
    if card.name() != name {
        return Ok(replaced(&card.address()));
    }
    let made = develop::drawn(app, folder, name, move || card.draw()).await.map_err(HttpError::internal)?;
    let made = made.ok_or(HttpError::Unavailable)?;
    Ok(File { media_type: "image/png", tag: format!("\"{name}\"") }.whole(asked, made))
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
    let folder = develop::drawn_folder("covers", item.uuid());
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
