//! The directory of a site: what a page needs to name and lead anywhere in it. It stands on the shelf until the site,
//! its sections, menus or formats change.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use kit::{Id, Timestamp, Uuid};
use platform::App;
use platform::http::{HttpError, Reading, Visit};

use super::brand::media_of_key;
use super::words::href;
use crate::media::{HouseLetters, is_picture, picture};
use crate::model::{Format, FormatId, Item, Media, Menu, Section, SectionId, Site, SiteId};
use crate::rules::accents::of_top_sections;
use crate::rules::hosts::{host_of, is_host_of};
use crate::store;
use crate::views::{Accent, HouseFacts, Icon, Link, Moment, POLICIES, Picture, Publisher, SectionLink};

/// How deep sections may stand in each other. A tree has no loops, but a damaged one must not hang us.
const DEEPEST: usize = 32;

/// A site with its sections, formats and menus.
#[derive(Debug, Clone)]
pub struct Directory {
    /// The site.
    pub site: Site,
    /// Its zone.
    pub zone: TimeZone,
    /// Its menus.
    pub menus: Vec<Menu>,
    /// Its logo: the picture that the setting `logo` names, else its `icon`.
    pub logo: Option<Picture>,
    /// The letters of its cards.
    pub letters: HouseLetters,
    /// The picture that the setting `icon` names, if it is here.
    pub icon: Option<Media>,
    sections: Vec<Section>,
    places: HashMap<SectionId, usize>,
    /// The colours of the sections at the top.
    accents: HashMap<SectionId, Accent>,
    formats: HashMap<FormatId, Format>,
    house: Arc<Vec<Site>>,
}

/// All sites, in their order.
async fn sites(reading: &mut Reading) -> Result<Arc<Vec<Site>>, HttpError> {
    if let Some(known) = reading.take_down::<Vec<Site>>("all") {
        return Ok(known);
    }
    let aside = reading.set_aside();
    reading.note(Site::list_tag());
    let sites = store::sites::all(reading).await?;
    Ok(reading.shelve("all", aside, sites))
}

