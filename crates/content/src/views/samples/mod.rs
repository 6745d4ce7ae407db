//! Samples for the views of this crate and of the features above it: a story as it should be, the least that can be,
//! and the worst that an archive brings along.

mod chrome;
mod extreme;
mod lists;
mod stories;

use jiff::{Timestamp, ToSpan, tz::TimeZone};

use super::{Accent, Facts, Link, Meta, Moment, Picture, Publisher, SectionLink, Source, Story};

pub use chrome::{chrome, chrome_bare, chrome_rtl};
pub use extreme::{
    LONG_HEADLINE, LONG_WORD, RTL_HEADLINE, extreme_author, extreme_body, extreme_cards, extreme_corrections,
    extreme_listing, extreme_rail, extreme_story,
};
pub use lists::{calendar, cards, corrections, days, listing, rail, year, years};
pub use stories::{author, body, minimal_story, sponsored_story, story};

const ORIGIN: &str = "https://backhaul.example";

/// The sample publication.
pub fn publisher() -> Publisher {
    Publisher { name: "Backhaul".into(), origin: ORIGIN.into(), lang: "en-GB".into(), ..Publisher::default() }
}

/// A day of September 2020, in the afternoon, as London saw it.
pub fn moment(day: i8) -> Moment {
    let start: Timestamp = "2020-09-01T13:20:00Z".parse().unwrap_or(Timestamp::UNIX_EPOCH);
    let instant = start.checked_add((24 * (i64::from(day) - 1)).hours()).unwrap_or(start);
    Moment::at(instant, &TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC))
}

/// The head of a page that is not an item.
pub fn meta(title: &str, address: &str) -> Meta {
    Meta {
        title: title.to_owned(),
        description: Some(format!("{title}: reporting for the people who build networks.")),
        canonical: format!("{ORIGIN}{address}"),
        picture: Some(super::ShareImage {
            address: format!("{ORIGIN}/media/card/site/{}/0123456789abcdef.png", "0".repeat(32)),
            width: 1200,
            height: 630,
            alt: format!("Backhaul: {title}"),
        }),
        json_ld: vec![publisher().breadcrumbs(&[Link::new("Home", "/")], title, address)],
        ..Meta::default()
    }
}

/// The head of a page that says that something is missing.
pub fn notice_meta(title: &str) -> Meta {
    Meta { title: title.to_owned(), canonical: format!("{ORIGIN}/"), robots: Some("noindex".into()), ..Meta::default() }
}

/// The head of an item's page.
pub fn story_meta(story: &Story, address: &str) -> Meta {
    let house = publisher();
    let about = Facts { address: address.to_owned(), words: 640, ..Facts::default() };
    Meta {
        title: story.headline.clone(),
        description: story.standfirst.clone(),
        canonical: house.absolute(address),
        kind: super::PageKind::Article,
        picture: story.lead.as_ref().map(|lead| super::ShareImage {
            address: house.absolute(&lead.picture.src),
            width: lead.picture.width,
            height: lead.picture.height,
            alt: lead.picture.alt.clone(),
        }),
        published: story.published.as_ref().map(|moment| moment.iso.clone()),
        modified: story.updated.as_ref().map(|moment| moment.iso.clone()),
        section: story.section.as_ref().map(|section| section.name.clone()),
        authors: story.byline.iter().map(|credit| credit.name.clone()).collect(),
        json_ld: vec![house.news_article(story, &about), house.breadcrumbs(&crumbs(story), &story.headline, address)],
        ..Meta::default()
    }
}

/// The way from the front page to an item.
pub fn crumbs(story: &Story) -> Vec<Link> {
    let section = story.section.iter().map(|section| Link::new(&*section.name, &*section.address));
    [Link::new("Home", "/")].into_iter().chain(section).collect()
}

/// A section by name.
pub fn section(name: &str, address: &str, accent: Accent) -> SectionLink {
    SectionLink { name: name.into(), address: address.into(), accent }
}

/// One of the sample publication's pictures, in the renditions that the house makes.
pub fn picture(name: &str, alt: &str) -> Picture {
    let widths = [320, 640, 960, 1440];
    let renditions = |ending: &str| {
        let each: Vec<String> = widths.iter().map(|width| format!("/media/{name}-{width}.{ending} {width}w")).collect();
        each.join(", ")
    };
    Picture {
        src: format!("/media/{name}-960.jpg"),
        srcset: renditions("jpg"),
        large: Some(format!("/media/{name}-1440.jpg")),
        sources: vec![Source { media_type: "image/webp".into(), srcset: renditions("webp") }],
        width: 1600,
        height: 900,
        alt: alt.to_owned(),
        ..Picture::default()
    }
}
