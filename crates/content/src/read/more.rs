//! The latest of a section under the items of it: written once for all that are not among them, and kept on the shelf.

use platform::App;
use platform::http::{HttpError, Reading};
use platform::minijinja::Value;
use platform::views::Html;

use super::directory::Directory;
use super::lists::latest_kept;
use crate::model::{Item, ItemId};
use crate::views::MoreFrom;

/// Items shown.
const SHOWN: usize = 4;
/// Looked at: one of them may be the item itself.
const LATEST: u32 = SHOWN as u32 + 1;

/// The latest of the item's section, without the item and its `related` ones, which stand on its page anyway.
pub(super) async fn more_from(
    app: &App,
    reading: &mut Reading,
    directory: &Directory,
    (item, related): (&Item, &[ItemId]),
) -> Result<Option<MoreFrom>, HttpError> {
    let Some(section) = item.section else { return Ok(None) };
    let Some(link) = directory.link_to(section) else { return Ok(None) };
    let is_there = |id: &ItemId| *id == item.id || related.contains(id);
    let latest = latest_kept(reading, directory, section.uuid(), LATEST).await?;
    let out: Vec<ItemId> = latest.iter().filter_map(|card| card.item).filter(is_there).collect();
    let name = format!("{} {section} {out:?}", directory.site.id);
    if let Some(known) = reading.take_down::<MoreFrom>(&name) {
        return Ok(Some(MoreFrom::clone(&known)));
    }
    let aside = reading.set_aside();
    directory.note(reading);
    // Asked for again, so that it is known what the words depend on.
    let latest = latest_kept(reading, directory, section.uuid(), LATEST).await?;
    let others = latest.iter().filter(|card| card.item.is_none_or(|id| !is_there(&id)));
    let view = MoreFrom { section: link, cards: others.take(SHOWN).cloned().collect(), written: None };
    let written = app.views().render(&view, &Value::UNDEFINED).map(Html).map_err(HttpError::internal)?;
    let more = MoreFrom { cards: Vec::new(), written: Some(written), ..view };
    Ok(Some(MoreFrom::clone(&*reading.shelve(&name, aside, more))))
}
