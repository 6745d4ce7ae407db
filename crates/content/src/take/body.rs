//! Bodies as sources wrote them, read into blocks.

use std::collections::BTreeMap;

use intake::{Dialect, referred};
use prose::{AddressKind, Body, Options, Read};

use crate::rules::picture_address::key_name;

/// Where a body was written, as far as that decides how it is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written<'a> {
    /// The publication.
    pub source: &'a str,
    /// Its address.
    pub base: Option<&'a str>,
    /// The key of the item whose body it is.
    pub key: &'a str,
    /// What was sent in for this item and others.
    pub attached: &'a BTreeMap<String, Vec<String>>,
}

/// Reads a body. Besides it: what could not become a block, in sentences.
///
/// Links to the source's own host become addresses from the root, so that they lead to the items here. Keys of pictures
/// say of which source they are, so that they name the same picture whatever else comes into the house.
pub(super) fn read(body: Option<&intake::Body>, at: Written<'_>) -> (Body, Vec<String>) {
    let attached = |number: Option<u64>| {
        let key = number.map_or_else(|| at.key.to_owned(), |number| format!("post:{number}"));
        let keys = at.attached.get(&key).into_iter().flatten();
        keys.filter_map(|key| key.strip_prefix("media:")?.parse().ok()).collect()
    };
    let options = |dialect| match dialect {
        Dialect::Wordpress => {
            let (attached, attachments): (Attached<'_>, _) = (&attached, &media_key as prose::Answer<'_, u64>);
            Options { attached: Some(attached), attachments: Some(attachments), ..Options::wordpress() }
        }
        _ => Options::default(),
    };
    let read = match body {
        None => Read::default(),
        Some(intake::Body::Blocks { blocks }) => match serde_json::from_value(blocks.clone()) {
            Ok(body) => Read { body, ..Read::default() },
            Err(error) => return (Body::default(), vec![format!("its blocks cannot be read: {error}")]),
        },
        Some(intake::Body::Html { dialect, text }) => prose::from_html(text, &options(*dialect)),
        Some(intake::Body::Markdown { dialect, text }) => prose::from_markdown(text, &options(*dialect)),
        Some(intake::Body::Lexical { text }) => match prose::from_lexical(text, &options(Dialect::Ghost)) {
            Some(read) => read,
            None => return (Body::default(), vec!["its body says it is Lexical, and is not".to_owned()]),
        },
        Some(intake::Body::Mobiledoc { text }) => match prose::from_mobiledoc(text, &options(Dialect::Ghost)) {
            Some(read) => read,
            None => return (Body::default(), vec!["its body says it is Mobiledoc, and is not".to_owned()]),
        },
    };
    let mut body = read.body;
    let host = at.base.map(host_of);
    body.map_addresses(|kind, address| match kind {
        AddressKind::Link | AddressKind::Item => from_root(address, host?),
        AddressKind::Picture | AddressKind::Recording if prose::is_key(address) => {
            let (source, key) = referred(at.source, address);
            Some(key_name(&source, key))
        }
        _ => None,
    });
    let remarks = read
        .leftovers
        .into_iter()
        .map(|leftover| format!("{}: {} ({})", leftover.what, leftover.why, leftover.excerpt))
        .collect();
    (body, remarks)
}

/// Answers which pictures were sent in for an item.
type Attached<'a> = &'a dyn Fn(Option<u64>) -> Vec<u64>;

/// What WordPress's imports call the picture of this number.
fn media_key(number: &u64) -> Option<String> {
    Some(format!("media:{number}"))
}

/// `example.com` of `https://www.example.com/blog`.
fn host_of(base: &str) -> &str {
    let origin = crate::rules::address::origin(base);
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    host.strip_prefix("www.").unwrap_or(host)
}

/// The path of an address on `host`; nothing for any other.
fn from_root(address: &str, host: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://").or_else(|| address.strip_prefix("//").map(|rest| ("", rest)))?;
    if !matches!(scheme, "http" | "https" | "") {
        return None;
    }
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let path = rest.strip_prefix(host)?;
    match path.chars().next() {
        None => Some("/".to_owned()),
        // Two slashes would name another host.
        Some('/') => Some(format!("/{}", path.trim_start_matches('/'))),
        Some('?' | '#') => Some(format!("/{path}")),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_the_old_host_become_addresses_here() {
        assert_eq!(from_root("https://www.example.com/2020/a/?x#y", "example.com"), Some("/2020/a/?x#y".into()));
        assert_eq!(from_root("http://example.com", "example.com"), Some("/".into()));
        assert_eq!(from_root("https://example.com.evil.test/", "example.com"), None);
        assert_eq!(from_root("mailto:a@example.com", "example.com"), None);
    }
}
