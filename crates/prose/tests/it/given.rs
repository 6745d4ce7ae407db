//! Things that many tests say.

use prose::{Block, Body, Inline, ItemLink, Marks, Options, Picture, Read, Resolver, SectionLink, Source};

/// A house that has every picture, where it was.
pub struct SamePlace;

impl Resolver for SamePlace {
    fn picture(&self, src: &str) -> Option<Picture> {
        Some(Picture { src: src.to_owned(), ..Picture::default() })
    }

    fn item(&self, _: &str) -> Option<ItemLink> {
        None
    }

    fn section(&self, _: &str) -> Option<SectionLink> {
        None
    }
}

/// A house with one picture, one item and one section for every key.
pub struct House;

impl Resolver for House {
    fn picture(&self, _: &str) -> Option<Picture> {
        Some(Picture {
            src: "/media/1/tower-640.jpg".into(),
            srcset: "/media/1/tower-640.jpg 640w, /media/1/tower-1280.jpg 1280w".into(),
            large: Some("/media/1/tower-1280.jpg".into()),
            sources: vec![Source { mime: "image/avif".into(), srcset: "/media/1/tower-640.avif 640w".into() }],
            width: 1280,
            height: 720,
            colour: Some("#336699".into()),
            alt: "A tower".into(),
            caption: String::new(),
            credit: "Ada Lens".into(),
        })
    }

    fn item(&self, key: &str) -> Option<ItemLink> {
        let headline = format!("Item {key}");
        Some(ItemLink { headline, address: format!("/5g/{key}"), format: "News".into(), standfirst: String::new() })
    }

    fn section(&self, key: &str) -> Option<SectionLink> {
        Some(SectionLink { name: format!("Section {key}"), address: format!("/{key}") })
    }

    fn leads_away(&self, href: &str) -> bool {
        !href.starts_with("https://backhaul.example")
    }
}

pub fn html(source: &str) -> Read {
    prose::from_html(source, &Options::default())
}

pub fn wordpress(source: &str) -> Read {
    prose::from_html(source, &Options::wordpress())
}

pub fn markdown(source: &str) -> Read {
    prose::from_markdown(source, &Options::default())
}

pub fn p(text: &str) -> Block {
    Block::Paragraph { text: vec![Inline::plain(text)] }
}

pub fn marked(text: &str, marks: Marks) -> Inline {
    Inline::Text { text: text.into(), marks }
}

/// The body as one JSON text, to compare at a glance.
pub fn json(body: &Body) -> String {
    serde_json::to_string(&body.blocks).unwrap()
}
