//! The page of an item, by its kind.

use platform::App;
use platform::http::{HttpError, Page, Reading};

use super::chrome::{Here, beside, chrome, render};
use super::directory::Directory;
use super::head::head;
use super::pictures::{Pictures, share};
use super::story::{Told, show_key, tell};
use super::words::{duration, markup, size};
use crate::model::{self, Item, ItemKind};
use crate::views::{
    self, Article, AudioFile, Chrome, Episode, Figure, Link, Meta, PageKind, Playback, Story, Video, VideoFile,
};

/// Words of a description that is made from the body.
const DESCRIPTION: usize = 160;

/// The page of an item, ready to be rendered.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ItemPage {
    Article(Box<Article>),
    Video(Box<Video>),
    Episode(Box<Episode>),
    Page(Box<views::Page>),
}

impl ItemPage {
    /// Renders it inside its chrome.
    ///
    /// # Errors
    /// When the database cannot be asked, or the template cannot be rendered.
    pub async fn render(
        mut self,
        app: &App,
        mut reading: Reading,
        directory: &Directory,
        item: &Item,
    ) -> Result<Page, HttpError> {
        let here = Here { address: &item.address, section: item.section, item: Some(item.id), ..Here::default() };
        let around: Chrome = chrome(app, &mut reading, directory, here).await?;
        if let Self::Page(page) = &mut self {
            page.neighbours = beside(&around.footer, &directory.address_of(item));
        }
        match self {
            Self::Article(view) => render(app, reading, &*view, &around),
            Self::Video(view) => render(app, reading, &*view, &around),
            Self::Episode(view) => render(app, reading, &*view, &around),
            Self::Page(view) => render(app, reading, &*view, &around),
        }
    }
}

/// What the page of an item shows. The caller has asked [`crate::rules::visibility::visibility`].
///
/// # Errors
/// When the database cannot be asked.
pub async fn item_page(reading: &mut Reading, directory: &Directory, item: &Item) -> Result<ItemPage, HttpError> {
    let told = tell(reading, directory, item).await?;
    let crumbs = match item.kind {
        ItemKind::Page => directory.crumbs(None),
        _ => directory.crumbs(item.section),
    };
    let meta = meta(directory, item, &told, &crumbs);
    Ok(match (item.kind, &item.playback) {
        (ItemKind::Page, _) => ItemPage::Page(Box::new(page(told.story, meta, crumbs))),
        (ItemKind::Podcast, _) => ItemPage::Episode(Box::new(episode(directory, item, told, (meta, crumbs)))),
        (ItemKind::Video, Some(playback)) if playable(&playback.address).is_some() => {
            let file = own_file(&told.pictures, playback);
            ItemPage::Video(Box::new(video(directory, item, told.story, (meta, crumbs, playback, file))))
        }
        (ItemKind::Article | ItemKind::Video, _) => {
            let mut meta = meta;
            meta.json_ld.insert(0, directory.publisher().news_article(&told.story, &directory.address_of(item)));
            ItemPage::Article(Box::new(Article { meta, crumbs, story: told.story, rail: Vec::new() }))
        }
    })
}

fn meta(directory: &Directory, item: &Item, told: &Told, crumbs: &[Link]) -> Meta {
    let story = &told.story;
    let excerpt = || Some(told.body.excerpt(DESCRIPTION)).filter(|excerpt| !excerpt.is_empty());
    let base = head(directory, &story.headline, &directory.address_of(item), crumbs);
    let card = item.lead.as_ref().and_then(|lead| {
        let media = told.pictures.of_id(lead.media)?;
        share(directory, media, &super::pictures::over(media, lead)?)
    });
    Meta {
        title: item.seo.title.clone().unwrap_or_else(|| story.headline.clone()),
        description: item.seo.description.clone().or_else(|| story.standfirst.clone()).or_else(excerpt),
        canonical: item.canonical.clone().unwrap_or(base.canonical),
        robots: item.seo.hidden.then(|| "noindex".to_owned()),
        kind: match item.kind {
            ItemKind::Article | ItemKind::Podcast => PageKind::Article,
            ItemKind::Video => PageKind::Video,
            ItemKind::Page => PageKind::Website,
        },
        picture: card,
        published: story.published.as_ref().map(|moment| moment.iso.clone()),
        modified: story.updated.as_ref().map(|moment| moment.iso.clone()),
        section: story.section.as_ref().map(|section| section.name.clone()),
        authors: story.byline.iter().map(|credit| credit.name.clone()).collect(),
        topics: story.topics.iter().map(|topic| topic.label.clone()).collect(),
        json_ld: base.json_ld,
        ..Meta::default()
    }
}

