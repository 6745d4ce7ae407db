//! What the answers can be narrowed to: counts of the index with the names that readers know them by.

use std::collections::HashMap;

use content::model::{FormatId, ItemKind, SectionId, Topic, TopicId};
use content::read::{Asked, Choice, Directory, facets, kind_label};
use content::store;
use kit::Uuid;
use people::{Person, PersonId};
use platform::http::{HttpError, Reading};
use platform::search::Facet;

use crate::views::{Narrowing, Offer};

/// Kinds of facets that are counted, as readers are offered them: the parameter, and what the group is called.
pub(crate) const GROUPS: [(&str, &str, &str); 6] = [
    (facets::SECTION, "section", "Section"),
    (facets::FORMAT, "format", "Format"),
    (facets::KIND, "kind", "Kind"),
    (facets::TOPIC, "topic", "Topic"),
    (facets::PERSON, "author", "Author"),
    (facets::YEAR, "year", "Year"),
];

/// How many of a group are offered. Of years all are: they are short.
const OFFERED: usize = 8;
const YEARS: usize = 40;

/// Names of what was counted.
pub(crate) struct Names {
    topics: HashMap<String, Topic>,
    persons: HashMap<String, Person>,
}

impl Names {
    /// Loads those that are offered: two queries.
    pub(crate) async fn load(reading: &mut Reading, counts: &[(Facet, u64)]) -> Result<Self, HttpError> {
        let ids = |kind: &str| -> Vec<Uuid> {
            let keys = counts.iter().filter(|(facet, _)| facet.kind == kind).map(|(facet, _)| &facet.key);
            keys.take(OFFERED).filter_map(|key| key.parse().ok()).collect()
        };
        let topics: Vec<TopicId> = ids(facets::TOPIC).into_iter().map(TopicId::from_uuid).collect();
        let persons: Vec<PersonId> = ids(facets::PERSON).into_iter().map(PersonId::from_uuid).collect();
        reading.note_all(topics.iter().copied().map(Topic::tag));
        reading.note_all(persons.iter().copied().map(Person::tag));
        let topics = store::labels::topics_by_id(reading, &topics).await?;
        let persons = people::persons_by_id(reading, &persons).await?;
        Ok(Self {
            topics: topics.into_iter().map(|topic| (topic.id.to_string(), topic)).collect(),
            persons: persons.into_iter().map(|person| (person.id.to_string(), person)).collect(),
        })
    }

    /// The value in addresses, and what it says to readers; nothing for what has no name here.
    fn name(&self, directory: &Directory, facet: &Facet) -> Option<(String, String)> {
        match facet.kind.as_str() {
            facets::SECTION => {
                let section = directory.section(facet.key.parse::<SectionId>().ok()?)?;
                Some((section.path.trim_start_matches('/').to_owned(), section.name.clone()))
            }
            facets::FORMAT => {
                let format = directory.format(facet.key.parse::<FormatId>().ok()?)?;
                Some((format.slug.to_string(), format.name.clone()))
            }
            facets::TOPIC => {
                let topic = self.topics.get(&facet.key).filter(|topic| !topic.internal)?;
                Some((topic.slug.to_string(), topic.name.clone()))
            }
            facets::PERSON => {
                let person = self.persons.get(&facet.key)?;
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

/// The groups that are of use: one that offers a choice, or in which something is chosen.
pub(crate) fn groups(directory: &Directory, asked: &Asked, counts: &[(Facet, u64)], names: &Names) -> Vec<Narrowing> {
    let group = |(kind, parameter, title): (&str, &'static str, &str)| {
        let chosen = asked.choices.iter().find(|choice| choice.parameter == parameter);
        let counted = counts.iter().filter(|(facet, _)| facet.kind == kind);
        let mut offers: Vec<Offer> = counted
            .filter_map(|(facet, count)| {
                let (value, label) = names.name(directory, facet)?;
                let is_chosen = chosen.is_some_and(|choice| choice.facet == *facet);
                let address = if is_chosen { without(asked, parameter) } else { with(asked, parameter, &value) };
                Some(Offer { label, value, count: *count, address: address.address("/search"), is_chosen })
            })
            .take(if parameter == "year" { YEARS } else { OFFERED })
            .collect();
        if parameter == "year" {
            offers.sort_by(|one, other| other.value.cmp(&one.value));
        }
        Narrowing { parameter: parameter.to_owned(), title: title.to_owned(), offers }
    };
    let is_of_use = |group: &Narrowing| group.offers.len() > 1 || group.offers.iter().any(|offer| offer.is_chosen);
    GROUPS.into_iter().map(group).filter(is_of_use).collect()
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

/// The same with none of these chosen.
pub(crate) fn without(asked: &Asked, parameter: &str) -> Asked {
    let mut asked = asked.clone();
    asked.choices.retain(|choice| choice.parameter != parameter);
    asked
}
