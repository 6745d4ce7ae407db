//! A search that is followed: its latest answers, in each form of a feed.

use axum::extract::State;
use axum::response::Response;
use content::model::ItemId;
use content::read::{self, Asked, Directory, href};
use kit::Uuid;
use platform::App;
use platform::http::{HttpError, Visit};
use platform::search::{Order, SearchError};

use super::answer::lead;
use super::feeds::written;
use crate::feed::{depth, told};
use crate::model::{Form, List, ListKind};
use crate::rules;

/// Where searches are followed.
const SEARCH: &str = "/search";
/// The namespace in which the feed of a search has its id, made of its address.
const SEARCHES: Uuid = Uuid::from_u128(0x8f1d_2c0e_5a34_4b7b_9d53_6f1f_62a9_c1e0);

/// The feed of what is asked: newest first, however the page orders its answers.
pub(super) async fn send_search(State(app): State<App>, visit: Visit) -> Result<Response, HttpError> {
    let asked_for = rules::asked(&visit.path).filter(|asked| asked.list == SEARCH).ok_or(HttpError::NotFound)?;
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let search = read::asked(&app, &mut reading, &directory, &visit).await?;
    let form = asked_for.form;
    if !search.is_something() || form == Form::Podcast {
        return Err(HttpError::NotFound);
    }
    if !asked_for.exact {
        return lead(&reading, &search.address(&asked_for.address()));
    }
    let limit = u32::try_from(rules::length(directory.site.fields.get("feed_length"))).unwrap_or(u32::MAX);
    let mut question = search.question(&directory, reading.now(), (0, limit));
    question.order = Order::Newest;
    let answers = read::ask(&app, &mut reading, question).await.map_err(|error| match error {
        SearchError::Unready => HttpError::Unavailable,
        failed @ SearchError::Index(_) => HttpError::internal(failed),
    })?;
    let ids: Vec<ItemId> = answers.hits.iter().map(|hit| ItemId::from_uuid(hit.id)).collect();
    let mut stories = read::whole(&mut reading, &directory, &ids, depth(&directory, form)).await?;
    stories.sort_by_key(|story| std::cmp::Reverse(story.published));
    let publisher = directory.publisher();
    let mut channel = told(&directory, &list(&search), form, stories);
    channel.home = publisher.absolute(&search.address(SEARCH));
    // What a search finds changes with every story: nobody tells a hub of all searches that there could be.
    channel.hub = None;
    channel.own = publisher.absolute(&search.address(&href(&asked_for.address())));
    // The index follows the commits at its own pace: no time tells what it had read by then.
    written(reading, (&channel, None), form)
}

/// A search as a list.
fn list(search: &Asked) -> List {
    let words = Some(search.words.clone()).filter(|words| !words.is_empty());
    let chosen = search.choices.iter().map(|choice| choice.label.clone());
    let days = search.from.iter().chain(&search.until).map(ToString::to_string);
    let name = words.into_iter().chain(chosen).chain(days).collect::<Vec<_>>().join(", ");
    List {
        id: Uuid::new_v5(&SEARCHES, search.address(SEARCH).as_bytes()),
        kind: ListKind::Search,
        description: Some(format!("The latest on {name}.")),
        name,
        address: SEARCH.to_owned(),
        fields: serde_json::Map::new(),
    }
}
