//! Redirects that other records imply: each old address of an item, section, topic, person or picture leads on.

use intake::{Map, Matter, Record, Redirect, Target};

/// The redirects that a record brings along. Their keys are the old addresses.
pub(crate) fn redirects_of(record: &Record) -> Vec<Record> {
    let key = || record.key.clone();
    let (old, to) = match &record.matter {
        Matter::Item(item) => (&item.old_addresses, Target::Item(key())),
        Matter::Section(section) => (&section.old_addresses, Target::Section(key())),
        Matter::Topic(topic) => (&topic.old_addresses, Target::Topic(key())),
        Matter::Person(person) => (&person.old_addresses, Target::Person(key())),
        // The page that showed a picture alone leads to the item it was sent in for.
        Matter::Media(media) => match &media.item {
            Some(item) => (&media.old_addresses, Target::Item(item.clone())),
            None => return Vec::new(),
        },
        _ => return Vec::new(),
    };
    old.iter()
        .map(|from| {
            let redirect = Redirect { from: from.clone(), to: Some(to.clone()), status: 301, extra: Map::new() };
            let (source, site) = (record.source.clone(), record.site.clone());
            Record { source, site, ..Record::new(from.clone(), redirect) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use intake::Item;

    use super::*;

    #[test]
    fn each_old_address_leads_on() {
        let item = Item { old_addresses: vec!["/?p=7".into(), "/old/".into()], ..Item::default() };
        let made = redirects_of(&Record { site: Some("asia".into()), ..Record::new("post:7", item) });
        let keys: Vec<&str> = made.iter().map(|record| record.key.as_str()).collect();
        assert_eq!(keys, ["/?p=7", "/old/"]);
        assert!(made.iter().all(|made| made.site.as_deref() == Some("asia")));
        assert!(matches!(&made[0].matter, Matter::Redirect(made) if made.to == Some(Target::Item("post:7".into()))));
    }
}
