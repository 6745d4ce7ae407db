//! Embeds and recordings in HTML. An embed is a link; a script may load its frame once a reader asked for it.

use crate::inline::Inline;
use crate::model::{Embed, Recording, RecordingKind, Text};

use super::blocks::Page;
use super::figures::{figcaption, img};
use super::{attr, escape};

pub(super) fn embed(page: &mut Page<'_>, embed: &Embed) {
    let Some(url) = crate::safe_href(&embed.url) else { return };
    page.out.push_str("<figure class=\"embed\"");
    attr("data-provider", &embed.provider, &mut page.out);
    if let Some(frame) = embed.frame() {
        attr("data-src", &frame, &mut page.out);
    }
    let poster = embed.poster.as_deref();
    let picture = poster.and_then(|poster| page.lines.resolver.picture(poster));
    if let (Some(poster), None) = (poster, &picture) {
        attr("data-poster", poster, &mut page.out);
    }
    page.out.push_str(">\n<a class=\"embed-link\"");
    attr("href", &url, &mut page.out);
    attr("rel", "noopener", &mut page.out);
    if let Some(title) = &embed.title {
        attr("data-title", title, &mut page.out);
    }
    page.out.push('>');
    if let Some(picture) = &picture {
        img(page, picture, "");
    }
    page.out.push_str("<span class=\"embed-title\">");
    escape(embed.title.as_deref().unwrap_or(&url), &mut page.out);
    page.out.push_str("</span> <span class=\"embed-provider\">");
    escape(&embed.provider_name(), &mut page.out);
    page.out.push_str("</span></a>\n");
    figcaption(page, &embed.caption, "");
    page.out.push_str("</figure>");
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
