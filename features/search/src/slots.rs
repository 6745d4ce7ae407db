//! What the search puts on other pages: a box in the masthead, a word to machines in the head, stories like the one that
//! was read.

use content::model::{ItemId, SiteId};
use content::read::{self, Directory, facets};
use content::store;
use content::store::listings::Span;
use content::views::Kind;
use kit::Tag;
use platform::feature::SlotPlace;
use platform::http::{HttpError, Reading};
use platform::minijinja::Value;
use platform::search::Facet;
use platform::views::{Html, View};
use platform::{App, BoxFuture};
use serde_json::json;

use crate::site::ADDRESS;
use crate::views::{Head, NoticeForm, Related, SearchBox};

/// Stories shown under one that was read, at the most.
const SHOWN: usize = 4;
/// The same together with those that an editor chose to be read with it.
const SHOWN_IN_ALL: usize = 5;
/// How many are asked for, so that enough are left when those that the page shows anyway are taken out.
const ASKED: u32 = 12;
/// The latest of the section that the page shows anyway.
const MORE: u32 = 5;

/// What a page depends on that could not be told what is like it, since there was no index.
pub(crate) fn likeness_tag() -> Tag {
    Tag::new("search", "likeness")
}

/// The description of the search, for browsers.
pub(crate) fn fill_head<'a>(
    app: &'a App,
    _reading: &'a mut Reading,
    _place: SlotPlace<'a>,
) -> BoxFuture<'a, Result<Html, HttpError>> {
    Box::pin(async move { fragment(app, &Head {}) })
}

/// How machines ask, in schema.org's words.
pub(crate) fn fill_site<'a>(
    app: &'a App,
    reading: &'a mut Reading,
    place: SlotPlace<'a>,
) -> BoxFuture<'a, Result<Html, HttpError>> {
    Box::pin(async move {
        let directory = Directory::of_site(app, reading, SiteId::from_uuid(place.site)).await?;
        let origin = &directory.site.address;
        let action = json!({ "potentialAction": {
            "@type": "SearchAction",
            "target": { "@type": "EntryPoint", "urlTemplate": format!("{origin}{ADDRESS}?q={{search_term_string}}") },
            "query-input": "required name=search_term_string",
        } });
        Ok(Html(action.to_string()))
    })
}

/// The box, on every page but the search's own, which has a larger one.
pub(crate) fn fill_header<'a>(
    app: &'a App,
    _reading: &'a mut Reading,
    place: SlotPlace<'a>,
) -> BoxFuture<'a, Result<Html, HttpError>> {
    Box::pin(async move { if place.path == ADDRESS { Ok(Html::default()) } else { fragment(app, &SearchBox {}) } })
}

/// The form, where a reader came to an address at which nothing is.
pub(crate) fn fill_notice<'a>(
    app: &'a App,
    _reading: &'a mut Reading,
    _place: SlotPlace<'a>,
) -> BoxFuture<'a, Result<Html, HttpError>> {
    Box::pin(async move { fragment(app, &NoticeForm {}) })
}

/// Stories of the same site that are like the one on the page, as many as those that its editor chose leave room for. None
/// where the index has none.
pub(crate) fn fill_related<'a>(
    app: &'a App,
    reading: &'a mut Reading,
    place: SlotPlace<'a>,
) -> BoxFuture<'a, Result<Html, HttpError>> {
    Box::pin(async move {
        let Some(item) = place.item else { return Ok(Html::default()) };
        let directory = Directory::of_site(app, reading, SiteId::from_uuid(place.site)).await?;
        let mut shown = read::related(reading, &directory, ItemId::from_uuid(item)).await?;
        let room = match shown.len() {
            chosen if chosen + SHOWN <= SHOWN_IN_ALL => SHOWN,
            // What is not to be seen yet takes no room.
            _ => SHOWN.min(SHOWN_IN_ALL.saturating_sub(read::briefs(reading, &directory, &shown).await?.len())),
        };
        if room == 0 {
            return Ok(Html::default());
        }
        let site = [Facet::new(facets::SITE, place.site)];
        let Ok(like) = app.search().like(item, &site, ASKED).await else {
            reading.note(likeness_tag());
            return Ok(Html::default());
        };
        if like.is_empty() {
            return Ok(Html::default());
        }
        shown.push(ItemId::from_uuid(item));
        shown.extend(latest_of_section(reading, place).await?);
        let mut like: Vec<ItemId> = like.into_iter().map(ItemId::from_uuid).collect();
        like.retain(|id| !shown.contains(id));
        let mut cards = Vec::new();
        for some in like.chunks(room) {
            // Who the publication is, and how it is written to, is no story.
            let stories =
                read::briefs(reading, &directory, some).await?.into_iter().filter(|card| card.kind != Kind::Page);
            cards.extend(stories);
            if cards.len() >= room {
                break;
            }
        }
        cards.truncate(room);
        if cards.is_empty() { Ok(Html::default()) } else { fragment(app, &Related { cards }) }
    })
}

/// The latest of the story's section, which stand below it.
async fn latest_of_section(reading: &mut Reading, place: SlotPlace<'_>) -> Result<Vec<ItemId>, HttpError> {
    let Some(section) = place.section else { return Ok(Vec::new()) };
    let span = Span { before: None, from: None, limit: MORE };
    let latest = store::listings::entries(reading, section, span).await?;
    Ok(latest.into_iter().map(|entry| entry.item).collect())
}

fn fragment<V: View>(app: &App, view: &V) -> Result<Html, HttpError> {
    let html = app.views().render(view, &Value::UNDEFINED).map_err(HttpError::internal)?;
    Ok(Html(html))
}
