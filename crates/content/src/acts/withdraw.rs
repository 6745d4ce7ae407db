//! Taking an item from readers: with a notice where it was, or without a trace.

use platform::App;
use platform::changes::Change;

use super::{ActError, load, settle};
use crate::model::{Item, ItemId, PublicationState};

/// Withdraws an item: its address answers 410 with the notice from now on.
///
/// # Errors
/// When there is no such item, or the database refuses.
pub async fn withdraw(app: &App, id: ItemId, notice: &str, by: &str) -> Result<Item, ActError> {
    let notice = notice.trim();
    let mut tx = app.db().write().await?;
    let mut item = load(&mut tx, id).await?;
    item.publication_state = PublicationState::Withdrawn;
    item.scheduled_at = None;
    item.withdrawn_notice = (!notice.is_empty()).then(|| notice.to_owned());
    settle(app, &mut tx, &item, Change::new("ItemWithdrawn").by(by)).await?;
    tx.commit().await?;
    Ok(item)
}

/// Takes an item back to the desk: its address answers 404, as if it had never been.
///
/// # Errors
/// When there is no such item, or the database refuses.
pub async fn unpublish(app: &App, id: ItemId, by: &str) -> Result<Item, ActError> {
    let mut tx = app.db().write().await?;
    let mut item = load(&mut tx, id).await?;
    item.publication_state = PublicationState::Unpublished;
    item.scheduled_at = None;
    settle(app, &mut tx, &item, Change::new("ItemUnpublished").by(by)).await?;
    tx.commit().await?;
    Ok(item)
}
