//! Items where there is room for a headline and no more: one question, however many they are.

use std::collections::HashMap;

use people::{Organisation, OrganisationId};
use platform::http::{HttpError, Reading};

use super::cards::{kind, visible};
use super::words::{duration, href};
use crate::model::{ItemId, Site, SiteId};
use crate::store;
use crate::views::Card;

/// The headlines of these items for a page of this site, in this order, each with what it is and who paid for it; what
/// readers may not see is left out.
///
/// # Errors
/// When the database cannot be asked.
pub async fn headlines(reading: &mut Reading, site: SiteId, ids: &[ItemId]) -> Result<Vec<Card>, HttpError> {
    let items = visible(reading, ids).await?;
    let mut origins: HashMap<SiteId, String> = HashMap::new();
    if items.iter().any(|item| item.site != site) {
        let sites = store::sites::all(reading).await?;
        reading.note_all(sites.iter().map(|site| Site::tag(site.id)));
        origins.extend(sites.into_iter().map(|site| (site.id, site.address)));
    }
    let sponsors: Vec<OrganisationId> = items.iter().filter_map(|item| item.sponsor).collect();
    reading.note_all(sponsors.iter().copied().map(Organisation::tag));
    let sponsors =
        if sponsors.is_empty() { Vec::new() } else { people::organisations_by_id(reading, &sponsors).await? };
    let card = |id: &ItemId| {
        let item = items.iter().find(|item| item.id == *id)?;
        let origin = origins.get(&item.site).filter(|_| item.site != site).map_or("", String::as_str);
        let sponsor = sponsors.iter().find(|sponsor| Some(sponsor.id) == item.sponsor);
        Some(Card {
            item: Some(item.id),
            address: format!("{origin}{}", href(&item.address)),
            headline: item.headline.clone(),
            kind: kind(item.kind),
            duration: item.playback.as_ref().and_then(|playback| playback.seconds).map(duration),
            sponsor: sponsor.map(|sponsor| sponsor.name.clone()),
            ..Card::default()
        })
    };
    Ok(ids.iter().filter_map(card).collect())
}
