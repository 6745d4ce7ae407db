//! Lists: a topic's items, a person's, the corrections.

use axum::extract::State;
use platform::App;
use platform::http::{HttpError, Page, Visit};

use crate::read::{self, Directory, Here, Part, chrome, render};

/// Items on a page of a list.
const SIZE: u32 = 20;

/// The page of a topic.
pub(super) async fn show_topic(State(app): State<App>, visit: Visit) -> Result<Page, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let address = read::href(&visit.path);
    let part = Part::asked(&visit, &address, SIZE)?;
    let slug = last_segment(&visit);
    let (topic, view) = read::topic(&mut reading, &directory, slug, part).await?.ok_or(HttpError::NotFound)?;
    let here = Here { address: &visit.path, topic: Some(topic), ..Here::default() };
    let around = chrome(&app, &mut reading, &directory, here).await?;
    render(&app, reading, &view, &around)
}

/// The page of a person.
pub(super) async fn show_author(State(app): State<App>, visit: Visit) -> Result<Page, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let address = read::href(&visit.path);
    let part = Part::asked(&visit, &address, SIZE)?;
    let slug = last_segment(&visit);
    let (person, view) = read::author(&mut reading, &directory, slug, part).await?.ok_or(HttpError::NotFound)?;
    let here = Here { address: &visit.path, person: Some(person), ..Here::default() };
    let around = chrome(&app, &mut reading, &directory, here).await?;
    render(&app, reading, &view, &around)
}

/// All corrections, latest first.
pub(super) async fn list_corrections(State(app): State<App>, visit: Visit) -> Result<Page, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let part = Part::asked(&visit, "/corrections", SIZE)?;
    let view = read::corrections(&mut reading, &directory, part).await?;
    let around = chrome(&app, &mut reading, &directory, Here { address: "/corrections", ..Here::default() }).await?;
    render(&app, reading, &view, &around)
}

/// The slug that the address ends in, as it is kept.
fn last_segment(visit: &Visit) -> &str {
    visit.path.rsplit('/').next().unwrap_or_default()
}
