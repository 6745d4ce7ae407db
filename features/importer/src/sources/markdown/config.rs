//! What a folder says of the publication as a whole: Hugo's and Jekyll's settings.

use std::collections::{BTreeMap, BTreeSet};

use intake::{Map, Menu, MenuEntry, Record, Target};
use serde_json::Value;

use super::fields::plain;
use super::front;
use crate::sources::files::Files;
use crate::sources::remark::About;
use crate::sources::web::Home;
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
    menus: Map,
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
        Ok(Self::of(files, root, system, settings, options))
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
            menus: settings
                .get("menu")
                .or(settings.get("menus"))
                .and_then(Value::as_object)
                .cloned()
                .unwrap_or_default(),
            system,
        }
    }

    /// The menus that Hugo's settings hold.
    pub fn menus(&self, home: &Home) -> Vec<Record> {
        let mut records = Vec::new();
        for (place, entries) in &self.menus {
            let mut entries: Vec<&Map> =
                entries.as_array().into_iter().flatten().filter_map(Value::as_object).collect();
            entries.sort_by_key(|entry| entry.get("weight").and_then(Value::as_i64).unwrap_or_default());
            let menu = Menu { place: place.clone(), entries: below(None, &entries, home, 0), ..Menu::default() };
            records.push(Record::new(format!("menu:{place}"), menu));
        }
        records
    }
}

fn below(parent: Option<&str>, entries: &[&Map], home: &Home, depth: usize) -> Vec<MenuEntry> {
    let text = |entry: &Map, name: &str| entry.get(name).and_then(plain);
    let here = entries.iter().filter(|entry| text(entry, "parent").as_deref() == parent && depth < 8);
    here.map(|entry| {
        let label = text(entry, "name").or_else(|| text(entry, "title")).unwrap_or_default();
        let address = text(entry, "url").or_else(|| text(entry, "pageref").or_else(|| text(entry, "pageRef")));
        let id = text(entry, "identifier").unwrap_or_else(|| label.clone());
        MenuEntry {
            to: address.map(|address| Target::Address(home.local(&address).unwrap_or(address))),
            entries: below(Some(&id), entries, home, depth + 1),
            label,
        }
    })
    .collect()
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
