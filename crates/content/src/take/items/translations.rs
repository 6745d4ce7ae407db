//! Which items of a batch are the same in other languages, whichever of them came first.

use std::collections::{BTreeSet, HashMap};

use intake::reference;
use platform::db::Result;
use platform::records::Taking;

use super::Coming;
use crate::model::{Item, ItemId, SiteId, translations_tag};
use crate::rules::translations::{is_address, named, said as said_of};
use crate::store;
use crate::store::translations::{Named, forget, groups, insert_all};

/// Notes what the items of a batch say, and tells those that waited for one of them. The pages of a whole group go stale
/// with one of it.
pub(super) async fn write(taking: &mut Taking<'_>, site: SiteId, coming: &[Coming]) -> Result<()> {
    let were_any = store::translations::are_any(taking.tx).await?;
    let before: Vec<ItemId> = coming.iter().filter(|one| !one.is_new).map(|one| one.item.id).collect();
    let mut stale: BTreeSet<ItemId> = BTreeSet::new();
    if were_any {
        stale.extend(others(taking, &before).await?);
    }
    let said = said(taking, site, coming).await?;
    forget(taking.tx, &before).await?;
    insert_all(taking.tx, &said).await?;
    let mut joined: Vec<ItemId> = said.iter().filter(|said| said.sister.is_some()).map(|said| said.item).collect();
    joined.extend(tell(taking, site, coming).await?);
    stale.extend(others(taking, &joined).await?);
    taking.touch(stale.into_iter().map(Item::tag));
    if !were_any && !joined.is_empty() {
        taking.touch([translations_tag()]);
    }
    Ok(())
}

/// These items, and all of their groups, where there are any.
async fn others(taking: &mut Taking<'_>, items: &[ItemId]) -> Result<Vec<ItemId>> {
    if items.is_empty() { Ok(Vec::new()) } else { groups(taking.tx, items).await }
}

/// What the items say, each with the sister that it means, if that is here.
async fn said(taking: &mut Taking<'_>, site: SiteId, coming: &[Coming]) -> Result<Vec<Named>> {
    let names: BTreeSet<&str> = coming.iter().flat_map(|one| named(&one.item)).collect();
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let (addresses, keys): (Vec<String>, Vec<String>) =
        names.into_iter().map(str::to_owned).partition(|named| is_address(named));
    let by_key = taking.resolve_all("item", &keys).await?;
    let by_key = by_key.into_iter().map(|(key, id)| (key, ItemId::from_uuid(id)));
    let here: HashMap<String, ItemId> =
        store::items::holders(taking.tx, site, &addresses).await?.into_iter().chain(by_key).collect();
    let source = taking.source;
    Ok(coming.iter().flat_map(|one| said_of(&one.item, source, |named| here.get(named).copied())).collect())
}

/// Tells the items that waited for one of these; they are returned.
async fn tell(taking: &mut Taking<'_>, site: SiteId, coming: &[Coming]) -> Result<Vec<ItemId>> {
    let mut names: HashMap<String, ItemId> = HashMap::new();
    for one in coming {
        names.insert(one.item.address.clone(), one.item.id);
        names.insert(reference("", taking.source, &one.key), one.item.id);
    }
    store::translations::tell(taking.tx, site, &names).await
}
