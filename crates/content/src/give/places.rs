//! Sites, sections, labels, media and menus to exports.

use intake::{Record, Target};
use platform::BoxFuture;
use platform::records::Giving;
use serde_json::Value;

use super::Keys;
use crate::model::{Destination, Media, MenuEntry};
use crate::store;

/// Gives all sites.
pub(super) fn give_sites<'a>(giving: &'a mut Giving<'_>) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(async move {
        let sites = store::sites::all(giving.conn).await?;
        let keys = Keys::of(giving.conn, "site", sites.iter().map(|site| site.id.uuid())).await?;
        for site in sites {
            let matter = intake::Site {
                name: site.name,
                tagline: site.tagline,
                address: Some(site.address),
                language: Some(site.language),
                time_zone: Some(site.time_zone),
                extra: site.fields,
            };
            (giving.write)(Record::new(keys.key(site.id), matter))?;
        }
        Ok(())
    })
}

/// Gives all sections.
pub(super) fn give_sections<'a>(giving: &'a mut Giving<'_>) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(async move {
        for site in store::sites::all(giving.conn).await? {
            let mut sections = store::sections::of_site(giving.conn, site.id).await?;
            sections.sort_by_key(|section| section.id);
            let keys = Keys::of(giving.conn, "section", sections.iter().map(|section| section.id.uuid())).await?;
            for section in sections {
                let matter = intake::Section {
                    parent: section.parent.map(|parent| keys.key(parent)),
                    slug: section.slug.into(),
                    name: section.name,
                    standfirst: section.standfirst,
                    accent: section.accent,
                    position: Some(section.position),
                    old_addresses: Vec::new(),
                    extra: section.fields,
                };
                (giving.write)(Record::new(keys.key(section.id), matter))?;
            }
        }
        Ok(())
    })
}

/// Gives all topics.
pub(super) fn give_topics<'a>(giving: &'a mut Giving<'_>) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(async move {
        let mut after = None;
        loop {
            let topics = store::labels::topics(giving.conn, after, 500).await?;
            let Some(last) = topics.last() else { return Ok(()) };
            after = Some(last.id);
            let keys = Keys::of(giving.conn, "topic", topics.iter().map(|topic| topic.id.uuid())).await?;
            for mut topic in topics {
                let group = topic.fields.remove("group");
                let matter = intake::Topic {
                    slug: topic.slug.into(),
                    name: topic.name,
                    description: topic.description,
                    group: group.as_ref().and_then(Value::as_str).map(str::to_owned),
                    internal: topic.internal,
                    old_addresses: Vec::new(),
                    extra: topic.fields,
                };
                (giving.write)(Record::new(keys.key(topic.id), matter))?;
            }
        }
    })
}

/// Gives all formats.
pub(super) fn give_formats<'a>(giving: &'a mut Giving<'_>) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(async move {
        let formats = store::labels::formats(giving.conn).await?;
        let keys = Keys::of(giving.conn, "format", formats.iter().map(|format| format.id.uuid())).await?;
        for format in formats {
            let matter = intake::Format { slug: format.slug.into(), name: format.name, extra: format.fields };
            (giving.write)(Record::new(keys.key(format.id), matter))?;
        }
        Ok(())
    })
}

/// Gives all media, with the bytes that are here.
pub(super) fn give_media<'a>(giving: &'a mut Giving<'_>) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(async move {
        let mut after = None;
        loop {
            let page = store::media::page(giving.conn, after, 200).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.id);
            let keys = Keys::of(giving.conn, "media", page.iter().map(|media| media.id.uuid())).await?;
            for media in page {
                let key = keys.key(media.id);
                let path = give_file(giving, &media).await?;
                (giving.write)(Record::new(key, media_record(media, path)))?;
            }
        }
    })
}

/// Writes the bytes of a picture or file, under a path made of their fingerprint: the same in every house.
async fn give_file(giving: &mut Giving<'_>, media: &Media) -> anyhow::Result<Option<String>> {
    let (Some(blob), Some(digest)) = (&media.blob, &media.digest) else { return Ok(None) };
    let Some(bytes) = giving.app.blobs().get(blob).await? else { return Ok(None) };
    let ending = blob.rsplit_once('.').map_or("bin", |(_, ending)| ending);
    let path = format!("files/{digest}.{ending}");
    (giving.file)(&path, &bytes)?;
    Ok(Some(path))
}

fn media_record(mut media: Media, path: Option<String>) -> intake::Media {
    let mut text = |name: &str| media.fields.remove(name).and_then(|value| value.as_str().map(str::to_owned));
    let (description, item, own_path) = (text("description"), text("item"), text("path"));
    let fields = match media.fields.remove("fields") {
        Some(Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    let addresses = media.fields.remove("addresses").and_then(|list| serde_json::from_value(list).ok());
    intake::Media {
        file: media.file,
        mime: media.mime,
        addresses: addresses.unwrap_or_default(),
        path: path.or(own_path),
        title: media.title,
        alt: media.alt,
        caption: media.caption,
        credit: media.credit,
        rights: media.rights,
        description,
        focal: media.focal.map(|(x, y)| intake::Focal { x, y }),
        width: media.width,
        height: media.height,
        uploaded_at: Some(media.added_at),
        item,
        old_addresses: Vec::new(),
        fields,
        extra: media.fields,
    }
}

/// Gives all menus.
pub(super) fn give_menus<'a>(giving: &'a mut Giving<'_>) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(async move {
        for site in store::sites::all(giving.conn).await? {
            let menus = store::sites::menus(giving.conn, site.id).await?;
            let keys = Keys::of(giving.conn, "menu", menus.iter().map(|menu| menu.id.uuid())).await?;
            for menu in menus {
                let mut entries = Vec::new();
                for entry in &menu.entries {
                    entries.push(entry_record(giving, entry).await?);
                }
                let matter =
                    intake::Menu { place: menu.place, name: menu.name, entries, extra: serde_json::Map::new() };
                (giving.write)(Record::new(keys.key(menu.id), matter))?;
            }
        }
        Ok(())
    })
}

fn entry_record<'a>(
    giving: &'a mut Giving<'_>,
    entry: &'a MenuEntry,
) -> BoxFuture<'a, anyhow::Result<intake::MenuEntry>> {
    Box::pin(async move {
        let to = match &entry.to {
            None => None,
            Some(Destination::Address(address)) => Some(Target::Address(address.clone())),
            Some(Destination::Item(id)) => Some(Target::Item(key(giving, "item", id.uuid()).await?)),
            Some(Destination::Section(id)) => Some(Target::Section(key(giving, "section", id.uuid()).await?)),
            Some(Destination::Topic(id)) => Some(Target::Topic(key(giving, "topic", id.uuid()).await?)),
            Some(Destination::Person(id)) => Some(Target::Person(key(giving, "person", id.uuid()).await?)),
        };
        let mut entries = Vec::with_capacity(entry.entries.len());
        for below in &entry.entries {
            entries.push(entry_record(giving, below).await?);
        }
        Ok(intake::MenuEntry { label: entry.label.clone(), to, entries })
    })
}

async fn key(giving: &mut Giving<'_>, kind: &str, id: kit::Uuid) -> anyhow::Result<String> {
    Ok(platform::records::key_of(giving.conn, kind, id).await?)
}
