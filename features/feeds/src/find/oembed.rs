//! oEmbed 1.0: what another site shows in the place of a link to a story.

use std::fmt::Write;

use serde::Serialize;

use crate::rules::{escaped, for_xml};

/// A story as a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct OEmbed {
    pub(crate) version: &'static str,
    pub(crate) r#type: &'static str,
    pub(crate) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) author_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) author_url: Option<String>,
    pub(crate) provider_name: String,
    pub(crate) provider_url: String,
    /// Seconds.
    pub(crate) cache_age: u32,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub(crate) thumbnail: Option<Thumbnail>,
}

/// The picture over it, no larger than was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Thumbnail {
    pub(crate) thumbnail_url: String,
    pub(crate) thumbnail_width: u32,
    pub(crate) thumbnail_height: u32,
}

impl OEmbed {
    /// The same as XML.
    pub(crate) fn xml(&self) -> String {
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<oembed>");
        let mut put = |name: &str, value: &str| {
            // Writing to a string cannot fail.
            let _ = write!(xml, "<{name}>{}</{name}>", escaped(value));
        };
        put("version", self.version);
        put("type", self.r#type);
        put("title", &self.title);
        if let Some(name) = &self.author_name {
            put("author_name", name);
        }
        if let Some(address) = &self.author_url {
            put("author_url", address);
        }
        put("provider_name", &self.provider_name);
        put("provider_url", &self.provider_url);
        put("cache_age", &self.cache_age.to_string());
        if let Some(thumbnail) = &self.thumbnail {
            put("thumbnail_url", &thumbnail.thumbnail_url);
            put("thumbnail_width", &thumbnail.thumbnail_width.to_string());
            put("thumbnail_height", &thumbnail.thumbnail_height.to_string());
        }
        xml.push_str("</oembed>\n");
        for_xml(xml)
    }
}
