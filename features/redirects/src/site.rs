//! Redirects as readers meet them.

use axum::response::{IntoResponse, Response};
use content::model::{Item, Section, Topic};
use content::read::href;
use content::rules::address::other_slash;
use content::rules::hosts::site_for;
use content::rules::visibility::{Visibility, visibility};
use content::store;
use http::header::LOCATION;
use http::{HeaderValue, StatusCode};
use people::Person;
use platform::http::{Cacheable, HttpError, Reading, Visit};
use platform::{App, BoxFuture};

use crate::rules::{applies, filled};
use crate::store as redirects;
use crate::{Redirect, Target};

/// Leads on from an old address, if it is one.
pub(crate) fn resolve(app: App, visit: Visit) -> BoxFuture<'static, Result<Option<Response>, HttpError>> {
    Box::pin(async move {
        if visit.path == "/" && visit.query.is_empty() {
            return Ok(None);
        }
        let mut reading = app.reading().await?;
        let sites = store::sites::all(&mut reading).await?;
        let Some(site) = site_for(sites, &visit.host) else { return Ok(None) };
        let Some((redirect, star)) = find(&mut reading, site.id, &visit).await? else { return Ok(None) };
        reading.note(Redirect::tag(site.id));
        let Some(to) = &redirect.to else { return Err(HttpError::Gone { notice: String::new() }) };
        let Some(address) = address_of(&mut reading, to, &star).await? else { return Ok(None) };
        if address == visit.path {
            return Ok(None);
        }
        // The house's own addresses are kept decoded; one that somebody wrote may be encoded already.
        let location = match to {
            Target::Address(_) => encoded(&address),
            _ => href(&address),
        };
        let is_of_path = !redirect.from.contains('?');
        let location = if is_of_path { still_asking(location, &visit) } else { location };
        Ok(Some(lead(redirect.status, location, reading)?))
    })
}

/// The redirect for an address: with its query, by itself, with its other slash, by pattern.
async fn find(
    reading: &mut Reading,
    site: content::model::SiteId,
    visit: &Visit,
) -> Result<Option<(Redirect, String)>, HttpError> {
    if !visit.query.is_empty() {
        let pairs: Vec<String> = visit.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let whole = format!("{}?{}", visit.path, pairs.join("&"));
        if let Some(redirect) = redirects::by_address(reading, site, &whole).await? {
            return Ok(Some((redirect, String::new())));
        }
    }
    if visit.path == "/" {
        return Ok(None);
    }
    for path in [visit.path.clone(), other_slash(&visit.path)] {
        if let Some(redirect) = redirects::by_address(reading, site, &path).await? {
            return Ok(Some((redirect, String::new())));
        }
    }
    for redirect in redirects::patterns(reading, site).await? {
        if let Some(star) = applies(&redirect.from, &visit.path) {
            let star = star.to_owned();
            return Ok(Some((redirect, star)));
        }
    }
    Ok(None)
}

/// Where a target stands now. Nothing for what readers may not know of.
async fn address_of(reading: &mut Reading, to: &Target, star: &str) -> Result<Option<String>, HttpError> {
    Ok(match to {
        Target::Address(address) => Some(on_this_host(filled(address, star), address)),
        Target::Item(id) => {
            reading.note(Item::tag(*id));
            let now = reading.now();
            let item = store::items::by_id(reading, *id).await?;
            item.filter(|item| visibility(item, now) != Visibility::Hidden).map(|item| item.address)
        }
        Target::Section(id) => {
            reading.note(Section::tag(*id));
            store::sections::by_id(reading, *id).await?.map(|section| section.path)
        }
        Target::Topic(id) => {
            reading.note(Topic::tag(*id));
            let topics = store::labels::topics_by_id(reading, &[*id]).await?;
            topics.first().filter(|topic| !topic.internal).map(|topic| format!("/topic/{}", topic.slug))
        }
        Target::Person(id) => {
            reading.note(Person::tag(*id));
            people::person_by_id(reading, *id).await?.map(|person| format!("/author/{}", person.slug))
        }
    })
}

/// A path stays a path, whatever the star stood for: two slashes, of either kind, would name another host.
fn on_this_host(filled: String, pattern: &str) -> String {
    match pattern.starts_with('/') {
        true => format!("/{}", filled.trim_start_matches(['/', '\\'])),
        false => filled,
    }
}

/// What was asked of a page with its parameters is asked of the page in its place, if that is of this house.
fn still_asking(location: String, visit: &Visit) -> String {
    if visit.query.is_empty() || !location.starts_with('/') || location.contains(['?', '#']) {
        return location;
    }
    let plain = |text: &str| {
        let one = |byte: u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        };
        text.bytes().map(one).collect::<String>()
    };
    let pairs: Vec<String> =
        visit.query.iter().map(|(name, value)| format!("{}={}", plain(name), plain(value))).collect();
    format!("{location}?{}", pairs.join("&"))
}

/// The answer that leads on. It may be kept until what it was made of changes.
fn lead(status: u16, location: String, reading: Reading) -> Result<Response, HttpError> {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::MOVED_PERMANENTLY);
    let mut response = status.into_response();
    let location = HeaderValue::try_from(location).map_err(HttpError::internal)?;
    response.headers_mut().insert(LOCATION, location);
    response.extensions_mut().insert(Cacheable { tags: reading.tags().clone(), fresh_until: None });
    Ok(response)
}

/// An address as a header may carry it (RFC 3986): what is not ASCII, and spaces, percent-encoded.
fn encoded(address: &str) -> String {
    let mut text = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            0x21..=0x7e => text.push(char::from(byte)),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}
