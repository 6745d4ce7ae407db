//! Sites and sections from imports.

use std::collections::{BTreeSet, HashMap};

use intake::Matter;
use platform::BoxFuture;
use platform::changes;
use platform::db::Result;
use platform::records::{Incoming, Taking};

use super::{ACTOR, said, slug_for};
use crate::acts::set_site::{self, locale_change, tags};
use crate::model::{Section, SectionId, Site, SiteId};
use crate::records::by_site;
use crate::rules::address::{is_reserved, origin};
use crate::rules::settings::{set_value, value_of};
use crate::store;

/// Takes sites. The first site of an import becomes the house's first, where that is still unnamed or none.
pub(super) fn take_sites<'a>(taking: &'a mut Taking<'_>, records: Vec<Incoming>) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        for incoming in records {
            let Matter::Site(said_of) = &incoming.record.matter else { continue };
            store::sites::hold(taking.tx).await?;
            let known = store::sites::all(taking.tx).await?;
            let blank = known.iter().find(|site| site.fields.contains_key("blank")).map(|site| site.id);
            let id = incoming.known.map(SiteId::from_uuid).or(blank).unwrap_or_else(|| taking.app.new_id());
            let before = known.iter().find(|known| known.id == id);
            let mut site = Site {
                id,
                name: said(Some(&said_of.name)).unwrap_or_else(|| "Publication".to_owned()),
                tagline: said(said_of.tagline.as_deref()),
                address: said_of
                    .address
                    .as_deref()
                    .map_or_else(|| taking.app.config().address.clone(), |address| origin(address).to_owned()),
                language: said(said_of.language.as_deref()).unwrap_or_else(|| "en".to_owned()),
                time_zone: said(said_of.time_zone.as_deref()).unwrap_or_else(|| "UTC".to_owned()),
                position: place_among(&known, id, said_of.position.or(before.map(|before| before.position))),
                fields: said_of.extra.clone(),
            };
            if let Some(before) = before {
                keep_what_was_set(taking, &incoming, (before, &mut site)).await?;
            }
            store::sites::put(taking.tx, &site).await?;
            taking.touch(tags(id));
            if let Some(change) = before.and_then(|before| locale_change(before, &site)) {
                taking.app.record(taking.tx, change.by(ACTOR)).await?;
            }
            taking.took(&incoming, id.uuid());
        }
        Ok(())
    })
}

/// The place it is said to have, where no other site has that; else after all the others.
fn place_among(known: &[Site], id: SiteId, said: Option<i64>) -> i64 {
    let others = || known.iter().filter(|site| site.id != id).map(|site| site.position);
    let after_all = others().max().map_or(0, |last| last + 1);
    said.filter(|said| others().all(|position| position != *said)).unwrap_or(after_all)
}

/// What was set in the house stays as it is, whatever the source says.
async fn keep_what_was_set(
    taking: &mut Taking<'_>,
    incoming: &Incoming,
    (before, site): (&Site, &mut Site),
) -> Result<()> {
    let changes = changes::of(taking.tx, before.id.uuid(), set_site::CHANGE).await?;
    let names: BTreeSet<&str> = changes.iter().filter_map(|change| change.detail.get("setting")?.as_str()).collect();
    for name in names {
        let own = value_of(before, name);
        if own != value_of(site, name) {
            taking.remark(incoming, format!("its setting {name} was set in the house, and stays"));
            set_value(site, name, own);
        }
    }
    Ok(())
}

/// Takes sections, parents before children whatever their order in the batch.
pub(super) fn take_sections<'a>(taking: &'a mut Taking<'_>, records: Vec<Incoming>) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        for (site, records) in by_site(taking, records).await? {
            take_sections_of(taking, site, records).await?;
        }
        Ok(())
    })
}

async fn take_sections_of(taking: &mut Taking<'_>, site: SiteId, records: Vec<Incoming>) -> Result<()> {
    let mut known: HashMap<SectionId, Section> =
        store::sections::of_site(taking.tx, site).await?.into_iter().map(|section| (section.id, section)).collect();
    for incoming in parents_first(records) {
        let Matter::Section(said_of) = &incoming.record.matter else { continue };
        let id = incoming.known.map_or_else(|| taking.app.new_id(), SectionId::from_uuid);
        let parent = match &said_of.parent {
            Some(key) => taking.resolve("section", key).await?.map(SectionId::from_uuid),
            None => None,
        };
        let parent = parent.filter(|parent| known.contains_key(parent));
        if said_of.parent.is_some() && parent.is_none() {
            taking.remark(&incoming, "the section above it is not there; it stands at the top");
        }
        let parent = parent.filter(|parent| *parent != id);
        let slug = slug_for(Some(&said_of.slug), &said_of.name, &incoming.record.key, id);
        let above = parent.and_then(|parent| known.get(&parent)).map_or("", |parent| parent.path.as_str());
        let before = known.get(&id);
        let path = match before {
            Some(before) if before.slug == slug && before.parent == parent => before.path.clone(),
            _ => free_path(&known, id, &format!("{above}/{slug}")),
        };
        let section = Section {
            id,
            site,
            parent,
            slug,
            path,
            name: said(Some(&said_of.name)).unwrap_or_else(|| said_of.slug.clone()),
            standfirst: said(said_of.standfirst.as_deref()),
            accent: said(said_of.accent.as_deref()),
            position: said_of.position.unwrap_or(0),
            fields: said_of.extra.clone(),
        };
        store::sections::put(taking.tx, &section).await?;
        known.insert(id, section);
        taking.touch([Section::tag(id), Site::tag(site)]);
        taking.took(&incoming, id.uuid());
    }
    Ok(())
}

/// The wished path, or the first numbered one that no other section has, nor the house for pages of its own.
fn free_path(known: &HashMap<SectionId, Section>, id: SectionId, wished: &str) -> String {
    let of_another = |path: &str| known.values().any(|section| section.id != id && section.path == path);
    let taken = |path: &str| is_reserved(path) || of_another(path);
    let numbered = (2..).map(|number| format!("{wished}-{number}"));
    std::iter::once(wished.to_owned()).chain(numbered).find(|path| !taken(path)).expect("numbers do not end")
}

/// Orders sections so that none comes before the one above it, as far as they are in one batch.
fn parents_first(records: Vec<Incoming>) -> Vec<Incoming> {
    let keys: HashMap<String, Option<String>> = records
        .iter()
        .filter_map(|incoming| match &incoming.record.matter {
            Matter::Section(section) => Some((incoming.record.key.clone(), section.parent.clone())),
            _ => None,
        })
        .collect();
    let depth = |key: &str| {
        let (mut at, mut depth) = (key, 0_usize);
        // A loop of parents ends the walk too.
        while let Some(Some(parent)) = keys.get(at)
            && depth <= keys.len()
        {
            at = parent;
            depth += 1;
        }
        depth
    };
    let mut records = records;
    records.sort_by_cached_key(|incoming| depth(&incoming.record.key));
    records
}