fn page(story: Story, meta: Meta, crumbs: Vec<Link>) -> views::Page {
    views::Page {
        meta,
        crumbs,
        headline: story.headline,
        standfirst: story.standfirst,
        lead: story.lead,
        body: story.body,
        updated: story.updated,
        neighbours: Vec::new(),
    }
}

fn video(
    directory: &Directory,
    item: &Item,
    story: Story,
    (mut meta, crumbs, plays, file): (Meta, Vec<Link>, &model::Playback, Option<String>),
) -> Video {
    let playback = playback(item, plays, file);
    let poster = story.lead.as_ref().map(|lead| lead.picture.clone());
    let facts = directory.publisher().video(&story, &playback, &directory.address_of(item), poster.as_ref());
    meta.json_ld.insert(0, facts);
    Video {
        meta,
        crumbs,
        story: Story { lead: None, ..story },
        playback,
        poster,
        duration: plays.seconds.map(duration),
        transcript: text_field(item, "transcript").map(markup),
        rail: Vec::new(),
    }
}

/// How a video is played: by its provider, or from a file.
fn playback(item: &Item, plays: &model::Playback, file: Option<String>) -> Playback {
    if let Some(embed) = prose::Embed::recognise(&plays.address)
        && let Some(frame) = embed.frame()
    {
        return Playback::Provider { name: embed.provider_name(), frame, page: embed.url };
    }
    let media_type = plays.mime.clone().unwrap_or_else(|| media_type(&plays.address).to_owned());
    Playback::File {
        files: vec![VideoFile { address: file.or_else(|| playable(&plays.address)).unwrap_or_default(), media_type }],
        captions: text_field(item, "captions").and_then(prose::safe_src),
    }
}

/// Where the house has what an item plays, if it does.
fn own_file(pictures: &Pictures, plays: &model::Playback) -> Option<String> {
    pictures.of_source(&plays.address).and_then(crate::media::file_address)
}

fn episode(directory: &Directory, item: &Item, told: Told, (mut meta, crumbs): (Meta, Vec<Link>)) -> Episode {
    let show = match show_key(item).and_then(|key| told.mentions.item(key)) {
        Some(show) => Some(Link::new(&*show.headline, &*show.address)),
        None => told.story.section.as_ref().map(|section| Link::new(&*section.name, &*section.address)),
    };
    let plays = item.playback.as_ref();
    let audio = plays.and_then(|plays| {
        Some(AudioFile {
            address: own_file(&told.pictures, plays).or_else(|| playable(&plays.address))?,
            media_type: plays.mime.clone().unwrap_or_else(|| media_type(&plays.address).to_owned()),
            size: plays.bytes.filter(|bytes| *bytes > 0).map(size),
        })
    });
    let sound = audio.as_ref().map(|audio| audio.address.as_str());
    let facts = directory.publisher().episode(&told.story, show.as_ref(), sound, &directory.address_of(item));
    meta.json_ld.insert(0, facts);
    let number = item.fields.get("episode").and_then(|number| number.as_u64());
    let cover = item.lead.as_ref().and_then(|lead| super::pictures::over(told.pictures.of_id(lead.media)?, lead));
    Episode {
        meta,
        crumbs,
        // The cover stands beside the player, whatever the body begins with.
        story: Story { lead: cover.map(|picture| Figure { picture, ..Figure::default() }), ..told.story },
        show,
        number: number.map(|number| format!("Episode {number}")),
        audio,
        duration: plays.and_then(|plays| plays.seconds).map(duration),
        subscribe: Vec::new(),
        transcript: text_field(item, "transcript").map(markup),
        rail: Vec::new(),
    }
}

/// An address that a player may be given.
fn playable(address: &str) -> Option<String> {
    prose::safe_src(address).filter(|address| address.starts_with('/') || address.starts_with("http"))
}

fn text_field<'a>(item: &'a Item, name: &str) -> Option<&'a str> {
    item.fields.get(name).and_then(|value| value.as_str()).filter(|text| !text.trim().is_empty())
}

/// The media type of a recording whose source did not say.
pub(super) fn media_type(address: &str) -> &'static str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "webm" => "video/webm",
        "mov" => "video/quicktime",
        "ogv" => "video/ogg",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        _ => "video/mp4",
    }
}
