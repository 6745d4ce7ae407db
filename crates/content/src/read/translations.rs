//! The same item in other languages, as search engines are told of it.

use platform::http::{HttpError, Reading};

use super::cards::visible;
use super::directory::Directory;
use crate::model::{Item, ItemId, translations_tag};
use crate::rules::hosts::{host_of, is_host_of};
use crate::store;
use crate::views::Alternate;

/// Whether any item of the house is there in several languages.
struct Translated(bool);

/// The group of an item, itself included, a language each; nothing for one that has no sisters. Every page of a group
/// names the same, since a link that is not returned is not believed: so two of one language share the place of the
/// first, and what search engines are not to look at, or are sent elsewhere by, is not of it. Who speaks none of the
/// languages gets the one of the house.
pub(super) async fn alternates(
    reading: &mut Reading,
    directory: &Directory,
    item: &Item,
) -> Result<Vec<Alternate>, HttpError> {
    if !are_any(reading).await? {
        return Ok(Vec::new());
    }
    let group = store::translations::groups(reading, &[item.id]).await?;
    if group.len() < 2 {
        return Ok(Vec::new());
    }
    let mut sisters = visible(reading, &group).await?;
    sisters.retain(|sister| is_followed(directory, sister));
    sisters.sort_by_key(|sister| (language(directory, sister).to_ascii_lowercase(), sister.published_at, sister.id));
    sisters.dedup_by(|next, first| language(directory, next).eq_ignore_ascii_case(language(directory, first)));
    if sisters.len() < 2 || !has(&sisters, item.id) {
        return Ok(Vec::new());
    }
    let publisher = directory.publisher();
    let told = |sister: &Item| Alternate {
        lang: language(directory, sister).to_owned(),
        address: publisher.absolute(&directory.address_of(sister)),
    };
    let mut all: Vec<Alternate> = sisters.iter().map(told).collect();
    let of_house = directory.house().first().map_or("", |site| site.language.as_str());
    let fallback = all.iter().find(|alternate| alternate.lang == of_house).or(all.first()).cloned();
    all.extend(fallback.map(|alternate| Alternate { lang: "x-default".to_owned(), ..alternate }));
    Ok(all)
}

/// Asked once, until the first comes: most houses have one language, and their pages need not look.
async fn are_any(reading: &mut Reading) -> Result<bool, HttpError> {
    if let Some(known) = reading.take_down::<Translated>("all") {
        return Ok(known.0);
    }
    let aside = reading.set_aside();
    reading.note(translations_tag());
    let are_any = store::translations::are_any(reading).await?;
    Ok(reading.shelve("all", aside, Translated(are_any)).0)
}

/// Whether search engines take its page for what it is.
fn is_followed(directory: &Directory, item: &Item) -> bool {
    let site = directory.neighbour(item.site).unwrap_or(&directory.site);
    let is_own = |original: &str| is_host_of(host_of(original), &site.address);
    !item.seo.hidden && item.canonical.as_deref().is_none_or(is_own)
}

/// The language that it is in: its own, else that of its site.
fn language<'a>(directory: &'a Directory, item: &'a Item) -> &'a str {
    let site = directory.neighbour(item.site).unwrap_or(&directory.site);
    item.language.as_deref().unwrap_or(&site.language)
}

fn has(items: &[Item], id: ItemId) -> bool {
    items.iter().any(|item| item.id == id)
}
