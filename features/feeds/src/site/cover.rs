//! The drawn covers of podcasts.

use axum::extract::{Path, State};
use axum::response::Response;
use content::media::{Drawing, is_name_of_drawing, replaced, send_drawing};
use content::read::Directory;
use http::{HeaderMap, Method};
use kit::Uuid;
use platform::App;
use platform::http::{HttpError, Visit};

use crate::feed::{Sleeve, has_episodes, podcast_list};

/// Sends the cover of a podcast as it is now; an address of the cover as it was leads there.
pub(super) async fn send_cover(
    State(app): State<App>,
    visit: Visit,
    Path((id, name)): Path<(String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    let id = Uuid::try_parse(&id).ok().filter(|known| is_name_of_drawing(&name) && known.simple().to_string() == id);
    let id = id.ok_or(HttpError::NotFound)?;
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let list = podcast_list(&mut reading, &directory, id).await?.ok_or(HttpError::NotFound)?;
    if !has_episodes(&mut reading, &directory, &list).await? {
        return Err(HttpError::NotFound);
    }
    drop(reading);
    let sleeve = Sleeve::of(&directory, &list);
    if sleeve.file() != name {
        return Ok(replaced(&sleeve.address()));
    }
    let drawing = Drawing { kind: "sleeves", id, name: &name };
    send_drawing(&app, drawing, (&method, &headers), move || sleeve.draw()).await
}
