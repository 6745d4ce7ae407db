//! Menus from imports.

use intake::{Matter, Target};
use kit::Id;
use platform::BoxFuture;
use platform::db::Result;
use platform::records::{Incoming, Taking};

use super::{said, site_of};
use crate::model::{Destination, Menu, MenuEntry, Site};
use crate::store;

/// What sources call the places where menus stand, and what they are called here.
const PLACES: [(&str, &str); 7] = [
    ("primary", "main"),
    ("main-menu", "main"),
    ("header", "main"),
    ("navigation", "main"),
    ("secondary", "utility"),
    ("top", "utility"),
    ("footer-menu", "footer"),
];

/// Takes menus.
pub(super) fn take_menus<'a>(taking: &'a mut Taking<'_>, records: Vec<Incoming>) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let site = site_of(taking).await?;
        for incoming in records {
            let Matter::Menu(said_of) = &incoming.record.matter else { continue };
            let id = incoming.known.map_or_else(|| taking.app.new_id(), Id::from_uuid);
            let place =
                PLACES.iter().find(|(theirs, _)| *theirs == said_of.place).map_or(&*said_of.place, |(_, ours)| ours);
            let mut missing = Vec::new();
            let entries = entries(taking, &said_of.entries, &mut missing).await?;
            for what in missing {
                taking.remark(
                    &incoming,
                    format!("its entry {what} leads to something that is not there; it is left out"),
                );
            }
            let menu = Menu { id, site, place: place.to_owned(), name: said(said_of.name.as_deref()), entries };
            store::sites::put_menu(taking.tx, &menu).await?;
            taking.touch([Site::tag(site)]);
            taking.took(&incoming, id.uuid());
        }
        Ok(())
    })
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
