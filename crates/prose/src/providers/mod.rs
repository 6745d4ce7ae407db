//! Who offers things to embed, how their addresses look, and what a frame of theirs is called.

use crate::address::{percent_decoded, query_field, safe_href, split};
use crate::model::Embed;

/// Someone whose films, sounds, posts or charts can be embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Provider {
    /// The key that [`Embed::provider`] holds.
    pub key: &'static str,
    /// The name readers know.
    pub name: &'static str,
    /// Hosts, without `www.`; sub-domains count too. A path may follow that addresses begin with.
    hosts: &'static [&'static str],
    /// What a page may put into a frame once a reader asked for it: `{id}` and `{url}` stand for the embed's own.
    frame: &'static str,
    /// How a reader's address is made of an id, where it can be.
    page: &'static str,
    /// What in an address is the id.
    id: Id,
}

/// Where in an address the id stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Id {
    /// There is none: the address itself is put into the frame.
    None,
    /// A field of the query, or what follows one of these segments of the path, or (if `Some`) the first segment on
    /// this short host.
    Named { field: &'static str, after: &'static [&'static str], short: Option<&'static str> },
    /// The last segment of the path if it is a number.
    LastNumber,
    /// The whole path.
    Path,
}

const fn after(after: &'static [&'static str]) -> Id {
    Id::Named { field: "", after, short: None }
}

macro_rules! providers {
    ($($key:literal $name:literal [$($host:literal),*] $frame:literal $page:literal $id:expr;)*) => {
        &[$(Provider { key: $key, name: $name, hosts: &[$($host),*], frame: $frame, page: $page, id: $id }),*]
    };
}

const YOUTUBE: Id =
    Id::Named { field: "v", after: &["embed", "shorts", "live", "v", "watch"], short: Some("youtu.be") };

/// All of them, in order of asking.
static PROVIDERS: &[Provider] = providers! {
    "youtube" "YouTube" ["youtube.com", "youtu.be", "youtube-nocookie.com"]
        "https://www.youtube-nocookie.com/embed/{id}" "https://www.youtube.com/watch?v={id}" YOUTUBE;
    "vimeo" "Vimeo" ["vimeo.com"] "https://player.vimeo.com/video/{id}?dnt=1" "https://vimeo.com/{id}" Id::LastNumber;
    "dailymotion" "Dailymotion" ["dailymotion.com", "dai.ly"] "https://www.dailymotion.com/embed/video/{id}"
        "https://www.dailymotion.com/video/{id}"
        Id::Named { field: "", after: &["video"], short: Some("dai.ly") };
    "wistia" "Wistia" ["wistia.com", "wistia.net"] "https://fast.wistia.net/embed/iframe/{id}" ""
        after(&["iframe", "medias"]);
    "loom" "Loom" ["loom.com"] "https://www.loom.com/embed/{id}" "https://www.loom.com/share/{id}"
        after(&["embed", "share"]);
    "ted" "TED" ["ted.com"] "https://embed.ted.com/talks/{id}" "https://www.ted.com/talks/{id}" after(&["talks"]);
    "twitch" "Twitch" ["twitch.tv"] "" "" Id::None;
    "soundcloud" "SoundCloud" ["soundcloud.com"] "https://w.soundcloud.com/player/?url={url}" "" Id::None;
    "spotify" "Spotify" ["spotify.com"] "https://open.spotify.com/embed/{id}" "https://open.spotify.com/{id}" Id::Path;
    "apple-podcasts" "Apple Podcasts" ["podcasts.apple.com"] "https://embed.podcasts.apple.com/{id}"
        "https://podcasts.apple.com/{id}" Id::Path;
    "mixcloud" "Mixcloud" ["mixcloud.com"] "" "" Id::None;
    "x" "X" ["twitter.com", "x.com"] "https://platform.twitter.com/embed/Tweet.html?dnt=true&id={id}" ""
        after(&["status", "statuses"]);
    "bluesky" "Bluesky" ["bsky.app"] "" "" Id::None;
    "instagram" "Instagram" ["instagram.com"] "https://www.instagram.com/p/{id}/embed"
        "https://www.instagram.com/p/{id}/" after(&["p", "reel", "tv"]);
    "facebook" "Facebook" ["facebook.com", "fb.watch"] "https://www.facebook.com/plugins/post.php?href={url}" "" Id::None;
    "tiktok" "TikTok" ["tiktok.com"] "https://www.tiktok.com/embed/v2/{id}" "" after(&["video", "v2"]);
    "linkedin" "LinkedIn" ["linkedin.com"] "" "" Id::None;
    "reddit" "Reddit" ["reddit.com"] "" "" Id::None;
    "slideshare" "SlideShare" ["slideshare.net"] "" "" Id::None;
    "scribd" "Scribd" ["scribd.com"] "" "" Id::None;
    "issuu" "Issuu" ["issuu.com"] "" "" Id::None;
    "flickr" "Flickr" ["flickr.com", "flic.kr"] "" "" Id::None;
    "datawrapper" "Datawrapper" ["datawrapper.de", "dwcdn.net"] "https://datawrapper.dwcdn.net/{id}/" "" Id::Path;
    "flourish" "Flourish" ["flourish.studio"] "" "" Id::None;
    "infogram" "Infogram" ["infogram.com"] "" "" Id::None;
    "tableau" "Tableau" ["public.tableau.com"] "" "" Id::None;
    "google-maps" "Google Maps" ["maps.google.com", "google.com/maps"] "" "" Id::None;
    "codepen" "CodePen" ["codepen.io"] "" "" Id::None;
    "gist" "GitHub Gist" ["gist.github.com"] "" "" Id::None;
    "typeform" "Typeform" ["typeform.com"] "" "" Id::None;
};

