//! Who wrote something, and for whom: persons and organisations as pages name them.

use std::collections::HashMap;
use std::sync::Arc;

use people::{Organisation, OrganisationId, Person, PersonId};
use platform::http::{HttpError, Reading};

use super::named::persons_by_id;
use super::pictures::Pictures;
use super::words::{href, markup, plain};
use crate::media::picture;
use crate::model::Byline;
use crate::views::{AuthorBox, Credit, Link, Signed};

/// The persons and organisations that a page names.
#[derive(Debug, Default)]
pub(super) struct Credits {
    persons: HashMap<PersonId, Arc<Person>>,
    organisations: HashMap<OrganisationId, Organisation>,
}

impl Credits {
    /// Loads those of these bylines, and `sponsors`: a query for persons, one for organisations.
    pub(super) async fn load<'a>(
        reading: &mut Reading,
        bylines: impl Iterator<Item = &'a Byline> + Clone,
        sponsors: impl Iterator<Item = OrganisationId>,
    ) -> Result<Self, HttpError> {
        let persons = once(bylines.clone().filter_map(|byline| byline.person));
        let bylined = bylines.filter_map(|byline| byline.organisation);
        Self::of(reading, persons, bylined.chain(sponsors).collect()).await
    }

    /// Loads one person with their organisation.
    pub(super) async fn of_person(reading: &mut Reading, person: &Person) -> Result<Self, HttpError> {
        Self::of(reading, Vec::new(), person.organisation.into_iter().collect()).await
    }

    async fn of(
        reading: &mut Reading,
        persons: Vec<PersonId>,
        mut organisations: Vec<OrganisationId>,
    ) -> Result<Self, HttpError> {
        let persons = persons_by_id(reading, &persons).await?;
        organisations.extend(persons.values().filter_map(|person| person.organisation));
        let organisations = once(organisations.into_iter());
        reading.note_all(organisations.iter().copied().map(Organisation::tag));
        let organisations = people::organisations_by_id(reading, &organisations).await?;
        Ok(Self { persons, organisations: organisations.into_iter().map(|body| (body.id, body)).collect() })
    }

    pub(super) fn organisation(&self, id: OrganisationId) -> Option<&Organisation> {
        self.organisations.get(&id)
    }

    /// The persons of these bylines, in order and once each.
    pub(super) fn persons<'a>(&'a self, bylines: &'a [Byline]) -> impl Iterator<Item = &'a Person> {
        let mut seen = Vec::new();
        bylines.iter().filter_map(|byline| self.persons.get(&byline.person?).map(Arc::as_ref)).filter(move |person| {
            let fresh = !seen.contains(&person.id);
            seen.push(person.id);
            fresh
        })
    }

    /// One name in a byline. One that says no name at all is none.
    pub(super) fn credit(&self, byline: &Byline) -> Option<Credit> {
        let person = byline.person.and_then(|id| self.persons.get(&id)).map(Arc::as_ref);
        let organisation = byline.organisation.and_then(|id| self.organisations.get(&id));
        let name = byline.name.as_ref().or(person.map(|person| &person.name)).or(organisation.map(|body| &body.name))?;
        let affiliation = byline.affiliation.as_ref().or(organisation.map(|body| &body.name));
        Some(Credit {
            name: name.clone(),
            signed: match (person, byline.name.as_ref(), organisation) {
                (None, None, Some(_)) => Signed::Organisation,
                _ => Signed::Person,
            },
            address: person.map(address_of),
            role: byline.role.clone(),
            affiliation: affiliation.filter(|affiliation| *affiliation != name).cloned(),
            note: byline.note.clone(),
            portrait: None,
        })
    }

    /// Who a person is.
    pub(super) fn author_box(&self, person: &Person, pictures: &Pictures) -> AuthorBox {
        AuthorBox {
            name: person.name.clone(),
            address: Some(address_of(person)),
            role: person.role.clone(),
            affiliation: person.organisation.and_then(|id| self.organisation(id)).map(|body| body.name.clone()),
            biography: person.bio.as_deref().filter(|bio| !bio.trim().is_empty()).map(markup),
            portrait: portrait_key(person).and_then(|key| pictures.of_key(key)).and_then(picture).map(|portrait| {
                // The name stands beside it.
                crate::views::Picture { alt: String::new(), ..portrait }
            }),
            links: links(person),
        }
    }
}

/// The key of a person's picture.
pub(super) fn portrait_key(person: &Person) -> Option<&str> {
    person.fields.get("picture").and_then(|key| key.as_str())
}

/// Where a person's page is.
fn address_of(person: &Person) -> String {
    href(&format!("/author/{}", person.slug))
}

/// A person's pages elsewhere, as far as their addresses can be linked to.
fn links(person: &Person) -> Vec<Link> {
    let label = |label: &str, address: &str| match plain(label) {
        label if label.is_empty() => crate::rules::hosts::host_of(address).to_owned(),
        label => label,
    };
    let link = |link: &people::PageLink| {
        let address = prose::safe_href(&link.address)?;
        Some(Link::new(label(&link.label, &address), address))
    };
    person.links.iter().filter_map(link).collect()
}

fn once<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}
