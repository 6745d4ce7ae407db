//! Stories as they should be, and the least a story can be.

use platform::views::Html;

use super::super::{Accent, AuthorBox, CorrectionNote, Credit, Figure, Link, MoreFrom, Story};
use super::{cards, moment, picture, section};

/// A body with most of what a body can hold.
pub fn body() -> Html {
    Html(include_str!("body.html").to_owned())
}

/// An author with everything an author can have.
pub fn author() -> AuthorBox {
    AuthorBox {
        name: "Maya Lindqvist".into(),
        address: Some("/author/maya-lindqvist".into()),
        role: Some("Contributing editor".into()),
        affiliation: Some("Northline Research".into()),
        biography: Some(Html(
            "<p>Maya Lindqvist has covered radio access networks since the first LTE trials in Stockholm. She lives \
             in Malmö, within sight of four operators' masts.</p>"
                .into(),
        )),
        portrait: Some(picture("studio", "")),
        links: vec![
            Link::new("maya@backhaul.example", "mailto:maya@backhaul.example"),
            Link::new("Mastodon", "https://social.example/@maya"),
        ],
    }
}

fn credits() -> Vec<Credit> {
    vec![
        Credit {
            name: "Maya Lindqvist".into(),
            address: Some("/author/maya-lindqvist".into()),
            role: Some("contributing editor".into()),
            portrait: Some(picture("studio", "")),
            ..Credit::default()
        },
        Credit {
            name: "Tomás Okafor".into(),
            address: Some("/author/tomas-okafor".into()),
            affiliation: Some("Northline Research".into()),
            note: Some("special to Backhaul".into()),
            ..Credit::default()
        },
    ]
}

/// A story with everything a story can have.
pub fn story() -> Story {
    let section_of_story = section("Open RAN", "/open-ran", Accent::Copper);
    Story {
        section: Some(section_of_story.clone()),
        format: Some(Link::new("News Analysis", "/format/news-analysis")),
        headline: "Seoul tells its operators: the choice of supplier is yours".into(),
        direction: Some("ltr".into()),
        standfirst: Some(
            "Two of Korea's three carriers count as clean in Washington's book, and one does not. The foreign ministry \
             declines to pick a side."
                .into(),
        ),
        byline: credits(),
        published: Some(moment(14)),
        updated: Some(moment(15)),
        reading_time: Some("6 min read".into()),
        lead: Some(Figure {
            picture: picture("mast-at-dusk", "A lattice mast with six sector antennas against an orange evening sky"),
            caption: Some("Six sectors, three suppliers: a shared mast at dusk.".into()),
            credit: Some("Drawing: Backhaul".into()),
        }),
        body: body(),
        sign_off: Some("Tomás Okafor is principal analyst at Northline Research, special to Backhaul.".into()),
        sponsor: None,
        corrections: vec![CorrectionNote {
            made: moment(15),
            text: Html(
                "<p>An earlier version said that KT used Huawei equipment in its 5G network. It uses it for \
                 <em>landlines</em> only.</p>"
                    .into(),
            ),
        }],
        topics: vec![
            Link::new("Clean Network", "/topic/clean-network"),
            Link::new("Suppliers", "/topic/suppliers"),
            Link::new("South Korea", "/topic/south-korea"),
        ],
        also_in: vec![section("Security", "/security", Accent::Rose), section("Asia", "/regions/asia", Accent::Brass)],
        related: cards(3),
        authors: vec![author()],
        more: Some(MoreFrom { section: section_of_story, cards: cards(4), written: None }),
        previous: Some(Link::new("What a shared mast really saves", "/sharing/what-a-mast-saves")),
        next: Some(Link::new("The fibre that was not there", "/optical/the-fibre-that-was-not-there")),
    }
}

/// A headline and one paragraph.
pub fn minimal_story() -> Story {
    Story {
        headline: "Note to readers".into(),
        body: Html("<p>The office is closed on Monday.</p>".into()),
        ..Story::default()
    }
}

/// A story that a sponsor paid for.
pub fn sponsored_story() -> Story {
    Story {
        headline: "Timing is the new spectrum".into(),
        format: Some(Link::new("Partner Perspective", "/format/partner-perspective")),
        sponsor: Some(Link::new("Halden Synchronisation", "https://halden.example")),
        byline: vec![Credit { name: "Halden Synchronisation".into(), ..Credit::default() }],
        corrections: Vec::new(),
        authors: Vec::new(),
        lead: Some(Figure { picture: picture("timing", "Concentric rings of clock marks"), ..Figure::default() }),
        ..story()
    }
}
