//! How stories are put into words that every form has: HTML, names, times.

use content::read::{WholeStory, rendition};
use content::views::Picture;
use kit::Timestamp;

use crate::rules::escaped;

/// The widest picture that a feed shows.
const WIDEST: u32 = 1280;

/// A picture over a story, whole.
pub(super) struct Shown<'a> {
    pub(super) address: String,
    pub(super) media_type: &'static str,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) alt: &'a str,
    pub(super) caption: Option<&'a str>,
    pub(super) credit: Option<&'a str>,
}

/// The picture that a story is shown with: the one over it, or what stands for it.
pub(super) fn shown<'a>(story: &'a WholeStory, origin: &str) -> Option<Shown<'a>> {
    over(story, origin).or_else(|| of(story.instead.as_ref()?, origin))
}

/// The picture over a story, with its words.
fn over<'a>(story: &'a WholeStory, origin: &str) -> Option<Shown<'a>> {
    let lead = story.lead.as_ref()?;
    let shown = of(&lead.picture, origin)?;
    Some(Shown { caption: lead.caption.as_deref(), credit: lead.credit.as_deref(), ..shown })
}

fn of<'a>(picture: &'a Picture, origin: &str) -> Option<Shown<'a>> {
    let (address, width, height) = rendition(picture, WIDEST);
    let media_type = match address.rsplit_once('.')?.1 {
        "jpg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "gif" => "image/gif",
        _ => return None,
    };
    Some(Shown {
        address: format!("{origin}{address}"),
        media_type,
        width,
        height,
        alt: &picture.alt,
        caption: None,
        credit: None,
    })
}

/// The site's origin, from a whole address on it.
pub(super) fn origin(address: &str) -> &str {
    let host = address.find("://").map_or(0, |at| at + 3);
    let end = address[host..].find('/').map_or(address.len(), |at| host + at);
    &address[..end]
}

/// What a summary says. What somebody paid for says so first.
pub(super) fn summary(story: &WholeStory) -> Option<String> {
    match (&story.sponsor, &story.summary) {
        (Some(sponsor), Some(summary)) => Some(format!("Sponsored by {sponsor}. {summary}")),
        (Some(sponsor), None) => Some(format!("Sponsored by {sponsor}.")),
        (None, summary) => summary.clone(),
    }
}

/// The whole story as HTML: the word that it was paid for, the picture, the body, the sign-off, what was wrong.
pub(super) fn html(story: &WholeStory, origin: &str) -> Option<String> {
    let body = story.body.as_ref()?;
    let mut html = String::with_capacity(body.len() + 1024);
    if let Some(sponsor) = &story.sponsor {
        html.push_str(&format!("<p><strong>Sponsored by {}</strong></p>\n", escaped(sponsor)));
    }
    if let Some(shown) = over(story, origin) {
        html.push_str(&figure(&shown));
    }
    html.push_str(body);
    if let Some(sign_off) = &story.sign_off {
        html.push_str(&format!("\n<p><em>{}</em></p>\n", escaped(sign_off)));
    }
    for (at, text) in &story.corrections {
        let day = at.strftime("%-d %B %Y");
        html.push_str(&format!("\n<p><strong>Correction, {day}:</strong> {}</p>\n", escaped(text)));
    }
    Some(html)
}

fn figure(shown: &Shown<'_>) -> String {
    let (src, alt) = (escaped(&shown.address), escaped(shown.alt));
    let words: Vec<String> = [shown.caption, shown.credit].into_iter().flatten().map(escaped).collect();
    let caption = match words.is_empty() {
        true => String::new(),
        false => format!("<figcaption>{}</figcaption>", words.join(" ")),
    };
    let (width, height) = (shown.width, shown.height);
    format!("<figure><img src=\"{src}\" width=\"{width}\" height=\"{height}\" alt=\"{alt}\">{caption}</figure>\n")
}

/// Names of who wrote it, in order.
pub(super) fn authors(story: &WholeStory) -> Vec<&str> {
    story.byline.iter().map(|credit| credit.name.as_str()).collect()
}

/// What it is about: format, section, topics, once each.
pub(super) fn labels(story: &WholeStory) -> Vec<&str> {
    let mut labels: Vec<&str> = Vec::new();
    for label in story.section.iter().chain(&story.format).chain(&story.topics) {
        if !labels.contains(&label.as_str()) {
            labels.push(label);
        }
    }
    labels
}

/// `urn:uuid:…`: what programs know a story or a list by.
pub(super) fn urn(id: kit::Uuid) -> String {
    format!("urn:uuid:{id}")
}

/// A time as RSS and HTTP write it: `Mon, 23 Nov 2020 09:00:00 GMT`.
pub(crate) fn mail_time(at: Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// A time as Atom and JSON write it: `2020-11-23T09:00:00Z`.
pub(crate) fn iso_time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The first instant of a day and of the next, in UTC.
pub(crate) fn day_of(at: Timestamp) -> (Timestamp, Timestamp) {
    const DAY: i64 = 86_400;
    let begun = at.as_second().div_euclid(DAY) * DAY;
    let instant = |second: i64| Timestamp::from_second(second).unwrap_or(at);
    (instant(begun), instant(begun + DAY))
}
