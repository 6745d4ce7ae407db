//! What the answers can be narrowed to: counts of the index with the names that readers know them by.

use std::collections::HashMap;
use std::sync::Arc;

use content::model::{FormatId, ItemKind, SectionId, SiteId, Topic, TopicId};
use content::read::{self, Asked, Choice, Directory, facets, kind_label};
use content::rules::hosts::host_of;
use kit::Uuid;
use people::{Person, PersonId};
use platform::http::{HttpError, Reading};
use platform::search::Facet;

use crate::site::ADDRESS;
use crate::views::{Narrowing, Offer};

/// Kinds of facets that are counted, as readers are offered them: the parameter, and what the group is called.
pub(crate) const GROUPS: [(&str, &str, &str); 7] = [
    (facets::SITE, "site", "Site"),
    (facets::SECTION, "section", "Section"),
    (facets::FORMAT, "format", "Format"),
    (facets::KIND, "kind", "Kind"),
    (facets::TOPIC, "topic", "Topic"),
    (facets::PERSON, "author", "Author"),
    (facets::YEAR, "year", "Year"),
];

/// How many of a group are offered at once, and how many with those that stand behind "more"; besides, what was chosen. Of years and sites all are
/// offered at once: they are short, and few.
const OFFERED: usize = 8;
const OFFERED_WITH_MORE: usize = 30;
const OFFERED_OF_FEW: usize = 40;

/// Names of what was counted.
pub(crate) struct Names {
    topics: HashMap<TopicId, Arc<Topic>>,
    persons: HashMap<PersonId, Arc<Person>>,
}

impl Names {
    /// Loads those that are offered.
    pub(crate) async fn load(reading: &mut Reading, counts: &[(Facet, u64)]) -> Result<Self, HttpError> {
        let ids = |kind: &str| -> Vec<Uuid> {
            let keys = counts.iter().filter(|(facet, _)| facet.kind == kind).map(|(facet, _)| &facet.key);
            keys.filter_map(|key| key.parse().ok()).collect()
        };
        let topics: Vec<TopicId> = ids(facets::TOPIC).into_iter().map(TopicId::from_uuid).collect();
        let persons: Vec<PersonId> = ids(facets::PERSON).into_iter().map(PersonId::from_uuid).collect();
        let topics = read::topics_by_id(reading, &topics).await?;
        let persons = read::persons_by_id(reading, &persons).await?;
        Ok(Self { topics, persons })
    }

    /// The value in addresses, and what it says to readers; nothing for what has no name here.
    fn name(&self, directory: &Directory, facet: &Facet) -> Option<(String, String)> {
        match facet.kind.as_str() {
            facets::SITE => {
                let id: SiteId = facet.key.parse().ok()?;
                let site = directory.house().iter().find(|site| site.id == id)?;
                Some((host_of(&site.address).to_owned(), site.name.clone()))
            }
            facets::SECTION => {
                let section = directory.section(facet.key.parse::<SectionId>().ok()?)?;
                Some((section.path.trim_start_matches('/').to_owned(), section.name.clone()))
            }
            facets::FORMAT => {
                let format = directory.format(facet.key.parse::<FormatId>().ok()?)?;
                Some((format.slug.to_string(), format.name.clone()))
            }
            facets::TOPIC => {
                let topic = self.topics.get(&facet.key.parse().ok()?).filter(|topic| !topic.internal)?;
                Some((topic.slug.to_string(), topic.name.clone()))
            }
            facets::PERSON => {
                let person = self.persons.get(&facet.key.parse().ok()?)?;
                Some((person.slug.to_string(), person.name.clone()))
            }
            facets::KIND => {
                let kind: ItemKind = facet.key.parse().ok()?;
                Some((facet.key.clone(), kind_label(kind).to_owned()))
            }
            _ => Some((facet.key.clone(), facet.key.clone())),
        }
    }
}

