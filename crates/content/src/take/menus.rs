//! Menus from imports.

use std::collections::BTreeMap;

use intake::{Matter, Target};
use kit::Id;
use platform::BoxFuture;
use platform::db::Result;
use platform::records::{Incoming, Taking};

use super::said;
use crate::model::{Destination, Menu, MenuEntry, Site, SiteId};
use crate::records::with_sites;
use crate::rules::menus::{self as rules, Claim, Standing};
use crate::store;

/// Takes menus, then says anew which of a site's menus stand on its pages.
pub(super) fn take_menus<'a>(taking: &'a mut Taking<'_>, records: Vec<Incoming>) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let mut come: BTreeMap<SiteId, Vec<(Id<Menu>, Incoming)>> = BTreeMap::new();
        for (site, incoming) in with_sites(taking, records).await? {
            let Matter::Menu(said_of) = &incoming.record.matter else { continue };
            let id = incoming.known.map_or_else(|| taking.app.new_id(), Id::from_uuid);
            let mut missing = Vec::new();
            let entries = entries(taking, &said_of.entries, &mut missing).await?;
            for what in missing {
                taking.remark(
                    &incoming,
                    format!("its entry {what} leads to something that is not there; it is left out"),
                );
            }
            let (name, claim) = (said(said_of.name.as_deref()), said_of.place.clone());
            let menu = Menu { id, site, place: id.to_string(), claim, name, entries };
            store::sites::put_menu(taking.tx, &menu).await?;
            taking.touch([Site::tag(site)]);
            taking.took(&incoming, id.uuid());
            come.entry(site).or_default().push((id, incoming));
        }
        for (site, come) in come {
            place(taking, site, &come).await?;
        }
        Ok(())
    })
}

/// Says where each menu of a site stands, and remarks on those that are not shown.
async fn place(taking: &mut Taking<'_>, site: SiteId, come: &[(Id<Menu>, Incoming)]) -> Result<()> {
    let menus = store::sites::menus(taking.tx, site).await?;
    let claims: Vec<Claim<'_>> = menus.iter().map(claim).collect();
    let standings = rules::stand(&claims);
    let mut moved = Vec::new();
    for (at, menu) in menus.iter().enumerate() {
        let place = match standings[at] {
            Standing::Here(place) => place.to_owned(),
            Standing::Behind(..) | Standing::Nowhere => menu.id.to_string(),
        };
        let incoming = |id: Id<Menu>| come.iter().find(|(of, _)| *of == id).map(|(_, incoming)| incoming);
        match (incoming(menu.id), standings[at]) {
            (Some(incoming), standing) => {
                if let Some(why) = unseen(standing, at, &claims) {
                    taking.remark(incoming, format!("it is kept and not shown: {why}"));
                }
            }
            // One that came earlier has to make room.
            (None, Standing::Behind(place, other)) if menu.place == place => {
                if let Some(incoming) = incoming(menus[other].id) {
                    let what =
                        format!("it takes the place of the menu {}, which is kept and not shown", called(&claims[at]));
                    taking.remark(incoming, what);
                }
            }
            (None, _) => {}
        }
        if place != menu.place {
            moved.push((menu.id, place));
        }
    }
    store::sites::place_menus(taking.tx, &moved).await
}

/// Why a menu is not shown.
fn unseen(standing: Standing, at: usize, claims: &[Claim<'_>]) -> Option<String> {
    let (place, other) = match standing {
        Standing::Here(_) => return None,
        Standing::Nowhere => return Some("its name says no place (main, utility, footer)".to_owned()),
        Standing::Behind(place, other) => (place, &claims[other]),
    };
    let more = match () {
        () if rules::is_exact(other) => "is called so",
        () if other.entries > claims[at].entries => "has more entries",
        () => "has as many entries",
    };
    Some(format!("at its place, {place}, stands the menu {}, which {more}", called(other)))
}

fn claim(menu: &Menu) -> Claim<'_> {
    fn size(entry: &MenuEntry) -> usize {
        1 + entry.entries.iter().map(size).sum::<usize>()
    }
    let name = menu.name.as_deref().unwrap_or_default();
    Claim { word: &menu.claim, name, entries: menu.entries.iter().map(size).sum() }
}

fn called(claim: &Claim<'_>) -> String {
    format!("{:?}", if claim.name.is_empty() { claim.word } else { claim.name })
}

/// Entries with their keys looked up. What leads nowhere is named in `missing`.
fn entries<'a>(
    taking: &'a mut Taking<'_>,
    said_of: &'a [intake::MenuEntry],
    missing: &'a mut Vec<String>,
) -> BoxFuture<'a, Result<Vec<MenuEntry>>> {
    Box::pin(async move {
        let mut found = Vec::with_capacity(said_of.len());
        for entry in said_of {
            let below = entries(taking, &entry.entries, missing).await?;
            let to = match &entry.to {
                None => None,
                Some(target) => match destination(taking, target).await? {
                    Some(to) => Some(to),
                    None => {
                        missing.push(format!("{:?}", entry.label));
                        if below.is_empty() {
                            continue;
                        }
                        None
                    }
                },
            };
            found.push(MenuEntry { label: entry.label.trim().to_owned(), to, entries: below });
        }
        Ok(found)
    })
}

async fn destination(taking: &mut Taking<'_>, target: &Target) -> Result<Option<Destination>> {
    Ok(match target {
        Target::Item(key) => taking.resolve("item", key).await?.map(Id::from_uuid).map(Destination::Item),
        Target::Section(key) => taking.resolve("section", key).await?.map(Id::from_uuid).map(Destination::Section),
        Target::Topic(key) => taking.resolve("topic", key).await?.map(Id::from_uuid).map(Destination::Topic),
        Target::Person(key) => taking.resolve("person", key).await?.map(Id::from_uuid).map(Destination::Person),
        Target::Address(address) => Some(Destination::Address(address.clone())),
    })
}
