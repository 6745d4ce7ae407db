//! RSS as podcast programs read it: Apple's tags, and those of the podcast namespace.

use std::collections::BTreeMap;

use ::rss::extension::itunes::{ITunesCategory, ITunesChannelExtension, ITunesItemExtension, ITunesOwner};
use ::rss::extension::{Extension, ExtensionMap};
use content::model::ItemId;
use content::read::WholeStory;
use content::views::Credit;
use kit::Uuid;
use platform::http::HttpError;
use serde::Deserialize;

use super::document;
use super::rss::{element, item as plain_item, put, skeleton};
use super::words::origin;
use crate::model::{Channel, Form};

/// The namespace in which a podcast's guid is made of its feed's address.
const GUIDS: Uuid = Uuid::from_u128(0xead4_c236_bf58_58c6_a2c6_a6b2_8d12_8cb6);

/// A podcast: what its feed tells of it besides the channel.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Show {
    /// The channel, with its episodes.
    pub(crate) channel: Channel,
    /// Its cover, whole.
    pub(crate) cover: String,
    /// Those of its episodes of which what is said is written down.
    pub(crate) transcribed: Vec<ItemId>,
    /// What an editor said of it.
    pub(crate) said: Said,
}

/// What an editor says of a podcast, in the field `podcast` of its section, of its page, or of the site.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Said {
    /// Its name, where it is not that of its section.
    pub(crate) title: Option<String>,
    /// Who makes it; the publication, where nobody is named.
    pub(crate) author: Option<String>,
    /// Where its owner is written to. Directories send a word there before they list it.
    pub(crate) email: Option<String>,
    /// Apple's category: `Technology`.
    pub(crate) category: Option<String>,
    /// Apple's category below: `Tech News`.
    pub(crate) subcategory: Option<String>,
    /// Whether it is for grown-ups only.
    pub(crate) explicit: bool,
    /// Key of its cover.
    pub(crate) image: Option<String>,
    /// Where listeners can pay for it.
    pub(crate) funding: Option<String>,
    /// Its guid, where it had one elsewhere.
    pub(crate) guid: Option<String>,
    /// Whether other hosts may not take it over. It is locked while its owner can be written to.
    pub(crate) unlocked: bool,
    /// Whether its episodes are heard in the order of their numbers.
    pub(crate) serial: bool,
}

/// A podcast as RSS.
pub(crate) fn podcast(show: &Show) -> Result<String, HttpError> {
    let channel = &show.channel;
    let mut feed = skeleton(channel, Form::Podcast, channel.stories.iter().map(|story| episode(story, show)).collect());
    feed.title = show.said.title.clone().unwrap_or(feed.title);
    feed.itunes_ext = Some(of_apple(show));
    feed.extensions = of_podcasting(show);
    feed.namespaces.insert("podcast".to_owned(), "https://podcastindex.org/namespace/1.0".to_owned());
    document(feed.write_to(Vec::with_capacity(128 * 1024)))
}

fn author(show: &Show) -> String {
    show.said.author.clone().unwrap_or_else(|| show.channel.site.clone())
}

fn of_apple(show: &Show) -> ITunesChannelExtension {
    let said = &show.said;
    let below = said.subcategory.clone().map(|text| Box::new(ITunesCategory { text, subcategory: None }));
    let category =
        ITunesCategory { text: said.category.clone().unwrap_or_else(|| "News".to_owned()), subcategory: below };
    ITunesChannelExtension {
        author: Some(author(show)),
        categories: vec![category],
        image: Some(show.cover.clone()),
        explicit: Some(said.explicit.to_string()),
        owner: said.email.clone().map(|email| ITunesOwner { name: Some(author(show)), email: Some(email) }),
        r#type: Some(if said.serial { "serial" } else { "episodic" }.to_owned()),
        ..ITunesChannelExtension::default()
    }
}

