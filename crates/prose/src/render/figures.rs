//! Pictures in HTML: sized, so that nothing moves when they come; lazy; in the best format a browser takes.

use crate::model::{Figure, Stand, Text};
use crate::resolve::{Absent, Elsewhere, Picture};

use super::blocks::Page;
use super::{attr, escape};

pub(super) fn figure(page: &mut Page<'_>, figure: &Figure) {
    let stand = match figure.stand {
        Stand::Column => "",
        Stand::Left => " stand-left",
        Stand::Right => " stand-right",
        Stand::Wide => " stand-wide",
    };
    let resolver = page.lines.resolver;
    let picture = resolver.picture(&figure.src);
    let away = if picture.is_none() { resolver.elsewhere(&figure.src) } else { None };
    page.out.push_str("<figure class=\"figure");
    page.out.push_str(stand);
    page.out.push_str("\">\n");
    shown(page, figure, picture.as_ref(), away.as_ref());
    let words = picture.map(|picture| (picture.caption, picture.credit));
    let (caption, credit) = words.or(away.map(|away| (away.caption, String::new()))).unwrap_or_default();
    let caption = if figure.caption.is_empty() && !caption.is_empty() {
        &vec![crate::Inline::plain(caption)]
    } else {
        &figure.caption
    };
    let credit = figure.credit.as_deref().unwrap_or(&credit);
    figcaption(page, caption, credit);
    page.out.push_str("</figure>");
}

pub(super) fn gallery(page: &mut Page<'_>, figures: &[Figure], caption: &Text) {
    page.out.push_str("<figure class=\"gallery\">\n<div class=\"gallery-pictures\">\n");
    for one in figures {
        figure(page, one);
        page.out.push('\n');
    }
    page.out.push_str("</div>\n");
    figcaption(page, caption, "");
    page.out.push_str("</figure>");
}

pub(super) fn figcaption(page: &mut Page<'_>, caption: &Text, credit: &str) {
    if caption.is_empty() && credit.is_empty() {
        return;
    }
    page.out.push_str("<figcaption>");
    page.lines.write(caption, &mut page.out);
    if !credit.is_empty() {
        if !caption.is_empty() {
            page.out.push(' ');
        }
        page.out.push_str("<span class=\"credit\">");
        escape(credit, &mut page.out);
        page.out.push_str("</span>");
    }
    page.out.push_str("</figcaption>\n");
}

fn shown(page: &mut Page<'_>, figure: &Figure, picture: Option<&Picture>, away: Option<&Elsewhere>) {
    let link = figure.link.as_deref().and_then(crate::safe_href);
    let hotlink = page.lines.resolver.absent_picture() == Absent::Hotlink;
    let address = crate::safe_href(&figure.src);
    if picture.is_none() && !(hotlink && address.is_some()) {
        let known = away.and_then(|away| crate::safe_href(&away.address));
        let alt = figure.alt.as_deref().or(away.map(|away| away.alt.as_str()));
        return absent(page, alt, link.or(address).or(known));
    }
    if let Some(link) = &link {
        page.out.push_str("<a");
        attr("href", link, &mut page.out);
        if link.starts_with("http") && page.lines.resolver.leads_away(link) {
            attr("rel", "noopener", &mut page.out);
        }
        page.out.push('>');
    }
    let large = picture.and_then(|picture| picture.large.as_deref()).filter(|_| link.is_none());
    if let Some(large) = large {
        page.out.push_str("<a class=\"enlarge\"");
        attr("href", large, &mut page.out);
        page.out.push('>');
    }
    match picture {
        Some(picture) => img(page, picture, figure.alt.as_deref().unwrap_or(&picture.alt)),
        None => {
            let size = (figure.width.unwrap_or_default(), figure.height.unwrap_or_default());
            let src = address.unwrap_or_default();
            let there = Picture { src, width: size.0, height: size.1, ..Picture::default() };
            img(page, &there, figure.alt.as_deref().unwrap_or_default());
        }
    }
    if large.is_some() {
        page.out.push_str("<span>Enlarge</span></a>");
    }
    if link.is_some() {
        page.out.push_str("</a>");
    }
    page.out.push('\n');
}

/// A picture that the house does not have: a link to where it is said to be.
fn absent(page: &mut Page<'_>, alt: Option<&str>, address: Option<String>) {
    let words = alt.filter(|alt| !alt.is_empty()).unwrap_or("Picture");
    page.out.push_str("<p class=\"picture-absent\">");
    if let Some(address) = &address {
        page.out.push_str("<a");
        attr("href", address, &mut page.out);
        attr("rel", "noopener", &mut page.out);
        page.out.push('>');
    }
    escape(words, &mut page.out);
    page.out.push_str(if address.is_some() { "</a></p>\n" } else { "</p>\n" });
}

pub(super) fn img(page: &mut Page<'_>, picture: &Picture, alt: &str) {
    let out = &mut page.out;
    out.push_str("<picture>");
    for source in &picture.sources {
        out.push_str("<source");
        attr("type", &source.mime, out);
        attr("srcset", &source.srcset, out);
        attr("sizes", SIZES, out);
        out.push('>');
    }
    out.push_str("<img");
    attr("src", &picture.src, out);
    // Who reads no newer encoding gets one width: such browsers are few, and the widths weigh on every page.
    if picture.sources.is_empty() && !picture.srcset.is_empty() {
        attr("srcset", &picture.srcset, out);
        attr("sizes", SIZES, out);
    }
    attr("alt", alt, out);
    for (name, size) in [("width", picture.width), ("height", picture.height)] {
        if size > 0 {
            out.push_str(&format!(" {name}=\"{size}\""));
        }
    }
    if let Some(colour) = &picture.colour {
        attr("data-colour", colour, out);
    }
    out.push_str(" loading=\"lazy\"></picture>");
}

/// A figure is as wide as the column of text, or as the window where that is narrower.
const SIZES: &str = "(min-width: 46rem) 44rem, 100vw";
