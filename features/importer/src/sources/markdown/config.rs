//! What a folder says of the publication as a whole: Hugo's and Jekyll's settings.

use std::collections::{BTreeMap, BTreeSet};

use intake::Map;
use serde_json::Value;

use super::fields::plain;
use super::front;
use crate::sources::files::Files;
use crate::sources::remark::About;
use crate::sources::{Error, Limits, Options, Remarks};

/// Whose folder it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum System {
    Hugo,
    Jekyll,
}

/// The settings that matter to a reading.
#[derive(Debug)]
pub(super) struct Config {
    pub system: System,
    /// The folder that the texts are in, with a closing slash; empty for the whole.
    pub content: String,
    pub title: String,
    pub tagline: Option<String>,
    pub base: Option<String>,
    pub language: Option<String>,
    pub time_zone: Option<String>,
    /// Patterns of addresses by section; under the empty name the one for all else.
    pub permalinks: BTreeMap<String, String>,
    /// The names of taxonomies as front matter writes them.
    pub taxonomies: BTreeSet<String>,
    /// Menus that the settings hold, and those in files of their own, each as lists of entries by the menu's name.
    pub menus: Vec<Map>,
}

const HUGO: [&str; 10] = [
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
    "config/_default/hugo.toml",
    "config/_default/config.toml",
];
const JEKYLL: [&str; 3] = ["_config.yml", "_config.yaml", "_config.toml"];

impl Config {
    /// Reads the settings below `root`, and what the options add to them.
    pub fn read(files: &Files, root: &str, options: &Options, remarks: &Remarks) -> Result<Self, Error> {
        let is = |name: &&&str| files.has(&format!("{root}{name}"));
        let has_posts = files.below(root).any(|name| name[root.len()..].starts_with("_posts/"));
        let jekyll = JEKYLL.iter().find(is);
        let system = if jekyll.is_some() || has_posts { System::Jekyll } else { System::Hugo };
        let name = jekyll.or_else(|| HUGO.iter().find(is));
        let settings = match name {
            Some(name) => settings(files, &format!("{root}{name}"), &options.limits, remarks)?,
            None => Map::new(),
        };
        let language = settings.iter().find(|(name, _)| name.eq_ignore_ascii_case("defaultContentLanguage"));
        let language = language.and_then(|(_, tag)| plain(tag)).unwrap_or_else(|| "en".to_owned());
        let mut config = Self::of(files, root, system, settings, options);
        for name in menu_files(files, root) {
            let own = name.rsplit('/').next().unwrap_or_default().to_lowercase();
            let of = own.split('.').nth(1).filter(|_| own.matches('.').count() == 2);
            if of.is_some_and(|of| of != language.to_lowercase()) {
                remarks.left(&About::file(&name), "it is of another language", "its menus are not carried");
                continue;
            }
            let read = self::settings(files, &name, &options.limits, remarks)?;
            config.menus.push(menus(&read).cloned().unwrap_or(read));
        }
        Ok(config)
    }

    fn of(files: &Files, root: &str, system: System, settings: Map, options: &Options) -> Self {
        let settings: Map = settings.into_iter().map(|(n, v)| (n.to_lowercase(), v)).collect();
        let text = |name: &str| settings.get(name).and_then(plain);
        let content = format!("{root}{}/", text("contentdir").unwrap_or_else(|| "content".to_owned()));
        let has_content = system == System::Hugo && files.below(&content).next().is_some();
        let mut permalinks = permalinks(&settings);
        permalinks.extend(options.permalinks.clone());
        let base = match (text("url"), text("baseurl")) {
            (Some(url), path) => Some(url + path.as_deref().unwrap_or_default()),
            (None, base) => base,
        };
        Self {
            content: if has_content { content } else { root.to_owned() },
            title: text("title").unwrap_or_default(),
            tagline: text("tagline").or_else(|| text("description")),
            base: options.base.clone().or(base),
            language: text("languagecode").or_else(|| text("lang")).or_else(|| text("defaultcontentlanguage")),
            time_zone: options.time_zone.clone().or_else(|| text("timezone")),
            taxonomies: taxonomies(&settings),
            permalinks,
            menus: menus(&settings).cloned().into_iter().collect(),
            system,
        }
    }
}

/// The menus that settings hold, of the publication or of its language.
fn menus(settings: &Map) -> Option<&Map> {
    settings.get("menu").or(settings.get("menus")).and_then(Value::as_object)
}

/// Hugo's files of menus: `menus.toml`, `menus.en.yaml`, `menu.json`, in a folder of settings.
fn menu_files(files: &Files, root: &str) -> Vec<String> {
    let folder = format!("{root}config/_default/");
    let is_menus = |name: &&str| {
        let mut parts = name[folder.len()..].split('.');
        matches!(parts.next(), Some("menu" | "menus"))
            && matches!(parts.next_back(), Some("toml" | "yaml" | "yml" | "json"))
            && parts.count() <= 1
    };
    files.below(&folder).filter(is_menus).map(str::to_owned).collect()
}

fn settings(files: &Files, name: &str, limits: &Limits, remarks: &Remarks) -> Result<Map, Error> {
    let text = files.bytes(name, limits.record as u64)?;
    let read = front::data(name, &String::from_utf8_lossy(&text)).unwrap_or_else(|| Ok(Map::new()));
    Ok(read.unwrap_or_else(|why| {
        remarks.left(&About::file(name), format!("the settings could not be read: {why}"), "they are not followed");
        Map::new()
    }))
}

fn permalinks(settings: &Map) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    match settings.get("permalinks") {
        Some(Value::Object(map)) => {
            let pages = map.get("page").and_then(Value::as_object).unwrap_or(map);
            found.extend(pages.iter().filter_map(|(section, pattern)| Some((section.clone(), plain(pattern)?))));
        }
        _ => found
            .extend(settings.get("permalink").and_then(plain).map(|pattern| (String::new(), jekyll_style(pattern)))),
    }
    found
}

/// Jekyll has names for the usual patterns.
fn jekyll_style(pattern: String) -> String {
    match pattern.as_str() {
        "date" => "/:categories/:year/:month/:day/:title.html",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "ordinal" => "/:categories/:year/:y_day/:title.html",
        "none" => "/:categories/:title.html",
        _ => return pattern,
    }
    .to_owned()
}

/// Those that the settings name, and those that publications usually have.
fn taxonomies(settings: &Map) -> BTreeSet<String> {
    let told = settings.get("taxonomies").and_then(Value::as_object);
    let told = told.into_iter().flat_map(|map| map.values().filter_map(plain));
    told.chain(["tags", "topics", "categories", "authors", "series"].map(str::to_owned)).collect()
}
