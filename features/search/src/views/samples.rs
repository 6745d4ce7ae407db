//! Examples of the page of answers: each branch of its template.

use content::model::ItemId;
use content::views::{Card, Link, Meta, Pager, samples};
use kit::Uuid;

use super::{Answers, Chip, Form, Found, Narrowing, Offer, State, Stretch};

/// Nothing asked, much found, nothing found, no answer, and what nobody would ask.
pub(super) fn answers() -> Vec<(&'static str, Answers)> {
    let blank = Answers {
        meta: Meta { robots: Some("noindex".into()), ..samples::meta("Search", "/search") },
        form: Form::default(),
        state: State::Blank,
        count: None,
        orders: Vec::new(),
        chips: Vec::new(),
        found: Vec::new(),
        narrowings: Vec::new(),
        sites: Vec::new(),
        meant: None,
        hint: None,
        wider: None,
        feed: None,
        pager: Pager::default(),
        latest: samples::cards(4),
        sections: sections(),
    };
    let unready = Answers { form: asked("open ran"), state: State::Unready, ..blank.clone() };
    let nothing = Answers {
        form: asked("huawie landlines"),
        state: State::Nothing,
        chips: chips(),
        meant: Some(Link::new("huawei landlines", "/search?q=huawei+landlines")),
        hint: Some("One quotation mark is left over; a phrase stands between two.".to_owned()),
        wider: Some(Link::new("Ask without them", "/search?q=huawie+landlines")),
        feed: Some(feed()),
        ..blank.clone()
    };
    vec![
        ("full", full(&blank)),
        ("blank", blank.clone()),
        ("empty", Answers { latest: Vec::new(), sections: Vec::new(), ..blank.clone() }),
        ("nothing", nothing),
        ("unready", unready),
        ("extreme", extreme(&blank)),
    ]
}

fn full(blank: &Answers) -> Answers {
    Answers {
        form: Form {
            from: "2020-01-01".into(),
            kept: vec![("section".into(), "5g/open-ran".into())],
            ..asked("\"open ran\" -6g")
        },
        state: State::Found,
        count: Some("21–40 of 431 results".into()),
        orders: orders(),
        chips: chips(),
        found: samples::cards(8).into_iter().map(found).collect(),
        narrowings: narrowings(),
        sites: vec![Link::new("Backhaul (431)", ""), Link::new("All sites (512)", "/search?q=open&site=all")],
        meant: Some(Link::new("open ran", "/search?q=open+ran")),
        feed: Some(feed()),
        pager: Pager {
            newer: Some(Link::new("Previous", "/search?q=open")),
            older: Some(Link::new("Next", "/search?q=open&page=3")),
            place: Some("Page 2 of 22".into()),
        },
        latest: Vec::new(),
        sections: Vec::new(),
        ..blank.clone()
    }
}

fn extreme(blank: &Answers) -> Answers {
    let long = samples::LONG_WORD;
    let offers: Vec<Offer> = (1..=9).map(|count| offer(long, count * 111_111, count == 4)).collect();
    Answers {
        form: Form { from: "1890-01-01".into(), until: "2099-12-31".into(), ..asked(samples::LONG_HEADLINE) },
        chips: vec![Chip { kind: "Topic".into(), label: long.into(), address: "/search".into() }; 6],
        found: samples::extreme_cards().into_iter().map(found).collect(),
        narrowings: vec![Narrowing { parameter: "topic".into(), title: "Topic".into(), more: offers.clone(), offers }],
        meant: Some(Link::new(samples::LONG_HEADLINE, "/search")),
        sites: Vec::new(),
        ..full(blank)
    }
}

fn asked(words: &str) -> Form {
    Form { words: words.into(), ..Form::default() }
}

fn feed() -> Link {
    Link::new("Follow this search", "/search/feed?q=open")
}

fn sections() -> Vec<Link> {
    ["5G", "Open RAN", "The Edge", "Optical/IP"].map(|name| Link::new(name, "/5g")).into()
}

fn orders() -> Vec<Link> {
    vec![
        Link::new("Best match", ""),
        Link::new("Newest", "/search?q=open&order=newest"),
        Link::new("Oldest", "/search?q=open&order=oldest"),
    ]
}

fn chips() -> Vec<Chip> {
    let chip =
        |kind: &str, label: &str| Chip { kind: kind.into(), label: label.into(), address: "/search?q=open".into() };
    vec![chip("Section", "Open RAN"), chip("From", "1 January 2020")]
}

fn narrowings() -> Vec<Narrowing> {
    let group = |parameter: &str, title: &str, offers: Vec<Offer>| Narrowing {
        parameter: parameter.into(),
        title: title.into(),
        offers,
        more: Vec::new(),
    };
    let topics = ["Fronthaul", "Spectrum", "Towers", "Core", "Edge", "Towns", "Radio", "Fibre"].into_iter().zip(1..);
    let topics = topics.map(|(name, at)| offer(name, 90 - at * 7, false)).collect();
    let rest = (1..=22).map(|number| offer(&format!("Rarer subject {number}"), 23 - number, number == 20)).collect();
    let years = (2008..=2020).rev().zip(1..).map(|(year, count)| offer(&year.to_string(), count * 17, false));
    vec![
        group(
            "section",
            "Section",
            vec![offer("Open RAN", 212, true), offer("5G", 104, false), offer("The Edge", 12, false)],
        ),
        group("format", "Format", vec![offer("News", 301, false), offer("News Analysis", 55, false)]),
        group("author", "Author", vec![offer("Maya Lindqvist", 48, false), offer("Tomás Ferreira", 31, false)]),
        Narrowing { more: rest, ..group("topic", "Topic", topics) },
        group("year", "Year", years.collect()),
    ]
}

fn offer(label: &str, count: u64, is_chosen: bool) -> Offer {
    let address = "/search?q=open&section=5g".to_owned();
    Offer { label: label.into(), value: label.to_lowercase(), count, address, is_chosen }
}

fn found(card: Card) -> Found {
    let stretch = |text: &str, fits| Stretch { text: text.into(), fits };
    let headline = match card.headline.split_once(' ') {
        Some((first, rest)) => vec![stretch(first, true), stretch(&format!(" {rest}"), false)],
        None => vec![stretch(&card.headline, true)],
    };
    let snippet = vec![
        stretch("… the ministry said the choice is each company's, and that ", false),
        stretch("Open RAN", true),
        stretch(" changes <b>little</b> about who supplies the radios …", false),
    ];
    Found { id: ItemId::from_uuid(Uuid::nil()), card, headline, snippet }
}
