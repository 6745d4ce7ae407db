//! What stands around a page: masthead, footer, the places that features fill.
//!
//! Masthead and footer are the same for all stories of a section: they are written once and stand on the shelf.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use people::PersonId;
use platform::App;
use platform::feature::SlotPlace;
use platform::http::{HttpError, Page, Reading};
use platform::minijinja::Value;
use platform::minijinja::value::Serde;
use platform::views::{Html, View};
use serde_json::{Deserializer, Map, Value as Json};

use super::directory::Directory;
use super::menus::{is_in_menus, menus};
use crate::model::{ItemId, SectionId, TopicId};
use crate::views::{Chrome, Frame, Icon, SiteName};

/// Where a page is: what menus and slots go by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Here<'a> {
    /// The page's address, from the root.
    pub address: &'a str,
    /// The section that it belongs to.
    pub section: Option<SectionId>,
    /// The item that it shows.
    pub item: Option<ItemId>,
    /// The topic whose page it is.
    pub topic: Option<TopicId>,
    /// The person whose page it is.
    pub person: Option<PersonId>,
}

/// Slots of every page, and the one that stands under a body.
const SLOTS: [&str; 5] = ["head", "header.actions", "nav", "rail", "footer"];
const AFTER_BODY: &str = "article.after_body";
/// The one on pages that have nothing to show.
const NOTICE: &str = "notice";
/// Those of the slots that stand in masthead and footer.
const IN_FRAME: [&str; 3] = ["header.actions", "nav", "footer"];

/// What features tell machines of the site, on its front page: JSON objects whose facts are of its `WebSite`.
const OF_SITE: &str = "head.site";

/// `WebSite` for the front page: the site with all that it says of itself, and what features know of it. One statement,
/// for it has one id.
///
/// # Errors
/// When a feature cannot fill its slot, or fills it with what is no object.
pub async fn web_site(app: &App, reading: &mut Reading, directory: &Directory) -> Result<Json, HttpError> {
    let mut facts = directory.publisher_in_full().web_site();
    let said = app.fill(reading, OF_SITE, place_of(directory, Here { address: "/", ..Here::default() })).await?;
    for more in Deserializer::from_str(&said.0).into_iter::<Map<String, Json>>() {
        let more = more.map_err(HttpError::internal)?;
        if let Some(facts) = facts.as_object_mut() {
            facts.extend(more);
        }
    }
    Ok(facts)
}

/// What stands around the page at `here`. The page is fresh until the site's next midnight, since it bears the date.
///
/// # Errors
/// When the database cannot be asked, or a feature cannot fill its slot.
pub async fn chrome(
    app: &App,
    reading: &mut Reading,
    directory: &Directory,
    here: Here<'_>,
) -> Result<Chrome, HttpError> {
    let place = place_of(directory, here);
    let mut slots = BTreeMap::new();
    for slot in SLOTS.into_iter().chain(here.item.map(|_| AFTER_BODY)) {
        slots.insert(slot.to_owned(), app.fill(reading, slot, place).await?);
    }
    let mut around = Chrome { slots, ..bare(directory, reading.now()) };
    around.frame = Some(Frame::clone(&*frame(app, reading, directory, (here, &around)).await?));
    Ok(around)
}

/// What stands around a page that has nothing to show, with what features offer there.
pub(crate) async fn notice_chrome(
    app: &App,
    reading: &mut Reading,
    directory: &Directory,
) -> Result<Chrome, HttpError> {
    let mut around = chrome(app, reading, directory, Here::default()).await?;
    let offered = app.fill(reading, NOTICE, place_of(directory, Here::default())).await?;
    around.slots.insert(NOTICE.to_owned(), offered);
    Ok(around)
}

fn place_of<'a>(directory: &Directory, here: Here<'a>) -> SlotPlace<'a> {
    SlotPlace {
        path: here.address,
        site: directory.site.id.uuid(),
        section: here.section.map(SectionId::uuid),
        item: here.item.map(ItemId::uuid),
        topic: here.topic.map(TopicId::uuid),
        person: here.person.map(PersonId::uuid),
    }
}

