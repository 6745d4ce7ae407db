//! The public list of corrections.

use kit::Cursor;
use platform::http::{HttpError, Reading};

use super::cards::cards_by_id;
use super::corrections_tag;
use super::directory::Directory;
use super::head::head_of_part;
use super::lists::Part;
use super::words::markup;
use crate::model::{Correction, list_tag};
use crate::store;
use crate::views::{CorrectionEntry, CorrectionNote, Corrections, Link, Pager};

/// A part of the list of a site's corrections, latest first. Those of items that readers may not see are left out.
///
/// # Errors
/// When the database cannot be asked.
pub async fn corrections(
    reading: &mut Reading,
    directory: &Directory,
    part: Part<'_>,
) -> Result<Corrections, HttpError> {
    let site = directory.site.id;
    reading.note_all([corrections_tag(site), list_tag(site.uuid())]);
    let mut found = store::corrections::of_site(reading, site, part.after, part.size + 1).await?;
    let more = found.len() > part.size as usize;
    found.truncate(part.size as usize);
    let marker = |last: &Correction| Cursor { at: last.at, id: last.id.uuid() };
    let pager = Pager {
        newer: part.after.map(|_| part.link("Latest", None)),
        older: found.last().filter(|_| more).map(|last| part.link("Older", Some(marker(last)))),
        place: None,
    };
    let ids: Vec<_> = found.iter().map(|correction| correction.item).collect();
    let cards = cards_by_id(reading, directory, &ids).await?;
    let entry = |correction: &Correction| {
        let card = cards.get(&correction.item)?;
        Some(CorrectionEntry {
            note: note(directory, correction),
            item: Link::new(&*card.headline, &*card.address),
            published: card.published.clone(),
            section: card.section.clone(),
        })
    };
    let crumbs = directory.crumbs(None);
    let entries: Vec<CorrectionEntry> = found.iter().filter_map(entry).collect();
    let mut meta = head_of_part(directory, "Corrections", &part, (&crumbs, &pager));
    meta.json_ld.push(directory.publisher().corrections(&part.own_address(), &entries));
    Ok(Corrections { meta, entries, report: report(directory), pager })
}

/// A correction as it stands under its item.
pub(super) fn note(directory: &Directory, correction: &Correction) -> CorrectionNote {
    CorrectionNote { made: directory.moment(correction.at), text: markup(&correction.text) }
}

/// Where to write about an error: the site's setting `corrections_contact`, else `contact`.
fn report(directory: &Directory) -> Option<Link> {
    let contact = directory.setting("corrections_contact").or_else(|| directory.setting("contact"))?;
    let address = if contact.contains('@') { format!("mailto:{contact}") } else { contact.to_owned() };
    Some(Link::new(contact, prose::safe_href(&address)?))
}
