//! What can be done to an item or a site, an act a file. Each is one transaction: the new state, its change, its jobs.

mod correct;
mod listing;
mod move_item;
mod publish;
mod save;
mod schedule;
pub(crate) mod set_site;
mod withdraw;

pub use correct::correct;
pub use listing::{Lists, rebuild};
pub use move_item::move_item;
pub use publish::{lift_embargo, publish, publish_scheduled};
pub use save::{Draft, Saved, save};
pub use schedule::schedule;
pub use set_site::set_site;
pub use withdraw::{unpublish, withdraw};

use kit::{Tag, Timestamp, Uuid};
use platform::App;
use platform::changes::Change;
use platform::db::{DbError, Tx};
use serde_json::json;
use thiserror::Error;

use crate::media;
use crate::model::{Item, ItemId, list_tag};
use crate::store;

/// Why an act was refused.
#[derive(Debug, Error)]
pub enum ActError {
    /// There is no such item.
    #[error("there is no such item")]
    NoSuchItem,
    /// Readers have it already, and would lose it until the time.
    #[error("the item is out already; withdraw it first, or publish its latest text now")]
    Out,
    /// The time lies in the past.
    #[error("{0} is past; publish the item now, or choose a later time")]
    Past(Timestamp),
    /// The address cannot be an item's.
    #[error("{0:?} cannot be an item's address: it is empty, not from the root, or the house's own")]
    Address(String),
    /// Another item stands there.
    #[error("another item stands at {0}")]
    Taken(String),
    /// A text that must say something is empty.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// There is no such site.
    #[error("there is no such site")]
    NoSuchSite,
    /// A site's setting is not in its form.
    #[error("{name} must be {wanted}")]
    Setting {
        /// The setting.
        name: &'static str,
        /// What is right.
        wanted: String,
    },
    /// A site cannot be without it.
    #[error("every site has its {0}: set another instead")]
    Needed(&'static str),
    /// Another site would be read there.
    #[error("another site of the house is read at {0}")]
    HostTaken(String),
    /// A picture that is not in the house.
    #[error(
        "there is no picture {0:?} in the house: write its key in the archive that it came with, or its address there"
    )]
    NoSuchPicture(String),
    /// The database's matter.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// Loads the item that an act is about. No other act gets at it until this one is done.
async fn load(tx: &mut Tx, id: ItemId) -> Result<Item, ActError> {
    store::items::hold(tx, &[id]).await?;
    store::items::by_id(tx, id).await?.ok_or(ActError::NoSuchItem)
}

/// Writes an item's new state, puts it into the lists that it now belongs to, and says what happened.
async fn settle(app: &App, tx: &mut Tx, item: &Item, change: Change) -> Result<(), ActError> {
    store::items::update(tx, item).await?;
    let lists = Lists::of_site(tx, item.site).await?;
    let parts = store::parts::of_item(tx, item.id).await?;
    let mut recount = store::listings::Recount::default();
    let mut touched = store::listings::remove(tx, item.id, |at| lists.month(at), &mut recount).await?;
    let rows = lists.standing(item, &parts, app.now());
    touched.extend(rows.iter().map(|row| row.list));
    store::listings::insert_all(tx, &rows, &mut recount).await?;
    recount.write(tx, app.now()).await?;
    media::record_item(app, tx, item).await?;
    let detail = match change.detail {
        serde_json::Value::Null => json!({ "site": item.site, "address": item.address }),
        detail => detail,
    };
    let change = Change { detail, ..change }.to(item.id.uuid()).touching(tags(item.id, touched));
    app.record(tx, change).await?;
    Ok(())
}

/// What goes stale with an item: its own page, every page that shows it, every list that it stood in or stands in.
pub(crate) fn tags(item: ItemId, lists: impl IntoIterator<Item = Uuid>) -> impl Iterator<Item = Tag> {
    lists.into_iter().map(list_tag).chain([Item::tag(item)])
}
