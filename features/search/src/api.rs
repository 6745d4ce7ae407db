//! The same answers for programs, and words that begin like what is being typed.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use content::model::Site;
use content::read::{self, Asked, Directory, facets};
use content::views::Publisher;
use http::header::CACHE_CONTROL;
use platform::App;
use platform::http::{HttpError, Visit};
use platform::search::Facet;
use serde_json::{Map, Value, json};

use crate::answers::{Finding, PAGES, Shown, find};
use crate::site::page_of;
use crate::views::{Found, Narrowing};

/// Words that are offered.
const SUGGESTED: u32 = 8;
/// Of sections, so many.
const SECTIONS: usize = 2;
/// Letters of what is being typed that are looked at.
const LETTERS: usize = 60;

/// Answers as JSON; their shape stands in the README.
pub(crate) async fn tell_answers(State(app): State<App>, visit: Visit) -> Result<Response, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let asked = read::asked(&app, &mut reading, &directory, &visit).await?;
    let page = understood(&visit, &asked)?;
    let finding =
        find(&app, &mut reading, &directory, (&asked, page, Shown::Words)).await?.ok_or(HttpError::Unavailable)?;
    if page > 1 && page > finding.pages() {
        return Err(HttpError::NotFound);
    }
    let publisher = directory.publisher();
    let told = json!({
        "words": asked.words,
        "page": page,
        "pages": finding.pages(),
        "total": finding.total,
        "results": finding.found.iter().map(|found| result(&directory, &publisher, found)).collect::<Vec<_>>(),
        "facets": told_facets(&finding.narrowings),
        "meant": finding.meant,
        "next": next(&publisher, &asked, page, &finding),
    });
    Ok(Json(told).into_response())
}

/// The page that is asked for. A program is told what of its question cannot be read; a reader is not.
fn understood(visit: &Visit, asked: &Asked) -> Result<u32, HttpError> {
    let given = |name: &str| visit.query.get(name).is_some_and(|value| !value.trim().is_empty());
    let wrong = |sentence: &str| Err(HttpError::BadRequest(sentence.to_owned()));
    if given("from") && asked.from.is_none() || given("until") && asked.until.is_none() {
        return wrong("from and until are days, months or years: 2020-03-01, 2020-03, 2020");
    }
    if given("order") && asked.order.is_none() {
        return wrong("order is relevance, newest or oldest");
    }
    let page = visit.query.get("page").map(|page| page.parse::<u32>());
    match (page, page_of(visit)) {
        (None, _) => Ok(1),
        (Some(Ok(1..)), Some(page)) => Ok(page),
        _ => wrong(&format!("page is a number from 1 to {PAGES}")),
    }
}

fn result(directory: &Directory, publisher: &Publisher, found: &Found) -> Value {
    let card = &found.card;
    // What stands on another site has its whole address there, and that site in the place of a section.
    let other = directory.house().iter().find(|site| is_on(site, &card.address));
    json!({
        "id": found.id,
        "address": publisher.absolute(&card.address),
        "site": other.unwrap_or(&directory.site).name,
        "kind": card.kind,
        "headline": card.headline,
        "standfirst": card.standfirst,
        "format": card.format,
        "section": card.section.as_ref().filter(|_| other.is_none()).map(|section| &section.name),
        "byline": card.byline.iter().map(|credit| &credit.name).collect::<Vec<_>>(),
        "sponsor": card.sponsor,
        "published": card.published.as_ref().map(|moment| &moment.iso),
        "marked": { "headline": found.headline, "snippet": found.snippet },
    })
}

/// Whether a whole address is on this site.
fn is_on(site: &Site, address: &str) -> bool {
    address.strip_prefix(&site.address).is_some_and(|path| path.starts_with('/'))
}

fn told_facets(narrowings: &[Narrowing]) -> Value {
    let group = |group: &Narrowing| {
        let offers = group.offers.iter().chain(&group.more).map(|offer| {
            json!({ "value": offer.value, "label": offer.label, "count": offer.count, "chosen": offer.is_chosen })
        });
        (group.parameter.clone(), offers.collect::<Value>())
    };
    Value::Object(narrowings.iter().map(group).collect::<Map<_, _>>())
}

/// The address of the next page of answers.
fn next(publisher: &Publisher, asked: &Asked, page: u32, finding: &Finding) -> Option<String> {
    let address = asked.address("/api/search");
    let mark = if address.contains('?') { '&' } else { '?' };
    (page < finding.pages()).then(|| publisher.absolute(&format!("{address}{mark}page={}", page + 1)))
}

/// Words and names that begin like what is being typed, as OpenSearch wants them: what was typed, and a list.
pub(crate) async fn suggest_words(State(app): State<App>, visit: Visit) -> Result<Response, HttpError> {
    let typed = visit.query.get("q").map(String::as_str).unwrap_or_default();
    let typed: String = typed.chars().filter(|c| !c.is_control()).take(LETTERS).collect();
    let begun = typed.trim_start();
    let mut words = Vec::new();
    if begun.trim_end().chars().count() > 1 {
        let mut reading = app.reading().await?;
        let directory = Directory::load(&app, &mut reading, &visit).await?;
        let site = [Facet::new(facets::SITE, directory.site.id)];
        words = sections_begun(&directory, begun);
        // Without an index there is nothing more to offer; the form works all the same.
        let found = app.search().suggest(begun, &site, SUGGESTED).await.unwrap_or_default();
        let is_new = |word: &String| !words.iter().any(|known| known.to_lowercase() == word.to_lowercase());
        let found: Vec<String> = found.into_iter().filter(is_new).collect();
        words.extend(found);
        words.truncate(SUGGESTED as usize);
    }
    let headers = [(CACHE_CONTROL, "public, max-age=30")];
    Ok((headers, Json(json!([typed, words]))).into_response())
}

/// Sections whose names begin so.
fn sections_begun(directory: &Directory, begun: &str) -> Vec<String> {
    let begun = begun.to_lowercase();
    let names = directory.sections().iter().map(|section| &section.name);
    let names = names.filter(|name| name.to_lowercase().starts_with(&begun));
    names.take(SECTIONS).cloned().collect()
}
