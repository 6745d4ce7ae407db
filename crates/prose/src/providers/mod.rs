//! Who offers things to embed, how their addresses look, and what a frame of theirs is called. An embed is known by its
//! address alone; what a provider says of itself in HTML is never read.

mod ids;
mod list;
mod still;

use self::ids::Id;
use self::list::PROVIDERS;
use crate::address::{percent_decoded, query_field, safe_href, split};
use crate::model::Embed;

/// Someone whose films, sounds, posts or charts can be embedded.
#[derive(Debug, Clone, Copy)]
pub struct Provider {
    /// The key that [`Embed::provider`] holds.
    pub key: &'static str,
    /// The name readers know.
    pub name: &'static str,
    /// What it offers, as far as the room on a page goes.
    pub shape: Shape,
    /// Hosts, without `www.`; sub-domains count too. A path may follow that addresses begin with. None: known by the
    /// form of its addresses, on any host.
    hosts: &'static [&'static str],
    /// What in an address is the id.
    id: Id,
    /// What a page may put into a frame once a reader asked for it. `{id}` and `{url}` stand for the embed's own,
    /// `{rest}` for whatever an address that begins so has there.
    frame: &'static str,
    /// How a reader's address is made of an id, where it can be.
    page: &'static str,
    /// Where the provider tells of an address, in the words of oEmbed; nowhere where it does not.
    asked: &'static str,
}

/// What is embedded, as far as the room on a page goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// As wide as it can be, sixteen to nine.
    Film,
    /// A film or a picture that stands upright.
    Tall,
    /// A bar with a button.
    Sound,
    /// Words of somebody.
    Post,
    /// A chart, a map, a form.
    Chart,
    /// Nobody knows: a link.
    Page,
}

impl Shape {
    /// What a reader would do there.
    pub(crate) const fn act(self) -> &'static str {
        match self {
            Self::Film => "Watch",
            Self::Sound => "Listen",
            Self::Post => "Read",
            Self::Tall | Self::Chart | Self::Page => "See",
        }
    }

    /// The word in HTML.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Film => "film",
            Self::Tall => "tall",
            Self::Sound => "sound",
            Self::Post => "post",
            Self::Chart => "chart",
            Self::Page => "page",
        }
    }
}

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

    fn of_address(host: &str, path: &str, query: &str) -> Option<&'static Self> {
        let is = |known: &&str| {
            let (known, start) = known.split_at(known.find('/').unwrap_or(known.len()));
            path.starts_with(start) && (host == known || host.strip_suffix(known).is_some_and(|sub| sub.ends_with('.')))
        };
        let by_host = PROVIDERS.iter().find(|provider| provider.hosts.iter().any(is));
        by_host.or_else(|| {
            let anywhere = |provider: &&Self| provider.hosts.is_empty();
            PROVIDERS.iter().filter(anywhere).find(|provider| provider.id.find(host, path, query).is_some())
        })
    }
}

impl Embed {
    /// The embed behind an address, if its host is a known provider's and the address names something of its own.
    pub fn recognise(address: &str) -> Option<Self> {
        let address = safe_href(address)?;
        let (host, path, query) = split(&address)?;
        let provider = Provider::of_address(&host, path, query)?;
        if matches!(provider.key, "soundcloud" | "facebook") {
            // Their players carry the address of what they play.
            if let Some(inner) = query_field(query, "url").or_else(|| query_field(query, "href"))
                && let Some(url) = safe_href(&percent_decoded(inner))
            {
                return Some(Self { provider: provider.key.into(), url, ..Self::default() });
            }
        }
        let id = provider.id.find(&host, path, query);
        if id.is_none() && (!matches!(provider.id, Id::None) || path.len() < 2) {
            return None;
        }
        let url = match &id {
            Some(id) if !provider.page.is_empty() => provider.page.replace("{id}", id),
            // Its page is the same with less.
            Some(_) if provider.key == "mastodon" => address.trim_end_matches("/embed").to_owned(),
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
        if let Some(start) = provider.frame.strip_suffix("{rest}") {
            return self.url.starts_with(start).then(|| self.url.clone());
        }
        let asks_id = provider.frame.contains("{id}");
        if provider.frame.is_empty() || (asks_id && self.id.is_none()) {
            return None;
        }
        let id = self.id.as_deref().unwrap_or_default();
        Some(provider.frame.replace("{id}", &encoded(id, "/:")).replace("{url}", &encoded(&self.url, "")))
    }

    /// What it is, as far as the room on a page goes.
    pub fn shape(&self) -> Shape {
        Provider::by_key(&self.provider).map_or(Shape::Page, |provider| provider.shape)
    }

    /// Whether it is a post whose words are here: they are shown, and nothing need be loaded.
    pub fn is_quoted(&self) -> bool {
        self.shape() == Shape::Post && !self.caption.is_empty()
    }

    /// The provider's name, or the host where none is known.
    pub fn provider_name(&self) -> String {
        match Provider::by_key(&self.provider) {
            Some(provider) => provider.name.to_owned(),
            None => split(&self.url).map(|(host, ..)| host).unwrap_or_default(),
        }
    }
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
