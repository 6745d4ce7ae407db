//! Which address each item of a batch gets.

use std::collections::HashMap;

use intake::Matter;
use kit::{FreeNumber, Slug};
use platform::db::Result;
use platform::records::{Incoming, Taking};

use crate::model::{ItemId, SiteId};
use crate::rules::address;
use crate::store;

/// Addresses that are taken, as far as the batch asks for them.
#[derive(Debug, Default)]
pub(super) struct Addresses(HashMap<String, ItemId>);

/// What an item would like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish<'a> {
    /// The address at the source.
    pub(super) said: Option<&'a str>,
    /// The address it has here already.
    pub(super) held: Option<&'a str>,
    /// The path of its section.
    pub(super) section_path: Option<&'a str>,
    /// Its slug.
    pub(super) slug: &'a Slug,
}

impl Addresses {
    /// Looks up who has the addresses that the batch names.
    pub(super) async fn of(taking: &mut Taking<'_>, site: SiteId, records: &[Incoming]) -> Result<Self> {
        let said: Vec<String> = records
            .iter()
            .filter_map(|incoming| match &incoming.record.matter {
                Matter::Item(item) => item.address.as_deref().and_then(address::kept),
                _ => None,
            })
            .collect();
        Ok(Self(store::items::holders(taking.tx, site, &said).await?.into_iter().collect()))
    }

    /// The address at the source, if it can be and is free; else one made of section and slug. And why it is not the
    /// one at the source.
    pub(super) async fn choose(
        &mut self,
        taking: &mut Taking<'_>,
        site: SiteId,
        item: ItemId,
        wish: Wish<'_>,
    ) -> Result<(String, Option<String>)> {
        let said = wish.said.and_then(address::kept).filter(|said| !address::is_reserved(said));
        let mut why = match (wish.said, &said) {
            (Some(bad), None) => Some(format!("its address {bad:?} cannot be an item's")),
            _ => None,
        };
        let first = said
            .or_else(|| wish.held.map(str::to_owned))
            .unwrap_or_else(|| address::for_new(wish.section_path, wish.slug));
        let first = if address::is_reserved(&first) { format!("/item{first}") } else { first };
        let of = |number: u32| if number > 1 { address::numbered(&first, number) } else { first.clone() };
        let mut search = FreeNumber::default();
        // An item that once got a number keeps it, whoever has come since.
        let own = wish.held.and_then(|held| address::number_of(held, &first));
        while let Some(number) = search.asks() {
            if self.is_free(taking, site, item, &of(number)).await? {
                search.hears_free(number);
            } else if let Some(own) = own {
                search.hears_free(own);
                break;
            } else {
                search.hears_taken(number);
            }
        }
        if search.found().is_some() && why.is_none() {
            why = Some(format!("its address {first:?} is taken"));
        }
        let address = of(search.found().unwrap_or(1));
        self.0.insert(address.clone(), item);
        let why = why.map(|why| format!("{why}; it stands at {address}"));
        Ok((address, why))
    }

    async fn is_free(&mut self, taking: &mut Taking<'_>, site: SiteId, item: ItemId, address: &str) -> Result<bool> {
        if let Some(holder) = self.0.get(address) {
            return Ok(*holder == item);
        }
        let holders = store::items::holders(taking.tx, site, &[address.to_owned()]).await?;
        Ok(holders.iter().all(|(_, holder)| *holder == item))
    }
}
