//! The small files that machines look for. One that the site says nothing for is not there.

use axum::extract::State;
use axum::response::Response;
use content::model::{Site, list_tag};
use content::read::{self, Depth, Directory, href};
use content::store::listings::{Span, entries};
use platform::App;
use platform::http::{HttpError, Visit};

use super::answer::text;
use crate::feed::day_of;
use crate::find::{Found, llms, robots, security};
use crate::model::{Form, feed_of};

/// Latest stories that are named to language models.
const LATEST: u32 = 20;

/// What the site says of being found: the settings `hidden` and `ai_training`.
pub(super) fn found(directory: &Directory) -> Found {
    match () {
        () if is_hidden(&directory.site) => Found::ByNobody,
        () if says(&directory.site, "ai_training", "no") => Found::NotForTraining,
        () => Found::ByAll,
    }
}

/// Whether a site does not want to be found.
pub(crate) fn is_hidden(site: &Site) -> bool {
    says(site, "hidden", "yes")
}

/// Whether a setting says yes or no, in a word or in the source's own way.
fn says(site: &Site, setting: &str, word: &str) -> bool {
    let said = site.fields.get(setting);
    said.is_some_and(|said| said.as_str() == Some(word) || said.as_bool() == Some(word == "yes"))
}

/// What robots may do.
pub(super) async fn send_robots(State(app): State<App>, visit: Visit) -> Result<Response, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let text_of = robots(found(&directory), &directory.site.address, directory.setting("robots_txt"));
    text(reading, "text/plain", text_of)
}

/// Who may sell what is advertised here.
pub(super) async fn send_ads(State(app): State<App>, visit: Visit) -> Result<Response, HttpError> {
    said(&app, &visit, "ads_txt").await
}

/// Who made it.
pub(super) async fn send_humans(State(app): State<App>, visit: Visit) -> Result<Response, HttpError> {
    said(&app, &visit, "humans_txt").await
}

/// Who is told of a hole: the site's own text, or one made of whom it names.
pub(super) async fn send_security(State(app): State<App>, visit: Visit) -> Result<Response, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    if let Some(said) = directory.setting("security_txt").map(str::to_owned) {
        return text(reading, "text/plain", said + "\n");
    }
    let contact = directory.setting("security_contact").ok_or(HttpError::NotFound)?;
    let (day, next) = day_of(reading.now());
    reading.expires(next);
    let written = security(contact, &directory.site.address, &directory.site.language, day);
    text(reading, "text/plain", written)
}

/// The site in a few words for language models: the site's own text, or its sections and latest stories.
pub(super) async fn send_llms(State(app): State<App>, visit: Visit) -> Result<Response, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    if found(&directory) == Found::ByNobody {
        return Err(HttpError::NotFound);
    }
    if let Some(said) = directory.setting("llms_txt").map(str::to_owned) {
        return text(reading, "text/plain", said + "\n");
    }
    let publisher = directory.publisher();
    let whole = |address: &str| publisher.absolute(&href(address));
    let sections = directory
        .children(None)
        .map(|section| (section.name.clone(), whole(&section.path), section.standfirst.as_deref().map(read::plain)));
    let site = directory.site.id.uuid();
    reading.note(list_tag(site));
    let latest = entries(&mut reading, site, Span { before: None, from: None, limit: LATEST }).await?;
    let latest: Vec<_> = latest.into_iter().map(|entry| entry.item).collect();
    let latest = read::whole(&mut reading, &directory, &latest, Depth::Summary).await?;
    // What is kept from search engines is kept from these too.
    let latest = latest.into_iter().filter(|story| !story.hidden);
    let latest = latest.map(|story| (story.headline, story.address, story.summary));
    let more = [("Archive", "/archive"), ("Corrections", "/corrections")];
    let more = more.map(|(name, address)| (name.to_owned(), whole(address), None)).into_iter();
    let feed = ("Feed".to_owned(), whole(&feed_of("/", Form::Full)), Some("the latest, whole".to_owned()));
    let parts = [
        ("Sections", sections.collect()),
        ("Latest", latest.collect()),
        ("Optional", more.chain([feed]).collect::<Vec<_>>()),
    ];
    let description = directory.setting("description").or(directory.site.tagline.as_deref());
    let written = llms(&directory.site.name, description, &parts);
    text(reading, "text/plain", written)
}

/// A text as the site says it.
async fn said(app: &App, visit: &Visit, setting: &str) -> Result<Response, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(app, &mut reading, visit).await?;
    let said = directory.setting(setting).ok_or(HttpError::NotFound)?.to_owned();
    text(reading, "text/plain", said + "\n")
}
