//! Moving: an item gets another address. Who keeps old addresses hears of it.

use std::collections::HashMap;

use kit::{Slug, Tag};
use platform::App;
use platform::changes::Change;
use platform::db::Tx;
use serde_json::json;

use super::{ActError, load, settle};
use crate::model::{Item, ItemId, translations_tag};
use crate::rules::address;
use crate::store;

/// Gives an item the address `to`.
///
/// # Errors
/// When the address cannot be an item's or is taken, there is no such item, or the database refuses.
pub async fn move_item(app: &App, id: ItemId, to: &str, by: &str) -> Result<Item, ActError> {
    let kept = address::kept(to).filter(|to| !address::is_reserved(to));
    let to = kept.ok_or_else(|| ActError::Address(to.to_owned()))?;
    let mut tx = app.db().write().await?;
    let mut item = load(&mut tx, id).await?;
    if item.address == to {
        return Ok(item);
    }
    let twins = [to.clone(), address::other_slash(&to)];
    if store::items::holders(&mut tx, item.site, &twins).await?.iter().any(|(_, holder)| *holder != id)
        || store::sections::by_path(&mut tx, item.site, to.trim_end_matches('/')).await?.is_some()
    {
        return Err(ActError::Taken(to));
    }
    let from = std::mem::replace(&mut item.address, to);
    if let Some(slug) = item.address.trim_end_matches('/').rsplit('/').next().and_then(|slug| Slug::parse(slug).ok()) {
        item.slug = slug;
    }
    let detail = json!({ "site": item.site, "from": from, "to": item.address });
    let joined = join_those_waiting(&mut tx, &item).await?;
    settle(app, &mut tx, &item, Change::new("ItemMoved").by(by).with(detail).touching(joined)).await?;
    tx.commit().await?;
    Ok(item)
}

/// Joins the items that wait for a translation of theirs at this address, and says which pages go stale by it.
async fn join_those_waiting(tx: &mut Tx, item: &Item) -> Result<Vec<Tag>, ActError> {
    let were_any = store::translations::are_any(tx).await?;
    let told = store::translations::tell(tx, item.site, &HashMap::from([(item.address.clone(), item.id)])).await?;
    if told.is_empty() {
        return Ok(Vec::new());
    }
    let group = store::translations::groups(tx, &told).await?;
    let first = (!were_any).then(translations_tag);
    Ok(group.into_iter().map(Item::tag).chain(first).collect())
}
