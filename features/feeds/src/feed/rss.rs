//! RSS 2.0, with the modules that readers know: whole texts, names of authors, pictures, times of changes.

use std::collections::BTreeMap;

use ::rss::extension::atom::{AtomExtension, Link};
use ::rss::extension::dublincore::DublinCoreExtension;
use ::rss::extension::{Extension, ExtensionMap};
use ::rss::{Category, Enclosure, Guid, Image, Item};
use content::read::WholeStory;
use platform::http::HttpError;

use super::document;
use super::words::{authors, html, iso_time, labels, mail_time, origin, shown, summary, urn};
use crate::model::{Channel, Form};
use crate::rules::escaped;

/// What made it.
const GENERATOR: &str = concat!("Masthead ", env!("CARGO_PKG_VERSION"));
/// Minutes that a reader may wait before it asks again.
const MINUTES: &str = "15";

/// A channel as RSS.
pub(crate) fn rss(channel: &Channel) -> Result<String, HttpError> {
    let feed = skeleton(channel, Form::Summary, channel.stories.iter().map(|story| item(story, channel)).collect());
    document(feed.write_to(Vec::with_capacity(64 * 1024)))
}

/// The channel itself, and what stands in it.
pub(super) fn skeleton(channel: &Channel, form: Form, items: Vec<Item>) -> ::rss::Channel {
    let link = |rel: &str, href: &str, media_type: Option<&str>| Link {
        rel: rel.to_owned(),
        href: href.to_owned(),
        mime_type: media_type.map(str::to_owned),
        ..Link::default()
    };
    let mut links = vec![link("self", &channel.own, Some(form.media_type()))];
    links.extend(channel.hub.as_deref().map(|hub| link("hub", hub, None)));
    ::rss::Channel {
        title: channel.title.clone(),
        link: channel.home.clone(),
        description: channel.description.clone(),
        language: Some(channel.language.to_ascii_lowercase()),
        copyright: channel.copyright.clone(),
        last_build_date: (!channel.stories.is_empty()).then(|| mail_time(channel.updated())),
        generator: Some(GENERATOR.to_owned()),
        docs: Some("https://www.rssboard.org/rss-specification".to_owned()),
        ttl: Some(MINUTES.to_owned()),
        image: Some(image(channel)),
        atom_ext: Some(AtomExtension { links }),
        namespaces: namespaces(&items),
        items,
        ..::rss::Channel::default()
    }
}

/// What a reader shows of the channel: the small icon, since a picture here may be 144 pixels wide at the most, or the
/// cover of a podcast.
fn image(channel: &Channel) -> Image {
    let (url, side) = match &channel.marks.small {
        Some((small, side)) => (small, Some(side.to_string())),
        None => (&channel.marks.large, None),
    };
    Image {
        url: url.clone(),
        title: channel.title.clone(),
        link: channel.home.clone(),
        width: side.clone(),
        height: side,
        ..Image::default()
    }
}

/// The namespaces of the extensions that items have.
fn namespaces(items: &[Item]) -> BTreeMap<String, String> {
    let known = [
        ("media", "http://search.yahoo.com/mrss/"),
        ("podcast", "https://podcastindex.org/namespace/1.0"),
        ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ];
    let used = |prefix: &str| items.iter().any(|item| item.extensions.contains_key(prefix));
    let used = known.into_iter().filter(|(prefix, _)| used(prefix));
    used.map(|(prefix, address)| (prefix.to_owned(), address.to_owned())).collect()
}

/// A story as an item. Its guid is its id: no address, so that it survives another.
pub(super) fn item(story: &WholeStory, channel: &Channel) -> Item {
    let origin = origin(&channel.home);
    let mut extensions = ExtensionMap::new();
    if story.updated > story.published {
        put(&mut extensions, "atom", "updated", element("atom:updated", &[], Some(&iso_time(story.updated))));
    }
    if let Some(picture) = media(story, origin) {
        put(&mut extensions, "media", "content", picture);
    }
    let category = |label: &str| Category { name: label.to_owned(), domain: None };
    Item {
        title: Some(story.headline.clone()),
        link: Some(story.address.clone()),
        description: summary(story).map(|summary| escaped(&summary)),
        categories: labels(story).into_iter().map(category).collect(),
        enclosure: story.recording.as_ref().map(|recording| Enclosure {
            url: recording.address.clone(),
            length: recording.bytes.unwrap_or(0).to_string(),
            mime_type: recording.media_type.clone(),
        }),
        guid: Some(Guid { value: urn(story.id.uuid()), permalink: false }),
        pub_date: Some(mail_time(story.published)),
        content: html(story, origin),
        dublin_core_ext: (!story.byline.is_empty()).then(|| DublinCoreExtension {
            creators: authors(story).into_iter().map(str::to_owned).collect(),
            ..DublinCoreExtension::default()
        }),
        extensions,
        ..Item::default()
    }
}

/// The picture over a story, with its words.
fn media(story: &WholeStory, origin: &str) -> Option<Extension> {
    let shown = shown(story, origin)?;
    let (width, height) = (shown.width.to_string(), shown.height.to_string());
    let attrs = [
        ("url", shown.address.as_str()),
        ("type", shown.media_type),
        ("medium", "image"),
        ("width", &width),
        ("height", &height),
    ];
    let mut content = element("media:content", &attrs, None);
    let plain = [("type", "plain")];
    let description = shown.caption.or(Some(shown.alt)).filter(|words| !words.is_empty());
    if let Some(words) = description {
        content.children.insert("description".to_owned(), vec![element("media:description", &plain, Some(words))]);
    }
    if let Some(credit) = shown.credit {
        content.children.insert("credit".to_owned(), vec![element("media:credit", &[], Some(credit))]);
    }
    Some(content)
}

/// An element of a module.
pub(super) fn element(name: &str, attrs: &[(&str, &str)], value: Option<&str>) -> Extension {
    Extension {
        name: name.to_owned(),
        value: value.map(str::to_owned),
        attrs: attrs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        children: BTreeMap::new(),
    }
}

/// Adds an element to an item or a channel.
pub(super) fn put(extensions: &mut ExtensionMap, prefix: &str, name: &str, element: Extension) {
    extensions.entry(prefix.to_owned()).or_default().entry(name.to_owned()).or_default().push(element);
}
