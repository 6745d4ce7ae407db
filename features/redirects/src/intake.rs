//! Redirects from imports and to exports.

use ::intake::{Matter, Record, Target as Said};
use content::model::SiteId;
use content::records::{SiteNames, with_sites};
use kit::{Id, Uuid};
use platform::BoxFuture;
use platform::db::Result;
use platform::records::{Giving, Incoming, Taking};

use crate::circle::{Made, refusal};
use crate::rules;
use crate::store as redirects;
use crate::{Redirect, Target};

/// Says what of a record cannot be carried.
pub(crate) fn examine(record: &Record) -> Vec<String> {
    let Matter::Redirect(said) = &record.matter else { return Vec::new() };
    let away = !said.from.starts_with('/');
    if away { vec![format!("{:?} is no address of this site", said.from)] } else { Vec::new() }
}

/// Takes redirects.
pub(crate) fn take_redirects<'a>(taking: &'a mut Taking<'_>, records: Vec<Incoming>) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        // Of two for one address the later stands.
        let mut made = Made::new();
        for (site, incoming) in with_sites(taking, records).await? {
            let Matter::Redirect(said) = &incoming.record.matter else { continue };
            let to = match &said.to {
                None => None,
                Some(target) => match resolved(taking, target).await? {
                    Some(to) => Some(to),
                    None => {
                        taking.refused(&incoming, format!("what {} leads to is not there", said.from));
                        continue;
                    }
                },
            };
            let id = incoming.known.map_or_else(|| taking.app.new_id(), Id::from_uuid);
            let from = rules::kept(&said.from);
            let redirect =
                Redirect { id, site, from, status: said.status, to, made_by: "import".to_owned(), made_at: taking.now };
            match refusal(taking.tx, &redirect, &made).await? {
                Some(why) => taking.refused(&incoming, why.to_string()),
                None => {
                    made.insert((site, redirect.from.clone()), redirect);
                    taking.touch([Redirect::tag(site)]);
                    taking.took(&incoming, id.uuid());
                }
            }
        }
        redirects::put_all(taking.tx, &made.into_values().collect::<Vec<_>>()).await
    })
}

async fn resolved(taking: &mut Taking<'_>, target: &Said) -> Result<Option<Target>> {
    Ok(match target {
        Said::Item(key) => taking.resolve("item", key).await?.map(Id::from_uuid).map(Target::Item),
        Said::Section(key) => taking.resolve("section", key).await?.map(Id::from_uuid).map(Target::Section),
        Said::Topic(key) => taking.resolve("topic", key).await?.map(Id::from_uuid).map(Target::Topic),
        Said::Person(key) => taking.resolve("person", key).await?.map(Id::from_uuid).map(Target::Person),
        Said::Address(address) => Some(Target::Address(address.clone())),
    })
}

/// Gives all redirects, by their old addresses.
pub(crate) fn give_redirects<'a>(giving: &'a mut Giving<'_>) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(async move {
        let sites = SiteNames::of(giving).await?;
        let mut after = (SiteId::from_uuid(Uuid::nil()), String::new());
        loop {
            let page = redirects::page(giving.conn, (after.0, &after.1), 500).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = (last.site, last.from.clone());
            for redirect in page {
                let name = giving.own_name(sites.key(redirect.site, &redirect.from));
                let to = match redirect.to {
                    None => None,
                    Some(Target::Address(address)) => Some(Said::Address(address)),
                    Some(Target::Item(id)) => Some(Said::Item(giving.reference(&name, "item", id).await?)),
                    Some(Target::Section(id)) => Some(Said::Section(giving.reference(&name, "section", id).await?)),
                    Some(Target::Topic(id)) => Some(Said::Topic(giving.reference(&name, "topic", id).await?)),
                    Some(Target::Person(id)) => Some(Said::Person(giving.reference(&name, "person", id).await?)),
                };
                let matter = ::intake::Redirect {
                    from: redirect.from,
                    to,
                    status: redirect.status,
                    extra: ::intake::Map::new(),
                };
                (giving.write)(sites.record(name, redirect.site, matter))?;
            }
        }
    })
}
