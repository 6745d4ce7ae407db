//! Sitemaps (sitemaps.org, version 0.9), with Google's words for pictures and news.

use std::fmt::Write;

use content::read::findable::Findable;
use kit::Timestamp;

use crate::feed::iso_time;
use crate::rules::{escaped, for_xml};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const PROTOCOL: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";
const PICTURES: &str = "xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\"";
const NEWS: &str = "xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\"";

/// A sitemap in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Map {
    /// Where it is, whole.
    pub(crate) address: String,
    /// When anything on it last came, changed or went.
    pub(crate) changed: Option<Timestamp>,
}

/// The index of these sitemaps.
pub(crate) fn index(maps: &[Map]) -> String {
    let mut xml = format!("{HEAD}<sitemapindex {PROTOCOL}>\n");
    for map in maps {
        // Writing to a string cannot fail.
        let _ = write!(xml, "<sitemap><loc>{}</loc>", escaped(&map.address));
        if let Some(changed) = map.changed {
            let _ = write!(xml, "<lastmod>{}</lastmod>", iso_time(changed));
        }
        xml.push_str("</sitemap>\n");
    }
    xml.push_str("</sitemapindex>\n");
    for_xml(xml)
}

/// A sitemap.
pub(crate) fn urls(found: &[Findable]) -> String {
    let mut xml = format!("{HEAD}<urlset {PROTOCOL} {PICTURES}>\n");
    xml.reserve(found.len() * 256);
    for one in found {
        let _ = write!(xml, "<url><loc>{}</loc>", escaped(&one.address));
        if let Some(updated) = one.updated {
            let _ = write!(xml, "<lastmod>{}</lastmod>", iso_time(updated));
        }
        if let Some(picture) = &one.picture {
            let _ = write!(xml, "<image:image><image:loc>{}</image:loc></image:image>", escaped(picture));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    for_xml(xml)
}

/// The sitemap of the news of a publication of this name.
pub(crate) fn news(found: &[Findable], publication: &str) -> String {
    let mut xml = format!("{HEAD}<urlset {PROTOCOL} {NEWS}>\n");
    let publication = escaped(publication);
    for one in found {
        let Some(published) = one.published else { continue };
        let (address, headline) = (escaped(&one.address), escaped(&one.headline));
        let (language, published) = (language(&one.language), iso_time(published));
        let _ = writeln!(
            xml,
            "<url><loc>{address}</loc><news:news><news:publication><news:name>{publication}</news:name>\
             <news:language>{language}</news:language></news:publication>\
             <news:publication_date>{published}</news:publication_date>\
             <news:title>{headline}</news:title></news:news></url>"
        );
    }
    xml.push_str("</urlset>\n");
    for_xml(xml)
}

/// A language as news are told it: two or three letters, but for the two scripts of Chinese.
fn language(tag: &str) -> String {
    let tag = tag.to_ascii_lowercase();
    match tag.as_str() {
        "zh-cn" | "zh-hans" | "zh" => "zh-cn".to_owned(),
        "zh-tw" | "zh-hant" => "zh-tw".to_owned(),
        other => other.split('-').next().unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_in_two_letters() {
        assert_eq!(language("en-GB"), "en");
        assert_eq!(language("zh-Hant"), "zh-tw");
    }

    #[test]
    fn an_address_stays_an_address() {
        let address = "https://a.example/sitemap/2020-11.xml?a=1&b=2".to_owned();
        let xml = index(&[Map { address, changed: None }]);
        assert!(xml.contains("<loc>https://a.example/sitemap/2020-11.xml?a=1&amp;b=2</loc>"));
    }
}
