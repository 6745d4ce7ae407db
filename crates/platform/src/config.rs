//! Settings: `masthead.toml`, then `MASTHEAD_*` variables, then flags. Read once, at the start.
//!
//! One struct a concern; each field with its meaning, its default and its variable.

use std::fmt::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use serde::Deserialize;

use crate::http::Network;

use crate::fetch::FetchConfig;

/// All settings of a house.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Folder of the house: database, media. Default: the folder of `masthead.toml`. Not in the file itself.
    #[serde(skip)]
    pub house: PathBuf,
    /// Where readers are answered. Default `127.0.0.1:3000`. `MASTHEAD_LISTEN`
    pub listen: SocketAddr,
    /// The publication's own address on the web, without a closing slash. Default `http://localhost:3000`.
    /// `MASTHEAD_ADDRESS`
    pub address: String,
    /// `sqlite://FILE` or `postgres://…`. Default: `masthead.db` in the house. `MASTHEAD_DATABASE`
    pub database: Option<String>,
    /// Folder for pictures and files, or `s3://BUCKET/PREFIX`. Default: `media` in the house. `MASTHEAD_MEDIA`
    pub media: Option<PathBuf>,
    /// Folder of the search index. Each node has its own; it is derived, and made anew when it is missing. Default:
    /// `index` in the house. `MASTHEAD_INDEX`
    pub index: Option<PathBuf>,
    /// Folder of a theme over the built-in one. Default: none. `MASTHEAD_THEME`
    pub theme: Option<PathBuf>,
    /// Proxies in front whose word on a reader's address (`X-Forwarded-For`) is believed: addresses and networks.
    /// Default: those on this machine, `["127.0.0.0/8", "::1"]`. `MASTHEAD_PROXIES`, divided by commas
    pub proxies: Vec<Network>,
    /// The page cache.
    pub cache: CacheConfig,
    /// Work outside requests.
    pub jobs: JobsConfig,
    /// What a shared cache (CDN) in front is told.
    pub cdn: CdnConfig,
    /// What the house asks of other machines by itself.
    pub fetch: FetchConfig,
    /// Figures for Prometheus.
    pub metrics: MetricsConfig,
    /// The log.
    pub log: LogConfig,
}

/// The page cache.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CacheConfig {
    /// Megabytes of finished pages kept in memory; 0 switches it off. Up to 16 MB of copies come to it, of pages that
    /// many ask for unpacked. Default 64. `MASTHEAD_CACHE_MEGABYTES`
    pub megabytes: u32,
    /// Whether what many pages have in common is made once and kept until it changes. Without, each page makes it for
    /// itself: for measuring. Default true. `MASTHEAD_CACHE_SHELF`
    pub shelf: bool,
}

/// Work outside requests.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct JobsConfig {
    /// Seconds that a job may go without a sign of life before another node takes it. Default 60.
    /// `MASTHEAD_JOBS_LEASE_SECONDS`
    pub lease_seconds: u32,
}

/// What a shared cache in front is told.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CdnConfig {
    /// Which header lists a page's tags, for a CDN that can purge by them: `none`, `cache-tag`, `surrogate-key` or
    /// `both`. Default `none`. `MASTHEAD_CDN_TAGS`
    pub tags: TagHeaders,
    /// Seconds that a shared cache may answer by itself. Default 10. `MASTHEAD_CDN_SHARED_SECONDS`
    pub shared_seconds: u64,
    /// Seconds more that it may answer with an old page while it fetches the new. Default 60.
    /// `MASTHEAD_CDN_STALE_SECONDS`
    pub stale_seconds: u64,
}

/// Which header lists a page's tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TagHeaders {
    /// None: no CDN, or one that cannot purge by tag.
    #[default]
    None,
    /// `Cache-Tag`, divided by commas (Cloudflare, Akamai, Bunny).
    CacheTag,
    /// `Surrogate-Key`, divided by spaces (Fastly).
    SurrogateKey,
    /// Both.
    Both,
}

/// A header for tags, and what divides them in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TagHeader {
    pub(crate) name: &'static str,
    pub(crate) divider: &'static str,
}

impl TagHeaders {
    pub(crate) fn headers(self) -> &'static [TagHeader] {
        const BOTH: [TagHeader; 2] =
            [TagHeader { name: "cache-tag", divider: "," }, TagHeader { name: "surrogate-key", divider: " " }];
        match self {
            Self::None => &[],
            Self::CacheTag => &BOTH[..1],
            Self::SurrogateKey => &BOTH[1..],
            Self::Both => &BOTH,
        }
    }
}