impl Directory {
    /// The directory of the site that a visit is for: the one of that host, else the house's first. A house without a
    /// site has a blank one, so that its pages can say so.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn load(app: &App, reading: &mut Reading, visit: &Visit) -> Result<Arc<Self>, HttpError> {
        Self::load_where(app, reading, |site| is_host_of(&visit.host, &site.address)).await
    }

    /// The directory of this site.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn of_site(app: &App, reading: &mut Reading, id: SiteId) -> Result<Arc<Self>, HttpError> {
        Self::load_where(app, reading, |site| site.id == id).await
    }

    async fn load_where(
        app: &App,
        reading: &mut Reading,
        is_asked: impl Fn(&Site) -> bool,
    ) -> Result<Arc<Self>, HttpError> {
        let sites = sites(reading).await?;
        let Some(site) = sites.iter().find(|site| is_asked(site)).or(sites.first()) else {
            // Nothing tells when the first site comes.
            let now = reading.now();
            reading.expires(now);
            return Ok(Arc::new(Self::blank(app)));
        };
        let name = site.id.to_string();
        if let Some(known) = reading.take_down::<Self>(&name) {
            return Ok(known);
        }
        let aside = reading.set_aside();
        reading.note(Site::list_tag());
        let letters = HouseLetters::of(app);
        let directory = Self::read(reading, site.clone(), (Arc::clone(&sites), letters)).await?;
        Ok(reading.shelve(&name, aside, directory))
    }

    /// Reads all that it knows of a site.
    async fn read(
        reading: &mut Reading,
        site: Site,
        (house, letters): (Arc<Vec<Site>>, HouseLetters),
    ) -> Result<Self, HttpError> {
        reading.note_all([Site::tag(site.id), Format::list_tag()]);
        let sections = store::sections::of_site(reading, site.id).await?;
        let formats = store::labels::formats(reading).await?;
        let mut directory = Self {
            zone: TimeZone::get(&site.time_zone).unwrap_or(TimeZone::UTC),
            menus: store::sites::menus(reading, site.id).await?,
            places: sections.iter().enumerate().map(|(place, section)| (section.id, place)).collect(),
            accents: accents(&sections),
            sections,
            formats: formats.into_iter().map(|format| (format.id, format)).collect(),
            house,
            letters,
            logo: None,
            icon: None,
            site,
        };
        if let Some(key) = directory.setting("icon").map(str::to_owned) {
            directory.icon = media_of_key(reading, &directory, &key).await?.filter(is_picture);
        }
        directory.logo = directory.icon.as_ref().and_then(picture);
        if let Some(key) = directory.setting("logo").map(str::to_owned) {
            directory.logo = media_of_key(reading, &directory, &key).await?.as_ref().and_then(picture);
        }
        Ok(directory)
    }

    /// The directory of a site that has nothing yet, not even a name. Needs no database.
    pub fn blank(app: &App) -> Self {
        let site = Site {
            id: Id::from_uuid(Uuid::nil()),
            name: "Masthead".to_owned(),
            tagline: None,
            address: app.config().address.clone(),
            language: "en".to_owned(),
            time_zone: "UTC".to_owned(),
            position: 0,
            fields: serde_json::Map::new(),
        };
        Self {
            site,
            zone: TimeZone::UTC,
            menus: Vec::new(),
            letters: HouseLetters::of(app),
            logo: None,
            icon: None,
            sections: Vec::new(),
            places: HashMap::new(),
            accents: HashMap::new(),
            formats: HashMap::new(),
            house: Arc::default(),
        }
    }

    /// What is made of it depends on the site, its sections and formats, and where the other sites are.
    pub fn note(&self, reading: &mut Reading) {
        reading.note_all([Site::tag(self.site.id), Site::list_tag(), Format::list_tag()]);
    }

    /// All sections, siblings in their order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The section of this id.
    pub fn section(&self, id: SectionId) -> Option<&Section> {
        self.places.get(&id).map(|place| &self.sections[*place])
    }

    /// The section whose front stands at this path, with or without a closing slash.
    pub fn section_at(&self, path: &str) -> Option<&Section> {
        let path = path.trim_end_matches('/');
        self.sections.iter().find(|section| section.path == path)
    }

    /// The sections right below one, or at the top.
    pub fn children(&self, parent: Option<SectionId>) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(move |section| section.parent == parent)
    }

    /// The way down to a section: from the top to itself.
    pub fn way_to(&self, id: SectionId) -> Vec<&Section> {
        let mut way = Vec::new();
        let mut next = self.section(id);
        while let Some(section) = next
            && way.len() < DEEPEST
        {
            way.push(section);
            next = section.parent.and_then(|parent| self.section(parent));
        }
        way.reverse();
        way
    }

    /// A section as it is named over a headline. One without a colour of its own has that of the one above; at the top
    /// each has one.
    pub fn link(&self, section: &Section) -> SectionLink {
        let way = self.way_to(section.id);
        let of_top = || self.accents.get(&way.first()?.id).copied();
        let accent = way.iter().rev().find_map(|section| own_accent(section)).or_else(of_top).unwrap_or_default();
        SectionLink { name: section.name.clone(), address: href(&section.path), accent }
    }

    /// The section of this id as it is named over a headline.
    pub fn link_to(&self, id: SectionId) -> Option<SectionLink> {
        self.section(id).map(|section| self.link(section))
    }

    /// The way from the front page to something in a section, the section included.
    pub fn crumbs(&self, section: Option<SectionId>) -> Vec<Link> {
        let way = section.map(|section| self.way_to(section)).unwrap_or_default();
        let sections = way.into_iter().map(|section| Link::new(&*section.name, href(&section.path)));
        [Link::new("Home", "/")].into_iter().chain(sections).collect()
    }

    /// The format of this id.
    pub fn format(&self, id: FormatId) -> Option<&Format> {
        self.formats.get(&id)
    }

    /// Where an item is read: from the root on its own site, whole on another.
    pub fn address_of(&self, item: &Item) -> String {
        match self.neighbour(item.site) {
            Some(other) => format!("{}{}", other.address, href(&item.address)),
            None => href(&item.address),
        }
    }

    /// All sites of the house, this one among them, in their order.
    pub fn house(&self) -> &[Site] {
        &self.house
    }

    /// The site of this id, if it is another one of the house.
    pub fn neighbour(&self, id: SiteId) -> Option<&Site> {
        if id == self.site.id { None } else { self.house.iter().find(|site| site.id == id) }
    }

    /// What stands over a headline to say where it belongs: its section; of an item on another site that site.
    pub fn place_of(&self, item: &Item) -> Option<SectionLink> {
        let other = |site: &Site| SectionLink {
            name: site.name.clone(),
            address: format!("{}/", site.address),
            accent: Accent::default(),
        };
        self.neighbour(item.site).map(other).or_else(|| self.link_to(item.section?))
    }

    /// An instant as the site's clocks show it.
    pub fn moment(&self, at: Timestamp) -> Moment {
        Moment::at(at, &self.zone)
    }

    /// The publication as machines are told of it.
    pub fn publisher(&self) -> Publisher {
        Publisher {
            name: self.site.name.clone(),
            origin: self.site.address.clone(),
            lang: self.site.language.clone(),
            logo: self.logo.clone(),
            house: HouseFacts::default(),
        }
    }

    /// The same with all that the house says of itself, for pages that are about it.
    pub fn publisher_in_full(&self) -> Publisher {
        let whole = |setting: &str| self.setting(setting).and_then(prose::safe_href);
        let policies = POLICIES.iter().filter_map(|(setting, name)| Some((*name, whole(setting)?)));
        let same_as = self.site.fields.get("same_as").and_then(|all| all.as_array()).into_iter().flatten();
        let house = HouseFacts {
            description: self.setting("description").map(str::to_owned).or_else(|| self.site.tagline.clone()),
            same_as: same_as.filter_map(|link| prose::safe_href(link.as_str()?)).collect(),
            founded: self.setting("founded").map(str::to_owned),
            contact: self.setting("contact").filter(|contact| contact.contains('@')).map(str::to_owned),
            policies: policies.collect(),
        };
        Publisher { house, ..self.publisher() }
    }

    /// An icon as this site has it: no larger than the picture that it is made of.
    pub fn sized(&self, icon: Icon) -> Icon {
        let side = self.icon.as_ref().and_then(|own| Some(own.width?.min(own.height?)));
        side.map_or(icon, |side| icon.of_side(side))
    }

    /// The site's own colour.
    pub fn accent(&self) -> Accent {
        self.setting("accent").and_then(Accent::named).unwrap_or_default()
    }

    /// A setting of the site that is a text.
    pub fn setting(&self, name: &str) -> Option<&str> {
        self.site.fields.get(name).and_then(|value| value.as_str()).filter(|text| !text.is_empty())
    }

    /// Whether a whole address is of this site.
    pub fn is_own(&self, address: &str) -> bool {
        is_host_of(host_of(address), &self.site.address)
    }
}

fn own_accent(section: &Section) -> Option<Accent> {
    section.accent.as_deref().and_then(Accent::named)
}

/// The colour of each section at the top.
fn accents(sections: &[Section]) -> HashMap<SectionId, Accent> {
    let tops: Vec<&Section> = sections.iter().filter(|section| section.parent.is_none()).collect();
    let own: Vec<Option<Accent>> = tops.iter().map(|section| own_accent(section)).collect();
    tops.iter().map(|section| section.id).zip(of_top_sections(&own)).collect()
}
