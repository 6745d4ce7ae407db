//! Cards, rails, lists and the archive's calendar.

use platform::views::Html;

use super::super::{
    Accent, ArchiveDay, Calendar, Card, CorrectionEntry, CorrectionNote, Credit, DayCount, Kind, Link, Listing,
    MonthCount, Pager, RailModule, RailShape, Resource, YearCount,
};
use super::{moment, picture, section};

/// Headline, section, its address, accent, format, picture, writer.
type Line = (&'static str, &'static str, &'static str, Accent, &'static str, &'static str, &'static str);

const LINES: [Line; 8] = [
    (
        "Six masts, one fibre: how a fjord got its backhaul",
        "Optical/IP",
        "/optical",
        Accent::Pine,
        "Feature",
        "haul",
        "Ines Duarte",
    ),
    (
        "Open RAN’s integrators want to be paid for integrating",
        "Open RAN",
        "/open-ran",
        Accent::Copper,
        "News Analysis",
        "hexes",
        "Maya Lindqvist",
    ),
    ("Edge data centres find their landlords", "The Edge", "/edge", Accent::Violet, "News", "", "Jonas Weber"),
    (
        "Why the port of Varnhem built a network of its own",
        "Private Networks",
        "/private-networks",
        Accent::Teal,
        "Case Study",
        "port",
        "Aiko Tanaka",
    ),
    (
        "Opinion: standalone 5G is late, and that is fine",
        "5G",
        "/5g",
        Accent::Signal,
        "Opinion",
        "beams",
        "Tomás Okafor",
    ),
    ("The quiet return of the landline", "Cable/Video", "/cable", Accent::Plum, "News", "", "Ines Duarte"),
    (
        "Q&A: the woman who times a nation’s networks",
        "Services",
        "/services",
        Accent::Azure,
        "Q&A",
        "timing",
        "Jonas Weber",
    ),
    ("Sensors under the ice report for work", "IoT", "/iot", Accent::Moss, "News", "lattice", "Aiko Tanaka"),
];

/// So many cards, some without a picture.
pub fn cards(count: usize) -> Vec<Card> {
    LINES.iter().cycle().take(count).zip(1_i8..).map(|(line, number)| card(line, 15 - number % 14)).collect()
}

fn card(line: &Line, day: i8) -> Card {
    let (headline, name, address, accent, format, image, writer) = *line;
    Card {
        item: None,
        address: format!("{address}/{day}"),
        headline: headline.into(),
        standfirst: Some(
            "What it cost, who paid, and what the engineers would do differently the next time somebody asks.".into(),
        ),
        kind: Kind::Article,
        format: Some(format.into()),
        section: Some(section(name, address, accent)),
        byline: vec![Credit { name: writer.into(), address: Some("/author/one".into()), ..Credit::default() }],
        published: Some(moment(day)),
        picture: (!image.is_empty()).then(|| picture(image, "")),
        duration: None,
        reading_time: Some(format!("{} min read", 1 + day % 9)),
        sponsor: None,
        lang: None,
        direction: None,
    }
}

/// A page out of the middle of a long list.
pub fn listing() -> Listing {
    Listing {
        cards: cards(8),
        count: Some("128 stories".into()),
        pager: Pager {
            newer: Some(Link::new("Newer", "?page=1")),
            older: Some(Link::new("Older", "?page=3")),
            place: Some("Page 2 of 16".into()),
        },
    }
}

