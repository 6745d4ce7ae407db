//! Feeds as programs ask for them.

use axum::extract::State;
use axum::response::Response;
use content::read::{Directory, href};
use http::HeaderValue;
use http::header::LOCATION;
use kit::Timestamp;
use platform::http::{HttpError, Reading, Visit};
use platform::{App, BoxFuture};

use super::answer::{dated, discovered, lead};
use crate::feed::{atom, channel, json_feed, list_at, podcast, rss, show};
use crate::model::{Channel, Form, List};
use crate::rules::{Asked, asked, asked_by_word};

/// The parameter by which other systems ask the page of a list for its feed.
pub(crate) const BY_WORD: &str = "feed";

/// The feed at an address that a route has.
pub(super) async fn send_feed(State(app): State<App>, visit: Visit) -> Result<Response, HttpError> {
    resolve(app, visit).await?.ok_or(HttpError::NotFound)
}

/// The feed at an address: that of the list whose page's address it begins with.
pub(crate) fn resolve(app: App, visit: Visit) -> BoxFuture<'static, Result<Option<Response>, HttpError>> {
    Box::pin(async move {
        let by_word = visit.query.get(BY_WORD).and_then(|word| asked_by_word(&visit.path, word));
        let Some(asked) = by_word.or_else(|| asked(&visit.path)) else { return Ok(None) };
        let mut reading = app.reading().await?;
        let directory = Directory::load(&app, &mut reading, &visit).await?;
        let Some(list) = list_at(&mut reading, &directory, &asked.list, asked.form).await? else {
            drop(reading);
            return led_on(&app, &visit, &asked).await;
        };
        if !asked.exact {
            return lead(&reading, &href(&asked.address())).map(Some);
        }
        send(reading, &directory, &list, asked.form).await
    })
}

async fn send(
    mut reading: Reading,
    directory: &Directory,
    list: &List,
    form: Form,
) -> Result<Option<Response>, HttpError> {
    if form == Form::Podcast {
        let Some(show) = show(&mut reading, directory, list).await? else { return Ok(None) };
        let response = dated(reading, form.media_type(), podcast(&show)?, show.channel.last_modified())?;
        return Ok(Some(discovered(response, &show.channel.own, show.channel.hub.as_deref())));
    }
    let channel = channel(&mut reading, directory, list, form).await?;
    written(reading, (&channel, channel.last_modified()), form).map(Some)
}

/// A channel in this form, with when it last changed, where that is known.
pub(super) fn written(
    reading: Reading,
    (channel, changed): (&Channel, Option<Timestamp>),
    form: Form,
) -> Result<Response, HttpError> {
    let written = match form {
        Form::Atom => atom(channel)?,
        Form::Json => json_feed(channel)?,
        Form::Summary | Form::Full | Form::Podcast => rss(channel)?,
    };
    let response = dated(reading, form.media_type(), written, changed)?;
    Ok(discovered(response, &channel.own, channel.hub.as_deref()))
}

/// Where the page of a list has moved, its feed has too: whoever knows where the page is tells where the feed is.
async fn led_on(app: &App, visit: &Visit, asked: &Asked) -> Result<Option<Response>, HttpError> {
    if asked.list.is_empty() {
        return Ok(None);
    }
    let page = Visit { path: asked.list.clone(), query: Default::default(), ..visit.clone() };
    for resolver in app.features().iter().filter_map(|feature| feature.resolver) {
        let Some(mut response) = resolver(app.clone(), page.clone()).await? else { continue };
        let location = response.headers().get(LOCATION).and_then(|location| location.to_str().ok());
        let to = location.filter(|_| response.status().is_redirection()).and_then(|to| moved(to, asked));
        let Some(to) = to.filter(|to| *to != visit.path) else { return Ok(None) };
        response.headers_mut().insert(LOCATION, HeaderValue::try_from(to).map_err(HttpError::internal)?);
        return Ok(Some(response));
    }
    Ok(None)
}

/// The feed of the page at another address.
fn moved(page: &str, asked: &Asked) -> Option<String> {
    let plain = !page.contains(['?', '#']);
    plain.then(|| crate::model::feed_of(page, asked.form))
}
