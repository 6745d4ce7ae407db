//! What feeds put into the head of every page: the ways to follow what is shown.

use content::model::{SectionId, SiteId, Topic, TopicId};
use content::read::{Directory, href};
use content::store;
use kit::{IN_QUERY, percent_encoded};
use people::{Person, PersonId};
use platform::feature::SlotPlace;
use platform::http::{HttpError, Reading};
use platform::minijinja::Value;
use platform::views::Html;
use platform::{App, BoxFuture};

use crate::feed::{name_of, podcast_of};
use crate::model::{Form, feed_of};
use crate::rules::escaped;
use crate::views::Foot;

/// The links in the head: the site's feeds (on an item's page in the form that every reader takes alone), that of the list
/// which the page shows or belongs to, its podcast, how a story is shown elsewhere, and the web app.
pub(crate) fn fill_head<'a>(
    app: &'a App,
    reading: &'a mut Reading,
    place: SlotPlace<'a>,
) -> BoxFuture<'a, Result<Html, HttpError>> {
    Box::pin(async move {
        let directory = Directory::of_site(app, reading, SiteId::from_uuid(place.site)).await?;
        if directory.house().is_empty() {
            return Ok(Html::default());
        }
        let site = &directory.site;
        let mut head = String::with_capacity(1024);
        if let Some((name, address)) = list(reading, &directory, place).await? {
            let title = name_of(&site.name, &name);
            feed_link(&mut head, Form::Summary, &title, &address);
        }
        if let Some((name, address)) = podcast_of(app, reading, place).await? {
            feed_link(&mut head, Form::Podcast, &name, &address);
        }
        feed_link(&mut head, Form::Summary, &site.name, "/");
        if place.item.is_none() {
            feed_link(&mut head, Form::Atom, &site.name, "/");
            feed_link(&mut head, Form::Json, &site.name, "/");
        } else {
            let whole = percent_encoded(&format!("{}{}", site.address, href(place.path)), IN_QUERY);
            link(&mut head, "application/json+oembed", "oEmbed", &format!("{}/api/oembed?url={whole}", site.address));
        }
        head.push_str("<link rel=\"manifest\" href=\"/manifest.webmanifest\">\n");
        if crate::site::is_hidden(site) {
            head.push_str("<meta name=\"robots\" content=\"noindex\">\n");
        }
        Ok(Html(head))
    })
}

/// The way to the page that says what can be followed.
pub(crate) fn fill_footer<'a>(
    app: &'a App,
    _reading: &'a mut Reading,
    _place: SlotPlace<'a>,
) -> BoxFuture<'a, Result<Html, HttpError>> {
    Box::pin(async move {
        let html = app.views().render(&Foot {}, &Value::UNDEFINED).map_err(HttpError::internal)?;
        Ok(Html(html))
    })
}

/// Name and address of the list that the page shows or belongs to, besides the site's.
async fn list(
    reading: &mut Reading,
    directory: &Directory,
    place: SlotPlace<'_>,
) -> Result<Option<(String, String)>, HttpError> {
    if let Some(id) = place.section.map(SectionId::from_uuid) {
        return Ok(directory.section(id).map(|section| (section.name.clone(), section.path.clone())));
    }
    if let Some(id) = place.topic.map(TopicId::from_uuid) {
        reading.note(Topic::tag(id));
        let topics = store::labels::topics_by_id(reading, &[id]).await?;
        return Ok(topics.into_iter().next().map(|topic| (topic.name, format!("/topic/{}", topic.slug))));
    }
    if let Some(id) = place.person.map(PersonId::from_uuid) {
        reading.note(Person::tag(id));
        let person = people::person_by_id(reading, id).await?;
        return Ok(person.map(|person| (person.name, format!("/author/{}", person.slug))));
    }
    Ok(None)
}

fn feed_link(head: &mut String, form: Form, title: &str, list: &str) {
    link(head, form.media_type(), title, &href(&feed_of(list, form)));
}

fn link(head: &mut String, media_type: &str, title: &str, address: &str) {
    let (title, address) = (escaped(title), escaped(address));
    head.push_str(&format!("<link rel=\"alternate\" type=\"{media_type}\" title=\"{title}\" href=\"{address}\">\n"));
}