/// Figures for Prometheus.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MetricsConfig {
    /// Where `/metrics` is answered; a listener of its own, not for the public. Default: nowhere.
    /// `MASTHEAD_METRICS_LISTEN`
    pub listen: Option<SocketAddr>,
}

/// The log.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LogConfig {
    /// What is logged, in the words of tracing's filter: `info`, `masthead=debug,warn`. Default `info`, and of html5ever
    /// and PostgreSQL's notices only what is wrong. `MASTHEAD_LOG`
    pub filter: String,
    /// One JSON object a line instead of plain words. Default no. `MASTHEAD_LOG_JSON`
    pub json: bool,
    /// A line for each request, those too that are answered out of the page cache. Default no. `MASTHEAD_LOG_REQUESTS`
    pub requests: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            house: PathBuf::from("."),
            listen: SocketAddr::from(([127, 0, 0, 1], 3000)),
            address: "http://localhost:3000".to_owned(),
            database: None,
            media: None,
            index: None,
            theme: None,
            proxies: Network::LOOPBACK.to_vec(),
            cache: CacheConfig::default(),
            jobs: JobsConfig::default(),
            cdn: CdnConfig::default(),
            fetch: FetchConfig::default(),
            metrics: MetricsConfig::default(),
            log: LogConfig::default(),
        }
    }
}
impl Default for CacheConfig {
    fn default() -> Self {
        Self { megabytes: 64, shelf: true }
    }
}
impl Default for JobsConfig {
    fn default() -> Self {
        Self { lease_seconds: 60 }
    }
}
impl Default for CdnConfig {
    fn default() -> Self {
        Self { tags: TagHeaders::None, shared_seconds: 10, stale_seconds: 60 }
    }
}
impl Default for LogConfig {
    fn default() -> Self {
        Self { filter: "info,html5ever=error,sqlx::postgres::notice=warn".to_owned(), json: false, requests: false }
    }
}

impl CacheConfig {
    /// The bound in bytes.
    pub const fn bytes(&self) -> u64 {
        self.megabytes as u64 * 1024 * 1024
    }
}

impl JobsConfig {
    /// How long a job is held without a sign of life; never so short that holding on to it is all a runner does.
    pub fn lease(&self) -> Duration {
        Duration::from_secs(self.lease_seconds.max(1).into())
    }
}

