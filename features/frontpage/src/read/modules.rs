//! Modules as views.

use content::model::{FormatId, ItemId};
use content::read::{self, Directory};
use content::views::{Card, RailModule, RailShape, Resource};
use kit::Uuid;
use platform::http::{HttpError, Reading};
use platform::records::ids_named_on;
use serde_json::Value;

use super::{Shown, item_ids};
use crate::{Front, Held, Kind, Module};

/// Cards that are asked for beyond a module's count, in the place of those that stand on the page already.
const SPARE: u32 = 8;

/// The modules of a front, those with something to show: each with what neither the page nor one before it shows.
pub(crate) async fn modules(
    reading: &mut Reading,
    directory: &Directory,
    front: Option<&Front>,
    shown: &mut Shown,
) -> Result<Vec<RailModule>, HttpError> {
    let mut all = Vec::new();
    for module in front.map(|front| front.modules.as_slice()).unwrap_or_default() {
        let (made, size) = match module.module {
            Kind::FeaturedVideo => (featured_video(reading, directory, module, shown).await?, 1),
            Kind::Resources => (resources(reading, directory, module).await?, 0),
            Kind::PartnerPerspectives => (of_format(reading, directory, module, PARTNER).await?, count(module, 3)),
            Kind::GuestPerspectives => (of_format(reading, directory, module, GUEST).await?, count(module, 3)),
            Kind::Latest => (latest(reading, directory, module).await?, count(module, 5)),
        };
        let Some(mut made) = made else { continue };
        made.cards.retain(|card| shown.lacks(card));
        made.cards.truncate(size as usize);
        shown.see(&made.cards);
        if !made.cards.is_empty() || !made.resources.is_empty() {
            all.push(made);
        }
    }
    Ok(all)
}

/// A module whose stories all bear one format.
struct OfFormat {
    format: &'static str,
    title: &'static str,
    label: &'static str,
    shape: RailShape,
}

const PARTNER: OfFormat = OfFormat {
    format: "partner-perspective",
    title: "Partner perspectives",
    label: "Content from our sponsors",
    shape: RailShape::Partner,
};
const GUEST: OfFormat = OfFormat {
    format: "guest-perspective",
    title: "Guest perspectives",
    label: "Curated contributions",
    shape: RailShape::Guest,
};

fn titled(module: &Module, title: &str) -> String {
    module.heading.clone().unwrap_or_else(|| title.to_owned())
}

fn text<'a>(module: &'a Module, name: &str) -> Option<&'a str> {
    module.settings.get(name).and_then(Value::as_str)
}

fn count(module: &Module, otherwise: u32) -> u32 {
    let set = module.settings.get("count").and_then(Value::as_u64).and_then(|count| u32::try_from(count).ok());
    set.unwrap_or(otherwise).clamp(1, 12)
}

async fn featured_video(
    reading: &mut Reading,
    directory: &Directory,
    module: &Module,
    shown: &Shown,
) -> Result<Option<RailModule>, HttpError> {
    let mut cards = Vec::new();
    if let Some(key) = text(module, "item") {
        cards = of_keys(reading, directory, &[key]).await?;
        cards.retain(|card| shown.lacks(card));
    }
    if cards.is_empty() {
        cards = read::latest(reading, directory, directory.site.id.uuid(), 40).await?;
        cards.retain(|card| card.kind == content::views::Kind::Video && shown.lacks(card));
        cards.truncate(1);
    }
    let title = titled(module, "Featured video");
    Ok(Some(RailModule { shape: RailShape::Feature, title, cards, ..RailModule::default() }))
}

async fn resources(
    reading: &mut Reading,
    directory: &Directory,
    module: &Module,
) -> Result<Option<RailModule>, HttpError> {
    let listed = module.settings.get("resources").and_then(Value::as_array).cloned().unwrap_or_default();
    let of = |entry: &Value, name: &str| entry.get(name).and_then(Value::as_str).map(str::to_owned);
    let mut shown = Vec::new();
    for entry in &listed {
        let (kind, source) = (of(entry, "kind"), of(entry, "source"));
        let resource = match (of(entry, "item"), of(entry, "title"), of(entry, "address")) {
            (Some(key), ..) => {
                let card = of_keys(reading, directory, &[key.as_str()]).await?.into_iter().next();
                card.map(|card| Resource { title: card.headline, address: card.address, kind, source })
            }
            (None, Some(title), Some(address)) => {
                prose::safe_href(&address).map(|address| Resource { title, address, kind, source })
            }
            _ => None,
        };
        shown.extend(resource);
    }
    let title = titled(module, "Educational resources");
    Ok(Some(RailModule { shape: RailShape::Resources, title, resources: shown, ..RailModule::default() }))
}

async fn of_format(
    reading: &mut Reading,
    directory: &Directory,
    module: &Module,
    of: OfFormat,
) -> Result<Option<RailModule>, HttpError> {
    let slug = text(module, "format").unwrap_or(of.format);
    let Some(format) = format_of(reading, slug).await? else { return Ok(None) };
    let cards = read::latest(reading, directory, format.uuid(), count(module, 3) + SPARE).await?;
    let (title, label) = (titled(module, of.title), Some(of.label.to_owned()));
    Ok(Some(RailModule { shape: of.shape, title, label, cards, ..RailModule::default() }))
}

async fn format_of(reading: &mut Reading, slug: &str) -> Result<Option<FormatId>, HttpError> {
    let formats = content::store::labels::formats(reading).await?;
    Ok(formats.iter().find(|format| format.slug.as_str() == slug).map(|format| format.id))
}

/// The latest of a section (by path), a topic (by slug) or a format (by slug).
async fn latest(
    reading: &mut Reading,
    directory: &Directory,
    module: &Module,
) -> Result<Option<RailModule>, HttpError> {
    let (list, title): (Option<Uuid>, String) = if let Some(path) = text(module, "section") {
        let section = directory.section_at(path).or_else(|| directory.section_at(&format!("/{path}")));
        (section.map(|section| section.id.uuid()), section.map(|section| section.name.clone()).unwrap_or_default())
    } else if let Some(slug) = text(module, "topic") {
        let topic = content::store::labels::topic_by_slug(reading, slug).await?.filter(|topic| !topic.internal);
        (topic.as_ref().map(|topic| topic.id.uuid()), topic.map(|topic| topic.name).unwrap_or_default())
    } else {
        let slug = text(module, "format").unwrap_or_default();
        (format_of(reading, slug).await?.map(FormatId::uuid), String::from("Latest"))
    };
    let Some(list) = list else { return Ok(None) };
    let cards = read::latest(reading, directory, list, count(module, 5) + SPARE).await?;
    Ok(Some(RailModule { title: titled(module, &title), cards, ..RailModule::default() }))
}

async fn of_keys(reading: &mut Reading, directory: &Directory, keys: &[&str]) -> Result<Vec<Card>, HttpError> {
    let by_key = ids_named_on(reading, directory.site.id.uuid(), "item", keys).await?;
    let held: Vec<Held> = keys
        .iter()
        .filter_map(|key| by_key.get(*key).copied().or_else(|| key.parse().ok()))
        .map(|id| Held::Item(ItemId::from_uuid(id)))
        .collect();
    let ids = item_ids(reading, directory, &held.iter().collect::<Vec<_>>()).await?;
    read::cards(reading, directory, &ids).await
}