fn of_podcasting(show: &Show) -> ExtensionMap {
    let said = &show.said;
    let mut tags = ExtensionMap::new();
    let mut add = |name: &str, element: Extension| put(&mut tags, "podcast", name, element);
    add("guid", element("podcast:guid", &[], Some(&guid(show))));
    add("medium", element("podcast:medium", &[], Some("podcast")));
    if let Some(email) = &said.email {
        let locked = if said.unlocked { "no" } else { "yes" };
        add("locked", element("podcast:locked", &[("owner", email)], Some(locked)));
    }
    if let Some(funding) = &said.funding {
        add("funding", element("podcast:funding", &[("url", funding)], Some("Support this podcast")));
    }
    tags
}

/// What directories know the podcast by, wherever it moves: made of its first address, without scheme and closing
/// slashes.
fn guid(show: &Show) -> String {
    show.said.guid.clone().unwrap_or_else(|| {
        let own = &show.channel.own;
        let bare = own.split_once("://").map_or(own.as_str(), |(_, rest)| rest).trim_end_matches('/');
        Uuid::new_v5(&GUIDS, bare.as_bytes()).to_string()
    })
}

fn episode(story: &WholeStory, show: &Show) -> ::rss::Item {
    let mut item = plain_item(story, &show.channel);
    let number =
        |name: &str| story.fields.get(name).and_then(serde_json::Value::as_u64).map(|number| number.to_string());
    let own = story.square.as_ref().map(|square| format!("{}{square}", origin(&show.channel.home)));
    let kind = story.fields.get("episode_type").and_then(|kind| kind.as_str());
    item.itunes_ext = Some(ITunesItemExtension {
        author: Some(super::words::authors(story).join(", ")).filter(|names| !names.is_empty()),
        duration: story.recording.as_ref().and_then(|recording| recording.seconds).map(|seconds| seconds.to_string()),
        explicit: Some(show.said.explicit.to_string()),
        image: Some(own.unwrap_or_else(|| show.cover.clone())),
        episode: number("episode"),
        season: number("season"),
        episode_type: Some(kind.filter(|kind| matches!(*kind, "trailer" | "bonus")).unwrap_or("full").to_owned()),
        ..ITunesItemExtension::default()
    });
    put(&mut item.extensions, "itunes", "title", element("itunes:title", &[], Some(&story.headline)));
    for credit in &story.byline {
        put(&mut item.extensions, "podcast", "person", person(credit));
    }
    if let Some(captions) = &story.captions {
        let kind = if captions.ends_with(".srt") { "application/x-subrip" } else { "text/vtt" };
        let transcript = [("url", captions.as_str()), ("type", kind), ("rel", "captions")];
        put(&mut item.extensions, "podcast", "transcript", element("podcast:transcript", &transcript, None));
    }
    let own = |what: &str| format!("{}/feed/{what}/{}", origin(&show.channel.home), story.id.uuid().simple());
    if show.transcribed.contains(&story.id) {
        let address = own("transcript");
        let transcript = [("url", address.as_str()), ("type", "text/plain")];
        put(&mut item.extensions, "podcast", "transcript", element("podcast:transcript", &transcript, None));
    }
    if !story.chapters.is_empty() {
        let address = own("chapters");
        let chapters = [("url", address.as_str()), ("type", "application/json+chapters")];
        put(&mut item.extensions, "podcast", "chapters", element("podcast:chapters", &chapters, None));
    }
    item
}

/// Somebody who is heard, or made it; in the words of the namespace where it has some.
fn person(credit: &Credit) -> Extension {
    let role = credit.role.as_deref().unwrap_or_default().to_lowercase();
    let known = match () {
        () if role.contains("guest") => Some(("cast", "guest")),
        () if role.contains("co-host") => Some(("cast", "co-host")),
        () if role.contains("host") => Some(("cast", "host")),
        () if role.contains("reporter") => Some(("cast", "reporter")),
        () if role.contains("producer") => Some(("creative direction", "producer")),
        () => None,
    };
    let mut person = element("podcast:person", &[], Some(&credit.name));
    let mut attrs: BTreeMap<String, String> = BTreeMap::new();
    if let Some((group, role)) = known {
        attrs.insert("group".to_owned(), group.to_owned());
        attrs.insert("role".to_owned(), role.to_owned());
    }
    attrs.extend(credit.address.clone().map(|address| ("href".to_owned(), address)));
    person.attrs = attrs;
    person
}
