//! What understanding an entry takes: the survey, the publication's addresses and zone, and where the entry stands.

use intake::Map;
use jiff::Timestamp;
use serde_json::Value;

use super::raw::Entry;
use super::sort::{Sort, sort};
use super::survey::Survey;
use crate::sources::Remarks;
use crate::sources::remark::{About, Place};
use crate::sources::text::{digest, word};
use crate::sources::times::{self, Times};
use crate::sources::web::Home;

/// What is known of the publication as a whole.
pub(super) struct House {
    pub survey: Survey,
    pub home: Home,
    pub times: Times,
    pub remarks: Remarks,
    /// The path of the blog on its host: empty, or `/blog`.
    pub root: String,
}

/// One entry being understood.
pub(super) struct Reading<'a> {
    pub house: &'a House,
    pub entry: &'a Entry,
    pub part: &'a str,
    pub key: &'a str,
    pub kind: &'a str,
}

impl House {
    /// When something was, by its UTC time, else by its local time.
    pub fn at(&self, gmt: &str, local: &str) -> Option<Timestamp> {
        times::utc(gmt).or_else(|| self.times.civil(local))
    }
}

impl<'a> Reading<'a> {
    pub fn carried(&self, what: impl Into<String>, how: impl Into<String>) {
        self.house.remarks.carried(&self.about(), what, how);
    }

    pub fn left(&self, what: impl Into<String>, how: impl Into<String>) {
        self.house.remarks.left(&self.about(), what, how);
    }

    fn about(&self) -> About<'a> {
        About::record(self.kind, self.key, Place::line(self.part, self.entry.line))
    }
}

/// An entry's key: WordPress's own number, which survives in any cut of an export. One without a number is known by its
/// slug, else by its address or title.
pub(super) fn key(entry: &Entry) -> String {
    let kind = if sort(entry) == Sort::Media { "media" } else { "post" };
    if entry.id != 0 {
        return format!("{kind}:{}", entry.id);
    }
    let name = [&entry.name, &entry.link, &entry.guid, &entry.title].into_iter().find(|n| !n.is_empty());
    match name {
        Some(name) if *name == entry.name => format!("{kind}:{}/{}", entry.post_type, word(name)),
        Some(name) => format!("{kind}:{}/{}", entry.post_type, digest(name)),
        None => format!("{kind}:{}/{}", entry.post_type, digest(&entry.content)),
    }
}

/// The custom fields that nothing else took. A field that stands more than once becomes a list.
pub(super) fn fields(meta: &[(String, String)], taken: impl Fn(&str) -> bool) -> Map {
    let mut map = Map::new();
    let kept = meta.iter().filter(|(name, value)| !bookkeeping(name) && !value.is_empty() && !taken(name));
    for (name, value) in kept {
        let value = Value::from(value.as_str());
        match map.get_mut(name) {
            None => {
                map.insert(name.clone(), value);
            }
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
        }
    }
    map
}

/// What WordPress notes for its own running, and nobody wrote.
fn bookkeeping(name: &str) -> bool {
    matches!(
        name,
        "_edit_last" | "_edit_lock" | "_pingme" | "_encloseme" | "_wp_trash_meta_status" | "_wp_trash_meta_time"
    ) || name.starts_with("_oembed_")
}
