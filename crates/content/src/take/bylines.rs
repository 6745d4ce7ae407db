//! Bylines and the other parts of an item from imports.

use intake::Item;

use super::keys::Keys;
use super::said;
use crate::model::{Byline, ItemId};
use crate::store::parts::{Parts, Related};

/// The parts of an item, and what of them is not there, in sentences.
pub(super) fn parts(item: &Item, keys: &Keys) -> (Parts, Vec<String>) {
    let mut remarks = Vec::new();
    let mut found = |kind: &'static str, key: &String, what: &str| {
        let id = keys.get::<()>(kind, key);
        if id.is_none() {
            remarks.push(format!("its {what} {key:?} is not there"));
        }
        id.map(kit::Id::uuid)
    };
    let placements: Vec<_> =
        item.sections.iter().filter_map(|key| found("section", key, "section")).map(kit::Id::from_uuid).collect();
    let topics: Vec<_> =
        item.topics.iter().filter_map(|key| found("topic", key, "topic")).map(kit::Id::from_uuid).collect();
    let mut parts = Parts { placements: distinct(placements), topics: distinct(topics), ..Parts::default() };
    for credit in &item.bylines {
        let person = credit.person.as_ref().and_then(|key| found("person", key, "author")).map(kit::Id::from_uuid);
        // An author whom nobody knows is still credited, under the key.
        let name = said(credit.name.as_deref()).or_else(|| credit.person.clone().filter(|_| person.is_none()));
        if person.is_none() && name.is_none() {
            continue;
        }
        parts.bylines.push(Byline {
            person,
            name,
            role: said(credit.role.as_deref()),
            affiliation: said(credit.affiliation.as_deref()),
            organisation: credit.organisation.as_ref().and_then(|key| keys.get("organisation", key)),
            note: said(credit.note.as_deref()),
        });
    }
    parts.related = item
        .related
        .iter()
        .map(|key| match keys.get::<crate::model::Item>("item", key) {
            Some(id) => Related::Here(ItemId::from_uuid(id.uuid())),
            None => Related::ToCome(key.clone()),
        })
        .collect();
    (parts, remarks)
}

fn distinct<T: PartialEq>(all: Vec<T>) -> Vec<T> {
    let mut once = Vec::with_capacity(all.len());
    for one in all {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}
