//! Embeds and recordings in HTML. An embed is a link; a script may load its frame once a reader asked for it.

use crate::inline::Inline;
use crate::model::{Embed, Recording, RecordingKind, Text};
use crate::providers::Shape;
use crate::resolve::Picture;

use super::blocks::Page;
use super::figures::{figcaption, img};
use super::{attr, escape};

pub(super) fn embed(page: &mut Page<'_>, embed: &Embed) {
    let Some(url) = crate::safe_href(&embed.url) else { return };
    let quoted = embed.is_quoted();
    page.out.push_str("<figure class=\"embed\"");
    attr("data-provider", &embed.provider, &mut page.out);
    attr("data-shape", embed.shape().word(), &mut page.out);
    if let Some(frame) = embed.frame().filter(|_| !quoted) {
        attr("data-src", &frame, &mut page.out);
    }
    let poster = embed.poster.as_deref();
    let picture = poster.and_then(|poster| page.lines.resolver.picture(poster));
    if let (Some(poster), None) = (poster, &picture) {
        attr("data-poster", poster, &mut page.out);
    }
    let still = if quoted { None } else { page.lines.resolver.still(&embed.still()) };
    if picture.is_none() && still.is_some() {
        // Whoever reads this page again: the picture is none of the body's own.
        attr("data-still", "", &mut page.out);
    }
    page.out.push_str(">\n");
    if quoted {
        page.out.push_str("<blockquote class=\"embed-words\">");
        page.element("p", &embed.caption);
        page.out.push_str("</blockquote>\n");
    }
    let (still, told) = still.map(|still| (still.picture, still.title)).unzip();
    let told = told.filter(|told| !told.is_empty());
    link(page, (embed, &url), picture.or(still).as_ref(), told);
    if !quoted {
        figcaption(page, &embed.caption, "");
    }
    page.out.push_str("</figure>");
}

/// The link to the provider: a still where there is one, what it is called, who said it, where it lives.
fn link(page: &mut Page<'_>, (embed, url): (&Embed, &str), picture: Option<&Picture>, told: Option<String>) {
    page.out.push_str("<a class=\"embed-link\"");
    attr("href", url, &mut page.out);
    attr("rel", "noopener", &mut page.out);
    if let Some(title) = &embed.title {
        attr("data-title", title, &mut page.out);
    }
    page.out.push('>');
    if let Some(picture) = picture {
        img(page, picture, "");
    }
    let title = embed.title.clone().or(told);
    let act = || match embed.shape() {
        Shape::Page => url.to_owned(),
        shape => format!("{} on {}", shape.act(), embed.provider_name()),
    };
    if !embed.is_quoted() || embed.title.is_some() {
        part(page, "title", &title.unwrap_or_else(act));
    }
    embed.by.iter().for_each(|by| part(page, "by", by));
    embed.date.iter().for_each(|date| part(page, "date", date));
    part(page, "provider", &embed.provider_name());
    // The blank after the last part.
    page.out.truncate(page.out.trim_end().len());
    page.out.push_str("</a>\n");
}

fn part(page: &mut Page<'_>, name: &str, words: &str) {
    page.out.push_str(&format!("<span class=\"embed-{name}\">"));
    escape(words, &mut page.out);
    page.out.push_str("</span> ");
}

pub(super) fn recording(page: &mut Page<'_>, recording: &Recording) {
    let ours = page.lines.resolver.recording(&recording.src);
    let Some(src) = ours.or_else(|| crate::safe_href(&recording.src)) else {
        let mut words: Text = recording.title.iter().map(|title| Inline::plain(title.as_str())).collect();
        words.extend(recording.caption.iter().cloned());
        return page.element("p", &words);
    };
    let name = match recording.kind {
        RecordingKind::Audio => "audio",
        RecordingKind::Video => "video",
    };
    page.out.push_str(&format!("<figure class=\"recording recording-{name}\">\n<{name} controls preload=\"none\""));
    attr("src", &src, &mut page.out);
    if let Some(title) = &recording.title {
        attr("title", title, &mut page.out);
    }
    if recording.kind == RecordingKind::Video
        && let Some(poster) = recording.poster.as_deref().and_then(|poster| page.lines.resolver.picture(poster))
    {
        attr("poster", &poster.src, &mut page.out);
        page.out.push_str(&format!(" width=\"{}\" height=\"{}\"", poster.width.max(1), poster.height.max(1)));
    }
    page.out.push_str("><a");
    attr("href", &src, &mut page.out);
    page.out.push('>');
    escape(recording.title.as_deref().unwrap_or(&src), &mut page.out);
    page.out.push_str(&format!("</a></{name}>\n"));
    figcaption(page, &recording.caption, "");
    page.out.push_str("</figure>");
}
