//! The page that says what can be followed.

use axum::extract::State;
use content::model::{ItemKind, Section, SectionId, list_tag};
use content::read::{self, Directory, Here, href};
use content::store::{findable, items};
use content::views::Link;
use platform::App;
use platform::http::{HttpError, Page, Reading, Visit};

use crate::model::{Form, feed_of};
use crate::views::{Followed, Following, Way};

/// Forms that readers choose among: in short, by name.
const FORMS: [(&str, &str, Form); 4] = [
    ("RSS", "RSS", Form::Summary),
    ("Whole", "RSS with whole texts", Form::Full),
    ("Atom", "Atom", Form::Atom),
    ("JSON", "JSON", Form::Json),
];

/// Episodes among which podcasts are looked for.
const LOOKED_AT: u32 = 100;

/// What can be followed, and how.
pub(super) async fn show_feeds(State(app): State<App>, visit: Visit) -> Result<Page, HttpError> {
    let mut reading = app.reading().await?;
    let directory = Directory::load(&app, &mut reading, &visit).await?;
    let crumbs = directory.crumbs(None);
    let mut sections = Vec::new();
    below(&directory, None, &mut sections);
    let podcasts = podcasts(&mut reading, &directory).await?;
    let mut meta = read::head(&directory, "Feeds", "/feeds", &crumbs);
    meta.description = Some(format!("How to follow {}: feeds of everything and of each section.", directory.site.name));
    let feeds = sections.iter().filter_map(|section| section.ways.first().map(|way| (&section.page.label, way)));
    let feeds: Vec<Link> = feeds.map(|(name, way)| Link::new(&**name, &*way.address)).collect();
    meta.json_ld.push(directory.publisher().index("Feeds", "/feeds", &feeds));
    let view = Following { meta, crumbs, whole: followed("Everything", "/", 0), sections, podcasts };
    let here = Here { address: "/feeds", ..Here::default() };
    let chrome = read::chrome(&app, &mut reading, &directory, here).await?;
    read::render(&app, reading, &view, &chrome)
}

/// The sections below one, each with all below it.
fn below(directory: &Directory, parent: Option<SectionId>, into: &mut Vec<Followed>) {
    let depth = parent.map_or(0, |parent| directory.way_to(parent).len());
    for section in directory.children(parent) {
        into.push(followed(&section.name, &section.path, depth));
        below(directory, Some(section.id), into);
    }
}

fn followed(name: &str, address: &str, depth: usize) -> Followed {
    let ways = FORMS.map(|(short, name, form)| Way::new(short, name, href(&feed_of(address, form))));
    Followed { page: Link::new(name, href(address)), depth, ways: ways.into() }
}

/// The sections that the latest episodes belong to.
async fn podcasts(reading: &mut Reading, directory: &Directory) -> Result<Vec<Link>, HttpError> {
    let site = directory.site.id;
    reading.note(list_tag(site.uuid()));
    let ids = findable::listed_of_kind(reading, (site, site.uuid()), ItemKind::Podcast, LOOKED_AT).await?;
    let episodes = items::by_ids(reading, &ids).await?;
    let has_some = |section: &&Section| episodes.iter().any(|episode| episode.section == Some(section.id));
    let link = |section: &Section| Link::new(&*section.name, href(&feed_of(&section.path, Form::Podcast)));
    Ok(directory.sections().iter().filter(has_some).map(link).collect())
}
