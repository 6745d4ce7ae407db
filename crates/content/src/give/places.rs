//! Sites, sections, labels, media and menus to exports.

use intake::Target;
use platform::BoxFuture;
use platform::records::{Giving, Name};
use serde_json::Value;

use crate::model::{Destination, Media, MenuEntry};
use crate::records::SiteNames;
use crate::store;

/// Gives all sites.
pub(super) fn give_sites<'a>(giving: &'a mut Giving<'_>) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(async move {
        let all = store::sites::all(giving.conn).await?;
        let names = giving.names("site", all.iter().map(|site| site.id)).await?;
        let several = all.len() > 1;
        for (position, site) in (0..).zip(all) {
            let matter = intake::Site {
                name: site.name,
                tagline: site.tagline,
                address: Some(site.address),
                language: Some(site.language),
                time_zone: Some(site.time_zone),
                position: several.then_some(position),
                extra: site.fields,
            };
            (giving.write)(names.name(site.id).record(matter))?;
        }
        Ok(())
    })
}

/// Gives all sections.
pub(super) fn give_sections<'a>(giving: &'a mut Giving<'_>) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(async move {
        let sites = SiteNames::of(giving).await?;
        for site in store::sites::all(giving.conn).await? {
            let mut sections = store::sections::of_site(giving.conn, site.id).await?;
            sections.sort_by_key(|section| section.id);
            let names = giving.names("section", sections.iter().map(|section| section.id)).await?;
            for section in sections {
                let name = names.name(section.id);
                let matter = intake::Section {
                    parent: section.parent.map(|parent| names.reference(&name, parent)),
                    slug: section.slug.into(),
                    name: section.name,
                    standfirst: section.standfirst,
                    accent: section.accent,
                    position: Some(section.position),
                    old_addresses: Vec::new(),
                    extra: section.fields,
                };
                (giving.write)(sites.record(name, site.id, matter))?;
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
            let names = giving.names("topic", topics.iter().map(|topic| topic.id)).await?;
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
                (giving.write)(names.name(topic.id).record(matter))?;
            }
        }
    })
}

/// Gives all formats.
pub(super) fn give_formats<'a>(giving: &'a mut Giving<'_>) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(async move {
        let formats = store::labels::formats(giving.conn).await?;
        let names = giving.names("format", formats.iter().map(|format| format.id)).await?;
        for format in formats {
            let matter = intake::Format { slug: format.slug.into(), name: format.name, extra: format.fields };
            (giving.write)(names.name(format.id).record(matter))?;
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
            let names = giving.names("media", page.iter().map(|media| media.id)).await?;
            for media in page {
                let path = give_file(giving, &media).await?;
                let name = names.name(media.id);
                (giving.write)(name.record(media_record(media, path)))?;
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
        let sites = SiteNames::of(giving).await?;
        for site in store::sites::all(giving.conn).await? {
            let menus = store::sites::menus(giving.conn, site.id).await?;
            let names = giving.names("menu", menus.iter().map(|menu| menu.id)).await?;
            for menu in menus {
                let name = names.name(menu.id);
                let mut entries = Vec::new();
                for entry in &menu.entries {
                    entries.push(entry_record(giving, &name, entry).await?);
                }
                let matter =
                    intake::Menu { place: menu.claim, name: menu.name, entries, extra: serde_json::Map::new() };
                (giving.write)(sites.record(name, site.id, matter))?;
            }
        }
        Ok(())
    })
}

fn entry_record<'a>(
    giving: &'a mut Giving<'_>,
    from: &'a Name,
    entry: &'a MenuEntry,
) -> BoxFuture<'a, anyhow::Result<intake::MenuEntry>> {
    Box::pin(async move {
        let to = match &entry.to {
            None => None,
            Some(Destination::Address(address)) => Some(Target::Address(address.clone())),
            Some(Destination::Item(id)) => Some(Target::Item(giving.reference(from, "item", *id).await?)),
            Some(Destination::Section(id)) => Some(Target::Section(giving.reference(from, "section", *id).await?)),
            Some(Destination::Topic(id)) => Some(Target::Topic(giving.reference(from, "topic", *id).await?)),
            Some(Destination::Person(id)) => Some(Target::Person(giving.reference(from, "person", *id).await?)),
        };
        let mut entries = Vec::with_capacity(entry.entries.len());
        for below in &entry.entries {
            entries.push(entry_record(giving, from, below).await?);
        }
        Ok(intake::MenuEntry { label: entry.label.clone(), to, entries })
    })
}
