//! What a body mentions, loaded at once, so that writing it as HTML asks for nothing more.

use std::collections::HashMap;

use platform::http::{HttpError, Reading};
use platform::records::ids_named_on;
use prose::{Body, Elsewhere, ItemLink, Resolver, SectionLink, Still};

use super::cards::visible;
use super::directory::Directory;
use super::pictures::Pictures;
use super::words::{as_typed, href, plain};
use crate::media::{file_address, prose_picture};
use crate::model::{Item, ItemId, SectionId, item_key_tag};
use crate::store;

/// Items and sections that a body names by key or address.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    items: HashMap<String, ItemLink>,
    sections: HashMap<String, SectionLink>,
}

impl Mentions {
    /// Loads them: a query each for keys, addresses, items, keys of sections; none for a body that names nothing.
    /// `more` are keys of items that the page names besides.
    pub(super) async fn load(
        reading: &mut Reading,
        directory: &Directory,
        body: &Body,
        more: &[&str],
    ) -> Result<Self, HttpError> {
        let mut keys = body.items();
        keys.extend(more);
        Self::of(reading, directory, &keys, &body.sections()).await
    }

    /// The same for what several bodies name.
    pub(super) async fn of(
        reading: &mut Reading,
        directory: &Directory,
        items: &[&str],
        sections: &[&str],
    ) -> Result<Self, HttpError> {
        let named = items_named(reading, directory, items).await?;
        let mut ids: Vec<ItemId> = named.values().copied().collect();
        ids.sort_unstable();
        ids.dedup();
        let items: HashMap<ItemId, Item> =
            visible(reading, &ids).await?.into_iter().map(|item| (item.id, item)).collect();
        let link = |id: &ItemId| items.get(id).map(|item| item_link(directory, item));
        let ids = ids_named_on(reading, directory.site.id.uuid(), "section", sections).await?;
        let section = |key: &str| {
            let id = ids.get(key).map(|id| SectionId::from_uuid(*id));
            let by_slug = || directory.sections().iter().find(|section| section.slug.as_str() == key);
            let found =
                id.and_then(|id| directory.section(id)).or_else(|| directory.section_at(key)).or_else(by_slug)?;
            Some((key.to_owned(), SectionLink { name: found.name.clone(), address: href(&found.path) }))
        };
        Ok(Self {
            items: named.iter().filter_map(|(key, id)| Some((key.clone(), link(id)?))).collect(),
            sections: sections.iter().filter_map(|key| section(key)).collect(),
        })
    }

    /// The item behind a key, if readers may see it.
    pub(super) fn item(&self, key: &str) -> Option<&ItemLink> {
        self.items.get(key)
    }
}

/// Which items these keys and addresses mean. The page depends on each key, also on those that mean none yet.
pub(super) async fn items_named(
    reading: &mut Reading,
    directory: &Directory,
    named: &[&str],
) -> Result<HashMap<String, ItemId>, HttpError> {
    let (addresses, keys): (Vec<&str>, Vec<&str>) = named.iter().partition(|named| named.starts_with('/'));
    reading.note_all(keys.iter().map(|key| item_key_tag(key)));
    let found = ids_named_on(reading, directory.site.id.uuid(), "item", &keys).await?;
    let mut ids: HashMap<String, ItemId> = found.into_iter().map(|(key, id)| (key, ItemId::from_uuid(id))).collect();
    let addresses: Vec<String> = addresses.into_iter().map(str::to_owned).collect();
    ids.extend(store::items::holders(reading, directory.site.id, &addresses).await?);
    Ok(ids)
}

fn item_link(directory: &Directory, item: &Item) -> ItemLink {
    let format = item.format.and_then(|id| directory.format(id));
    ItemLink {
        headline: item.headline.clone(),
        address: directory.address_of(item),
        format: format.map(|format| format.name.clone()).unwrap_or_default(),
        standfirst: item.standfirst.as_deref().map(as_typed).unwrap_or_default(),
    }
}

/// Answers prose out of what was loaded.
pub(super) struct Loaded<'a> {
    pub(super) directory: &'a Directory,
    pub(super) pictures: &'a Pictures,
    pub(super) mentions: &'a Mentions,
}

impl Resolver for Loaded<'_> {
    fn picture(&self, src: &str) -> Option<prose::Picture> {
        let media = self.pictures.of_source(src)?;
        let shown = prose_picture(media)?;
        let (alt, caption, credit) = (plain(&shown.alt), plain(&shown.caption), plain(&shown.credit));
        Some(prose::Picture { alt, caption, credit, ..shown })
    }

    fn elsewhere(&self, src: &str) -> Option<Elsewhere> {
        let media = self.pictures.of_source(src)?;
        let known = media.fields.get("addresses").and_then(|all| all.get(0)?.as_str());
        let words = |text: &Option<String>| text.as_deref().map(plain).unwrap_or_default();
        let address = known.unwrap_or_default().to_owned();
        Some(Elsewhere { address, alt: words(&media.alt), caption: words(&media.caption) })
    }

    fn recording(&self, src: &str) -> Option<String> {
        self.pictures.of_source(src).and_then(file_address)
    }

    fn still(&self, name: &str) -> Option<Still> {
        let media = self.pictures.of_source(name)?;
        Some(Still { picture: prose_picture(media)?, title: media.title.clone().unwrap_or_default() })
    }

    fn item(&self, key: &str) -> Option<ItemLink> {
        self.mentions.item(key).cloned()
    }

    fn section(&self, key: &str) -> Option<SectionLink> {
        self.mentions.sections.get(key).cloned()
    }

    fn leads_away(&self, href: &str) -> bool {
        !self.directory.is_own(href)
    }
}
