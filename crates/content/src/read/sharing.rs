//! What stands on an item's card where it is shared.

use platform::http::{HttpError, Reading};

use super::credits::Credits;
use super::directory::Directory;
use crate::media::SharingCard;
use crate::model::Item;
use crate::store;
use crate::views::Story;

/// Names that are written out; of more it is said how many others there are.
const NAMES: usize = 3;

/// The card of an item that was loaded for its page.
pub(super) fn card(directory: &Directory, item: &Item, story: &Story) -> SharingCard {
    let names: Vec<&str> = story.byline.iter().map(|credit| credit.name.as_str()).collect();
    with(directory, item, &names, story.sponsor.as_ref().map(|sponsor| sponsor.label.as_str()))
}

/// The card of an item that readers may see.
///
/// # Errors
/// When the database cannot be asked.
pub async fn sharing_card(reading: &mut Reading, directory: &Directory, item: &Item) -> Result<SharingCard, HttpError> {
    let bylines = store::parts::bylines(reading, &[item.id]).await?;
    let bylines: Vec<_> = bylines.into_iter().map(|(_, byline)| byline).collect();
    let credits = Credits::load(reading, bylines.iter(), item.sponsor.into_iter()).await?;
    let names: Vec<String> = bylines.iter().filter_map(|byline| Some(credits.credit(byline)?.name)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let sponsor = item.sponsor.and_then(|id| credits.organisation(id)).map(|sponsor| sponsor.name.as_str());
    Ok(with(directory, item, &names, sponsor))
}

fn with(directory: &Directory, item: &Item, names: &[&str], sponsor: Option<&str>) -> SharingCard {
    let section = item.section.and_then(|id| directory.link_to(id));
    let label = match sponsor {
        Some(sponsor) => Some(format!("Sponsored by {sponsor}")),
        None => section.as_ref().map(|section| section.name.clone()),
    };
    let day = item.published_at.filter(|_| item.kind != crate::model::ItemKind::Page);
    let day = day.map(|at| directory.moment(at).long);
    let signature: Vec<String> = said(names).into_iter().chain(day).collect();
    SharingCard {
        item: item.id,
        brand: directory.site.name.clone(),
        label,
        headline: item.headline.clone(),
        signature: Some(signature.join(" · ")).filter(|signature| !signature.is_empty()),
        accent: section.map(|section| section.accent).unwrap_or_default(),
    }
}

/// Names as a card has room for them.
fn said(names: &[&str]) -> Option<String> {
    match names {
        [] => None,
        [.., _] if names.len() <= NAMES => Some(names.join(", ")),
        _ => Some(format!("{} + {}", names[..NAMES - 1].join(", "), names.len() + 1 - NAMES)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_names_are_counted() {
        assert_eq!(said(&[]), None);
        assert_eq!(said(&["Ana", "Bo", "Cy"]).as_deref(), Some("Ana, Bo, Cy"));
        assert_eq!(said(&["Ana", "Bo", "Cy", "Di"]).as_deref(), Some("Ana, Bo + 2"));
    }
}
