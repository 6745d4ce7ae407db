//! Correcting: a dated, public statement is added to an item. It is never edited.

use platform::App;
use platform::changes::Change;

use super::{ActError, load, settle};
use crate::model::{Correction, ItemId};
use crate::store;

/// Adds a correction to an item.
///
/// # Errors
/// When it says nothing, there is no such item, or the database refuses.
pub async fn correct(app: &App, id: ItemId, text: &str, by: &str) -> Result<Correction, ActError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ActError::Empty("the correction"));
    }
    let mut tx = app.db().write().await?;
    let mut item = load(&mut tx, id).await?;
    let correction = Correction { id: app.new_id(), item: id, at: app.now(), text: text.to_owned() };
    store::corrections::append(&mut tx, item.site, &correction).await?;
    item.updated_at = Some(correction.at);
    let change = Change::new("ItemCorrected").by(by).touching([crate::read::corrections_tag(item.site)]);
    settle(app, &mut tx, &item, change).await?;
    tx.commit().await?;
    Ok(correction)
}
