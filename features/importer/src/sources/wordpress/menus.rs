//! Menus: entries of an export that lead to others, put back into their trees.

use std::collections::BTreeMap;

use intake::{Menu, MenuEntry, Record, Target};

use super::raw::Entry;
use super::terms::{Terms, key};
use crate::sources::Remarks;
use crate::sources::remark::{About, Place};
use crate::sources::text::plain;
use crate::sources::web::Home;

/// The entries of every menu, as they stand.
#[derive(Debug, Default)]
pub(super) struct Menus {
    menus: BTreeMap<String, Vec<Line>>,
}

#[derive(Debug)]
struct Line {
    id: u64,
    parent: u64,
    order: i64,
    label: String,
    sort: String,
    object: String,
    object_id: u64,
    url: String,
    part: String,
    line: u64,
}

impl Menus {
    /// Takes a `nav_menu_item`; false if it belongs to no menu.
    pub fn take(&mut self, entry: &Entry, part: &str) -> bool {
        let Some(menu) = entry.terms.iter().find(|t| t.domain == "nav_menu") else {
            return false;
        };
        let field = |name: &str| entry.meta(name).unwrap_or_default().to_owned();
        let line = Line {
            id: entry.id,
            parent: field("_menu_item_menu_item_parent").parse().unwrap_or_default(),
            order: entry.menu_order,
            label: plain(&entry.title),
            sort: field("_menu_item_type"),
            object: field("_menu_item_object"),
            object_id: field("_menu_item_object_id").parse().unwrap_or_default(),
            url: field("_menu_item_url"),
            part: part.to_owned(),
            line: entry.line,
        };
        self.menus.entry(menu.slug.clone()).or_default().push(line);
        true
    }

    pub fn len(&self) -> usize {
        self.menus.len()
    }

    /// Every menu as a record.
    pub fn records(&mut self, terms: &Terms, home: &Home, remarks: &Remarks) -> Vec<Record> {
        let mut records = Vec::new();
        for (slug, mut lines) in std::mem::take(&mut self.menus) {
            lines.sort_by_key(|line| (line.order, line.id));
            let key = format!("menu:{slug}");
            let place = Placing { terms, home, remarks, menu: &key };
            let menu = Menu {
                name: terms.name("nav_menu", &slug).map(str::to_owned),
                entries: place.below(0, &mut lines, 0),
                place: slug,
                ..Menu::default()
            };
            place.remark_orphans(&lines);
            records.push(Record::new(key, menu));
        }
        records
    }
}

struct Placing<'a> {
    terms: &'a Terms,
    home: &'a Home,
    remarks: &'a Remarks,
    menu: &'a str,
}

/// Menus deeper than this are flattened by nobody: what is below is remarked as left.
const DEPTH: usize = 16;

impl Placing<'_> {
    /// Takes out of `lines` what stands below `parent`.
    fn below(&self, parent: u64, lines: &mut Vec<Line>, depth: usize) -> Vec<MenuEntry> {
        if depth > DEPTH {
            return Vec::new();
        }
        let known: Vec<u64> = if parent == 0 { lines.iter().map(|l| l.id).collect() } else { Vec::new() };
        let here = |line: &mut Line| line.parent == parent || (parent == 0 && !known.contains(&line.parent));
        let found: Vec<Line> = lines.extract_if(.., here).collect();
        let mut entries = Vec::new();
        for line in found {
            let to = self.target(&line);
            if to.is_none() {
                self.remark(&line, "what it leads to is not in the file", "it stands as a heading");
            }
            entries.push(MenuEntry { entries: self.below(line.id, lines, depth + 1), label: line.label, to });
        }
        entries
    }

    fn target(&self, line: &Line) -> Option<Target> {
        match line.sort.as_str() {
            "post_type" if line.object_id != 0 => Some(Target::Item(format!("post:{}", line.object_id))),
            "taxonomy" => {
                let term = self.terms.by_id(line.object_id)?;
                let key = key(&line.object, &term.slug)?;
                Some(match line.object.as_str() {
                    "category" => Target::Section(key),
                    _ => Target::Topic(key),
                })
            }
            _ if line.url.is_empty() || line.url == "#" => None,
            _ => {
                let local = self.home.local(&line.url);
                Some(Target::Address(local.unwrap_or_else(|| line.url.clone())))
            }
        }
    }

    /// What is still there stands below itself, or too deep.
    fn remark_orphans(&self, lines: &[Line]) {
        for line in lines {
            self.remark(line, "it stands below itself, or too deep", "the entry is not carried");
        }
    }

    fn remark(&self, line: &Line, what: &str, how: &str) {
        let about = About::record("menu", self.menu, Place::line(&line.part, line.line));
        let what = format!("its entry {:?}: {what}", line.label);
        if how.ends_with("not carried") {
            self.remarks.left(&about, what, how);
        } else if line.url != "#" {
            self.remarks.carried(&about, what, how);
        }
    }
}
