//! The worst that an archive brings along: endless words, nine authors, another script, text that looks like markup.

use platform::views::Html;

use super::super::{
    Accent, AuthorBox, Card, CorrectionEntry, CorrectionNote, Credit, Figure, Kind, Link, Listing, MoreFrom, Pager,
    Picture, RailModule, RailShape, Resource, Story,
};
use super::{moment, section};

/// Three hundred letters without a place to break.
pub const LONG_WORD: &str = "DonaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftDonaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftDonaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftDonaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter";

/// A headline that no editor let through, and that looks like markup.
pub const LONG_HEADLINE: &str = "<script>alert(1)</script> & “The headline that would not end”: how a working group on the harmonisation of interfaces for the disaggregated, virtualised, cloud-native, intent-driven, closed-loop and otherwise improved radio access network spent eleven years, four chairmen and nine hundred contributions on the question of what to call it";

/// A headline from right to left.
pub const RTL_HEADLINE: &str = "وزارة الخارجية: اختيار المورد شأن كل شركة على حدة";

/// Nine authors with everything said about each.
fn credits() -> Vec<Credit> {
    let mut credits: Vec<Credit> = (1..=8)
        .map(|number| Credit {
            name: format!("Bartholomew Featherstonehaugh-Cholmondeley {number}"),
            role: Some("editor at large for everything else".into()),
            affiliation: Some("The Institute of Electrical and Electronic and Other Engineers".into()),
            note: Some("special to <b>Backhaul</b>".into()),
            ..Credit::default()
        })
        .collect();
    credits.push(Credit { name: LONG_WORD.into(), address: Some("/author/x".into()), ..Credit::default() });
    credits
}

/// A body of endless words, another direction and a table wider than any screen.
pub fn extreme_body() -> Html {
    let cells = "<td>1 234 567,89 MHz</td>".repeat(24);
    Html(format!(
        "<p>{LONG_WORD}</p><p dir=\"rtl\" lang=\"ar\">{RTL_HEADLINE}</p><h2>{LONG_WORD}</h2>\
         <div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table><tbody><tr>{cells}</tr></tbody></table></div><pre tabindex=\"0\"><code>{LONG_WORD}</code></pre>\
         <p><a href=\"/x\">https://backhaul.example/{LONG_WORD}</a></p>"
    ))
}

/// Cards that break a front.
pub fn extreme_cards() -> Vec<Card> {
    let long = Card {
        item: None,
        address: "/a/long".into(),
        headline: LONG_HEADLINE.into(),
        standfirst: Some(LONG_HEADLINE.into()),
        kind: Kind::Video,
        format: Some("A Format Whose Name Was Chosen By A Committee".into()),
        section: Some(section(LONG_WORD, "/a", Accent::Violet)),
        byline: credits(),
        published: Some(moment(2)),
        picture: None,
        duration: Some("3:12:40".into()),
        reading_time: Some("217 min read".into()),
        sponsor: Some(LONG_WORD.into()),
        lang: None,
        direction: None,
    };
    vec![
        long,
        Card { address: "/a/word".into(), headline: LONG_WORD.into(), ..Card::default() },
        Card {
            address: "/a/rtl".into(),
            headline: format!("Backhaul: {RTL_HEADLINE}"),
            lang: Some("ar".into()),
            direction: Some("rtl".into()),
            ..Card::default()
        },
        Card { address: "/a/short".into(), headline: "Ah".into(), kind: Kind::Podcast, ..Card::default() },
    ]
}

/// A list of such cards.
pub fn extreme_listing() -> Listing {
    let pager =
        Pager { newer: None, older: Some(Link::new("Older", "?page=2")), place: Some("Page 1 of 99,999".into()) };
    Listing { cards: extreme_cards(), count: Some("1,999,980 stories".into()), pager }
}

/// A rail of such cards.
pub fn extreme_rail() -> Vec<RailModule> {
    let shapes = [RailShape::Feature, RailShape::Partner, RailShape::Guest, RailShape::Ranked, RailShape::List];
    let mut rail: Vec<RailModule> = shapes
        .into_iter()
        .map(|shape| RailModule {
            shape,
            title: LONG_WORD.into(),
            label: Some(LONG_HEADLINE.into()),
            cards: extreme_cards(),
            ..RailModule::default()
        })
        .collect();
    let resource = Resource {
        title: LONG_WORD.into(),
        address: "/r".into(),
        kind: Some(LONG_WORD.into()),
        source: Some(LONG_WORD.into()),
    };
    rail.push(RailModule {
        shape: RailShape::Resources,
        title: "R".into(),
        resources: vec![resource],
        ..RailModule::default()
    });
    rail.push(RailModule { title: "Empty".into(), ..RailModule::default() });
    rail
}

/// An author nobody could set.
pub fn extreme_author() -> AuthorBox {
    AuthorBox {
        name: LONG_WORD.into(),
        address: Some("/author/x".into()),
        role: Some(LONG_HEADLINE.into()),
        affiliation: Some(LONG_WORD.into()),
        biography: Some(Html(format!("<p>{LONG_WORD}</p>"))),
        portrait: None,
        links: vec![Link::new(LONG_WORD, "https://social.example/@x")],
    }
}

/// Corrections that say too much.
pub fn extreme_corrections() -> Vec<CorrectionEntry> {
    vec![CorrectionEntry {
        note: CorrectionNote { made: moment(1), text: Html(format!("<p>{LONG_WORD}</p>")) },
        item: Link::new(LONG_HEADLINE, "/a/long"),
        published: None,
        section: None,
    }]
}

/// A story with all of it.
pub fn extreme_story() -> Story {
    let tower = Picture { src: "/media/tower.jpg".into(), width: 200, height: 3000, ..Picture::default() };
    Story {
        section: Some(section(LONG_WORD, "/a", Accent::Violet)),
        format: Some(Link::new("A Format Whose Name Was Chosen By A Committee", "")),
        headline: LONG_HEADLINE.into(),
        direction: None,
        standfirst: Some(RTL_HEADLINE.into()),
        byline: credits(),
        published: Some(moment(1)),
        updated: None,
        reading_time: None,
        lead: Some(Figure { picture: tower, caption: Some(LONG_WORD.into()), credit: Some(LONG_WORD.into()) }),
        body: extreme_body(),
        sign_off: Some(LONG_WORD.into()),
        sponsor: Some(Link::new(LONG_WORD, "https://sponsor.example")),
        corrections: vec![
            CorrectionNote { made: moment(1), text: Html(format!("<p>{LONG_WORD}</p>")) },
            CorrectionNote { made: moment(1), text: Html(format!("<p dir=\"rtl\">{RTL_HEADLINE}</p>")) },
        ],
        topics: vec![Link::new(LONG_WORD, "/topic/x")],
        also_in: Vec::new(),
        related: extreme_cards(),
        authors: vec![extreme_author()],
        more: Some(MoreFrom {
            section: section(LONG_WORD, "/a", Accent::Violet),
            cards: extreme_cards(),
            written: None,
        }),
        previous: Some(Link::new(LONG_HEADLINE, "/a/1")),
        next: Some(Link::new(LONG_WORD, "/a/2")),
    }
}