/// A rail with every kind of module.
pub fn rail() -> Vec<RailModule> {
    let module = |shape, title: &str, cards| RailModule { shape, title: title.into(), cards, ..RailModule::default() };
    let video = Card { kind: Kind::Video, duration: Some("12:40".into()), ..card(&LINES[6], 9) };
    let partner =
        |line: &Line, sponsor: &str| Card { sponsor: Some(sponsor.into()), byline: Vec::new(), ..card(line, 8) };
    let guest = Card {
        byline: vec![
            Credit { name: "Ruth Abelson".into(), affiliation: Some("Corvid Systems".into()), ..Credit::default() },
            Credit { name: "Dele Adeyemi".into(), affiliation: Some("Lumen Fjord".into()), ..Credit::default() },
        ],
        ..card(&LINES[7], 7)
    };
    vec![
        RailModule {
            more: Some(Link::new("All videos", "/video")),
            ..module(RailShape::Feature, "Featured video", vec![video])
        },
        RailModule {
            resources: vec![
                Resource {
                    title: "Timing and synchronisation for 5G transport: a primer".into(),
                    address: "/resources/timing".into(),
                    kind: Some("White paper".into()),
                    source: Some("Halden Synchronisation".into()),
                },
                Resource { title: "Reading an RF plan".into(), address: "/resources/rf".into(), ..Resource::default() },
            ],
            ..module(RailShape::Resources, "Educational resources", Vec::new())
        },
        RailModule {
            label: Some("Content from our sponsors".into()),
            ..module(
                RailShape::Partner,
                "Partner perspectives",
                vec![partner(&LINES[6], "Halden Synchronisation"), partner(&LINES[3], "Corvid Systems")],
            )
        },
        RailModule {
            label: Some("Curated contributions".into()),
            ..module(RailShape::Guest, "Guest perspectives", vec![guest])
        },
        module(RailShape::Ranked, "Editors’ choice", cards(4)),
        module(RailShape::List, "From the archive", cards(3)),
        RailModule {
            body: Some(Html(
                "<p>Tell us what your network is made of: <a href=\"/about\">write to the desk</a>.</p>".into(),
            )),
            ..module(RailShape::Text, "Know something?", Vec::new())
        },
    ]
}

/// Two corrections of two stories.
pub fn corrections() -> Vec<CorrectionEntry> {
    let entry = |day, text: &str, line: &Line| CorrectionEntry {
        note: CorrectionNote { made: moment(day), text: Html(format!("<p>{text}</p>")) },
        item: Link::new(line.0, line.2),
        published: Some(moment(day - 1)),
        section: Some(section(line.1, line.2, line.3)),
    };
    vec![
        entry(15, "The fjord has <strong>six</strong> masts, not seven.", &LINES[0]),
        entry(9, "The port’s network uses 100 MHz of spectrum; an earlier version gave another figure.", &LINES[3]),
    ]
}

/// Five years of an archive.
pub fn years() -> Vec<YearCount> {
    (2016..=2020).rev().zip([40, 61, 55, 12, 3]).map(|(year_number, fullest)| year(year_number, fullest)).collect()
}

/// A year whose fullest month has so many items, and whose last three have none.
pub fn year(number: u16, fullest: u64) -> YearCount {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let months: Vec<MonthCount> = MONTHS
        .iter()
        .zip(1_u64..)
        .map(|(name, place)| {
            let count = if place > 9 { 0 } else { fullest * place / 9 };
            let address = if count == 0 { String::new() } else { format!("/archive/{number}/{place:02}") };
            MonthCount { month: Link::new(*name, address), count, weight: (count * 10 / 61) as u8 }
        })
        .collect();
    YearCount {
        year: Link::new(number.to_string(), format!("/archive/{number}")),
        count: months.iter().map(|month| month.count).sum(),
        months,
    }
}

/// Three days of a month.
pub fn days() -> Vec<ArchiveDay> {
    let address = |day: i8| format!("/archive/2020/09/{day:02}");
    [14, 11, 3]
        .into_iter()
        .map(|day| ArchiveDay { date: moment(day), address: address(day), cards: cards(3) })
        .collect()
}

/// September 2020, which began on a Tuesday; the page may be one of its days.
pub fn calendar(here: Option<u8>) -> Calendar {
    let day = |number: u8| {
        let count = if number.is_multiple_of(4) || number > 27 { 0 } else { number % 6 };
        let address = if count == 0 { String::new() } else { format!("/archive/2020/09/{number:02}") };
        DayCount {
            day: Link::new(number.to_string(), address),
            says: format!("{number} September 2020: {count} stories"),
            weight: count,
            is_here: here == Some(number),
        }
    };
    let cells: Vec<Option<DayCount>> = [None].into_iter().chain((1..=30).map(|number| Some(day(number)))).collect();
    let mut weeks: Vec<Vec<Option<DayCount>>> = cells.chunks(7).map(<[_]>::to_vec).collect();
    weeks.iter_mut().for_each(|week| week.resize(7, None));
    Calendar { month: Link::new("September 2020", "/archive/2020/09"), weeks }
}
