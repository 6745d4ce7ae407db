//! Atom (RFC 4287).

use ::atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use content::read::WholeStory;
use kit::Timestamp;
use platform::http::HttpError;

use super::document;
use super::words::{html, iso_time, labels, origin, shown, summary, urn};
use crate::model::{Channel, Form};

/// A channel as Atom.
pub(crate) fn atom(channel: &Channel) -> Result<String, HttpError> {
    let hub = channel.hub.iter().map(|hub| link("hub", hub, None));
    let own = link("self", &channel.own, Some(Form::Atom.media_type()));
    let home = link("alternate", &channel.home, Some("text/html"));
    let feed = Feed {
        title: Text::plain(channel.title.clone()),
        subtitle: Some(Text::plain(channel.description.clone())),
        id: urn(channel.id),
        updated: time(channel.updated())?,
        authors: vec![Person { name: channel.site.clone(), uri: Some(channel.home.clone()), ..Person::default() }],
        generator: Some(Generator {
            value: "Masthead".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            uri: None,
        }),
        icon: Some(channel.marks.small.as_ref().map_or(&channel.marks.large, |(address, _)| address).clone()),
        logo: channel.marks.logo.clone(),
        links: [own, home].into_iter().chain(hub).collect(),
        rights: channel.copyright.clone().map(Text::plain),
        entries: channel.stories.iter().map(|story| entry(story, channel)).collect::<Result<_, _>>()?,
        lang: Some(channel.language.clone()),
        ..Feed::default()
    };
    document(feed.write_to(Vec::with_capacity(128 * 1024)))
}

fn entry(story: &WholeStory, channel: &Channel) -> Result<Entry, HttpError> {
    let origin = origin(&channel.home);
    let mut links = vec![link("alternate", &story.address, Some("text/html"))];
    if let Some(recording) = &story.recording {
        let mut enclosure = link("enclosure", &recording.address, Some(&recording.media_type));
        enclosure.length = recording.bytes.map(|bytes| bytes.to_string());
        links.push(enclosure);
    }
    if let Some(picture) = shown(story, origin) {
        links.push(link("enclosure", &picture.address, Some(picture.media_type)));
    }
    let author = |credit: &content::views::Credit| Person {
        name: credit.name.clone(),
        uri: credit.address.clone(),
        ..Person::default()
    };
    Ok(Entry {
        title: Text::plain(story.headline.clone()),
        id: urn(story.id.uuid()),
        updated: time(story.updated)?,
        authors: story.byline.iter().map(author).collect(),
        categories: labels(story)
            .into_iter()
            .map(|label| Category { term: label.to_owned(), ..Category::default() })
            .collect(),
        links,
        published: Some(time(story.published)?),
        summary: summary(story).map(Text::plain),
        content: html(story, origin).map(|html| Content {
            value: Some(html),
            content_type: Some("html".to_owned()),
            lang: story.language.clone(),
            ..Content::default()
        }),
        ..Entry::default()
    })
}

fn link(rel: &str, href: &str, media_type: Option<&str>) -> Link {
    Link { rel: rel.to_owned(), href: href.to_owned(), mime_type: media_type.map(str::to_owned), ..Link::default() }
}

fn time(at: Timestamp) -> Result<FixedDateTime, HttpError> {
    iso_time(at).parse().map_err(|error| HttpError::internal(anyhow::anyhow!("a time for Atom: {error}")))
}
