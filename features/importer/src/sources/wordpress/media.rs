//! An attachment becomes a media record.

use intake::{Media, Record};
use serde_json::Value;

use super::raw::Entry;
use super::reading::{House, Reading, fields};
use crate::sources::text::{file_name, plain, said};

/// The record of an attachment.
pub(super) fn record(house: &House, entry: &Entry, part: &str, key: String) -> Record {
    let reading = Reading { house, entry, part, key: &key, kind: "media" };
    let own = [&entry.attachment_url, &entry.guid].into_iter().find(|a| !a.is_empty());
    let own = own.cloned().unwrap_or_default();
    let path = entry.meta("_wp_attached_file").map(str::to_owned).or_else(|| uploads_path(&own));
    let file = path.as_deref().map(file_name).filter(|name| !name.is_empty());
    let details = entry.meta("_wp_attachment_metadata").unwrap_or_default();
    let mut media = Media {
        file: file.unwrap_or_else(|| file_name(&own)).to_owned(),
        addresses: addresses(entry, &own),
        title: said(plain(&entry.title)),
        alt: entry.meta("_wp_attachment_image_alt").map(plain).and_then(said),
        caption: said(entry.excerpt.as_str()),
        credit: credit(details).or_else(|| entry.meta("_wp_attachment_source_name").map(plain)),
        description: said(plain(&entry.content)),
        width: number(details, "width"),
        height: number(details, "height"),
        uploaded_at: house.at(&entry.date_gmt, &entry.date),
        item: (entry.parent != 0).then(|| format!("post:{}", entry.parent)),
        old_addresses: house.home.local(&entry.link).into_iter().collect(),
        fields: fields(&entry.meta, taken),
        path,
        ..Media::default()
    };
    if media.addresses.is_empty() && media.path.is_none() {
        reading.carried("it says nowhere where its file is", "it is carried without a file");
    }
    if let Some(login) = said(entry.creator.as_str()) {
        media.fields.insert("creator".to_owned(), Value::from(login));
    }
    Record::new(key, media)
}

/// Its own address first; then the guid, which stays what the address was at first.
fn addresses(entry: &Entry, own: &str) -> Vec<String> {
    let mut addresses = Vec::new();
    for address in [own, &entry.attachment_url, &entry.guid] {
        let whole = address.contains("://") && !address.contains("?attachment_id=");
        if whole && !addresses.iter().any(|known| known == address) {
            addresses.push(address.to_owned());
        }
    }
    addresses
}

/// Where the file stands within the uploads folder, by its address.
fn uploads_path(address: &str) -> Option<String> {
    let (_, path) = address.split_once("/uploads/")?;
    let path = path.split(['?', '#']).next()?;
    (!path.is_empty()).then(|| path.to_owned())
}

/// A number of the whole picture, within PHP's serialised array: what stands first there.
fn number(details: &str, name: &str) -> Option<u32> {
    let sizes = details.find("s:5:\"sizes\"").unwrap_or(details.len());
    let (_, after) = details[..sizes].split_once(&format!("\"{name}\";"))?;
    let value = after.trim_start_matches(['i', 's', ':', '"']);
    let value = if after.starts_with("s:") { after.split('"').nth(1)? } else { value };
    value.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok().filter(|n| *n > 0)
}

/// The credit that WordPress read out of the picture.
fn credit(details: &str) -> Option<String> {
    let (_, after) = details.split_once("s:6:\"credit\";s:")?;
    let (_, after) = after.split_once('"')?;
    said(plain(after.split("\";").next()?))
}

fn taken(name: &str) -> bool {
    matches!(name, "_wp_attached_file" | "_wp_attachment_image_alt")
}
