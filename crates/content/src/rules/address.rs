//! Addresses: what an item's is, and what it cannot be.

use kit::Slug;
use platform::http::percent_decoded;

/// First segments that the house's own routes have.
const RESERVED: [&str; 32] = [
    "topic",
    "author",
    "archive",
    "corrections",
    "most-read",
    "media",
    "assets",
    "api",
    "desk",
    "healthz",
    "readyz",
    "metrics",
    "topics",
    "authors",
    "search",
    "opensearch.xml",
    "feed",
    "feeds",
    "sitemap",
    "sitemap.xml",
    "news-sitemap.xml",
    "robots.txt",
    "llms.txt",
    "ads.txt",
    "humans.txt",
    "security.txt",
    ".well-known",
    "manifest.webmanifest",
    "favicon.ico",
    "apple-touch-icon.png",
    "icon-192.png",
    "icon-512.png",
];

/// The address of a new item: below its section, or at the root.
pub fn for_new(section_path: Option<&str>, slug: &Slug) -> String {
    format!("{}/{slug}", section_path.unwrap_or_default())
}

/// Whether an address would stand behind one of the house's own routes, unreachable.
pub fn is_reserved(address: &str) -> bool {
    let first = address.trim_start_matches('/').split('/').next().unwrap_or_default();
    first.is_empty() || RESERVED.contains(&first)
}

/// An address as it is kept: from the root, without query and fragment, percent-encoding undone, as visits
/// undo it.
/// `None` when there is nothing in it.
pub fn kept(address: &str) -> Option<String> {
    let path = percent_decoded(address.split(['?', '#']).next().unwrap_or_default().trim());
    let plain = path.starts_with('/') && !path.starts_with("//") && !path.contains(char::is_control);
    (plain && path.len() <= 1_000 && !path.trim_matches('/').is_empty()).then_some(path)
}

/// The same address with its closing slash added or taken off: both lead to what stands at one of them.
pub fn other_slash(address: &str) -> String {
    match address.strip_suffix('/') {
        Some(without) => without.to_owned(),
        None => format!("{address}/"),
    }
}

/// The same address with a number before its closing slash, for when it is taken.
pub fn numbered(address: &str, number: u32) -> String {
    match address.strip_suffix('/') {
        Some(without) => format!("{without}-{number}/"),
        None => format!("{address}-{number}"),
    }
}

/// The number by which an address differs from another that was taken: the other way round of [`numbered`].
pub fn number_of(address: &str, first: &str) -> Option<u32> {
    let (bare, slash) = first.strip_suffix('/').map_or((first, ""), |bare| (bare, "/"));
    let digits = address.strip_prefix(bare)?.strip_prefix('-')?.strip_suffix(slash)?;
    digits.parse().ok().filter(|number| *number > 1)
}

/// `https://example.com` of `https://example.com/blog`.
pub(crate) fn origin(base: &str) -> &str {
    let start = base.find("://").map_or(0, |at| at + 3);
    let end = base[start..].find('/').map_or(base.len(), |at| start + at);
    &base[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_or_refused() {
        assert_eq!(kept("/2020/03/slug/?p=1#x"), Some("/2020/03/slug/".into()));
        assert_eq!(kept("/caf%c3%a9/"), Some("/café/".into()));
        assert_eq!(kept("/a%0ab"), None);
        assert_eq!(kept("//evil.example/"), None);
        assert_eq!(kept("/"), None);
        assert!(is_reserved("/archive/2020/story"));
        assert!(!is_reserved("/archives-of-fibre"));
        assert_eq!(numbered("/a/b/", 2), "/a/b-2/");
        assert_eq!((number_of("/a/b-17/", "/a/b/"), number_of("/a-2", "/a")), (Some(17), Some(2)));
        assert_eq!((number_of("/a/b", "/a/b"), number_of("/a/b-c", "/a/b")), (None, None));
        assert_eq!(other_slash("/a"), "/a/");
    }

    #[test]
    fn an_origin_is_what_stands_before_the_path() {
        assert_eq!(origin("https://example.com/blog"), "https://example.com");
        assert_eq!(origin("http://localhost:8080"), "http://localhost:8080");
    }
}
