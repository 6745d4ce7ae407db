//! Pictures in mail, and what is a picture there because nothing plays: films, sounds, posts. Whoever opens
//! a mail has clicked on nothing yet, so nothing of a third party is shown that pages do not show either.

use crate::inline::Inline;
use crate::model::{Embed, Figure, Recording};
use crate::providers::Shape;
use crate::resolve::{Absent, Picture};

use super::mail::{Mail, SMALL, TEXT};
use super::{attr, escape};

/// The column that mail programs have room for, in pixels.
const WIDEST: u32 = 600;

pub(super) fn figure(mail: &mut Mail<'_>, figure: &Figure) {
    let resolver = mail.lines.resolver;
    let picture = resolver.picture(&figure.src);
    let away = if picture.is_none() { resolver.elsewhere(&figure.src) } else { None };
    let link = figure.link.as_deref().and_then(|link| mail.whole(link));
    let hotlink = resolver.absent_picture() == Absent::Hotlink;
    let there = || Picture { src: figure.src.clone(), width: figure.width.unwrap_or_default(), ..Picture::default() };
    let shown = picture.clone().or_else(|| hotlink.then(there));
    let known = picture.as_ref().map(|picture| &picture.alt).or(away.as_ref().map(|away| &away.alt));
    let alt = figure.alt.as_deref().or(known.map(String::as_str)).unwrap_or_default();
    if !shown.is_some_and(|shown| img(mail, &shown, alt, link.as_deref())) {
        let words = if alt.is_empty() { "Picture" } else { alt };
        let address = link.or_else(|| mail.whole(&figure.src)).or_else(|| mail.whole(&away.as_ref()?.address));
        mail.link(address.as_deref().unwrap_or_default(), words, "");
    }
    let words = picture.map(|picture| (picture.caption, picture.credit));
    let (caption, credit) = words.or(away.map(|away| (away.caption, String::new()))).unwrap_or_default();
    let house_s = (!caption.is_empty()).then(|| vec![Inline::plain(caption)]);
    let caption = house_s.as_ref().filter(|_| figure.caption.is_empty()).unwrap_or(&figure.caption);
    let credit = figure.credit.as_deref().unwrap_or(&credit);
    if caption.is_empty() && credit.is_empty() {
        return;
    }
    mail.out.push_str(&format!("<p style=\"{SMALL}\">"));
    mail.lines.write(caption, &mut mail.out);
    if !caption.is_empty() && !credit.is_empty() {
        mail.out.push(' ');
    }
    escape(credit, &mut mail.out);
    mail.out.push_str("</p>\n");
}

/// The picture, leading somewhere if it does. False: it has no address that a mail can use.
fn img(mail: &mut Mail<'_>, picture: &Picture, alt: &str, link: Option<&str>) -> bool {
    let Some(src) = mail.whole(&picture.src).filter(|src| src.starts_with("http")) else { return false };
    // The attribute is for programs that know no style, and would stretch a small picture.
    let width = if picture.width == 0 { WIDEST } else { picture.width.min(WIDEST) };
    mail.begin_link(link, "");
    mail.out.push_str("<img");
    attr("src", &src, &mut mail.out);
    attr("alt", alt, &mut mail.out);
    let style = format!("display:block;width:100%;max-width:{width}px;height:auto;border:0");
    mail.out.push_str(&format!(" width=\"{width}\" style=\"{style}\">"));
    mail.end_link(link);
    mail.out.push('\n');
    true
}

/// What lives elsewhere: the still that the house keeps, leading there, what it is called, and with whom it lives.
pub(super) fn embed(mail: &mut Mail<'_>, embed: &Embed) {
    let Some(url) = mail.whole(&embed.url) else { return };
    let quoted = embed.is_quoted();
    if quoted {
        mail.some("p", TEXT, &embed.caption);
    }
    let resolver = mail.lines.resolver;
    let still = if quoted { None } else { resolver.still(&embed.still()) };
    let (still, told) = still.map(|still| (still.picture, still.title)).unzip();
    let picture = embed.poster.as_deref().and_then(|poster| resolver.picture(poster)).or(still);
    let title = embed.title.clone().or(told.filter(|told| !told.is_empty()));
    if let Some(picture) = &picture {
        img(mail, picture, title.as_deref().unwrap_or_default(), Some(&url));
    }
    let words = match title.or_else(|| said_by(embed)) {
        Some(words) => format!("{words} ({})", embed.provider_name()),
        None if embed.shape() == Shape::Page => url.clone(),
        None => format!("{} on {}", embed.shape().act(), embed.provider_name()),
    };
    mail.link(&url, &words, "");
    if !quoted {
        mail.some("p", SMALL, &embed.caption);
    }
}

/// A sound or film: the file of the house, or where the source had it; of a film the still that stands for it.
pub(super) fn recording(mail: &mut Mail<'_>, recording: &Recording) {
    let resolver = mail.lines.resolver;
    let ours = resolver.recording(&recording.src);
    let address = mail.whole(ours.as_deref().unwrap_or(&recording.src));
    if let Some(picture) = recording.poster.as_deref().and_then(|poster| resolver.picture(poster)) {
        img(mail, &picture, recording.title.as_deref().unwrap_or_default(), address.as_deref());
    }
    let words = recording.title.as_ref().or(address.as_ref());
    if let Some(words) = words.cloned() {
        mail.link(address.as_deref().unwrap_or_default(), &words, "");
    }
    mail.some("p", SMALL, &recording.caption);
}

/// Whose words they are, and when they were said.
fn said_by(embed: &Embed) -> Option<String> {
    let by = embed.by.as_ref()?;
    Some(match &embed.date {
        Some(date) => format!("{by}, {date}"),
        None => by.clone(),
    })
}
