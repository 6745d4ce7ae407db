//! What stands on the card of a page where it is shared: an item's, and those of the site, its sections, topics and
//! persons.

use people::Person;
use platform::http::{HttpError, Reading};

use super::credits::Credits;
use super::directory::Directory;
use super::labels::{is_read_of_person, is_read_of_topic};
use crate::media::{CardOf, SharingCard};
use crate::model::{Item, Section, Topic};
use crate::rules::hosts::host_of;
use crate::store;
use crate::views::{ShareImage, Story};

/// Names that are written out; of more it is said how many others there are.
const NAMES: usize = 3;

/// The card of an item that was loaded for its page.
pub(super) fn card(directory: &Directory, item: &Item, story: &Story) -> SharingCard {
    let names: Vec<&str> = story.byline.iter().map(|credit| credit.name.as_str()).collect();
    with(directory, item, &names, story.sponsor.as_ref().map(|sponsor| sponsor.label.as_str()))
}

/// The card of an item that readers may see.
///
/// # Errors
/// When the database cannot be asked.
pub async fn sharing_card(reading: &mut Reading, directory: &Directory, item: &Item) -> Result<SharingCard, HttpError> {
    let bylines = store::parts::bylines(reading, &[item.id]).await?;
    let bylines: Vec<_> = bylines.into_iter().map(|(_, byline)| byline).collect();
    let credits = Credits::load(reading, bylines.iter(), item.sponsor.into_iter()).await?;
    let names: Vec<String> = bylines.iter().filter_map(|byline| Some(credits.credit(byline)?.name)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let sponsor = item.sponsor.and_then(|id| credits.organisation(id)).map(|sponsor| sponsor.name.as_str());
    Ok(with(directory, item, &names, sponsor))
}

fn with(directory: &Directory, item: &Item, names: &[&str], sponsor: Option<&str>) -> SharingCard {
    let section = item.section.and_then(|id| directory.link_to(id));
    let label = match sponsor {
        Some(sponsor) => Some(format!("Sponsored by {sponsor}")),
        None => section.as_ref().map(|section| section.name.clone()),
    };
    let day = item.published_at.filter(|_| item.kind != crate::model::ItemKind::Page);
    let day = day.map(|at| directory.moment(at).long);
    let signature: Vec<String> = said(names).into_iter().chain(day).collect();
    SharingCard {
        of: CardOf::Item(item.id),
        brand: directory.site.name.clone(),
        label,
        headline: item.headline.clone(),
        signature: Some(signature.join(" · ")).filter(|signature| !signature.is_empty()),
        accent: section.map(|section| section.accent).unwrap_or_default(),
        letters: directory.letters.clone(),
    }
}

/// The card of the publication: its name over what it says of itself.
pub(super) fn site_card(directory: &Directory) -> SharingCard {
    let site = &directory.site;
    let host = host_of(&site.address).to_owned();
    let of = CardOf::Site(site.id);
    let (accent, letters) = (directory.accent(), directory.letters.clone());
    match &site.tagline {
        Some(tagline) => {
            let (brand, headline) = (site.name.clone(), tagline.clone());
            SharingCard { of, brand, label: None, headline, signature: Some(host), accent, letters }
        }
        None => {
            let headline = site.name.clone();
            SharingCard { of, brand: host, label: None, headline, signature: None, accent, letters }
        }
    }
}

/// The card of a section, in its colour.
pub(super) fn section_card(directory: &Directory, section: &Section) -> SharingCard {
    let above = section.parent.and_then(|parent| directory.section(parent));
    let label = above.map(|above| above.name.clone());
    SharingCard {
        label,
        accent: directory.link(section).accent,
        ..named(directory, CardOf::Section(section.id), &section.name)
    }
}

/// The card of a topic.
pub(super) fn topic_card(directory: &Directory, topic: &Topic) -> SharingCard {
    SharingCard { label: Some("Topic".to_owned()), ..named(directory, CardOf::Topic(topic.id), &topic.name) }
}

/// The card of a person.
pub(super) fn person_card(directory: &Directory, person: &Person) -> SharingCard {
    SharingCard { label: person.role.clone(), ..named(directory, CardOf::Person(person.id), &person.name) }
}

/// A card with a name on it.
fn named(directory: &Directory, of: CardOf, name: &str) -> SharingCard {
    let site = &directory.site;
    SharingCard {
        of,
        brand: site.name.clone(),
        label: None,
        headline: name.to_owned(),
        signature: Some(host_of(&site.address).to_owned()),
        accent: directory.accent(),
        letters: directory.letters.clone(),
    }
}

/// The card of a place, if its page is there for readers.
///
/// # Errors
/// When the database cannot be asked.
pub(crate) async fn place_card(
    reading: &mut Reading,
    directory: &Directory,
    of: CardOf,
) -> Result<Option<SharingCard>, HttpError> {
    match of {
        CardOf::Item(_) => Ok(None),
        // Of an unknown site the house's first is read.
        CardOf::Site(id) => Ok((id == directory.site.id).then(|| site_card(directory))),
        CardOf::Section(id) => Ok(directory.section(id).map(|section| section_card(directory, section))),
        CardOf::Topic(id) => {
            let Some(topic) = store::labels::topics_by_id(reading, &[id]).await?.pop() else { return Ok(None) };
            Ok(is_read_of_topic(reading, &topic).await?.then(|| topic_card(directory, &topic)))
        }
        CardOf::Person(id) => {
            let Some(person) = people::person_by_id(reading, id).await? else { return Ok(None) };
            Ok(is_read_of_person(reading, &person).await?.then(|| person_card(directory, &person)))
        }
    }
}

/// The picture of a section's front where it is shared.
pub fn section_picture(directory: &Directory, section: &Section) -> ShareImage {
    picture_of(directory, &section_card(directory, section))
}

/// A card as the head of its page names it.
pub(super) fn picture_of(directory: &Directory, card: &SharingCard) -> ShareImage {
    ShareImage {
        address: directory.publisher().absolute(&card.address()),
        width: darkroom::CARD_SIZE.width,
        height: darkroom::CARD_SIZE.height,
        alt: match card.of {
            CardOf::Item(_) => card.headline.clone(),
            _ => format!("{}: {}", card.brand, card.headline),
        },
    }
}

/// Names as a card has room for them.
fn said(names: &[&str]) -> Option<String> {
    match names {
        [] => None,
        [.., _] if names.len() <= NAMES => Some(names.join(", ")),
        _ => Some(format!("{} + {}", names[..NAMES - 1].join(", "), names.len() + 1 - NAMES)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_names_are_counted() {
        assert_eq!(said(&[]), None);
        assert_eq!(said(&["Ana", "Bo", "Cy"]).as_deref(), Some("Ana, Bo, Cy"));
        assert_eq!(said(&["Ana", "Bo", "Cy", "Di"]).as_deref(), Some("Ana, Bo + 2"));
    }
}
