//! The page of an item, by its kind.

use platform::App;
use platform::http::{HttpError, Page, Reading};

use super::chrome::{Here, chrome, render};
use super::directory::Directory;
use super::heading::{about, meta};
use super::menus::{beside, menus};
use super::playing::{Opening, episode, video};
use super::story::tell;
use crate::model::{Item, ItemKind};
use crate::views::{self, Article, Chrome, Episode, Link, Meta, Story, Video};

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
            let footer = menus(&mut reading, directory, here).await?.footer;
            page.neighbours = beside(&footer, &directory.address_of(item));
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
pub async fn item_page(
    app: &App,
    reading: &mut Reading,
    directory: &Directory,
    item: &Item,
) -> Result<ItemPage, HttpError> {
    let told = tell(app, reading, directory, item).await?;
    let crumbs = match item.kind {
        ItemKind::Page => directory.crumbs(None),
        _ => directory.crumbs(item.section),
    };
    let meta = meta(directory, item, &told, &crumbs);
    let about = about(directory, item, &meta);
    Ok(match (item.kind, &item.playback) {
        (ItemKind::Page, _) => ItemPage::Page(Box::new(page(directory, item, told.story, (meta, crumbs)))),
        (ItemKind::Podcast, _) => {
            ItemPage::Episode(Box::new(episode(directory, item, told, Opening { meta, crumbs, about })))
        }
        (ItemKind::Video, Some(playback)) if playable(&playback.address).is_some() => {
            ItemPage::Video(Box::new(video(directory, item, playback, told, Opening { meta, crumbs, about })))
        }
        (ItemKind::Article | ItemKind::Video, _) => {
            let mut meta = meta;
            meta.json_ld.insert(0, directory.publisher().news_article(&told.story, &about));
            ItemPage::Article(Box::new(Article { meta, crumbs, story: told.story, rail: Vec::new() }))
        }
    })
}

fn page(directory: &Directory, item: &Item, story: Story, (meta, crumbs): (Meta, Vec<Link>)) -> views::Page {
    let mut page = views::Page {
        meta,
        crumbs,
        headline: story.headline,
        standfirst: story.standfirst,
        lead: story.lead,
        body: story.body,
        updated: story.updated,
        neighbours: Vec::new(),
    };
    let address = directory.address_of(item);
    let said = directory.publisher_in_full().page(&page, &address, item.language.as_deref());
    page.meta.json_ld.insert(0, said);
    page
}

/// An address that a player may be given.
pub(super) fn playable(address: &str) -> Option<String> {
    prose::safe_src(address).filter(|address| address.starts_with('/') || address.starts_with("http"))
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
