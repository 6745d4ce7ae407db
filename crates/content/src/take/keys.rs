//! What the keys in a batch of items mean: looked up once for all of them.

use std::collections::{BTreeSet, HashMap};

use intake::{Item, Matter};
use kit::{Id, Uuid};
use platform::db::Result;
use platform::records::{Incoming, Taking};

/// Kinds and keys, and what they became.
#[derive(Debug, Default)]
pub(super) struct Keys(HashMap<(&'static str, String), Uuid>);

impl Keys {
    /// Looks up every key that these items name.
    pub(super) async fn of(taking: &mut Taking<'_>, records: &[Incoming]) -> Result<Self> {
        let mut wanted: HashMap<&'static str, BTreeSet<&str>> = HashMap::new();
        for incoming in records {
            if let Matter::Item(item) = &incoming.record.matter {
                mention(item, &mut |kind, key| {
                    wanted.entry(kind).or_default().insert(key);
                });
            }
        }
        let mut keys = HashMap::new();
        for (kind, names) in wanted {
            let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
            let found = taking.resolve_all(kind, &names).await?;
            keys.extend(found.into_iter().map(|(key, id)| ((kind, key), id)));
        }
        Ok(Self(keys))
    }

    /// What the record of this kind and key became.
    pub(super) fn get<Noun>(&self, kind: &'static str, key: &str) -> Option<Id<Noun>> {
        self.0.get(&(kind, key.to_owned())).map(|id| Id::from_uuid(*id))
    }
}

/// Tells of every key in an item.
fn mention<'a>(item: &'a Item, see: &mut dyn FnMut(&'static str, &'a str)) {
    item.sections.iter().for_each(|key| see("section", key));
    item.topics.iter().for_each(|key| see("topic", key));
    item.format.iter().for_each(|key| see("format", key));
    item.related.iter().chain(&item.parent).for_each(|key| see("item", key));
    item.lead_picture.iter().for_each(|lead| see("media", &lead.media));
    for byline in &item.bylines {
        byline.person.iter().for_each(|key| see("person", key));
        byline.organisation.iter().for_each(|key| see("organisation", key));
    }
    if let Some(sponsor) = item.extra.get("sponsor").and_then(|key| key.as_str()) {
        see("organisation", sponsor);
    }
}