/// Every provider known.
pub fn providers() -> &'static [Provider] {
    PROVIDERS
}

impl Provider {
    /// The provider behind a key.
    pub fn by_key(key: &str) -> Option<&'static Self> {
        PROVIDERS.iter().find(|provider| provider.key == key)
    }

    /// The origin its frames come from, for a content security policy; `None` where it has no frame.
    pub fn frame_origin(&self) -> Option<&'static str> {
        let end = self.frame.get(8..)?.find('/')?;
        self.frame.get(..8 + end)
    }

    fn of_address(host: &str, path: &str) -> Option<&'static Self> {
        let is = |known: &&str| {
            let (known, start) = known.split_at(known.find('/').unwrap_or(known.len()));
            path.starts_with(start) && (host == known || host.strip_suffix(known).is_some_and(|sub| sub.ends_with('.')))
        };
        PROVIDERS.iter().find(|provider| provider.hosts.iter().any(is))
    }
}

impl Embed {
    /// The embed behind an address, if its host is a known provider's and the address names something of its own.
    pub fn recognise(address: &str) -> Option<Self> {
        let address = safe_href(address)?;
        let (host, path, query) = split(&address)?;
        let provider = Provider::of_address(&host, path)?;
        if matches!(provider.key, "soundcloud" | "facebook") {
            // Their players carry the address of what they play.
            if let Some(inner) = query_field(query, "url").or_else(|| query_field(query, "href"))
                && let Some(url) = safe_href(&percent_decoded(inner))
            {
                return Some(Self { provider: provider.key.into(), url, ..Self::default() });
            }
        }
        let id = id_of(provider, &host, path, query);
        if id.is_none() && (provider.id != Id::None || path.len() < 2) {
            return None;
        }
        let url = match &id {
            Some(id) if !provider.page.is_empty() => provider.page.replace("{id}", id),
            _ => address,
        };
        Some(Self { provider: provider.key.into(), url, id, ..Self::default() })
    }

    /// An embed of anything: recognised, or kept as a link to a page that nobody here knows.
    pub fn of(address: &str) -> Option<Self> {
        Self::recognise(address).or_else(|| {
            let url = safe_href(address).filter(|url| url.starts_with("http"))?;
            Some(Self { provider: "web".into(), url, ..Self::default() })
        })
    }

    /// What a page may load into a frame once a reader asked for it.
    pub fn frame(&self) -> Option<String> {
        let provider = Provider::by_key(&self.provider)?;
        let asks_id = provider.frame.contains("{id}");
        if provider.frame.is_empty() || (asks_id && self.id.is_none()) {
            return None;
        }
        let id = self.id.as_deref().unwrap_or_default();
        Some(provider.frame.replace("{id}", &encoded(id, "/")).replace("{url}", &encoded(&self.url, "")))
    }

    /// The provider's name, or the host where none is known.
    pub fn provider_name(&self) -> String {
        match Provider::by_key(&self.provider) {
            Some(provider) => provider.name.to_owned(),
            None => split(&self.url).map(|(host, ..)| host).unwrap_or_default(),
        }
    }
}

fn id_of(provider: &Provider, host: &str, path: &str, query: &str) -> Option<String> {
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    let id = match provider.id {
        Id::None => None,
        Id::Path => {
            let path = path.trim_matches('/');
            Some(path.strip_prefix("embed/").unwrap_or(path))
        }
        Id::LastNumber => segments.rfind(|segment| segment.bytes().all(|b| b.is_ascii_digit())),
        Id::Named { short: Some(short), .. } if host == short => segments.next(),
        Id::Named { field, after, .. } => query_field(query, field).or_else(|| {
            segments.find(|segment| after.contains(segment))?;
            segments.next()
        }),
    }?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '.');
    let id = id.split(['&', '%', ';', '?']).next()?;
    (!id.is_empty() && id.chars().all(plain) && !id.contains("..")).then(|| id.to_owned())
}

fn encoded(text: &str, kept: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || "-_.~".contains(c) || kept.contains(c) {
            out.push(c);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
