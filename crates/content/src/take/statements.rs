//! Corrections from imports.

use intake::Matter;
use kit::Id;
use platform::BoxFuture;
use platform::db::Result;
use platform::records::{Incoming, Taking};

use crate::model::{Correction, Item, ItemId};
use crate::store;

/// Takes corrections. One whose words changed at the source is appended as another: what was said stays said.
pub(super) fn take_corrections<'a>(taking: &'a mut Taking<'_>, records: Vec<Incoming>) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        for incoming in records {
            let Matter::Correction(said_of) = &incoming.record.matter else { continue };
            let Some(item) = taking.resolve("item", &said_of.item).await? else {
                taking.refused(&incoming, format!("the item {:?} that it corrects is not there", said_of.item));
                continue;
            };
            let item = ItemId::from_uuid(item);
            let Some(of) = store::items::by_id(taking.tx, item).await? else { continue };
            let correction =
                Correction { id: taking.app.new_id(), item, at: said_of.at, text: said_of.text.trim().to_owned() };
            store::corrections::append(taking.tx, of.site, &correction).await?;
            taking.touch([Item::tag(item), crate::read::corrections_tag(of.site)]);
            taking.took(&incoming, Id::<Correction>::uuid(correction.id));
        }
        Ok(())
    })
}
