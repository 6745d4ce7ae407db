//! The head of an item's page: what machines are told of it.

use super::chrome::direction;
use super::directory::Directory;
use super::head::head;
use super::pictures::{is_large, over, share};
use super::sharing;
use super::story::Told;
use crate::model::{Access, Item, ItemKind};
use crate::views::{Facts, Genre, Link, Meta, OpenTo, PageKind, ShareImage, locale};

/// Letters of a description that is made from the body.
const DESCRIPTION: usize = 160;

/// The head of an item's page.
pub(super) fn meta(directory: &Directory, item: &Item, told: &Told, crumbs: &[Link]) -> Meta {
    let story = &told.story;
    let excerpt = || Some(told.body.excerpt(DESCRIPTION)).filter(|excerpt| !excerpt.is_empty());
    let base = head(directory, &story.headline, &directory.address_of(item), crumbs);
    let pages = story.byline.iter().filter_map(|credit| credit.address.as_ref());
    let foreign = item.language.as_ref().filter(|lang| **lang != directory.site.language);
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
        picture: Some(shared(directory, item, told)),
        published: story.published.as_ref().map(|moment| moment.iso.clone()),
        modified: story.updated.as_ref().map(|moment| moment.iso.clone()),
        section: story.section.as_ref().map(|section| section.name.clone()),
        authors: story.byline.iter().map(|credit| credit.name.clone()).collect(),
        author_pages: pages.map(|page| directory.publisher().absolute(page)).collect(),
        lang: foreign.cloned(),
        direction: foreign.map(|lang| direction(lang).to_owned()),
        locale: locale(foreign.unwrap_or(&directory.site.language)),
        alternates: told.alternates.clone(),
        json_ld: base.json_ld,
        handle: base.handle,
        ..Meta::default()
    }
}

/// What machines are told of it beside what its page shows.
pub(super) fn about(directory: &Directory, item: &Item, meta: &Meta) -> Facts {
    Facts {
        address: directory.address_of(item),
        lang: item.language.clone(),
        words: item.words,
        genre: item
            .format
            .and_then(|id| directory.format(id))
            .map_or(Genre::Plain, |format| Genre::of_format(format.slug.as_str())),
        open_to: if item.access == Access::Public { OpenTo::Everybody } else { OpenTo::Some },
        original: item.canonical.clone().filter(|original| !directory.is_own(original)),
        share: meta.picture.clone(),
        seconds: item.playback.as_ref().and_then(|plays| plays.seconds),
    }
}

/// The picture that is shown where it is shared: the one chosen for that, the one over it, the first in its body; its
/// card, where none of them is large enough.
fn shared(directory: &Directory, item: &Item, told: &Told) -> ShareImage {
    let chosen = item.seo.picture.as_deref().and_then(|source| told.pictures.of_source(source));
    let chosen = chosen.and_then(|media| share(directory, media, &crate::media::picture(media)?));
    let lead = item.lead.as_ref().and_then(|lead| {
        let media = told.pictures.of_id(lead.media)?;
        share(directory, media, &over(media, lead)?)
    });
    let within = || {
        let mut sources = told.body.pictures().into_iter();
        sources.find_map(|source| {
            let media = told.pictures.of_source(source)?;
            share(directory, media, &crate::media::picture(media)?).filter(is_large)
        })
    };
    let card = || sharing::picture_of(directory, &sharing::card(directory, item, &told.story));
    chosen.filter(is_large).or_else(|| lead.filter(is_large)).or_else(within).unwrap_or_else(card)
}
