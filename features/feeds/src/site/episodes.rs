//! What podcast programs get of an episode besides its recording: where which subject begins, and what is said.

use axum::extract::{Path, State};
use axum::response::Response;
use content::model::ItemId;
use content::read::{self, Depth, Directory, WholeStory};
use content::store::transcripts;
use kit::Uuid;
use platform::App;
use platform::http::{HttpError, Reading, Visit};

use super::answer::text;
use crate::feed::chapters;

/// Where in an episode which subject begins.
pub(super) async fn send_chapters(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, HttpError> {
    let (reading, episode) = episode(&app, &visit, &id).await?;
    let written = chapters(&episode).ok_or(HttpError::NotFound)?;
    text(reading, "application/json+chapters", written)
}

/// What is said in an episode, in plain words.
pub(super) async fn send_transcript(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, HttpError> {
    let (mut reading, episode) = episode(&app, &visit, &id).await?;
    let said = transcripts::of_items(&mut reading, &[episode.id]).await?;
    let (_, said) = said.into_iter().next().ok_or(HttpError::NotFound)?;
    text(reading, "text/plain", said.to_text())
}

/// The episode of this id, if readers may see it.
async fn episode(app: &App, visit: &Visit, id: &str) -> Result<(Reading, WholeStory), HttpError> {
    let id = Uuid::try_parse(id).map_err(|_| HttpError::NotFound)?;
    let mut reading = app.reading().await?;
    let directory = Directory::load(app, &mut reading, visit).await?;
    let found = read::whole(&mut reading, &directory, &[ItemId::from_uuid(id)], Depth::Summary).await?;
    let episode = found.into_iter().next().ok_or(HttpError::NotFound)?;
    Ok((reading, episode))
}
