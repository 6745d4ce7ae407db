//! What is written for programs that look for things: maps of the site, and small files under names that they know.

mod oembed;
mod sitemap;
mod texts;

pub(crate) use oembed::{OEmbed, Thumbnail};
pub(crate) use sitemap::{Map, index, news, urls};
pub(crate) use texts::{Found, llms, robots, security};
