//! Which part of an address is the id.

use crate::address::query_field;

/// Where in an address the id stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Id {
    /// There is none: the address itself is put into the frame.
    None,
    /// A field of the query, or what follows one of these segments of the path, or (if `Some`) the first segment on
    /// this short host.
    Named { field: &'static str, after: &'static [&'static str], short: Option<&'static str> },
    /// The last segment of the path if it is a number.
    LastNumber,
    /// The whole path.
    Path,
    /// Told from path and query by a rule of the provider's own.
    Told(fn(&str, &str) -> Option<String>),
}

pub(super) const fn after(after: &'static [&'static str]) -> Id {
    Id::Named { field: "", after, short: None }
}

impl Id {
    /// The id in an address on `host`.
    pub(super) fn find(self, host: &str, path: &str, query: &str) -> Option<String> {
        let mut segments = segments(path);
        let id = match self {
            Self::None => None,
            Self::Told(rule) => return rule(path, query).filter(|id| is_plain(id)),
            Self::Path => {
                let path = path.trim_matches('/');
                Some(path.strip_prefix("embed/").unwrap_or(path))
            }
            Self::LastNumber => segments.rfind(|segment| is_number(segment)),
            Self::Named { short: Some(short), .. } if host == short => segments.next(),
            Self::Named { field, after, .. } => query_field(query, field).or_else(|| {
                segments.find(|segment| after.contains(segment))?;
                segments.next()
            }),
        }?;
        let id = id.split(['&', '%', ';', '?']).next()?;
        is_plain(id).then(|| id.to_owned())
    }
}

fn is_plain(id: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | ':' | '@');
    !id.is_empty() && id.chars().all(plain) && !id.contains("..")
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn segments(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// What follows `first` in a path.
fn below<'a>(path: &'a str, first: &str) -> Option<&'a str> {
    path.trim_start_matches('/').strip_prefix(first)?.strip_prefix('/')
}

/// `/ACCOUNT/PLAYER/index.html?videoId=ID`.
pub(super) fn brightcove(path: &str, query: &str) -> Option<String> {
    path.ends_with("/index.html").then(|| query_field(query, "videoId")).flatten().map(str::to_owned)
}

/// `/players/MEDIA-PLAYER.html`.
pub(super) fn jwplayer(path: &str, _: &str) -> Option<String> {
    below(path, "players")?.strip_suffix(".html").map(str::to_owned)
}

/// `/feed/update/urn:li:share:7`, the same for a frame, or `/posts/name_words-activity-7-x`.
pub(super) fn linkedin(path: &str, _: &str) -> Option<String> {
    let named = segments(path).find(|segment| segment.starts_with("urn:li:")).map(str::to_owned);
    named.or_else(|| {
        let post = below(path, "posts")?;
        ["activity", "share", "ugcPost"].into_iter().find_map(|kind| {
            let number = post.split(&format!("-{kind}-")).nth(1)?.split(['-', '/']).next()?;
            is_number(number).then(|| format!("urn:li:{kind}:{number}"))
        })
    })
}

/// `/r/SUB/comments/ID/…`.
pub(super) fn reddit(path: &str, _: &str) -> Option<String> {
    let is_post = segments(path).nth(2) == Some("comments") && segments(path).nth(3).is_some();
    is_post.then(|| path.trim_matches('/').to_owned())
}

/// `/visualisation/7/`, `/story/7/embed`.
pub(super) fn flourish(path: &str, _: &str) -> Option<String> {
    let mut segments = segments(path).skip_while(|segment| !matches!(*segment, "visualisation" | "story"));
    let (kind, number) = (segments.next()?, segments.next()?);
    is_number(number).then(|| format!("{kind}/{number}"))
}

/// `/name-of-it-1h7k230x`.
pub(super) fn infogram(path: &str, _: &str) -> Option<String> {
    segments(path).next().filter(|name| !matches!(*name, "login" | "signup" | "oembed")).map(str::to_owned)
}

/// `/views/BOOK/SHEET`.
pub(super) fn tableau(path: &str, _: &str) -> Option<String> {
    below(path, "views").map(|rest| rest.trim_end_matches('/').to_owned())
}

/// `/@name/109876543210987654`, also as a frame has it.
pub(super) fn mastodon(path: &str, _: &str) -> Option<String> {
    let mut segments = segments(path);
    let name = segments.next()?.strip_prefix('@').filter(|name| !name.is_empty())?;
    let number = segments.next().filter(|number| is_number(number) && number.len() >= 10)?;
    let ends = matches!(segments.next(), None | Some("embed")) && segments.next().is_none();
    ends.then(|| format!("@{name}/{number}"))
}
