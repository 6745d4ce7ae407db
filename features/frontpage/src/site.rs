//! Fronts as readers open them.

use std::sync::Arc;

use axum::response::{IntoResponse, Redirect, Response};
use content::model::{ItemId, SiteId};
use content::read::{self, Directory, Here, Part};
use platform::feature::SlotPlace;
use platform::http::{HttpError, Reading, Visit};
use platform::views::Html;
use platform::{App, BoxFuture};

use crate::read::{Shown, arranged, front_page, modules, river_size, section_front};
use crate::views::Rail;

/// Shows the front page, or the front of the section at this path.
pub(crate) fn resolve(app: App, visit: Visit) -> BoxFuture<'static, Result<Option<Response>, HttpError>> {
    Box::pin(async move {
        let mut reading = app.reading().await?;
        let directory = Directory::load(&app, &mut reading, &visit).await?;
        if visit.path == "/" {
            let view = front_page(&app, &mut reading, &directory).await?;
            let here = Here { address: "/", ..Here::default() };
            let chrome = read::chrome(&app, &mut reading, &directory, here).await?;
            return Ok(Some(read::render(&app, reading, &view, &chrome)?.into_response()));
        }
        let Some(section) = directory.section_at(&visit.path).cloned() else { return Ok(None) };
        if visit.path != section.path {
            return Ok(Some(Redirect::permanent(&read::href(&section.path)).into_response()));
        }
        let part = Part::asked(&visit, &section.path, river_size())?;
        let Some(view) = section_front(&mut reading, &directory, &section, part).await? else { return Ok(None) };
        let here = Here { address: &section.path, section: Some(section.id), ..Here::default() };
        let chrome = read::chrome(&app, &mut reading, &directory, here).await?;
        Ok(Some(read::render(&app, reading, &view, &chrome)?.into_response()))
    })
}

/// Puts the front page's modules beside an item.
pub(crate) fn fill_rail<'a>(
    app: &'a App,
    reading: &'a mut Reading,
    place: SlotPlace<'a>,
) -> BoxFuture<'a, Result<Html, HttpError>> {
    Box::pin(async move {
        let Some(item) = place.item.map(ItemId::from_uuid) else { return Ok(Html::default()) };
        let beside_any = beside_any(app, reading, SiteId::from_uuid(place.site)).await?;
        if beside_any.items.contains(&item) {
            // It is no news to who reads it.
            return Ok(rail(app, reading, SiteId::from_uuid(place.site), Some(item)).await?.markup);
        }
        Ok(beside_any.markup.clone())
    })
}

/// The modules, written.
struct Written {
    markup: Html,
    items: Vec<ItemId>,
}

/// The modules as they stand beside every item that is not in them: made once for all.
async fn beside_any(app: &App, reading: &mut Reading, site: SiteId) -> Result<Arc<Written>, HttpError> {
    let name = site.to_string();
    if let Some(known) = reading.take_down::<Written>(&name) {
        return Ok(known);
    }
    let aside = reading.set_aside();
    let written = rail(app, reading, site, None).await?;
    Ok(reading.shelve(&name, aside, written))
}

async fn rail(app: &App, reading: &mut Reading, site: SiteId, own: Option<ItemId>) -> Result<Written, HttpError> {
    let directory = Directory::of_site(app, reading, site).await?;
    let front = arranged(reading, &directory, None).await?;
    let rail = Rail { modules: modules(reading, &directory, front.as_ref(), &mut Shown::with(own)).await? };
    let items = rail.modules.iter().flat_map(|module| &module.cards).filter_map(|card| card.item).collect();
    let html = app.views().render(&rail, &platform::minijinja::Value::UNDEFINED);
    Ok(Written { markup: Html(html.map_err(HttpError::internal)?), items })
}
