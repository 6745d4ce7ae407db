//! What is followed at an address.

use content::model::{Item, ItemId, ItemKind, Section, SectionId, Topic};
use content::read::{self, Directory};
use content::rules::visibility::{Visibility, visibility};
use content::store::{self, listings::Span};
use kit::Uuid;
use people::Person;
use platform::http::{HttpError, Reading};

use crate::model::{Form, List, ListKind};

/// The list whose page stands at `path`; empty for the site's.
pub(crate) async fn list_at(
    reading: &mut Reading,
    directory: &Directory,
    path: &str,
    form: Form,
) -> Result<Option<List>, HttpError> {
    if path.is_empty() {
        return Ok(Some(of_site(directory)));
    }
    if let Some(slug) = path.strip_prefix("/topic/") {
        return topic(reading, slug).await;
    }
    if let Some(slug) = path.strip_prefix("/author/") {
        return person(reading, slug).await;
    }
    if let Some(section) = directory.section_at(path) {
        reading.note(Section::tag(section.id));
        return Ok((section.path == path).then(|| of_section(section)));
    }
    if form == Form::Podcast { show(reading, directory, path).await } else { Ok(None) }
}

fn of_site(directory: &Directory) -> List {
    let site = &directory.site;
    let description = directory.setting("description").map(str::to_owned).or_else(|| site.tagline.clone());
    List {
        id: site.id.uuid(),
        kind: ListKind::Site,
        name: site.name.clone(),
        description,
        address: "/".to_owned(),
        fields: site.fields.clone(),
    }
}

fn of_section(section: &Section) -> List {
    List {
        id: section.id.uuid(),
        kind: ListKind::Section,
        name: section.name.clone(),
        description: section.standfirst.as_deref().map(read::plain),
        address: section.path.clone(),
        fields: section.fields.clone(),
    }
}

/// A topic that something public is about, or that is described: the name of another may tell what is to come.
async fn topic(reading: &mut Reading, slug: &str) -> Result<Option<List>, HttpError> {
    let found = store::labels::topic_by_slug(reading, slug).await?;
    let Some(topic) = found.filter(|topic| !topic.internal) else { return Ok(None) };
    reading.note(Topic::tag(topic.id));
    let has_words = topic.description.as_deref().is_some_and(|description| !description.trim().is_empty());
    if !has_words && !is_read(reading, topic.id.uuid()).await? {
        return Ok(None);
    }
    Ok(Some(List {
        id: topic.id.uuid(),
        kind: ListKind::Topic,
        name: topic.name,
        description: topic.description.as_deref().map(read::plain),
        address: format!("/topic/{}", topic.slug),
        fields: serde_json::Map::new(),
    }))
}

/// Somebody who wrote something that is public: an archive brings along many who only had an account.
async fn person(reading: &mut Reading, slug: &str) -> Result<Option<List>, HttpError> {
    let Some(person) = people::person_by_slug(reading, slug).await? else { return Ok(None) };
    reading.note(Person::tag(person.id));
    if !is_read(reading, person.id.uuid()).await? {
        return Ok(None);
    }
    Ok(Some(List {
        id: person.id.uuid(),
        kind: ListKind::Person,
        description: person.bio.as_deref().map(read::plain).filter(|bio| !bio.is_empty()),
        address: format!("/author/{}", person.slug),
        name: person.name,
        fields: serde_json::Map::new(),
    }))
}

/// Whether anything that readers may see stands in a list.
async fn is_read(reading: &mut Reading, list: Uuid) -> Result<bool, HttpError> {
    reading.note(content::model::list_tag(list));
    let any = Span { before: None, from: None, limit: 1 };
    Ok(!store::listings::entries(reading, list, any).await?.is_empty())
}

/// The page that tells of a podcast.
async fn show(reading: &mut Reading, directory: &Directory, path: &str) -> Result<Option<List>, HttpError> {
    let Some(item) = store::items::by_address(reading, directory.site.id, path).await? else { return Ok(None) };
    reading.note(Item::tag(item.id));
    if item.kind != ItemKind::Page || visibility(&item, reading.now()) != Visibility::Shown {
        return Ok(None);
    }
    Ok(Some(of_page(item)))
}

fn of_page(page: Item) -> List {
    List {
        id: page.id.uuid(),
        kind: ListKind::Show(page.id),
        name: page.headline,
        description: page.standfirst.as_deref().map(read::plain),
        address: page.address,
        fields: page.fields,
    }
}

/// The list of this id that may be a podcast: the site, one of its sections, a page that readers may see.
pub(crate) async fn podcast_list(
    reading: &mut Reading,
    directory: &Directory,
    id: Uuid,
) -> Result<Option<List>, HttpError> {
    if id == directory.site.id.uuid() {
        return Ok(Some(of_site(directory)));
    }
    if let Some(section) = directory.section(SectionId::from_uuid(id)) {
        return Ok(Some(of_section(section)));
    }
    let page = store::items::by_id(reading, ItemId::from_uuid(id)).await?;
    let now = reading.now();
    let is_shown = |page: &Item| page.kind == ItemKind::Page && visibility(page, now) == Visibility::Shown;
    Ok(page.filter(|page| page.site == directory.site.id && is_shown(page)).map(of_page))
}

/// What a reader calls a list: the site's name, with the list's own behind it.
pub(crate) fn name_of(site: &str, list: &str) -> String {
    if site == list { site.to_owned() } else { format!("{site}: {list}") }
}
