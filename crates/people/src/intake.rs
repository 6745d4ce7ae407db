//! People from imports and to exports.

use intake::{Link, Matter, Record};
use kit::Slug;
use platform::BoxFuture;
use platform::db::Result;
use platform::records::{Giving, Incoming, Taking};

use crate::store::{self, Table};
use crate::{Organisation, OrganisationId, PageLink, Person, PersonId};

/// Says what of a record cannot be carried.
pub(crate) fn examine(record: &Record) -> Vec<String> {
    let name = match &record.matter {
        Matter::Person(person) => &person.name,
        Matter::Organisation(organisation) => &organisation.name,
        _ => return Vec::new(),
    };
    let unnamed = name.trim().is_empty();
    if unnamed { vec!["it has no name; its key stands in for it".to_owned()] } else { Vec::new() }
}

/// Takes organisations.
pub(crate) fn take_organisations<'a>(taking: &'a mut Taking<'_>, records: Vec<Incoming>) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        for incoming in records {
            let Matter::Organisation(said) = &incoming.record.matter else { continue };
            let id = incoming.known.map_or_else(|| taking.app.new_id(), OrganisationId::from_uuid);
            let name = named(&said.name, &incoming.record.key);
            let slug = slug_for(said.slug.as_deref(), &name, &incoming.record.key);
            let organisation = Organisation {
                id,
                slug: store::free_slug(taking.tx, Table::Organisations, &slug).await?,
                name,
                description: said.description.clone(),
                links: page_links(&said.links),
                picture: None,
                fields: said.extra.clone(),
            };
            store::put_organisation(taking.tx, &organisation).await?;
            remark_all(taking, &incoming);
            taking.touch([Organisation::tag(id)]);
            taking.took(&incoming, id.uuid());
        }
        Ok(())
    })
}

/// Takes persons. A person's picture is found by its key when a page is made: media come after people.
pub(crate) fn take_persons<'a>(taking: &'a mut Taking<'_>, records: Vec<Incoming>) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        for incoming in records {
            let Matter::Person(said) = &incoming.record.matter else { continue };
            let id = incoming.known.map_or_else(|| taking.app.new_id(), PersonId::from_uuid);
            let name = named(&said.name, &incoming.record.key);
            let slug = slug_for(said.slug.as_deref(), &name, &incoming.record.key);
            let organisation = match &said.affiliation {
                Some(key) => taking.resolve("organisation", key).await?,
                None => None,
            };
            let mut fields = said.extra.clone();
            if let Some(picture) = &said.picture {
                fields.insert("picture".to_owned(), picture.as_str().into());
            }
            let person = Person {
                id,
                slug: store::free_slug(taking.tx, Table::Persons, &slug).await?,
                name,
                given_name: said.given.clone(),
                family_name: said.family.clone(),
                email: said.email.clone(),
                role: said.role.clone(),
                bio: said.bio.clone(),
                links: page_links(&said.links),
                picture: None,
                organisation: organisation.map(OrganisationId::from_uuid),
                fields,
            };
            store::put_person(taking.tx, &person).await?;
            remark_all(taking, &incoming);
            taking.touch([Person::tag(id)]);
            taking.took(&incoming, id.uuid());
        }
        Ok(())
    })
}

fn remark_all(taking: &mut Taking<'_>, incoming: &Incoming) {
    for why in examine(&incoming.record) {
        taking.remark(incoming, why);
    }
}

fn named(name: &str, key: &str) -> String {
    let name = name.trim();
    if name.is_empty() { key.to_owned() } else { name.to_owned() }
}

fn slug_for(given: Option<&str>, name: &str, key: &str) -> Slug {
    given
        .and_then(|slug| Slug::parse(slug).ok())
        .or_else(|| Slug::from_text(name))
        .or_else(|| Slug::from_text(key))
        .unwrap_or_else(|| Slug::from_text("person").expect("a plain word is a slug"))
}

fn page_links(links: &[Link]) -> Vec<PageLink> {
    links.iter().map(|link| PageLink { label: link.label.clone(), address: link.address.clone() }).collect()
}

fn links(links: Vec<PageLink>) -> Vec<Link> {
    links.into_iter().map(|link| Link { label: link.label, address: link.address }).collect()
}

/// Gives all organisations.
pub(crate) fn give_organisations<'a>(giving: &'a mut Giving<'_>) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(async move {
        let mut after = None;
        loop {
            let page = store::organisations(giving.conn, after, 500).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.id);
            let names = giving.names("organisation", page.iter().map(|organisation| organisation.id)).await?;
            for organisation in page {
                let name = names.name(organisation.id);
                let matter = intake::Organisation {
                    name: organisation.name,
                    slug: Some(organisation.slug.into()),
                    description: organisation.description,
                    links: links(organisation.links),
                    picture: None,
                    extra: organisation.fields,
                };
                (giving.write)(name.record(matter))?;
            }
        }
    })
}

/// Gives all persons.
pub(crate) fn give_persons<'a>(giving: &'a mut Giving<'_>) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(async move {
        let mut after = None;
        loop {
            let page = store::persons(giving.conn, after, 500).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.id);
            let names = giving.names("person", page.iter().map(|person| person.id)).await?;
            for mut person in page {
                let name = names.name(person.id);
                let picture = person.fields.remove("picture");
                let affiliation = match person.organisation {
                    Some(id) => Some(giving.reference(&name, "organisation", id).await?),
                    None => None,
                };
                let matter = intake::Person {
                    name: person.name,
                    given: person.given_name,
                    family: person.family_name,
                    slug: Some(person.slug.into()),
                    email: person.email,
                    bio: person.bio,
                    role: person.role,
                    links: links(person.links),
                    picture: picture.and_then(|key| key.as_str().map(str::to_owned)),
                    affiliation,
                    old_addresses: Vec::new(),
                    extra: person.fields,
                };
                (giving.write)(name.record(matter))?;
            }
        }
    })
}
