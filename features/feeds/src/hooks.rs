//! WebSub: a hub is told which feeds have changed, and tells those who follow them.

use std::collections::BTreeSet;

use content::model::{Item, ItemId, ItemKind, SiteId};
use content::read::{Directory, href};
use content::rules::visibility::{Visibility, visibility};
use content::store;
use kit::percent_encoded;
use platform::changes::Logged;
use platform::feature::Hearer;
use platform::http::{HttpError, Reading};
use platform::records::ids_named_on;
use platform::{App, BoxFuture};

use crate::model::{Form, feed_of};

/// Changes by which feeds change.
const CHANGES: [&str; 6] =
    ["ItemPublished", "ItemWithdrawn", "ItemUnpublished", "ItemCorrected", "ItemMoved", "EmbargoLifted"];
/// Forms in which every list is followed.
const FORMS: [Form; 4] = [Form::Summary, Form::Full, Form::Atom, Form::Json];

/// Who hears of them.
pub(crate) fn hearers() -> Vec<Hearer> {
    CHANGES.into_iter().map(|change| Hearer { change, name: "feeds.tell_hub", handler: tell_hub }).collect()
}

/// Tells the site's hub, if it has one, of the feeds that have changed. A hub that is away is told later.
fn tell_hub(app: App, change: Logged) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let Some(id) = change.subject.map(ItemId::from_uuid) else { return Ok(()) };
        let mut reading = app.reading().await?;
        let Some(item) = store::items::by_id(&mut reading, id).await? else { return Ok(()) };
        let held_back = visibility(&item, reading.now()) == Visibility::Hidden;
        if held_back && change.kind != "ItemUnpublished" {
            return Ok(());
        }
        let Some((hub, feeds)) = changed(&app, &mut reading, &item).await.map_err(anyhow::Error::new)? else {
            return Ok(());
        };
        // The database is not kept waiting for the hub.
        drop(reading);
        if !app.web().is_open() {
            return Ok(());
        }
        match app.web().post(&hub, "application/x-www-form-urlencoded", form(&feeds).into_bytes()).await {
            Err(error) if error.may_pass() => Err(error.into()),
            Err(error) => {
                tracing::warn!(hub, %error, "the hub does not take the word that feeds have changed");
                Ok(())
            }
            Ok(_) => Ok(()),
        }
    })
}

/// The hub of an item's site, and the feeds that the item is or was in.
async fn changed(
    app: &App,
    reading: &mut Reading,
    item: &Item,
) -> Result<Option<(String, BTreeSet<String>)>, HttpError> {
    let site: SiteId = item.site;
    let directory = Directory::of_site(app, reading, site).await?;
    let Some(hub) = directory.setting("hub").map(str::to_owned) else { return Ok(None) };
    let parts = store::parts::of_item(reading, item.id).await?;
    let mut lists = vec!["/".to_owned()];
    let sections = parts.placements.iter().flat_map(|section| directory.way_to(*section));
    lists.extend(sections.map(|section| section.path.clone()));
    let topics = store::labels::topics_by_id(reading, &parts.topics).await?;
    lists.extend(topics.iter().filter(|topic| !topic.internal).map(|topic| format!("/topic/{}", topic.slug)));
    let persons: Vec<_> = parts.bylines.iter().filter_map(|byline| byline.person).collect();
    let persons = people::persons_by_id(reading, &persons).await?;
    lists.extend(persons.iter().map(|person| format!("/author/{}", person.slug)));
    let publisher = directory.publisher();
    let feed = |list: &str, form: Form| publisher.absolute(&href(&feed_of(list, form)));
    let mut feeds: BTreeSet<String> = lists.iter().flat_map(|list| FORMS.map(|form| feed(list, form))).collect();
    if item.kind == ItemKind::Podcast {
        lists.extend(show_of(reading, item).await?);
        feeds.extend(lists.iter().map(|list| feed(list, Form::Podcast)));
    }
    Ok(Some((hub, feeds)))
}

/// The page of the show that an episode names.
async fn show_of(reading: &mut Reading, episode: &Item) -> Result<Option<String>, HttpError> {
    let Some(named) = episode.fields.get("show").and_then(|key| key.as_str()) else { return Ok(None) };
    let known = ids_named_on(reading, episode.site.uuid(), "item", &[named]).await?;
    let Some(page) = known.get(named).copied().map(ItemId::from_uuid) else { return Ok(None) };
    let page = store::items::by_id(reading, page).await?;
    let now = reading.now();
    Ok(page.filter(|page| visibility(page, now) == Visibility::Shown).map(|page| page.address))
}

/// What a hub is sent (PubSubHubbub 0.4, section 7.1): all feeds in one word.
fn form(feeds: &BTreeSet<String>) -> String {
    let mut form = String::from("hub.mode=publish");
    for feed in feeds {
        form.push_str("&hub.url=");
        form.push_str(&percent_encoded(feed, ""));
    }
    form
}
