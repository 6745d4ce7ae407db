//! Pictures and files from imports: their words and addresses. Their bytes come by their own way.

use intake::Matter;
use platform::BoxFuture;
use platform::db::Result;
use platform::records::{Incoming, Taking};

use super::said;
use crate::model::{Media, MediaId, picture_tag};
use crate::rules::picture_address::{self, key_name};
use crate::store;

/// Takes media.
pub(super) fn take_media<'a>(taking: &'a mut Taking<'_>, records: Vec<Incoming>) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let host = taking.base.map(|base| picture_address::normal(crate::rules::address::origin(base), None));
        let (mut all, mut addresses) = (Vec::with_capacity(records.len()), Vec::new());
        for incoming in &records {
            let Matter::Media(said_of) = &incoming.record.matter else { continue };
            let id = incoming.known.map_or_else(|| taking.app.new_id(), MediaId::from_uuid);
            addresses.extend(
                said_of
                    .addresses
                    .iter()
                    .map(|address| picture_address::normal(address, host.as_deref()))
                    // WordPress names the original of a large picture `-scaled`, and bodies show other copies of it.
                    .flat_map(|address| {
                        let large = address.contains("-scaled.") || address.contains("-rotated.");
                        let plain = picture_address::original_of(&address).filter(|_| large);
                        [Some(address), plain].into_iter().flatten()
                    })
                    .filter(|address| !address.is_empty())
                    .map(|address| (address, id)),
            );
            all.push(media(id, said_of, taking.now));
        }
        store::media::put_all(taking.tx, &all).await?;
        store::media::put_addresses(taking.tx, &addresses).await?;
        for (incoming, media) in records.iter().zip(&all) {
            taking.touch([Media::tag(media.id)]);
            taking.touch([picture_tag(&key_name(taking.source, &incoming.record.key))]);
            taking.touch(addresses.iter().filter(|(_, id)| *id == media.id).map(|(address, _)| picture_tag(address)));
            taking.took(incoming, media.id.uuid());
        }
        Ok(())
    })
}

fn media(id: MediaId, said_of: &intake::Media, now: kit::Timestamp) -> Media {
    let mut fields = said_of.extra.clone();
    for (name, value) in [("description", &said_of.description), ("item", &said_of.item), ("path", &said_of.path)] {
        if let Some(value) = value {
            fields.insert(name.to_owned(), value.as_str().into());
        }
    }
    if !said_of.addresses.is_empty() {
        fields.insert("addresses".to_owned(), said_of.addresses.clone().into());
    }
    if !said_of.fields.is_empty() {
        fields.insert("fields".to_owned(), said_of.fields.clone().into());
    }
    Media {
        id,
        file: said_of.file.clone(),
        mime: said(said_of.mime.as_deref()),
        blob: None,
        bytes: None,
        digest: None,
        width: said_of.width,
        height: said_of.height,
        colour: None,
        focal: said_of.focal.map(|focal| (focal.x, focal.y)),
        title: said(said_of.title.as_deref()),
        alt: said(said_of.alt.as_deref()),
        caption: said(said_of.caption.as_deref()),
        credit: said(said_of.credit.as_deref()),
        rights: said(said_of.rights.as_deref()),
        added_at: said_of.uploaded_at.unwrap_or(now),
        fields,
    }
}