/// What the answers can be narrowed to: the groups of which they have something. `own` is the directory of the visit's
/// site, `whose` that of the site that is asked.
pub(crate) fn groups(
    (own, whose): (&Directory, &Directory),
    asked: &Asked,
    counts: &[(Facet, u64)],
    names: &Names,
) -> Vec<Narrowing> {
    let group = |(kind, parameter, title): (&str, &'static str, &str)| {
        let counted = counts.iter().filter(|(facet, _)| facet.kind == kind);
        let offer = |(facet, count): &(Facet, u64)| {
            let (value, label) = names.name(whose, facet)?;
            let is_own = *facet == Facet::new(facets::SITE, own.site.id);
            let is_chosen = is_in_force(asked, facet) || is_own && is_of_own_site(asked);
            let other = match () {
                () if is_chosen => less(asked, parameter),
                () if is_own => without(asked, parameter),
                () => with(asked, parameter, &value),
            };
            Some(Offer { label, value, count: *count, address: other.address(ADDRESS), is_chosen })
        };
        // A section would choose its site with it, so that among all sites none is offered.
        let is_offered = |offer: &Offer| parameter != "section" || !asked.every_site || offer.is_chosen;
        let (many, at_once) = match parameter {
            "year" | "site" => (OFFERED_OF_FEW, OFFERED_OF_FEW),
            _ => (OFFERED_WITH_MORE, OFFERED),
        };
        let offered = counted.filter_map(offer).filter(is_offered).enumerate();
        let offered = offered.filter(|(place, offer)| *place < many || offer.is_chosen);
        let mut offers: Vec<Offer> = offered.map(|(_, offer)| offer).collect();
        if parameter == "year" {
            offers.sort_by(|one, other| other.value.cmp(&one.value));
        }
        // A single one is not worth a click.
        let at_once = if offers.len() == at_once + 1 { offers.len() } else { at_once.min(offers.len()) };
        let more = offers.split_off(at_once);
        Narrowing { parameter: parameter.to_owned(), title: title.to_owned(), offers, more }
    };
    GROUPS.into_iter().map(group).filter(|group| !group.offers.is_empty()).collect()
}

/// Whether a reader has use for a group: it offers a choice, or something was chosen of it.
pub(crate) fn is_of_use(asked: &Asked, group: &Narrowing) -> bool {
    let is_chosen = asked.choices.iter().any(|choice| choice.parameter == group.parameter);
    group.offers.len() > usize::from(!is_chosen)
}

fn is_in_force(asked: &Asked, facet: &Facet) -> bool {
    asked.choices.iter().any(|choice| choice.facet == *facet)
}

/// Whether the visit's own site is asked, as it is unless something else is said.
fn is_of_own_site(asked: &Asked) -> bool {
    !asked.every_site && !asked.choices.iter().any(|choice| choice.parameter == "site")
}

/// The same with one of these chosen, in the place of what was chosen before.
fn with(asked: &Asked, parameter: &'static str, value: &str) -> Asked {
    let mut asked = without(asked, parameter);
    let facet = Facet::new(parameter, value);
    asked.choices.push(Choice { parameter, value: value.to_owned(), label: String::new(), facet });
    let place = |choice: &Choice| GROUPS.iter().position(|(_, parameter, _)| *parameter == choice.parameter);
    asked.choices.sort_by_key(place);
    asked
}

/// The same with none of these chosen. Without a choice of sites the visit's own is asked, and a section of another goes.
pub(crate) fn without(asked: &Asked, parameter: &str) -> Asked {
    let mut asked = asked.clone();
    let is_of_sites = parameter == "site";
    asked.choices.retain(|choice| choice.parameter != parameter && !(is_of_sites && choice.parameter == "section"));
    asked.every_site &= !is_of_sites;
    asked
}

/// What is asked when a choice is taken away: without one of sites all of them.
pub(crate) fn less(asked: &Asked, parameter: &str) -> Asked {
    let mut asked = without(asked, parameter);
    asked.every_site |= parameter == "site";
    asked
}
