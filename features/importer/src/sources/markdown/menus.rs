//! Menus of Hugo: in the settings, in files of their own, and in what pages say of themselves.

use std::collections::{BTreeMap, HashSet};

use intake::{Map, Menu, MenuEntry, Record, Target};
use serde_json::Value;

use super::fields::{Fields, plain};
use super::labels::Labels;
use crate::sources::Remarks;
use crate::sources::remark::{About, Place};
use crate::sources::web::Home;

/// Menus deeper than this are followed by nobody.
const DEPTH: usize = 8;

/// The entries of each menu, as they were met.
#[derive(Debug, Default)]
pub(super) struct Menus {
    menus: BTreeMap<String, Vec<Line>>,
    /// The paths of texts, for entries that name a page instead of an address.
    pages: HashSet<String>,
}

/// An entry.
#[derive(Debug)]
struct Line {
    label: String,
    id: String,
    below: Option<String>,
    weight: i64,
    to: To,
}

#[derive(Debug)]
enum To {
    Nothing,
    Address(String),
    Page(String),
    Target(Target),
}

impl Menus {
    /// Takes menus as settings say them: lists of entries by the name of the menu.
    pub fn take(&mut self, menus: &Map) {
        for (place, entries) in menus {
            let entries = entries.as_array().into_iter().flatten().filter_map(Value::as_object);
            self.menus.entry(place.clone()).or_default().extend(entries.map(|entry| Line::of(entry, None)));
        }
    }

    /// Remembers a text, and takes what it says of the menus that it stands in.
    pub fn note_page(&mut self, path: &str, fields: &Fields) {
        self.pages.insert(path.to_owned());
        self.note(fields, path, &Target::Item(format!("post:{path}")));
    }

    /// Takes what the front of a section says of the menus that it stands in.
    pub fn note_section(&mut self, path: &str, fields: &Fields) {
        self.note(fields, path, &Target::Section(format!("section:{path}")));
    }

    /// `menu: main`, `menu: [main, footer]`, or `menu: {main: {weight: 10}}`.
    fn note(&mut self, fields: &Fields, path: &str, target: &Target) {
        let Some(said) = fields.see("menu").or(fields.see("menus")) else { return };
        let nothing = Map::new();
        let places: Vec<(String, &Map)> = match said {
            Value::Object(map) => {
                map.iter().map(|(place, entry)| (place.clone(), entry.as_object().unwrap_or(&nothing))).collect()
            }
            Value::Array(places) => places.iter().filter_map(plain).map(|place| (place, &nothing)).collect(),
            one => plain(one).map(|place| (place, &nothing)).into_iter().collect(),
        };
        let own = ["linktitle", "title"].iter().find_map(|name| fields.peek(name));
        let name = own.unwrap_or_else(|| path.rsplit('/').next().unwrap_or(path).to_owned());
        let weight = fields.see("weight").and_then(Value::as_i64);
        for (place, entry) in places {
            let line = Line::of(entry, Some((&name, weight.unwrap_or_default(), target)));
            self.menus.entry(place).or_default().push(line);
        }
    }

    /// Every menu as a record. An entry below one that is not there stands at the top.
    pub fn records(&mut self, labels: &Labels, home: &Home, remarks: &Remarks) -> Vec<Record> {
        let mut records = Vec::new();
        for (place, mut lines) in std::mem::take(&mut self.menus) {
            // As Hugo does: what says no weight comes last.
            lines.sort_by_key(|line| (line.weight == 0, line.weight));
            let key = format!("menu:{place}");
            let known: HashSet<String> = lines.iter().map(|line| line.id.clone()).collect();
            for line in &mut lines {
                let about = About::record("menu", &key, Place::file(""));
                if let Some(below) = line.below.take_if(|below| !known.contains(below.as_str())) {
                    let what = format!("its entry {:?} is to stand below {below:?}, which is not there", line.label);
                    remarks.carried(&about, what, "it stands at the top");
                }
            }
            let entries = self.below(None, &lines, (labels, home), 0);
            if !entries.is_empty() {
                records.push(Record::new(key, Menu { place, entries, ..Menu::default() }));
            }
        }
        records
    }

    fn below(&self, above: Option<&str>, lines: &[Line], at: (&Labels, &Home), depth: usize) -> Vec<MenuEntry> {
        let here = lines.iter().filter(|line| line.below.as_deref() == above && depth < DEPTH);
        here.map(|line| MenuEntry {
            label: line.label.clone(),
            to: self.target(&line.to, at),
            entries: self.below(Some(&line.id), lines, at, depth + 1),
        })
        .collect()
    }

    fn target(&self, to: &To, (labels, home): (&Labels, &Home)) -> Option<Target> {
        match to {
            To::Nothing => None,
            To::Target(target) => Some(target.clone()),
            To::Address(address) => Some(Target::Address(home.local(address).unwrap_or_else(|| address.clone()))),
            To::Page(page) => {
                let path = page.trim_matches('/');
                let path = path.strip_suffix(".md").unwrap_or(path);
                let section = format!("section:{path}");
                Some(match () {
                    () if self.pages.contains(path) => Target::Item(format!("post:{path}")),
                    () if labels.section_of(path).as_ref() == Some(&section) => Target::Section(section),
                    () => Target::Address(home.local(page).unwrap_or_else(|| page.clone())),
                })
            }
        }
    }
}

impl Line {
    /// An entry as it is written; `page` says what it is called, how heavy it is and where it leads if it says nothing.
    fn of(entry: &Map, page: Option<(&str, i64, &Target)>) -> Self {
        let text = |names: &[&str]| names.iter().find_map(|name| entry.get(*name).and_then(plain));
        let label = text(&["name", "title"]).or_else(|| page.map(|(name, ..)| name.to_owned())).unwrap_or_default();
        let weight = entry.get("weight").and_then(Value::as_i64);
        let to = match (text(&["url"]), text(&["pageref", "pageRef"]), page) {
            (Some(address), ..) => To::Address(address),
            (None, Some(page), _) => To::Page(page),
            (None, None, Some((_, _, target))) => To::Target(target.clone()),
            (None, None, None) => To::Nothing,
        };
        Self {
            id: text(&["identifier"]).unwrap_or_else(|| label.clone()),
            below: text(&["parent"]),
            weight: weight.or(page.map(|(_, weight, _)| weight)).unwrap_or_default(),
            label,
            to,
        }
    }
}
