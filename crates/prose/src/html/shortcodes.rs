//! Shortcodes in square brackets become elements before the HTML is parsed, so that what they enclose is read where
//! it stands.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::read::shortcode::{Args, Brackets, Shortcode, find_outside_quotes};

/// A bracket found in the text.
struct Found<'t> {
    start: usize,
    end: usize,
    name: &'t str,
    args: &'t str,
    closes: bool,
    /// `[[name]]`: to be shown, not done.
    escaped: bool,
    /// Where the closing bracket is, once known.
    partner: Option<usize>,
}

/// Names that are shortcodes whatever follows.
const KNOWN: [&str; 26] = [
    "caption",
    "wp_caption",
    "gallery",
    "embed",
    "youtube",
    "vimeo",
    "dailymotion",
    "soundcloud",
    "spotify",
    "audio",
    "video",
    "playlist",
    "tweet",
    "twitter",
    "instagram",
    "facebook",
    "slideshare",
    "ted",
    "gist",
    "wpvideo",
    "googlemaps",
    "pullquote",
    "vine",
    "bandcamp",
    "scribd",
    "flickr",
];

/// The text with an element in the place of every shortcode, and the shortcodes by number.
pub(super) fn marked(html: &str) -> (Cow<'_, str>, Vec<Shortcode>) {
    if !html.contains('[') {
        return (Cow::Borrowed(html), Vec::new());
    }
    let mut found = brackets(html);
    pair(&mut found);
    let closers: HashSet<usize> = found.iter().filter_map(|one| one.partner).collect();
    let mut out = String::with_capacity(html.len() + 64);
    let mut codes = Vec::new();
    let mut copied = 0;
    for (nth, one) in found.iter().enumerate() {
        let replacement = if one.escaped {
            html[one.start + 1..one.end - 1].to_owned()
        } else if one.closes && closers.contains(&nth) {
            "</prose-code>".to_owned()
        } else if !one.closes && is_shortcode(one) {
            let tag = format!(
                "<prose-code n=\"{}\">{}",
                codes.len(),
                if one.partner.is_some() { "" } else { "</prose-code>" }
            );
            codes.push(Shortcode {
                name: one.name.to_ascii_lowercase(),
                args: Args::parse_pretty(one.args),
                brackets: Brackets::Square,
                paired: one.partner.is_some(),
                source: html[one.start..one.end].to_owned(),
            });
            tag
        } else {
            continue;
        };
        out.push_str(&html[copied..one.start]);
        out.push_str(&replacement);
        copied = one.end;
    }
    if copied == 0 {
        return (Cow::Borrowed(html), codes);
    }
    out.push_str(&html[copied..]);
    (Cow::Owned(out), codes)
}

fn is_shortcode(one: &Found<'_>) -> bool {
    let known = KNOWN.contains(&one.name)
        && (one.args.is_empty() || one.args.contains(['=', '/', '"']) || one.name == "youtube");
    known
        || (one.partner.is_some() && !one.args.contains('<'))
        || (!one.args.contains('<') && one.args.contains('=') && Args::parse_pretty(one.args).has_names())
}

fn brackets(html: &str) -> Vec<Found<'_>> {
    let bytes = html.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'<' => at = after_tag(html, at),
            b'[' => match bracket(html, at) {
                Some(one) => {
                    at = one.end;
                    found.push(one);
                }
                None => at += 1,
            },
            _ => at += 1,
        }
    }
    found
}

/// The end of a tag; of a whole element where its text is to be shown as it is.
fn after_tag(html: &str, at: usize) -> usize {
    let rest = &html[at..];
    let verbatim = ["pre", "code", "script", "style"].into_iter().find(|name| {
        rest.get(1..=name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
            && !rest[name.len() + 1..].starts_with(|c: char| c.is_ascii_alphanumeric())
    });
    if let Some(name) = verbatim
        && let Some(end) = find_close(rest, name)
    {
        return at + end;
    }
    if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')) {
        return at + 1;
    }
    find_outside_quotes(rest, ">").map_or(at + 1, |end| at + end + 1)
}

fn find_close(rest: &str, name: &str) -> Option<usize> {
    let mut at = 0;
    // Far enough for any code on a page; a tag never closed must not cost a walk to the end each time.
    let limit = crate::read::floor(rest, 100_000);
    while let Some(next) = rest.get(at..limit)?.find("</") {
        at += next + 2;
        if rest.get(at..at + name.len()).is_some_and(|there| there.eq_ignore_ascii_case(name)) {
            return Some(at);
        }
    }
    None
}

fn bracket(html: &str, start: usize) -> Option<Found<'_>> {
    let doubled = html[start..].starts_with("[[");
    let name_at = start + if doubled { 2 } else { 1 };
    let rest = html.get(name_at..)?;
    let (closes, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
    let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
    let name = &rest[..length];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || length > 40 {
        return None;
    }
    let tail = &rest[length..];
    if !tail.starts_with([']', ' ', '=', '/', '\n', '\u{a0}']) {
        return None;
    }
    let close = find_outside_quotes(tail, "]")?;
    let args = tail[..close].trim_end_matches('/').trim_start_matches('=');
    let args_end = html.len() - tail.len() + close + 1;
    let escaped = doubled && html[args_end..].starts_with(']');
    if doubled && !escaped {
        return None;
    }
    let end = args_end + usize::from(escaped);
    Some(Found { start, end, name, args: args.trim(), closes, escaped, partner: None })
}

fn pair(found: &mut [Found<'_>]) {
    let mut open: HashMap<String, Vec<usize>> = HashMap::new();
    for nth in 0..found.len() {
        if found[nth].escaped {
            continue;
        }
        let name = found[nth].name.to_ascii_lowercase();
        if !found[nth].closes {
            open.entry(name).or_default().push(nth);
        } else if let Some(opener) = open.get_mut(&name).and_then(Vec::pop) {
            found[opener].partner = Some(nth);
        }
    }
}
