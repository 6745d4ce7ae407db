//! Ghost's cards, the same in both of its forms.

use serde_json::Value;

use super::{Paper, number, said};

/// Writes a card as the HTML that the reader knows.
pub(super) fn write(name: &str, card: &Value, paper: &mut Paper) {
    match name {
        "image" | "image-card" => image(card, paper),
        "gallery" => gallery(card, paper),
        "hr" | "horizontalrule" => paper.raw("<hr>"),
        "html" | "html-card" => paper.raw(said(card, "html").unwrap_or_default()),
        "markdown" | "card-markdown" => markdown(card, paper),
        "code" | "codeblock" => code(card, paper),
        "embed" => embed(card, paper),
        "bookmark" => bookmark(card, paper),
        "callout" => {
            paper.raw("<div class=\"aside\"><p>");
            if let Some(emoji) = said(card, "calloutEmoji") {
                paper.text(emoji);
                paper.raw(" ");
            }
            paper.raw(said(card, "calloutText").unwrap_or_default());
            paper.raw("</p></div>");
        }
        "toggle" => {
            paper.raw("<details><summary>");
            paper.raw(said(card, "heading").unwrap_or_default());
            paper.raw("</summary>");
            paper.raw(said(card, "content").unwrap_or_default());
            paper.raw("</details>");
        }
        "button" => button(said(card, "buttonText"), said(card, "buttonUrl"), paper),
        "audio" | "video" => recording(name, card, paper),
        "file" => {
            paper.raw("<p><a");
            paper.attr("href", said(card, "src"));
            paper.raw(">");
            paper.text(said(card, "fileTitle").or(said(card, "fileName")).unwrap_or("File"));
            paper.raw("</a></p>");
            words("fileCaption", card, paper);
        }
        "header" => {
            heading("header", card, paper);
            words("subheader", card, paper);
            button(said(card, "buttonText"), said(card, "buttonUrl"), paper);
        }
        "product" => {
            if said(card, "productImageSrc").is_some() {
                picture("productImageSrc", card, paper);
            }
            heading("productTitle", card, paper);
            words("productDescription", card, paper);
            button(said(card, "productButton"), said(card, "productUrl"), paper);
        }
        "call-to-action" => {
            picture("imageUrl", card, paper);
            words("textValue", card, paper);
            button(said(card, "buttonText"), said(card, "buttonUrl"), paper);
        }
        "paywall" | "more" => paper.raw("<!--more-->"),
        "email" | "email-cta" => {
            paper.leave(format!("card {name}"), "it is shown in mail only", card);
        }
        "signup" => paper.leave("card signup".into(), "a field to sign up", card),
        _ => {
            paper.leave(format!("card {name}"), "nobody here knows it; the words it holds stay", card);
            ["heading", "title", "text", "caption", "html"].into_iter().for_each(|part| words(part, card, paper));
        }
    }
}

fn words(name: &str, card: &Value, paper: &mut Paper) {
    if let Some(html) = said(card, name) {
        paper.raw(&format!("<p>{html}</p>"));
    }
}

fn heading(name: &str, card: &Value, paper: &mut Paper) {
    if let Some(html) = said(card, name) {
        paper.raw(&format!("<h2>{html}</h2>"));
    }
}

fn caption(card: &Value, paper: &mut Paper) {
    if let Some(caption) = said(card, "caption") {
        paper.raw(&format!("<figcaption>{caption}</figcaption>"));
    }
}

fn button(text: Option<&str>, href: Option<&str>, paper: &mut Paper) {
    if let (Some(text), Some(href)) = (text, href) {
        paper.raw("<p class=\"button\"><a");
        paper.attr("href", Some(href));
        paper.raw(">");
        paper.text(text);
        paper.raw("</a></p>");
    }
}

fn picture(name: &str, card: &Value, paper: &mut Paper) {
    if let Some(src) = said(card, name) {
        paper.raw("<figure><img");
        paper.attr("src", Some(src));
        paper.raw("></figure>");
    }
}

fn image(card: &Value, paper: &mut Paper) {
    let class = match said(card, "cardWidth") {
        Some("wide" | "full") => " class=\"kg-width-wide\"",
        _ => "",
    };
    paper.raw(&format!("<figure{class}>"));
    img(card, said(card, "href"), paper);
    caption(card, paper);
    paper.raw("</figure>");
}

fn img(card: &Value, link: Option<&str>, paper: &mut Paper) {
    if let Some(link) = link {
        paper.raw("<a");
        paper.attr("href", Some(link));
        paper.raw(">");
    }
    paper.raw("<img");
    paper.attr("src", said(card, "src"));
    if let Some(alt) = card.get("alt").and_then(Value::as_str) {
        crate::render::attr("alt", alt, &mut paper.html);
    }
    paper.attr("width", number(card, "width").as_deref());
    paper.attr("height", number(card, "height").as_deref());
    paper.raw(if link.is_some() { "></a>" } else { ">" });
}

fn gallery(card: &Value, paper: &mut Paper) {
    paper.raw("<figure class=\"gallery\">");
    for image in card.get("images").and_then(Value::as_array).into_iter().flatten() {
        paper.raw("<figure>");
        img(image, said(image, "href"), paper);
        caption(image, paper);
        paper.raw("</figure>");
    }
    caption(card, paper);
    paper.raw("</figure>");
}

fn markdown(card: &Value, paper: &mut Paper) {
    let text = said(card, "markdown").unwrap_or_default();
    let html = crate::markdown::to_plain_html(text);
    paper.raw(&html);
}

fn code(card: &Value, paper: &mut Paper) {
    paper.raw("<figure><pre><code");
    paper.attr("class", said(card, "language").map(|lang| format!("language-{lang}")).as_deref());
    paper.raw(">");
    paper.text(said(card, "code").unwrap_or_default());
    paper.raw("</code></pre>");
    caption(card, paper);
    paper.raw("</figure>");
}

fn embed(card: &Value, paper: &mut Paper) {
    let title = card.get("metadata").and_then(|about| said(about, "title"));
    paper.raw("<figure>");
    match said(card, "url") {
        Some(url) => {
            paper.raw("<iframe");
            paper.attr("src", Some(url));
            paper.attr("title", title);
            paper.raw("></iframe>");
        }
        None => paper.raw(said(card, "html").unwrap_or_default()),
    }
    caption(card, paper);
    paper.raw("</figure>");
}

fn bookmark(card: &Value, paper: &mut Paper) {
    let about = card.get("metadata").unwrap_or(card);
    paper.raw("<figure class=\"kg-bookmark-card\"><a");
    paper.attr("href", said(card, "url").or(said(about, "url")));
    paper.raw(">");
    for part in ["title", "description", "author", "publisher"] {
        if let Some(words) = said(about, part) {
            paper.raw(&format!("<div class=\"kg-bookmark-{part}\">"));
            paper.text(words);
            paper.raw("</div>");
        }
    }
    paper.raw("</a>");
    caption(card, paper);
    paper.raw("</figure>");
}

fn recording(name: &str, card: &Value, paper: &mut Paper) {
    paper.raw(&format!("<figure><{name}"));
    paper.attr("src", said(card, "src"));
    paper.attr("title", said(card, "title"));
    paper.attr("poster", said(card, "customThumbnailSrc").or(said(card, "thumbnailSrc")));
    paper.raw(&format!("></{name}>"));
    caption(card, paper);
    paper.raw("</figure>");
}
