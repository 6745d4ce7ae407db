//! What a renderer asks of the house: which picture, item or section stands behind a key or an address.
//!
//! A caller lists what a body mentions ([`Body::pictures`], [`Body::items`], [`Body::sections`]), loads it all in a
//! query each, and then renders with a resolver over what it loaded.

use crate::model::Body;
use crate::providers::Shape;
use crate::visit::{Mention, embeds, mentions};

/// A picture ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// The address for browsers that take none of the sources.
    pub src: String,
    /// Renditions in the fall-back's own format: `address 640w, address 1280w`. Pages name them where there are no
    /// `sources`. May be empty.
    pub srcset: String,
    /// The widest rendition, for readers who want to see more of it than the column shows.
    pub large: Option<String>,
    /// Renditions in better formats, best first.
    pub sources: Vec<Source>,
    /// Width in pixels of the picture behind `src`.
    pub width: u32,
    /// Height in pixels of the picture behind `src`.
    pub height: u32,
    /// A colour shown until the picture has come, such as `#3a4f66`.
    pub colour: Option<String>,
    /// Alternative text for figures that have none of their own.
    pub alt: String,
    /// Caption, plain, for figures that have none of their own.
    pub caption: String,
    /// Credit for figures that have none of their own.
    pub credit: String,
}

/// The renditions of a picture in one format.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// Media type, such as `image/avif`.
    pub mime: String,
    /// The renditions: `address 640w, address 1280w`.
    pub srcset: String,
}

/// A picture that the house knows of and does not have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Elsewhere {
    /// Where it stood at its source, or empty.
    pub address: String,
    /// Alternative text for figures that have none of their own.
    pub alt: String,
    /// Caption, plain, for figures that have none of their own.
    pub caption: String,
}

/// What the house keeps of something that lives elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Still {
    /// A picture of it.
    pub picture: Picture,
    /// What its provider calls it, or empty.
    pub title: String,
}

/// An item to link to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemLink {
    /// Its headline.
    pub headline: String,
    /// Its address from the site's root.
    pub address: String,
    /// Its format ("News Analysis"), or empty.
    pub format: String,
    /// Its standfirst, or empty.
    pub standfirst: String,
}

/// A section to call out to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SectionLink {
    /// Its name.
    pub name: String,
    /// Its address from the site's root.
    pub address: String,
}

/// What becomes of a picture that the house does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Absent {
    /// A link to where it was, so that no reader's browser asks a third party unbidden.
    #[default]
    Link,
    /// The picture itself, from where it is.
    Hotlink,
}

/// Answers for a renderer.
pub trait Resolver {
    /// The picture behind a figure's `src`.
    fn picture(&self, src: &str) -> Option<Picture>;

    /// What is known of a picture behind a figure's `src` that is not here.
    fn elsewhere(&self, _src: &str) -> Option<Elsewhere> {
        None
    }

    /// The item behind a key or an address; `None` where readers may not see it.
    fn item(&self, key: &str) -> Option<ItemLink>;

    /// The section behind a key.
    fn section(&self, key: &str) -> Option<SectionLink>;

    /// The address of a sound or film file of the house; without one it is played from where the source had it.
    fn recording(&self, _src: &str) -> Option<String> {
        None
    }

    /// What the house keeps under a still's name ([`Embed::still`](crate::Embed::still)).
    fn still(&self, _name: &str) -> Option<Still> {
        None
    }

    /// What to do with pictures the house does not have.
    fn absent_picture(&self) -> Absent {
        Absent::Link
    }

    /// Whether an address leads away from this site. Asked for `http` and `https` addresses only.
    fn leads_away(&self, _href: &str) -> bool {
        true
    }
}

/// Knows nothing: every picture becomes a link, every item and section is absent.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nothing;

impl Resolver for Nothing {
    fn picture(&self, _src: &str) -> Option<Picture> {
        None
    }

    fn item(&self, _key: &str) -> Option<ItemLink> {
        None
    }

    fn section(&self, _key: &str) -> Option<SectionLink> {
        None
    }
}

impl Body {
    /// Every picture this body shows, posters too, in order and once each.
    pub fn pictures(&self) -> Vec<&str> {
        once(self, |m| if let Mention::Picture(src) = m { Some(src) } else { None })
    }

    /// Names of the stills of what this body embeds, in order and once each ([`Embed::still`](crate::Embed::still)).
    pub fn stills(&self) -> Vec<String> {
        let mut names = Vec::new();
        embeds(self, &mut |embed| {
            if !matches!(embed.shape(), Shape::Page) && !embed.is_quoted() {
                names.push(embed.still());
            }
        });
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        names
    }

    /// Keys or addresses of the related items, in order and once each.
    pub fn items(&self) -> Vec<&str> {
        once(self, |m| if let Mention::Item(key) = m { Some(key) } else { None })
    }

    /// Keys of the sections called out to, in order and once each.
    pub fn sections(&self) -> Vec<&str> {
        once(self, |m| if let Mention::Section(key) = m { Some(key) } else { None })
    }

    /// Where links and buttons lead, in order and once each.
    pub fn links(&self) -> Vec<&str> {
        once(self, |m| if let Mention::Link(href) = m { Some(href) } else { None })
    }

    /// Sound and film files played on the page, in order and once each.
    pub fn recordings(&self) -> Vec<&str> {
        once(self, |m| if let Mention::Recording(src) = m { Some(src) } else { None })
    }
}

fn once<'a>(body: &'a Body, wanted: impl Fn(Mention<'a>) -> Option<&'a str>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    mentions(body, &mut |mention| {
        if let Some(address) = wanted(mention)
            && seen.insert(address)
        {
            found.push(address);
        }
    });
    found
}