impl Config {
    /// Reads the settings of the house in `house`: its `masthead.toml` if it has one, then the environment.
    ///
    /// # Errors
    /// When the file or a variable says something that cannot be; with file, line and what would be right.
    pub fn read(house: &Path, environment: impl Iterator<Item = (String, String)>) -> anyhow::Result<Self> {
        let path = house.join("masthead.toml");
        let mut config = match std::fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text).with_context(|| format!("in {}", path.display()))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Self::default(),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        config.count_from(house);
        for (name, value) in environment {
            if let Some(setting) = name.strip_prefix("MASTHEAD_") {
                config.set(setting, &value).with_context(|| format!("in the variable {name}={value:?}"))?;
            }
        }
        config.house = house.to_owned();
        Ok(config)
    }

    /// Folders and files that the file names without a leading slash stand in the house, wherever we are called from.
    fn count_from(&mut self, house: &Path) {
        self.address.truncate(self.address.trim_end_matches('/').len());
        let is_bucket = |place: &PathBuf| place.to_str().is_some_and(|place| place.starts_with("s3://"));
        self.media = self.media.take().map(|place| if is_bucket(&place) { place } else { house.join(place) });
        self.index = self.index.take().map(|folder| house.join(folder));
        self.theme = self.theme.take().map(|folder| house.join(folder));
        let file = self.database.as_deref().and_then(|address| address.strip_prefix("sqlite://"));
        if let Some(file) = file {
            self.database = Some(format!("sqlite://{}", house.join(file).display()));
        }
    }

    fn set(&mut self, setting: &str, value: &str) -> anyhow::Result<()> {
        match setting {
            "LISTEN" => self.listen = value.parse()?,
            "ADDRESS" => self.address = value.trim_end_matches('/').to_owned(),
            "DATABASE" => self.database = Some(value.to_owned()),
            "MEDIA" => self.media = Some(value.into()),
            "INDEX" => self.index = Some(value.into()),
            "THEME" => self.theme = Some(value.into()),
            "PROXIES" => {
                let named = value.split(',').map(str::trim).filter(|network| !network.is_empty());
                self.proxies = named.map(str::parse).collect::<anyhow::Result<_>>()?;
            }
            "CACHE_MEGABYTES" => self.cache.megabytes = value.parse()?,
            "CACHE_SHELF" => self.cache.shelf = value.parse()?,
            "JOBS_LEASE_SECONDS" => self.jobs.lease_seconds = value.parse()?,
            "CDN_TAGS" => self.cdn.tags = serde_json::from_value(value.into())?,
            "CDN_SHARED_SECONDS" => self.cdn.shared_seconds = value.parse()?,
            "CDN_STALE_SECONDS" => self.cdn.stale_seconds = value.parse()?,
            "FETCH_REACH" => self.fetch.reach = value.parse()?,
            "METRICS_LISTEN" => self.metrics.listen = Some(value.parse()?),
            "LOG" => self.log.filter = value.to_owned(),
            "LOG_JSON" => self.log.json = value.parse()?,
            "LOG_REQUESTS" => self.log.requests = value.parse()?,
            // The command line's own.
            "HOUSE" => {}
            _ => anyhow::bail!("there is no such setting"),
        }
        Ok(())
    }

    /// Address of the database.
    pub fn database(&self) -> String {
        let own = || format!("sqlite://{}", self.house.join("masthead.db").display());
        self.database.clone().unwrap_or_else(own)
    }

    /// Folder of the media, or their bucket.
    pub fn media(&self) -> PathBuf {
        self.media.clone().unwrap_or_else(|| self.house.join("media"))
    }

    /// Folder of the search index.
    pub fn index(&self) -> PathBuf {
        self.index.clone().unwrap_or_else(|| self.house.join("index"))
    }

    /// Whether readers come by HTTPS.
    pub fn is_https(&self) -> bool {
        self.address.starts_with("https://")
    }

    /// The settings in force, a line each, without passwords.
    pub fn describe(&self) -> String {
        let mut text = String::new();
        let mut line = |name: &str, value: String| {
            let _ = writeln!(text, "  {name:<16} {value}");
        };
        line("house", self.house.display().to_string());
        line("listen", self.listen.to_string());
        line("address", self.address.clone());
        line("database", without_password(&self.database()));
        line("media", self.media().display().to_string());
        line("index", self.index().display().to_string());
        line("theme", self.theme.as_ref().map_or("built in".to_owned(), |path| path.display().to_string()));
        let proxies: Vec<String> = self.proxies.iter().map(Network::to_string).collect();
        line("proxies", if proxies.is_empty() { "none".to_owned() } else { proxies.join(", ") });
        line("page cache", format!("{} MB", self.cache.megabytes));
        line("cdn tags", format!("{:?}", self.cdn.tags));
        line("fetches from", format!("{:?}", self.fetch.reach).to_lowercase());
        line("metrics", self.metrics.listen.map_or("off".to_owned(), |at| at.to_string()));
        let (requests, json) = (self.log.requests, self.log.json);
        let requests = if requests { ", each request" } else { "" };
        line("log", format!("{}{requests}{}", self.log.filter, if json { " (JSON)" } else { "" }));
        text
    }
}

fn without_password(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    match rest.rsplit_once('@') {
        Some((who, place)) => {
            let user = who.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}@{place}")
        }
        None => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_win_over_defaults_and_wrong_ones_are_named() {
        let house = std::env::temp_dir().join("masthead-no-such-house");
        let read = |name: &str, value: &str| {
            Config::read(&house, [(name.to_owned(), value.to_owned())].into_iter()).map_err(|e| format!("{e:#}"))
        };
        let config = read("MASTHEAD_CDN_TAGS", "surrogate-key").expect("a setting");
        assert_eq!(config.cdn.tags, TagHeaders::SurrogateKey);
        let error = read("MASTHEAD_LISTEN", "here").expect_err("no address");
        assert!(error.contains("MASTHEAD_LISTEN=\"here\""), "{error}");
        assert!(read("MASTHEAD_LISTN", "127.0.0.1:1").is_err(), "a slip of the pen is not passed over");
    }

    #[test]
    fn passwords_are_not_shown() {
        assert_eq!(without_password("postgres://ed:secret@db/house"), "postgres://ed@db/house");
    }
}
