//! Reading Markdown: CommonMark with GitHub's extensions, front matter, and the shortcodes of Hugo and Jekyll. The
//! Markdown becomes HTML first, so that HTML within it means what it says, wherever it begins and ends.

mod front;
mod marked;
mod scan;

pub(crate) use marked::longest_run;

use crate::html;
use crate::model::Text;
use crate::read::{Leftover, Options, Origin, Read};

/// Reads a body and its front matter from Markdown. Never fails; see [`from_html`](crate::from_html).
pub fn from_markdown(markdown: &str, options: &Options<'_>) -> Read {
    let (front, text, trouble) = front::split(markdown);
    let mut read = read(text, options);
    read.front = front;
    read.leftovers.extend(trouble.map(|why| Leftover::new("front matter", why, markdown)));
    read
}

/// A piece of Markdown that stands in an argument.
pub(crate) fn line(markdown: &str, options: &Options<'_>) -> Text {
    html::line(&comrak::markdown_to_html(markdown, &dialect(options.origin)), options)
}

fn read(text: &str, options: &Options<'_>) -> Read {
    let (marked, codes) = marked::marked(text, options);
    let html = comrak::markdown_to_html(&marked, &dialect(options.origin));
    html::read(&html, &Options { origin: Origin::House, ..*options }, &codes)
}

/// Markdown as HTML, as it is: only for the reader of HTML.
pub(crate) fn to_plain_html(markdown: &str) -> String {
    comrak::markdown_to_html(markdown, &dialect(Origin::Unknown))
}

fn dialect(origin: Origin) -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = origin != Origin::House;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.description_lists = true;
    options.extension.alerts = true;
    options.extension.header_attributes = true;
    // What is unsafe is refused by the reader of HTML, which sees all of it.
    options.render.r#unsafe = true;
    options
}

/// The address behind a reference to another source file.
pub(crate) fn reference(path: &str, options: &Options<'_>) -> String {
    let path = path.trim();
    if let Some(known) = options.refs.and_then(|known| known(path)) {
        return known;
    }
    if path.starts_with(['#', '/']) && !path.ends_with(".md") || path.contains("://") || path.is_empty() {
        return path.to_owned();
    }
    let (file, anchor) = path.split_once('#').map_or((path, ""), |(file, anchor)| (file, anchor));
    let stem = file.strip_suffix(".md").or_else(|| file.strip_suffix(".markdown")).unwrap_or(file);
    let stem = stem.strip_suffix("/_index").or_else(|| stem.strip_suffix("/index")).unwrap_or(stem);
    let stem = stem.trim_start_matches("./").trim_start_matches("../").trim_start_matches('/');
    let mut address = format!("/{stem}");
    if stem.len() != file.trim_start_matches('/').len() && !address.ends_with('/') {
        address.push('/');
    }
    if !anchor.is_empty() {
        address.push('#');
        address.push_str(anchor);
    }
    address
}
