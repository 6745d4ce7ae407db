//! JSON Feed 1.1.

use content::read::WholeStory;
use platform::http::HttpError;
use serde::Serialize;

use super::words::{html, iso_time, labels, origin, shown, summary, urn};
use crate::model::Channel;

#[derive(Serialize)]
struct Feed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    description: &'a str,
    language: &'a str,
    icon: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    favicon: Option<&'a str>,
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hubs: Vec<Hub<'a>>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Hub<'a> {
    r#type: &'static str,
    url: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    url: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<String>,
    /// An item must have one of the two; a site that gives out summaries has this.
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_in_bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_in_seconds: Option<u32>,
}

/// A channel as JSON Feed.
pub(crate) fn json_feed(channel: &Channel) -> Result<String, HttpError> {
    let origin = origin(&channel.home);
    let feed = Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: &channel.title,
        home_page_url: &channel.home,
        feed_url: &channel.own,
        description: &channel.description,
        language: &channel.language,
        icon: &channel.marks.large,
        favicon: channel.marks.small.as_ref().map(|(address, _)| address.as_str()),
        authors: vec![Author { name: &channel.site, url: Some(origin) }],
        hubs: channel.hub.iter().map(|url| Hub { r#type: "WebSub", url }).collect(),
        items: channel.stories.iter().map(|story| item(story, origin)).collect(),
    };
    serde_json::to_string(&feed).map_err(HttpError::internal)
}

fn item<'a>(story: &'a WholeStory, origin: &str) -> Item<'a> {
    let (content_html, summary) = (html(story, origin), summary(story));
    let content_text = if content_html.is_some() { None } else { Some(summary.clone().unwrap_or_default()) };
    Item {
        id: urn(story.id.uuid()),
        url: &story.address,
        title: &story.headline,
        content_html,
        content_text,
        summary,
        image: shown(story, origin).map(|shown| shown.address),
        date_published: iso_time(story.published),
        date_modified: iso_time(story.updated),
        authors: story
            .byline
            .iter()
            .map(|credit| Author { name: &credit.name, url: credit.address.as_deref() })
            .collect(),
        tags: labels(story),
        language: story.language.as_deref(),
        attachments: story
            .recording
            .iter()
            .map(|recording| Attachment {
                url: &recording.address,
                mime_type: &recording.media_type,
                size_in_bytes: recording.bytes,
                duration_in_seconds: recording.seconds,
            })
            .collect(),
    }
}