/// Masthead and footer around the page at `here`, whose slots are filled.
async fn frame(
    app: &App,
    reading: &mut Reading,
    directory: &Directory,
    (here, around): (Here<'_>, &Chrome),
) -> Result<Arc<Frame>, HttpError> {
    let in_menus = is_in_menus(app, reading, directory, here).await?;
    // Whatever differs between the frames of a site has a part in the name.
    let section = here.section.map(|section| section.to_string()).unwrap_or_default();
    let address = if in_menus { here.address } else { "" };
    let mut filled = DefaultHasher::new();
    IN_FRAME.map(|slot| around.slots.get(slot).map(|html| &html.0)).hash(&mut filled);
    let name = format!("{} {section} {address} {:x}", directory.site.id, filled.finish());
    if let Some(known) = reading.take_down::<Frame>(&name) {
        return Ok(known);
    }
    let aside = reading.set_aside();
    let now = reading.now().to_zoned_datetime(directory.zone.clone());
    if let Ok(midnight) = now.tomorrow().and_then(|tomorrow| tomorrow.start_of_day()) {
        reading.expires(midnight.timestamp());
    }
    // Asked for again, so that it is known what the frame depends on.
    let directory = &Directory::of_site(app, reading, directory.site.id).await?;
    let menus = menus(reading, directory, here).await?;
    let around = Chrome { menu: menus.main, utility: menus.utility, footer: menus.footer, ..around.clone() };
    let around = Value::from(Serde(&around));
    let written = |template| app.views().render_value(template, Value::UNDEFINED, &around).map(Html);
    let frame = Frame {
        masthead: written("partials/masthead.html").map_err(HttpError::internal)?,
        footer: written("partials/footer.html").map_err(HttpError::internal)?,
    };
    Ok(reading.shelve(&name, aside, frame))
}

/// The same without menus and slots. Asks nothing of the database.
pub(crate) fn bare(directory: &Directory, now: kit::Timestamp) -> Chrome {
    let site = &directory.site;
    let today = directory.moment(now);
    let year = today.day.split('-').next().unwrap_or_default();
    let owner = directory.setting("copyright").unwrap_or(&site.name);
    let copyright = if owner.contains('©') { owner.to_owned() } else { format!("© {year} {owner}") };
    Chrome {
        site: SiteName {
            name: site.name.clone(),
            tagline: site.tagline.clone(),
            lang: site.language.clone(),
            direction: direction(&site.language).to_owned(),
            home: "/".to_owned(),
            origin: site.address.clone(),
            zone: site.time_zone.clone(),
            // An icon is no nameplate.
            logo: directory.setting("logo").and(directory.logo.clone()),
            accent: directory.accent(),
            icons: match &directory.icon {
                Some(_) => [Icon::SMALL, Icon::MIDDLE].map(|icon| directory.sized(icon)).into(),
                None => Vec::new(),
            },
        },
        copyright,
        notice: directory.setting("notice").map(str::to_owned),
        today,
        ..Chrome::default()
    }
}

/// Renders a view inside its chrome, as a page that is kept under all that was read for it.
///
/// # Errors
/// When the template asks for something that the view has not.
pub fn render<V: View>(app: &App, reading: Reading, view: &V, chrome: &Chrome) -> Result<Page, HttpError> {
    let html = app.views().render(view, &Value::from(Serde(chrome))).map_err(HttpError::internal)?;
    Ok(reading.page(html))
}

/// Which way the letters of a language run.
pub(super) fn direction(language: &str) -> &'static str {
    let script = language.split('-').next().unwrap_or_default();
    if matches!(script, "ar" | "fa" | "he" | "ur" | "yi" | "ps" | "sd") { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_languages_run_from_right_to_left() {
        assert_eq!((direction("ar-EG"), direction("en")), ("rtl", "ltr"));
    }
}
