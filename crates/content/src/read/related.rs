//! The items that an editor chose to stand beside another.

use platform::http::{HttpError, Reading};

use super::directory::Directory;
use super::resolver::items_named;
use crate::model::ItemId;
use crate::store;
use crate::store::parts::Related;

/// The items that an editor chose beside this one, in their order.
///
/// # Errors
/// When the database cannot be asked.
pub async fn related(reading: &mut Reading, directory: &Directory, item: ItemId) -> Result<Vec<ItemId>, HttpError> {
    let chosen: Vec<Related> =
        store::parts::related(reading, &[item]).await?.into_iter().map(|(_, chosen)| chosen).collect();
    here(reading, directory, &chosen).await
}

/// Those of the chosen that are here. The ones that an import named before it brought them are found by their keys.
pub(super) async fn here(
    reading: &mut Reading,
    directory: &Directory,
    chosen: &[Related],
) -> Result<Vec<ItemId>, HttpError> {
    let to_come = chosen.iter().filter_map(|related| match related {
        Related::ToCome(key) => Some(key.as_str()),
        Related::Here(_) => None,
    });
    let come = items_named(reading, directory, &to_come.collect::<Vec<_>>()).await?;
    let ids = chosen.iter().filter_map(|related| match related {
        Related::Here(id) => Some(*id),
        Related::ToCome(key) => come.get(key).copied(),
    });
    Ok(ids.collect())
}
