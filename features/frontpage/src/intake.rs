//! Fronts from imports and to exports.

use ::intake::{Map, Matter, Record};
use content::model::{ItemId, SectionId};
use content::records::{SiteNames, with_sites};
use kit::Id;
use platform::BoxFuture;
use platform::db::Result;
use platform::records::{Giving, Incoming, Taking};
use serde_json::json;

use crate::{Front, Held, Kind, Module, Place, Position, store};

/// Says what of a record cannot be carried.
pub(crate) fn examine(record: &Record) -> Vec<String> {
    let Matter::Front(said) = &record.matter else { return Vec::new() };
    let places = said.positions.iter().filter(|position| place(&position.place).is_none());
    let modules = said.modules.iter().filter(|module| kind(&module.module).is_none());
    places
        .map(|position| format!("there is no place {:?} on a front", position.place))
        .chain(modules.map(|module| format!("there is no module {:?}", module.module)))
        .collect()
}

fn place(word: &str) -> Option<Place> {
    serde_json::from_value(json!(word)).ok()
}

fn kind(word: &str) -> Option<Kind> {
    serde_json::from_value(json!(word)).ok()
}

fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Takes fronts.
pub(crate) fn take_fronts<'a>(taking: &'a mut Taking<'_>, records: Vec<Incoming>) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        for (site, incoming) in with_sites(taking, records).await? {
            let Matter::Front(said) = &incoming.record.matter else { continue };
            let section = match &said.section {
                None => None,
                Some(key) => match taking.resolve("section", key).await? {
                    Some(id) => Some(SectionId::from_uuid(id)),
                    None => {
                        taking.refused(&incoming, format!("its section {key:?} is not there"));
                        continue;
                    }
                },
            };
            let mut positions = Vec::with_capacity(said.positions.len());
            for position in &said.positions {
                let Some(place) = place(&position.place) else { continue };
                let item = match taking.resolve("item", &position.item).await? {
                    Some(id) => Held::Item(ItemId::from_uuid(id)),
                    None => Held::Key(position.item.clone()),
                };
                positions.push(Position { place, at: position.at, item, until: position.until });
            }
            let module = |said: &::intake::Module| {
                let (heading, settings) = (said.heading.clone(), said.settings.clone());
                Some(Module { module: kind(&said.module)?, heading, settings })
            };
            let modules = said.modules.iter().filter_map(module).collect();
            examine(&incoming.record).into_iter().for_each(|why| taking.remark(&incoming, why));
            let id = incoming.known.map_or_else(|| taking.app.new_id(), Id::from_uuid);
            store::put(taking.tx, &Front { id, site, section, positions, modules }).await?;
            taking.touch([Front::tag(site)]);
            taking.took(&incoming, id.uuid());
        }
        Ok(())
    })
}

/// Gives all fronts.
pub(crate) fn give_fronts<'a>(giving: &'a mut Giving<'_>) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(async move {
        let sites = SiteNames::of(giving).await?;
        let fronts = store::all(giving.conn).await?;
        let names = giving.names("front", fronts.iter().map(|front| front.id)).await?;
        for front in fronts {
            let name = names.name(front.id);
            let section = match front.section {
                Some(section) => Some(giving.reference(&name, "section", section).await?),
                None => None,
            };
            let mut positions = Vec::with_capacity(front.positions.len());
            for position in front.positions {
                let item = match position.item {
                    Held::Item(id) => giving.reference(&name, "item", id).await?,
                    Held::Key(key) => key,
                };
                let place = word(position.place);
                positions.push(::intake::Position { place, at: position.at, item, until: position.until });
            }
            let modules = front
                .modules
                .into_iter()
                .map(|module| ::intake::Module {
                    place: "rail".to_owned(),
                    module: word(module.module),
                    heading: module.heading,
                    settings: module.settings,
                })
                .collect();
            let matter = ::intake::Front { section, positions, modules, extra: Map::new() };
            (giving.write)(sites.record(name, front.site, matter))?;
        }
        Ok(())
    })
}
