//! What an operator is told of content: fonts of the theme that are none, and headlines that no font has the letters of.

use platform::{App, BoxFuture};

use crate::media::HouseLetters;
use crate::model::{Item, ItemId, Site};
use crate::rules::hosts::host_of;
use crate::store;
use crate::store::listings::{Span, entries};

/// Newest headlines of a site that are looked at.
const LOOKED_AT: u32 = 300;
/// Letters that are named.
const NAMED: usize = 20;

/// Looks for both.
pub(crate) fn look(app: App) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    Box::pin(async move {
        let letters = HouseLetters::of(&app);
        let mut found: Vec<String> =
            letters.unfit().iter().map(|font| format!("a font of the theme is passed over: {font}")).collect();
        let mut conn = app.db().read().await?;
        for site in store::sites::all(&mut conn).await? {
            let span = Span { before: None, from: None, limit: LOOKED_AT };
            let newest = entries(&mut conn, site.id.uuid(), span).await?;
            let ids: Vec<ItemId> = newest.into_iter().map(|entry| entry.item).collect();
            let items = store::items::by_ids(&mut conn, &ids).await?;
            found.extend(without_letters(&letters, &site, &items));
        }
        Ok(found)
    })
}

/// Says which letters of these headlines no font has.
fn without_letters(letters: &HouseLetters, site: &Site, items: &[Item]) -> Option<String> {
    let lacking = items.iter().map(|item| letters.letters().lacking(&item.headline));
    let lacking: Vec<Vec<char>> = lacking.filter(|lacking| !lacking.is_empty()).collect();
    let mut all: Vec<char> = lacking.iter().flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    let named: String = all.iter().take(NAMED).collect();
    let more = if all.len() > NAMED { format!(" and {} more", all.len() - NAMED) } else { String::new() };
    (!all.is_empty()).then(|| {
        format!(
            "{} of the newest {} headlines on {} have letters that no font has ({named}{more}); where they are shared, \
             their cards lack these letters or the headline. Put a font that has them into the folder fonts of the theme",
            lacking.len(),
            items.len(),
            host_of(&site.address)
        )
    })
}
